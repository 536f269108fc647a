"""How a publication reads: one composition, as docutils nodes, for every list and builder."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import pybtex_docutils
from docutils import nodes
from pybtex.plugin import register_plugin
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle

from sphinx_cv.model.text import to_nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_cv.model.person import Person
    from sphinx_cv.model.publication import Publication

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
#: A list of more people than this folds, down to the first ones and the owner.
_MANY, _FIRST = 10, 5
_ENDS = (".", "!", "?", "…")


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where a website has a publication: its own page and its BibTeX file; empty where there is none."""

    page: str = ""
    bibtex: str = ""


class authors_switch(nodes.Inline, nodes.Element):  # noqa: N801  (docutils names its nodes so)
    """Unfolds a long list of people, on a website."""


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
    publication: Publication, marks: Marks = MARKS, awards: Iterable[str] = (), places: Places | None = None
) -> list[nodes.Node]:
    """People, title, venue and year, badges, links: a publication's inline nodes.

    `awards` are those its entry lacks; `places` are given on a website, where long lists of people fold.
    """
    made = compose_work(publication, marks, places)
    made += compose_badges(publication, awards)
    if publication.note:
        made += [nodes.Text(" "), nodes.inline("", "", *to_nodes(publication.note), classes=["cv-note"])]
        made.append(nodes.Text("" if publication.note.plain.endswith(_ENDS) else "."))
    return _with_joined_texts([*made, *_links(publication, places.bibtex if places else "")])


def compose_work(publication: Publication, marks: Marks = MARKS, places: Places | None = None) -> list[nodes.Node]:
    """People, title, venue and year: what others cite."""
    made = compose_people(publication, marks, folded=places is not None)
    if made:
        made.append(nodes.Text(" " if made[-1].astext().endswith(".") else ". "))
    made += _title(publication, places.page if places else "")
    made.append(nodes.Text(" " if publication.title.plain.endswith(_ENDS) else ". "))
    return made + compose_published(publication)


def compose_legend(signs: Iterable[tuple[str, str]]) -> nodes.paragraph:
    """What the marks on names mean, each sign with its meaning."""
    legend = nodes.paragraph(classes=["cv-legend"])
    for sign, meaning in signs:
        legend += [nodes.Text("; " if legend.children else ""), _span(sign, "cv-mark"), nodes.Text(f" {meaning}")]
    return legend


def compose_people(
    publication: Publication, marks: Marks, address_of: Callable[[Person], str] = lambda _: "", *, folded: bool = False
) -> list[nodes.Node]:
    """The authors, else the editors, each name leading to its address; nothing when there are none.

    Of a long list, a folded one shows the first and the owner until the reader asks for all.
    """
    people = publication.authors or publication.editors
    if not people:
        return []
    names = [_name(person, marks, address_of(person)) for person in people]
    shown = [position < _FIRST or person.owner for position, person in enumerate(people)]
    if not folded or len(people) <= _MANY or all(shown):
        shown = []
    line = _line_of_names(names + ([[nodes.Text("others")]] if publication.others else []), shown)
    if publication.authors:
        return [line]
    return [line, nodes.Text(" (ed.)" if len(people) == 1 else " (eds.)")]


def _line_of_names(names: list[list[nodes.Node]], shown: list[bool]) -> nodes.inline:
    """The names with what stands between them; runs of those that are not shown are apart, before a switch."""
    parts: list[list[nodes.Node]] = []
    for position, name in enumerate(names):
        last = position == len(names) - 1
        before = (", and " if len(names) > 2 else " and ") if last else ", "  # noqa: PLR2004  (a pair)
        parts.append([nodes.Text(before), *name] if position else name)
    line = nodes.inline(classes=["cv-authors"])
    visible = shown + [False] * (len(names) - len(shown)) if shown else [True] * len(names)
    for is_visible, run in groupby(zip(visible, parts, strict=True), key=itemgetter(0)):
        found = _with_joined_texts([node for _, part in run for node in part])
        line += found if is_visible else nodes.inline("", "", nodes.inline("", "", *found), classes=["cv-more"])
    if shown:
        line += authors_switch(count=len(shown))
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


def _links(publication: Publication, bibtex: str) -> list[nodes.Node]:
    links: list[nodes.Node] = [nodes.reference("", link.label, refuri=link.address) for link in publication.links]
    if bibtex:
        links.append(nodes.reference("", "BibTeX", refuri=bibtex, internal=True, classes=["cv-bibtex"]))
    if not links:
        return []
    line = nodes.inline("", "", links[0], classes=["cv-links"])
    for link in links[1:]:
        line += [nodes.Text(" · "), link]
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


def write_switch(translator: HTML5Translator, node: authors_switch) -> None:
    """A box to check, which styles alone make a switch: no script is needed."""
    words = f"all {node['count']} names"
    translator.body.append(translator.emptytag(node, "input", "", type="checkbox", CLASS="cv-unfold",
                                               **{"aria-label": words, "data-words": words}))  # fmt: skip
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_node(authors_switch, html=(write_switch, None))
    # force: another Sphinx of this process may have registered them already
    register_plugin("pybtex.style.formatting", STYLE, CVStyle, force=True)
    register_plugin("pybtex.style.formatting", NUMBERED_STYLE, NumberedCVStyle, force=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
