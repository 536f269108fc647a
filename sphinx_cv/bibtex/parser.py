"""pybtex's tokenizer, with line numbers and all errors, and the faults that describe these errors.

The following names of pybtex are not documented: the attributes `text`, `pos`, `lineno`, `macros`,
`current_field_name`, `current_value`, `current_fields` and the methods `parse_command`, `parse_entry_fields`,
`parse_field`, `substitute_macro`, `eat_whitespace`, `optional` of `LowLevelParser`, its pattern `COMMA`, and the errors
`SkipEntry`, `UndefinedMacro`, `PrematureEOF`, `PybtexSyntaxError` (tests/site/test_private_names.py).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pybtex.database.input.bibtex import LowLevelParser, SkipEntry, UndefinedMacro
from pybtex.scanner import PrematureEOF, PybtexSyntaxError

from sphinx_cv.bibtex.records import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping

    from sphinx_cv.bibtex.records import File, RawEntry

_NEXT_FIELD = re.compile(r"\s*([A-Za-z][\w+:.-]*)\s*=")
#: The number of characters that strings may insert into an entry or another string.
_MOST_INSERTED = 10_000
_COMMENT = re.compile(r"(?i)\s*comment\b")


class MissingCommaError(PybtexSyntaxError):  # type: ignore[misc]
    pass


class TooLongError(PybtexSyntaxError):  # type: ignore[misc]
    pass


class SurplusBraceError(PybtexSyntaxError):  # type: ignore[misc]
    pass


class Parser(LowLevelParser):  # type: ignore[misc]
    """pybtex's tokenizer for one chunk of a file, which records line numbers and all errors."""

    pos: int

    def __init__(self, text: str, line: int, strings: MutableMapping[str, str], start: int = 0) -> None:
        super().__init__(text, macros=strings, handle_error=self.keep_error)
        self.lineno, self.pos = line, start
        #: The errors of the last command.
        self.errors: list[PybtexSyntaxError] = []
        #: Whether the last command was not read to its end.
        self.failed = False
        self.command_line = line
        self.field_lines: list[int] = []
        #: The number of characters that strings have inserted into the last command.
        self.inserted = 0
        #: The lines with an @ that does not begin a command.
        self.strays: list[int] = []

    def keep_error(self, error: PybtexSyntaxError) -> None:
        self.errors.append(error)
        self.failed = self.failed or not isinstance(error, UndefinedMacro | MissingCommaError | TooLongError)

    def parse_command(self) -> Iterator[object]:
        self.errors, self.failed, self.command_line, self.field_lines = [], False, self.lineno, []
        self.inserted = 0
        if bare := _COMMENT.match(self.text, self.pos):  # @comment needs no braces
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
            self.keep_error(MissingCommaError(missing[1], self))
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
                self.keep_error(MissingCommaError(missing[1], self))

    def substitute_macro(self, name: str) -> str:
        """Return the text of a string, or the name of an undefined one, so that it is visible."""
        text = super().substitute_macro(name) or name
        self.inserted += len(text)
        if self.inserted > _MOST_INSERTED:  # strings that double each other would grow beyond all memory
            self.keep_error(TooLongError(name, self))
            return name
        return text


def fault_of(error: PybtexSyntaxError, file: File, key: str, entry: RawEntry | None = None) -> Fault:
    """Return the fault for an error; `key` is that of the entry, empty if it is not known."""
    named, line, what = f"{key}: " if key else "", error.lineno, str(error).partition(": ")[2]
    if isinstance(error, UndefinedMacro):
        message = f'the string {what} is not defined: write @string{{{what} = "..."}} above, or braces around it'
        return Fault(file.path, line, "undefined_string", named + message)
    if entry and not key:
        message = "this entry has no key: write one after its opening brace, @type{key, ...}"
        return Fault(file.path, entry.line, "no_key", message)
    if isinstance(error, PrematureEOF):
        message = "it is not closed before the next entry: add the missing brace or quote"
        return Fault(file.path, entry.line if entry else line, "bibtex_syntax", named + message)
    if isinstance(error, SurplusBraceError):
        message = f"a brace before {what} closes the entry too early: remove it"
        return Fault(file.path, line, "bibtex_syntax", named + message)
    if isinstance(error, MissingCommaError):
        return Fault(file.path, line, "bibtex_syntax", f"{named}a comma is missing before {what}: write one")
    if isinstance(error, TooLongError):
        message = f"its strings have more than {_MOST_INSERTED} characters, so {what} is left out: write shorter ones"
        return Fault(file.path, line, "bibtex_syntax", named + message)
    if error.parser.text.startswith("%", error.parser.pos):
        message = "a % does not begin a comment inside an entry: remove it, or move it above the entry"
        return Fault(file.path, line, "bibtex_syntax", named + message)
    message = f"{what}: look for a missing comma, brace or quote here or in the line above"
    return Fault(file.path, line, "bibtex_syntax", named + message)
