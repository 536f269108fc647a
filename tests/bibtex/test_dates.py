"""Dates of entries: from `date`, or from `year` and `month`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from content import read_library
from hypothesis import given
from hypothesis import strategies as st

from sphinx_cv.bibtex.dates import InvalidDateError, read_date, read_month
from sphinx_cv.model.dates import PartialDate
from sphinx_cv.model.edtf import PublicationDate
from sphinx_cv.render.dates import printed_date

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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


at, between = PublicationDate.at, PublicationDate.between


@pytest.mark.parametrize(
    ("texts", "date"),
    [
        ({"year": "2024"}, at(2024)), ({"year": "2024", "month": "7"}, at(2024, 7)), ({"year": "0898"}, at(898)), ({"year": "898"}, at(898)),
        ({"year": "2024", "month": "jul"}, at(2024, 7)), ({"year": "2024", "month": "Spring"}, at(2024)), ({"year": "0999"}, at(999)),
        # date goes before year and month
        ({"date": "2023", "year": "2024"}, at(2023)), ({"date": "2023-05", "year": "2024", "month": "7"}, at(2023, 5)),
        ({"date": "2024-05-17"}, at(2024, 5, 17)), ({"date": "2024-05-17T10:00"}, at(2024, 5, 17)), ({"date": "2024", "month": "7"}, at(2024, 7)),
        ({"date": "2024-21"}, at(2024, 21)), ({"date": "2024-34"}, at(2024, 34)), ({"date": "-0043"}, at(-43)), ({"date": "2024-XX"}, at(2024)),
        ({"date": "2024~"}, replace(at(2024), approximate=True)), ({"date": "2024?"}, replace(at(2024), uncertain=True)),
        ({"date": "2024%"}, replace(at(2024), approximate=True, uncertain=True)), ({"date": "199X"}, replace(at(1990), unspecified=1)),
        ({"date": "19XX"}, replace(at(1900), unspecified=2)), ({"date": "199u"}, replace(at(1990), unspecified=1)),
        # ranges
        ({"date": "2019-05/2020-01"}, PublicationDate(start=PartialDate(2019, 5), end=PartialDate(2020, 1))),
        ({"date": "2019/"}, PublicationDate(start=PartialDate(2019), end=None)), ({"date": "2019/.."}, PublicationDate(start=PartialDate(2019), end=None)),
        ({"date": "/2019"}, PublicationDate(start=None, end=PartialDate(2019))), ({"date": "1999–2000"}, between(1999, 2000)),
        # as people write years
        ({"year": "1999--2000"}, between(1999, 2000)), ({"year": "1999-2000"}, between(1999, 2000)), ({"year": "1999–2000"}, between(1999, 2000)),
        ({"year": "2019/2020"}, between(2019, 2020)), ({"year": "2019/20"}, between(2019, 2020)), ({"year": "2001-02"}, between(2001, 2002)),
        ({"year": "2012--"}, PublicationDate(start=PartialDate(2012), end=None)), ({"year": "c. 1850"}, replace(at(1850), approximate=True)),
        ({"year": "ca. 1850"}, replace(at(1850), approximate=True)), ({"year": "[1850?]"}, replace(at(1850), uncertain=True)),
        ({"year": "1990s"}, replace(at(1990), unspecified=1)), ({"year": "44 BC"}, at(-43)), ({"year": "44 B.C.E."}, at(-43)),
        ({"year": "in 2020"}, at(2020)), ({"year": "2020a"}, at(2020)), ({"year": "2024-05"}, at(2024)),
        # none
        ({}, None), ({"month": "7"}, None), ({"year": "20xx"}, None), ({"year": "12345"}, None), ({"year": "12"}, None),
    ],
)  # fmt: skip
def test_a_date_is_read_from_the_fields_that_have_it(texts: dict[str, str], date: PublicationDate | None) -> None:
    assert read_date(defaultdict(str, texts)) == date


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ({"date": "2019-13-45"}, at(2019)), ({"date": "2023-02-29"}, at(2023)), ({"date": "2024-13", "month": "7"}, at(2024)), ({"date": "May 2019"}, at(2019)),
        ({"date": "2020/2019"}, at(2020)), ({"date": "2024-00"}, at(2024)), ({"date": "2024-21-01"}, at(2024)), ({"date": "n.d."}, None),
        ({"date": "n.d.", "year": "2024", "month": "7"}, at(2024, 7)), ({"date": "19XX-5"}, None), ({"date": "/"}, None), ({"date": "2024-25"}, at(2024)),
    ],
)  # fmt: skip
def test_of_a_date_that_does_not_exist_the_year_is_left(texts: dict[str, str], found: PublicationDate | None) -> None:
    with pytest.raises(InvalidDateError) as caught:
        read_date(defaultdict(str, texts))
    assert caught.value.found == found


def test_a_date_that_does_not_exist_is_named(tmp_path: Path) -> None:
    read = read_library(tmp_path, "@misc{a,\n author={Gu, Albert},\n title={T},\n date={2019-13-45}\n}\n")
    message = "a: '2019-13-45' is not a date: write 2024, 2024-05, 2024-05-01 or 2024/2025 (EDTF)"
    assert [(fault.line, fault.subtype, fault.message) for fault in read.faults] == [(4, "date", message)]
    assert read.publications[0].year == 2019


@given(st.text(alphabet="0123456789-/X~?%.uc TsBC–") | st.text())
def test_any_text_is_a_date_that_prints_and_reads_back_or_none(text: str) -> None:
    for name in ("date", "year"):
        try:
            date = read_date(defaultdict(str, {name: text}))
        except InvalidDateError as error:
            date = error.found
        if date:
            assert printed_date(date)
            assert PublicationDate.from_edtf(date.edtf()) == date


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year={2024}", at(2024)), ("year=2024, month=jul", at(2024, 7)), ("year=2024, month=7", at(2024, 7)),
        ('year=2020, month = sep # "~14"', at(2020, 9)), ("date={2024-05-17}", at(2024, 5, 17)),
        ("year=2024, month={}", at(2024)), (r"year={{\noopsort{1973}}1980}", at(1980)),
        ("pubstate={inpress}", None), ("pubstate={inpress}, month=jul", None),
    ],
)  # fmt: skip
def test_a_record_has_its_date(one: Callable[..., Publication], fields: str, date: PublicationDate | None) -> None:
    assert one(f"author={{Gu, Albert}}, title={{T}}, {fields}").date == date
