"""Citations: how a publication reads, and the nodes it is made of."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from content import publication
from docutils import nodes

from sphinx_cv.model.edtf import PublicationDate
from sphinx_cv.model.links import Link
from sphinx_cv.model.person import Contribution, Person
from sphinx_cv.model.text import Reference, RichText, Styled
from sphinx_cv.model.venue import Venue
from sphinx_cv.render.citation import (
    CitationURLs,
    compose,
    compose_badges,
    compose_legend,
    compose_number,
    compose_published,
    compose_work,
)
from sphinx_cv.render.people import MARKS, authors_switch, compose_contributions, compose_people

DAO = Person(given="Tri", family="Dao", owner=True)
GU, RE, FU = (
    Person(given=given, family=family) for given, family in (("Albert", "Gu"), ("Chris", "Re"), ("Dan", "Fu"))
)
MANY = tuple(Person(given=letter, family="Ng") for letter in "ABCDEFGHIJ")
VENUE = Venue(RichText.from_plain("Conf (C)"), "C")
PAGES = CitationURLs(page="a.html", bibtex="a.bib")


def text(found: list[nodes.Node]) -> str:
    return "".join(node.astext() for node in found)


def xml(found: list[nodes.Node]) -> str:
    """The nodes as docutils prints them, each a line."""
    return nodes.paragraph("", "", *found).pformat()


@pytest.mark.parametrize(
    ("people", "others", "printed"),
    [
        ((GU,), False, "Albert Gu"), ((GU, DAO), False, "Albert Gu and Tri Dao"), ((GU, DAO, RE), False, "Albert Gu, Tri Dao, and Chris Re"),
        ((GU,), True, "Albert Gu and others"), ((GU, DAO), True, "Albert Gu, Tri Dao, and others"),
    ],
)  # fmt: skip
def test_people_are_joined_by_commas_and_and(people: tuple[Person, ...], printed: str, *, others: bool) -> None:
    assert text(compose_people(publication(authors=people, others=others), MARKS)) == printed


@pytest.mark.parametrize(
    ("people", "printed"), [((), ""), ((GU,), "Albert Gu (ed.)"), ((GU, RE), "Albert Gu and Chris Re (eds.)")]
)
def test_editors_stand_where_there_are_no_authors(people: tuple[Person, ...], printed: str) -> None:
    assert text(compose_people(publication(editors=people), MARKS)) == printed
    assert text(compose_people(publication(authors=(DAO,), editors=people), MARKS)) == "Tri Dao"


@pytest.mark.parametrize(
    ("role", "people", "others", "printed"),
    [
        ("compiler", (GU,), False, "Albert Gu (comp.)"), ("director", (GU, RE), False, "Albert Gu and Chris Re (dirs.)"),
        ("redactor", (GU,), False, "Albert Gu (redactor)"), ("editor", (GU,), True, "Albert Gu and others (eds.)"),
    ],
)  # fmt: skip
def test_editors_in_place_of_authors_have_their_role(
    role: str, people: tuple[Person, ...], printed: str, *, others: bool
) -> None:
    assert text(compose_people(publication(editors=people, editor_role=role, others=others), MARKS)) == printed


@pytest.mark.parametrize(
    ("contributions", "printed"),
    [
        ([], ""), ([("editor", (GU,))], "edited by Albert Gu"),
        ([("editor", (GU,)), ("translator", (GU,)), ("annotator", (GU,))], "edited, translated, and annotated by Albert Gu"),
        ([("editor", (GU,)), ("translator", (RE,))], "edited by Albert Gu, translated by Chris Re"),
        ([("introduction", (GU,)), ("editor", (RE, GU))], "edited by Chris Re and Albert Gu, with an introduction by Albert Gu"),
        ([("author", (GU,))], "by Albert Gu"), ([("photographer", (GU,))], "photographer: Albert Gu"), ([("holder", (GU,))], "Albert Gu"),
        # more than three are the first and others, unless the owner would be hidden
        ([("editor", (GU, RE, FU))], "edited by Albert Gu, Chris Re, and Dan Fu"), ([("editor", (GU, RE, FU, *MANY))], "edited by Albert Gu and others"),
        ([("editor", (GU, RE, FU, DAO))], "edited by Albert Gu, Chris Re, Dan Fu, and Tri Dao"),
    ],
)  # fmt: skip
def test_people_beside_the_authors(contributions: list[tuple[str, tuple[Person, ...]]], printed: str) -> None:
    found = tuple(Contribution(role, people) for role, people in contributions)
    assert text(compose_contributions(publication(contributions=found))) == printed


def test_the_owner_is_strong_beside_the_authors() -> None:
    made = publication(contributions=(Contribution("editor", (DAO,)),))
    assert xml(compose_contributions(made)) == (
        "<paragraph>\n"
        "    edited by \n"
        '    <strong classes="cv-owner">\n'
        "        Tri Dao\n"
    )  # fmt: skip


def test_the_owner_is_strong_and_marks_stand_behind_names_in_the_order_of_the_legend() -> None:
    marked = (
        Person(given="An", family="Ng", marks=("corresponding", "lead", "equal")),
        Person(family="Dao", owner=True, marks=("student",)),
    )
    assert xml(compose_people(publication(authors=marked), MARKS)) == (
        "<paragraph>\n"
        '    <inline classes="cv-authors">\n'
        "        An Ng\n"
        '        <inline classes="cv-mark cv-mark-equal cv-mark-corresponding">\n'
        "            *†\n"
        "         and \n"
        '        <strong classes="cv-owner">\n'
        "            Dao\n"
        '        <inline classes="cv-mark cv-mark-student">\n'
        "            ‡\n"
    )
    assert text(compose_people(publication(authors=marked), {})) == "An Ng and Dao"


def test_a_name_is_linked_where_the_person_has_a_url() -> None:
    found = compose_people(publication(authors=(GU, DAO)), MARKS, {GU: "https://x.org/gu", DAO: ""}.__getitem__)
    assert [(link.astext(), link["refuri"]) for node in found for link in node.findall(nodes.reference)] == [
        ("Albert Gu", "https://x.org/gu")
    ]


@pytest.mark.parametrize(
    ("people", "others", "hidden", "count"),
    [
        # ten names are shown
        (MANY, False, [], None), ((*MANY, GU), False, [", F Ng, G Ng, H Ng, I Ng, J Ng, and Albert Gu"], 11),
        # five names and the owner are left of more; names between them fold
        ((*MANY, DAO, GU), False, [", F Ng, G Ng, H Ng, I Ng, J Ng", ", and Albert Gu"], 12),
        ((*MANY, DAO), False, [", F Ng, G Ng, H Ng, I Ng, J Ng"], 11),
        ((*MANY, GU), True, [", F Ng, G Ng, H Ng, I Ng, J Ng, Albert Gu, and others"], 11),
        ((DAO, *MANY), False, [", E Ng, F Ng, G Ng, H Ng, I Ng, and J Ng"], 11),
    ],
)  # fmt: skip
def test_a_long_list_folds_to_its_first_names_and_the_owner(
    people: tuple[Person, ...], hidden: list[str], count: int | None, *, others: bool
) -> None:
    made = publication(authors=people, others=others)
    (line,) = compose_people(made, MARKS, folded=True)
    assert isinstance(line, nodes.inline)
    assert [node.astext() for node in line.findall(nodes.inline) if "cv-more" in node["classes"]] == hidden
    assert [node["count"] for node in line.findall(authors_switch)] == ([count] if count else [])
    assert line.astext() == text(compose_people(made, MARKS))


@pytest.mark.parametrize(
    ("values", "printed"),
    [
        ({}, ""), ({"date": PublicationDate.at(2024, 7, 5)}, "2024."), ({"state": "in press"}, "in press."),
        ({"state": "in press", "date": PublicationDate.at(2024)}, "in press, 2024."),
        ({"kind": "conference", "venue": VENUE, "date": PublicationDate.at(2024)}, "In Conf (C), 2024."),
        ({"kind": "chapter", "venue": VENUE}, "In Conf (C)."), ({"kind": "journal", "venue": VENUE}, "Conf (C)."),
        ({"kind": "journal", "type": "article", "venue": VENUE, "volume": RichText.from_plain("3"), "pages": "1–9"}, "Conf (C), 3, 1–9."),
        # preprints have their identifier, once
        ({"kind": "preprint", "arxiv": "2312.00752"}, "arXiv:2312.00752."),
        ({"kind": "preprint", "arxiv": "2312.00752", "venue": Venue(RichText.from_plain("CoRR"), "CoRR")}, "CoRR arXiv:2312.00752."),
        ({"kind": "preprint", "arxiv": "2312.00752", "venue": Venue(RichText.from_plain("arXiv:2312.00752"), "")}, "arXiv:2312.00752."),
        ({"kind": "conference", "arxiv": "2312.00752", "venue": VENUE}, "In Conf (C)."), ({"arxiv": "2312.00752"}, ""),
        # what begins a sentence has a capital, but not a name
        ({"edition": RichText.from_plain("2")}, "2nd edition."), ({"version": RichText.from_plain("2")}, "Version 2."),
        ({"publisher": RichText.from_plain("eLife")}, "eLife."), ({"contributions": (Contribution("editor", (GU,)),)}, "Edited by Albert Gu."),
        ({"title_addon": RichText.from_plain("Why?"), "publisher": RichText.from_plain("P")}, "Why? P."),
    ],
)  # fmt: skip
def test_venue_details_and_year(values: dict[str, Any], printed: str) -> None:
    assert text(compose_published(publication(**values))) == printed


@pytest.mark.parametrize(
    ("title", "values", "printed"),
    [
        ("T", {"authors": (GU,), "date": PublicationDate.at(2024)}, "Albert Gu. T. 2024."), ("Why?", {"authors": (GU,)}, "Albert Gu. Why?"),
        ("T…", {"date": PublicationDate.at(2024)}, "T… 2024."), ("T", {"authors": (Person(family="King", suffix="Jr."),)}, "King, Jr. T."),
    ],
)  # fmt: skip
def test_what_others_cite_has_one_full_stop_behind_each_part(title: str, values: dict[str, Any], printed: str) -> None:
    assert text(compose_work(publication(title, **values))) == printed


@pytest.mark.parametrize(
    ("urls", "links"),
    [
        (None, [("T", "https://x.org", False)]), (CitationURLs(), [("T", "https://x.org", False)]), (PAGES, [("T", "a.html", True)]),
    ],
)  # fmt: skip
def test_a_title_links_to_its_page_or_else_to_the_work(
    urls: CitationURLs | None, links: list[tuple[str, str, bool]]
) -> None:
    found = nodes.paragraph("", "", *compose_work(publication(url="https://x.org"), urls=urls))
    assert [
        (link.astext(), link["refuri"], link.get("internal", False)) for link in found.findall(nodes.reference)
    ] == links


def test_a_title_with_a_link_of_its_own_has_no_other() -> None:
    made = publication(url="https://x.org")
    linked = type(made)(**{name: getattr(made, name) for name in made.__slots__} | {
        "title": RichText((Styled("emphasis", ("See ", Reference("https://y.org", ("y",)))),), "See y")})  # fmt: skip
    found = nodes.paragraph("", "", *compose_work(linked, urls=PAGES))
    assert [link["refuri"] for link in found.findall(nodes.reference)] == ["https://y.org"]


def test_badges_are_the_awards_and_the_presentation() -> None:
    made = publication(award="Best Paper", presentation="Oral")
    assert text(compose_badges(made, ["Prize"])) == " Best Paper. Prize. Oral."
    assert xml(compose_badges(made, [])) == (
        "<paragraph>\n"
        "     \n"
        '    <inline classes="cv-badge cv-award">\n'
        "        Best Paper\n"
        '    <inline classes="cv-stop">\n'
        "        .\n"
        "     \n"
        '    <inline classes="cv-badge cv-presentation">\n'
        "        Oral\n"
        '    <inline classes="cv-stop">\n'
        "        .\n"
    )
    assert compose_badges(publication(), []) == []


def test_a_whole_citation_ends_with_note_and_links() -> None:
    made = publication(authors=(GU, DAO), date=PublicationDate.at(2024), award="Prize", note=RichText.from_plain("With code"),
                       links=(Link("arXiv", "https://arxiv.org/abs/1"), Link("Code", "https://x.org/c")))  # fmt: skip
    assert text(compose(made)) == "Albert Gu and Tri Dao. T. 2024. Prize. With code. arXiv · Code"
    assert (
        text(compose(made, awards=["Medal"], urls=PAGES))
        == "Albert Gu and Tri Dao. T. 2024. Prize. Medal. With code. arXiv · Code · BibTeX"
    )
    assert text(compose(publication(note=RichText.from_plain("Why?")))) == "T. Why?"


def test_neighbouring_texts_are_one_node() -> None:
    found = compose(publication("Why?", authors=(GU,), date=PublicationDate.at(2024)))
    texts = [isinstance(node, nodes.Text) for node in found]
    assert not any(one and other for one, other in pairwise(texts))


def test_a_number_stands_in_brackets() -> None:
    assert text(compose_number(publication(number=7))) == "[7] "


def test_a_legend_has_each_sign_with_its_meaning() -> None:
    assert compose_legend([("*", "equal contribution"), ("†", "corresponding author")]).astext() == (
        "* equal contribution; † corresponding author"
    )
