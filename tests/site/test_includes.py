"""The directive {include}: files, parts of files, and files that include themselves."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Site


def include(name: str, *options: str) -> str:
    return "".join(f"{line}\n" for line in [f"\n```{{include}} {name}", *options, "```"])


def cycle(place: str, names: str) -> str:
    fix = "which is left out: remove one of these includes [cv.page]"
    return f"{place}: WARNING: this file includes itself ({names}), {fix}"


@pytest.mark.filterwarnings("ignore:'sphinx.environment.BuildEnvironment.app'")  # MyST's own use
def test_files_that_include_themselves_are_named_and_the_page_goes_on(site: Callable[..., Site]) -> None:
    tail = "\nThe end.\n"
    made = site(
        {
            "conf.py": 'extensions = ["sphinx_cv.full"]\nhtml_theme = "furo"\ncv_owner = "Ada"\nbibtex_bibfiles = ["pubs.bib"]\n'
            'exclude_patterns = ["parts"]\n',
            "index.md": f"# CV\n{include('index.md')}{include('parts/a.txt')}{include('parts/a.txt')}\n"
            f"```{{toctree}}\n:hidden:\n\none\ntwo\nown\nthree\n```\n{tail}",
            "parts/a.txt": f"\nOnce.\n{include('/parts/b.txt')}",
            "parts/b.txt": "\nLast.\n",
            "one.md": f"# One\n{include('two.md')}{tail}",
            "two.md": f"# Two\n{include('one.md')}{tail}",
            "own.md": f"# Own\n{include('own.md', ':literal:')}{include('own.md', ':start-line: 10')}\n\nPart\n",
            "three.rst": "Three\n=====\n\n.. include:: parts/b.txt\n",
        },
        (
            cycle("index.md:3", "index.md → index.md"),
            cycle("two.md:3", "one.md → two.md → one.md"),
            cycle("one.md:3", "two.md → one.md → two.md"),
        ),
    )
    assert made.text() == "CV Once. Last. Once. Last. The end."
    assert made.text("one") == "One Two The end. The end."
    assert made.text("own").endswith("Part Part")
    assert made.text("three") == "Three Last."


def test_a_pipe_is_not_included(site: Callable[..., Site]) -> None:
    made = site({"index.md": "# CV\n", "conf.py": "extensions = ['sphinx_cv.full']\nhtml_theme = 'furo'\n"})
    os.mkfifo(made.source / "pipe.txt")
    message = "index.md:3: ERROR: pipe.txt cannot be included, as it is not a file: name another one [docutils]"
    site({"index.md": f"# CV\n{include('pipe.txt')}"}, (message,))
