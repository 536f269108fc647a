"""Entries as wholes: the same paper twice, one URL twice, links that are missing, the owner hidden or missing."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from content import entry

if TYPE_CHECKING:
    from collections.abc import Callable

    Lint = Callable[..., list[str]]

OWNER = ("Tri Dao", "Dao, Tri")
TWICE = entry("a", title="On the speed of snails", journal="J", pages="1--9")
#: Text, and its one finding behind the file's name; `%` stands for where a suppression is set.
FINDINGS: list[tuple[str, str]] = [
    ("%" + entry("a", title="On the speed of snails", eprint="2001.00001") +
     entry("b", title="On the speed of snails", type_="article", journal="J"),
     "1: a: this preprint is published as b (line 7): give that entry eprint = {2001.00001} and remove this one [cv.preprint]"),
    (TWICE + "%" + TWICE.replace("{a,", "{b,"), "8: b: this is likely a (line 1) again: remove one [cv.same_paper]"),
    (entry("a", doi="10.1000/1") + "%" + entry("b", title="Another of those", doi="10.1000/1"),
     "11: b: doi: a (line 5) has 10.1000/1 too: correct one of them [cv.same_url]"),
    (entry("a", url="https://x.org/p") + "%" + entry("b", title="Another of those", url="http://www.x.org/p/"),
     "11: b: url: a (line 5) has x.org/p too: correct one of them [cv.same_url]"),
    ("".join(entry(f"k{n}", title=f"{n} things", url=f"https://x.org/{n}") for n in range(9)) + "%" + entry("a"),
     "55: a: it has no link, but 9 of 10 entries of its kind of these years have one: add url, doi or eprint [cv.no_link]"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), FINDINGS, ids=[found.split(": ")[-1][-30:] for _, found in FINDINGS])
def test_a_finding_has_its_line_and_its_suppression(
    assert_finding: Callable[[str, str], None], text: str, found: str
) -> None:
    assert_finding(text, found)


def test_the_same_title_is_not_always_the_same_paper(lint: Lint) -> None:
    for first, second in pairwise((
        entry("a", title="Snails, part II"), entry("b", title="Snails, part III"),
        entry("c", "Ng, X.", "On speed and snails"), entry("d", "Gu, A. B.", "On speed and snails"),
        entry("e", title="FlashSnail-2: How fast snails are"), entry("f", title="FlashSnail-3: How fast snails are"),
        entry("g", title="Introduction to it", type_="article", journal="A", volume="1"),
        entry("h", title="Introduction to it", type_="article", journal="A", volume="2"),
        entry("i", title="The speed of snails", type_="inproceedings", booktitle="Conf"),
        entry("j", title="The speed of snails", type_="article", journal="Jour"),
        entry("k", title="The speed of snails", type_="phdthesis", school="U"),
    )):  # fmt: skip
        assert lint(first + second) == []


def test_the_owner_is_looked_for(lint: Lint) -> None:
    own = entry("mine", "Dao, Tri")
    assert lint(own + entry("a", "Gu, Albert and others"), owner=OWNER) == [
        "pubs.bib:7: a: 'and others' hides Tri Dao: write ... and Dao, Tri and others [cv.hidden_owner]"
    ]
    assert lint(own + "% cv: ok hidden_owner\n" + entry("a", "Gu, Albert and others"), owner=OWNER) == []
    assert lint(own + entry("a", "Gu, Albert") + entry("b", "Dao, T. and Gu, Albert", "Another"), owner=OWNER) == [
        "pubs.bib:7: a: Tri Dao is not among its people: add the name, or remove the entry [cv.no_owner]",
        "pubs.bib:12: b: Tri Dao is not among its people: is T. Dao meant? add that to cv_owner [cv.no_owner]",
    ]
    assert lint(own + entry("a", "Gu, Albert", translator="Dao, Tri"), owner=OWNER) == []
    assert lint(entry("a", "Gu, Albert"), owner=OWNER) == [
        "conf.py:1: cv_owner: no author list has Tri Dao: write the name as in the papers [cv.no_owner]"
    ]
