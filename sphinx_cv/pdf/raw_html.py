"""HTML in a page: inline elements that LaTeX can print, and the text and media of the others."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, cast

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The inline elements that are printed, beside <br>; of the others only the text is printed.
_INLINE: dict[str, type[nodes.TextElement]] = {
    **dict.fromkeys(("b", "strong"), nodes.strong),
    **dict.fromkeys(("i", "em"), nodes.emphasis),
    "sup": nodes.superscript,
    "sub": nodes.subscript,
}
#: The elements without visible text.
_HIDDEN = frozenset({"script", "style", "template"})
#: The elements that show something without text.
_MEDIA = frozenset({"audio", "embed", "iframe", "img", "object", "video"})
#: An opening tag.
_TAG = re.compile(r"<(?P<name>[A-Za-z]+)(?:\s[^<>]*)?/?>\s*")
#: A comment for browsers, at which HTMLParser may raise an AssertionError.
_SECTION = re.compile(r"<!\[[^>]*>?")
#: The most characters of HTML in a message.
_LONGEST = 40


class _Shown(HTMLParser):
    """The parser of what HTML shows: its words, and the tags of its media."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.hidden = 0
        self.feed(_SECTION.sub("", html))
        self.close()

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag in _MEDIA:
            self.words.append(f"<{tag}>")
        self.hidden += tag in _HIDDEN

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in _HIDDEN

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.words += data.split()


def shown_by(html: str) -> str:
    """Return the words and media that HTML shows, shortened; "" if there are none."""
    text = " ".join(_Shown(html).words)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def only_on_website(raw: nodes.raw) -> str:
    """Return what raw HTML shows, else ""; also "" if LaTeX for the PDF is next to it."""
    return shown_by(raw.astext()) if _is(raw, "html") and not _has_latex(raw) else ""


def _has_latex(raw: nodes.raw) -> bool:
    """Tell whether LaTeX comes after HTML, or before it if that does not belong to other HTML."""
    parent = cast("nodes.Element", raw.parent)
    index = parent.index(raw)
    before = parent[max(index - 2, 0) : index]
    after = parent[index + 1 : index + 2]
    return any(_is(node, "latex") for node in after) or (
        any(_is(node, "latex") for node in before[-1:]) and not any(_is(node, "html") for node in before[:-1])
    )


def print_inline(raw: nodes.raw) -> None:
    """Replace an inline element of HTML by a node that is printed, if both tags are in one paragraph."""
    tag = _TAG.fullmatch(raw.astext())
    parent = cast("nodes.Element", raw.parent)
    if not tag or not _is(raw, "html") or not isinstance(parent, nodes.TextElement):
        return
    start, name = parent.index(raw), tag["name"].lower()
    after = parent[start + 1 :]
    if name == "br" and not (after and _is(after[0], "latex")):  # a line break of Markdown is both
        parent[start] = _line_break(parent, start)
    elif name in _INLINE:
        closing = (at for at, node in enumerate(after) if _is(node, "html") and node.astext().lower() == f"</{name}>")
        if (end := next(closing, None)) is not None:
            parent[start : start + end + 2] = [_INLINE[name]("", "", *after[:end])]


def _line_break(parent: nodes.TextElement, index: int) -> nodes.Node:
    """Return a line break, or a space where LaTeX cannot have one: in headings, and before the first word."""
    around: nodes.Element | None = parent
    while around is not None and not isinstance(around, (nodes.title, nodes.caption)):
        around = around.parent
    first = not "".join(node.astext() for node in parent[:index] if not isinstance(node, nodes.raw)).strip()
    return nodes.Text(" ") if around or first else nodes.raw("", r"\newline{}", format="latex")


def _is(node: nodes.Node, format_: str) -> bool:
    """Tell whether a node is raw text of a format."""
    return isinstance(node, nodes.raw) and format_ in node["format"].split()
