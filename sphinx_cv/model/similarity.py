"""The known name that a mistyped one is most similar to."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def most_similar(name: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Return the known name with the highest ratio of difflib, at least `cutoff` (0 to 1); empty if there is none."""
    return next(iter(difflib.get_close_matches(name, list(known), n=1, cutoff=cutoff)), "")
