"""Benchmark of build time and memory by the size of pubs.bib, compared with other tools.

    python benchmarks/scale.py [--entries 56 500 5000] [--runs 3] [--python .venv/bin/python]

For each size, entries are generated until pubs.bib has this number of them. Each build is a clean build in a temporary
folder. All builds are run in turn, `runs` times, so that other load of the machine affects all of them:

    floor      one empty page with furo and MyST: the time of Sphinx itself
    plain      all entries in one list of sphinxcontrib-bibtex, in its `plain` style
    pandoc     all entries with pandoc --citeproc
    site       this project (tracked and new files), which shows each entry by year and by topic; up to 1,000 entries,
               each also has its own page
    again      `site` again without changes

For the largest size there are more builds, each with a conf.py of a few lines:

    ten        ten filtered lists on ten pages; each entry is in one of them
    ten again  `ten` again without changes
    ten plain  the same ten lists with sphinxcontrib-bibtex
    once       all entries in one list
    thrice     all entries in three lists on three pages

Times are medians in seconds; memory is the highest peak in MiB. The run ends if a build does not show every entry.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generated import PROJECT, URL, YEARS, bibliography

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: The conf.py of the builds with sphinxcontrib-bibtex and with this package.
STACK = "extensions = ['myst_parser', 'sphinxcontrib.bibtex']\nbibtex_bibfiles = ['pubs.bib']\nhtml_theme = 'furo'\n"
OURS = "extensions = ['sphinx_cv.full']\ncv_owner = 'Tri Dao'\nbibtex_bibfiles = ['pubs.bib']\nhtml_theme = 'furo'\n"
#: An option for lists of sphinxcontrib-bibtex: without labels, as duplicate labels would cause warnings.
BULLETS = ":list: bullet\n"


class Run(NamedTuple):
    """The wall-clock time of a build in seconds, and its peak memory in MiB."""

    seconds: float
    peak: float


@dataclass(frozen=True, kw_only=True)
class Project:
    """A project to build: its files, and the command."""

    name: str
    files: Mapping[str, str]
    command: tuple[str, ...]
    #: Whether the files of this repository are added.
    repository: bool = False
    #: The name of a second build without changes; empty if there is none.
    again: str = ""


@dataclass(frozen=True)
class Size:
    """The builds with one number of entries."""

    entries: int
    runs: dict[str, list[Run]] = field(default_factory=lambda: defaultdict(list))

    def seconds(self, name: str) -> float:
        """Return the median time of a build."""
        return statistics.median(run.seconds for run in self.runs[name])

    def peak(self, name: str) -> float:
        """Return the highest peak memory of a build, in MiB."""
        return max(run.peak for run in self.runs[name])


#: The largest size at which each entry has its own page: the time for pages is proportional to their number.
MOST_PAGES = 1000


def projects(bib: str, python: str, *, lists: bool, with_pages: bool) -> list[Project]:
    """Return the projects to build with a BibTeX file.

    `lists` adds the projects that compare lists; `with_pages` gives each entry its own page.
    """
    sphinx = (python, "-m", "sphinx", "-q", "-b", "html", ".", "out")
    pandoc = (
        "pandoc",
        "--citeproc",
        "--bibliography",
        "pubs.bib",
        "--standalone",
        "page.md",
        "--output",
        "out/page.html",
    )
    plain = {"conf.py": STACK + "bibtex_default_style = 'plain'\n", "pubs.bib": bib}
    ours = {"conf.py": OURS, "pubs.bib": bib}
    site = sphinx if with_pages else (*sphinx, "-D", "cv_publication_pages=none")
    floor = {"conf.py": "extensions = ['myst_parser']\nhtml_theme = 'furo'\n", "index.md": "# Page\n"}
    found = [
        Project(name="floor", files=floor, command=sphinx),
        Project(name="plain", files=plain | pages("True", option=BULLETS), command=sphinx),
        Project(name="site", files={"pubs.bib": bib}, command=site, repository=True, again="again"),
    ]
    if shutil.which("pandoc"):
        found.append(
            Project(name="pandoc", files={"page.md": "---\nnocite: '@*'\n---\n", "pubs.bib": bib}, command=pandoc)
        )
    if lists:
        middle = YEARS[1:-1]
        typed = (f"y <= {YEARS[0]}", *(f"y == {year}" for year in middle), f"y >= {YEARS[-1]}")
        texts = (f'year <= "{YEARS[0]}"', *(f'year == "{year}"' for year in middle), f'year >= "{YEARS[-1]}"')
        found += [
            Project(name="ten", files=ours | pages(*typed), command=site, again="ten again"),
            Project(name="ten plain", files=plain | pages(*texts, option=BULLETS), command=sphinx),
            Project(name="once", files=ours | pages("True"), command=site),
            Project(name="thrice", files=ours | pages("True", "True", "True"), command=site),
        ]
    return found


def pages(*filters: str, option: str = "") -> dict[str, str]:
    """Return a page for each filter, with a list, and the front page, by file name."""
    files = {
        f"list{number}.md": f"# List {number}\n\n```{{bibliography}}\n:filter: {filter_}\n{option}```\n"
        for number, filter_ in enumerate(filters)
    }
    names = "\n".join(name.removesuffix(".md") for name in files)
    return files | {"index.md": f"# Lists\n\n```{{toctree}}\n{names}\n```\n"}


def lay_out(project: Project, folder: Path) -> None:
    """Write the files of a project to a folder, which is emptied first."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.joinpath("out").mkdir(parents=True)
    if project.repository:
        copy_project(folder)
    for name, text in project.files.items():
        folder.joinpath(name).write_text(text, encoding="utf-8")


def copy_project(folder: Path) -> None:
    """Copy the tracked and the new files of this repository."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (PROJECT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / name, folder / name)


def build(project: Project, folder: Path, package: Path) -> Run:
    """Run the command of a project in its folder; `package` is the folder from which sphinx_cv is imported."""
    # allow bytecode for all projects, as in normal use
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile() as messages:
        start = time.perf_counter()
        process = subprocess.Popen(
            project.command,
            cwd=folder,
            env=environment | {"PYTHONPATH": str(package)},
            stdout=subprocess.DEVNULL,
            stderr=messages,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if status:
            messages.seek(0)
            sys.exit(f"{project.name} failed: {messages.read().decode(errors='replace')[-2000:]}")
    return Run(seconds, usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024**2))


def check(project: Project, folder: Path, generated: int) -> None:
    """Exit if an entry is missing from the built pages."""
    shown: set[str] = set()
    for page in folder.joinpath("out").rglob("*.html"):
        shown.update(re.findall(rf"{re.escape(URL)}(\d+)", page.read_text(encoding="utf-8")))
    if project.name != "floor" and len(shown) != generated:
        sys.exit(f"{project.name} shows {len(shown)} of {generated} generated entries")


def measure(size: int, runs: int, python: str, *, lists: bool) -> Size:
    """Run all builds with one number of entries."""
    bib, generated = bibliography(size)
    measured = Size(size)
    with tempfile.TemporaryDirectory() as place:
        package = Path(place, "package")
        copy_project(package)
        for run in range(runs):
            for project in projects(bib, python, lists=lists, with_pages=size <= MOST_PAGES):
                folder = Path(place, project.name)
                lay_out(project, folder)
                measured.runs[project.name].append(build(project, folder, package))
                if run == 0:
                    check(project, folder, generated)
                if project.again:
                    measured.runs[project.again].append(build(project, folder, package))
    return measured


def table(size: Size) -> Iterator[str]:
    """Yield a line with time and memory for each build."""
    for name in size.runs:
        yield f"{size.entries:>8,}  {name:<10}{size.seconds(name):>8.2f}{size.peak(name):>8.0f}"


def ratios(size: Size) -> Iterator[str]:
    """Yield a line for each ratio of two builds."""
    seconds, floor = size.seconds, size.seconds("floor")
    yield line(size.entries, "site / floor", seconds("site") / floor)
    yield line(size.entries, "site / plain", seconds("site") / seconds("plain"))
    if "pandoc" in size.runs:
        yield line(size.entries, "site / pandoc", seconds("site") / seconds("pandoc"))
    yield line(size.entries, "again / floor", seconds("again") / floor)
    yield line(size.entries, "again - floor, seconds", seconds("again") - floor)
    if "ten" in size.runs:
        yield line(size.entries, "ten / ten plain", seconds("ten") / seconds("ten plain"))
        yield line(size.entries, "ten again - floor, seconds", seconds("ten again") - floor)
        yield line(size.entries, "thrice / once", seconds("thrice") / seconds("once"))
        if "pandoc" in size.runs:
            yield line(size.entries, "ten / pandoc", seconds("ten") / seconds("pandoc"))


def growth(smaller: Size, larger: Size) -> str:
    """Return a line with the ratio of the times of two sizes, each without the time of `floor`."""
    above = [size.seconds("site") - size.seconds("floor") for size in (smaller, larger)]
    return line(larger.entries, f"site above the floor, from {smaller.entries:,}", above[1] / above[0])


def line(entries: int, name: str, value: float) -> str:
    """Format a figure."""
    return f"{entries:>8,}  {name:<34}{value:>6.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, nargs="+", default=[56, 500, 5000], help="sizes of pubs.bib")
    parser.add_argument("--runs", type=int, default=3, help="how often each is built")
    parser.add_argument("--python", default=sys.executable, help="the Python that has Sphinx")
    options = parser.parse_args()
    if not shutil.which("pandoc"):
        print("pandoc is not installed: its builds are skipped")
    print(f"{'entries':>8}  {'what':<10}{'seconds':>8}{'MiB':>8}")
    sizes = []
    for entries in sorted(options.entries):
        largest = entries == max(options.entries)
        sizes.append(measure(entries, options.runs, str(Path(options.python).absolute()), lists=largest))
        print(*table(sizes[-1]), sep="\n", flush=True)
    print()
    for size in sizes:
        print(*ratios(size), sep="\n")
    for smaller, larger in pairwise(sizes):
        print(growth(smaller, larger))


if __name__ == "__main__":
    main()
