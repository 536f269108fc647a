"""The source of a BibTeX file in pieces: entries, strings, and what is neither."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_START = re.compile(r"^[ \t]*@[ \t]*([A-Za-z][\w-]*)[ \t]*[{(]", re.MULTILINE)
_BRACE = re.compile(r"[{}]")
#: The head of an entry, up to its key.
_HEAD = re.compile(r"(@[ \t]*[A-Za-z][\w-]*\s*\{\s*)([^\s,{}=]*)")
_NAME = re.compile(r"@[ \t]*string\s*[{(]\s*([^\s={}]+)\s*=", re.IGNORECASE)
#: A bare word as a value or a part of one.
_WORD = re.compile(r"[=#]\s*([A-Za-z_][^\s\"#%'(),={}]*)")
#: The fields that hold keys of other entries.
_KEYS = re.compile(r"(?i)(\b(?:crossref|xref|xdata|entryset|related)\s*=\s*[{\"])([^{}\"]*)")
_FENCES = re.compile(r"\A\s*---[ \t]*\n(?:---[ \t]*\n)?")


class Piece(NamedTuple):
    """A piece of a file, without the space around it."""

    #: The type of an entry in lower case, `string`, `comment` or `preamble`; empty for text between them.
    type: str
    #: Its first line, from 1.
    line: int
    text: str
    #: Whether an entry is closed by its own brace, with nothing malformed behind it.
    whole: bool = True

    @property
    def lines(self) -> range:
        return range(self.line, self.line + self.text.count("\n") + 1)


def pieces(text: str) -> Iterator[Piece]:
    """Yield the pieces of a text whose lines end with a newline character."""
    if fences := _FENCES.match(text):  # the empty front matter of Jekyll
        text = "\n" * fences[0].count("\n") + text[fences.end() :]
    starts = list(_START.finditer(text))
    line, at = 1, 0
    for start, end in zip(starts, [*(later.start() for later in starts[1:]), len(text)], strict=False):
        yield from _between(text[at : start.start()], line)
        line, at = line + text.count("\n", at, start.start()), start.start()
        close = _end(text, start.end() - 1, end)
        rest = text[close:end].lstrip()
        whole = close > 0 and not rest.startswith(",") and "@" not in rest.partition("\n")[0]
        last = close if whole else end
        yield Piece(start[1].lower(), line, text[at:last].strip(), whole)
        line, at = line + text.count("\n", at, last), last
    yield from _between(text[at:], line)


def _between(text: str, line: int) -> Iterator[Piece]:
    if found := text.strip():
        yield Piece("", line + text[: text.index(found)].count("\n"), found)


def _end(text: str, start: int, end: int) -> int:
    """Return the position after the brace that closes the one at `start`; 0 if there is none before `end`."""
    depth = 0
    for brace in _BRACE.finditer(text, start, end) if text[start] == "{" else ():
        depth += 1 if brace[0] == "{" else -1
        if depth == 0:
            return brace.end()
    return 0


def with_key(source: str, key: str) -> str:
    """Return the source of an entry with another key."""
    return _HEAD.sub(lambda head: head[1] + key, source, count=1)


def with_references(source: str, keys: Mapping[str, str]) -> str:
    """Return the source of an entry that names others by their new keys, which are given by the old in lower case."""

    def renamed(field: re.Match[str]) -> str:
        return field[1] + ",".join(
            part.replace(part.strip(), keys.get(part.strip().lower(), part.strip())) if part.strip() else part
            for part in field[2].split(",")
        )

    return _KEYS.sub(renamed, source)


def with_field_name(source: str, name: str, new: str) -> str:
    """Return the source of an entry in which a field has another name."""
    return re.sub(rf"(?i)((?:^|[,{{])[ \t]*){name}(?=\s*=)", rf"\g<1>{new}", source, count=1, flags=re.MULTILINE)


def string_name(piece: Piece) -> str:
    """Return the name that a @string defines, in lower case; empty if it is malformed."""
    found = _NAME.match(piece.text)
    return found[1].lower() if found else ""


def words(source: str) -> set[str]:
    """Return the bare words of an entry or a @string, in lower case: its numbers left out, its strings among them."""
    return {word.lower() for word in _WORD.findall(source)}


def with_values(source: str, values: Mapping[str, str]) -> str:
    """Return the source of an entry with the values of these strings, whose names are in lower case, in their place."""

    def value(word: re.Match[str]) -> str:
        name = word[1].lower()
        return word[0][: -len(word[1])] + f"{{{values[name]}}}" if name in values else word[0]

    return _WORD.sub(value, source)
