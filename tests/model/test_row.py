"""Rows: what a filter may ask of them, and which of them a list shows."""

from __future__ import annotations

import pytest

from sphinx_cv.model import filters
from sphinx_cv.model.row import FILTER_NAMES, Row, choose_rows
from sphinx_cv.model.spans import DateSpan


def row(kind: str, title: str, date: str = "", docname: str = "index", **fields: str) -> Row:
    dates = DateSpan.from_options("", "2020", "present") if date == "present" else DateSpan.from_options(date, "", "")
    return Row(kind=kind, title=title, dates=dates, docname=docname, anchor=title.lower(), **fields)


ROWS = [
    row("award", "A", "2024", organization="COLM"),
    row("position", "B", "present", role="Professor", location="Princeton"),
    row("award", "C", "2022-05", docname="sections/honors"), row("talk", "D"), row("award", "E", "2023"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("kind", "position"), ("title", "B"), ("organization", ""), ("role", "Professor"), ("location", "Princeton"),
        ("page", "index"),
        ("y", 9999), ("present", True),
    ],
)  # fmt: skip
def test_a_filters_name_is_typed(name: str, expected: object) -> None:
    value = ROWS[1].value(name)
    assert value == expected
    assert type(value) is {"text": str, "a number": int, "true or false": bool}[FILTER_NAMES[name]]


def test_every_name_of_a_filter_has_a_value() -> None:
    assert {name: ROWS[3].value(name) for name in FILTER_NAMES} == {
        "kind": "talk", "title": "D", "organization": "", "role": "", "location": "", "page": "index", "y": 0,
        "present": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kinds", "source", "page", "limit", "titles"),
    [
        (["award"], "", "", 0, "ACE"), (["award", "talk"], "", "", 0, "ACDE"), (["talk", "award"], "", "", 0, "ACDE"),
        (["award"], "", "", 2, "AC"), (["award"], "", "", 9, "ACE"), ([], "", "", 0, ""), (["grant"], "", "", 0, ""),
        (["award"], "", "index", 0, "AE"), (["award"], "", "sections/honors", 0, "C"),
        (["award"], "", "nowhere", 0, ""),
        (["award"], "y >= 2023", "", 0, "AE"), (["award"], "y >= 2023", "", 1, "A"),
        (["award"], 'organization == "COLM"', "", 0, "A"),
        (["award", "position"], "present or y == 2022", "", 0, "BC"), (["award"], 'page % "honors"', "", 0, "C"),
        (["award", "talk"], "y == 0", "", 0, "D"), (["award"], "not title", "", 0, ""),
    ],
)  # fmt: skip
def test_rows_are_chosen_in_their_order(kinds: list[str], source: str, page: str, limit: int, titles: str) -> None:
    row_filter = filters.parse(source, FILTER_NAMES) if source else None
    assert "".join(each.title for each in choose_rows(ROWS, kinds, row_filter, page, limit)) == titles


def test_rows_may_come_one_by_one() -> None:
    assert choose_rows(iter(ROWS), iter(["award", "talk"]), None, "", 0) == [ROWS[0], ROWS[2], ROWS[3], ROWS[4]]
