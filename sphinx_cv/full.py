"""The whole website of a CV and its PDFs: ``extensions = ["sphinx_cv.full"]``.

It adds to sphinx_cv what concerns every page: Markdown, the layout, the search, metadata, a page for each publication,
the PDFs, and other defaults for settings of Sphinx and of the extensions that it loads.

The following names of Sphinx are not documented: the options in `app.config.values`, and `app.registry.source_suffix`
(tests/site/test_private_names.py).
"""

from __future__ import annotations

import copy
import gc
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_cv.html.meta import path_of_site
from sphinx_cv.pdf.latex import latex_documents

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

#: The modules with a `setup`, in any order: each sets up what it needs.
FEATURES = (
    *(f"site.{name}" for name in ("bibtex_bridge", "encoding", "includes", "only", "options")),
    *(f"html.{name}" for name in ("downloads", "layout", "mathml", "meta", "publication_pages", "search")),
    "pdf.latex",
)
#: New defaults for settings of Sphinx and other extensions; conf.py overrides them.
DEFAULTS: dict[str, Any] = {
    "primary_domain": "cv",
    "bibtex_default_style": "cv",
    "bibtex_tooltips": False,
    "html_math_renderer": "mathml",
    "myst_enable_extensions": {"deflist", "colon_fence", "attrs_inline", "attrs_block", "dollarmath"},
    # as Pandoc reads it: $500,000 and $20 are amounts, $n^2$ is a formula
    "myst_dmath_allow_digits": False,
    "myst_dmath_allow_space": False,
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
    for extension in ("sphinx_cv", "sphinxcontrib.bibtex", "notfound.extension"):
        app.setup_extension(extension)
    if "myst_nb" in app.config.extensions:  # it reads Markdown too, whether it comes before or after
        app.setup_extension("myst_nb")
    elif ".md" not in app.registry.source_suffix:
        app.setup_extension("myst_parser")
    for feature in FEATURES:
        app.setup_extension(f"sphinx_cv.{feature}")
    app.connect("builder-inited", _show_addresses)
    app.connect("builder-inited", _freeze, priority=900)
    app.connect("build-finished", _thaw)
    for name, default in DEFAULTS.items():
        if option := app.config.values.get(name):
            # a copy of its own, as the JSON builder adds to notfound_context
            app.config.values[name] = type(option)(copy.deepcopy(default), option.rebuild, option.valid_types)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _show_addresses(app: Sphinx) -> None:
    """Let docutils write e-mail addresses as they are, without spans that break them for readers and screen readers."""
    app.env.settings["cloak_email_addresses"] = False


def _freeze(app: Sphinx) -> None:
    """Leave the modules and records loaded by now out of garbage collections: 8 % of the time with 5,000 entries."""
    gc.freeze()


def _thaw(app: Sphinx, error: Exception | None) -> None:
    gc.unfreeze()
