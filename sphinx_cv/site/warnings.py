"""Every warning there is, by name, and the one place that gives them."""

from __future__ import annotations

import difflib
import enum
from typing import TYPE_CHECKING

from sphinx.util import logging

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils import nodes

    from sphinx_cv.bibtex import Fault

logger = logging.getLogger(__name__)


class Check(enum.Enum):
    """A kind of warning; `suppress_warnings = ["cv.latex"]` in conf.py silences it."""

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
    ADDRESS = "address"
    """An address or DOI is of a form that cannot be linked to."""
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


class Advice(enum.Enum):
    """A kind of finding of `python -m sphinx_cv check`; `% cv: ok name_variant` by the entry or row silences it there."""

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
    SAME_ADDRESS = "same_address"
    """Two papers have one DOI, arXiv identifier or address."""
    HIDDEN_OWNER = "hidden_owner"
    """`and others` hides the person whose CV it is."""
    NO_OWNER = "no_owner"
    """The person whose CV it is is not among a paper's people."""
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
    UNUSED_SILENCE = "unused_silence"
    """A comment or setting silences nothing."""


def warn(check: Check, message: str, *args: object, location: nodes.Node | tuple[str, int] | str | None = None) -> None:
    """Give a warning at its place, which says what to write instead."""
    logger.warning(message, *args, location=location, type="cv", subtype=check.value)


def warn_of_key(key: str, known: Iterable[str], location: nodes.Node | tuple[str, int]) -> None:
    """Say that a publication is not there, and which may be meant."""
    near = difflib.get_close_matches(key, list(known), n=1)
    hint = f"did you mean {near[0]}?" if near else "correct it, or add the entry"
    warn(Check.UNKNOWN_KEY, "there is no publication '%s' in the BibTeX files: %s", key, hint, location=location)


def warn_of_fault(fault: Fault, path: str) -> None:
    """Give the warning of a BibTeX file's fault; `path` is the file as the reader knows it."""
    warn(Check(fault.subtype), "%s", fault.message, location=f"{path}:{fault.line}")
