"""Honors and papers: they say the same of an award."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from content import entry, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_cv.model.row import Row

    Lint = Callable[..., list[str]]

AWARDED = entry("one", award="Outstanding Paper", type_="inproceedings", booktitle="Conference on Snails (CoS)")


@pytest.mark.parametrize(
    ("text", "rows", "found"),
    [
        (entry("one"), [row("Best Paper", date="2024")], "honors.md:1: Best Paper: it names no paper: write :publication: and the paper's key [cv.award_paper]"),
        (AWARDED, [row("Outstanding Paper", date="2024")],
         "honors.md:1: Outstanding Paper: it names no paper: write :publication: one [cv.award_paper]"),
        (AWARDED, [row("A prize", date="2024")],
         "pubs.bib:5: one: award: no award row has 'Outstanding Paper': add one with :publication: one [cv.award_row]"),
        (AWARDED, [row("Best Paper", date="2024", publication="one")],
         "honors.md:1: Best Paper: its paper one has the award 'Outstanding Paper' in pubs.bib: write one name for both, "
         "or remove that of the paper [cv.award_mismatch]"),
        (AWARDED, [row("Outstanding Paper", date="2024", publication="one", organization="Conference on Snails (CoS)")], ""),
        (AWARDED.replace("Outstanding Paper", "CoS 2024 Outstanding Paper"),
         [row("Outstanding Paper", date="2024", publication="one", organization="Conference on Snails (CoS)")], ""),
        (entry("one"), [row("Best Paper", date="2024", publication="one")], ""),
        (AWARDED, [], ""),
    ],
)  # fmt: skip
def test_honors_and_papers_say_the_same(lint: Lint, text: str, rows: list[Row], found: str) -> None:
    lines = lint(text, *rows)
    if not found.endswith("[cv.award_row]"):
        lines = [line for line in lines if not line.endswith("[cv.award_row]")]
    assert lines == ([found] if found else [])
