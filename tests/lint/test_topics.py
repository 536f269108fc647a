"""Lint of topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.bibtex import library
from sphinx_cv.lint.topics import spellings

if TYPE_CHECKING:
    from pathlib import Path

PUBS = """\
@misc{a, author = {Example, Ada}, title = {One}, year = 2020, keywords = {Deep learning, C++}}
@misc{b, author = {Example, Ada}, title = {Two}, year = 2020, keywords = {Deep learning, C}}
@misc{c, author = {Example, Ada}, title = {Three}, year = 2020,
  keywords = {deep-learning; C}}
"""


def test_a_topic_is_named_where_it_is_not_spelled_as_usual(tmp_path: Path) -> None:
    path = tmp_path / "pubs.bib"
    path.write_text(PUBS, "utf-8")
    publications = library.read([path], ["Ada Example"]).publications
    assert [publication.topics for publication in publications] == [
        ("Deep learning", "C++"),
        ("Deep learning", "C"),
        ("Deep learning", "C"),
    ]
    message = "c: keywords: 'deep-learning' is usually 'Deep learning', which is shown: write that"
    assert [(found.line, found.subtype, found.message) for found in spellings(publications)] == [
        (4, "topic_variant", message)
    ]
