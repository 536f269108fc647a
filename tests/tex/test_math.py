"""Formulas: which hold math alone, and what they are as plain text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_cv.model.text import Math, RichText
from sphinx_cv.tex.decode import decode
from sphinx_cv.tex.math import is_math, modern_math

PROPERTY = settings(max_examples=200, deadline=None, derandomize=True)
HOSTILE = [
    r"\input{x}", r"\input", r"\write18{ls}", r"^^5cinput{x}", r"\def\a{b}", r"\csname input\endcsname", r"\label{x}",
    r"\text{$\input{x}$}", r"\text{\input{x}}", r"\text {\input{x}}", r"\text\input{x}", r"\mbox{\input{x}}",
    r"\textrm{\write18{ls}}", r"\operatorname{\input x}", r"\text{\csname input\endcsname}", r"\text{\verb|a|}",
    r"\text{a}\end{document}", r"\begin{input}a\end{input}", r"\href{javascript:x}{b}", r"\mathrm{\input{x}}",
    r"\left\input",
    "x%y", "a#b", "a&b", "}", "{", "a}{b", r"\text{a", r"\text{\}",
]  # fmt: skip


@pytest.mark.parametrize("formula", HOSTILE)
def test_a_formula_with_more_than_math_is_shown_as_it_stands(formula: str) -> None:
    for source in (f"${formula}$", rf"\({formula}\)"):
        if "$" in formula:  # such a dollar sign would end the formula
            continue
        problem = f"the formula {formula!r} is not understood and is shown unchanged: write it more simply"
        assert decode(source) == (RichText((f"${formula}$",), f"${formula}$"), (problem,))
    assert not is_math(formula)


@pytest.mark.parametrize(
    ("source", "formula"),
    [
        (r"{\cal F}_n", r"{\mathcal{F}}_n"), (r"\cal F", r"\mathcal{F}"), (r"O(\cal{X})", r"O(\mathcal{{X})}"),
        (r"{\rm GaN}(000\bar{1})", r"{\mathrm{GaN}}(000\bar{1})"), (r"{a\bf b{c}}d", r"{a\mathbf{b{c}}}d"),
        (r"{\rm a \it b}", r"{\mathrm{a \mathit{b}}}"), (r"\rm\}", r"\mathrm{\}}"), (r"L\sp 2\sb{i}", "L^2_{i}"),
        (r"\rmoustache \calx \spx", r"\rmoustache \calx \spx"), ("x^2", "x^2"), (r"\rm", r"\mathrm{}"),
    ],
)  # fmt: skip
def test_commands_of_old_latex_are_those_of_today(source: str, formula: str) -> None:
    assert modern_math(source) == formula


def test_a_formula_with_old_commands_is_a_formula() -> None:
    expected = RichText(("On ", Math(r"{\mathcal{F}}", "F")), "On F")
    assert decode(r"On ${\cal F}$") == (expected, ())


def test_no_command_in_a_formulas_text_reaches_tex() -> None:
    for source in (r"$\text{$\input{x}$}$", r"\ensuremath{\text{\input{x}}}"):
        pieces = decode(source)[0].pieces
        assert [piece for piece in pieces if isinstance(piece, Math)] == []


@PROPERTY
@given(
    st.lists(
        st.sampled_from([*"ab1{}_^\\ $%&#~", r"\alpha", r"\text", r"\input", r"\frac", r"\mathrm", r"\mbox", r"\sqrt"])
    ).map("".join)
)
def test_a_formula_that_is_accepted_is_balanced_and_holds_no_other_command(source: str) -> None:
    if is_math(source):
        bare = re.sub(r"\\[^A-Za-z]", "", source)
        assert re.search(r"\\input|(?<!\\)[%#&$]|\^\^", source) is None
        assert bare.count("{") == bare.count("}")
