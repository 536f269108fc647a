"""The date of an entry, from the fields that may hold it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_cv.model.dates import PartialDate
from sphinx_cv.model.edtf import PublicationDate

if TYPE_CHECKING:
    from collections.abc import Mapping

#: States of work that is not published yet, in biblatex's `pubstate` or in place of the year, and their printed form.
PUBLICATION_STATES = {
    "inpress": "in press",
    "forthcoming": "forthcoming",
    "toappear": "to appear",
    "submitted": "submitted",
    "underreview": "under review",
    "accepted": "accepted",
    "inpreparation": "in preparation",
    "inrevision": "in revision",
    "prepublished": "published online",
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
#: Longer numbers are no months, and Python does not convert thousands of digits.
_MOST_DIGITS = 4
#: Smaller numbers in `year` are rather a volume or a slip.
_FIRST_YEAR = 100
_YEAR = re.compile(r"(?<!\d)(1[0-9]\d\d|20\d\d|2100)(?!\d)")
#: Years as people write them in `year`: c. 1850, [1850?], 1999--2000, 2019/20, 1990s, 44 BC.
_WRITTEN = re.compile(
    r"(?i)[\[(]?(?P<circa>c\.|ca\.?|circa|about|approx\.?)?\s*(?P<start>\d{1,4})(?P<s>s)?"
    r"(?:\s*(?P<range>--?-?|[–—/])\s*(?P<end>\d{4}|\d\d)?)?\s*(?P<bce>b\.?\s*c\.?(?:\s*e\.?)?)?(?P<mark>[?~%]?)[\])]?"
)


def read_date(texts: Mapping[str, str]) -> PublicationDate | None:
    """Read biblatex's `date`, else BibTeX's `year` and `month`; None if neither has a year.

    `texts` maps these field names to plain text. Raises InvalidDateError, with the year if there is one, if `date` is
    not EDTF.
    """
    if written := texts["date"].strip():
        date = _of_edtf(written)
        if date and texts["month"] and date.is_plain and not date.last.month:  # date = {2024}, month = may
            return PublicationDate.at(date.last.year, read_month(texts["month"]))
        if date:
            return date
    year = texts["year"].strip()
    found = _of_year(year, read_month(texts["month"])) or (_of_edtf(year) if year else None)
    if not written:
        return found
    match = _YEAR.search(written)
    raise InvalidDateError(PublicationDate.at(int(match[1])) if match else found)


class InvalidDateError(ValueError):
    """A date that is not EDTF; `found` is what is known of it, or None."""

    def __init__(self, found: PublicationDate | None) -> None:
        super().__init__()
        self.found = found


def _of_edtf(text: str) -> PublicationDate | None:
    try:
        return PublicationDate.from_edtf(text.replace("–", "/") if re.fullmatch(r"\d{4}–\d{4}", text) else text)
    except ValueError:
        return None


def _of_year(text: str, month: int) -> PublicationDate | None:
    """Return the date of BibTeX's `year`, which may hold more than a year."""
    match = _WRITTEN.fullmatch(text)
    if not match:
        known = _YEAR.search(text)
        return PublicationDate.at(int(known[1]), month) if known else None
    start, end = int(match["start"]), _end(match["start"], match["end"] or "")
    if match["bce"]:
        start, end, month = 1 - start, 1 - end if end else 0, 0
    if len(match["start"]) < _MOST_DIGITS and not match["bce"] and start < _FIRST_YEAR:
        return None
    date = PublicationDate.at(start, month)
    if end and end != start:
        date = PublicationDate.between(start, end)
    elif match["range"] and not match["end"]:
        date = PublicationDate(start=PartialDate(start), end=None)
    approximate, uncertain = bool(match["circa"]) or match["mark"] in {"~", "%"}, match["mark"] in {"?", "%"}
    unspecified = 1 if match["s"] and not start % 10 else 0
    return replace(date, approximate=approximate, uncertain=uncertain, unspecified=unspecified)


def _end(start: str, written: str) -> int:
    """Return the last year of a range, whose century may be left out: `1998-99`; 0 if there is none."""
    if len(written) == 2:  # noqa: PLR2004  (digits)
        end = int(start[:-2] + written) if len(start) == _MOST_DIGITS else 0
        return end if end > int(start) else 0
    return int(written) if written and int(written) > int(start) else 0


def read_month(text: str) -> int:
    """Return the number of a month, written as a number or an English name; 0 if it is neither."""
    text = text.strip().lower().rstrip(".")
    if text.isdecimal():
        return int(text) if len(text) <= _MOST_DIGITS and 1 <= int(text) <= len(MONTHS) else 0
    return MONTHS.index(text[:3]) + 1 if text[:3] in MONTHS else 0
