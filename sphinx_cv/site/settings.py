"""The settings of a CV: owner, identities of people, marks, links, PDFs, and the date of the content."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx_cv.model.identity import Identities
from sphinx_cv.render.people import MARKS
from sphinx_cv.site.setting_checks import CHECKS
from sphinx_cv.site.setting_values import has_no_text, shown
from sphinx_cv.site.sphinx_settings import SPHINX_CHECKS
from sphinx_cv.site.warnings import WarningType, did_you_mean, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_cv.site.setting_values import Checked

#: The extension that makes a whole website.
WHOLE = "sphinx_cv.full"
#: The time limit of a git command, in seconds.
_GIT_SECONDS = 10
#: The digits of the Unix time of the year 9999.
_MOST_DIGITS = 12


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
    """Return the day (UTC) of `epoch` (Unix time) if it is one, else of the last commit to matching files.

    Returns None if there is no such commit, or if git cannot tell: without git, in the checkout of another user, or if
    the history of a shallow clone begins with the commit, which then seems to add all files.
    """
    if day := _day_of(epoch):
        return day
    try:
        # a plumbing command, which settings such as log.showSignature do not change
        paths = [f":(glob){pattern}" for pattern in patterns]
        seconds, commit = _git(folder, "rev-list", "-1", "--timestamp", "HEAD", "--", *paths).split()
        shallow = Path(folder, _git(folder, "rev-parse", "--git-path", "shallow").removesuffix("\n"))
        begins_history = shallow.is_file() and commit in shallow.read_text("ascii").split()
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    return None if begins_history else _day_of(seconds)


def _git(folder: Path, *arguments: str) -> str:
    """Return the output of a git command; raises OSError or SubprocessError."""
    # a hook of git, which may run this build, sets variables that name its own repository and index
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or "CONFIG" in name}
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=env | {"GIT_TERMINAL_PROMPT": "0"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=_GIT_SECONDS,
        check=True,
    )
    return os.fsdecode(done.stdout)


def is_epoch(text: str) -> bool:
    """Return whether a text is a Unix time in whole seconds, up to that of the year 9999 or a little more."""
    return text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS


def _day_of(seconds: str) -> datetime.date | None:
    """Return the day (UTC) of a Unix time; None if the text is none, or if its year is after 9999."""
    if not is_epoch(seconds):
        return None
    try:
        return datetime.datetime.fromtimestamp(int(seconds), datetime.UTC).date()
    except (OverflowError, ValueError, OSError):
        return None


def line_of_setting(confdir: Path | str, name: str) -> int:
    """Return the number of the first line of conf.py that sets a name, else contains it, counted from 1; else 1."""
    try:
        lines = Path(confdir, "conf.py").read_text("utf-8", errors="replace").splitlines()
    except OSError:  # the settings are those of the command line
        return 1
    sets = [number for number, line in enumerate(lines, start=1) if re.match(rf"\s*{re.escape(name)}\b", line)]
    return next(iter([*sets, *(number for number, line in enumerate(lines, start=1) if name in line)]), 1)


def warn_setting(app: Sphinx, name: str, message: str, *args: object) -> None:
    """Warn about a setting at its line in conf.py; the message begins with the name of the setting."""
    location = f"conf.py:{line_of_setting(app.confdir, name)}"
    warn(WarningType.CONFIG, f"{name}: {message}", *args, location=location)


def check_settings(app: Sphinx, config: Config) -> None:
    """Warn about each value that cannot be used, and replace it, so that nothing later fails because of it."""
    whole = WHOLE in app.extensions
    checks = {**CHECKS, **SPHINX_CHECKS} if whole else {name: CHECKS[name] for name in CHECKS if name.startswith("cv_")}
    problems = [(name, _correct(config, name, check)) for name, check in checks.items() if name in config.values]
    for name in [
        name
        for name in checks
        if name in config.values and config[name] is None and callable(config.values[name].default)
    ]:
        config[name] = config.values[name].default(config)  # it may depend on other settings
    for name, problem in [(name, problem) for name, found in problems for problem in found]:
        warn_setting(app, name, "%s", problem)
    for problem in identities_of(config).problems:
        warn_setting(app, "cv_people", "%s", problem.removeprefix("cv_people: "))
    if config.cv_owner and not whole:
        message = (
            'the extension sphinx_cv adds to a site, and makes none: write extensions = ["%s"] for the whole of a CV'
        )
        warn(WarningType.EXTENSION, message, WHOLE, location=f"conf.py:{line_of_setting(app.confdir, 'cv_owner')}")
    config.cv_marks = {name: mark for name, mark in {**MARKS, **config.cv_marks}.items() if mark is not None}


def _correct(config: Config, name: str, check: Callable[[object], Checked]) -> list[str]:
    """Replace a value by what can be used of it, else by the default (None if that is a function); return messages."""
    value = config[name]
    usable, problems = check(value)
    if has_no_text(value):
        fix = "write text without U+0000 and lone surrogates"
        usable, problems = None, [f"{shown(value)} cannot be used: {fix}"]
    if usable is None and not callable(config.values[name].default):
        usable = config.values[name].default
    if usable != value or type(usable) is not type(value):
        config[name] = usable
    return problems


def check_pdf_pages(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Warn, at every build, about each root page of cv_pdfs that does not exist."""
    for root in sorted(app.config.cv_pdfs.keys() - env.found_docs):
        hint = did_you_mean(root, env.found_docs, "write the path of a page without its suffix")
        warn_setting(app, "cv_pdfs", "there is no page '%s': %s", root, hint)


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
    description = "Other names of BibTeX fields, and the field that each stands for; empty to leave it out."
    add("cv_fields", {}, "env", types=dictionary, description=description)
    description = "The PDFs: the root page of each, and its file name without `.pdf`."
    add("cv_pdfs", {}, "html", types=dictionary, description=description)
    # before all handlers that read a setting, and before Sphinx's own check of types (800), which then finds no fault
    app.connect("config-inited", check_settings, priority=10)
    app.connect("env-before-read-docs", check_pdf_pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
