"""The bridge to sphinxcontrib-bibtex: passes the records to its domain, so that no file is read a second time.

This is done at builder-inited with priority 110, after the files are read (100); sphinxcontrib-bibtex follows at 500
and finds its cache up to date.

The following names of sphinxcontrib-bibtex are not documented: `bibfile.BibData`, `bibfile.BibFile`,
`bibfile.get_mtime` and `BibtexDomain.data["bibdata"]`; of pybtex `Entry._find_field`, which styles call
(tests/site/test_private_names.py).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from pybtex.bibtex.utils import split_name_list
from pybtex.database import BibliographyData
from sphinxcontrib.bibtex.bibfile import BibData, BibFile, get_mtime

from sphinx_cv.export.bibtex import written_names
from sphinx_cv.model.publication import FILTER_NAMES
from sphinx_cv.render.dates import printed_date
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.library import log_faults, paths_of

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinxcontrib.bibtex.domain import BibtexDomain

    from sphinx_cv.bibtex.records import Library
    from sphinx_cv.model.publication import Publication


def pass_records(app: Sphinx) -> None:
    """Log the faults of the files, end the build if one cannot be read, and pass the records."""
    log_faults(app)
    domain = CVDomain.of(app.env)
    if domain.unreadable:
        raise SystemExit(2)
    cast("BibtexDomain", app.env.get_domain("cite")).data["bibdata"] = _bibdata(
        domain.library, paths_of(app), app.config.bibtex_encoding
    )


#: The entry types that pybtex's styles can format.
_PYBTEX_TYPES = (
    "article book booklet dataset inbook incollection inproceedings manual mastersthesis misc online patent phdthesis"
    " proceedings software techreport unpublished"
).split()
#: For each entry type, the type as which pybtex's styles format it; all others are formatted as @misc.
STYLED_TYPES = {
    "conference": "inproceedings",
    "thesis": "phdthesis",
    "report": "techreport",
    **dict.fromkeys(("collection", "mvbook", "mvcollection", "reference"), "book"),
    "mvproceedings": "proceedings",
    **dict.fromkeys(("bookinbook", "suppbook"), "inbook"),
    **dict.fromkeys(("suppcollection", "inreference"), "incollection"),
    **dict.fromkeys(("periodical", "suppperiodical"), "article"),
    **dict.fromkeys(("electronic", "www"), "online"),
    **{name: name for name in _PYBTEX_TYPES},
}
#: The biblatex name of a BibTeX field, and the reverse for institution.
SYNONYMS = {"journal": "journaltitle", "address": "location", "school": "institution", "institution": "school"}


class BridgeEntry:
    """A publication with the interface of pybtex's Entry, as sphinxcontrib-bibtex and pybtex's styles use it."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.key = publication.key
        self.type = STYLED_TYPES.get(publication.type, "misc")

    def _find_field(self, name: str, bib_data: object = None) -> str:
        """Return the LaTeX of a field; pybtex's styles call this method. Raises KeyError."""
        fields = self.publication.fields
        if name == "year" and self.publication.date:
            return printed_date(self.publication.date)
        return fields[name] if name in fields else fields[SYNONYMS[name]]

    @property
    def fields(self) -> Mapping[str, Any]:
        return _Fields(self.publication)

    @cached_property
    def persons(self) -> dict[str, list[Any]]:
        """The names by role, as pybtex splits their LaTeX; a name that it cannot split is kept whole."""
        publication = self.publication
        people = {"author": publication.authors, "editor": publication.editors}
        sources = {
            role: written_names(publication.fields.get(role, ""), found) for role, found in people.items() if found
        }
        return {role: [_person(name) for name in split_name_list(source)] for role, source in sources.items()}


def _person(name: str) -> Any:  # noqa: ANN401  (pybtex has no types)
    from pybtex.database import InvalidNameString, Person  # noqa: PLC0415  (only {cite} needs them)

    try:
        return Person(name)
    except InvalidNameString:
        return Person(f"{{{name}}}")


class _Fields(Mapping[str, Any]):
    """The fields of a publication, and its values in a filter, by name."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401  (text, number, flag or set: FILTER_NAMES)
        if name in FILTER_NAMES or name in self.publication.fields:
            return self.publication.value(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.publication.fields)

    def __len__(self) -> int:
        return len(self.publication.fields)


def _bibdata(library_: Library, paths: list[Path], encoding: str) -> BibData:
    """Return the records in the form in which sphinxcontrib-bibtex keeps them."""
    data = BibliographyData()
    keys: dict[Path, dict[str, None]] = {path: {} for path in paths}
    for publication in library_.publications:
        data.entries[publication.key] = BridgeEntry(publication)
        keys[publication.path][publication.key] = None
    return BibData(encoding, {path: BibFile(get_mtime(path), keys[path]) for path in paths}, data)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.library")
    app.connect("builder-inited", pass_records, priority=110)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
