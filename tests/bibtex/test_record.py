"""The record of an entry: one test for each field that others render, with the fields of BibTeX and biblatex it is read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_cv.model.text import EMPTY, Math, RichText, Styled

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
        ("1--20", "1–20"), ("1-20", "1–20"), ("1 - 20", "1–20"), ("1---20", "1—20"), ("1–20", "1–20"), ("7", "7"),
        ("1--3, 5-8", "1–3, 5–8"), ("iv--xii", "iv–xii"), ("S-1", "S-1"), ("A1-A9", "A1-A9"), ("e12", "e12"), ("", ""),
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
        ("location={Bergen}, address={Oslo}", "Bergen"),
        ("", ""),
    ],
)
def test_place_is_the_location_or_else_the_address(one: One, fields: str, place: str) -> None:
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
def test_institutions_are_in_the_order_of_their_type_each_once(one: One, type_: str, fields: str, institution: str) -> None:
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
        ("An error of 1% in ", Math("2^k", "2k"), ", ", Styled("emphasis", ("proved",)), "."),
        "An error of 1% in 2k, proved.",
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
    assert (part.date.isoformat(), part.text("booktitle"), [person.name for person in part.people]) == (
        "2020-07",
        "Proc",
        ["Albert Gu"],
    )
