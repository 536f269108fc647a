"""What stands behind a publication's venue: volume and pages, school, institution, publisher, each for itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.model.text import EMPTY, Rich

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    #: Gives a field, decoded; EMPTY when it is not there.
    Text = Callable[[str], Rich]


def details(type_: str, kind: str, text: Text, *, has_venue: bool) -> tuple[Rich, ...]:
    """The parts, in the order in which they are printed; `type_` is the entry's, `kind` what it is to a reader."""
    return tuple(part for part in _parts(type_, kind, text, has_venue=has_venue) if part)


def joined(parts: list[Rich], separator: str) -> Rich:
    """Texts in one, those that are empty left out."""
    kept = [part for part in parts if part]
    pieces = [piece for part in kept for piece in (separator, *part.pieces) if piece][1 if separator else 0 :]
    return Rich(tuple(pieces), separator.join(part.plain for part in kept)) if kept else EMPTY


def _parts(type_: str, kind: str, text: Text, *, has_venue: bool) -> Iterator[Rich]:
    issue = text("number") or text("issue")
    if kind == "thesis":
        yield text("type") or _plain("Master's thesis" if type_ == "mastersthesis" else "PhD thesis")
        yield text("school") or text("institution")
    elif type_ in {"report", "techreport"}:
        yield joined([text("type") or _plain("Technical report"), issue], " ")
        yield text("institution") or text("organization")
    elif kind == "report":
        yield text("organization") or text("institution")
    elif kind == "patent":
        yield joined([_plain("Patent"), issue], " ")
    elif has_venue:
        yield _volume(text("volume"), issue)
        yield text("series")
    else:
        yield text("series")
        yield joined([_plain("volume"), volume], " ") if (volume := text("volume")) else EMPTY
    if version := text("version"):
        yield joined([_plain("version"), version], " ")
    if edition := text("edition"):
        yield edition if "edition" in edition.plain.lower() else joined([edition, _plain("edition")], " ")
    if kind in {"book", "chapter", "proceedings"} or not has_venue:
        yield text("publisher")
        yield text("location") or text("address")
    pages = text("pages") or text("eid")
    if pages and kind not in {"thesis", "report", "book"}:
        pages = _plain(re.sub(r"(?<=\d)\s*-+\s*(?=\d)", "–", pages.plain))
        yield pages if kind == "journal" else joined([_plain("pages"), pages], " ")


def _volume(volume: Rich, issue: Rich) -> Rich:
    """`12(3)`, or what there is of it."""
    if volume and issue:
        return joined([volume, _plain("("), issue, _plain(")")], "")
    return volume or issue


def _plain(text: str) -> Rich:
    return Rich((text,), text)
