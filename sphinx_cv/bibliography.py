"""The {bibliography} directive over the CV's own publications: typed filters, groups, anchors, one legend a page.

What a list shows is decided when its page is read, on the typed records, so that a slip in a filter has a line.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib.bibtex.directives import BibliographyDirective, BibliographyKey, BibliographyValue
from sphinxcontrib.bibtex.nodes import bibliography

from sphinx_cv import filters
from sphinx_cv.checks import Check, warn
from sphinx_cv.citation import MARKS, NUMBERED_STYLE, STYLE, compose_legend
from sphinx_cv.publications import newest_first

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinxcontrib.bibtex.domain import BibtexDomain

    from sphinx_cv.domain import CVDomain
    from sphinx_cv.publications import Publication

#: Names that only sphinxcontrib-bibtex knows, once all pages are read.
CITATION_NAMES = {"cited": filters.FLAG, "docname": filters.TEXT, "docnames": filters.SET_OF_TEXT}
UNDATED, FORTHCOMING, OTHER_TOPICS = "Undated", "Forthcoming", "Other topics"


class marks_legend(nodes.General, nodes.Element):  # noqa: N801  (docutils names its nodes so)
    """Where the meaning of the marks stands, if the lists behind it have any."""


class CitationNodes(Mapping[str, nodes.list_item]):
    """The list items of a list, made as they are asked for, so that none is filled twice."""

    def __init__(self, list_id: str) -> None:
        self.list_id = list_id

    def __getitem__(self, key: str) -> nodes.list_item:
        return nodes.list_item(ids=[key], cv_key=key, cv_list=self.list_id)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


class CVBibliography(BibliographyDirective):
    """{bibliography}: with the CV's style, a list without labels; with any other, sphinxcontrib-bibtex's own."""

    option_spec: ClassVar[dict[str, Any]] = BibliographyDirective.option_spec | {
        "by": lambda argument: directives.choice(argument, ("year", "topic")),
    }

    def run(self) -> list[nodes.Node]:
        style = self.options.get("style", self.config.bibtex_default_style)
        if style not in {STYLE, NUMBERED_STYLE} or self.options.get("list") == "citation":
            return list(super().run())
        self.numbered = self.options.get("list") == "enumerated" or style == NUMBERED_STYLE
        self.domain = cast("CVDomain", self.env.get_domain("cv"))
        self.citing = cast("BibtexDomain", self.env.get_domain("cite"))
        self.files = self._files()
        for path in self.files:
            self.env.note_dependency(str(path))
        chosen, tree = self._chosen()
        made: list[nodes.Node] = [marks_legend()]
        if "by" not in self.options:
            return [*made, self._list(chosen, tree)]
        for name, heading, group in _groups(chosen, self.options["by"]):
            section = nodes.section(ids=[name], names=[])
            title = nodes.title("", "", nodes.Text(f"{heading} "))
            title += nodes.inline("", f"({len(group)})", classes=["cv-count"])
            section += [title, self._list(group, tree)]
            self.state.document.note_explicit_target(section, section)
            made.append(section)
        return made

    def _files(self) -> list[Path]:
        known = self.citing.bibdata.bibfiles
        if not self.arguments:
            return list(known)
        files = []
        for argument in self.arguments[0].split():
            path = Path(self.env.relfn2path(argument)[1]).resolve()
            if path in known:
                files.append(path)
            else:
                names = ", ".join(file.name for file in known)
                warn(Check.CONFIG, "%s is not one of bibtex_bibfiles (%s): add it to conf.py", argument, names,
                     location=(self.env.docname, self.lineno))  # fmt: skip
        return files

    def _chosen(self) -> tuple[list[Publication], ast.AST]:
        """The publications shown, newest first; and the filter that sphinxcontrib-bibtex is to apply beside them."""
        library, nothing = self.domain.library, ast.parse("False")
        files = set(self.files)
        publications_ = [each for each in library.publications if each.path in files]
        wanted = {key.lower() for key in self._keys()}
        source = self._filter_source(bool(wanted))
        try:
            checked = filters.parse(source, self.domain.filter_names | CITATION_NAMES)
        except filters.FilterError as error:
            warn(Check.FILTER, "filter %s: %s; all publications are listed", source, error,
                 location=(self.env.docname, self._filter_line()))  # fmt: skip
            checked = filters.parse("True", {})
        if checked.names & CITATION_NAMES.keys():
            if "by" not in self.options:
                return [each for each in publications_ if each.key.lower() in wanted], checked.tree
            names = ", ".join(sorted(checked.names & CITATION_NAMES.keys()))
            warn(Check.FILTER, "filter %s: a list by year or topic cannot ask for %s; all publications are listed", source,
                 names, location=(self.env.docname, self._filter_line()))  # fmt: skip
            checked = filters.parse("True", {})
        shown = [each for each in publications_
                 if each.key.lower() in wanted or checked.matches(each.value)]  # fmt: skip
        return newest_first(shown), nothing

    def _filter_source(self, has_keys: bool) -> str:
        if self.options.get("filter"):
            return cast("str", self.options["filter"])
        if "cited" in self.options or "notcited" in self.options:
            return "cited" if "cited" in self.options else "not cited"
        return "False" if has_keys and "all" not in self.options else "True"

    def _filter_line(self) -> int:
        """The line of :filter:, or of the directive."""
        for offset, line in enumerate(self.block_text.splitlines()):
            if line.lstrip().startswith(":filter:"):
                return self.lineno + offset
        return self.lineno

    def _keys(self) -> list[str]:
        known = {publication.key.lower(): publication.key for publication in self.domain.library.publications}
        keys = [key for line in self.content if (key := line.strip())]
        for key in keys:
            if key.lower() not in known:
                warn_of_key(key, known.values(), (self.env.docname, self.lineno))
        return keys

    def _list(self, shown: list[Publication], tree: ast.AST) -> bibliography:
        count = self.env.temp_data["cv_lists"] = (self.env.temp_data.get("cv_lists") or 0) + 1
        list_id = f"cv-list-{count}"
        node = bibliography("", docname=self.env.docname, ids=[list_id])
        self.set_source_info(node)
        self.citing.bibliographies[BibliographyKey(self.env.docname, list_id)] = BibliographyValue(
            line=self.lineno, bibfiles=self.files, style=NUMBERED_STYLE if self.numbered else STYLE, list_="bullet",
            enumtype="arabic", start=1, labelprefix="", keyprefix="", filter_=tree,
            citation_nodes=cast("dict[str, nodes.Element]", CitationNodes(list_id)),
            keys=cast("list[str]", frozenset(publication.key for publication in shown)),
        )  # fmt: skip
        self.domain.note_list(self.env.docname, list_id, [each.key for each in shown], numbered=self.numbered)
        return node


def warn_of_key(key: str, known: Iterable[str], location: nodes.Node | tuple[str, int]) -> None:
    """Say that a publication is not there, and which may be meant."""
    near = difflib.get_close_matches(key, list(known), n=1)
    hint = f"did you mean {near[0]}?" if near else "correct it, or add the entry"
    warn(Check.UNKNOWN_KEY, "there is no publication '%s' in the BibTeX files: %s", key, hint, location=location)


def _groups(shown: list[Publication], by: str) -> list[tuple[str, str, list[Publication]]]:
    """Anchor, heading and publications of each group: years newest first, topics with the most publications first."""
    groups: dict[str, list[Publication]] = {}
    for publication in shown:
        if by == "year":
            headings = [str(publication.year) if publication.year else (FORTHCOMING if publication.state else UNDATED)]
        else:
            headings = list(publication.topics) or [OTHER_TOPICS]
        for heading in headings:
            groups.setdefault(heading, []).append(publication)
    names = list(groups)
    if by == "topic":
        names.sort(key=lambda name: (name == OTHER_TOPICS, -len(groups[name]), name))
    return [(f"{by}-{nodes.make_id(name) or name}", name[:1].upper() + name[1:], groups[name]) for name in names]


class FinishLists(SphinxPostTransform):
    """Give each publication its anchor, and each page at most one legend; before references are resolved (10)."""

    default_priority = 6

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401
        self.set_anchors()
        self.set_legend()

    def set_anchors(self) -> None:
        homes = cast("CVDomain", self.env.get_domain("cv")).homes
        first: dict[str, nodes.list_item] = {}
        for item in self.document.findall(nodes.list_item):
            if (key := item.get("cv_key")) is None:
                continue
            cast("nodes.Element", item.parent).attributes.update(ids=[], classes=["cv-publications"])
            at_home = homes.get(key) == (item["docname"], item["cv_list"])
            if key in first and at_home:
                first[key]["ids"] = []
            if key not in first or at_home:
                first[key] = item
            else:
                item["ids"] = []

    def set_legend(self) -> None:
        places = list(self.document.findall(marks_legend))
        used = {name.removeprefix("cv-mark-") for node in self.document.findall(nodes.inline)
                for name in node["classes"] if name.startswith("cv-mark-")}  # fmt: skip
        for place in places:
            shown = place is places[0] and used
            place.replace_self([compose_legend(mark for mark in MARKS if mark in used)] if shown else [])


class SetLatexTargets(SphinxPostTransform):
    """Give LaTeX the anchors as targets: its writer passes over the ids of list items."""

    default_priority = 7
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401
        for item in self.document.findall(nodes.list_item):
            if "cv_key" in item and item["ids"]:
                cast("nodes.Element", item[0]).insert(0, nodes.target("", "", ids=item["ids"]))
                item["ids"] = []


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinxcontrib.bibtex")
    app.add_directive("bibliography", CVBibliography, override=True)
    app.add_node(marks_legend)
    app.add_post_transform(FinishLists)
    app.add_post_transform(SetLatexTargets)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
