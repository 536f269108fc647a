"""Fields under other names that are likely a venue or a link, and papers without a venue."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from content import read_library

from sphinx_cv.bibtex.likely_fields import check

if TYPE_CHECKING:
    from pathlib import Path

BASE = "author={Gu, Albert}, title={T}, year=2020"


def messages(folder: Path, *entries: str) -> list[tuple[int, str, str]]:
    source = "".join(f"@{entry}\n}}\n" for entry in entries)
    return [(each.line, each.subtype, each.message) for each in check(read_library(folder, source).publications)]


def test_a_name_of_a_venue_or_a_link_is_named_once(tmp_path: Path) -> None:
    article, misc = f"article{{%s, {BASE}, %s", f"misc{{%s, {BASE}, %s"
    assert messages(
        tmp_path,
        article % ("a", "\njurnal = {Tides}"),
        article % ("b", "\njurnal = {Waves}, artifact = {https://x.org/a}, _talkurl = {\\url{https://x.org/t}}"),
        misc % ("c", "artifact = {artifacts/c.zip}, conferences = {Tides}"),
        misc % ("d", "journal = {J}, xjournal = {K}, mypdf = {www.x.org}"),
    ) == [
        (2, "field_name", 'a: jurnal: this field of 2 entries is likely the venue, which is not shown: write cv_fields = {"jurnal": "booktitle"} in conf.py, or "" to leave it out'),
        (7, "field_name", 'c: conferences: this field is likely the venue, which is not shown: write cv_fields = {"conferences": "booktitle"} in conf.py, or "" to leave it out'),
        (5, "field_name", 'b: artifact: this field of 2 entries has addresses, which are not shown: write cv_fields = {"artifact": "website"} in conf.py, or "" to leave it out'),
        (5, "field_name", 'b: _talkurl: this field has addresses, which are not shown: write cv_fields = {"_talkurl": "talk"} in conf.py, or "" to leave it out'),
        (9, "field_name", 'd: mypdf: this field has addresses, which are not shown: write cv_fields = {"mypdf": "pdf"} in conf.py, or "" to leave it out'),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "fields",
    [
        "file = {:a.pdf:PDF}, localfile = {a.pdf}, bdsk-url-1 = {https://x.org}, mendeley-url = {https://x.org}",
        "biburl = {https://dblp.org/rec/1}, bibsource = {https://x.org}, timestamp = {www.x.org}, owner = {a.pdf}",
        "preview = {a.png}, abbr = {ICML}, bibtex_show = {true}, abstract = {https://x.org}, tidelevel = {see https://x.org}",
        "optbooktitle = {Tides}, opturl = {https://x.org}, shortjournal = {J}, x-url = {https://x.org}",
    ],
)
def test_fields_of_programs_are_not_named(tmp_path: Path, fields: str) -> None:
    assert messages(tmp_path, f"misc{{a, {BASE}, {fields}") == []


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        ("article{a, %s", "journal"),
        ("inproceedings{a, %s, url = {https://x.org}", "booktitle"),
        ("incollection{a, %s, doi = {10.1/x}", "booktitle"),
        ("phdthesis{a, %s", "school"),
        ("phdthesis{a, %s, institution = {Tide School}", ""),
        ("article{a, %s, pubstate = {inpress}", ""),
        ("article{a, %s, eprint = {2401.00001}", ""),
        ("article{a, %s, note = {Under review}", ""),
        ("article{a, %s, howpublished = {Leaflet}", ""),
        ("article{a, %s, crossref = {missing}", ""),
        ("inproceedings{a, %s, eventtitle = {Tide Meeting}", ""),
        ("misc{a, %s", ""),
        ("book{a, %s", ""),
    ],
)  # fmt: skip
def test_a_paper_without_its_venue_is_named(tmp_path: Path, entry: str, field: str) -> None:
    type_ = entry.partition("{")[0]
    message = f"a: this @{type_} has no {field}: write {field} = {{...}}"
    assert messages(tmp_path, entry % BASE) == ([(1, "no_venue", message)] if field else [])
