"""The date of the content: that of the last commit to it, or none; never a wrong one."""

from __future__ import annotations

import datetime
import os
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from sphinx_cv.site import settings
from sphinx_cv.site.settings import last_changed

if TYPE_CHECKING:
    from pathlib import Path

PATTERNS = ["sections/*.md", "pubs.bib"]
MARCH = datetime.date(2024, 3, 1)


def git(folder: Path, *arguments: str, date: str = "2024-03-01T12:00:00+0000") -> str:
    env = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date, "PATH": os.environ["PATH"], "HOME": str(folder)}
    options = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "protocol.file.allow=always"]
    done = subprocess.run(
        ["git", *options, *arguments], cwd=folder, check=True, capture_output=True, env=env, text=True
    )
    return done.stdout


def commit(folder: Path, name: str, date: str = "2024-03-01T12:00:00+0000") -> None:
    (folder / name).parent.mkdir(exist_ok=True, parents=True)
    (folder / name).write_text(f"{name} {date}", "utf-8")
    git(folder, "add", ".")
    git(folder, "commit", "-m", name, date=date)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository whose content was changed in March, and another file in April."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    folder = tmp_path / "checkout"
    folder.mkdir()
    git(folder, "init", "-b", "main")
    commit(folder, "pubs.bib", "2024-02-01T12:00:00+0000")
    commit(folder, "sections/work.md")
    commit(folder, "Makefile", "2024-04-01T12:00:00+0000")
    return folder


def test_settings_of_git_change_no_date(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "log.showSignature": "true",
        "color.ui": "always",
        "log.date": "relative",
        "log.follow": "true",
    }.items():
        git(checkout, "config", name, value)
    monkeypatch.setenv("GIT_TRACE", "1")
    assert last_changed(checkout, PATTERNS, "") == MARCH


def test_a_signed_commit_has_its_date(checkout: Path) -> None:
    body = git(checkout, "cat-file", "commit", "HEAD~1").partition("\n\n")
    signed = f"{body[0]}\ngpgsig -----BEGIN PGP SIGNATURE-----\n x\n -----END PGP SIGNATURE-----\n\n{body[2]}"
    done = subprocess.run(["git", "hash-object", "-t", "commit", "-w", "--stdin"], cwd=checkout, input=signed,
                          capture_output=True, text=True, check=True)  # fmt: skip
    git(checkout, "reset", "--hard", done.stdout.strip())
    git(checkout, "config", "log.showSignature", "true")
    assert last_changed(checkout, PATTERNS, "") == MARCH


@pytest.mark.parametrize(
    ("name", "value"),
    [("GIT_DIR", "/nowhere"), ("GIT_WORK_TREE", "/"), ("GIT_INDEX_FILE", "/nowhere"), ("GIT_LITERAL_PATHSPECS", "1"),
     ("GIT_OBJECT_DIRECTORY", "/nowhere"), ("GIT_PREFIX", "x"), ("GIT_NAMESPACE", "x")],
)  # fmt: skip
def test_variables_of_a_hook_of_git_change_no_date(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    assert last_changed(checkout, PATTERNS, "") == MARCH


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_a_shallow_clone_has_the_right_date_or_none(checkout: Path, tmp_path: Path, depth: int) -> None:
    commit(checkout, "README.md", "2024-05-01T12:00:00+0000")
    git(tmp_path, "clone", "--depth", str(depth), f"file://{checkout}", "shallow")
    assert last_changed(tmp_path / "shallow", PATTERNS, "") is None
    git(tmp_path / "shallow", "fetch", "--depth", "4", "origin")
    assert last_changed(tmp_path / "shallow", PATTERNS, "") == MARCH


def test_a_shallow_clone_with_a_later_change_has_its_date(checkout: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--depth", "1", f"file://{checkout}", "shallow")
    commit(tmp_path / "shallow", "pubs.bib", "2024-06-01T12:00:00+0000")
    assert last_changed(tmp_path / "shallow", PATTERNS, "") == datetime.date(2024, 6, 1)


def test_a_date_that_does_not_exist_is_left_out(checkout: Path) -> None:
    body = git(checkout, "cat-file", "commit", "HEAD~1").replace("1709294400", "999999999999")
    done = subprocess.run(["git", "hash-object", "-t", "commit", "-w", "--stdin"], cwd=checkout, input=body,
                          capture_output=True, text=True, check=True)  # fmt: skip
    git(checkout, "reset", "--hard", done.stdout.strip())
    assert last_changed(checkout, PATTERNS, "") is None


@pytest.mark.parametrize("epoch", ["²", "-1", "1e9", "x", " ", "99999999999999999999", "9" * 5000, "253402300800", "١"])
def test_an_epoch_that_is_no_date_is_ignored(checkout: Path, epoch: str) -> None:
    assert last_changed(checkout, PATTERNS, epoch) == MARCH


@pytest.mark.parametrize(
    ("epoch", "date"),
    [("0", datetime.date(1970, 1, 1)), ("1795305600", datetime.date(2026, 11, 22)), ("253402300799", datetime.date(9999, 12, 31))],
)  # fmt: skip
def test_an_epoch_takes_precedence(checkout: Path, epoch: str, date: datetime.date) -> None:
    assert last_changed(checkout, PATTERNS, epoch) == date


def fake_git(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    (folder / "bin").mkdir()
    (folder / "bin/git").write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    (folder / "bin/git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder / 'bin'}:{os.environ['PATH']}")


def test_without_git_there_is_no_date(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(checkout))
    assert last_changed(checkout, PATTERNS, "") is None


@pytest.mark.parametrize(
    "script",
    ["echo fatal: detected dubious ownership >&2; exit 128", "printf '\\377\\377' >&2; exit 1", "printf '\\377'", "echo", "echo x y",
     "echo 12"],
)  # fmt: skip
def test_a_git_that_fails_gives_no_date(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    fake_git(tmp_path, monkeypatch, script)
    assert last_changed(checkout, PATTERNS, "") is None


def test_a_git_that_hangs_is_ended(checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_git(tmp_path, monkeypatch, "exec sleep 60")
    monkeypatch.setattr(settings, "_GIT_SECONDS", 0.5)
    begin = time.monotonic()
    assert last_changed(checkout, PATTERNS, "") is None
    assert time.monotonic() - begin < 20


def test_a_checkout_of_another_user_has_no_date(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.getuid():
        pytest.skip("only root can give a file away")
    monkeypatch.setenv("HOME", str(checkout))  # without an owner's safe.directory
    for path in (checkout, checkout / ".git"):
        os.chown(path, 12345, 12345)
    assert last_changed(checkout, PATTERNS, "") is None
