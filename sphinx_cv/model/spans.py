"""Spans of dates, read from the options of a row: ISO 8601, EDTF's seasons, or words such as Fall 2024."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from sphinx_cv.model.dates import FIRST_QUARTER, PartialDate
from sphinx_cv.model.edtf import PublicationDate

#: The end of an ongoing span, as written in the sources.
PRESENT = "present"
#: The codes of seasons in EDTF.
_SEASONS = {"spring": 21, "summer": 22, "fall": 23, "autumn": 23, "winter": 24}
#: The seasons that are in the second year of an academic year: the spring of 2024/25 is that of 2025.
_IN_SECOND_YEAR = frozenset({21, 22})
_YEARS = r"\d{4}(?:[/–-](?:\d{4}|\d\d))?"
#: Fall 2024, 2024 Fall, Winter term 2024/25, Q3 2024, 2024-Q3.
_TERM = re.compile(
    rf"(?ai)(?P<before>{_YEARS}[ -]?)?"
    r"(?P<name>(?P<season>spring|summer|fall|autumn|winter)(?: (?:term|semester|quarter|session))?|Q(?P<quarter>[1-4]))"
    rf"(?(before)|,? ?(?P<after>{_YEARS}))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """A date, a span between two dates, or an ongoing span."""

    start: PartialDate | None = None
    end: PartialDate | None = None
    #: Whether the span has not ended.
    ongoing: bool = False
    #: The text of dates that cannot be read, which is printed as it is.
    unreadable: str = ""

    @classmethod
    def from_options(cls, date: str, start: str, end: str) -> DateSpan:
        """Read the options of a row: `:date:`, or `:start:` and `:end:`.

        Raises ValueError, with the fix in its message.
        """
        if date and (start or end):
            msg = (
                "it has a date and a start or an end: write :date: for one point in time, :start: and :end: for a span"
            )
            raise ValueError(msg)
        if date:
            at = read_date(date)
            return cls(start=at, end=at)
        ongoing = end.strip().lower() == PRESENT
        first = read_date(start) if start else None
        last = read_date(end) if end and not ongoing else None
        if first and last and last.last_day() < first.first_day():
            msg = f"it ends ({end}) before it starts ({start}): swap :start: and :end:, or correct one"
            raise ValueError(msg)
        if first and not end:
            msg = f"it has a start ({start}) and no end: write :end: present, or :date: {start} for one point in time"
            raise ValueError(msg)
        return cls(start=first, end=last, ongoing=ongoing)

    def __bool__(self) -> bool:
        return self.start is not None or self.end is not None

    @property
    def year(self) -> int:
        """The year to sort and filter by: that of the end, 9999 if ongoing, 0 if there is no date."""
        if self.ongoing:
            return 9999
        last = self.end or self.start
        return last.year if last else 0


def read_date(text: str) -> PartialDate:
    """Read 2024, 2024-09, 2024-09-01, Fall 2024, Q3 2024 or EDTF's 2024-23 and 2024-35.

    Raises ValueError, with the fix in its message.
    """
    text = text.strip()
    term = _TERM.fullmatch(" ".join(text.split()))
    try:
        edtf, words = _read_term(term) if term else (text, "")
        return replace(_read_one(edtf), term=words)
    except ValueError:
        msg = (
            f"'{text}' is not a date: write a year, month or day that exists, as in 2024, 2024-09 or 2024-09-01, "
            "or a season or quarter, as in Fall 2024 or Q3 2024"
        )
        raise ValueError(msg) from None


def _read_one(edtf: str) -> PartialDate:
    """Return a date of EDTF; raises ValueError if it is a range, uncertain, before the year 1, or has a time."""
    found = PublicationDate.from_edtf(edtf)
    date = found.last
    if date.year < 1 or found != PublicationDate(start=date, end=date) or found.edtf() != edtf:
        raise ValueError(edtf)
    return date


def _read_term(term: re.Match[str]) -> tuple[str, str]:
    """Return a season or quarter as EDTF, and the words to print it with; raises ValueError if its years are wrong."""
    years = (term["before"] or term["after"]).rstrip(" -")
    first, second = int(years[:4]), years[5:]
    if second and (term["quarter"] or not f"{first + 1:04}".endswith(second)):
        raise ValueError(years)
    if term["quarter"]:
        return f"{first:04}-{FIRST_QUARTER + int(term['quarter']) - 1}", ""
    code = _SEASONS[term["season"].lower()]
    year = first + 1 if second and code in _IN_SECOND_YEAR else first
    return f"{year:04}-{code}", f"{term['name'][0].upper()}{term['name'][1:]} {years}"
