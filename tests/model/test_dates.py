"""Dates of any precision: read, ordered, and printed in a language."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_cv.model.dates import DateSpan, PartialDate, format_day, format_month

PROPERTY = settings(max_examples=200, deadline=None, derandomize=True)
NO_DATE = "is not a date: write a year, month or day that exists, as in 2024, 2024-09 or 2024-09-01"


@pytest.mark.parametrize(
    ("text", "date", "iso", "precision"),
    [
        ("2024", PartialDate(2024), "2024", 0), ("2024-09", PartialDate(2024, 9), "2024-09", 1),
        ("2024-09-01", PartialDate(2024, 9, 1), "2024-09-01", 2), (" 2024 ", PartialDate(2024), "2024", 0),
        ("2024-02-29", PartialDate(2024, 2, 29), "2024-02-29", 2), ("0987", PartialDate(987), "0987", 0),
    ],
)  # fmt: skip
def test_a_date_is_read_as_far_as_it_is_known(text: str, date: PartialDate, iso: str, precision: int) -> None:
    read = PartialDate.from_iso(text)
    assert (read, read.isoformat(), read.precision) == (date, iso, precision)


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024-9", "2024-13", "2024-00", "2024-09-00", "2024-09-31", "2023-02-29", "0000", "2024-", "2024/09",
        "09-2024", "present",
     "Sep 2024", "2024-09-01T10:00", "20240901", "２０２４", "-2024", "2024-2025"],
)  # fmt: skip
def test_what_is_no_date_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date") as caught:
        PartialDate.from_iso(f" {text} ")
    assert str(caught.value) == f"'{text}' {NO_DATE}"


def test_dates_sort_with_what_is_unknown_first() -> None:
    dates = ["2023-12-31", "2024", "2024-01", "2024-01-01", "2024-01-02", "2024-02", "2025"]
    assert [date.isoformat() for date in sorted(map(PartialDate.from_iso, reversed(dates)))] == dates


@pytest.mark.parametrize(
    ("text", "first"), [("2024", (2024, 1, 1)), ("2024-09", (2024, 9, 1)), ("2024-09-05", (2024, 9, 5))]
)
def test_a_date_begins_on_its_first_day(text: str, first: tuple[int, int, int]) -> None:
    assert PartialDate.from_iso(text).to_date() == datetime.date(*first)


@pytest.mark.parametrize(
    ("options", "span", "year"),
    [
        (("2024-09", "", ""), DateSpan(start=PartialDate(2024, 9), end=PartialDate(2024, 9)), 2024),
        (("", "2020", "2024"), DateSpan(start=PartialDate(2020), end=PartialDate(2024)), 2024),
        (("", "2020-09", "present"), DateSpan(start=PartialDate(2020, 9), ongoing=True), 9999),
        (("", "2020", " Present "), DateSpan(start=PartialDate(2020), ongoing=True), 9999),
        (("", "", "2024"), DateSpan(end=PartialDate(2024)), 2024), (("", "", "present"), DateSpan(ongoing=True), 9999),
        (("", "", ""), DateSpan(), 0),
        # of different precision, an end is not before its start while it may be later
        (("", "2024-05", "2024"), DateSpan(start=PartialDate(2024, 5), end=PartialDate(2024)), 2024),
        (("", "2024", "2024-05"), DateSpan(start=PartialDate(2024), end=PartialDate(2024, 5)), 2024),
        (("", "2024-05", "2024-05"), DateSpan(start=PartialDate(2024, 5), end=PartialDate(2024, 5)), 2024),
    ],
)  # fmt: skip
def test_a_span_is_read(options: tuple[str, str, str], span: DateSpan, year: int) -> None:
    read = DateSpan.from_options(*options)
    assert (read, read.year) == (span, year)


def test_a_span_without_dates_is_empty() -> None:
    spans = [
        DateSpan.from_options(*options)
        for options in (("", "", ""), ("2024", "", ""), ("", "", "2024"), ("", "2024", "present"))
    ]
    assert [bool(span) for span in spans] == [False, True, True, True]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("2024", "2023", ""),
         "it has a date and a start or an end: write :date: for one point in time, :start: and :end: for a span"),
        (("2024", "", "present"),
         "it has a date and a start or an end: write :date: for one point in time, :start: and :end: for a span"),
        (("", "2024", ""),
         "it has a start (2024) and no end: write :end: present, or :date: 2024 for one point in time"),
        (("", "2024", "2023"), "it ends (2023) before it starts (2024): swap :start: and :end:, or correct one"),
        (("", "2024-05", "2024-04"),
         "it ends (2024-04) before it starts (2024-05): swap :start: and :end:, or correct one"),
        (("", "2024-05-02", "2024-04"),
         "it ends (2024-04) before it starts (2024-05-02): swap :start: and :end:, or correct one"),
        (("", "2024-05", "2023"),
         "it ends (2023) before it starts (2024-05): swap :start: and :end:, or correct one"),
        (("x", "", ""), f"'x' {NO_DATE}"), (("", "x", "2024"), f"'x' {NO_DATE}"),
        (("", "2024", "now"), f"'now' {NO_DATE}"),
        (("", "present", "2024"), f"'present' {NO_DATE}"), (("present", "", ""), f"'present' {NO_DATE}"),
    ],
)  # fmt: skip
def test_an_impossible_span_is_named(options: tuple[str, str, str], message: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        DateSpan.from_options(*options)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("options", "language", "printed"),
    [
        (("2024", "", ""), "en", "2024"), (("2024-09", "", ""), "en", "Sep 2024"),
        (("2024-09-01", "", ""), "en", "Sep 1, 2024"),
        (("", "2020", "2024"), "en", "2020 – 2024"), (("", "2020-01", "2020-09"), "en", "Jan – Sep 2020"),
        (("", "2019-11", "2020-09"), "en", "Nov 2019 – Sep 2020"),
        (("", "2020-09", "present"), "en", "Sep 2020 – present"),
        (("", "2020", "2024-09"), "en", "2020 – Sep 2024"), (("", "2024-05", "2024"), "en", "May 2024 – 2024"),
        (("", "2024-01", "2024-01"), "en", "Jan 2024"), (("", "", "2024"), "en", "2024"),
        (("", "", "present"), "en", "present"),
        (("", "", ""), "en", ""),
        (("", "2020-09", "present"), "de", "Sept. 2020 – heute"),
        (("", "2020-09", "present"), "fr", "sept. 2020 – aujourd’hui"),
        (("", "2020-09", "present"), "vi", "thg 9 2020 – nay"),
        (("", "2020-09", "present"), "pt_BR", "set. de 2020 – presente"),
        (("", "2020-09", "present"), "pt-BR", "set. de 2020 – presente"),
        (("", "2020-09", "present"), "ja", "2020年9月～現在"),
        (("2024-09-01", "", ""), "en_GB", "1 Sept 2024"), (("2024-09-01", "", ""), "ja", "2024年9月1日"),
        # a language that nobody knows
        (("", "2020-09", "present"), "", "Sep 2020 – present"),
        (("", "2020-09", "present"), "xx", "Sep 2020 – present"),
        (("", "2020-09", "present"), "not a language", "Sep 2020 – present"),
    ],
)  # fmt: skip
def test_a_span_is_printed_in_the_sites_language(options: tuple[str, str, str], language: str, printed: str) -> None:
    assert DateSpan.from_options(*options).format(language) == printed


@pytest.mark.parametrize(
    ("language", "month", "day"),
    [
        ("en", "November 2026", "November 22, 2026"), ("en_GB", "November 2026", "22 November 2026"),
        ("de", "November 2026", "22. November 2026"), ("fr", "novembre 2026", "22 novembre 2026"),
        ("", "November 2026", "November 22, 2026"),
        ("vi", "tháng 11 năm 2026", "22 tháng 11, 2026"), ("ja", "2026年11月", "2026年11月22日"),
    ],
)  # fmt: skip
def test_days_and_months_are_printed_in_full(language: str, month: str, day: str) -> None:
    date = datetime.date(2026, 11, 22)
    assert (format_month(date, language), format_day(date, language)) == (month, day)


DATE = st.dates(min_value=datetime.date(1000, 1, 1), max_value=datetime.date(9998, 12, 31)).flatmap(
    lambda date: st.sampled_from([f"{date:%Y}", f"{date:%Y-%m}", f"{date:%Y-%m-%d}"])
)


@PROPERTY
@given(DATE, DATE)
def test_dates_keep_their_text_and_their_order(one: str, other: str) -> None:
    first, second = PartialDate.from_iso(one), PartialDate.from_iso(other)
    assert (first.isoformat(), second.isoformat()) == (one, other)
    assert (first < second) == (one < other)


@PROPERTY
@given(DATE, DATE, st.sampled_from(["en", "de", "fr", "ja", "zh_CN", "vi", "ar", "pl", "ko"]))
def test_a_span_prints_without_thin_spaces(one: str, other: str, language: str) -> None:
    printed = DateSpan.from_options("", min(one, other), max(one, other)).format(language)
    assert printed.strip() == printed != ""
    assert "\u2009" not in printed


@PROPERTY
@example("9999-99-99")
@example("2024-0\u0661")
@given(st.text("0123456789- ") | st.text())
def test_any_text_is_a_date_or_named(text: str) -> None:
    try:
        read = PartialDate.from_iso(text).isoformat()
    except ValueError as error:
        read = str(error)
    assert read in {text.strip(), f"'{text.strip()}' {NO_DATE}"}
