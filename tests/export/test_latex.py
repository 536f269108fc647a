"""Text as LaTeX: it is read back as it was, and is no command."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_cv.export.latex import escape, latex
from sphinx_cv.model.text import RichText
from sphinx_cv.tex.decode import decode

#: Characters with a meaning in LaTeX or BibTeX; quotes of one sign are read as typographic ones.
SPECIAL = 'ab \\{}$%&#_~^-\N{NO-BREAK SPACE}é@"<>|[]=,A1.'


@given(st.text(alphabet=SPECIAL, max_size=30))
def test_plain_text_is_read_back(text: str) -> None:
    read, problems = decode(escape(text))
    assert (read.plain, problems) == (unicodedata.normalize("NFC", text), ())
    assert escape(text).count("{") == escape(text).count("}")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (r"100% of R&D in C#: \input{x}", r"100\% of R\&D in C\#: \textbackslash{}input\textbraceleft{}x\textbraceright{}"),
        ("a_b ~ x^2 $ -- ---", r"a\_b \textasciitilde{} x\textasciicircum{}2 \$ -{}- -{}-{}-"),
        ("Fig.\N{NO-BREAK SPACE}1 – été", "Fig.~1 – été"),
    ],
)  # fmt: skip
def test_special_characters_are_escaped(text: str, written: str) -> None:
    assert escape(text) == written


@pytest.mark.parametrize(
    "source",
    [
        r"A \emph{study} of $\mu$P in \textbf{the \textsc{sea}}",
        r"H\textsubscript{2}O, 10\textsuperscript{6} and \texttt{code}",
    ],
)
def test_styles_and_formulas_are_written_as_they_were(source: str) -> None:
    assert latex(decode(source)[0]) == source


def test_a_link_is_its_text() -> None:
    assert latex(decode(r"see \href{https://example.org/}{the sea}")[0]) == "see the sea"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("GPT-4, GPTs and the I/O of DNA", "{GPT-4}, GPTs and the {I/O} of {DNA}"),
        ("DNA-based, non-DNA, aDNA", "{DNA}-based, non-{DNA}, aDNA"),
        ("C#: DNA_1", r"C\#: {DNA}\_1"),
    ],
)
def test_words_are_protected_with_their_number(text: str, written: str) -> None:
    assert latex(RichText.from_plain(text), {"GPT", "I/O", "DNA"}) == written
