"""What the charts draw: counts by year and topic, spans of time, and where each shape stands.

Across a picture all is in percent, down it in pixels: a picture is as wide as its page, and its text stays as large as it is.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_cv.model.dates import PartialDate
    from sphinx_cv.model.publication import Publication
    from sphinx_cv.model.row import Row

#: How many main topics have a colour of their own: more are not told apart at a glance.
TOPICS = 5
OTHER, NONE = "other topics", "without topic"
#: Columns have at least 24 pixels each on a page of 320 (WCAG 2.2, 2.5.8); a picture of more years lies on its side.
COLUMNS = 11
#: Years in a row without publications, at most, that are drawn as empty: one slip in a year is not a page of nothing.
EMPTY_YEARS = 20
#: Pixels: a picture of columns at most, one publication at most, and what stands above and below the columns.
HEIGHT, UNIT, ABOVE, BELOW = 192, 28, 22, 26
#: Years between those that the timeline names, and how many it names at most: so many stand beside each other on a phone.
STEPS, LABELS = (1, 2, 5, 10, 20, 50, 100), 6
#: The kinds of rows on the timeline, in their order, and their headings.
KINDS = {"position": "Positions", "industry": "Industry", "degree": "Degrees"}


class Series(NamedTuple):
    """A main topic or what stands for the others, its style's name (chart.html, cv.css), and its number of publications."""

    name: str
    style: str
    total: int


class Box(NamedTuple):
    """A rectangle: its place and size as SVG has them, and the style it is drawn in."""

    x: str
    y: str
    width: str
    height: str
    style: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A year, or the work that has none, with its publications of each series."""

    name: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Publications by year, the oldest first, and main topic, the most frequent first."""

    series: tuple[Series, ...]
    years: tuple[Year, ...]
    #: Those that have no year to be drawn at.
    undated: tuple[Year, ...]

    @property
    def total(self) -> int:
        return sum(each.total for each in self.series)

    @property
    def most(self) -> int:
        return max(year.total for year in self.years)

    @property
    def horizontal(self) -> bool:
        return len(self.years) > COLUMNS

    def parts(self, year: Year) -> list[tuple[str, int]]:
        """What a year's publications are of."""
        return [(each.name, count) for each, count in zip(self.series, year.counts, strict=True) if count]


class Column(NamedTuple):
    """A year's place in a picture of columns."""

    year: Year
    area: Box
    #: Where its texts are centred, and the line of the upper one.
    middle: str
    top: str
    boxes: list[Box]


class Strip(NamedTuple):
    """A year's line in a picture that lies on its side."""

    year: Year
    boxes: list[Box]


class Span(NamedTuple):
    """A row's bar on the timeline."""

    row: Row
    x: str
    width: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Rows by kind with their bars, between two years (the last one is whole)."""

    first: int
    last: int
    #: The name and heading of each kind, and its bars in the order of the rows.
    groups: tuple[tuple[str, str, tuple[Span, ...]], ...]
    #: Years that are named, and where they begin.
    ticks: tuple[tuple[int, str], ...]


def count(publications: Iterable[tuple[str, Publication]]) -> Counts | None:
    """Count publications by their years (as the lists name them) and main topics; None when none has a year."""
    found = Counter((name, each.topics[0] if each.topics else "") for name, each in publications)
    topics = Counter[str]()
    for (_, topic), number in found.items():
        topics[topic] += number
    named = sorted((topic for topic in topics if topic), key=lambda topic: (-topics[topic], topic))
    series = [Series(topic, str(place), topics[topic]) for place, topic in enumerate(named[:TOPICS], start=1)]
    place = {topic: index for index, topic in enumerate(named[:TOPICS])}
    if others := sum(topics[topic] for topic in named[TOPICS:]):
        place |= dict.fromkeys(named[TOPICS:], len(series))
        series.append(Series(OTHER, "other", others))
    if topics[""]:
        place[""] = len(series)
        series.append(Series(NONE, "none", topics[""]))
    counts: dict[str, list[int]] = {}
    for (name, topic), number in found.items():
        counts.setdefault(name, [0] * len(series))[place[topic]] += number
    dated = _filled([int(name) for name in counts if name.isdecimal()])
    if not dated:
        return None
    nothing = [0] * len(series)
    return Counts(
        series=tuple(series),
        years=tuple(Year(name=str(year), counts=tuple(counts.get(str(year), nothing))) for year in dated),
        undated=tuple(Year(name=name, counts=tuple(counts[name])) for name in sorted(counts) if not name.isdecimal()),
    )


def _filled(years: list[int]) -> list[int]:
    """The years with those between them."""
    filled: list[int] = []
    for year in sorted(years):
        if filled and year - filled[-1] - 1 <= EMPTY_YEARS:
            filled += range(filled[-1] + 1, year)
        filled.append(year)
    return filled


def columns(counts: Counts) -> list[Column]:
    """Stand the years side by side; few of them keep the width of eight."""
    share = 100 / max(len(counts.years), 8)
    unit = min(HEIGHT / counts.most, UNIT)
    foot = ABOVE + unit * counts.most
    made = []
    for index, year in enumerate(counts.years):
        left, top, boxes = index * share, foot, []
        for series, number in zip(counts.series, year.counts, strict=True):
            top -= unit * number
            if number:
                box = Box(percent(left + share * 0.13), pixels(top), percent(share * 0.74), pixels(unit * number))
                boxes.append(box._replace(style=series.style))
        area = Box(percent(left), "0", percent(share), pixels(foot + BELOW))
        made.append(Column(year, area, percent(left + share / 2), pixels(top - 7), boxes))
    return made


def strips(counts: Counts) -> list[Strip]:
    """Lay the years below each other, the newest first."""
    made = []
    for year in reversed(counts.years):
        left, boxes = 0.0, []
        for series, number in zip(counts.series, year.counts, strict=True):
            if number:
                width = 100 * number / counts.most
                boxes.append(Box(percent(left), "0", percent(width), "100%", series.style))
                left += width
        made.append(Strip(year, boxes))
    return made


def timeline(rows: Sequence[Row], years: Iterable[int]) -> Timeline | None:
    """Place the rows that have a beginning or a date; `years` are others that are known to have come, never today's."""
    moments = {id(row): found for row in rows if row.kind in KINDS and (found := _first_and_last(row))}
    if not moments:
        return None
    dates = [date.year for row in rows for date in (row.dates.start, row.dates.end) if date]
    first = min(int(begin) for begin, _ in moments.values())
    last = max([*dates, *years]) + 1
    share = 100 / (last - first)
    groups = []
    for kind, heading in KINDS.items():
        spans = []
        for row in rows:
            if row.kind == kind and id(row) in moments:
                begin, end = moments[id(row)]
                end = last if row.dates.ongoing else end
                spans.append(Span(row, percent((begin - first) * share), percent((end - begin) * share)))
        if spans:
            groups.append((kind, heading, tuple(spans)))
    step = next((each for each in STEPS if (last - first) / each <= LABELS), STEPS[-1])
    ticks = tuple((year, percent((year - first) * share)) for year in range(first, last) if year % step == 0)
    return Timeline(first=first, last=last, groups=tuple(groups), ticks=ticks)


def _first_and_last(row: Row) -> tuple[float, float] | None:
    """When a row began and was over, in years."""
    begin, end = row.dates.start or row.dates.end, row.dates.end or row.dates.start
    return (beginning(begin), ending(end)) if begin and end else None


def beginning(date: PartialDate) -> float:
    """When what is known of a date begins, in years."""
    return date.year + (max(date.month, 1) - 1) / 12 + (max(date.day, 1) - 1) / 372


def ending(date: PartialDate) -> float:
    """When it is over."""
    return beginning(date) + (1, 1 / 12, 1 / 372)[date.precision]


def percent(value: float) -> str:
    return f"{round(value, 3):g}%"


def pixels(value: float) -> str:
    return f"{round(value, 2):g}"
