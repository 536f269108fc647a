"""Venues and links that are not shown: fields under other names, each named once, and papers without a venue."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_cv.bibtex.field_names import VENUE_NAMES
from sphinx_cv.bibtex.link_reader import is_like_link
from sphinx_cv.bibtex.records import Fault
from sphinx_cv.bibtex.unprinted_fields import is_unprinted
from sphinx_cv.model.fields import READ
from sphinx_cv.model.links import LINK_FIELDS, link_field
from sphinx_cv.model.similarity import most_similar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_cv.model.publication import Publication

_VENUES = ("journal", "journaltitle", "journalname", "booktitle", "venue", "conference", "proceedings", "publishedin")
#: The kinds of works whose venue may have another name.
_IN_VENUES = frozenset({"journal", "conference", "chapter", "preprint", "other"})
#: The types that need a venue, and the field that names it.
_NEEDED = {
    "article": "journal",
    **dict.fromkeys(("inproceedings", "conference", "incollection"), "booktitle"),
    **dict.fromkeys(("phdthesis", "mastersthesis", "thesis"), "school"),
}
#: What may stand in place of a venue.
_SUBSTITUTES = "venue institution publisher series how_published state note arxiv eprint archive_url relations".split()


def check(publications: Iterable[Publication]) -> list[Fault]:
    """Return the faults: one for each name of a field, and one for each paper without its venue."""
    venues: dict[str, list[Publication]] = defaultdict(list)
    links: dict[str, list[Publication]] = defaultdict(list)
    faults = []
    for publication in publications:
        venue = _other_venue(publication)
        if venue:
            venues[venue].append(publication)
        elif fault := _no_venue(publication):
            faults.append(fault)
        for name, value in publication.fields.items():
            if name != venue and value and _may_be_link(name) and is_like_link(value):
                links[name].append(publication)
    faults += [
        _fault(name, having, "is likely the venue, which is not shown", "booktitle") for name, having in venues.items()
    ]
    return faults + [
        _fault(name, having, "has addresses, which are not shown", _similar_link(name))
        for name, having in links.items()
    ]


def _other_venue(publication: Publication) -> str:
    """Return the name of a field that is likely the venue of a publication without one; empty if there is none."""
    if publication.venue or publication.kind not in _IN_VENUES:
        return ""
    return next(
        (name for name, value in publication.fields.items() if _is_like_venue(name) and not is_like_link(value)), ""
    )


@lru_cache(maxsize=4_000)
def _is_like_venue(name: str) -> bool:
    plain = name.replace("_", "").replace("-", "")
    is_read = name in READ or name in VENUE_NAMES or name.startswith(("opt", "alt"))  # AUCTeX: switched off
    return not is_read and bool(most_similar(plain, _VENUES, cutoff=0.8))


@lru_cache(maxsize=4_000)
def _may_be_link(name: str) -> bool:
    """Return whether a field that is not read may have an address for readers; `_name` may be switched off or not."""
    return name not in READ and not link_field(name) and not is_unprinted(name.lstrip("_"))


def _similar_link(name: str) -> str:
    plain = name.lstrip("_")
    part = next((field for field in LINK_FIELDS if field in plain), "")
    return link_field(plain) or part or most_similar(plain, LINK_FIELDS) or "website"


def _no_venue(publication: Publication) -> Fault | None:
    field = _NEEDED.get(publication.type, "")
    if not field or "crossref" in publication.fields or any(getattr(publication, name) for name in _SUBSTITUTES):
        return None
    message = f"{publication.key}: this @{publication.type} has no {field}: write {field} = {{...}}"
    return Fault(publication.path, publication.line, "no_venue", message)


def _fault(name: str, having: list[Publication], what: str, field: str) -> Fault:
    first = having[0]
    others = f" of {len(having)} entries" if len(having) > 1 else ""
    setting = f'cv_fields = {{"{name}": "{field}"}}'
    message = f'{first.key}: {name}: this field{others} {what}: write {setting} in conf.py, or "" to leave it out'
    return Fault(first.path, first.lines.get(name, first.line), "field_name", message)
