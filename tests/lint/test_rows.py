"""Rows: dates that overlap impossibly, lie in the future or run backwards, and leftovers of LaTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from content import row

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_cv.model.row import Row

    Lint = Callable[..., list[str]]


def course(title: str, line: int, start: str, end: str, **values: Any) -> Row:
    return row(title, line, start=start, end=end, kind="course", **values)


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([course("ML", 1, "2024-01", "2024-05"), course("ML", 9, "2024-03", "2024-06")],
         "honors.md:10: ML: it overlaps with the same row in line 1: correct the dates, or remove one [cv.row_dates]"),
        ([course("ML", 1, "2024-01", "2024-05"), course("ML", 9, "2024-05", "2024-08")], ""),
        ([course("ML", 1, "2024-01", "2024-05"), course("NLP", 9, "2024-03", "2024-06")], ""),
        ([course("ML", 1, "Fall 2023", "Winter 2023"), course("ML", 9, "Fall 2023", "Spring 2024")],
         "honors.md:10: ML: it overlaps with the same row in line 1: correct the dates, or remove one [cv.row_dates]"),
        ([course("ML", 1, "2024-21", "Spring 2024"), course("ML", 9, "2024-05", "Summer 2024")], ""),
        ([row(f"ML {date}", n * 5 + 1, date=date) for n, date in enumerate(("2024-12", "Fall 2024", "Summer 2024", "2024-08", "2024-07", "Spring 2024"))], ""),
        ([row(f"ML {date}", n * 5 + 1, date=date) for n, date in enumerate(("Winter 2024", "Fall 2024", "Spring 2024", "Summer 2024", "Q4 2023"))],
         "honors.md:17: ML Summer 2024: it is out of order after 'ML Spring 2024' (line 11), where the rows are newest first: move it, "
         "or correct a date [cv.row_dates]"),
        ([row("ML", date="Spring 2027")], "honors.md:2: ML: its date is in the future (Spring 2027): correct it [cv.row_dates]"),
        ([course("ML", 1, "2027-01", "present")],
         "honors.md:2: ML: it starts in the future (2027-01) but is ongoing: correct the start, or write the end [cv.row_dates]"),
        ([row("Prize", date="2062")], "honors.md:2: Prize: its date is in the future (2062): correct it [cv.row_dates]"),
        ([row(f"Prize {year}", n * 5 + 1, date=year) for n, year in enumerate(("2024", "2022", "2023", "2019", "2018"))],
         "honors.md:12: Prize 2023: it is out of order after 'Prize 2022' (line 6), where the rows are newest first: move it, "
         "or correct a date [cv.row_dates]"),
        ([row(f"Prize {year}", n * 5 + 1, date=year) for n, year in enumerate(("2018", "2019", "2020", "2024"))], ""),
        ([row("PhD in Snails", 1, start="2010", end="2012", kind="degree"), row("MS in Snails", 5, start="2016", end="2018", kind="degree")],
         "honors.md:3: PhD in Snails: it ends before MS in Snails (line 5) starts: correct the dates [cv.row_dates]"),
        ([row("PhD in Snails", 1, start="2016", end="2022", kind="degree"), row("MS in Art", 5, start="2018", end="2019", kind="degree")], ""),
        ([row("Grant", date="2020", extra={"amount": text}) for text in ("$500,000", "$2M", "$1,000 of $5,000", "US$30k")], ""),
        ([row("Grant", date="2020", extra={"amount": "of $2^n"})],
         "honors.md:1: Grant: amount: '$2^n' shows a stray LaTeX character: write the text that it stands for [cv.leftover_latex]"),
        ([row("Prize of Ko\\v{c}i", date="2020")],
         "honors.md:1: Prize of Ko\\v{c}i: 'Ko\\v{c}i' shows a LaTeX command: write the text that it stands for [cv.leftover_latex]"),
    ],
)  # fmt: skip
def test_dates_of_rows(lint: Lint, rows: list[Row], found: str) -> None:
    assert lint("", *rows) == ([found] if found else [])
    if found:
        assert lint("", *rows, ignored=(found.rpartition("cv.")[2].rstrip("]"),)) == []
