"""Long and deep input: it is read in linear time, or a limit has a message. Each case is read in seconds, not in hours."""

from __future__ import annotations

import datetime
import pickle
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_cv.bibtex import suppressions
from sphinx_cv.export import bibtex, highwire
from sphinx_cv.lint.find import Content, find
from sphinx_cv.model.identity import Identities
from sphinx_cv.render.citation import compose
from sphinx_cv.site.options import quote_options
from sphinx_cv.site.warnings import FindingType
from sphinx_cv.tex.decode import decode
from sphinx_cv.tex.math import is_math

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_cv.bibtex.records import Library

KINDS = tuple(type_.value for type_ in FindingType)
DEEP = "its braces are nested too deeply to be read: remove some"
#: The limit, in seconds of processor time; what is linear takes less than a tenth of it.
SECONDS = 8


def use(library: Library) -> None:
    """Do with a library what builds and the check do."""
    for publication in library.publications:
        bibtex.bibtex(publication)
        list(highwire.highwire_tags(publication))
        compose(publication)
    pickle.dumps(library)
    content = Content(library=library, owner=("Tri Dao",), people=Identities({}), settings=Path("conf.py"), today=datetime.date(2026, 1, 1))  # fmt: skip
    find(content, KINDS)


VALUES = {
    "title": ["a", "A", "{a", "\\(", "\\emph a", "~", "\\text{", "x\\^", "{A} "],
    "author": ["a", "?", "a?", "¼", "A. ", "a and ", "*"],
    "journal": ["(A", "-", "~", "Aa", "first ", "1st ", "'"],
    "pages": ["a", "a.", "1-", "~", "i", "1"],
    "month": ["1", "a", "²"],
    "eprint": ["-", "a-", "1.", "v1"],
    "doi": ["10.48550/arxiv.", "10.", "/"],
    "isbn": ["(", "~", "97"],
    "date": ["T", "1", "2020-"],
    "url": ["%", "\\", "http://["],
    "author+an": ["1", ";", "1=a;"],
}


@pytest.mark.parametrize(("field", "unit"), [(field, unit) for field, units in VALUES.items() for unit in units])
@pytest.mark.parametrize("end", ["", "!"])
def test_a_long_value_is_read_in_linear_time(read: Callable[..., Library], field: str, unit: str, end: str) -> None:
    value = unit * (40_000 // len(unit)) + end
    fields = {"author": "Dao, Tri", "title": "A title of words", "year": "2020", field: value}
    begin = time.process_time()
    use(read("@article{a, " + ", ".join(f"{name} = {{{text}}}" for name, text in fields.items()) + "}\n"))
    assert time.process_time() - begin < SECONDS


FILES = {
    "faulty entries on one line": lambda n: "@misc{a, title={A} @misc{b, title={B}}" * n,
    "quoted fields": lambda n: "@misc{a, " + ", ".join(f'f{at} = "x"' for at in range(n)) + "}",
    "faulty fields": lambda n: "@misc{a, x y,\n" + ",\n".join(f"f{at} = {{x}}" for at in range(n)) + "}",
    "surplus braces": lambda n: "@misc{a,\n title = {a" + "}b" * n,
    "opening braces": lambda n: "@misc{a, title={" + "{" * n,
    "spaces of a key": lambda n: "@misc{" + " " * n + "{",
    "at signs": lambda n: "@ " * n,
    "one key": lambda n: "".join(f"@misc{{a, title={{{at}}}}}\n" for at in range(n // 2)),
    "comments": lambda n: "% cv: ok month" + "%" * n * 20 + "\n@misc{a, title={A}}",
    "crossref": lambda n: "".join(
        f"@misc{{k{at}, title={{T{at} a}}, crossref={{k{at + 1}}}}}\n" for at in range(n // 3)
    ),
}


@pytest.mark.parametrize("make", FILES.values(), ids=FILES)
def test_a_long_file_is_read_in_linear_time(read: Callable[..., Library], make: Callable[[int], str]) -> None:
    begin = time.process_time()
    use(read(make(8_000)))
    assert time.process_time() - begin < 2 * SECONDS


def test_3000_faulty_entries_on_one_line_are_read(read: Callable[..., Library]) -> None:
    found = read("".join(f"@misc{{k{at}, title={{A}} x}} " for at in range(3_000)))
    assert [publication.key for publication in found.publications] == [f"k{at}" for at in range(3_000)]
    assert len([fault for fault in found.faults if fault.subtype == "bibtex_syntax"]) == 3_000


def test_surplus_braces_alone_are_taken_out(read: Callable[..., Library]) -> None:
    assert read("@misc{a,\n x y,\n title = {a}b}c},\n}").publications[0].title.plain == "abc"


def test_strings_that_double_each_other_have_a_limit(read: Callable[..., Library]) -> None:
    strings = "".join(f"@string{{s{at + 1} = s{at} # s{at}}}\n" for at in range(25))
    found = read('@string{s0 = "aaaaaaaaaa"}\n' + strings + "@misc{a, title = s25, author = {Dao, Tri}, year = 2020}\n")
    message = "its strings have more than 10000 characters, so s9 is ignored: write shorter ones"
    assert next((fault.line, fault.subtype, fault.message) for fault in found.faults) == (11, "bibtex_syntax", message)
    assert len(found.publications[0].title.plain) <= 10_000


def test_a_chain_of_thousands_of_publications_has_a_limit(read: Callable[..., Library]) -> None:
    chain = "".join(
        f"@misc{{k{at}, author={{A}}, title={{T}}, year=2020, crossref={{k{at + 1}}}}}\n" for at in range(102)
    )
    found = read(chain + "@misc{k102, author={A}, title={T}, year=2020}")
    message = "crossref leads to more than 100 entries: name the one that is meant"
    assert [(fault.line, fault.message) for fault in found.faults] == [(1, f"k0: {message}"), (2, f"k1: {message}")]


@pytest.mark.parametrize(
    "source",
    [r"\emph{" * 250 + "word" + "}" * 250, r"\em " * 400 + "word", "{" * 300 + "word" + "}" * 300, r"\'" * 300 + "word",
     r"\href{https://a.org}{" * 250 + "word" + "}" * 250, r"\emph" * 250 + " word", r"{\bf " * 250 + "word" + "}" * 250],
)  # fmt: skip
def test_deep_nesting_is_a_fault_and_the_text_stays(read: Callable[..., Library], source: str) -> None:
    found = read(f"@misc{{a, author = {{Dao, Tri}}, year = 2020, title = {{{source}}}}}")
    assert [fault.message for fault in found.faults if fault.subtype == "latex"] == [
        f"a: title: {DEEP}"
    ] or source.count("{") > 100
    assert "word" in found.publications[0].title.plain
    use(found)


def test_usual_nesting_is_read() -> None:
    assert decode(r"\emph{" * 20 + "word" + "}" * 20)[1] == ()
    assert decode("{" * 40 + "word" + "}" * 40)[0].plain == "word"


@pytest.mark.parametrize(
    "source",
    ["x^{" * 300 + "1" + "}" * 300, r"\sqrt" * 300 + " x", r"\frac{1}{" * 300 + "2" + "}" * 300, r"\left(" * 300 + "x" + r"\right)" * 300,
     r"\hat" * 300 + " x", "x" * 50_000, r"\mathbf" * 300 + " x", "x_" * 5_000 + "1"],
)  # fmt: skip
def test_a_long_or_deep_formula_is_refused(source: str) -> None:
    begin = time.process_time()
    assert not is_math(source)
    assert time.process_time() - begin < SECONDS


def test_suppressions_are_found_in_linear_time() -> None:
    begin = time.process_time()
    for text in (
        "cv:" + "%" * 200_000,
        "% cv: ok month\n" * 20_000,
        "cv: " + ".." * 100_000,
        "% cv: ok " + "a, " * 50_000,
    ):
        suppressions.read(text, Path("pubs.bib"), [])
    assert time.process_time() - begin < SECONDS


def test_an_option_with_many_spaces_is_read_in_linear_time() -> None:
    begin = time.process_time()
    source = "```{entry} A\n:title: a" + " " * 100_000 + "b\n```\n"
    assert quote_options(source) == (source, [])
    assert time.process_time() - begin < SECONDS
