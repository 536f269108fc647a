"""Marks on names: the signs of cv_marks, and the legend of those that are used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import CONF, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Site

    MakeSite = Callable[..., Site]

MARKED = "@misc{a, author={Gu, Albert and Example, Ada and Ng, An}, author+an={1=equal, lead; 2=equal; 3=corresponding}, title={A}, year={2020}}"


def test_marks_print_their_signs_and_the_legend_those_that_are_used(site: MakeSite) -> None:
    conf = CONF + 'cv_marks = {"lead": ("!", "project lead"), "student": None, "equal": ("=", "same share")}\n'
    made = site({"conf.py": conf, "index.md": "# CV\n\n```{bibliography}\n```\n", "pubs.bib": MARKED})
    assert words(made.article().select_one("li")) == "Albert Gu=!, Ada Example=, and An Ng†. A. 2020. BibTeX"
    assert [words(legend) for legend in made.article().select(".cv-legend")] == [
        "= same share; † corresponding author; ! project lead"
    ]


def test_a_mark_of_all_authors_stands_behind_the_last(site: MakeSite) -> None:
    pubs = "@misc{a, author={Example, Ada and Ng, An}, author+an={=alphabetical}, title={A}, year={2020}}"
    made = site({"index.md": "# CV\n\n```{bibliography}\n```\n", "pubs.bib": pubs})
    assert words(made.article().select_one("li")) == "Ada Example and An Ng§. A. 2020. BibTeX"
    assert words(made.article().select_one(".cv-legend")) == "§ authors in alphabetical order"
