"""Shared fixtures and helpers: tiny sites, the example CV and the owner's site built once, a browser."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest
from bs4 import BeautifulSoup
from server import serve
from sphinx.application import Sphinx
from sphinx.util.console import strip_colors
from sphinx.util.docutils import docutils_namespace, patch_docutils

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

pytest.register_assert_rewrite("owner.checks")

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "tests/example"
#: SOURCE_DATE_EPOCH of the builds: 22 November 2026.
EPOCH = "1795305600"
CONF = 'extensions = ["sphinx_cv.full"]\nbibtex_bibfiles = ["pubs.bib"]\ncv_owner = ["Ada Example", "A. Example"]\nhtml_theme = "furo"\n'
PUBS = """\
@inproceedings{one, author = {Example, Ada and Ré, Christopher}, title = {First {LLM} paper},
  booktitle = {International Conference on Machine Learning (ICML)}, year = {2023}, keywords = {attention, inference}}
@article{two, author = {Gu, Albert}, title = {Second paper}, journal = {A Journal}, year = {2024}, keywords = {attention}}
"""


@dataclass
class Site:
    """A tiny site: its sources, and the last build's output and warnings."""

    source: Path
    out: Path
    warnings: list[str]

    def page(self, name: str = "index") -> BeautifulSoup:
        return BeautifulSoup((self.out / f"{name}.html").read_text("utf-8"), "html.parser")

    def article(self, name: str = "index") -> BeautifulSoup:
        found = self.page(name).find(role="main")
        assert found is not None
        return found  # type: ignore[return-value]

    def text(self, name: str = "index") -> str:
        """What a reader reads on a page."""
        return words(self.article(name))


def words(element: Any) -> str:
    """An element's text with single spaces, links to headings left out."""
    for link in element.find_all("a", class_="headerlink"):
        link.extract()
    return " ".join(element.get_text().split())


def build(source: Path, out: Path, builder: str = "html", **options: Any) -> list[str]:
    """Build in this process; returns the warnings, a line each, with paths as from the source folder."""
    warning = StringIO()
    with patch_docutils(source), docutils_namespace():
        app = Sphinx(source, source, out, out.parent / f"{out.name}.doctrees", builder, status=None, warning=warning,
                     freshenv=options.pop("fresh", False), parallel=options.pop("parallel", 1), confoverrides=options)  # fmt: skip
        app.build()
    return [line.replace(f"{source}/", "") for line in strip_colors(warning.getvalue()).splitlines() if line]


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Site]:
    """Make and build a tiny site: files by name, `warnings` the exact lines that are expected (none by default)."""

    def make(files: dict[str, str], warnings: tuple[str, ...] = (), builder: str = "html", **options: Any) -> Site:
        source = tmp_path / "source"
        for name, text in {"conf.py": CONF, "pubs.bib": PUBS, **files}.items():
            path = source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        out = tmp_path / builder
        found = build(source, out, builder, **options)
        assert found == list(warnings)
        return Site(source, out, found)

    return make


def copy_project(target: Path) -> Path:
    """The project's own files, as git knows them, in a folder of their own."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)
    return target


def run_sphinx(
    source: Path, out: Path, *options: str, check: bool = True, **env: str
) -> subprocess.CompletedProcess[str]:
    """Build in a process of its own, with this package unless the sources have one beside them."""
    command = [sys.executable, "-m", "sphinx", "-q", "--no-color", "-d", str(out.parent / f"{out.name}.doctrees"),
               *options, ".", str(out)]  # fmt: skip
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False,
                          env={**os.environ, "PYTHONPATH": str(ROOT), **env})  # fmt: skip
    assert not check or done.returncode == 0, done.stderr
    return done


def copy_example(target: Path, *, with_package: bool = False) -> Path:
    """Copy the sources of the example CV; with the package and the Makefile they are a project of their own."""
    shutil.copytree(EXAMPLE, target, dirs_exist_ok=True)
    if with_package:
        shutil.copytree(ROOT / "sphinx_cv", target / "sphinx_cv", ignore=shutil.ignore_patterns("__pycache__"))
        for name in ("Makefile", "requirements.txt", "requirements-dev.txt"):
            shutil.copy2(ROOT / name, target / name)
    return target


def written_files(out: Path) -> dict[str, object]:
    """Return the content of each file of a website by its path; Sphinx's notes on its settings are left out."""
    found: dict[str, object] = {path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*"))
                                if path.is_file() and not path.name.startswith(".buildinfo")}  # fmt: skip
    index = read_search_index(out)
    for terms in (index["terms"], index["titleterms"]):  # Sphinx keeps words that no page has any more
        for word in [word for word, pages in terms.items() if pages == []]:
            del terms[word]
    return found | {"searchindex.js": index}


def read_search_index(out: Path) -> dict[str, Any]:
    text = (out / "searchindex.js").read_text("utf-8")
    index: dict[str, Any] = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    return index


def replace(path: Path, old: str, new: str) -> None:
    """Edit a file, so that Sphinx sees the edit."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    touch(path)


def touch(path: Path) -> None:
    stamp = time.time_ns() + 2_000_000_000  # an edit within the file system's own resolution is still an edit
    os.utime(path, ns=(stamp, stamp))


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The example CV, built once, strictly."""
    folder = tmp_path_factory.mktemp("example")
    source = copy_example(folder / "source")
    done = run_sphinx(source, folder / "html", "-n", "-W", SOURCE_DATE_EPOCH=EPOCH)
    return Site(source, folder / "html", done.stderr.splitlines())


@pytest.fixture(scope="session")
def url(example: Site) -> Iterator[str]:
    """The URL of the example CV, served on the loopback address; without a slash at its end."""
    with serve(example.out) as found:
        yield found


@pytest.fixture(scope="session")
def owner(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The owner's site, built once, strictly."""
    folder = tmp_path_factory.mktemp("owner")
    source = copy_project(folder / "source")
    done = run_sphinx(source, folder / "html", "-n", "-W", SOURCE_DATE_EPOCH=EPOCH)
    return Site(source, folder / "html", done.stderr.splitlines())


def npm_file(name: str) -> Path:
    """A file of tests/node_modules; without it the test is skipped, and fails under CI."""
    path = ROOT / "tests/node_modules" / name
    if not path.is_file():
        missing(f"{name} is not installed (npm ci --prefix tests)")
    return path


def missing(reason: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def need(program: str) -> str:
    """A program's path; without it the test is skipped, and fails under CI."""
    path = shutil.which(program)
    if path is None:
        missing(f"{program} is not installed (sh tests/system.sh)")
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, without a network of its own."""
    from playwright.sync_api import sync_playwright

    path = need("chromium")
    options = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=options)
        yield chromium
        chromium.close()
