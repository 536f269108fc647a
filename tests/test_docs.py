"""The manual: it builds strictly, its tables have every name of the code, its examples work, its links lead somewhere."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, Any

import pytest
from conftest import ROOT, Site, run_sphinx
from links import broken_links
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from sphinx_cv.__main__ import main
from sphinx_cv.bibtex.kinds import KINDS
from sphinx_cv.bibtex.unprinted_fields import UNPRINTED
from sphinx_cv.full import DEFAULTS
from sphinx_cv.model import filters, kinds, publication, row
from sphinx_cv.model.fields import BIBTEX_NAMES, READ
from sphinx_cv.model.links import LINK_FIELDS
from sphinx_cv.site.bibliography import CVBibliography
from sphinx_cv.site.setting_checks import CHECKS
from sphinx_cv.site.sphinx_settings import SPHINX_CHECKS
from sphinx_cv.site.warnings import FindingType, WarningType

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DOCS = ROOT / "docs"
PAGES = sorted(path.relative_to(DOCS).with_suffix("").as_posix() for path in DOCS.rglob("*.md"))
_BLOCK = re.compile(r"^ *(````?)(\w+)\n(.*?)^ *\1$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def manual(tmp_path_factory: pytest.TempPathFactory) -> Site:
    out = tmp_path_factory.mktemp("docs") / "html"
    done = run_sphinx(DOCS, out, "-n", "-W")
    return Site(DOCS, out, done.stderr.splitlines())


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sphinx]:
    """A whole CV, for what Sphinx itself knows of it."""
    folder = tmp_path_factory.mktemp("app")
    (folder / "conf.py").write_text('extensions = ["sphinx_cv.full"]\nbibtex_bibfiles = []\n', "utf-8")
    with docutils_namespace():
        yield Sphinx(folder, folder, folder / "out", folder / "doctrees", "dummy", status=None)


def table(manual: Site, page: str, name: str) -> dict[str, list[str]]:
    """The cells of each row of a table of the reference, by each name in its first column."""
    found = manual.page(f"reference/{page}").find(id=f"table-{name}")
    assert found is not None
    rows = [row.find_all("td") for row in found.find_all("tr")[1:]]  # type: ignore[union-attr]
    return {
        code.get_text(): [cell.get_text() for cell in cells[1:]] for cells in rows for code in cells[0].find_all("code")
    }


def test_every_page_is_built_without_a_warning_and_is_in_the_menu(manual: Site) -> None:
    assert manual.warnings == []
    menu = {str(link["href"]).removesuffix(".html") for link in manual.page().select(".sidebar-tree a")}
    assert menu == set(PAGES) - {"index"}
    assert [name for name in PAGES if not (manual.out / f"{name}.html").is_file()] == []


def test_no_internal_link_is_broken(manual: Site) -> None:
    assert broken_links(manual.out) == []


def test_directives_roles_and_settings_are_those_of_the_application(manual: Site, app: Sphinx) -> None:
    domain = app.env.get_domain("cv")
    directives = table(manual, "directives", "directives")
    assert directives.keys() == domain.directives.keys() | {"bibliography"}
    assert directives["entries"] == [
        "required",
        "filter, from, limit",
        "Rows of one or several kinds, from all pages or from one.",
    ]
    assert table(manual, "directives", "roles").keys() == domain.roles.keys()
    settings = table(manual, "settings", "settings")
    assert settings.keys() == {name for name in app.config.values if name.startswith("cv_")}
    assert settings["cv_paper"] == ["'letter'", '"letter" or "a4"', "The paper size of the PDFs."]
    for name, cells in settings.items():
        assert cells[2].startswith(app.config.values[name].description.replace("`", ""))


TABLES: list[tuple[str, str, Any]] = [
    ("settings", "defaults", DEFAULTS),
    ("settings", "checked-settings", {*SPHINX_CHECKS, "html_baseurl", "bibtex_bibfiles", "bibtex_encoding"}),
    ("directives", "row-fields", {*kinds.FIELDS, *kinds.OWN_FIELDS["degree"], *kinds.OWN_FIELDS["course"]}),
    ("directives", "entries-options", {"limit", "filter", "from"}),
    ("directives", "bibliography-options", CVBibliography.option_spec),
    ("directives", "charts", {"years", "timeline"}),
    ("filters", "publication-names", publication.FILTER_NAMES),
    ("filters", "citation-names", {"cited", "docname", "docnames"}),
    ("filters", "row-names", row.FILTER_NAMES),
    ("fields", "bibtex-fields", READ - LINK_FIELDS.keys() - BIBTEX_NAMES.keys() | {"location"}),
    ("fields", "link-fields", LINK_FIELDS),
    ("fields", "unprinted-fields", UNPRINTED),
    ("fields", "entry-types", set(KINDS.values())),
    ("messages", "warnings", {type_.value for type_ in WarningType}),
    ("messages", "findings", {type_.value for type_ in FindingType}),
]


@pytest.mark.parametrize(("page", "name", "names"), TABLES, ids=[name for _, name, _ in TABLES])
def test_a_table_has_every_name_of_the_code(manual: Site, page: str, name: str, names: Any) -> None:
    found = table(manual, page, name)
    assert found.keys() == set(names)
    assert all(cells[-1] for cells in found.values())


def test_every_setting_that_is_checked_is_in_a_table(manual: Site) -> None:
    shown = table(manual, "settings", "settings").keys() | table(manual, "settings", "checked-settings").keys()
    assert CHECKS.keys() | SPHINX_CHECKS.keys() == shown


def test_every_command_has_its_help(manual: Site, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    names = re.search(r"\{(.*?)\}", capsys.readouterr().out)
    assert names is not None
    headings = [heading.get_text().removesuffix("¶") for heading in manual.article("reference/commands").find_all("h2")]
    assert headings == names[1].split(",")


def test_a_name_without_description_and_a_description_without_name_fail(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text(
        f'import sys\nsys.path.insert(0, "{DOCS}")\nextensions = ["myst_parser", "code_tables"]\n', "utf-8"
    )
    (tmp_path / "index.md").write_text("# A\n\n```{names} charts\nyears: By year.\nmonths: By month.\n```\n", "utf-8")
    done = run_sphinx(tmp_path, tmp_path / "out", "-n", "-W", "--keep-going", check=False)
    lines = [line.replace(f"{tmp_path}/", "") for line in done.stderr.splitlines()]
    assert (done.returncode, lines) == (1, [
        "index.md:3: WARNING: charts: the code has no months",
        "index.md:3: WARNING: charts: timeline has no description",
    ])  # fmt: skip


def blocks(*languages: str) -> list[tuple[str, str, str]]:
    """The examples of the manual: page, language, text without indentation."""
    found = [
        (name, *match.group(2, 3))
        for name in PAGES
        for match in _BLOCK.finditer((DOCS / f"{name}.md").read_text("utf-8"))
    ]
    return [(name, language, re.sub(r"^  ", "", text, flags=re.MULTILINE) if text.startswith("  ") else text)
            for name, language, text in found if language in languages]  # fmt: skip


def test_the_examples_of_pages_and_bibtex_build_in_one_cv_without_a_warning(tmp_path: Path) -> None:
    fields = {"grant": ["amount", "number", "role"], "student": ["degree", "now"], "patent": ["number", "status"]}
    conf = f'extensions = ["sphinx_cv.full"]\nbibtex_bibfiles = ["pubs.bib"]\nhtml_theme = "furo"\ncv_owner = "Ada Lovelace"\ncv_kinds = {fields}\ncv_marks = {{"lead": ("♦", "project lead")}}\n'
    (tmp_path / "conf.py").write_text(conf, "utf-8")
    (tmp_path / "pubs.bib").write_text("\n".join(text for _, _, text in blocks("bibtex")), "utf-8")
    pages = [text for _, _, text in blocks("md")]
    assert len(pages) > 15
    names = [f"page{number}" for number in range(len(pages))]
    for name, text in zip(names, pages, strict=True):
        (tmp_path / f"{name}.md").write_text(text if text.startswith("---") else f"# Example\n\n{text}", "utf-8")
    (tmp_path / "index.md").write_text(
        "# CV\n\n```{toctree}\n" + "\n".join(names) + "\n```\n\n```{bibliography}\n:by: year\n```\n", "utf-8"
    )
    done = run_sphinx(tmp_path, tmp_path / "out", "-n", "-W", "--keep-going", check=False)
    assert done.stderr.replace(f"{tmp_path}/", "") == ""


def test_the_examples_of_settings_are_settings_of_the_application(app: Sphinx) -> None:
    names = {target.id for _, _, text in blocks("python") for node in ast.parse(text).body
             if isinstance(node, ast.Assign) for target in node.targets if isinstance(target, ast.Name)}  # fmt: skip
    assert {"cv_kinds", "cv_people", "cv_marks"} <= names
    assert names - app.config.values.keys() == {"extensions"}


def test_the_examples_of_filters_can_be_read() -> None:
    lines = next(text for name, _, text in blocks("text") if name == "reference/filters").splitlines()
    assert len(lines) == 4
    assert all(filters.parse(line, publication.FILTER_NAMES).names for line in lines)


def test_the_readme_is_short_and_its_links_lead_to_files() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert len(text.splitlines()) < 100
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if "://" not in link]
    assert [link for link in links if not (ROOT / link).is_file()] == []
    pages = {link.removeprefix("docs/").removesuffix(".md") for link in links if link.endswith(".md")}
    assert {name for name in PAGES if "/" not in name} == pages
    assert (DOCS / "_static/front-page.png").stat().st_size < 60_000
