"""The scripts and styles of the website, each joined from the parts in ``scripts`` and ``styles``.

The scripts are ES modules, which browsers do not load from a file on disk, and each of which would be a request of its
own: a page loads a classic script with the modules that it imports. The joined files are written to ``_static`` before
Sphinx copies the owner's files there, hence a file of the same name in ``html_static_path`` replaces them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_cv.html.output import write_if_changed
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.settings import WHOLE

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.util.typing import ExtensionMetadata

_PACKAGE = Path(__file__).parent
#: Each script, with the module that it starts from.
SCRIPTS = {"cv-filter.js": "filter.js", "cv-search.js": "search.js", "cv-bibtex.js": "bibtex.js"}
#: Those that only the pages of a whole website load.
SITE_SCRIPTS = frozenset({"cv-search.js", "cv-bibtex.js"})
STYLES = "cv.css"
#: In the order of the cascade.
STYLE_PARTS = (
    "colours", "theme", "person", "rows", "publications", "lists", "front", "panels", "coauthors", "page", "paper",
    "filter", "bibtex", "print", "site-print", "charts",
)  # fmt: skip
#: Those that style more than the elements of a CV, for the whole website.
SITE_PARTS = frozenset({"theme", "person", "lists", "page", "paper", "bibtex", "site-print"})
_IMPORT = re.compile(r'^import \{ \w+(?:, \w+)* \} from "\./([\w-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|function|class) )", re.MULTILINE)
#: Types, which are checked in the sources (tests/tsconfig.json), and would be half of what readers load.
_TYPES = re.compile(r"^ */\*\*(?:(?!\*/).)*\*/\n", re.MULTILINE | re.DOTALL)
_OTHER_SYNTAX = re.compile(r"^(?:import|export)\b.*|\bimport[ (.].*", re.MULTILINE)


def joined_script(module: str, folder: Path = _PACKAGE / "scripts") -> str:
    """Return a module and those that it imports as one classic script that defines no global names.

    Only ``import { ... } from "./x.js";`` and ``export`` before a declaration are allowed; raises ValueError otherwise.
    """
    parts: dict[str, str] = {}
    _add_part(module, folder, parts)
    return f'(() => {{\n"use strict";\n{"".join(parts.values())}}})();\n'


def _add_part(module: str, folder: Path, parts: dict[str, str]) -> None:
    """Add a module to the parts, after those that it imports."""
    text = (folder / module).read_text("utf-8")
    parts.setdefault(module, "")
    for name in _IMPORT.findall(text):
        if name not in parts:
            _add_part(name, folder, parts)
    text = _EXPORT.sub("", _IMPORT.sub("", _TYPES.sub("", text)))
    if other := _OTHER_SYNTAX.search(text):
        raise ValueError(f"{module}: this form of import or export cannot be joined: {other[0]}")
    del parts[module]
    parts[module] = text


def joined_styles(*, whole: bool, folder: Path = _PACKAGE / "styles") -> str:
    """Return the styles of a whole website, or only those of the elements of a CV."""
    parts = [part for part in STYLE_PARTS if whole or part not in SITE_PARTS]
    return "\n".join((folder / f"{part}.css").read_text("utf-8") for part in parts)


def files_for(builder: Builder, *, whole: bool) -> dict[str, str]:
    """Return the text of each file by its name: styles for all builders of HTML, scripts for those with a search."""
    if not isinstance(builder, StandaloneHTMLBuilder):
        return {}
    scripts = SCRIPTS if builder.search else {}
    scripts = {name: module for name, module in scripts.items() if whole or name not in SITE_SCRIPTS}
    return {STYLES: joined_styles(whole=whole)} | {name: joined_script(module) for name, module in scripts.items()}


def write_files(app: Sphinx, builder: Builder) -> None:
    """Write the files that the owner does not replace, if they changed, before pages name them with their checksums."""
    whole = WHOLE in app.extensions
    if not whole and not CVDomain.of(app.env).data["pages"]:
        return
    folders = [Path(app.confdir, entry) for entry in app.config.html_static_path]
    for name, text in files_for(builder, whole=whole).items():
        if not any((folder / name).is_file() or (folder.name == name and folder.is_file()) for folder in folders):
            write_if_changed(Path(app.outdir, "_static", name), text)


def link_styles(app: Sphinx) -> None:
    """Add the styles to all pages of a whole website."""
    if WHOLE in app.extensions and isinstance(app.builder, StandaloneHTMLBuilder):
        app.add_css_file(STYLES, priority=600)


def link_styles_of_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add the styles to a page of another website that shows something of a CV."""
    if WHOLE not in app.extensions and pagename in CVDomain.of(app.env).data["pages"]:
        app.add_css_file(STYLES, priority=600)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.domain")
    app.connect("builder-inited", link_styles)
    app.connect("html-page-context", link_styles_of_page)
    app.connect("write-started", write_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
