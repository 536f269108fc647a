"""Directive options that MyST would cut short or drop, read as they were meant.

MyST reads the values of options by YAML's rules: what follows ` #` is a comment, and a value that begins with a quotation
mark and goes on behind the second one takes all options of its directive with it. Such a line is quoted, and warned of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from myst_parser.parsers.options import TokenizeError, options_to_tokens

from sphinx_cv.site.warnings import WarningType, warn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

_DIRECTIVE = re.compile(r"^\s*(?:>\s*)*(?:`{3,}|~{3,}|:{3,})\s*\{[^}]+\}")
_FENCE = re.compile(r"^\s*(?:>\s*)*(`{3,}|~{3,}|:{3,})(.*)$")
_OPTION = re.compile(r"^(\s*(?:>\s*)*:([A-Za-z][\w-]*):[ \t]+)(\S.*?)\s*$")


class Mend(NamedTuple):
    """An option that was quoted: its line (from 1), and its value as it must be written."""

    line: int
    name: str
    written: str


def quote_options(source: str) -> tuple[str, list[Mend]]:
    """Quote the option values that MyST would not read to their end; the number of lines stays."""
    lines, mends = source.split("\n"), list[Mend]()
    for index in _option_lines(lines):
        option = _OPTION.match(lines[index])
        if option and not _is_whole(option[2], option[3]):
            written = "'" + option[3].replace("'", "''") + "'"
            lines[index] = option[1] + written
            mends.append(Mend(index + 1, option[2], written))
    return "\n".join(lines), mends


def _option_lines(lines: list[str]) -> Iterator[int]:
    """Where directives have their options, and nothing that is shown in a code block."""
    directives: list[str] = []  # the fences of those that are open
    code, among_options = "", False
    for index, line in enumerate(lines):
        fence = _FENCE.match(line)
        ends = fence is not None and not fence[2].strip()
        if code:
            code = "" if fence and ends and fence[1].startswith(code) else code
        elif fence and _DIRECTIVE.match(line):
            directives.append(fence[1])
            among_options = True
        elif fence and ends and any(fence[1].startswith(opened) for opened in directives):
            while not fence[1].startswith(directives.pop()):
                pass
            among_options = False
        elif fence and fence[1][0] != ":":
            code, among_options = fence[1], False
        else:
            among_options = among_options and line.lstrip("> \t").startswith(":")
            if among_options:
                yield index


def _is_whole(name: str, value: str) -> bool:
    try:
        tokens, state = options_to_tokens(f"{name}: {value}")
        return not state.has_comments and len(list(tokens)) == 1
    except TokenizeError:
        return False


def mend_source(app: Sphinx, docname: str, content: list[str]) -> None:
    """Quote what needs it before MyST reads the page."""
    if app.env.doc2path(docname).suffix != ".md":
        return
    content[0], mends = quote_options(content[0])
    for mend in mends:
        message = "option %s would be cut short or dropped here: write :%s: %s"
        warn(WarningType.OPTION, message, mend.name, mend.name, mend.written, location=(docname, mend.line))


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("source-read", mend_source)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
