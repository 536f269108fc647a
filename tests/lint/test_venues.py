"""Venues: one that is written in several ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from content import entry

if TYPE_CHECKING:
    from collections.abc import Callable

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
