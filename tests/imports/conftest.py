"""A small CV into which files are imported."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest
from conftest import CONF

from sphinx_cv.imports.command import run

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

#: An index that lists all publications.
INDEX = "# CV\n\n```{bibliography}\n```\n"


@pytest.fixture(scope="session")
def make_cv() -> Callable[[Path], Path]:
    """Make a CV without content in a folder."""

    def made(folder: Path) -> Path:
        folder.mkdir()
        for name, text in {"conf.py": CONF, "index.md": INDEX, "pubs.bib": "% mine\n"}.items():
            (folder / name).write_text(text, "utf-8")
        return folder

    return made


@pytest.fixture
def imported(tmp_path: Path, make_cv: Callable[[Path], Path]) -> Callable[..., tuple[int, str, str]]:
    """Exit status, report and errors of an import into tmp_path/cv; `text` is written to a file of this name first.

    Of a name with folders, the first folder is imported.
    """

    def made(name: str, text: str | bytes) -> tuple[int, str, str]:
        into = tmp_path / "cv"
        if not into.exists():
            make_cv(into)
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        out, err = StringIO(), StringIO()
        status = run(tmp_path / name.split("/", maxsplit=1)[0], into, out, err)
        return status, *(stream.getvalue().replace(f"{tmp_path}/", "") for stream in (out, err))

    return made
