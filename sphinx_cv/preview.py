"""The live preview: ``python -m sphinx_cv preview`` serves the website, and builds and reloads it after every change.

sphinx-autobuild serves and watches. It starts each build in a new process, which spends half of its time on importing
Sphinx. Here the server imports it once, and each build is a copy of the server's process (`fork`, where the system has
it), which starts at once.

The following names of sphinx-autobuild are not documented: `Builder` in `__main__`, its `sphinx_args` and `uri`, and
`show_message` (tests/site/test_private_names.py).
"""

from __future__ import annotations

import importlib
import itertools
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sphinx_autobuild.__main__ as autobuild
from sphinx.application import builtin_extensions
from sphinx.cmd.build import main as build
from sphinx_autobuild.build import Builder
from sphinx_autobuild.utils import show_message

if TYPE_CHECKING:
    from collections.abc import Sequence

PACKAGE = Path(__file__).parent
#: What a website of a CV loads, beside Sphinx's own extensions and the parts of this package.
MODULES = ("furo", "myst_parser.sphinx_ext.main", "notfound.extension", "sphinxcontrib.bibtex")
#: Files in the folder of the CV that are not its sources: what is built, tests, and what editors write for a moment.
IGNORED = (
    r"/(.*/)?(_build|\.venv|\.git|tests|benchmarks|__pycache__|\.[a-z]+_cache)(/|$)",
    r"/.*((~|\.sw.|/4913|\.tmp)$|/\.#)",
)


class ForkedBuilder(Builder):  # type: ignore[misc]
    """Builds the website in the process that calls it, which has all modules."""

    def __init__(self, arguments: Sequence[str], **settings: Any) -> None:  # noqa: ANN401  (sphinx-autobuild's own)
        super().__init__(arguments, **settings)
        self.loaded = time.time()

    def __call__(self, *, changed_paths: Sequence[Path]) -> None:
        if not changed_paths or self._has_old_code():
            super().__call__(changed_paths=changed_paths)
            return
        show_message(f"Building again: {', '.join(sorted({path.name for path in changed_paths[:5]}))}")
        status: object
        try:
            status = build(self.sphinx_args)
        except SystemExit as error:  # a source that cannot be read
            status = error.code
        show_message(
            f"The website is as it was: see the errors above (status {status})" if status else f"Serving on {self.uri}"
        )

    def _has_old_code(self) -> bool:
        """Return whether code of this package was changed after it was loaded."""
        return any(path.stat().st_mtime > self.loaded for path in PACKAGE.rglob("*.py"))


def serve(source: Path, out: Path, port: int) -> None:
    """Serve the website of the CV in `source` until it is interrupted; 0 is any free port.

    It is built into `out`/html. Sphinx's and the server's own messages tell what went wrong.
    """
    parts = (importlib.import_module(name).FEATURES for name in ("sphinx_cv", "sphinx_cv.full"))
    own = (f"sphinx_cv.{part}" for part in itertools.chain.from_iterable(parts))
    for name in (*builtin_extensions, *MODULES, *own):
        importlib.import_module(name)
    autobuild.Builder = ForkedBuilder
    folders = [str(source), str(out / "html"), "-d", str(out / "doctrees"), "--watch", str(PACKAGE)]
    ignored = [f"--re-ignore=^{re.escape(source.as_posix())}{pattern}" for pattern in IGNORED]
    autobuild.main([*folders, "--port", str(port), *ignored])
