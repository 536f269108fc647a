"""Composition of a publication's citation as docutils nodes, the same for every list and builder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_cv.model.text import fill
from sphinx_cv.render import words
from sphinx_cv.render.dates import printed_date
from sphinx_cv.render.details import details, event_of, original_of
from sphinx_cv.render.numbering import is_in_periodical, numbering
from sphinx_cv.render.people import MARKS, compose_contributions, compose_people, join_nodes
from sphinx_cv.render.text import to_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_cv.model.publication import Publication, Relation
    from sphinx_cv.render.people import Marks

#: The characters after which no full stop is added.
_ENDS = (".", "!", "?", "…")


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationURLs:
    """The URLs of a publication's own page and of its BibTeX on a website; empty if there is none.

    `root` is the URL of the website's root, to which the links to the owner's files are relative.
    """

    page: str = ""
    bibtex: str = ""
    root: str = ""


def compose(
    publication: Publication,
    marks: Marks = MARKS,
    awards: Iterable[str] = (),
    urls: CitationURLs | None = None,
    base: str = "",
) -> list[nodes.Node]:
    """Return people, title, venue, year, badges, note and links as inline nodes.

    `awards` are shown after the award of the entry. With `urls`, which a website gives, long lists of names are folded.
    `base` is the address of the website, for other builders; without it the owner's files are not linked.
    """
    parts = compose_work(publication, marks, urls)
    parts += compose_badges(publication, awards)
    parts += compose_note(publication)
    return join_nodes([*parts, *_links(publication, urls.bibtex if urls else "", urls.root if urls else base)])


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


def _title(publication: Publication, page: str) -> list[nodes.Node]:
    title = to_nodes(publication.title)
    linked = any(isinstance(node, nodes.Element) and next(iter(node.findall(nodes.reference)), None) for node in title)
    if page and not linked:
        return [nodes.reference("", "", *title, refuri=page, internal=True, classes=["cv-title"])]
    if publication.title_url and not linked:
        return [nodes.reference("", "", *title, refuri=publication.title_url, classes=["cv-title"])]
    return [nodes.inline("", "", *title, classes=["cv-title"])]


def compose_published(publication: Publication) -> list[nodes.Node]:
    """Return what follows the title: `Edited by Ann Ng. *Venue*, 34, pages 1–9, 2021.`"""
    if not publication.relations:
        return _join_sentences(_published(publication))
    return _join_sentences([*_published(publication), *(_related(publication, each) for each in publication.relations)])


def _related(publication: Publication, relation: Relation) -> list[nodes.Node]:
    """Return a related work with the words before it, without the people and the title that both have."""
    work = relation.work
    is_first = relation.type == "origpubin" and not work.venue
    template = words.FIRST_PUBLISHED_BY if is_first else words.RELATIONS.get(relation.type, "")
    phrase = fill(template, work="") if template else relation.phrase
    if not phrase:
        return []
    sentences = []
    if work.people != publication.people:
        sentences.append(compose_people(work, {}))
    if work.title != publication.title:
        sentences.append([nodes.emphasis("", "", *to_nodes(work.title))])
    space = "" if template else " "
    return [*_capitalized(to_nodes(phrase)), nodes.Text(space), *_join_sentences([*sentences, *_published(work)])]


def _published(publication: Publication) -> list[list[nodes.Node]]:
    """Return the sentences after the title."""
    is_part = _is_part(publication)
    sentences = [to_nodes(publication.title_addon)]
    if not is_part:
        sentences.append(_capitalized(compose_contributions(publication)))
    numbers = [to_nodes(part) for part in numbering(publication)]
    others = [compose_contributions(publication)] if is_part else []
    # a volume without a word follows the venue at once
    parts = [*_venue(publication), *(numbers + others if is_in_periodical(publication) else others + numbers)]
    parts += [to_nodes(detail) for detail in details(publication)]
    when = ", ".join(filter(None, (publication.state, printed_date(publication.date) if publication.date else "")))
    if when:
        parts.append([_span(when, "cv-year")])
    joined: list[nodes.Node] = []
    for part in filter(None, parts):
        joined += [nodes.Text(", "), *part] if joined else part
    return [*sentences, _capitalized(joined), _capitalized(to_nodes(original_of(publication)))]


def _is_part(publication: Publication) -> bool:
    """Return whether a work is part of another one, whose editors stand beside its title."""
    if publication.kind in {"book", "other"}:
        return publication.venue is not None and publication.venue.is_book
    return publication.kind in {"conference", "chapter"}


def _venue(publication: Publication) -> list[list[nodes.Node]]:
    """Return the venue with its identifier and event, as parts of a list."""
    venue = publication.venue
    arxiv = f"arXiv:{publication.arxiv}" if publication.kind == "preprint" and publication.arxiv else ""
    parts: list[list[nodes.Node]] = []
    if venue:
        parts.append([nodes.emphasis("", "", *to_nodes(venue.name), classes=["cv-venue"])])
        if _is_part(publication):
            parts[0].insert(0, nodes.Text(words.IN))
        if arxiv and publication.arxiv not in venue.name.plain:
            parts[0].append(nodes.Text(f" {arxiv}"))
        parts += [to_nodes(venue.addon)] if venue.addon else []
    elif arxiv:
        parts.append([nodes.Text(arxiv)])
    if venue or publication.kind == "proceedings":
        name, where = event_of(publication)
        parts += [to_nodes(name)] if name else []
        if where and parts and not parts[-1][-1].astext().endswith(")"):
            parts[-1] += [nodes.Text(" ("), *to_nodes(where), nodes.Text(")")]
        elif where:
            parts.append(to_nodes(where))
    return parts


def _join_sentences(sentences: Iterable[list[nodes.Node]]) -> list[nodes.Node]:
    """Join sentences that are not empty by full stops and spaces."""
    joined: list[nodes.Node] = []
    for sentence in filter(None, sentences):
        text = sentence[-1].astext()
        joined += [nodes.Text(" "), *sentence] if joined else sentence
        joined.append(nodes.Text("" if text.endswith(_ENDS) else "."))
    return joined


def _capitalized(sentence: list[nodes.Node]) -> list[nodes.Node]:
    """Return a sentence with a capital, if it begins with a word in lower case; arXiv and eLife are names."""
    if sentence and isinstance(sentence[0], nodes.Text):
        text = sentence[0].astext()
        word = text.split(maxsplit=1)[0].rstrip(",") if text.strip() else ""
        if word.isalpha() and word.islower():
            sentence[0] = nodes.Text(text[0].upper() + text[1:])
    return sentence


def compose_badges(publication: Publication, awards: Iterable[str]) -> list[nodes.Node]:
    """Return the badges of the awards and of the presentation, each after a space."""
    badges: list[nodes.Node] = []
    texts = [(text, "cv-award") for text in (publication.award, *awards)]
    for text, name in (*texts, (publication.presentation, "cv-presentation")):
        if text:
            # styles hide the full stop after a badge; plain text shows it
            badges += [nodes.Text(" "), nodes.inline("", text, classes=["cv-badge", name]), _span(".", "cv-stop")]
    return badges


def compose_note(publication: Publication) -> list[nodes.Node]:
    """Return the note after a space."""
    if not publication.note:
        return []
    note = nodes.inline("", "", *to_nodes(publication.note), classes=["cv-note"])
    return [nodes.Text(" "), note, nodes.Text("" if publication.note.plain.endswith(_ENDS) else ".")]


def _links(publication: Publication, bibtex: str, root: str) -> list[nodes.Node]:
    links: list[nodes.Node] = [
        nodes.reference("", link.label, refuri=root + link.url if link.file else link.url)
        for link in publication.links
        if root or not link.file
    ]
    if bibtex:
        links.append(nodes.reference("", "BibTeX", refuri=bibtex, internal=True, classes=["cv-bibtex"]))
    if not links:
        return []
    line = nodes.inline("", "", links[0], classes=["cv-links"])
    for link in links[1:]:
        line += [nodes.Text(" · "), link]
    return [nodes.Text(" "), line]


def _span(text: str, name: str) -> nodes.inline:
    return nodes.inline("", text, classes=[name])
