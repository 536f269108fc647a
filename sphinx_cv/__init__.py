"""An academic CV by Sphinx: Markdown sections and one BibTeX file, read everywhere.

As an extension, ``extensions = ["sphinx_cv"]`` brings all features, in the order below, and the extensions they stand
on.

The following names of Sphinx are not documented: the options in `app.config.values` (tests/site/test_private_names.py).
"""

from __future__ import annotations

import gc
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_cv.html.meta import path_of_site
from sphinx_cv.pdf.latex import latex_documents

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"

#: The modules with a `setup`, in any order: each sets up what it needs.
FEATURES = (
    *(f"site.{name}" for name in (
        "bibliography", "bibtex_bridge", "charts", "coauthors", "domain", "encoding", "lists", "options", "person",
        "placeholders", "rebuild", "references", "row_lists", "rows", "settings", "style",
    )),
    *(f"html.{name}" for name in (
        "assets", "charts", "citations", "coauthors", "downloads", "filter_bar", "layout", "mathml", "meta", "person",
        "publication_pages", "search",
    )),
    "lint.command",
    "pdf.latex",
)  # fmt: skip
#: New defaults for settings of Sphinx and other extensions; conf.py overrides them.
DEFAULTS: dict[str, Any] = {
    "primary_domain": "cv",
    "bibtex_default_style": "cv",
    "bibtex_tooltips": False,
    "html_math_renderer": "mathml",
    "myst_enable_extensions": {"deflist", "colon_fence", "attrs_inline", "attrs_block"},
    "latex_engine": "xelatex",
    "latex_theme": "cv",
    "latex_theme_path": [str(Path(__file__).parent / "pdf" / "theme")],
    "latex_documents": latex_documents,
    "latex_domain_indices": False,
    "latex_use_xindy": False,
    # hosts that refuse programs, whatever the page: by a captcha (429), by 999, by a log-in, by 403
    "linkcheck_ignore": [
        r"https://scholar\.google\.com/",
        r"https://www\.linkedin\.com/",
        r"https://(x|twitter)\.com/",
        r"https://(dl\.acm\.org/|doi\.org/10\.1145/)",
    ],
    "linkcheck_timeout": 15,
    "linkcheck_retries": 2,
    "linkcheck_rate_limit_timeout": 60,  # GitHub and arXiv ask for patience (429): not for more than a minute each
    "notfound_template": "cv/404.html",
    "notfound_context": {"title": "Page not found"},
    "notfound_urls_prefix": path_of_site,
}


def setup(app: Sphinx) -> ExtensionMetadata:
    for extension in (
        "myst_parser",
        "sphinxcontrib.bibtex",
        "notfound.extension",
        *(f"{__name__}.{feature}" for feature in FEATURES),
    ):
        app.setup_extension(extension)
    app.connect("builder-inited", _freeze, priority=900)
    app.connect("build-finished", _thaw)
    for name, default in DEFAULTS.items():
        option = app.config.values[name]
        app.config.values[name] = type(option)(default, option.rebuild, option.valid_types)
    return {
        "version": __version__,
        # other code may read the same pages otherwise: a change of the package makes Sphinx read them all again
        "env_version": _fingerprint(Path(__file__).parent),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _freeze(app: Sphinx) -> None:
    """Leave the modules and records loaded by now out of garbage collections: 8 % of the time with 5,000 entries."""
    gc.freeze()


def _thaw(app: Sphinx, error: Exception | None) -> None:
    gc.unfreeze()


def _fingerprint(folder: Path) -> int:
    """Return a number that changes with any file of the package."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(folder)}\0".encode() + path.read_bytes())
    return int.from_bytes(digest.digest()[:6])
