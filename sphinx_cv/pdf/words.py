"""Comparison of the words of a PDF with those of its pages: TeX cuts off what does not fit on a page, and goes on.

Only letters and digits are compared, without accents and without regard to case. These are left out:

- the header and the footer of the pages, which are not in the pages of the site;
- formulas, and whatever an extension adds for which the LaTeX is not known (`_KNOWN`);
- letters that change their shape or direction in print, such as Arabic and Devanagari.

The order of the words counts, except in tables, figures and footnotes, which LaTeX may move.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_cv.pdf.long_words import parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The types of nodes whose text is compared, if all nodes around it are of these types too.
_KNOWN = (
    *(nodes.document, nodes.section, nodes.title, nodes.paragraph, nodes.container, nodes.compound, nodes.block_quote),
    *(nodes.bullet_list, nodes.enumerated_list, nodes.list_item, nodes.line_block, nodes.line, nodes.literal_block),
    *(nodes.table, nodes.tgroup, nodes.thead, nodes.tbody, nodes.row, nodes.entry, nodes.figure, nodes.footnote),
    *(nodes.emphasis, nodes.strong, nodes.literal, nodes.inline, nodes.reference, nodes.target, nodes.title_reference),
    *(nodes.superscript, nodes.subscript, nodes.caption, nodes.legend, addnodes.start_of_file),
    addnodes.compact_paragraph,
)
#: The types of nodes that LaTeX may print in another order.
_MOVED = (nodes.table, nodes.figure, nodes.footnote)
#: Between two words, up to this many letters may be printed that are not in the pages, such as footers and formulas.
GAP = 1000
#: A gap may be longer if it is followed by this many words in a row.
IN_A_ROW = 5


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or heading: its words as they are compared and as they are written, and its node."""

    words: tuple[str, ...]
    written: tuple[str, ...]
    node: nodes.Element
    moved: bool


def blocks_of(document: nodes.document) -> list[Block]:
    """Return the blocks that LaTeX prints, in their order, without the title of the document."""
    return list(_blocks(document, moved=False, title=True))


def _blocks(node: nodes.Element, *, moved: bool, title: bool = False) -> Iterator[Block]:
    """Yield the blocks in a node; with `title`, the first title is that of the document, which the header shows."""
    moved = moved or isinstance(node, _MOVED)
    if isinstance(node, nodes.TextElement):
        notes: list[nodes.Element] = []
        text = "".join(_texts(node, notes))
        # a page may end inside a long word of code
        written = [part for word in text.split() for part in parts_of(word)]
        words = [(found, word) for word in written if (found := letters(word))]
        if words:
            yield Block(tuple(found for found, _ in words), tuple(word for _, word in words), node, moved)
        for note in notes:
            yield from _blocks(note, moved=True)
        return
    for child in node.children:
        if title and isinstance(node, nodes.section) and isinstance(child, nodes.title):
            title = False
        elif isinstance(child, _KNOWN):
            yield from _blocks(child, moved=moved, title=title)
            title = False


def _texts(node: nodes.Element, notes: list[nodes.Element]) -> Iterator[str]:
    """Yield the texts of a block, with a space for each part that is not compared; collect its footnotes."""
    for child in node.children:
        if isinstance(child, nodes.Text):
            yield child.astext()
        elif isinstance(child, nodes.footnote):
            notes.append(child)
        elif isinstance(child, _KNOWN):
            yield from _texts(child, notes)
        else:
            yield " "


def letters(text: str) -> str:
    """Return the letters and digits of a text as they are compared."""
    return "".join(filter(_is_compared, unicodedata.normalize("NFKD", text).casefold()))


def _is_compared(char: str) -> bool:
    """Tell whether a character is a letter or digit that is copied from a PDF as it is written in a page."""
    return char.isalnum() and not "\u0590" <= char < "\u1e00"  # from Hebrew to the scripts of India and Southeast Asia


def first_missing(blocks: list[Block], printed: str) -> tuple[Block, str] | None:
    """Return the first word that is missing from the letters of a PDF, with its block; None if there is none."""
    position, gap = 0, GAP
    for number, block in enumerate(blocks):
        for index, word in enumerate(block.words):
            if block.moved:
                if word not in printed:
                    return block, block.written[index]
                gap += len(word)
                continue
            start = printed.find(word, position, position + gap + len(word))
            if start < 0:
                start = printed.find(_words_from(blocks, number, index), position)
            if start < 0:
                return block, block.written[index]
            position, gap = start + len(word), GAP
    return None


def _words_from(blocks: list[Block], number: int, index: int) -> str:
    """Return some words in a row, the first of which is a word of a block; they may go on in the next blocks."""
    words = list(blocks[number].words[index : index + IN_A_ROW])
    for block in blocks[number + 1 :]:
        if len(words) >= IN_A_ROW:
            break
        if not block.moved:
            words += block.words[: IN_A_ROW - len(words)]
    return "".join(words)
