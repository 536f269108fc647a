"""What is around the pages, and what a first build needs."""

from __future__ import annotations

import datetime
import subprocess
from typing import TYPE_CHECKING

from conftest import PUBS, run_sphinx

from sphinx_cv.site.settings import last_changed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from conftest import Site

    MakeSite = Callable[..., Site]


def git(folder: Path, *arguments: str, date: str = "") -> None:
    env = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date, "PATH": "/usr/bin:/bin", "HOME": str(folder)}
    options = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *options, *arguments], cwd=folder, check=True, capture_output=True, env=env)


def test_the_date_is_that_of_the_last_change_of_the_content(tmp_path: Path) -> None:
    patterns = ["index.md", "sections/*.md", "pubs.bib"]
    assert last_changed(tmp_path, patterns, "") is None
    git(tmp_path, "init")
    for name, date in (("index.md", "2024-03-01T12:00:00Z"), ("code.py", "2025-01-01T12:00:00Z")):
        (tmp_path / name).write_text("x", "utf-8")
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-m", name, date=date)
    assert last_changed(tmp_path, patterns, "") == datetime.date(2024, 3, 1)
    assert last_changed(tmp_path, patterns, "1795305600") == datetime.date(2026, 11, 22)


def test_without_git_and_epoch_no_page_is_dated(site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert "Last updated" not in site({"index.md": "# CV\n"}).page().get_text()


def test_three_lines_of_conf_are_a_site(tmp_path: Path) -> None:
    conf = 'extensions = ["sphinx_cv.full"]\nbibtex_bibfiles = ["pubs.bib"]\ncv_owner = "Ada Example"\n'
    for name, text in {"conf.py": conf, "pubs.bib": PUBS, "index.md": "# CV\n\n```{bibliography}\n```\n"}.items():
        (tmp_path / name).write_text(text, "utf-8")
    done = run_sphinx(tmp_path, tmp_path / "html", "-n", "-W")
    assert done.stderr == ""
    page = (tmp_path / "html/index.html").read_text("utf-8")
    assert '<strong class="cv-owner">Ada Example</strong>' in page
    assert "First LLM paper" in page


def test_a_page_has_the_styles_that_it_has_a_use_for(site: MakeSite) -> None:
    code = "# Code\n\n```python\nx = 1\n```\n"
    role = "# Role\n\n```{role} python(code)\n:language: python\n```\n\n{python}`x = 1`\n"
    made = site({"index.md": "# CV\n\n```{toctree}\ncode\nrole\n```\n", "code.md": code, "role.md": role})

    def styles(name: str) -> list[str]:
        links = made.page(name).find_all("link", rel="stylesheet")
        return [str(link["href"]).partition("?")[0].rpartition("_static/")[2] for link in links]

    assert styles("index") == styles("search") == styles("404") == ["styles/furo.css", "cv.css"]
    assert styles("code") == styles("role") == ["pygments.css", "styles/furo.css", "cv.css"]
