"""Publications: what is derived from a record, and what a filter may ask of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from content import publication, read_entry, read_library

from sphinx_cv.model.edtf import PublicationDate
from sphinx_cv.model.person import Person
from sphinx_cv.model.publication import FILTER_NAMES, FORTHCOMING_YEAR, newest_first
from sphinx_cv.model.text import RichText
from sphinx_cv.model.venue import Venue

if TYPE_CHECKING:
    from pathlib import Path

GU, RE = Person(given="Albert", family="Gu"), Person(given="Chris", family="Re", marks=("lead",))
DAO, EQUAL = (
    Person(given="Tri", family="Dao", owner=True),
    Person(given="Tri", family="Dao", owner=True, marks=("equal",)),
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("y", 2020), ("topics", frozenset({"a", "b"})), ("authors", frozenset({"Albert Gu", "Tri Dao"})),
        ("venue", "ICML"),
        ("kind", "conference"), ("award", "Best \u201cPaper\u201d"), ("presentation", ""), ("role", "last"),
        ("selected", False),
        ("type", "inproceedings"), ("key", "A1"), ("title", "T & U"), ("author", "Gu, Albert and Dao, Tri"),
        ("editor", ""),
        ("number", 1), ("publisher", "P é"), ("nothing", ""),
    ],
)  # fmt: skip
def test_a_filters_name_is_typed(tmp_path: Path, name: str, expected: object) -> None:
    found = read_library(
        tmp_path,
        "@inproceedings{A1, author={Gu, Albert and Dao, Tri}, title={T \\& U}, year=2020, booktitle={Conf (ICML)},"
        " keywords={a, b}, award={Best ``Paper''}, publisher={P \\'e}, number={5}}",
    )
    value = found.publications[0].value(name)
    assert value == expected
    kinds = {"text": str, "a number": int, "true or false": bool, "a set of texts": frozenset}
    assert type(value) is kinds[FILTER_NAMES.get(name, "text")]


def test_a_name_that_is_not_typed_is_the_plain_text_of_a_field() -> None:
    found = publication(
        fields={"publisher": "{P}", "year": "c. 2020", "volume": "3", "note": "{}"}, texts={"publisher": "P", "note": ""},
        volume=RichText.from_plain("4"),
    )  # fmt: skip
    names = ("publisher", "year", "volume", "note", "pages")
    assert (
        [found.value(name) for name in names] == [found.text(name) for name in names] == ["P", "c. 2020", "3", "", ""]
    )


def test_every_name_of_a_filter_has_a_value_without_any_field() -> None:
    assert {name: publication().value(name) for name in FILTER_NAMES} == {
        "y": 0, "topics": frozenset(), "authors": frozenset(), "venue": "", "kind": "other", "award": "", "presentation": "",
        "role": "", "selected": False, "type": "misc", "key": "a", "title": "T", "author": "", "editor": "", "number": 0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("values", "year", "sort_year"),
    [
        ({"date": PublicationDate.at(2024, 7)}, 2024, 2024), ({"date": PublicationDate.at(2024), "state": "in press"}, 2024, 2024),
        ({"state": "in press"}, 0, FORTHCOMING_YEAR), ({}, 0, 0),
    ],
)  # fmt: skip
def test_work_without_a_date_is_forthcoming_if_it_has_a_state(
    values: dict[str, Any], year: int, sort_year: int
) -> None:
    found = publication(**values)
    assert (found.year, found.sort_year, found.value("y")) == (year, sort_year, sort_year)


def test_forthcoming_work_is_newer_than_any_year(tmp_path: Path) -> None:
    assert read_entry(tmp_path, "author={Gu}, title={T}, pubstate={inpress}").value("y") == FORTHCOMING_YEAR == 9999


def test_people_are_the_authors_or_else_the_editors() -> None:
    assert publication(authors=(GU,), editors=(RE,)).people == (GU,)
    assert publication(editors=(RE, DAO)).people == (RE, DAO)
    assert publication().people == ()


def test_marks_are_those_of_the_people_who_are_shown() -> None:
    assert publication(authors=(RE, EQUAL)).marks == {"lead", "equal"}
    assert publication(authors=(GU,), editors=(RE,)).marks == set()
    assert publication(editors=(RE,)).marks == {"lead"}


@pytest.mark.parametrize(
    ("authors", "others", "role"),
    [
        ((DAO, GU), False, "first"), ((DAO,), False, "first"), ((EQUAL, GU), False, "first"), ((GU, DAO), False, "last"),
        ((GU, DAO, RE), False, "other"), ((GU, DAO), True, "other"), ((GU, EQUAL), False, "equal"), ((GU, EQUAL, RE), False, "equal"),
        ((GU, EQUAL), True, "equal"), ((GU, RE), False, ""), ((), False, ""),
    ],
)  # fmt: skip
def test_a_role_is_the_owners_place_among_the_authors(authors: tuple[Person, ...], role: str, *, others: bool) -> None:
    assert publication(authors=authors, editors=(DAO,), others=others).role == role


@pytest.mark.parametrize(
    ("values", "url"),
    [
        ({}, ""), ({"url": "https://x.org", "arxiv": "2312.00752", "doi": "10.1/x"}, "https://x.org"),
        ({"arxiv": "2312.00752", "doi": "10.1/x"}, "https://arxiv.org/abs/2312.00752"), ({"doi": "10.1/x"}, "https://doi.org/10.1/x"),
    ],
)  # fmt: skip
def test_a_title_links_to_the_venues_page_or_else_to_an_archive(values: dict[str, str], url: str) -> None:
    assert publication(**values).title_url == url


def test_the_venue_of_a_filter_is_its_short_name() -> None:
    assert publication(venue=Venue(RichText.from_plain("Conference (C)"), "C")).value("venue") == "C"


def test_the_newest_have_the_highest_numbers() -> None:
    made = [publication(str(number), number=number) for number in (2, 3, 1)]
    assert [each.title.plain for each in newest_first(made)] == ["3", "2", "1"]
