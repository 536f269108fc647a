"""The fields of rows: those of every row, those of a few kinds, and those that cv_kinds declares for a kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

#: The fields of every row.
FIELDS = ("kind", "organization", "role", "location", "url", "date", "start", "end", "publication")
#: The fields of a few kinds.
OWN_FIELDS = {"degree": ("dissertation", "advisors"), "course": ("code",)}
#: The fields of the first line of a row, in their order; the code of a course is before the title.
_HEAD = ("organization", "role", "location", "code")
#: Names that cannot be declared: fields that mean the same in every row, and names of filters.
_RESERVED = frozenset(FIELDS) - {"organization", "role", "location"} | {"title", "y", "page", "present"}
_NAME = re.compile(r"[A-Za-z][\w-]*")
_EXAMPLE = '{"grant": ["amount", "number"]}'


class Layout(NamedTuple):
    """Where the fields of a row are printed."""

    #: In the first line, without a label.
    head: tuple[str, ...]
    #: In the line of details: those that cv_kinds declares, in that order, then the unknown ones.
    details: tuple[str, ...]
    #: In a line of their own.
    remarks: tuple[str, ...]
    #: Those that neither the kind has nor cv_kinds declares.
    unknown: tuple[str, ...]


def lay_out(fields: Collection[str], own: Collection[str], declared: Collection[str]) -> Layout:
    """Return where the fields of a row are printed; a field of every row that is declared is printed with its label."""
    known = {*FIELDS, *own} - {*declared}
    unknown = tuple(name for name in fields if name not in known and name not in declared)
    head = tuple(name for name in _HEAD if name in fields and name in known)
    return Layout(
        head=head,
        details=(*(name for name in declared if name in fields), *unknown),
        remarks=tuple(name for name in own if name in fields and name in known and name not in head),
        unknown=unknown,
    )


def label_of(field: str) -> str:
    """Return the label of a field: that of `now-at` is `Now at`."""
    words = re.sub("[-_]+", " ", field).strip()
    return words[:1].upper() + words[1:]


def filter_name(field: str) -> str:
    """Return the name of a field in a filter: in lower case, and without hyphens, which would be minus signs."""
    return field.replace("-", "_").lower()


def usable_kinds(setting: Mapping[Any, object]) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """Return what can be used of cv_kinds, the fields of each kind, and the problems with the rest."""
    kinds: dict[str, tuple[str, ...]] = {}
    problems: list[str] = []
    for kind, fields in setting.items():
        if not isinstance(kind, str) or not kind.strip():
            problems.append(f"{kind!r:.60} is no kind of rows: write {_EXAMPLE}")
        elif not isinstance(fields, list | tuple) or not all(isinstance(field, str) for field in fields):
            problems.append(f"{kind} has no list of fields: write {_EXAMPLE}")
        else:
            usable: dict[str, str] = {}
            for field in fields:
                if problem := _problem(field, usable):
                    problems.append(f"{kind} has the field {field!r:.60}, {problem}")
                else:
                    usable[field.lower()] = field
            kinds[kind] = tuple(usable.values())
    return kinds, problems


def _problem(field: str, others: Mapping[str, str]) -> str:
    """Return why a field cannot be declared, with the fix; empty if it can."""
    if not _NAME.fullmatch(field):
        return "which cannot be used: write a letter, then letters, digits, '-' and '_'"
    if field.lower() in _RESERVED:
        return "whose name every row or filter has already: write another name"
    return "which is there twice: remove one" if field.lower() in others else ""
