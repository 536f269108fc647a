"""The {bibliography} directive over the CV's own publications: typed filters, and groups by year and topic.

A filter is evaluated on the records when its page is read, so that a mistake in it has a line; the list is composed when its page
is written (lists.py). Lists in another style are sphinxcontrib-bibtex's own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinxcontrib.bibtex.directives import BibliographyDirective

from sphinx_cv.model import filters
from sphinx_cv.model.publication import newest_first
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.lists import CITATION_NAMES, filter_bar, marks_legend, publication_list, year_heading
from sphinx_cv.site.style import NUMBERED_STYLE, STYLE
from sphinx_cv.site.warnings import WarningType, warn, warn_unknown_key

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinxcontrib.bibtex.domain import BibtexDomain

    from sphinx_cv.model.publication import Publication


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
        self.domain = CVDomain.of(self.env)
        self.files = self._files()
        for path in self.files:
            self.env.note_dependency(str(path))
        chosen, citing = self._chosen()
        made: list[nodes.Node] = [marks_legend()]
        if "by" not in self.options:
            return [*made, self._list(chosen, citing)]
        groups = _groups(chosen, self.options["by"])
        if self.options["by"] == "year" and groups and not self.env.temp_data.get("cv_filter"):
            self.env.temp_data["cv_filter"] = True
            made.insert(
                0, filter_bar(groups=[(name, heading, [each.key for each in group]) for name, heading, group in groups])
            )
        for name, heading, group in groups:
            section = nodes.section(ids=[name], names=[])
            title = nodes.title("", "", nodes.Text(f"{heading} "))
            title += nodes.inline("", f"({len(group)})", classes=["cv-count"])
            section += [title, self._list(group)]
            self.state.document.note_explicit_target(section, section)
            made.append(section)
        return made

    def _files(self) -> list[Path]:
        known = cast("BibtexDomain", self.env.get_domain("cite")).bibdata.bibfiles
        if not self.arguments:
            return list(known)
        files = []
        for argument in self.arguments[0].split():
            path = Path(self.env.relfn2path(argument)[1]).resolve()
            if path in known:
                files.append(path)
            else:
                names = ", ".join(file.name for file in known)
                warn(WarningType.CONFIG, "%s is not one of bibtex_bibfiles (%s): add it to conf.py", argument, names,
                     location=(self.env.docname, self.lineno))  # fmt: skip
        return files

    def _chosen(self) -> tuple[list[Publication], str]:
        """Return the publications shown, newest first, and a filter that must wait until all pages are read."""
        files = set(self.files)
        publications_ = [each for each in self.domain.library.publications if each.path in files]
        wanted = {key.lower() for key in self._keys()}
        source = self._filter_source(bool(wanted))
        try:
            checked = filters.parse(source, self.domain.filter_names | CITATION_NAMES)
        except filters.FilterError as error:
            warn(WarningType.FILTER, "filter %s: %s; all publications are listed", source, error,
                 location=(self.env.docname, self._filter_line()))  # fmt: skip
            checked = filters.parse("True", {})
        if checked.names & CITATION_NAMES.keys():
            if "by" not in self.options:
                return [each for each in publications_ if each.key.lower() in wanted], source
            names = ", ".join(sorted(checked.names & CITATION_NAMES.keys()))
            warn(WarningType.FILTER, "filter %s: a list by year or topic cannot ask for %s; all publications are listed", source,
                 names, location=(self.env.docname, self._filter_line()))  # fmt: skip
            checked = filters.parse("True", {})
        shown = [each for each in publications_
                 if each.key.lower() in wanted or checked.matches(each.value)]  # fmt: skip
        return newest_first(shown), ""

    def _filter_source(self, has_keys: bool) -> str:
        if self.options.get("filter"):
            return cast("str", self.options["filter"])
        if "cited" in self.options or "notcited" in self.options:
            return "cited" if "cited" in self.options else "not cited"
        return "False" if has_keys and "all" not in self.options else "True"

    def _filter_line(self) -> int:
        """Return the line of :filter:, else of the directive."""
        for offset, line in enumerate(self.block_text.splitlines()):
            if line.lstrip().startswith(":filter:"):
                return self.lineno + offset
        return self.lineno

    def _keys(self) -> list[str]:
        keys = [key for line in self.content if (key := line.strip())]
        for key in keys:
            if self.domain.publication(key) is None:
                warn_unknown_key(key, self.domain.keys, (self.env.docname, self.lineno))
        return keys

    def _list(self, shown: list[Publication], citing: str = "") -> publication_list:
        count = self.env.temp_data["cv_lists"] = (self.env.temp_data.get("cv_lists") or 0) + 1
        keys = [publication.key for publication in shown]
        node = publication_list(
            docname=self.env.docname,
            number=count,
            keys=keys,
            filter=citing,
            files=[str(path) for path in self.files],
            numbered=self.numbered,
        )
        if citing:  # it shows what other pages cite
            self.domain.note_dependent(self.env.docname)
        self.set_source_info(node)
        by = self.options.get("by", "")
        self.domain.note_list(self.env.docname, count, keys, numbered=self.numbered, by=by)
        return node


def _groups(shown: list[Publication], by: str) -> list[tuple[str, str, list[Publication]]]:
    """Return the anchor, heading and publications of each group: years newest first, topics by their size."""
    groups: dict[str, list[Publication]] = {}
    for publication in shown:
        headings = [year_heading(publication)] if by == "year" else list(publication.topics)
        for heading in headings:
            groups.setdefault(heading, []).append(publication)
    names = list(groups)
    if by == "topic":
        names.sort(key=lambda name: (-len(groups[name]), name))
    return [(f"{by}-{nodes.make_id(name) or name}", name[:1].upper() + name[1:], groups[name]) for name in names]


def setup(app: Sphinx) -> ExtensionMetadata:
    for extension in (
        "sphinxcontrib.bibtex",
        "sphinx_cv.site.bibtex_bridge",
        "sphinx_cv.site.lists",
        "sphinx_cv.site.style",
    ):
        app.setup_extension(extension)
    app.add_directive("bibliography", CVBibliography, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
