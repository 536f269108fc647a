"""The report of an import: what was taken, guessed and left, each with its place in the source."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from sphinx_cv.imports.tree import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sphinx_cv.imports.plan import Plan
    from sphinx_cv.imports.record import Found

_LONGEST = 200
_ROW = re.compile(r"^(?:```|~~~)\{", re.MULTILINE)


def report(source: Path, into: Path, plan: Plan) -> str:
    """Return the report of what was written."""
    found, merges = plan.found, plan.merges
    names = {path.relative_to(into).as_posix(): text for path, text in plan.pages.items()}
    lines = [f"{source} is imported into {into}"]
    taken = [f"{name}: {_counted(text)}" for name, text in names.items()]
    added = [each for merged in merges for each in merged.added]
    bib_name = plan.bib.name
    taken += [f"{bib_name}: {each.key} ({each.place})" for each in added]
    lines += _section("Taken", taken)
    guesses = [*found.guesses, *(each for merged in merges for each in merged.guesses)]
    lines += _section("Guessed or faulty: check these", (f"{place}: {_short(text)}" for place, text in guesses))
    duplicates = [f"{name}: {text}" for name, text in plan.there]
    for each in (each for merged in merges for each in merged.duplicates):
        more = f"; only the first has {', '.join(each.more)}" if each.more else ""
        other = f"{each.other_key} ({each.other_place})"
        duplicates.append(f"{each.place}: '{each.title or each.key}' is {other}: same {each.common}{more}")
    lines += _section("There already: nothing is written", duplicates)
    left = [*found.left, *(each for merged in merges for each in merged.left)]
    lines += _section("Left: write what you need by hand", (f"{place}: {_short(text)}" for place, text in left))
    if settings := list(_settings(found)):
        lines += ["", "For conf.py", *(f"  {line}" for line in settings)]
    if names:
        lines += ["", "For the tables of contents of index.md and cv.md"]
        lines += [f"  {name.removesuffix('.md')}" for name in names]
    return "".join(f"{line}\n" for line in lines)


def _section(title: str, items: Iterable[str]) -> list[str]:
    """Return a title with the number of its items, and a line for each; nothing without items."""
    shown = [f"  {_line(item)}" for item in items]
    return ["", f"{title} ({len(shown)})", *shown] if shown else []


def _line(text: str) -> str:
    """Return a text in one line, without characters that control the terminal."""
    return " ".join(clean(text).split())


def _short(text: str) -> str:
    """Return a text in one line, shortened: its place says where the whole is."""
    text = _line(text)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _counted(page: str) -> str:
    """Return the number of rows of a page."""
    rows = len(_ROW.findall(page))
    return f"{rows} {'row' if rows == 1 else 'rows'}" if rows else "text"


def _settings(found: Found) -> Iterator[str]:
    """Yield the lines for conf.py."""
    if found.owner:
        yield f"cv_owner = [{_quoted(found.owner)}]"
    if found.links:
        links = ", ".join(f"{_quoted(label)}: {_quoted(url)}" for label, url in found.links.items())
        yield f"cv_links = {{{links}}}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
