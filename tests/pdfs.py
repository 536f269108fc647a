"""What tests of the PDFs share: tiny sites, and what `python -m sphinx_cv pdf` makes of them."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from conftest import CONF, EPOCH, PUBS, ROOT, need

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Made:
    """A folder with sources, and what `python -m sphinx_cv pdf` made of them."""

    source: Path
    status: int
    said: str

    def path(self, name: str = "cv") -> Path:
        return self.source / "_build/latex" / f"{name}.pdf"

    def text(self, name: str = "cv", *options: str) -> str:
        done = subprocess.run([need("pdftotext"), *options, self.path(name), "-"], capture_output=True, check=True)
        return unicodedata.normalize("NFC", done.stdout.decode())

    def reader(self, name: str = "cv") -> Any:
        import pypdf

        return pypdf.PdfReader(self.path(name))


def run(source: Path, **env: str) -> Made:
    need("xelatex")
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": EPOCH, **env}
    done = subprocess.run([sys.executable, "-m", "sphinx_cv", "pdf"], cwd=source, capture_output=True, text=True, check=False,
                          env={name: value for name, value in settings.items() if value})  # fmt: skip
    return Made(source, done.returncode, done.stderr.replace(f"{source}/", ""))


def make(
    folder: Path, index: str = "", title: str = "", author: str = "Example, Ada", conf: str = "", bib: str = ""
) -> Made:
    """A PDF of one page with one publication, or of `index` and `bib`."""
    one = f"@misc{{it,\n author = {{{author}}},\n title = {{{title}}},\n year = 2024}}\n"
    bib = bib or (one if title else PUBS)
    index = index or "# CV\n\n```{bibliography}\n```\n"
    folder.mkdir(exist_ok=True)
    for name, text in {"conf.py": CONF + conf, "pubs.bib": bib, "index.md": index}.items():
        (folder / name).write_text(text, "utf-8")
    return run(folder)
