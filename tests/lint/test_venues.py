"""Venues: one that is written in several ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from content import entry, read_library

from sphinx_cv.lint.venues import is_same, usual_spelling

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Lint = Callable[..., list[str]]

#: Text, and its one finding behind the file's name; `%` stands for where a suppression is set.
FINDINGS: list[tuple[str, str]] = [
    ("".join(entry(f"k{n}", title=f"{n} things", type_="article", journal="Journal of {ML} Research (JMLR)") for n in (1, 2))
     + "%" + entry("a", type_="article", journal="J. of ML Research"),
     "17: a: journal: 'J. of ML Research' (here) is elsewhere 'Journal of ML Research (JMLR)' (2): write one of them [cv.venue_variant]"),
    (entry("k", type_="inproceedings", booktitle="Conference on Snails (CoS)") +
     "%" + entry("a", type_="inproceedings", booktitle="Snails (CoS)"),
     "11: a: booktitle: 'Snails (CoS)' (here) is elsewhere 'Conference on Snails (CoS)' (1): write one of them [cv.venue_variant]"),
    ("%" + entry("a", type_="inproceedings", booktitle="Conference on Snails (CoS) 32"),
     "5: a: booktitle: the venue's name contains the volume: write volume = {32} and the name without it [cv.venue_variant]"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), FINDINGS, ids=[found.split(": ")[-1][-30:] for _, found in FINDINGS])
def test_a_finding_has_its_line_and_its_suppression(
    assert_finding: Callable[[str, str], None], text: str, found: str
) -> None:
    assert_finding(text, found)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            "International Conference on Snails (ICS)",
            "Proceedings of the 41st International Conference on Snails",
            True,
        ),
        ("ICS", "Proceedings of the 41st International Conference on Snails", True),
        ("SnailSys", "Conference on the Systems of Snails (SnailSys)", True),
        ("Advances in Snail Processing Systems 36", "Conference on Snail Processing Systems (SnailPS)", True),
        ("J. Mach. Learn. Res.", "Journal of Machine Learning Research", True),
        ("Snails & Shells", "Snails and Shells", True),
        ("Nature", "nature", True),
        ("International Conference on Snails", "European Conference on Snails", False),
        ("Snails", "Slugs", False),
        ("Snails", "Shells", False),
    ],
)
def test_spellings_of_one_venue(one: str, other: str, same: bool) -> None:
    assert (is_same(one, other), is_same(other, one)) == (same, same)


VENUES = "".join(
    entry(f"k{n}", type_=type_, **{field: name})
    for n, (type_, field, name) in enumerate(
        [
            ("inproceedings", "booktitle", "International Conference on {Snails} (ICS)"),
            ("inproceedings", "booktitle", "International Conference on {Snails} (ICS)"),
            ("inproceedings", "booktitle", "Int. Conference on Snails"),
            ("article", "journal", "Journal of Snails \\& Shells"),
            ("inproceedings", "booktitle", "Proceedings of the 12th Workshop on Slugs"),
        ]
    )
)


@pytest.mark.parametrize(
    ("type_", "field", "name", "usual"),
    [
        ("inproceedings", "booktitle", "Proceedings of the 41st International Conference on Snails", "International Conference on {Snails} (ICS)"),
        ("article", "journal", "Journal of Snails and Shells", "Journal of Snails \\& Shells"),
        ("article", "journal", "International Conference on Snails", ""),  # of another kind
        ("inproceedings", "booktitle", "Proceedings of the 13th Workshop on Slugs", ""),  # the file's has its number
        ("article", "journal", "Slime", ""),
        ("misc", "howpublished", "Slime", ""),
    ],
)  # fmt: skip
def test_the_usual_spelling_is_that_of_most_entries(
    tmp_path: Path, type_: str, field: str, name: str, usual: str
) -> None:
    known = read_library(tmp_path, VENUES).publications
    new = read_library(tmp_path, entry("new", type_=type_, **{field: name})).publications[0]
    assert usual_spelling(new, known) == usual
