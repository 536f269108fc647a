"""Line breaks in very long words: XeTeX crashes, or loses text, if a word has a thousand letters."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.latex import LaTeXTranslator

#: A word with this many letters can be broken, after every few letters: it may not fit in a line.
LONG, PART = 60, 5
_LONG_WORD = re.compile(rf"\S{{{LONG},}}")
#: Nodes whose text the LaTeX writer does not write as text.
_VERBATIM = (nodes.FixedTextElement, nodes.raw, nodes.math, nodes.math_block, nodes.comment)


class word_break(nodes.Inline, nodes.Element):  # noqa: N801  (docutils names its nodes so)
    """A place where a very long word can be broken, without a hyphen."""


def visit_word_break(self: LaTeXTranslator, node: nodes.Element) -> None:
    self.body.append(r"\cvbreak{}")
    raise nodes.SkipNode


class BreakLongWords(SphinxPostTransform):
    """The transformation of words that may not fit in a line."""

    default_priority = 61  # after PrintLayout (60)
    formats = ("latex",)

    def run(self, **kwargs: Any) -> None:  # noqa: ANN401
        for text in list(self.document.findall(nodes.Text)):
            if not isinstance(text.parent, _VERBATIM) and _LONG_WORD.search(text):
                _break_words(text)


def parts_of(text: str) -> list[str]:
    """Split text after every few letters of its very long words; [text] if there are none."""
    cuts = [cut for word in _LONG_WORD.finditer(text) for cut in range(word.start() + PART, word.end(), PART)]
    cuts = [cut for cut in cuts if not unicodedata.category(text[cut]).startswith("M")]  # not before a combining accent
    return [text[start:end] for start, end in pairwise([0, *cuts, len(text)])]


def _break_words(text: nodes.Text) -> None:
    """Split a text node at the places where its very long words can be broken."""
    parts: list[nodes.Node] = []
    for part in parts_of(text.astext()):
        parts += [word_break(), nodes.Text(part)]
    cast("nodes.Element", text.parent).replace(text, parts[1:])


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_node(word_break, latex=(visit_word_break, None))
    app.add_post_transform(BreakLongWords)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
