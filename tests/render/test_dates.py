"""Dates of publications as a citation prints them."""

from __future__ import annotations

import pytest

from sphinx_cv.model.edtf import PublicationDate
from sphinx_cv.render.dates import printed_date, printed_year


@pytest.mark.parametrize(
    ("edtf", "printed", "year"),
    [
        ("2024", "2024", "2024"), ("2024-05-17", "2024", "2024"), ("2019-05/2020-01", "2019–2020", "2020"), ("2019-05/2019-07", "2019", "2019"),
        ("2019/..", "2019–", "2019"), ("../2020", "–2020", "2020"), ("1723~", "c. 1723", "1723"), ("1723?", "1723?", "1723"), ("1723%", "c. 1723?", "1723"),
        ("2004-21", "Spring 2004", "2004"), ("2004-22", "Summer 2004", "2004"), ("2004-23", "Autumn 2004", "2004"), ("2004-24", "Winter 2004", "2004"),
        ("2004-33", "Q1 2004", "2004"), ("2004-36", "Q4 2004", "2004"), ("0898", "898", "898"), ("-0043", "44 BCE", "44 BCE"), ("0000", "1 BCE", "1 BCE"),
        ("-0043/-0042", "44 BCE–43 BCE", "43 BCE"), ("199X", "1990s", "1990s"), ("19XX", "20th century", "20th century"), ("20XX", "21st century", "21st century"),
        ("1850~/1852", "c. 1850–1852", "1852"), ("2004-21/2004-23", "Spring 2004–Autumn 2004", "2004"),
    ],
)  # fmt: skip
def test_a_date_prints_years_and_seasons(edtf: str, printed: str, year: str) -> None:
    date = PublicationDate.from_edtf(edtf)
    assert (printed_date(date), printed_year(date)) == (printed, year)
    assert date.edtf() == edtf or PublicationDate.from_edtf(date.edtf()) == date
