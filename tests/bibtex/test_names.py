"""Names: how they are split and joined, who the owner is, and what is written beside a name."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_cv.bibtex.names import NameList, NameReader, without_stars
from sphinx_cv.model.person import Person

PROPERTY = settings(max_examples=200, deadline=None, derandomize=True)
OWNER = ["Tri Dao", "T. Dao", "Tri Q. Dao"]
NOBODY = "a name is empty: remove the extra ' and ' or comma"
FOO = r"the command \foo is not known and is shown unchanged: write the text that it prints"
SEMICOLON = "names are joined by ';': join them by ' and '"


def read(source: str, annotations: str = "") -> NameList:
    return NameReader(OWNER).read(source, annotations)


def printed(found: NameList) -> list[str]:
    return [person.name for person in found.people]


@pytest.mark.parametrize(
    ("source", "person"),
    [
        # the three forms of BibTeX
        ("Albert Gu", Person(given="Albert", family="Gu")),
        ("Gu, Albert", Person(given="Albert", family="Gu")),
        ("King, Jr., Martin Luther", Person(given="Martin Luther", family="King", suffix="Jr.")),
        ("van Beethoven, Jr, Ludwig", Person(given="Ludwig", particle="van", family="Beethoven", suffix="Jr")),
        ("Gu , Albert", Person(given="Albert", family="Gu")),
        ("Gu,Albert", Person(given="Albert", family="Gu")),
        # particles
        ("Ludwig van Beethoven", Person(given="Ludwig", particle="van", family="Beethoven")),
        ("van Beethoven, Ludwig", Person(given="Ludwig", particle="van", family="Beethoven")),
        ("Charles Louis Xavier Joseph de la Vallée Poussin",
         Person(given="Charles Louis Xavier Joseph", particle="de la", family="Vallée Poussin")),
        ("von der Leyen, Ursula", Person(given="Ursula", particle="von der", family="Leyen")),
        ("De Sa, Christopher", Person(given="Christopher", family="De Sa")),
        ("de Sa, Christopher", Person(given="Christopher", particle="de", family="Sa")),
        ("{von Neumann}, John", Person(given="John", family="von Neumann")),
        ("John {von Neumann}", Person(given="John", family="von Neumann")),
        ("de la Cruz", Person(particle="de la", family="Cruz")),
        # one word, organizations
        ("Plato", Person(family="Plato")),
        ("{Google DeepMind}", Person(family="Google DeepMind")),
        ("{{Google DeepMind}}", Person(family="Google DeepMind")),
        ("{Barnes and Noble}", Person(family="Barnes and Noble")),
        ("{{Department of Health, and Human Services}}", Person(family="Department of Health, and Human Services")),
        ("{ACM Committee on Computers, Ethics, and Society, Inc.}",
         Person(family="ACM Committee on Computers, Ethics, and Society, Inc.")),
        ("{Simon & Schuster}", Person(family="Simon & Schuster")),
        (r"{Simon \& Schuster}", Person(family="Simon & Schuster")),
        ("{Dao, Tri; and Co., Ltd., Inc.}", Person(family="Dao, Tri; and Co., Ltd., Inc.")),
        # initials, ties, hyphens
        ("J. P. Serre", Person(given="J. P.", family="Serre")),
        ("J.-P. Serre", Person(given="J.-P.", family="Serre")),
        ("J.~P. Serre", Person(given="J. P.", family="Serre")),
        ("Serre, J.~P.", Person(given="J. P.", family="Serre")),
        ("Jean{-}Pierre Serre", Person(given="Jean-Pierre", family="Serre")),
        ("JP Serre", Person(given="JP", family="Serre")),
        # biblatex's extended format
        ("family=De Sa, given=Christopher", Person(given="Christopher", family="De Sa")),
        ("given=Ludwig, prefix=van, family=Beethoven, useprefix=true",
         Person(given="Ludwig", particle="van", family="Beethoven")),
        ("family={King}, given={Martin Luther}, suffix={Jr.}",
         Person(given="Martin Luther", family="King", suffix="Jr.")),
        ("useprefix=true, given=Vincent, prefix=van, family=Gogh", Person(given="Vincent", particle="van", family="Gogh")),
        ("id=42, family=Ng, given=Ann", Person(given="Ann", family="Ng")),
        ("given-i=A, given=Ann, family={Ng, Inc.}", Person(given="Ann", family="Ng, Inc.")),
        ("E=mc, Ann", Person(given="Ann", family="E=mc")),
        (r'family={M{\"u}ller}, given=Karl', Person(given="Karl", family="Müller")),
        (r"family=M\"uller, given=Karl", Person(given="Karl", family="Müller")),
        # accents
        (r"R\'e, Christopher", Person(given="Christopher", family="Ré")),
        (r"Christopher R{\'e}", Person(given="Christopher", family="Ré")),
        ("Re\u0301, Christopher", Person(given="Christopher", family="Ré")),
        ("Ré, Christopher", Person(given="Christopher", family="Ré")),
        (r"{\'E}mile Borel", Person(given="Émile", family="Borel")),
        (r"{\L}ukasz Kaiser", Person(given="Łukasz", family="Kaiser")),
        (r"Nguy{\~{\^e}}n, V\u{a}n", Person(given="Văn", family="Nguyễn")),
        (r"Erd{\H o}s, P\'al", Person(given="Pál", family="Erdős")),
        (r"\.{I}nan, \.{I}lker", Person(given="İlker", family="İnan")),
        (r"{\c{C}}a{\u g}lar Aytekin", Person(given="Çağlar", family="Aytekin")),
        (r"{\O}deg{\aa}rd, Martin", Person(given="Martin", family="Ødegård")),
        ("张三", Person(family="张三")),
        ("O'Neil, Cathy", Person(given="Cathy", family="O'Neil")),
        (r"D{\textquoteright}Angelo, Frank", Person(given="Frank", family="D\u2019Angelo")),
    ],
)  # fmt: skip
def test_a_name_is_split_as_bibtex_splits_it(source: str, person: Person) -> None:
    assert read(source) == NameList(people=(person,))


@pytest.mark.parametrize(
    ("source", "names", "others"),
    [
        ("Gu, Albert and Dao, Tri", ["Albert Gu", "Tri Dao"], False),
        ("Albert Gu and Tri Dao and Christopher R\\'e", ["Albert Gu", "Tri Dao", "Christopher Ré"], False),
        ("Albert Gu\n  and\tTri Dao", ["Albert Gu", "Tri Dao"], False),
        ("Albert Gu AND Tri Dao", ["Albert Gu", "Tri Dao"], False),
        ("Andy Anderson and Brandon Band", ["Andy Anderson", "Brandon Band"], False),
        ("Albert Gu and others", ["Albert Gu"], True),
        ("Albert Gu and Others", ["Albert Gu"], True),
        ("Albert Gu and et al.", ["Albert Gu"], True),
        ("Albert Gu and Tri Dao and et al", ["Albert Gu", "Tri Dao"], True),
        ("Albert Gu et al.", ["Albert Gu"], True),
        ("Gu, Albert et al.", ["Albert Gu"], True),
        ("Gu, Albert, et al.", ["Albert Gu"], True),
        ("others", [], True),
        ("", [], False),
    ],
)
def test_a_list_of_names_is_joined_by_and(source: str, names: list[str], *, others: bool) -> None:
    found = read(source)
    assert (printed(found), found.others) == (names, others)


@pytest.mark.parametrize(
    ("source", "names", "problems"),
    [
        ("Albert Gu; Tri Dao", ["Albert Gu", "Tri Dao"], [SEMICOLON]),
        ("Gu, Albert; Dao, Tri;", ["Albert Gu", "Tri Dao"], [SEMICOLON]),
        (r"M{\"u}ller, Karl; Dao, Tri", ["Karl Müller", "Tri Dao"], [SEMICOLON]),
        ("{Google}; Dao, Tri", ["Google", "Tri Dao"], [SEMICOLON]),
        ("Gu, Albert; Dao, Tri and Re, Chris", ["Albert Gu", "Tri Dao", "Chris Re"], [SEMICOLON]),
        ("Gu, Albert; and Dao, Tri", ["Albert Gu", "Tri Dao"], [SEMICOLON]),
        ("Albert Gu & Tri Dao", ["Albert Gu", "Tri Dao"],
         ["'Albert Gu & Tri Dao' joins names by '&': join them by ' and ', or put an organization in braces"]),
        (r"Albert Gu \& Tri Dao and Chris Re", ["Albert Gu", "Tri Dao", "Chris Re"],
         [r"'Albert Gu \& Tri Dao' joins names by '&': join them by ' and ', or put an organization in braces"]),
        ("A Gu, B Dao, C Re, D Fu", ["A Gu", "B Dao", "C Re", "D Fu"],
         ["'A Gu, B Dao, C Re, D Fu' has too many commas for one name: join names by ' and '"]),
        ("M. Halle, J. Bresnan, and G. Miller", ["M. Halle", "J. Bresnan", "G. Miller"],
         ["names are joined by commas: join them by ' and '"]),
        ("Ann Ng, {Tide, Inc. Lab}, and Bo Ito", ["Ann Ng", "Tide, Inc. Lab", "Bo Ito"],
         ["names are joined by commas: join them by ' and '"]),
        ("{M. Halle, J. Bresnan, and G. Miller}", ["M. Halle, J. Bresnan, and G. Miller"],
         ["'{M. Halle, J. Bresnan, and G. Miller}' is one name, as it is in braces: join names by ' and ', without these braces"]),
        # nobody
        ("and", [], [NOBODY]),
        ("Albert Gu and", ["Albert Gu"], [NOBODY]),
        ("and Albert Gu", ["Albert Gu"], [NOBODY]),
        ("Albert Gu and and Tri Dao", ["Albert Gu", "Tri Dao"], [NOBODY]),
        ("Albert Gu and others and", ["Albert Gu"], [NOBODY]),
        ("Dao, Tri,", ["Tri Dao"], [NOBODY]),
        ("Dao,", ["Dao"], [NOBODY]),
        ("Dao,, Tri", ["Tri Dao"], [NOBODY]),
        (", Tri", ["Tri"], [NOBODY]),
        (",", [], [NOBODY]),
        ("{}", [], [NOBODY]),
        ("{} and Albert Gu", ["Albert Gu"], [NOBODY]),
        ("Albert Gu and { }", ["Albert Gu"], [NOBODY]),
        ("~", [], [NOBODY]),
        ("*", [], [NOBODY]),
    ],
)  # fmt: skip
def test_a_list_that_is_joined_wrongly_is_mended_and_named(source: str, names: list[str], problems: list[str]) -> None:
    found = read(source)
    assert (printed(found), list(found.problems)) == (names, problems)


@pytest.mark.parametrize(
    ("source", "names", "problems"),
    [
        (r"Gu, \foo{A}", [r"\foo{A} Gu"], [FOO]),
        (r"Gu, \foo and Dao, \foo", [r"\foo Gu", r"\foo Dao"], [FOO]),
        ("Gu, 100%", ["100% Gu"], [r"an unescaped % begins a comment in LaTeX; it is kept here: write \%"]),
    ],
)
def test_latex_that_is_not_understood_is_named(source: str, names: list[str], problems: list[str]) -> None:
    found = read(source)
    assert (printed(found), found.problems, list(found.latex_problems)) == (names, (), problems)


@pytest.mark.parametrize(
    "source",
    [
        "Tri Dao", "Dao, Tri", "T. Dao", "Dao, T.", "Dao, T", "TRI DAO", "tri dao", "Dao, Tri Q.", "Tri~Dao",
        "{Tri Dao}",
        r"Tri D\`ao", r"\DJ{}{\`a}o, Tri", "Dao*, Tri", r"{Dao}, {T}ri", r"Tr{\'i} Dao", "Tri  Da\u0300o",
    ],
)  # fmt: skip
def test_the_owner_is_found_under_any_variant(source: str) -> None:
    assert [person.owner for person in read(f"Albert Gu and {source} and Chris Re").people] == [False, True, False]


@pytest.mark.parametrize(
    "source", ["Trinity Dao", "Tri Daon", "Dao", "Tri", "Tri Van Dao", "D. Tri", "Bao, Tri", "{Dao Tri Institute}"]
)
def test_nobody_else_is_the_owner(source: str) -> None:
    assert [person.owner for person in read(source).people] == [False]


@pytest.mark.parametrize("owner", [[], [""], [" ", "."]])
def test_without_an_owner_nobody_is(owner: list[str]) -> None:
    assert [person.owner for person in NameReader(owner).read("Tri Dao and {.} and ---").people] == [
        False,
        False,
        False,
    ]


def test_an_owner_with_accents_is_found_without_them() -> None:
    reader = NameReader(["Łukasz Đặng"])
    assert [person.owner for person in reader.read("Lukasz Dang and {\\L}ukasz {\\DJ}ang and Lukasz Danh").people] == [
        True,
        True,
        False,
    ]


@pytest.mark.parametrize(
    "name",
    ["Gu*, Albert", "Gu, Albert*", "Albert Gu*", "Gu$^*$, Albert", "Gu$^{*}$, Albert", r"Gu$^\ast$, Albert",
        r"Gu$^{\ast}$, Albert",
     r"Gu\textsuperscript{*}, Albert", "Gu{*}, Albert", r"Gu\*, Albert", "Gu *, Albert", "Albert Gu *",
     r"Gu\textsuperscript{\*}, Albert"],
)  # fmt: skip
def test_a_star_is_a_mark_and_no_part_of_the_name(name: str) -> None:
    found = read(f"{name} and Tri Dao*")
    assert found == NameList(
        people=(
            Person(given="Albert", family="Gu", marks=("equal",)),
            Person(given="Tri", family="Dao", owner=True, marks=("equal",)),
        )
    )


@pytest.mark.parametrize(
    ("annotations", "marks"),
    [
        ("", [(), (), ()]),
        ("1=equal; 2=equal", [("equal",), ("equal",), ()]),
        ("1=equal;2=equal", [("equal",), ("equal",), ()]),
        (" 2 = equal , corresponding ", [(), ("equal", "corresponding"), ()]),
        ('3="corresponding"', [(), (), ("corresponding",)]),
        ("1:family=x; 1=equal", [("equal",), (), ()]),
        ("4=equal; 0=equal; x=equal; 2", [(), (), ()]),
    ],
)
def test_annotations_mark_the_names_they_count(annotations: str, marks: list[tuple[str, ...]]) -> None:
    assert [person.marks for person in read("A Gu and B Gu and C Gu", annotations).people] == marks


@pytest.mark.parametrize(
    ("source", "bare"),
    [
        ("Gu*, Albert and Dao*, Tri", "Gu, Albert and Dao, Tri"), (r"Gu$^{\ast}$, A. and Dao, T.", "Gu, A. and Dao, T."),
        (r"Gu\textsuperscript{*}, Albert and others", "Gu, Albert and others"), ("Gu, Albert", "Gu, Albert"), ("", ""),
        ("Gu, Sebastian", "Gu, Sebastian"),
    ],
)  # fmt: skip
def test_stars_are_taken_out_of_a_list(source: str, bare: str) -> None:
    assert without_stars(source) == bare


def test_a_star_and_the_same_annotation_are_one_mark() -> None:
    assert read("Gu*, Albert", "1=corresponding, equal").people[0].marks == ("corresponding", "equal")


def test_annotations_count_names_that_are_followed_by_others() -> None:
    found = read("A Gu and B Gu and others", "2=equal; 3=equal")
    assert ([person.marks for person in found.people], found.others) == ([(), ("equal",)], True)


def test_each_occurrence_of_a_faulty_name_is_named() -> None:
    reader = NameReader(OWNER)
    assert [reader.read(r"Gu, \foo").latex_problems for _ in range(2)] == [(FOO,), (FOO,)]


WORD = st.from_regex(r"[A-Z][a-zé]{1,6}", fullmatch=True).filter(lambda word: word not in {"And", "Others"})


@PROPERTY
@given(st.lists(st.tuples(WORD, WORD), min_size=1, max_size=6), st.lists(st.booleans(), min_size=6, max_size=6))
def test_first_last_and_last_first_are_the_same_person(people: list[tuple[str, str]], inverted: list[bool]) -> None:
    written = [
        f"{family}, {given}" if turn else f"{given} {family}"
        for (given, family), turn in zip(people, inverted, strict=False)
    ]
    expected = NameReader([]).read(" and ".join(f"{given} {family}" for given, family in people))
    assert [(person.given, person.family) for person in expected.people] == people
    assert NameReader([]).read(" and ".join(written)) == expected


@PROPERTY
@given(WORD, WORD, st.none() | st.sampled_from(["van", "de la", "von"]), st.none() | st.sampled_from(["Jr.", "III"]))
def test_the_sort_name_reads_back_to_the_same_person(
    given_name: str, family: str, particle: str | None, suffix: str | None
) -> None:
    person = Person(given=given_name, particle=particle or "", family=family, suffix=suffix or "")
    assert NameReader([]).read(person.sort_name) == NameList(people=(person,))


@PROPERTY
@example("{" * 1_000 + "x" + "}" * 1_000, "")
@example("}", "1=equal")
@example("A {and", "")
@example("\\", "")
@given(st.text(st.sampled_from("AbD {},;&*~$^\\.-\"'é") | st.characters()) | st.lists(st.sampled_from(
    ["and", "AND", "others", "et", "al.", "Tri", "Dao,", ",", "{", "}", "{}", "*", ";", "&", r"\&", "van", "\\'", "~",
        r"\foo"])).map(" ".join),
    st.text("0123456789=;:, equalx\""))  # fmt: skip
def test_any_text_is_read_as_names_that_are_not_empty(source: str, annotations: str) -> None:
    found = read(source, annotations)
    assert all(person.family for person in found.people)
    assert found.people or found.others or found.problems or not re.sub(r"[\s,{}~*]", "", source)
