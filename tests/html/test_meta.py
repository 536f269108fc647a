"""What machines are told of the pages: descriptions, Open Graph, the sitemap, robots.txt, and what is not found."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.request import urlopen
from xml.etree import ElementTree as ET

import pytest
from conftest import CONF, build
from server import serve

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bs4 import BeautifulSoup
    from conftest import Site

    MakeSite = Callable[..., Site]

BASE = "https://cv.example.org/en/latest/"
PAGES = {
    "index.md": "# A & B\n\n{.lead}\nThe *first* paragraph of <this> page.\n\nAnother.\n\n```{toctree}\nsections/more\n```\n",
    "sections/more.md": "---\nmyst:\n  html_meta:\n    description: What it is.\n---\n# More\n\nText.\n",
}


def metas(page: BeautifulSoup) -> dict[str, str]:
    """The meta elements of a page; none may be there twice."""
    found = [(str(one.get("property") or one["name"]), str(one["content"])) for one in page.find_all("meta", content=True)
             if one.get("name") not in {"viewport", "color-scheme"}]  # fmt: skip
    assert len(dict(found)) == len(found)
    return dict(found)


def listed(out: Path) -> list[str]:
    root = ET.parse(out / "sitemap.xml").getroot()
    return [str(one.text) for one in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]


def test_each_page_has_a_description_and_with_an_address_open_graph(site: MakeSite) -> None:
    made = site({**PAGES, "_static/card.png": "x"}, html_baseurl=BASE, html_static_path=["_static"])
    image = {
        "og:image": f"{BASE}_static/card.png",
        "og:image:alt": "Ada Example",
        "twitter:card": "summary_large_image",
    }
    assert metas(made.page()) == {
        "description": "The first paragraph of <this> page.", "og:type": "profile", "og:site_name": "Ada Example",
        "og:title": "A & B", "og:url": f"{BASE}index.html", "og:description": "The first paragraph of <this> page.", **image,
    }  # fmt: skip
    assert metas(made.page("sections/more")) == {
        "description": "What it is.", "og:type": "website", "og:site_name": "Ada Example", "og:title": "More",
        "og:url": f"{BASE}sections/more.html", "og:description": "What it is.", **image,
    }  # fmt: skip


def test_without_an_address_there_is_only_a_description(site: MakeSite) -> None:
    made = site(PAGES)
    assert metas(made.page()) == {"description": "The first paragraph of <this> page."}
    assert not (made.out / "sitemap.xml").exists()
    assert (made.out / "robots.txt").read_text("utf-8") == "User-agent: *\nDisallow:\n"


@pytest.mark.parametrize("name", ["search", "404"])
def test_what_leads_to_pages_is_no_page_to_be_found(site: MakeSite, name: str) -> None:
    page = site(PAGES, html_baseurl=BASE).page(name)
    assert metas(page)["robots"] == "noindex"
    assert not [key for key in metas(page) if key.startswith("og:")]
    assert page.find("link", rel="canonical") is None


def test_the_sitemap_lists_the_pages_there_are_after_any_build(site: MakeSite) -> None:
    made = site(PAGES, html_baseurl=BASE)
    papers = [f"{BASE}publications/{key}.html" for key in ("one", "two")]
    expected = [f"{BASE}index.html", *papers, f"{BASE}sections/more.html"]
    assert listed(made.out) == expected
    assert (made.out / "robots.txt").read_text("utf-8") == f"User-agent: *\nDisallow:\nSitemap: {BASE}sitemap.xml\n"
    (made.source / "index.md").write_text(PAGES["index.md"] + "\nMore.\n", "utf-8")
    assert build(made.source, made.out, html_baseurl=BASE) == []
    assert listed(made.out) == expected
    (made.source / "index.md").write_text("# CV\n", "utf-8")
    (made.source / "sections/more.md").unlink()
    assert build(made.source, made.out, html_baseurl=BASE) == []
    assert listed(made.out) == expected[:3]
    assert not (made.out / "sections/more.html").exists()


def test_addresses_are_those_of_folders_where_pages_are_folders(site: MakeSite) -> None:
    made = site(PAGES, builder="dirhtml", html_baseurl=BASE)
    assert listed(made.out) == [BASE, f"{BASE}publications/one/", f"{BASE}publications/two/", f"{BASE}sections/more/"]


def test_a_page_without_a_source_is_listed_and_described(site: MakeSite) -> None:
    extension = (
        "def pages(app):\n"
        '    yield "papers/one", {"title": "One", "body": "", "cv_description": "A \\"paper\\"."}, "page.html"\n'
        'def setup(app):\n    app.connect("html-collect-pages", pages)\n'
    )
    made = site({**PAGES, "conf.py": CONF + extension}, html_baseurl=BASE)
    assert f"{BASE}papers/one.html" in listed(made.out)
    found = metas(made.page("papers/one"))
    assert (found["description"], found["og:description"], found["og:title"]) == ('A "paper".', 'A "paper".', "One")


def test_a_preview_is_found_by_nobody(site: MakeSite) -> None:
    made = site(PAGES, html_baseurl=BASE, myst_html_meta={"robots": "noindex"})
    assert {metas(made.page(name))["robots"] for name in ("index", "sections/more", "search", "404")} == {"noindex"}
    assert (made.out / "robots.txt").read_text("utf-8") == "User-agent: *\nDisallow: /\n"
    assert not (made.out / "sitemap.xml").exists()


def test_the_owners_robots_txt_stays(site: MakeSite) -> None:
    made = site({**PAGES, "extra/robots.txt": "mine"}, html_extra_path=["extra"])
    assert (made.out / "robots.txt").read_text("utf-8") == "mine"


def test_what_is_not_found_has_a_page_whose_links_work_anywhere(site: MakeSite) -> None:
    made = site(PAGES)
    with serve(made.out) as address, pytest.raises(HTTPError) as answer:
        urlopen(f"{address}/sections/no/such.html")
    assert answer.value.code == 404
    assert "Page not found" in answer.value.read().decode()
    answer.value.close()
    page = made.page("404")
    links = {str(one.get("href") or one.get("src") or one["action"]) for one in page.select("[href], [src], [action]")}
    assert [link for link in links if not link.startswith(("/", "#"))] == []
    hosted = site(PAGES, html_baseurl=BASE).page("404")
    assert hosted.find(role="main").find("a")["href"] == "/en/latest/index.html"  # type: ignore[union-attr,index]
