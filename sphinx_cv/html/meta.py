"""What machines are told of the pages: descriptions, Open Graph, sitemap.xml, robots.txt, and the page for what is not found.

Absolute addresses need html_baseurl, which Read the Docs gives; without it there is no sitemap and no Open Graph, without a warning.
"""

from __future__ import annotations

import textwrap
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin, urlsplit
from xml.etree import ElementTree as ET

from docutils import nodes

from sphinx_cv.html.output import write_if_changed
from sphinx_cv.site.settings import owner_name
from sphinx_cv.site.urls import is_multi_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

#: Pages that lead to others, and are not to be found themselves.
UNLISTED = {"search", "404", "genindex"}
CARD = "card.png"


def path_of_site(config: Config) -> str:
    """Where the site stands on its host: "/", or what Read the Docs puts before it ("/en/latest/")."""
    return urlsplit(str(config.html_baseurl)).path.rstrip("/") + "/"


def add_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Give the templates what they say of a page; a page without a source brings its own `cv_description`."""
    search = f"Search the curriculum vitae of {owner_name(app.config) or app.config.project}."
    context.setdefault("cv_description", describe(doctree) if doctree else search if pagename == "search" else "")
    context["cv_described"] = doctree is not None and bool(_written(doctree))
    context["cv_noindex"] = doctree is None and pagename != "search" and (pagename == "404" or is_preview(app.config))
    listed = is_multi_page(app.builder) and pagename not in UNLISTED and context.get("pageurl")
    context["cv_open_graph"] = bool(listed)
    context["cv_card"] = urljoin(_base(app.config), f"_static/{CARD}") if listed and _has_card(app) else ""
    if pagename in {"search", "404"}:
        context["pageurl"] = None  # an address that is not to be found is no canonical one


def describe(doctree: nodes.document) -> str:
    """What the page's author says of it, else its first paragraph, in at most 200 characters."""
    written = _written(doctree)
    paragraph = next((node for node in doctree.findall(nodes.paragraph) if node.astext().strip()), None)
    return written or textwrap.shorten(paragraph.astext() if paragraph else "", 200, placeholder=" …")


def _written(doctree: nodes.document) -> str:
    return next((node["content"] for node in doctree.findall(nodes.meta) if node.get("name") == "description"), "")


def is_preview(config: Config) -> bool:
    return "noindex" in str(config.myst_html_meta.get("robots", ""))


def _base(config: Config) -> str:
    return str(config.html_baseurl).rstrip("/") + "/"


def _has_card(app: Sphinx) -> bool:
    return any(Path(app.confdir, folder, CARD).is_file() for folder in app.config.html_static_path)


def remove_pages(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Take a page away whose source is gone: the sitemap lists what there is."""
    if is_multi_page(app.builder):
        for docname in removed:
            Path(app.builder.get_outfilename(docname)).unlink(missing_ok=True)  # type: ignore[attr-defined]
    return []


def write_files(app: Sphinx, exception: Exception | None) -> None:
    """Write sitemap.xml and robots.txt, where the owner's html_extra_path has none."""
    if exception or not is_multi_page(app.builder):
        return
    known = bool(app.config.html_baseurl) and not is_preview(app.config)
    texts = {
        "robots.txt": robots(_base(app.config) if known else "", hidden=is_preview(app.config)),
        "sitemap.xml": sitemap(_base(app.config), addresses(Path(app.outdir), app.builder.name)) if known else "",
    }
    for name, text in texts.items():
        path = Path(app.outdir, name)
        if any(
            Path(app.confdir, extra, name).is_file() or Path(extra).name == name for extra in app.config.html_extra_path
        ):
            continue
        if not text:
            path.unlink(missing_ok=True)
        else:
            write_if_changed(path, text)


def addresses(out: Path, builder: str) -> Iterator[str]:
    """The pages of a built site, as from its root: also those that an incremental build did not write anew."""
    for path in sorted(out.rglob("*.html")):
        name = PurePosixPath(path.relative_to(out).as_posix())
        page = name.parent if builder == "dirhtml" and name.name == "index.html" else name.with_suffix("")
        if (
            not any(part.startswith("_") for part in name.parts)
            and str(page) not in UNLISTED
            and "modindex" not in page.name
        ):
            yield str(name).removesuffix("index.html" if builder == "dirhtml" else "")


def sitemap(base: str, names: Iterator[str]) -> str:
    """sitemaps.org/protocol.html; without dates, as none is known for a page by itself."""
    root = ET.Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for name in names:
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = base + quote(name)
    ET.indent(root)
    return ET.tostring(root, "unicode", xml_declaration=True) + "\n"


def robots(base: str, *, hidden: bool) -> str:
    """rfc-editor.org/rfc/rfc9309: all may be read, and nothing of a pull request's preview."""
    lines = ["User-agent: *", "Disallow: /" if hidden else "Disallow:"]
    return "\n".join([*lines, *([f"Sitemap: {base}sitemap.xml"] if base else []), ""])


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("notfound.extension")
    app.setup_extension("sphinx_cv.site.settings")
    app.connect("env-get-outdated", remove_pages)
    app.connect("html-page-context", add_context)
    app.connect("build-finished", write_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
