"""The entries of a site before new ones are merged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_cv.bibtex import reading
from sphinx_cv.bibtex.crossref import DATA_TYPES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
    from pathlib import Path

    from sphinx_cv.bibtex.records import File, Library, RawEntry
    from sphinx_cv.model.publication import Publication

    #: Returns the publications of files that have been read.
    LibraryOf = Callable[[Sequence[File]], Library]


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The entries of a site before a merge."""

    publications: tuple[Publication, ...]
    #: All keys, in lower case.
    keys: frozenset[str]
    #: The values of the strings.
    strings: MutableMapping[str, str]
    #: Entries that only hold data for others, by key in lower case.
    data: Mapping[str, RawEntry]
    files: tuple[File, ...]
    #: sphinx_cv.bibtex.library.of_files.
    library: LibraryOf

    @classmethod
    def read(cls, paths: Iterable[Path], library: LibraryOf, encoding: str = "utf-8") -> Bibliography:
        """Read the files that exist; raises UnreadableError for one that cannot be read."""
        strings = reading.month_strings()
        files = [reading.read(path, strings, encoding) for path in paths if path.exists()]
        return cls.of(files, strings, library)

    @classmethod
    def of(cls, files: Sequence[File], strings: MutableMapping[str, str], library: LibraryOf) -> Bibliography:
        """Return the entries of files that have been read with these strings."""
        entries = [entry for file in files for entry in file.entries]
        data = {entry.key.lower(): entry for entry in entries if entry.type in DATA_TYPES}
        publications = library(files).publications
        keys = {entry.key.lower() for entry in entries} | {each.key.lower() for each in publications}
        return cls(publications, frozenset(keys), strings, data, tuple(files), library)

    def with_text(self, text: str, path: Path) -> Bibliography:
        """Return the entries after a text has been appended to a file."""
        return Bibliography.of([*self.files, reading.parse(text, path, self.strings)], self.strings, self.library)
