"""A new CV: its files, the names that it takes, and what is refused. Its build is tested in test_package.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_cv import __main__, scaffold

if TYPE_CHECKING:
    from pathlib import Path

FILES = [
    ".github/workflows/pages.yml", ".gitignore", ".readthedocs.yaml", "Makefile", "README.md", "_static/card.png",
    "_static/custom.css", "_static/favicon.svg", "conf.py", "cv.md", "index.md", "pubs.bib", "requirements.txt", "resume.md",
    *(f"sections/{name}.md" for name in "advising education grants honors positions publications research service talks teaching".split()),
    "vendor/sphinx_cv.whl",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scaffold, "wheel", lambda: ("sphinx_cv.whl", b"wheel"))


def run(folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    status = __main__.main(["new", str(folder), "--name", name])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_it_has_the_owner_and_no_mark_that_is_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "my cv"
    assert run(folder, " Ada  Lovelace ", capsys) == (0, f"Your CV is in {folder}: cd '{folder}' && make preview\n", "")
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert sorted(found) == FILES
    texts = {name: content.decode() for name, content in found.items() if not name.endswith((".png", ".whl"))}
    assert 'cv_owner = "Ada Lovelace"\n' in texts["conf.py"]
    assert 'cv_pdfs = {"cv": "ada-lovelace-cv", "resume": "ada-lovelace-resume"}\n' in texts["conf.py"]
    assert texts["index.md"].startswith("# Ada Lovelace\n")
    assert "author    = {Ada Lovelace and Grace Example},\n" in texts["pubs.bib"]
    assert "_build/latex/ada-lovelace-cv.pdf " in texts[".readthedocs.yaml"]
    assert texts["requirements.txt"] == "./vendor/sphinx_cv.whl[site]\n"
    assert ">AL</text>" in texts["_static/favicon.svg"]
    assert found["_static/card.png"].startswith(b"\x89PNG")
    assert [
        name for name, text in texts.items() for mark in ("@NAME@", "@SLUG@", "@INITIALS@", "@WHEEL@") if mark in text
    ] == []


@pytest.mark.parametrize(
    ("name", "initials", "slug", "has_card"),
    [
        ("Ada Lovelace", "AL", "ada-lovelace-", True),
        ("Christopher Ré", "CR", "christopher-re-", True),
        ("Nguyễn Văn Đạt", "NĐ", "nguyen-van-dat-", False),
        ("J.-P. O'Neil", "JO", "j-p-o-neil-", True),
        ("Plato", "P", "plato-", True),
        ("山田 太郎", "山太", "", False),
        ("A" * 200, "A", f"{'a' * 200}-", True),
    ],
)
def test_names_of_all_kinds_make_a_cv(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, initials: str, slug: str, has_card: bool
) -> None:
    assert run(tmp_path, name, capsys)[0] == 0
    assert f">{initials}</text>" in (tmp_path / "_static/favicon.svg").read_text("utf-8")
    assert f'{{"cv": "{slug}cv", "resume": "{slug}resume"}}' in (tmp_path / "conf.py").read_text("utf-8")
    assert (tmp_path / "_static/card.png").is_file() is has_card


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Lovelace, Ada", "--name has ','"), ('Ada "Countess"', "--name has '\"'"), ("Ada {x}", "--name has '{'"),
        ("Ada <b>", "--name has '<'"), ("Ada\x00", "--name is not the name of one person"), ("", "--name is not the name of one person"),
        ("Ada and Grace", "--name is not the name of one person"), ("12 .", "--name is not the name of one person"),
    ],
)  # fmt: skip
def test_what_is_no_name_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, said: str) -> None:
    fix = (
        ": write it as it is printed, such as Ada Lovelace\n"
        if "not" in said
        else ": write the name as it is printed, such as Ada Lovelace\n"
    )
    assert run(tmp_path / "cv", name, capsys) == (2, "", said + fix)
    assert not (tmp_path / "cv").exists()


@pytest.mark.parametrize("there", ["conf.py", "sections/talks.md", ".gitignore"])
def test_a_file_that_is_there_stays_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], there: str
) -> None:
    (tmp_path / there).parent.mkdir(exist_ok=True)
    (tmp_path / there).write_text("mine", "utf-8")
    fix = "exists: name a folder that is new or empty; nothing was written\n"
    assert run(tmp_path, "Ada Lovelace", capsys) == (2, "", f"{tmp_path / there} {fix}")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / there]
    assert (tmp_path / there).read_text("utf-8") == "mine"


def test_a_file_in_place_of_a_folder_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "sections").write_text("mine", "utf-8")
    status, _, said = run(tmp_path, "Ada Lovelace", capsys)
    assert (status, said) == (2, f"{tmp_path / 'sections'} cannot be written (File exists)\n")
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["sections"]
