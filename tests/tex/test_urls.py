"""URLs as BibTeX fields have them: what LaTeX would print of them."""

from __future__ import annotations

import pytest

from sphinx_cv.tex.urls import decode_url


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # nothing to decode
        ("https://x.org/a?b=c&d=e#f", "https://x.org/a?b=c&d=e#f"), ("https://x.org/100%", "https://x.org/100%"), ("", ""),
        ("  https://x.org ", "  https://x.org "), ("https://x.org/a\\b", "https://x.org/a\\b"),
        # commands
        (r"\url{https://x.org/a}", "https://x.org/a"), (r" \url{https://x.org/a} ", "https://x.org/a"),
        (r"\url{javascript:alert(1)}", "javascript:alert(1)"),
        # escaped characters
        (r"https://x.org/a\_b\%20c\&d\#e", "https://x.org/a_b%20c&d#e"), (r"https://x.org/{\_}a", "https://x.org/_a"),
        (r"https://x.org/a\_{}b", "https://x.org/a_b"), (r"https://x.org/\$5", "https://x.org/$5"),
        (r"a{\textunderscore}b", "a_b"), (r"1{\textless}2{\textgreater}3", "1<2>3"),
        # tildes
        (r"https://x.org/\~{}me", "https://x.org/~me"), (r"https://x.org/\~me", "https://x.org/~me"),
        (r"https://x.org/\textasciitilde{}me", "https://x.org/~me"), (r"https://x.org/\textasciitilde me", "https://x.org/~me"),
        (r"https://x.org/{\textasciitilde}me", "https://x.org/~me"), (r"https://x.org/$\sim$me", "https://x.org/~me"),
        (r"https://x.org/{~}me", "https://x.org/~me"),
    ],
)  # fmt: skip
def test_a_url_is_what_latex_prints_of_it(source: str, expected: str) -> None:
    assert decode_url(source) == expected
