"""What changes beside the pages: the pages that show it are written again, as in a clean build."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from conftest import CONF, build, run_sphinx, written_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Site

FILES = {
    "conf.py": CONF + 'html_static_path = ["_static", "own.css"]\nhtml_css_files = ["own.css"]\n',
    "own.css": "p { color: red }\n",
    "_static/custom.css": "",
    "index.md": "# CV\n\n```{portrait}\n```\n\n```{bibliography}\n:by: year\n```\n\n```{toctree}\nrows\nshown\n```\n",
    "shown.md": "# Shown\n\n```{entries} entry\n```\n",
    "rows.md": "# Rows\n\n```{entry} A row\n:date: 2020\n```\n\nSee {cv:pub}`one`.\n",
}


def test_portraits_files_and_headings_that_come_and_go(site: Callable[..., Site], tmp_path: Path) -> None:
    made = site(FILES)
    source = made.source

    def check() -> None:
        count = len(list(tmp_path.iterdir()))
        for out in (made.out, tmp_path / f"clean-{count}"):  # each in its own process: Sphinx caches checksums
            assert run_sphinx(source, out).stderr == ""
        assert written_files(made.out) == written_files(tmp_path / f"clean-{count}")

    (source / "_static/portrait.png").write_bytes(b"x")
    check()
    assert made.page().select_one("img.cv-portrait") is not None
    (source / "_static/portrait.png").unlink()
    (made.out / "_static/portrait.png").unlink()  # Sphinx leaves files of static folders
    check()
    (source / "own.css").write_text("p { color: blue }\n", "utf-8")
    check()
    rows = FILES["rows.md"]
    (source / "rows.md").write_text(f"{rows}\n## One\n", "utf-8")
    check()
    assert made.page("publications/one").select_one('a[href$="index.html#pub-one"]') is not None
    (source / "rows.md").write_text(rows, "utf-8")
    check()
    pubs = (source / "pubs.bib").read_text("utf-8")
    (source / "pubs.bib").write_text(pubs.replace("{two,", "{rows,"), "utf-8")
    check()


def test_what_is_no_file_in_a_static_folder_is_passed_over(site: Callable[..., Site]) -> None:
    made = site(FILES)
    (made.source / "_static/fonts.css").mkdir()
    (made.source / "_static/.#custom.css").symlink_to("user@host.1234:1")
    (made.source / "rows.md").write_text("# Rows\n\nNew.\n", "utf-8")
    assert [line for line in build(made.source, made.out) if "Handler" in line or "Traceback" in line] == []


def test_an_older_page_a_missing_file_and_a_renamed_pdf(site: Callable[..., Site], tmp_path: Path) -> None:
    rows = "# Rows\n\n```{entry} Reader\n:date: 2020\n:url: talk.txt\n```\n\n```{include} more.txt\n```\n"
    made = site({**FILES, "talk.txt": "talk", "more.txt": "Old words.\n"})
    source = made.source
    (source / "rows.md").write_text(rows, "utf-8")
    assert run_sphinx(source, made.out).stderr == ""
    for name, text in (("rows.md", rows.replace("Reader", "Professor")), ("more.txt", "New words.\n")):
        (source / name).write_text(text, "utf-8")
        os.utime(source / name, (1_600_000_000, 1_600_000_000))
        assert run_sphinx(source, made.out).stderr == ""
    assert made.text("rows") == "Rows 2020 Professor New words."
    assert made.text("shown") == "Shown 2020 Professor"  # a page that shows the row of an older page
    (source / "talk.txt").unlink()
    message = (
        "url: 'talk.txt' cannot be linked to: write a URL that begins with https://, or the path of a file that exists"
    )
    for _ in range(2):
        found = run_sphinx(source, made.out).stderr.replace(f"{source}/", "")
        assert found == f"rows.md:5: WARNING: {message} [cv.url]\n"
    (source / "talk.txt").write_text("talk", "utf-8")
    assert run_sphinx(source, made.out).stderr == ""
    assert made.article("rows").select_one("a.download") is not None
    (tmp_path / "latex").mkdir()
    (tmp_path / "latex/cv.pdf").write_bytes(b"%PDF")
    run_sphinx(source, made.out)
    assert (made.out / "cv.pdf").is_file()
    (source / "conf.py").write_text(FILES["conf.py"] + 'cv_pdfs = {"index": "vita"}\n', "utf-8")
    run_sphinx(source, made.out)
    assert not (made.out / "cv.pdf").exists()


def test_anchors_of_keys_that_take_each_others_names_are_unique(site: Callable[..., Site]) -> None:
    pubs = "".join(
        f"@misc{{{key}, author={{Ng, Ann}}, title={{{key}}}, year=2020}}\n" for key in ("search", "pub-search")
    )
    made = site({"index.md": "# CV\n\n```{bibliography}\n```\n", "pubs.bib": pubs})
    ids = [item["id"] for item in made.article().select("ul.cv-publications > li")]
    assert ids == ["pub-pub-search", "pub-search"]


def test_a_page_that_takes_the_name_of_a_publications_page_leaves_no_file_of_it(
    site: Callable[..., Site], tmp_path: Path
) -> None:
    made = site({"index.md": "# CV\n\n```{bibliography}\n```\n"})
    own = made.source / "publications/one.md"
    own.parent.mkdir()
    own.write_text("---\norphan: true\n---\n# Own\n", "utf-8")
    fix = "which is left out: rename this page [cv.page]"
    message = f"publications/one.md:1: WARNING: this page has the name of the page of 'one', {fix}"
    for out in (made.out, tmp_path / "clean"):
        assert build(made.source, out) == [message]
    assert written_files(made.out).keys() == written_files(tmp_path / "clean").keys()
    own.unlink()
    assert build(made.source, made.out) == []
    assert made.text("publications/one").startswith("CV First LLM paper")
    assert (made.out / "publications/one.bib").is_file()
