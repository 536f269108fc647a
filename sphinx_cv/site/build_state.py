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
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


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
