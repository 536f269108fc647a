"""Formulas as MathML, which browsers render without a script and without requests to other hosts.

The following names of docutils are not documented: `docutils.utils.math.latex2mathml.tex2mathml`
(tests/site/test_private_names.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml

from sphinx_cv.tex.math import is_math

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata
    from sphinx.writers.html5 import HTML5Translator


def visit_math(translator: HTML5Translator, node: nodes.math) -> None:
    _write(translator, node, as_block=False)


def visit_math_block(translator: HTML5Translator, node: nodes.math_block) -> None:
    _write(translator, node, as_block=True)


def _write(translator: HTML5Translator, node: nodes.math | nodes.math_block, *, as_block: bool) -> None:
    """Write a formula, or its source as code if it cannot be converted."""
    source = node.astext()
    html = tex2mathml(source, as_block=as_block) if is_math(source) else f"<code>{translator.encode(source)}</code>"
    translator.body.append(html)
    raise nodes.SkipNode


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_math_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
