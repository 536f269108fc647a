"""Ids are unique and safe, whatever topics and keys are called."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

LIST = "# Publications\n\n```{bibliography}\n:by: %s\n```\n"
ENTRY = "@misc{%s, author = {Example, Ada}, title = {A title}, year = 2021, keywords = {%s}, url = {https://example.org/}}\n"


def ids(site: Any, name: str = "index") -> Counter[str]:
    return Counter(str(element["id"]) for element in site.page(name).select("[id]"))


def test_topics_that_differ_in_marks_have_anchors_of_their_own(site: Callable[..., Any]) -> None:
    topics = ["C", "C++", "C#", "state-space", "state space", "日本 語", "日本語", '"><!{-}{-}', "Deep learning"]
    pubs = "".join(ENTRY % (f"k{number}", topic) for number, topic in enumerate(topics))
    made = site({"index.md": LIST % "topic", "pubs.bib": pubs})
    found = ids(made)
    assert [name for name, count in found.items() if count > 1] == []
    assert [name for name in found if re.search(r"[\s\"'<>&]", name)] == []
    sections = {section["id"] for section in made.article().select("section section")}
    assert {"topic-state-space", "topic-日本-語", "topic-日本語", "topic-deep-learning"} <= sections
    assert sum(name.startswith("topic-c-") for name in sections) == 3
    assert len(sections) == 8  # state-space and state space are one topic
    assert made.text().endswith("Website · BibTeX")  # nothing swallows the end of the page


@pytest.mark.parametrize(
    "key", ["publications", "searchbox", "cv-facets", "year-2021", "search-results", "furo-main-content"]
)
def test_a_key_that_is_an_id_of_the_page_has_another_anchor(site: Callable[..., Any], key: str) -> None:
    index = f"{LIST % 'year'}\nSee {{cv:pub}}`{key}`.\n"
    made = site({"index.md": index, "pubs.bib": ENTRY % (key, "one") + ENTRY % ("other", "one")})
    assert [name for name, count in ids(made).items() if count > 1] == []
    (item,) = [item for item in made.article().select("ul.cv-publications > li") if item["id"] != "other"]
    assert item["id"] == f"pub-{key}"
    assert made.article().select(f'a[href="#pub-{key}"]')
    assert f"#pub-{key}" in (made.out / "publications" / f"{key}.html").read_text("utf-8")


def test_a_row_that_is_called_like_an_id_of_the_page_has_another_anchor(site: Callable[..., Any]) -> None:
    names = {
        "searchbox": "row-searchbox",
        "cv facets": "row-cv-facets",
        "cv-chart-pubs-1": "row-cv-chart-pubs-1",
        "One": "one",
    }
    rows = "".join(f"```{{entry}} {name}\n```\n\n" for name in names)
    made = site({"index.md": f"{LIST % 'year'}\n```{{chart}} years\n```\n\n{rows}"})
    assert [name for name, count in ids(made).items() if count > 1] == []
    assert [row["id"] for row in made.article().select(".cv-row")] == list(names.values())


def test_a_page_that_sphinx_replaces_is_named(site: Callable[..., Any]) -> None:
    warnings = tuple(
        f"{name}.md: WARNING: the website has a page {name} of its own, and this one is lost: rename it [cv.page]"
        for name in ("genindex", "search")
    )
    site(
        {
            "index.md": "# CV\n\n```{toctree}\nsearch\ngenindex\n```\n",
            "search.md": "# Mine\n",
            "genindex.md": "# Mine\n",
        },
        warnings,
    )


def test_a_page_named_as_a_publications_page_is_named_and_stays(site: Callable[..., Any]) -> None:
    message = (
        "publications/one.md:1: WARNING: this page has the name of the page of 'one', which is left out: "
        "rename this page [cv.page]"
    )
    pages = {
        "index.md": LIST % "year" + "\n```{toctree}\npublications/one\n```\n",
        "publications/one.md": "# My page\n",
    }
    made = site({**pages, "pubs.bib": ENTRY % ("one", "a")}, warnings=(message,))
    assert made.text("publications/one") == "My page"
    (item,) = made.article().select("ul.cv-publications > li")
    assert [link["href"] for link in item.select("a")] == [
        "https://example.org/",
        "https://example.org/",
        "publications.bib#one",
    ]
