"""benchmarks/corpus.py: what it counts, and what it calls a finding."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """\
@article{one, author = {Hale, Ann}, title = {One $x^2$}, journal = {Water}, year = 2020, volume = 3, file = {a.pdf}}
@book{two, editor = {Ng, Bo}, title = {Two}, publisher = {Tide Press}, date = {2019-05/2020-01}}
%@misc{old, title = {Old}}
"""


def run(folder: Path, *options: str) -> tuple[int, list[str]]:
    command = [sys.executable, "benchmarks/corpus.py", str(folder), *options]
    done = subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": "."}, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


def test_files_in_which_nothing_goes_wrong(tmp_path: Path) -> None:
    (tmp_path / "a.bib").write_text(GOOD, "utf-8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/b.bib").write_bytes(b"@misc{three, author = {M\xfcller, Eva}, title = {Three}, year = 2021}\n")
    status, lines = run(tmp_path)
    assert (status, lines[0].partition(" bytes")[0], lines[0].rpartition("; ")[2]) == (
        0,
        "2 files, 308",
        "1 not in UTF-8",
    )
    assert lines[1:] == [
        "entries: 3 by a regular expression, 3 read",
        "lost without a message: 0; tracebacks and time limits: 0",
        "round trips that differ: 0; fields dropped: 0",
        "unknown commands: 0",
        "titles and names that Zotero reads in another way: 0 of 0 entries",
        "fields dropped:",
    ]


@pytest.mark.parametrize(
    ("entry", "kind", "finding"),
    [
        ("@article{a, author = {Hale, Ann}, title = {A}, year = 2020, journal = {B}, volumes = {77 parts}}", "dropped", "a: volumes = '77 parts'"),
        (r"@misc{a, author = {Hale, Ann}, title = {A \tidemark}, year = 2020}", "commands", r"\tidemark"),
    ],
)  # fmt: skip
def test_findings_are_shown_with_their_place(tmp_path: Path, entry: str, kind: str, finding: str) -> None:
    (tmp_path / "a.bib").write_text(f"{entry}\n", "utf-8")
    status, lines = run(tmp_path, "--show", kind)
    assert (status, lines[0]) == (int(kind != "commands"), f"{kind}\ta.bib\t{finding}")


def test_titles_and_names_are_compared_with_zotero(tmp_path: Path) -> None:
    entries = [f"@book{{{key}, author = {{Hale, Jr., Ann}}, title = {{The H$_2$O}}, year = 2020}}" for key in "abcdd"]
    (tmp_path / "a.bib").write_text("\n".join(entries), "utf-8")
    names = [{"firstName": "Ann, Jr.", "lastName": "Hale"}, {"lastName": "others"}]
    good = {"citationKey": "a", "title": "The h<sub>2</sub>O", "creators": names}
    items = [
        good,
        {**good, "citationKey": "b", "title": "Water"},
        {**good, "citationKey": "c", "creators": [{"name": "Ann"}]},
        *({"citationKey": "d"}, {"citationKey": "d"}),
    ]
    (tmp_path / "a.json").write_text(json.dumps({"items": items}), "utf-8")
    status, lines = run(tmp_path, "--show", "zotero")
    assert status == 0
    assert [line for line in lines if "otero" in line] == [
        "zotero\ta.bib\tb: title: 'The H₂O', Zotero: 'Water'",
        "zotero\ta.bib\tc: names: ['Ann Hale, Jr.'], Zotero: ['Ann']",
        "titles and names that Zotero reads in another way: 2 of 3 entries",
    ]
