"""Rich text as docutils nodes."""

from __future__ import annotations

from docutils import nodes

from sphinx_cv.model.text import EMPTY, Math, Reference, RichText, Styled
from sphinx_cv.render.text import plain_text, to_nodes

TEXT = RichText(
    (
        "a ", Styled("emphasis", ("b ", Styled("strong", ("c",)))), " ", Styled("small_caps", ("D",)), " ",
        Styled("literal", ("e",)), " ", Math("x_1", "x₁"), " ", Reference("https://x.org", ("f",)), " ",
        Styled("superscript", ("g",)), Styled("subscript", ("h",)),
    ),
    "a b c D e x₁ f gh",
)  # fmt: skip


def test_nodes_are_docutils_own() -> None:
    paragraph = nodes.paragraph("", "", *to_nodes(TEXT))
    assert paragraph.pformat() == (
        "<paragraph>\n"
        "    a \n"
        "    <emphasis>\n"
        "        b \n"
        "        <strong>\n"
        "            c\n"
        "     \n"
        '    <inline classes="cv-small-caps">\n'
        "        D\n"
        "     \n"
        "    <literal>\n"
        "        e\n"
        "     \n"
        '    <math cv_plain="x₁">\n'
        "        x_1\n"
        "     \n"
        '    <reference refuri="https://x.org">\n'
        "        f\n"
        "     \n"
        "    <superscript>\n"
        "        g\n"
        "    <subscript>\n"
        "        h\n"
    )


def test_the_text_of_nodes_has_formulas_as_plain_text() -> None:
    text = RichText(("In ", Styled("emphasis", ("time ", Math("O(n^2)", "O(n²)"))), "."), "In time O(n²).")
    assert plain_text(to_nodes(text)) == text.plain


def test_nodes_are_fresh_at_each_call() -> None:
    text = RichText((Styled("emphasis", ("a",)),), "a")
    first, second = to_nodes(text), to_nodes(text)
    assert first[0] is not second[0]
    assert [node.astext() for node in first] == [node.astext() for node in second] == ["a"]


def test_an_empty_text_has_no_nodes() -> None:
    assert to_nodes(EMPTY) == []
