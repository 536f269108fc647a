"""pubs.bib read once a build, before sphinxcontrib-bibtex reads it, and handed to its domain.

It connects to builder-inited at priority 100, against sphinxcontrib-bibtex's 500, which then finds its cache up to date.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from pybtex.database import BibliographyData
from sphinx.util import logging
from sphinxcontrib.bibtex.bibfile import BibData, BibFile, get_mtime

from sphinx_cv.bibtex import library
from sphinx_cv.model.identity import Identities
from sphinx_cv.model.publication import FILTER_NAMES
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.warnings import warn_of_fault

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata
    from sphinxcontrib.bibtex.domain import BibtexDomain

    from sphinx_cv.bibtex import UnreadableError
    from sphinx_cv.bibtex.library import Library
    from sphinx_cv.model.publication import Publication

logger = logging.getLogger(__name__)


def read_files(app: Sphinx) -> None:
    """Read the BibTeX files, if they or the owner's names changed, and say at every build what is wrong with them."""
    paths = [(Path(app.confdir) / file).resolve() for file in app.config.bibtex_bibfiles or []]
    domain = CVDomain.of(app.env)
    owner = owner_names(app.config.cv_owner)
    stamp = _stamp(paths, owner)
    if domain.data["stamp"] != stamp or stamp == "":
        try:
            domain.data["library"] = library.read(paths, owner)
        except ExceptionGroup as group:
            for error in cast("tuple[UnreadableError, ...]", group.exceptions):
                name = _shown(error.path, app)
                place = f"{name}:{error.line}" if error.line else f"conf.py:{line_of_setting(app, error.path.name)}"
                logger.error("%s %s", name, error.message, location=place, type="cv", subtype="unreadable")  # noqa: TRY400  (a place, no traceback)
            raise SystemExit(2) from None
        domain.data["stamp"] = stamp
    for fault in domain.library.faults:
        warn_of_fault(fault, _shown(fault.path, app))
    cast("BibtexDomain", app.env.get_domain("cite")).data["bibdata"] = _bibdata(
        domain.library, paths, app.config.bibtex_encoding
    )


def identities_of(config: Config) -> Identities:
    """Who the people of the papers are, as the settings say."""
    return Identities(config.cv_people, owner_names(config.cv_owner))


def owner_names(setting: object) -> tuple[str, ...]:
    """The owner's names: the one printed first, then its variants."""
    return (setting,) if isinstance(setting, str) else tuple(cast("list[str]", setting))


def _stamp(paths: list[Path], owner: tuple[str, ...]) -> str:
    """What the library was read from; empty when a file cannot be read."""
    try:
        digests = [(str(path), hashlib.sha256(path.read_bytes()).hexdigest()) for path in paths]
    except OSError:
        return ""
    return repr((digests, owner))


def _shown(path: Path, app: Sphinx) -> str:
    """A path as a message names it: from the folder of conf.py."""
    return os.path.relpath(path, app.confdir) if path.is_relative_to(app.confdir) else str(path)


def line_of_setting(app: Sphinx, name: str) -> int:
    """The line of conf.py that names a file or setting; the first if none does."""
    lines = Path(app.confdir, "conf.py").read_text("utf-8", errors="replace").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if name in line), 1)


#: The types that pybtex's own styles can set, for those of biblatex that they cannot; anything else is set like @misc.
STYLED_TYPES = {
    "conference": "inproceedings", "thesis": "phdthesis", "report": "techreport", "collection": "book", "mvbook": "book",
    "mvcollection": "book", "reference": "book", "mvproceedings": "proceedings", "bookinbook": "inbook",
    "suppbook": "inbook", "suppcollection": "incollection", "inreference": "incollection", "periodical": "article",
    "suppperiodical": "article", "electronic": "online", "www": "online",
    **{name: name for name in ("article", "book", "booklet", "dataset", "inbook", "incollection", "inproceedings", "manual",
                               "mastersthesis", "misc", "online", "patent", "phdthesis", "proceedings", "software",
                               "techreport", "unpublished")},
}  # fmt: skip
#: biblatex's names of fields, by BibTeX's.
SYNONYMS = {"journal": "journaltitle", "address": "location", "school": "institution", "institution": "school"}


class Entry:
    """A publication as sphinxcontrib-bibtex's filters and citations ask for it, and styles other than the CV's."""

    def __init__(self, publication: Publication) -> None:
        self.publication = publication
        self.key = publication.key
        self.type = STYLED_TYPES.get(publication.type, "misc")

    def _find_field(self, name: str, bib_data: object = None) -> str:
        """A field's LaTeX, as the styles that come with pybtex ask for it; raises KeyError."""
        fields = self.publication.fields
        if name == "year" and self.publication.year:
            return str(self.publication.year)
        return fields[name] if name in fields else fields[SYNONYMS[name]]

    @property
    def fields(self) -> Mapping[str, Any]:
        return _Fields(self.publication)

    @property
    def persons(self) -> dict[str, list[Any]]:
        from pybtex.database import Person  # noqa: PLC0415  (asked for by {cite} alone)

        people = {"author": self.publication.authors, "editor": self.publication.editors}
        return {role: [Person(person.sort_name) for person in found] for role, found in people.items() if found}


class _Fields(Mapping[str, Any]):
    def __init__(self, publication: Publication) -> None:
        self.publication = publication

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401  (text, number, flag or set, as FILTER_NAMES says)
        if name in FILTER_NAMES or name in self.publication.fields:
            return self.publication.value(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.publication.fields)

    def __len__(self) -> int:
        return len(self.publication.fields)


def _bibdata(read: Library, paths: list[Path], encoding: str) -> BibData:
    data = BibliographyData()
    keys: dict[Path, dict[str, None]] = {path: {} for path in paths}
    for publication in read.publications:
        data.entries[publication.key] = Entry(publication)
        keys[publication.path][publication.key] = None
    return BibData(encoding, {path: BibFile(get_mtime(path), keys[path]) for path in paths}, data)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinxcontrib.bibtex")
    app.add_config_value("cv_owner", "", "env", types=frozenset({str, list, tuple}),
                         description="The name of the person whose CV it is, or a list: the name, then its variants.")  # fmt: skip
    app.connect("builder-inited", read_files, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
