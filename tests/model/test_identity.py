"""Identities: one for each person, under whatever names papers have them."""

from __future__ import annotations

from sphinx_cv.model.identity import Identities
from sphinx_cv.model.person import Person

OWNER = ("Tri Dao", "Dao, Tri")


def test_one_identity_for_each_person() -> None:
    people = Identities(
        {
            "Daniel Y. Fu": ["Daniel Fu"],
            "Albert Gu": {"names": "A. Gu", "homepage": "https://example.org", "orcid": "0000-0002-1825-0097"},
        },
        OWNER,
    )
    read = [
        Person(given="Daniel", family="Fu"), Person(given="Daniel Y", family="Fu"), Person(given="A.", family="Gu"),
        Person(given="Albert", family="Gu"), Person(given="Tri", family="Dao", owner=True), Person(given="Ann", family="Ng"),
    ]  # fmt: skip
    assert [identity.name for identity in people.each_once(read)] == ["Daniel Y. Fu", "Albert Gu", "Tri Dao", "Ann Ng"]
    assert people.of(read[2]) == people.of(read[3])
    assert (people.of(read[2]).homepage, people.of(read[2]).orcid) == ("https://example.org", "0000-0002-1825-0097")
    assert people.of(read[4]).owner
    assert people.problems == []


def test_what_cv_people_cannot_mean() -> None:
    assert Identities({"A B": "C", "D E": {"mail": "x"}, "F G": ["D E"]}).problems == [
        'cv_people: A B has no list of names: write {"A B": ["...", "..."]}',
        "cv_people: D E has 'mail': write names, homepage or orcid",
        "cv_people: D E is both D E and F G: remove one",
    ]
