"""Dates and spans of rows: read from ISO 8601, EDTF and words, and ordered."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_cv.model.dates import PartialDate
from sphinx_cv.model.spans import DateSpan, read_date

PROPERTY = settings(max_examples=200, deadline=None, derandomize=True)
NO_DATE = (
    "is not a date: write a year, month or day that exists, as in 2024, 2024-09 or 2024-09-01, "
    "or a season or quarter, as in Fall 2024 or Q3 2024"
)


@pytest.mark.parametrize(
    ("text", "date", "iso", "precision"),
    [
        ("2024", PartialDate(2024), "2024", 0), ("2024-09", PartialDate(2024, 9), "2024-09", 1),
        ("2024-09-01", PartialDate(2024, 9, 1), "2024-09-01", 2), (" 2024 ", PartialDate(2024), "2024", 0),
        ("2024-02-29", PartialDate(2024, 2, 29), "2024-02-29", 2), ("0987", PartialDate(987), "0987", 0),
    ],
)  # fmt: skip
def test_a_date_is_read_as_far_as_it_is_known(text: str, date: PartialDate, iso: str, precision: int) -> None:
    read = read_date(text)
    assert (read, read.isoformat(), read.precision) == (date, iso, precision)


@pytest.mark.parametrize(
    "text",
    ["", "24", "2024-9", "2024-13", "2024-00", "2024-09-00", "2024-09-31", "2023-02-29", "0000", "2024-", "2024/09",
        "09-2024", "present",
     "Sep 2024", "2024-09-01T10:00", "2024~", "2024?", "202X", "-0043", "2023/2024", "2024-25", "2024-37", "2024-23-01",
     "Fall", "Q3", "Q5 2024", "Fall 24", "Fall 2024 Fall", "2024 Fall 2024", "Winter 2024/26", "Winter 2024/24", "Q3 2024/25", "Q3 0000",
     "Monsoon 2024", "Fallterm 2024", "20240901", "２０２４", "-2024", "2024-2025"],
)  # fmt: skip
def test_what_is_no_date_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="is not a date") as caught:
        read_date(f" {text} ")
    assert str(caught.value) == f"'{text}' {NO_DATE}"


@pytest.mark.parametrize(
    ("texts", "date", "term"),
    [
        (["Fall 2024", "fall 2024", "2024 Fall", "Fall, 2024", " Fall  2024 ", "2024-Fall"], PartialDate(2024, 23), "Fall 2024"),
        (["Autumn 2024", "2024 autumn"], PartialDate(2024, 23), "Autumn 2024"),
        (["Spring 2025"], PartialDate(2025, 21), "Spring 2025"), (["Summer 2025"], PartialDate(2025, 22), "Summer 2025"),
        (["Fall term 2024"], PartialDate(2024, 23), "Fall term 2024"), (["2024 Spring Semester"], PartialDate(2024, 21), "Spring Semester 2024"),
        (["Winter term 2024/25", "2024/25 winter term"], PartialDate(2024, 24), "Winter term 2024/25"),
        (["Winter 2024–2025"], PartialDate(2024, 24), "Winter 2024–2025"), (["Winter 1999-00"], PartialDate(1999, 24), "Winter 1999-00"),
        # in an academic year, autumn comes first
        (["Fall 2024/25"], PartialDate(2024, 23), "Fall 2024/25"), (["Summer term 2024/25"], PartialDate(2025, 22), "Summer term 2024/25"),
        (["Q3 2024", "2024 Q3", "2024-Q3", "2024Q3", "q3 2024", "2024-35"], PartialDate(2024, 35), ""), (["2024-21"], PartialDate(2024, 21), ""),
        (["2024-24"], PartialDate(2024, 24), ""), (["Q1 2024"], PartialDate(2024, 33), ""), (["Q4 0987"], PartialDate(987, 36), ""),
    ],
)  # fmt: skip
def test_a_season_is_read_as_people_write_it(texts: list[str], date: PartialDate, term: str) -> None:
    for text in texts:
        read = read_date(text)
        assert (read, read.term.lower()) == (date, term.lower()), text
        assert read.term[:1] == term[:1]
        assert read_date(read.term or read.isoformat()) == date


def test_dates_sort_by_their_first_day_and_then_the_less_precise_first() -> None:
    dates = ["2023-12-31", "2024", "2024-33", "2024-01", "2024-01-01", "2024-01-02", "2024-02", "2024-21", "2024-03", "2024-34", "2024-04",
             "2024-22", "2024-06", "2024-35", "2024-07", "2024-08-31", "2024-23", "2024-09", "2024-36", "2024-10", "2024-24", "2024-12", "2025"]  # fmt: skip
    assert [date.isoformat() for date in sorted(map(read_date, reversed(dates)))] == dates
    assert PartialDate(2024, 23) >= PartialDate(2024, 23, term="Fall 2024")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", (2024, 1, 1), (2024, 12, 31)), ("2024-02", (2024, 2, 1), (2024, 2, 29)), ("2024-09-05", (2024, 9, 5), (2024, 9, 5)),
        ("2024-12", (2024, 12, 1), (2024, 12, 31)), ("Spring 2024", (2024, 3, 1), (2024, 5, 31)), ("Q1 2024", (2024, 1, 1), (2024, 3, 31)),
        ("Fall 2024", (2024, 9, 1), (2024, 11, 30)), ("Winter 2024", (2024, 12, 1), (2025, 2, 28)), ("Winter 9999", (9999, 12, 1), (9999, 12, 31)),
        ("Q4 9999", (9999, 10, 1), (9999, 12, 31)), ("9999", (9999, 1, 1), (9999, 12, 31)),
    ],
)  # fmt: skip
def test_a_date_has_a_first_and_a_last_day(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    read = read_date(text)
    assert (read.first_day(), read.last_day()) == (datetime.date(*first), datetime.date(*last))


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
        (("", "Fall 2022", "Spring 2023"), DateSpan(start=PartialDate(2022, 23), end=PartialDate(2023, 21)), 2023),
        (("", "Fall 2022", "2022-10"), DateSpan(start=PartialDate(2022, 23), end=PartialDate(2022, 10)), 2022),
        (("", "2022-10", "Fall 2022"), DateSpan(start=PartialDate(2022, 10), end=PartialDate(2022, 23)), 2022),
        (("", "2024-21", "present"), DateSpan(start=PartialDate(2024, 21), ongoing=True), 9999),
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
        (("", "Fall 2024", "Spring 2024"),
         "it ends (Spring 2024) before it starts (Fall 2024): swap :start: and :end:, or correct one"),
        (("", "Fall 2024", "2024-08"),
         "it ends (2024-08) before it starts (Fall 2024): swap :start: and :end:, or correct one"),
        (("x", "", ""), f"'x' {NO_DATE}"), (("", "x", "2024"), f"'x' {NO_DATE}"),
        (("", "2024", "now"), f"'now' {NO_DATE}"),
        (("", "present", "2024"), f"'present' {NO_DATE}"), (("present", "", ""), f"'present' {NO_DATE}"),
    ],
)  # fmt: skip
def test_an_impossible_span_is_named(options: tuple[str, str, str], message: str) -> None:
    with pytest.raises(ValueError, match=r".") as caught:
        DateSpan.from_options(*options)
    assert str(caught.value) == message


DATE = st.dates(min_value=datetime.date(1000, 1, 1), max_value=datetime.date(9998, 12, 31)).flatmap(
    lambda date: st.sampled_from([f"{date:%Y}", f"{date:%Y-%m}", f"{date:%Y-%m-%d}"])
)


@PROPERTY
@given(DATE, DATE)
def test_dates_keep_their_text_and_their_order(one: str, other: str) -> None:
    first, second = read_date(one), read_date(other)
    assert (first.isoformat(), second.isoformat()) == (one, other)
    assert (first < second) == (one < other)


@PROPERTY
@example("9999-99-99")
@example("2024-0\u0661")
@given(st.text("0123456789- ") | st.text())
def test_any_text_is_a_date_or_named(text: str) -> None:
    try:
        read = read_date(text).isoformat()
    except ValueError as error:
        read = str(error)
    assert read in {text.strip(), f"'{text.strip()}' {NO_DATE}"}
