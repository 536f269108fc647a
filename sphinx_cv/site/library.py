"""The BibTeX files, read once per build, when they or the owner's names have changed.

Their faults are logged once per build: in a project that shows something of a CV, after the pages were read; by
sphinx_cv.full before (bibtex_bridge.py).

The following names of Sphinx are not documented: `app.registry.has_domain` (tests/site/test_private_names.py).
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx_cv.bibtex import library, likely_fields
from sphinx_cv.bibtex.link_reader import is_own_file, real_path
from sphinx_cv.bibtex.records import Library
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.settings import line_of_setting, owner_names
from sphinx_cv.site.warnings import shown_path, warn_fault, warn_unreadable

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_cv.bibtex.records import UnreadableError


def load_bibtex(app: Sphinx, config: Config) -> None:
    """Load sphinxcontrib-bibtex, unless the project or another extension has loaded it or a substitute.

    A project that does not name it needs no bibtex_bibfiles.
    """
    if not app.registry.has_domain("cite"):
        app.setup_extension("sphinxcontrib.bibtex")
    if "bibtex_bibfiles" in config.values and "sphinxcontrib.bibtex" not in config.extensions:
        config.bibtex_bibfiles = config.bibtex_bibfiles or []


def paths_of(app: Sphinx) -> list[Path]:
    """Return the paths of the BibTeX files, as sphinxcontrib-bibtex has them; none without it."""
    files = app.config.bibtex_bibfiles if "bibtex_bibfiles" in app.config.values else ()
    return [real_path(app.confdir / file) for file in files or ()]  # a loop of links is no error yet


def read_files(app: Sphinx) -> None:
    """Read the BibTeX files if they or the owner's names have changed."""
    domain, paths, owner = CVDomain.of(app.env), paths_of(app), owner_names(app.config)
    domain.data["files"] = [str(path) for path in paths]
    encoding = app.config.bibtex_encoding if paths else "utf-8"
    names, root = app.config.cv_fields, real_path(Path(app.srcdir))
    digest = _digest(paths, owner, encoding, names, _states(domain.library, root))
    if digest == domain.data["library_digest"] and digest:
        return
    try:
        domain.data["library"] = library.read(paths, owner, encoding, root=root, field_names=names)
    except ExceptionGroup as group:
        domain.data["library"], digest = Library(), ""
        domain.unreadable = cast("tuple[UnreadableError, ...]", group.exceptions)
    else:
        digest = _digest(paths, owner, encoding, names, _states(domain.library, root))
    domain.data["library_digest"] = digest
    domain.library_changed = True


def log_faults(app: Sphinx) -> None:
    """Log the faults of the BibTeX files, unless this build has done so."""
    domain = CVDomain.of(app.env)
    if domain.faults_are_logged:
        return
    domain.faults_are_logged = True
    warn_unreadable(domain.unreadable, app.confdir, f"conf.py:{line_of_setting(app.confdir, 'bibtex_bibfiles')}")
    found = [*domain.library.faults, *likely_fields.check(domain.library.publications)]
    for fault in sorted(found, key=lambda fault: (domain.data["files"].index(str(fault.path)), fault.line)):
        warn_fault(fault, shown_path(fault.path, app.confdir))


def log_faults_of_used_files(app: Sphinx, env: BuildEnvironment) -> None:
    """Log the faults if a page shows something of a CV."""
    if CVDomain.of(env).data["pages"]:
        log_faults(app)


def _states(found: Library, root: Path) -> list[object]:
    """Return which files of the owner that a library names can be used now."""
    return [(str(path), is_own_file(path, root)) for path in sorted(found.looked_up)]


def _digest(
    paths: list[Path], owner: tuple[str, ...], encoding: str, names: dict[str, str], files: list[object]
) -> str:
    """Return a digest of all input of a library; empty if a file cannot be read."""
    try:
        if not all(path.is_file() for path in paths):
            return ""
        digests = [(str(path), hashlib.sha256(path.read_bytes()).hexdigest()) for path in paths]
    except OSError:
        return ""
    return repr((digests, owner, encoding, sorted(names.items()), files))


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.domain")
    app.connect("config-inited", load_bibtex, priority=5)  # before the settings are checked (10)
    app.connect("builder-inited", read_files, priority=100)
    app.connect("env-updated", log_faults_of_used_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
