"""Dates of other systems, as a row has them."""

from __future__ import annotations

import re
from typing import NamedTuple

from sphinx_cv.model import spans
from sphinx_cv.model.spans import PRESENT, DateSpan

#: The first letters of the English names of the months.
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMERIC = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ]\d{1,2}:.{0,40})?")
_MONTH_YEAR = re.compile(r"([A-Za-z]{3,9})\.?,? (?:(\d{1,2})(?:st|nd|rd|th)?,? )?(\d{4})")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_NOW = frozenset("present now current today ongoing".split())
_BETWEEN = re.compile(r"\s*(?:–|—|--|/|\bto\b|\buntil\b|(?<=\d)-(?=\d{4})|\s-\s|-(?=[A-Za-z]))\s*")


class Span(NamedTuple):
    """The options of a row for its dates, and what is guessed or wrong in them (one sentence each)."""

    options: dict[str, str]
    guesses: tuple[str, ...] = ()
    #: The texts that are no dates.
    left: tuple[str, ...] = ()


def read_date(text: str) -> tuple[str, bool]:
    """Return a date as a row has it, or `present`, empty if there is none, and whether the text says just this."""
    text = " ".join(text.split())
    if text.lower() in _NOW:
        return PRESENT, True
    if found := _NUMERIC.fullmatch(text):
        parts = [part.zfill(2) for part in found.groups() if part]
        return (iso, True) if (iso := _iso(*parts)) else _year_in(text)
    if (found := _MONTH_YEAR.fullmatch(text)) and (month := found[1][:3].lower()) in MONTHS:
        parts = [found[3], f"{MONTHS.index(month) + 1:02}", *([found[2].zfill(2)] if found[2] else [])]
        return (iso, True) if (iso := _iso(*parts)) else _year_in(text)
    return (iso, True) if (iso := _iso(text)) else _year_in(text)


def _iso(*parts: str) -> str:
    try:
        date = spans.read_date("-".join(parts))
        return "-".join(parts) if date.term else date.isoformat()  # a term as it is written
    except ValueError:
        return ""


def _year_in(text: str) -> tuple[str, bool]:
    years = _YEAR.findall(text)
    return (years[0], False) if len(years) == 1 and _iso(years[0]) else ("", False)


def read_span(date: str, start: str = "", end: str = "") -> Span:
    """Return the dates of a row; a start without an end is ongoing."""
    written = date, start, end = tuple(" ".join(text.split()) for text in (date, start, end))
    if date and not (start or end) and not read_date(date)[1]:
        parts = _BETWEEN.split(date)
        if len(parts) == 2 and all(read_date(part)[0] for part in parts):  # noqa: PLR2004  (a start and an end)
            date, (start, end) = "", parts
    guesses, left, options = [], [], {}
    for name, text in (("date", "" if start or end else date), ("start", start), ("end", end)):
        iso, exact = read_date(text) if text else ("", True)
        if text and (not iso or (iso == PRESENT and name != "end")):
            left.append(text)
        elif iso:
            options[name] = iso
            if not exact:
                guesses.append(f"'{text}' is written as {iso}")
    if date and (start or end):
        left.append(date)
    if "start" in options and "end" not in options:
        options["end" if not end else "date"] = PRESENT if not end else options.pop("start")
        guesses += [f"it has no end: written as {PRESENT}"] if not end else []
    try:
        DateSpan.from_options(*(options.get(name, "") for name in ("date", "start", "end")))
    except ValueError:
        return Span({}, (), tuple(filter(None, written)))
    return Span(options, tuple(guesses), tuple(left))
