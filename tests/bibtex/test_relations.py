"""Related works: which entries a relation names, and the words before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from content import read_library

from sphinx_cv.render.citation import compose_published

if TYPE_CHECKING:
    from pathlib import Path

BOOK = "@book{book, author={Moss, Ida}, title={Shores}, publisher={Lindmark}, year=1990}"
ARTICLE = "@article{article, author={Moss, Ida}, title={Tides}, journal={Journal of Tides}, volume=3, year=1991}"


@pytest.mark.parametrize(
    ("fields", "relations"),
    [
        ("related={book}, relatedtype={reviewof}", [("reviewof", "", "book")]),
        ("related={BOOK, article}, relatedtype={reprintof}", [("reprintof", "", "book"), ("reprintof", "", "article")]),
        ("related={book}, relatedtype={reviewof}, relatedstring={Answer to}", [("", "Answer to", "book")]),
        ("related={a, missing}, relatedtype={reviewof}", []), ("related={}", []), ("", []),
    ],
)  # fmt: skip
def test_related_names_other_entries(tmp_path: Path, fields: str, relations: list[tuple[str, str, str]]) -> None:
    found = read_library(tmp_path, f"@misc{{a, author={{Vik, Ole}}, title={{T}}, year=2000, {fields}}}{BOOK}{ARTICLE}")
    assert found.faults == ()
    made = found.by_key["a"].relations
    assert [(each.type, each.phrase.plain, each.work.key) for each in made] == relations


@pytest.mark.parametrize(
    ("fields", "printed"),
    [
        ("author={Vik, Ole}, title={T}, related={book}, relatedtype={reviewof}", "2000. Review of Ida Moss. Shores. Lindmark, 1990."),
        ("author={Vik, Ole}, title={T}, related={book}, relatedstring={Answer to}", "2000. Answer to Ida Moss. Shores. Lindmark, 1990."),
        ("author={Moss, Ida}, title={Strande}, related={book}, relatedtype={translationof}", "2000. Translation of Shores. Lindmark, 1990."),
        ("author={Moss, Ida}, title={Tides}, related={article}, relatedtype={reprintfrom}", "2000. Reprinted from Journal of Tides, 3, 1991."),
        ("author={Moss, Ida}, title={Shores}, related={book}, relatedtype={origpubin}", "2000. Originally published by Lindmark, 1990."),
        ("author={Moss, Ida}, title={Tides}, related={article}, relatedtype={origpubin}", "2000. Originally published in Journal of Tides, 3, 1991."),
        # the parts of a work are printed on their own
        ("author={Moss, Ida}, title={Shores}, related={book, article}, relatedtype={multivolume}", "2000."),
    ],
)  # fmt: skip
def test_what_is_printed_of_a_related_work(tmp_path: Path, fields: str, printed: str) -> None:
    found = read_library(tmp_path, f"@misc{{a, {fields}, year=2000}}{BOOK}{ARTICLE}")
    composed = compose_published(found.by_key["a"])
    assert "".join(node.astext() for node in composed) == printed


def test_works_related_to_each_other(tmp_path: Path) -> None:
    other = BOOK.replace("year=1990", "year=1990, related={a}, relatedtype={translationas}")
    source = "@book{a, author={Moss, Ida}, title={Strande}, year=1980, related={book}, relatedtype={translationof}}"
    found = read_library(tmp_path, source + other).by_key
    texts = ["".join(node.astext() for node in compose_published(found[key])) for key in ("a", "book")]
    assert texts == ["1980. Translation of Shores. Lindmark, 1990.", "Lindmark, 1990. Translated as Strande. 1980."]
