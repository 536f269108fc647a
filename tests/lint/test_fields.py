"""Single fields: months, dates, pages, identifiers, broken characters, leftovers of LaTeX and HTML."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from content import entry

from sphinx_cv.lint.fields import (
    arxiv_problem,
    broken,
    doi_problem,
    isbn_problem,
    leftover,
    month_problem,
    pages_problem,
)
from sphinx_cv.lint.names import orcid_problem

if TYPE_CHECKING:
    from collections.abc import Callable

    Lint = Callable[..., list[str]]

#: Text, and its one finding behind the file's name; `%` stands for where a suppression is set.
FINDINGS: list[tuple[str, str]] = [
    ("%" + entry("a", month="{Febuary}"),
     "5: a: month: '{Febuary}' is not a month: write jan to dec, without braces or quotes, or 1 to 12 [cv.month]"),
    ("%" + entry("a", pages="137--129"), "5: a: pages: '137--129' are in the wrong order: swap or correct them [cv.pages]"),
    ("%" + entry("a", doi="10.1/x"), "5: a: doi: '10.1/x' is not a DOI, which has the form 10.1000/182: correct it [cv.identifier]"),
    ("%" + entry("a", eprint="2313.00752", eprinttype="arXiv"),
     "5: a: eprint: '2313.00752' is not an arXiv identifier: it begins with a year and a month, and 2313 is not valid: correct it [cv.identifier]"),
    ("%" + entry("a", isbn="3-387-13866-8"),
     "5: a: isbn: '3-387-13866-8' has a wrong check digit: look for a mistyped digit [cv.identifier]"),
    ("%" + entry("a", author="B. SchÃ¶lkopf"), "2: a: author: 'SchÃ¶lkopf' was read in the wrong encoding: write Schölkopf [cv.mojibake]"),
    ("%" + entry("a", title="Snails &amp; slugs"),
     "3: a: title: '&amp;' shows an HTML entity: write the text that it stands for [cv.leftover_latex]"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), FINDINGS, ids=[found.split(": ")[-1][-30:] for _, found in FINDINGS])
def test_a_finding_has_its_line_and_its_suppression(
    assert_finding: Callable[[str, str], None], text: str, found: str
) -> None:
    assert_finding(text, found)


@pytest.mark.parametrize(("problem_of", "good", "bad"), [
    (month_problem, ["January", "jan", "Sept.", "3", "10~May", "June--July", "12 March", "Spring", "October and November"],
     ["13", "0", "24/09/2007", "2008", "Febuary", "---"]),
    (pages_problem, ["1--9", "12", "e123", "1234-41", "iv--xii", "12:1--12:30", "3-5, 9", "S1--S9", "100ff", "Article 29", "102–110", "C3"],
     ["pp. 1--9", "9--", "to appear", "??--??", "137--129", "n/a-n/a", "1--16--16", "doi.org/10.1038/x"]),
    (doi_problem, ["10.1000/182", "https://doi.org/10.1016/j.x.2010.10.008", "10/abc", "10.1002/(SICI)1(199)2:3<1::AID>3.0.CO;2-6"],
     ["10.1/x", "10.1000/182.", "10.1000/1, 10.1000/2", "10.48550/arXiv.2313.00001"]),
    (arxiv_problem, ["2312.00752", "0704.0001v2", "hep-th/9901001", "math.AG/0601001", "arXiv:1706.03762", "https://arxiv.org/abs/1706.03762"],
     ["2313.00752", "2312.0075", "0704.00001", "23120075", "0612.0001"]),
    (orcid_problem, ["0000-0002-1825-0097", "0000-0002-1694-233X", "https://orcid.org/0000-0002-1825-0097"],
     ["0000-0002-1825-0098", "0000000218250097", "0000-0002-1825"]),
    (isbn_problem, ["978-3-16-148410-0", "0-306-40615-2", "0036-8075 (Print)"], ["978-3-16-148410-1", "0-306-40615-3"]),
    (broken, ["Schölkopf", "naïve – “quoted”", "Đặng Ωμέγα", "Straße"], ["SchÃ¶lkopf", "itâ€™s", "Mu\ufffdller", "S\u0096T"]),
    (leftover, ["A & B", "5 < 6 and i > 3", "C$ and US$ 5", "O(n) – a"], [r"\textit x", "&amp;", "<i>x</i>", "2textendash 3", "a {b", r"\'e"]),
])  # fmt: skip
def test_forms(problem_of: Callable[[str], str], good: list[str], bad: list[str]) -> None:
    assert [text for text in good if problem_of(text)] == []
    assert [text for text in bad if not problem_of(text)] == []


@pytest.mark.parametrize(
    ("problem_of", "text"),
    [
        (month_problem, "late"), (month_problem, "early to late"), (month_problem, "²"), (month_problem, "½"),
        (month_problem, "1" * 5_000), (month_problem, "of 13"),
    ],
)  # fmt: skip
def test_what_is_no_month_is_named(problem_of: Callable[[str], str], text: str) -> None:
    assert problem_of(text) == "is not a month: write jan to dec, without braces or quotes, or 1 to 12"


@pytest.mark.parametrize(
    "text", ["Forthcomingincollectedproceedings", "a" * 5_000 + "!", "a." * 5_000, "1" * 5_000 + "-" * 900]
)
def test_long_pages_are_checked_at_once(text: str) -> None:
    begin = time.process_time()
    assert pages_problem(text).startswith("are not pages")
    assert time.process_time() - begin < 1


def test_pages_of_thousands_of_digits_are_compared() -> None:
    assert pages_problem(f"{'2' * 5_000}--{'1' * 5_000}") == "are in the wrong order: swap or correct them"
    assert pages_problem(f"{'1' * 5_000}--{'2' * 5_000}") == ""
