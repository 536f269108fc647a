"""The tables of the reference, made from the code: the directives {names} and {commands} of the manual.

A table has a row for each name in the code. What the code does not say of a name is said in the directive; names on one
line share a row::

    ```{names} row-fields
    start, end: The first and the last day.
    ```

A name without a description is a warning, and so is a line about a name that the code does not have.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
from typing import TYPE_CHECKING
from unittest.mock import Mock, patch

import code_names
from code_names import Rows, code
from code_words import WORDS
from docutils import nodes
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

import sphinx_cv
from sphinx_cv.__main__ import main
from sphinx_cv.model.publication import FILTER_NAMES
from sphinx_cv.model.row import FILTER_NAMES as ROW_NAMES
from sphinx_cv.site.bibliography import CVBibliography
from sphinx_cv.site.charts import CHARTS
from sphinx_cv.site.cited_lists import CITATION_NAMES
from sphinx_cv.site.row_lists import RowListDirective
from sphinx_cv.site.warnings import FindingType, WarningType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

logger = logging.getLogger(__name__)
#: A bar in a cell of a table of Markdown.
BAR = r"\|"


def alone(names: Iterable[str]) -> Callable[[], Rows]:
    return lambda: dict.fromkeys(names, ("",))


def typed(names: dict[str, str]) -> Callable[[], Rows]:
    return lambda: {name: (type_, "") for name, type_ in names.items()}


#: The headings and the rows of each table. The last column is the description.
TABLES: dict[str, tuple[str, Callable[[], Rows]]] = {
    "settings": ("Setting|Default|Value|Meaning", code_names.settings),
    "defaults": ("Setting|Default here|Meaning", code_names.defaults),
    "checked-settings": ("Setting|Value", code_names.checked_settings),
    "directives": ("Directive|Title or argument|Options|Meaning", code_names.directives),
    "roles": ("Role|Meaning", code_names.roles),
    "row-fields": ("Field|Rows|Meaning", code_names.row_fields),
    "entries-options": ("Option|Meaning", alone(RowListDirective.option_spec)),
    "bibliography-options": ("Option|Meaning", alone(CVBibliography.option_spec)),
    "charts": ("Chart|Meaning", alone(CHARTS)),
    "link-fields": ("Field|Other names|Label", code_names.link_fields),
    "bibtex-fields": ("Field|Other names|Meaning", code_names.bibtex_fields),
    "unprinted-fields": ("Fields|Why", code_names.unprinted_fields),
    "publication-names": ("Name|Type|Meaning", typed(FILTER_NAMES)),
    "citation-names": ("Name|Type|Meaning", typed(CITATION_NAMES)),
    "row-names": ("Name|Type|Meaning", typed(ROW_NAMES)),
    "warnings": ("Type|Meaning", lambda: code_names.messages(WarningType)),
    "findings": ("Type|Meaning", lambda: code_names.messages(FindingType)),
    **WORDS,
}


class NamesDirective(SphinxDirective):
    """The directive {names}: a table of names from the code."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        table = self.arguments[0]
        headings, rows = TABLES[table][0].split("|"), TABLES[table][1]()
        lines = [f"| {' | '.join(headings)} |", f"|{'---|' * len(headings)}"]
        for names, text in self._groups(rows):
            columns = zip(*(rows[name] for name in names), strict=True)
            *cells, description = (" ".join(dict.fromkeys(filter(None, column))) for column in columns)
            description = f"{description} {text}".strip()
            if not description:
                self._warn("%s: %s has no description", table, ", ".join(names))
            cells = [code(*", ".join(names).split(", ")), *cells, description]
            lines.append(f"| {' | '.join(cell.replace('|', BAR) for cell in cells)} |")
        found = nodes.container("", *self.parse_text_to_nodes("\n".join(lines)), ids=[f"table-{table}"])
        return [found]

    def _groups(self, rows: Rows) -> Iterator[tuple[list[str], str]]:
        """Yield the names and the text of each row of the table, in the order of the code."""
        lines = [line.partition(": ") for line in self.content if line.strip()]
        texts = {name: (names.split(", "), text) for names, _, text in lines for name in names.split(", ")}
        for name in sorted(texts.keys() - rows.keys()):
            self._warn("%s: the code has no %s", self.arguments[0], name)
        done: set[str] = set()
        for name in rows:
            names, text = texts.get(name, ([name], ""))
            if name not in done:
                yield [each for each in names if each in rows], text
            done |= {*names}

    def _warn(self, message: str, *arguments: str) -> None:
        logger.warning(message, *arguments, location=self.get_location())


class CommandsDirective(SphinxDirective):
    """The directive {commands}: the help of each command."""

    def run(self) -> list[nodes.Node]:
        overview = help_of()
        found = re.search(r"\{([\w,]+)\}", overview)
        names = found[1].split(",") if found else []
        parts = [overview, *(f"## {name}\n\n{help_of(name)}" for name in names)]
        return self.parse_text_to_nodes("\n".join(parts), allow_section_headings=True)


def help_of(*command: str) -> str:
    """Return the help of a command as a block of text."""
    out = io.StringIO()
    terminal = patch.dict(os.environ, COLUMNS="100", NO_COLOR="1")
    with terminal, contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
        main([*command, "--help"])
    return f"```text\n{out.getvalue()}```\n"


def setup(app: Sphinx) -> ExtensionMetadata:
    app.add_directive("names", NamesDirective)
    app.add_directive("commands", CommandsDirective)
    # as the tables change with the code, a change of the code makes Sphinx read all pages
    env_version = sphinx_cv.setup(Mock())["env_version"]
    return {"env_version": env_version, "parallel_read_safe": True, "parallel_write_safe": True}
