"""Composition of the people of a publication as docutils nodes: authors or editors, and people with other roles."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_cv.model.text import RichText, join_list
from sphinx_cv.render import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sphinx_cv.model.person import Contribution, Person
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
#: More people than this beside the authors are shown as the first and others, if the owner is none of the others.
_MOST_OTHERS = 3


class authors_switch(nodes.Inline, nodes.Element):  # noqa: N801  (docutils names its nodes so)
    """The checkbox that unfolds a long list of names on a website; `count` is the number of all names."""


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
        names.append([nodes.Text(words.OTHERS)])
    shown = [position < _FOLD_TO or person.owner for position, person in enumerate(people)]
    if not folded or len(people) <= _FOLD_ABOVE or all(shown):
        shown = []
    line = _join_names(names, shown)
    if publication.authors:
        return [line]
    role = publication.editor_role
    one, many = words.EDITORS.get(role, (f"({role})", f"({role})"))
    return [line, nodes.Text(f" {one if len(people) == 1 and not publication.others else many}")]


def _join_names(names: list[list[nodes.Node]], shown: list[bool]) -> nodes.inline:
    """Join names with commas and "and".

    `shown` tells which names of a folded list are visible; it is empty for a list that is not folded. Each run of
    hidden names is wrapped in a node with the class cv-more, and a switch follows the names.
    """
    parts = _separated(names)
    line = nodes.inline(classes=["cv-authors"])
    visible = shown + [False] * (len(names) - len(shown)) if shown else [True] * len(names)
    for is_visible, run in groupby(zip(visible, parts, strict=True), key=itemgetter(0)):
        found = join_nodes([node for _, part in run for node in part])
        line += found if is_visible else nodes.inline("", "", nodes.inline("", "", *found), classes=["cv-more"])
    if shown:
        line += authors_switch(count=len(shown))
    return line


def _separated(names: list[list[nodes.Node]]) -> list[list[nodes.Node]]:
    """Return each name with the comma or "and" before it."""
    parts: list[list[nodes.Node]] = []
    for position, name in enumerate(names):
        last = position == len(names) - 1
        before = (", " if len(names) > 2 or not last else " ") + (f"{words.AND} " if last else "")  # noqa: PLR2004  (no comma in a pair)
        parts.append([nodes.Text(before), *name] if position else name)
    return parts


def _name(person: Person, known: Marks, url: str) -> list[nodes.Node]:
    name: nodes.Node = nodes.strong("", person.name, classes=["cv-owner"]) if person.owner else nodes.Text(person.name)
    if url:
        name = nodes.reference("", "", name, refuri=url, internal=True)
    marks = [mark for mark in known if mark in person.marks]
    if not marks:
        return [name]
    signs = "".join(known[mark][0] for mark in marks)
    return [name, nodes.inline("", signs, classes=["cv-mark", *(f"cv-mark-{nodes.make_id(mark)}" for mark in marks)])]


def compose_contributions(work: Publication) -> list[nodes.Node]:
    """Return the people beside the authors, but not the holders of a patent: `edited by A. Ng, translated by B. Li`."""
    if not work.contributions:
        return []
    found: list[nodes.Node] = []
    for template, people in _phrases(work):
        before, _, after = template.partition("{people}")
        found += [nodes.Text((", " if found else "") + before), *_few_names(people), nodes.Text(after)]
    return join_nodes([node for node in found if node.astext()])


def _phrases(work: Publication) -> Iterator[tuple[str, Contribution]]:
    """Yield the phrase for each group of people; what the same people did is one phrase."""
    groups: dict[tuple[Person, ...], list[str]] = {}
    firsts: dict[tuple[Person, ...], Contribution] = {}
    phrases: list[tuple[str, Contribution]] = []
    for each in work.contributions:
        if verb := words.VERBS.get(each.role):
            if each.role == "translator" and work.original.language:
                verb = words.TRANSLATED_FROM.format(language=work.original.language)
            groups.setdefault(each.people, []).append(verb)
            firsts.setdefault(each.people, each)
        elif each.role != "holder" or work.kind != "patent":
            phrases.append((words.PHRASES.get(each.role) or words.OTHER_ROLE.replace("{role}", each.role), each))
    for people, found in groups.items():
        verbs = join_list([RichText.from_plain(verb) for verb in dict.fromkeys(found)]).plain
        yield words.BY.replace("{verbs}", verbs), firsts[people]
    yield from phrases


def _few_names(contribution: Contribution) -> list[nodes.Node]:
    people, others = contribution.people, contribution.others
    if len(people) > _MOST_OTHERS and not any(person.owner for person in people[1:]):
        people, others = people[:1], True
    names = [_name(person, {}, "") for person in people] + ([[nodes.Text(words.OTHERS)]] if others else [])
    return [node for part in _separated(names) for node in part]


def join_nodes(parts: list[nodes.Node]) -> list[nodes.Node]:
    """Merge adjacent text nodes: every transform visits every node, so fewer nodes make builds faster."""
    merged: list[nodes.Node] = []
    for is_text, run in groupby(parts, key=lambda part: isinstance(part, nodes.Text)):
        group = list(run)
        merged += [nodes.Text("".join(map(str, group)))] if is_text else group
    return merged
