"""The transformation of rows for print: their dates are in a column, and links to files of the website are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes

if TYPE_CHECKING:
    from collections.abc import Iterable

#: A term with more letters is not in the column of the dates, but above its text.
LONG_TERM = 200


def move_dates(row: nodes.Element) -> None:
    """Move the dates of a row into its first line, and its anchors too, as the LaTeX writer would drop them."""
    head = next(each for each in row.findall(nodes.paragraph) if "cv-head" in each["classes"])
    dates = [each for each in row.findall(nodes.paragraph) if "cv-date" in each["classes"]]
    for date in dates[:1]:
        row.remove(date)
        head.insert(0, nodes.inline("", "", *date.children, classes=["cv-date"]))
    if row["ids"]:
        head.insert(0, nodes.target("", "", ids=row["ids"]))
    row.attributes.update(ids=[], classes=["cv-row"])


def drop_files(details: nodes.paragraph) -> None:
    """Drop the fields that are only a link to a file of the website, and the line if nothing is left."""
    fields = [each for each in details.findall(nodes.inline) if "cv-field" in each["classes"]]
    kept = [each for each in fields if not isinstance(each[0], addnodes.download_reference)]
    details.clear()
    for field in kept:
        details += [*([nodes.Text(" · ")] if details.children else []), field]
    if not kept:
        cast("nodes.Element", details.parent).remove(details)


def rows_of_definitions(list_: nodes.definition_list) -> Iterable[nodes.container]:
    """Yield a row for each item of a definition list, with the term in the column of the dates."""
    for item in list_.findall(nodes.definition_list_item):
        term = nodes.inline(classes=["cv-term"])
        for found in item.findall(nodes.term):
            anchor = [nodes.target("", "", ids=found["ids"])] if found["ids"] else []  # of a glossary
            term += [*([nodes.Text(", ")] if term.children else []), *anchor, *found.children]
        long = len(term.astext()) > LONG_TERM
        row = nodes.container("", *([nodes.paragraph("", "", term)] if long else []), classes=["cv-row"])
        for definition in item.findall(nodes.definition):
            row += definition.children
        if long:
            term["classes"] = []
        else:
            if not row.children or not isinstance(row[0], nodes.paragraph):
                row.insert(0, nodes.paragraph())
            cast("nodes.Element", row[0]).insert(0, term)
        yield row
