"""The commands beside building the website: `python -m sphinx_cv pdf`, `check` and `import`."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from io import TextIOWrapper
from pathlib import Path


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m sphinx_cv", description="A CV, beside its website.")
    commands = parser.add_subparsers(dest="command", required=True)
    pdf = commands.add_parser("pdf", help="make the PDFs that cv_pdfs names in conf.py")
    pdf.add_argument("source", nargs="?", default=".", type=Path, help="the folder of conf.py")
    pdf.add_argument("--out", default=Path("_build/latex"), type=Path, help="where they are put")
    pdf.set_defaults(run=make_pdfs)
    check = commands.add_parser(
        "check", help="say what a careful editor would: of names, titles, venues, honors and dates"
    )
    check.add_argument("source", nargs="?", default=".", type=Path, help="the folder of conf.py")
    check.add_argument("--format", default="text", choices=("github", "json", "text"), help="how findings are written")
    check.add_argument(
        "--cache", default=Path("_build/check/pages"), type=Path, help="where pages that were read are kept"
    )
    check.set_defaults(run=check_content)
    imports = commands.add_parser(
        "import", help="read a CV of another system, or a BibTeX file, and write it beside what is there"
    )
    imports.add_argument(
        "file", type=Path, help="resume.json, cv.yaml (RenderCV), papers.bib, or a page or folder of a website"
    )
    imports.add_argument("--into", default=".", type=Path, metavar="DIR", help="the folder of conf.py")
    imports.set_defaults(run=import_cv)
    options = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):  # messages have names in all scripts, whatever the terminal shows
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    from sphinx_cv.site.settings import is_epoch  # noqa: PLC0415  (not needed for --help)

    if (epoch := os.environ.get("SOURCE_DATE_EPOCH", "")) and not is_epoch(epoch):  # Sphinx would fail on it
        sys.stderr.write(
            "SOURCE_DATE_EPOCH is not a time: write the seconds since 1970 as a whole number, or unset it\n"
        )
        return 2
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        return 130  # as shells have it
    except Exception:  # noqa: BLE001  (Python would exit with 1, the status of findings)
        traceback.print_exc()
        return 2


def make_pdfs(options: argparse.Namespace) -> int:
    """Make the PDFs; returns the exit status, 2 when one cannot be made."""
    from sphinx_cv.pdf.build import build  # noqa: PLC0415  (each command loads what it needs)
    from sphinx_cv.pdf.programs import PDFError  # noqa: PLC0415

    try:
        made = build(options.source.resolve(), options.out.resolve())
    except PDFError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except OSError as error:
        name = error.filename or options.out
        sys.stderr.write(
            f"{name} cannot be read or written ({error.strerror}): correct its permissions, or name --out\n"
        )
        return 2
    for path in made:
        sys.stdout.write(f"{path.name} is in {options.out}\n")
    return 0


def check_content(options: argparse.Namespace) -> int:
    """Say what there is to say; returns the exit status, 1 when there is something, 2 when the site cannot be read."""
    from sphinx_cv.lint.command import check  # noqa: PLC0415

    return check(options.source.resolve(), options.format, options.cache.resolve(), sys.stdout, sys.stderr)


def import_cv(options: argparse.Namespace) -> int:
    """Import a file; returns the exit status, 2 when it cannot be read."""
    from sphinx_cv.imports.command import run  # noqa: PLC0415

    return run(options.file, options.into, sys.stdout, sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
