"""BibTeX files of any content: every entry is read or named."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_cv.bibtex.reading import parse, read
from sphinx_cv.bibtex.records import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_cv.bibtex.records import File

PROPERTY = settings(max_examples=200, deadline=None, derandomize=True)
PATH = Path("pubs.bib")
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


def lost(text: str, file: File) -> Iterator[str]:
    """The keys of entries that begin in `text` and are neither read nor named."""
    for match in ENTRY_START.finditer(text):
        key, line = match[1], text.count("\n", 0, match.start()) + 1
        read = any(entry.key == key and entry.line == line for entry in file.entries)
        if not read and not any(fault.line == line or fault.message.startswith(f"{key}:") for fault in file.faults):
            yield key


@PROPERTY
@given(entries())
def test_well_formed_entries_are_all_read_without_a_word(made: list[str]) -> None:
    file = parse("\n".join(made), PATH)
    assert ([entry.key for entry in file.entries], file.faults) == ([f"k{number}" for number in range(len(made))], [])


@PROPERTY
@example('@article{k0,\n title={A}\n}\n@article{k1,\n title="B\n}\n@article{k2,\n}\n')
@example("@comment{\n@article{k0,\n title={A}}\n@article{k1,\n")
@example("@string{\n@article{k0,\n title={A}}")
@given(damaged())
def test_each_entry_of_a_damaged_file_is_read_or_named(text: str) -> None:
    assert list(lost(text, parse(text, PATH))) == []


@PROPERTY
@given(damaged(), st.integers(0, 3))
def test_damage_does_not_reach_the_entries_behind_it(text: str, blank: int) -> None:
    whole = "@article{last,\n  title = {Whole},\n  year = 2024\n}\n"
    if re.search(r"(?:^|\n)[ \t]*%.*\Z", text):  # it would comment the entry out
        text += "\n"
    file = parse(text + "\n" * (blank + 1) + whole, PATH)
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
    file = parse(text, PATH)
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
        assert read(path).path == path
    else:
        with pytest.raises(UnreadableError, match=r"^is not UTF-8 \(byte 0x[0-9A-F]{2}\): save the file in UTF-8$"):
            read(path)
