"""Fields inherited from other entries (crossref, xdata, set), and duplicate keys."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from sphinx_cv.bibtex.records import Fault, RawEntry
from sphinx_cv.model.links import link_field

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Fields that are not inherited through crossref.
OWN_FIELDS = frozenset(
    "abstract author author+an award code crossref doi entryset eprint eprinttype ids keywords note pdf poster"
    " presentation pubstate related relatedoptions relatedstring relatedtype selected shorthand shorttitle slides"
    " sortkey subtitle title titleaddon url video website xref".split()
)
#: Fields of a book, of a work in several volumes and of a journal, and the names under which their parts inherit them
#: (biblatex's manual, appendix B).
BOOK_TITLES = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
MAIN_TITLES = {"title": "maintitle", "subtitle": "mainsubtitle", "titleaddon": "maintitleaddon"}
JOURNAL_TITLES = {"title": "journaltitle", "subtitle": "journalsubtitle", "titleaddon": "journaltitleaddon"}
#: Characters that a citation key cannot have, or should not.
_NOT_IN_KEY = re.compile(r"[^\w.+-]+")
#: The types of parts whose book has an author.
_IN_BOOKS = frozenset({"inbook", "bookinbook", "suppbook"})
#: The number of entries from which an entry may inherit: chains of thousands of publications would take quadratic time.
_MOST_REACHED = {"xdata": 5_000, "crossref": 100}
#: Entry types that only hold data for other entries.
DATA_TYPES = frozenset({"xdata", "set"})


def resolve(entries: list[RawEntry]) -> tuple[list[RawEntry], list[Fault]]:
    """Return the entries that are publications, with unique keys and inherited fields, and the faults."""
    faults: list[Fault] = []
    by_key = _with_unique_keys(entries, faults)
    own = {key: dict(entry.fields) for key, entry in by_key.items()}
    for entry in by_key.values():
        for name in ("xdata", "crossref", "entryset"):
            wanted = _keys(own[entry.key.lower()].get(name, ""))
            faults += [
                _dangling(entry, name, key)
                for key in wanted
                if key.lower() not in own or key.lower() == entry.key.lower()
            ]
    with_data = {key: dict(fields) for key, fields in own.items()}
    publications = {key: entry for key, entry in by_key.items() if entry.type not in DATA_TYPES}
    parents = {key.lower() for fields in own.values() for key in _keys(fields.get("crossref", ""))}
    for key, entry in by_key.items():
        if key not in publications and key not in parents:  # its fields are read where an entry names it
            continue
        for source in _reachable(key, "xdata", own, entry, faults):
            for name, value in own[source].items():
                if name != "xdata" and name not in with_data[key]:
                    with_data[key][name] = value
                    entry.lines.setdefault(name, entry.lines.get("xdata", entry.line))
        entry.fields = {name: value for name, value in with_data[key].items() if name != "xdata"}
    for key, entry in publications.items():
        for source in _reachable(key, "crossref", with_data, entry, faults):
            _inherit(entry, by_key[source].type, with_data[source])
    return list(publications.values()), faults


def _with_unique_keys(entries: list[RawEntry], faults: list[Fault]) -> dict[str, RawEntry]:
    """Return the entries by key in lower case, since BibTeX ignores case; duplicate keys are renamed."""
    written = [entry.key or f"{_NOT_IN_KEY.sub('-', entry.path.stem)}-line-{entry.line}" for entry in entries]
    taken, by_key = {key.lower() for key in written}, dict[str, RawEntry]()
    first: dict[str, RawEntry] = {}
    seen: dict[tuple[object, ...], RawEntry] = {}
    numbers: dict[str, Iterator[int]] = defaultdict(lambda: count(2))
    for entry, key in zip(entries, written, strict=True):
        content = (key.lower(), entry.type, frozenset(entry.fields.items()))
        same = seen.get(content)
        if other := same or first.get(key.lower()):
            where = f"line {other.line}" if other.path == entry.path else f"{other.path.name} line {other.line}"
        if same:
            message = f"{key}: the same entry is in {where}; it is shown once: remove one"
            faults.append(Fault(entry.path, entry.line, "duplicate_key", message))
            continue
        first.setdefault(key.lower(), entry)
        seen[content] = entry
        if other:
            number = next(number for number in numbers[key.lower()] if f"{key}-{number}".lower() not in taken)
            message = (
                f"{key}: the key is in {where} already; this entry is shown as {key}-{number}: give it its own key"
            )
            faults.append(Fault(entry.path, entry.line, "duplicate_key", message))
            key = f"{key}-{number}"  # noqa: PLW2901
            taken.add(key.lower())
        by_key[key.lower()] = replace(entry, key=key, fields=dict(entry.fields), lines=dict(entry.lines))
    return by_key


def _reachable(
    key: str, field: str, fields: dict[str, dict[str, str]], entry: RawEntry, faults: list[Fault]
) -> list[str]:
    """Return the keys that an entry reaches through a field, nearest first; cycles are allowed."""
    reached, queue = dict.fromkeys([key]), [key]
    while queue:
        if len(reached) - 1 > _MOST_REACHED[field]:
            message = (
                f"{entry.key}: {field} leads to more than {_MOST_REACHED[field]} entries: name the one that is meant"
            )
            faults.append(Fault(entry.path, entry.lines.get(field, entry.line), "dangling_reference", message))
            break
        for target in _keys(fields[queue.pop(0)].get(field, "")):
            if target.lower() in fields and target.lower() not in reached:
                reached[target.lower()] = None
                queue.append(target.lower())
    return list(reached)[1:]


def _inherit(entry: RawEntry, parent_type: str, parent_fields: dict[str, str]) -> None:
    """Add the fields that an entry inherits through crossref."""
    inherited = {
        name: value for name, value in parent_fields.items() if name not in OWN_FIELDS and not link_field(name)
    }
    if parent_type != entry.type:
        titles = MAIN_TITLES if parent_type.startswith("mv") else BOOK_TITLES
        for name, title in (JOURNAL_TITLES if parent_type == "periodical" else titles).items():
            if name in parent_fields:
                inherited.setdefault(title, parent_fields[name])
    if parent_type == entry.type and "title" not in entry.fields:  # the work itself, under its former key
        inherited |= {name: parent_fields[name] for name in ("author", *BOOK_TITLES) if name in parent_fields}
    if entry.type in _IN_BOOKS and "author" in parent_fields:
        inherited |= dict.fromkeys(("author", "bookauthor"), parent_fields["author"])
    for name, value in inherited.items():
        if name not in entry.fields:
            entry.fields[name] = value
            entry.lines[name] = entry.lines.get("crossref", entry.line)


def _keys(value: str) -> list[str]:
    return [key for key in (part.strip() for part in value.split(",")) if key]


def _dangling(entry: RawEntry, name: str, key: str) -> Fault:
    line = entry.lines.get(name, entry.line)
    message = f"{entry.key}: {name} names {key}, which does not exist: add that entry, or remove the field"
    return Fault(entry.path, line, "dangling_reference", message)
