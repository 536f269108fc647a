"""Co-authors as CSV."""

from __future__ import annotations

import csv

import pytest

from sphinx_cv.export.csv import coauthors_csv
from sphinx_cv.model.coauthors import Coauthor
from sphinx_cv.model.identity import Identity


def person(name: str, publications: int = 1, first: int = 2020, last: int = 2020) -> Coauthor:
    return Coauthor(Identity(name=name), name, publications, first, last)


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1+1", "＋1", "－1", "＠x"])
def test_no_name_is_a_formula(name: str) -> None:
    (_, row) = (
        csv.reader(coauthors_csv([person(name)]).splitlines(keepends=True)) if name.strip() == name else (None, None)
    )
    assert coauthors_csv([person(name)]).partition("\r\n")[2].lstrip('"').startswith("'" + name)
    assert row is None or row[0] == "'" + name


def test_the_file_is_csv_by_rfc_4180() -> None:
    assert coauthors_csv([person('King, "Jr"', 2, 2019, 2021), person("Ré", 1, 0, 0)]) == (
        'name,papers,first year,last year\r\n"King, ""Jr""",2,2019,2021\r\nRé,1,,\r\n'
    )
