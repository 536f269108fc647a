"""`python -m sphinx_cv check`: reads the site, runs the checks and prints the findings; also its setting.

Sphinx reads the pages, with the dummy builder, so that all rows are found, whatever page, include or extension they
come from. This takes less than a second, hardly more than parsing the pages alone.
"""

from __future__ import annotations

import datetime
import json
import os
from collections import Counter
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from sphinx_cv.bibtex import suppressions
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.settings import line_of_setting, owner_names
from sphinx_cv.site.warnings import FindingType

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_cv.lint.find import Content
    from sphinx_cv.lint.finding import Finding

#: The types of findings.
KINDS = tuple(type_.value for type_ in FindingType)
#: The settings to which findings refer.
_SETTINGS = ("cv_owner", "cv_people", "cv_marks", "cv_check_ignore")


def check(source: Path, form: str, cache: Path, out: TextIO, err: TextIO) -> int:
    """Print the findings; return 0 if there are none, 1 if there are some, 2 if the site cannot be read."""
    from sphinx_cv.lint.find import find  # noqa: PLC0415  (not needed by builds of the website)

    if not (source / "conf.py").is_file():
        err.write(f"there is no conf.py in {source}: give the folder that has it\n")
        return 2
    content = read(source, cache, err)
    if content is None:
        return 2
    found = [finding._replace(path=_relative(finding.path, source)) for finding in find(content, KINDS)]
    out.write(FORMATS[form](found))
    return 1 if found else 0


def read(source: Path, cache: Path, err: TextIO) -> Content | None:
    """Read the site; if it cannot be read, print the errors of the build and return None."""
    from sphinx.application import Sphinx  # noqa: PLC0415  (not needed by the other commands)
    from sphinx.errors import SphinxError  # noqa: PLC0415
    from sphinx.util.docutils import docutils_namespace, patch_docutils  # noqa: PLC0415

    warnings = StringIO()
    app = None
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        err.write(f"{cache} cannot be written ({error.strerror}): name another folder with --cache\n")
        return None
    try:
        with patch_docutils(source), docutils_namespace():
            app = Sphinx(source, source, cache / "none", cache, "dummy", status=None, warning=warnings)
            app.build()
    except SystemExit:
        from sphinx.util.console import strip_colors  # noqa: PLC0415

        lines = strip_colors(warnings.getvalue()).splitlines(keepends=True)
        err.writelines(line.replace(f"{source}{os.sep}", "") for line in lines)
        return None
    except SphinxError as error:
        err.write(f"{error}\n")
        return None
    except OSError as error:
        name = _relative(Path(str(error.filename or source)), source)
        err.write(f"{name} cannot be read or written ({error.strerror}): correct its permissions\n")
        return None
    return content_of(app)


def content_of(app: Sphinx) -> Content:
    """Return the input of the checks from a site that has been read."""
    from sphinx_cv.lint.find import Content  # noqa: PLC0415

    domain, config = CVDomain.of(app.env), app.config
    rows = tuple(domain.rows)
    pages = {docname: Path(app.env.doc2path(docname)) for docname in sorted(app.env.found_docs)}
    found: list[suppressions.Suppression] = []
    for docname, path in pages.items():
        places = sorted(row.line for row in rows if row.docname == docname)
        found += suppressions.read(path.read_text("utf-8-sig", errors="replace"), path, places)
    return Content(
        library=domain.library,
        rows=rows,
        pages=pages,
        suppressions=tuple(found),
        owner=owner_names(config),
        people=domain.identities,
        marks=tuple(config.cv_marks),
        ignored=tuple(config.cv_check_ignore),
        settings=Path(app.confdir, "conf.py"),
        lines={name: line_of_setting(app.confdir, name) for name in _SETTINGS},
        today=datetime.datetime.now(datetime.UTC).date(),
    )


def _relative(path: Path, source: Path) -> Path:
    return path.relative_to(source) if path.is_relative_to(source) else path


def as_text(found: Iterable[Finding]) -> str:
    """Return a line for each finding, and the number of each kind."""
    found = list(found)
    lines = [f"{finding.path}:{finding.line}: {finding.message} [cv.{finding.subtype}]" for finding in found]
    counts = sorted(Counter(finding.subtype for finding in found).items(), key=lambda item: (-item[1], item[0]))
    summary = ", ".join(f"{count} {kind}" for kind, count in counts)
    word = "finding" if len(found) == 1 else "findings"
    return "".join(f"{line}\n" for line in [*lines, f"{len(found)} {word}: {summary}" if found else "nothing to say"])


def as_json(found: Iterable[Finding]) -> str:
    """Return a JSON list of objects."""
    objects = [
        {
            "path": finding.path.as_posix(),
            "line": finding.line,
            "kind": finding.subtype,
            "name": finding.name,
            "message": finding.message,
        }
        for finding in found
    ]
    return json.dumps(objects, ensure_ascii=False, indent=1) + "\n"


def as_github(found: Iterable[Finding]) -> str:
    """Return workflow commands of GitHub Actions, which annotate the lines of a pull request."""

    def escaped(text: str, *more: tuple[str, str]) -> str:
        for char, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), *more):
            text = text.replace(char, code)
        return text

    name = ((":", "%3A"), (",", "%2C"))
    return "".join(
        f"::warning file={escaped(finding.path.as_posix(), *name)},line={finding.line},title=cv.{finding.subtype}::"
        f"{escaped(finding.message)}\n"
        for finding in found
    )


FORMATS = {"text": as_text, "json": as_json, "github": as_github}


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.domain")
    description = (
        "Findings of `python -m sphinx_cv check` that are left out: name_variant, or "
        "name_variant:key of one entry or row."
    )
    types = frozenset({list, tuple, set})
    app.add_config_value("cv_check_ignore", [], "", types=types, description=description)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
