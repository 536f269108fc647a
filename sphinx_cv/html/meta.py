"""Metadata of the website: descriptions, Open Graph, sitemap.xml, robots.txt and the 404 page.

Absolute URLs need html_baseurl, which conf.py takes from Read the Docs. Without it there is no sitemap and no Open
Graph, and no warning.
"""

from __future__ import annotations

import textwrap
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin, urlsplit
from xml.etree import ElementTree as ET

from docutils import nodes

from sphinx_cv.html.output import is_provided, write_if_changed
from sphinx_cv.site.settings import owner_name
from sphinx_cv.site.urls import base_url, is_multi_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

#: Pages that the sitemap does not list.
UNLISTED = {"search", "404", "genindex"}
#: The name of the preview image in html_static_path.
CARD = "card.png"


def path_of_site(config: Config) -> str:
    """Return the path of the website on its host: "/", or a prefix such as "/en/latest/" on Read the Docs."""
    return urlsplit(str(config.html_baseurl)).path.rstrip("/") + "/"


def add_context(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Add the metadata of a page to its template context; a generated page provides its own `cv_description`."""
    search = f"Search the curriculum vitae of {owner_name(app.config) or app.config.project}."
    context.setdefault("cv_description", describe(doctree) if doctree else search if pagename == "search" else "")
    context["cv_described"] = doctree is not None and bool(_written(doctree))
    context["cv_noindex"] = doctree is None and pagename != "search" and (pagename == "404" or is_preview(app.config))
    listed = is_multi_page(app.builder) and pagename not in UNLISTED and context.get("pageurl")
    context["cv_open_graph"] = bool(listed)
    context["cv_card"] = urljoin(base_url(app.config), f"_static/{CARD}") if listed and _has_card(app) else ""
    if pagename in {"search", "404"}:
        context["pageurl"] = None  # no canonical URL for a page that is not indexed
    # the menu of sphinx-notfound-page is None without a table of contents
    if pagename == "404" and (menu := context.get("toctree")):
        context["toctree"] = lambda **options: menu(**options) or ""


def describe(doctree: nodes.document) -> str:
    """Return the description of a page: the written one, else its first paragraph, cut to 200 characters."""
    written = _written(doctree)
    paragraph = next((node for node in doctree.findall(nodes.paragraph) if node.astext().strip()), None)
    return written or textwrap.shorten(paragraph.astext() if paragraph else "", 200, placeholder=" …")


def _written(doctree: nodes.document) -> str:
    """Return the description that the page's author has written, or ""."""
    return next((node["content"] for node in doctree.findall(nodes.meta) if node.get("name") == "description"), "")


def is_preview(config: Config) -> bool:
    """Return whether the website is the preview of a pull request, which search engines must not index."""
    return "noindex" in str(config.myst_html_meta.get("robots", ""))


def _has_card(app: Sphinx) -> bool:
    return any(Path(app.confdir, folder, CARD).is_file() for folder in app.config.html_static_path)


def remove_pages(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Remove the files of pages whose source was removed: the sitemap lists all HTML files."""
    if is_multi_page(app.builder):
        for docname in removed:
            Path(app.builder.get_outfilename(docname)).unlink(missing_ok=True)  # type: ignore[attr-defined]
            for suffix in app.config.source_suffix:
                Path(app.outdir, "_sources", f"{docname}{suffix}.txt").unlink(missing_ok=True)
    return []


def write_files(app: Sphinx, exception: Exception | None) -> None:
    """Write sitemap.xml and robots.txt, except those that html_extra_path provides."""
    if exception or not is_multi_page(app.builder):
        return
    has_sitemap = bool(app.config.html_baseurl) and not is_preview(app.config)
    base = base_url(app.config)
    texts = {
        "robots.txt": robots(base if has_sitemap else "", hidden=is_preview(app.config)),
        "sitemap.xml": sitemap(base, page_urls(Path(app.outdir), app.builder.name)) if has_sitemap else "",
    }
    for name, text in texts.items():
        path = Path(app.outdir, name)
        if is_provided(app.config, Path(app.confdir), name):
            continue
        if not text:
            path.unlink(missing_ok=True)
        else:
            write_if_changed(path, text)


def page_urls(out: Path, builder: str) -> Iterator[str]:
    """Yield the URLs of all pages in the output folder, relative to its root.

    The files are listed, as an incremental build writes only some of the pages.
    """
    for path in sorted(out.rglob("*.html")):
        name = PurePosixPath(path.relative_to(out).as_posix())
        page = name.parent if builder == "dirhtml" and name.name == "index.html" else name.with_suffix("")
        hidden = any(part.startswith("_") for part in name.parts)
        if not hidden and str(page) not in UNLISTED and "modindex" not in page.name:
            yield str(name).removesuffix("index.html" if builder == "dirhtml" else "")


def sitemap(base: str, urls: Iterator[str]) -> str:
    """Return a sitemap (sitemaps.org/protocol.html) of URLs relative to `base`.

    It has no dates, as the date of the last change of a single page is not known.
    """
    root = ET.Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for url in urls:
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = base + quote(url)
    ET.indent(root)
    return ET.tostring(root, "unicode", xml_declaration=True) + "\n"


def robots(base: str, *, hidden: bool) -> str:
    """Return a robots.txt (RFC 9309) that allows all pages, or none if `hidden`.

    `base` is the URL of the website; it is empty if there is no sitemap.
    """
    lines = ["User-agent: *", "Disallow: /" if hidden else "Disallow:"]
    return "\n".join([*lines, *([f"Sitemap: {base}sitemap.xml"] if base else []), ""])


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("notfound.extension")
    app.setup_extension("sphinx_cv.site.settings")
    app.connect("env-get-outdated", remove_pages)
    app.connect("html-page-context", add_context)
    app.connect("build-finished", write_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
