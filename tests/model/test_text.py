"""Rich text: its pieces, the same as plain text, and how texts are joined."""

from __future__ import annotations

import pytest

from sphinx_cv.model.text import (
    EMPTY,
    Math,
    Piece,
    Reference,
    RichText,
    Styled,
    fill,
    join_list,
    join_pieces,
    join_texts,
    plain_text,
)

EMPHASIS, FORMULA = Styled("emphasis", ("b",)), Math("n^2", "n²")
LINK = Reference("https://x.org", ("a ", Styled("strong", ("c",))))


@pytest.mark.parametrize(("text", "pieces"), [("a", ("a",)), (" ", (" ",)), ("", ())])
def test_plain_text_has_one_piece_or_none(text: str, pieces: tuple[Piece, ...]) -> None:
    assert RichText.from_plain(text) == RichText(pieces, text)


def test_a_text_of_spaces_is_empty() -> None:
    texts = [EMPTY, RichText((), ""), RichText.from_plain(" "), RichText((FORMULA,), "n²"), RichText.from_plain("a")]
    assert [bool(text) for text in texts] == [False, False, False, True, True]


@pytest.mark.parametrize(
    ("pieces", "plain"),
    [
        ((), ""), (("a", "b"), "ab"), (("a ", EMPHASIS), "a b"), ((FORMULA, " time"), "n² time"), ((LINK,), "a c"),
        ((Styled("strong", (EMPHASIS, FORMULA)),), "bn²"), (("e", "\u0301"), "é"),
    ],
)  # fmt: skip
def test_plain_text_is_the_characters_of_all_pieces(pieces: tuple[Piece, ...], plain: str) -> None:
    assert plain_text(pieces) == plain


@pytest.mark.parametrize(
    ("pieces", "joined"),
    [
        ((), ()), (("a", "", "b"), ("ab",)), (("a", EMPHASIS, "b", "c"), ("a", EMPHASIS, "bc")), (("", EMPHASIS, ""), (EMPHASIS,)),
        ((EMPHASIS, EMPHASIS), (EMPHASIS, EMPHASIS)), (("e", "\u0301"), ("é",)),
    ],
)  # fmt: skip
def test_neighbouring_strings_become_one(pieces: tuple[Piece, ...], joined: tuple[Piece, ...]) -> None:
    assert join_pieces(pieces) == joined


@pytest.mark.parametrize(
    ("texts", "separator", "joined"),
    [
        ([], ", ", EMPTY), ([EMPTY, RichText.from_plain(" ")], ", ", EMPTY),
        ([RichText.from_plain("a")], ", ", RichText.from_plain("a")),
        ([RichText.from_plain("a"), EMPTY, RichText.from_plain("b")], ", ", RichText.from_plain("a, b")),
        ([RichText.from_plain("a"), RichText((EMPHASIS,), "b")], ": ", RichText(("a: ", EMPHASIS), "a: b")),
        ([RichText((EMPHASIS,), "b"), RichText((FORMULA,), "n²")], "", RichText((EMPHASIS, FORMULA), "bn²")),
        ([RichText((EMPHASIS,), "b"), RichText((FORMULA,), "n²")], " ", RichText((EMPHASIS, " ", FORMULA), "b n²")),
    ],
)  # fmt: skip
def test_texts_that_are_not_empty_are_joined(texts: list[RichText], separator: str, joined: RichText) -> None:
    assert join_texts(texts, separator) == joined


@pytest.mark.parametrize(
    ("template", "parts", "filled"),
    [
        ("volume {volume}", {"volume": "3"}, RichText(("volume 3",), "volume 3")),
        ("{a} of {b}.", {"a": RichText((FORMULA,), "n²"), "b": "x"}, RichText((FORMULA, " of x."), "n² of x.")),
        ("in {a}", {"a": RichText((EMPHASIS,), "b")}, RichText(("in ", EMPHASIS), "in b")),
        ("in {a}", {"a": "{b}"}, RichText(("in {b}",), "in {b}")),
    ],
)  # fmt: skip
def test_a_template_is_filled_with_texts(template: str, parts: dict[str, RichText | str], filled: RichText) -> None:
    assert fill(template, **parts) == filled


@pytest.mark.parametrize(
    ("texts", "joined"), [([], ""), (["A"], "A"), (["A", "B"], "A and B"), (["A", "B", "C and D"], "A, B, and C and D")]
)
def test_a_list_is_joined_by_commas_and_and(texts: list[str], joined: str) -> None:
    assert join_list([RichText.from_plain(text) for text in texts]).plain == joined
