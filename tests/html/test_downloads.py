"""The PDFs on the website: those that have been made are offered and lie beside the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import CONF, build, words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Site

    MakeSite = Callable[..., Site]

PAGE = "# My CV\n\n```{pdfs}\n```\n"


def links(made: Site, page: str = "index") -> list[tuple[str, str]]:
    return [(words(link), str(link["href"])) for link in made.article(page).select(".cv-pdfs a")]


def pdf(folder: Path, name: str) -> Path:
    """Put a PDF where `python -m sphinx_cv pdf` puts it: the folder `latex` beside the website's."""
    (folder / "latex").mkdir(exist_ok=True)
    (folder / f"latex/{name}.pdf").write_bytes(f"%PDF of {name}".encode())
    return folder / f"latex/{name}.pdf"


def test_without_cv_pdfs_the_pdf_of_the_first_page_is_offered(site: MakeSite, tmp_path: Path) -> None:
    made = pdf(tmp_path, "cv")
    conf = 'extensions = ["sphinx_cv.full"]\nbibtex_bibfiles = ["pubs.bib"]\ncv_owner = "Ada Example"\n'
    found = site({"conf.py": conf, "index.md": PAGE})
    assert links(found) == [("Download PDF: My CV", "cv.pdf")]
    assert (found.out / "cv.pdf").read_bytes() == made.read_bytes()


def test_a_pdf_that_is_not_there_is_not_offered_and_its_copy_goes(site: MakeSite, tmp_path: Path) -> None:
    original = pdf(tmp_path, "mine")
    made = site({"conf.py": CONF + 'cv_pdfs = {"index": "mine", "other": "never-made"}\n', "index.md": PAGE,
                 "other.md": "---\norphan: true\n---\n# Other\n\n```{pdfs}\n```\n"})  # fmt: skip
    assert links(made) == [("Download PDF: My CV", "mine.pdf")]
    assert links(made, "other") == [("Download PDF: My CV", "mine.pdf")]
    original.unlink()
    assert build(made.source, made.out) == []
    assert not list(made.out.glob("*.pdf"))
    assert links(made) == []


def test_pdfs_of_other_names_than_those_of_the_setting_are_named(site: MakeSite, tmp_path: Path) -> None:
    pdf(tmp_path, "old")
    message = "{pdfs} shows nothing, as no PDF of cv_pdfs (mine) is built: run python -m sphinx_cv pdf"
    files = {"conf.py": CONF + 'cv_pdfs = {"index": "mine"}\n', "index.md": PAGE}
    line = PAGE[: PAGE.index("```{pdfs}")].count("\n") + 1
    assert links(site(files, (f"index.md:{line}: WARNING: {message} [cv.config]",))) == []
