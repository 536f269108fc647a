"""Benchmark of the PDFs: a clean build of the CV and the résumé, compared with pandoc on the list of publications.

    python benchmarks/pdf.py [--rounds 5]

Both are run alternately. pandoc typesets only a plain list of all publications (`--citeproc --pdf-engine=xelatex`); it
needs the Debian package lmodern.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = '---\nbibliography: pubs.bib\nnocite: "@*"\n---\n\n# Publications\n'


def seconds(command: list[str], folder: Path) -> float:
    """Return the time that a command takes."""
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return time.perf_counter() - start


def ours(folder: Path) -> float:
    """Return the time of a clean build of both PDFs, in seconds."""
    shutil.rmtree(folder / "latex", ignore_errors=True)
    return seconds([sys.executable, "-m", "sphinx_cv", "pdf", str(ROOT), "--out", str(folder / "latex")], ROOT)


def pandocs(folder: Path) -> float:
    """Return the time of pandoc, in seconds."""
    return seconds(["pandoc", "--citeproc", "--pdf-engine=xelatex", "list.md", "-o", "list.pdf"], folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    if missing := [program for program in ("xelatex", "pandoc") if not shutil.which(program)]:
        print(f"not measured: {' and '.join(missing)} not installed")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "list.md").write_text(PAGE, "utf-8")
        shutil.copy2(ROOT / "pubs.bib", folder)
        times = [(ours(folder), pandocs(folder)) for _ in range(rounds + 1)][1:]  # the first round warms the caches
    mine, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    print(f"both PDFs from nothing: {mine:.2f} s; pandoc, the list alone: {theirs:.2f} s; ratio {mine / theirs:.2f}")


if __name__ == "__main__":
    main()
