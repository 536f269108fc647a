"""What a list can be filtered by: facets as data, and the place of the bar on the page."""

from __future__ import annotations

import gzip
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from conftest import CONF, Site, build

from sphinx_cv.html.assets import SCRIPTS, joined_script, joined_styles
from sphinx_cv.html.facets import Facet

if TYPE_CHECKING:
    from collections.abc import Callable

BIB = """\
@inproceedings{one, author = {Example, Ada and Ré, Christopher}, title = {One},
  booktitle = {International Conference on Machine Learning (ICML)}, year = {2023}, keywords = {attention, inference},
  award = {Best Paper}}
@inproceedings{two, author = {Re, Christopher and Gu, Albert and Example, A.}, title = {Two},
  booktitle = {International Conference on Machine Learning (ICML)}, year = {2024}, keywords = {attention}}
@article{three, author = {Gu, Albert and Example, Ada and Dürr, Ana}, author+an = {1=equal; 2=equal}, title = {Three},
  journal = {A </script><b> Journal}, keywords = {kernels}, pubstate = {in press}}
@misc{four, editor = {Dürr, Ana}, title = {Four}, year = {2019}}
"""
LIST = "# CV\n\n```{bibliography}\n:by: year\n```\n"
PEOPLE = 'cv_people = {"Christopher Ré": ["Christopher Re"]}\n'


def data(made: Site, name: str = "index") -> dict[str, Any]:
    found = made.page(name).find("script", id="cv-facets")
    assert found is not None
    assert found["type"] == "application/json"
    return dict(json.loads(found.get_text()))


def facets(made: Site) -> dict[str, dict[str, Any]]:
    """The facets by name: of each value, the keys that have it, in the order of the page."""
    keys = [item["id"] for item in made.article().select("ul.cv-publications > li")]
    return {
        facet["name"]: {
            value: [key for key, of in zip(keys, facet["of"], strict=True) if number in of]
            for number, value in enumerate(facet["values"])
        }
        for facet in data(made)["facets"]
    }


def test_facets_have_what_the_records_say(site: Callable[..., Site]) -> None:
    row = "\n```{award} Test of Time\n:organization: An Academy\n:date: 2025\n:publication: two\n```\n"
    made = site({"pubs.bib": BIB, "conf.py": CONF + PEOPLE, "index.md": LIST + row})
    assert data(made)["groups"] == [["year-forthcoming", 1], ["year-2024", 1], ["year-2023", 1], ["year-2019", 1]]
    assert facets(made) == {
        "year": {"Forthcoming": ["three"], "2024": ["two"], "2023": ["one"], "2019": ["four"]},
        "venue": {"ICML": ["two", "one"], "A </script><b> Journal": ["three"]},
        "topic": {"attention": ["two", "one"], "inference": ["one"], "kernels": ["three"]},
        "kind": {"conference": ["two", "one"], "journal": ["three"], "other": ["four"]},
        "award": {"any": ["two", "one"], "Best Paper": ["one"], "Test of Time, An Academy": ["two"]},
        "role": {"first": ["one"], "equal": ["three"], "last": ["two"]},
        "author": {"Albert Gu": ["three", "two"], "Ana Dürr": ["three", "four"], "Christopher Ré": ["two", "one"]},
    }


def test_values_are_shown_in_words_and_the_authors_have_no_menu(site: Callable[..., Site]) -> None:
    found = {facet["name"]: facet for facet in data(site({"pubs.bib": BIB, "index.md": LIST}))["facets"]}
    assert found["award"]["labels"] == ["Any award", "Best Paper"]
    assert found["topic"]["labels"] == ["Attention", "Inference", "Kernels"]
    assert found["kind"]["labels"] == ["Conference", "Journal", "Other"]
    assert found["role"]["labels"] == ["First author", "Equal contribution", "Last author"]
    assert [name for name, facet in found.items() if not facet.get("menu", True)] == ["author"]


def test_frequent_values_come_first() -> None:
    made = Facet.from_values("topic", "Topic", [["b", "c"], ["c"], ["Á"], []])
    assert made.values == ("c", "Á", "b")
    assert made.value_indexes == ((0, 2), (0,), (1,), ())
    assert made.menu


def test_what_all_publications_share_is_no_menu() -> None:
    assert not Facet.from_values("kind", "Kind", [["journal"], ["journal"]]).menu


def test_nothing_in_the_data_ends_its_element(site: Callable[..., Site]) -> None:
    made = site({"pubs.bib": BIB, "index.md": LIST})
    text = (made.out / "index.html").read_text("utf-8")
    block = text.partition('id="cv-facets"')[2].partition("</script>")[0]
    assert "<" not in block
    assert data(made)["facets"][1]["values"] == ["ICML", "A </script><b> Journal"]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_the_first_list_by_year_of_a_page_has_the_bar(site: Callable[..., Site], builder: str) -> None:
    made = site({"pubs.bib": BIB, "index.md": "# CV\n\n```{bibliography}\n:by: topic\n```\n\n"
                 "```{bibliography}\n:by: year\n:filter: y == 2023\n```\n"}, builder=builder)  # fmt: skip
    places = made.article().select(".cv-filter")
    assert len(places) == 1
    assert data(made)["groups"] == [["year-2023", 1]]
    following = places[0].find_next_siblings("section")
    assert [section["id"] for section in following] == ["year-2023"]


def scripts(made: Site, name: str = "index") -> list[str]:
    """The scripts and styles of a page, by name."""
    page = made.page(name)
    paths = [each["src"] for each in page.find_all("script", src=True)] + [each["href"] for each in page.select("link[rel=stylesheet]")]  # fmt: skip
    return [re.sub(r".*/|\?.*", "", str(path)) for path in paths if "/cv-" in str(path)]


def test_only_pages_with_a_list_load_its_scripts(site: Callable[..., Site]) -> None:
    made = site({
        "pubs.bib": BIB, "index.md": "# CV\n\n```{toctree}\nyears\ntopics\n```\n", "years.md": LIST,
        "topics.md": "# Topics\n\n```{bibliography}\n:by: topic\n```\n",
    })  # fmt: skip
    assert scripts(made) == []
    assert scripts(made, "years") == ["cv-filter.js", "cv-bibtex.js"]
    assert scripts(made, "topics") == ["cv-bibtex.js"]
    assert scripts(made, "publications/one") == ["cv-bibtex.js"]


@pytest.mark.parametrize("builder", ["singlehtml", "text", "latex", "epub", "man", "texinfo", "xml"])
def test_what_is_no_website_has_no_bar(site: Callable[..., Site], builder: str) -> None:
    options = {"version": "1", "copyright": "Ada Example"} if builder == "epub" else {}
    made = site({"pubs.bib": BIB, "index.md": LIST}, builder=builder, **options)
    for path in made.out.rglob("*"):
        if path.is_file() and path.suffix in {".html", ".xhtml", ".txt", ".tex", ".1", ".texi", ".xml"}:
            text = path.read_text("utf-8")
            assert "cv-filter" not in text
            assert "filter_bar" not in text


def test_awards_of_rows_are_written_when_these_change(site: Callable[..., Site]) -> None:
    row = "# Awards\n\n```{{award}} {title}\n:date: 2025\n:publication: two\n```\n"
    made = site({"pubs.bib": BIB, "index.md": LIST + "\n```{toctree}\nother\n```\n",
                 "other.md": row.format(title="Test of Time")})  # fmt: skip
    assert facets(made)["award"] == {"any": ["two", "one"], "Best Paper": ["one"], "Test of Time": ["two"]}
    (made.source / "other.md").write_text(row.format(title="Prize"), "utf-8")
    assert build(made.source, made.out) == []
    assert facets(made)["award"] == {"any": ["two", "one"], "Best Paper": ["one"], "Prize": ["two"]}
    (made.source / "conf.py").write_text(CONF + PEOPLE, "utf-8")
    assert build(made.source, made.out) == []
    assert list(facets(made)["author"]) == ["Albert Gu", "Ana Dürr", "Christopher Ré"]


def test_a_list_of_nothing_has_no_bar(site: Callable[..., Site]) -> None:
    made = site({"pubs.bib": BIB, "index.md": LIST.replace(":by: year", ":by: year\n:filter: y == 1900")})
    assert made.article().select(".cv-filter") == []
    assert scripts(made) == []


def test_long_lists_say_so(site: Callable[..., Site]) -> None:
    bib = "".join(f"@misc{{k{number}, author = {{A, B}}, title = {{T}}, year = {{2020}}}}\n" for number in range(501))
    made = site({"pubs.bib": bib, "index.md": LIST}, cv_publication_pages="none")
    assert made.article().select(".cv-filter")[0]["class"] == ["cv-filter", "cv-long"]
    (made.source / "pubs.bib").write_text(bib.partition("@misc{k500")[0], "utf-8")
    assert build(made.source, made.out) == []
    assert made.article().select(".cv-filter")[0]["class"] == ["cv-filter"]


@pytest.mark.parametrize(("name", "most"), [("cv-filter.js", 8192), ("cv.css", 4096), ("cv-bibtex.js", 2048)])
def test_scripts_and_styles_are_small(name: str, most: int) -> None:
    if name == "cv.css":
        text = (
            joined_styles(whole=True).partition("/* The bar over the list")[2].partition("/* BibTeX opened in place")[0]
        )
    else:
        text = joined_script(SCRIPTS[name])
    assert 0 < len(gzip.compress(text.encode())) < most
