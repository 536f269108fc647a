"""People: how a name is printed and sorted."""

from __future__ import annotations

import pytest

from sphinx_cv.model.person import Person


@pytest.mark.parametrize(
    ("person", "name", "sort_name"),
    [
        (Person(given="Christopher", family="De Sa"), "Christopher De Sa", "De Sa, Christopher"),
        (Person(given="Ludwig", particle="van", family="Beethoven"), "Ludwig van Beethoven", "van Beethoven, Ludwig"),
        (Person(given="M. L.", family="King", suffix="Jr."), "M. L. King, Jr.", "King, Jr., M. L."),
        (Person(family="Google"), "Google", "Google"),
    ],
)
def test_a_person_is_printed_and_sorted(person: Person, name: str, sort_name: str) -> None:
    assert (person.name, person.sort_name) == (name, sort_name)
