"""What tests of rendering share: one entry, read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from content import read_entry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx_cv.model.publication import Publication


@pytest.fixture
def one(tmp_path: Path) -> Callable[..., Publication]:
    """Read one entry, in which nothing may be wrong."""
    return partial(read_entry, tmp_path)
