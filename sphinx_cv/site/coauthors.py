"""Whom the owner has written papers with: {coauthors}, a table of people, and the recent ones as a CSV file beside it."""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_cv.html.builders import PAGED, address_of_file, write_if_changed
from sphinx_cv.html.filter_bar import filter_query
from sphinx_cv.html.layout import date_of_content
from sphinx_cv.model.person import fold
from sphinx_cv.site.bibtex_bridge import identities_of
from sphinx_cv.site.domain import CVDomain

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_cv.model.identity import Identities, Identity
    from sphinx_cv.model.publication import Publication

#: With what a spreadsheet begins a formula (owasp.org/www-community/attacks/CSV_Injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_COLUMNS = ("Name", "Papers", "First year", "Last year")


@dataclass(frozen=True, slots=True)
class Coauthor:
    """A person, and the papers written together; years are 0 when no paper has one."""

    person: Identity
    sort_name: str
    papers: int
    first: int
    last: int


class coauthor_table(nodes.General, nodes.Element):  # noqa: N801  (docutils names its nodes so)
    """Stands for the table until its page is written."""


class CoauthorsDirective(SphinxDirective):
    """{coauthors}: everyone the owner has published with, each person once."""

    def run(self) -> list[nodes.Node]:
        domain = CVDomain.of(self.env)
        domain.note_publication_use(self.env.docname)
        domain.data["coauthors"].add(self.env.docname)
        return [coauthor_table()]


def fill_tables(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the people in the place of {coauthors}; behind all transforms, which would walk over thousands of cells."""
    places = list(doctree.findall(coauthor_table))
    found = coauthors_of(app) if places else []
    for place in places:
        place.replace_self([*_download(app, docname), _table(found, _address_of_list(app, docname))] if found else [])


def _download(app: Sphinx, docname: str) -> Iterator[nodes.paragraph]:
    if app.builder.name in PAGED:
        words = f"Download as CSV: the collaborators of the last {app.config.cv_coauthor_months} months"
        uri = address_of_file(app.builder, docname, f"{docname}.csv")
        yield nodes.paragraph("", "", nodes.reference("", words, refuri=uri, internal=True), classes=["cv-download"])


def _address_of_list(app: Sphinx, docname: str) -> str:
    """The list that can be filtered by a person, if there is one; else empty."""
    page = CVDomain.of(app.env).filtered_page
    return app.builder.get_relative_uri(docname, page) if page and app.builder.name in PAGED else ""


def _table(found: list[Coauthor], uri: str) -> nodes.table:
    group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in (40, 8, 12, 12)), cols=len(_COLUMNS))
    group += nodes.thead("", _row(nodes.Text(name) for name in _COLUMNS))
    group += (body := nodes.tbody())
    for each in found:
        name: nodes.Node = nodes.Text(each.person.name)
        if uri:
            address = uri + filter_query("author", each.person.name)
            name = nodes.reference("", "", name, refuri=address, internal=True)
        figures = (str(each.papers), str(each.first or ""), str(each.last or ""))
        body += _row([name, *map(nodes.Text, figures)])
    return nodes.table("", group, classes=["cv-coauthors"])


def count(publications: Iterable[Publication], identities: Identities) -> list[Coauthor]:
    """Everyone the owner has published with, those with most papers first, then by family name.

    A paper of which all people are named, and the owner is none of them, is no joint one.
    """
    papers: Counter[Identity] = Counter()
    years: dict[Identity, list[int]] = {}
    names: dict[Identity, str] = {}
    joint = list(publications)
    owned = any(_is_owners(each, identities) for each in joint)
    for each in joint:
        people = each.authors or each.editors
        if owned and not each.others and not _is_owners(each, identities):
            continue
        for person in people:
            names.setdefault(identities.of(person), person.sort_name)
        for identity in identities.each_once(person for person in people if not person.owner):
            if not identity.owner:
                papers[identity] += 1
                years.setdefault(identity, []).extend([each.year] if each.year else [])
    found = [Coauthor(identity, names[identity], number, min(years[identity], default=0), max(years[identity], default=0))
             for identity, number in papers.items()]  # fmt: skip
    return sorted(found, key=lambda each: (-each.papers, fold(each.sort_name), each.person.name))


def recent(found: Iterable[Coauthor], months: int, today: datetime.date | None) -> list[Coauthor]:
    """Those of the last months, counted back from a day, else from the end of the newest year.

    A paper's year counts to its end, and one that has none yet is of today.
    """
    found = list(found)
    newest = max((each.last for each in found), default=0)
    month = today.year * 12 + today.month if today else newest * 12 + 12
    return [each for each in found if not each.last or each.last * 12 + 12 > month - months]


def as_csv(found: Iterable[Coauthor]) -> str:
    """The people as CSV (RFC 4180); a name that a spreadsheet would take for a formula has an apostrophe before it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(name.lower() for name in _COLUMNS)
    for each in found:
        name = each.person.name
        writer.writerow(
            ["'" + name if name.startswith(_FORMULA) else name, each.papers, each.first or "", each.last or ""]
        )
    return text.getvalue()


#: The people of a build, counted once for the table and the file.
_counted: WeakKeyDictionary[CVDomain, list[Coauthor]] = WeakKeyDictionary()


def coauthors_of(app: Sphinx) -> list[Coauthor]:
    domain = CVDomain.of(app.env)
    if domain not in _counted:
        _counted[domain] = count(domain.library.publications, identities_of(app.config))
    return _counted[domain]


def write_files(app: Sphinx) -> Iterable[Any]:
    """Write the CSV file beside each page that has the table, if it says something else than before."""
    docnames = CVDomain.of(app.env).data["coauthors"]
    if docnames and app.builder.name in PAGED:
        today = date_of_content(app.config, Path(app.srcdir), os.environ.get("SOURCE_DATE_EPOCH", ""))
        content = as_csv(recent(coauthors_of(app), app.config.cv_coauthor_months, today))
        for docname in sorted(docnames):
            write_if_changed(Path(app.outdir) / f"{docname}.csv", content)
    return ()


def remove_file(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Take the file away with its page; of a page that is read again it is written again."""
    if docname in CVDomain.of(env).data["coauthors"] and app.builder.name in PAGED:
        Path(app.outdir, f"{docname}.csv").unlink(missing_ok=True)


def _is_owners(publication: Publication, identities: Identities) -> bool:
    people = publication.authors or publication.editors
    return any(person.owner or identities.of(person).owner for person in people)


def _row(cells: Iterable[nodes.Node]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", cell)) for cell in cells))


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_config_value("cv_coauthor_months", 48, "env", types=frozenset({int}),
                         description="How many months back coauthors.csv looks for collaborators.")  # fmt: skip
    app.add_directive_to_domain("cv", "coauthors", CoauthorsDirective)
    app.add_node(coauthor_table)
    app.connect("env-purge-doc", remove_file)
    app.connect("doctree-resolved", fill_tables)
    app.connect("html-collect-pages", write_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
