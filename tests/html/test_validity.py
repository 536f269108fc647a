"""Every page of the real site is valid HTML, and every link inside the site leads somewhere."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup
from conftest import copy_project, need, npm_file, run_sphinx

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Site

#: Attributes that hold addresses.
ADDRESSES = {"href", "src", "action", "poster", "data"}


def nu_errors(folder: Path) -> list[str]:
    jar = npm_file("vnu-jar/build/dist/vnu.jar")
    command = [need("java"), "-jar", str(jar), "--errors-only", "--skip-non-html", "--format", "json", str(folder)]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=False).stderr)["messages"]
    return [f"{one['url'].removeprefix(f'file:{folder}/')}:{one.get('lastLine')}: {one['message']}" for one in found]


def test_the_nu_checker_finds_no_error_on_any_page(cv: Site) -> None:
    assert nu_errors(cv.out) == []


def test_the_nu_checker_finds_no_error_on_the_hosted_site(tmp_path: Path) -> None:
    run_sphinx(
        copy_project(tmp_path / "source"), tmp_path / "html", READTHEDOCS_CANONICAL_URL="https://cv.example.org/en/"
    )
    assert nu_errors(tmp_path / "html") == []


def test_the_nu_checker_sees_a_fault(tmp_path: Path) -> None:
    page = '<!doctype html><html lang="en"><title>x</title><p id="a"><p id="a">'
    (tmp_path / "page.html").write_text(page, "utf-8")
    assert nu_errors(tmp_path) == ["page.html:1: Duplicate ID “a”."]


def test_every_link_inside_the_site_leads_somewhere(cv: Site) -> None:
    assert broken_links(cv.out) == []


def test_a_broken_link_and_anchor_are_seen(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(
        '<p id="there"><a href="b.html"></a><a href="#no"></a><a href="/a.html#there">', "utf-8"
    )
    assert broken_links(tmp_path) == ["a.html: #no", "a.html: b.html"]


def broken_links(out: Path) -> list[str]:
    host = "https://site.example/"
    pages = {path.relative_to(out).as_posix(): BeautifulSoup(path.read_bytes(), "html.parser")
             for path in sorted(out.rglob("*.html")) if "_static" not in path.parts}  # fmt: skip
    anchors = {name: {str(element["id"]) for element in page.find_all(id=True)} for name, page in pages.items()}
    broken = []
    for name, page in pages.items():
        found = {
            str(element[attribute]) for attribute in ADDRESSES for element in page.find_all(attrs={attribute: True})
        }
        for link in sorted(found):
            target, anchor = urldefrag(urljoin(host + name, link))
            if not target.startswith(host):
                continue
            file = unquote(urlsplit(target).path[1:]) or "index.html"
            if not (out / file).is_file() or (anchor and file in anchors and unquote(anchor) not in anchors[file]):
                broken.append(f"{name}: {link}")
    return broken
