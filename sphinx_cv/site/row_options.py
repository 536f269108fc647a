"""The options of a row's directive: any name is accepted, each has a line, and its value is inline markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst.directives import unchanged
from docutils.parsers.rst.states import RSTState
from sphinx.util.docutils import SphinxDirective

from sphinx_cv.site.warnings import WarningType, warn
from sphinx_cv.tex.math_text import plain_math

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_OPTION = re.compile(r"\s*:([A-Za-z][\w-]*):(?:\s|$)")


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

    def place(self, name: str = "") -> tuple[str, int]:
        """Return the page and line of an option, else those of the directive."""
        option = re.compile(rf"(?i)\s*:?{re.escape(name)}:(?:\s|$)")
        for offset, line in enumerate(self.block_text.splitlines() if name else ()):
            if offset and option.match(line):
                return self.env.docname, self.lineno + offset
        return self.env.docname, self.lineno

    def warn_of_repeated_options(self) -> None:
        """Warn about an option that is given twice, of which only the last is read."""
        seen = set[str]()
        for offset, line in enumerate(self.block_text.splitlines()):
            if option := _OPTION.match(line):
                if option[1] in seen:
                    message = "option %s is given twice, and only the last one is read: remove one"
                    warn(WarningType.OPTION, message, option[1], location=(self.env.docname, self.lineno + offset))
                seen.add(option[1])
            elif seen:
                break

    def parse_text(self, text: str, name: str = "") -> list[nodes.Node]:
        """Return the nodes of a text with inline markup, which is the value of an option, else the argument.

        HTML in Markdown remains text. Formulas keep their form in plain text as `cv_plain`.
        """
        line = self.place(name)[1]
        # MyST counts the lines of a nested text from the next one
        parsed, messages = self.parse_inline(text, lineno=line if isinstance(self.state, RSTState) else line - 1)
        content = nodes.inline("", "", *parsed, *messages)
        for raw in list(content.findall(nodes.raw)):
            raw.replace_self(nodes.Text(raw.astext()))
        for formula in content.findall(nodes.math):
            formula["cv_plain"] = plain_math(formula.astext())
        return content.children
