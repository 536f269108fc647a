"""The example CV in a real browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import CONF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from conftest import Site
    from playwright.sync_api import Browser, Page

PAGES = ["index.html", "sections/publications.html"]
#: Each kind of page there is.
KINDS = [*PAGES, "sections/industry.html", "sections/topics.html", "sections/coauthors.html", "sections/software.html", "cv.html",
         "publications/fre2026tidesketch2.html", "search.html?q=sketch", "404.html"]  # fmt: skip


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[320, 390, 768, 1280])
def page(browser: Browser, scheme: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_asks_nothing_of_other_hosts_and_says_nothing_to_the_console(page: Page, url: str, name: str) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{url}/{name}")
    page.wait_for_load_state("networkidle")
    assert asked
    assert [each for each in asked if not each.startswith(f"{url}/")] == []
    assert said == []


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
def test_no_page_scrolls_sideways(browser: Browser, url: str, name: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{url}/{name}")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.close()
    assert wide == 0


def test_links_of_a_paper_stand_on_one_line_on_a_phone(browser: Browser, url: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(f"{url}/sections/publications.html")
    heights = page.eval_on_selector_all(".cv-links", "lines => lines.map(line => line.getBoundingClientRect().height)")
    page.close()
    assert len(heights) == 36
    assert all(height < 30 for height in heights)


def test_a_long_list_of_authors_unfolds_by_keyboard_and_is_whole_in_print(browser: Browser, url: str) -> None:
    context = browser.new_context(java_script_enabled=False)  # which it needs none of
    page = context.new_page()
    page.goto(f"{url}/sections/publications.html")
    authors = page.locator("#haukea2023census .cv-authors")
    folded = "Kai Haukea, Ana-Lucía Peña, Çağla Şimşek, Žofie Dvořáková, Håkon Ødegård, Ada Example"
    whole = (
        "Kai Haukea, Ana-Lucía Peña, Çağla Şimşek, Žofie Dvořáková, Håkon Ødegård, Đạt Trần, Sól Eiríksdóttir, Iris Castellane, "
        "Devika Iyer-Holt, Ines Abernathy, Ada Example, Salma Haddad, Anca Petrescu-Vale, and Tjitske van der Berg"
    )
    assert authors.inner_text() == folded
    page.locator("#haukea2023census .cv-unfold").focus()
    page.keyboard.press("Space")
    assert authors.inner_text() == whole
    page.keyboard.press("Space")
    assert authors.inner_text() == folded
    page.emulate_media(media="print")
    assert authors.inner_text() == whole
    assert not page.locator("#haukea2023census .cv-unfold").is_visible()
    context.close()


def test_a_page_prints_in_light_without_menus_and_with_addresses(browser: Browser, url: str) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(f"{url}/index.html")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.cv-award')).color") == "rgb(122, 75, 0)"
    for hidden in (".sidebar-drawer", ".mobile-header", ".cv-pdfs", "a.cv-bibtex >> nth=0"):
        assert not page.locator(hidden).is_visible()
    shown = page.eval_on_selector(".cv-profiles a", "link => getComputedStyle(link, '::after').content")
    context.close()
    assert shown == '" https://example.org/ada"'


def test_colours_follow_the_readers_scheme(page: Page, url: str, scheme: str) -> None:
    page.goto(f"{url}/index.html")
    background = page.evaluate("getComputedStyle(document.body).backgroundColor")
    accent = page.evaluate("getComputedStyle(document.querySelector('a.cv-title')).color")
    assert (background, accent) == {
        "light": ("rgb(255, 255, 255)", "rgb(27, 85, 131)"), "dark": ("rgb(19, 20, 22)", "rgb(143, 193, 234)"),
    }[scheme]  # fmt: skip


ACCENTS = {"light": "rgb(27, 85, 131)", "dark": "rgb(143, 193, 234)"}
ACCENT = "getComputedStyle(document.querySelector('a.cv-title')).color"


@pytest.mark.parametrize("system", ["light", "dark"])
@pytest.mark.parametrize("choice", ["auto", "light", "dark"])
def test_colours_follow_the_readers_choice_before_the_system_and_paper_is_light(
    browser: Browser, url: str, system: str, choice: str
) -> None:
    context = browser.new_context(color_scheme=system)  # type: ignore[arg-type]
    page = context.new_page()
    page.add_init_script(f"localStorage.setItem('theme', '{choice}')")
    page.goto(f"{url}/index.html")
    accent, fields = page.evaluate(ACCENT), page.evaluate("getComputedStyle(document.body).colorScheme")
    page.emulate_media(media="print")
    colours = "getComputedStyle(document.querySelector('.cv-award')).color"
    chart = "getComputedStyle(document.querySelector('rect.cv-chart-1')).fill"
    printed = page.evaluate(colours), page.evaluate(chart)
    context.close()
    assert accent == ACCENTS[system if choice == "auto" else choice]
    assert fields == ("light dark" if choice == "auto" else choice)  # of checkboxes and scroll bars
    assert printed == ("rgb(122, 75, 0)", ACCENTS["light"])


@pytest.mark.parametrize("scripts", [True, False])
def test_an_owner_sets_the_accents_by_one_line_each(
    site: Callable[..., Site], browser: Browser, scheme: str, scripts: bool
) -> None:
    style = ":root { --cv-accent-light: #010203; --cv-accent-dark: #fafbfc; }\n"
    conf = CONF + 'html_static_path = ["_static"]\nhtml_css_files = ["custom.css"]\n'
    made = site({"conf.py": conf, "_static/custom.css": style, "index.md": "# CV\n\n```{bibliography}\n```\n"})
    context = browser.new_context(color_scheme=scheme, java_script_enabled=scripts)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto((made.out / "index.html").as_uri())
    assert page.evaluate(ACCENT) == {"light": "rgb(1, 2, 3)", "dark": "rgb(250, 251, 252)"}[scheme]
    context.close()


def test_in_a_light_theme_colours_are_light(site: Callable[..., Site], browser: Browser, scheme: str) -> None:
    made = site({"index.md": "# CV\n\n```{chart} years\n```\n"}, html_theme="alabaster")
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto((made.out / "index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.querySelector('rect.cv-chart-1')).fill") == ACCENTS["light"]
    context.close()


def test_dates_stand_beside_rows_where_there_is_room_and_above_them_on_a_phone(page: Page, url: str) -> None:
    page.goto(f"{url}/sections/industry.html")
    date, head = (page.locator(f".cv-row .{name}").first.bounding_box() for name in ("cv-date", "cv-head"))
    assert date is not None
    assert head is not None
    beside = page.viewport_size is not None and page.viewport_size["width"] >= 640
    assert (abs(date["y"] - head["y"]) < 2) is beside
    assert (date["x"] == head["x"]) is not beside


def test_the_search_page_finds_a_paper_and_a_person(browser: Browser, url: str) -> None:
    page = browser.new_page()
    for query, expected in (("half a bit", "Half a bit for each key"), ("Oyelaran", "Publications")):
        page.goto(f"{url}/search.html?q={query}")
        page.wait_for_selector("ul.search li a")
        assert any(expected in title for title in page.locator("ul.search li a").all_inner_texts())
    page.close()


def test_a_found_paper_is_led_to(browser: Browser, url: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{url}/search.html?q=sorting+clock")
    page.locator("ul.search li a", has_text="Sorting without a clock").first.click()
    page.wait_for_function("Math.abs(document.getElementById('yun2026clocks').getBoundingClientRect().top) < 200")
    page.close()


def test_without_scripts_the_whole_list_is_there(browser: Browser, url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{url}/sections/publications.html")
    assert page.locator("ul.cv-publications > li:visible").count() == 36
    context.close()


def test_an_address_of_a_paper_leads_to_it(browser: Browser, url: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{url}/sections/publications.html#yun2026clocks")
    page.wait_for_function("Math.abs(document.getElementById('yun2026clocks').getBoundingClientRect().top) < 200")
    page.close()
