"""What tests of lint share: the findings of a file's text and of rows, as lines."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from content import read_library

from sphinx_cv.bibtex import suppressions
from sphinx_cv.lint.find import Content, find
from sphinx_cv.model.identity import Identities
from sphinx_cv.render.people import MARKS
from sphinx_cv.site.warnings import FindingType

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_cv.model.row import Row

PAGE = Path("honors.md")
KINDS = tuple(type_.value for type_ in FindingType)


@pytest.fixture
def lint(tmp_path: Path) -> Callable[..., list[str]]:
    """The findings, as `file:line: message [cv.kind]`."""

    def made(text: str, *rows: Row, owner: tuple[str, ...] = (), people: dict[str, Any] | None = None, ignored: tuple[str, ...] = (),
             page: str = "", marks: Any = MARKS) -> list[str]:  # fmt: skip
        content = Content(
            library=read_library(tmp_path, text, owner=owner), rows=rows, pages={"honors": PAGE}, owner=owner,
            people=Identities(people or {}, owner), marks=tuple(marks), ignored=ignored, settings=Path("conf.py"),
            lines={"cv_people": 7, "cv_check_ignore": 8},
            suppressions=tuple(suppressions.read(page, PAGE, [each.line for each in rows])), today=datetime.date(2026, 11, 22),
        )  # fmt: skip
        return [f"{each.path.name}:{each.line}: {each.message} [cv.{each.subtype}]" for each in find(content, KINDS)]

    return made


@pytest.fixture
def assert_finding(lint: Callable[..., list[str]]) -> Callable[[str, str], None]:
    """Check that a text has one finding, which a comment in the place of % and two settings suppress."""

    def check(text: str, found: str) -> None:
        bare = text.replace("%@", "@")
        assert lint(bare) == [f"pubs.bib:{found}"]
        kind = found.rpartition("cv.")[2].rstrip("]")
        assert lint(text.replace("%@", f"% It is so.\n% cv: ok {kind}: for a reason\n@")) == []
        assert lint(bare, ignored=(kind,)) == []
        key = found.split(": ")[1]
        assert lint(bare, ignored=(f"{kind}:{key}",)) == []

    return check
