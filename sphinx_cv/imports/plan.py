"""What an import writes: new pages beside those that are there, and entries for the BibTeX file."""

from __future__ import annotations

import bisect
import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_cv.export.bibtex import braced, entry
from sphinx_cv.imports.merge import Merge, merge
from sphinx_cv.imports.pages import Row, file_name, free_path, page_text, row_text
from sphinx_cv.imports.tree import BIBTEX_LIMIT, read
from sphinx_cv.model.fields import FIELDS
from sphinx_cv.model.links import LINK_FIELDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sphinx_cv.imports.bibliography import Bibliography
    from sphinx_cv.imports.papers import Paper
    from sphinx_cv.imports.record import Found

#: The order of fields: that of exported entries, then those that only a CV uses.
_ORDER = {name: index for index, name in enumerate([*FIELDS, *LINK_FIELDS, "abstract", "keywords", "selected"])}


@dataclass(slots=True)
class Plan:
    """What an import would write."""

    found: Found
    #: The BibTeX files to read.
    sources: list[Path]
    #: The BibTeX file that gets the new entries.
    bib: Path
    #: The new pages by their path.
    pages: dict[Path, str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    #: The rows and texts that a page has already: the path of the page, and the first line.
    there: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What is appended to the BibTeX file."""
        return "\n\n".join(merged.text for merged in self.merges if merged.text)

    def make_pages(self, into: Path) -> None:
        """Make the pages, without the rows and texts that a page has already."""
        sections = into / "sections"
        there = {path: path.read_text("utf-8", errors="replace") for path in sorted(sections.glob("*.md"))}
        for name, page in self.found.pages.items():
            parts: list[Row | str] = []
            for part in page.parts:
                text = row_text(part) if isinstance(part, Row) else part
                if same := next((path for path, old in there.items() if f"\n{text}\n" in old), None):
                    self.there.append((same.relative_to(into).as_posix(), text.partition("\n")[0]))
                else:
                    parts.append(part)
            if parts:
                self.pages[free_path(sections, name, self.pages)] = page_text(page, parts)

    def make_entries(self, known: Bibliography) -> None:
        """Make the entries that are new: of papers, with new keys, and those of BibTeX files."""
        if texts := [(_entry(paper), paper.place) for paper in self.found.papers]:
            self.merges.append(_merge(texts, self.bib.parent, known, make_keys=True))
            known = known.with_text(self.text, self.bib)
        if texts := [(read(path, BIBTEX_LIMIT), f"{path}:") for path in self.sources]:
            self.merges.append(_merge(texts, self.bib.parent, known))


def _merge(texts: Sequence[tuple[str, str]], folder: Path, known: Bibliography, *, make_keys: bool = False) -> Merge:
    """Merge texts, each with its place; a place with a colon at its end is a file, and takes a line."""
    starts = [*itertools.accumulate((text.count("\n") + 1 for text, _ in texts), initial=1)]

    def place(line: int) -> str:
        index = bisect.bisect(starts, line) - 1
        name = texts[index][1]
        return f"{name}{line - starts[index] + 1}" if name.endswith(":") else name

    joined = "\n".join(text for text, _ in texts)
    return merge(joined, folder / "import", known, make_keys=make_keys, places=place)  # no file of a site has this name


def _entry(paper: Paper) -> str:
    """Return the entry of a paper; until it gets its key, messages name it by its title."""
    names = sorted(paper.fields, key=lambda name: _ORDER.get(name, len(_ORDER)))
    fields = [(name, _value(name, paper.fields[name])) for name in names]
    return entry(paper.type, file_name(paper.fields["title"]), fields).rstrip("\n")


def _value(name: str, value: str) -> str:
    """Return the value of a field: a month is a macro."""
    return value if name == "month" else braced(value)
