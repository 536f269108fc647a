"""Fields that hold the URL of a page or the path of a file of the owner."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_cv.bibtex import library
from sphinx_cv.model.links import FileLink, Link

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx_cv.bibtex.records import Library
    from sphinx_cv.model.publication import Publication

BASE = "author={Gu, Albert}, title={T}, year=2020"


def read(source: Path, fields: str, folder: str = "") -> Library:
    """Read an entry of a BibTeX file, in a folder of the source folder."""
    (source / folder).mkdir(parents=True, exist_ok=True)
    path = source / folder / "pubs.bib"
    path.write_text(f"@misc{{a, {BASE},\n{fields}}}\n", "utf-8")
    return library.read([path.resolve()], [], root=source)


@pytest.mark.parametrize(
    ("fields", "links"),
    [
        # al-folio
        ("html={https://x.org/h}, supp={https://x.org/s}, blog={https://x.org/b}, demo={https://x.org/d}, preview={a.png}",
         [("HTML", "h"), ("Supplement", "s"), ("Demo", "d"), ("Blog", "b")]),
        # HugoBlox and BibBase
        ("url_pdf={https://x.org/p}, url_Code_1={https://x.org/c}, url_code_2={https://x.org/d}, url_dataset={https://x.org/e},"
         " url_project={https://x.org/f}, url_source={https://x.org/g}, url_working_paper={https://x.org/w}",
         [("PDF", "p"), ("Code", "c"), ("Code", "d"), ("Data", "e"), ("Project", "f"), ("Source", "g"), ("Working paper", "w")]),
        ("pdfurl={https://x.org/p}, code_url={https://x.org/c}, github={https://x.org/g}, project={https://x.org/x}",
         [("PDF", "p"), ("Code", "c"), ("Code", "g"), ("Project", "x")]),
        # text of other meanings, and fields that are switched off
        ("project={Horizon 2020}, data={On request}, software={v1.2}, page={https://x.org/p}, _pdf={https://x.org/p}", []),
        ("blog={javascript:alert(1)}, url_={https://x.org}, url_x={Text}", []),
    ],
)  # fmt: skip
def test_links_are_read_under_the_names_of_other_systems(
    one: Callable[..., Publication], fields: str, links: list[tuple[str, str]]
) -> None:
    assert one(f"{BASE}, {fields}").links == tuple(Link(label, f"https://x.org/{end}") for label, end in links)


@pytest.mark.parametrize(
    ("folder", "written", "file", "url"),
    [
        ("", "papers/x.pdf", "papers/x.pdf", "papers/x.pdf"),
        ("bib", "x.pdf", "bib/x.pdf", "bib/x.pdf"),
        ("bib", "../papers/x.pdf", "papers/x.pdf", "papers/x.pdf"),
        ("", r"Größe 100\% \_a.pdf", "Größe 100% _a.pdf", "Gr%C3%B6%C3%9Fe%20100%25%20_a.pdf"),
        ("", "a%20b.pdf", "a b.pdf", "a%20b.pdf"),
        ("", "a#b?c.zip", "a#b?c.zip", "a%23b%3Fc.zip"),
        ("", "./x.pdf", "x.pdf", "x.pdf"),
    ],
)
def test_a_file_of_the_owner_is_found(tmp_path: Path, folder: str, written: str, file: str, url: str) -> None:
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / file).write_bytes(b"x")
    found = read(tmp_path, f"pdf = {{{written}}}", folder)
    assert found.faults == ()
    assert found.publications[0].links == (FileLink("PDF", f"_cv/{url}"),)
    assert found.publications[0].links[0].file == file
    assert found.looked_up[tmp_path / folder / written.replace("\\", "")] is (written != "a%20b.pdf")


@pytest.mark.parametrize("written", ["../out.pdf", "/ABSOLUTE/out.pdf", "link.pdf", "folder/x.pdf", ".git/x.pdf"])
def test_no_file_outside_the_source_folder_is_linked(tmp_path: Path, written: str) -> None:
    source = tmp_path / "source"
    (source / ".git").mkdir(parents=True)
    for path in (tmp_path / "out.pdf", tmp_path / "x.pdf", source / ".git/x.pdf"):
        path.write_bytes(b"x")
    (source / "link.pdf").symlink_to("../out.pdf")
    (source / "folder").symlink_to("..")
    written = written.replace("/ABSOLUTE", str(tmp_path))
    found = read(source, f"pdf = {{{written}}}")
    fix = "copy it there, or write a URL that begins with https://"
    message = f"a: pdf: the file {written} is not in the folder of the site, or hidden: {fix}"
    assert [(each.line, each.subtype, each.message) for each in found.faults] == [(2, "url", message)]
    assert found.publications[0].links == ()


@pytest.mark.parametrize(
    ("fields", "messages"),
    [
        ("slides = {talks/x.pptx}", ["slides: there is no file talks/x.pptx in the folder of pubs.bib: add it, or"]),
        ("supp = {x.pdf}", ["supp: there is no file x.pdf in the folder of pubs.bib: add it, or"]),
        ("url = {x.org/a.html}", ["url: 'x.org/a.html' cannot be linked to:"]),
        ("code = {.}, pdf = {}", ["code: '.' cannot be linked to:"]),
        ("url = {x\n.pdf}", ["url: there is no file x .pdf in the folder of pubs.bib: add it, or"]),
        ("pdf = {%s.pdf}" % ("x" * 300), [f"pdf: there is no file {'x' * 300}.pdf in the folder of pubs.bib: add it, or"]),
    ],
)  # fmt: skip
def test_a_file_that_is_absent_is_named(tmp_path: Path, fields: str, messages: list[str]) -> None:
    found = read(tmp_path, fields)
    assert [each.message for each in found.faults] == [
        f"a: {message} write a URL that begins with https://" for message in messages
    ]


def test_a_url_that_is_a_file_is_a_link_and_no_url(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"x")
    (made,) = read(tmp_path, "url = {x.pdf}").publications
    assert (made.url, made.title_url, made.links) == ("", "", (FileLink("Website", "_cv/x.pdf"),))


def test_links_are_not_inherited(tmp_path: Path) -> None:
    fields = f"crossref = {{p}}}}\n@misc{{p, {BASE}, url_code = {{https://x.org}}"
    assert read(tmp_path, fields).publications[0].links == ()
