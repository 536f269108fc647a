"""Comments that suppress findings: `cv: ok name_variant` above an entry or a row, or at the end of a line of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_COMMENT = re.compile(
    r"^(?P<before>[^\n]*?)(?:(?<!%)%++|<!--|\.\.)[ \t]*cv:[ \t]*ok\b[ \t]*"
    r"(?P<kinds>(?:[a-z_]+(?:[ \t]*,[ \t]*[a-z_]+)*)?)",
    re.MULTILINE,
)


class Suppression(NamedTuple):
    """A comment that suppresses findings of some kinds at one entry or row (lines count from 1)."""

    path: Path
    line: int
    kinds: tuple[str, ...]
    #: The first line of the entry or row; 0 if none follows.
    place: int


def read(text: str, path: Path, places: Sequence[int]) -> list[Suppression]:
    """Return the suppressions in a file; `places` are the first lines of its entries or rows, ascending."""
    if "cv:" not in text:
        return []
    found, line, counted = [], 1, 0
    for match in _COMMENT.finditer(text):
        line, counted = line + text.count("\n", counted, match.start()), match.start()
        kinds = tuple(kind.strip() for kind in match["kinds"].split(",") if kind.strip())
        before = match["before"].strip()
        if not before:  # above the next entry
            index = bisect_right(places, line)
            place = places[index] if index < len(places) else 0
        elif before.endswith(("}", ")", ",")):  # after an entry that is on this line, or ends on it
            index = bisect_left(places, line + 1) - 1
            place = places[index] if index >= 0 else 0
        else:
            continue
        found.append(Suppression(path, line, kinds, place))
    return found
