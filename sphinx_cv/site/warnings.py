"""The warnings of a build and the findings of lint, by name, and the one place that gives warnings."""

from __future__ import annotations

import difflib
import enum
from typing import TYPE_CHECKING

from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes

    from sphinx_cv.bibtex.records import Fault

logger = logging.getLogger(__name__)


class WarningType(enum.Enum):
    """A type of warning; `suppress_warnings = ["cv.latex"]` in conf.py suppresses it."""

    BIBTEX_SYNTAX = "bibtex_syntax"
    """A BibTeX file is not well formed: a comma, brace or quote is missing, or an @ begins nothing."""
    NO_KEY = "no_key"
    """An entry has no citation key."""
    DUPLICATE_KEY = "duplicate_key"
    """Two entries have one key."""
    DUPLICATE_FIELD = "duplicate_field"
    """An entry has a field twice."""
    UNDEFINED_STRING = "undefined_string"
    """A bare word stands where a text should, and no @string defines it."""
    UNKNOWN_TYPE = "unknown_type"
    """An entry is of a type that neither BibTeX nor biblatex has."""
    DANGLING_REFERENCE = "dangling_reference"
    """A crossref, xdata or entryset names an entry that is not there."""
    NO_TITLE = "no_title"
    """An entry has no title."""
    NO_AUTHOR = "no_author"
    """An entry has neither author nor editor."""
    NO_YEAR = "no_year"
    """An entry has no year, and no pubstate that explains it."""
    NAMES = "names"
    """A list of names is not joined by `and`, or has an empty name."""
    LATEX = "latex"
    """A field has LaTeX that is not understood."""
    URL = "url"
    """A URL or DOI has a form that cannot be linked to."""
    FILTER = "filter"
    """A filter cannot be used as it is written."""
    UNKNOWN_KEY = "unknown_key"
    """A page names a publication that is not in the BibTeX files."""
    DATE = "date"
    """A date or span of dates is impossible."""
    ROW = "row"
    """A row lacks its title, or a list of rows shows none."""
    CHART = "chart"
    """A page names a chart that there is not."""
    OPTION = "option"
    """The value of a directive's option would be cut short or dropped."""
    CONFIG = "config"
    """A setting of conf.py cannot be used."""


class FindingType(enum.Enum):
    """A type of finding of `python -m sphinx_cv check`; a comment `% cv: ok name_variant` at the entry or row suppresses it."""

    NAME_VARIANT = "name_variant"
    """Two spellings are likely one person's."""
    UNKNOWN_MARK = "unknown_mark"
    """An annotation of a name is not in cv_marks, and prints nothing."""
    CAPITALS = "capitals"
    """A word of a title has lost its capitals."""
    VENUE_VARIANT = "venue_variant"
    """One venue is written in several ways."""
    PREPRINT = "preprint"
    """A preprint and the published paper are both there."""
    SAME_PAPER = "same_paper"
    """One paper is there under two keys."""
    SAME_URL = "same_url"
    """Two papers have one DOI, arXiv identifier or URL."""
    HIDDEN_OWNER = "hidden_owner"
    """`and others` hides the owner of the CV."""
    NO_OWNER = "no_owner"
    """The owner of the CV is not among a paper's people."""
    NO_LINK = "no_link"
    """A paper has no link, although nearly all of its kind have one."""
    AWARD_PAPER = "award_paper"
    """An award for a paper names no paper."""
    AWARD_ROW = "award_row"
    """A paper has an award that no {award} row has."""
    AWARD_MISMATCH = "award_mismatch"
    """An {award} row and its paper give the award two names."""
    ROW_DATES = "row_dates"
    """Dates of rows overlap impossibly, or run backwards."""
    MONTH = "month"
    """A month or date is none."""
    PAGES = "pages"
    """Pages are malformed, or run backwards."""
    IDENTIFIER = "identifier"
    """A DOI, arXiv identifier, ISBN or ORCID has a wrong form or check digit."""
    MOJIBAKE = "mojibake"
    """Characters were read in a wrong encoding, or lost."""
    LEFTOVER_LATEX = "leftover_latex"
    """A reader would see a command of LaTeX or a tag of HTML."""
    UNUSED_SUPPRESSION = "unused_suppression"
    """A comment or setting suppresses nothing."""


def warn(
    type_: WarningType, message: str, *args: object, location: nodes.Node | tuple[str, int] | str | None = None
) -> None:
    """Log a warning at its place; the message says what to write instead."""
    logger.warning(message, *args, location=location, type="cv", subtype=type_.value)


def warn_unknown_key(key: str, known: Iterable[str], location: nodes.Node | tuple[str, int]) -> None:
    """Warn that a publication does not exist, and name the most similar key."""
    near = difflib.get_close_matches(key, list(known), n=1)
    hint = f"did you mean {near[0]}?" if near else "correct it, or add the entry"
    warn(WarningType.UNKNOWN_KEY, "there is no publication '%s' in the BibTeX files: %s", key, hint, location=location)


def warn_fault(fault: Fault, path: str) -> None:
    """Log a fault of a BibTeX file; `path` is the file's path as the reader knows it."""
    warn(WarningType(fault.subtype), "%s", fault.message, location=f"{path}:{fault.line}")
