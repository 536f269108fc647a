"""The types of warnings and of findings, and the functions that log warnings."""

from __future__ import annotations

import enum
import os
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_cv.bibtex.records import NOTE
from sphinx_cv.model.similarity import most_similar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from docutils import nodes

    from sphinx_cv.bibtex.records import Fault, UnreadableError

logger = logging.getLogger(__name__)

#: The most characters of a value in a message.
LONGEST = 600


class WarningType(enum.Enum):
    """The types of warnings. `suppress_warnings = ["cv.latex"]` in conf.py suppresses a type."""

    BIBTEX_SYNTAX = "bibtex_syntax"
    """A BibTeX file is not well formed: a comma, brace or quote is missing, or an @ begins nothing."""
    NO_KEY = "no_key"
    """An entry has no citation key."""
    DUPLICATE_KEY = "duplicate_key"
    """Two entries have the same key."""
    DUPLICATE_FIELD = "duplicate_field"
    """An entry has a field twice."""
    UNDEFINED_STRING = "undefined_string"
    """A value is a bare word that no @string defines."""
    UNKNOWN_TYPE = "unknown_type"
    """The type of an entry is neither BibTeX's nor biblatex's."""
    DANGLING_REFERENCE = "dangling_reference"
    """A crossref, xdata or entryset names an entry that does not exist."""
    NO_TITLE = "no_title"
    """An entry has no title."""
    NO_AUTHOR = "no_author"
    """An entry has neither author nor editor."""
    NO_YEAR = "no_year"
    """An entry has no year, and no pubstate that explains it."""
    NO_VENUE = "no_venue"
    """An article, a paper or a thesis does not say where it was published, and nothing stands in place of it."""
    FIELD_NAME = "field_name"
    """A field under an unknown name is likely a venue or a link: see cv_fields."""
    NAMES = "names"
    """A list of names is not joined by `and`, or has an empty name."""
    LATEX = "latex"
    """A field has LaTeX that cannot be decoded."""
    CHARACTER = "character"
    """A BibTeX file or page has a control character, or a BibTeX file one that changes the direction of text."""
    URL = "url"
    """A URL or DOI is malformed, and cannot be a link."""
    FILTER = "filter"
    """A filter is invalid."""
    UNKNOWN_KEY = "unknown_key"
    """A page names a publication that is not in the BibTeX files."""
    DATE = "date"
    """A date or span of dates is impossible."""
    ROW = "row"
    """A row has no title, or a list of rows is empty."""
    FIELD = "field"
    """A row has a field that neither its kind has nor cv_kinds declares."""
    CHART = "chart"
    """A page names a chart that does not exist."""
    PAGE = "page"
    """A page has the name of a publication's page, a merge conflict, or a file that includes itself."""
    OPTION = "option"
    """MyST would cut short or drop the value of a directive's option, or the directive itself."""
    CONFIG = "config"
    """A setting of conf.py cannot be used."""
    TAG = "tag"
    """The tag of {only} is mistyped."""
    PDF = "pdf"
    """HTML or an image of a page cannot be in the PDF."""
    EXTENSION = "extension"
    """The settings are those of a whole CV, but the extension is not sphinx_cv.full."""


class FindingType(enum.Enum):
    """The types of findings of `python -m sphinx_cv check`.

    A comment `% cv: ok name_variant` above the entry or row suppresses a type.
    """

    NAME_VARIANT = "name_variant"
    """Two spellings of a name probably belong to one person."""
    UNKNOWN_MARK = "unknown_mark"
    """An annotation of a name is not in cv_marks, so it prints nothing."""
    CAPITALS = "capitals"
    """A word in a title has lost its capital letters."""
    VENUE_VARIANT = "venue_variant"
    """A venue is written in several ways."""
    TOPIC_VARIANT = "topic_variant"
    """A topic is not spelled as usual."""
    PREPRINT = "preprint"
    """A preprint and the published paper are both listed."""
    SAME_PAPER = "same_paper"
    """A paper is listed under two keys."""
    SAME_URL = "same_url"
    """Two papers have the same DOI, arXiv identifier or URL."""
    HIDDEN_OWNER = "hidden_owner"
    """`and others` hides the owner of the CV."""
    NO_OWNER = "no_owner"
    """The owner of the CV is neither an author nor an editor of a paper."""
    NO_LINK = "no_link"
    """A paper has no link, although nearly all papers of its kind have one."""
    AWARD_PAPER = "award_paper"
    """An award for a paper names no paper."""
    AWARD_ROW = "award_row"
    """A paper has an award that is in no {award} row."""
    AWARD_MISMATCH = "award_mismatch"
    """An {award} row and its paper give the award different names."""
    ROW_DATES = "row_dates"
    """The dates of rows overlap in an impossible way, or a span ends before it starts."""
    MONTH = "month"
    """A month or date is invalid."""
    UNKNOWN_FIELD = "unknown_field"
    """A field is not known, and so not printed."""
    PAGES = "pages"
    """Page numbers are malformed, or the last is before the first."""
    IDENTIFIER = "identifier"
    """A DOI, arXiv identifier, ISBN or ORCID iD is malformed, or its check digit is wrong."""
    MOJIBAKE = "mojibake"
    """Characters were decoded with a wrong encoding, or lost."""
    LEFTOVER_LATEX = "leftover_latex"
    """Readers would see a LaTeX command or an HTML tag."""
    DIFFERENCE = "difference"
    """An entry differs from what its DOI or arXiv identifier says (`python -m sphinx_cv verify`)."""
    UNUSED_SUPPRESSION = "unused_suppression"
    """A comment or setting suppresses nothing."""


def warn(
    type_: WarningType, message: str, *args: object, location: nodes.Node | tuple[str, int] | str | None = None
) -> None:
    """Log a warning at a location; the message tells what to write instead. Long arguments lose their middle."""
    shown = [_shortened(arg) if isinstance(arg, str) else arg for arg in args]
    logger.warning(message, *shown, location=location, type="cv", subtype=type_.value)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]} … {text[-LONGEST // 2 :]}"


def did_you_mean(name: str, known: Iterable[str], else_: str) -> str:
    """Return the most similar known name as a question, or `else_` if none is similar."""
    near = most_similar(name, known)
    return f"did you mean {near}?" if near else else_


def warn_unknown_key(key: str, known: Iterable[str], location: nodes.Node | tuple[str, int]) -> None:
    """Warn that a publication does not exist, and suggest the most similar key."""
    hint = did_you_mean(key, known, "correct the key, or add the entry")
    warn(WarningType.UNKNOWN_KEY, "there is no publication '%s' in the BibTeX files: %s", key, hint, location=location)


def warn_fault(fault: Fault, path: str) -> None:
    """Log a fault of a BibTeX file; `path` is the path to show."""
    if fault.subtype == NOTE:
        logger.info("%s:%d: %s", path, fault.line, fault.message)
        return
    warn(WarningType(fault.subtype), "%s", fault.message, location=f"{path}:{fault.line}")


def warn_unreadable(errors: Iterable[UnreadableError], folder: Path, setting: str = "") -> None:
    """Log an error for each file that cannot be read; paths are shown relative to `folder`.

    The location of a file without a line is that of the setting that names it.
    """
    for error in errors:
        name = shown_path(error.path, folder)
        location = f"{name}:{error.line or 1}" if error.line or not setting else setting
        logger.error("%s %s", name, error.message, location=location, type="cv", subtype="unreadable")


def shown_path(path: Path, folder: Path) -> str:
    """Return a path for a message: relative to a folder if it is inside it."""
    shown = os.path.relpath(path, folder) if path.is_relative_to(folder) else str(path)
    return os.fsencode(shown).decode("utf-8", "backslashreplace")
