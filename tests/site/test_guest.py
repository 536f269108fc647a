"""The extension in a project that is no CV: it changes nothing there but the pages that show something of a CV."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from bs4 import BeautifulSoup
from conftest import EPOCH, ROOT, build, run_sphinx, words

from sphinx_cv.html.assets import joined_styles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Site

PAGE = """\
# Papers of the team

```{cv:position} Professor
:organization: A University
:start: 2020
:end: present
```

The latest is {cv:pub}`quill2020`.

```{bibliography}
:style: cv
:all:
:by: year
```
"""
#: Our extension at the first and at the last place.
FIRST, LAST = 'extensions.insert(0, "sphinx_cv")\n', 'extensions.append("sphinx_cv")\n'
#: furo does not work with ablog.
FURO = """
extensions.remove("ablog")
html_sidebars = {}
html_theme = "furo"
html_theme_options = {"light_css_variables": {"color-brand-primary": "#7a1f5c"}}
"""


def make_guest(folder: Path, conf: str = "") -> Path:
    """Copy the guest project, and add lines to its settings."""
    shutil.copytree(ROOT / "tests/guest", folder)
    with (folder / "conf.py").open("a", encoding="utf-8") as file:
        file.write(conf)
    return folder


def files(out: Path) -> dict[str, Any]:
    """Return the content of each file of a build, without the clock and what names the extensions."""
    found: dict[str, Any] = {
        path.relative_to(out).as_posix(): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()
    }
    found.pop(".buildinfo", None)
    if "blog/atom.xml" in found:
        found["blog/atom.xml"] = re.sub(rb"<updated>.*?</updated>", b"", found["blog/atom.xml"])
    if "searchindex.js" in found:
        index = json.loads(found["searchindex.js"].removeprefix(b"Search.setIndex(").removesuffix(b")"))
        found["searchindex.js"] = {name: value for name, value in index.items() if name != "envversion"}
    return found


@pytest.mark.parametrize("theme", ["", FURO], ids=["alabaster", "furo"])
@pytest.mark.parametrize("place", [FIRST, LAST], ids=["first", "last"])
@pytest.mark.parametrize("builder", ["html", "dirhtml", "latex", "text"])
def test_a_project_without_a_cv_is_the_same_to_the_byte(
    builder: str, place: str, theme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    run_sphinx(make_guest(tmp_path / "guest", theme), tmp_path / "out-without", "-b", builder)
    shutil.rmtree(tmp_path / "guest")  # the same folder, which is named in some files
    made = run_sphinx(make_guest(tmp_path / "guest", theme + place), tmp_path / "out-with", "-b", builder)
    assert made.stderr == ""
    expected, found = files(tmp_path / "out-without"), files(tmp_path / "out-with")
    assert len(expected) >= {"html": 40, "dirhtml": 40, "latex": 5, "text": 5}[builder]
    assert builder != "html" or b"furo" not in expected["index.html"] or b"next-page" in expected["index.html"]
    assert found.keys() == expected.keys()
    assert [name for name in expected if found[name] != expected[name]] == []


def test_a_page_with_something_of_a_cv_is_whole_and_changes_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    source = make_guest(tmp_path / "guest")
    (source / "team.md").write_text("---\norphan: true\n---\n# Papers of the team\n", "utf-8")
    run_sphinx(source, tmp_path / "before")
    shutil.rmtree(source)
    make_guest(source, LAST)
    (source / "team.md").write_text(f"---\norphan: true\n---\n{PAGE}", "utf-8")
    assert run_sphinx(source, tmp_path / "after").stderr == ""
    before, after = files(tmp_path / "before"), files(tmp_path / "after")
    assert after.keys() - before.keys() == {"_static/cv.css", "_static/cv-filter.js"}
    assert before.keys() - after.keys() == set()
    assert [name for name in before if after[name] != before[name]] == [
        "_sources/team.md.txt",
        "objects.inv",
        "searchindex.js",
        "team.html",
    ]
    page = BeautifulSoup(after["team.html"], "html.parser")
    article = page.find(role="main")
    assert article is not None
    assert page.select('link[rel="stylesheet"][href^="_static/cv.css?"]')
    assert words(article) == (
        "Papers of the team 2020 – present Professor, A University The latest is Harbours in winter. "
        "2020 (1) Jonas A. Quill. Harbours in winter. Technical report, Tide Lab, 2020. "
        "2019 (1) Ann Hale and Committee on Tides, Harbours, and Weather. On Tides. Journal of Water, 2, 1–9, 2019."
    )
    assert article.select_one("a.reference[href='#quill2020']") is not None


def test_the_owner_of_a_cv_in_a_project_that_is_none_is_said_once(site: Callable[..., Site]) -> None:
    conf = 'extensions = ["myst_parser", "sphinx_cv"]\nbibtex_bibfiles = ["pubs.bib"]\ncv_owner = "Ada Example"\n'
    message = (
        "conf.py:3: WARNING: the extension sphinx_cv adds to a site, and makes none: "
        'write extensions = ["sphinx_cv.full"] for the whole of a CV [cv.extension]'
    )
    site({"conf.py": conf, "index.md": "# CV\n"}, (message,))


def test_a_project_without_publications_needs_no_setting(site: Callable[..., Site]) -> None:
    conf = 'extensions = ["sphinx_cv"]\n'
    made = site({"conf.py": conf, "index.rst": "A page\n======\n\n.. cv:entry:: A row\n   :date: 2020\n"})
    assert made.text() == "A page 2020 A row"


def test_another_extension_may_read_markdown_before(site: Callable[..., Site]) -> None:
    for extensions in (["myst_parser", "sphinx_cv.full"], ["sphinx_cv.full", "myst_parser"]):
        conf = f'extensions = {extensions}\nbibtex_bibfiles = ["pubs.bib"]\ncv_owner = "Ada Example"\nhtml_theme = "furo"\n'
        made = site({"conf.py": conf, "index.md": "# CV\n\n```{entry} A row\n:date: 2020\n```\n"}, fresh=True)
        assert made.text() == "CV 2020 A row"


def test_faults_of_files_are_said_once_a_page_shows_them(
    site: Callable[..., Site],
) -> None:
    conf = 'extensions = ["myst_parser", "sphinx_cv"]\nbibtex_bibfiles = ["pubs.bib"]\n'
    pubs = "@misc{a, author={Hale, Ann}, title={A}}\n"
    fault = "pubs.bib:1: WARNING: a: it has no year: write year = {2024}, or pubstate = {inpress} [cv.no_year]"
    made = site({"conf.py": conf, "pubs.bib": pubs, "index.md": "# A page\n"})
    (made.source / "index.md").write_text("# A page\n\n```{bibliography}\n:style: cv\n:all:\n```\n", "utf-8")
    for _ in range(2):
        assert build(made.source, made.out) == [fault]


def test_the_styles_are_those_of_the_elements_of_a_cv() -> None:
    css = re.sub(r"/\*.*?\*/", "", joined_styles(whole=False), flags=re.DOTALL)
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", css)
    assert len(rules) > 150
    for selectors, declarations in rules:
        for selector in re.split(r",(?![^(]*\))", re.sub(r":not\([^()]*\)", "", selectors).strip()):
            own = "cv-" in selector
            names = {each.split(":")[0].strip() for each in declarations.split(";") if each.strip()}
            assert own or (selector.strip() in {":root", "body"} and all(name.startswith("--cv-") for name in names)), (
                selector
            )
