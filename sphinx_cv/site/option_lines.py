"""The lines of a row's options: the line of each, options given twice, and lines of the body that look like options."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.site.warnings import WarningType, warn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.util.docutils import SphinxDirective

_OPTION = re.compile(r"\s*:([A-Za-z][\w-]*):(?:\s|$)")
#: An option that lacks one of its colons, or none.
_NEARLY_OPTION = re.compile(r"\s*(?::([a-z]+)(?=[:\s]|$)|([a-z]+)(?=:\s|:$))")


def place_of(directive: SphinxDirective, name: str = "") -> tuple[str, int]:
    """Return the page and line of an option, else those of the directive."""
    option = re.compile(rf"(?i)\s*:?{re.escape(name)}:(?:\s|$)")
    lines = enumerate(directive.block_text.splitlines() if name else ())
    offsets = (offset for offset, line in lines if offset and option.match(line))
    return directive.env.docname, directive.lineno + next(offsets, 0)


def warn_of_repeated_options(directive: SphinxDirective) -> None:
    """Warn about an option that is given twice, of which only the last is read."""
    seen = set[str]()
    for offset, line in enumerate(directive.block_text.splitlines()):
        if option := _OPTION.match(line):
            if option[1].lower() in seen:
                message = "option %s is given twice, and only the last one is read: remove one"
                place = (directive.env.docname, directive.lineno + offset)
                warn(WarningType.OPTION, message, option[1], location=place)
            seen.add(option[1].lower())
        elif seen:
            break


def warn_of_options_in_body(directive: SphinxDirective, names: Iterable[str]) -> None:
    """Warn about each line at the beginning of the body that was probably meant to be one of these options.

    If an option has several lines, the second one begins the body, and all options after it are part of this.
    """
    known, in_text = frozenset(names), False
    lines = [line.strip() for line in directive.block_text.splitlines()]
    for line in directive.content:
        offset = lines.index(line.strip()) if line.strip() in lines else 0
        found = (_OPTION if in_text else _NEARLY_OPTION).match(line)
        name = next(filter(None, found.groups()), "") if found else ""
        if name in known:
            message = (
                "this line is text of the row and no option: write :%s: %s, in the lines right after the first one"
            )
            value = line.strip().lstrip(":").removeprefix(name).lstrip(":").strip()
            warn(WarningType.OPTION, message, name, value, location=(directive.env.docname, directive.lineno + offset))
        elif in_text and not line.strip():
            break
        elif line.strip():
            in_text = in_text or _OPTION.match(lines[offset - 1]) is not None
            if not in_text:
                break
