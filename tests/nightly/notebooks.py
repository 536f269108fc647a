"""The extension beside myst_nb, which reads Markdown too."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from conftest import PUBS, run_sphinx, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Site

NOTEBOOK = {
    "cells": [{"cell_type": "markdown", "metadata": {}, "source": "# A notebook\n\nSee {cv:pub}`one`."}],
    "metadata": {},
    "nbformat": 4,
    "nbformat_minor": 5,
}


@pytest.mark.parametrize("extension", ["sphinx_cv", "sphinx_cv.full"])
@pytest.mark.parametrize("first", [True, False])
def test_notebooks_and_pages_are_read_in_any_order(site: Callable[..., Site], extension: str, *, first: bool) -> None:
    names = [extension, "myst_nb"] if first else ["myst_nb", extension]
    made = site(
        {"conf.py": 'extensions = ["myst_parser", "sphinx_cv"]\nbibtex_bibfiles = ["pubs.bib"]\n', "index.md": "# CV\n"}
    )
    (made.source / "conf.py").write_text(f'extensions = {names}\nbibtex_bibfiles = ["pubs.bib"]\nhtml_theme = "furo"\n')
    (made.source / "pubs.bib").write_text(PUBS)
    index = "# CV\n\n```{toctree}\nnotebook\n```\n\n```{bibliography}\n:style: cv\n:all:\n```\n"
    (made.source / "index.md").write_text(index)
    (made.source / "notebook.ipynb").write_text(json.dumps(NOTEBOOK))
    done = run_sphinx(made.source, made.out, "-E")
    assert "WARNING" not in done.stderr
    assert words(made.article("notebook")) == "A notebook See First LLM paper."
    assert len(made.article().select("ul.cv-publications > li")) == 2
