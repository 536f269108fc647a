"""Topics: one spelling for each."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def usual_spellings(topics: Iterable[Sequence[str]]) -> dict[str, str]:
    """Return the usual spelling of each topic that has several; `topics` are those of each publication.

    Spellings of one topic differ in case, hyphens and spaces alone. The usual one is the most frequent, then the first.
    """
    counts = Counter(topic for each in topics for topic in each)
    groups: dict[str, list[str]] = {}
    for topic in counts:
        groups.setdefault(_key(topic), []).append(topic)
    usual = {key: max(spellings, key=counts.__getitem__) for key, spellings in groups.items()}
    return {topic: usual[_key(topic)] for topic in counts if usual[_key(topic)] != topic}


def _key(topic: str) -> str:
    """Return what the spellings of a topic have in common; C and C++ are two topics."""
    return re.sub(r"[\s‐‑_-]+", " ", unicodedata.normalize("NFKC", topic).casefold()).strip()
