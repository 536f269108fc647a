"""The layout of all pages: the owner, the date of the content, the menu, stylesheets.

The following names of Sphinx and furo are not documented: `css_files` and `sidebars` in a page's context, furo's blocks
`site_meta` and `footer`, its file furo-extensions.css and the parts of its sidebar, sidebar/search.html,
sidebar/scroll-start.html and sidebar/scroll-end.html (tests/site/test_private_names.py).
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from docutils import nodes
from jinja2 import FileSystemBytecodeCache
from sphinx.jinja2glue import BuiltinTemplateLoader

from sphinx_cv.html.downloads import offered_pdfs
from sphinx_cv.render.spans import printed_day
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.settings import content_date, owner_name
from sphinx_cv.site.urls import WEBSITE_BUILDERS
from sphinx_cv.site.warnings import WarningType, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_cv.model.row import Row

PACKAGE = Path(__file__).parent
#: Extensions that furo's second stylesheet is for.
STYLED_BY_FURO = {"sphinx_design", "sphinx_copybutton", "sphinx_inline_tabs", "sphinx_panels"}


def add_files(app: Sphinx, config: Config) -> None:
    """Add the package's templates after the owner's, which can replace them."""
    # relative, so that the same sources give the same bytes in any folder
    config.templates_path = [*config.templates_path, os.path.relpath(PACKAGE / "templates", app.confdir)]


def keep_compiled_templates(app: Sphinx) -> None:
    """Keep the compiled templates for the next build: compiling them takes a fifth of a small one."""
    templates = getattr(app.builder, "templates", None)
    if isinstance(templates, BuiltinTemplateLoader):
        folder = Path(app.doctreedir, "cv-templates")
        folder.mkdir(exist_ok=True)
        templates.environment.bytecode_cache = FileSystemBytecodeCache(str(folder))


def date_pages(app: Sphinx, config: Config) -> None:
    """Show the date of the content on each page, if it is known."""
    if changed := content_date(config, Path(app.srcdir)):
        # as context and not by html_last_updated_fmt, which would print the time of the build
        config.html_context = {**config.html_context, "last_updated": printed_day(changed, config.language)}


def current_positions(rows: list[Row]) -> list[tuple[str, str]]:
    """Return the titles and organizations of the present positions."""
    return [(row.title, row.organization) for row in rows if row.kind == "position" and row.dates.ongoing]


def pages_to_rewrite(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return all pages if something changed that each of them shows."""
    domain = CVDomain.of(env)
    menu = (sorted((page, title.astext()) for page, title in env.titles.items()), sorted(env.toctree_includes.items()))
    shown = (current_positions(domain.rows), _digest_of_assets(app), offered_pdfs(app.builder, env), menu)
    return domain.build_state.pages_to_rewrite("layout", shown, env.found_docs)


def check_names(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn about pages that Sphinx replaces by its own, the search and the index."""
    taken = {"search"} | ({"genindex"} if app.config.html_use_index else set())
    for name in sorted(taken & env.found_docs) if app.builder.name in WEBSITE_BUILDERS else ():
        message = "the website has a page %s of its own, and this one is lost: rename it"
        warn(WarningType.PAGE, message, name, location=name)


def _digest_of_assets(app: Sphinx) -> str:
    """Return a digest of the owner's styles and scripts: pages link to each with its checksum."""
    digest = hashlib.sha256()
    for entry in app.config.html_static_path:
        path = Path(app.confdir, entry)
        for file in sorted(path.rglob("*.[cj]s*")) if path.is_dir() else [path]:
            if file.is_file():  # neither a folder nor a broken link, such as the lock of an editor
                digest.update(file.read_bytes())
    return digest.hexdigest()


def add_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the templates the owner, the PDFs and the present positions."""
    context["cv_owner"] = owner_name(app.config)
    context["cv_pdfs"] = offered_pdfs(app.builder, app.env)
    context["cv_positions"] = current_positions(CVDomain.of(app.env).rows)


def share_menu(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Make each menu once: the theme and the sidebar ask for a page's, and the publications' pages have one in common.

    These pages lie in one folder and are in no menu. Without this, the site with 56 of them takes 1.05 times as long.
    """
    if "toctree" not in context:
        return
    toctree, flat = context["toctree"], "cv/navigation.html" in context.get("sidebars", ())
    menus = CVDomain.of(app.env).menus_of("" if "paper" in context else pagename)

    def shared_toctree(**options: Any) -> str:  # noqa: ANN401  (Sphinx's own)
        if flat:  # in one level: what a PDF's root page gathers is in the menu already
            options = {"collapse": True, "titles_only": True, "maxdepth": 1, "includehidden": True}
        wanted = tuple(sorted(options.items()))
        if wanted not in menus:
            menus[wanted] = str(toctree(**options))
        return menus[wanted]

    context["toctree"] = shared_toctree


def leave_out_styles(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Remove stylesheets that a page does not use: a first view takes 12 requests instead of 14."""
    unused = set()
    if app.extensions.keys().isdisjoint(STYLED_BY_FURO) and not context.get("READTHEDOCS"):
        unused.add("furo-extensions.css")
    if not (any(doctree.findall(_is_code)) if doctree else not _is_own_page(pagename, context)):
        unused.add("pygments.css")
    # a new list: the builder's own is that of all pages
    css_files = context.get("css_files", ())  # none with the JSON builder
    context["css_files"] = [css for css in css_files if PurePosixPath(str(css.filename)).name not in unused]


def _is_code(node: nodes.Node) -> bool:
    return isinstance(node, nodes.literal_block) or (isinstance(node, nodes.literal) and "language" in node)


def _is_own_page(pagename: str, context: dict[str, Any]) -> bool:
    """Return whether a page without a source is one of this package's."""
    return pagename in {"search", "404"} or "paper" in context


def setup(app: Sphinx) -> ExtensionMetadata:
    for extension in ("sphinx_cv.site.rebuild", "sphinx_cv.html.downloads"):
        app.setup_extension(extension)
    app.connect("config-inited", add_files)
    app.connect("config-inited", date_pages)
    app.connect("builder-inited", keep_compiled_templates)
    app.connect("env-updated", pages_to_rewrite)
    app.connect("env-check-consistency", check_names)
    app.connect("html-page-context", add_context)
    app.connect("html-page-context", share_menu, priority=100)  # before the theme asks for it
    app.connect("html-page-context", leave_out_styles, priority=900)  # after the theme, which expects them
    return {"parallel_read_safe": True, "parallel_write_safe": True}
