"""The content of BibTeX files: entries with the line of each field, faults, and the library made of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_cv.bibtex.suppressions import Suppression
    from sphinx_cv.model.publication import Publication


#: The subtype of a fault that is only worth a note: it may be intended, so it is no warning.
NOTE = "note"


class Fault(NamedTuple):
    """A fault in a file: its line (from 1), the subtype of the warning, and a message with the fix."""

    path: Path
    line: int
    subtype: str
    message: str


@dataclass(slots=True)
class RawEntry:
    """An entry as written in the file: LaTeX not decoded, field names in lower case."""

    path: Path
    line: int
    type: str
    key: str
    fields: dict[str, str] = field(default_factory=dict)
    #: The line of each field's name.
    lines: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class File:
    """The content of a file, in the order of the file."""

    path: Path
    entries: list[RawEntry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    #: The comments between the entries that suppress findings.
    suppressions: list[Suppression] = field(default_factory=list)


@dataclass(frozen=True)
class Library:
    """All publications, in the order of the files, and every fault of the files."""

    publications: tuple[Publication, ...] = ()
    faults: tuple[Fault, ...] = ()
    #: The comments in the files that suppress findings of lint.
    suppressions: tuple[Suppression, ...] = ()
    #: Each path that was looked up for a link, and whether there was a file that can be used.
    looked_up: dict[Path, bool] = field(default_factory=dict)

    @cached_property
    def by_key(self) -> dict[str, Publication]:
        """The publications by citation key in lower case: BibTeX ignores the case of keys."""
        return {publication.key.lower(): publication for publication in self.publications}


class UnreadableError(Exception):
    """A file that cannot be read at all, with the line and a message with the fix."""

    def __init__(self, path: Path, line: int, message: str) -> None:
        super().__init__(message)
        self.path, self.line, self.message = path, line, message


def add_field(entry: RawEntry, name: str, value: str, line: int, file: File) -> None:
    """Add a field to an entry; a field that it has already is a fault."""
    name, value = name.lower(), " ".join(value.split())
    if name in entry.fields:
        first, same = entry.lines[name], entry.fields[name] == value
        kept = "with the same value" if same else f"the value of line {first} is used"
        message = f"{entry.key or 'entry'}: field {name} is given twice, first in line {first} ({kept}): remove one"
        file.faults.append(Fault(file.path, line, "duplicate_field", message))
        return
    entry.fields[name], entry.lines[name] = value, line
