"""Entries that are not well formed: every field that is there is read, and every fault has its line and its fix."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_cv.bibtex.reading import parse
from sphinx_cv.bibtex.records import Fault

PATH = Path("pubs.bib")
LOOK = "look for a missing comma, brace or quote here or in the line above"
UNCLOSED = "it is not closed before the next entry: add the missing brace or quote"
STRAY = "this @ does not begin an entry (@type{key, ...}): remove it, or write (at)"
NO_KEY = "this entry has no key: write one after its opening brace, @type{key, ...}"
PERCENT = "a % does not begin a comment inside an entry: remove it, or move it above the entry"
A, B = {"title": "A"}, {"title": "B"}
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
     [(1, "bibtex_syntax", "the key 'my own key' contains a space and is read as my-own-key: write it without spaces")]),
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
         "a: field title is given twice, first in line 2 (the value of line 2 is used): remove one")]),
    ("@article{a,\n title={A},\n title={A}\n}", [(1, "article", "a", A)],
     [(3, "duplicate_field", "a: field title is given twice, first in line 2 (with the same value): remove one")]),
    ("@article{,\n title={A},\n title={B}\n}", [(1, "article", "", A)],
     [(3, "duplicate_field",
         "entry: field title is given twice, first in line 2 (the value of line 2 is used): remove one"),
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
    file = parse(text, PATH)
    assert [(entry.line, entry.type, entry.key, entry.fields) for entry in file.entries] == entries
    assert [(fault.line, fault.subtype, fault.message) for fault in file.faults] == faults
    assert {each.path for each in (*file.entries, *file.faults)} == {PATH}


@pytest.mark.parametrize("comma", [",\n", "\n,"])
def test_fields_behind_a_fault_know_their_lines(comma: str) -> None:
    text = f"@article{{a,\n % fault\n title = {{A\n b}}, year = 2020{comma}\n note =\n  {{N}},\n pages =\n}}"
    entry = parse(text, PATH).entries[0]
    assert entry.fields == {"title": "A b", "year": "2020", "note": "N", "pages": ""}
    assert entry.lines == {"title": 3, "year": 4, "note": 6, "pages": 8}


def test_a_string_is_put_in_also_behind_a_fault() -> None:
    strings = "@string{jmlr = {J. of ML}}\n"
    text = strings + '@article{a,\n % fault\n journal = jmlr,\n month = jan # "~1",\n title = {A} # { B}\n}'
    assert parse(text, PATH).entries[0].fields == {"journal": "J. of ML", "month": "January~1", "title": "A B"}


def test_an_entry_whose_key_has_braces_is_read_and_named() -> None:
    file = parse(r"@article{O{\textquoteright}Neil01," + "\n title={A},\n year={2020}}" + NEXT, PATH)
    assert [(entry.line, entry.fields) for entry in file.entries] == [(1, {"title": "A", "year": "2020"}), (5, B)]
    assert [fault.line for fault in file.faults] == [1]


def test_a_field_that_is_there_twice_is_named_also_behind_a_fault() -> None:
    file = parse("@article{a,\n % fault\n year = {2020},\n year = {2021}\n}", PATH)
    assert file.entries[0].fields == {"year": "2020"}
    assert sorted(fault[1:] for fault in file.faults) == [
        (2, "bibtex_syntax", f"a: {PERCENT}"),
        (
            4,
            "duplicate_field",
            "a: field year is given twice, first in line 3 (the value of line 3 is used): remove one",
        ),
    ]


def test_one_line_may_have_several_faults() -> None:
    file = parse("@misc{a, title=x, title=y, note=z}", PATH)
    assert file.faults == [
        Fault(
            PATH,
            1,
            "duplicate_field",
            "a: field title is given twice, first in line 1 (the value of line 1 is used): remove one",
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


def test_braces_too_deep_for_pybtex_are_read_and_named() -> None:
    deep = "{" * 5_000 + "x" + "}" * 5_000
    file = parse("@misc{a, title={" + deep + "}}" + NEXT, PATH)
    assert [(entry.key, entry.fields) for entry in file.entries] == [("a", {"title": deep}), ("b", B)]
    assert file.faults == [Fault(PATH, 1, "bibtex_syntax", f"a: too many nested braces: {LOOK}")]


def test_a_brace_too_many_is_named_and_what_follows_it_is_read() -> None:
    file = parse("@article{a,\n title={A}},\n url={https://x.org}}\n\n@book{b, title={B}}\n", PATH)
    assert [entry.fields for entry in file.entries] == [{"title": "A", "url": "https://x.org"}, {"title": "B"}]
    assert [fault[1:] for fault in file.faults] == [
        (2, "bibtex_syntax", "a: a brace before url closes the entry too early: remove it")
    ]


@pytest.mark.parametrize(
    ("source", "fields"),
    [
        ("@misc{a,\n title = {A}, % first\n year = 2019, % comment = {x}\n author = {Ng, B} % last\n}", {"title": "A", "year": "2019", "author": "Ng, B"}),
        ("@misc{a,\n title = {A} % no comma\n, year = 2019 % c\n}", {"title": "A", "year": "2019"}),
        ("@misc{a, % key\n title = {A}, %% x = {y}, z\n}", {"title": "A"}),
        ('@misc{a,\n title = "A" # "B", % "q"\n year = 2019}', {"title": "AB", "year": "2019"}),
        ("@misc{a,\n % author = {Old},\n title = {A 50\\% b}, % c\n note = {x % y}, % {z\n}", {"title": "A 50\\% b", "note": "x % y"}),
    ],
)  # fmt: skip
def test_a_comment_behind_a_value_is_no_part_of_it(source: str, fields: dict[str, str]) -> None:
    (entry,) = parse(source, Path("pubs.bib")).entries
    assert entry.fields == fields
