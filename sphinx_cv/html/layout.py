"""What stands around the owner's pages: whose they are, when they were last changed, the look."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from sphinx_cv.html.downloads import offered_pdfs
from sphinx_cv.model.dates import format_day
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.settings import content_date, owner_name

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_cv.model.row import Row

PACKAGE = Path(__file__).parent
#: Extensions that furo's second file of styles is for.
STYLED_BY_FURO = {"sphinx_design", "sphinx_copybutton", "sphinx_inline_tabs", "sphinx_panels"}


def add_files(app: Sphinx, config: Config) -> None:
    """Add the package's templates, behind the owner's, who may replace them."""
    # relative, so that the same sources give the same bytes in any folder
    config.templates_path = [*config.templates_path, os.path.relpath(PACKAGE / "templates", app.confdir)]


def date_pages(app: Sphinx, config: Config) -> None:
    """Say on each page when the content was last changed; nothing when that is not known."""
    if changed := content_date(config, Path(app.srcdir)):
        # as context and not by html_last_updated_fmt, which would print the time of the build
        config.html_context = {**config.html_context, "last_updated": format_day(changed, config.language)}


def current_positions(rows: list[Row]) -> list[tuple[str, str]]:
    """What the owner is now, and where."""
    return [(row.title, row.organization) for row in rows if row.kind == "position" and row.dates.ongoing]


def pages_to_rewrite(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return all pages if something changed that each of them shows."""
    domain = CVDomain.of(env)
    shown = (current_positions(domain.rows), _digest_of_assets(app), offered_pdfs(app.builder, env))
    return sorted(env.found_docs) if domain.has_changed("layout", shown) else []


def _digest_of_assets(app: Sphinx) -> str:
    """Of the owner's styles and scripts: pages name each with its checksum."""
    digest = hashlib.sha256()
    for folder in app.config.html_static_path:
        for path in sorted(Path(app.confdir, folder).rglob("*.[cj]s*")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def add_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the templates the person whose pages they are."""
    context["cv_owner"] = owner_name(app.config)
    context["cv_pdfs"] = offered_pdfs(app.builder, app.env)
    context["cv_positions"] = current_positions(CVDomain.of(app.env).rows)


def flatten_menu(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Make the menu once a page, in one level: the theme makes its own of it too, which costs more than the page."""
    if "cv/navigation.html" not in context.get("sidebars", ()) or "toctree" not in context:
        return
    toctree, made = context["toctree"], list[str]()

    def flat(**options: Any) -> str:  # noqa: ANN401  (Sphinx's own)
        if not made:
            made.append(toctree(collapse=True, titles_only=True, maxdepth=1, includehidden=True))
        return made[0]

    context["toctree"] = flat


def leave_out_styles(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Take styles off a page that has no use for them, each of which its reader would wait for."""
    unused = set()
    if app.extensions.keys().isdisjoint(STYLED_BY_FURO) and not context.get("READTHEDOCS"):
        unused.add("furo-extensions.css")
    codeless = pagename in {"search", "404"} or "paper" in context
    if "highlight-" not in context.get("body", "" if codeless else "highlight-"):  # as code is marked that has colours
        unused.add("pygments.css")
    # a new list: the builder's own is that of all pages
    context["css_files"] = [css for css in context["css_files"]
                            if PurePosixPath(str(getattr(css, "filename", css))).name not in unused]  # fmt: skip


def setup(app: Sphinx) -> ExtensionMetadata:
    for extension in ("sphinx_cv.site.domain", "sphinx_cv.html.downloads"):
        app.setup_extension(extension)
    app.connect("config-inited", add_files)
    app.connect("config-inited", date_pages)
    app.connect("env-updated", pages_to_rewrite)
    app.connect("html-page-context", add_context)
    app.connect("html-page-context", flatten_menu, priority=100)  # before the theme's
    app.connect("html-page-context", leave_out_styles, priority=900)  # behind the theme's, which expects them
    return {"parallel_read_safe": True, "parallel_write_safe": True}
