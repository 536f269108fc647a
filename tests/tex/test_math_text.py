"""Formulas as plain text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_cv.tex.math_text import plain_math
from sphinx_cv.tex.symbols import symbol_of


@pytest.mark.parametrize(
    ("source", "plain"),
    [
        ("x", "x"), ("", ""), (r"O(n^2)", "O(n²)"), ("n^{10}", "n¹⁰"), ("x^{-1}", "x⁻¹"), ("x_{12}", "x₁₂"), ("a_i", "aᵢ"), ("n^k", "nᵏ"),
        ("O(1.3289^n)", "O(1.3289ⁿ)"), ("2^{O(n)}", "2^(O(n))"), ("n^{1.5}", "n^(1.5)"), ("x^q", "x^q"), ("e^{x+y}", "eˣ⁺ʸ"), ("C^*", "C*"),
        (r"90^\circ", "90°"), (r"x'", "x'"), (r"x^\prime", "x′"), ("x^{2}_{i}", "x²ᵢ"), ("SU(2)_L", "SU(2)_L"), (r"\theta_{ML}", "θ_ML"), ("k_{max}", "kₘₐₓ"),
        (r"{}^{\mbox{th}}", "th"), (r"{}^{th}", "th"), (r"^{13}\mathrm{C}", "¹³C"), ("{}_2O", "₂O"), ("x^th", "xᵗh"),
        (r"\sqrt E", "√E"), (r"\sqrt{a+b}", "√(a+b)"), (r"\sqrt[3]{x}", "³√x"), (r"\sqrt{2}", "√2"), (r"\sqrt{x_1}", "√x₁"),
        (r"\frac12", "1/2"), (r"\frac{a+1}{2}", "(a+1)/2"), (r"\frac{n}{2^{k}}", "n/2ᵏ"), (r"\frac{(a+b)}{c d}", "(a+b)/(c d)"),
        (r"\binom{n}{k}", "(n choose k)"), (r"\left(\frac{n}{k}\right)", "(n/k)"), (r"\left.x\right|", "x|"),
        (r"\tilde{O}(n)", "Õ(n)"), (r"\widetilde O(n)", "Õ(n)"), (r"\hat{x}", "x̂"), (r"\bar{B}^0", "B̄⁰"), (r"\overline{AB}", "ĀB̄"),
        (r"\alpha_1 + \beta", "α₁ + β"), (r"\mathbb{R}^3", "ℝ³"), (r"\mathcal{O}(\log n)", "O(log n)"), (r"n\log\log n", "n log log n"), (r"\sin(x)", "sin(x)"),
        (r"\operatorname{rank} A", "rank A"), (r"\text{if } x", "if  x"), (r"k\text{-means}", "k-means"), (r"a\,b\;c\ d", "a b c d"), (r"\{x\}", "{x}"),
        (r"A\times B \le \infty", "A× B ≤ ∞"), (r"\unknowncommand x", "unknowncommand x"),
    ],
)  # fmt: skip
def test_a_formula_as_text_keeps_its_meaning(source: str, plain: str) -> None:
    assert plain_math(source, symbol_of) == unicodedata.normalize("NFC", plain)


@given(st.text(alphabet="x2{}^_\\\\[]sqrtfrac ~$+n") | st.text())
def test_any_text_is_a_plain_text(source: str) -> None:
    assert isinstance(plain_math(source, symbol_of), str)
