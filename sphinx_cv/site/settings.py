"""The settings of a CV: owner, identities of people, marks, links, PDFs, and the date of the content."""

from __future__ import annotations

import datetime
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx_cv.model.identity import Identities
from sphinx_cv.render.citation import MARKS
from sphinx_cv.site.warnings import WarningType, warn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata


def owner_names(config: Config) -> tuple[str, ...]:
    """Return the owner's name as printed, then its variants."""
    names = config.cv_owner
    return (names,) if isinstance(names, str) else tuple(cast("list[str]", names))


def owner_name(config: Config) -> str:
    """Return the owner's name as printed; empty if it is not set."""
    return next(iter(owner_names(config)), "")


def identities_of(config: Config) -> Identities:
    """Return the identities of the authors and editors (cv_people), with the owner's names."""
    return Identities(config.cv_people, owner_names(config))


def pdfs_of(config: Config) -> dict[str, str]:
    """Return the file name of each PDF, without its suffix, by root page."""
    return cast("dict[str, str]", config.cv_pdfs) or {config.root_doc: "cv"}


def content_date(config: Config, folder: Path) -> datetime.date | None:
    """Return the day (UTC) of the last change of a page or a BibTeX file; None if it is not known.

    SOURCE_DATE_EPOCH takes precedence over the last commit. The result never depends on the current date.
    """
    patterns = [*config.include_patterns, *(config.bibtex_bibfiles or [])]
    return last_changed(folder, patterns, os.environ.get("SOURCE_DATE_EPOCH", ""))


def last_changed(folder: Path, patterns: Iterable[str], epoch: str) -> datetime.date | None:
    """Return the day (UTC) of `epoch` (Unix time) if it is a number, else of the last commit to matching files."""
    if not epoch.isdigit():
        command = ["git", "log", "-1", "--format=%ct", "--", *(f":(glob){pattern}" for pattern in patterns)]
        try:
            epoch = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.strip()
        except (OSError, subprocess.CalledProcessError):
            return None
    return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date() if epoch else None


def line_of_setting(confdir: Path | str, name: str) -> int:
    """Return the number of the first line of conf.py that contains a name, counted from 1; 1 if no line does."""
    lines = Path(confdir, "conf.py").read_text("utf-8", errors="replace").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if name in line), 1)


def warn_setting(app: Sphinx, name: str, message: str, *args: object) -> None:
    """Warn about a setting at its line in conf.py; the message begins with the name of the setting."""
    location = f"conf.py:{line_of_setting(app.confdir, name)}"
    warn(WarningType.CONFIG, f"{name}: {message}", *args, location=location)


def check_people(app: Sphinx, config: Config) -> None:
    """Warn about values in cv_people that cannot be used."""
    location = f"conf.py:{line_of_setting(app.confdir, 'cv_people')}"
    for problem in identities_of(config).problems:  # each names the setting
        warn(WarningType.CONFIG, "%s", problem, location=location)


def complete_marks(app: Sphinx, config: Config) -> None:
    """Add the default marks to cv_marks, and remove invalid marks with a warning."""
    marks: dict[str, tuple[str, str]] = {}
    for name, value in {**MARKS, **config.cv_marks}.items():
        pair = value if isinstance(value, tuple | list) else ()
        if [type(part) for part in pair] == [str, str] and all(pair):
            marks[str(name)] = (pair[0], pair[1])
        elif value is not None:  # None removes a mark
            message = '%s has no sign and meaning: write {"%s": ("*", "equal contribution")}'
            warn_setting(app, "cv_marks", message, name, name)
    config.cv_marks = marks


def setup(app: Sphinx) -> ExtensionMetadata:
    add = app.add_config_value
    dictionary = frozenset({dict})
    description = "The name of the CV's owner, or a list: the name, then its variants."
    add("cv_owner", "", "env", types=frozenset({str, list, tuple}), description=description)
    description = (
        "People who appear under several names: the name to list each by, and a list of the others, "
        "or a dictionary with names, homepage and orcid."
    )
    add("cv_people", {}, "env", types=dictionary, description=description)
    description = "The sign and the meaning of each annotation in author+an; None prints nothing."
    add("cv_marks", MARKS, "env", types=dictionary, description=description)
    description = "The owner's other pages: the label of each link, and its URL."
    add("cv_links", {}, "env", types=dictionary, description=description)
    description = "The PDFs: the root page of each, and its file name without `.pdf`."
    add("cv_pdfs", {}, "html", types=dictionary, description=description)
    app.connect("config-inited", complete_marks)
    app.connect("config-inited", check_people)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
