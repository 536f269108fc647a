"""The example CV by `sphinx_cv` in the common themes: whole, legible, and light or dark as the theme is."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from conftest import EPOCH, copy_example, npm_file, run_sphinx
from server import serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Site
    from playwright.sync_api import Browser, Page

#: Those that `make test` checks; `make nightly` checks all (tests/nightly/run.py).
CHECKED = os.environ.get("CV_CHECKED_THEMES", "furo alabaster sphinx_rtd_theme").split()
#: Each theme with the background of its pages in light and in dark; without the latter it is always light.
THEMES = {
    "furo": ("rgb(255, 255, 255)", "rgb(19, 20, 22)"),
    "alabaster": ("rgb(255, 255, 255)", ""),
    "sphinx_rtd_theme": ("rgb(255, 255, 255)", ""),
    "pydata_sphinx_theme": ("rgb(255, 255, 255)", "rgb(20, 24, 30)"),
    "sphinx_book_theme": ("rgb(255, 255, 255)", "rgb(18, 18, 18)"),
}
PAGES = {
    "front": "index.html",
    "rows": "sections/industry.html",
    "publications": "sections/publications.html",
    "coauthors": "sections/coauthors.html",
}
#: Settings for what the pages use; a project that is no CV has the same directives with the prefix `cv:`.
BARE = """
extensions = ["myst_parser", "sphinx_cv"]
primary_domain = "cv"
bibtex_default_style = "cv"
myst_enable_extensions = ["deflist", "colon_fence", "attrs_inline", "attrs_block"]
suppress_warnings = ["cv.extension"]  # that an owner is set
mathjax_path = "none.js"  # no request to another host
html_sidebars = {}
"""
ACCENTS = {"light": "rgb(27, 85, 131)", "dark": "rgb(143, 193, 234)"}


@dataclass(frozen=True, kw_only=True)
class Mode:
    """What the system and the reader choose, and what the page is then."""

    system: str
    choice: str = ""
    width: int = 1280

    def __str__(self) -> str:
        return f"{self.system}-{self.choice or 'auto'}-{self.width}"

    def shown(self, theme: str) -> str:
        return (self.choice or self.system) if THEMES[theme][1] else "light"


MODES = [
    Mode(system="light"),
    Mode(system="dark", width=390),
    Mode(system="light", choice="dark", width=390),
    Mode(system="dark", choice="light"),
]
#: What is wrong within the elements of a CV, and not so with a paragraph and a link of the theme's own.
AXE = """async () => {
  const probe = document.createElement("p");
  probe.id = "theme-probe";
  probe.innerHTML = 'Some words and <a class="reference internal" href="#">a link</a> among them, some words more.';
  document.querySelector("[role=main] section").append(probe);
  const found = await axe.run({include: ['[class^="cv-"]', '[class*=" cv-"]', "#theme-probe"]}, {resultTypes: ["violations"], elementRef: true,
    runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}});
  const all = found.violations.flatMap((rule) => rule.nodes.map((node) => {
    const {fgColor = "", bgColor = ""} = node.any[0]?.data ?? {};
    return {kind: `${rule.id} ${fgColor} ${bgColor}`.trim(), target: node.target.join(" "), probe: probe.contains(node.element)};
  }));
  probe.remove();
  const theme = new Set(all.filter((one) => one.probe).map(({kind}) => kind));
  return all.filter(({kind}) => !theme.has(kind)).map(({kind, target}) => `${kind}: ${target}`);
}"""
STYLES = "([selector, ...names]) => names.map((name) => getComputedStyle(document.querySelector(selector))[name])"


@pytest.fixture(scope="module", params=CHECKED)
def theme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def address(theme: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of the example CV in the theme, built strictly."""
    folder = tmp_path_factory.mktemp(theme)
    source = copy_example(folder / "source")
    with (source / "conf.py").open("a", encoding="utf-8") as file:
        file.write(f'{BARE}html_theme = "{theme}"\n')
    for path in source.rglob("*.md"):
        path.write_text(path.read_text("utf-8").replace("```{pdfs}\n```\n", ""), "utf-8")
    run_sphinx(source, folder / "html", "-n", "-W", SOURCE_DATE_EPOCH=EPOCH)
    with serve(folder / "html") as found:
        yield found


@pytest.fixture(scope="module")
def reader(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens a page in a mode, with a menu open if it has one; a mode has one window."""
    windows: dict[Mode, Page] = {}

    def read(name: str, mode: Mode = MODES[0]) -> Page:
        if mode not in windows:
            context = browser.new_context(
                viewport={"width": mode.width, "height": 900}, color_scheme=mode.system, reduced_motion="reduce"
            )  # type: ignore[arg-type]
            windows[mode] = context.new_page()
            for key in ("theme", "mode") if mode.choice else ():
                windows[mode].add_init_script(f"localStorage.setItem('{key}', '{mode.choice}')")
        page = windows[mode]
        page.goto(f"{address}/{PAGES[name]}")
        if name == "publications":
            page.locator(".cv-menu", has_text="Venue").click()
        return page

    yield read
    for page in windows.values():
        page.context.close()


def styles(page: Page, selector: str, *names: str) -> list[Any]:
    return page.evaluate(STYLES, [selector, *names])  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", ["front", "rows", "publications"])
def test_axe_finds_nothing_that_the_theme_has_not_itself(theme: str, reader: Callable[..., Page], name: str) -> None:
    for mode in MODES if THEMES[theme][1] else MODES[:2]:  # the others have no choice between light and dark
        page = reader(name, mode)
        page.evaluate(npm_file("axe-core/axe.min.js").read_text("utf-8"))
        assert (str(mode), page.evaluate(AXE)) == (str(mode), [])


def test_axe_sees_a_fault(reader: Callable[..., Page]) -> None:
    page = reader("publications")
    page.evaluate(npm_file("axe-core/axe.min.js").read_text("utf-8"))
    page.add_style_tag(content=".cv-number { color: #ddd !important; }")
    assert "color-contrast #dddddd" in page.evaluate(AXE)[0]


@pytest.mark.parametrize("mode", MODES, ids=str)
def test_colours_are_light_or_dark_as_the_page_is(theme: str, reader: Callable[..., Page], mode: Mode) -> None:
    shown = mode.shown(theme)
    page = reader("publications", mode)
    assert styles(page, ".cv-panel:not([hidden])", "backgroundColor", "borderTopStyle", "borderTopWidth") == [
        THEMES[theme][shown == "dark"], "solid", "1px",
    ]  # fmt: skip
    assert styles(page, ".cv-menu.cv-menu[aria-expanded=true]", "borderTopColor", "borderTopWidth") == [
        ACCENTS[shown],
        "1px",
    ]
    assert styles(page, ".cv-find input", "backgroundColor", "borderTopWidth") == [
        THEMES[theme][shown == "dark"],
        "1px",
    ]
    assert styles(reader("front", mode), "rect.cv-chart-1", "fill") == [ACCENTS[shown]]


def test_paper_is_light_if_the_theme_prints_in_light(theme: str, reader: Callable[..., Page]) -> None:
    page = reader("front", MODES[2])
    page.emulate_media(media="print")
    found = styles(page, ".cv-award", "color") + styles(page, "rect.cv-chart-1", "fill", "stroke")
    page.emulate_media(media="screen")
    assert found == (
        ["rgb(242, 201, 125)", ACCENTS["dark"], THEMES[theme][1]]
        if theme in {"pydata_sphinx_theme", "sphinx_book_theme"}
        else ["rgb(122, 75, 0)", ACCENTS["light"], "rgb(255, 255, 255)"]
    )


@pytest.mark.parametrize(
    ("name", "selector", "expected"),
    [
        ("publications", ".cv-publications", {"marginLeft": "0px", "paddingLeft": "0px"}),
        ("publications", ".cv-publications > li", {"listStyleType": "none", "marginLeft": "0px"}),
        ("publications", ".cv-publications > li > p", {"marginTop": "0px", "marginBottom": "0px"}),
        ("publications", ".cv-find kbd", {"backgroundColor": "rgba(0, 0, 0, 0)", "paddingLeft": "0px", "borderTopWidth": "1px"}),
        ("publications", ".cv-panel label", {"display": "flex", "marginBottom": "0px"}),
        ("rows", ".cv-row", {"display": "grid"}),
        ("rows", ".cv-highlights li", {"marginLeft": "0px"}),
        ("front", ".cv-profiles", {"display": "flex", "paddingLeft": "0px"}),
        ("front", ".cv-profiles li", {"listStyleType": "none", "marginLeft": "0px"}),
        ("front", ".cv-profiles a", {"borderBottomStyle": "solid", "textDecorationLine": "none"}),
        ("front", ".cv-glance", {"display": "grid", "paddingLeft": "0px"}),
        ("front", ".cv-glance li", {"listStyleType": "none", "marginLeft": "0px"}),
        ("front", ".cv-chart-legend li", {"marginLeft": "0px"}),
        ("front", ".cv-chart-rows li", {"listStyleType": "none", "marginLeft": "0px"}),
        ("front", ".cv-chart-rows li > a", {"marginTop": "0px", "marginBottom": "0px", "display": "grid"}),
        ("front", ".cv-portrait", {"width": "144px", "height": "144px", "float": "right"}),
        ("coauthors", ".cv-coauthors tbody tr", {"backgroundColor": "rgba(0, 0, 0, 0)"}),
        ("coauthors", ".cv-coauthors tbody tr:first-child td:last-child",
         {"backgroundColor": "rgba(0, 0, 0, 0)", "textAlign": "right", "borderLeftWidth": "0px", "borderBottomWidth": "1px"}),
    ],
)  # fmt: skip
def test_the_rules_of_the_theme_for_lists_tables_and_fields_do_not_reach_a_cv(
    reader: Callable[..., Page], name: str, selector: str, expected: dict[str, str]
) -> None:
    assert dict(zip(expected, styles(reader(name), selector, *expected), strict=True)) == expected


@pytest.mark.parametrize("width", [320, 768])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways(reader: Callable[..., Page], name: str, width: int) -> None:
    page = reader(name, Mode(system="light", width=width))
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


@pytest.mark.filterwarnings("ignore:'sphinx_book_theme")  # its own use of what Sphinx deprecates
@pytest.mark.parametrize("other", [each for each in CHECKED if each != "furo"])
def test_a_whole_website_has_its_metadata_and_the_footer_of_its_theme(site: Callable[..., Site], other: str) -> None:
    made = site({"index.md": "# CV\n\nWords about a person.\n\n```{bibliography}\n:by: year\n```\n"}, html_theme=other)
    for name, heading in (("index", "CV"), ("publications/one", "First LLM paper"), ("404", "Page not found")):
        page = made.page(name)
        assert len(page.find_all("meta", attrs={"name": "description"})) == (name != "404"), name
        assert not page.select(".cv-foot")
        assert any(each.get_text().startswith(heading) for each in page.select("[role=main] h1"))
