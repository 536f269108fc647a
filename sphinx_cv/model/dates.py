"""Dates of any precision: a year, a season or quarter, a month or a day."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass, field
from functools import total_ordering

#: The first month of each season and quarter, by its code in EDTF, which stands in place of a month.
FIRST_MONTHS = {21: 3, 22: 6, 23: 9, 24: 12, 33: 1, 34: 4, 35: 7, 36: 10}
#: The code of the first quarter, which is after those of the seasons.
FIRST_QUARTER = 33
#: The number of months of a season or quarter.
LENGTH = 3


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a season or quarter, a month or a day; unknown parts are 0.

    Dates sort by their first day, and of those with the same first day the less precise first: 2024, then 2024-01. The
    seasons begin in March, June, September and December: Fall 2024 is after August 2024 and before September 2024.
    """

    year: int
    #: The month, or the code of a season or quarter in EDTF.
    month: int = 0
    day: int = 0
    #: The season or term as it was written, such as `Winter term 2024/25`.
    term: str = field(default="", compare=False)

    def __lt__(self, other: PartialDate) -> bool:
        return self._sort_key < other._sort_key

    @property
    def _sort_key(self) -> tuple[int, int, int]:
        return (self.year, self.first_month, -1 if self.is_division else self.day)

    @property
    def is_division(self) -> bool:
        """Whether it is a season or quarter."""
        return self.month in FIRST_MONTHS

    @property
    def first_month(self) -> int:
        """The month, the first month of a season or quarter, or 0."""
        return FIRST_MONTHS.get(self.month, self.month)

    @property
    def precision(self) -> int:
        """The precision: 0 for a year, 1 for a month, season or quarter, 2 for a day."""
        return bool(self.month) + bool(self.day)

    def isoformat(self) -> str:
        """Return the date as ISO 8601, and a season or quarter as EDTF."""
        return "-".join(f"{part:0{width}}" for part, width in zip(self.known(), (4, 2, 2), strict=False))

    def known(self) -> tuple[int, ...]:
        """Return year, month and day, as far as they are known."""
        return (self.year, self.month, self.day)[: self.precision + 1]

    def first_day(self) -> datetime.date:
        """Return the first day of the year, season, quarter or month, or the day; the year must be at least 1."""
        return datetime.date(self.year, self.first_month or 1, self.day or 1)

    def last_day(self) -> datetime.date:
        """Return the last day of the year, season, quarter or month, or the day; winter ends in the next year."""
        if self.day:
            return self.first_day()
        month = self.first_month + LENGTH - 1 if self.is_division else self.month or 12
        year, month = (self.year + 1, month - 12) if month > 12 else (self.year, month)  # noqa: PLR2004  (months)
        if year > datetime.MAXYEAR:
            return datetime.date.max
        return datetime.date(year, month, calendar.monthrange(year, month)[1])
