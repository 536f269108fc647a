"""The bridge to sphinxcontrib-bibtex: reads the BibTeX files once per build, and passes the records to its domain.

The files are read at builder-inited with priority 100; sphinxcontrib-bibtex follows at 500 and finds its cache up to
date.

The following names of sphinxcontrib-bibtex are not documented: `bibfile.BibData`, `bibfile.BibFile`,
`bibfile.get_mtime` and `BibtexDomain.data["bibdata"]`; of pybtex `Entry._find_field`, which styles call
(tests/site/test_private_names.py).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from pybtex.database import BibliographyData
from sphinxcontrib.bibtex.bibfile import BibData, BibFile, get_mtime

from sphinx_cv.bibtex import library
from sphinx_cv.model.publication import FILTER_NAMES
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.settings import line_of_setting, owner_names
from sphinx_cv.site.warnings import end_build, shown_path, warn_fault

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinxcontrib.bibtex.domain import BibtexDomain

    from sphinx_cv.bibtex.records import Library, UnreadableError
    from sphinx_cv.model.publication import Publication


def read_files(app: Sphinx) -> None:
    """Read the BibTeX files if they or the owner's names have changed, and log their faults at every build."""
    paths = [(Path(app.confdir) / file).resolve() for file in app.config.bibtex_bibfiles or []]
    domain = CVDomain.of(app.env)
    owner = owner_names(app.config)
    digest = _digest(paths, owner, app.config.bibtex_encoding)
    if digest != domain.data["library_digest"] or not digest:
        domain.data["library"] = _read(app, paths, owner)
        domain.data["library_digest"] = digest
        domain.library_changed = True
    for fault in domain.library.faults:
        warn_fault(fault, shown_path(fault.path, app.confdir))
    cast("BibtexDomain", app.env.get_domain("cite")).data["bibdata"] = _bibdata(
        domain.library, paths, app.config.bibtex_encoding
    )


def _read(app: Sphinx, paths: list[Path], owner: tuple[str, ...]) -> Library:
    """Read the files; log an error for each one that cannot be read, and raise SystemExit(2)."""
    try:
        return library.read(paths, owner, app.config.bibtex_encoding)
    except ExceptionGroup as group:
        setting = f"conf.py:{line_of_setting(app.confdir, 'bibtex_bibfiles')}"
        end_build(cast("tuple[UnreadableError, ...]", group.exceptions), app.confdir, setting)


def _digest(paths: list[Path], owner: tuple[str, ...], encoding: str) -> str:
    """Return a digest of all input of a library; empty if a file cannot be read."""
    try:
        if not all(path.is_file() for path in paths):
            return ""
        digests = [(str(path), hashlib.sha256(path.read_bytes()).hexdigest()) for path in paths]
    except OSError:
        return ""
    return repr((digests, owner, encoding))


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
        if name == "year" and self.publication.year:
            return str(self.publication.year)
        return fields[name] if name in fields else fields[SYNONYMS[name]]

    @property
    def fields(self) -> Mapping[str, Any]:
        return _Fields(self.publication)

    @property
    def persons(self) -> dict[str, list[Any]]:
        from pybtex.database import Person  # noqa: PLC0415  (only {cite} needs it)

        people = {"author": self.publication.authors, "editor": self.publication.editors}
        return {role: [Person(person.sort_name) for person in found] for role, found in people.items() if found}


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
    app.setup_extension("sphinxcontrib.bibtex")
    app.setup_extension("sphinx_cv.site.domain")
    app.connect("builder-inited", read_files, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
