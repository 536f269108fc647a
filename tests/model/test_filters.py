"""The little language of filters: what it can say, and what is said of a slip."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_cv.model import filters
from sphinx_cv.model.filters import FilterError

PROPERTY = settings(max_examples=200, deadline=None, derandomize=True)
NAMES = {
    "y": filters.NUMBER, "number": filters.NUMBER, "title": filters.TEXT, "venue": filters.TEXT, "award": filters.TEXT,
    "topics": filters.SET_OF_TEXT, "authors": filters.SET_OF_TEXT, "years": filters.SET_OF_NUMBERS,
    "selected": filters.FLAG,
}  # fmt: skip
RECORD: dict[str, Any] = {
    "y": 2023, "number": 7, "title": "Mamba: selective state spaces", "venue": "COLM", "award": "",
    "topics": frozenset({"attention", "inference"}), "authors": frozenset({"Tri Dao", "Albert Gu"}),
    "years": frozenset({2022, 2023}),
    "selected": True,
}  # fmt: skip
FIELDS = "the fields are author, topics, y"
LANGUAGE = "is not part of the filter language (and, or, not, ==, !=, <, <=, >, >=, in, %, |, &)"
SAMPLE = 'write an expression such as "attention" in topics and y >= 2022'


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("y == 2023", True), ("y != 2023", False), ("y < 2023", False), ("y <= 2023", True), ("y > 2022", True),
        ("y >= 2024", False),
        ("2022 < y", True), ("y == number", False), ('venue == "COLM"', True), ('venue != "COLM"', False),
        ('venue < "D"', True),
        ('"attention" in topics', True), ('"Attention" in topics', False), ('"x" not in topics', True),
        ("venue in topics", False),
        ('"state" in title', True), ('"x" not in title', True), ("y in {2022, 2023}", True),
        ("y not in {2022, 2023}", False),
        ("y in years", True), ('venue in {"ICML", "COLM"}', True), ("{y, 2022} == years", True),
        ('{"attention"} <= topics', True),
        ('topics < {"attention"}', False), ('topics == {"attention", "inference"}', True),
        ('{"x", "y"} != topics', True),
        ('title % "^mamba"', True), ('title % "SPACES$"', True), (r'title % r"\bstate\b"', True),
        ('title % "x|y"', False),
        (r'title % r"\d"', False), ('title % "s.l"', True), (r'"COLM 2024" % r"\d{4}"', True),
        ('topics & {"attention"}', True), ('topics & {"x"}', False), ('topics | {"x"} == {"x"}', False),
        ("topics | authors", True),
        ('(topics | {"x"}) & {"x"} == {"x"}', True), ("years & {2023}", True), ("{y} & {2024}", False),
        ("selected", True), ("not selected", False), ("selected == True", True), ("selected != False", True),
        ("award", False),
        ("not award", True), ("title", True), ("topics", True), ("y", True), ("None", False), ("True", True),
        ("False", False),
        ("y == 2023 and selected", True), ("y == 2024 or selected", True),
        ("y == 2024 and selected or not award", True),
        ("not (y == 2023 and selected)", False), ("not not selected", True), ("award or award or selected", True),
        ("  y == 2023  ", True), ("(y\n== 2023)", True), ("Y == 2023 and TITLE", True), ("y == 0x7E7", True),
        ('"a" "b" == "ab"', True),
    ],
)  # fmt: skip
def test_a_filter_says_which_records_pass(source: str, *, expected: bool) -> None:
    assert filters.parse(source, NAMES).matches(RECORD.__getitem__) is expected


def test_a_filter_knows_its_names() -> None:
    found = filters.parse('"x" in TOPICS and (y > 2020 or not award) and title % "y"', NAMES)
    assert found.names == {"topics", "y", "award", "title"}


def test_and_and_or_stop_where_the_answer_is_known() -> None:
    asked: list[str] = []

    def lookup(name: str) -> object:
        asked.append(name)
        return RECORD[name]

    assert filters.parse("award and title or selected or y", NAMES).matches(lookup)
    assert asked == ["award", "selected"]


def test_a_name_in_capitals_goes_before_the_same_in_small_letters() -> None:
    found = filters.parse("Y == 1", {"Y": filters.NUMBER, "y": filters.TEXT})
    assert (found.names, found.matches({"Y": 1}.__getitem__)) == ({"Y"}, True)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        # not read
        ("y ==", f"it cannot be read at character 5: {SAMPLE}"),
        ("y => 2022", f"it cannot be read at character 4: {SAMPLE}"),
        ('"', f"it cannot be read at character 1: {SAMPLE}"),
        ("y >= 2022 &&", f"it cannot be read at character 12: {SAMPLE}"),
        ("\u201ca\u201d in topics", f"it cannot be read at character 1: {SAMPLE}"),
        ("\x00", f"it cannot be read: {SAMPLE}"),
        ("\ud800", f"it cannot be read: {SAMPLE}"), ("  y ===", f"it cannot be read at character 5: {SAMPLE}"),
        # not one expression
        ("", "it is not one expression: write one, such as y >= 2022"),
        ("  ", "it is not one expression: write one, such as y >= 2022"),
        ("y; y", "it is not one expression: write one, such as y >= 2022"),
        ("y = 2022", "it is not one expression: write one, such as y >= 2022"),
        ("y\ny", "it is not one expression: write one, such as y >= 2022"),
        ("import os", "it is not one expression: write one, such as y >= 2022"),
        # not part of the language
        ("y in [2022]", f"'[2022]' {LANGUAGE}: write a set, {{...}}"),
        ("y in (2022, 2023)", f"'(2022, 2023)' {LANGUAGE}: write a set, {{...}}"),
        ('open("x")', f"'open('x')' {LANGUAGE}: write a comparison, such as title % \"^Mamba\""),
        ("title.upper", f"'title.upper' {LANGUAGE}"), ("title[0]", f"'title[0]' {LANGUAGE}"),
        ("lambda: y", f"'lambda: y' {LANGUAGE}"),
        ("{}", f"'{{}}' {LANGUAGE}"), ('{"a": y}', f"'{{'a': y}}' {LANGUAGE}"),
        ("y if y else y", f"'y if y else y' {LANGUAGE}"),
        ("(y := 1)", f"'(y := 1)' {LANGUAGE}"), ("{x for x in topics}", f"'{{x for x in topics}}' {LANGUAGE}"),
        ("-y == 1", "'-y' is not part of the filter language"), ("~y", "'~y' is not part of the filter language"),
        ("y + 1 == 2", "'y + 1' is not part of the filter language"),
        ('topics - {"a"}', "'topics - {'a'}' is not part of the filter language"),
        ('topics ^ {"a"}', "'topics ^ {'a'}' is not part of the filter language"),
        ("award is None", "'award is None' is not part of the filter language: write == or !="),
        ("award is not None", "'award is not None' is not part of the filter language: write == or !="),
        ("2020 < y < 2023", "'2020 < y < 2023' compares more than two values: join two comparisons by and"),
        # constants and sets
        ("y == 2022.5", "2022.5 is neither a text nor a whole number"),
        ('b"x" in topics', "b'x' is neither a text nor a whole number"),
        ("...", "Ellipsis is neither a text nor a whole number"), ("1j", "1j is neither a text nor a whole number"),
        ('venue in {"a", 1}', "'{'a', 1}' must hold texts only or numbers only: write, for example, {\"ICML\", \"ICLR\"}"),
        ("{selected}", "'{selected}' must hold texts only or numbers only: write, for example, {\"ICML\", \"ICLR\"}"),
        ("{topics}", "'{topics}' must hold texts only or numbers only: write, for example, {\"ICML\", \"ICLR\"}"),
        ("{None}", "'{None}' must hold texts only or numbers only: write, for example, {\"ICML\", \"ICLR\"}"),
        # kinds
        ('y >= "2022"',
         "y is a number and '2022' is text, which >= does not compare: write the number without quotes, as in y"
         " == 2024"),
        ("venue == 5",
         "venue is text and 5 is a number, which == does not compare: write the number without quotes, as in y"
         " == 2024"),
        ('"a" in y',
         "'a' is text and y is a number, which in does not compare: write the number without quotes, as in y == 2024"),
        ("y in topics",
         'y is a number and topics is a set of texts, which in does not compare: write, for example, "attention" in topics'),
        ("y not in title",
         "y is a number and title is text, which not in does not compare: write the number without quotes, as"
         " in y == 2024"),
        ('topics == "a"',
         "topics is a set of texts and 'a' is text, which == does not compare: write, for example, \"attention\" in topics"),
        ('topics in "a"',
         "topics is a set of texts and 'a' is text, which in does not compare: write, for example, \"attention\" in topics"),
        ("topics in topics",
         'topics is a set of texts and topics is a set of texts, which in does not compare: write, for example,'
         ' "attention" in topics'),
        ("topics & y",
         'topics is a set of texts and y is a number, which & does not compare: write, for example, "attention" in topics'),
        ("topics | years",
         'topics is a set of texts and years is a set of numbers, which | does not compare: write, for example,'
         ' "attention" in topics'),
        ("y | y", "y is a number and y is a number, which | does not compare"),
        ("y & number", "y is a number and number is a number, which & does not compare"),
        ('selected == "true"',
         "selected is true or false and 'true' is text, which == does not compare: write the name alone, or not"
         " before it"),
        ("selected < y",
         "selected is true or false and y is a number, which < does not compare: write the name alone, or not"
         " before it"),
        ("award == None", "award is text and None is None, which == does not compare"),
        ("None != None", "None is None and None is None, which != does not compare"),
        # patterns
        ('y % "2"',
         "y is a number and '2' is text, which % does not compare: write the number without quotes, as in y == 2024"),
        ("title % 1",
         "title is text and 1 is a number, which % does not compare: write the number without quotes, as in y == 2024"),
        ("1 % 2", "1 is a number and 2 is a number, which % does not compare"),
        ("title % venue", "'venue' is not a pattern: after %, write a text such as r\"\\bMamba\\b\""),
        ('title % "["',
         "the pattern '[' is wrong (unterminated character set at position 0): correct it, or put a \\ before"
         " the character"),
        ('title % "+"',
         "the pattern '+' is wrong (nothing to repeat at position 0): correct it, or put a \\ before the character"),
        ('title % "\\bMamba\\b"',
         'its pattern has a backspace, where \\b was meant: put an r before the quote, as in r"\\bMamba\\b"'),
    ],
)  # fmt: skip
def test_a_slip_is_found_before_the_filter_is_used(source: str, message: str) -> None:
    with pytest.raises(FilterError) as caught:
        filters.parse(source, NAMES)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ('topic == "a"', f"there is no field 'topic': did you mean topics? {FIELDS}"),
        ('"a" in TOPIC', f"there is no field 'TOPIC': did you mean topics? {FIELDS}"),
        ("cited", f"there is no field 'cited': {FIELDS}"), ("not x1", f"there is no field 'x1': {FIELDS}"),
        ("y == zz", f"there is no field 'zz': {FIELDS}"), ("{zz}", f"there is no field 'zz': {FIELDS}"),
    ],
)  # fmt: skip
def test_an_unknown_name_lists_those_there_are(source: str, message: str) -> None:
    with pytest.raises(FilterError) as caught:
        filters.parse(source, {"y": filters.NUMBER, "topics": filters.SET_OF_TEXT, "author": filters.TEXT})
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "source",
    [
        "not " * 150 + "y", "not " * 600 + "y", "not " * 6_000 + "y", "(" * 3_000 + "y" + ")" * 3_000,
        "|".join(['{"a"}'] * 3_000) + " == topics", " or ".join(["y == 1"] * 3_000),
        "{" + ", ".join(map(str, range(3_000))) + "} == years",
    ],
    ids=["short", "long", "longer", "parentheses", "union", "or", "set"],
)  # fmt: skip
def test_a_long_filter_is_used_or_refused(source: str) -> None:
    try:
        found = filters.parse(source, NAMES)
    except FilterError:
        return
    assert found.matches(RECORD.__getitem__) in {True, False}


@pytest.mark.parametrize("pattern", ["a{99999999999999999999}", "(" * 5_000 + ")" * 5_000, "[[a]", "a" * 100_000])
def test_an_odd_pattern_is_used_or_refused(pattern: str) -> None:
    try:
        found = filters.parse(f'title % "{pattern}"', NAMES)
    except FilterError:
        return
    assert found.matches(RECORD.__getitem__) in {True, False}


def test_a_backslash_without_its_r_is_used_without_a_word() -> None:
    assert filters.parse(r'title % "\w+: \w+"', NAMES).matches(RECORD.__getitem__)


def test_a_number_too_long_to_print_is_refused() -> None:
    with pytest.raises(FilterError, match=r"^a number in it has too many digits: write a year$"):
        filters.parse("title == 0x" + "f" * 5_000, NAMES)


TOKENS = st.sampled_from(
    [*NAMES, "and", "or", "not", "in", "==", "!=", "<", ">=", "%", "|", "&", "(", ")", "{", "}", ",", '"a"', '"^M"',
        'r"\\d"', "2023", "True", "None",
     "is", "-", "[", "]", ".", "x", ":", ";", "\n", "lambda", "if", "else", "=", '"', "'", "0x", "1.5", "f'{y}'", "*"]
)  # fmt: skip


@PROPERTY
@example('f"{y!r:>{number}}"')
@example("{*topics}")
@example("*topics")
@example("y\\")
@given(st.lists(TOKENS, max_size=12).map(" ".join) | st.text())
def test_any_text_is_a_filter_or_refused_with_a_word(source: str) -> None:
    try:
        found = filters.parse(source, NAMES)
    except FilterError:
        return
    assert found.matches(RECORD.__getitem__) in {True, False}
    assert found.names <= NAMES.keys()


ATOM = st.sampled_from(
    [
        ('"attention" in topics', True),
        ("y >= 2022", True),
        ("award", False),
        ("selected", True),
        ('venue == "ICML"', False),
        ('title % "^x"', False),
    ]
)


@PROPERTY
@given(st.recursive(ATOM, lambda inner: st.one_of(
    inner.map(lambda part: (f"not ({part[0]})", not part[1])),
    st.tuples(inner, inner).map(lambda parts: (f"({parts[0][0]}) and ({parts[1][0]})", parts[0][1] and parts[1][1])),
    st.tuples(inner, inner).map(lambda parts: (f"({parts[0][0]}) or ({parts[1][0]})", parts[0][1] or parts[1][1])),
), max_leaves=8))  # fmt: skip
def test_combined_filters_mean_what_logic_says(combined: tuple[str, bool]) -> None:
    source, expected = combined
    assert filters.parse(source, NAMES).matches(RECORD.__getitem__) is expected


@pytest.mark.parametrize("pattern", ["(a+)+b$", "(a|a)*b", "(a|aa)+$", "(?:a?){40}a{40}$", "(.*)*x$", r"(\\w+\\s?)*!"])
def test_a_pattern_that_takes_too_long_is_refused(pattern: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filters, "_MAX_SECONDS", 0.2)
    found = filters.parse(f'title % "{pattern}"', NAMES)
    messages = set()
    try:
        for _ in range(3_000):  # without a limit, this takes years
            found.matches({"title": "a" * 60 + "\n?"}.__getitem__)
    except FilterError as error:
        messages.add(str(error))
    fix = "write it without a repetition in another"
    assert messages <= {f"the pattern '{pattern.replace(2 * chr(92), chr(92))}' takes more than 0.2 seconds: {fix}"}


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        (r"\bré\b", "Ré", True), (r"\w{2}", "Ωμ", True), ("^É", "été", True), (r"(?<=a)b", "AB", True), ("(a)\\1", "aA", True),
        ("ß", "ẞ", True), (r"[\[]a", "[a", True), ("(?i:x)y", "XY", True), ("(?-i:x)", "X", False), ("a{,2}$", "aa", True),
        ("a{e}", "a{e}", True), ("a{e}", "b", False), (r"\\{e}", "\\{e}", True), (r"\N{DIGIT ONE}{2}", "11", True), ("x++y", "xxy", True), ("(?>x+)y", "xxy", True), ("(?#c)x", "x", True),
    ],
)  # fmt: skip
def test_patterns_are_those_of_python(pattern: str, text: str, *, expected: bool) -> None:
    import re

    assert bool(re.search(pattern, text, re.IGNORECASE)) is expected
    assert filters.parse(f"title % r'{pattern}'", NAMES).matches({"title": text}.__getitem__) is expected
