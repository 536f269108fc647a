"""Every page of the example CV is valid HTML, and every link inside it leads somewhere."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

from conftest import copy_example, need, npm_file, run_sphinx
from links import broken_links

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Site


def nu_errors(folder: Path) -> list[str]:
    jar = npm_file("vnu-jar/build/dist/vnu.jar")
    command = [need("java"), "-jar", str(jar), "--errors-only", "--skip-non-html", "--format", "json", str(folder)]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stderr)["messages"]
    return [f"{one['url'].removeprefix(f'file:{folder}/')}:{one.get('lastLine')}: {one['message']}" for one in found]


def test_the_nu_checker_finds_no_error_on_any_page(example: Site) -> None:
    assert nu_errors(example.out) == []


def test_the_nu_checker_finds_no_error_on_the_hosted_site(tmp_path: Path) -> None:
    source = copy_example(tmp_path / "source")
    run_sphinx(source, tmp_path / "html", "-D", "html_baseurl=https://cv.example.org/en/", "-D", "version=2026.11")
    assert nu_errors(tmp_path / "html") == []


def test_the_nu_checker_sees_a_fault(tmp_path: Path) -> None:
    page = '<!doctype html><html lang="en"><title>x</title><p id="a"><p id="a">'
    (tmp_path / "page.html").write_text(page, "utf-8")
    assert nu_errors(tmp_path) == ["page.html:1: Duplicate ID “a”."]


def test_every_link_inside_the_site_leads_somewhere(example: Site) -> None:
    assert broken_links(example.out) == []


def test_a_broken_link_and_anchor_are_seen(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<p id="there"><a href="b.html"></a><a href="#no"></a><a href="/a.html#there">', "utf-8"
    )
    assert broken_links(tmp_path) == ["a.html: #no", "a.html: b.html"]
