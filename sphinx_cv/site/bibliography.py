"""The {bibliography} directive for the publications of the CV: typed filters, and groups by year or topic.

A filter is evaluated when its page is read, so that a warning about it has a line. The list is composed when its page
is written (lists.py). sphinxcontrib-bibtex makes the lists in other styles.

The following names of sphinxcontrib-bibtex are not documented: `directives.BibliographyDirective` and
`BibtexDomain.bibdata` (tests/site/test_private_names.py).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinxcontrib.bibtex.directives import BibliographyDirective

from sphinx_cv.bibtex.link_reader import real_path
from sphinx_cv.model import filters
from sphinx_cv.model.publication import newest_first, passes
from sphinx_cv.site.build_state import digest
from sphinx_cv.site.cited_lists import CITATION_NAMES
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.lists import filter_bar, marks_legend, publication_list, year_heading
from sphinx_cv.site.pages import PublicationList
from sphinx_cv.site.style import NUMBERED_STYLE, STYLE
from sphinx_cv.site.warnings import WarningType, warn, warn_unknown_key

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata
    from sphinxcontrib.bibtex.domain import BibtexDomain

    from sphinx_cv.model.publication import Publication


class CVBibliography(BibliographyDirective):
    """The directive {bibliography}: a list of publications, newest first.

    Lists in other styles than those of the CV are made by its base class.
    """

    option_spec: ClassVar[dict[str, Any]] = BibliographyDirective.option_spec | {
        "by": lambda argument: directives.choice(argument, ("year", "topic")),
    }

    def run(self) -> list[nodes.Node]:
        style = self.options.get("style", self.config.bibtex_default_style)
        if style not in {STYLE, NUMBERED_STYLE} or self.options.get("list") == "citation":
            return list(super().run())
        self.numbered = self.options.get("list") == "enumerated" or style == NUMBERED_STYLE
        self.domain = CVDomain.of(self.env)
        self.files = self._files()
        for path in self.files:
            self.env.note_dependency(str(path))
        chosen, citing = self._chosen()
        result: list[nodes.Node] = [marks_legend()]
        if "by" not in self.options:
            return [*result, self._list(chosen, citing)]
        groups = _groups(chosen, self.options["by"])
        if self.options["by"] == "year" and groups and not self.env.temp_data.get("cv_filter"):
            self.env.temp_data["cv_filter"] = True  # one filter bar for each page
            keys_of_groups = [(name, heading, [each.key for each in group]) for name, heading, group in groups]
            result.insert(0, filter_bar(groups=keys_of_groups))
        for name, heading, group in groups:
            section = nodes.section(ids=[name], names=[])
            title = nodes.title("", "", nodes.Text(f"{heading} "))
            title += nodes.inline("", f"({len(group)})", classes=["cv-count"])
            section += [title, self._list(group)]
            self.state.document.note_explicit_target(section, section)
            result.append(section)
        return result

    def _files(self) -> list[Path]:
        """Return the BibTeX files named in the argument, else all; warn of names that are not in bibtex_bibfiles."""
        known = cast("BibtexDomain", self.env.get_domain("cite")).bibdata.bibfiles
        if not self.arguments:
            return list(known)
        files = []
        for argument in self.arguments[0].split():
            path = real_path(Path(self.env.relfn2path(argument)[1]))
            if path in known:
                files.append(path)
            else:
                names = ", ".join(file.name for file in known)
                message = "%s is not one of bibtex_bibfiles (%s): add it to conf.py"
                warn(WarningType.CONFIG, message, argument, names, location=(self.env.docname, self.lineno))
        return files

    def _chosen(self) -> tuple[list[Publication], str]:
        """Return the publications to show, newest first, and a filter to apply once all pages are read, else ""."""
        files = set(self.files)
        candidates = [each for each in self.domain.library.publications if each.path in files]
        wanted = {key.lower() for key in self._keys()}
        source = self._filter_source(bool(wanted))
        location = (self.env.docname, self._filter_line())
        try:
            checked = filters.parse(source, self.domain.filter_names | CITATION_NAMES)
            late = ", ".join(sorted(checked.names & CITATION_NAMES.keys()))
            if late and "by" not in self.options:
                return [each for each in candidates if each.key.lower() in wanted], source
            if late:
                message = "filter %s: a list by year or topic cannot use %s; all publications are listed"
                warn(WarningType.FILTER, message, source, late, location=location)
                return newest_first(candidates), ""
            shown = [each for each in candidates if each.key.lower() in wanted or passes(checked, each)]
        except filters.FilterError as error:
            warn(WarningType.FILTER, "filter %s: %s; all publications are listed", source, error, location=location)
            shown = candidates
        return newest_first(shown), ""

    def _filter_source(self, has_keys: bool) -> str:
        """Return the filter that the options stand for; a list of keys alone shows only these."""
        if self.options.get("filter"):
            return cast("str", self.options["filter"])
        if "cited" in self.options or "notcited" in self.options:
            return "cited" if "cited" in self.options else "not cited"
        return "False" if has_keys and "all" not in self.options else "True"

    def _filter_line(self) -> int:
        """Return the line of the option :filter:, else the line of the directive."""
        for offset, line in enumerate(self.block_text.splitlines()):
            if line.lstrip().startswith(":filter:"):
                return self.lineno + offset
        return self.lineno

    def _keys(self) -> list[str]:
        """Return the keys in the content of the directive; warn of those that do not exist."""
        keys = [key for line in self.content if (key := line.strip())]
        for key in keys:
            if self.domain.publication(key) is None:
                warn_unknown_key(key, self.domain.keys, (self.env.docname, self.lineno))
        return keys

    def _list(self, shown: list[Publication], citing: str = "") -> publication_list:
        """Return the placeholder of a list, and note the list in the domain."""
        count = self.env.temp_data["cv_lists"] = (self.env.temp_data.get("cv_lists") or 0) + 1
        node = publication_list(docname=self.env.docname, number=count)
        if citing:  # the list depends on the citations of all pages
            self.domain.note_dependent(self.env.docname)
        self.set_source_info(node)
        keys = tuple(publication.key for publication in shown)
        files = tuple(map(str, self.files)) if citing else ()
        list_ = PublicationList(count, keys, self.numbered, self.options.get("by", ""), citing, files)
        self.domain.note_list(self.env.docname, list_)
        return node


def _groups(shown: list[Publication], by: str) -> list[tuple[str, str, list[Publication]]]:
    """Return the anchor, heading and publications of each group: years newest first, topics largest first."""
    groups: dict[str, list[Publication]] = {}
    for publication in shown:
        headings = [year_heading(publication)] if by == "year" else list(publication.topics)
        for heading in headings:
            groups.setdefault(heading, []).append(publication)
    names = list(groups)
    if by == "topic":
        names.sort(key=lambda name: (-len(groups[name]), name))
    return [
        (anchor, name[:1].upper() + name[1:], groups[name])
        for anchor, name in zip(_anchors(by, names), names, strict=True)
    ]


def _anchors(prefix: str, names: list[str]) -> list[str]:
    """Return an anchor for each name: safe as an id, unique, and not dependent on the order of the names."""
    ids = [nodes.make_id(name) or re.sub(r"\W+", "-", name).strip("-") for name in names]
    return [
        f"{prefix}-{id_}" if id_ and ids.count(id_) == 1 else f"{prefix}-{id_}-{digest(name)[:6]}".replace("--", "-")
        for name, id_ in zip(names, ids, strict=True)
    ]


def add_directive(app: Sphinx, config: Config) -> None:
    """Replace the directive of sphinxcontrib-bibtex, if this is loaded."""
    if "sphinxcontrib.bibtex" in app.extensions:
        app.add_directive("bibliography", CVBibliography, override=True)


def setup(app: Sphinx) -> ExtensionMetadata:
    for module in ("library", "lists", "style"):
        app.setup_extension(f"sphinx_cv.site.{module}")
    app.connect("config-inited", add_directive)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
