"""The CV as it was given, word for word: the owner's own test.

transcription.json has the papers, rows and facts of the CV, written down from the CV itself and not from the sources. A new paper
or row needs no edit of it. Whoever changes or removes what is in it updates transcription.json, or deletes it with this test.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import words
from owner.checks import letters, publications_page, read_pages

if TYPE_CHECKING:
    from conftest import Site

pytestmark = pytest.mark.owner

GIVEN: dict[str, Any] = json.loads(Path(__file__).with_name("transcription.json").read_text("utf-8"))


def test_the_cv_is_on_the_site_as_it_was_given(owner: Site) -> None:
    """The owner's: update transcription.json or delete it with this test when what it has is changed on purpose."""
    shown = {
        str(item["id"]): item
        for item in owner.article(publications_page(read_pages(owner.source))).select("ul.cv-publications > li")
    }
    given = {paper["key"]: paper for paper in GIVEN["publications"]}
    in_order = sorted(given, key=lambda key: -given[key]["year"])  # papers of one year are in the CV's order
    assert [key for key in shown if key in given] == in_order
    for key, paper in given.items():
        item = shown[key]
        for links in item.select(".cv-links"):
            links.extract()
        number, _, text = words(item).partition(" ")
        assert text == citation(paper)
        assert re.fullmatch(r"\[\d+\]", number)
        badge = paper["note"] or GIVEN["row_awards"].get(key)
        assert [found.get_text() for found in item.select(".cv-badge")] == [badge] * bool(badge)
        assert letters(words(owner.article(f"publications/{key}").h1)) == letters(paper["title"])
    for page, rows in GIVEN["rows"].items():
        found = [words(row) for row in owner.article(f"sections/{page}").select(".cv-row")]
        assert [row for row in found if row in rows] == rows
    for page, facts in GIVEN["facts"].items():
        text = owner.text(f"sections/{page}").replace("’", "'")
        assert [fact for fact in facts if fact not in text] == []
    service = [[part.name, words(part)] for part in owner.article("sections/service").find_all(["dt", "dd"])]
    assert [part for part in service if part in GIVEN["service"]] == GIVEN["service"]


def citation(paper: dict[str, Any]) -> str:
    """Return a publication as the CV prints it, without its links."""
    names = [name + "*" * (number in paper["equal"]) for number, name in enumerate(paper["authors"], start=1)]
    names += ["others"] * paper["others"]
    people = " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])}, and {names[-1]}"
    venue, volume = paper["venue"], f", {paper['volume']}" if paper["volume"] else ""
    if venue == "arXiv preprint":
        venue += f" arXiv:{paper['eprint']}"
    elif venue != "Transactions on Machine Learning Research (TMLR)":
        venue = f"In {venue}"
    end = "" if paper["title"].endswith("!") else "."
    note = f" {badge}." if (badge := paper["note"] or GIVEN["row_awards"].get(paper["key"])) else ""
    return f"{people}. {paper['title']}{end} {venue}{volume}, {paper['year']}.{note}"
