"""Options that MyST would cut short or drop are quoted, and then read as they were meant."""

from __future__ import annotations

import re

import pytest
from docutils.parsers.rst import Directive
from docutils.parsers.rst.directives import unchanged
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from myst_parser.parsers.directives import parse_directive_text

from sphinx_cv.site.options import QuotedOption, mend_fences, quote_options

PROPERTY = settings(max_examples=200, deadline=None, derandomize=True)


class Any(Directive):
    """A directive with the options that the tests write."""

    option_spec = {"filter": unchanged, "title": unchanged, "style": unchanged}  # noqa: RUF012  (docutils' way)
    has_content = True


def myst_reads(source: str) -> dict[str, str]:
    """The options of a directive that is all of `source`, as MyST reads them."""
    lines = source.split("\n")
    read = parse_directive_text(Any, "", "\n".join(lines[1:-1]))
    assert read.warnings == []
    return read.options


MENDED = [
    ('"attention" in topics and y >= 2022', "'\"attention\" in topics and y >= 2022'"),
    ('"a" in topics', "'\"a\" in topics'"),
    ("'a' in topics", "'''a'' in topics'"),
    ("C# and F#", None),
    ("a # b", "'a # b'"),
    ("#1 of its kind", "'#1 of its kind'"),
    ("a #", "'a #'"),
    ("y == 1 # 'new'", "'y == 1 # ''new'''"),
    ("| x", "'| x'"),
    ("> x", "'> x'"),
    ('"unclosed', "'\"unclosed'"),
    ("'unclosed", "'''unclosed'"),
    (r'"a\"b" c', '\'"a\\"b" c\''),
    ("a\tb", "'a\tb'"),
    ('title % "^Mamba"', None),
    ("a: b", None),
    ("it's", None),
    ("[a]", None),
    ("{a}", None),
    ("&x", None),
    ("*x", None),
    ("!x", None),
    ("@x", None),
    ("`x`", None),
    ("%x", None),
    ("- x", None),
    ("https://x.org/#y", None),
    ("a\\b", None),
    ("1", None),
    ("true", None),
]


@pytest.mark.parametrize(("value", "written"), MENDED)
@pytest.mark.parametrize(
    ("opening", "closing"), [("```{bibliography}", "```"), (":::{entries} award", ":::"), ("~~~~{x}", "~~~~")]
)
def test_a_value_reads_back_as_it_was_meant(value: str, written: str | None, opening: str, closing: str) -> None:
    quoted, mends = quote_options(f"{opening}\n:style: s\n:filter: {value}\n:title: t\n{closing}")
    assert quoted == f"{opening}\n:style: s\n:filter: {written or value}\n:title: t\n{closing}"
    assert mends == ([QuotedOption(3, "filter", written)] if written else [])
    assert myst_reads(quoted) == {"style": "s", "filter": value, "title": "t"}


@pytest.mark.parametrize(
    ("value", "meant"), [('"a"', "a"), ("'a'", "a"), ("'it''s'", "it's"), (r'"a\tb"', "a\tb"), ('"a # b"', "a # b")]
)
def test_a_value_that_is_quoted_already_stays(value: str, meant: str) -> None:
    source = f"```{{x}}\n:filter: {value}\n```"
    assert quote_options(source) == (source, [])
    assert myst_reads(source) == {"filter": meant}


@pytest.mark.parametrize("value", ['"attention" in topics', "a # b", '"unclosed', "| x"])
def test_without_quotes_myst_reads_something_else(value: str) -> None:
    read = parse_directive_text(Any, "", f":filter: {value}\n:title: t")
    assert read.options != {"filter": value, "title": "t"}


def test_each_mend_has_its_line() -> None:
    source = '# Title\n\n```{x}\n:filter: "a" b\n:title: c # d\n:style: e\n```\n\ntext\n\n:::{y}\n:title: "f" g\n:::\n'
    quoted, mends = quote_options(source)
    assert mends == [
        QuotedOption(4, "filter", "'\"a\" b'"),
        QuotedOption(5, "title", "'c # d'"),
        QuotedOption(12, "title", "'\"f\" g'"),
    ]
    assert quoted.count("\n") == source.count("\n")


@pytest.mark.parametrize(
    "source",
    [
        "text\n:filter: a # b\n",
        ":field: a # b\n",
        "```python\n:filter: a # b\n```",
        "```{x}\n\n:filter: a # b\n```",
        "```{x}\ntext\n:filter: a # b\n```",
        "```{x}\n:style: s\n\n:filter: a # b\n```",
        "```{x}\n:filter:\n:title:   \n```",
        "```{x}\n:nocaption:\n```",
        "````md\n```{x}\n:filter: a # b\n```\n````",
        "````\n```{x}\n:filter: a # b\n```\n````",
        "~~~\n```{x}\n:filter: a # b\n```\n~~~",
        "",
        "\n\n",
    ],
)  # fmt: skip
def test_what_is_no_option_stays(source: str) -> None:
    assert quote_options(source) == (source, [])


@pytest.mark.parametrize(
    ("source", "quoted"),
    [
        ("  ```{x}\n  :filter: a # b\n  ```", "  ```{x}\n  :filter: 'a # b'\n  ```"),
        ("> ```{x}\n> :filter: a # b\n> ```", "> ```{x}\n> :filter: 'a # b'\n> ```"),
        ("````{outer}\n```{x}\n:filter: a # b\n```\n````", "````{outer}\n```{x}\n:filter: 'a # b'\n```\n````"),
        ("```{x} argument\n:filter:   a # b  \n```", "```{x} argument\n:filter:   'a # b'\n```"),
    ],
)  # fmt: skip
def test_directives_are_found_where_they_stand(source: str, quoted: str) -> None:
    assert quote_options(source)[0] == quoted


def test_quoting_twice_is_quoting_once() -> None:
    once, _ = quote_options('```{x}\n:filter: "a" b\n:title: c # d\n```')
    assert quote_options(once) == (once, [])


VALUE = st.text(
    st.sampled_from("ab \"'#:|>-[]{}&*!%@`,?\\\t") | st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]),
    min_size=1,
)


@PROPERTY
@example('"')
@example("'")
@example("''")
@example("\u0085x")
@example("a\u00a0#b")
@given(VALUE)
def test_any_value_reads_back(value: str) -> None:
    value = value.strip()
    assume(value and not re.fullmatch(r"[|>][-+1-9]*", value))  # which begins a text of several lines
    quoted, mends = quote_options(f"```{{x}}\n:filter: {value}\n:title: t\n```")
    read = myst_reads(quoted)
    assert read["title"] == "t"
    assert len(mends) <= 1
    if mends or value[0] not in "\"'":  # what stands in quotes is what they hold
        assert read["filter"] == value


@PROPERTY
@given(st.lists(st.sampled_from(["```{x}", "```", ":::{y}", ":::", ':filter: "a" b', ":title: c # d", "text", "", "> ",
    "````", ":a:"])).map("\n".join)
       | st.text())  # fmt: skip
def test_no_line_is_added_or_lost(source: str) -> None:
    quoted, mends = quote_options(source)
    changed = [
        number
        for number, (old, new) in enumerate(zip(source.split("\n"), quoted.split("\n"), strict=True), start=1)
        if old != new
    ]
    assert changed == [mend.line for mend in mends]


@pytest.mark.parametrize(
    ("source", "mended", "lines"),
    [
        ("```{entry} A `b`\n:date: 2024\n```\n", "~~~{entry} A `b`\n:date: 2024\n~~~\n", [1]),
        ("x\n\n> ````{entry} `b`\n> ```\n> ````\n", "x\n\n> ~~~~{entry} `b`\n> ```\n> ~~~~\n", [3]),
        ("```{entry} A\n```\n\n```{entry} `b`\n```", "```{entry} A\n```\n\n~~~{entry} `b`\n~~~", [4]),
        # code, other fences, text, no end, and tildes inside
        ("````md\n```{entry} A `b`\n```\n````", None, []),
        ("```\n```{entry} A `b`\n```\n", None, []),
        ("~~~{entry} A `b`\n~~~", None, []),
        (":::{entry} A `b`\n:::", None, []),
        ("```{entry} A``` is how a row begins\n\n```\n", None, []),
        ("```{entry} A `b`\n:date: 2024\n", None, []),
        ("```{entry} A `b`\n~~~\ncode\n~~~\n```", None, []),
    ],
)
def test_a_title_with_a_backtick_gets_a_fence_of_tildes(source: str, mended: str | None, lines: list[int]) -> None:
    assert mend_fences(source) == (mended or source, lines)
