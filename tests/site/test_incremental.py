"""After any edit the site is what a clean build makes of it; and no build depends on how it was run."""

from __future__ import annotations

import json
import os
import shutil
import time
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT, copy_project, run_sphinx

if TYPE_CHECKING:
    from pathlib import Path

EPOCH = "1795305600"


def files(folder: Path) -> dict[str, object]:
    """All that was written, but Sphinx's notes to itself of the settings."""
    found: dict[str, object] = {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*"))
                                if path.is_file() and not path.name.startswith(".buildinfo")}  # fmt: skip
    index = json.loads(
        (folder / "searchindex.js").read_text("utf-8").removeprefix("Search.setIndex(").removesuffix(")")
    )
    for terms in (index["terms"], index["titleterms"]):  # where Sphinx keeps a word that no page has any more
        for word in [word for word, pages in terms.items() if pages == []]:
            del terms[word]
    return found | {"searchindex.js": index}


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    touch(path)


def touch(path: Path) -> None:
    stamp = time.time_ns() + 2_000_000_000  # an edit within the file system's own resolution is still an edit
    os.utime(path, ns=(stamp, stamp))


EDITS = {
    "a section's words": ("sections/service.md", "Area Chair", "Area chair"),
    "a position that every page names": ("sections/work.md", "Assistant Professor", "Associate Professor"),
    "an award that the front page shows": ("sections/honors.md", "Google Research Scholar", "Google Scholar Award"),
    "an award less": ("sections/honors.md", "```{award} Google Research Scholar\n:date: 2025\n```\n", ""),
    "a kind of rows": ("sections/industry.md", ":kind: industry", ":kind: Other work"),
    "a paper's award, told by its row": ("sections/honors.md", "Best Paper award", "Best Paper prize"),
    "a paper's award less": ("sections/honors.md", ":publication: dao2022flashattention\n", ""),
    "a paper's award more": (
        "sections/honors.md",
        "Google Research Scholar\n",
        "Google Research Scholar\n:publication: gu2020hippo\n",
    ),
    "a mark": ("conf.py", "project = author", 'cv_marks = {"equal": ("+", "the same share")}\nproject = author'),
    "a title that honors and the front page show": ("pubs.bib", "Linear-time sequence modeling", "Sequence modeling"),
    "a paper's year, which moves it and its number": ("pubs.bib", "year         = {2017}", "year         = {2026}"),
    "a paper selected": ("pubs.bib", "eprint       = {1709.02605}", "selected = {true}, eprint = {1709.02605}"),
    "a filter": ("index.md", ":filter: selected", ":filter: selected and y > 2022"),
    "the list that papers are at home in": ("sections/publications.md", ":list: enumerated\n", ""),
    "a panel that the front page has too": (
        "sections/adoption.md",
        "DeepSeek, Tencent, Alibaba",
        "DeepSeek, Alibaba",
    ),
    "who is one person": ("conf.py", '    "Christopher De Sa": ["Christopher M De Sa"],\n', ""),
    "which papers have a page": ("conf.py", "project = author", 'cv_publication_pages = "selected"\nproject = author'),
    "a style": ("_static/custom.css", "Your own styles", "My own styles"),
    "a setting": ("conf.py", 'html_title = "Tri Dao"', 'html_title = "Tri Dao, CV"'),
    "the owner's name": ("conf.py", 'cv_owner = ["Tri Dao", "Dao, Tri"]', 'cv_owner = ["Albert Gu"]'),
}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("before")
    source = copy_project(folder / "source")
    run_sphinx(source, folder / "html", SOURCE_DATE_EPOCH=EPOCH)
    return folder


@pytest.mark.parametrize("edit", EDITS)
def test_the_site_after_an_edit_is_a_clean_builds(before: Path, tmp_path: Path, edit: str) -> None:
    source, out = before / "source", before / "html"
    name, old, new = EDITS[edit]
    first = files(out)
    replace(source / name, old, new)
    run_sphinx(source, out, SOURCE_DATE_EPOCH=EPOCH)
    run_sphinx(source, tmp_path / "clean", SOURCE_DATE_EPOCH=EPOCH)
    edited, clean = files(out), files(tmp_path / "clean")
    shutil.copy2(ROOT / name, source / name)
    touch(source / name)
    run_sphinx(source, out, SOURCE_DATE_EPOCH=EPOCH)
    assert edited == clean
    assert edited != first
    assert files(out) == first


def test_two_processes_write_what_one_writes(before: Path, tmp_path: Path) -> None:
    run_sphinx(before / "source", tmp_path / "html", "-j", "2", SOURCE_DATE_EPOCH=EPOCH, PYTHONHASHSEED="7")
    assert files(tmp_path / "html") == files(before / "html")


def test_another_folder_gives_the_same_bytes(before: Path, tmp_path: Path) -> None:
    source = copy_project(tmp_path / "elsewhere" / "source")
    run_sphinx(source, tmp_path / "elsewhere" / "html", SOURCE_DATE_EPOCH=EPOCH)
    assert files(tmp_path / "elsewhere" / "html") == files(before / "html")


def test_a_change_of_the_package_reads_every_page_again(tmp_path: Path) -> None:
    source = copy_project(tmp_path / "source")
    run_sphinx(source, tmp_path / "html")
    replace(source / "sphinx_cv/render/citation.py", '"equal contribution"', '"contributed equally"')
    run_sphinx(source, tmp_path / "html")
    assert "contributed equally" in (tmp_path / "html/sections/publications.html").read_text("utf-8")


def test_a_build_with_nothing_changed_writes_no_page(before: Path) -> None:
    def times() -> dict[str, int]:
        pages = {str(path.relative_to(before / "html")): path for path in (before / "html").rglob("*.html")}
        return {
            name: path.stat().st_mtime_ns for name, path in pages.items() if name not in {"search.html", "404.html"}
        }

    first = times()
    run_sphinx(before / "source", before / "html", SOURCE_DATE_EPOCH=EPOCH)
    assert times() == first


def test_all_builders_take_all_pages_without_a_warning(before: Path, tmp_path: Path) -> None:
    for builder in ("singlehtml", "dirhtml", "latex", "text", "epub", "man", "texinfo", "gettext"):
        version = ("-D", "version=1") if builder == "epub" else ()  # which EPUB asks for
        done = run_sphinx(before / "source", tmp_path / builder, "-n", "-W", "-b", builder, *version)
        assert done.stderr == ""


def test_every_builder_has_every_paper_once(before: Path, tmp_path: Path) -> None:
    run_sphinx(before / "source", tmp_path / "text", "-b", "text")
    text = " ".join((tmp_path / "text/sections/publications.txt").read_text("utf-8").split())
    assert [text.count(f"[{number}] ") for number in range(1, 57)] == [1] * 56
