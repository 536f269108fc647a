"""Placeholders: what each becomes on a website, a website of one page, in plain text and in LaTeX; and that none is left."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING

import pytest
from conftest import CONF, EPOCH, words

from sphinx_cv.site.placeholders import Placeholder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Site

    MakeSite = Callable[..., Site]

PAGES = {
    "conf.py": CONF + 'html_static_path = ["_static"]\ncv_pdfs = {"index": "mine"}\n',
    "_static/portrait.png": "a picture",
    "index.md": "# CV\n\n```{portrait}\n```\n\n```{glance}\n```\n\n```{pdfs}\n```\n\n```{chart} years\n```\n\n"
    "```{entries} position\n```\n\n## Chosen\n\n```{bibliography}\n:filter: y == 2023\n```\n\n```{toctree}\npapers\npeople\n```\n",
    "papers.md": "# Papers\n\n```{bibliography}\n:by: year\n```\n",
    "people.md": "# People\n\n```{coauthors}\n```\n\n```{position} Professor\n:organization: A University\n:date: 2020\n```\n",
    "pubs.bib": "@article{one, author = {Example, Ada and Ré, Christopher}, author+an = {1=equal; 2=equal}, title = {First},\n"
    " journal = {A Journal}, year = {2023}, keywords = {streams}}\n"
    "@article{two, author = {Example, Ada}, title = {Second}, journal = {A Journal}, year = {2024}}\n",
}
FIRST = "Ada Example* and Christopher Ré*. First. A Journal, 2023."
SECOND = "Ada Example. Second. A Journal, 2024."


@pytest.fixture
def made(site: MakeSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Site]:
    """Build the site with a builder, where its PDF has been made."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    (tmp_path / "latex").mkdir()
    (tmp_path / "latex/mine.pdf").write_bytes(b"%PDF")
    return lambda builder: site(PAGES, builder=builder)


def test_a_website_has_all_of_them(made: Callable[[str], Site]) -> None:
    site = made("html")
    front, papers, people = site.article(), site.article("papers"), site.article("people")
    assert [image["src"] for image in front.select("img.cv-portrait")] == ["_static/portrait.png"]
    assert [(words(item), item.a and item.a["href"]) for item in front.select(".cv-glance li")] == [
        ("2 publications", "papers.html"), ("2 years", None), ("1 co-author", "people.html"),
    ]  # fmt: skip
    assert [(words(link), link["href"]) for link in front.select(".cv-pdfs a")] == [("Download PDF: CV", "mine.pdf")]
    assert [words(caption) for caption in front.select("figure.cv-chart figcaption")] == [
        "Publications by year and main topic"
    ]
    assert [words(row) for row in front.select(".cv-row")] == ["2020 Professor, A University"]
    assert [words(item) for item in front.select("ul.cv-publications > li")] == [f"{FIRST} BibTeX"]
    assert [words(legend) for legend in front.select(".cv-legend")] == ["* equal contribution"]
    assert len(papers.select(".cv-filter script#cv-facets")) == 1
    assert [words(link) for link in papers.select(".cv-download a")] == ["Download all as BibTeX"]
    assert [words(item) for item in papers.select("ul.cv-publications > li")] == [f"{SECOND} BibTeX", f"{FIRST} BibTeX"]
    assert [words(row) for row in people.select("tbody tr")] == ["Christopher Ré 1 2023 2023"]
    assert [words(link) for link in people.select(".cv-download a")] == [
        "Download as CSV: the collaborators of the last 48 months"
    ]


def test_a_website_of_one_page_has_what_needs_no_other_file(made: Callable[[str], Site]) -> None:
    site = made("singlehtml")
    page = site.article()
    assert [image["src"] for image in page.select("img.cv-portrait")] == ["_static/portrait.png"]
    assert [words(item) for item in page.select(".cv-glance li")] == ["2 publications", "2 years", "1 co-author"]
    assert len(page.select("figure.cv-chart")) == 1
    assert [words(row) for row in page.select(".cv-row")] == ["2020 Professor, A University"] * 2
    assert [words(item) for item in page.select("ul.cv-publications > li")] == [FIRST, SECOND, FIRST]
    assert [words(row) for row in page.select("tbody tr")][-1] == "Christopher Ré 1 2023 2023"
    assert page.select(".cv-glance a, .cv-pdfs, .cv-filter, .cv-download, .cv-bibtex") == []


def test_plain_text_has_words_alone(made: Callable[[str], Site]) -> None:
    out = made("text").out
    front, papers, people = (" ".join(re.sub(r"[*=]", "", (out / f"{name}.txt").read_text("utf-8")).split())
                             for name in ("index", "papers", "people"))  # fmt: skip
    assert front.partition(" Papers")[0] == (
        "CV 2 publications 2 years 1 co-author 2020 Professor, A University Chosen equal contribution "
        + FIRST.replace("*", "")
    )
    assert SECOND in papers
    assert FIRST.replace("*", "") in papers
    assert "Christopher Ré" in people


def test_latex_has_the_layout_of_print(made: Callable[[str], Site]) -> None:
    (source,) = made("latex").out.glob("*.tex")
    body = source.read_text("utf-8").partition(r"\begin{document}")[2]
    for printed in (
        "publications",
        "Professor",
        r"\cvlegend{* equal contribution}",
        "First",
        "Second",
        "Christopher Ré",
    ):
        assert printed in body
    for left_out in ("portrait", "Download", "main topic", "BibTeX"):
        assert left_out not in body


@pytest.mark.parametrize(
    "builder", ["html", "dirhtml", "singlehtml", "text", "latex", "man", "texinfo", "xml", "pseudoxml"]
)
def test_none_is_left(made: Callable[[str], Site], builder: str) -> None:
    names = {kind.__name__ for kind in Placeholder.__subclasses__()}
    assert names == {"chart", "coauthor_table", "filter_bar", "glance", "marks_legend", "pdf_links", "portrait", "publication_list",
                     "row_list"}  # fmt: skip
    suffixes = {".html", ".txt", ".tex", ".1", ".texi", ".xml", ".pseudoxml"}
    written = {path: path.read_text("utf-8") for path in made(builder).out.rglob("*") if path.suffix in suffixes
               and path.name != "index.tex" and "_static" not in path.parts}  # fmt: skip
    assert written
    assert [(path.name, name) for path, text in written.items() for name in names if f"<{name}" in text] == []


PIXEL = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII=")
ROW = """# Talks

```{entry} A talk
:kind: talk
:date: 2024
:publication: one

![A slide](slide.png) with [the page](../other.md), {doc}`this one <talks>`, {ref}`a place`, {download}`a file <notes.txt>`,
{cv:pub}`two` and [elsewhere](https://example.org/).
```
"""


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml", "latex", "text"])
def test_a_row_keeps_images_links_and_files_on_a_page_of_another_folder(
    site: MakeSite, tmp_path: Path, builder: str
) -> None:
    folder = tmp_path / "source/a"
    folder.mkdir(parents=True)
    (folder / "slide.png").write_bytes(PIXEL)
    made = site({
        "index.md": "# CV\n\n```{toctree}\na/talks\nb/c/shown\nother\npapers\n```\n", "a/talks.md": ROW, "a/notes.txt": "notes",
        "b/c/shown.md": "# Shown\n\n```{entries} talk\n```\n", "other.md": "(a place)=\n# Other\n",
        "papers.md": "# Papers\n\n```{bibliography}\n```\n",
    }, builder=builder)  # fmt: skip
    if builder == "latex":
        (source,) = made.out.glob("*.tex")
        assert source.read_text("utf-8").count(r"\sphinxincludegraphics{{slide}.png}") == 2
        return
    if builder == "text":
        assert "A slide" in (made.out / "b/c/shown.txt").read_text("utf-8")
        return
    page = {"html": "b/c/shown", "dirhtml": "b/c/shown/index", "singlehtml": "index"}[builder]
    row = made.article(page).select(".cv-row")[-1]
    found = (
        {str(image["src"]) for image in row.find_all("img")},
        [(words(link), str(link["href"])) for link in row.find_all("a")],
    )
    up = {"html": "../../", "dirhtml": "../../../", "singlehtml": ""}[builder]
    images, links = found
    assert images == {f"{up}_images/slide.png"}
    assert (made.out / "_images/slide.png").read_bytes() == PIXEL
    assert [text for text, _ in links] == [
        "First LLM paper",
        "the page",
        "this one",
        "Other",
        "a file",
        "Second paper",
        "elsewhere",
    ]
    for _, target in links:
        path, _, anchor = target.partition("#")
        if path and not path.startswith("https:"):
            file = (made.out / f"{page}.html").parent / path
            assert (file / "index.html" if path.endswith("/") else file).resolve().is_file(), target
        elif "#" not in anchor:  # Sphinx 9.0 writes #document-page#anchor in a website of one page
            assert not anchor or made.page(page).find(id=anchor), target
