"""Findings: likely mistakes, with their places."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_cv.model.publication import Publication
    from sphinx_cv.model.row import Row


class Finding(NamedTuple):
    """A likely mistake: its line (from 1), its kind, and a message with the fix. Findings sort by place."""

    path: Path
    line: int
    subtype: str
    message: str
    #: The first line of the entry or row, to which suppressions refer.
    place: int = 0
    #: The citation key of the entry, or the anchor of the row.
    name: str = ""

    @classmethod
    def of(cls, publication: Publication, subtype: str, message: str, *fields: str) -> Finding:
        """Return a finding about an entry, at the first of these fields that it has."""
        line = next((publication.lines[name] for name in fields if name in publication.lines), publication.line)
        return cls(publication.path, line, subtype, f"{publication.key}: {message}", publication.line, publication.key)

    @classmethod
    def of_row(cls, row: Row, path: Path, subtype: str, message: str, *options: str) -> Finding:
        """Return a finding about a row, at the first of these options that it has."""
        line = next((row.lines[name] for name in options if name in row.lines), row.line)
        return cls(path, line, subtype, f"{row.title}: {message}", row.line, row.anchor)

    @classmethod
    def on(cls, path: Path, line: int, subtype: str, message: str) -> Finding:
        """Return a finding about a line outside of entries and rows."""
        return cls(path, line, subtype, message)

    def below(self, folder: Path) -> Finding:
        """Return the finding with its path relative to a folder, if it is inside it."""
        return self._replace(path=self.path.relative_to(folder)) if self.path.is_relative_to(folder) else self


def place_of(publication: Publication, field: str, other: Publication) -> str:
    """Return the place of a field, such as `line 512`, for a message about another publication."""
    line = publication.lines.get(field, publication.line)
    return f"line {line}" if publication.path == other.path else f"{publication.path.name} line {line}"
