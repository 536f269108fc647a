"""The portrait of the owner and the icons of profiles on a website."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from docutils import nodes

from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.person import icon, portrait
from sphinx_cv.site.settings import owner_name
from sphinx_cv.site.urls import WEBSITE_BUILDERS, url_of_file
from sphinx_cv.site.warnings import WarningType, warn

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

#: File names of a portrait in html_static_path; the first file that exists is shown.
PORTRAITS = ("portrait.avif", "portrait.webp", "portrait.jpg", "portrait.jpeg", "portrait.png")
#: The SVG path of each icon, in a square of 24 units; drawn for this package.
ICONS = {
    "home": "M3 11.5 12 4l9 7.5M5.5 9.7V20h13V9.7M10 20v-6h4v6",
    "code": "M8.5 7 3.5 12l5 5M15.5 7l5 5-5 5M13.3 5l-2.6 14",
    "papers": "M2.5 9.5 12 5l9.5 4.5L12 14zM6.5 11.6v4.6c2.6 2.4 8.4 2.4 11 0v-4.6M21.5 9.5V15",
    "lab": "M9 3.5h6M10.2 3.5v6L4.6 19a1 1 0 0 0 .9 1.5h13a1 1 0 0 0 .9-1.5l-5.6-9.5v-6M7.6 14.5h8.8",
    "person": "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M4.5 20.5c.6-4 3.4-6 7.5-6s6.9 2 7.5 6",
    "film": "M3.5 5.5h17v13h-17zM10 9.2v5.6l5-2.8z",
    "mail": "M3.5 6h17v12.5h-17zM3.5 7l8.5 6.5L20.5 7",
    "linkedin": "M3.5 3.5h17v17h-17zM7.7 10.5v6.3M7.7 7.4v.1M11.3 16.8v-6.3M11.3 13.2c0-3.6 5.2-3.7 5.2 0v3.6",
    "review": "M3.5 4.5h17v11.5h-9l-4.5 4v-4h-3.5zM7.5 8.5h9M7.5 12h5.5",
    "web": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M3.5 12h17M12 3.5c5 5 5 12 0 17M12 3.5c-5 5-5 12 0 17",
}


#: Marks of services, filled: the files of simple-icons 16.37.0 (marks/LICENSE.md: CC0 1.0), unchanged.
MARKS = ("arxiv", "bluesky", "dblp", "mastodon", "orcid")


@cache
def path_of_mark(name: str) -> str:
    """Return the SVG path of a mark, in a square of 24 units."""
    root = ET.parse(Path(__file__).parent / "marks" / f"{name}.svg").getroot()  # noqa: S314  (a file of the package)
    return next(each.attrib["d"] for each in root if each.tag.endswith("}path"))


def portrait_of(app: Builder | Sphinx) -> str:
    """Return the file name of the portrait; empty if there is none."""
    folders = [Path(app.confdir, folder) for folder in app.config.html_static_path]
    return next((name for name in PORTRAITS for folder in folders if (folder / name).is_file()), "")


def pages_to_rewrite(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages of the CV if there is another portrait, or none any more."""
    domain = CVDomain.of(env)
    return domain.build_state.pages_to_rewrite("portrait", portrait_of(app), domain.data["pages"])


def visit_portrait(translator: HTML5Translator, node: portrait) -> None:
    """Write the portrait, or nothing if there is no file."""
    builder = translator.builder
    if name := portrait_of(builder):
        source = url_of_file(builder, builder.current_docname, f"_static/{name}")
        owner = owner_name(builder.config)
        alt = f"Portrait of {owner}" if owner else "Portrait"
        translator.body.append(translator.emptytag(node, "img", "\n", src=source, CLASS="cv-portrait", alt=alt))
    elif name := next((name for name in PORTRAITS if Path(builder.confdir, "_static", name).is_file()), ""):
        message = 'the portrait _static/%s is not on the website: write html_static_path = ["_static"] in conf.py'
        warn(WarningType.CONFIG, message, name, location=node)
    raise nodes.SkipNode


def visit_icon(translator: HTML5Translator, node: icon) -> None:
    """Write an icon as SVG on a website; other HTML builders, such as EPUB, omit it."""
    if translator.builder.name in WEBSITE_BUILDERS:
        attributes: dict[str, Any] = {"viewBox": "0 0 24 24", "aria-hidden": "true", "width": "18", "height": "18"}
        is_mark = node["name"] in MARKS
        path = path_of_mark(node["name"]) if is_mark else ICONS[node["name"]]
        name = "cv-icon cv-logo" if is_mark else "cv-icon"
        translator.body.append(translator.starttag(node, "svg", "", CLASS=name, **attributes))
        translator.body.append(translator.emptytag(node, "path", "", d=path) + "</svg>")
    raise nodes.SkipNode


def skip_icon(translator: nodes.NodeVisitor, node: icon) -> None:
    """Omit an icon."""
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.person")
    app.setup_extension("sphinx_cv.site.rebuild")
    app.connect("env-updated", pages_to_rewrite)
    app.add_node(portrait, html=(visit_portrait, None))
    others: dict[str, Any] = dict.fromkeys(("latex", "text", "man", "texinfo"), (skip_icon, None))
    app.add_node(icon, html=(visit_icon, None), **others)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
