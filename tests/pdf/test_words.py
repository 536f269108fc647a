"""The comparison of words: what counts as missing, and what is left out."""

from __future__ import annotations

import pytest
from docutils import nodes

from sphinx_cv.pdf.words import GAP, blocks_of, first_missing, letters


def document(*blocks: nodes.Node) -> nodes.document:
    made = nodes.document(None, None)  # type: ignore[arg-type]
    made += nodes.section("", nodes.title("", "Curriculum vitae"), *blocks)
    return made


def missing(printed: str, *blocks: nodes.Node) -> str:
    """The first word that is missing from the text of a PDF; empty if there is none."""
    found = first_missing(blocks_of(document(*blocks)), letters(printed))
    return found[1] if found else ""


def text(words: str) -> nodes.paragraph:
    return nodes.paragraph("", words)


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Ré, Łukasz", "rełukasz"),
        ("e\u0301", "e"),
        ("ﬁnd ①½ ß", "find112ss"),
        ("“A” – b’s", "abs"),
        ("李明", "李明"),
        ("\u2f0a", "\u5165"),
        ("سلام नमस्ते Tri", "tri"),
        ("𝒜 👍", "a"),
    ],
)
def test_letters_and_digits_are_compared_without_accents_and_case(written: str, compared: str) -> None:
    assert letters(written) == compared


def test_every_word_of_the_pages_must_be_printed() -> None:
    assert missing("Tri Dao One, two, three", text("One, two,"), text("three")) == ""
    assert missing("Tri Dao One, three", text("One, two,"), text("three")) == "two,"
    assert missing("One two", text("One two"), text("three")) == "three"
    assert missing("", text("One")) == "One"


def test_words_may_be_broken_and_joined() -> None:
    assert missing("Every\nwhere and\nhere [1]Tri", text("Everywhere and here"), text("[1] Tri")) == ""


def test_the_order_of_words_counts_except_in_what_latex_moves() -> None:
    assert missing("two one", text("one two")) == "two"
    table = nodes.table("", nodes.tgroup("", nodes.tbody("", nodes.row("", nodes.entry("", text("in a cell"))))))
    assert missing("one cell a two in", text("one"), table, text("two")) == ""
    assert missing("one a two in", text("one"), table, text("two")) == "cell"


def test_a_footer_between_two_words_is_no_loss() -> None:
    assert missing("one Tri Dao, CV, page 1 of 2 two", text("one two")) == ""


def test_what_is_far_away_counts_only_with_the_words_after_it() -> None:
    far = "x" * (GAP + 10)
    assert missing(f"one {far} two", text("one two three")) == "two"
    assert missing(f"one {far} two three four five", text("one two three four five")) == ""


def test_title_formulas_and_unknown_nodes_are_left_out() -> None:
    formula = nodes.paragraph("", "", nodes.Text("If "), nodes.math("", r"\alpha"), nodes.Text(" holds"))
    assert missing("If α holds", formula, nodes.comment("", "hidden"), nodes.raw("", "raw", format="latex")) == ""


def test_a_long_word_may_go_on_on_another_page() -> None:
    word = "abcdefghij" * 10
    assert missing(f"{word[:55]} page 1 of 2 {word[55:]}", nodes.literal_block("", word)) == ""
    assert missing(f"{word[:55]} page 1 of 2", nodes.literal_block("", word)) == "fghij"
