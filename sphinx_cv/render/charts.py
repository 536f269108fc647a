"""Data and geometry of the chart of publications by year and main topic.

Horizontal lengths are percentages and vertical lengths are pixels: a chart is as wide as its page, and its text keeps
its size.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_cv.model.publication import Publication

#: The number of main topics that have their own colour: readers cannot easily distinguish more.
TOPICS = 5
#: The names of the series of all other main topics, and of publications without a topic.
OTHER, NONE = "other topics", "without topic"
#: The largest number of columns: on a page 320 pixels wide, each is at least 24 pixels wide (WCAG 2.2, 2.5.8).
#: Charts of more years have horizontal bars.
COLUMNS = 11
#: The longest gap, in years, that is drawn as empty columns: one mistyped year must not add hundreds of them.
EMPTY_YEARS = 20
#: In pixels: the maximum height of the columns and of one publication, and the space above and below the columns.
HEIGHT, UNIT, ABOVE, BELOW = 192, 28, 22, 26


class Series(NamedTuple):
    """A main topic, or all others together."""

    name: str
    #: The suffix of its CSS class: cv-chart-1 (cv.css).
    style: str
    #: Its number of publications.
    total: int


class Box(NamedTuple):
    """A rectangle: the values of its SVG attributes, and the suffix of its CSS class."""

    x: str
    y: str
    width: str
    height: str
    style: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The number of publications of each series in a year, or among the publications without a year."""

    name: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Numbers of publications by year, oldest first, and by main topic, most frequent first."""

    series: tuple[Series, ...]
    years: tuple[Year, ...]
    #: The counts of publications without a year, which the chart does not draw.
    undated: tuple[Year, ...]

    @property
    def total(self) -> int:
        return sum(each.total for each in self.series)

    @property
    def most(self) -> int:
        """The largest number of publications in a year."""
        return max(year.total for year in self.years)

    @property
    def horizontal(self) -> bool:
        """True if there are too many years for columns; each year is then a horizontal bar."""
        return len(self.years) > COLUMNS

    def parts(self, year: Year) -> list[tuple[str, int]]:
        """Return the name and count of each series that has publications in a year."""
        return [(each.name, count) for each, count in zip(self.series, year.counts, strict=True) if count]


class Column(NamedTuple):
    """The column of a year."""

    year: Year
    area: Box
    #: The x coordinate of its centred texts, and the baseline of the upper one.
    middle: str
    top: str
    boxes: list[Box]


class Strip(NamedTuple):
    """The horizontal bar of a year."""

    year: Year
    boxes: list[Box]


def count(publications: Iterable[tuple[str, Publication]]) -> Counts | None:
    """Count publications by year and main topic; return None if no publication has a year.

    Each publication is given with its heading in a list by year: a year, or a word such as "Undated".
    """
    found = Counter((heading, each.topics[0] if each.topics else "") for heading, each in publications)
    topics = Counter[str]()
    for (_, topic), number in found.items():
        topics[topic] += number
    series, index_of = _make_series(topics)
    counts: dict[str, list[int]] = {}
    for (heading, topic), number in found.items():
        counts.setdefault(heading, [0] * len(series))[index_of[topic]] += number
    dated = _fill_gaps([int(heading) for heading in counts if heading.isdecimal()])
    if not dated:
        return None
    zeros = [0] * len(series)
    undated = sorted(heading for heading in counts if not heading.isdecimal())
    return Counts(
        series=tuple(series),
        years=tuple(Year(name=str(year), counts=tuple(counts.get(str(year), zeros))) for year in dated),
        undated=tuple(Year(name=heading, counts=tuple(counts[heading])) for heading in undated),
    )


def _make_series(topics: Counter[str]) -> tuple[list[Series], dict[str, int]]:
    """Return the series, and the index of the series that each main topic belongs to; "" is no topic."""
    names = sorted((topic for topic in topics if topic), key=lambda topic: (-topics[topic], topic))
    series = [Series(topic, str(rank), topics[topic]) for rank, topic in enumerate(names[:TOPICS], start=1)]
    index_of = {topic: index for index, topic in enumerate(names[:TOPICS])}
    if others := sum(topics[topic] for topic in names[TOPICS:]):
        index_of |= dict.fromkeys(names[TOPICS:], len(series))
        series.append(Series(OTHER, "other", others))
    if topics[""]:
        index_of[""] = len(series)
        series.append(Series(NONE, "none", topics[""]))
    return series, index_of


def _fill_gaps(years: list[int]) -> list[int]:
    """Return the years in order, with the years of short gaps between them."""
    filled: list[int] = []
    for year in sorted(years):
        if filled and year - filled[-1] - 1 <= EMPTY_YEARS:
            filled += range(filled[-1] + 1, year)
        filled.append(year)
    return filled


def columns(counts: Counts) -> list[Column]:
    """Return a column for each year; if there are fewer than eight, each has the width of one of eight."""
    share = 100 / max(len(counts.years), 8)
    unit = min(HEIGHT / counts.most, UNIT)
    bottom = ABOVE + unit * counts.most
    result = []
    for index, year in enumerate(counts.years):
        left, top, boxes = index * share, bottom, []
        for series, number in zip(counts.series, year.counts, strict=True):
            top -= unit * number
            if number:
                box = Box(percent(left + share * 0.13), pixels(top), percent(share * 0.74), pixels(unit * number))
                boxes.append(box._replace(style=series.style))
        area = Box(percent(left), "0", percent(share), pixels(bottom + BELOW))
        result.append(Column(year, area, percent(left + share / 2), pixels(top - 7), boxes))
    return result


def strips(counts: Counts) -> list[Strip]:
    """Return a horizontal bar for each year, newest first."""
    result = []
    for year in reversed(counts.years):
        left, boxes = 0.0, []
        for series, number in zip(counts.series, year.counts, strict=True):
            if number:
                width = 100 * number / counts.most
                boxes.append(Box(percent(left), "0", percent(width), "100%", series.style))
                left += width
        result.append(Strip(year, boxes))
    return result


def percent(value: float) -> str:
    """Format a percentage for SVG, with at most three decimals."""
    return f"{round(value, 3):g}%"


def pixels(value: float) -> str:
    """Format a length in pixels for SVG, with at most two decimals."""
    return f"{round(value, 2):g}"
