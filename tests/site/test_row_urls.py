"""The URL of a row: allowed schemes, files and pages; anything else is a warning and no link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import pytest
from conftest import CONF

if TYPE_CHECKING:
    from collections.abc import Callable

ROW = "# CV\n\n```{position} Reader\n:organization: A College\n:url: %s\n:date: 2020\n```\n"


@pytest.mark.parametrize(
    ("url", "href"),
    [
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("www.example.org/a", "https://www.example.org/a"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("tel:+1-555-0100", "tel:+1-555-0100"),
        ("ftp://example.org/x", "ftp://example.org/x"),
        ("other.md", "other.html"),
    ],
)
def test_an_allowed_url_is_linked(site: Callable[..., Any], url: str, href: str) -> None:
    made = site({"index.md": ROW % url, "other.md": "---\norphan: true\n---\n# Other\n"})
    (link,) = made.article().select(".cv-title a")
    assert (link["href"], link.get_text()) == (href, "Reader")


def test_a_file_beside_the_page_is_copied_and_linked(site: Callable[..., Any]) -> None:
    made = site({"index.md": ROW % "files/talk.pdf", "files/talk.pdf": "slides"})
    (link,) = made.article().select(".cv-title a")
    assert (made.out / link["href"]).read_text() == "slides"


@pytest.mark.parametrize("name", ["files/a b.pdf", "files/a#b.pdf", "files/what?.pdf"])
def test_a_field_that_is_a_file_with_an_odd_name_is_linked(site: Callable[..., Any], name: str) -> None:
    page = f"# CV\n\n```{{entry}} Talk\n:kind: talk\n:slides: {name}\n```\n"
    made = site({"conf.py": CONF + 'cv_kinds = {"talk": ["slides"]}\n', "index.md": page, name: "slides"})
    (link,) = made.article().select(".cv-row a[href]")
    assert link.get_text() == "Slides"
    assert (made.out / unquote(str(link["href"]))).read_text() == "slides"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "any text",
        "missing.pdf",
        "../outside.txt",  # there, but not in the folder of the site
        f"{'long' * 80}.pdf",
        "http://[",
        "https://",
    ],
)
@pytest.mark.parametrize("builder", ["html", "latex"])
def test_any_other_url_is_a_warning_and_no_link(site: Callable[..., Any], url: str, builder: str) -> None:
    message = (
        f"index.md:5: WARNING: url: '{url}' cannot be linked to: write a URL that begins with https://, "
        "or the path of a file that exists [cv.url]"
    )
    made = site({"index.md": ROW % url, "../outside.txt": "mine"}, warnings=(message,), builder=builder)
    if builder == "html":
        assert made.article().select(".cv-row a[href]") == []
        assert "Reader, A College" in made.text()
    else:
        assert url not in next(made.out.glob("*.tex")).read_text("utf-8")
