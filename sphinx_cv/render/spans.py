"""Dates of rows and of the content, printed in the site's language."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton

from sphinx_cv.model.dates import FIRST_QUARTER
from sphinx_cv.render import words

if TYPE_CHECKING:
    import datetime

    from sphinx_cv.model.dates import PartialDate
    from sphinx_cv.model.spans import DateSpan

#: The end of an ongoing span by language; CLDR (and so Babel) has none. Other languages print the English word.
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
_SKELETONS = ("y", "yMMM", "yMMMd")


def printed_span(span: DateSpan, language: str) -> str:
    """Return the dates of a row in a language, such as `Sep 2024 – present` or `Fall 2022 – Spring 2023`."""
    if span.unreadable:
        return span.unreadable
    # CLDR has thin spaces around dashes; few typefaces have them, and applicant tracking systems do not read them
    return _printed_span(span, _locale(language)).replace("\u2009", " ")


def printed_month(date: datetime.date, language: str) -> str:
    """Return a date as `November 2026`."""
    return str(format_skeleton("yMMMM", date, locale=_locale(language)))


def printed_day(date: datetime.date, language: str) -> str:
    """Return a date as `November 22, 2026`."""
    return str(format_date(date, "long", locale=_locale(language)))


def _printed_span(span: DateSpan, locale: Locale) -> str:
    if span.ongoing:
        end = PRESENT_IN.get(locale.language, "present")
        return _between(_in_language(span.start, locale), end, locale) if span.start else end
    if not span.start or not span.end or span.start == span.end:
        known = span.start or span.end
        return _in_language(known, locale) if known else ""
    if span.start.is_division and span.end.is_division:
        start, end = _in_language(span.start, locale), _in_language(span.end, locale)
        year = f" {span.end.year}"
        return _between(start.removesuffix(year) if end.endswith(year) else start, end, locale)
    if span.start.precision == span.end.precision and not (span.start.is_division or span.end.is_division):
        skeleton = _SKELETONS[span.start.precision]
        return str(format_interval(span.start.first_day(), span.end.first_day(), skeleton, locale=locale))
    return _between(_in_language(span.start, locale), _in_language(span.end, locale), locale)


def _in_language(date: PartialDate, locale: Locale) -> str:
    """Return a date in a language; a season is printed as it is written, else in English."""
    if date.term:
        return date.term
    if date.is_division and date.month < FIRST_QUARTER:
        return words.DIVISIONS[date.month].format(year=date.year)
    skeleton = "yQQQ" if date.is_division else _SKELETONS[date.precision]
    return str(format_skeleton(skeleton, date.first_day(), locale=locale))


def _between(start: str, end: str, locale: Locale) -> str:
    pattern = locale.interval_formats.get(None, "{0} – {1}")
    return str(pattern).replace("{0}", start).replace("{1}", end)


@lru_cache
def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language or "en", sep="-" if "-" in (language or "") else "_")
    except (ValueError, UnknownLocaleError):
        return Locale("en")
