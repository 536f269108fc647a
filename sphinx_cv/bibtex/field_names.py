"""Fields under other names: those of cv_fields, and names that owners give to the venue."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from sphinx_cv.bibtex.identifiers import read_arxiv, read_url
from sphinx_cv.bibtex.kinds import KINDS, PREPRINT_SERVERS
from sphinx_cv.model.links import LINK_FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_cv.bibtex.records import RawEntry

#: The fields of which one names the venue; the type of the entry decides which.
VENUES = ("journal", "journaltitle", "booktitle")
#: Names that owners give to the venue, whatever the type of the entry.
VENUE_NAMES = ("_venue", "conference")
_URL_NAMES = ("link", "uri")
#: URLs that DBLP and BibDesk write beside others: they are read if the entry has no other.
_LAST_URLS = ("ee", "bdsk-url-1")
_IDENTIFIERS = ("url", "doi", "eprint", "arxiv", "pmid", "howpublished")
_ALL_VENUES = (*VENUES, "maintitle", "eventtitle")
_VENUE_OF_KIND = {"conference": "booktitle", "chapter": "booktitle", "thesis": "school", "report": "institution"}


def rename_fields(entry: RawEntry, names: Mapping[str, str]) -> None:
    """Rename the fields of an entry, by the field that each name stands for; it is empty to leave a field out.

    A field that the entry has already stays, but a link is added to another one, and the venue of a published paper
    takes the place of a preprint server.
    """
    for name in [name for name in entry.fields if name in names]:
        if names[name]:
            _rename(entry, name, names[name])
        else:
            del entry.fields[name]
    for name in VENUE_NAMES:
        if entry.fields.get(name) and name not in names:
            _rename(entry, name, "booktitle")
    if "url" not in entry.fields:
        _add_url(entry)


def _add_url(entry: RawEntry) -> None:
    """Give an entry without a URL that of another field, which stays if it is a reference manager's."""
    fields = entry.fields
    if name := next((name for name in _URL_NAMES if read_url(fields.get(name, ""))), ""):
        fields["url"], entry.lines["url"] = fields.pop(name), entry.lines[name]
    elif not any(fields.get(name) for name in _IDENTIFIERS) and (
        name := next((name for name in _LAST_URLS if read_url(fields.get(name, ""))), "")
    ):
        fields["url"], entry.lines["url"] = fields[name], entry.lines[name]


def _rename(entry: RawEntry, name: str, field: str) -> None:
    fields = entry.fields
    if field in VENUES:
        field = _VENUE_OF_KIND.get(KINDS.get(entry.type, ""), "journal")
        if fields.get(field) and field not in _ALL_VENUES:
            return
        if not _gives_way(entry, fields[name]):
            return
    elif field in LINK_FIELDS and field in fields:
        field = next(other for number in count(2) if (other := f"{field}_{number}") not in fields)
    elif fields.get(field):
        return
    fields[field], entry.lines[field] = fields.pop(name), entry.lines[name]


def _gives_way(entry: RawEntry, venue: str) -> bool:
    """Return whether an entry needs a venue; its preprint server gives way to it, and stays as a link to arXiv."""
    fields = entry.fields
    written = next((each for each in _ALL_VENUES if fields.get(each)), "")
    if PREPRINT_SERVERS.search(venue):
        return not written and not read_arxiv(fields)
    if written and PREPRINT_SERVERS.search(fields[written]):
        fields.setdefault("arxiv", read_arxiv(fields))
        del fields[written]
        return True
    return not written
