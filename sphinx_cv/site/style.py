"""The bibliography styles `cv` and `cv-numbered` of sphinxcontrib-bibtex.

The following names of pybtex are not documented: `register_plugin` with `force`, `BaseStyle` and
`pybtex_docutils.Backend` (tests/site/test_private_names.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pybtex_docutils
from pybtex.plugin import register_plugin
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle

from sphinx_cv.render.citation import compose, compose_number
from sphinx_cv.render.text import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_cv.model.publication import Publication

#: The names of the styles without and with numbers.
STYLE, NUMBERED_STYLE = "cv", "cv-numbered"


class LazyCitation:
    """A publication in place of pybtex's text; it is composed when it is rendered."""

    def __init__(self, publication: Publication, *, numbered: bool) -> None:
        self.publication, self.numbered = publication, numbered

    def render(self, backend: object) -> Any:  # noqa: ANN401  (each backend has its own type)
        composed = (compose_number(self.publication) if self.numbered else []) + compose(self.publication)
        if isinstance(backend, pybtex_docutils.Backend):
            return composed
        return plain_text(composed)


class CVStyle(BaseStyle):  # type: ignore[misc]
    """The style of the CV's lists of publications, newest first."""

    numbered = False

    def __init__(self, **options: Any) -> None:  # noqa: ANN401
        """Ignore the options, which name plugins for names, labels and sorting."""

    def sort(self, entries: Iterable[Any]) -> list[Any]:
        return sorted(entries, key=lambda entry: -entry.publication.number)

    def format_labels(self, entries: Iterable[Any]) -> list[str]:
        return [str(entry.publication.number) for entry in entries]

    def format_entry(self, label: str, entry: Any, bib_data: object = None) -> FormattedEntry:  # noqa: ANN401
        return FormattedEntry(entry.key, LazyCitation(entry.publication, numbered=self.numbered), label)


class NumberedCVStyle(CVStyle):
    """The same style, with the number of each publication."""

    numbered = True


def setup(app: Sphinx) -> ExtensionMetadata:
    # force: another Sphinx application in this process may have registered them
    register_plugin("pybtex.style.formatting", STYLE, CVStyle, force=True)
    register_plugin("pybtex.style.formatting", NUMBERED_STYLE, NumberedCVStyle, force=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
