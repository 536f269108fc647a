"""Benchmark of the filter bar: the time of a keystroke, from the input event to the end of layout.

    python benchmarks/filter.py [--entries 56 5000] [--runs 5] [--python .venv/bin/python]

For each size, a clean build of the site with this number of entries is opened in headless Chromium. Each query is typed
and deleted key by key, `runs` times; after each input event the layout of the whole page is forced.

Prints in milliseconds: the median of all keystrokes; the slowest key (the median of its runs, to exclude other load of
the machine); the slowest single keystroke; and the first focus, which completes the word index if necessary.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generated import bibliography
from playwright.sync_api import sync_playwright
from scale import copy_project

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from server import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = "sections/publications.html"
QUERIES = ("flash attention 2", "nguyen 2024", "re", "neurips structured", "part 20", "zzz", "hoehnerbach")
#: Milliseconds between loading the page and the first keystroke of a fast reader.
PAUSE = 1000
MEASURE = """
([queries, runs]) => {
  const box = document.getElementById("cv-filter-text");
  const start = performance.now();
  box.focus();
  document.body.offsetHeight;
  const focus = performance.now() - start;
  const times = [];
  const type = (text) => {
    box.value = text;
    const before = performance.now();
    box.dispatchEvent(new Event("input", {bubbles: true}));
    document.body.offsetHeight;
    times.push(performance.now() - before);
  };
  for (let run = 0; run < runs; run++)
    for (const query of queries) {
      for (let end = 1; end <= query.length; end++) type(query.slice(0, end));
      for (let end = query.length - 1; end >= 0; end--) type(query.slice(0, end));
    }
  return {times, focus};
}
"""


def build(entries: int, folder: Path, python: str) -> Path:
    """Build the site with this number of entries, without pages for publications, and return its folder."""
    copy_project(folder)
    folder.joinpath("pubs.bib").write_text(bibliography(entries)[0], encoding="utf-8")
    options = ("-q", "-b", "html", "-D", "cv_publication_pages=none")
    subprocess.run([python, "-m", "sphinx", *options, ".", "out"], cwd=folder, check=True)
    return folder / "out"


def measure(browser: Any, folder: Path, runs: int) -> dict[str, Any]:  # noqa: ANN401
    """Return the times of all keystrokes and of the first focus, in milliseconds."""
    with serve(folder) as url:
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{url}/{PAGE}")
        page.wait_for_timeout(PAUSE)
        measured = page.evaluate(MEASURE, [QUERIES, runs])
        page.close()
    return dict(measured)


def figures(entries: int, measured: dict[str, Any], runs: int) -> Iterator[str]:
    """Yield a line for each figure."""
    times = measured["times"]
    keys = len(times) // runs
    medians = [statistics.median(times[key::keys]) for key in range(keys)]
    values = {
        "median key": statistics.median(times),
        "slowest key": max(medians),
        "slowest of all": max(times),
        "first focus": measured["focus"],
    }
    for name, value in values.items():
        yield f"{entries:>8,}  {name:<18}{value:>8.1f} ms"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, nargs="+", default=[56, 5000], help="sizes of pubs.bib")
    parser.add_argument("--runs", type=int, default=9, help="how often each query is typed")
    parser.add_argument("--python", default=sys.executable, help="the Python that has Sphinx")
    options = parser.parse_args()
    path = shutil.which("chromium") or sys.exit("chromium is not installed (sh tests/system.sh)")
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        for entries in options.entries:
            folder = build(entries, Path(place, str(entries)), str(Path(options.python).absolute()))
            print(*figures(entries, measure(browser, folder, options.runs), options.runs), sep="\n", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
