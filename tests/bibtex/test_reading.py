"""BibTeX files: every entry is read or named, with its line and the mend."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_cv.bibtex import reading as bibtex
from sphinx_cv.bibtex.records import Fault, RawEntry, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

PROPERTY = settings(max_examples=200, deadline=None, derandomize=True)
PATH = Path("pubs.bib")
LOOK = "look for a comma, brace or quote that is missing here or in the line above"
UNCLOSED = "it is not closed where the next entry begins: add the brace or quote that is missing"
STRAY = "this @ begins no entry (@type{key, ...}): take it out, or write (at)"
NO_KEY = "this entry has no key: write one behind its opening brace, @type{key, ...}"
PERCENT = "a % begins no comment inside an entry: take it out, or move it above the entry"


def short(file: bibtex.File) -> tuple[list[tuple[int, str, str, dict[str, str]]], list[tuple[int, str, str]]]:
    """A file's entries and faults, as tests write them."""
    assert {entry.path for entry in file.entries} | {fault.path for fault in file.faults} <= {PATH}
    entries = [(entry.line, entry.type, entry.key, entry.fields) for entry in file.entries]
    return entries, [(fault.line, fault.subtype, fault.message) for fault in file.faults]


A, B = {"title": "A"}, {"title": "B"}

GOOD = [
    # delimiters and layout
    ("@article{a,\n  title = {A},\n  year = 2024\n}\n", [(1, "article", "a", {"title": "A", "year": "2024"})]),
    ('@article{a, title = "A", year = "2024",}', [(1, "article", "a", {"title": "A", "year": "2024"})]),
    ("@article(a, title={A})", [(1, "article", "a", A)]),
    ("@article(a, title={A (x)}, year={2024})", [(1, "article", "a", {"title": "A (x)", "year": "2024"})]),
    ("@article{ a ,title={A}}", [(1, "article", "a", A)]),
    ("@ARTICLE {a, TITLE={A}}", [(1, "article", "a", A)]),
    ("  @article{a,title={A}}\n\t@book{b,title={B}}", [(1, "article", "a", A), (2, "book", "b", B)]),
    ("@article{a}", [(1, "article", "a", {})]),
    ("@article{a,}", [(1, "article", "a", {})]),
    ("@article{a,\n title={A},,\n year={2024}}", [(1, "article", "a", {"title": "A", "year": "2024"})]),
    ("@article{a,\n title = {A\n   b\tc}}", [(1, "article", "a", {"title": "A b c"})]),
    ('@article{a, title="A {"}q{"} b"}', [(1, "article", "a", {"title": 'A {"}q{"} b'})]),
    ("@article{a, title={A {N}ested {{B}}}}", [(1, "article", "a", {"title": "A {N}ested {{B}}"})]),
    ("@article{a, title={A}, url={http://x.org/%20y}}",
     [(1, "article", "a", {"title": "A", "url": "http://x.org/%20y"})]),
    # several on a line, glued
    ("@article{a, title={A}} @book{b, title={B}}", [(1, "article", "a", A), (1, "book", "b", B)]),
    ("@article{a, title={A}}@book{b, title={B}}", [(1, "article", "a", A), (1, "book", "b", B)]),
    ("@article{a, title={A}},\n\n@book{b, title={B}},", [(1, "article", "a", A), (3, "book", "b", B)]),
    # line ends
    ("@article{a,\r\n title={A},\r\n note={x\r\ny}}\r\n@book{b,\r\n title={B}}",
     [(1, "article", "a", {"title": "A", "note": "x y"}), (5, "book", "b", B)]),
    ("@article{a,\r title={A}}\r\r@book{b, title={B}}", [(1, "article", "a", A), (4, "book", "b", B)]),
    # keys and types
    ("@ARTICLE{A:b/c+d.e-f_g'h, title={A}}", [(1, "article", "A:b/c+d.e-f_g'h", A)]),
    ("@article{é, title={A}}", [(1, "article", "é", A)]),
    ("@article{2024, title={A}}", [(1, "article", "2024", A)]),
    ("@fooBar{a, title={A}}", [(1, "foobar", "a", A)]),
    # strings, months, concatenation
    ('@string{jmlr = "J. of ML"}\n@article{a, journal = jmlr}', [(2, "article", "a", {"journal": "J. of ML"})]),
    ("@STRING(jmlr = {J. of ML})\n@article{a, journal = JMLR}", [(2, "article", "a", {"journal": "J. of ML"})]),
    ('@string{x = "X"}\n@string{y = x # " and Y"}\n@article{a, title = y # {!} # 1}',
     [(3, "article", "a", {"title": "X and Y!1"})]),
    ("@article{a, month = jan}", [(1, "article", "a", {"month": "January"})]),
    ('@article{a, month = DEC # "~1"}', [(1, "article", "a", {"month": "December~1"})]),
    # what is no entry
    ("@preamble{\"\\newcommand{\\x}{y}\"}\n@article{a, title={A}}", [(2, "article", "a", A)]),
    ("@comment{jabref-meta: a:b;}\n@article{a, title={A}}", [(2, "article", "a", A)]),
    ("@article{a, title={A}} @comment{x} @book{b, title={B}}", [(1, "article", "a", A), (1, "book", "b", B)]),
    ("@comment\n@article{a, title={A}}", [(2, "article", "a", A)]),
    ("@Comment a note\n@article{a, title={A}}", [(2, "article", "a", A)]),
    ("Any text, even % signs and {braces\n\n@article{a, title={A}}\nand text\n", [(3, "article", "a", A)]),
    ("", []),
    ("nothing\n", []),
    # as BibTeX, which knows no other comment than what is between entries
    ("% @article{a, title={A}}\n@book{b, title={B}}", [(1, "article", "a", A), (2, "book", "b", B)]),
    ("@comment{x @article{a, title={A}}}\n@book{b, title={B}}", [(1, "article", "a", A), (2, "book", "b", B)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "entries"), GOOD)
def test_what_bibtex_reads_is_read_without_a_word(
    text: str, entries: list[tuple[int, str, str, dict[str, str]]]
) -> None:
    assert short(bibtex.parse(text, PATH)) == (entries, [])


NEXT = "\n\n@book{b, title={B}}\n"

FAULTY = [
    # what is not closed
    ("@article{a,\n title = {A,\n year = {2024}\n}" + NEXT,
     [(1, "article", "a", {"title": "A", "year": "2024"}), (6, "book", "b", B)],
     [(1, "bibtex_syntax", f"a: {UNCLOSED}")]),
    ("@article{a,\n title = {A},\n year = {2024},\n" + NEXT,
     [(1, "article", "a", {"title": "A", "year": "2024"}), (6, "book", "b", B)],
     [(1, "bibtex_syntax", f"a: {UNCLOSED}")]),
    ('@article{a,\n title = "A,\n year = {2024}\n}' + NEXT,
     [(1, "article", "a", {"title": "A", "year": "2024"}), (6, "book", "b", B)],
     [(4, "bibtex_syntax", f"a: unbalanced braces: {LOOK}")]),
    ("@article{a" + NEXT, [(1, "article", "a", {}), (3, "book", "b", B)], [(1, "bibtex_syntax", f"a: {UNCLOSED}")]),
    ("@article{a, title={A {B}, year=2020}", [(1, "article", "a", {"title": "A {B", "year": "2020"})],
     [(1, "bibtex_syntax", f"a: {UNCLOSED}")]),
    ("@article{a, title={A} @book{b, title={B}}", [(1, "article", "a", A), (1, "book", "b", B)],
     [(1, "bibtex_syntax", f"a: '}}' expected: {LOOK}")]),
    ('@string{x = "X' + NEXT, [(3, "book", "b", B)], [(1, "bibtex_syntax", UNCLOSED)]),
    # commas
    ("@article{a,\n title = {A}\n year = {2024},\n}" + NEXT,
     [(1, "article", "a", {"title": "A", "year": "2024"}), (6, "book", "b", B)],
     [(3, "bibtex_syntax", "a: a comma is missing before year: write one")]),
    ("@article{a, title={A}, year=2020 month=jan}",
     [(1, "article", "a", {"title": "A", "year": "2020", "month": "January"})],
     [(1, "bibtex_syntax", "a: a comma is missing before month: write one")]),
    ("@article{a\n title={A},\n year={2020}}" + NEXT,
     [(1, "article", "a", {"title": "A", "year": "2020"}), (5, "book", "b", B)],
     [(2, "bibtex_syntax", "a: a comma is missing before title: write one")]),
    ("@article{a,\n title={A};\n year={2020}}", [(1, "article", "a", {"title": "A", "year": "2020"})],
     [(2, "bibtex_syntax", f"a: '}}' expected: {LOOK}")]),
    # values
    ("@article{a,\n title={A},\n journal = jmlr,\n}" + NEXT,
     [(1, "article", "a", {"title": "A", "journal": "jmlr"}), (6, "book", "b", B)],
     [(3, "undefined_string",
         'a: the string jmlr is not defined: write @string{jmlr = "..."} above, or braces around it')]),
    ("@string{x=y}\n@article{a, title=x}", [(2, "article", "a", {"title": "y"})],
     [(1, "undefined_string", 'the string y is not defined: write @string{y = "..."} above, or braces around it')]),
    ("@article{a,\n title={A},\n year = \n}" + NEXT,
     [(1, "article", "a", {"title": "A", "year": ""}), (6, "book", "b", B)],
     [(4, "bibtex_syntax", f"a: field value expected: {LOOK}")]),
    ("@article{a,\n title = {A}, year = 2020a,\n note = {N}\n}",
     [(1, "article", "a", {"title": "A", "year": "2020a", "note": "N"})],
     [(2, "bibtex_syntax", f"a: '}}' expected: {LOOK}")]),
    ('@article{a,\n title = "A "quoted" b",\n year = 2020}',
     [(1, "article", "a", {"title": 'A "quoted" b', "year": "2020"})],
     [(2, "bibtex_syntax", f"a: '}}' expected: {LOOK}")]),
    ("@article{a,\n title = 'A',\n year = 2020}", [(1, "article", "a", {"title": "'A'", "year": "2020"})],
     [(2, "bibtex_syntax", f"a: field value expected: {LOOK}")]),
    # keys
    ("@article{,title={A}}" + NEXT, [(1, "article", "", A), (3, "book", "b", B)], [(1, "no_key", NO_KEY)]),
    ("@article{title={A},\n year=2024}", [(1, "article", "", {"title": "A", "year": "2024"})], [(1, "no_key", NO_KEY)]),
    ("@article{\n title={A},\n year=2024}", [(1, "article", "", {"title": "A", "year": "2024"})],
     [(1, "no_key", NO_KEY)]),
    ("@article{}", [(1, "article", "", {})], [(1, "no_key", NO_KEY)]),
    ("@article{my=key,\n title={A}}", [(1, "article", "", {"my": "key", "title": "A"})],
     [(1, "undefined_string", 'the string key is not defined: write @string{key = "..."} above, or braces around it'),
      (1, "no_key", NO_KEY)]),
    ("@article{my own key,\n title={A},\n year={2020}}" + NEXT,
     [(1, "article", "my-own-key", {"title": "A", "year": "2020"}), (5, "book", "b", B)],
     [(1, "bibtex_syntax", "the key 'my own key' has a space in it and is read as my-own-key: write it so")]),
    # comments inside entries
    ("@article{a,\n title={A},\n % note\n year={2024}\n}" + NEXT,
     [(1, "article", "a", {"title": "A", "year": "2024"}), (7, "book", "b", B)],
     [(3, "bibtex_syntax", f"a: {PERCENT}")]),
    ("@article{a,\n title={A},\n% note = {x},\n year={2024}\n}", [(1, "article", "a", {"title": "A", "year": "2024"})],
     [(3, "bibtex_syntax", f"a: {PERCENT}")]),
    # names of fields
    ("@article{a,\n título={A},\n title={B}\n}" + NEXT,
     [(1, "article", "a", {"título": "A", "title": "B"}), (6, "book", "b", B)],
     [(2, "bibtex_syntax", f"a: '=' expected: {LOOK}")]),
    ("@article{a,\n title={A},\n TITLE={B}\n}" + NEXT, [(1, "article", "a", A), (6, "book", "b", B)],
     [(3, "duplicate_field",
         "a: field title is there twice, first in line 2 (the one of line 2 is used): take one out")]),
    ("@article{a,\n title={A},\n title={A}\n}", [(1, "article", "a", A)],
     [(3, "duplicate_field", "a: field title is there twice, first in line 2 (it says the same): take one out")]),
    ("@article{,\n title={A},\n title={B}\n}", [(1, "article", "", A)],
     [(3, "duplicate_field",
         "entry: field title is there twice, first in line 2 (the one of line 2 is used): take one out"),
      (1, "no_key", NO_KEY)]),
    # strays
    ("mail me@example.org\n@article{a, title={A}}\nor me@b" + NEXT, [(2, "article", "a", A), (5, "book", "b", B)],
     [(1, "bibtex_syntax", STRAY), (3, "bibtex_syntax", STRAY)]),
    ("@\n@article{a, title={A}}" + NEXT, [(2, "article", "a", A), (4, "book", "b", B)], [(1, "bibtex_syntax", STRAY)]),
    ("@article\n@book{b, title={B}}", [(2, "book", "b", B)], [(1, "bibtex_syntax", STRAY)]),
    ("@article[a, title={A}]" + NEXT, [(3, "book", "b", B)], [(1, "bibtex_syntax", STRAY)]),
    # an entry at a line's start begins there, whatever stands before it
    ("@misc{a,\n abstract={see\n@book{b, title={B}}\n", [(1, "misc", "a", {"abstract": "see"}), (3, "book", "b", B)],
     [(1, "bibtex_syntax", f"a: {UNCLOSED}")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "entries", "faults"), FAULTY)
def test_a_fault_is_named_and_nothing_behind_it_is_lost(
    text: str, entries: list[tuple[int, str, str, dict[str, str]]], faults: list[tuple[int, str, str]]
) -> None:
    assert short(bibtex.parse(text, PATH)) == (entries, faults)


def test_fields_know_their_lines() -> None:
    entry = bibtex.parse("\n@article{a,\n title = {A\n b}, year = 2020,\n\n note =\n  {N}\n}", PATH).entries[0]
    assert entry == RawEntry(
        PATH, 2, "article", "a", {"title": "A b", "year": "2020", "note": "N"}, {"title": 3, "year": 4, "note": 6}
    )


@pytest.mark.parametrize("comma", [",\n", "\n,"])
def test_fields_behind_a_fault_know_their_lines(comma: str) -> None:
    text = f"@article{{a,\n % fault\n title = {{A\n b}}, year = 2020{comma}\n note =\n  {{N}},\n pages =\n}}"
    entry = bibtex.parse(text, PATH).entries[0]
    assert entry.fields == {"title": "A b", "year": "2020", "note": "N", "pages": ""}
    assert entry.lines == {"title": 3, "year": 4, "note": 6, "pages": 8}


def test_a_string_is_put_in_also_behind_a_fault() -> None:
    strings = "@string{jmlr = {J. of ML}}\n"
    text = strings + '@article{a,\n % fault\n journal = jmlr,\n month = jan # "~1",\n title = {A} # { B}\n}'
    assert bibtex.parse(text, PATH).entries[0].fields == {"journal": "J. of ML", "month": "January~1", "title": "A B"}


def test_an_entry_whose_key_has_braces_is_read_and_named() -> None:
    file = bibtex.parse(r"@article{O{\textquoteright}Neil01," + "\n title={A},\n year={2020}}" + NEXT, PATH)
    assert [(entry.line, entry.fields) for entry in file.entries] == [(1, {"title": "A", "year": "2020"}), (5, B)]
    assert [fault.line for fault in file.faults] == [1]


def test_a_field_that_is_there_twice_is_named_also_behind_a_fault() -> None:
    file = bibtex.parse("@article{a,\n % fault\n year = {2020},\n year = {2021}\n}", PATH)
    assert file.entries[0].fields == {"year": "2020"}
    assert sorted(fault[1:] for fault in file.faults) == [
        (2, "bibtex_syntax", f"a: {PERCENT}"),
        (
            4,
            "duplicate_field",
            "a: field year is there twice, first in line 3 (the one of line 3 is used): take one out",
        ),
    ]


def test_strings_hold_over_files_that_share_them() -> None:
    strings = bibtex.month_strings()
    first = bibtex.parse('@string{x = "X"}', PATH, strings)
    second = bibtex.parse("@misc{a, title = x, month = feb}", PATH, strings)
    alone = bibtex.parse("@misc{a, title = x}", PATH)
    assert (first.faults, second.faults, second.entries[0].fields) == ([], [], {"title": "X", "month": "February"})
    assert [fault.subtype for fault in alone.faults] == ["undefined_string"]


def test_one_line_may_have_several_faults() -> None:
    file = bibtex.parse("@misc{a, title=x, title=y, note=z}", PATH)
    assert file.faults == [
        Fault(
            PATH,
            1,
            "duplicate_field",
            "a: field title is there twice, first in line 1 (the one of line 1 is used): take one out",
        ),
        *(
            Fault(
                PATH,
                1,
                "undefined_string",
                f'a: the string {name} is not defined: write @string{{{name} = "..."}} above, or braces around it',
            )
            for name in "xyz"
        ),
    ]


@pytest.mark.parametrize(
    ("data", "title"),
    [
        ("@misc{a, title={é}}".encode(), "é"), ("\ufeff@misc{a, title={é}}".encode(), "é"),
        (b"@misc{a,\r\n title={x}}\r\n", "x"),
        ("@misc{a, title={\u2028e\u0301中}}".encode(), "e\u0301中"),
    ],
)  # fmt: skip
def test_a_file_is_utf8_with_or_without_its_mark(tmp_path: Path, data: bytes, title: str) -> None:
    path = tmp_path / "pubs.bib"
    path.write_bytes(data)
    file = bibtex.read(path)
    assert ([(entry.line, entry.key, entry.fields["title"]) for entry in file.entries], file.faults) == (
        [(1, "a", title)],
        [],
    )


@pytest.mark.parametrize(
    ("data", "line", "byte"),
    [
        (b"@misc{a,\n title={caf\xe9}}", 2, "E9"), (b"\xef\xbb\xbf@misc{a,\n\n title={caf\xe9}}", 3, "E9"),
        (b"@misc{a,\r\n x={y},\r\n title={caf\xe9}}", 3, "E9"), (b"@misc{a,\r x={y},\r title={caf\xe9}}", 3, "E9"),
        (b"\xff\xfe@\x00m\x00", 1, "FF"), (b"@misc{a, title={\xc3", 1, "C3"), (b"a\n\xed\xa0\x80", 2, "ED"),
    ],
)  # fmt: skip
def test_a_byte_that_is_not_utf8_is_named_with_its_line(tmp_path: Path, data: bytes, line: int, byte: str) -> None:
    path = tmp_path / "pubs.bib"
    path.write_bytes(data)
    with pytest.raises(UnreadableError) as caught:
        bibtex.read(path)
    assert (caught.value.path, caught.value.line, str(caught.value)) == (
        path,
        line,
        f"is not UTF-8 (byte 0x{byte}): save the file in UTF-8",
    )


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "no.bib", "No such file or directory"), (tmp_path, "Is a directory")):
        with pytest.raises(UnreadableError) as caught:
            bibtex.read(path)
        assert (caught.value.path, caught.value.line) == (path, 0)
        assert str(caught.value) == f"cannot be read ({reason}): correct bibtex_bibfiles in conf.py"


def test_braces_too_deep_for_pybtex_are_read_and_named() -> None:
    deep = "{" * 5_000 + "x" + "}" * 5_000
    file = bibtex.parse("@misc{a, title={" + deep + "}}" + NEXT, PATH)
    assert [(entry.key, entry.fields) for entry in file.entries] == [("a", {"title": deep}), ("b", B)]
    assert file.faults == [Fault(PATH, 1, "bibtex_syntax", f"a: too many nested braces: {LOOK}")]


ENTRY_START = re.compile(r"^@article\{([a-z0-9]+),", re.MULTILINE)
VALUE = st.sampled_from(
    [
        "{A title}",
        '"A quote"',
        "{Nested {B} c}",
        "2024",
        "jan",
        '{x} # "y"',
        r"{\'E}",
        "{a % b}",
        "{me@x.org}",
        "{a\n b}",
    ]
)


@st.composite
def entries(draw: st.DrawFn) -> list[str]:
    """Well-formed entries with keys of their own, each at a line's start."""
    made = []
    for number in range(draw(st.integers(1, 5))):
        names = draw(st.lists(st.sampled_from(["title", "year", "author", "note", "url", "pages"]), unique=True))
        fields = "".join(f",\n  {name} = {draw(VALUE)}" for name in names) or ","
        made.append(
            f"@article{{k{number}{fields}{draw(st.sampled_from([',', '']))}\n}}\n"
            if names
            else f"@article{{k{number},\n}}\n"
        )
    return made


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Such entries, with pieces cut out, glued in, or changed."""
    text = draw(st.sampled_from(["\n", "", "\n% text\n"])).join(draw(entries()))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = start + draw(st.sampled_from([0, 0, 1, 1, 2, 5, 40]))
        put = draw(
            st.sampled_from(
                [
                    "",
                    "",
                    "{",
                    "}",
                    '"',
                    ",",
                    "@",
                    "%",
                    "=",
                    "#",
                    "\\",
                    "\n",
                    "\n@",
                    "(",
                    ")",
                    "é",
                    "\x00",
                    "@string{",
                    "@comment{",
                ]
            )
        )
        text = text[:start] + put + text[end:]
    return text


def lost(text: str, file: bibtex.File) -> Iterator[str]:
    """The keys of entries that begin in `text` and are neither read nor named."""
    for match in ENTRY_START.finditer(text):
        key, line = match[1], text.count("\n", 0, match.start()) + 1
        read = any(entry.key == key and entry.line == line for entry in file.entries)
        if not read and not any(fault.line == line or fault.message.startswith(f"{key}:") for fault in file.faults):
            yield key


@PROPERTY
@given(entries())
def test_well_formed_entries_are_all_read_without_a_word(made: list[str]) -> None:
    file = bibtex.parse("\n".join(made), PATH)
    assert ([entry.key for entry in file.entries], file.faults) == ([f"k{number}" for number in range(len(made))], [])


@PROPERTY
@example('@article{k0,\n title={A}\n}\n@article{k1,\n title="B\n}\n@article{k2,\n}\n')
@example("@comment{\n@article{k0,\n title={A}}\n@article{k1,\n")
@example("@string{\n@article{k0,\n title={A}}")
@given(damaged())
def test_each_entry_of_a_damaged_file_is_read_or_named(text: str) -> None:
    assert list(lost(text, bibtex.parse(text, PATH))) == []


@PROPERTY
@given(damaged(), st.integers(0, 3))
def test_damage_does_not_reach_the_entries_behind_it(text: str, blank: int) -> None:
    whole = "@article{last,\n  title = {Whole},\n  year = 2024\n}\n"
    file = bibtex.parse(text + "\n" * (blank + 1) + whole, PATH)
    assert [(entry.type, entry.fields) for entry in file.entries if entry.key == "last"] == [
        ("article", {"title": "Whole", "year": "2024"})
    ]


@PROPERTY
@example("@")
@example("@a{")
@example("@a{b,c=")
@example("@string{a=a}")
@example('@a{b,c="')
@example("@a{b c}d@e{f,@g{")
@given(st.lists(st.sampled_from([*"@{}()=,#\"%\\ \n", "article", "@article{", "@string{", "@comment{", "a", "title",
    "2024", "é", "\ufeff", "\x00"])).map("".join)
       | st.text())  # fmt: skip
def test_any_text_is_parsed(text: str) -> None:
    file = bibtex.parse(text, PATH)
    last = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(1 <= fault.line <= last and fault.message for fault in file.faults)
    assert all(1 <= entry.line <= last and entry.fields.keys() == entry.lines.keys() for entry in file.entries)


@PROPERTY
@given(data=st.binary() | damaged().map(str.encode) | damaged().map(lambda text: text.encode("utf-16")))
def test_any_bytes_are_read_or_refused_with_a_line(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.bib"
    path.write_bytes(data)
    try:
        decodable = bool(data.decode()) or not data
    except UnicodeDecodeError:
        decodable = False
    if decodable:
        assert bibtex.read(path).path == path
    else:
        with pytest.raises(UnreadableError, match=r"^is not UTF-8 \(byte 0x[0-9A-F]{2}\): save the file in UTF-8$"):
            bibtex.read(path)


def test_a_brace_too_many_is_named_and_what_follows_it_is_read() -> None:
    file = bibtex.parse("@article{a,\n title={A}},\n url={https://x.org}}\n\n@book{b, title={B}}\n", PATH)
    assert [entry.fields for entry in file.entries] == [{"title": "A", "url": "https://x.org"}, {"title": "B"}]
    assert [fault[1:] for fault in file.faults] == [
        (2, "bibtex_syntax", "a: a brace before url closes the entry too early: take it out")
    ]


def test_characters_that_no_page_can_hold_are_spaces() -> None:
    (entry,) = bibtex.parse("@misc{a, title={One\x0ctwo\x00 three\x7f}}", PATH).entries
    assert entry.fields == {"title": "One two three"}
