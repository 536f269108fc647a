"""The state of the last complete build: digests of the data from which its pages were written.

Sphinx compares modification times, which do not reveal a file that was replaced by an older one, or an interrupted
build. Therefore pages of a website are written again if a digest differs from the last complete build, or if there was
none.

The state is a file in the doctree folder, one for each builder and output folder. During a build it has the names
without the digests: if the build is interrupted, the next one writes all pages, and knows which files may exist.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_cv.site.domain import CVDomain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

#: The number of lines of the file .buildinfo.
BUILD_INFO_LINES = 4


def digest(*values: object) -> str:
    """Return a digest of the `repr` of values."""
    return hashlib.sha256(repr(values).encode("utf-8", "surrogatepass")).hexdigest()


class BuildState:
    """The digests of the last complete build and of this build, by name."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.before = _load(path)
        self.now: dict[str, str] = {}
        #: Pages that this build has yet to write.
        self.unwritten: set[str] = set()

    def has_changed(self, name: str, *values: object) -> bool:
        """Return whether values differ from those of the last complete build, and store their digest."""
        self.now[name] = digest(*values)
        return self.before.get(name) != self.now[name]

    def keep(self, prefix: str) -> None:
        """Copy the digests of the last complete build whose names begin with a prefix."""
        self.now |= {name: value for name, value in self.before.items() if name.startswith(prefix)}

    def pages_to_rewrite(self, name: str, values: object, pages: Iterable[str]) -> list[str]:
        """Return the given pages, which show the values, if these differ from the last complete build."""
        if not self.has_changed(name, values):
            return []
        self.unwritten.update(pages)
        return sorted(pages)

    def expect(self, names: Iterable[str]) -> None:
        """Save names before the files that belong to them are written."""
        self.save(dict.fromkeys([*self.before, *names], ""))

    def save(self, state: dict[str, str]) -> None:
        """Write the file atomically."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        new = self.path.with_suffix(".new")
        new.write_text(json.dumps(state, sort_keys=True, indent=0), "utf-8")
        os.replace(new, self.path)  # noqa: PTH105  (atomic)


def _load(path: Path) -> dict[str, str]:
    """Return the saved state; empty if there is none or if it cannot be read."""
    try:
        state = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return state if isinstance(state, dict) else {}


def begin(app: Sphinx) -> None:
    """Load the state, and save only its names until the build is complete."""
    name = f"cv-{app.builder.name}-{digest(str(app.outdir))[:8]}.json"
    state = CVDomain.of(app.env).build_state = BuildState(Path(app.doctreedir) / name)
    state.expect(())
    _remove_broken_build_info(Path(app.outdir) / ".buildinfo")


def _remove_broken_build_info(path: Path) -> None:
    """Remove Sphinx's own record of a website if it is not whole: Sphinx would fail on it at every build."""
    if path.is_file() and len(path.read_text("utf-8", errors="replace").splitlines()) < BUILD_INFO_LINES:
        path.unlink()


def note_read(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Note the pages that are read, as they must be written."""
    CVDomain.of(env).build_state.unwritten.update(docnames)


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
    app.connect("env-before-read-docs", note_read)
    app.connect("env-updated", pages_to_rewrite)
    app.connect("doctree-resolved", note_written)
    app.connect("build-finished", end, priority=900)  # after all handlers that write files
    return {"parallel_read_safe": True, "parallel_write_safe": True}
