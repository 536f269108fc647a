"""Dates of other systems."""

from __future__ import annotations

import pytest

from sphinx_cv.imports.dates import Span, read_date, read_span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024", ("2024", True)),
        ("2024-9", ("2024-09", True)),
        ("2024/09/01", ("2024-09-01", True)),
        ("2024-09-01T13:00:00Z", ("2024-09-01", True)),
        ("2024-09-01 13:00:00 +0200", ("2024-09-01", True)),
        ("Sep 2024", ("2024-09", True)),
        ("September 2024", ("2024-09", True)),
        ("Sept. 1, 2024", ("2024-09-01", True)),
        ("Present", ("present", True)),
        ("Fall 2024", ("Fall 2024", True)),
        ("2024 (expected)", ("2024", False)),
        ("2024-13", ("2024", False)),
        ("2024-02-30", ("2024", False)),
        ("2019 and 2020", ("", True)),
        ("soon", ("", True)),
        ("", ("", True)),
    ],
)
def test_a_date_is_read_or_not(text: str, expected: tuple[str, bool]) -> None:
    found = read_date(text)
    assert (found if found[0] else ("", True)) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (("2020", "", ""), Span({"date": "2020"})),
        (("2020-01", "", ""), Span({"date": "2020-01"})),
        (("2018 – 2020", "", ""), Span({"start": "2018", "end": "2020"})),
        (("2018-2020", "", ""), Span({"start": "2018", "end": "2020"})),
        (("Sep 2018 to present", "", ""), Span({"start": "2018-09", "end": "present"})),
        (("", "2020", ""), Span({"start": "2020", "end": "present"}, ("it has no end: written as present",))),
        (("", "", "2020"), Span({"end": "2020"})),
        (("", "2020", "soon"), Span({"date": "2020"}, (), ("soon",))),
        (("", "2021", "2020"), Span({}, (), ("2021", "2020"))),
        (("1999", "2020", "2021"), Span({"start": "2020", "end": "2021"}, (), ("1999",))),
        (("Fall 2020", "", ""), Span({"date": "Fall 2020"})),
        (("present", "", ""), Span({}, (), ("present",))),
    ],
)
def test_a_span_is_read_or_left(written: tuple[str, str, str], expected: Span) -> None:
    assert read_span(*written) == expected
