"""Where a work was published and presented: its venue, event, institution and first publication."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_cv.bibtex.identifiers import read_url
from sphinx_cv.bibtex.kinds import KINDS, PREPRINT_SERVERS
from sphinx_cv.model.folding import plain_words
from sphinx_cv.model.spans import DateSpan
from sphinx_cv.model.text import EMPTY, RichText, join_texts
from sphinx_cv.model.venue import NO_EVENT, NO_ORIGINAL, Event, Original, Venue

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    #: Returns the first of the named fields that is not empty.
    Text = Callable[..., RichText]

#: Fields that may name the venue, in order of preference.
_VENUES = ("journaltitle", "journal", "booktitle", "maintitle", "eventtitle")
_VENUES_OF_PARTS = ("booktitle", "maintitle", "eventtitle", "journaltitle", "journal")
#: The fields of the subtitle and of the addition of each.
_SUBTITLES = {
    "journaltitle": ("journalsubtitle", "journaltitleaddon"),
    "journal": ("journalsubtitle", "journaltitleaddon"),
    "booktitle": ("booksubtitle", "booktitleaddon"),
    "maintitle": ("mainsubtitle", "maintitleaddon"),
}
_ACRONYM = re.compile(r"\(([^()A-Z]*+[A-Z][^()]*+)\)\s*$")


def read_venue(entry_type: str, fields: Mapping[str, str], text: Text) -> Venue | None:
    """Return the venue of an entry; the title of the work itself is none, but for a journal's."""
    kind = KINDS.get(entry_type)
    names = [name for name in (_VENUES_OF_PARTS if kind in {"conference", "chapter"} else _VENUES) if fields.get(name)]
    if names and kind != "journal":
        own = text("title").plain.casefold()
        names = [name for name in names if text(name).plain.casefold() != own]
    if not names or not (title := text(name := names[0])):
        return None
    subtitle, addon = (text(each) for each in _SUBTITLES.get(name, ("", "")))
    if name == "booktitle" and not addon:
        addon = _journal_of(title, text)
    collection = EMPTY
    if name == "booktitle" and fields.get("maintitle") and text("maintitle").plain != title.plain:
        collection = join_texts([text("maintitle"), text("mainsubtitle")], ": ")
        addon = join_texts([addon, text("maintitleaddon")], ", ")
    return Venue(
        join_texts([title, subtitle], ": ") if subtitle else title,
        short_name(title.plain),
        addon,
        collection,
        name == "booktitle",
    )


def _journal_of(proceedings: RichText, text: Text) -> RichText:
    """Return the journal in which proceedings are printed, unless it is a preprint server."""
    journal = text("journaltitle", "journal")
    return EMPTY if journal.plain == proceedings.plain or PREPRINT_SERVERS.search(journal.plain) else journal


def read_event(fields: Mapping[str, str], text: Text, venue: Venue | None) -> Event:
    """Return the event of an entry, without what its venue says.

    Beside BibTeX's address, which is the publisher's, location is the place of the event, as ACM has it.
    """
    if not any(fields.get(name) for name in ("eventtitle", "eventtitleaddon", "eventdate", "venue", "location")):
        return NO_EVENT
    named = plain_words(f"{venue.name.plain} {venue.addon.plain}") if venue else ""
    title = join_texts([text("eventtitle"), text("eventtitleaddon")], ", ")
    places = ("venue", "location") if fields.get("address") else ("venue",)
    place = next((place for place in map(text, places) if place and place != text("address")), EMPTY)
    dates, written = _read_dates(text("eventdate"))
    return Event(
        title=EMPTY if plain_words(title.plain) in named else title,
        place=join_texts([EMPTY if plain_words(place.plain) in named else place, written], ", "),
        dates=dates,
    )


def read_original(fields: Mapping[str, str], text: Text) -> Original:
    """Return the first publication of a work that is reprinted or translated."""
    if not any(name.startswith(("orig", "reprint")) and value for name, value in fields.items()):
        return NO_ORIGINAL
    language = text("origlanguage").plain.strip().removeprefix("lang").strip()
    return Original(
        title=text("origtitle"),
        publisher=text("origpublisher"),
        place=text("origlocation", "origaddress"),
        date="–".join(dict.fromkeys(re.findall(r"\d{4}", text("origdate", "origyear").plain))),
        language="" if re.fullmatch(r".{2,3}|..[-_].*", language) else f"{language[:1].upper()}{language[1:]}",
    )


def read_institution(entry_type: str, text: Text) -> RichText:
    """Return the institutions of an entry, each once."""
    names = ("institution", "organization", "school")
    if KINDS.get(entry_type) == "thesis":
        names = ("school", "institution", "organization")
    elif entry_type == "manual":
        names = ("organization", "institution", "school")
    found = {each.plain: each for name in ("department", *names) if (each := text(name))}
    return join_texts(found.values(), ", ")


def read_issue_title(entry_type: str, fields: Mapping[str, str], text: Text) -> RichText:
    """Return the title of an issue, or of the proceedings that are an issue of a journal."""
    title = join_texts([text("issuetitle"), text("issuesubtitle")], ": ") if "issuetitle" in fields else EMPTY
    in_journal = KINDS.get(entry_type) == "journal" and (fields.get("journaltitle") or fields.get("journal"))
    return title or (text("booktitle") if in_journal else EMPTY)


def read_how_published(fields: Mapping[str, str], text: Text, arxiv: str) -> RichText:
    """Return how a work was published, if that is neither a URL nor the arXiv identifier."""
    written = fields.get("howpublished", "")
    return EMPTY if not written or read_url(written) or (arxiv and arxiv in written) else text("howpublished")


def _read_dates(written: RichText) -> tuple[DateSpan | None, RichText]:
    """Return the dates of an event, or the text if it cannot be read."""
    if not written:
        return None, EMPTY
    start, _, end = written.plain.strip().partition("/")
    try:
        return DateSpan.from_options("" if end else start, start if end else "", end), EMPTY
    except ValueError:
        return None, written


@lru_cache(maxsize=4_000)
def short_name(name: str) -> str:
    """Return the acronym at the end of a venue, without a year; the whole name if there is none."""
    match = _ACRONYM.search(name)
    if not match:
        return name
    return re.sub(r"(?<![\s'’-])[\s'’-]*+(?:\d{4}|(?<=['’])\d\d)$", "", match[1]).strip() or name
