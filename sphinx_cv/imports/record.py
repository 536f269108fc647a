"""What an import finds: rows and texts of pages, papers, settings, and what was guessed or left."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_cv.imports import markdown
from sphinx_cv.imports.dates import MONTHS, read_date, read_span
from sphinx_cv.imports.pages import Page, Row
from sphinx_cv.model import spans
from sphinx_cv.model.links import checked_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_cv.imports.papers import Paper
    from sphinx_cv.imports.tree import Node

#: A host without a scheme, as in example.org/ada.
_HOST = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,}(?:[/?#]\S*)?")
#: The options of a row, in the order in which they are written.
_OPTIONS = ("kind", "organization", "role", "location", "url", "date", "start", "end")


@dataclass(slots=True)
class Found:
    """Everything that an import finds."""

    #: Whether texts may have the markup that systems of CVs allow.
    markup: bool = True
    owner: str = ""
    links: dict[str, str] = field(default_factory=dict)
    #: The pages by the name of their file.
    pages: dict[str, Page] = field(default_factory=dict)
    papers: list[Paper] = field(default_factory=list)
    #: A place and a sentence each.
    guesses: list[tuple[str, str]] = field(default_factory=list)
    #: A place and the text that was not taken.
    left: list[tuple[str, str]] = field(default_factory=list)

    def plain(self, text: str) -> str:
        """Return a text in one line without markup."""
        return markdown.plain(text) if self.markup else " ".join(text.split())

    def page(self, name: str, title: str) -> Page:
        return self.pages.setdefault(name, Page(title))

    def add_text(self, name: str, title: str, blocks: Iterable[str]) -> None:
        """Add blocks of Markdown to a page; lists that follow each other are one."""
        for block in filter(None, blocks):
            parts = self.page(name, title).parts
            last = parts[-1] if parts else ""
            if isinstance(last, str) and last.startswith("- ") and block.startswith("- "):
                parts[-1] = f"{last}\n{block}"
            else:
                parts.append(block)

    def add_row(
        self,
        node: Node,
        name: str,
        page_title: str,
        *,
        directive: str = "entry",
        title: str,
        date: str = "",
        start: str = "",
        end: str = "",
        url: str = "",
        body: Sequence[str] = (),
        **options: str,
    ) -> None:
        """Add a row to a page; `options` are those beside its dates and URL."""
        span = read_span(date, start, end)
        self.guesses += [(node.place, guess) for guess in span.guesses]
        self.left += [(node.place, f"'{text}' is not a date") for text in span.left]
        organization = self.plain(options.get("organization", ""))
        if not (heading := self.plain(title)):
            heading, organization = organization or "Untitled", ""
            self.guesses.append((node.place, f"it has no title: written as {heading}"))
        written = {name: self.plain(text) for name, text in options.items()}
        written |= {
            "organization": organization,
            "url": self.url(node, url or (markdown.link_in(title) if self.markup else "")),
        }
        row = Row(
            directive=directive,
            title=heading,
            options={name: text for name in _OPTIONS if (text := (written | span.options).get(name))},
            body=tuple(body),
        )
        self.page(name, page_title).parts.append(row)

    def url(self, node: Node, written: str) -> str:
        """Return a URL that can be linked to; another text is left."""
        if not written or (url := checked_url(written)):
            return url if written and url else ""
        if _HOST.fullmatch(written) and (url := checked_url(f"https://{written}")):
            self.guesses.append((node.place, f"'{written}' is written as {url}"))
            return url
        self.left.append((node.place, f"'{written}' is no URL"))
        return ""

    def add_link(self, node: Node, label: str, written: str) -> None:
        """Add a link of the owner."""
        url = self.url(node, written)
        if url and self.links.setdefault(label or "Website", url) != url:
            self.left.append((node.place, f"{label}: {url}"))

    def date_fields(self, node: Node, date: str) -> dict[str, str]:
        """Return the fields of a date in BibTeX."""
        iso, exact = read_date(date) if date else ("", True)
        if not iso or iso == spans.PRESENT:
            self.left += [(node.place, f"'{date}' is not a date")] if date else []
            return {}
        if not exact:
            self.guesses.append((node.place, f"'{date}' is written as {iso}"))
        known = spans.read_date(iso)
        month = MONTHS[known.month - 1] if known.month and not known.is_division else ""
        said = known.precision == bool(month)
        return {"year": str(known.year), "month": month, "date": "" if said else known.isoformat()}
