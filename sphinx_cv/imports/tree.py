"""JSON, YAML, TOML and front matter as one tree of texts, each with its place, which knows what has been taken of it.

A value is a text as it is written, a list or a mapping: dates, numbers and `no` are no other types. So no type in a
file is wrong; what nothing takes is reported.
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from sphinx_cv.bibtex.records import UnreadableError
from sphinx_cv.bibtex.text_files import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: The number of bytes of a file; a BibTeX file may have more.
LIMIT, BIBTEX_LIMIT = 1_000_000, 10_000_000
_DEEPEST = 50
#: Control characters, those that change the direction of text, noncharacters and halves of characters.
_NO_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_SPACE = re.compile(r"[ \t\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
_FRONT = re.compile(r"\A---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Node:
    """A text, a list or a mapping, and its place in the file."""

    value: str | list[Node] | dict[str, Node]
    place: str
    #: Whether a text has been taken.
    taken: bool = False

    def get(self, name: str) -> Node | None:
        """Return a value of a mapping."""
        return self.value.get(name) if isinstance(self.value, dict) else None

    def take(self) -> str:
        """Take a text, without control characters; empty if this is none."""
        if not isinstance(self.value, str):
            return ""
        self.taken = True
        return clean(self.value)

    def text(self, *names: str) -> str:
        """Take the first text under these names that is not empty."""
        return next((text for name in names if (node := self.get(name)) and (text := node.take())), "")

    def texts(self, name: str) -> list[str]:
        """Take the texts of a list, or one text."""
        node = self.get(name)
        nodes = node.value if node and isinstance(node.value, list) else [node] if node else []
        return [text for each in nodes if (text := each.take())]

    def each(self, name: str) -> list[Node]:
        """Return the items of a list."""
        node = self.get(name)
        return node.value if node and isinstance(node.value, list) else []

    def place_of(self, name: str) -> str:
        """Return the place of a value, or that of the mapping."""
        return node.place if (node := self.get(name)) else self.place

    def left(self) -> Iterator[tuple[str, str]]:
        """Yield the place and text of what was not taken."""
        if isinstance(self.value, str):
            if not self.taken and (text := clean(self.value)):
                yield self.place, text
        elif isinstance(self.value, list):
            for each in self.value:
                yield from each.left()
        else:
            for name, each in self.value.items():
                named = isinstance(each.value, str) and not each.place.endswith(clean(name))
                yield from ((place, f"{clean(name)}: {text}" if named else text) for place, text in each.left())


def clean(text: str) -> str:
    """Return a text without characters that no text has; its lines and paragraphs stay."""
    lines = (_NO_TEXT.sub("", _SPACE.sub(" ", line)).strip() for line in text.replace("\r", "\n").split("\n"))
    return "\n".join(lines).strip("\n")


def read(path: Path, limit: int = LIMIT) -> str:
    """Return the text of a file with newline characters at the end of its lines; raises UnreadableError."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise UnreadableError(path, 0, f"cannot be read ({error.strerror}): name a file that can be") from None
    if size > limit:
        raise UnreadableError(path, 0, f"has {size:,} bytes, more than {limit:,}: import a smaller file")
    text = read_text(path, fix="name a file that can be").replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise UnreadableError(path, line, "has a null character, so it is no text: save it again as UTF-8")
    if not text.strip():
        raise UnreadableError(path, 0, "is empty: name a file that has something to import")
    return text


def from_json(text: str, path: Path) -> Node:
    """Return the tree of a JSON file; the places are paths such as `work[0].name`."""
    try:
        data = json.loads(text, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_named)
        return _from_data(data, f"{path}: ", path)
    except json.JSONDecodeError as error:
        raise UnreadableError(path, error.lineno, f"is not JSON ({error.msg}): correct it") from None
    except RecursionError:
        raise _too_deep(path, 0) from None


def _named(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return an object; a name that is given twice is another one the second time, so that both values are seen."""
    found: dict[str, object] = {}
    for name, value in pairs:
        found[name if name not in found else f"{name} (again, {len(found)})"] = value
    return found


def _from_data(data: object, place: str, path: Path, depth: int = 0) -> Node:
    if depth > _DEEPEST:
        raise _too_deep(path, 0)
    if isinstance(data, dict):
        dot = "" if place.endswith(": ") else "."
        return Node(
            {name: _from_data(each, f"{place}{dot}{clean(name)}", path, depth + 1) for name, each in data.items()},
            place,
        )
    if isinstance(data, list):
        return Node([_from_data(each, f"{place}[{index}]", path, depth + 1) for index, each in enumerate(data)], place)
    return Node("" if data is None else str(data).lower() if isinstance(data, bool) else str(data), place)


def from_yaml(text: str, path: Path, first: int = 1) -> Node:
    """Return the tree of a YAML text; the places are lines, of which the text begins at `first`."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            line = event.start_mark.line + first
            if isinstance(event, yaml.AliasEvent):
                message = f"has an alias (*{event.anchor}), which is not read: write the value in its place"
                raise UnreadableError(path, line, message)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                raise _too_deep(path, line)
        return _from_node(yaml.compose(text, Loader=_LOADER), path, first)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be parsed"
        line = min(mark.line, text.count("\n")) + first if mark else 0
        raise UnreadableError(path, line, f"is not YAML ({problem}): correct it") from None


def from_toml(text: str, path: Path) -> Node:
    """Return the tree of a TOML text; the places are paths such as `education.courses[0]`."""
    try:
        return _from_data(tomllib.loads(text), f"{path}: ", path)
    except ValueError as error:  # also a number of thousands of digits
        problem, _, place = str(error).partition(" (at line ")
        line = int(place.split(",")[0]) + 1 if place[:1].isdigit() else 0
        raise UnreadableError(path, line, f"is not TOML ({problem}): correct it") from None
    except RecursionError:
        raise _too_deep(path, 0) from None


def _from_node(node: yaml.Node | None, path: Path, first: int) -> Node:
    place = f"{path}:{node.start_mark.line + first}" if node else str(path)
    if isinstance(node, yaml.MappingNode):
        pairs: list[tuple[str, object]] = [
            (str(name.value) if isinstance(name, yaml.ScalarNode) else "?", _from_node(each, path, first))
            for name, each in node.value
        ]
        return Node(_named(pairs), place)  # type: ignore[arg-type]
    if isinstance(node, yaml.SequenceNode):
        return Node([_from_node(each, path, first) for each in node.value], place)
    return Node("" if node is None or node.tag.endswith(":null") else str(node.value), place)


def front_matter(text: str, path: Path) -> tuple[Node, str]:
    """Return the YAML or TOML at the top of a page, an empty mapping if there is none, and the text below it."""
    if toml := _TOML.match(text):
        return from_toml(toml[1], path), text[toml.end() :]
    found = _FRONT.match(text)
    if not found:
        return Node({}, f"{path}:1"), text
    tree = from_yaml(found[1], path, 2)
    return (tree if isinstance(tree.value, dict) else Node({}, f"{path}:1")), text[found.end() :]


def _too_deep(path: Path, line: int) -> UnreadableError:
    return UnreadableError(path, line, f"is nested more than {_DEEPEST} levels deep, so it is no CV: correct it")
