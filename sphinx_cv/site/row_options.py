"""The options of a row's directive: any name is accepted, each has a line, and its value is inline markup."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst.directives import unchanged
from docutils.parsers.rst.states import RSTState
from sphinx.util.docutils import SphinxDirective

from sphinx_cv.site.option_lines import place_of
from sphinx_cv.tex.math_text import plain_math
from sphinx_cv.tex.symbols import symbol_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


class AnyOption(dict[str, "Callable[[str], str]"]):
    """A specification that accepts options of any name, as autodoc's DummyOptionSpec does."""

    def __bool__(self) -> bool:
        return True

    def __getitem__(self, name: str) -> Callable[[str], str]:
        return unchanged


class OptionsDirective(SphinxDirective):
    """A directive with options of any name."""

    option_spec: ClassVar[dict[str, Any]] = AnyOption()

    def spell_options(self, names: Iterable[str]) -> None:
        """Spell the options as these names, whatever their case; the others in lower case."""
        spelled = {name.lower(): name for name in names}
        self.options = {spelled.get(name.lower(), name.lower()): value for name, value in self.options.items()}

    def option(self, name: str) -> str:
        """Return the value of an option in one line; empty if it is not set."""
        return " ".join((self.options.get(name) or "").split())

    def parse_text(self, text: str, name: str = "") -> list[nodes.Node]:
        """Return the nodes of a text with inline markup, which is the value of an option, else the argument.

        HTML in Markdown remains text. Formulas keep their form in plain text as `cv_plain`.
        """
        line = place_of(self, name)[1]
        # MyST counts the lines of a nested text from the next one
        parsed, messages = self.parse_inline(text, lineno=line if isinstance(self.state, RSTState) else line - 1)
        content = nodes.inline("", "", *parsed, *messages)
        for raw in list(content.findall(nodes.raw)):
            raw.replace_self(nodes.Text(raw.astext()))
        for formula in content.findall(nodes.math):
            formula["cv_plain"] = plain_math(formula.astext(), symbol_of)
        return content.children
