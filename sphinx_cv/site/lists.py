"""Lists of publications as they are written: entries, anchors, and one legend of marks a page.

A website with thousands of entries spends its time in walks over their nodes, once for each transform and each list. So on a
website lists are filled after all other transforms, and each citation's HTML is written once, from the same nodes that every
other builder gets.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from urllib.parse import quote
from weakref import WeakKeyDictionary, ref

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_cv.export import bibtex as formats
from sphinx_cv.html.builders import PAGED, WEBSITES, HTMLWriter, address_of_file
from sphinx_cv.model import filters
from sphinx_cv.model.publication import newest_first
from sphinx_cv.render.citation import MARKS, Places, compose, compose_legend, compose_number
from sphinx_cv.site.bibtex_bridge import line_of_setting
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.warnings import Check, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator
    from sphinxcontrib.bibtex.domain import BibtexDomain

    from sphinx_cv.model.publication import Publication

#: Names of a filter that are known once all pages are read.
CITATION_NAMES = {"cited": filters.FLAG, "docname": filters.TEXT, "docnames": filters.SET_OF_TEXT}


class publication_list(nodes.General, nodes.Element):  # noqa: N801  (docutils names its nodes so)
    """Stands for a list of publications until its page is written."""


class marks_legend(nodes.General, nodes.Element):  # noqa: N801
    """Where the meaning of the marks stands, if the page has any."""


class whole_list(nodes.General, nodes.Element):  # noqa: N801
    """Where the list of all publications leads to its file."""


class publication_text(nodes.Inline, nodes.TextElement):  # noqa: N801
    """A publication in plain text, of which a website writes the citation."""


class PostponeLists(SphinxPostTransform):
    """On a website, leave the lists to FillWebsiteLists."""

    default_priority = 5
    builders = WEBSITES

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401
        for node in self.document.findall(publication_list):
            node["late"] = True


class FillLists(SphinxPostTransform):
    """Put the publications in the place of their lists; before references are resolved (priority 10)."""

    default_priority = 6
    late = False

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401
        places = [node for node in self.document.findall(publication_list) if node.get("late", False) is self.late]
        if not places:
            if not any(True for _ in self.document.findall(publication_list)):
                self.set_legend([])
            return
        self.domain = CVDomain.of(self.env)
        shown = [(place, self.publications(place)) for place in places]
        anchored = self.anchored(shown)
        for place, publications in shown:
            items = [self.item(place, each, anchored=anchored[each.key] is place) for each in publications]
            place.replace_self([nodes.bullet_list("", *items, classes=["cv-publications"])] if items else [])
        self.set_legend([each for _, publications in shown for each in publications])

    def publications(self, place: publication_list) -> list[Publication]:
        if not place["filter"]:
            return [self.domain.library.by_key[key.lower()] for key in place["keys"]]
        late_filter = filters.parse(place["filter"], self.domain.filter_names | CITATION_NAMES)
        cited, keys, files = self.citing_pages(), frozenset(place["keys"]), frozenset(place["files"])
        found = [
            each
            for each in self.domain.library.publications
            if str(each.path) in files
            and (
                each.key in keys
                or late_filter.matches(_lookup(each, place["docname"], cited.get(each.key.lower(), frozenset())))
            )
        ]
        return newest_first(found)

    def citing_pages(self) -> dict[str, frozenset[str]]:
        """The pages that cite each key, by {cite}."""
        pages: dict[str, set[str]] = {}
        for reference in cast("BibtexDomain", self.env.get_domain("cite")).citation_refs:
            for target in reference.targets:
                pages.setdefault(target.key.lower(), set()).add(reference.docname)
        return {key: frozenset(found) for key, found in pages.items()}

    def anchored(self, shown: list[tuple[publication_list, list[Publication]]]) -> dict[str, publication_list]:
        """The list of this document that gives each publication its anchor: where it is at home, else the first."""
        homes, first = self.domain.homes, dict[str, publication_list]()
        for place, publications in shown:
            here = (place["docname"], place["number"])
            for each in publications:
                if each.key not in first or homes.get(each.key) == here:
                    first[each.key] = place
        return first

    def item(self, place: publication_list, publication: Publication, *, anchored: bool) -> nodes.list_item:
        text = self.text(publication)
        line = nodes.paragraph("", "", *(compose_number(publication) if place["numbered"] else []), *text)
        return nodes.list_item("", line, ids=[publication.key] if anchored else [], cv_key=publication.key)

    def text(self, publication: Publication) -> list[nodes.Node]:
        return _composed(publication, self.env)

    def set_legend(self, publications: Iterable[Publication]) -> None:
        used = {mark for each in publications for person in (each.authors or each.editors) for mark in person.marks}
        signs = [sign for mark, sign in self.config.cv_marks.items() if mark in used]
        for number, place in enumerate(list(self.document.findall(marks_legend))):
            made: list[nodes.Node] = [compose_legend(signs)] if signs else []
            if self.late and self.env.docname == self.domain.filtered_page:
                made.append(whole_list())
            place.replace_self(made if number == 0 else [])


class FillWebsiteLists(FillLists):
    """The same on a website, behind the transforms that walk over all nodes."""

    default_priority = 700
    builders = WEBSITES
    late = True

    @cached_property
    def builder(self) -> StandaloneHTMLBuilder:
        return cast("StandaloneHTMLBuilder", _builders[self.domain]())

    @cached_property
    def writer(self) -> HTMLWriter:
        return HTMLWriter(self.builder)

    def text(self, publication: Publication) -> list[nodes.Node]:
        written = _written.setdefault(self.builder, {})
        if publication.key not in written:
            written[publication.key] = self.write(publication)
        return [publication_text("", nodes.Text(written[publication.key].text), key=publication.key)]

    def write(self, publication: Publication) -> WrittenCitation:
        """Write a citation, which is the same on every page but for the way to its files."""
        parts = _composed(publication, self.env, _places(publication, self.builder))
        html = self.writer.write(parts)
        line = nodes.paragraph("", "", *parts)
        for link in [link for link in line.findall(nodes.reference) if "cv-bibtex" in link["classes"]]:
            link.parent.remove(link)  # which is no word of the citation
        return WrittenCitation(line.astext(), html)


class SetLatexTargets(SphinxPostTransform):
    """Give LaTeX the anchors as targets: its writer passes over the ids of list items."""

    default_priority = 7
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401
        for item in self.document.findall(nodes.list_item):
            if "cv_key" in item and item["ids"]:
                cast("nodes.Element", item[0]).insert(0, nodes.target("", "", ids=item["ids"]))
                item["ids"] = []


class WrittenCitation(NamedTuple):
    """A citation as a website has it: in words, for the search, and in HTML."""

    text: str
    html: str


#: The builder of each build, and what it has written of each publication, by key.
_builders: WeakKeyDictionary[CVDomain, ref[Builder]] = WeakKeyDictionary()
_written: WeakKeyDictionary[Builder, dict[str, WrittenCitation]] = WeakKeyDictionary()
#: Stands in this HTML for the way to the website's root, which each page has its own; no text has it.
_ROOT = "\0"


def write_citation(translator: HTML5Translator, node: publication_text) -> None:
    builder = translator.builder
    to_root = "../" * builder.get_target_uri(builder.current_docname).count("/")
    translator.body.append(_written[builder][node["key"]].html.replace(_ROOT, to_root))
    raise nodes.SkipNode


def note_builder(app: Sphinx) -> None:
    _builders[CVDomain.of(app.env)] = ref(app.builder)


def write_whole_list(translator: HTML5Translator, node: whole_list) -> None:
    """Offer all publications as one file, where it is written."""
    builder = translator.builder
    if builder.name in PAGED:
        uri = address_of_file(builder, builder.current_docname, formats.FILE)
        link = nodes.reference("", "Download all as BibTeX", refuri=uri, internal=True)
        nodes.paragraph("", "", link, classes=["cv-download"]).walkabout(translator)
    raise nodes.SkipNode


def _places(publication: Publication, builder: Builder) -> Places:
    if builder.name not in PAGED:
        return Places()
    if page := CVDomain.of(builder.env).pages.get(publication.key):
        return Places(page=f"{_ROOT}{builder.get_target_uri(page)}", bibtex=f"{_ROOT}{page}.bib")
    return Places(bibtex=f"{_ROOT}{formats.FILE}#{quote(publication.key)}")


def _composed(publication: Publication, env: BuildEnvironment, places: Places | None = None) -> list[nodes.Node]:
    return compose(publication, env.config.cv_marks, CVDomain.of(env).awards.get(publication.key, ()), places)


def _lookup(publication: Publication, docname: str, citing: frozenset[str]) -> Callable[[str], Any]:
    def value(name: str) -> Any:  # noqa: ANN401
        if name == "cited":
            return bool(citing)
        if name in CITATION_NAMES:
            return docname if name == "docname" else citing
        return publication.value(name)

    return value


def complete_marks(app: Sphinx, config: Config) -> None:
    """Add the marks that cv_marks leaves as they are, and pass over what is none."""
    marks: dict[str, tuple[str, str]] = {}
    for name, value in {**MARKS, **config.cv_marks}.items():
        pair = value if isinstance(value, tuple | list) else ()
        if [type(part) for part in pair] == [str, str] and all(pair):
            marks[str(name)] = (pair[0], pair[1])
        elif value is not None:  # which takes a mark out
            message = 'cv_marks: %s has no sign and meaning: write {"%s": ("*", "equal contribution")}'
            warn(Check.CONFIG, message, name, name, location=f"conf.py:{line_of_setting(app, 'cv_marks')}")
    config.cv_marks = marks


def write_again(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Lists are written again when the awards change that rows of other pages give to papers."""
    domain = CVDomain.of(env)
    before, domain.data["awards"] = domain.data["awards"], domain.awards
    return sorted(domain.data["lists"]) if before not in (None, domain.data["awards"]) else []


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_config_value("cv_marks", MARKS, "env", types=frozenset({dict}),
                         description="What annotations in author+an print: a sign and its meaning each; None prints nothing.")  # fmt: skip
    app.connect("config-inited", complete_marks)
    app.connect("builder-inited", note_builder)
    app.connect("env-updated", write_again)
    app.add_node(publication_list)
    app.add_node(marks_legend)
    app.add_node(whole_list, html=(write_whole_list, None))
    app.add_node(publication_text, html=(write_citation, None))
    for transform in (PostponeLists, FillLists, FillWebsiteLists, SetLatexTargets):
        app.add_post_transform(transform)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
