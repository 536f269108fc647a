"""The filter bar and BibTeX in place, in a real browser: what a reader sees and hears, and where Back leads."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from conftest import EXAMPLE, Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page, Route

LIST = "sections/publications.html"
SHOWN = "ul.cv-publications > li:visible"
WIDTHS = [320, 390, 768, 1280]
#: The papers with an award, of their own entries and of rows.
AWARDED = ["zielinski2025mossindex", "example2020tidesketch", "example2019stream", "example2016listening"]


@pytest.fixture
def said() -> list[str]:
    """The first line of all that a page says to the console; a test takes out what it expects."""
    return []


@pytest.fixture
def page(browser: Browser, url: str, said: list[str]) -> Iterator[Page]:
    """A page that fails the test when a script does, or says anything to the console."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, base_url=f"{url}/")
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text.partition("\n")[0]))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []


def keys(page: Page) -> list[str]:
    """The papers that are shown, in the order of the page."""
    found: list[str] = page.eval_on_selector_all(
        "ul.cv-publications > li", "items => items.filter(item => item.checkVisibility()).map(item => item.id)"
    )
    return found


def years(page: Page) -> list[str]:
    """The headings that are shown, each with its number."""
    found: list[str] = page.eval_on_selector_all(
        "h2", "all => all.filter(each => each.checkVisibility()).map(each => each.innerText.replace('¶', '').trim())"
    )
    return found


def query(page: Page) -> str:
    return str(page.evaluate("location.search"))


def count(page: Page) -> str:
    return page.locator(".cv-shown").inner_text()


def menu(page: Page, name: str) -> Any:
    return page.get_by_role("button", name=re.compile(f"^{name}( \\d+ chosen)?$"))


def choices(page: Page) -> dict[str, int]:
    """What the open menu offers, with the counts beside it."""
    texts = page.locator("fieldset:visible label").all_inner_texts()
    return {name: int(number) for name, number in (" ".join(text.split()).rsplit(" ", 1) for text in texts)}


def choose(page: Page, name: str, *values: str) -> None:
    if menu(page, name).get_attribute("aria-expanded") == "false":
        menu(page, name).click()
    for value in values:
        page.locator("fieldset:visible label", has_text=value).first.click()


def box(page: Page) -> Any:
    return page.get_by_role("searchbox", name="Filter publications")


@pytest.mark.parametrize(
    ("text", "number", "among"),
    [
        ("fre", 4, "okonkwo2022lamps"), ("FRÉ", 4, "okonkwo2022lamps"), ("recurs", 1, "brightwater2015beginners"),
        ("de sa", 2, "desa2023noise"), ("tide sketch 2", 1, "fre2026tidesketch2"), ("tidesketch-2", 1, "fre2026tidesketch2"),
        ("tidesketch2", 1, "fre2026tidesketch2"), ("moss index", 1, "zielinski2025mossindex"), ("32 kb", 1, "example2016listening"),
        ("icca 2025", 1, "zielinski2025mossindex"), ("SOSN2023", 1, "desa2023noise"), ("sorensen", 5, "berg2021bounds"),
        ("Sørensen", 5, "berg2021bounds"), ("quill jonas", 3, "quill2024streaming"), ("nguye\u0302\u0303n", 2, "nguyen2024shared"),
        ("handbook of compact", 1, "example2022counters"), ("privac", 4, "example2021ethics"), ("best paper", 1, "example2020tidesketch"),
        ("ten year", 1, "example2016listening"), ("jonas a. quill", 3, "quill2024streaming"), ("...", 36, "yun2026clocks"),
        ("  ", 36, "yun2026clocks"), ("zzz", 0, ""),
    ],
)  # fmt: skip
def test_all_words_are_looked_for_by_their_beginnings(page: Page, text: str, number: int, among: str) -> None:
    page.goto(LIST)
    box(page).fill(text)
    found = keys(page)
    assert len(found) == number
    assert among in [*found, ""]
    assert count(page) == ("36 publications" if number == 36 else f"{number} of 36 publications")


def test_a_facet_widens_and_several_narrow(page: Page) -> None:
    page.goto(LIST)
    choose(page, "Venue", "ICCA")
    assert len(keys(page)) == 5
    choose(page, "Venue", "SOSN")
    assert len(keys(page)) == 10
    assert query(page) == "?venue=ICCA&venue=SOSN"
    choose(page, "Award", "Any award")
    assert keys(page) == ["zielinski2025mossindex", "example2020tidesketch", "example2016listening"]
    assert query(page) == "?venue=ICCA&venue=SOSN&award=any"
    assert count(page) == "3 of 36 publications"
    assert years(page) == ["2025 (1)", "2020 (1)", "2016 (1)"]
    assert menu(page, "Venue").inner_text().split() == ["Venue", "2", "chosen"]
    choose(page, "Venue", "ICCA")
    assert keys(page) == ["example2016listening"]


def test_counts_are_what_a_choice_would_leave(page: Page) -> None:
    page.goto(LIST)
    menu(page, "Venue").click()
    assert choices(page) == {
        "ICCA": 5, "Journal of Tiny Structures": 5, "SOSN": 5, "Transactions on Coastal Computing": 4,
        "Handbook of Compact Computing": 1, "Letters on Streams": 1, "Meeting on Computing Education": 1, "Memory 2.0": 1, "WCD": 1,
    }  # fmt: skip
    choose(page, "Venue", "ICCA")
    assert choices(page)["SOSN"] == 5  # which it would add
    menu(page, "Award").click()
    assert choices(page) == {
        "Any award": 2, "Best Paper Award, ICCA 2020": 1, "Distinguished Paper": 1,
        "Doctoral Dissertation Prize, Westmere Institute of Technology": 0, "Ten-Year Award": 0,
    }  # fmt: skip
    choose(page, "Award", "Any award")
    menu(page, "Year").click()
    assert {year: number for year, number in choices(page).items() if number} == {"2025": 1, "2020": 1}
    # each count is what the choice then shows
    page.goto(f"{LIST}?venue=SOSN")
    menu(page, "Topic").click()
    for topic, number in choices(page).items():
        page.locator("fieldset:visible label", has_text=re.compile(f"^{topic}")).click()
        assert count(page) == f"{number} of 36 publications"
        page.locator("fieldset:visible label", has_text=re.compile(f"^{topic}")).click()


def test_years_are_offered_newest_first_and_roles_in_words(page: Page) -> None:
    page.goto(LIST)
    menu(page, "Year").click()
    assert list(choices(page)) == ["Forthcoming", *(str(year) for year in range(2026, 2014, -1))]
    menu(page, "Role").click()
    assert page.locator("fieldset:visible").count() == 1
    assert list(choices(page)) == ["First author", "Equal contribution", "Last author", "Neither first nor last"]
    assert sum(choices(page).values()) == 33  # all but two of editors and one of a consortium


def test_an_address_says_what_is_shown(page: Page) -> None:
    page.goto(f"{LIST}?venue=icca&award=any&q=river")
    assert keys(page) == ["example2020tidesketch"]
    assert box(page).input_value() == "river"
    page.goto(f"{LIST}?award=any")
    assert keys(page) == AWARDED
    page.goto(f"{LIST}?author=Iris+Castellane&year=2023")
    assert keys(page) == ["haukea2023census", "castellane2023replay"]
    assert menu(page, "Author").count() == 0
    page.get_by_role("button", name="Remove author: Iris Castellane").click()
    assert query(page) == "?year=2023"
    assert len(keys(page)) == 4
    assert page.evaluate("document.activeElement.textContent") == "2023"


def test_a_person_is_found_under_each_spelling(page: Page) -> None:
    page.goto(f"{LIST}?author=Jonas+A.+Quill")
    assert keys(page) == ["tidesketch2024", "quill2024streaming", "example2020tidesketch"]


def test_pages_of_papers_and_of_coauthors_lead_to_the_list_of_a_person(page: Page) -> None:
    page.goto("publications/haukea2023census.html")
    page.get_by_role("link", name="Iris Castellane", exact=True).click()
    page.wait_for_url("**?author=Iris+Castellane**")
    together = keys(page)
    page.goto("sections/coauthors.html")
    row = page.get_by_role("row", name=re.compile("^Iris Castellane "))
    assert row.get_by_role("cell").nth(1).inner_text() == str(len(together))
    page.get_by_role("link", name="Iris Castellane", exact=True).click()
    page.wait_for_url("**?author=Iris+Castellane**")
    assert keys(page) == together


def walk_back(page: Page, times: int) -> list[tuple[str, int, str]]:
    """Where Back leads, step by step: the query, the number of papers, and the text in the box."""
    seen = []
    for _ in range(times):
        page.go_back()
        seen.append((query(page), len(keys(page)), box(page).input_value()))
    return seen


def test_back_and_forward_walk_the_choices(page: Page) -> None:
    page.goto(LIST)
    choose(page, "Venue", "ICCA", "SOSN")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Remove venue: ICCA").click()
    page.get_by_role("button", name="Clear all").click()
    assert walk_back(page, 4) == [
        ("?venue=SOSN", 5, ""),
        ("?venue=ICCA&venue=SOSN", 10, ""),
        ("?venue=ICCA", 5, ""),
        ("", 36, ""),
    ]
    page.go_forward()
    assert (query(page), len(keys(page))) == ("?venue=ICCA", 5)


def test_typing_is_no_step_of_the_history(page: Page) -> None:
    page.goto("index.html")
    page.goto(LIST)
    entries = page.evaluate("history.length")
    box(page).click()
    for word in ("har", "bor", " zz"):
        page.keyboard.type(word, delay=20)
        page.wait_for_function(
            "location.search.endsWith(encodeURIComponent(document.activeElement.value).replace('%20', '+'))"
        )
    page.keyboard.press("Escape")
    page.wait_for_function("!location.search")
    page.keyboard.type("kelp")
    page.keyboard.press("Tab")  # which leaves the box
    assert (query(page), page.evaluate("history.length")) == ("?q=kelp", entries)
    page.go_back()
    assert page.url.endswith("/index.html")
    page.go_forward()
    assert (query(page), box(page).input_value()) == ("?q=kelp", "kelp")


def test_what_was_typed_belongs_to_the_choice_before_it(page: Page) -> None:
    page.goto(LIST)
    choose(page, "Venue", "ICCA", "SOSN")
    box(page).click()
    page.keyboard.type("harbor")
    page.wait_for_function("location.search.endsWith('q=harbor')")
    page.evaluate("document.querySelector('#cv-menu-award input').click()")  # at once, without leaving the box
    assert query(page) == "?venue=ICCA&venue=SOSN&award=any&q=harbor"
    box(page).fill("harbor z")
    page.evaluate("document.querySelector('#cv-menu-role input').click()")
    assert walk_back(page, 4) == [
        ("?venue=ICCA&venue=SOSN&award=any&q=harbor+z", 0, "harbor z"), ("?venue=ICCA&venue=SOSN&q=harbor", 1, "harbor"),
        ("?venue=ICCA", 5, ""), ("", 36, ""),
    ]  # fmt: skip


def test_what_is_typed_is_stored_when_the_page_is_left_at_once(page: Page) -> None:
    page.goto("index.html")
    page.goto(LIST)
    box(page).fill("kelp")
    page.evaluate("location.href = '../cv.html'")
    page.wait_for_url("**/cv.html")
    page.go_back()
    assert (query(page), box(page).input_value()) == ("?q=kelp", "kelp")
    box(page).fill("harbor")
    page.go_back()
    assert page.url.endswith("/index.html")
    page.go_forward()
    assert (query(page), box(page).input_value()) == ("?q=harbor", "harbor")


def test_what_is_typed_is_in_the_address_also_when_the_box_is_left_at_once(page: Page) -> None:
    page.goto(LIST)
    box(page).fill("kelp")
    page.keyboard.press("Tab")
    assert query(page) == "?q=kelp"


def test_other_parameters_and_the_hash_stay(page: Page) -> None:
    page.goto(f"{LIST}?utm_source=a%20b&venue=ICCA&fbclid=x#year-2020")
    assert len(keys(page)) == 5
    choose(page, "Award", "Any award")
    assert (
        page.evaluate("location.search + location.hash") == "?utm_source=a%20b&fbclid=x&venue=ICCA&award=any#year-2020"
    )
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Clear all").click()
    assert page.evaluate("location.search + location.hash") == "?utm_source=a%20b&fbclid=x#year-2020"
    page.goto(f"{LIST}?highlight=river&venue=ICCA")  # which Sphinx takes out of the address
    choose(page, "Award", "Any award")
    assert query(page) == "?venue=ICCA&award=any"
    assert count(page) == "2 of 36 publications"


@pytest.mark.parametrize(
    ("address_", "message"),
    [
        ("?venue=XYZ", "There is no venue “XYZ” here; all 36 publications are shown."),
        ("?venue=ICCA&year=1066&q=kelp", "There is no year “1066” here; all 36 publications are shown."),
        ("?topic=%3Cimg%20src=x%20onerror=alert(1)%3E",
         "There is no topic “<img src=x onerror=alert(1)>” here; all 36 publications are shown."),
        ("?q=%E0%A4%A", "The filter “q” in the address is broken; all 36 publications are shown."),
        ("?author=%", "The filter “author” in the address is broken; all 36 publications are shown."),
        (f"?kind={'x' * 5000}", f"There is no kind “{'x' * 60}…” here; all 36 publications are shown."),
        ("?venu=ICCA", "There is no filter “venu” here; all 36 publications are shown."),
        ("?constructor=1", "There is no filter “constructor” here; all 36 publications are shown."),
        ("?author=__proto__", "There is no author “__proto__” here; all 36 publications are shown."),
    ],
)  # fmt: skip
def test_an_address_that_is_not_understood_shows_all_and_says_so(
    page: Page, said: list[str], address_: str, message: str
) -> None:
    page.goto(LIST + address_)
    assert len(keys(page)) == 36
    assert count(page) == message
    page.wait_for_function("document.querySelector('.cv-filter [role=status]').textContent")
    assert page.get_by_role("status").text_content() == message
    assert page.locator(".cv-filter img").count() == 0
    choose(page, "Venue", "ICCA")
    assert (count(page), query(page)) == ("5 of 36 publications", "?venue=ICCA")
    if "broken" in message:
        name = address_[1:].partition("=")[0]
        assert said == [f"sphinx_cv: the parameter {name} of the URL cannot be decoded URIError: URI malformed"]
        said.clear()


@pytest.mark.parametrize("address_", ["?venue=", "?q=", "?&&", "?utm_source=%E0%A4%A"])
def test_what_asks_for_nothing_is_passed_over(page: Page, address_: str) -> None:
    page.goto(LIST + address_)
    assert (len(keys(page)), count(page)) == (36, "36 publications")


def test_the_count_is_said_once_when_typing_has_paused(page: Page) -> None:
    page.goto(LIST)
    status = page.get_by_role("status")
    page.wait_for_function("document.querySelector('.cv-filter [role=status]').textContent === '36 publications'")
    page.evaluate("""() => {
      globalThis.said = [];
      new MutationObserver(() => said.push(document.querySelector(".cv-filter [role=status]").textContent))
        .observe(document.querySelector(".cv-filter [role=status]"), {childList: true});
    }""")
    box(page).focus()
    page.keyboard.type("sketch", delay=10)
    assert count(page) == "4 of 36 publications"
    page.wait_for_function("said.length")
    assert page.evaluate("said") == ["4 of 36 publications"]
    assert status.get_attribute("aria-live") in {None, "polite"}  # a status is polite


def test_slash_goes_to_the_box_and_escape_clears_it(page: Page) -> None:
    page.goto(LIST)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "cv-filter-text"
    page.keyboard.type("tide/2")
    assert box(page).input_value() == "tide/2"
    page.keyboard.press("Escape")
    assert (box(page).input_value(), len(keys(page))) == ("", 36)
    page.locator(".sidebar-search").focus()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.className") == "sidebar-search"
    page.locator("h1").click()
    page.keyboard.press("Control+/")
    assert page.evaluate("document.activeElement.id") != "cv-filter-text"


def test_menus_are_operated_by_the_keyboard(page: Page) -> None:
    page.goto(LIST)
    page.keyboard.press("/")
    page.keyboard.type("counting")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert menu(page, "Venue").get_attribute("aria-expanded") == "true"
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.get_by_role("group", name="Venue").get_by_role("checkbox").first.is_checked()
    assert query(page) == "?venue=ICCA&q=counting"
    page.keyboard.press("Escape")  # the menu first
    assert menu(page, "Venue").get_attribute("aria-expanded") == "false"
    assert page.evaluate("document.activeElement.textContent").startswith("Venue")
    assert box(page).input_value() == "counting"
    box(page).focus()
    page.keyboard.press("Escape")  # then the text; the choice stays
    assert (box(page).input_value(), len(keys(page))) == ("", 5)


def test_one_menu_is_open_and_closes_when_it_is_left(page: Page) -> None:
    page.goto(LIST)
    menu(page, "Year").click()
    menu(page, "Topic").click()
    assert page.locator("fieldset:visible").count() == 1
    page.locator("h1").click()
    assert page.locator("fieldset:visible").count() == 0
    menu(page, "Role").click()
    for _ in range(5):
        page.keyboard.press("Tab")
    assert page.locator("fieldset:visible").count() == 0  # and hides nothing that has the focus


def test_clear_all_brings_the_whole_page_back(page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})  # where the table of contents stands beside the page
    page.goto(LIST)
    before = keys(page), years(page), page.locator(".toc-tree").inner_text()
    choose(page, "Year", "2026", "2025")
    assert page.locator(".toc-tree li li:visible").all_inner_texts() == ["2026 (3)", "2025 (4)"]
    choose(page, "Venue", "ICCA")
    assert page.locator(".toc-tree li li:visible").all_inner_texts() == ["2026 (1)", "2025 (1)"]
    box(page).fill("counting")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Clear all").click()
    assert (keys(page), years(page), page.locator(".toc-tree").inner_text()) == before
    assert query(page) == ""
    assert page.evaluate("document.activeElement.id") == "cv-filter-text"
    assert page.get_by_role("button", name="Clear all").count() == 0


def test_nothing_found_is_said(page: Page) -> None:
    page.goto(f"{LIST}?venue=WCD&q=kelp")
    assert years(page) == []
    assert page.locator(".cv-empty").inner_text() == "No publication has all of that: take something out, or clear all."
    assert page.locator(".cv-legend:visible").count() == 0


def test_what_an_address_leads_to_is_shown_also_where_the_filter_leaves_it_out(page: Page) -> None:
    page.goto(f"{LIST}?venue=WCD#yun2026clocks")
    assert keys(page) == ["yun2026clocks", "castellane2023replay"]
    assert count(page) == "1 of 36 publications, and the one that the address leads to"
    page.goto(f"{LIST}?venue=Journal+of+Tiny+Structures")
    page.evaluate("location.hash = 'year-2015'")
    page.wait_for_function("document.getElementById('example2015maps').checkVisibility()")
    assert years(page)[-1] == "2015 (2)"
    page.wait_for_function(
        "Math.abs(document.getElementById('year-2015').getBoundingClientRect().bottom) < innerHeight"
    )
    choose(page, "Award", "Any award")
    assert keys(page) == []
    page.go_back()
    assert "#year-2015" in page.url
    assert len(keys(page)) == 5


def test_a_filtered_address_leads_to_its_paper(page: Page) -> None:
    page.goto(f"{LIST}?topic=streaming+algorithms#castellane2023replay")
    assert len(keys(page)) == 16
    page.wait_for_function(
        "Math.abs(document.getElementById('castellane2023replay').getBoundingClientRect().top) < 200"
    )


def test_print_shows_what_is_shown_and_no_bar(page: Page) -> None:
    page.goto(f"{LIST}?venue=ICCA&q=river")
    page.emulate_media(media="print")
    assert keys(page) == ["example2020tidesketch"]
    assert page.locator(".cv-filter :is(input, button):visible").count() == 0
    assert page.locator(".cv-filter").inner_text() == "Shown: 1 of 36 publications; Venue: ICCA; “river”"
    page.goto(LIST)
    assert page.locator(".cv-filter").inner_text() == ""
    assert len(keys(page)) == 36


@pytest.mark.parametrize("width", WIDTHS)
def test_the_bar_moves_nothing(browser: Browser, url: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    tops = []
    for pattern in ("**/nothing.js", "**/cv-filter.js*"):
        page.route(pattern, lambda route: route.abort())
        page.goto(f"{url}/{LIST}")
        page.wait_for_load_state("networkidle")
        tops.append(page.evaluate("document.getElementById('year-2026').getBoundingClientRect().top"))
        page.unroute(pattern)
    page.close()
    assert tops[0] == tops[1]


MOVED = """
  globalThis.moved = [];
  new PerformanceObserver(list => {
    for (const entry of list.getEntries())
      for (const { node } of entry.sources)
        if (!entry.hadRecentInput) moved.push((node?.nodeType === 1 ? node : node?.parentNode)?.className ?? String(node));
  }).observe({type: "layout-shift", buffered: true});
"""
#: What furo moves itself when its script has run.
OF_THE_THEME = {"header-right", "brand", "content-icon-container"}


@pytest.mark.parametrize(
    "name",
    [
        LIST,
        f"{LIST}?venue=ICCA&award=any&author=Iris+Castellane",
        f"{LIST}?venue=XYZ",
        "publications/fre2026tidesketch2.html",
    ],
)
@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_moves_while_it_loads(browser: Browser, url: str, name: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.add_init_script(MOVED)
    page.goto(f"{url}/{name}")
    page.wait_for_load_state("networkidle")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert set(page.evaluate("moved")) <= OF_THE_THEME
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("width", "text"), [*((width, 16) for width in WIDTHS), *((width, 32) for width in WIDTHS[:3])]
)
def test_no_state_scrolls_sideways_and_targets_are_large(
    browser: Browser, url: str, width: int, scheme: Any, text: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page.goto(f"{url}/{LIST}?venue=ICCA&topic=streaming+algorithms&award=any&author=Iris+Castellane&q=state")
    page.add_style_tag(content=f"html {{ font-size: {text}px }}")
    for name in ("Year", "Topic", "Award"):
        menu(page, name).click()
        sizes = page.eval_on_selector_all(".cv-filter :is(button, label:has(input))", """all => all
            .filter(each => each.checkVisibility()).map(each => each.getBoundingClientRect())
            .map(each => Math.min(each.width, each.height))""")  # fmt: skip
        assert min(sizes) >= 24
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    page.close()


def test_without_scripts_nothing_stands_in_the_bars_place(browser: Browser, url: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{url}/{LIST}")
    assert not page.locator(".cv-filter").is_visible()
    assert page.locator(SHOWN).count() == 36
    assert "facets" not in page.locator("article").inner_text()
    context.close()


@pytest.mark.parametrize(
    ("broken", "cause"),
    [(lambda data: "{", "SyntaxError: "), (lambda data: "{}", "TypeError: "),
     (lambda data: json.dumps(data | {"groups": data["groups"][1:]}), "Error: year: 36 of 35 publications"),
     (lambda data: json.dumps(data | {"groups": [["year-2026", 4]]}), "Error: year-2026: 3 of 4 publications"),
     (lambda data: json.dumps(data | {"groups": [["year-1066", 5]]}), "Error: year-1066: no such section"),
     (lambda data: json.dumps(data | {"facets": [{"name": "year"}]}), "TypeError: ")],
)  # fmt: skip
def test_broken_data_leaves_the_list_whole_and_says_why(
    page: Page, said: list[str], broken: Callable[[dict[str, Any]], str], cause: str
) -> None:
    def answer(route: Route) -> None:
        text = route.fetch().text()
        opening = '<script id="cv-facets" type="application/json">'
        before, _, rest = text.partition(opening)
        data, _, after = rest.partition("</script>")
        assert data
        route.fulfill(body=f"{before}{opening}{broken(json.loads(data))}</script>{after}", content_type="text/html")

    page.route(f"**/{LIST}*", answer)
    page.goto(f"{LIST}?venue=ICCA")
    assert len(keys(page)) == 36
    assert not page.locator(".cv-filter").is_visible()
    page.evaluate("history.pushState(null, '', '?venue=UAI'), dispatchEvent(new Event('popstate'))")
    assert len(keys(page)) == 36  # a list without the bar is filtered no more
    page.keyboard.press("/")  # is the site's search again
    assert page.evaluate("document.activeElement.name") == "q"
    assert len(said) == 1
    assert said[0].startswith(f"sphinx_cv: the filter bar fails, all publications are shown: {cause}")
    said.clear()


def test_a_failure_while_filtering_shows_the_whole_list_and_says_why(page: Page, said: list[str]) -> None:
    page.goto(f"{LIST}?venue=ICCA")
    page.evaluate(
        "() => { document.querySelector('.cv-chips ul').replaceChildren = () => { throw new Error('a fault'); }; }"
    )
    box(page).fill("harbor")
    assert (len(keys(page)), years(page)[0]) == (36, "Forthcoming (1)")
    assert not page.locator(".cv-filter").is_visible()
    assert said == ["sphinx_cv: the filter bar fails, all publications are shown: Error: a fault"]
    said.clear()


def test_where_the_address_cannot_be_changed_the_console_says_so_once(page: Page, said: list[str]) -> None:
    refuse = "history.pushState = history.replaceState = () => { throw new Error('too many'); }"
    page.add_init_script(refuse)  # as browsers do with files, or after many changes
    page.goto(LIST)
    choose(page, "Venue", "ICCA", "SOSN")
    assert (len(keys(page)), query(page)) == (10, "")
    assert said == ["sphinx_cv: the browser does not store the filter in the URL Error: too many"]
    said.clear()


@pytest.mark.parametrize("name", [f"{LIST}?venue=ICCA", "publications/fre2026tidesketch2.html"])
def test_from_a_disk_the_scripts_work_and_say_nothing(page: Page, example: Site, name: str) -> None:
    page.goto(f"{example.out.as_uri()}/{name}")
    page.locator(".cv-chip, .cv-copy").first.wait_for()


def test_a_hash_that_cannot_be_decoded_leads_nowhere_and_is_said(page: Page, said: list[str]) -> None:
    page.goto(f"{LIST}?venue=ICCA#%E0%A4%A")
    assert len(keys(page)) == 5
    assert said == ["sphinx_cv: the fragment of the URL cannot be decoded URIError: URI malformed"]
    said.clear()


def test_every_choice_shows_what_the_records_say(page: Page) -> None:
    """Venues and topics, counted in pubs.bib by other means."""
    bibliography = (EXAMPLE / "pubs.bib").read_text("utf-8")
    page.goto(LIST)
    menu(page, "Topic").click()
    words = [word for field in re.findall(r"keywords\s*=\s*\{([^}]*)\}", bibliography) for word in field.split(", ")]
    assert choices(page) == {word.capitalize(): words.count(word) for word in sorted(set(words))}


def paper(page: Page, key: str) -> Any:
    return page.locator(f"#{key}")


def test_bibtex_opens_in_place_and_closes(page: Page, example: Site) -> None:
    page.goto(LIST)
    item = paper(page, "fre2026tidesketch2")
    button = item.get_by_role("button", name="BibTeX", exact=True)
    assert button.get_attribute("aria-expanded") == "false"
    button.click()
    shown = item.get_by_role("region", name="BibTeX")
    shown.wait_for()
    assert shown.inner_text() == (example.out / "publications/fre2026tidesketch2.bib").read_text("utf-8").strip()
    assert shown.inner_text().startswith("@inproceedings{fre2026tidesketch2,\n")
    assert button.get_attribute("aria-expanded") == "true"
    assert page.url.endswith(LIST)
    button.click()
    assert not shown.is_visible()
    button.focus()
    page.keyboard.press("Space")
    assert shown.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not shown.is_visible()
    assert page.evaluate("document.activeElement.textContent") == "BibTeX"
    page.keyboard.press("Enter")
    assert shown.is_visible()
    page.emulate_media(media="print")
    assert not shown.is_visible()


def test_bibtex_is_copied(browser: Browser, url: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{url}/{LIST}")
    item = paper(page, "fre2026tidesketch2")
    item.get_by_role("button", name="BibTeX", exact=True).click()
    item.get_by_role("button", name="Copy BibTeX").click()
    item.get_by_text("Copied", exact=True).wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == item.get_by_role("region").inner_text()
    assert copied.startswith("@inproceedings{fre2026tidesketch2,")
    page.wait_for_function("!document.querySelector('.cv-copy [role=status]').textContent")  # it returns
    page.goto(f"{url}/publications/fre2026tidesketch2.html")
    page.get_by_role("button", name="Copy reference").click()
    page.get_by_text("Copied", exact=True).wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator(".cv-reference").inner_text()
    page.get_by_role("button", name="Copy BibTeX").click()
    page.wait_for_function(
        "navigator.clipboard.readText().then(text => text.startsWith('@inproceedings{fre2026tidesketch2,'))"
    )
    context.close()


def test_an_entry_is_cut_out_of_the_file_of_all(page: Page) -> None:
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body="@misc{a,\n  title = {A, @misc{fre2026tidesketch2, }},\n}\n\n@book{fre2026tidesketch2,\n  title = {Ünïcode},\n}\n\n@misc{c,\n}\n",
                      content_type="text/plain; charset=utf-8")  # fmt: skip

    page.route("**/all.bib", answer)
    page.goto(LIST)
    page.evaluate(
        "document.querySelectorAll('#fre2026tidesketch2 a.cv-bibtex, #yun2026clocks a.cv-bibtex').forEach(link => link.href = '../all.bib#' + link.closest('li').id)"
    )
    item = paper(page, "fre2026tidesketch2")
    item.get_by_role("button", name="BibTeX", exact=True).click()
    item.get_by_role("region").wait_for()
    assert item.get_by_role("region").inner_text() == "@book{fre2026tidesketch2,\n  title = {Ünïcode},\n}"
    assert len(asked) == 1


def test_a_file_that_cannot_be_fetched_is_followed_as_a_link(page: Page, said: list[str]) -> None:
    page.goto(LIST)
    page.evaluate("document.querySelector('#fre2026tidesketch2 a.cv-bibtex').href = '../gone.html'")
    page.evaluate("document.querySelector('#fre2026tidesketch2 a.cv-bibtex').removeAttribute('download')")
    paper(page, "fre2026tidesketch2").get_by_role("button", name="BibTeX", exact=True).click()
    page.wait_for_url("**/gone.html")
    assert any("cannot be shown in place, its link is followed instead Error: 404" in line for line in said)
    said.clear()  # with Chromium's own lines


def test_without_a_clipboard_the_text_is_selected_and_the_console_says_so_once(page: Page, said: list[str]) -> None:
    page.add_init_script("""
        document.execCommand = () => false;
        navigator.clipboard.writeText = async () => { throw new Error("no clipboard"); };
    """)
    page.goto("publications/fre2026tidesketch2.html")
    for _ in range(2):
        page.get_by_role("button", name="Copy reference").click()
        page.get_by_text("Select the text and copy it", exact=True).wait_for()
        assert page.evaluate("getSelection().toString()") == page.locator(".cv-reference").inner_text()
    assert said == [
        "sphinx_cv: the clipboard is not available, the text is selected and copied instead Error: no clipboard",
        "sphinx_cv: nothing was copied Error: the browser copies nothing",
    ]
    said.clear()


def test_other_clicks_are_the_browsers(page: Page) -> None:
    page.goto(LIST)
    page.evaluate("""() => {
      globalThis.kept = [];
      addEventListener("click", event => { kept.push(event.defaultPrevented); event.preventDefault(); });
    }""")
    button = paper(page, "fre2026tidesketch2").get_by_role("button", name="BibTeX", exact=True)
    button.click(modifiers=["Control"])
    assert page.evaluate("kept") == [False]
    assert page.locator(".cv-bibtex-box").count() == 0
