"""Text as Markdown that shows just this text, whatever characters it has."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from sphinx_cv.model.links import checked_url

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Characters that may begin or end markup wherever they are.
_MARKUP = re.compile(r"[\\`*_\[\]<>{}$|~^]|&(?=#?\w+;)")
#: What begins a block at the start of a line: headings, lists, quotes, comments, fences, definitions, targets.
_BLOCK = re.compile(r"^(?:[#+\-:%=(@]|\d{1,9}(?=[.)](?:\s|$)))")
#: Markup that systems of CVs allow in texts: code, a link, emphasis.
_SPAN = re.compile(
    r"`([^`\n]{1,200})`|\[([^\[\]\n]{0,200})\]\(([^()<>\s]{1,1000})\)|(\*{1,3})(?=[^\s*])(.{1,200}?)(?<=[^\s*])\4(?!\*)"
)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>|<!--.{0,300}?-->", re.DOTALL)
_BULLET = re.compile(r"\s*[-*+]\s+")
_HEADING = re.compile(r"#{1,6}\s+|[=-]{3,}\s*$")


def escape(text: str) -> str:
    """Return a text in one line as Markdown that has no markup."""
    return _escape_block(escape_inline(" ".join(text.split())))


def escape_inline(text: str) -> str:
    """Return a text as Markdown inside a line."""
    return _MARKUP.sub(lambda char: f"\\{char[0]}", text)


def _escape_block(text: str) -> str:
    return _BLOCK.sub(lambda start: f"{start[0]}\\" if start[0].isdigit() else f"\\{start[0]}", text)


def rich(text: str) -> str:
    """Return a text in one line that may have code, links and emphasis, as Markdown with these alone."""
    return _escape_block(_spans(" ".join(text.split())))


def _spans(text: str) -> str:
    made, at = "", 0
    for span in _SPAN.finditer(text):
        made += escape_inline(text[at : span.start()])
        at = span.end()
        url = checked_url(span[3]) if span[3] else None
        if span[1]:
            made += span[0]
        elif url:
            made += f"[{escape_inline(span[2])}]({url})"
        elif span[4]:
            made += f"{span[4]}{_spans(span[5])}{span[4]}"
        else:
            made += escape_inline(span[0])
    return made + escape_inline(text[at:])


def plain(text: str) -> str:
    """Return a text in one line without the markup that systems of CVs allow."""
    text = " ".join(text.split())
    for _ in range(3):
        text = _SPAN.sub(lambda span: span[1] or span[2] or span[5] or "", text)
    return text


def link_in(text: str) -> str:
    """Return the URL of a text that is a link, else an empty text."""
    found = _SPAN.fullmatch(text.strip())
    return (checked_url(found[3]) or "") if found and found[3] else ""


def without_tags(text: str) -> str:
    """Return the text of HTML."""
    return html.unescape(_TAG.sub("", text))


def paragraphs(text: str, *, markup: bool = False) -> list[str]:
    """Return the paragraphs of a text as Markdown."""
    parts = [part for part in re.split(r"\n[ \t]*\n", text) if part.strip()]
    return [rich(part) if markup else escape(part) for part in parts]


def bullets(texts: Iterable[str], *, markup: bool = False) -> list[str]:
    """Return a list of items as Markdown, or nothing."""
    items = [f"- {rich(text) if markup else escape(text)}" for text in texts]
    return ["\n".join(items)] if items else []


def definition(term: str, texts: Iterable[str], *, markup: bool = False) -> str:
    """Return a term and its definitions as Markdown."""
    write = rich if markup else escape
    return "\n".join([write(term), *(f": {write(text)}" for text in texts)])


def page(text: str) -> list[str]:
    """Return the blocks of a page of another system: paragraphs and lists, headings as paragraphs in bold."""
    made: list[str] = []
    for part in re.split(r"\n\s*\n", without_tags(text)):
        lines = [line for line in part.split("\n") if line.strip()]
        if lines and all(_BULLET.match(line) for line in lines):
            made += bullets((_BULLET.sub("", line, count=1) for line in lines), markup=True)
            continue
        if any(_HEADING.match(line) for line in lines):
            lines = [_HEADING.sub("", line, count=1) for line in lines]
            made += [f"**{_spans(plain(line))}**" for line in lines if line.strip()]
        elif lines:
            made.append(rich(" ".join(lines)))
    return made
