"""The known name that a mistyped one is most similar to."""

from __future__ import annotations

import pytest

from sphinx_cv.model.similarity import most_similar


@pytest.mark.parametrize(
    ("name", "cutoff", "found"),
    [("jurnal", 0.6, "journal"), ("jurnal", 0.95, ""), ("tide", 0.6, "title"), ("tide", 0.75, ""), ("", 0.6, "")],
)
def test_the_most_similar_name_is_found_above_a_cutoff(name: str, cutoff: float, found: str) -> None:
    assert most_similar(name, iter(["journal", "title"]), cutoff) == found
