"""Co-authors: each person once, with the publications and years together."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from content import read_library

from sphinx_cv.model.coauthors import Coauthor, count_coauthors, recent_coauthors
from sphinx_cv.model.identity import Identities, Identity

if TYPE_CHECKING:
    from pathlib import Path

OWNER = ("Tri Dao", "Dao, Tri")
PUBS = """\
@misc{a, author = {Dao, Tri and Saab, Khaled K and Gu, Albert and others}, title = {A}, year = 2018}
@misc{b, author = {Saab, Khaled and Dao, Tri and Ré, Christopher}, title = {B}, year = 2024}
@misc{c, author = {Dao, Tri and Ré, Christopher and Khaled Saab and Saab, Khaled K}, title = {C}, year = 2021}
@misc{d, author = {Ré, Christopher and Stranger, A}, title = {D}, year = 2020}
@misc{e, author = {Gu, Albert and others}, title = {E}, pubstate = {inpress}}
@misc{f, author = {Abe, Zoë and T. Dao}, title = {F}, pubstate = {inpress}}
"""
PEOPLE = {"Khaled K. Saab": ["Khaled K Saab", "Khaled Saab"], "Tri Dao": ["T. Dao"]}


def shown(found: list[Coauthor]) -> list[tuple[str, int, int, int]]:
    return [(each.person.name, each.publications, each.first, each.last) for each in found]


def person(name: str, publications: int = 1, first: int = 2020, last: int = 2020) -> Coauthor:
    return Coauthor(Identity(name=name), name, publications, first, last)


def test_each_person_counts_once_and_owner_others_and_strangers_do_not(tmp_path: Path) -> None:
    publications = read_library(tmp_path, PUBS, owner=OWNER).publications
    assert shown(count_coauthors(publications, Identities(PEOPLE, OWNER))) == [
        ("Khaled K. Saab", 3, 2018, 2024), ("Albert Gu", 2, 2018, 2018), ("Christopher Ré", 2, 2021, 2024), ("Zoë Abe", 1, 0, 0),
    ]  # fmt: skip
    assert shown(count_coauthors(publications, Identities({}, OWNER)))[:3] == [
        ("Albert Gu", 2, 2018, 2018), ("Christopher Ré", 2, 2021, 2024), ("Khaled Saab", 2, 2021, 2024),
    ]  # fmt: skip


@pytest.mark.parametrize(("today", "months", "expected"), [
    (datetime.date(2026, 11, 22), 48, ["in 2022", "in 2026", "to come"]),
    (datetime.date(2026, 12, 1), 48, ["in 2026", "to come"]),
    (datetime.date(2026, 11, 22), 60, ["in 2021", "in 2022", "in 2026", "to come"]),
    (None, 48, ["in 2026", "to come"]),
])  # fmt: skip
def test_months_count_from_the_date_of_the_content(
    today: datetime.date | None, months: int, expected: list[str]
) -> None:
    people = [*(person(f"in {year}", last=year) for year in (2021, 2022, 2026)), person("to come", first=0, last=0)]
    assert [each.person.name for each in recent_coauthors(people, months, today)] == expected
