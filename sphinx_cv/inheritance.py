"""What entries of a BibTeX file take from each other: crossref, xdata and set; and keys that are there twice."""

from __future__ import annotations

from dataclasses import replace

from sphinx_cv.bibtex import Fault, RawEntry

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
    for entry in list(by_key.values()):
        _take_xdata(entry, by_key, faults, (entry.key.lower(),))
    for entry in by_key.values():
        _take_crossref(entry, by_key, faults)
        members = _keys(entry.fields.get("entryset", ""))
        faults += [_dangling(entry, "entryset", member) for member in members if member.lower() not in by_key]
    return [entry for entry in by_key.values() if entry.type not in DATA_TYPES], faults


def _distinct(entries: list[RawEntry], faults: list[Fault]) -> dict[str, RawEntry]:
    """The entries by key in lower case (BibTeX knows no other); a second one of a key gets a key of its own."""
    by_key: dict[str, RawEntry] = {}
    for entry in entries:
        key = entry.key or f"{entry.path.stem}-line-{entry.line}"
        first = by_key.get(key.lower())
        if first and first.fields == entry.fields and first.type == entry.type:
            where = f"line {first.line}" if first.path == entry.path else f"{first.path.name} line {first.line}"
            message = f"{key}: the same entry is in {where}; it is shown once: take one out"
            faults.append(Fault(entry.path, entry.line, "duplicate_key", message))
            continue
        if first:
            number = 2
            while f"{key}-{number}".lower() in by_key:
                number += 1
            where = f"line {first.line}" if first.path == entry.path else f"{first.path.name} line {first.line}"
            message = (
                f"{key}: the key is in {where} already; this entry is shown as {key}-{number}: give it its own key"
            )
            faults.append(Fault(entry.path, entry.line, "duplicate_key", message))
            key = f"{key}-{number}"
        by_key[key.lower()] = replace(entry, key=key, fields=dict(entry.fields), lines=dict(entry.lines))
    return by_key


def _take_xdata(entry: RawEntry, by_key: dict[str, RawEntry], faults: list[Fault], seen: tuple[str, ...]) -> None:
    for key in _keys(entry.fields.get("xdata", "")):
        source = by_key.get(key.lower())
        if source is None:
            faults.append(_dangling(entry, "xdata", key))
        elif source.key.lower() not in seen:  # a circle of xdata ends where it began
            _take_xdata(source, by_key, faults, (*seen, source.key.lower()))
            for name, value in source.fields.items():
                _take(entry, name, value, "xdata")
    if entry.fields.pop("xdata", None) is not None:
        entry.lines.setdefault("xdata", entry.line)


def _take_crossref(entry: RawEntry, by_key: dict[str, RawEntry], faults: list[Fault]) -> None:
    wanted = entry.fields.get("crossref", "").strip()
    if not wanted:
        return
    parent = by_key.get(wanted.lower())
    if parent is None or parent is entry:
        faults.append(_dangling(entry, "crossref", wanted))
        return
    for name, value in parent.fields.items():
        if name not in OWN_FIELDS:
            _take(entry, name, value, "crossref")
    for name, booktitle in BOOK_TITLES.items():
        if name in parent.fields and parent.type != entry.type:
            _take(entry, booktitle, parent.fields[name], "crossref")


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
