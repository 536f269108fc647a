"""Rows: dates that contradict each other, wrong encodings, and LaTeX, which rows do not decode."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from sphinx_cv.lint.finding import Finding
from sphinx_cv.lint.text import broken, leftover
from sphinx_cv.model.dates import PartialDate
from sphinx_cv.model.folding import fold

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from sphinx_cv.model.row import Row

#: The minimum number of rows for which one row out of order is reported.
_MIN_ORDERED = 4
#: Abbreviations of degrees, from lowest to highest.
_LEVELS = (
    ("bachelor", "bs", "bsc", "ba", "sb", "ab"),
    ("master", "ms", "msc", "ma", "sm", "meng"),
    ("phd", "dphil", "doctor", "doctorate"),
)


def check(rows: Iterable[Row], pages: Mapping[str, Path], today: datetime.date) -> Iterator[Finding]:
    """Yield the findings in all rows, and in the list of each kind of row on a page."""
    lists: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows:
        lists[row.docname, row.kind].append(row)
        yield from _texts(row, pages[row.docname])
        yield from _future(row, pages[row.docname], today)
    for (docname, _), listed in lists.items():
        yield from _overlaps(listed, pages[docname])
        yield from _order(listed, pages[docname])
        yield from _degrees(listed, pages[docname])


def _texts(row: Row, path: Path) -> Iterator[Finding]:
    texts = {"": row.title, **{name: getattr(row, name) for name in ("organization", "role", "location", "code")}}
    for name, text in (texts | row.extra).items():
        if problem := broken(text):
            yield Finding.of_row(row, path, "mojibake", f"{name}: {problem}".removeprefix(": "), name)
        elif problem := leftover(text):
            yield Finding.of_row(row, path, "leftover_latex", f"{name}: {problem}".removeprefix(": "), name)


def _future(row: Row, path: Path, today: datetime.date) -> Iterator[Finding]:
    start = row.dates.start
    if start and row.dates.ongoing and start.first_day() > today:
        date = start.term or start.isoformat()
        message = f"it starts in the future ({date}) but is ongoing: correct the start, or write the end"
        yield Finding.of_row(row, path, "row_dates", message, "start")
    elif start and start == row.dates.end and start.first_day() > today:
        message = f"its date is in the future ({start.term or start.isoformat()}): correct it"
        yield Finding.of_row(row, path, "row_dates", message, "date")


def _overlaps(rows: list[Row], path: Path) -> Iterator[Finding]:
    """Yield rows that are the same as another one whose dates overlap."""
    for one, other in combinations(rows, 2):
        names = ("heading", "organization", "role", "location")
        same = all(fold(getattr(one, name)) == fold(getattr(other, name)) for name in names)
        if same and one.extra == other.extra and one.publication == other.publication and _overlap(one, other):
            message = f"it overlaps with the same row in line {one.line}: correct the dates, or remove one"
            yield Finding.of_row(other, path, "row_dates", message, "date", "start", "end")


def _overlap(one: Row, other: Row) -> bool:
    if not one.dates or not other.dates:
        return False
    first, second = sorted((one, other), key=_start)
    end = first.dates.end
    start = second.dates.start
    if end is None or start is None or first.dates.start == start:
        return True
    return end.first_day() > start.last_day()


def _start(row: Row) -> PartialDate:
    return row.dates.start or row.dates.end or PartialDate(0)


def _order(rows: list[Row], path: Path) -> Iterator[Finding]:
    """Yield the one row of a list that is out of order, if there is exactly one."""
    dated = [row for row in rows if row.dates]
    if len(dated) < _MIN_ORDERED:
        return
    comparisons = [(one, other, _compare_ends(one, other)) for one, other in pairwise(dated)]
    for sign, order in ((1, "newest first"), (-1, "oldest first")):
        wrong = [(one, other) for one, other, result in comparisons if result == sign]
        right = sum(result == -sign for *_, result in comparisons)
        if len(wrong) == 1 and right >= _MIN_ORDERED - 2:
            one, other = wrong[0]
            message = (
                f"it is out of order after '{one.title}' (line {one.line}), where the rows are {order}: "
                "move it, or correct a date"
            )
            yield Finding.of_row(other, path, "row_dates", message, "date", "end", "start")


def _compare_ends(one: Row, other: Row) -> int:
    """Return 1 if a row ends before the other one, -1 if after it, 0 if neither is certain."""
    first, second = _last(one), _last(other)
    if first is None or second is None:
        return (second is None) - (first is None) if _start(one) != _start(other) else 0
    return (first.last_day() < second.first_day()) - (second.last_day() < first.first_day())


def _last(row: Row) -> PartialDate | None:
    return None if row.dates.ongoing else row.dates.end or row.dates.start


def _degrees(rows: list[Row], path: Path) -> Iterator[Finding]:
    """Yield degrees that end before a lower degree in the same subject starts."""
    levels = [(level, row) for row in rows if row.kind == "degree" and row.dates and (level := _level(row)) >= 0]
    for (low, lower), (high, higher) in ((a, b) for a in levels for b in levels):
        end, start = higher.dates.end, lower.dates.start
        reversed_ = low < high and end and start and end.year < start.year
        if reversed_ and fold(lower.title).split()[1:] == fold(higher.title).split()[1:]:
            message = f"it ends before {lower.title} (line {lower.line}) starts: correct the dates"
            yield Finding.of_row(higher, path, "row_dates", message, "end", "date")


def _level(row: Row) -> int:
    """Return the level of a degree by the first word of its title; -1 if it is not known."""
    words = fold(row.title.replace(".", "")).split()
    for level, names in enumerate(_LEVELS):
        if words and words[0].removesuffix("s") in {name.removesuffix("s") for name in names}:
            return level
    return -1
