"""Reading of BibTeX files: split before each line that begins an entry, tokenize, salvage malformed entries.

The following names of pybtex are not documented: `month_names` and `CaseInsensitiveDict`
(tests/site/test_private_names.py).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pybtex.database.input.bibtex import month_names
from pybtex.scanner import PybtexSyntaxError
from pybtex.utils import CaseInsensitiveDict

from sphinx_cv.bibtex import suppressions
from sphinx_cv.bibtex.kinds import KINDS
from sphinx_cv.bibtex.parser import Parser, SurplusBraceError, fault_of
from sphinx_cv.bibtex.records import NOTE, Fault, File, RawEntry, add_field
from sphinx_cv.bibtex.salvage import START_AFTER_BRACE, salvage
from sphinx_cv.bibtex.text_files import CONFLICT, CONTROL, CONTROLS, read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping
    from pathlib import Path

_START = re.compile(r"^[ \t]*@[ \t]*[A-Za-z][\w-]*[ \t]*[{(]", re.MULTILINE)
#: An entry that is commented out, as biber sees it: its lines begin with %.
_COMMENTED = re.compile(r"^[ \t]*%[% \t]*@[ \t]*[A-Za-z][\w-]*[ \t]*[{(].*(?:\n[ \t]*%(?![% \t]*@).*)*", re.MULTILINE)
#: The beginning of an entry whose @ is missing: a known type with a key.
_WITHOUT_AT = re.compile(
    rf"^([ \t]*)({'|'.join(sorted(KINDS))})(?=[ \t]*\{{[ \t]*[^\s,{{}}=]+[ \t]*,[ \t]*$)", re.MULTILINE | re.IGNORECASE
)
_CONFLICT = re.compile(r"^<{7} ", re.MULTILINE)
#: The next field of an entry that a surplus brace has closed.
_AFTER_ENTRY = re.compile(r"\s*,\s*([^\W\d][\w+:.-]*)\s*=\s*[{\"\d]")
#: Characters that are not read: control characters and noncharacters, often copied from PDFs, which HTML or LaTeX
#: forbids, and those that change the direction of text (Unicode Standard Annex 9), which reverse what follows.
NOT_READ = re.compile(f"[{CONTROLS}\u202a-\u202e\u2066-\u2069]")
_DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_NOT_ENTRIES = frozenset({"string", "comment", "preamble"})


def read(path: Path, strings: MutableMapping[str, str] | None = None, encoding: str = "utf-8") -> File:
    """Read a file; `strings` (its @string names) is shared by files that are read after one another.

    Raises UnreadableError if the file is missing or has another encoding.
    """
    return parse(read_text(path, encoding, "correct bibtex_bibfiles in conf.py"), path, strings)


def parse(text: str, path: Path, strings: MutableMapping[str, str] | None = None) -> File:
    """Read the text of a file."""
    file = File(path)
    text = _without_controls(text.replace("\r\n", "\n").replace("\r", "\n"), file)
    macros = CaseInsensitiveDict(month_names) if strings is None else strings
    for line, chunk in _chunks(_with_ats(_without_commented(text, file), file)):
        _read_chunk(chunk, line, macros, file)
    for found in _CONFLICT.finditer(text):
        file.faults.append(Fault(path, text.count("\n", 0, found.start()) + 1, "bibtex_syntax", CONFLICT))
    if not file.entries and "@" not in text and any(line.strip()[:1] not in {"", "%"} for line in text.split("\n")):
        message = "there is no entry in this file: write one, as in @article{key, ...}, or save the file as BibTeX"
        file.faults.append(Fault(path, 1, "bibtex_syntax", message))
    file.suppressions = suppressions.read(text, path, sorted(entry.line for entry in file.entries))
    return file


def _without_controls(text: str, file: File) -> str:
    """Replace control characters by spaces, remove those that change the direction; add a fault for each of a line."""
    if not NOT_READ.search(text):
        return text
    for number, line in enumerate(text.split("\n"), start=1):
        for char in dict.fromkeys(NOT_READ.findall(line)):
            if char in _DIRECTIONS:
                message = (
                    f"the character U+{ord(char):04X}, which changes the direction of text, is left out: remove it"
                )
            else:
                message = CONTROL.format(ord(char))
            file.faults.append(Fault(file.path, number, "character", message))
    return NOT_READ.sub(lambda found: "" if found[0] in _DIRECTIONS else " ", text)


def _without_commented(text: str, file: File) -> str:
    """Leave out the entries that are commented out, with a note about the first one; the lines stay."""
    found = list(_COMMENTED.finditer(text))
    if not found:
        return text
    message = "an entry is commented out by %: remove the % to list it"
    if len(found) > 1:
        message = f"{len(found)} entries are commented out by %, the first one here: remove the % to list them"
    file.faults.append(Fault(file.path, text.count("\n", 0, found[0].start()) + 1, NOTE, message))
    return _COMMENTED.sub(lambda match: "\n" * match[0].count("\n"), text)


def _with_ats(text: str, file: File) -> str:
    """Add the @ that is missing before an entry, with a fault."""

    def with_at(found: re.Match[str]) -> str:
        message = f"{found[2]} has no @ before it: write @{found[2]}"
        file.faults.append(Fault(file.path, text.count("\n", 0, found.start(2)) + 1, "bibtex_syntax", message))
        return f"{found[1]}@{found[2]}"

    return _WITHOUT_AT.sub(with_at, text)


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
