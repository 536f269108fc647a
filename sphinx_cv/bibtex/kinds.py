"""Kinds of publications, as shown to readers: conference, journal, preprint, book and others."""

from __future__ import annotations

import re

_TYPES_OF_KIND = {
    "journal": "article periodical suppperiodical review",
    "conference": "inproceedings conference",
    "proceedings": "proceedings mvproceedings",
    "book": "book mvbook booklet collection mvcollection reference mvreference",
    "chapter": "incollection inbook bookinbook suppbook suppcollection inreference",
    "thesis": "thesis phdthesis mastersthesis",
    "report": "report techreport manual",
    "software": "software",
    "dataset": "dataset",
    "patent": "patent",
    "other": "misc online electronic www unpublished artwork audio image video performance movie music standard"
    " legal legislation letter jurisdiction commentary",
}
#: The kind of a publication, by the entry type of BibTeX or biblatex.
KINDS = {type_: kind for kind, types in _TYPES_OF_KIND.items() for type_ in types.split()}
#: Names of preprint servers, as they appear in place of a journal.
PREPRINT_SERVERS = re.compile(r"(?i)\b(arxiv|corr|biorxiv|medrxiv|chemrxiv|psyarxiv|ssrn|preprint|eprint archive)\b")


def kind_of(entry_type: str, venue: str, arxiv: str) -> str:
    """Return the kind of an entry from its type, the name of its venue and its arXiv identifier (empty if missing)."""
    kind = KINDS.get(entry_type, "other")
    is_preprint = PREPRINT_SERVERS.search(venue) or (arxiv and not venue)
    return "preprint" if kind in {"journal", "other"} and is_preprint else kind
