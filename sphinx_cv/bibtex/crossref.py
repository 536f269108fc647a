"""What entries of a BibTeX file take from each other: crossref, xdata and set; and keys that are there twice."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

from sphinx_cv.bibtex.records import Fault, RawEntry

#: Fields that are of one entry alone, and are not taken from the entry that it cross-refers to.
OWN_FIELDS = frozenset(
    "abstract author author+an award code crossref doi entryset eprint eprinttype ids keywords note pdf poster presentation"
    " pubstate relatedtype selected shorthand shorttitle slides sortkey subtitle title titleaddon url video website xref".split()
)
#: Of an entry that is part of a whole, the whole's title has a name of its own.
BOOK_TITLES = {"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"}
#: Entry types that hold data for others and are no publications themselves.
DATA_TYPES = frozenset({"xdata", "set"})


def resolve(entries: list[RawEntry]) -> tuple[list[RawEntry], list[Fault]]:
    """The publications among the entries, each with a key of its own and all its fields; and what is wrong."""
    faults: list[Fault] = []
    by_key = _distinct(entries, faults)
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
    for key, entry in by_key.items():
        for source in _reached(key, "xdata", own):
            for name, value in own[source].items():
                if name != "xdata" and name not in with_data[key]:
                    with_data[key][name] = value
                    entry.lines.setdefault(name, entry.lines.get("xdata", entry.line))
        entry.fields = {name: value for name, value in with_data[key].items() if name != "xdata"}
    for key, entry in by_key.items():
        for source in _reached(key, "crossref", with_data):
            _take_crossref(entry, by_key[source].type, with_data[source])
    return [entry for entry in by_key.values() if entry.type not in DATA_TYPES], faults


def _distinct(entries: list[RawEntry], faults: list[Fault]) -> dict[str, RawEntry]:
    """The entries by key in lower case (BibTeX knows no other); a second one of a key gets a key of its own."""
    written = [entry.key or f"{entry.path.stem}-line-{entry.line}" for entry in entries]
    taken, by_key = {key.lower() for key in written}, dict[str, RawEntry]()
    seen: dict[str, list[RawEntry]] = {}
    for entry, key in zip(entries, written, strict=True):
        others = seen.setdefault(key.lower(), [])
        same = next((other for other in others if (other.type, other.fields) == (entry.type, entry.fields)), None)
        if other := same or (others[0] if others else None):
            where = f"line {other.line}" if other.path == entry.path else f"{other.path.name} line {other.line}"
        if same:
            message = f"{key}: the same entry is in {where}; it is shown once: take one out"
            faults.append(Fault(entry.path, entry.line, "duplicate_key", message))
            continue
        if others:
            number = next(number for number in count(2) if f"{key}-{number}".lower() not in taken)
            message = (
                f"{key}: the key is in {where} already; this entry is shown as {key}-{number}: give it its own key"
            )
            faults.append(Fault(entry.path, entry.line, "duplicate_key", message))
            key = f"{key}-{number}"  # noqa: PLW2901
            taken.add(key.lower())
        others.append(entry)
        by_key[key.lower()] = replace(entry, key=key, fields=dict(entry.fields), lines=dict(entry.lines))
    return by_key


def _reached(key: str, through: str, fields: dict[str, dict[str, str]]) -> list[str]:
    """The entries that an entry reaches through a field, nearest first, each once: a circle ends where it began."""
    reached, waiting = dict.fromkeys([key]), [key]
    while waiting:
        for wanted in _keys(fields[waiting.pop(0)].get(through, "")):
            if wanted.lower() in fields and wanted.lower() not in reached:
                reached[wanted.lower()] = None
                waiting.append(wanted.lower())
    return list(reached)[1:]


def _take_crossref(entry: RawEntry, type_: str, fields: dict[str, str]) -> None:
    """Take what an entry of this type gives to one that refers to it."""
    for name, value in fields.items():
        if name not in OWN_FIELDS:
            _take(entry, name, value, "crossref")
    for name, booktitle in BOOK_TITLES.items():
        if name in fields and type_ != entry.type:
            _take(entry, booktitle, fields[name], "crossref")


def _take(entry: RawEntry, name: str, value: str, through: str) -> None:
    if name not in entry.fields:
        entry.fields[name] = value
        entry.lines[name] = entry.lines.get(through, entry.line)


def _keys(value: str) -> list[str]:
    return [key for key in (part.strip() for part in value.split(",")) if key]


def _dangling(entry: RawEntry, name: str, key: str) -> Fault:
    line = entry.lines.get(name, entry.line)
    message = f"{entry.key}: {name} names {key}, which is not there: add that entry, or take the field out"
    return Fault(entry.path, line, "dangling_reference", message)
