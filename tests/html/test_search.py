"""Search: words are folded alike in Python and JavaScript, and what a reader has in mind is the first result."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import unicodedata
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from conftest import CONF, PUBS, ROOT, Site, build, need
from spellings import EVERY_FORM, WORDS
from sphinx.search import SearchLanguage
from sphinx.search.en import SearchEnglish
from sphinx.search.fr import SearchFrench
from sphinx.search.ja import SearchJapanese
from sphinx.util.inventory import InventoryFile

from sphinx_cv.html.search import folded
from sphinx_cv.model.folding import DIGRAPHS, UNDECOMPOSED, fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

PAPER, ROW = "sections/publications.html#", "sections/"
#: A query, and the URL that comes first.
QUERIES = {
    "Noemie Fre": PAPER + "fre2026tidesketch2",
    "fré": PAPER + "fre2026tidesketch2",
    "fre 2020": PAPER + "example2020tidesketch",
    "Fré lamps": PAPER + "okonkwo2022lamps",
    "Sorensen": PAPER + "desa2023noise",
    "Sørensen": PAPER + "desa2023noise",
    "sorensen 2016": PAPER + "sorensen2016merge",
    "nguyễn": ROW + "students.html#linh-nguyen-fall-2020",
    "linh nguyen private": PAPER + "nguyen2024shared",
    "de sa": PAPER + "oneil2025sorting",
    "jonas a quill 2020": PAPER + "example2020tidesketch",
    "Zielinski": ROW + "students.html#lukasz-zielinski-fall-2021",
    "dvorakova": PAPER + "haukea2023census",
    "Đạt Trần": PAPER + "haukea2023census",
    "simsek": PAPER + "haukea2023census",
    "o'neil": PAPER + "oneil2025sorting",
    "sosn 2016": PAPER + "example2016listening",
    "SOSN": PAPER + "desa2023noise",
    "2018": PAPER + "brightwater2018kelp",
    "2024": PAPER + "nguyen2024shared",
    "icca": PAPER + "fre2026tidesketch2",
    "meeting on computing education": PAPER + "brightwater2015beginners",
    "privacy preserving": PAPER + "nguyen2024shared",
    "tidesketch": PAPER + "tidesketch2024",
    "tide sketch 2": PAPER + "fre2026tidesketch2",
    "mossindex": PAPER + "zielinski2025mossindex",
    "merging sketches": PAPER + "sorensen2016merge",
    "lamps bells": PAPER + "okonkwo2022lamps",
    "kelp forests": PAPER + "brightwater2018kelp",
    "slow charts": PAPER + "example2015maps",
    "open tide gauge consortium": PAPER + "gauges2025",
    "petrescu vale moon": PAPER + "petrescu2020moon",
    "best paper river": PAPER + "example2020tidesketch",
    "ten year harbor": PAPER + "example2016listening",
    "CMP 540": ROW + "teaching.html#cmp-540-algorithms-for-streams-harrowmere-university-2025-09",
    "cmp540": ROW + "teaching.html#cmp-540-algorithms-for-streams-harrowmere-university-2025-09",
    "randomized algo": ROW + "teaching.html#cs-71-randomized-algorithms-westmere-institute-of-technology-2017-10",
    "medal": ROW + "honors.html#early-career-medal-harrowmere-academy-2026",
    "open software prize": ROW + "honors.html#prize-for-open-software-lindmark-institute-2022",
    "assistant professor": ROW + "work.html#assistant-professor-of-computing-harrowmere-university-2021-09",
    "visiting scientist": ROW + "work.html#visiting-scientist-saltmarsh-observatory-2024-01",
    "phd dissertation": ROW + "education.html#phd-in-computing-westmere-institute-of-technology-2015-10",
    "brindle": ROW + "industry.html#software-engineer-brindle-maps-2013-09",
    "keynote": ROW + "talks.html#what-does-a-stream-remember-international-conference-on-compact-algorithms-icca-2026-07-14",
    "northern science": ROW + "grants.html#a-thousand-small-gauges-northern-science-council-2025-01",
    "teaching": ROW + "teaching.html",
    "research ethics": ROW + "service.html",
}  # fmt: skip
NOT_FIRST: set[str] = set()


def module(name: str) -> str:
    """The URL of one of the website's modules, as Node and Chromium import it."""
    text = (ROOT / "sphinx_cv/html/scripts" / f"{name}.js").read_text("utf-8")
    for imported in re.findall(r'(?m)^import .* from "\./([\w-]+)\.js";$', text):
        text = text.replace(f'"./{imported}.js"', f'"{module(imported)}"')
    return f"data:text/javascript;base64,{base64.b64encode(text.encode()).decode()}"


def in_node(script: str) -> Any:
    """What a script says in Node, as JSON."""
    command = [need("node"), "--input-type=module", "-"]
    done = subprocess.run(command, input=script, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def javascript(language: type[SearchLanguage]) -> str:
    """What language_data.js has of a language, and what cv-search.js changes of it."""
    from types import SimpleNamespace

    from sphinx.search import IndexBuilder

    builder = SimpleNamespace(lang=language({}), js_splitter_code="")
    stemmer = json.dumps(IndexBuilder.get_js_stemmer_code(builder))  # type: ignore[arg-type]
    return f"""
        import {{ foldingStemmer, splitWords }} from "{module("search-words")}";
        globalThis.window = globalThis;
        (0, eval)({stemmer});
        const Stemmer = foldingStemmer(globalThis.Stemmer);
    """


def results(page: Any, url: str, query: str) -> list[str]:
    page.goto(f"{url}/search.html?q={quote(query)}")
    page.wait_for_function("Search.status && Search.status.innerText")
    links: list[str] = page.eval_on_selector_all("ul.search li > a", "links => links.map(link => link.href)")
    return [page.evaluate("decodeURIComponent", link.removeprefix(f"{url}/")) for link in links]


def test_python_and_javascript_fold_alike() -> None:
    script = (
        f'import {{ fold }} from "{module("words")}"; console.log(JSON.stringify({json.dumps(EVERY_FORM)}.map(fold)))'
    )
    assert in_node(script) == [fold(word) for word in EVERY_FORM]


def test_chromium_folds_alike(browser: Browser, url: str) -> None:
    page = browser.new_page()
    page.goto(f"{url}/search.html")
    folds = "async ([url, words]) => words.map((await import(url)).fold)"
    assert page.evaluate(folds, [module("words"), EVERY_FORM]) == [fold(word) for word in EVERY_FORM]
    page.close()


@pytest.mark.parametrize("base", [SearchEnglish, SearchFrench, SearchLanguage])
def test_python_and_javascript_split_and_stem_alike(base: type[SearchLanguage]) -> None:
    language = folded(base, "xx")({})
    words = [
        word for word in WORDS if len(fold(word)) > 1
    ]  # a lone s is what the two stemmers of Sphinx 8 differ about
    text = " ".join([*words, *map(str.upper, words), unicodedata.normalize("NFD", " ".join(words)),
                     "distilling efficient transformers, connections; l'été"])  # fmt: skip
    expected = [[word, language.stem(word)] for word in language.split(text)]
    ask = f"splitWords({json.dumps(text)}).map(word => [word, new Stemmer().stemWord(word.toLowerCase())])"
    found = in_node(f"{javascript(folded(base, 'xx'))}console.log(JSON.stringify({ask}))")
    assert [word for word, _ in found] == [word for word, _ in expected]
    assert [pair for pair in zip(found, expected, strict=True) if pair[0] != pair[1]] == []


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Nguyễn Văn Đạt", ["nguyen", "van", "dat"]), ("Franc\u0327ois Re\u0301", ["francoi", "re"]),
        ("in 2024, EE 103", ["2024", "ee", "103"]), ("½ x̂", ["1 2", "x"]), ("the and of", []),
    ],
)  # fmt: skip
def test_words_of_the_index_are_folded_and_numbers_are_words(text: str, terms: list[str]) -> None:
    language = folded(SearchEnglish, "en")({})
    stems = [language.stem(word) for word in language.split(text)]
    assert [stem for stem in stems if language.word_filter(stem)] == terms


def test_a_language_with_a_splitter_of_its_own_keeps_it() -> None:
    text = "東京は日本の首都です"
    assert folded(SearchJapanese, "ja")({}).split(text) == SearchJapanese({}).split(text)


def test_a_site_without_stemming_rules_is_folded_too(site: Callable[..., Site]) -> None:
    made = site({"index.md": "# Đỗ\n\nNguyễn Văn Đạt, 2024.\n"}, language="vi")
    index = (made.out / "searchindex.js").read_text("utf-8")
    found = json.loads(index.removeprefix("Search.setIndex(").removesuffix(")"))
    assert found["terms"] == {"2024": 0, "dat": 0, "nguyen": 0, "van": 0}
    assert found["titleterms"] == {"do": 0}


def test_the_folding_table_is_what_python_folds_by() -> None:
    assert {letter: fold(letter) for letter in UNDECOMPOSED} == UNDECOMPOSED
    text = (ROOT / "sphinx_cv/html/scripts/words.js").read_text("utf-8")
    for name, expected in (("UNDECOMPOSED", UNDECOMPOSED), ("DIGRAPHS", DIGRAPHS)):
        table = text.partition(f"const {name} = ")[2].partition(";")[0]
        assert in_node(f"console.log(JSON.stringify({table}))") == expected


def test_the_search_page_splits_and_stems_as_the_index_does(browser: Browser, url: str) -> None:
    language = folded(SearchEnglish, "xx")({})
    text = " ".join(word for word in WORDS if len(fold(word)) > 1)
    page = browser.new_page()
    page.goto(f"{url}/search.html")
    split = "text => splitQuery(text).map(word => [word, new Stemmer().stemWord(word.toLowerCase())])"
    assert page.evaluate(split, text) == [[word, language.stem(word)] for word in language.split(text)]
    page.close()


def test_a_language_that_splits_queries_by_a_script_of_its_own_keeps_it(
    site: Callable[..., Site], browser: Browser
) -> None:
    conf = """
from sphinx.search import SearchLanguage

class Own(SearchLanguage):
    lang = "eo"
    language_name = "Own"
    js_splitter_code = 'globalThis.splitQuery = (query) => query.split("+");'

def setup(app):
    app.add_search_language(Own)
"""
    made = site({"conf.py": CONF + conf, "index.md": "# Đỗ\n"}, html_search_language="eo")
    page = browser.new_page()
    page.goto(f"{made.out.as_uri()}/search.html")
    assert page.evaluate("splitQuery('a b+c')") == ["a b", "c"]
    assert page.evaluate("new Stemmer().stemWord('Đỗ')") == "do"
    page.close()


def test_the_first_result_is_what_the_reader_has_in_mind(browser: Browser, url: str) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    first = {query: (results(page, url, query) or [""])[0] for query in QUERIES}
    page.close()
    assert errors == []
    assert len(QUERIES) >= 40
    assert {query: found for query, found in first.items() if found != QUERIES[query] and query not in NOT_FIRST} == {}
    assert {query for query in QUERIES if first[query] != QUERIES[query]} == NOT_FIRST


PAGES = {
    "index.md": "# CV\n\n```{bibliography}\n```\n\n```{award} Prize & \"Praise\"\n:organization: An Académie\n:date: 2020\n```\n\n"
    "```{entry} On x.y\n:kind: Invited talk\n:start: 2018-01\n:end: 2020-02\n```\n\n```{toctree}\nother\n```\n",
    "other.md": "# Other\n\n```{award} Prize & \"Praise\"\n:organization: An Académie\n:date: 2020\n```\n\n"
    "```{course} Čeština <i>\n:code: CS 1\n:date: 2021\n```\n",
}  # fmt: skip


def test_objects_inv_lists_publications_and_rows(site: Callable[..., Site]) -> None:
    made = site(PAGES)
    inventory = InventoryFile.loads((made.out / "objects.inv").read_bytes(), uri="")
    listed = {kind: {name: (item.uri, item.display_name) for name, item in found.items()}
              for kind, found in inventory.data.items() if kind.startswith("cv:")}  # fmt: skip
    prize, anchor = 'Prize & "Praise"', "prize-praise-an-academie-2020"
    assert listed == {
        "cv:pub": {"one": ("index.html#%6Fne", "First LLM paper"), "two": ("index.html#%74wo", "Second paper")},
        "cv:award": {anchor: (f"index.html#%70{anchor[1:]}", prize),
                     f"other:{anchor}": (f"other.html#%70{anchor[1:]}", prize)},
        "cv:invited-talk": {"on-x-y-2018-01": ("index.html#%6Fn-x-y-2018-01", "On x.y")},
        "cv:course": {"cs-1-cestina-i-2021": ("other.html#%63s-1-cestina-i-2021", "CS 1: Čeština <i>")},
    }  # fmt: skip


def records(made: Site) -> dict[str, dict[str, list[str]]]:
    """The records by page and anchor, with the phrases in the place of their numbers."""
    text = (made.out / "_static/searchrecords.js").read_text("utf-8")
    data = json.loads(text.removeprefix("var cvSearchRecords = ").removesuffix(";\n"))
    return {docname: {anchor: [data["phrases"][number] for number in numbers] for anchor, numbers in found.items()}
            for docname, found in data["pages"].items()}  # fmt: skip


def test_records_have_what_a_publication_or_row_is_found_by(site: Callable[..., Site]) -> None:
    anchor = "%70rize-praise-an-academie-2020"
    assert records(site(PAGES)) == {
        "index": {
            "%74wo": ["A Journal 2024", "Albert Gu", "attention"],
            "%6Fne": ["ICML 2023", "Ada Example", "Christopher Ré", "International Conference on Machine Learning (ICML)",
                      "attention", "inference"],
            anchor: ["An Académie, 2020"],
            "%6Fn-x-y-2018-01": ["Jan 2018 – Feb 2020", "2019"],
        },
        "other": {anchor: ["An Académie, 2020"], "%63s-1-cestina-i-2021": ["2021", "CS 1"]},
    }  # fmt: skip


def test_labels_of_a_row_are_found_and_names_of_options_are_not(site: Callable[..., Site]) -> None:
    rows = ("```{course} Logic\n:code: LOG 1\n:role: Tutor\n```\n\n"
            "```{degree} PhD\n:organization: U\n:dissertation: On Logic\n:advisors: A. Re\n:date: 2019\n```\n")  # fmt: skip
    assert records(site({"index.md": f"# CV\n\n{rows}", "pubs.bib": ""})) == {
        "index": {"%6Cog-1-logic": ["", "Tutor", "LOG 1"], "%70hd-u-2019": ["U, 2019", "Dissertation", "Advisors", "On Logic", "A. Re"]},
    }  # fmt: skip


def test_the_name_of_an_option_finds_no_row(browser: Browser, url: str) -> None:
    page = browser.new_page()
    assert [link for link in results(page, url, "code") if "teaching.html#" in link] == []
    page.close()


def test_records_are_written_when_they_change_and_only_then(site: Callable[..., Site]) -> None:
    made = site(PAGES)
    path = made.out / "_static/searchrecords.js"
    before = path.stat().st_mtime_ns
    (made.source / "other.md").write_text(f"{PAGES['other.md']}\nMore.\n", "utf-8")
    assert build(made.source, made.out) == []
    assert path.stat().st_mtime_ns == before
    (made.source / "pubs.bib").write_text(PUBS.replace("Gu, Albert", "Gu, A."), "utf-8")
    assert build(made.source, made.out) == []
    assert records(made)["index"]["%74wo"][1] == "A. Gu"


@pytest.mark.parametrize("theme", ["furo", "alabaster", "classic"])  # which order their scripts in two ways
def test_names_are_shown_as_they_are_written(site: Callable[..., Site], browser: Browser, theme: str) -> None:
    made = site(PAGES, html_theme=theme)
    page = browser.new_page()
    for query, expected in {
        "prize academie": ['Prize & "Praise" (award, An Académie, 2020)'] * 2, "cs1": ["CS 1: Čeština <i> (course, 2021)"],
        "x.y 2019": ["On x.y (invited talk, Jan 2018 – Feb 2020)"], "gu": ["Second paper (publication, A Journal 2024)"],
    }.items():  # fmt: skip
        page.goto(f"{made.out.as_uri()}/search.html?q={quote(query)}")
        page.wait_for_function("Search.status && Search.status.innerText")
        assert page.locator("ul.search li.kind-object").all_inner_texts() == expected
    page.close()


def test_without_the_records_sphinxs_own_search_is_left(site: Callable[..., Site], browser: Browser) -> None:
    made = site(PAGES)
    (made.out / "_static/searchrecords.js").write_text("broken(", "utf-8")
    page = browser.new_page()
    page.goto(f"{made.out.as_uri()}/search.html?q=second")
    page.wait_for_function("Search.status && Search.status.innerText")
    assert page.locator("ul.search li a").all_inner_texts()[0] == "Second paper"
    page.close()


def test_a_page_asked_for_by_its_title_is_before_rows_and_these_before_other_pages(browser: Browser, url: str) -> None:
    page = browser.new_page()
    page.goto(f"{url}/search.html?q=research")
    page.wait_for_function("Search.status && Search.status.innerText")
    kinds = page.eval_on_selector_all("ul.search > li", "items => items.map(item => item.className)")
    page.close()
    assert kinds[:2] == ["kind-text"] * 2  # the page of that title, and the résumé with such a section
    rows = kinds.count("kind-object")
    assert rows == 3  # two jobs and a fellowship
    assert kinds[2 : 2 + rows] == ["kind-object"] * rows


def test_short_names_are_not_the_beginnings_of_other_words(browser: Browser, url: str) -> None:
    page = browser.new_page()
    found = [link for link in results(page, url, "sa") if link.startswith(PAPER)]
    assert found == [f"{PAPER}oneil2025sorting", f"{PAPER}desa2023noise"]  # De Sa, and not Salma
    found = [link for link in results(page, url, "wa") if link.startswith(PAPER)]
    assert found == [f"{PAPER}fre2026tidesketch2", f"{PAPER}gauges2025"]  # nobody's name, but the beginning of waves
    page.close()


def test_the_summary_of_a_page_shows_where_the_word_stands(browser: Browser, url: str) -> None:
    page = browser.new_page()
    page.goto(f"{url}/search.html?q=Sorensen")
    summary = page.locator("li.kind-text", has=page.get_by_role("link", name="Education", exact=True)).locator(
        "p.context"
    )
    assert "Mikkel Sørensen" in summary.inner_text()
    page.close()


def test_what_is_found_is_counted_as_results(browser: Browser, url: str) -> None:
    page = browser.new_page()
    page.goto(f"{url}/search.html?q=kelp")
    page.wait_for_function("Search.status && Search.status.innerText")
    number = page.locator("ul.search > li").count()
    said = page.locator(".search-summary").inner_text()
    page.close()
    assert number == 3
    assert said == f"Search finished, found {number} results matching the search query."
