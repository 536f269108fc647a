"""Awards: the {award} row and the publication that it is for show one award, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import PUBS, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Site

    MakeSite = Callable[..., Site]

AWARDS = {
    "index.md": "# CV\n\n```{bibliography}\n```\n\n```{toctree}\nhonors\n```\n",
    "honors.md": "# Honors\n\n```{award} Best Paper\n:organization: A Workshop\n:date: 2023\n:publication: one\n```\n",
}


def badges(site: Site, page: str = "index") -> list[list[str]]:
    return [
        [words(badge) for badge in item.select(".cv-award")]
        for item in site.article(page).select("ul.cv-publications > li")
    ]


def test_an_award_told_once_is_at_the_row_and_at_the_paper(site: MakeSite) -> None:
    made = site(AWARDS)
    assert badges(made) == [[], ["Best Paper, A Workshop"]]
    assert words(made.article("honors").select_one(".cv-paper")) == "First LLM paper"
    assert site(AWARDS, builder="text")
    text = " ".join((made.out.parent / "text/index.txt").read_text("utf-8").split())
    assert "2023. Best Paper, A Workshop." in text


@pytest.mark.parametrize(
    ("award", "options", "expected"),
    [
        ("Best Paper", ":organization: A Workshop\n", ["Best Paper"]),
        ("Best Paper, A Workshop 2023", ":organization: A Workshop\n", ["Best Paper, A Workshop 2023"]),
        ("Audience prize", ":organization: A Workshop\n", ["Audience prize", "Best Paper, A Workshop"]),
        ("", ":organization: International Conference on Machine Learning (ICML)\n", ["Best Paper"]),
        ("", ":organization: ICML\n", ["Best Paper"]),
        ("", "", ["Best Paper"]),
    ],
)
def test_an_award_is_shown_once(site: MakeSite, award: str, options: str, expected: list[str]) -> None:
    pubs = PUBS.replace("keywords = {attention, inference}", f"award = {{{award}}}")
    made = site(
        {**AWARDS, "honors.md": AWARDS["honors.md"].replace(":organization: A Workshop\n", options), "pubs.bib": pubs}
    )
    assert badges(made)[1] == expected
