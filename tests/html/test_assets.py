"""Scripts and styles, joined from their parts: what is written, when, and whose file it is."""

from __future__ import annotations

import re
import subprocess
import zlib
from typing import TYPE_CHECKING

import pytest
from conftest import CONF, Site, build, copy_project, need, run_sphinx

from sphinx_cv.html.assets import SCRIPTS, SITE_PARTS, STYLE_PARTS, joined_script, joined_styles

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

BY_YEAR = "# CV\n\n```{bibliography}\n:by: year\n```\n"
OURS = {"cv.css", *SCRIPTS}


def written(made: Site) -> dict[str, bytes]:
    """What is written of our files, wherever it is."""
    return {path.name: path.read_bytes() for path in made.out.rglob("cv*.*s*") if path.suffix in {".css", ".js"}}


@pytest.fixture
def modules(tmp_path: Path) -> Callable[..., Path]:
    def write(**texts: str) -> Path:
        for name, text in texts.items():
            (tmp_path / f"{name}.js").write_text(text, "utf-8")
        return tmp_path

    return write


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_joined_script_is_one_script_that_node_reads(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(joined_script(SCRIPTS[name]), "utf-8")
    subprocess.run([need("node"), "--check", path], check=True)


def test_a_module_stands_once_and_behind_those_that_it_imports(modules: Callable[..., Path]) -> None:
    folder = modules(
        main='import { b } from "./b.js";\nimport { a, c } from "./a.js";\nb(a, c);\n',
        b='import { a } from "./a.js";\n/** @param {number} each */\nexport const b = (each) => each + a;\n',
        a="// A.\n/**\n * Types.\n */\nexport function a() {}\nexport class c {}\n",
    )
    assert joined_script("main.js", folder) == (
        '(() => {\n"use strict";\n// A.\nfunction a() {}\nclass c {}\nconst b = (each) => each + a;\nb(a, c);\n})();\n'
    )


@pytest.mark.parametrize(
    "line",
    ["export default 1;", 'export { a } from "./a.js";', 'import a from "./a.js";', 'import { a as b } from "./a.js";',
     'import "./a.js";', 'const a = await import("./a.js");', "export let a = 1;"],
)  # fmt: skip
def test_what_cannot_be_joined_is_refused(modules: Callable[..., Path], line: str) -> None:
    with pytest.raises(ValueError, match=rf"main\.js: .*: .*{re.escape(line[-8:])}"):
        joined_script("main.js", modules(main=f"{line}\n"))


def test_every_style_has_its_place(request: pytest.FixtureRequest) -> None:
    folder = request.config.rootpath / "sphinx_cv/html/styles"
    assert {path.stem for path in folder.iterdir()} == set(STYLE_PARTS)
    assert len(STYLE_PARTS) == len(set(STYLE_PARTS))


def test_one_part_alone_names_the_properties_and_the_main_element_of_themes(request: pytest.FixtureRequest) -> None:
    folder = request.config.rootpath / "sphinx_cv/html/styles"
    for part in [part for part in STYLE_PARTS if part not in SITE_PARTS | {"colours"}]:
        assert (
            re.findall(r"--(?:color|pst|font)-[\w-]*|\barticle\b", (folder / f"{part}.css").read_text("utf-8")) == []
        ), part


@pytest.mark.parametrize(
    ("builder", "expected"),
    [("html", OURS), ("dirhtml", OURS), ("singlehtml", OURS), ("epub", {"cv.css"}), ("text", set()), ("latex", set())],
)
def test_a_site_has_the_joined_files_and_no_sources(
    site: Callable[..., Site], builder: str, expected: set[str]
) -> None:
    options = {"version": "1", "copyright": "Tri Dao"} if builder == "epub" else {}
    made = site({"index.md": BY_YEAR}, builder=builder, **options)
    assert set(written(made)) == expected
    assert [
        path for path in made.out.rglob("*") if path.name in {"words.js", "filter.js", "sphinx.d.ts", "rows.css"}
    ] == []


def test_pages_name_the_files_with_their_checksums(site: Callable[..., Site]) -> None:
    made = site({"index.md": BY_YEAR})
    for name, text in (("cv.css", joined_styles(whole=True)), ("cv-filter.js", joined_script("filter.js"))):
        assert (made.out / "_static" / name).read_text("utf-8") == text
        assert f'_static/{name}?v={zlib.crc32(text.encode()):08x}"' in (made.out / "index.html").read_text("utf-8")


def test_a_file_of_the_owner_replaces_ours(site: Callable[..., Site]) -> None:
    conf = CONF + 'html_static_path = ["_static", "more/cv-filter.js"]\n'
    own = {"_static/cv.css": "body { color: red; }\n", "more/cv-filter.js": "// none\n"}
    made = site({"conf.py": conf, "index.md": BY_YEAR, **own})
    assert written(made)["cv.css"].decode() == own["_static/cv.css"]
    assert written(made)["cv-filter.js"].decode() == own["more/cv-filter.js"]
    assert f"cv.css?v={zlib.crc32(own['_static/cv.css'].encode()):08x}" in (made.out / "index.html").read_text("utf-8")
    (made.source / "_static/cv.css").unlink()
    assert build(made.source, made.out) == []
    assert written(made)["cv.css"].decode() == joined_styles(whole=True)


def test_files_are_written_when_they_change_and_only_then(site: Callable[..., Site]) -> None:
    made = site(
        {"conf.py": CONF + 'html_static_path = ["_static"]\n', "index.md": BY_YEAR, "_static/cv-bibtex.js": "// own\n"}
    )
    paths = [made.out / "_static" / name for name in sorted(OURS)]
    before = [path.stat().st_mtime_ns for path in paths]
    (made.source / "index.md").write_text(f"{BY_YEAR}\nMore.\n", "utf-8")
    assert build(made.source, made.out) == []
    assert [path.stat().st_mtime_ns for path in paths] == before
    (made.out / "_static/cv.css").write_text("", "utf-8")
    assert build(made.source, made.out) == []
    assert written(made)["cv.css"].decode() == joined_styles(whole=True)


def test_a_change_of_a_part_reaches_the_pages(tmp_path: Path) -> None:
    source, out = copy_project(tmp_path / "source"), tmp_path / "html"
    run_sphinx(source, out)
    part = source / "sphinx_cv/html/styles/colours.css"
    part.write_text(part.read_text("utf-8").replace("#1b5583", "#1b5584"), "utf-8")
    run_sphinx(source, out)
    styles = (out / "_static/cv.css").read_bytes()
    assert b"#1b5584" in styles
    for name in ("index", "sections/work", "search", "publications/gu2024mamba"):
        assert f"cv.css?v={zlib.crc32(styles):08x}" in (out / f"{name}.html").read_text("utf-8"), name
