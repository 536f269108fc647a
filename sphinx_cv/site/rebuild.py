"""Which pages are read and written again in an incremental build.

Pages that show what other pages say are read again with these; pages that show publications, when the content of a
BibTeX file changed. The state of the last complete build (build_state.py) tells what must be written again.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_cv.site.build_state import BuildState, digest
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.settings import WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

#: The number of lines of the file .buildinfo.
_BUILD_INFO_LINES = 4


def begin(app: Sphinx) -> None:
    """Load the state, and save only its names until the build is complete."""
    name = f"cv-{app.builder.name}-{digest(str(app.outdir))[:8]}.json"
    state = CVDomain.of(app.env).build_state = BuildState(Path(app.doctreedir) / name)
    state.expect(())
    _remove_broken_build_info(Path(app.outdir) / ".buildinfo")


def _remove_broken_build_info(path: Path) -> None:
    """Remove Sphinx's own record of a website if it is not whole: Sphinx would fail on it at every build."""
    if path.is_file() and len(path.read_text("utf-8", errors="replace").splitlines()) < _BUILD_INFO_LINES:
        path.unlink()


def outdated_pages(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> set[str]:
    """Return the pages to read again: those with another content, whatever their times, and those that show it.

    If a page or the publications have changed, these are the pages that show the content of other pages. If the
    publications have changed, these are also the pages with lists.
    """
    domain = CVDomain.of(env)
    outdated: set[str] = set()
    if WHOLE in app.extensions:  # Sphinx compares only times, but an older page may have replaced a newer one
        digests = _source_digests(env, env.found_docs)
        outdated |= {name for name in env.found_docs if domain.data["sources"].get(name, "") != digests[name]}
    if outdated or added or changed or removed or domain.library_changed:
        outdated |= domain.data["dependents"]
    if domain.library_changed:  # Sphinx compares only times here too
        # and the root page, as Sphinx saves the environment only if a page was read
        outdated |= domain.data["lists"].keys() | {env.config.root_doc}
    return outdated & env.found_docs - added


def _source_digests(env: BuildEnvironment, docnames: Iterable[str]) -> dict[str, str]:
    """Return a digest of each page and of the files that it includes; each file is read once."""

    @cache
    def of_file(path: str) -> str:
        try:
            return hashlib.sha256(Path(path).read_bytes()).hexdigest() if Path(path).is_file() else ""
        except OSError:  # reading the page names it
            return ""

    found = {}
    for docname in docnames:
        included = (str(Path(env.srcdir, name)) for name in sorted(env.dependencies.get(docname, ())))
        found[docname] = digest([(path, of_file(path)) for path in (str(env.doc2path(docname)), *included)])
    return found


def note_sources(app: Sphinx, env: BuildEnvironment) -> None:
    """Note the content of the pages that were read."""
    domain = CVDomain.of(env)
    domain.data["sources"] |= _source_digests(env, domain.pages_read & env.found_docs)


def note_read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Note the pages that are read, as they must be written."""
    domain = CVDomain.of(env)
    domain.build_state.unwritten.update(docnames)
    domain.pages_read = set(docnames)


def note_written(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Note a page that is written."""
    CVDomain.of(app.env).build_state.unwritten.discard(docname)


def pages_to_rewrite(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return all pages if there was no complete build."""
    return CVDomain.of(env).build_state.pages_to_rewrite("begun", "", env.found_docs)


def end(app: Sphinx, exception: Exception | None) -> None:
    """Save the state if the build has written all pages."""
    state = CVDomain.of(app.env).build_state
    if exception is None and not state.unwritten:
        state.save(state.now)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.domain")
    app.connect("builder-inited", begin, priority=60)  # before the BibTeX files are read (100)
    app.connect("env-get-outdated", outdated_pages)
    app.connect("env-before-read-docs", note_read)
    app.connect("env-updated", note_sources)
    app.connect("env-updated", pages_to_rewrite)
    app.connect("doctree-resolved", note_written)
    app.connect("build-finished", end, priority=900)  # after all handlers that write files
    return {"parallel_read_safe": True, "parallel_write_safe": True}
