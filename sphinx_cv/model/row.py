"""The dated rows of a CV: positions, degrees, awards, courses and whatever else an owner lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sphinx_cv.model import filters
from sphinx_cv.model.kinds import filter_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_cv.model.spans import DateSpan

#: The names of a filter over rows, besides the fields of cv_kinds.
FILTER_NAMES = {
    "kind": filters.TEXT,
    "title": filters.TEXT,
    "organization": filters.TEXT,
    "role": filters.TEXT,
    "location": filters.TEXT,
    "page": filters.TEXT,
    "y": filters.NUMBER,
    "present": filters.FLAG,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row, as plain text; its highlights remain nodes of its page."""

    kind: str
    title: str
    organization: str = ""
    role: str = ""
    location: str = ""
    url: str = ""
    dates: DateSpan
    #: The citation key of the publication that an award is for.
    publication: str = ""
    #: The code of a course, which precedes its title.
    code: str = ""
    #: The fields of its kind, by name, such as a degree's advisors; a link is its URL.
    extra: dict[str, str] = field(default_factory=dict)
    docname: str
    anchor: str
    #: The line of the directive, from 1.
    line: int = 0
    #: The lines of its options, by name.
    lines: dict[str, int] = field(default_factory=dict)

    @property
    def heading(self) -> str:
        """The title, preceded by a course's code if there is one."""
        return f"{self.code}: {self.title}" if self.code else self.title

    def value(self, name: str) -> Any:  # noqa: ANN401  (text, number or flag, as filter_names says)
        """Return the value of a name in a filter."""
        if name == "y":
            return self.dates.year
        if name == "present":
            return self.dates.ongoing
        if name == "page":
            return self.docname
        if name in FILTER_NAMES:
            return getattr(self, name)
        return {filter_name(field): text for field, text in self.extra.items()}.get(name, "")


def filter_names(kinds: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return the names that a filter of rows may use, each with its type; `kinds` is the setting cv_kinds."""
    declared = sorted({filter_name(field) for fields in kinds.values() for field in fields})
    return dict.fromkeys(declared, filters.TEXT) | FILTER_NAMES


def choose_rows(
    rows: Iterable[Row], kinds: Iterable[str], row_filter: filters.Filter | None, page: str, limit: int
) -> list[Row]:
    """Return the rows of these kinds that pass the filter, in their order.

    An empty `page` selects all pages; a `limit` of 0 is no limit.
    """
    wanted = set(kinds)
    found = [
        row
        for row in rows
        if row.kind in wanted and page in {"", row.docname} and (row_filter is None or row_filter.matches(row.value))
    ]
    return found[:limit] if limit else found
