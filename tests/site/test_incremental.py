"""After any edit the site is what a clean build makes of it; and no build depends on how it was run."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from conftest import EPOCH, EXAMPLE, copy_example, replace, run_sphinx, touch, written_files

if TYPE_CHECKING:
    from pathlib import Path

EDITS = {
    "a section's words": ("sections/service.md", "Program committee", "Program Committee"),
    "a position that every page names": ("sections/work.md", "Visiting Scientist", "Guest Scientist"),
    "an award that the front page shows": ("sections/honors.md", "Early Career Medal", "Medal for Early Work"),
    "an award less": ("sections/honors.md", "```{award} Port Alder Fellowship for Research at Sea\n:start: 2022\n:end: 2025\n```\n", ""),
    "a kind of rows": ("sections/industry.md", ":kind: industry", ":kind: Other work"),
    "a publication's award, told by its row": ("sections/honors.md", "Ten-Year Award", "Prize of Ten Years"),
    "a publication's award less": ("sections/honors.md", ":publication: example2016listening\n", ""),
    "a publication's award more": (
        "sections/honors.md", ":date: 2021-08\n", ":date: 2021-08\n:publication: okonkwo2022lamps\n",
    ),
    "a mark": ("conf.py", "project lead", "leader of the project"),
    "a title that honors and the front page show": ("pubs.bib", "Time series that survive", "Series that survive"),
    "a publication's year, which moves it and its number": ("pubs.bib", "year         = {2017}", "year         = {2026}"),
    "a publication selected": ("pubs.bib", "doi          = {10.5555/sosn.2017.2}", "selected = {true}, doi = {10.5555/sosn.2017.2}"),
    "a filter": ("index.md", ":filter: selected", ":filter: selected and y > 2019"),
    "the canonical list of publications": ("sections/publications.md", ":list: enumerated\n", ""),
    "a panel that the front page has too": ("sections/software.md", "C, Rust, Python", "C, Rust"),
    "who is one person": ("conf.py", '    "Jonas A. Quill": ["Jonas Quill"],\n', ""),
    "which publications have a page": ("conf.py", "project = author", 'cv_publication_pages = "selected"\nproject = author'),
    "an asset": ("_static/favicon.svg", "<svg ", "<svg  "),
    "a setting": ("conf.py", 'html_title = "Ada Example"', 'html_title = "Ada Example, CV"'),
    "the owner's name": ("conf.py", 'cv_owner = ["Ada Example", "Example, Ada M.", "A. Example"]', 'cv_owner = ["Noémie Fré"]'),
}  # fmt: skip


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("before")
    source = copy_example(folder / "source")
    run_sphinx(source, folder / "html", SOURCE_DATE_EPOCH=EPOCH)
    return folder


@pytest.mark.parametrize("edit", EDITS)
def test_the_site_after_an_edit_is_a_clean_builds(before: Path, tmp_path: Path, edit: str) -> None:
    source, out = before / "source", before / "html"
    name, old, new = EDITS[edit]
    first = written_files(out)
    replace(source / name, old, new)
    run_sphinx(source, out, SOURCE_DATE_EPOCH=EPOCH)
    run_sphinx(source, tmp_path / "clean", SOURCE_DATE_EPOCH=EPOCH)
    edited, clean = written_files(out), written_files(tmp_path / "clean")
    shutil.copy2(EXAMPLE / name, source / name)
    touch(source / name)
    run_sphinx(source, out, SOURCE_DATE_EPOCH=EPOCH)
    assert edited == clean
    assert edited != first
    assert written_files(out) == first


def test_two_processes_write_what_one_writes(before: Path, tmp_path: Path) -> None:
    run_sphinx(before / "source", tmp_path / "html", "-j", "2", SOURCE_DATE_EPOCH=EPOCH, PYTHONHASHSEED="7")
    assert written_files(tmp_path / "html") == written_files(before / "html")


def test_another_folder_gives_the_same_bytes(before: Path, tmp_path: Path) -> None:
    source = copy_example(tmp_path / "elsewhere" / "source")
    run_sphinx(source, tmp_path / "elsewhere" / "html", SOURCE_DATE_EPOCH=EPOCH)
    assert written_files(tmp_path / "elsewhere" / "html") == written_files(before / "html")


def test_a_change_of_the_package_reads_every_page_again(tmp_path: Path) -> None:
    source = copy_example(tmp_path / "source", with_package=True)
    run_sphinx(source, tmp_path / "html")
    replace(source / "sphinx_cv/render/people.py", '"equal contribution"', '"contributed equally"')
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
        done = run_sphinx(before / "source", tmp_path / builder, "-n", "-W", "-b", builder)
        assert done.stderr == ""


def test_every_builder_has_every_publication_once(before: Path, tmp_path: Path) -> None:
    run_sphinx(before / "source", tmp_path / "text", "-b", "text")
    text = " ".join((tmp_path / "text/sections/publications.txt").read_text("utf-8").split())
    assert [text.count(f"[{number}] ") for number in range(1, 37)] == [1] * 36
