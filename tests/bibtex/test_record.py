"""The record of an entry: one test for each field that others render, with the fields of BibTeX and biblatex it is read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_cv.model.text import EMPTY, Math, RichText, Styled
from sphinx_cv.render.spans import printed_span

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_cv.bibtex.records import Library
    from sphinx_cv.model.publication import Publication

    One = Callable[..., Publication]

BASE = "author={Gu, Albert}, title={T}, year=2020"


@pytest.mark.parametrize(
    ("fields", "volume"),
    [
        ("volume=3", "3"), ("volume={A\\&A}", "A&A"), ("volume={abs/2312.00752}", "abs/2312.00752"), ("volume={}", ""), ("", ""),
    ],
)  # fmt: skip
def test_volume(one: One, fields: str, volume: str) -> None:
    assert one(f"{BASE}, {fields}", "article").volume == RichText.from_plain(volume)


@pytest.mark.parametrize(
    ("fields", "issue"),
    [
        ("number=4", "4"), ("issue={S1}", "S1"), ("number=4, issue={Spring}", "4"), ("number={}, issue=5", "5"),
        ("number={1--2}", "1–2"), ("", ""),
    ],
)  # fmt: skip
def test_issue_is_the_number_or_else_the_issue(one: One, fields: str, issue: str) -> None:
    assert one(f"{BASE}, {fields}", "article").issue == RichText.from_plain(issue)


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ("1--20", "1–20"), ("1-20", "1–20"), ("1 - 20", "1–20"), ("1---20", "1–20"), ("1–20", "1–20"), ("7", "7"),
        ("1--3, 5-8", "1–3, 5–8"), ("iv--xii", "iv–xii"), ("S-1", "S-1"), ("A1-A9", "A1–A9"), ("S885-S888", "S885–S888"), ("iv-ix", "iv–ix"), ("D-12", "D-12"), ("10715---", "10715–"), ("e12", "e12"), ("", ""),
    ],
)  # fmt: skip
def test_a_range_of_pages_has_an_en_dash(one: One, pages: str, expected: str) -> None:
    assert one(f"{BASE}, pages={{{pages}}}").pages == expected


def test_eid_is_the_number_of_an_article_without_pages(one: One) -> None:
    publication = one(f"{BASE}, eid={{e12-3}}", "article")
    assert (publication.eid, publication.pages) == ("e12-3", "")


def test_series(one: One) -> None:
    assert one(f"{BASE}, series={{\\emph{{LNCS}} 7}}", "book").series == RichText(
        (Styled("emphasis", ("LNCS",)), " 7"), "LNCS 7"
    )


def test_edition(one: One) -> None:
    assert one(f"{BASE}, edition={{2nd}}", "book").edition == RichText.from_plain("2nd")


def test_version(one: One) -> None:
    assert one(f"{BASE}, version={{1.2}}", "software").version == RichText.from_plain("1.2")


def test_publisher(one: One) -> None:
    assert one(f"{BASE}, publisher={{P \\& Q}}", "book").publisher == RichText.from_plain("P & Q")


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ("address={Oslo}", "Oslo"),
        ("location={Oslo}", "Oslo"),
        ("location={Bergen}, address={Oslo}", "Oslo"),
        ("", ""),
    ],
)
def test_place_is_the_address_or_else_the_location(one: One, fields: str, place: str) -> None:
    assert one(f"{BASE}, {fields}", "book").place == RichText.from_plain(place)


ALL = "school={S}, institution={I}, organization={O}"


@pytest.mark.parametrize(
    ("type_", "fields", "institution"),
    [
        ("phdthesis", ALL, "S, I, O"), ("mastersthesis", "school={S}", "S"), ("thesis", "institution={I}", "I"), ("thesis", "organization={O}", "O"),
        ("techreport", ALL, "I, O, S"), ("report", "organization={O}", "O"), ("techreport", "school={S}", "S"),
        ("manual", ALL, "O, I, S"), ("manual", "institution={I}", "I"), ("manual", "school={S}", "S"),
        ("misc", ALL, "I, O, S"), ("article", "organization={O}", "O"), ("misc", "", ""),
        ("thesis", "department={D}, institution={I}, school={I}", "D, I"),
        ("report", "institution={A and B and {C and D}}", "A, B, and C and D"),
    ],
)  # fmt: skip
def test_institutions_are_in_the_order_of_their_type_each_once(
    one: One, type_: str, fields: str, institution: str
) -> None:
    assert one(f"{BASE}, {fields}", type_).institution == RichText.from_plain(institution)


def test_genre_is_the_field_type_and_no_entry_type(one: One) -> None:
    publication = one(f"{BASE}, type={{Working paper}}", "techreport")
    assert (publication.genre, publication.type) == (RichText.from_plain("Working paper"), "techreport")
    assert one(BASE, "techreport").genre == EMPTY


def test_isbn_and_issn_are_as_they_are_written(one: One) -> None:
    publication = one(f"{BASE}, isbn={{978-3-16-148410-0}}, issn={{1234-5679}}", "book")
    assert (publication.isbn, publication.issn) == ("978-3-16-148410-0", "1234-5679")
    assert (one(BASE).isbn, one(BASE).issn) == ("", "")


def test_abstract_keeps_its_structure(one: One) -> None:
    publication = one(f"{BASE}, abstract={{An error of 1\\% in $2^k$,\n  \\emph{{proved}}.}}")
    assert publication.abstract == RichText(
        ("An error of 1% in ", Math("2^k", "2ᵏ"), ", ", Styled("emphasis", ("proved",)), "."),
        "An error of 1% in 2ᵏ, proved.",
    )
    assert one(BASE).abstract == EMPTY


def test_latex_of_an_abstract_that_is_not_understood_is_no_fault(one: One) -> None:
    publication = one(f"{BASE}, abstract={{See \\cite{{x}}}}")
    assert (publication.abstract.plain, publication.undecoded) == ("See \\cite{x}", {"abstract"})


@pytest.mark.parametrize(
    ("fields", "language"),
    [
        ("langid={ngerman}", "ngerman"), ("language={German}", "German"), ("langid={french}, language={German}", "french"), ("", ""),
    ],
)  # fmt: skip
def test_language_is_langid_or_else_language(one: One, fields: str, language: str) -> None:
    assert one(f"{BASE}, {fields}").language == language


def test_every_field_has_its_plain_text(one: One) -> None:
    publication = one(
        r"author={G{\"o}del*, Kurt}, title={{A} \emph{b} -- $n^2$}, year={{2020}}, keywords={x, y}, unheard={\'E}, file={é}"
    )
    assert publication.fields == {
        "author": r"G{\"o}del, Kurt", "title": r"{A} \emph{b} -- $n^2$", "year": "{2020}", "keywords": "x, y", "unheard": r"\'E",
        "file": "e\u0301",
    }  # fmt: skip
    assert {name: publication.text(name) for name in (*publication.fields, "note")} == {
        "author": "Gödel*, Kurt", "title": "A b – n²", "year": "2020", "keywords": "x, y", "unheard": "É", "file": "é", "note": "",
    }  # fmt: skip
    assert publication.texts.keys() == {"author", "title", "year", "unheard", "file"}


@pytest.mark.parametrize("value", ["", " ", "{}", "{ }", "{{}}", r"\relax{}"])
def test_a_field_of_nothing_is_empty(one: One, value: str) -> None:
    fields = ("abstract", "note", "award", "publisher", "journal", "keywords", "isbn", "langid", "file")
    publication = one(f"{BASE}, " + ", ".join(f"{name}={{{value}}}" for name in fields))
    assert [
        bool(each) for each in (publication.abstract, publication.note, publication.publisher, publication.venue)
    ] == [False] * 4
    assert (publication.award, publication.isbn.strip(), publication.language.strip()) == ("", "", "")
    assert publication.topics == ()
    assert {publication.text(name).strip() for name in fields} == {""}


def test_fields_with_latex_that_is_not_understood_are_named(read: Callable[..., Library]) -> None:
    (publication,) = read(
        f"@misc{{a, {BASE}, note={{\\foo}}, pages={{100%}}, keywords={{a\\_b}}, file={{$}}}}"
    ).publications
    assert publication.undecoded == {"note", "pages", "file"}


def test_fields_of_people_are_kept_without_the_stars_on_names(one: One) -> None:
    publication = one(
        r"author={Gu*, Albert and Dao$^*$, Tri}, editor={Ng\textsuperscript{*}, An}, title={A*}, year=2020"
    )
    assert publication.fields["author"] == "Gu, Albert and Dao, Tri"
    assert publication.fields["editor"] == "Ng, An"
    assert publication.fields["title"] == "A*"
    assert [person.marks for person in (*publication.authors, *publication.editors)] == [("equal",)] * 3


def test_a_record_has_what_its_crossref_gives(read: Callable[..., Library]) -> None:
    part, _ = read(
        "@inproceedings{c, author={Gu, Albert}, title={C}, pages={1--2}, crossref={p}}\n"
        "@proceedings{p, editor={Ng, An}, title={Proc}, year=2020, month=jul, publisher={X}, address={Oslo}, series={S}, volume=7}"
    ).publications
    assert (part.volume.plain, part.series.plain, part.publisher.plain, part.place.plain) == ("7", "S", "X", "Oslo")
    assert part.date
    assert (part.date.edtf(), part.text("booktitle"), [person.name for person in part.people]) == (
        "2020-07",
        "Proc",
        ["Albert Gu"],
    )


@pytest.mark.parametrize(
    ("fields", "contributions"),
    [
        ("", []), ("editor={Vik, Ole}", [("editor", ["Ole Vik"])]),
        ("editor={Vik, Ole}, editortype={Compiler}", [("compiler", ["Ole Vik"])]),
        ("translator={Lund, Eva and Vik, Ole}, editor={Vik, Ole}", [("editor", ["Ole Vik"]), ("translator", ["Eva Lund", "Ole Vik"])]),
        ("editora={Lund, Eva}, editoratype={redactor}, editorb={Vik, Ole}", [("redactor", ["Eva Lund"]), ("editor", ["Ole Vik"])]),
        ("afterword={A, A}, foreword={F, F}, introduction={I, I}, annotator={N, N}, commentator={C, C}",
         [("commentator", ["C C"]), ("annotator", ["N N"]), ("introduction", ["I I"]), ("foreword", ["F F"]), ("afterword", ["A A"])]),
        ("bookauthor={Lund, Eva}, editor={Vik, Ole}", [("author", ["Eva Lund"]), ("editor", ["Ole Vik"])]),
        ("bookauthor={Gu, Albert}", []), ("holder={{A and B} and {C}}", [("holder", ["A and B", "C"])]),
    ],
)  # fmt: skip
def test_contributions(one: One, fields: str, contributions: list[tuple[str, list[str]]]) -> None:
    found = one(f"{BASE}, {fields}", "book").contributions
    assert [(each.role, [person.name for person in each.people]) for each in found] == contributions


def test_editors_without_authors_are_no_contribution(one: One) -> None:
    work = one("editor={Vik, Ole and others}, editortype={director}, title={T}, year=2020", "book")
    assert (work.contributions, work.editor_role, work.others) == ((), "director", True)


def test_a_translator_alone_makes_no_publisher_an_author(one: One) -> None:
    work = one("translator={Vik, Ole}, title={T}, publisher={P}, year=2020", "book")
    assert (work.people, work.publisher.plain) == ((), "P")


@pytest.mark.parametrize(
    ("type_", "fields", "name", "short", "addon", "collection"),
    [
        ("inbook", "booktitle={B}, booksubtitle={S}, booktitleaddon={A}", "B: S", "B", "A", ""),
        ("article", "journaltitle={J (JJ)}, journalsubtitle={S}, journaltitleaddon={A}", "J (JJ): S", "JJ", "A", ""),
        ("incollection", "booktitle={B}, maintitle={M}, mainsubtitle={S}, maintitleaddon={A}", "B", "B", "A", "M: S"),
        ("incollection", "booktitle={B}, maintitle={B}", "B", "B", "", ""),
        ("book", "maintitle={M}, mainsubtitle={S}, maintitleaddon={A}", "M: S", "M", "A", ""),
        ("inreference", "journal={J}, booktitle={B}", "B", "B", "J", ""), ("inreference", "journal={CoRR}, booktitle={B}", "B", "B", "", ""),
        ("inproceedings", "eventtitle={E}", "E", "E", "", ""),
    ],
)  # fmt: skip
def test_a_venue_has_subtitle_addition_and_collection(
    one: One, type_: str, fields: str, name: str, short: str, addon: str, collection: str
) -> None:
    venue = one(f"{BASE}, {fields}", type_).venue
    assert venue is not None
    assert (venue.name.plain, venue.short, venue.addon.plain, venue.collection.plain) == (
        name,
        short,
        addon,
        collection,
    )


@pytest.mark.parametrize(
    ("type_", "venue"), [("collection", ""), ("incollection", ""), ("inbook", ""), ("article", "T")]
)
def test_the_title_of_a_work_is_its_venue_only_in_a_journal(one: One, type_: str, venue: str) -> None:
    found = one(f"{BASE}, booktitle={{t}}, journal={{T}}", type_).venue
    assert (found.name.plain if found else "") == venue


@pytest.mark.parametrize(
    ("fields", "title", "place", "dates"),
    [
        ("eventtitle={E}, eventtitleaddon={A}, venue={Oslo}, eventdate={2001-05-19/2001-05-25}", "E, A", "Oslo", "May 19 – 25, 2001"),
        ("eventtitle={Conf}, eventdate=2001", "", "", "2001"), ("eventdate={2001-23}", "", "", "Autumn 2001"), ("venue={Conf (C)}", "", "", ""), ("", "", "", ""),
        ("venue={Oslo}, eventdate={soon}", "", "Oslo, soon", ""), ("location={Oslo}", "", "", ""),
        ("location={Oslo}, address={New York}", "", "Oslo", ""), ("location={Oslo}, address={Oslo}", "", "", ""),
    ],
)  # fmt: skip
def test_an_event_says_what_the_venue_does_not(one: One, fields: str, title: str, place: str, dates: str) -> None:
    event = one(f"{BASE}, booktitle={{Conf (C)}}, {fields}", "inproceedings").event
    found = printed_span(event.dates, "en") if event.dates else ""
    assert (event.title.plain, event.place.plain, found) == (title, place, dates)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("origtitle={O}, origpublisher={P}, origlocation={L}, origdate={1901/1902}, origlanguage={norwegian}", ("O", "P", "L", "1901–1902", "Norwegian")),
        ("origyear=1901, origlanguage={langfrench}", ("", "", "", "1901", "French")), ("origlanguage={de}", ("", "", "", "", "")),
        ("origdate={1901-05-02}", ("", "", "", "1901", "")), ("", ("", "", "", "", "")),
    ],
)  # fmt: skip
def test_original(one: One, fields: str, expected: tuple[str, ...]) -> None:
    found = one(f"{BASE}, {fields}", "book").original
    texts = (found.title.plain, found.publisher.plain, found.place.plain)
    assert (*texts, found.date, found.language) == expected


@pytest.mark.parametrize(
    ("fields", "pages", "total"),
    [
        ("pages={pp. 3--9}", "3–9", ""), ("pages={p. 3}", "3", ""), ("pages={p3}", "p3", ""), ("pages={xi+98 pp.}", "", "xi+98"), ("pages={350 S.}", "", "350"),
        ("pages={200 p.}, pagetotal={210}", "", "210"), ("pagetotal={210}", "", "210"), ("numpages={12}", "", "12"),
        ("pages={3--9}, numpages={7}", "3–9", ""),
    ],
)  # fmt: skip
def test_pages_and_their_total(one: One, fields: str, pages: str, total: str) -> None:
    found = one(f"{BASE}, {fields}", "book")
    assert (found.pages, found.page_total) == (pages, total)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ("howpublished={Talk at X}", "Talk at X"), ("howpublished={\\url{https://x.org}}", ""),
        ("howpublished={arXiv:2312.00752}", ""), ("", ""),
    ],
)  # fmt: skip
def test_how_a_work_was_published(one: One, fields: str, text: str) -> None:
    assert one(f"{BASE}, {fields}").how_published.plain == text


@pytest.mark.parametrize(
    ("fields", "eprint"),
    [
        ("eprint={123}, eprinttype={Foo}", "Foo:123"), ("eprint={abc}", "abc"), ("eprint={2312.00752}", ""), ("eprint={1}, eprinttype={hal}", ""),
        ("eprint={wrong}, eprinttype={arXiv}", "arXiv:wrong"), ("", ""),
    ],
)  # fmt: skip
def test_an_identifier_in_another_archive_is_kept(one: One, fields: str, eprint: str) -> None:
    assert one(f"{BASE}, {fields}").eprint == eprint


@pytest.mark.parametrize(
    ("fields", "authors"),
    [("publisher={P}", []), ("publisher={P}, organization={O}", ["O"]), ("institution={I}", ["I"])],
)
def test_an_organization_is_an_author_and_a_publisher_is_none(one: One, fields: str, authors: list[str]) -> None:
    work = one(f"title={{T}}, year=2020, {fields}", "book")
    assert [person.name for person in work.authors] == authors


@pytest.mark.parametrize("type_", ["periodical", "legal", "legislation", "jurisdiction"])
def test_some_types_have_no_author(one: One, type_: str) -> None:
    assert one("title={T}, organization={O}, year=2020", type_).people == ()
