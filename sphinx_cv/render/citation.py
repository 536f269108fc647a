"""Composition of a publication's citation as docutils nodes, the same for every list and builder."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_cv.render.details import details
from sphinx_cv.render.text import to_nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx_cv.model.person import Person
    from sphinx_cv.model.publication import Publication

    #: Maps an annotation to the sign and its meaning, in the order of the legend.
    Marks = Mapping[str, tuple[str, str]]

#: The default of cv_marks: for each annotation in author+an, the sign printed after the name, and its meaning.
MARKS: Marks = {
    "equal": ("*", "equal contribution"),
    "corresponding": ("†", "corresponding author"),
    "student": ("‡", "student supervised"),
    "alphabetical": ("§", "authors in alphabetical order"),
}
#: Lists of more names than the first number are folded to the second number of names, and the owner's.
_FOLD_ABOVE, _FOLD_TO = 10, 5
#: The characters after which no full stop is added.
_ENDS = (".", "!", "?", "…")


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationURLs:
    """The URLs of a publication's own page and of its BibTeX on a website; empty if there is none."""

    page: str = ""
    bibtex: str = ""


class authors_switch(nodes.Inline, nodes.Element):  # noqa: N801  (docutils names its nodes so)
    """The checkbox that unfolds a long list of names on a website; `count` is the number of all names."""


def compose(
    publication: Publication, marks: Marks = MARKS, awards: Iterable[str] = (), urls: CitationURLs | None = None
) -> list[nodes.Node]:
    """Return people, title, venue, year, badges, note and links as inline nodes.

    `awards` are shown after the award of the entry. With `urls`, which a website gives, long lists of names are folded.
    """
    parts = compose_work(publication, marks, urls)
    parts += compose_badges(publication, awards)
    if publication.note:
        parts += [nodes.Text(" "), nodes.inline("", "", *to_nodes(publication.note), classes=["cv-note"])]
        parts.append(nodes.Text("" if publication.note.plain.endswith(_ENDS) else "."))
    return _join_texts([*parts, *_links(publication, urls.bibtex if urls else "")])


def compose_work(publication: Publication, marks: Marks = MARKS, urls: CitationURLs | None = None) -> list[nodes.Node]:
    """Return people, title, venue and year as inline nodes: the citation without what only a CV shows."""
    parts = compose_people(publication, marks, folded=urls is not None)
    if parts:
        parts.append(nodes.Text(" " if parts[-1].astext().endswith(".") else ". "))
    parts += _title(publication, urls.page if urls else "")
    parts.append(nodes.Text("" if publication.title.plain.endswith(_ENDS) else "."))
    published = compose_published(publication)
    return [*parts, nodes.Text(" "), *published] if published else parts


def compose_number(publication: Publication) -> list[nodes.Node]:
    """Return a publication's number in brackets, and a space."""
    return [_span(f"[{publication.number}]", "cv-number"), nodes.Text(" ")]


def compose_legend(signs: Iterable[tuple[str, str]]) -> nodes.paragraph:
    """Return the legend of the marks, each sign with its meaning."""
    legend = nodes.paragraph(classes=["cv-legend"])
    for sign, meaning in signs:
        legend += [nodes.Text("; " if legend.children else ""), _span(sign, "cv-mark"), nodes.Text(f" {meaning}")]
    return legend


def compose_people(
    publication: Publication, marks: Marks, url_of: Callable[[Person], str] = lambda _: "", *, folded: bool = False
) -> list[nodes.Node]:
    """Return the authors, else the editors, else nothing; `url_of` gives the URL that a name links to, or "".

    With `folded`, a long list shows only its first names and the owner's until the reader unfolds it.
    """
    people = publication.people
    if not people:
        return []
    names = [_name(person, marks, url_of(person)) for person in people]
    if publication.others:
        names.append([nodes.Text("others")])
    shown = [position < _FOLD_TO or person.owner for position, person in enumerate(people)]
    if not folded or len(people) <= _FOLD_ABOVE or all(shown):
        shown = []
    line = _join_names(names, shown)
    if publication.authors:
        return [line]
    return [line, nodes.Text(" (ed.)" if len(people) == 1 else " (eds.)")]


def _join_names(names: list[list[nodes.Node]], shown: list[bool]) -> nodes.inline:
    """Join names with commas and "and".

    `shown` tells which names of a folded list are visible; it is empty for a list that is not folded. Each run of
    hidden names is wrapped in a node with the class cv-more, and a switch follows the names.
    """
    parts: list[list[nodes.Node]] = []
    for position, name in enumerate(names):
        last = position == len(names) - 1
        before = (", and " if len(names) > 2 else " and ") if last else ", "  # noqa: PLR2004  (no comma in a pair)
        parts.append([nodes.Text(before), *name] if position else name)
    line = nodes.inline(classes=["cv-authors"])
    visible = shown + [False] * (len(names) - len(shown)) if shown else [True] * len(names)
    for is_visible, run in groupby(zip(visible, parts, strict=True), key=itemgetter(0)):
        found = _join_texts([node for _, part in run for node in part])
        line += found if is_visible else nodes.inline("", "", nodes.inline("", "", *found), classes=["cv-more"])
    if shown:
        line += authors_switch(count=len(shown))
    return line


def _name(person: Person, known: Marks, url: str) -> list[nodes.Node]:
    name: nodes.Node = nodes.strong("", person.name, classes=["cv-owner"]) if person.owner else nodes.Text(person.name)
    if url:
        name = nodes.reference("", "", name, refuri=url, internal=True)
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
    if publication.title_url and not linked:
        return [nodes.reference("", "", *title, refuri=publication.title_url, classes=["cv-title"])]
    return [nodes.inline("", "", *title, classes=["cv-title"])]


def compose_published(publication: Publication) -> list[nodes.Node]:
    """Return venue, details and year: `In *Venue* 34, pages 1–9, 2021.`"""
    parts: list[list[nodes.Node]] = []
    arxiv = f"arXiv:{publication.arxiv}" if publication.kind == "preprint" and publication.arxiv else ""
    if publication.venue:
        venue: list[nodes.Node] = [nodes.emphasis("", "", *to_nodes(publication.venue.name), classes=["cv-venue"])]
        if publication.kind in {"conference", "chapter"}:
            venue.insert(0, nodes.Text("In "))
        if arxiv and publication.arxiv not in publication.venue.name.plain:
            venue.append(nodes.Text(f" {arxiv}"))
        parts.append(venue)
    elif arxiv:
        parts.append([nodes.Text(arxiv)])
    parts += [to_nodes(detail) for detail in details(publication)]
    when = ", ".join(filter(None, (publication.state, str(publication.year or ""))))
    if when:
        parts.append([_span(when, "cv-year")])
    joined: list[nodes.Node] = []
    for part in parts:
        joined += [nodes.Text(", "), *part] if joined else part
    return [*joined, nodes.Text(".")] if joined else []


def compose_badges(publication: Publication, awards: Iterable[str]) -> list[nodes.Node]:
    """Return the badges of the awards and of the presentation, each after a space."""
    badges: list[nodes.Node] = []
    texts = [(text, "cv-award") for text in (publication.award, *awards)]
    for text, name in (*texts, (publication.presentation, "cv-presentation")):
        if text:
            # styles hide the full stop after a badge; plain text shows it
            badges += [nodes.Text(" "), nodes.inline("", text, classes=["cv-badge", name]), _span(".", "cv-stop")]
    return badges


def _links(publication: Publication, bibtex: str) -> list[nodes.Node]:
    links: list[nodes.Node] = [nodes.reference("", link.label, refuri=link.url) for link in publication.links]
    if bibtex:
        links.append(nodes.reference("", "BibTeX", refuri=bibtex, internal=True, classes=["cv-bibtex"]))
    if not links:
        return []
    line = nodes.inline("", "", links[0], classes=["cv-links"])
    for link in links[1:]:
        line += [nodes.Text(" · "), link]
    return [nodes.Text(" "), line]


def _join_texts(parts: list[nodes.Node]) -> list[nodes.Node]:
    """Merge adjacent text nodes: every transform visits every node, so fewer nodes make builds faster."""
    merged: list[nodes.Node] = []
    for is_text, run in groupby(parts, key=lambda part: isinstance(part, nodes.Text)):
        group = list(run)
        merged += [nodes.Text("".join(part.astext() for part in group))] if is_text else group
    return merged


def _span(text: str, name: str) -> nodes.inline:
    return nodes.inline("", text, classes=[name])
