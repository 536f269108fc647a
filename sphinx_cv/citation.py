"""How a publication reads: one composition, as docutils nodes, for every list and builder."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

import pybtex_docutils
from docutils import nodes
from pybtex.plugin import register_plugin
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle

from sphinx_cv.rich_text import to_nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_cv.people import Person
    from sphinx_cv.publications import Publication

    #: A sign and its meaning, by annotation, in the order of the legend.
    Marks = Mapping[str, tuple[str, str]]

STYLE, NUMBERED_STYLE = "cv", "cv-numbered"
#: What is printed behind a name, and what it means, by the annotation in author+an: the default of cv_marks.
MARKS: Marks = {
    "equal": ("*", "equal contribution"),
    "corresponding": ("†", "corresponding author"),
    "student": ("‡", "student supervised"),
    "alphabetical": ("§", "authors in alphabetical order"),
}
_ENDS = (".", "!", "?", "…")


class Citation:
    """A publication as pybtex hands it on: nothing is composed before a page is written."""

    def __init__(self, publication: Publication, *, numbered: bool) -> None:
        self.publication, self.numbered = publication, numbered

    def render(self, backend: object) -> Any:  # noqa: ANN401  (each backend renders to a type of its own)
        composed = (compose_number(self.publication) if self.numbered else []) + compose(self.publication)
        if isinstance(backend, pybtex_docutils.Backend):
            return composed
        return "".join(node.astext() for node in composed)


class CVStyle(BaseStyle):  # type: ignore[misc]
    """The pybtex style: newest first, in the words of `compose`."""

    numbered = False

    def __init__(self, **options: Any) -> None:  # noqa: ANN401
        """Of pybtex's own plugins for names, labels and order this style needs none."""

    def sort(self, entries: Iterable[Any]) -> list[Any]:
        return sorted(entries, key=lambda entry: -entry.publication.number)

    def format_labels(self, entries: Iterable[Any]) -> list[str]:
        return [str(entry.publication.number) for entry in entries]

    def format_entry(self, label: str, entry: Any, bib_data: object = None) -> FormattedEntry:  # noqa: ANN401
        return FormattedEntry(entry.key, Citation(entry.publication, numbered=self.numbered), label)


class NumberedCVStyle(CVStyle):
    """The same, each publication with its number."""

    numbered = True


def compose_number(publication: Publication) -> list[nodes.Node]:
    """A publication's number, as lists by year print it."""
    return [_span(f"[{publication.number}]", "cv-number"), nodes.Text(" ")]


def compose(
    publication: Publication, marks: Marks = MARKS, awards: Iterable[str] = (), page: str = ""
) -> list[nodes.Node]:
    """People, title, venue and year, badges, links: a publication's inline nodes.

    `awards` are those its entry lacks; `page` is the address of its own page, if it has one.
    """
    made = compose_people(publication, marks)
    if made:
        made.append(nodes.Text(" " if made[-1].astext().endswith(".") else ". "))
    made += [*_title(publication, page), nodes.Text(" " if publication.title.plain.endswith(_ENDS) else ". ")]
    made += compose_published(publication)
    made += compose_badges(publication, awards)
    if publication.note:
        made += [nodes.Text(" "), nodes.inline("", "", *to_nodes(publication.note), classes=["cv-note"])]
        made.append(nodes.Text("" if publication.note.plain.endswith(_ENDS) else "."))
    return _with_joined_texts([*made, *_links(publication)])


def compose_legend(signs: Iterable[tuple[str, str]]) -> nodes.paragraph:
    """What the marks on names mean, each sign with its meaning."""
    legend = nodes.paragraph(classes=["cv-legend"])
    for sign, meaning in signs:
        legend += [nodes.Text("; " if legend.children else ""), _span(sign, "cv-mark"), nodes.Text(f" {meaning}")]
    return legend


def compose_people(
    publication: Publication, marks: Marks, address_of: Callable[[Person], str] = lambda _: ""
) -> list[nodes.Node]:
    """The authors, else the editors, each name leading to its address; nothing when there are none."""
    people = publication.authors or publication.editors
    if not people:
        return []
    names = [_name(person, marks, address_of(person)) for person in people]
    line = _line_of_names(names + ([[nodes.Text("others")]] if publication.others else []))
    if publication.authors:
        return [line]
    return [line, nodes.Text(" (ed.)" if len(people) == 1 else " (eds.)")]


def _line_of_names(names: list[list[nodes.Node]]) -> nodes.inline:
    line = nodes.inline(classes=["cv-authors"])
    for position, name in enumerate(names):
        if position:
            last = position == len(names) - 1
            line += nodes.Text((", and " if len(names) > 2 else " and ") if last else ", ")  # noqa: PLR2004  (a pair)
        line += name
    line[:] = _with_joined_texts(line.children)
    return line


def _name(person: Person, known: Marks, address: str) -> list[nodes.Node]:
    name: nodes.Node = nodes.strong("", person.name, classes=["cv-owner"]) if person.owner else nodes.Text(person.name)
    if address:
        name = nodes.reference("", "", name, refuri=address, internal=True)
    marks = [mark for mark in known if mark in person.marks]
    if not marks:
        return [name]
    signs = "".join(known[mark][0] for mark in marks)
    return [name, nodes.inline("", signs, classes=["cv-mark", *(f"cv-mark-{nodes.make_id(mark)}" for mark in marks)])]


def _title(publication: Publication, page: str) -> list[nodes.Node]:
    title = to_nodes(publication.title)
    linked = any(isinstance(node, nodes.Element) and next(iter(node.findall(nodes.reference)), None) for node in title)
    if page and not linked:
        return [nodes.reference("", "", *title, refuri=page, internal=True, classes=["cv-title"])]
    if publication.address and not linked:
        return [nodes.reference("", "", *title, refuri=publication.address, classes=["cv-title"])]
    return [nodes.inline("", "", *title, classes=["cv-title"])]


def compose_published(publication: Publication) -> list[nodes.Node]:
    """Where and when: `In *Venue* 34, pages 1–9, 2021.`"""
    parts: list[list[nodes.Node]] = []
    if publication.venue:
        venue: list[nodes.Node] = [nodes.emphasis("", "", *to_nodes(publication.venue.name), classes=["cv-venue"])]
        if publication.kind in {"conference", "chapter"}:
            venue.insert(0, nodes.Text("In "))
        if (
            publication.kind == "preprint"
            and publication.arxiv
            and publication.arxiv not in publication.venue.name.plain
        ):
            venue.append(nodes.Text(f" arXiv:{publication.arxiv}"))
        parts.append(venue)
    elif publication.kind == "preprint" and publication.arxiv:
        parts.append([nodes.Text(f"arXiv:{publication.arxiv}")])
    parts += [to_nodes(detail) for detail in publication.details]
    when = ", ".join(filter(None, (publication.state, str(publication.year or ""))))
    if when:
        parts.append([_span(when, "cv-year")])
    made: list[nodes.Node] = []
    for part in parts:
        made += [nodes.Text(", "), *part] if made else part
    return [*made, nodes.Text(".")] if made else []


def compose_badges(publication: Publication, awards: Iterable[str]) -> list[nodes.Node]:
    """Awards and presentation, each behind a space."""
    made: list[nodes.Node] = []
    texts = [(text, "cv-award") for text in (publication.award, *awards)]
    for text, name in (*texts, (publication.presentation, "cv-presentation")):
        if text:
            # a badge needs no full stop where it is drawn, and a plain text does
            made += [nodes.Text(" "), nodes.inline("", text, classes=["cv-badge", name]), _span(".", "cv-stop")]
    return made


def _links(publication: Publication) -> list[nodes.Node]:
    if not publication.links:
        return []
    line = nodes.inline(classes=["cv-links"])
    for link in publication.links:
        if line.children:
            line += nodes.Text(" · ")
        line += nodes.reference("", link.label, refuri=link.address)
    return [nodes.Text(" "), line]


def _with_joined_texts(parts: list[nodes.Node]) -> list[nodes.Node]:
    """The same with neighbouring texts in one: every node costs, thousands of times."""
    made: list[nodes.Node] = []
    for is_text, run in groupby(parts, key=lambda part: isinstance(part, nodes.Text)):
        group = list(run)
        made += [nodes.Text("".join(part.astext() for part in group))] if is_text else group
    return made


def _span(text: str, name: str) -> nodes.inline:
    return nodes.inline("", text, classes=[name])


def setup(app: Sphinx) -> ExtensionMetadata:
    # force: another Sphinx of this process may have registered them already
    register_plugin("pybtex.style.formatting", STYLE, CVStyle, force=True)
    register_plugin("pybtex.style.formatting", NUMBERED_STYLE, NumberedCVStyle, force=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
