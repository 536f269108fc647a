"""The bar by which readers filter a list by year: its place on the page, and the facets of the list as data.

The list itself is what every builder writes; cv-filter.js makes the bar over it, in the reader's browser. Without JavaScript
there is no bar, and its place takes no room.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_cv.html.builders import PAGED
from sphinx_cv.model.person import fold
from sphinx_cv.site.bibtex_bridge import identities_of
from sphinx_cv.site.domain import CVDomain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_cv.model.identity import Identities
    from sphinx_cv.model.publication import Publication

#: The number of entries from which browsers are told to lay out only what is near.
LONG = 500
#: What is asked for when any award will do.
ANY = "any"
ROLES = {
    "first": "First author", "equal": "Equal contribution", "last": "Last author", "other": "Neither first nor last",
}  # fmt: skip


class filter_bar(nodes.General, nodes.Element):  # noqa: N801  (docutils names its nodes so)
    """Where the bar stands: `groups` are the anchors of the years, each with the keys that it lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """One thing to filter by, with its values in the order in which they are offered."""

    #: As an address has it: `?venue=ICML`.
    name: str
    label: str
    values: tuple[str, ...]
    #: What is shown of each value.
    labels: tuple[str, ...]
    #: Of each publication, in the order of the list, the numbers of its values.
    of: tuple[tuple[int, ...], ...]
    #: Whether it is offered as a menu.
    menu: bool = True

    @classmethod
    def from_values(
        cls, name: str, label: str, found: Sequence[Sequence[str]], *,
        order: Callable[[str, int], Any] | None = None, label_of: Callable[[str], str] = str, menu: bool = True,
    ) -> Facet:  # fmt: skip
        """Make it of each publication's values; `order` gives a sort key of a value and its number of publications."""
        count = Counter(value for each in found for value in each)
        by = order or (lambda value, number: (-number, fold(value), value))
        values = tuple(sorted(count, key=lambda value: by(value, count[value])))
        position = {value: number for number, value in enumerate(values)}
        of = tuple(tuple(sorted({position[value] for value in each})) for each in found)
        # where all publications have the same, there is nothing to choose
        return cls(name=name, label=label, values=values, labels=tuple(map(label_of, values)), of=of,
                   menu=menu and len(set(of)) > 1)  # fmt: skip

    def as_data(self) -> dict[str, Any]:
        made: dict[str, Any] = {"name": self.name, "label": self.label, "values": self.values, "of": self.of}
        if self.labels != self.values:
            made["labels"] = self.labels
        return made | ({} if self.menu else {"menu": False})


def facets_of(
    groups: Mapping[str, Sequence[Publication]], awards: Mapping[str, tuple[str, ...]], people: Identities
) -> list[Facet]:
    """What a list can be filtered by; `groups` has its publications by the heading of their year, `awards` those of rows."""
    shown = [each for group in groups.values() for each in group]
    years = list(groups)
    won = [tuple(filter(None, (each.award, *awards.get(each.key, ())))) for each in shown]
    roles = list(ROLES)
    make = Facet.from_values
    return [
        make("year", "Year", [(year,) for year, group in groups.items() for _ in group],
             order=lambda value, _: years.index(value)),
        make("venue", "Venue", [(each.venue.short,) if each.venue else () for each in shown]),
        make("topic", "Topic", [each.topics for each in shown], label_of=_capitalized),
        make("kind", "Kind", [(each.kind,) for each in shown], label_of=_capitalized),
        make("award", "Award", [(ANY, *each) if each else () for each in won],
             order=lambda value, number: (value != ANY, -number, fold(value), value),
             label_of=lambda value: "Any award" if value == ANY else value),
        make("role", "Role", [(each.role,) if each.role else () for each in shown],
             order=lambda value, _: roles.index(value), label_of=lambda value: ROLES[value]),
        make("author", "Author", _names(shown, people), menu=False),
    ]  # fmt: skip


def filter_query(name: str, value: str) -> str:
    """What an address of the list ends in to have it filtered by a value: `?author=Albert+Gu`."""
    return f"?{name}={quote_plus(value)}"


def _names(publications: Iterable[Publication], people: Identities) -> list[list[str]]:
    """The names of each publication's people but the owner, each person under one."""
    shown = [people.each_once(each for each in publication.authors or publication.editors if not each.owner)
             for publication in publications]  # fmt: skip
    return [[identity.name for identity in each if not identity.owner] for each in shown]


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]


def as_data(anchors: Mapping[str, int], facets: Iterable[Facet]) -> str:
    """JSON for the page: the years' anchors with their numbers of entries, and the facets.

    It has no `<`, so that nothing in it can end the element that it stands in.
    """
    data = {"groups": list(anchors.items()), "facets": [facet.as_data() for facet in facets if facet.values]}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def write_place(translator: HTML5Translator, node: filter_bar) -> None:
    """Write the place of the bar with its data, once all awards are known."""
    domain, config = CVDomain.of(translator.builder.env), translator.config
    people = identities_of(config)
    groups = {heading: [domain.library.by_key[key.lower()] for key in keys] for _, heading, keys in node["groups"]}
    facets = facets_of(groups, domain.awards, people)
    long = " cv-long" if sum(map(len, groups.values())) > LONG else ""
    attributes: dict[str, Any] = {"CLASS": f"cv-filter{long}", "data-menus": sum(facet.menu for facet in facets)}
    translator.body += [
        translator.starttag(node, "div", "", **attributes),
        translator.starttag(nodes.Element(ids=["cv-facets"]), "script", "", type="application/json"),
        as_data({anchor: len(keys) for anchor, _, keys in node["groups"]}, facets), "</script></div>\n",
    ]  # fmt: skip
    raise nodes.SkipNode


class KeepPlaces(SphinxPostTransform):
    """On a website, keep the place of the bar."""

    default_priority = 3
    builders = PAGED

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401
        for node in self.document.findall(filter_bar):
            node["kept"] = True


class RemovePlaces(SphinxPostTransform):
    """Elsewhere take it out, before anything looks at what stands beside what."""

    default_priority = 4

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401
        for node in list(self.document.findall(filter_bar)):
            if "kept" not in node:
                node.replace_self([])


def add_files(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load the scripts on the pages that they are for, and on no other."""
    if app.builder.name not in PAGED:
        return
    lists = CVDomain.of(app.env).data["lists"].get(pagename, ())
    by_year = [each for each in lists if each.by == "year"]
    if by_year:
        _add_script(app, context, "cv-filter.js", wait=sum(len(each.keys) for each in by_year) <= LONG)
    if lists or "paper" in context:
        _add_script(app, context, "cv-bibtex.js", wait=not lists)


def _add_script(app: Sphinx, context: dict[str, Any], name: str, *, wait: bool) -> None:
    """Add a script that runs once the page is read; with `wait` nothing is painted before, and so nothing moves.

    Browsers wait for what stands in the head alone, and some themes write their scripts at the end.
    """
    scripts = context["script_files"]
    before = list(scripts)
    attributes: dict[str, Any] = {"blocking": "render"} if wait else {}
    app.add_js_file(name, loading_method="defer", **attributes)
    for script in [each for each in scripts if wait and each not in before]:
        scripts.remove(script)
        context["metatags"] = context.get("metatags", "") + context["js_tag"](script)


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_node(filter_bar, html=(write_place, None))
    app.add_post_transform(KeepPlaces)
    app.add_post_transform(RemovePlaces)
    app.connect("html-page-context", add_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
