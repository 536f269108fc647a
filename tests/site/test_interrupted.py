"""After a build was interrupted, or its files were broken, the next build equals a clean one."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

CONF = """\
import os
extensions = ["sphinx_cv.full"]
bibtex_bibfiles = ["pubs.bib"]
cv_owner = "Ada Example"
html_theme = "furo"
exclude_patterns = []

def die(event, count):
    left = [count]
    def handler(*args):
        left[0] -= 1
        if left[0] == 0:
            os._exit(9)  # as if it were killed
    return handler

def setup(app):
    if phase := os.environ.get("DIE"):
        event, _, count = phase.partition(" ")
        app.connect(event, die(event, int(count or 1)), priority=999)
"""
PUBS = """\
@article{one, author = {Example, Ada and Quill, Jo}, title = {First}, journal = {A Journal}, year = {2024}}
@article{two, author = {Example, Ada}, title = {Second}, journal = {A Journal}, year = {2023}}
"""
INDEX = """\
# CV

```{bibliography}
:by: year
```

```{coauthors}
```

```{toctree}
rows
```
"""
ROWS = "# Rows\n\n```{position} Reader\n:organization: A College\n:start: 2020\n:end: present\n```\n"
FILES = {"conf.py": CONF, "pubs.bib": PUBS, "index.md": INDEX, "rows.md": ROWS}
EDITED = {
    "pubs.bib": PUBS.replace("First", "Changed").replace("two", "three")
    + "@article{four, author = {Example, Ada}, title = {Fourth}, journal = {A Journal}, year = {2025}}\n",
    "rows.md": ROWS.replace("Reader", "Professor"),
    "index.md": INDEX.replace("rows\n", "rows\nnew\n"),
    "new.md": "# A new page\n\nText.\n",
}
PHASES = [
    "source-read 2",
    "doctree-read 2",
    "env-updated",
    "doctree-resolved 2",
    "html-page-context 2",
    "html-collect-pages",
    "build-finished",
]


def write(source: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        source.mkdir(exist_ok=True)
        (source / name).write_text(text, "utf-8")


def revert(source: Path) -> None:
    (source / "new.md").unlink()
    write(source, FILES)


def build(source: Path, name: str, die: str = "") -> Path:
    """Build in a process of its own; returns the output folder."""
    out = source.parent / name
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-b",
        "html",
        "-d",
        str(source.parent / f"{name}.doctrees"),
        ".",
        str(out),
    ]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "DIE": die, "SOURCE_DATE_EPOCH": "1795305600"}
    done = subprocess.run(command, cwd=source, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == ((9, "") if die else (0, ""))
    return out


def content(out: Path) -> dict[str, bytes]:
    files = (path for path in out.rglob("*") if path.is_file() and not path.name.startswith(".buildinfo"))
    return {str(path.relative_to(out)): path.read_bytes() for path in files}


def assert_clean(source: Path, out: Path) -> None:
    """Compare a site with one that is built from nothing."""
    expected = content(build(source, f"clean{time.monotonic_ns()}"))
    found = content(out)
    assert sorted(found) == sorted(expected)
    assert [name for name in expected if found[name] != expected[name]] == []


@pytest.mark.parametrize("phase", PHASES)
def test_an_interrupted_build_leaves_nothing_stale(tmp_path: Path, phase: str) -> None:
    source = tmp_path / "source"
    write(source, FILES)
    build(source, "html")
    write(source, EDITED)
    build(source, "html", die=phase)
    assert_clean(source, build(source, "html"))


@pytest.mark.parametrize("phase", PHASES[1::2])
def test_an_edit_that_is_reverted_after_an_interruption_leaves_no_trace(tmp_path: Path, phase: str) -> None:
    source = tmp_path / "source"
    write(source, FILES)
    build(source, "html")
    write(source, EDITED)
    build(source, "html", die=phase)
    revert(source)
    assert_clean(source, build(source, "html"))


def test_an_older_file_with_another_content_is_read(tmp_path: Path) -> None:
    source = tmp_path / "source"
    write(source, FILES)
    build(source, "html")
    write(source, {"pubs.bib": EDITED["pubs.bib"]})
    os.utime(source / "pubs.bib", (1e9, 1e9))
    assert_clean(source, build(source, "html"))


def test_a_file_saved_between_its_reading_and_that_of_the_pages_is_read_again(tmp_path: Path) -> None:
    source = tmp_path / "source"
    saving = (
        "\n    app.connect('env-before-read-docs', lambda *a: open('pubs.bib', 'w').write(open('later.txt').read()))\n"
    )
    write(source, {**FILES, "conf.py": CONF + saving, "later.txt": EDITED["pubs.bib"]})
    build(source, "html")
    assert_clean(source, build(source, "html"))


def test_a_new_page_is_in_the_menus_of_all_pages(tmp_path: Path) -> None:
    source = tmp_path / "source"
    write(source, FILES)
    build(source, "html")
    write(source, {name: EDITED[name] for name in ("index.md", "new.md")})
    out = build(source, "html")
    assert 'href="new.html"' in (out / "rows.html").read_text("utf-8")
    assert_clean(source, out)


@pytest.mark.parametrize("text", ["", "{", "[]", "\0"])
def test_broken_files_of_the_last_build_are_no_fault(tmp_path: Path, text: str) -> None:
    source = tmp_path / "source"
    write(source, FILES)
    out = build(source, "html")
    (state,) = (tmp_path / "html.doctrees").glob("cv-html-*.json")
    state.write_text(text)
    (out / ".buildinfo").write_text(text)
    write(source, {"pubs.bib": EDITED["pubs.bib"]})
    (out / "publications" / "two.html").unlink()  # its name is lost with the state
    (out / "publications" / "two.bib").unlink()
    assert_clean(source, build(source, "html"))


def test_a_build_of_one_page_does_not_hide_what_others_must_show(tmp_path: Path) -> None:
    source = tmp_path / "source"
    write(source, FILES)
    out = build(source, "html")
    write(source, EDITED)
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-b",
        "html",
        "-d",
        str(tmp_path / "html.doctrees"),
        ".",
        str(out),
        "rows.md",
    ]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1795305600"}
    subprocess.run(command, cwd=source, env=env, check=True)
    assert_clean(source, build(source, "html"))
