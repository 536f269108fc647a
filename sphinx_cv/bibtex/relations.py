"""Works related to others by biblatex's `related`: reviews, translations, reprints."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_cv.model.publication import Relation
from sphinx_cv.tex.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_cv.model.publication import Publication


def with_relations(publications: list[Publication]) -> list[Publication]:
    """Return the publications, those with related works with these; a key without an entry is ignored."""
    if not any("related" in each.fields for each in publications):
        return publications
    by_key = {each.key.lower(): each for each in publications}
    return [
        replace(each, relations=tuple(_relations(each, by_key))) if "related" in each.fields else each
        for each in publications
    ]


def _relations(publication: Publication, by_key: Mapping[str, Publication]) -> Iterator[Relation]:
    fields = publication.fields
    phrase, _ = decode(fields.get("relatedstring", "").replace(r"\autocap", ""))
    for key in fields["related"].split(","):
        work = by_key.get(key.strip().lower())
        if work and work is not publication:
            type_ = "" if phrase else fields.get("relatedtype", "").strip().lower()
            yield Relation(type_, phrase, work)
