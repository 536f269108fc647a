"""One thing that an editor would point out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_cv.model.publication import Publication
    from sphinx_cv.model.row import Row


class Finding(NamedTuple):
    """What may be wrong: where (lines count from 1), of which kind it is, and the mend. Findings sort by place."""

    path: Path
    line: int
    subtype: str
    message: str
    #: The first line of the entry or row, at which it is suppressed; and its citation key or anchor.
    place: int = 0
    name: str = ""

    @classmethod
    def of(cls, publication: Publication, subtype: str, message: str, *fields: str) -> Finding:
        """A finding about an entry, at the first of the fields that it has."""
        line = next((publication.lines[name] for name in fields if name in publication.lines), publication.line)
        return cls(publication.path, line, subtype, f"{publication.key}: {message}", publication.line, publication.key)

    @classmethod
    def of_row(cls, row: Row, path: Path, subtype: str, message: str, *options: str) -> Finding:
        """A finding about a row, at the first of the options that it has."""
        line = next((row.lines[name] for name in options if name in row.lines), row.line)
        return cls(path, line, subtype, f"{row.title}: {message}", row.line, row.anchor)

    @classmethod
    def on(cls, path: Path, line: int, subtype: str, message: str) -> Finding:
        """A finding about a line that is of no entry and no row."""
        return cls(path, line, subtype, message)


def place_of(publication: Publication, field: str, other: Publication) -> str:
    """Where a field of a publication is, as a message about another one names it: `line 512`."""
    line = publication.lines.get(field, publication.line)
    return f"line {line}" if publication.path == other.path else f"{publication.path.name} line {line}"
