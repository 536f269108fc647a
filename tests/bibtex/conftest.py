"""What tests of reading share: a library of texts, and one entry."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from content import read_entry, read_library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx_cv.bibtex.records import Library
    from sphinx_cv.model.publication import Publication


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Library]:
    """Read the texts of pubs.bib, more1.bib, ..., whose owner is Tri Dao."""
    return partial(read_library, tmp_path)


@pytest.fixture
def one(tmp_path: Path) -> Callable[..., Publication]:
    """Read one entry, in which nothing may be wrong."""
    return partial(read_entry, tmp_path)
