"""Files of the owner that entries link to: copied, linked from every page and named in the metadata."""

from __future__ import annotations

import shutil
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
HREF = "_cv/papers/Gezeiten%20%22uber%20Gr%C3%B6%C3%9Fe.pdf"
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
        assert links(made, name) == [("PDF", root + HREF), ("Code", f"{root}_cv/bib/x.zip")]
    assert [(made.out / "_cv" / name).read_text("utf-8") for name in (PDF, "bib/x.zip")] == ["paper", "code"]
    page = made.page("publications/tide" if not up else "publications/tide/index")
    assert page.find("meta", attrs={"name": "citation_pdf_url"}) is None  # only an absolute URL is of use


def test_metadata_and_other_builders_have_the_address_of_the_site(site: MakeSite) -> None:
    made = site(FILES | {"conf.py": FILES["conf.py"] + BASE})
    tag = made.page("publications/tide").find("meta", attrs={"name": "citation_pdf_url"})
    assert tag is not None
    assert tag["content"] == f"https://ada.example/cv/{HREF}"
    latex = site(FILES | {"conf.py": FILES["conf.py"] + BASE}, builder="latex").out
    (tex,) = (path.read_text("utf-8") for path in latex.glob("*.tex") if "Tides" in path.read_text("utf-8"))
    assert "https://ada.example/cv/\\_cv/papers/Gezeiten\\%20\\%22uber\\%20Gr\\%C3\\%B6\\%C3\\%9Fe.pdf" in tex
    assert sum("x.zip" in path.read_text("utf-8") for path in latex.glob("*.tex")) == 1


def test_without_the_address_of_the_site_other_builders_have_no_link(site: MakeSite) -> None:
    site(FILES)
    text = (site(FILES, builder="text").out / "index.txt").read_text("utf-8")
    assert "Tides. *Water*, 2024.\n" in text
    assert "PDF" not in text


def test_a_file_is_followed(site: MakeSite) -> None:
    site(FILES)
    made = site(FILES | {PDF: "other"})
    assert (made.out / "_cv" / PDF).read_text("utf-8") == "other"
    (made.source / PDF).unlink()
    absent = (
        f"bib/pubs.bib:2: WARNING: tide: pdf: there is no file ../{PDF} in the folder of pubs.bib: add it, or write a URL "
        "that begins with https:// [cv.url]"
    )
    files = {name: text for name, text in FILES.items() if name != PDF}
    made = site(files, (absent,))
    assert not (made.out / "_cv" / PDF).exists()
    assert links(made, "a/page") == links(made, "publications/tide") == [("Code", "../_cv/bib/x.zip")]
    made = site(FILES | {PDF: "again"})
    assert [label for label, _ in links(made, "index")] == ["PDF", "Code"]
    incremental = written_files(made.out)
    assert incremental == written_files(site(FILES | {PDF: "again"}, fresh=True).out)


def test_no_file_replaces_one_of_the_website(site: MakeSite) -> None:
    names = {
        "data": "publications.bib",
        "code": "searchindex.js",
        "slides": "index.html",
        "website": "_static/p.pdf",
        "poster": "rows",
    }
    fields = "".join(f", {field} = {{{name}}}" for field, name in names.items())
    entry = "@misc{tide, author = {Example, Ada}, title = {Tides}, year = 2024%s}\n"
    files = {
        "index.md": "# CV\n\n```{bibliography}\n```\n",
        **dict.fromkeys(names.values(), "own"),
        "pubs.bib": entry % fields,
    }
    files["conf.py"] = CONF + 'html_static_path = ["_static"]\n'
    made = site(files)
    assert {name: (made.out / "_cv" / name).read_text("utf-8") for name in names.values()} == dict.fromkeys(
        names.values(), "own"
    )
    assert "own" not in {
        (made.out / name).read_text("utf-8") for name in ("publications.bib", "searchindex.js", "index.html")
    }
    incremental = written_files(site(files | {"pubs.bib": entry % ""}).out)
    assert not (made.out / "_cv").exists()
    assert incremental == written_files(site(files | {"pubs.bib": entry % ""}, fresh=True).out)


def test_a_folder_becomes_a_file_and_links_in_the_output_are_not_followed(site: MakeSite) -> None:
    entry = "@misc{tide, author = {Example, Ada}, title = {Tides}, year = 2024, code = {%s}}\n"
    files = {"index.md": "# CV\n\n```{bibliography}\n```\n", "data/x.csv": "1"}
    made = site(files | {"pubs.bib": entry % "data/x.csv"})
    outside = made.source.parent / "outside"
    outside.write_text("mine", "utf-8")
    (made.out / "_cv/data/x.csv").unlink()
    (made.out / "_cv/data/x.csv").symlink_to(outside)
    made = site(files | {"pubs.bib": entry % "data/x.csv"})
    assert (outside.read_text("utf-8"), (made.out / "_cv/data/x.csv").read_text("utf-8")) == ("mine", "1")
    shutil.rmtree(made.source / "data")
    made = site({"index.md": files["index.md"], "data": "2", "pubs.bib": entry % "data"})
    assert (made.out / "_cv/data").read_text("utf-8") == "2"


def test_a_loop_of_links_is_no_file(site: MakeSite) -> None:
    page = "# CV\n\n```{bibliography}\n```\n\n```{entry} One\n:url: a/x.pdf\n```\n"
    entry = "@misc{tide, author = {Example, Ada}, title = {Tides}, year = 2024, code = {a/x.pdf}}\n"
    files = {"index.md": page, "pubs.bib": entry, "a/x.pdf": "1"}
    made = site(files)
    (made.source / "a/x.pdf").unlink()
    (made.source / "a/x.pdf").symlink_to("x.pdf")
    del files["a/x.pdf"]
    site(files, (
        "pubs.bib:1: WARNING: tide: code: there is no file a/x.pdf in the folder of pubs.bib: add it, or write a URL that begins with https:// [cv.url]",
        "index.md:7: WARNING: url: 'a/x.pdf' cannot be linked to: write a URL that begins with https://, or the path of a file that exists [cv.url]",
    ))  # fmt: skip
