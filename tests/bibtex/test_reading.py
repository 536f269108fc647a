"""BibTeX files that are well formed are read without a word, with the line of each field; and files that are no text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sphinx_cv.bibtex.reading import month_strings, parse, read
from sphinx_cv.bibtex.records import RawEntry, UnreadableError

PATH = Path("pubs.bib")
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
    ("%%\n%%\n\n@article{a, title={A}}\n%\n@book{b, title={B}}", [(4, "article", "a", A), (6, "book", "b", B)]),
    ("Any text, even % signs and {braces\n\n@article{a, title={A}}\nand text\n", [(3, "article", "a", A)]),
    ("", []),
    ("% nothing\n", []),
    ("@newspaper_article{a, title={A}}\n@web-page2{b, title={B}}", [(1, "newspaper_article", "a", A), (2, "web-page2", "b", B)]),
    # as BibTeX, which knows no other comment than what is between entries
    ("@comment{x @article{a, title={A}}}\n@book{b, title={B}}", [(1, "article", "a", A), (2, "book", "b", B)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "entries"), GOOD)
def test_what_bibtex_reads_is_read_without_a_word(
    text: str, entries: list[tuple[int, str, str, dict[str, str]]]
) -> None:
    file = parse(text, PATH)
    assert [(entry.line, entry.type, entry.key, entry.fields) for entry in file.entries] == entries
    assert {entry.path for entry in file.entries} <= {PATH}
    assert file.faults == []


def test_fields_know_their_lines() -> None:
    entry = parse("\n@article{a,\n title = {A\n b}, year = 2020,\n\n note =\n  {N}\n}", PATH).entries[0]
    assert entry == RawEntry(
        PATH, 2, "article", "a", {"title": "A b", "year": "2020", "note": "N"}, {"title": 3, "year": 4, "note": 6}
    )


def test_strings_hold_over_files_that_share_them() -> None:
    strings = month_strings()
    first = parse('@string{x = "X"}', PATH, strings)
    second = parse("@misc{a, title = x, month = feb}", PATH, strings)
    alone = parse("@misc{a, title = x}", PATH)
    assert (first.faults, second.faults, second.entries[0].fields) == ([], [], {"title": "X", "month": "February"})
    assert [fault.subtype for fault in alone.faults] == ["undefined_string"]


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
    file = read(path)
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
        read(path)
    assert (caught.value.path, caught.value.line, str(caught.value)) == (
        path,
        line,
        f"is not UTF-8 (byte 0x{byte}): save the file in UTF-8",
    )


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "no.bib", "No such file or directory"), (tmp_path, "Is a directory")):
        with pytest.raises(UnreadableError) as caught:
            read(path)
        assert (caught.value.path, caught.value.line) == (path, 0)
        assert str(caught.value) == f"cannot be read ({reason}): correct bibtex_bibfiles in conf.py"


def test_characters_that_no_page_can_hold_are_spaces_and_named_once_a_line() -> None:
    file = parse("@misc{a,\n  title={One\x0ctwo\x00\x0c three\x7f},\n  note={\x92\ufffe}}", PATH)
    assert file.entries[0].fields == {"title": "One two three", "note": ""}
    message = "the control character U+%s is read as a space: remove it"
    assert [(fault.line, fault.subtype, fault.message) for fault in file.faults] == [
        (2, "character", message % "000C"),
        (2, "character", message % "0000"),
        (2, "character", message % "007F"),
        (3, "character", message % "0092"),
        (3, "character", message % "FFFE"),
    ]


def test_a_character_that_reverses_text_is_left_out_and_named_with_its_line() -> None:
    file = parse("@misc{a,\n  title = {One \u202etwo\u202c},\n  note = {\u2066x},\n}\n", Path("pubs.bib"))
    (entry,) = file.entries
    assert entry.fields == {"title": "One two", "note": "x"}
    message = "the character U+%s, which changes the direction of text, is left out: remove it"
    assert [(fault.line, fault.subtype, fault.message) for fault in file.faults] == [
        (2, "character", message % "202E"),
        (2, "character", message % "202C"),
        (3, "character", message % "2066"),
    ]


def test_entries_that_are_commented_out_are_no_entries_and_noted_once() -> None:
    text = "% first\n%@article{a,\n%  title={A},\n%}\n\n@book{b, title={B}}\n  %% @misc{c, title={C}}\n% cv: ok capitals\n@misc{d, title={D}}\n"
    file = parse(text, PATH)
    assert [(entry.line, entry.key) for entry in file.entries] == [(6, "b"), (9, "d")]
    message = "2 entries are commented out by %, the first one here: remove the % to list them"
    assert [tuple(fault)[1:] for fault in file.faults] == [(2, "note", message)]
    assert [(each.line, each.kinds, each.place) for each in file.suppressions] == [(8, ("capitals",), 9)]
    (fault,) = parse("%@misc{c, title={C}}", PATH).faults
    assert fault.message == "an entry is commented out by %: remove the % to list it"


def test_an_entry_without_an_at_is_read_and_named() -> None:
    file = parse("@misc{a, title={A}}\n\narticle{b,\n  title={B},\n}\n@misc{c, title={book {x}, y}}\n", PATH)
    assert [(entry.line, entry.type, entry.key) for entry in file.entries] == [
        (1, "misc", "a"),
        (3, "article", "b"),
        (6, "misc", "c"),
    ]
    message = "article has no @ before it: write @article"
    assert [tuple(fault)[1:] for fault in file.faults] == [(3, "bibtex_syntax", message)]


def test_a_file_of_another_kind_is_named() -> None:
    for text in ('{"title": "A"}\n', "TY  - JOUR\nTI  - A\n", "nothing\n"):
        (fault,) = parse(text, PATH).faults
        assert (fault.line, fault.message) == (
            1, "there is no entry in this file: write one, as in @article{key, ...}, or save the file as BibTeX",
        )  # fmt: skip


def test_a_merge_conflict_is_named_with_its_line() -> None:
    text = "@misc{a, title={A}}\n<<<<<<< HEAD\n@misc{b, title={B}}\n=======\n@misc{c, title={C}}\n>>>>>>> x\n"
    file = parse(text, PATH)
    assert [entry.key for entry in file.entries] == ["a", "b", "c"]
    assert [(fault.line, fault.message.partition(":")[0]) for fault in file.faults] == [
        (2, "a merge conflict is not resolved")
    ]


def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pubs.bib")
    with pytest.raises(
        UnreadableError, match=r"cannot be read \(it is not a file\): correct bibtex_bibfiles in conf\.py"
    ):
        read(tmp_path / "pubs.bib")
