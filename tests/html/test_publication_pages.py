"""A page for each publication, and its address."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest
from conftest import CONF, PUBS, build, run_sphinx, words

from sphinx_cv.bibtex import library
from sphinx_cv.html.publication_pages import name_pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Site

    MakeSite = Callable[..., Site]

BY_YEAR = "# CV\n\n```{bibliography}\n:by: year\n```\n"
LIST = "# CV\n\n```{bibliography}\n:list: enumerated\n```\n"
FULL = r"""@article{full, author = {Gu*, Albert and Example*, Ada and {OpenAI Team} and others}, title = {Is {$x < y$} \emph{so} & <b>?},
  journal = {Journal of X}, volume = 3, number = 4, pages = {1--9}, date = {2024-05-02}, award = {Best Paper}, presentation = {Oral},
  keywords = {attention, long context}, abstract = {We ask <i>whether</i> $x < y$.}, note = {To {\bf appear}}, eprint = {2401.00001},
  doi = {10.1/a}, pdf = {https://x.org/p.pdf}, code = {https://x.org/c}, issn = {1234-5678}}"""


def files(made: Site) -> list[str]:
    return sorted(str(path.relative_to(made.out)) for path in made.out.glob("publications/**/*") if path.is_file())


def tags(made: Site, page: str) -> list[tuple[str, str]]:
    found = made.page(page).find_all("meta", attrs={"name": re.compile("^(citation_|description)")})
    return [(str(tag["name"]), str(tag["content"])) for tag in found]


def test_a_page_says_all_there_is(site: MakeSite) -> None:
    made = site({"index.md": BY_YEAR, "pubs.bib": FULL}, html_baseurl="https://cv.example.org/en/")
    article = made.article("publications/full")
    for math in article.find_all("math"):
        math.replace_with("x < y")
    assert [words(part) for part in article.find_all(["h1", "h2", "p", "pre"])] == [
        "CV", "Is x < y so & <b>?", "Albert Gu*, Ada Example*, OpenAI Team, and others",
        "Journal of X, 3(4), 1–9, 2024. Best Paper. Oral.", "To appear", "* equal contribution", "Topics: attention, long context",
        "arXiv · DOI · PDF · Code", "Abstract", "We ask <i>whether</i> x < y.", "Reference",
        "Albert Gu, Ada Example, OpenAI Team, and others. Is x < y so & <b>? Journal of X, 3(4), 1–9, 2024. To appear. "
        "https://doi.org/10.1/a",
        "BibTeX",
        r"@article{full, author = {Gu, Albert and Example, Ada and {OpenAI Team} and others}, title = {Is {$x < y$} \emph{so} & <b>?}, "
        "journal = {Journal of X}, volume = {3}, number = {4}, pages = {1--9}, date = {2024-05-02}, year = {2024}, month = may, issn = {1234-5678}, "
        "doi = {10.1/a}, eprint = {2401.00001}, archiveprefix = {arXiv}, }",
        "Download BibTeX",
    ]  # fmt: skip
    assert [(link.get_text(), link["href"]) for link in article.find_all("a") if not link.get("class")
            or "headerlink" not in link["class"]] == [
        ("CV", "../index.html#full"), ("Albert Gu", "../index.html?author=Albert+Gu"),
        ("OpenAI Team", "../index.html?author=OpenAI+Team"), ("attention", "../index.html?topic=attention"),
        ("long context", "../index.html?topic=long+context"), ("arXiv", "https://arxiv.org/abs/2401.00001"),
        ("DOI", "https://doi.org/10.1/a"), ("PDF", "https://x.org/p.pdf"), ("Code", "https://x.org/c"),
        ("Download BibTeX", "full.bib"),
    ]  # fmt: skip
    pre = article.find("pre")
    assert pre is not None
    assert (made.out / "publications/full.bib").read_text("utf-8") == pre.get_text()
    page = made.page("publications/full")
    assert page.title is not None
    assert page.title.get_text().startswith("Is x < y so & <b>? - ")
    canonical = page.find("link", rel="canonical")
    assert canonical is not None
    assert canonical["href"] == "https://cv.example.org/en/publications/full.html"


def test_google_scholar_finds_what_it_asks_for(site: MakeSite) -> None:
    made = site({"index.md": LIST, "pubs.bib": FULL}, html_baseurl="https://cv.example.org/en/")
    assert tags(made, "publications/full") == [
        ("description", "Is x < y so & <b>? Journal of X, 3(4), 1–9, 2024. Albert Gu, Ada Example, OpenAI Team, and others"),
        ("citation_title", "Is x < y so & <b>?"), ("citation_author", "Gu, Albert"), ("citation_author", "Example, Ada"),
        ("citation_author", "OpenAI Team"), ("citation_publication_date", "2024/05/02"),
        ("citation_journal_title", "Journal of X"), ("citation_volume", "3"), ("citation_issue", "4"),
        ("citation_issn", "1234-5678"), ("citation_firstpage", "1"), ("citation_lastpage", "9"), ("citation_doi", "10.1/a"),
        ("citation_arxiv_id", "2401.00001"), ("citation_pdf_url", "https://x.org/p.pdf"), ("citation_keywords", "attention"),
        ("citation_keywords", "long context"),
        ("citation_abstract_html_url", "https://cv.example.org/en/publications/full.html"),
    ]  # fmt: skip


@pytest.mark.parametrize(("key", "name"), [
    ("gu2024mamba", "gu2024mamba"), ("DBLP:conf/nips/A", "DBLP-conf-nips-A-"), ("a/b", "a-b-"), ("a:b", "a-b-"), ("../x", "x-"),
    ("con", "con-"), ("index", "index-"), ("Nul.x", "Nul.x-"), ("ré", "r-"), ("x.bib", "x.bib-"), ("名", ""), ("a" * 300, "a" * 100 + "-"),
    (".a", "a-"), ("a.", "a-"), ("a b", "a-b-"),
])  # fmt: skip
def test_a_key_that_is_no_file_name_gets_a_safe_one(tmp_path: Path, key: str, name: str) -> None:
    (tmp_path / "a.bib").write_text("@misc{x, title={T}}", "utf-8")
    (paper,) = library.read([tmp_path / "a.bib"], []).publications
    from dataclasses import replace

    (page,) = name_pages([replace(paper, key=key)]).values()
    assert re.fullmatch(re.escape(f"publications/{name}") + ("" if name == key else "[0-9a-f]{8}"), page)
    assert page == name_pages([replace(paper, key=key)])[key]


def test_keys_that_differ_in_case_or_in_marks_have_pages_that_differ_in_more(site: MakeSite) -> None:
    pubs = "".join(
        f"@misc{{{key}, author = {{Example, Ada}}, title = {{{key}}}, year = 2020}}\n"
        for key in ("a/b", "a:b", "A:B", "a-b")
    )
    made = site({"index.md": LIST, "pubs.bib": pubs}, (
        "pubs.bib:3: WARNING: A:B: the key is in line 2 already; this entry is shown as A:B-2: give it its own key [cv.duplicate_key]",
    ))  # fmt: skip
    names = {name.lower() for name in files(made)}
    assert len(names) == len(files(made)) == 8


def test_titles_lead_to_the_page_and_names_to_the_list(site: MakeSite) -> None:
    pages = {
        "index.md": LIST + "\n```{toctree}\nin/list\n```\n",
        "in/list.md": "# In\n\n```{bibliography}\n```\n{cv:pub}`one`\n",
    }
    for builder, page, expected in (
        ("html", "index", "publications/one.html"), ("html", "in/list", "../publications/one.html"),
        ("dirhtml", "index", "publications/one/"), ("dirhtml", "in/list/index", "../../publications/one/"),
    ):  # fmt: skip
        made = site(pages, builder=builder)
        links = {link.get_text(): link["href"] for link in made.article(page).select("a.cv-title")}
        assert links["First LLM paper"] == expected
    assert made.article("in/list/index").find_all("a")[-1]["href"] == "../../#one"
    assert files(made) == [
        "publications/one.bib",
        "publications/one/index.html",
        "publications/two.bib",
        "publications/two/index.html",
    ]


def test_other_builders_keep_the_outside_address(site: MakeSite) -> None:
    pubs = "@misc{x, author = {Example, Ada}, title = {T}, year = 2020, url = {https://x.org/}}"
    for builder in ("singlehtml", "epub"):
        made = site({"index.md": LIST, "pubs.bib": pubs}, builder=builder, version="1", copyright="x")
        page = next(path for path in made.out.glob("index.*htm*"))
        assert 'cv-title reference external" href="https://x.org/"' in page.read_text("utf-8")
        assert files(made) == []


def test_a_filter_says_which_have_a_page(site: MakeSite) -> None:
    made = site({"index.md": LIST}, cv_publication_pages='y == 2023 and "attention" in topics')
    assert files(made) == ["publications/one.bib", "publications/one.html"]
    links = {link.get_text(): link["href"] for link in made.article().select("a.cv-title")}
    assert links == {"First LLM paper": "publications/one.html"}


def test_a_wrong_filter_is_one_warning_at_its_line(site: MakeSite) -> None:
    conf = CONF + 'cv_publication_pages = "yeer > 2020"\n'
    made = site({"index.md": LIST, "conf.py": conf, "pubs.bib": "@misc{x, author = {Example, Ada}, title = {T}, year = 2020}"}, (
        "conf.py:5: WARNING: cv_publication_pages yeer > 2020: there is no field 'yeer': did you mean year? the fields are abstract, "
        "author, authors, award, booktitle, code, doi, editor, eprint, journal, key, keywords, kind, note, number, pages, pdf, poster, "
        "presentation, publisher, role, selected, slides, title, topics, type, url, venue, video, volume, website, y, year; "
        "all publications have a page [cv.filter]",
    ))  # fmt: skip
    assert files(made) == ["publications/x.bib", "publications/x.html"]


def test_the_command_line_turns_pages_off(tmp_path: Path) -> None:
    for name, text in {"conf.py": CONF, "pubs.bib": PUBS, "index.md": LIST}.items():
        (tmp_path / name).write_text(text, "utf-8")
    for options, count in (((), 4), (("-D", "cv_publication_pages=none"), 0), ((), 4)):
        run_sphinx(tmp_path, tmp_path / "html", "-n", "-W", *options)
        assert len(list((tmp_path / "html").glob("publications/*"))) == count


def test_only_what_changed_is_written_and_what_went_is_removed(site: MakeSite) -> None:
    made = site({"index.md": LIST})
    path = made.source / "pubs.bib"

    def edit(old: str, new: str) -> set[str]:
        before = {name: (made.out / name).stat().st_mtime_ns for name in files(made)}
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
        stamp = max(path.stat().st_mtime_ns, *before.values()) + 2_000_000_000
        os.utime(path, ns=(stamp, stamp))
        assert build(made.source, made.out) == []
        return {name for name in files(made) if (made.out / name).stat().st_mtime_ns != before.get(name)}

    assert edit("Second paper", "Another paper") == {"publications/two.bib", "publications/two.html"}
    assert words(made.article("publications/two").h1) == "Another paper"
    assert edit("@article{two", "@article{three") == {"publications/three.bib", "publications/three.html"}
    assert files(made) == [
        "publications/one.bib",
        "publications/one.html",
        "publications/three.bib",
        "publications/three.html",
    ]
    (made.out / "publications/one.html").unlink()
    assert edit("Another", "Third") == {
        "publications/one.html",
        "publications/three.bib",
        "publications/three.html",
    }


def test_a_publication_that_no_page_lists_has_a_page_that_follows_it(site: MakeSite) -> None:
    made = site({"index.md": "# CV\n"})
    assert [link["href"] for link in made.article("publications/one").find_all("a")][:2] == ["../index.html", "one.bib"]
    made = site({"index.md": "# CV\n", "pubs.bib": PUBS.replace("First", "Best")})
    assert words(made.article("publications/one").h1) == "Best LLM paper"


def test_an_owners_page_of_that_name_stays(site: MakeSite) -> None:
    pages = {"index.md": LIST + "\n```{toctree}\npublications/one\n```\n", "publications/one.md": "# My own\n"}
    message = "this page has the name of the page of 'one', which is left out: rename this page"
    made = site(pages, warnings=(f"publications/one.md:1: WARNING: {message} [cv.page]",))
    assert words(made.article("publications/one")) == "My own"
    assert files(made) == ["publications/one.html", "publications/two.bib", "publications/two.html"]
