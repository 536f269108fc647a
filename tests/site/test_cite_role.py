"""The role {cite} for publications that a list of the CV shows: a link with a label."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import CONF, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Site

    MakeSite = Callable[..., Site]

PUBS = """\
@article{one, author = {Hale, Ann and Quill, Jonas}, title = {One}, journal = {Water}, year = 2020}
@article{two, author = {Hale, Ann and Quill, Jonas}, title = {Two}, journal = {Water}, year = 2020}
@article{three, author = {{{Hugging Face}} and Hale, Ann and others}, title = {Three}, journal = {Water}, year = 2021}
@misc{four, author = {{{ACM Committee on Computers, Ethics, and Society, Inc.}}}, title = {Four}, year = 2022}
@misc{five, title = {Five}, author = {van der Berg, Eva}, pubstate = {forthcoming}}
"""
INDEX = "# CV\n\nSee {cite}`one`, {cite:p}`two,three`, {cite:t}`four`, {cite:p}`five`.\n\n```{toctree}\npapers\n```\n"
BARE = 'extensions = ["myst_parser", "sphinxcontrib.bibtex", "sphinx_cv"]\nbibtex_bibfiles = ["pubs.bib"]\n'


def cited(made: Site, name: str = "index") -> tuple[str, list[str]]:
    """Return the text of the first paragraph of a page, and the URLs of its links."""
    paragraph = made.article(name).find("p")
    assert paragraph is not None
    return words(paragraph), [link["href"] for link in paragraph.find_all("a")]  # type: ignore[misc]


@pytest.mark.parametrize("conf", [CONF, BARE], ids=["full", "bare"])
def test_citations_are_links_with_authors_and_year(site: MakeSite, conf: str) -> None:
    papers = "# Papers\n\n```{bibliography}\n:style: cv\n:all:\n```\n"
    made = site({"conf.py": conf, "pubs.bib": PUBS, "index.md": INDEX, "papers.md": papers})
    text, urls = cited(made)
    assert text == (
        "See [Hale and Quill, 2020a], [Hale and Quill, 2020b, Hugging Face et al., 2021], "
        "ACM Committee on Computers, Ethics, and Society, Inc. "
        "[ACM Committee on Computers, Ethics, and Society, Inc., 2022], [van der Berg, forthcoming]."
    )
    assert urls == [f"papers.html#{key}" for key in ("one", "two", "three", "four", "five")]
    assert [item["id"] for item in made.article("papers").select("ul.cv-publications > li")] == [
        "five", "four", "three", "one", "two",
    ]  # fmt: skip


def test_citations_of_a_numbered_list_have_its_numbers(site: MakeSite) -> None:
    papers = "# Papers\n\n```{bibliography}\n:list: enumerated\n```\n"
    made = site({"pubs.bib": PUBS, "index.md": INDEX, "papers.md": papers})
    assert cited(made)[0] == ("See [2], [1, 3], ACM Committee on Computers, Ethics, and Society, Inc. [4], [5].")
    # the labels follow the list, on a page that did not change
    entry = "@misc{zero, title = {Zero}, author = {Hale, Ann}, year = 1999}\n"
    made = site({"pubs.bib": PUBS + entry, "index.md": INDEX, "papers.md": papers})
    assert cited(made)[0].startswith("See [3], [2, 4],")
    made = site(
        {
            "pubs.bib": PUBS + entry,
            "index.md": INDEX,
            "papers.md": papers.replace(":list: enumerated", ":filter: y > 0"),
        }
    )
    assert cited(made)[0].startswith("See [Hale and Quill, 2020a],")


def test_a_list_of_cited_publications_is_cited(site: MakeSite) -> None:
    index = "# CV\n\nSee {cite}`three` and {cite}`one`.\n\n```{bibliography}\n:style: cv\n:cited:\n```\n"
    made = site({"conf.py": BARE, "pubs.bib": PUBS, "index.md": index})
    assert cited(made) == ("See [Hugging Face et al., 2021] and [Hale and Quill, 2020].", ["#three", "#one"])
    assert [item["id"] for item in made.article().select("ul.cv-publications > li")] == ["three", "one"]


def test_a_list_of_citations_comes_before_a_list_of_the_cv(site: MakeSite) -> None:
    index = (
        "# CV\n\nSee {cite}`one`.\n\n```{bibliography}\n:style: cv\n:all:\n```\n\n"
        "```{bibliography}\n:style: alpha\n:list: citation\n:cited:\n```\n"
    )
    made = site({"conf.py": BARE, "pubs.bib": PUBS, "index.md": index})
    text, (url,) = cited(made)
    assert text == "See [HQ20]."
    assert made.article().find(id=url.removeprefix("#")).name == "div"  # type: ignore[union-attr]


def test_a_key_that_no_list_shows_is_named(site: MakeSite) -> None:
    index = "# CV\n\nSee {cite}`one`.\n\n```{bibliography}\ntwo\n```\n"
    site(
        {"pubs.bib": PUBS, "index.md": index},
        ('index.md:3: WARNING: could not find bibtex key "one" [bibtex.key_not_found]',),
    )
