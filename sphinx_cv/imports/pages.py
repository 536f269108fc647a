"""Pages with rows as they are written into sections/, beside those that are there."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from sphinx_cv.imports.markdown import escape, escape_inline
from sphinx_cv.model.folding import fold

if TYPE_CHECKING:
    from collections.abc import Container, Iterable
    from pathlib import Path


#: The options whose values are Markdown, as the title is.
_MARKDOWN = frozenset({"organization", "role", "location"})
#: The value of an option that MyST reads as it is written: no quotes, and nothing that YAML interprets.
_SIMPLE = re.compile(r"(?!.*(?::\s|\s#|:$))[^\W_][^\"'`\\]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row, as its directive is written."""

    directive: str
    title: str
    #: The options by name, in order.
    options: dict[str, str]
    #: The body: blocks of Markdown.
    body: tuple[str, ...] = ()


@dataclass(slots=True)
class Page:
    """A page of sections/."""

    title: str
    #: Rows, and blocks of Markdown.
    parts: list[Row | str] = field(default_factory=list)


def row_text(row: Row) -> str:
    """Return a row as a directive."""
    fence = "~~~" if "`" in row.title else "```"
    lines = [f"{fence}{{{row.directive}}} {escape_inline(row.title)}"]
    for name, value in row.options.items():
        lines.append(f":{name}: {option_value(escape_inline(value) if name in _MARKDOWN else value)}")
    if row.body:
        lines += ["", "\n\n".join(row.body)]
    return "\n".join([*lines, fence])


def option_value(text: str) -> str:
    """Return the value of an option, in quotation marks where YAML needs them."""
    text = " ".join(text.split())
    return text if _SIMPLE.fullmatch(text) else "'" + text.replace("'", "''") + "'"


def page_text(page: Page, parts: Iterable[Row | str]) -> str:
    """Return a page that builds before a table of contents names it."""
    blocks = [row_text(part) if isinstance(part, Row) else part for part in parts]
    return "\n\n".join(["---\norphan: true\n---", f"# {escape(page.title) or 'Imported'}", *blocks]) + "\n"


def free_path(folder: Path, name: str, taken: Container[Path]) -> Path:
    """Return the path of a page that is not there, and not taken: work.md, work-imported.md, work-imported-2.md."""
    names = (f"{name}-imported-{number}" if number > 1 else f"{name}{'-imported' * number}" for number in count())
    paths = (folder / f"{each}.md" for each in names)
    return next(path for path in paths if path not in taken and not path.exists() and not path.is_symlink())


def file_name(title: str) -> str:
    """Return the name of the file of a page with this title."""
    return re.sub(r"[^a-z0-9]+", "-", fold(title))[:60].strip("-") or "section"
