"""Folding: text for comparison, without case, accents and punctuation."""

from __future__ import annotations

import pytest

from sphinx_cv.model.folding import fold, spell_digraphs


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đỗ", "do"), ("Łódź", "lodz"), ("José", "jose"), ("Jose\u0301", "jose"), ("O'Neil-Smith", "o neil smith"),
        ("Weiß", "weiss"), ("Ærø", "aero"), ("İSTANBUL", "istanbul"), ("ısı", "isi"), ("A_b.  C", "a b c"),
        ("þorður", "thordur"),
        ("ŒUVRE", "oeuvre"), ("Ｔｒｉ", "tri"), ("李", "李"), (" .-", ""),
    ],
)  # fmt: skip
def test_folding_leaves_what_a_keyboard_types(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("Müller", "mueller"), ("Mu\u0308ller", "mueller"), ("Sørensen", "soerensen"), ("Åberg", "aaberg"),
        ("A\u030aberg", "aaberg"), ("Östlund", "oestlund"), ("Kräuter", "kraeuter"), ("Groß", "gross"), ("Plato", "plato"), ("", ""),
    ],
)  # fmt: skip
def test_umlauts_are_spelled_as_two_letters(text: str, spelled: str) -> None:
    assert spell_digraphs(text) == spelled
