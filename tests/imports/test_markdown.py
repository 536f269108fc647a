"""Texts as Markdown, and without it."""

from __future__ import annotations

import pytest

from sphinx_cv.imports import markdown
from sphinx_cv.imports.website_papers import names_of


@pytest.mark.parametrize(
    ("text", "escaped", "rich", "plain"),
    [
        ("a *b* **c** `d`", r"a \*b\* \*\*c\*\* \`d\`", "a *b* **c** `d`", "a b c d"),
        ("***H. Tom***", r"\*\*\*H. Tom\*\*\*", "***H. Tom***", "H. Tom"),
        (
            "[a *b*](https://example.org/x)",
            r"\[a \*b\*\](https://example.org/x)",
            r"[a \*b\*](https://example.org/x)",
            "a b",
        ),
        ("[a](javascript:x)", r"\[a\](javascript:x)", r"\[a\](javascript:x)", "a"),
        (
            "2 * 3 * 4 & 5 &amp; #6",
            r"2 \* 3 \* 4 & 5 \&amp; #6",
            r"2 \* 3 \* 4 & 5 \&amp; #6",
            "2 * 3 * 4 & 5 &amp; #6",
        ),
        ("# a", r"\# a", r"\# a", "# a"),
        ("1. a\nb", r"1\. a b", r"1\. a b", "1. a b"),
        ("4.0 of 5", "4.0 of 5", "4.0 of 5", "4.0 of 5"),
        (": a", r"\: a", r"\: a", ": a"),
    ],
)
def test_text_is_escaped(text: str, escaped: str, rich: str, plain: str) -> None:
    assert (markdown.escape(text), markdown.rich(text), markdown.plain(text)) == (escaped, rich, plain)


def test_a_page_keeps_its_paragraphs_and_lists() -> None:
    text = "# Title\n\nFirst *line*\nsecond.\n\n* one\n- two\n\n<p>Done &amp; gone</p>\n\nHead\n===="
    assert markdown.page(text) == ["**Title**", "First *line* second.", "- one\n- two", "Done & gone", "**Head**"]


@pytest.mark.parametrize(
    ("citation", "names"),
    [
        ("Example, A., &amp; Quill, J. B. (2024). &quot;T.&quot; <i>J</i>.", ["Example, A.", "Quill, J. B."]),
        ("Ada Example, Jonas Quill and Noémie Fré (2024). T.", ["Ada Example", "Jonas Quill", "Noémie Fré"]),
        ("Example, Ada; Quill, Jonas. 2024. T.", ["Example, Ada", "Quill, Jonas"]),
        ("Example, Ada. (2009). &quot;Paper.&quot;", ["Example, Ada"]),
        ("Quill, and others of the lab, a team, 2024", []),
        ("No year at all", []),
    ],
)
def test_the_authors_of_a_citation_are_read_or_not(citation: str, names: list[str]) -> None:
    assert names_of(citation) == names
