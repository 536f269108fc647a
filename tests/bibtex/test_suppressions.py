"""Suppressions: which entry or row a comment is for, and which findings it suppresses there."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_cv.bibtex import suppressions
from sphinx_cv.bibtex.reading import parse
from sphinx_cv.bibtex.suppressions import Suppression

PATH = Path("pubs.bib")


@pytest.mark.parametrize(
    ("comment", "kinds"),
    [
        ("% cv: ok month", ("month",)), ("%cv:ok month", ("month",)), ("%% cv: ok month: as printed", ("month",)),
        ("  % cv: ok month, pages", ("month", "pages")), ("% cv: ok month ,pages: both", ("month", "pages")),
        ("<!-- cv: ok award_paper: it was a talk -->", ("award_paper",)), (".. cv: ok row_dates", ("row_dates",)),
        ("% cv: ok", ()), ("% cv: ok: a reason alone", ()), ("% cv: ok MONTH", ()),
    ],
)  # fmt: skip
def test_a_comment_names_kinds_of_findings(comment: str, kinds: tuple[str, ...]) -> None:
    assert suppressions.read(f"\n{comment}\n\n@misc", PATH, [4]) == [Suppression(PATH, 2, kinds, 4)]


@pytest.mark.parametrize(
    "comment", ["cv: ok month", "% cv ok month", "% cv: okay month", "% cv: no month", "# cv: ok month", "", "% x"]
)
def test_other_comments_suppress_nothing(comment: str) -> None:
    assert suppressions.read(f"{comment}\n@misc", PATH, [2]) == []


@pytest.mark.parametrize(
    ("text", "places", "place"),
    [
        ("% cv: ok month\n@a\n@b", [2, 3], 2), ("@a\n\n% cv: ok month\n\n@b", [1, 5], 5), ("@a\n% cv: ok month", [1], 0),
        ("@a{x,\n} % cv: ok month\n@b", [1, 3], 1), ("@a{x} % cv: ok month\n@b", [1, 2], 1), ("@a{x,\n y=1, % cv: ok month\n}", [1], 1),
        (") % cv: ok month\n@a", [2], 0), ("% cv: ok month", [], 0),
    ],
)  # fmt: skip
def test_a_comment_is_for_the_next_entry_or_the_one_that_ends_beside_it(
    text: str, places: list[int], place: int
) -> None:
    assert [found.place for found in suppressions.read(text, PATH, places)] == [place]


def test_a_comment_inside_a_text_suppresses_nothing() -> None:
    assert suppressions.read("We write % cv: ok month\n@misc", PATH, [2]) == []


def test_a_file_has_the_suppressions_of_its_entries() -> None:
    file = parse("% cv: ok month\n@misc{a, title={A}}\n@misc{b,\n title={B}} % cv: ok pages, doi\n", PATH)
    assert file.suppressions == [Suppression(PATH, 1, ("month",), 2), Suppression(PATH, 4, ("pages", "doi"), 3)]
