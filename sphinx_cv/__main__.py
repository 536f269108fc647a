"""The commands beside building the website: `python -m sphinx_cv pdf`, `check`, `preview`, `new` and others."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
import traceback
from contextlib import suppress
from io import StringIO, TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_cv.terminal import absolute, end_by_exceptions, put

if TYPE_CHECKING:
    from sphinx_cv.online.services import Services
    from sphinx_cv.online.site import Site


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
    preview = commands.add_parser("preview", help="serve the website; build and reload it after every change")
    preview.add_argument("source", nargs="?", default=".", type=Path, help="the folder of conf.py")
    preview.add_argument("--port", default=8000, type=_port, help="the port of the server; 0 is any that is free")
    preview.add_argument("--out", default=Path("_build/preview"), type=Path, help="where the website is built")
    preview.set_defaults(run=preview_site)
    new = commands.add_parser("new", help="write a new CV, which builds at once")
    new.add_argument("folder", type=Path, help="where it is written")
    new.add_argument("--name", required=True, help="the owner's name as it is printed, such as 'Ada Lovelace'")
    new.set_defaults(run=new_site)
    imports = commands.add_parser(
        "import", help="read a CV of another system, or a BibTeX file, and write it beside what is there"
    )
    imports.add_argument(
        "file", type=Path, help="resume.json, cv.yaml (RenderCV), papers.bib, or a page or folder of a website"
    )
    imports.add_argument("--into", default=".", type=Path, metavar="DIR", help="the folder of conf.py")
    imports.set_defaults(run=import_cv)
    _add_online_commands(commands)
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
        with suppress(OSError):
            traceback.print_exc()
        return 2


def make_pdfs(options: argparse.Namespace) -> int:
    """Make the PDFs; returns the exit status, 2 when one cannot be made."""
    from sphinx_cv.pdf.build import build  # noqa: PLC0415  (each command loads what it needs)
    from sphinx_cv.pdf.programs import PDFError  # noqa: PLC0415

    try:
        made = build(absolute(options.source), absolute(options.out))
    except PDFError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except OSError as error:
        name = error.filename or options.out
        sys.stderr.write(
            f"{name} cannot be read or written ({error.strerror}): correct its permissions, or name --out\n"
        )
        return 2
    return put("".join(f"{path.name} is in {options.out}\n" for path in made))


def check_content(options: argparse.Namespace) -> int:
    """Say what there is to say; returns the exit status, 1 when there is something, 2 when the site cannot be read."""
    from sphinx_cv.lint.command import check  # noqa: PLC0415

    out = StringIO()
    status = check(absolute(options.source), options.format, absolute(options.cache), out, sys.stderr)
    return put(out.getvalue()) or status


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text[:6]) <= 65535):  # noqa: PLR2004  (the last port)
        raise argparse.ArgumentTypeError(f"{text[:20]} is no port: write a number up to 65535")
    return int(text)


def preview_site(options: argparse.Namespace) -> int:
    """Serve the website until it is interrupted; returns the exit status, 2 without what it needs."""
    try:
        from sphinx_cv.preview import serve  # noqa: PLC0415
    except ModuleNotFoundError as error:
        if error.name != "sphinx_autobuild":
            raise
        sys.stderr.write("The preview needs sphinx-autobuild: pip install sphinx-autobuild\n")
        return 2
    if not (options.source / "conf.py").is_file():
        sys.stderr.write(f"{options.source} has no conf.py: name the folder of a CV\n")
        return 2
    serve(absolute(options.source), absolute(options.out), options.port)
    return 0


def new_site(options: argparse.Namespace) -> int:
    """Write a new CV; returns the exit status, 2 if it cannot be written."""
    from sphinx_cv.scaffold import NewError, new  # noqa: PLC0415

    try:
        new(options.folder, options.name)
    except NewError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    except OSError as error:
        sys.stderr.write(f"{error.filename or options.folder} cannot be written ({error.strerror})\n")
        return 2
    return put(f"Your CV is in {options.folder}: cd {shlex.quote(str(options.folder))} && make preview\n")


def import_cv(options: argparse.Namespace) -> int:
    """Import a file; returns the exit status, 2 when it cannot be read."""
    from sphinx_cv.imports.command import run  # noqa: PLC0415

    out = StringIO()
    status = run(options.file, options.into, out, sys.stderr)
    return put(out.getvalue()) or status


def _add_online_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands to those of the program."""
    add = commands.add_parser("add", help="add papers to pubs.bib by their DOI or arXiv identifier")
    add.add_argument("identifier", nargs="+", help="such as 10.1000/182, 2312.00752, or an address at doi.org")
    add.set_defaults(run=add_papers)
    sync = commands.add_parser("sync", help="list papers that are public and not in pubs.bib")
    of = sync.add_mutually_exclusive_group(required=True)
    of.add_argument("--orcid", metavar="ID", help="the works of this ORCID iD")
    of.add_argument("--bib", metavar="URL", dest="url", help="the entries of a BibTeX file on the web")
    sync.add_argument("--write", action="store_true", help="add them")
    sync.set_defaults(run=sync_papers)
    verify = commands.add_parser("verify", help="compare pubs.bib with what the DOIs and arXiv identifiers in it say")
    verify.set_defaults(run=verify_papers)
    for command in (add, sync, verify):
        name = "--into" if command is sync else "--bib"
        command.add_argument(name, metavar="FILE", dest="bib", type=Path, help="a BibTeX file, else that of conf.py")
        command.add_argument("--source", default=".", type=Path, help="the folder of conf.py")
        for service, base in (
            ("doi", "https://doi.org"),
            ("arxiv", "https://export.arxiv.org/api/query"),
            ("orcid", "https://pub.orcid.org/v3.0"),
        ):
            command.add_argument(f"--{service}-base", default=base, metavar="URL", help=f"instead of {base}")


def add_papers(options: argparse.Namespace) -> int:
    """Add papers; returns the exit status, 1 when one is there already, 2 when one cannot be added."""
    from sphinx_cv.online.add import add_identifiers  # noqa: PLC0415

    site, services = _site_and_services(options)
    return add_identifiers(options.identifier, site, services, sys.stdout, sys.stderr) if site else 2


def sync_papers(options: argparse.Namespace) -> int:
    """List papers; returns the exit status, 1 when some are not there, 2 when that cannot be said."""
    from sphinx_cv.online import sync  # noqa: PLC0415
    from sphinx_cv.online.add import add  # noqa: PLC0415

    site, services = _site_and_services(options)
    if not site:
        return 2
    write = (lambda said: add(said, site, sys.stdout, sys.stderr)) if options.write else None
    if options.orcid:
        return sync.of_orcid(options.orcid, site, services, write, sys.stdout, sys.stderr)
    return sync.of_file(options.url, site, services, write, sys.stdout, sys.stderr)


def verify_papers(options: argparse.Namespace) -> int:
    """Compare papers; returns the exit status, 1 when some differ, 2 when one cannot be compared."""
    from sphinx_cv.online.verify import verify  # noqa: PLC0415

    site, services = _site_and_services(options)
    return verify(site, services, sys.stdout, sys.stderr) if site else 2


def _site_and_services(options: argparse.Namespace) -> tuple[Site | None, Services]:
    from sphinx_cv.online.services import Services  # noqa: PLC0415
    from sphinx_cv.online.site import read  # noqa: PLC0415

    services = Services(options.doi_base, options.arxiv_base, options.orcid_base)
    return read(options.source, options.bib, sys.stderr), services


def run() -> int:
    """Run the command of the command line, as a program of its own."""
    end_by_exceptions()
    return main()


if __name__ == "__main__":
    sys.exit(run())
