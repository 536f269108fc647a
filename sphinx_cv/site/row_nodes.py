"""The nodes of a row: its dates, its first line, its details and remarks."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from docutils import nodes

from sphinx_cv.model.kinds import label_of
from sphinx_cv.site.row_links import has_link, link_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.environment import BuildEnvironment

#: The nodes of the title and of each field, by name; each is used once.
Parsed: TypeAlias = dict[str, list[nodes.Node]]
#: The label of the URL of a row whose title has a link of its own.
_URL_LABEL = "Link"


def make_head(env: BuildEnvironment, parsed: Parsed, names: Iterable[str], url: str) -> nodes.paragraph:
    """Return the first line: the title, which links to the URL unless it has a link of its own, and these fields."""
    title = parsed["title"]
    if "code" in names:
        title = [*parsed["code"], nodes.Text(": "), *title]
    if url and not has_link(title):
        title = [link_to(env, url, title)]
    head = nodes.paragraph("", "", nodes.strong("", "", *title, classes=["cv-title"]), classes=["cv-head"])
    for name in names:
        if name != "code":
            head += [nodes.Text(", "), nodes.inline("", "", *parsed[name], classes=[f"cv-{name}"])]
    return head


def make_details(
    env: BuildEnvironment, parsed: Parsed, names: Iterable[str], links: Mapping[str, str], url: str
) -> list[nodes.Node]:
    """Return a line with these fields, each with its label; those of `links` are links with the label as their text.

    The line ends with the URL of the row if it is not in the title. There is no line if nothing is in it.
    """
    items = [
        [link_to(env, links[name], [nodes.Text(label_of(name))])] if name in links else labelled(name, parsed[name])
        for name in names
    ]
    if url and has_link(parsed["title"]):
        items.append([link_to(env, url, [nodes.Text(_URL_LABEL)])])
    line = nodes.paragraph(classes=["cv-remark", "cv-details"])
    for item in items:
        line += [*([nodes.Text(" · ")] if line.children else []), nodes.inline("", "", *item, classes=["cv-field"])]
    return [line] if items else []


def make_remark(name: str, content: Iterable[nodes.Node]) -> nodes.paragraph:
    """Return a line of its own for a field."""
    return nodes.paragraph("", "", *labelled(name, content), classes=["cv-remark", f"cv-{name}"])


def labelled(name: str, content: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Return the content of a field after its label."""
    return [nodes.inline("", f"{label_of(name)}:", classes=["cv-label"]), nodes.Text(" "), *content]
