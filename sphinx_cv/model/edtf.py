"""Dates of publications: EDTF, level 1 (Library of Congress, 2019; ISO 8601-2), which biblatex's `date` holds.

A date may be a range, open at one end, approximate, uncertain, before the year 1, a season or a quarter, or a year
whose last digits are unknown. Years are numbered as in ISO 8601: 0 is 1 BCE.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from sphinx_cv.model.dates import FIRST_MONTHS, PartialDate

#: The codes of seasons and of quarters, which stand in place of a month: 2004-21 is spring 2004.
DIVISIONS = frozenset(FIRST_MONTHS)
FIRST_DIVISION = min(DIVISIONS)
_MONTHS = 12
_PART = re.compile(
    r"(?P<year>-?(?:\d{4}|\d{3}[Xu]|\d\d(?:XX|uu)))(?:-(?P<month>\d\d|XX|uu)(?:-(?P<day>\d\d|XX|uu))?)?"
    r"(?:T[\d:.]*(?:Z|[+-][\d:]*)?)?(?P<mark>[?~%]?)"
)
_OPEN = frozenset({"", "..", "*", "unknown", "open"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationDate:
    """A date, or a range between two dates, either of which may be unknown."""

    start: PartialDate | None
    end: PartialDate | None
    approximate: bool = False
    uncertain: bool = False
    #: The number of the last digits of the year that are unknown: 1 for a decade, 2 for a century.
    unspecified: int = 0

    @classmethod
    def at(cls, year: int, month: int = 0, day: int = 0) -> PublicationDate:
        """Return a single date."""
        date = PartialDate(year, month, day)
        return cls(start=date, end=date)

    @classmethod
    def between(cls, start: int, end: int) -> PublicationDate:
        """Return a range of years."""
        return cls(start=PartialDate(start), end=PartialDate(end))

    @classmethod
    def from_edtf(cls, text: str) -> PublicationDate:
        """Read a date or a range; raises ValueError if the text is none, or if it ends before it starts."""
        first, slash, second = (part.strip() for part in text.strip().partition("/"))
        if not slash:
            return cls._from_part(first)
        if first in _OPEN and second in _OPEN:
            raise ValueError(text)
        start, end = (None if part in _OPEN else cls._from_part(part) for part in (first, second))
        dates = [each for each in (start, end) if each]
        found = cls(
            start=start.start if start else None,
            end=end.end if end else None,
            approximate=any(each.approximate for each in dates),
            uncertain=any(each.uncertain for each in dates),
        )
        if start and end and found.end.known() < found.start.known()[: len(found.end.known())]:  # type: ignore[union-attr]
            raise ValueError(text)
        return found

    @classmethod
    def _from_part(cls, text: str) -> PublicationDate:
        match = _PART.fullmatch(text)
        if not match:
            raise ValueError(text)
        unspecified = len(re.findall("[Xu]", match["year"]))
        year = int(re.sub("[Xu]", "0", match["year"]))
        month, day = (int(part) if part and part.isdigit() else 0 for part in (match["month"], match["day"]))
        if month > _MONTHS and (month not in DIVISIONS or match["day"]):
            raise ValueError(text)
        if match["month"] == "00" or match["day"] == "00":
            raise ValueError(text)
        if 0 < month <= _MONTHS:
            leap_year = 2000 + year % 400  # as datetime has no years before 1
            datetime.date(leap_year, month, day or 1)
        date = PartialDate(year, month, day if month else 0)
        approximate, uncertain = match["mark"] in {"~", "%"}, match["mark"] in {"?", "%"}
        return cls(start=date, end=date, approximate=approximate, uncertain=uncertain, unspecified=unspecified)

    @property
    def last(self) -> PartialDate:
        """The date to sort by: the end, else the start of an open range."""
        return self.end or self.start or PartialDate(0)

    @property
    def years(self) -> tuple[int, ...]:
        """The year of the start and of the end, as far as they are known and differ."""
        return tuple(dict.fromkeys(date.year for date in (self.start, self.end) if date))

    @property
    def is_plain(self) -> bool:
        """Whether it is one date with nothing else than a year, a month and a day."""
        return self == PublicationDate(start=self.start, end=self.start) and self.last.year > 0 and not self.division

    @property
    def division(self) -> int:
        """The code of the season or quarter of a single date, else 0."""
        return self.last.month if self.start == self.end and self.last.month in DIVISIONS else 0

    def edtf(self) -> str:
        """Return the date as EDTF."""
        mark = ("%" if self.uncertain else "~") if self.approximate else "?" if self.uncertain else ""
        start, end = (self._edtf(date) + mark if date else ".." for date in (self.start, self.end))
        return start if self.start == self.end else f"{start}/{end}"

    def _edtf(self, date: PartialDate) -> str:
        year = f"{abs(date.year):04}"
        year = f"{year[: 4 - self.unspecified]}{'X' * self.unspecified}"
        parts = [f"-{year}" if date.year < 0 else year, *(f"{part:02}" for part in date.known()[1:])]
        return "-".join(parts)
