"""Dates of entries: from `date`, or from `year` and `month`."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from sphinx_cv.bibtex.dates import read_date, read_month
from sphinx_cv.model.dates import PartialDate

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_cv.model.publication import Publication


@pytest.mark.parametrize(
    ("text", "month"),
    [
        # numbers
        ("1", 1), ("07", 7), (" 12 ", 12), ("0", 0), ("13", 0), ("2024", 0), ("-1", 0),
        # names and what is short for them
        ("jan", 1), ("July", 7), ("SEPTEMBER", 9), ("Sept.", 9), ("dec.", 12), ("may", 5), ("ju", 0), ("janvier", 1), ("Spring", 0),
        # with a day or another month
        ("September\u00a014", 9), ("June–July", 6), ("10 May", 0), ("", 0), ("---", 0), ("n/a", 0),
    ],
)  # fmt: skip
def test_a_month_is_a_number_or_the_beginning_of_its_name(text: str, month: int) -> None:
    assert read_month(text) == month


@pytest.mark.parametrize(
    ("texts", "date"),
    [
        ({"year": "2024"}, PartialDate(2024)), ({"year": "c. 1850"}, PartialDate(1850)), ({"year": "2024", "month": "7"}, PartialDate(2024, 7)),
        ({"year": "2024", "month": "jul"}, PartialDate(2024, 7)), ({"year": "2024", "month": "Spring"}, PartialDate(2024)),
        # date goes before year and month
        ({"date": "2023", "year": "2024"}, PartialDate(2023)), ({"date": "2023-05", "year": "2024", "month": "7"}, PartialDate(2023, 5)),
        ({"date": "2024-05-17"}, PartialDate(2024, 5, 17)), ({"date": "2024-05-17T10:00"}, PartialDate(2024, 5, 17)),
        ({"date": "2024-05/2025-01"}, PartialDate(2024, 5)), ({"date": "2024~"}, PartialDate(2024)),
        ({"date": "2024", "month": "7"}, PartialDate(2024, 7)), ({"date": "n.d.", "year": "2024", "month": "7"}, PartialDate(2024, 7)),
        # of a date that does not exist, the year is left
        ({"date": "2024-13"}, PartialDate(2024)), ({"date": "2023-02-29"}, PartialDate(2023)), ({"date": "2024-21"}, PartialDate(2024)),
        ({"date": "2024-13", "month": "7"}, PartialDate(2024)),
        # none
        ({}, None), ({"month": "7"}, None), ({"year": "20xx"}, None), ({"year": "12345"}, None), ({"year": "0999"}, None),
        ({"date": "19XX-05"}, None),
    ],
)  # fmt: skip
def test_a_date_is_read_from_the_fields_that_have_it(texts: dict[str, str], date: PartialDate | None) -> None:
    assert read_date(defaultdict(str, texts)) == date


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year={2024}", PartialDate(2024)), ("year=2024, month=jul", PartialDate(2024, 7)), ("year=2024, month=7", PartialDate(2024, 7)),
        ('year=2020, month = sep # "~14"', PartialDate(2020, 9)), ("date={2024-05-17}", PartialDate(2024, 5, 17)),
        ("date={2024-13}", PartialDate(2024)), ("year=2024, month={}", PartialDate(2024)), (r"year={{\noopsort{1973}}1980}", PartialDate(1980)),
        ("pubstate={inpress}", None), ("pubstate={inpress}, month=jul", None),
    ],
)  # fmt: skip
def test_a_record_has_its_date(one: Callable[..., Publication], fields: str, date: PartialDate | None) -> None:
    assert one(f"author={{Gu, Albert}}, title={{T}}, {fields}").date == date
