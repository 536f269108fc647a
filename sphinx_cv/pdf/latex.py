"""The LaTeX of the PDFs: the settings of the theme, and the transformation of nodes for print.

The theme is in theme/cv: cv.cls defines the page, cv.sty its content. The owner's latex_elements come last and override
both.

The following names of Sphinx are not documented: `LaTeXBuilder.context` and `texescape.escape`
(tests/site/test_private_names.py).
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.builders.latex import LaTeXBuilder
from sphinx.config import ENUM
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import texescape

from sphinx_cv.model.links import checked_url
from sphinx_cv.pdf.long_words import parts_of
from sphinx_cv.pdf.rows import drop_files, move_dates, rows_of_definitions
from sphinx_cv.render.spans import printed_month
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.settings import content_date, owner_names, pdfs_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

THEMES = Path(__file__).parent / "theme"
#: A word with fewer letters must not be alone on the last line of a list item.
SHORT = 12
#: The file names of typefaces of TeX Live, by which XeTeX finds them wherever TeX is installed.
TEX_GYRE = {
    f"TeX Gyre {name}": f"texgyre{name.lower()}"
    for name in ("Pagella", "Termes", "Bonum", "Schola", "Heros", "Adventor")
}
#: The options of fontspec for these typefaces.
FILES = (
    "Extension = .otf, UprightFont = *-regular, BoldFont = *-bold, ItalicFont = *-italic, "
    "BoldItalicFont = *-bolditalic, Ligatures = NoCommon"
)
#: The margins of the page; the column of dates is left of the text.


def latex_documents(config: Config) -> list[tuple[str, str, str, str, str]]:
    """Return the documents of Sphinx's LaTeX builder, one for each PDF; the title is that of the root page."""
    return [(root, f"{name}.tex", "", "", "cv") for root, name in pdfs_of(config).items()]


def set_elements(app: Sphinx, config: Config) -> None:
    """Add the settings of the theme to latex_elements; the owner's settings override them."""
    elements = {
        "papersize": {"a4": "a4paper", "letter": "letterpaper"}[config.cv_paper],
        "fontpkg": _fonts(config.cv_font, config.cv_font_fallback),
        "geometry": r"\cvgeometry",
        "sphinxsetup": "InnerLinkColor={rgb}{0.09,0.25,0.42}, OuterLinkColor={rgb}{0.09,0.25,0.42}, verbatimforcewraps",
        "polyglossia": "",
        **dict.fromkeys(("tableofcontents", "makeindex", "printindex", "fncychap"), ""),
    }
    config.latex_elements = elements | config.latex_elements
    files = [str(path) for path in sorted((THEMES / "cv").glob("cv.*"))]
    config.latex_additional_files = [*config.latex_additional_files, *files]


def _fonts(font: str, fallback: str) -> str:
    """Return the LaTeX that selects the typefaces."""
    name, options = (TEX_GYRE[font], FILES) if font in TEX_GYRE else (font, "Ligatures = NoCommon")
    lines = [
        rf"\setmainfont{{{name}}}[{options}]",
        rf"\setsansfont{{{name}}}[{options}]",
        rf"\setmonofont{{texgyrecursor}}[{FILES}]",
    ]
    if fallback:
        lines.append(rf"\newfontfamily\cvfallbackfont{{{fallback}}}[Ligatures = NoCommon]")
    return "\n".join(lines)


def set_preamble(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Set the preamble of a document: the content of its header, footer and metadata."""
    if not isinstance(app.builder, LaTeXBuilder):
        return
    config, domain = app.config, CVDomain.of(app.env)
    owner = (*owner_names(config), config.author)[0]
    title = app.env.titles[docname].astext()
    date = content_date(config, Path(app.srcdir))
    topics = Counter(topic for publication in domain.library.publications for topic in publication.topics)
    month = printed_month(date, config.language) if date else ""
    footer = [*(_tex_broken(part) for part in (owner, title, month) if part), r"\cvpages{}"]
    info = {
        "pdftitle": ", ".join(filter(None, (owner, title))),
        "pdfauthor": owner,
        "pdfsubject": _description(doctree) or title,
        "pdfkeywords": ", ".join(sorted(topics, key=lambda topic: (-topics[topic], topic))),
        "pdflang": config.language,
    }
    hypersetup = ", ".join(
        ["bookmarksopen=true", *(f"{name}={{{_pdf_string(value)}}}" for name, value in info.items())]
    )
    lines = [
        rf"\newcommand\cvname{{{_tex_broken(owner)}}}",
        rf"\newcommand\cvlinks{{{_links(config.cv_links)}}}",
        rf"\newcommand\cvpages{{{_pages(config.language)}}}",
        rf"\newcommand\cvfootline{{{', '.join(footer)}}}",
        r"\usepackage{cv}",
        rf"\hypersetup{{{hypersetup}}}",
        rf"\cvfallback{{{_code_points(doctree.astext() + owner)}}}",
        config.latex_elements.get("preamble", ""),
    ]
    if len(parts_of(title)) > 1:
        lines.append(rf"\AtBeginDocument{{\title{{{_tex_broken(title)}}}}}")
    app.builder.context["preamble"] = "\n".join(lines)


def _tex(text: str) -> str:
    """Escape text for LaTeX."""
    return texescape.escape(text, "xelatex")


def _tex_broken(text: str) -> str:
    """Escape text for LaTeX, with places where very long words can be broken."""
    return r"\cvbreak{}".join(map(_tex, parts_of(text)))


def _pdf_string(text: str) -> str:
    """Return a text for the PDF's metadata, where a command for a hyphen would be left out."""
    return _tex(text).replace(r"\sphinxhyphen{}", "-")


def _links(links: dict[str, str]) -> str:
    """Return the links of the header; URLs that are not valid are omitted."""
    urls = {name: checked_url(link) for name, link in links.items()}
    return r"\enspace·\enspace\cvbreak ".join(
        rf"\sphinxhref{{{_tex_url(url)}}}{{{_tex_broken(name)}}}" for name, url in urls.items() if url
    )


def _tex_url(url: str) -> str:
    """Escape a percent-encoded URL for hyperref."""
    return _tex(url).replace(r"\textasciitilde{}", "~").replace(r"\sphinxhyphen{}", "-")


def _pages(language: str) -> str:
    """Return the page number and the number of pages."""
    page, pages = r"\thepage{}", r"\pageref*{LastPage}"
    return f"page {page} of {pages}" if language.startswith("en") else f"{page}/{pages}"


def _description(doctree: nodes.document) -> str:
    """Return the description in the metadata of the root page, or ""."""
    found = (meta["content"] for meta in doctree.findall(nodes.meta) if meta.get("name") == "description")
    return " ".join(next(found, "").split())


def _code_points(text: str) -> str:
    """Return the code points outside ASCII, each followed by a comma, for cvfallback in cv.sty."""
    return "".join(f'"{ord(char):X},' for char in sorted(set(text)) if ord(char) > 127)  # noqa: PLR2004  (ASCII)


class PrintLayout(SphinxPostTransform):
    """The transformation of rows and lists for LaTeX, whose writer ignores the classes of most nodes.

    Each is wrapped in a node that the writer writes as an environment or a command of the theme.
    """

    default_priority = 60  # after the placeholders (6) and {only} (50)
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401
        for count in list(self.document.findall(_has_class(nodes.inline, "cv-count"))):
            title = cast("nodes.Element", count.parent)
            title.remove(count)  # not useful in print
            if title.children and isinstance(last := title[-1], nodes.Text):
                title[-1] = nodes.Text(last.rstrip())
        for row in self.document.findall(_has_class(nodes.container, "cv-row")):
            move_dates(row)
        for details in list(self.document.findall(_has_class(nodes.paragraph, "cv-details"))):
            drop_files(details)
        self.move_legends()
        for list_ in list(self.document.findall(nodes.definition_list)):
            list_.replace_self(list(rows_of_definitions(list_)))
        for list_ in list(self.document.findall(_has_class(nodes.bullet_list, "cv-publications"))):
            _wrap(list_, "cv-publications")
        for item in self.document.findall(nodes.list_item):
            if "cv_key" not in item:
                _keep_last_words(item)
        for name in list(self.document.findall(_has_class(nodes.strong, "cv-owner"))):
            _wrap(name, "cv-owner", nodes.inline)

    def move_legends(self) -> None:
        """Move each legend of marks into the heading before it, but not into the PDF bookmark of the heading."""
        for legend in list(self.document.findall(_has_class(nodes.paragraph, "cv-legend"))):
            section = cast("nodes.Element", legend.parent)
            before = [node for node in section[: section.index(legend)] if not isinstance(node, nodes.comment)]
            if before and isinstance(before[-1], nodes.title):
                command = rf"\texorpdfstring{{\cvlegend{{{_tex(legend.astext())}}}}}{{}}"
                cast("nodes.Element", before[-1]).append(nodes.raw("", command, format="latex"))
                section.remove(legend)


def _has_class(kind: type[nodes.Element], name: str) -> Any:  # noqa: ANN401  (a condition of docutils' findall)
    """Return a condition for nodes of a type with a class."""
    return lambda node: isinstance(node, kind) and name in node["classes"]


def _wrap(node: nodes.Element, name: str, kind: type[nodes.Element] = nodes.container) -> None:
    """Wrap a node, so that it is written as an environment; an inline node is written as a command."""
    wrapper = kind(classes=[name])
    node.replace_self(wrapper)
    wrapper += node


def _keep_last_words(item: nodes.list_item) -> None:
    """Join the last two words by a no-break space if the last one is short."""
    last = next(reversed(list(item.findall(nodes.Text))), None)
    if last is not None:
        before, _, word = last.astext().rpartition(" ")
        if before and len(word) < SHORT:
            last.parent.replace(last, nodes.Text(f"{before}\u00a0{word}"))


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.pdf.anchors")
    app.setup_extension("sphinx_cv.pdf.long_words")
    app.setup_extension("sphinx_cv.pdf.unprinted")
    app.setup_extension("sphinx_cv.site.domain")
    text = frozenset({str})
    app.add_config_value(
        "cv_paper", "letter", "", types=ENUM("letter", "a4"), description="The paper size of the PDFs."
    )
    description = "The typeface of the PDFs: one of TeX Gyre, or any installed typeface."
    app.add_config_value("cv_font", "TeX Gyre Pagella", "", types=text, description=description)
    description = "An installed typeface for characters that cv_font lacks, such as Chinese."
    app.add_config_value("cv_font_fallback", "", "", types=text, description=description)
    app.connect("config-inited", set_elements)
    app.connect("doctree-resolved", set_preamble)
    app.add_post_transform(PrintLayout)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
