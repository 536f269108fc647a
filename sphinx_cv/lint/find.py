"""Lint: likely mistakes in publications and rows. Findings are never warnings of a build.

`find` runs the checks of all modules. Only `command` depends on Sphinx.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from sphinx_cv.lint import awards, entries, fields, names, rows, titles, topics, unknown_fields, venues
from sphinx_cv.lint.finding import Finding
from sphinx_cv.model.identity import Identities

if TYPE_CHECKING:
    import datetime
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from sphinx_cv.bibtex.records import Library
    from sphinx_cv.bibtex.suppressions import Suppression
    from sphinx_cv.model.row import Row

__all__ = ["Content", "Finding", "find", "unsuppressed"]

#: The types of findings that other commands make.
ELSEWHERE = frozenset({"difference"})


@dataclass(frozen=True, kw_only=True)
class Content:
    """The input of all checks."""

    library: Library
    #: All rows, in the order of the pages.
    rows: tuple[Row, ...] = ()
    #: The file of each page, by docname.
    pages: Mapping[str, Path] = field(default_factory=dict)
    #: The comments on the pages that suppress findings.
    suppressions: tuple[Suppression, ...] = ()
    owner: tuple[str, ...] = ()
    people: Identities = field(default_factory=Identities)
    #: The annotations of names that lists print.
    marks: Collection[str] = ()
    #: Types of findings, or `type:key`, that conf.py suppresses.
    ignored: tuple[str, ...] = ()
    #: The path of conf.py.
    settings: Path
    #: The lines of settings in conf.py.
    lines: Mapping[str, int] = field(default_factory=dict)
    today: datetime.date


def find(content: Content, kinds: Collection[str]) -> list[Finding]:
    """Return all findings, sorted by file and line; `kinds` are the types that a suppression may name."""
    publications = content.library.publications
    where = (content.settings, content.lines)
    found = chain(
        unknown_fields.check(publications),
        names.variants(publications, content.people),
        names.marks(publications, content.marks),
        names.orcids(content.people, *where),
        titles.lost_capitals(publications),
        venues.spellings(publications),
        topics.spellings(publications),
        entries.owners(publications, content.owner, *where),
        entries.duplicates(publications),
        entries.links(publications),
        fields.check(publications),
        awards.check(publications, content.rows, content.pages),
        rows.check(content.rows, content.pages, content.today),
    )
    used: set[object] = set()
    suppressions = (*content.library.suppressions, *content.suppressions)
    kept = [*unsuppressed(dict.fromkeys(found), suppressions, content.ignored, used)]
    return sorted([*kept, *_unused_suppressions(suppressions, used, content, kinds)])


def unsuppressed(
    found: Iterable[Finding], suppressions: Iterable[Suppression], ignored: Collection[str], used: set[object]
) -> Iterable[Finding]:
    """Yield the findings that nothing suppresses, and add to `used` what suppresses the others."""
    by_place: dict[tuple[Path, int, str], list[Suppression]] = defaultdict(list)
    for suppression in suppressions:
        for kind in suppression.kinds:
            by_place[suppression.path, suppression.place, kind].append(suppression)
    for finding in found:
        here = by_place.get((finding.path, finding.place, finding.subtype), [])
        used.update((suppression, finding.subtype) for suppression in here)
        in_settings = {finding.subtype, f"{finding.subtype}:{finding.name}"} & set(ignored)
        used |= in_settings
        if not here and not in_settings:
            yield finding


def _unused_suppressions(
    suppressions: Iterable[Suppression], used: Collection[object], content: Content, kinds: Collection[str]
) -> Iterable[Finding]:
    """Yield the suppressions, in comments and in conf.py, that suppress nothing; those of ELSEWHERE may do so there."""
    for suppression in suppressions:
        if not suppression.kinds:
            message = "it names no kind of finding: write, for example, cv: ok name_variant"
            yield Finding.on(suppression.path, suppression.line, "unused_suppression", message)
        for kind in suppression.kinds:
            if (suppression, kind) not in used and kind not in ELSEWHERE:
                message = _unused_message(kind, kinds, "here")
                yield Finding.on(suppression.path, suppression.line, "unused_suppression", message)
    for ignored in content.ignored:
        if ignored not in used and ignored.partition(":")[0] not in ELSEWHERE:
            line, message = content.lines.get("cv_check_ignore", 1), _unused_message(ignored, kinds, "anywhere")
            yield Finding.on(content.settings, line, "unused_suppression", f"cv_check_ignore: {message}")


def _unused_message(name: str, kinds: Collection[str], where: str) -> str:
    if name.partition(":")[0] not in kinds:
        return f"'{name}' is not a kind of finding: the kinds are {', '.join(sorted(kinds))}"
    return f"there is no {name} {where} to suppress: remove it"
