"""Topics: which spellings are one topic, and which is the usual one."""

from __future__ import annotations

import pytest

from sphinx_cv.model.topics import usual_spellings


@pytest.mark.parametrize(
    ("topics", "usual"),
    [
        ([["deep learning"], ["Deep learning"], ["Deep learning"]], {"deep learning": "Deep learning"}),
        ([["state-space"], ["state space"]], {"state space": "state-space"}),
        ([["C"], ["C++"], ["C#"], ["c"]], {"c": "C"}),
        ([["F\u0131"], ["Ré"], ["Re"]], {}),
        ([[], ["one", "two"]], {}),
    ],
)
def test_spellings_differ_in_case_hyphens_and_spaces(topics: list[list[str]], usual: dict[str, str]) -> None:
    assert usual_spellings(topics) == usual
