"""Findings as text, as JSON and as commands of GitHub Actions."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_cv.lint.finding import Finding


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
