"""Builders of HTML that are no website of pages, and words that were searched for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Site
    from playwright.sync_api import Browser

INDEX = "# CV\n\n```{bibliography}\n:by: year\n```\n\n```{chart} years\n```\n"


@pytest.mark.filterwarnings("ignore:'sphinxcontrib.serializinghtml")  # its own use of what Sphinx deprecates
@pytest.mark.parametrize(("builder", "file"), [("json", "index.fjson"), ("pickle", "index.fpickle")])
def test_pages_as_data_have_the_publications(site: Callable[..., Any], builder: str, file: str) -> None:
    made = site({"index.md": INDEX}, builder=builder)
    assert b"Second paper" in (made.out / file).read_bytes()


def test_highlighted_words_do_not_fail_in_charts(browser: Browser, url: str, example: Site) -> None:
    titles = example.page().select(".cv-chart svg title, .cv-chart svg desc")
    assert titles
    assert [title for title in titles if "nohighlight" not in title.get("class", [])] == []
    page, errors = browser.new_page(), list[str]()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{url}/index.html?highlight=publications")
    page.locator(".highlighted").first.wait_for(state="attached")
    page.close()
    assert errors == []
