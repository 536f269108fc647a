"""Content for tests: entries of BibTeX as text, publications read from them, and rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_cv.bibtex import library
from sphinx_cv.model.publication import Publication
from sphinx_cv.model.row import Row
from sphinx_cv.model.spans import DateSpan
from sphinx_cv.model.text import RichText

if TYPE_CHECKING:
    from sphinx_cv.bibtex.records import Library

ROOT = Path(__file__).parent.parent
#: An invented scholar's CV, and the names of its owner.
EXAMPLE = ROOT / "tests/example"
EXAMPLE_OWNER = ("Ada Example", "Example, Ada M.", "A. Example")
OWNER = ("Tri Dao", "T. Dao")


def read_library(folder: Path, *texts: str, owner: tuple[str, ...] = OWNER) -> Library:
    """Read the texts of pubs.bib, more1.bib, more2.bib, ... in a folder."""
    paths = [folder / (f"more{number}.bib" if number else "pubs.bib") for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, "utf-8")
    return library.read(paths, owner)


def read_entry(folder: Path, fields: str, type_: str = "misc") -> Publication:
    """Read one entry, in which nothing may be wrong."""
    found = read_library(folder, f"@{type_}{{a, {fields}}}")
    assert found.faults == ()
    return found.publications[0]


def example_publications() -> dict[str, Publication]:
    """Return the publications of the example CV by key."""
    found = library.read([EXAMPLE / "pubs.bib"], EXAMPLE_OWNER)
    assert found.faults == ()
    return {publication.key: publication for publication in found.publications}


def publication(title: str = "T", **values: Any) -> Publication:
    """Make a record without a file."""
    made: dict[str, Any] = {
        "key": "a", "type": "misc", "kind": "other", "fields": {}, "texts": {}, "path": Path("pubs.bib"), "line": 1, **values,
    }  # fmt: skip
    return Publication(title=RichText.from_plain(title), **made)


def entry(key: str, author: str = "Gu, A. B.", title: str = "", type_: str = "misc", **fields: str) -> str:
    """Write an entry, a field a line."""
    values = {"author": author, "title": title or f"What {key} says of it", "year": "2020", **fields}
    return f"@{type_}{{{key},\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in values.items()) + "}\n"


def row(title: str, line: int = 1, **values: Any) -> Row:
    """Make a row of the page honors; `date`, or `start` and `end`, as they are written."""
    dates = DateSpan.from_options(values.pop("date", ""), values.pop("start", ""), values.pop("end", ""))
    return Row(title=title, kind=values.pop("kind", "award"), dates=dates, docname="honors", anchor=title.lower(), line=line,
               lines={"publication": line + 2, "date": line + 1, "start": line + 1, "end": line + 2}, **values)  # fmt: skip
