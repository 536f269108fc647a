"""The distributions: the wheel has the package and nothing else, the sdist its sources and the tests of the machinery."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_string
from typing import TYPE_CHECKING

import pypdf
import pytest
from conftest import copy_project, need

import sphinx_cv

if TYPE_CHECKING:
    from pathlib import Path

NAME = f"sphinx_cv-{sphinx_cv.__version__}"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as git knows it, with both distributions in `dist`."""
    source = copy_project(tmp_path_factory.mktemp("package") / "source")
    command = [sys.executable, "-m", "build", "--no-isolation", "--sdist", "--wheel", "--outdir", "dist"]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return source


def files(project: Path, *folders: str) -> set[str]:
    return {path.relative_to(project).as_posix() for folder in folders for path in (project / folder).rglob("*")
            if path.is_file() and path.suffix != ".pyc"}  # fmt: skip


def wheel(project: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(project / "dist" / f"{NAME}-py3-none-any.whl")


def test_the_wheel_has_every_file_of_the_package_and_nothing_else(project: Path) -> None:
    with wheel(project) as opened:
        found = set(opened.namelist())
    notes = {
        f"{NAME}.dist-info/{name}"
        for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE", "top_level.txt")
    }
    assert found == files(project, "sphinx_cv") | notes


def test_the_sdist_has_the_sources_and_the_tests_of_the_machinery(project: Path) -> None:
    with tarfile.open(project / "dist" / f"{NAME}.tar.gz") as opened:
        found = {member.name.removeprefix(f"{NAME}/") for member in opened.getmembers() if member.isfile()}
    made = {"PKG-INFO", "setup.cfg", *(name for name in found if name.startswith("sphinx_cv.egg-info/"))}
    tests = {name for name in files(project, "tests") if not name.startswith("tests/owner/")}
    assert {"tests/conftest.py", "tests/example/conf.py", "tests/example/pubs.bib"} <= tests
    assert found - made == files(project, "docs", "sphinx_cv") | tests | {
        "CHANGELOG.md", "LICENSE", "MANIFEST.in", "Makefile", "README.md", "pyproject.toml", "requirements-dev.txt", "requirements.txt",
    }  # fmt: skip


def test_what_only_a_site_needs_is_an_extra(project: Path) -> None:
    with wheel(project) as opened:
        metadata = message_from_string(opened.read(f"{NAME}.dist-info/METADATA").decode())
    required = [line for line in metadata.get_all("Requires-Dist", []) if "extra ==" not in line]
    names = [line.split("<")[0].split(">")[0].split("=")[0].strip() for line in required]
    assert names == [
        "sphinx",
        "myst-parser",
        "sphinxcontrib-bibtex",
        "pybtex",
        "pyyaml",
        "pylatexenc",
        "regex",
        "sphinx-notfound-page",
    ]
    assert metadata.get_all("Provides-Extra") == ["site", "dev"]
    site = [line for line in metadata.get_all("Requires-Dist", []) if '"site"' in line]
    assert [re.split(r"[<>=;]", line)[0] for line in site] == ["furo", "pillow", "pypdf", "sphinx-autobuild"]
    assert metadata["Description-Content-Type"] == "text/markdown"


def test_the_wheel_builds_a_site(project: Path, tmp_path: Path) -> None:
    with wheel(project) as opened:
        opened.extractall(tmp_path / "installed")
    source = tmp_path / "source"
    source.mkdir()
    (source / "conf.py").write_text(
        'extensions = ["sphinx_cv.full"]\nbibtex_bibfiles = ["pubs.bib"]\ncv_owner = "Ada Example"\n', "utf-8"
    )
    (source / "pubs.bib").write_text("@misc{one, author = {Example, Ada}, title = {One}, year = {2026}}\n", "utf-8")
    (source / "index.md").write_text("# CV\n\n```{bibliography}\n:by: year\n```\n\n```{chart} years\n```\n", "utf-8")
    command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", ".", str(tmp_path / "html")]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False,
                          env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(tmp_path / "installed")})  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert '<strong class="cv-owner">Ada Example</strong>' in (tmp_path / "html/index.html").read_text("utf-8")
    assert (tmp_path / "html/publications/one.html").is_file()


@pytest.fixture(scope="module")
def new_cv(project: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A new CV made by the installed package, and the environment of its commands."""
    folder = tmp_path_factory.mktemp("new")
    with wheel(project) as opened:
        opened.extractall(folder / "installed")
    env = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(folder / "installed")}
    done = run_in(folder, env, "sphinx_cv", "new", "cv", "--name", "Zoë Ætheling")
    assert (done.returncode, done.stderr) == (0, "")
    return folder / "cv", env


def run_in(folder: Path, env: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, env=env)


def test_a_new_cv_carries_the_wheel_that_made_it(project: Path, new_cv: tuple[Path, dict[str, str]]) -> None:
    carried = new_cv[0] / "vendor" / f"{NAME}-py3-none-any.whl"
    with wheel(project) as made, zipfile.ZipFile(carried) as opened:
        record = f"{NAME}.dist-info/RECORD"
        assert sorted(opened.namelist()) == sorted(made.namelist())
        assert [name for name in made.namelist() if opened.read(name) != made.read(name)] in ([], [record])
        assert sorted(opened.read(record).split()) == sorted(made.read(record).split())
    assert (new_cv[0] / "requirements.txt").read_text("utf-8") == f"./vendor/{carried.name}[site]\n"


def test_a_new_cv_builds_strictly_and_has_no_finding(new_cv: tuple[Path, dict[str, str]]) -> None:
    folder, env = new_cv
    done = run_in(folder, env, "sphinx", "-q", "-n", "-W", ".", "_build/html")
    assert (done.returncode, done.stderr) == (0, "")
    done = run_in(folder, env, "sphinx_cv", "check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "nothing to say\n", "")
    page = (folder / "_build/html/index.html").read_text("utf-8")
    assert "<title>Zoë Ætheling</title>" in page
    assert '<strong class="cv-owner">Zoë Ætheling</strong>' in page
    grants = (folder / "_build/html/sections/grants.html").read_text("utf-8")
    assert "Amount: €250,000 · Number: EX-0001" in re.sub(r"<[^>]+>", "", grants)


def test_the_pdfs_of_a_new_cv_are_one_page_each(new_cv: tuple[Path, dict[str, str]]) -> None:
    need("xelatex")
    folder, env = new_cv
    done = run_in(folder, env, "sphinx_cv", "pdf")
    names = ["zoe-aetheling-cv.pdf", "zoe-aetheling-resume.pdf"]
    assert (done.returncode, done.stderr) == (0, "")
    assert [len(pypdf.PdfReader(folder / "_build/latex" / name).pages) for name in names] == [1, 1]
