"""Changes to pages where MyST would lose a directive or its options.

MyST parses option values as YAML: ` #` begins a comment, and a value with text after its closing quotation mark makes
MyST drop all options of the directive. Such a value is quoted before MyST reads the page, and a warning is given. A
fence of backticks with another backtick behind it is none: the directive would be printed as text. It gets a fence of
tildes, with a warning as well.

The following names of MyST are not documented: `options_to_tokens` and `TokenizeError` of myst_parser.parsers.options
(tests/site/test_private_names.py).
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
_OPTION = re.compile(r"^(\s*(?:>\s*)*:([A-Za-z][\w-]*):[ \t]+)(\S(?:.*\S)?)\s*$")
#: A fence of backticks whose directive has a backtick in its title.
_TITLE = re.compile(r"^(?P<indent>\s*(?:>\s*)*)(?P<fence>`{3,})(?P<title>\{[^}`]+\}[^`]*`.*)$")


class QuotedOption(NamedTuple):
    """An option that was quoted."""

    #: Its line, counted from 1.
    line: int
    name: str
    #: Its value with quotation marks.
    value: str


def quote_options(source: str) -> tuple[str, list[QuotedOption]]:
    """Return a page with its options quoted where necessary, and these options; the number of lines stays the same."""
    lines, quoted = source.split("\n"), list[QuotedOption]()
    for index in _directive_lines(lines, options=True):
        option = _OPTION.match(lines[index])
        if option and not _is_whole(option[2], option[3]):
            value = "'" + option[3].replace("'", "''") + "'"
            lines[index] = option[1] + value
            quoted.append(QuotedOption(index + 1, option[2], value))
    return "\n".join(lines), quoted


def mend_fences(source: str) -> tuple[str, list[int]]:
    """Return a page where a directive with a backtick in its title has a fence of tildes, and the lines of these."""
    lines, mended = source.split("\n"), list[int]()
    for index in list(_directive_lines(lines, options=False)):
        title = _TITLE.match(lines[index])
        if title and title["fence"] not in title["title"]:
            end = re.compile(rf"^\s*(?:>\s*)*{title['fence']}`*\s*$")
            last = next((each for each in range(index + 1, len(lines)) if end.match(lines[each])), 0)
            if last and not any("~~~" in each for each in lines[index:last]):
                tildes = "~" * len(title["fence"])
                lines[index] = title["indent"] + tildes + title["title"]
                lines[last] = lines[last].replace(lines[last].strip("> \t"), tildes)
                mended.append(index + 1)
    return "\n".join(lines), mended


def _directive_lines(lines: list[str], *, options: bool) -> Iterator[int]:
    """Yield the indexes of the lines with options of directives, else of their first lines, but none in code blocks."""
    directives: list[str] = []  # the fences of the open directives
    code, among_options = "", False
    for index, line in enumerate(lines):
        fence = _FENCE.match(line)
        ends = fence is not None and not fence[2].strip()
        if code:
            code = "" if fence and ends and fence[1].startswith(code) else code
        elif fence and _DIRECTIVE.match(line):
            directives.append(fence[1])
            among_options = True
            if not options:
                yield index
        elif fence and ends and any(fence[1].startswith(opened) for opened in directives):
            while not fence[1].startswith(directives.pop()):
                pass
            among_options = False
        elif fence and fence[1][0] != ":":
            code, among_options = fence[1], False
        else:
            among_options = among_options and line.lstrip("> \t").startswith(":")
            if among_options and options:
                yield index


def _is_whole(name: str, value: str) -> bool:
    """Return whether MyST reads the whole value."""
    try:
        tokens, state = options_to_tokens(f"{name}: {value}")
        return not state.has_comments and len(list(tokens)) == 1
    except TokenizeError:
        return False


def quote_source(app: Sphinx, docname: str, content: list[str]) -> None:
    """Mend fences and quote options where necessary, before MyST reads the page, and warn about each."""
    if app.env.doc2path(docname).suffix != ".md":
        return
    content[0], mended = mend_fences(content[0])
    for line in mended:
        message = "a title with a backtick needs another fence: write ~~~ for ``` here, and at the directive's end"
        warn(WarningType.OPTION, message, location=(docname, line))
    content[0], quoted = quote_options(content[0])
    for option in quoted:
        message = "option %s would be cut short or dropped here: write :%s: %s"
        warn(WarningType.OPTION, message, option.name, option.name, option.value, location=(docname, option.line))


def setup(app: Sphinx) -> ExtensionMetadata:
    app.connect("source-read", quote_source)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
