"""{chart}: pictures of the records, their links, their numbers as a table, and their colours."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any

import pytest
from conftest import CONF, EPOCH, EXAMPLE, Site, copy_example, replace, run_sphinx, words, written_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bs4 import BeautifulSoup
    from playwright.sync_api import Browser, Page

    MakeSite = Callable[..., Site]

TOPICS = ["attention"] * 3 + ["inference"] * 2 + ["kernels", "memory", "sparsity", "training", "vision"]
BIB = "\n".join(
    f"@article{{p{index}, author = {{Example, Ada}}, title = {{Paper {index}}}, journal = {{J}}, year = {{{2021 + index % 2 * 2}}},"
    f" keywords = {{{topic}, other}}}}"
    for index, topic in enumerate(TOPICS)
)
BIB += "\n@article{none, author = {Example, Ada}, title = {No topic}, journal = {J}, year = {2023}}\n"
ROWS = """
```{position} Professor
:organization: A University
:start: 2022-07
:end: present
```

```{degree} PhD
:organization: B University
:start: 2016
:end: 2021
```

```{entry} Intern
:kind: industry
:organization: C Company
:start: 2019-07
:end: 2019-09
```

```{award} Prize
:date: 2023
```
"""
LIST = "\n```{bibliography}\n:by: year\n```\n"
MENU = "\n```{toctree}\nwork\npapers\n```\n"
YEARS, TIMELINE = "\n```{chart} years\n```\n", "\n```{chart} timeline\n```\n"
FILES = {"index.md": f"# A\n{YEARS}{TIMELINE}{MENU}", "work.md": f"# Work\n{ROWS}", "papers.md": f"# Papers\n{LIST}",
         "pubs.bib": BIB}  # fmt: skip


def figures(page: BeautifulSoup) -> list[Any]:
    return page.find_all("figure", class_="cv-chart")


def table(figure: Any) -> list[list[str]]:
    return [[words(cell) for cell in row.find_all(["th", "td"])] for row in figure.find_all("tr")]


def links(figure: Any) -> list[tuple[str, str]]:
    """What a screen reader says of each link, and where it leads."""
    return [(link.title.string if link.title else words(link), link["href"]) for link in figure.find_all("a")]


def test_the_years_are_drawn_with_their_numbers_and_lead_to_the_list(site: MakeSite) -> None:
    years, _ = figures(site(FILES).page())
    assert table(years) == [
        ["Year", "attention", "inference", "kernels", "memory", "sparsity", "other topics", "without topic", "All"],
        ["2021", "2", "1", "0", "1", "0", "1", "0", "5"],
        ["2022", "0", "0", "0", "0", "0", "0", "0", "0"],
        ["2023", "1", "1", "1", "0", "1", "1", "1", "6"],
        ["All", "3", "2", "1", "1", "1", "2", "1", "11"],
    ]
    assert links(years) == [
        ("2021: 5 publications (attention 2, inference 1, memory 1, other topics 1)", "papers.html?year=2021#year-2021"),
        ("2023: 6 publications (attention 1, inference 1, kernels 1, sparsity 1, other topics 1, without topic 1)",
         "papers.html?year=2023#year-2023"),
    ]  # fmt: skip
    assert [words(item) for item in years.find(class_="cv-chart-legend").find_all("li")] == [
        "attention 3", "inference 2", "kernels 1", "memory 1", "sparsity 1", "other topics 2", "without topic 1",
    ]  # fmt: skip
    assert words(years.figcaption) == years.svg.find_parent("figure").find("svg", role="group").title.string


def test_the_timeline_leads_to_each_row(site: MakeSite) -> None:
    made = site(FILES)
    _, timeline = figures(made.page())
    assert words(timeline.figcaption) == "Positions, industry and degrees over time"
    assert table(timeline) == [
        ["What", "Kind", "Where", "When"],
        ["Professor", "Positions", "A University", "Jul 2022 – present"],
        ["Intern", "Industry", "C Company", "Jul – Sep 2019"],
        ["PhD", "Degrees", "B University", "2016 – 2021"],
    ]
    assert links(timeline) == [
        ("Professor, A University Jul 2022 – present", "work.html#professor-a-university-2022-07"),
        ("Intern, C Company Jul – Sep 2019", "work.html#intern-c-company-2019-07"),
        ("PhD, B University 2016 – 2021", "work.html#phd-b-university-2016"),
    ]
    for _, address in links(timeline):
        assert made.page("work").find(id=address.partition("#")[2])
    bars = [(bar["x"], bar["width"]) for bar in timeline.find_all("rect")]
    assert bars == [("81.25%", "18.75%"), ("43.75%", "3.125%"), ("0%", "75%")]
    assert len(timeline.find_all(class_="cv-chart-open")) == 1


def test_pictures_of_many_years_lie_on_their_side_with_the_same_names_and_links(site: MakeSite) -> None:
    bib = "\n".join(f"@article{{k{year}, author={{Example, Ada}}, title={{T}}, journal={{J}}, year={{{year}}}}}"
                    for year in range(2010, 2022))  # fmt: skip
    bib += "@article{soon, author={Example, Ada}, title={T}, journal={J}, pubstate={in press}}"
    made = site({"index.md": f"# A\n{YEARS}{LIST}", "pubs.bib": bib})
    (figure,) = figures(made.page())
    assert [(link["aria-label"], link["href"]) for link in figure.find_all("a")] == [
        (f"{year}: 1 publication (without topic 1)", f"?year={year}#year-{year}") for year in range(2021, 2009, -1)
    ]
    assert words(figure.find(class_="cv-chart-note")) == "Not in the picture: 1 forthcoming."
    assert table(figure)[-2:] == [["Forthcoming", "1", "1"], ["All", "13", "13"]]


def test_without_a_list_by_year_the_bars_are_no_links(site: MakeSite) -> None:
    made = site({**FILES, "papers.md": "# Papers\n\n```{bibliography}\n```\n"})
    years, _ = figures(made.page())
    assert links(years) == []
    assert [bar.title.string.partition(":")[0] for bar in years.find_all("g", role="img")] == ["2021", "2023"]


def test_bars_lead_to_the_page_with_the_most_papers_by_year(site: MakeSite) -> None:
    short = "\n```{bibliography}\n:by: year\n:filter: y == 2023\n```\n"
    made = site({**FILES, "index.md": f"# A\n{YEARS}{short}{MENU}"})
    years, *_ = figures(made.page())
    assert [address.partition("?")[0] for _, address in links(years)] == ["papers.html", "papers.html"]
    made = site({**FILES, "papers.md": f"# Papers\n{short}"})
    years, *_ = figures(made.page())
    assert [address for _, address in links(years)] == ["papers.html?year=2023#year-2023"]


@pytest.mark.parametrize(
    ("builder", "expected"),
    [("dirhtml", "papers/?year=2021#year-2021"), ("singlehtml", "#year-2021")],
)
def test_addresses_are_those_of_the_builder(site: MakeSite, builder: str, expected: str) -> None:
    years, timeline = figures(site(FILES, builder=builder).page())
    assert links(years)[0][1] == expected
    place = {"dirhtml": "work/", "singlehtml": ""}[builder]
    assert links(timeline)[0][1] == f"{place}#professor-a-university-2022-07"


@pytest.mark.parametrize(
    "bib", ["", "@article{a, author = {Example, Ada}, title = {T}, journal = {J}, pubstate = {in press}}\n"]
)
def test_without_data_nothing_is_drawn(site: MakeSite, bib: str) -> None:
    made = site({"index.md": f"# A\n\nBefore.\n{YEARS}{TIMELINE}\nAfter.\n", "pubs.bib": bib})
    assert figures(made.page()) == []
    assert made.text() == "A Before. After."


def test_an_unknown_name_is_said_with_its_place_and_mend(site: MakeSite) -> None:
    warning = ("index.md:3: WARNING: there is no chart 'yaers': write ```{chart} timeline or ```{chart} years"
               " [cv.chart]")  # fmt: skip
    made = site({"index.md": "# A\n\n```{chart} yaers\n```\n\nAfter.\n"}, warnings=(warning,))
    assert made.text() == "A After."


def test_topics_and_titles_are_data(site: MakeSite) -> None:
    bib = '@article{a, author={Example, Ada}, title={T}, journal={J}, year={2020}, keywords={<script>x</script>" onload="y}}'
    rows = "\n```{position} <img src=x onerror=alert(1)> & {{ id }}\n:organization: <b>B</b>\n:start: 2020\n:end: present\n```\n"
    made = site({"index.md": f"# A\n{YEARS}{TIMELINE}{rows}{LIST}", "pubs.bib": bib})
    years, timeline = figures(made.page())
    assert years.find_all(["script", "b", "img"]) + timeline.find_all(["script", "b", "img"]) == []
    assert not [tag for tag in (*years.find_all(True), *timeline.find_all(True)) if "onload" in tag.attrs]
    topic = "<script>x</script>” onload=”y"
    assert table(years)[0][1] in {topic, topic.replace("”", '"')}
    assert links(years)[0][0] == f"2020: 1 publication ({table(years)[0][1]} 1)"
    assert table(timeline)[1][:3] == ["<img src=x onerror=alert(1)> & {{ id }}", "Positions", "<b>B</b>"]


def test_every_id_is_there_once_and_every_reference_finds_it(site: MakeSite) -> None:
    made = site(
        {**FILES, "index.md": f"# A\n{YEARS}{TIMELINE}{YEARS}{TIMELINE}{MENU}", "work.md": f"# W\n{ROWS}{YEARS}"}
    )
    for page in (made.page(), site({**FILES, "work.md": f"# W\n{ROWS}{YEARS}"}, builder="singlehtml").page()):
        ids = [tag["id"] for tag in page.find_all(id=True)]
        assert len(ids) == len(set(ids))
        named = {name for tag in page.find_all(True) for key in ("aria-labelledby", "aria-describedby")
                 for name in tag.get(key, "").split()}  # fmt: skip
        named |= {tag["fill"][5:-1] for tag in page.find_all(fill=re.compile(r"^url\(#"))}
        assert named
        assert named <= set(ids)


def test_each_picture_has_a_title_a_description_and_a_table_with_headings(site: MakeSite) -> None:
    for figure in figures(site(FILES).page()):
        picture = figure.find("svg", attrs={"aria-labelledby": True})
        assert picture["role"] == ("group" if picture.find("a") else "img")
        assert (picture.find("title").string, bool(picture.find("desc").string)) == (words(figure.figcaption), True)
        assert words(figure.details.caption) == words(figure.figcaption)
        assert {cell["scope"] for cell in figure.thead.find_all("th")} == {"col"}
        assert {cell["scope"] for cell in figure.tbody.find_all("th")} == {"row"}


@pytest.mark.parametrize("builder", ["latex", "text", "man", "texinfo", "epub", "gettext", "xml"])
def test_what_is_no_website_has_no_picture_and_no_warning(site: MakeSite, builder: str) -> None:
    options = {"version": "1", "copyright": "A"} if builder == "epub" else {}
    made = site(FILES, builder=builder, **options)
    written = [path.read_text("utf-8", errors="replace") for path in made.out.rglob("*") if path.is_file()
               and path.suffix in {".tex", ".txt", ".1", ".texi", ".xhtml", ".pot", ".xml"}]  # fmt: skip
    assert written
    assert not [text for text in written if "main topic" in text or "over time" in text or "<chart" in text]


EDITS = {
    "a topic": ("pubs.bib", "{attention, other}", "{memory, other}"),
    "a year": ("pubs.bib", "year = {2023}", "year = {2024}"),
    "a position": ("work.md", ":start: 2022-07", ":start: 2021-07"),
    "the list": ("papers.md", ":by: year\n", ""),
}


@pytest.mark.parametrize("edit", EDITS)
def test_after_an_edit_the_pictures_are_a_clean_builds(tmp_path: Path, edit: str) -> None:
    source = tmp_path / "source"
    source.mkdir()
    # not on the page with the menu, which is written again whatever changes
    pages = {
        **FILES,
        "index.md": f"# A\n{MENU}\n```{{toctree}}\npictures\n```\n",
        "pictures.md": f"# B\n{YEARS}{TIMELINE}",
    }
    for name, text in {"conf.py": CONF, **pages}.items():
        (source / name).write_text(text, "utf-8")
    env = {"SOURCE_DATE_EPOCH": EPOCH}
    run_sphinx(source, tmp_path / "html", "-W", **env)
    first = written_files(tmp_path / "html")
    name, old, new = EDITS[edit]
    replace(source / name, old, new)
    run_sphinx(source, tmp_path / "html", "-W", **env)
    run_sphinx(source, tmp_path / "clean", "-W", **env)
    edited = written_files(tmp_path / "html")
    assert edited == written_files(tmp_path / "clean")
    assert edited["pictures.html"] != first["pictures.html"]


def test_the_numbers_of_the_example_are_those_of_its_lists(tmp_path: Path) -> None:
    source = copy_example(tmp_path / "source")
    replace(source / "sections/publications.md", "# Publications\n", f"# Publications\n{YEARS}{TIMELINE}")
    run_sphinx(source, tmp_path / "html", "-n", "-W", SOURCE_DATE_EPOCH=EPOCH)
    shown = Site(source, tmp_path / "html", []).page("sections/publications")
    years, timeline = figures(shown)
    headings = {tuple(words(heading).split()) for heading in shown.find_all("h2")}
    assert {(line[0], f"({line[-1]})") for line in table(years)[1:-1]} == headings
    assert sum(int(line[-1]) for line in table(years)[1:-1]) == 36
    assert len(links(timeline)) == len(table(timeline)) - 1 == 10


# --- In a browser


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(**getattr(request, "param", {"viewport": {"width": 320, "height": 800}}))
    yield context.new_page()
    context.close()


def example_pubs() -> str:
    """Return the example's publications, of eleven years, which are drawn as columns."""
    return (EXAMPLE / "pubs.bib").read_text("utf-8").replace("year         = {2015}", "year         = {2016}")


def open_site(page: Page, site: MakeSite, **files: str) -> Site:
    made: Site = site({**FILES, "pubs.bib": example_pubs(), **files})
    page.goto((made.out / "index.html").as_uri())
    return made


@pytest.mark.parametrize(
    "page", [{"viewport": {"width": width, "height": 800}} for width in (320, 1280)], indirect=True
)
def test_texts_can_be_read_and_columns_hit_at_any_width(page: Page, site: MakeSite) -> None:
    open_site(page, site)
    for summary in page.locator(".cv-chart summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    sizes = page.evaluate(
        "[...document.querySelectorAll('.cv-chart *')].map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    assert min(sizes) >= 12
    boxes = [link.bounding_box() for link in page.locator(".cv-chart :is(a, summary)").all()]
    assert len(boxes) == 11 + 3 + 2
    assert all(box and min(box["width"], box["height"]) >= 24 for box in boxes)
    texts = [text.bounding_box() for text in page.locator(".cv-chart-picture .cv-chart-year").all()]
    for one, two in itertools.pairwise(texts):
        assert one
        assert two
        assert one["x"] + one["width"] < two["x"]


@pytest.mark.parametrize("page", [{"java_script_enabled": False}], indirect=True)
def test_without_scripts_a_year_leads_to_its_papers_and_the_table_opens(page: Page, site: MakeSite) -> None:
    open_site(page, site)
    assert not page.get_by_role("table").first.is_visible()
    page.locator(".cv-chart summary").first.click()
    assert page.get_by_role("table").first.is_visible()
    page.get_by_role("link", name=re.compile("^2024: 4 publications")).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers.html?year=2024#year-2024")


COLOURS = ["--cv-chart-1", "--cv-chart-2", "--cv-chart-3", "--cv-chart-4", "--cv-chart-5", "--cv-chart-other"]
#: Machado, Oliveira and Fernandes 2009, severity 1.
DEFICIENCIES = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


def linear(colour: str) -> list[float]:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(colour: str) -> float:
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear(colour), strict=True))


def oklab(rgb: list[float]) -> list[float]:
    """https://bottosson.github.io/posts/oklab/"""
    to_lms = ((0.4122214708, 0.5363325363, 0.0514459929), (0.2119034982, 0.6806995451, 0.1073969566),
              (0.0883024619, 0.2817188376, 0.6299787005))  # fmt: skip
    to_lab = ((0.2104542553, 0.793617785, -0.0040720468), (1.9779984951, -2.428592205, 0.4505937099),
              (0.0259040371, 0.7827717662, -0.808675766))  # fmt: skip
    return times(to_lab, [part ** (1 / 3) for part in times(to_lms, rgb)])


def times(matrix: tuple[tuple[float, ...], ...], vector: list[float]) -> list[float]:
    return [max(sum(a * b for a, b in zip(line, vector, strict=True)), -1) for line in matrix]


@pytest.mark.parametrize(
    "page",
    [{"color_scheme": "light"}, {"color_scheme": "dark"}],
    indirect=True,
    ids=["light", "dark"],
)
def test_colours_keep_apart_for_everyone_and_from_the_page(page: Page, site: MakeSite) -> None:
    open_site(page, site)
    read = """names => names.map(name => {
      const made = document.body.appendChild(document.createElement("i"));
      made.style.color = `var(${name})`;
      return getComputedStyle(made).color;
    })"""
    found = page.evaluate(read, [*COLOURS, "--color-background-primary"])
    assert page.evaluate("getComputedStyle(document.querySelector('rect.cv-chart-1')).fill") == found[0]
    *colours, behind = ["#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour)) for colour in found]
    for colour in colours:
        low, high = sorted((luminance(colour), luminance(behind)))
        assert (high + 0.05) / (low + 0.05) >= 3, colour
    for name, matrix in DEFICIENCIES.items():
        seen = {each: oklab([max(part, 0) for part in times(matrix, linear(each))]) for each in colours}

        def apart(one: str, two: str, seen: dict[str, list[float]] = seen) -> float:
            return 100 * sum((a - b) ** 2 for a, b in zip(seen[one], seen[two], strict=True)) ** 0.5

        assert min(apart(*pair) for pair in itertools.combinations(colours, 2)) > 8, name
        assert min(apart(*pair) for pair in itertools.pairwise(colours)) > 14, name


@pytest.mark.parametrize("page", [{"forced_colors": "active"}], indirect=True)
def test_with_forced_colours_patterns_and_borders_are_left(page: Page, site: MakeSite) -> None:
    open_site(page, site)
    canvas = page.evaluate("getComputedStyle(document.body).backgroundColor")
    look = "style => { const s = getComputedStyle(document.querySelector(style)); return [s.fill, s.stroke]; }"
    assert page.evaluate(look, "rect.cv-chart-1")[0] != canvas
    assert page.evaluate(look, "rect.cv-chart-other")[1] != canvas
    ink = "[...document.querySelectorAll('.cv-chart pattern > *')].filter(e => getComputedStyle(e).strokeOpacity > 0).length"
    assert page.evaluate(ink) == 5  # all but the first: the colours look alike now
    page.emulate_media(forced_colors="none")
    assert page.evaluate(ink) == 3


def test_an_owner_colours_them_anew_by_one_line(page: Page, site: MakeSite) -> None:
    conf = CONF + 'html_static_path = ["_static"]\nhtml_css_files = ["custom.css"]\n'
    open_site(page, site, **{"conf.py": conf, "_static/custom.css": ":root { --cv-chart-2-light: #010203; }"})
    fill = page.evaluate("getComputedStyle(document.querySelector('rect.cv-chart-2')).fill")
    assert fill == "rgb(1, 2, 3)"


def test_print_is_light_and_has_the_table_only_if_it_is_open(browser: Browser, site: MakeSite) -> None:
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    open_site(page, site)
    read = "getComputedStyle(document.querySelector('rect.cv-chart-1')).fill"
    dark = page.evaluate(read)
    page.emulate_media(media="print")
    assert (dark, page.evaluate(read)) == ("rgb(143, 193, 234)", "rgb(27, 85, 131)")
    assert not page.locator(".cv-chart summary").first.is_visible()
    context.close()


def test_one_row_with_one_date_is_a_timeline(site: MakeSite) -> None:
    made = site({"index.md": "# CV\n\n```{chart} timeline\n```\n\n```{degree} PhD\n:date: 2020\n```\n", "pubs.bib": ""})
    assert [words(row) for row in made.article().select(".cv-chart-rows li")] == ["PhD 2020"]
