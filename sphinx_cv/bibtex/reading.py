"""Reading of BibTeX files: split before each line that begins an entry, tokenize, salvage malformed entries.

The following names of pybtex are not documented: `month_names` and `CaseInsensitiveDict`
(tests/site/test_private_names.py).
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from pybtex.database.input.bibtex import month_names
from pybtex.scanner import PybtexSyntaxError
from pybtex.utils import CaseInsensitiveDict

from sphinx_cv.bibtex import suppressions
from sphinx_cv.bibtex.parser import Parser, SurplusBraceError, fault_of
from sphinx_cv.bibtex.records import Fault, File, RawEntry, UnreadableError, add_field
from sphinx_cv.bibtex.salvage import START_AFTER_BRACE, salvage

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping
    from pathlib import Path

_START = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
#: The next field of an entry that a surplus brace has closed.
_AFTER_ENTRY = re.compile(r"\s*,\s*([^\W\d][\w+:.-]*)\s*=\s*[{\"\d]")
#: Control characters, often copied from PDFs, which neither HTML nor LaTeX allows.
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
#: Overrides, embeddings and isolates of direction (Unicode Standard Annex 9): unclosed, they reverse what follows.
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_NOT_ENTRIES = frozenset({"string", "comment", "preamble"})


def read(path: Path, strings: MutableMapping[str, str] | None = None) -> File:
    """Read a file; `strings` (its @string names) is shared by files that are read after one another.

    Raises UnreadableError if the file is missing or is not UTF-8.
    """
    if path.exists() and not path.is_file() and not path.is_dir():  # reading a pipe or a device may not end
        raise UnreadableError(path, 0, "cannot be read (it is not a file): correct bibtex_bibfiles in conf.py")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            path, 0, f"cannot be read ({error.strerror}): correct bibtex_bibfiles in conf.py"
        ) from None
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        before = data.removeprefix(codecs.BOM_UTF8)[: error.start]
        line = before.count(b"\n") + before.count(b"\r") - before.count(b"\r\n") + 1
        raise UnreadableError(
            path, line, f"is not UTF-8 (byte 0x{error.object[error.start]:02X}): save the file in UTF-8"
        ) from None
    return parse(text, path, strings)


def parse(text: str, path: Path, strings: MutableMapping[str, str] | None = None) -> File:
    """Read the text of a file."""
    file = File(path)
    text = _CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _without_directions(text, file)
    macros = CaseInsensitiveDict(month_names) if strings is None else strings
    for line, chunk in _chunks(text):
        _read_chunk(chunk, line, macros, file)
    file.suppressions = suppressions.read(text, path, sorted(entry.line for entry in file.entries))
    return file


def _without_directions(text: str, file: File) -> str:
    """Remove the characters that change the direction of text, each with a fault."""
    line, position = 1, 0
    for found in _DIRECTIONS.finditer(text):
        line += text.count("\n", position, found.start())
        position = found.start()
        message = f"the character U+{ord(found[0]):04X}, which changes the direction of text, is left out: remove it"
        file.faults.append(Fault(file.path, line, "direction", message))
    return _DIRECTIONS.sub("", text)


def month_strings() -> MutableMapping[str, str]:
    """Return the predefined @string names: the months."""
    return CaseInsensitiveDict(month_names)  # type: ignore[no-any-return]


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """Split a text before each line that begins an entry; yield the first line and the text of each chunk."""
    starts = [match.start() for match in _START.finditer(text)]
    line = 1
    for start, end in zip([0, *starts], [*starts, len(text)], strict=True):
        chunk = text[start:end]
        if "@" in chunk:
            yield line, chunk
        line += chunk.count("\n")


def _read_chunk(chunk: str, line: int, strings: MutableMapping[str, str], file: File) -> None:
    """Read the entries of a chunk; after a malformed one, read on where the next begins on its line."""
    start: int | None = 0
    strays: list[int] = []
    while start is not None:
        parser = Parser(chunk, line, strings, start)
        before, start = start, _read_entries(parser, chunk, file)
        line += chunk.count("\n", before, start) if start is not None else 0
        strays = parser.strays + strays
    message = "this @ does not begin an entry (@type{key, ...}): remove it, or write (at)"
    file.faults += [Fault(file.path, stray, "bibtex_syntax", message) for stray in strays]


def _read_entries(parser: Parser, chunk: str, file: File) -> int | None:
    """Read entries up to a malformed one; return where the entry after it begins on its line, None if none does."""
    for command, body in parser:
        if command.lower() in _NOT_ENTRIES:
            file.faults += [fault_of(error, file, "") for error in parser.errors]
            continue
        entry = RawEntry(file.path, parser.command_line, command.lower(), body[0] or "")
        for (name, parts), at in zip(body[1], parser.field_lines, strict=True):
            add_field(entry, name, "".join(parts), at, file)
        if "=" in entry.key or "{" in entry.key:  # the key is missing, and pybtex took the first field for it
            entry.key, parser.failed = "", True
            parser.errors.append(PybtexSyntaxError("", parser))
        if not parser.failed and (stray := _AFTER_ENTRY.match(chunk, parser.pos)):
            parser.failed = True
            parser.errors.append(SurplusBraceError(stray[1], parser))
        if parser.failed:
            more = START_AFTER_BRACE.search(chunk, parser.command_start + 1)
            source = chunk[parser.command_start : more.start(1) if more else None]
            spaced = salvage(entry, source, parser, file)
            parser.errors = [error for error in parser.errors if not (spaced and error.lineno == entry.line)]
        file.faults += [fault_of(error, file, entry.key, entry) for error in parser.errors]
        file.entries.append(entry)
        if parser.failed:  # the rest was salvaged; only an entry after a closing brace remains
            return more.start(1) if more else None
    return None
