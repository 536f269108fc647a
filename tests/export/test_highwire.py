"""Highwire Press tags, which Google Scholar reads, and descriptions for search engines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from content import example_publications, publication, read_library

from sphinx_cv.export.highwire import describe, highwire_tags
from sphinx_cv.model.edtf import PublicationDate
from sphinx_cv.model.links import Link
from sphinx_cv.model.person import Person
from sphinx_cv.model.text import RichText

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("source", "expected"), [
    ("@inproceedings{a, author={A, B}, title={T}, booktitle={Conf (C)}, year=2020}",
     [("citation_publication_date", "2020"), ("citation_conference_title", "Conf (C)")]),
    ("@phdthesis{a, author={A, B}, title={T}, school={MIT}, year=2020}",
     [("citation_publication_date", "2020"), ("citation_dissertation_institution", "MIT")]),
    ("@techreport{a, author={A, B}, title={T}, institution={MIT}, number={7}, pubstate={inpress}}",
     [("citation_technical_report_number", "7"), ("citation_technical_report_institution", "MIT")]),
    ("@article{a, author={A, B}, title={T}, journal={J}, volume=3, number=4, pages={1--9}, issn={1234-5679}, year=2020, month=jul}",
     [("citation_publication_date", "2020/07"), ("citation_journal_title", "J"), ("citation_volume", "3"), ("citation_issue", "4"),
      ("citation_issn", "1234-5679"), ("citation_firstpage", "1"), ("citation_lastpage", "9")]),
    ("@incollection{a, author={A, B}, title={T}, booktitle={H}, publisher={P}, isbn={978-3-16-148410-0}, pages={7}, date={2020-07-05}}",
     [("citation_publication_date", "2020/07/05"), ("citation_inbook_title", "H"), ("citation_publisher", "P"),
      ("citation_isbn", "978-3-16-148410-0"), ("citation_firstpage", "7")]),
    ("@book{a, author={A, B}, title={T}, publisher={P}, institution={I}, date={2020-13}}",
     [("citation_publication_date", "2020"), ("citation_publisher", "P")]),
    ("@misc{a, author={A, B}, title={T}, year=2020, arxiv={2312.00752}, doi={10.1/x}, keywords={a, b}}",
     [("citation_publication_date", "2020"), ("citation_doi", "10.1/x"), ("citation_arxiv_id", "2312.00752"),
      ("citation_keywords", "a"), ("citation_keywords", "b")]),
])  # fmt: skip
def test_tags_name_the_venue_by_its_kind(tmp_path: Path, source: str, expected: list[tuple[str, str]]) -> None:
    (paper,) = read_library(tmp_path, source).publications
    assert list(highwire_tags(paper)) == [("citation_title", "T"), ("citation_author", "A, B"), *expected]


def test_authors_and_editors_have_tags_of_their_own() -> None:
    people = {
        "authors": (Person(family="OpenAI"),),
        "editors": (Person(given="Ludwig", particle="van", family="Beethoven", suffix="Jr."),),
    }
    assert list(highwire_tags(publication(**people))) == [
        ("citation_title", "T"), ("citation_author", "OpenAI"), ("citation_editor", "van Beethoven, Jr., Ludwig"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (PublicationDate.at(2024), "2024"),
        (PublicationDate.at(2024, 7), "2024/07"),
        (PublicationDate.at(2024, 7, 5), "2024/07/05"),
        (PublicationDate.at(2024, 21), "2024"),
        (PublicationDate.between(2019, 2020), "2020"),
        (PublicationDate.at(898), "0898"),
    ],
)
def test_a_date_is_as_long_as_it_is_known(date: PublicationDate, expected: str) -> None:
    assert dict(highwire_tags(publication(date=date)))["citation_publication_date"] == expected


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        ("1–9", ["1", "9"]), ("7", ["7"]), ("1–3, 5–8", ["1", "3, 5"]), ("iv - xii", ["iv", "xii"]), ("S1--S9", ["S1", "S9"]), ("", []),
    ],
)  # fmt: skip
def test_pages_have_a_first_and_a_last(pages: str, expected: list[str]) -> None:
    found = [content for name, content in highwire_tags(publication(pages=pages)) if name.endswith("page")]
    assert found == expected


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([("PDF", "https://x.org/p")], ["https://x.org/p"]), ([("Paper", "https://x.org/p.pdf")], ["https://x.org/p.pdf"]),
        ([("Paper", "https://x.org/p"), ("Slides", "https://x.org/s.pdf")], []), ([("Paper", "https://x.org/p")], []),
    ],
)  # fmt: skip
def test_the_pdf_is_the_first_link_to_one(links: list[tuple[str, str]], expected: list[str]) -> None:
    made = publication(links=tuple(Link(*link) for link in links))
    assert [content for name, content in highwire_tags(made) if name == "citation_pdf_url"] == expected


def test_the_tags_of_a_whole_entry() -> None:
    assert list(highwire_tags(example_publications()["petrescu2020moon"])) == [
        ("citation_title", "K1, M2 and the Moon: Tides in UTC"), ("citation_author", "Petrescu-Vale, Anca"),
        ("citation_author", "Example, Ada"), ("citation_publication_date", "2020/09"),
        ("citation_journal_title", "Transactions on Coastal Computing"), ("citation_volume", "5"), ("citation_issue", "3"),
        ("citation_firstpage", "300"), ("citation_lastpage", "319"), ("citation_doi", "10.5555/tcc.2020.300"),
        ("citation_keywords", "Earth observation"),
    ]  # fmt: skip


GU = (Person(given="Albert", family="Gu", marks=("equal",)),)


@pytest.mark.parametrize(
    ("title", "values", "expected"),
    [
        ("T", {"authors": GU, "date": PublicationDate.at(2024)}, "T. 2024. Albert Gu"), ("Why?", {"authors": GU}, "Why? Albert Gu"), ("T", {}, "T."),
        ("T", {"publisher": RichText.from_plain("P")}, "T. P."), ("W" * 158, {}, "W" * 158 + "."),
        ("word " * 31 + "end", {}, "word " * 31 + "end."), ("word " * 32 + "end", {}, ("word " * 31).strip() + "…"),
        ("word, " * 32, {}, ("word, " * 26).strip(" ,") + "…"),
    ],
)  # fmt: skip
def test_a_description_is_a_line_of_160_characters(title: str, values: dict[str, Any], expected: str) -> None:
    described = describe(publication(title, **values))
    assert described == expected
    assert len(described) <= 160
