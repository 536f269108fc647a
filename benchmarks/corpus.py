"""Reads every BibTeX file of a folder, and counts what goes wrong.

    python benchmarks/corpus.py DIR [--show lost|tracebacks|differ|dropped|commands|zotero] [--seconds 300]

Each file is read, composed, exported and read again, in a process of its own with a time limit. Printed are the
entries that a regular expression counts, those that were read, those that were lost without a message, tracebacks and
time limits, exported entries that read back as another publication, fields that are neither printed nor left out for
a reason (sphinx_cv.bibtex.unprinted_fields), and LaTeX commands that are not known. The exit status is 1 if one of them
is not 0. Unknown commands are only counted, and so are titles and names that Zotero reads in another way (zotero.py).
"""

from __future__ import annotations

import argparse
import multiprocessing
import re
import sys
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import zotero
from docutils import nodes

from sphinx_cv.bibtex import crossref, library, reading
from sphinx_cv.bibtex.entry_reader import EntryReader
from sphinx_cv.bibtex.names import NameReader
from sphinx_cv.bibtex.records import UnreadableError
from sphinx_cv.bibtex.unprinted_fields import reason_not_to_print
from sphinx_cv.export.bibtex import bibtex_file
from sphinx_cv.model.fields import READ
from sphinx_cv.model.person import Person
from sphinx_cv.model.publication import Publication, Relation
from sphinx_cv.render.citation import compose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_cv.bibtex.records import Fault, RawEntry

#: The beginning of an entry, at the beginning of a line, as biber sees it: a line that begins with % is a comment.
_ENTRY = re.compile(r"^[ \t]*@[ \t]*(\w+)[ \t]*[{(]\s*([^,\s{}()=]*)\s*,", re.MULTILINE)
_COMMAND = re.compile(r"the command (\\.+?) is not known")
#: What an exported entry need not have: places in a file, what only a CV uses, and what is written in another way.
_NOT_COMPARED = frozenset(
    "path line lines fields texts number undecoded topics award presentation selected links note abstract"
    " relations".split()
)


@dataclass
class Findings:
    """What was found in a file; places are `key: detail`."""

    entries: int = 0
    read: int = 0
    size: int = 0
    seconds: float = 0
    encoding: int = 0
    lost: list[str] = field(default_factory=list)
    tracebacks: list[str] = field(default_factory=list)
    differ: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    compared: int = 0
    zotero: list[str] = field(default_factory=list)


def examine(path: Path) -> Findings:
    """Read a file in every way; a traceback is a finding."""
    found = Findings(size=path.stat().st_size)
    start = time.perf_counter()
    try:
        _examine(path, found)
    except Exception:  # noqa: BLE001  (each is counted)
        found.tracebacks.append(traceback.format_exc())
    found.seconds = time.perf_counter() - start
    return found


def _examine(path: Path, found: Findings) -> None:
    encoding = "utf-8"
    try:
        read = library.read([path], [])
    except ExceptionGroup as group:
        if not group.subgroup(UnreadableError):
            raise
        encoding = "iso-8859-1"
        read, found.encoding = library.read([path], [], encoding), 1
    text = path.read_text(encoding, errors="replace")
    written = [match for match in _ENTRY.finditer(text) if match[1].lower() not in {"string", "comment", "preamble"}]
    found.entries, found.read = len(written), len(read.publications)
    found.lost += _lost(text, written, read.publications, read.faults)
    for fault in read.faults:
        found.commands += _COMMAND.findall(fault.message)
    found.differ += _differences(read.publications)
    items = zotero.items(path.with_suffix(".json"))
    found.compared = sum(publication.key in items for publication in read.publications)
    found.zotero += zotero.differences(items, read.publications)
    file = reading.read(path, None, encoding)
    entries, _ = crossref.resolve(file.entries)
    for entry in entries:
        found.dropped += _dropped(entry)


def _lost(
    text: str, written: list[re.Match[str]], publications: tuple[Publication, ...], faults: tuple[Fault, ...]
) -> Iterator[str]:
    """Yield the entries that no publication and no message names."""
    keys = {publication.key.lower() for publication in publications}
    lines = {publication.line for publication in publications} | {fault.line for fault in faults}
    said = " ".join(fault.message for fault in faults).lower()
    for match in written:
        line = text.count("\n", 0, match.start(1)) + 1
        if match[1].lower() in {"xdata", "set"}:  # data for other entries, and sets of them
            continue
        if match[2].lower() not in keys and line not in lines and match[2].lower() not in said:
            yield f"{match[2]} (line {line})"


def _differences(publications: tuple[Publication, ...]) -> Iterator[str]:
    """Yield the publications that read back from their export as others."""
    exported = reading.parse(bibtex_file(publications), Path("export.bib"))
    entries, _ = crossref.resolve(exported.entries)
    again = {entry.key.lower(): EntryReader(entry, NameReader([]), []).publication() for entry in entries}
    for publication in publications:
        other = again.get(publication.key.lower())
        if other is None:
            yield f"{publication.key}: missing"
            continue
        for name in publication.__slots__:
            before, after = _compared(getattr(publication, name)), _compared(getattr(other, name))
            if name not in _NOT_COMPARED and before != after:
                yield f"{publication.key}: {name}: {before!r} != {after!r}"


def _compared(value: object) -> object:
    """Return a value without marks of people, whether the text is rich or not, and with single spaces."""
    if isinstance(value, tuple):
        return tuple(map(_compared, value))
    if isinstance(value, Relation):
        return value.type, value.phrase.plain, value.work.key
    if isinstance(value, Person):
        return replace(value, marks=())
    plain = getattr(getattr(value, "name", value), "plain", value)
    return " ".join(plain.split()) if isinstance(plain, str) else plain


def _dropped(entry: RawEntry) -> Iterator[str]:
    """Yield the fields that change nothing in print, whose text is nowhere in it, and which no message names.

    `check` names each field that is not known.
    """
    faults: list[Fault] = []
    publication, whole = _read(entry, faults), _printed(entry, "")
    printed, said = _words(whole), _words(" ".join(fault.message for fault in faults))
    for name, source in entry.fields.items():
        if not source.strip() or name not in READ or reason_not_to_print(name, publication) or _words(source) <= said:
            continue
        if _printed(entry, name) == whole and not _words(source) <= printed:
            yield f"{entry.key}: {name} = {source[:80]!r}"


def _printed(entry: RawEntry, without: str) -> str:
    """Return all that a reader sees of an entry without a field: the citation, with the URLs of its links."""
    fields = {name: source for name, source in entry.fields.items() if name != without}
    line = nodes.paragraph("", "", *compose(_read(replace(entry, fields=fields))))
    return " ".join([line.astext(), *(link["refuri"] for link in line.findall(nodes.reference))])


def _read(entry: RawEntry, faults: list[Fault] | None = None) -> Publication:
    entry = replace(entry, fields=dict(entry.fields))
    return EntryReader(entry, NameReader([]), [] if faults is None else faults).publication()


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", re.sub(r"\\[A-Za-z]+|[{}\\]", "", text).lower()))


def in_processes(paths: list[Path], limit: float) -> Iterator[Findings]:
    """Yield the findings of each file, read in a process of its own, which may take so many seconds."""
    context = multiprocessing.get_context("fork")
    for path in paths:
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=lambda path=path, sender=sender: sender.send(examine(path)))
        process.start()
        if receiver.poll(limit):
            yield receiver.recv()
        else:
            yield Findings(tracebacks=[f"{limit} seconds were not enough"])
        process.kill()
        process.join()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    kinds = ("lost", "tracebacks", "differ", "dropped", "commands", "zotero")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", choices=kinds, action="append", default=[])
    parser.add_argument("--seconds", type=float, default=300)
    options = parser.parse_args()
    paths = sorted(options.folder.rglob("*.bib"))
    total, commands, dropped = Counter[str](), Counter[str](), Counter[str]()
    for path, found in zip(paths, in_processes(paths, options.seconds), strict=True):
        total.update(
            {name: getattr(found, name) for name in ("entries", "read", "size", "seconds", "encoding", "compared")}
        )
        total.update({name: len(getattr(found, name)) for name in kinds})
        commands.update(found.commands)
        dropped.update(each.partition(": ")[2].partition(" = ")[0] for each in found.dropped)
        for kind in options.show:
            for place in getattr(found, kind):
                print(f"{kind}\t{path.relative_to(options.folder)}\t{place}")
    print(f"{len(paths)} files, {total['size']:,} bytes, {total['seconds']:.1f} s; {total['encoding']} not in UTF-8")
    print(f"entries: {total['entries']:,} by a regular expression, {total['read']:,} read")
    print(f"lost without a message: {total['lost']}; tracebacks and time limits: {total['tracebacks']}")
    print(f"round trips that differ: {total['differ']}; fields dropped: {total['dropped']}")
    print(f"unknown commands: {total['commands']}", *(f"{name} {count}" for name, count in commands.most_common(20)))
    print(f"titles and names that Zotero reads in another way: {total['zotero']} of {total['compared']:,} entries")
    print("fields dropped:", *(f"{name} {count}" for name, count in dropped.most_common(40)))
    return int(any(total[kind] for kind in ("lost", "tracebacks", "differ", "dropped")))


if __name__ == "__main__":
    sys.exit(main())
