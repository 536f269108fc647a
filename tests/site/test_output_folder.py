"""The output folder: a build writes and deletes nothing outside it, whatever the settings and files say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from conftest import CONF, PUBS, build

from sphinx_cv.pdf.build import write_latex

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "# CV\n\n```{pdfs}\n```\n\n```{coauthors}\n```\n\n```{bibliography}\n```\n"


def files_outside(folder: Path, *outputs: str) -> dict[str, bytes]:
    """Return the content of each file of a folder outside the output folders."""
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path.read_bytes() for name, path in found.items() if not name.startswith(outputs)}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A site in a folder with files that are not the site's."""
    for name, text in {"conf.py": CONF, "pubs.bib": PUBS, "index.md": PAGE}.items():
        (tmp_path / "source").mkdir(exist_ok=True)
        (tmp_path / "source" / name).write_text(text, "utf-8")
    for folder in (tmp_path, tmp_path / "source", tmp_path / "work"):
        folder.mkdir(exist_ok=True)
        for suffix in (".pdf", ".tex", ".xdv", ".aux", ".out", ".csv", ".bib", ".html"):
            (folder / f"victim{suffix}").write_text("not yours", "utf-8")
    return tmp_path / "source"


@pytest.mark.parametrize(
    "name", ["../victim", "../../victim", "{tmp}/victim", "../../source/victim", "{tmp}/source/victim"]
)
def test_a_name_of_a_pdf_leads_to_no_other_folder(source: Path, tmp_path: Path, name: str) -> None:
    work = tmp_path / "work"
    conf = CONF + f'cv_pdfs = {{"index": "{name.format(tmp=tmp_path)}"}}\n'
    (source / "conf.py").write_text(conf, "utf-8")
    before = files_outside(tmp_path, "work/out")
    for builder in ("html", "dirhtml", "singlehtml", "latex"):
        found = build(source, work / "out" / builder, builder)
        assert [line.partition(": WARNING: cv_pdfs: index has the file name ")[0] for line in found] == ["conf.py:5"]
    assert files_outside(tmp_path, "work/out") == before
    with pytest.raises(
        Exception,
        match="no PDF is made of a site with warnings: fix them first",
    ):
        write_latex(source, work / "out/pdf")
    assert files_outside(tmp_path, "work/out") == before


def test_names_in_the_state_of_a_build_lead_to_no_other_folder(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "work/out/html"
    (source / "index.md").write_text(PAGE, "utf-8")
    assert build(source, out) == []
    state = next((tmp_path / "work/out").glob("html.doctrees/cv-html-*.json"))
    names = [
        "publication_page:../../victim",
        f"publication_page:{tmp_path}/victim",
        "publication_page:publications/../index",
    ]
    state.write_text(json.dumps({**json.loads(state.read_text("utf-8")), **dict.fromkeys(names, "")}), "utf-8")
    (source / "pubs.bib").write_text(PUBS.replace("@article{two", "@article{three"), "utf-8")
    before = files_outside(tmp_path, "work/out")
    assert build(source, out) == []
    assert files_outside(tmp_path, "work/out") == before
    assert (out / "index.html").is_file()
    assert sorted(path.name for path in (out / "publications").iterdir()) == [
        "one.bib",
        "one.html",
        "three.bib",
        "three.html",
    ]


@pytest.mark.parametrize("key", ["../../victim", "/tmp/victim", "..", "a/../../../victim"])
def test_a_citation_key_leads_to_no_other_folder(source: Path, tmp_path: Path, key: str) -> None:
    (source / "pubs.bib").write_text(f"@misc{{{key}, author = {{Dao, Tri}}, title = {{A}}, year = 2020}}\n", "utf-8")
    before = files_outside(tmp_path, "work/out", "source/pubs.bib")
    assert build(source, tmp_path / "work/out/html") == []
    (source / "pubs.bib").write_text("@misc{a, author = {Dao, Tri}, title = {A}, year = 2020}\n", "utf-8")
    assert build(source, tmp_path / "work/out/html") == []
    assert files_outside(tmp_path, "work/out", "source/pubs.bib") == before


@pytest.mark.parametrize("extra", ["cv.pdf", "files"])
def test_a_pdf_that_the_owner_provides_stays(source: Path, tmp_path: Path, extra: str) -> None:
    """By html_extra_path, under the name that a PDF of cv_pdfs would have."""
    path = source / "cv.pdf" if extra == "cv.pdf" else source / "files/cv.pdf"
    path.parent.mkdir(exist_ok=True)
    path.write_text("the owner's", "utf-8")
    for _ in range(2):
        assert build(source, tmp_path / "work/out/html", html_extra_path=[extra]) == []
        assert (tmp_path / "work/out/html/cv.pdf").read_text("utf-8") == "the owner's"


@pytest.mark.parametrize("page", ["index", "sections/work"])
def test_a_file_of_the_owner_beside_a_page_stays(source: Path, tmp_path: Path, page: str) -> None:
    """The CSV file of a page with co-authors is removed when the page is; others are not."""
    (source / "index.md").write_text("# CV\n\n```{toctree}\nsections/work\n```\n", "utf-8")
    (source / "sections").mkdir()
    (source / "sections/work.md").write_text("# Work\n\n```{coauthors}\n```\n", "utf-8")
    out = tmp_path / "work/out/html"
    assert build(source, out) == []
    csv = out / "sections/work.csv"
    assert csv.is_file()
    (source / "sections/work.md").write_text("# Work\n", "utf-8")
    (out / "index.csv").write_text("the owner's", "utf-8")
    assert build(source, out) == []
    assert not csv.exists()
    assert (out / "index.csv").is_file()
