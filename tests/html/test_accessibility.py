"""The example CV for every reader: with a screen reader, by keyboard, in each theme and width, without scripts.

A new kind of page is a line of PAGES; what a reader can do to a page is a line of STATES.
"""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT, npm_file
from jinja2 import Environment, FileSystemLoader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Site
    from playwright.sync_api import Browser, Page, Response, Route

#: Each kind of page: its URL.
PAGES = {
    "front": "index.html",
    "section": "sections/industry.html",
    "rows": "sections/talks.html",
    "publications": "sections/publications.html",
    "topics": "sections/topics.html",
    "co-authors": "sections/coauthors.html",
    "paper": "publications/fre2026tidesketch2.html",
    "cv": "cv.html",
    "search": "search.html?q=sketch",
    "not-found": "404.html",
}


@dataclass(frozen=True, kw_only=True)
class Form:
    """How a page is read."""

    width: int = 1280
    scheme: str = "light"
    forced: str = "none"
    motion: str = "no-preference"
    scripts: bool = True

    def __str__(self) -> str:
        marks = [str(self.width), self.scheme]
        marks += ["forced-colours"] * (self.forced == "active") + ["reduced-motion"] * (self.motion == "reduce")
        return "-".join(marks + ["no-scripts"] * (not self.scripts))


PLAIN = [Form(width=width, scheme=scheme) for width in (1280, 390) for scheme in ("light", "dark")]
FORMS = [
    *PLAIN,
    Form(width=1440),
    Form(forced="active", scheme="dark"),
    Form(motion="reduce"),
    Form(scripts=False),
    Form(width=390, scripts=False),
]  # fmt: skip  (from 1312 pixels up, the contents of a page stand beside it)


def open_menu(page: Page) -> None:
    page.locator("#__navigation").focus()
    page.keyboard.press("Space")
    page.wait_for_function("document.querySelector('.sidebar-drawer').getBoundingClientRect().left >= 0")


def open_contents(page: Page) -> None:
    page.locator("#__toc").focus()
    page.keyboard.press("Space")
    page.wait_for_function(
        "document.querySelector('.toc-drawer').getBoundingClientRect().right <= document.documentElement.clientWidth"
    )


def show_top(page: Page) -> None:
    """Scroll down and up again, on which the theme offers a way back to the top."""
    page.mouse.wheel(0, 1500)
    page.wait_for_function("scrollY > 300")
    page.mouse.wheel(0, -200)
    page.wait_for_function("document.documentElement.classList.contains('show-back-to-top')")


def filtered(query: str, then: Callable[[Page], None] = lambda page: None) -> Callable[[Page], None]:
    """Go to the list as filtered by an address, and do something to it."""

    def act(page: Page) -> None:
        page.goto(page.url + query)
        page.wait_for_function("document.querySelector('.cv-filter [role=status]').textContent")
        then(page)

    return act


def open_facet(name: str) -> Callable[[Page], None]:
    return lambda page: page.locator(".cv-menu", has_text=name).click()


def open_bibtex(page: Page) -> None:
    page.locator("#fre2026tidesketch2 a.cv-bibtex").click()
    page.locator(".cv-bibtex-box button").click()


def unfold(page: Page) -> None:
    page.locator("#haukea2023census .cv-unfold").focus()
    page.keyboard.press("Space")


def open_table(page: Page) -> None:
    page.locator(".cv-chart summary").click()


#: What a reader can do to a page: the page, the width, and how it is done.
STATES: dict[str, tuple[str, int, Callable[[Page], None]]] = {
    "menu-open": ("front", 390, open_menu),
    "contents-open": ("publications", 390, open_contents),
    "back-to-top": ("publications", 1280, show_top),
    **{f"facet-{name.lower()}": ("publications", width, filtered("?venue=ICCA&award=any", open_facet(name)))
       for name, width in zip(("Year", "Venue", "Topic", "Kind", "Award", "Role"), (1280, 390) * 3, strict=True)},
    **{f"{name}-{width}": ("publications", width, filtered(query)) for width in (1280, 390) for name, query in {
        "filtered": "?venue=ICCA&topic=streaming+algorithms&author=Noémie+Fré", "typed": "?q=sketch", "nothing-found": "?venue=WCD&q=kelp",
        "not-understood": "?venue=XYZ", "led-to": "?venue=WCD#fre2026tidesketch2"}.items()},
    "bibtex-open": ("publications", 1280, open_bibtex),
    "bibtex-open-390": ("publications", 390, open_bibtex),
    "authors-unfolded": ("publications", 390, unfold),
    "chart-as-table": ("front", 1280, open_table),
    "timeline-as-table": ("cv", 390, open_table),
}  # fmt: skip

AXE = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"],
    runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}});
  return found.violations.flatMap((rule) => rule.nodes.map((node) =>
    rule.id + ": " + node.target.join(" ") + ": " + node.any.concat(node.all, node.none).map((one) => one.message).join("; ")));
}"""
FOCUSABLE = """(part) => {
  const all = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex], audio, video");
  const seen = {visibilityProperty: true, contentVisibilityAuto: false};
  window.reached = [...all].filter((one) => one.checkVisibility(seen) && !one.disabled && one.tabIndex >= 0 && one.type != "hidden");
  return window.reached.map((one) => ({html: one.outerHTML.slice(0, 90), part: Boolean(one.closest(part))}));
}"""
FOCUSED = """() => {
  const one = document.activeElement;
  if (!window.reached.includes(one)) return null;
  const shown = (element) => {
    const style = getComputedStyle(element);
    if (element instanceof SVGRectElement) return style.stroke != "none" && parseFloat(style.strokeWidth) >= 2;
    return element.getClientRects().length && style.opacity != "0" && style.outlineStyle != "none" && parseFloat(style.outlineWidth) >= 1 && !/, 0\\)$|^transparent$/.test(style.outlineColor);
  };
  // a checkbox that is seen as the label drawn for it, a field as the box around it, a bar of a chart as its outline
  const marked = [one, ...(one.labels || []), one.closest("form"), one.closest("svg") && one.querySelector("rect")].filter(Boolean).find(shown);
  const boxes = [...(marked || one).getClientRects()];
  const clear = boxes.some((box) => {
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    return top && [marked, one].some((part) => part && (top.contains(part) || part.contains(top)));
  });
  return {index: window.reached.indexOf(one), marked: Boolean(marked), clear};
}"""
SHIFTS = """window.shifts = [];
new PerformanceObserver((list) => list.getEntries().forEach((one) => one.hadRecentInput || window.shifts.push(
  [one.value, ...one.sources.map((source) => source.node && (source.node.className || source.node.nodeName))])))
  .observe({type: "layout-shift", buffered: true});"""


@pytest.fixture(scope="module")
def reader(browser: Browser, url: str) -> Iterator[Callable[..., Page]]:
    """Opens a page in a form; a form has one window for all its pages."""
    windows: dict[Form, Page] = {}

    def read(name: str, form: Form) -> Page:
        if form not in windows:
            context = browser.new_context(
                viewport={"width": form.width, "height": 844 if form.width < 500 else 800},
                color_scheme=form.scheme,  # type: ignore[arg-type]
                forced_colors=form.forced,  # type: ignore[arg-type]
                reduced_motion=form.motion,  # type: ignore[arg-type]
            )
            windows[form] = context.new_page()
            windows[form].set_default_timeout(10_000)
            if not form.scripts:
                windows[form].route("**/*", without_scripts)
        page = windows[form]
        page.goto(f"{url}/{PAGES[name]}")
        wait(page, name, form)
        return page

    yield read
    for page in windows.values():
        page.context.close()


def without_scripts(route: Route) -> None:
    """The page as a browser without scripts has it; axe itself needs one, so they are taken out of the page instead."""
    if route.request.resource_type != "document":
        return route.continue_()
    answer = route.fetch()
    soup = BeautifulSoup(answer.body(), "html.parser")
    for script in soup("script"):
        script.decompose()
    for instead in soup("noscript"):
        instead.unwrap()
    return route.fulfill(response=answer, body=str(soup))


def wait(page: Page, name: str, form: Form) -> None:
    """Until the page is as it will stay: the search page goes on to fetch what it has found."""
    page.wait_for_load_state("networkidle" if name == "search" and form.scripts else "load")


def violations(page: Page) -> list[str]:
    page.evaluate(npm_file("axe-core/axe.min.js").read_text("utf-8"))
    return page.evaluate(AXE)  # type: ignore[no-any-return]


@pytest.mark.parametrize("form", FORMS, ids=str)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_no_violation_of_wcag(reader: Callable[..., Page], name: str, form: Form) -> None:
    assert violations(reader(name, form)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_no_violation_in_what_readers_do(reader: Callable[..., Page], state: str, scheme: str) -> None:
    name, width, act = STATES[state]
    page = reader(name, Form(width=width, scheme=scheme, motion="reduce"))
    act(page)
    assert violations(page) == []


def test_axe_sees_a_fault(reader: Callable[..., Page]) -> None:
    page = reader("front", Form())
    page.evaluate("document.querySelector('article').append(document.createElement('button'))")
    assert [line.split(": ")[:2] for line in violations(page)] == [["button-name", "#furo-main-content > button"]]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", PAGES)
def test_the_keyboard_reaches_everything_in_order_and_is_seen(
    reader: Callable[..., Page], name: str, width: int
) -> None:
    page = reader(name, Form(width=width, motion="reduce"))
    walk(page)


def test_the_keyboard_walks_through_an_open_menu(reader: Callable[..., Page]) -> None:
    page = reader("front", Form(width=390, motion="reduce"))
    open_menu(page)
    walk(page, ".sidebar-drawer")


def walk(page: Page, seen_in: str = "body") -> None:
    """Tab from where the focus is to the last element and out of the page; what an open menu covers is not seen."""
    elements = page.evaluate(FOCUSABLE, seen_in)
    assert sum(element["part"] for element in elements) > 3
    before = page.evaluate(FOCUSED)
    start = before["index"] + 1 if before else 0
    for index, element in enumerate(elements[start:], start):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        assert found["index"] == index, element
        assert not element["part"] or found == {"index": index, "marked": True, "clear": True}, element
    page.keyboard.press("Tab")
    after = page.evaluate(FOCUSED)
    assert after is None or after["index"] == 0  # out of the page, or round to its beginning: nothing holds the focus


@pytest.mark.parametrize("name", PAGES)
def test_nothing_moves_for_readers_who_want_no_motion(reader: Callable[..., Page], name: str) -> None:
    page = reader(name, Form(motion="reduce"))
    assert (
        page.evaluate("""[...document.querySelectorAll("*")].filter((one) => {
      const style = getComputedStyle(one);
      return /[1-9]/.test(style.transitionDuration + style.animationDuration) || style.scrollBehavior == "smooth";
    }).map((one) => one.className || one.nodeName)""")
        == []
    )


@pytest.mark.parametrize("form", PLAIN, ids=str)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_quiet_light_and_still(browser: Browser, url: str, screens: Path, name: str, form: Form) -> None:
    """Nothing in the console, nothing from other hosts, at most 130 KB and 12 requests, and nothing moves when it loads."""
    context = browser.new_context(viewport={"width": form.width, "height": 844}, color_scheme=form.scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.add_init_script(SHIFTS)
    said: list[str] = []
    answers: list[Response] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108  (Playwright takes no built-in method)
    page.goto(f"{url}/{PAGES[name]}")
    page.wait_for_load_state("networkidle")
    page.screenshot(path=screens / f"{name}-{form}.png")
    assert said == []
    assert [answer.url for answer in answers if not answer.url.startswith((f"{url}/", "data:"))] == []
    assert page.evaluate("window.shifts") == []
    if name != "search":  # which fetches the index and what it has found
        weights = {one.url: len(gzip.compress(one.body(), 6)) for one in answers if one.url.startswith(url)}
        assert len(weights) <= 12, sorted(weights)
        assert sum(weights.values()) <= 130_000, weights
    context.close()


@pytest.fixture(scope="module")
def screens() -> Iterator[Path]:
    """_build/screens: each page in each form, and one page to look through them."""
    folder = ROOT / "_build/screens"
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    yield folder
    template = Environment(loader=FileSystemLoader(ROOT / "tests/html"), autoescape=True).get_template("screens.html")
    made = {path.name for path in folder.iterdir()}
    rows = [
        (name, [(str(form), f"{name}-{form}.png") for form in PLAIN if f"{name}-{form}.png" in made]) for name in PAGES
    ]
    (folder / "index.html").write_text(template.render(rows=rows), "utf-8")


def test_each_kind_of_page_is_in_the_table(example: Site) -> None:
    folders = {
        path.relative_to(example.out).parent for path in example.out.rglob("*.html") if "_static" not in path.parts
    }
    assert folders == {(example.out / name).relative_to(example.out).parent for name in PAGES.values()}
