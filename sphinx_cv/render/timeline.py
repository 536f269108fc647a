"""Geometry of the timeline: rows by kind, each with a bar from its start to its end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.model.dates import LENGTH
from sphinx_cv.render.charts import percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_cv.model.dates import PartialDate
    from sphinx_cv.model.row import Row

#: The possible numbers of years between two labels, and the largest number of labels that fit on a phone's screen.
STEPS, LABELS = (1, 2, 5, 10, 20, 50, 100), 6
#: The headings of the timeline by kind of row, in the order in which they are shown.
KINDS = {"position": "Positions", "industry": "Industry", "degree": "Degrees"}


class Span(NamedTuple):
    """The bar of a row on the timeline."""

    row: Row
    x: str
    width: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Rows by kind, each with its bar, from the start of `first` to the start of `last`."""

    first: int
    last: int
    #: The kind, its heading, and its bars in the order of the rows.
    groups: tuple[tuple[str, str, tuple[Span, ...]], ...]
    #: The labelled years, and the x coordinate of the start of each.
    ticks: tuple[tuple[int, str], ...]


def make_timeline(rows: Sequence[Row], years: Iterable[int]) -> Timeline | None:
    """Place the rows that have dates on a timeline; return None if no row has.

    The timeline ends with the last year of the rows and of `years`: the current date must not change the output.
    """
    limits = {id(row): found for row in rows if row.kind in KINDS and (found := _start_and_end(row))}
    if not limits:
        return None
    dates = [date.year for row in rows for date in (row.dates.start, row.dates.end) if date]
    first = min(int(start) for start, _ in limits.values())
    last = max([*dates, *years]) + 1
    share = 100 / (last - first)
    groups = []
    for kind, heading in KINDS.items():
        spans = []
        for row in rows:
            if row.kind == kind and id(row) in limits:
                start, end = limits[id(row)]
                end = last if row.dates.ongoing else min(end, last)  # a winter ends in the next year
                spans.append(Span(row, percent((start - first) * share), percent((end - start) * share)))
        if spans:
            groups.append((kind, heading, tuple(spans)))
    step = next((each for each in STEPS if (last - first) / each <= LABELS), STEPS[-1])
    ticks = tuple((year, percent((year - first) * share)) for year in range(first, last) if year % step == 0)
    return Timeline(first=first, last=last, groups=tuple(groups), ticks=ticks)


def _start_and_end(row: Row) -> tuple[float, float] | None:
    """Return the start and the end of a row's dates, in years; None if it has no dates."""
    start, end = row.dates.start or row.dates.end, row.dates.end or row.dates.start
    return (start_of(start), end_of(end)) if start and end else None


def start_of(date: PartialDate) -> float:
    """Return the start of a date, in years: 2024-07 and Q3 2024 are 2024.5."""
    return date.year + (max(date.first_month, 1) - 1) / 12 + (max(date.day, 1) - 1) / 372


def end_of(date: PartialDate) -> float:
    """Return the end of a date, in years: 2024-07 ends at 2024.5 + 1/12."""
    return start_of(date) + (LENGTH / 12 if date.is_division else (1, 1 / 12, 1 / 372)[date.precision])
