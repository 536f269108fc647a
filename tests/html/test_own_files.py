"""Files of the owner that entries link to: copied, linked from every page and named in the metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import CONF, written_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Site

    MakeSite = Callable[..., Site]

PUBS = """\
@article{tide, author = {Example, Ada}, title = {Tides}, journal = {Water}, year = 2024,
 pdf = {../papers/Gezeiten \\"uber Größe.pdf}, code = {x.zip}}
"""
PDF = 'papers/Gezeiten "uber Größe.pdf'
HREF = "papers/Gezeiten%20%22uber%20Gr%C3%B6%C3%9Fe.pdf"
BASE = 'html_baseurl = "https://ada.example/cv"\n'
FILES = {
    "conf.py": CONF.replace("pubs.bib", "bib/pubs.bib"),
    "index.md": "# CV\n\n```{bibliography}\n```\n\n```{toctree}\na/page\n```\n",
    "a/page.md": "# Page\n\n```{bibliography}\n```\n",
    "bib/pubs.bib": PUBS.replace('\\"', '"'),
    PDF: "paper",
    "bib/x.zip": "code",
}


def links(made: Site, page: str) -> list[tuple[str, str]]:
    found = made.article(page).select(".cv-links a:not(.cv-bibtex)")
    return [(link.get_text(), str(link["href"])) for link in found]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_a_file_is_copied_and_linked_from_every_page(site: MakeSite, builder: str) -> None:
    made = site(FILES, builder=builder)
    up = "../" if builder == "dirhtml" else ""
    for page, root in (("index", ""), ("a/page", f"../{up}"), ("publications/tide", f"../{up}")):
        name = page if page == "index" or not up else f"{page}/index"
        assert links(made, name) == [("PDF", root + HREF), ("Code", f"{root}bib/x.zip")]
    assert [(made.out / name).read_text("utf-8") for name in (PDF, "bib/x.zip")] == ["paper", "code"]
    page = made.page("publications/tide" if not up else "publications/tide/index")
    assert page.find("meta", attrs={"name": "citation_pdf_url"}) is None  # only an absolute URL is of use


def test_metadata_and_other_builders_have_the_address_of_the_site(site: MakeSite) -> None:
    made = site(FILES | {"conf.py": FILES["conf.py"] + BASE})
    tag = made.page("publications/tide").find("meta", attrs={"name": "citation_pdf_url"})
    assert tag is not None
    assert tag["content"] == f"https://ada.example/cv/{HREF}"
    latex = site(FILES | {"conf.py": FILES["conf.py"] + BASE}, builder="latex").out
    (tex,) = (path.read_text("utf-8") for path in latex.glob("*.tex") if "Tides" in path.read_text("utf-8"))
    assert "https://ada.example/cv/papers/Gezeiten\\%20\\%22uber\\%20Gr\\%C3\\%B6\\%C3\\%9Fe.pdf" in tex
    assert sum("x.zip" in path.read_text("utf-8") for path in latex.glob("*.tex")) == 1


def test_without_the_address_of_the_site_other_builders_have_no_link(site: MakeSite) -> None:
    site(FILES)
    text = (site(FILES, builder="text").out / "index.txt").read_text("utf-8")
    assert "Tides. *Water*, 2024.\n" in text
    assert "PDF" not in text


def test_a_file_is_followed(site: MakeSite) -> None:
    site(FILES)
    made = site(FILES | {PDF: "other"})
    assert (made.out / PDF).read_text("utf-8") == "other"
    (made.source / PDF).unlink()
    absent = (
        f"bib/pubs.bib:2: WARNING: tide: pdf: there is no file ../{PDF} in the folder of pubs.bib: add it, or write a URL "
        "that begins with https:// [cv.url]"
    )
    files = {name: text for name, text in FILES.items() if name != PDF}
    made = site(files, (absent,))
    assert not (made.out / PDF).exists()
    assert links(made, "a/page") == links(made, "publications/tide") == [("Code", "../bib/x.zip")]
    made = site(FILES | {PDF: "again"})
    assert [label for label, _ in links(made, "index")] == ["PDF", "Code"]
    incremental = written_files(made.out)
    assert incremental == written_files(site(FILES | {PDF: "again"}, fresh=True).out)


def test_a_file_that_is_named_like_a_page_is_not_copied(site: MakeSite) -> None:
    pubs = "@misc{tide, author = {Example, Ada}, title = {Tides}, year = 2024,\n website = {a/page.html}}\n"
    files = {"index.md": FILES["index.md"], "a/page.md": FILES["a/page.md"], "a/page.html": "own", "pubs.bib": pubs}
    warning = "pubs.bib:1: WARNING: tide: the file a/page.html has the path of a page of the website, and is not copied: rename it [cv.page]"
    assert site(files, (warning,)).page("a/page").find("h1").get_text()[:4] == "Page"  # type: ignore[union-attr]
