"""Fields under other names: those of a setting, and those that owners give to the venue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_cv.bibtex import library

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_cv.model.publication import Publication


def read(folder: Path, entry: str, names: dict[str, str]) -> Publication:
    path = folder / "pubs.bib"
    path.write_text(entry, "utf-8")
    found = library.read([path], [], field_names=names)
    assert found.faults == ()
    return found.publications[0]


@pytest.mark.parametrize(
    ("type_", "fields", "venue", "fields_read"),
    [
        ("article", "_venue = {Tides}", "Tides", ["journal"]),
        ("misc", "_venue = {Tides}", "Tides", ["journal"]),
        ("inproceedings", "_venue = {Tides}", "Tides", ["booktitle"]),
        ("inproceedings", "conference = {Tides}", "Tides", ["booktitle"]),
        ("inproceedings", "conference = {T}, booktitle = {Tides}", "Tides", ["conference", "booktitle"]),
        ("phdthesis", "_venue = {Tide School}", "", ["school"]),
        ("phdthesis", "_venue = {PhD thesis}, school = {Tide School}", "", ["_venue", "school"]),
        # a preprint server is no venue of a published paper
        ("article", "journal = {arXiv preprint arXiv:2401.00001}, _venue = {Tides}", "Tides", ["arxiv", "journal"]),
        ("misc", "eprint = {2401.00001}, _venue = {arXiv}", "", ["eprint", "_venue"]),
        ("misc", "_venue = {arXiv}", "arXiv", ["journal"]),
        ("article", "journal = {Tides}, _venue = {arXiv}", "Tides", ["journal", "_venue"]),
    ],
)  # fmt: skip
def test_a_venue_is_read_under_the_names_of_owners(
    tmp_path: Path, type_: str, fields: str, venue: str, fields_read: list[str]
) -> None:
    made = read(tmp_path, f"@{type_}{{a, author={{Gu, A}}, title={{T}}, year=2024, {fields}}}", {})
    assert (made.venue.name.plain if made.venue else "") == venue
    assert sorted(made.fields.keys() - {"author", "title", "year"}) == sorted(fields_read)


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ("link = {https://x.org/a}", "https://x.org/a"),
        ("link = {https://x.org/a}, url = {https://x.org/b}", "https://x.org/b"),
        ("ee = {https://x.org/a}", "https://x.org/a"),
        ("bdsk-url-1 = {https://x.org/a}, doi = {10.1/x}", ""),
        ("link = {Text}, bdsk-url-1 = {https://x.org/a}", "https://x.org/a"),
    ],
)  # fmt: skip
def test_a_url_is_read_under_other_names(tmp_path: Path, fields: str, url: str) -> None:
    assert read(tmp_path, f"@misc{{a, author={{Gu, A}}, title={{T}}, year=2024, {fields}}}", {}).url == url


@pytest.mark.parametrize(
    ("names", "fields", "expected"),
    [
        ({"prize": "award"}, "prize = {Best}", {"award": "Best"}),
        ({"prize": "award"}, "prize = {Best}, award = {Other}", {"award": "Other", "prize": "Best"}),
        ({"prize": ""}, "prize = {Best}", {}),
        ({"where": "booktitle"}, "where = {Tides}", {"journal": "Tides"}),
        ({"_venue": ""}, "_venue = {Tides}", {}),
        ({"repo": "code"}, "repo = {https://x.org}, code = {https://y.org}", {"code": "https://y.org", "code_2": "https://x.org"}),
    ],
)  # fmt: skip
def test_a_field_is_renamed(tmp_path: Path, names: dict[str, str], fields: str, expected: dict[str, str]) -> None:
    made = read(tmp_path, f"@misc{{a, author={{Gu, A}}, title={{T}}, year=2024,\n{fields}}}", names)
    assert {name: value for name, value in made.fields.items() if name not in {"author", "title", "year"}} == expected
    assert {made.lines[name] for name in expected} <= {2}
