"""Name matching: how well two names fit one person, and which families they may have."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from sphinx_cv.lint.name_matching import Match, Name, candidates, match_names, typo_keys
from sphinx_cv.model.person import Person


def name(written: str, suffix: str = "") -> Name:
    """A name as `Given Family`; of a name without a space, the family."""
    given, _, family = written.rpartition(" ")
    return Name(Person(given=given, family=family, suffix=suffix))


@pytest.mark.parametrize(
    ("one", "other", "match"),
    [
        # but for accents, points and hyphens
        ("Khaled Saab", "Khaled Saab", Match.SAME), ("Khaled K Saab", "Khaled K. Saab", Match.SAME), ("Wen-Ding Li", "Wending Li", Match.SAME),
        ("Wen-Ding Li", "Wen Ding Li", Match.SAME), ("WEN-DING Li", "Wen-Ding Li", Match.SAME), ("JD Lee", "J. D. Lee", Match.SAME),
        ("Zoë Abe", "Zoe Abe", Match.SAME), ("J.-L. Picard", "J. L. Picard", Match.SAME),
        ("J. Lee", "J. Lee", Match.SAME),
        # but for a middle name
        ("Khaled K Saab", "Khaled Saab", Match.MIDDLE), ("Jared Quincy Davis", "Jared Q Davis", Match.MIDDLE),
        ("J. Zico Kolter", "Zico Kolter", Match.MIDDLE), ("Eric P Xing", "Eric Poe Xing", Match.MIDDLE), ("Jason D Lee", "J D Lee", Match.MIDDLE),
        # by one initial
        ("Jason D Lee", "J. Lee", Match.INITIAL), ("Yoon Kim", "Y. Kim", Match.INITIAL), ("Jean-Luc Picard", "J.-L. Picard", Match.MIDDLE),
        # by initials or short forms alone
        ("Dan Fu", "Daniel Fu", Match.LOOSE), ("Yoon Kim", "Y. H. Kim", Match.LOOSE),
        ("Chris Re", "Christopher Re", Match.LOOSE),
        # two people
        ("Wei Zhang", "Wen Zhang", Match.NONE), ("Wen-Ding Li", "Wen Li", Match.NONE), ("Adam Boyd Smith", "Adam Carl Smith", Match.NONE),
        ("J. D. Lee", "Kai Lee", Match.NONE), ("Lee", "Kai Lee", Match.NONE), ("Lee", "Lee", Match.NONE),
        ("François Fleuret", "Francis Fleuret", Match.NONE),
    ],
)  # fmt: skip
def test_given_names_match_as_far_as_they_agree(one: str, other: str, match: Match) -> None:
    assert (match_names(name(one), name(other)), match_names(name(other), name(one))) == (match, match)


@pytest.mark.parametrize(
    ("one", "other", "match"),
    [("Jr.", "Jr", Match.SAME), ("Jr.", "", Match.SAME), ("", "", Match.SAME), ("Jr.", "Sr.", Match.NONE)],
)
def test_suffixes_tell_father_and_son_apart(one: str, other: str, match: Match) -> None:
    assert match_names(name("Martin King", one), name("Martin King", other)) == match


def test_a_suffix_that_one_initial_lacks_is_confirmed_by_others() -> None:
    assert match_names(name("M. King", "Jr."), name("M. King")) == Match.LOOSE


@pytest.mark.parametrize(
    ("family", "families"),
    [
        ("Gu", {"gu"}), ("Müller", {"muller", "mueller"}), ("Mu\u0308ller", {"muller", "mueller"}), ("Sørensen", {"sorensen", "soerensen"}),
        ("Jørgensen", {"jorgensen", "joergensen"}), ("Åberg", {"aberg", "aaberg"}), ("A\u030aberg", {"aberg", "aaberg"}),
        ("Ødegård", {"odegard", "oedegaard"}), ("Groß", {"gross"}), ("Soerensen", {"soerensen"}),
        ("De Sa", {"desa", "sa"}), ("van den Berg", {"vandenberg", "berg"}), ("O'Neil", {"oneil"}), ("De La", {"dela"}),
    ],
)  # fmt: skip
def test_a_family_has_all_its_spellings(family: str, families: set[str]) -> None:
    assert Name(Person(given="A", family=family)).families == families


def test_a_particle_may_stand_apart_from_the_family() -> None:
    assert Name(Person(given="Jan", particle="van den", family="Berg")).families == {"vandenberg", "berg"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Sørensen", "Soerensen"), ("Müller", "Mueller"), ("Åberg", "Aaberg"), ("Jørgensen", "Joergensen")],
)
def test_families_of_two_spellings_have_one_in_common(one: str, other: str) -> None:
    names = [Name(Person(given="Kai", family=family)) for family in (one, other)]
    assert names[0].families & names[1].families == {other.lower()}
    assert match_names(*names) == Match.SAME


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("Hamid Rezatofighi", "Hamid Rezaatofighi", True), ("Jue Wang", "June Wang", True), ("Jue Wang", "Jua Wang", True),
        ("Hamid Rezatofighi", "Hamid Rezatofigsi", True), ("Jue Wang", "Jue Weng", False), ("J Wang", "K Wang", False),
        ("Jue Wang", "Janet Wang", False),
    ],
)  # fmt: skip
def test_a_slip_of_one_letter_has_a_key_in_common(one: str, other: str, *, near: bool) -> None:
    assert bool(set(typo_keys(name(one))) & set(typo_keys(name(other)))) is near


def test_matches_are_ordered_from_none_to_same() -> None:
    assert list(Match) == sorted([Match.SAME, Match.MIDDLE, Match.INITIAL, Match.LOOSE, Match.NONE])


def test_all_names_that_match_are_candidates() -> None:
    words = ["Wen", "Ding", "Wen-Ding", "Wending", "W.", "W. D.", "WD", "J. Zico", "Zico", "Z.", "Bill", "William", "B.", "Alex",
             "Alexander", "J.-L.", "Jean-Luc", "Jean", "Zoë", "Zoe", "O'Neil", "Oneil", ""]  # fmt: skip
    names = [name(f"{' '.join(given)} Lee".strip()) for given in product(words, ["", "A.", "Anna", "Zico", "Wen-Ding"])]
    matching = [
        (one, other)
        for one, other in combinations(range(len(names)), 2)
        if match_names(names[one], names[other]) != Match.NONE
    ]
    found = list(candidates(names))
    assert found == sorted(set(found))
    assert set(matching) - set(found) == set()


def test_candidates_do_not_grow_as_the_square_of_the_names() -> None:
    letters = "abcdefghij"
    first = ["".join(word).title() for word in product(letters, letters, letters)]
    names = [name(f"{each} {middle} Lee") for each in first for middle in ("", "A.", "B.")]
    assert len(list(candidates(names))) == 3 * 1000
