"""Keys in the style of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from content import entry, read_library

from sphinx_cv.imports.keys import free_key, style_of

if TYPE_CHECKING:
    from pathlib import Path

NEW = entry("new", "Müller, Ann and De Sa, Bo and Lee, Cy", "The {TideSketch-2} of Streams", year="2026")
OLD = ("Fré, Noémie and Quill, Jo", "On Moss and Salt")


@pytest.mark.parametrize(
    ("key", "made"),
    [
        ("fre2020moss", "muller2026tidesketch"),
        ("Fre2020Moss", "Muller2026Tidesketch"),
        ("Fre2020moss", "Muller2026tidesketch"),
        ("fre2020", "muller2026"),
        ("fre2020b", "muller2026"),
        ("Fre2020", "Muller2026"),
        ("Fre:2020", "Muller:2026"),
        ("fre_moss_2020", "muller_tidesketch_2026"),
        ("fre_2020_moss", "muller_2026_tidesketch"),
        ("fre_2020", "muller_2026"),
        ("freMoss2020", "mullerTidesketch2026"),
        ("fre-quill-2020-moss", "muller-etal-2026-tidesketch"),
        ("DBLP:conf/icca/FreQ20", "MullerDL26"),
        ("8368309", "muller2026tidesketch"),
    ],
)
def test_a_key_is_made_in_the_style_of_the_file(tmp_path: Path, key: str, made: str) -> None:
    old, new = read_library(tmp_path, entry(key, *OLD), NEW).publications
    assert style_of([old])(new) == made


def test_most_keys_decide_and_without_keys_it_is_author_year_word(tmp_path: Path) -> None:
    keys = ("fre2020moss", "Fre2020", "fre2020")
    *old, new = read_library(tmp_path, *(entry(key, *OLD) for key in [*keys, "Fre2020-2"]), NEW).publications
    assert style_of([])(new) == "muller2026tidesketch"
    assert style_of([old[1], old[2], old[1]])(new) == "Muller2026"


def test_a_key_that_is_taken_gets_letters() -> None:
    taken = {"gu2024", "gu2024a", *(f"ré2024{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"), "ré2024"}
    assert [free_key(wanted, taken) for wanted in ("Gu2024", "gu2025", "ré2024", "")] == [
        "Gu2024b",
        "gu2025",
        "ré2024aa",
        "entry",
    ]
