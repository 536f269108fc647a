"""The owner's site shows all that its sources have: no test here names a paper, a row or a page.

What is checked is in checks.py; test_edits.py does the same to edited copies of the site.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from conftest import EPOCH, need, run_sphinx
from owner.checks import (
    CHECKS,
    every_entry_is_shown_once,
    every_link_inside_leads_somewhere,
    every_published_url_is_there,
    every_row_is_shown_once,
    every_word_of_a_page_is_on_it,
    is_in_sources,
    letters,
    publications_page,
    read_entries,
    read_pages,
    rows_of,
)

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Site
    from owner.checks import Check

pytestmark = pytest.mark.owner


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_the_site_shows_what_its_sources_have(owner: Site, check: Check) -> None:
    check(owner)


@pytest.fixture
def damaged(owner: Site, tmp_path: Path) -> Site:
    """A copy of the site's pages, to do damage to."""
    return replace(owner, out=shutil.copytree(owner.out, tmp_path / "html"))


def edit(site: Site, page: str, old: str, new: str, after: str = "") -> None:
    """Replace the first of what stands on a page, from `after` on."""
    path = site.out / f"{page}.html"
    before, found, rest = path.read_text("utf-8").partition(after or old)
    assert old in found + rest
    path.write_text(before + (found + rest).replace(old, new, 1), "utf-8")


def test_a_missing_note_person_link_or_entry_is_seen(damaged: Site) -> None:
    page = publications_page(read_pages(damaged.source))
    item = damaged.article(page).select_one("ul.cv-publications > li")
    assert item is not None
    link = item.select_one("a.external")
    person, title = item.select_one(".cv-authors"), item.select_one(".cv-title")
    assert link is not None
    assert person is not None
    assert title is not None
    text = (damaged.out / f"{page}.html").read_text("utf-8")
    for old in (
        str(link["href"]).replace("&", "&amp;"),
        person.get_text()[:6],
        title.get_text()[-8:],
        f'id="{item["id"]}"',
    ):
        edit(damaged, page, old, "x", after=f'id="{item["id"]}"')
        with pytest.raises(AssertionError):
            every_entry_is_shown_once(damaged)
        (damaged.out / f"{page}.html").write_text(text, "utf-8")
    every_entry_is_shown_once(damaged)


def test_a_missing_row_and_word_are_seen(damaged: Site) -> None:
    page = next(name for name, text in read_pages(damaged.source).items() if rows_of(text))
    edit(damaged, page, 'class="cv-row', 'class="row')
    with pytest.raises(AssertionError):
        every_row_is_shown_once(damaged)
    (damaged.out / f"{page}.html").write_text('<div role="main"></div>', "utf-8")
    with pytest.raises(AssertionError):
        every_word_of_a_page_is_on_it(damaged)


def test_a_renamed_page_and_anchor_are_seen(damaged: Site) -> None:
    pages = read_pages(damaged.source)
    page = next(name for name, text in pages.items() if rows_of(text))
    anchor = rows_of(pages[page])[0].slug
    edit(damaged, page, f'id="{anchor}"', f'id="new-{anchor}"')
    with pytest.raises(AssertionError, match=f"{page}.html#{anchor}"):
        every_published_url_is_there(damaged)
    (damaged.out / f"{page}.html").rename(damaged.out / f"{page}-new.html")
    with pytest.raises(AssertionError, match=f"{page}.html"):
        every_published_url_is_there(damaged)
    with pytest.raises(AssertionError, match=f"{page}.html"):
        every_link_inside_leads_somewhere(damaged)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("publications/{key}.html", True), ("publications/{key}.bib", True), ("publications/gone2001paper.html", False),
        ("{page}.html", True), ("sections/gone.html", False), ("{page}.html#{key}", True), ("{page}.html#gone2001paper", False),
        ("{page}.html#year-{year}", True), ("{page}.html#year-1066", False), ("publications.bib", True), ("robots.txt", True),
        ("_static/gone.png", False),
    ],
)  # fmt: skip
def test_a_url_lasts_as_long_as_its_content(owner: Site, url: str, expected: bool) -> None:
    entries, pages = read_entries(owner.source), read_pages(owner.source)
    url = url.format(page=publications_page(pages), key=entries[0].key, year=entries[0].year)
    assert is_in_sources(url, owner.source, pages, entries) is expected


def test_the_pdfs_are_made_with_every_publication(owner: Site, tmp_path: Path) -> None:
    need("xelatex")
    out = tmp_path / "latex"
    command = [sys.executable, "-m", "sphinx_cv", "pdf", "--out", str(out)]
    done = subprocess.run(command, cwd=owner.source, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    printed = [subprocess.run([need("pdftotext"), path, "-"], capture_output=True, check=True).stdout.decode()
               for path in sorted(out.glob("*.pdf"))]  # fmt: skip
    longest = letters(max(printed, key=len))
    assert [entry.key for entry in read_entries(owner.source) if letters(entry.title) not in longest] == []


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({"READTHEDOCS_CANONICAL_URL": "https://cv.example.org/en/latest/", "READTHEDOCS_VERSION_NAME": "2026.11"},
         ("https://cv.example.org/en/latest/cv.html", True, None)),
        ({"READTHEDOCS_VERSION_TYPE": "external"}, (None, False, "noindex")),
    ],
    ids=["hosted", "preview of a pull request"],
)  # fmt: skip
def test_conf_tells_the_build_where_it_is_hosted(
    owner: Site, tmp_path: Path, variables: dict[str, str], expected: tuple[str | None, bool, str | None]
) -> None:
    run_sphinx(owner.source, tmp_path / "html", SOURCE_DATE_EPOCH=EPOCH, **variables)
    page = replace(owner, out=tmp_path / "html").page("cv")
    canonical, robots = page.find("link", rel="canonical"), page.find("meta", attrs={"name": "robots"})
    found = (canonical and canonical["href"], "Version 2026.11" in page.get_text(), robots and robots["content"])
    assert found == expected
