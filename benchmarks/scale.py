"""How build time and memory grow with pubs.bib, beside what a person would run instead.

    python benchmarks/scale.py [--entries 56 500 5000] [--runs 3] [--python .venv/bin/python]

For each size, pubs.bib is extended to so many entries, and each contestant is laid out in a temporary folder from nothing
and built; all of them in turn, and that `runs` times, so that a slow spell of the machine meets them all:

    floor      one empty page, furo and MyST: what Sphinx costs before any of this is there
    plain      all entries in one list by sphinxcontrib-bibtex as it comes, in its `plain` style
    pandoc     all entries by pandoc --citeproc
    site       this project (what git knows of it, and what is new), which shows each entry by year and by topic, and up to
               1,000 entries gives each a page of its own
    again      `site` once more, nothing changed

and for the largest size also, each with a conf.py of a few lines:

    ten        ten filtered lists on ten pages, which share the entries among them
    ten again  `ten` once more, nothing changed
    ten plain  the same ten lists by sphinxcontrib-bibtex as it comes
    once       all entries in one list
    thrice     all entries in three lists, on three pages

Times are medians in seconds, memory is the highest peak in MiB. A build that does not show every entry ends the run.
"""

from __future__ import annotations

import argparse
import os
import random
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

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PROJECT = Path(__file__).resolve().parent.parent
SEED = 20_240_517
YEARS = range(2017, 2027)
GIVEN = ("Ana", "Bjørn", "Chinedu", "Dorota", "Emre", "Fatima", "Grace", "Hiroshi", "Inês", "J.-P.", "Kateřina", "Lê",
         "Minh")  # fmt: skip
FAMILY = ("Abe", "van der Berg", "Castro", "Dürr", r"Erd{\H o}s", "Fernández", "Goldberg", r"H{\"o}lder", "{\\'I}sak", "Jensen",
          "Kowalczyk", "Lindqvist", "Mbeki", "Nguyễn", "Ouyang", "Petrov", "Quispe", "Şahin", "Trần", "Weiß")  # fmt: skip
TOPICS = ("attention", "causality", "compilers", "fairness", "genomics", "kernels", "language models", "optimization")
SUBJECTS = ("accuracy", "bandwidth", "cache", "descent", "estimator", "filter", "gradient", "hashing", "inference", "lattice",
            "memory", "network", "operator", "pipeline", "retrieval", "sampling", "tensor", "variance")  # fmt: skip
#: Entry type, the field that names the venue, and the venue.
VENUES = (
    ("inproceedings", "booktitle", "Conference on Neural Information Processing Systems (NeurIPS)"),
    ("inproceedings", "booktitle", "International Conference on Learning Representations (ICLR)"),
    ("article", "journal", "Journal of Machine Learning Research (JMLR)"),
    ("article", "journal", "Transactions of the Association for Computational Linguistics"),
)
ADDRESS = "https://example.org/generated/"
#: An entry, but not BibTeX's other commands.
ENTRY = re.compile(r"(?mi)^\s*@(?!string|comment|preamble)[a-z]+\s*[{(]")

STACK = "extensions = ['myst_parser', 'sphinxcontrib.bibtex']\nbibtex_bibfiles = ['pubs.bib']\nhtml_theme = 'furo'\n"
OURS = "extensions = ['sphinx_cv']\ncv_owner = 'Tri Dao'\nbibtex_bibfiles = ['pubs.bib']\nhtml_theme = 'furo'\n"
#: The plain stack's lists without labels, of which it would warn.
BULLETS = ":list: bullet\n"


class Run(NamedTuple):
    """One build: wall seconds and peak MiB."""

    seconds: float
    peak: float


@dataclass(frozen=True, kw_only=True)
class Contestant:
    """What is built: its files, and the command."""

    name: str
    files: Mapping[str, str]
    command: tuple[str, ...]
    #: Whether it begins with the project's own files.
    project: bool = False
    #: The name under which a second build, with nothing changed, is measured.
    again: str = ""


@dataclass(frozen=True)
class Size:
    """All builds for one number of entries."""

    entries: int
    runs: dict[str, list[Run]] = field(default_factory=lambda: defaultdict(list))

    def seconds(self, name: str) -> float:
        return statistics.median(run.seconds for run in self.runs[name])

    def peak(self, name: str) -> float:
        return max(run.peak for run in self.runs[name])


def generate(count: int) -> Iterator[str]:
    """Make up entries, the same ones at every call."""
    chance = random.Random(SEED)
    for number in range(count):
        kind, field_, venue = chance.choice(VENUES)
        people = [f"{family}, {chance.choice(GIVEN)}" for family in chance.sample(FAMILY, chance.randint(1, 7))]
        people.insert(chance.randrange(len(people) + 1), "Dao, Tri")
        title = " ".join(chance.sample(SUBJECTS, 5)).capitalize()
        yield (
            f"@{kind}{{generated{number},\n  author = {{{' and '.join(people)}}},\n"
            f"  title = {{{title} for {{GPU}}s, part {number}}},\n  {field_} = {{{venue}}},\n"
            f"  year = {{{chance.choice(YEARS)}}},\n  keywords = {{{chance.choice(TOPICS)}}},\n"
            f"  url = {{{ADDRESS}{number}}},\n}}\n\n"
        )


def bibliography(size: int) -> tuple[str, int]:
    """The project's pubs.bib with as many generated entries as make it `size`, and how many these are."""
    text = PROJECT.joinpath("pubs.bib").read_text(encoding="utf-8")
    generated = max(0, size - len(ENTRY.findall(text)))
    return f"{text}\n{''.join(generate(generated))}", generated


#: The largest size at which each entry has a page of its own: pages grow as their number does, lists are what is measured.
MOST_PAGES = 1000


def contestants(bib: str, python: str, *, lists: bool, with_pages: bool) -> list[Contestant]:
    """What is compared over this BibTeX file; `lists` adds the comparisons of lists, `with_pages` a page for each entry."""
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
        Contestant(name="floor", files=floor, command=sphinx),
        Contestant(name="plain", files=plain | pages("True", option=BULLETS), command=sphinx),
        Contestant(name="site", files={"pubs.bib": bib}, command=site, project=True, again="again"),
    ]
    if shutil.which("pandoc"):
        found.append(
            Contestant(name="pandoc", files={"page.md": "---\nnocite: '@*'\n---\n", "pubs.bib": bib}, command=pandoc)
        )
    if lists:
        middle = YEARS[1:-1]
        typed = (f"y <= {YEARS[0]}", *(f"y == {year}" for year in middle), f"y >= {YEARS[-1]}")
        texts = (f'year <= "{YEARS[0]}"', *(f'year == "{year}"' for year in middle), f'year >= "{YEARS[-1]}"')
        found += [
            Contestant(name="ten", files=ours | pages(*typed), command=site, again="ten again"),
            Contestant(name="ten plain", files=plain | pages(*texts, option=BULLETS), command=sphinx),
            Contestant(name="once", files=ours | pages("True"), command=site),
            Contestant(name="thrice", files=ours | pages("True", "True", "True"), command=site),
        ]
    return found


def pages(*filters: str, option: str = "") -> dict[str, str]:
    """A page with a list for each filter, and the front page above them."""
    made = {
        f"list{number}.md": f"# List {number}\n\n```{{bibliography}}\n:filter: {filter_}\n{option}```\n"
        for number, filter_ in enumerate(filters)
    }
    names = "\n".join(name.removesuffix(".md") for name in made)
    return made | {"index.md": f"# Lists\n\n```{{toctree}}\n{names}\n```\n"}


def lay_out(contestant: Contestant, folder: Path) -> None:
    """Write the contestant's sources into a folder, from nothing."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.joinpath("out").mkdir(parents=True)
    if contestant.project:
        copy_project(folder)
    for name, text in contestant.files.items():
        folder.joinpath(name).write_text(text, encoding="utf-8")


def copy_project(folder: Path) -> None:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=PROJECT, capture_output=True, check=True, text=True).stdout
    for name in filter(None, listed.split("\0")):
        if (PROJECT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / name, folder / name)


def build(contestant: Contestant, folder: Path, package: Path) -> Run:
    """Run the contestant's command in its folder; `package` is where sphinx_cv is imported from."""
    # with bytecode on all sides, as a person's second build has it
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile() as messages:
        start = time.perf_counter()
        process = subprocess.Popen(
            contestant.command, cwd=folder, env=environment | {"PYTHONPATH": str(package)},
            stdout=subprocess.DEVNULL, stderr=messages,
        )  # fmt: skip
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if status:
            messages.seek(0)
            sys.exit(f"{contestant.name} failed: {messages.read().decode(errors='replace')[-2000:]}")
    return Run(seconds, usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024**2))


def check(contestant: Contestant, folder: Path, generated: int) -> None:
    """End the run if the pages that were built lack an entry."""
    shown: set[str] = set()
    for page in folder.joinpath("out").rglob("*.html"):
        shown.update(re.findall(rf"{re.escape(ADDRESS)}(\d+)", page.read_text(encoding="utf-8")))
    if contestant.name != "floor" and len(shown) != generated:
        sys.exit(f"{contestant.name} shows {len(shown)} of {generated} generated entries")


def measure(size: int, runs: int, python: str, *, lists: bool) -> Size:
    bib, generated = bibliography(size)
    measured = Size(size)
    with tempfile.TemporaryDirectory() as place:
        package = Path(place, "package")
        copy_project(package)
        for run in range(runs):
            for contestant in contestants(bib, python, lists=lists, with_pages=size <= MOST_PAGES):
                folder = Path(place, contestant.name)
                lay_out(contestant, folder)
                measured.runs[contestant.name].append(build(contestant, folder, package))
                if run == 0:
                    check(contestant, folder, generated)
                if contestant.again:
                    measured.runs[contestant.again].append(build(contestant, folder, package))
    return measured


def table(size: Size) -> Iterator[str]:
    for name in size.runs:
        yield f"{size.entries:>8,}  {name:<10}{size.seconds(name):>8.2f}{size.peak(name):>8.0f}"


def ratios(size: Size) -> Iterator[str]:
    """What one size says, one line each."""
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
    """How many times as much the larger site costs, above the floor."""
    above = [size.seconds("site") - size.seconds("floor") for size in (smaller, larger)]
    return line(larger.entries, f"site above the floor, from {smaller.entries:,}", above[1] / above[0])


def line(entries: int, name: str, value: float) -> str:
    return f"{entries:>8,}  {name:<34}{value:>6.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, nargs="+", default=[56, 500, 5000], help="sizes of pubs.bib")
    parser.add_argument("--runs", type=int, default=3, help="how often each is built")
    parser.add_argument("--python", default=sys.executable, help="the Python that has Sphinx")
    options = parser.parse_args()
    if not shutil.which("pandoc"):
        print("pandoc is not installed and is left out")
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
