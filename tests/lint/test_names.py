"""Names: spellings of one person and of two, marks that nothing prints, ORCIDs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from content import entry

if TYPE_CHECKING:
    from collections.abc import Callable

    Lint = Callable[..., list[str]]


def papers(*names: str) -> str:
    """A paper for each list of authors."""
    titles = "one two three four five six seven eight nine ten eleven twelve".split()
    return "".join(entry(f"k{n}", name, f"The {titles[n]} of {titles[-n]}") for n, name in enumerate(names, start=1))


ONE = [
    ("Saab, Khaled K", "Saab, Khaled"), ("Saab, Khaled K.", "Saab, Khaled K"), ("Fu, Daniel Y.", "Fu, Daniel"),
    ("Kolter, J. Zico", "Kolter, Zico"), ("Davis, Jared Quincy", "Davis, Jared Q"), ("De Sa, Christopher M", "De Sa, Christopher"),
    ("Ré, Christopher", "Re, Christopher"), ("Müller, Karl-Heinz", "Mueller, Karl-Heinz"), ("Müller, Karl", "Muller, Karl"),
    ("Li, Wen-Ding", "Li, Wending"), ("Li, Wen-Ding", "Li, Wen Ding"), ("LI, WEN-DING", "Li, Wen-Ding"),
 ("de Sa, Christopher", "De Sa, Christopher"), ("Berg, Jan", "van den Berg, Jan"),
    ("Lee, Jason D", "Lee, J."), ("Lee, Jason D", "Lee, JD"), ("Lee, Jason D", "Lee, J. D."), ("Picard, Jean-Luc", "Picard, J.-L."),
    ("O'Neil, Ann Mary", "O’Neil, Ann Mary"), ("Łuk, Ada Zofia", "Luk, Ada Zofia"), ("Xing, Eric P", "Xing, Eric Poe"),
    # umlauts and their like spelled as two letters, composed or not
    ("Sørensen, Mikkel", "Soerensen, Mikkel"), ("Müller, Ottilie", "Mueller, Ottilie"), ("Åberg, Ann", "Aaberg, Ann"),
    ("Jørgensen, Kai", "Joergensen, Kai"), (r"J{\o}rgensen, Kai", "Joergensen, Kai"), ("Mu\u0308ller, Ottilie", "Mueller, Ottilie"),
    ("A\u030aberg, Ann", "Aaberg, Ann"), ("Sørensen, Mikkel", "Sorensen, Mikkel"), ("Ødegård, Håkon", "Oedegaard, Håkon"),
]  # fmt: skip
TWO = [
    ("Zhang, Wei", "Zhang, Wen"), ("Nguyen, Eric", "Nguyen, Huu"), ("Zhang, Michael", "Zhang, Muru"), ("Chen, Beidi", "Chen, Berlin"),
    ("Wang, Jue", "Wang, Junxiong"), ("Wang, Jue", "Wang, June"), ("Li, Wen-Ding", "Li, Wen"), ("Wu, Yue", "Wu, Yu"),
    ("Xue, Wei", "Xu, Wei"), ("Shah, Jay", "Shah, Preey"), ("Liu, James", "Liu, Alexander"), ("Smith, Adam Boyd", "Smith, Adam Carl"),
    ("King, Martin, Jr", "King, Martin, Sr"), ("Lee, J. D.", "Lee, Kai"), ("Kim, Yoon", "Kim, Y. H."), ("Adams, Shane", "Adams, Virginia"),
    ("Li, Raymond", "Li, Kevin"), ("Gu, Albert and Gu, A.", "Ng, Ann"), ("{OpenAI}", "{OpenAI Team}"), ("Fleuret, François", "Fleuret, Francis"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), ONE)
def test_names_of_one_person(lint: Lint, one: str, other: str) -> None:
    for names in ((one, other), (other, one)):
        assert [found.rpartition(" ")[2] for found in lint(papers(*names))] == ["[cv.name_variant]"]


@pytest.mark.parametrize(("one", "other"), TWO)
def test_names_of_two_people(lint: Lint, one: str, other: str) -> None:
    for names in ((one, other), (other, one)):
        assert lint(papers(*names)) == []


def test_an_initial_that_two_people_share_is_nobodys(lint: Lint) -> None:
    assert lint(papers("Lee, J.", "Lee, Jason D", "Lee, Julia")) == []
    assert lint(papers("Lee, Wei", "Lee, Wei A", "Lee, Wei B")) == []


def test_who_writes_with_the_same_people_is_likely_the_same(lint: Lint) -> None:
    both = "Yuan, Binhang and Zhang, Ce"
    assert lint(papers(f"Wang, June and {both}", f"Wang, Jue and {both}", "Wang, Jue")) == [
        "pubs.bib:2: k1: June Wang (here) is likely Jue Wang (line 7, as in 2 places): write one name, "
        'or set cv_people = {"Jue Wang": ["June Wang"]} [cv.name_variant]'
    ]
    assert lint(papers(f"Rezaatofighi, Hamid and {both}", f"Rezatofighi, Hamid and {both}")) != []
    assert lint(papers("Lee, Jason D and Yuan, Binhang", "Lee, Julia", "Lee, J. and Yuan, B.")) != []


def test_two_names_on_one_paper_are_two_people(lint: Lint) -> None:
    assert lint(papers("Saab, Khaled K and Saab, Khaled", "Saab, Khaled")) == []


def test_every_spelling_but_the_usual_one_is_named_at_its_first_place(lint: Lint) -> None:
    assert lint(papers("Fu, Daniel", "Fu, Daniel Y", "Fu, Daniel Y", "Fu, Daniel", "Fu, Daniel Y")) == [
        "pubs.bib:2: k1: Daniel Fu (here and in 1 more) is likely Daniel Y Fu (line 7, as in 3 places): write one name, "
        'or set cv_people = {"Daniel Y Fu": ["Daniel Fu"]} [cv.name_variant]'
    ]


def test_cv_people_decides_who_is_who(lint: Lint) -> None:
    text = papers("Fu, Daniel", "Fu, Daniel Y")
    assert lint(text, people={"Daniel Fu": ["Daniel Y Fu"]}) == []
    assert lint(text, people={"Daniel Fu": [], "Daniel Y Fu": []}) == []
    assert lint(text, people={"Fu, Daniel": {"names": ["Fu, Daniel Y"]}}) == []


def test_an_orcid_of_conf_py_has_its_check_digit(lint: Lint) -> None:
    assert lint("", people={"A B": {"orcid": "0000-0002-1825-0098"}}) == [
        "conf.py:7: cv_people: A B: the ORCID '0000-0002-1825-0098' has a wrong check digit: look for a mistyped digit "
        "[cv.identifier]"
    ]


#: Text, and its one finding behind the file's name; `%` stands for where a suppression is set.
FINDINGS: list[tuple[str, str]] = [
    ("%" + entry("a", "Gu, A. B.", **{"author+an": "1=lead"}),
     "5: a: no mark is printed for the annotation 'lead': add a mark for it to cv_marks, or correct it "
     "(equal, corresponding, student, alphabetical) [cv.unknown_mark]"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), FINDINGS, ids=[found.split(": ")[-1][-30:] for _, found in FINDINGS])
def test_a_finding_has_its_line_and_its_suppression(
    assert_finding: Callable[[str, str], None], text: str, found: str
) -> None:
    assert_finding(text, found)
