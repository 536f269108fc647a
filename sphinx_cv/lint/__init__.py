"""What a careful editor would point out: guesses and advice about pubs.bib and the rows, never warnings of a build.

`find` asks each module of this package in turn; none of them knows of Sphinx.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from sphinx_cv.lint import awards as honors
from sphinx_cv.lint import entries as records
from sphinx_cv.lint import fields, names, rows, titles, venues
from sphinx_cv.lint.finding import Finding
from sphinx_cv.model.identity import Identities

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from sphinx_cv.bibtex.library import Library
    from sphinx_cv.bibtex.suppressions import Silence
    from sphinx_cv.model.row import Row

__all__ = ["Content", "Finding", "find"]


@dataclass(frozen=True, kw_only=True)
class Content:
    """All that is looked at."""

    library: Library
    #: In the order of the pages.
    rows: tuple[Row, ...] = ()
    #: The file of each page, by docname.
    pages: Mapping[str, Path] = field(default_factory=dict)
    #: What comments on the pages silence.
    silences: tuple[Silence, ...] = ()
    owner: tuple[str, ...] = ()
    people: Identities = field(default_factory=Identities)
    #: The annotations that a list can print.
    marks: Collection[str] = ()
    #: Names of findings, or `name:key`, that conf.py silences.
    ignored: tuple[str, ...] = ()
    settings: Path
    #: The lines of conf.py where settings stand.
    lines: Mapping[str, int] = field(default_factory=dict)
    today: datetime.date


def find(content: Content, kinds: Collection[str]) -> list[Finding]:
    """All that is to be said, by file and line; `kinds` are the names that a silence may have."""
    publications = content.library.publications
    where = (content.settings, content.lines)
    found = chain(
        names.variants(publications, content.people),
        names.marks(publications, content.marks),
        names.orcids(content.people, *where),
        titles.lost_capitals(publications),
        venues.spellings(publications),
        records.owners(publications, content.owner, *where),
        records.twice(publications),
        records.links(publications),
        fields.check(publications),
        honors.check(publications, content.rows, content.pages),
        rows.check(content.rows, content.pages, content.today),
    )
    return sorted(_unsilenced(dict.fromkeys(found), content, kinds))


def _unsilenced(found: Iterable[Finding], content: Content, kinds: Collection[str]) -> Iterable[Finding]:
    """The findings that nobody has judged, and the judgements that silence nothing."""
    by_place: dict[tuple[Path, int, str], list[Silence]] = defaultdict(list)
    silences = [*content.library.silences, *content.silences]
    for silence in silences:
        for kind in silence.kinds:
            by_place[silence.path, silence.place, kind].append(silence)
    used: set[object] = set()
    for finding in found:
        here = by_place.get((finding.path, finding.place, finding.subtype), [])
        used.update((silence, finding.subtype) for silence in here)
        ignored = {finding.subtype, f"{finding.subtype}:{finding.name}"} & set(content.ignored)
        used |= ignored
        if not here and not ignored:
            yield finding
    yield from _idle(silences, used, content, kinds)


def _idle(
    silences: Iterable[Silence], used: Collection[object], content: Content, kinds: Collection[str]
) -> Iterable[Finding]:
    """What silences nothing."""
    for silence in silences:
        if not silence.kinds:
            message = "it names no kind of finding: write such as cv: ok name_variant"
            yield Finding.on(silence.path, silence.line, "unused_silence", message)
        for kind in silence.kinds:
            if (silence, kind) not in used:
                yield Finding.on(silence.path, silence.line, "unused_silence", _unused(kind, kinds, "here"))
    for ignored in content.ignored:
        if ignored not in used:
            line, message = content.lines.get("cv_check_ignore", 1), _unused(ignored, kinds, "anywhere")
            yield Finding.on(content.settings, line, "unused_silence", f"cv_check_ignore: {message}")


def _unused(name: str, kinds: Collection[str], where: str) -> str:
    if name.partition(":")[0] not in kinds:
        return f"'{name}' is no kind of finding: the kinds are {', '.join(sorted(kinds))}"
    return f"there is no {name} {where} to silence: take it out"
