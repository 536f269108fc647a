"""`python -m sphinx_cv import`: bad input is one message with its place, and nothing is half-written."""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING, Any

import pytest

from sphinx_cv.__main__ import main
from sphinx_cv.imports.command import bibtex_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FORMATS = "name a JSON Resume, a RenderCV file, a BibTeX file, or a page or the folder of academicpages or HugoBlox"
BAD: list[tuple[str, str | bytes, str]] = [
    ("resume.json", "", "resume.json: is empty: name a file that has something to import"),
    ("resume.json", " \n", "resume.json: is empty: name a file that has something to import"),
    ("resume.json", '{\n "a": }', "resume.json:2: is not JSON (Expecting value): correct it"),
    ("resume.json", "[1, 2]", f"resume.json: has none of the sections of a JSON Resume: {FORMATS}"),
    ("resume.json", '{"a": 1}', f"resume.json: has none of the sections of a JSON Resume: {FORMATS}"),
    ("resume.json", "[" * 100_000, "resume.json: is nested more than 50 levels deep, so it is no CV: correct it"),
    ("resume.json", '{"work": ' + "[" * 60 + "]" * 60 + "}", "resume.json: is nested more than 50 levels deep, so it is no CV: correct it"),
    ("resume.json", b'{"basics":\n {"name": "\xe9"}}', "resume.json:2: is not UTF-8 (byte 0xE9): save the file in UTF-8"),
    ("resume.json", '{"basics":\n\n "\0"}', "resume.json:3: has a null character, so it is no text: save it again as UTF-8"),
    ("resume.json", "{" + " " * 20_000_000, "resume.json: has 20,000,001 bytes, more than 1,000,000: import a smaller file"),
    ("papers.bib", " " * 20_000_000, "papers.bib: has 20,000,000 bytes, more than 10,000,000: import a smaller file"),
    ("papers.bib", "hello", f"papers.bib: has no entry (@article{{key, ...): {FORMATS}"),
    ("papers.bib", b"@misc{a,\n title={\xff}}", "papers.bib:2: is not UTF-8 (byte 0xFF): save the file in UTF-8"),
    ("cv.yaml", "cv:\n  name: [", "cv.yaml:2: is not YAML (did not find expected node content): correct it"),
    ("cv.yaml", "cv:\n  a: &a [x]\n  b: *a\n", "cv.yaml:3: has an alias (*a), which is not read: write the value in its place"),
    ("cv.yaml", "cv:\n  a: " + "[" * 60, "cv.yaml:2: is nested more than 50 levels deep, so it is no CV: correct it"),
    ("cv.yaml", "design: x\n", f"cv.yaml: is of no known format: {FORMATS}"),
    ("cv.yaml", "cv: x\n---\ncv: y\n", "cv.yaml:2: is not YAML (but found another document): correct it"),
    ("notes.txt", "just words", f"notes.txt: is of no known format: {FORMATS}"),
    ("cv.md", "---\ntitle: [\n---\n", "cv.md:3: is not YAML (did not find expected node content): correct it"),
    ("cv.md", "+++\na = 1\na = 2\n+++\n", "cv.md:3: is not TOML (Cannot overwrite a value): correct it"),
    ("site/.hidden.md", "---\ntitle: x\n---\n", "site: has no page (*.md): name the folder of the site, or of its publications"),
    ("site/_talks/a.md", "---\na: &b 1\nc: *b\n---\n", "site/_talks/a.md:3: has an alias (*b), which is not read: write the value in its place"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "message"), BAD, ids=range(len(BAD)))
def test_bad_input_is_one_message(
    imported: Callable[..., Any], tmp_path: Path, name: str, text: str | bytes, message: str
) -> None:
    start = time.perf_counter()
    status, out, err = imported(name, text)
    assert (status, out, err) == (2, "", f"{message}\n")
    assert sorted(path.name for path in (tmp_path / "cv").iterdir()) == ["conf.py", "index.md", "pubs.bib"]
    assert (tmp_path / "cv/pubs.bib").read_text("utf-8") == "% mine\n"
    assert time.perf_counter() - start < 10


def test_a_missing_file_or_folder_is_one_message(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", str(tmp_path / "a.json"), "--into", str(tmp_path)]) == 2
    assert capsys.readouterr() == ("", f"there is no conf.py in {tmp_path}: give the folder of your CV with --into\n")
    (tmp_path / "conf.py").touch()
    assert main(["import", str(tmp_path / "a.json"), "--into", str(tmp_path)]) == 2
    assert (
        capsys.readouterr().err
        == f"{tmp_path}/a.json: cannot be read (No such file or directory): name a file that can be\n"
    )
    os.mkfifo(tmp_path / "pipe.bib")
    assert main(["import", str(tmp_path / "pipe.bib"), "--into", str(tmp_path)]) == 2
    assert (
        capsys.readouterr().err == f"{tmp_path}/pipe.bib: cannot be read (it is not a file): name a file that can be\n"
    )


RESUME = {
    "basics": {"name": "Ada Example"},
    "work": [{"name": "A", "position": "B", "endDate": "2020"}],
    "publications": [{"name": "C", "releaseDate": "2020"}],
}


def test_all_is_written_or_nothing(
    imported: Callable[..., Any], tmp_path: Path, make_cv: Callable[[Path], Path]
) -> None:
    cv = make_cv(tmp_path / "cv")
    (cv / "sections").touch()
    status, out, err = imported("resume.json", json.dumps(RESUME))
    assert (status, out, err) == (
        2,
        "",
        "cv/sections/.work.md.import cannot be read or written (Not a directory): correct its permissions\n",
    )
    assert sorted(path.name for path in cv.iterdir()) == ["conf.py", "index.md", "pubs.bib", "sections"]
    assert (cv / "pubs.bib").read_text("utf-8") == "% mine\n"
    (cv / "sections").unlink()
    (cv / ".pubs.bib.import").mkdir()  # the entries cannot be written, so no page is
    assert imported("resume.json", json.dumps(RESUME))[0] == 2
    assert sorted(path.name for path in cv.iterdir()) == [".pubs.bib.import", "conf.py", "index.md", "pubs.bib"]


def test_a_page_that_is_there_stays(
    imported: Callable[..., Any], tmp_path: Path, make_cv: Callable[[Path], Path]
) -> None:
    sections = make_cv(tmp_path / "cv") / "sections"
    sections.mkdir()
    (sections / "work.md").write_bytes(b"mine \xff\r\n")
    assert imported("resume.json", json.dumps(RESUME)) == (0, """\
resume.json is imported into cv

Taken (2)
  sections/work-imported.md: 1 row
  pubs.bib: example2020c (resume.json: publications[0])

Guessed or faulty: check these (2)
  resume.json: publications[0]: 'C' has no authors in this format: written with Ada Example alone
  resume.json: publications[0]: 'C' is written as @misc, after its venue

For conf.py
  cv_owner = ["Ada Example"]

For the tables of contents of index.md and cv.md
  sections/work-imported
""", "")  # fmt: skip
    assert (sections / "work.md").read_bytes() == b"mine \xff\r\n"
    assert (
        imported("resume.json", json.dumps(RESUME))[1]
        == """\
resume.json is imported into cv

Guessed or faulty: check these (2)
  resume.json: publications[0]: 'C' has no authors in this format: written with Ada Example alone
  resume.json: publications[0]: 'C' is written as @misc, after its venue

There already: nothing is written (2)
  sections/work-imported.md: ```{position} B
  resume.json: publications[0]: 'C' is example2020c (pubs.bib:3): same title and year

For conf.py
  cv_owner = ["Ada Example"]
"""
    )


@pytest.mark.parametrize(
    ("conf", "expected"),
    [
        ("", (["pubs.bib"], "utf-8")),
        ('bibtex_bibfiles = ["a.bib", "b.bib"]\nbibtex_encoding = "iso-8859-1"', (["a.bib", "b.bib"], "iso-8859-1")),
        ('bibtex_bibfiles = sorted(["a.bib"])\nbibtex_encoding = "utf-8-sig"', (["pubs.bib"], "utf-8")),
        ("bibtex_bibfiles = [", (["pubs.bib"], "utf-8")),
        ("bibtex_bibfiles = []\nbibtex_encoding = 5", (["pubs.bib"], "utf-8")),
    ],
)
def test_the_files_are_those_of_conf_py(tmp_path: Path, conf: str, expected: tuple[list[str], str]) -> None:
    (tmp_path / "conf.py").write_text(conf, "utf-8")
    files, encoding = bibtex_files(tmp_path)
    assert ([path.name for path in files], encoding) == expected


def test_another_encoding_is_kept_or_named(
    imported: Callable[..., Any], tmp_path: Path, make_cv: Callable[[Path], Path]
) -> None:
    cv = make_cv(tmp_path / "cv")
    (cv / "conf.py").write_text('bibtex_encoding = "iso-8859-1"\n', "utf-8")
    (cv / "pubs.bib").write_bytes(b"% \xe9\n")
    entry = "@misc{a, title = {%s}, author = {Example, Ada}, year = 2020, howpublished = {web}}"
    assert imported("new.bib", entry % "é")[0] == 0
    assert (cv / "pubs.bib").read_bytes() == b"% \xe9\n\n" + (entry % "é").encode("latin-1") + b"\n"
    assert imported("new.bib", entry % "Łódź") == (
        2,
        "",
        "pubs.bib is iso-8859-1, which has no Ł: save it as UTF-8, and import again\n",
    )
