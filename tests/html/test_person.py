"""The person on the front page: portrait, profiles, numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import CONF, PUBS, words

from sphinx_cv.html.person import ICONS, MARKS, path_of_mark
from sphinx_cv.site.person import _HOSTS, icon_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Site

    MakeSite = Callable[..., Site]

GLANCE = "# CV\n\n```{glance}\n```\n\n```{toctree}\npapers\nhonors\npeople\n```\n"
PAGES = {
    "index.md": GLANCE, "papers.md": "# Papers\n\n```{bibliography}\n:by: year\n```\n", "people.md": "# People\n\n```{coauthors}\n```\n",
    "honors.md": "# Honors\n\n```{award} Best Paper\n:date: 2024\n```\n",
}  # fmt: skip


def numbers(made: Site, page: str = "index") -> list[tuple[str, str | None]]:
    return [
        (words(item), link.get("href") if (link := item.find("a")) else None)  # type: ignore[union-attr]
        for item in made.article(page).select("ul.cv-glance > li")
    ]


def test_the_numbers_are_counted_and_lead_to_what_they_count(site: MakeSite) -> None:
    assert numbers(site(PAGES)) == [
        ("2 publications", "papers.html"), ("1 award", "honors.html"), ("2 years", None), ("1 co-author", "people.html"),
    ]  # fmt: skip


def test_the_numbers_follow_every_page_and_the_papers(site: MakeSite) -> None:
    site(PAGES)
    made = site({"honors.md": PAGES["honors.md"] + "\n```{award} Other\n:date: 2020\n```\n",
                 "pubs.bib": PUBS + "@misc{x, author={Example, Ada and New, A}, title={X}, year=2015}\n"})  # fmt: skip
    assert [text for text, _ in numbers(made)] == ["3 publications", "2 awards", "10 years", "2 co-authors"]


def test_nothing_to_count_is_nothing_to_see(site: MakeSite) -> None:
    made = site({"index.md": "# CV\n\n```{glance}\n```\n\nText.\n", "pubs.bib": ""})
    assert made.text() == "CV Text."


def test_numbers_are_plain_text_elsewhere(site: MakeSite) -> None:
    text = (site(PAGES, builder="text").out / "index.txt").read_text("utf-8")
    assert "* **2** publications\n\n* **1** award" in text


def test_a_portrait_is_shown_when_there_is_one(site: MakeSite) -> None:
    files = {"a/page.md": "# Page\n\n```{portrait}\n```\n", "index.md": "# CV\n\n```{toctree}\na/page\n```\n"}
    assert site(files).article("a/page").find("img") is None
    conf = CONF + 'html_static_path = ["_static"]\n'
    made = site({"conf.py": conf, "_static/portrait.jpg": "a picture", "_static/portrait.png": "another"})
    image = made.article("a/page").select_one("img.cv-portrait")
    assert image is not None
    assert (image["src"], image["alt"]) == ("../_static/portrait.jpg", "Portrait of Ada Example")
    assert "Portrait" not in (site({}, builder="text").out / "a/page.txt").read_text("utf-8")


def test_a_portrait_that_is_not_copied_is_named(site: MakeSite) -> None:
    files = {"index.md": "# CV\n\n```{portrait}\n```\n", "_static/portrait.png": "a picture"}
    message = 'the portrait _static/portrait.png is not on the website: write html_static_path = ["_static"] in conf.py'
    assert site(files, (f"index.md:3: WARNING: {message} [cv.config]",)).article().find("img") is None


def test_profiles_have_an_icon_and_their_words(site: MakeSite) -> None:
    conf = (
        CONF
        + 'cv_links = {"Homepage": "https://a.org/", "<b>": "https://github.com/x", "Bad": "javascript:alert(1)"}\n'
    )
    files = {"index.md": "# CV\n\n```{profiles}\n```\n", "conf.py": conf}
    refused = "conf.py:5: WARNING: cv_links: Bad cannot link to 'javascript:alert(1)': write a URL that begins with https:// [cv.config]"
    links = site(files, (refused,)).article().select("ul.cv-profiles a")
    assert [(words(link), link["href"]) for link in links] == [
        ("Homepage", "https://a.org/"), ("<b>", "https://github.com/x"),
    ]  # fmt: skip
    assert [len(link.select("svg[aria-hidden=true] path")) for link in links] == [1, 1]
    assert "Homepage" in (site(files, (refused,), builder="text").out / "index.txt").read_text("utf-8")


def test_an_e_mail_address_is_a_plain_link(site: MakeSite) -> None:
    conf = (
        CONF + 'cv_links = {"ada@example.org": "mailto:ada@example.org", "Mastodon": "https://social.example/@ada"}\n'
    )
    mail, other = site({"index.md": "# CV\n\n```{profiles}\n```\n", "conf.py": conf}).article().select(".cv-profiles a")
    assert (mail["href"], mail.find("span"), words(mail)) == ("mailto:ada@example.org", None, "ada@example.org")
    path = other.select_one("svg.cv-icon.cv-logo[aria-hidden=true] path")
    assert path is not None
    assert str(path["d"]).startswith("M23.268 5.313c-.35-2.578")


def test_each_icon_exists() -> None:
    names = {icon_of(host, f"https://{host}/") for host in _HOSTS} | {"home", "lab", "web", "mail", "mastodon"}
    assert names <= ICONS.keys() | set(MARKS)
    assert all(path_of_mark(name).startswith("M") for name in MARKS)


@pytest.mark.parametrize(("name", "link", "icon"), [
    ("Homepage", "https://tridao.me/", "home"), ("Code", "https://github.com/tridao", "code"),
    ("Papers", "https://scholar.google.com/citations?user=x", "papers"), ("Dao AI Lab", "https://dao-lab.ai", "lab"),
    ("ORCID", "https://orcid.org/0000", "orcid"), ("E-mail", "mailto:a@example.org", "mail"), ("Papers", "https://dblp.org/pid/1", "dblp"),
    ("Me", "https://www.linkedin.com/in/x", "linkedin"), ("Me", "https://bsky.app/profile/x", "bluesky"), ("Me", "https://arxiv.org/a/x", "arxiv"),
    ("Mastodon", "https://social.example/@x", "mastodon"), ("Me", "https://mastodon.social/@x", "mastodon"), ("Reviews", "https://openreview.net/profile?id=x", "review"),
    ("Talks", "https://www.youtube.com/x", "film"),
    ("Blog", "https://notgithub.com/", "web"), ("Homepage", "https://x.github.io/", "home"),
])  # fmt: skip
def test_an_icon_is_known_by_host_or_words(name: str, link: str, icon: str) -> None:
    assert icon_of(name, link) == icon
