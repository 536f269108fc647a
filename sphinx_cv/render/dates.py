"""Dates of publications as a citation prints them: years, and seasons where a date has one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.model.edtf import DIVISIONS
from sphinx_cv.render import words

if TYPE_CHECKING:
    from sphinx_cv.model.dates import PartialDate
    from sphinx_cv.model.edtf import PublicationDate


def printed_date(date: PublicationDate) -> str:
    """Return a date as `2024`, `c. 1723`, `2019–2020`, `Spring 2004`, `1990s` or `44 BCE`."""
    start, end = (_printed(each, date.unspecified) if each else "" for each in (date.start, date.end))
    text = start if start == end else f"{start}–{end}"
    if date.approximate:
        text = words.CIRCA.format(date=text)
    return f"{text}?" if date.uncertain else text


def printed_year(date: PublicationDate) -> str:
    """Return the year by which a date is sorted."""
    return _year(date.last.year, date.unspecified)


def _printed(date: PartialDate, unspecified: int) -> str:
    year = _year(date.year, unspecified)
    return words.DIVISIONS[date.month].format(year=year) if date.month in DIVISIONS else year


def _year(year: int, unspecified: int) -> str:
    if unspecified == 1:
        return words.DECADE.format(year=year)
    if unspecified:
        return words.CENTURY.format(ordinal=words.ordinal(year // 100 + 1))
    return str(year) if year > 0 else words.BCE.format(year=1 - year)
