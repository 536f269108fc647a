"""Salvage of malformed entries: their fields, read one by one where they begin a line or follow a comma."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pybtex.scanner import PybtexSyntaxError

from sphinx_cv.bibtex.parser import Parser, fault_of
from sphinx_cv.bibtex.records import Fault, add_field

if TYPE_CHECKING:
    from sphinx_cv.bibtex.records import File, RawEntry

#: The start of an entry after another one on the same line.
START_AFTER_BRACE = re.compile(r"\}\s*(@[A-Za-z]+\s*\{[^\s,{}=]+\s*,)")
_HEAD = re.compile(r"@\s*+[A-Za-z]++\s*+[{(]\s*+([^,={}\n]*+)(?:\s*+(?=[,}=]|$)|(?=\n))")
_FIELD = re.compile(
    r"(?:^[ \t]*|,\s*)([^\W\d][\w+:.-]*)\s*=\s*(?=[{\"\d])|^[ \t]*([^\W\d][\w+:.-]*)\s*=\s*", re.MULTILINE
)
_COMMENT_TOKEN = re.compile(r'\\.|[{}"%\n]|[^\\{}"%\n]+|\\', re.DOTALL)
_COMMENT_LINE = re.compile(r"^[ \t]*%.*$", re.MULTILINE)


def salvage(entry: RawEntry, source: str, parser: Parser, file: File) -> bool:
    """Add the fields that the parser did not reach to a malformed entry; return whether its key has a space."""
    failed = parser.errors[-1].lineno
    source = _COMMENT_LINE.sub("", _without_comments(source))
    head = _HEAD.match(source)
    named, body = (head[1].strip(), head.end()) if head else ("", 1)
    if head and source[body : body + 1] == "=":  # @article{author = {A}, ...
        named, body = "", head.start(1)
    entry.key = "-".join(named.split())
    if entry.key != named:
        message = f"the key '{named}' contains a space and is read as {entry.key}: write it without spaces"
        file.faults.append(Fault(file.path, entry.line, "bibtex_syntax", message))
    line, source = entry.line + source.count("\n", 0, body), source[body:]
    starts = list(_FIELD.finditer(source))
    counted = 0
    for match, end in zip(starts, [*(later.start() for later in starts[1:]), len(source)], strict=False):
        name = (match[1] or match[2]).lower()
        at = match.start(1 if match[1] else 2)
        line, counted = line + source.count("\n", counted, at), at
        if entry.lines.get(name) == line:  # the parser read at least a part of it
            if line < failed and not _contains_field(entry.fields[name]):
                continue
            del entry.fields[name], entry.lines[name]
        raw = source[match.end() : end].strip().rstrip(",").rstrip()
        last = end == len(source)
        value = _value(raw, line, parser, file)
        if value is None and last and raw.endswith(("}", ")")):  # the last brace may be that of the entry
            value = _value(raw[:-1].strip().rstrip(","), line, parser, file)
        add_field(entry, name, _without_delimiters(raw, last=last) if value is None else value, line, file)
    return entry.key != named


def _without_comments(source: str) -> str:
    """Return an entry without the comments behind its values, as biber reads it; lines stay.

    An entry whose braces or quotes are not balanced is returned as it is: there, a value may have the %.
    """
    kept: list[str] = []
    depth, quoted, comment = 0, False, False
    for token in _COMMENT_TOKEN.findall(source):
        comment = (comment and token != "\n") or (token == "%" and depth <= 1 and not quoted)
        if comment:
            continue
        kept.append(token)
        depth += (token == "{") - (token == "}")
        quoted ^= token == '"' and depth == 1
    return source if depth or quoted else "".join(kept)


def _value(raw: str, line: int, parser: Parser, file: File) -> str | None:
    """Return the value of a field, with strings substituted and parts joined; None if it is malformed."""
    reader = Parser(raw + ",", line, parser.macros)
    try:
        reader.parse_value()
        reader.eat_whitespace()
    except PybtexSyntaxError:
        return None
    if reader.text[reader.pos :] != ",":
        return None
    file.faults += [fault_of(error, file, "") for error in reader.errors]
    return "".join(reader.current_value)


def _contains_field(value: str) -> bool:
    """Return whether a value seems to contain the next field, because its closing brace or quote is missing."""
    return re.search(r"[,\"}]?\s[A-Za-z]\w*\s*=\s*[{\"]", value) is not None


def _without_delimiters(raw: str, *, last: bool) -> str:
    """Return a value without its braces or quotes, and without the closing brace of the entry."""
    if last:
        raw = raw.strip()
        if raw.count("}") > raw.count("{") or not raw.startswith(("{", '"')):
            raw = raw.removesuffix("}").removesuffix(")").strip().rstrip(",").strip()
    for opening, closing in ("{}", '""'):
        if raw.startswith(opening):
            raw = raw[1:].removesuffix(";").rstrip().removesuffix(closing)
    depth, kept = 0, []
    for char in raw:
        depth += (char == "{") - (char == "}")
        if depth < 0:  # a surplus brace
            depth = 0
        else:
            kept.append(char)
    return " ".join("".join(kept).split())
