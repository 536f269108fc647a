"""The dated rows of a CV: positions, degrees, awards, courses and whatever else an owner lists."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sphinx_cv.model import filters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_cv.model.spans import DateSpan

#: The label that a row prints before an option of its kind; an option without one is part of another line.
LABELS = {"dissertation": "Dissertation", "advisors": "Advisors"}
#: The names of a filter over rows.
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
    #: Options that only its kind has, by name, such as a degree's advisors.
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
        return f"{self.extra['code']}: {self.title}" if "code" in self.extra else self.title

    def value(self, name: str) -> Any:  # noqa: ANN401  (text, number or flag, as FILTER_NAMES says)
        """Return the value of a name in a filter."""
        if name == "y":
            return self.dates.year
        if name == "present":
            return self.dates.ongoing
        return self.docname if name == "page" else getattr(self, name)


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
