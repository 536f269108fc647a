"""Dates of any precision: read from ISO 8601, sorted, and printed in the site's language."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton

#: The end of an ongoing span, as written in the sources.
PRESENT = "present"
#: Its printed form by language; CLDR (and so Babel) has none. Other languages print the English word.
PRESENT_IN = {
    "cs": "dosud",
    "da": "nu",
    "de": "heute",
    "es": "actualidad",
    "fi": "nykyhetki",
    "fr": "aujourd’hui",
    "it": "oggi",
    "ja": "現在",
    "ko": "현재",
    "nb": "nå",
    "nl": "heden",
    "pl": "obecnie",
    "pt": "presente",
    "sv": "nu",
    "vi": "nay",
    "zh": "至今",
}
_ISO = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_SKELETONS = ("y", "yMMM", "yMMMd")


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month or a day; unknown parts are 0, and sort first."""

    year: int
    month: int = 0
    day: int = 0

    @classmethod
    def from_iso(cls, text: str) -> PartialDate:
        """Read an ISO 8601 date: 2024, 2024-09 or 2024-09-01.

        Raises ValueError, with the fix in its message, if the text is no such date.
        """
        match = _ISO.fullmatch(text.strip())
        try:
            parts = [int(part) for part in match.groups("0")] if match else []
            if match:  # a missing month or day counts as 1; a written 00 raises ValueError
                datetime.date(parts[0], parts[1] or 1 - (match[2] is not None), parts[2] or 1 - (match[3] is not None))
        except ValueError:
            match = None
        if not match:
            msg = (
                f"'{text.strip()}' is not a date: "
                "write a year, month or day that exists, as in 2024, 2024-09 or 2024-09-01"
            )
            raise ValueError(msg)
        return cls(*parts)

    @property
    def precision(self) -> int:
        """The precision: 0 for a year, 1 for a month, 2 for a day."""
        return bool(self.month) + bool(self.day)

    def isoformat(self) -> str:
        return "-".join(f"{part:0{width}}" for part, width in zip(self.known(), (4, 2, 2), strict=False))

    def known(self) -> tuple[int, ...]:
        """Return year, month and day, as far as they are known."""
        return (self.year, self.month, self.day)[: self.precision + 1]

    def to_date(self) -> datetime.date:
        """Return the first day of the year, month or day."""
        return datetime.date(self.year, self.month or 1, self.day or 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateSpan:
    """A date, a span between two dates, or an ongoing span."""

    start: PartialDate | None = None
    end: PartialDate | None = None
    #: Whether the span has not ended.
    ongoing: bool = False

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
            at = PartialDate.from_iso(date)
            return cls(start=at, end=at)
        ongoing = end.strip().lower() == PRESENT
        first = PartialDate.from_iso(start) if start else None
        last = PartialDate.from_iso(end) if end and not ongoing else None
        if first and last and last.known() < first.known()[: last.precision + 1]:
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

    def format(self, language: str) -> str:
        """Return the printed form in a language, such as `Sep 2024 – present`."""
        # CLDR has thin spaces around dashes; few typefaces have them, and applicant tracking systems do not read them
        return self._format(_locale(language)).replace("\u2009", " ")

    def _format(self, locale: Locale) -> str:
        if self.ongoing:
            end = PRESENT_IN.get(locale.language, PRESENT)
            return _between(_format_date(self.start, locale), end, locale) if self.start else end
        if self.start and self.end and self.start != self.end:
            if self.start.precision == self.end.precision:
                skeleton = _SKELETONS[self.start.precision]
                return str(format_interval(self.start.to_date(), self.end.to_date(), skeleton, locale=locale))
            return _between(_format_date(self.start, locale), _format_date(self.end, locale), locale)
        known = self.start or self.end
        return _format_date(known, locale) if known else ""


def format_month(date: datetime.date, language: str) -> str:
    """Return a date as `November 2026`."""
    return str(format_skeleton("yMMMM", date, locale=_locale(language)))


def format_day(date: datetime.date, language: str) -> str:
    """Return a date as `November 22, 2026`."""
    return str(format_date(date, "long", locale=_locale(language)))


def _format_date(date: PartialDate, locale: Locale) -> str:
    return str(format_skeleton(_SKELETONS[date.precision], date.to_date(), locale=locale))


def _between(start: str, end: str, locale: Locale) -> str:
    pattern = locale.interval_formats.get(None, "{0} – {1}")
    return str(pattern).replace("{0}", start).replace("{1}", end)


@lru_cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language or "en", sep="-" if "-" in (language or "") else "_")
    except (ValueError, UnknownLocaleError):
        return Locale("en")
