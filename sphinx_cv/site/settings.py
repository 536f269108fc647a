"""The settings of a CV, read in one place: who the owner is, who is who, marks, links, PDFs, the date of the content."""

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
    """Return the owner's names: the printed one first, then its variants."""
    names = config.cv_owner
    return (names,) if isinstance(names, str) else tuple(cast("list[str]", names))


def owner_name(config: Config) -> str:
    """Return the owner's printed name; empty if there is none."""
    return next(iter(owner_names(config)), "")


def identities_of(config: Config) -> Identities:
    """Return who the people of the publications are."""
    return Identities(config.cv_people, owner_names(config))


def pdfs_of(config: Config) -> dict[str, str]:
    """Return the PDFs: the root page of each, and its file name without `.pdf`."""
    return cast("dict[str, str]", config.cv_pdfs) or {config.root_doc: "cv"}


def content_date(config: Config, folder: Path) -> datetime.date | None:
    """Return the day (UTC) on which a page or a publication was last changed; None if that is not known.

    SOURCE_DATE_EPOCH has precedence over the last commit; the answer is never today's date.
    """
    patterns = [*config.include_patterns, *(config.bibtex_bibfiles or [])]
    return last_changed(folder, patterns, os.environ.get("SOURCE_DATE_EPOCH", ""))


def last_changed(folder: Path, patterns: Iterable[str], epoch: str) -> datetime.date | None:
    """Return the day of `epoch` (seconds since 1970) if that is a number, else of the last commit to the patterns."""
    if not epoch.isdigit():
        command = ["git", "log", "-1", "--format=%ct", "--", *(f":(glob){pattern}" for pattern in patterns)]
        try:
            epoch = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.strip()
        except (OSError, subprocess.CalledProcessError):
            return None
    return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date() if epoch else None


def line_of_setting(confdir: Path | str, name: str) -> int:
    """Return the first line of conf.py that has a name, counted from 1; 1 if no line has it."""
    lines = Path(confdir, "conf.py").read_text("utf-8", errors="replace").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if name in line), 1)


def warn_setting(app: Sphinx, name: str, message: str, *args: object) -> None:
    """Warn of a setting at its line of conf.py; the message begins with the setting's name."""
    location = f"conf.py:{line_of_setting(app.confdir, name)}"
    warn(WarningType.CONFIG, f"{name}: {message}", *args, location=location)


def check_people(app: Sphinx, config: Config) -> None:
    """Warn of what cannot be used in cv_people."""
    location = f"conf.py:{line_of_setting(app.confdir, 'cv_people')}"
    for problem in identities_of(config).problems:  # which names the setting itself
        warn(WarningType.CONFIG, "%s", problem, location=location)


def complete_marks(app: Sphinx, config: Config) -> None:
    """Add the default marks to cv_marks, and leave out what is none."""
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
    app.add_config_value("cv_owner", "", "env", types=frozenset({str, list, tuple}),
                         description="The name of the CV's owner, or a list: the name, then its variants.")  # fmt: skip
    app.add_config_value("cv_people", {}, "env", types=frozenset({dict}),
                         description="People who appear under several names: the name to list each by, and a list of the others, "
                                     "or a dictionary with names, homepage and orcid.")  # fmt: skip
    app.add_config_value("cv_marks", MARKS, "env", types=frozenset({dict}),
                         description="The sign and the meaning of each annotation in author+an; None prints nothing.")  # fmt: skip
    app.add_config_value("cv_links", {}, "env", types=frozenset({dict}),
                         description="The owner's other pages: the label of each link, and its URL.")  # fmt: skip
    app.add_config_value("cv_pdfs", {}, "html", types=frozenset({dict}),
                         description="The PDFs: the root page of each, and its file name without `.pdf`.")  # fmt: skip
    app.connect("config-inited", complete_marks)
    app.connect("config-inited", check_people)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
