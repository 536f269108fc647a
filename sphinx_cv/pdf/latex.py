"""How the pages become LaTeX for a CV: the theme's settings, and the nodes as print needs them.

The theme is in latex/cv: cv.cls is the page, cv.sty what stands on it. An owner's latex_elements come last, and so have
the last word.
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

from sphinx_cv.model.dates import format_month
from sphinx_cv.model.links import checked_url
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.settings import content_date, owner_names, pdfs_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


THEMES = Path(__file__).parent / "theme"
#: Letters that are too few for a last line.
SHORT = 12
#: Typefaces of TeX Live that are found by the names of their files, wherever TeX is installed.
TEX_GYRE = {
    f"TeX Gyre {name}": f"texgyre{name.lower()}"
    for name in ("Pagella", "Termes", "Bonum", "Schola", "Heros", "Adventor")
}
FILES = ("Extension = .otf, UprightFont = *-regular, BoldFont = *-bold, ItalicFont = *-italic, BoldItalicFont = *-bolditalic, "
         "Ligatures = NoCommon")  # fmt: skip
GEOMETRY = (r"\usepackage[left=\dimexpr2cm+\cvcolumn\relax, right=2cm, top=2cm, bottom=2.8cm, footskip=0.8cm, headheight=0pt, "
            r"headsep=0pt, marginparsep=0pt, marginparwidth=0pt]{geometry}")  # fmt: skip


def latex_documents(config: Config) -> list[tuple[str, str, str, str, str]]:
    """The documents of Sphinx's LaTeX builder: one for each PDF, with the title of its root page."""
    return [(root, f"{name}.tex", "", "", "cv") for root, name in pdfs_of(config).items()]


def set_elements(app: Sphinx, config: Config) -> None:
    """Give LaTeX the theme's settings, under the owner's."""
    elements = {
        "papersize": {"a4": "a4paper", "letter": "letterpaper"}[config.cv_paper],
        "fontpkg": _fonts(config.cv_font, config.cv_font_fallback),
        "geometry": GEOMETRY,
        "sphinxsetup": "InnerLinkColor={rgb}{0.09,0.25,0.42}, OuterLinkColor={rgb}{0.09,0.25,0.42}",
        "polyglossia": "",
        **dict.fromkeys(("tableofcontents", "makeindex", "printindex", "fncychap"), ""),
    }
    config.latex_elements = elements | config.latex_elements
    files = [str(path) for path in sorted((THEMES / "cv").glob("cv.*"))]
    config.latex_additional_files = [*config.latex_additional_files, *files]


def _fonts(font: str, fallback: str) -> str:
    name, options = (TEX_GYRE[font], FILES) if font in TEX_GYRE else (font, "Ligatures = NoCommon")
    lines = [rf"\setmainfont{{{name}}}[{options}]", rf"\setsansfont{{{name}}}[{options}]",
             rf"\setmonofont{{texgyrecursor}}[{FILES}]"]  # fmt: skip
    if fallback:
        lines.append(rf"\newfontfamily\cvfallbackfont{{{fallback}}}[Ligatures = NoCommon]")
    return "\n".join(lines)


def set_preamble(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Write what a document's header, footer and metadata say."""
    if not isinstance(app.builder, LaTeXBuilder):
        return
    config, domain = app.config, CVDomain.of(app.env)
    owner = (*owner_names(config), config.author)[0]
    title = app.env.titles[docname].astext()
    date = content_date(config, Path(app.srcdir))
    topics = Counter(topic for publication in domain.library.publications for topic in publication.topics)
    foot = [_tex(part) for part in (owner, title, format_month(date, config.language) if date else "") if part]
    info = {
        "pdftitle": ", ".join(filter(None, (owner, title))), "pdfauthor": owner, "pdfsubject": _description(doctree) or title,
        "pdfkeywords": ", ".join(sorted(topics, key=lambda topic: (-topics[topic], topic))), "pdflang": config.language,
    }  # fmt: skip
    lines = [
        rf"\newcommand\cvname{{{_tex(owner)}}}",
        rf"\newcommand\cvlinks{{{_links(config.cv_links)}}}",
        rf"\newcommand\cvfootline{{{', '.join([*foot, _pages(config.language)])}}}",
        r"\usepackage{cv}",
        r"\hypersetup{bookmarksopen=true, "
        + ", ".join(f"{name}={{{_tex(value)}}}" for name, value in info.items())
        + "}",
        rf"\cvfallback{{{_code_points(doctree.astext() + owner)}}}",
        config.latex_elements.get("preamble", ""),
    ]
    app.builder.context["preamble"] = "\n".join(lines)


def _tex(text: str) -> str:
    return texescape.escape(text, "xelatex")


def _links(links: dict[str, str]) -> str:
    made = [
        rf"\sphinxhref{{{_tex_url(url)}}}{{{_tex(name)}}}" for name, link in links.items() if (url := checked_url(link))
    ]
    return r"\enspace·\enspace ".join(made)


def _tex_url(url: str) -> str:
    """Return a percent-encoded URL for hyperref."""
    return _tex(url).replace(r"\textasciitilde{}", "~").replace(r"\sphinxhyphen{}", "-")


def _pages(language: str) -> str:
    page, pages = r"\thepage{}", r"\pageref*{LastPage}"
    return f"page {page} of {pages}" if language.startswith("en") else f"{page}/{pages}"


def _description(doctree: nodes.document) -> str:
    """What the root page says of itself in its head."""
    found = (meta["content"] for meta in doctree.findall(nodes.meta) if meta.get("name") == "description")
    return " ".join(next(found, "").split())


def _code_points(text: str) -> str:
    return "".join(f'"{ord(char):X},' for char in sorted(set(text)) if ord(char) > 127)  # noqa: PLR2004  (ASCII)


class PrintLayout(SphinxPostTransform):
    """Give LaTeX rows and lists in the form of its environments: its writer passes over the classes of most nodes."""

    default_priority = 60  # after the placeholders (6) and {only} (50)
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401
        for count in list(self.document.findall(_has_class(nodes.inline, "cv-count"))):
            title = cast("nodes.Element", count.parent)
            title.remove(count)  # print has its end in sight
            if title.children and isinstance(last := title[-1], nodes.Text):
                title[-1] = nodes.Text(last.rstrip())
        for row in self.document.findall(_has_class(nodes.container, "cv-row")):
            self.set_beside(row)
        self.set_legends()
        for list_ in list(self.document.findall(nodes.definition_list)):
            list_.replace_self(list(_rows_of_definitions(list_)))
        for list_ in list(self.document.findall(_has_class(nodes.bullet_list, "cv-publications"))):
            _frame(list_, "cv-publications")
        for item in self.document.findall(nodes.list_item):
            if "cv_key" not in item:
                _keep_last_words(item)
        for name in list(self.document.findall(_has_class(nodes.strong, "cv-owner"))):
            _frame(name, "cv-owner", nodes.inline)

    def set_legends(self) -> None:
        """Set what the marks mean beside the heading, of whose bookmark it is no part."""
        for legend in list(self.document.findall(_has_class(nodes.paragraph, "cv-legend"))):
            section = cast("nodes.Element", legend.parent)
            before = [node for node in section[: section.index(legend)] if not isinstance(node, nodes.comment)]
            if before and isinstance(before[-1], nodes.title):
                command = rf"\texorpdfstring{{\cvlegend{{{_tex(legend.astext())}}}}}{{}}"
                cast("nodes.Element", before[-1]).append(nodes.raw("", command, format="latex"))
                section.remove(legend)

    def set_beside(self, row: nodes.Element) -> None:
        """Move the dates into the row's first line, and its anchors, which LaTeX would drop."""
        dates = next(row.findall(_has_class(nodes.paragraph, "cv-date")), None)
        head = next(row.findall(_has_class(nodes.paragraph, "cv-head")))
        if dates is not None:
            row.remove(dates)
            head.insert(0, nodes.inline("", "", *dates.children, classes=["cv-date"]))
        if row["ids"]:
            head.insert(0, nodes.target("", "", ids=row["ids"]))
        row.attributes.update(ids=[], classes=["cv-row"])


def _has_class(kind: type[nodes.Element], name: str) -> Any:  # noqa: ANN401  (a condition of docutils' findall)
    return lambda node: isinstance(node, kind) and name in node["classes"]


def _frame(node: nodes.Element, name: str, kind: type[nodes.Element] = nodes.container) -> None:
    """Put a node into an environment, or an inline one into a command."""
    frame = kind(classes=[name])
    node.replace_self(frame)
    frame += node


def _keep_last_words(item: nodes.list_item) -> None:
    """Let no short word stand alone on the last line of an item."""
    last = next(reversed(list(item.findall(nodes.Text))), None)
    if last is not None:
        before, _, word = last.astext().rpartition(" ")
        if before and len(word) < SHORT:
            last.parent.replace(last, nodes.Text(f"{before}\u00a0{word}"))


def _rows_of_definitions(list_: nodes.definition_list) -> Iterable[nodes.container]:
    """A definition list reads as rows do: its terms stand in the column of dates."""
    for item in list_.findall(nodes.definition_list_item):
        term = nodes.inline(classes=["cv-term"])
        for found in item.findall(nodes.term):
            term += [*([nodes.Text(", ")] if term.children else []), *found.children]
        row = nodes.container(classes=["cv-row"])
        for definition in item.findall(nodes.definition):
            row += definition.children
        if not row.children or not isinstance(row[0], nodes.paragraph):
            row.insert(0, nodes.paragraph())
        cast("nodes.Element", row[0]).insert(0, term)
        yield row


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.domain")
    app.add_config_value("cv_paper", "letter", "", types=ENUM("letter", "a4"), description="The paper of the PDFs.")
    app.add_config_value("cv_font", "TeX Gyre Pagella", "", types=frozenset({str}),
                         description="The typeface of the PDFs: one of TeX Gyre, or any that is installed.")  # fmt: skip
    app.add_config_value("cv_font_fallback", "", "", types=frozenset({str}),
                         description="An installed typeface for what the first one lacks, such as Chinese names.")  # fmt: skip
    app.connect("config-inited", set_elements)
    app.connect("doctree-resolved", set_preamble)
    app.add_post_transform(PrintLayout)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
