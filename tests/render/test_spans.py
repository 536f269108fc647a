"""Dates of rows and of the content, printed in the site's language."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_cv.model.spans import DateSpan
from sphinx_cv.render.spans import printed_day, printed_month, printed_span

PROPERTY = settings(max_examples=200, deadline=None, derandomize=True)


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
        # seasons: the words as they are written, else those of citations
        (("Fall 2024", "", ""), "en", "Fall 2024"), (("2024 autumn", "", ""), "en", "Autumn 2024"), (("2024-23", "", ""), "en", "Autumn 2024"),
        (("2024-21", "", ""), "en", "Spring 2024"), (("Winter term 2024/25", "", ""), "de", "Winter term 2024/25"),
        (("", "Fall 2022", "Spring 2023"), "en", "Fall 2022 – Spring 2023"), (("", "Spring 2024", "2024 Fall"), "en", "Spring – Fall 2024"),
        (("", "Fall 2022", "present"), "en", "Fall 2022 – present"), (("", "2024-06", "Fall 2024"), "en", "Jun 2024 – Fall 2024"),
        (("", "Fall 2024", "2025"), "en", "Fall 2024 – 2025"),
        (("2024-Q3", "", ""), "en", "Q3 2024"), (("2024-35", "", ""), "fr", "T3 2024"), (("", "Q1 2024", "Q3 2024"), "en", "Q1 – Q3 2024"),
        (("", "Q4 2023", "Q1 2024"), "zh", "2023年第4季度 – 2024年第1季度"),
        # a language that nobody knows
        (("", "2020-09", "present"), "", "Sep 2020 – present"),
        (("", "2020-09", "present"), "xx", "Sep 2020 – present"),
        (("", "2020-09", "present"), "not a language", "Sep 2020 – present"),
    ],
)  # fmt: skip
def test_a_span_is_printed_in_the_sites_language(options: tuple[str, str, str], language: str, printed: str) -> None:
    assert printed_span(DateSpan.from_options(*options), language) == printed


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
    assert (printed_month(date, language), printed_day(date, language)) == (month, day)


def test_dates_that_cannot_be_read_are_printed_as_they_are() -> None:
    assert printed_span(DateSpan(unreadable="soon"), "en") == "soon"


DATE = st.dates(min_value=datetime.date(1000, 1, 1), max_value=datetime.date(9998, 12, 31)).flatmap(
    lambda date: st.sampled_from([f"{date:%Y}", f"{date:%Y-%m}", f"{date:%Y-%m-%d}"])
)


@PROPERTY
@given(DATE, DATE, st.sampled_from(["en", "de", "fr", "ja", "zh_CN", "vi", "ar", "pl", "ko"]))
def test_a_span_prints_without_thin_spaces(one: str, other: str, language: str) -> None:
    printed = printed_span(DateSpan.from_options("", min(one, other), max(one, other)), language)
    assert printed.strip() == printed != ""
    assert "\u2009" not in printed
