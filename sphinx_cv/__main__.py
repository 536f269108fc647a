"""What is done beside building the website: `python -m sphinx_cv pdf`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m sphinx_cv", description="A CV, beside its website.")
    commands = parser.add_subparsers(dest="command", required=True)
    pdf = commands.add_parser("pdf", help="make the PDFs that cv_pdfs names in conf.py")
    pdf.add_argument("source", nargs="?", default=".", type=Path, help="the folder of conf.py")
    pdf.add_argument("--out", default=Path("_build/latex"), type=Path, help="where they are put")
    pdf.set_defaults(run=make_pdfs)
    options = parser.parse_args(arguments)
    return int(options.run(options))


def make_pdfs(options: argparse.Namespace) -> int:
    """Make the PDFs; returns the exit status, 2 when one cannot be made."""
    from sphinx_cv.pdf import PDFError, build  # noqa: PLC0415  (each command loads what it needs)

    try:
        made = build(options.source.resolve(), options.out.resolve())
    except PDFError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for path in made:
        sys.stdout.write(f"{path.name} is in {options.out}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
