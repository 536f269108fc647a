"""BibTeX files, read so that no entry is lost: entries with the line of each field, and every fault with its own.

pybtex's tokenizer reads one entry at a time. A line that begins with `@type{` always begins an entry, so an entry that is
not closed cannot swallow the next; what pybtex could not read of a faulty entry is then read field by field, by lines.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from pybtex.database.input.bibtex import LowLevelParser, SkipEntry, UndefinedMacro, month_names
from pybtex.scanner import PrematureEOF, PybtexSyntaxError
from pybtex.utils import CaseInsensitiveDict

from sphinx_cv import silences

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping
    from pathlib import Path

    from sphinx_cv.silences import Silence

_START = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
_START_AFTER_BRACE = re.compile(r"\}\s*(@[A-Za-z]+\s*\{[^\s,{}=]+\s*,)")
_HEAD = re.compile(r"@\s*[A-Za-z]+\s*[{(]\s*([^,={}\n]*?)\s*(?=[,}\n=]|$)")
_NEXT_FIELD = re.compile(r"\s*([A-Za-z][\w+:.-]*)\s*=")
_FIELD = re.compile(
    r"(?:^[ \t]*|,\s*)([^\W\d][\w+:.-]*)\s*=\s*(?=[{\"\d])|^[ \t]*([^\W\d][\w+:.-]*)\s*=\s*", re.MULTILINE
)
#: What follows a brace too many: the entry's next field.
_AFTER_ENTRY = re.compile(r"\s*,\s*([^\W\d][\w+:.-]*)\s*=\s*[{\"\d]")
_COMMENT = re.compile(r"(?i)\s*comment\b")
_COMMENT_LINE = re.compile(r"^[ \t]*%.*$", re.MULTILINE)
_NOT_ENTRIES = frozenset({"string", "comment", "preamble"})


class Fault(NamedTuple):
    """Something wrong with a file: where (lines count from 1), which warning it is, and the mend."""

    path: Path
    line: int
    subtype: str
    message: str


@dataclass(slots=True)
class RawEntry:
    """An entry as the file has it: LaTeX undecoded, field names in lower case."""

    path: Path
    line: int
    type: str
    key: str
    fields: dict[str, str] = field(default_factory=dict)
    #: The line of each field's name.
    lines: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class File:
    """What a file holds, in its order."""

    path: Path
    entries: list[RawEntry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    #: What the comments between the entries silence.
    silences: list[Silence] = field(default_factory=list)


class UnreadableError(Exception):
    """A file that cannot be read at all; its text says line and mend."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(message)
        self.path, self.line, self.message = path, line, message


def read(path: Path, strings: MutableMapping[str, str] | None = None) -> File:
    """Read a file; `strings` (its @string names) is shared by files that are read after one another.

    Raises UnreadableError if the file is missing or is not UTF-8.
    """
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
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    macros = CaseInsensitiveDict(month_names) if strings is None else strings
    for line, chunk in _chunks(text):
        _read_chunk(chunk, line, macros, file)
    file.silences = silences.read(text, path, sorted(entry.line for entry in file.entries))
    return file


def month_strings() -> MutableMapping[str, str]:
    """The @string names that every file begins with."""
    return CaseInsensitiveDict(month_names)  # type: ignore[no-any-return]


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """The text cut before each line that begins an entry, each piece with its first line."""
    starts = [match.start() for match in _START.finditer(text)]
    line = 1
    for start, end in zip([0, *starts], [*starts, len(text)], strict=True):
        chunk = text[start:end]
        if "@" in chunk:
            yield line, chunk
        line += chunk.count("\n")


def _read_chunk(chunk: str, line: int, strings: MutableMapping[str, str], file: File) -> None:
    parser = _Parser(chunk, line, strings)
    for command, body in parser:
        if command.lower() in _NOT_ENTRIES:
            file.faults += [_fault(error, file, "") for error in parser.errors]
            continue
        entry = RawEntry(file.path, parser.command_line, command.lower(), body[0] or "")
        for (name, parts), at in zip(body[1], parser.field_lines, strict=True):
            _add_field(entry, name, "".join(parts), at, file)
        if "=" in entry.key or "{" in entry.key:  # the key is missing, and pybtex took the first field for it
            entry.key, parser.failed = "", True
            parser.errors.append(PybtexSyntaxError("", parser))
        if not parser.failed and (stray := _AFTER_ENTRY.match(chunk, parser.pos)):
            parser.failed = True
            parser.errors.append(_SurplusBraceError(stray[1], parser))
        if parser.failed:
            spaced = _salvage(entry, chunk[parser.command_start :], parser, file)
            parser.errors = [error for error in parser.errors if not (spaced and error.lineno == entry.line)]
        file.faults += [_fault(error, file, entry.key, entry) for error in parser.errors]
        file.entries.append(entry)
        if parser.failed:  # the rest of this piece was salvaged; only an entry behind a closing brace may follow
            if more := _START_AFTER_BRACE.search(chunk, parser.command_start + 1):
                _read_chunk(chunk[more.start(1) :], line + chunk.count("\n", 0, more.start(1)), strings, file)
            break
    message = "this @ begins no entry (@type{key, ...}): take it out, or write (at)"
    file.faults += [Fault(file.path, stray, "bibtex_syntax", message) for stray in parser.strays]


def _add_field(entry: RawEntry, name: str, value: str, line: int, file: File) -> None:
    name, value = name.lower(), " ".join(value.split())
    if name in entry.fields:
        first, same = entry.lines[name], entry.fields[name] == value
        kept = "it says the same" if same else f"the one of line {first} is used"
        message = f"{entry.key or 'entry'}: field {name} is there twice, first in line {first} ({kept}): take one out"
        file.faults.append(Fault(file.path, line, "duplicate_field", message))
        return
    entry.fields[name], entry.lines[name] = value, line


def _salvage(entry: RawEntry, source: str, parser: _Parser, file: File) -> bool:
    """Add to a faulty entry the fields that the parser did not reach; tells whether its key had a space."""
    failed = parser.errors[-1].lineno
    if more := _START_AFTER_BRACE.search(source, 1):
        source = source[: more.start(1)]
    source = _COMMENT_LINE.sub("", source)
    head = _HEAD.match(source)
    named, body = (head[1].strip(), head.end()) if head else ("", 1)
    if head and source[body : body + 1] == "=":  # @article{author = {A}, ...
        named, body = "", head.start(1)
    entry.key = "-".join(named.split())
    if entry.key != named:
        message = f"the key '{named}' has a space in it and is read as {entry.key}: write it so"
        file.faults.append(Fault(file.path, entry.line, "bibtex_syntax", message))
    top, source = entry.line + source.count("\n", 0, body), source[body:]
    starts = list(_FIELD.finditer(source))
    for match, end in zip(starts, [*(later.start() for later in starts[1:]), len(source)], strict=False):
        name = (match[1] or match[2]).lower()
        line = top + source.count("\n", 0, match.start(1 if match[1] else 2))
        if entry.lines.get(name) == line:  # the parser read it, as far as it could
            if line < failed and not _swallowed(entry.fields[name]):
                continue
            del entry.fields[name], entry.lines[name]
        raw = source[match.end() : end].strip().rstrip(",").rstrip()
        last = end == len(source)
        value = _value(raw, line, parser, file)
        if value is None and last and raw.endswith(("}", ")")):  # which may be the entry's own
            value = _value(raw[:-1].strip().rstrip(","), line, parser, file)
        _add_field(entry, name, _bare(raw, last=last) if value is None else value, line, file)
    return entry.key != named


def _value(raw: str, line: int, parser: _Parser, file: File) -> str | None:
    """A field's value, if nothing is wrong with it: strings put in, parts joined."""
    reader = _Parser(raw + ",", line, parser.macros)
    try:
        reader.parse_value()
        reader.eat_whitespace()
    except PybtexSyntaxError:
        return None
    if reader.text[reader.pos :] != ",":
        return None
    file.faults += [_fault(error, file, "") for error in reader.errors]
    return "".join(reader.current_value)


def _swallowed(value: str) -> bool:
    """Whether a value holds what looks like the next field: its closing brace or quote was missing."""
    return re.search(r"[,\"}]?\s[A-Za-z]\w*\s*=\s*[{\"]", value) is not None


def _bare(raw: str, *, last: bool) -> str:
    """A value without its own braces or quotes, and without the entry's closing brace."""
    if last:
        raw = raw.strip()
        if raw.count("}") > raw.count("{") or not raw.startswith(("{", '"')):
            raw = raw.removesuffix("}").removesuffix(")").strip().rstrip(",").strip()
    for opening, closing in ("{}", '""'):
        if raw.startswith(opening):
            raw = raw[1:].removesuffix(";").rstrip().removesuffix(closing)
    depth = 0
    for at, char in enumerate(raw):
        depth += (char == "{") - (char == "}")
        if depth < 0:
            raw = raw[:at] + raw[at + 1 :]
            depth = 0
    return " ".join(raw.split())


def _fault(error: PybtexSyntaxError, file: File, key: str, entry: RawEntry | None = None) -> Fault:
    named, line, what = f"{key}: " if key else "", error.lineno, str(error).partition(": ")[2]
    if isinstance(error, UndefinedMacro):
        message = f'the string {what} is not defined: write @string{{{what} = "..."}} above, or braces around it'
        return Fault(file.path, line, "undefined_string", named + message)
    if entry and not key:
        message = "this entry has no key: write one behind its opening brace, @type{key, ...}"
        return Fault(file.path, entry.line, "no_key", message)
    if isinstance(error, PrematureEOF):
        message = "it is not closed where the next entry begins: add the brace or quote that is missing"
        return Fault(file.path, entry.line if entry else line, "bibtex_syntax", named + message)
    if isinstance(error, _SurplusBraceError):
        message = f"a brace before {what} closes the entry too early: take it out"
        return Fault(file.path, line, "bibtex_syntax", named + message)
    if isinstance(error, _MissingCommaError):
        return Fault(file.path, line, "bibtex_syntax", f"{named}a comma is missing before {what}: write one")
    if error.parser.text[error.parser.pos :].startswith("%"):
        message = "a % begins no comment inside an entry: take it out, or move it above the entry"
        return Fault(file.path, line, "bibtex_syntax", named + message)
    message = f"{what}: look for a comma, brace or quote that is missing here or in the line above"
    return Fault(file.path, line, "bibtex_syntax", named + message)


class _MissingCommaError(PybtexSyntaxError):  # type: ignore[misc]
    pass


class _SurplusBraceError(PybtexSyntaxError):  # type: ignore[misc]
    pass


class _Parser(LowLevelParser):  # type: ignore[misc]
    """pybtex's tokenizer over one piece of a file, keeping lines and errors."""

    pos: int

    def __init__(self, text: str, line: int, strings: MutableMapping[str, str]) -> None:
        super().__init__(text, macros=strings, handle_error=self.keep_error)
        self.lineno = line
        #: Of the command last read: what is wrong, and whether it could not be read to its end.
        self.errors: list[PybtexSyntaxError] = []
        self.failed = False
        self.command_line = line
        self.field_lines: list[int] = []
        #: Lines with an @ that begins no command.
        self.strays: list[int] = []

    def keep_error(self, error: PybtexSyntaxError) -> None:
        self.errors.append(error)
        self.failed = self.failed or not isinstance(error, UndefinedMacro | _MissingCommaError)

    def parse_command(self) -> Iterator[object]:
        self.errors, self.failed, self.command_line, self.field_lines = [], False, self.lineno, []
        if bare := _COMMENT.match(self.text, self.pos):  # which needs no braces
            self.pos = bare.end()
            raise SkipEntry
        try:
            return super().parse_command()  # type: ignore[no-any-return]
        except PybtexSyntaxError:
            self.strays.append(self.command_line)
            raise SkipEntry from None

    def parse_entry_fields(self) -> None:
        self.eat_whitespace()
        if missing := _NEXT_FIELD.match(self.text, self.pos):
            self.keep_error(_MissingCommaError(missing[1], self))
        while True:
            self.eat_whitespace()
            line, self.current_field_name, self.current_value = self.lineno, None, []
            self.parse_field()
            if self.current_field_name and self.current_value:
                self.current_fields.append((self.current_field_name, self.current_value))
                self.field_lines.append(line)
            if not self.optional([self.COMMA]):
                if not (missing := _NEXT_FIELD.match(self.text, self.pos)):
                    return
                self.keep_error(_MissingCommaError(missing[1], self))

    def substitute_macro(self, name: str) -> str:
        """The string's text; an undefined one stands for its own name, so that it is seen."""
        return super().substitute_macro(name) or name
