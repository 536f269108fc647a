"""The preview: what is edited is served a moment later, and what cannot be read keeps the last good site."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import time
import urllib.request
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, copy_example

from sphinx_cv.__main__ import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Preview:
    """`make preview` of the example CV, on a port of its own."""

    def __init__(self, source: Path) -> None:
        self.source = source
        self.log = source.parent / "log"
        # the tests' own environment: a second one would tell nothing about the preview
        (source / ".venv").symlink_to(ROOT / ".venv")
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                ["make", "preview", "PORT=0"],
                cwd=source,
                stdout=log,
                stderr=log,
                start_new_session=True,
                env={**os.environ, "PYTHONUNBUFFERED": "1"},  # or the URL waits in a buffer
            )
        self.url = ""

    def wait_for_url(self) -> None:
        self.url = self.wait_for(lambda: re.search(r"http://127\.0\.0\.1:(?!0\b)\d+", self.log.read_text()))[0]

    def get(self, page: str) -> str:
        with urllib.request.urlopen(f"{self.url}/{page}", timeout=10) as response:
            return str(response.read().decode())

    def wait_for(self, found: object, seconds: float = 60) -> re.Match[str]:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            assert self.process.poll() is None, self.log.read_text()
            with contextlib.suppress(OSError):
                if match := found():  # type: ignore[operator]
                    return match  # type: ignore[no-any-return]
            time.sleep(0.2)
        raise AssertionError(self.log.read_text())

    def wait_for_text(self, page: str, text: str) -> None:
        self.wait_for(lambda: re.search(re.escape(text), self.get(page)))

    def wait_for_log(self, pattern: str) -> None:
        self.wait_for(lambda: re.search(pattern, self.log.read_text()))

    def edit(self, name: str, old: str, new: str) -> None:
        path = self.source / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    def close(self) -> None:
        os.killpg(self.process.pid, signal.SIGINT)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    served = Preview(copy_example(tmp_path_factory.mktemp("preview") / "source", with_package=True))
    try:
        served.wait_for_url()
        served.wait_for_text("sections/publications.html", "Sorting without a clock")
        yield served
    finally:
        served.close()


@pytest.mark.parametrize(
    ("name", "old", "new", "page", "served"),
    [
        ("sections/service.md", "Editor", "Editing", "sections/service.html", "Editing"),
        ("pubs.bib", "Just enough noise", "Nearly enough noise", "sections/publications.html", "Nearly enough noise"),
        ("_static/favicon.svg", "<svg ", "<svg  ", "_static/favicon.svg", "<svg  "),
        ("conf.py", 'html_title = "Ada Example"', 'html_title = "A new title"', "sections/work.html", "A new title"),
    ],
)  # fmt: skip
def test_an_edit_is_served(preview: Preview, name: str, old: str, new: str, page: str, served: str) -> None:
    preview.edit(name, old, new)
    preview.wait_for_text(page, served)


def test_an_unreadable_pubs_bib_keeps_the_last_good_site(preview: Preview) -> None:
    path = preview.source / "pubs.bib"
    good = path.read_bytes()
    path.write_bytes(good.replace("é".encode(), b"\xe9", 1))
    preview.wait_for_log(r"pubs\.bib:\d+: ERROR: pubs\.bib is not UTF-8 \(byte 0xE9\): save the file in UTF-8")
    assert "Sorting without a clock" in preview.get("sections/publications.html")
    path.write_bytes(good.replace(b"Counters},", b"Counters of counters},"))
    preview.wait_for_text("sections/publications.html", "Counters of counters")


def test_an_unreadable_conf_keeps_the_last_good_site(preview: Preview) -> None:
    good = (preview.source / "conf.py").read_text("utf-8")
    (preview.source / "conf.py").write_text(f"{good}\n(", "utf-8")
    preview.wait_for_log("There is a syntax error in your configuration file")
    preview.wait_for_log(r"The website is as it was: see the errors above \(status 2\)")
    assert "Sorting without a clock" in preview.get("sections/publications.html")
    (preview.source / "conf.py").write_text(good.replace("A new title", "The last title"), "utf-8")
    preview.wait_for_text("index.html", "The last title")


def test_an_edit_of_the_package_is_served(preview: Preview) -> None:  # the last: later builds load all modules anew
    preview.edit("sphinx_cv/render/people.py", '"equal contribution"', '"contributed equally"')
    preview.wait_for_text("index.html", "contributed equally")
    preview.edit("sphinx_cv/render/people.py", '"contributed equally"', '"equally contributed"')
    preview.wait_for_text("index.html", "equally contributed")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "nowhere has no conf.py: name the folder of a CV\n"),
        (["--port", "99999"], "argument --port: 99999 is no port: write a number up to 65535\n"),
        (["--port", "-5"], "argument --port: -5 is no port: write a number up to 65535\n"),
    ],
)
def test_what_cannot_be_served_is_one_message(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        raise SystemExit(main(["preview", *arguments]))
    assert ended.value.code == 2
    assert capsys.readouterr().err.endswith(said)
