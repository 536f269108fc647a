"""Lists of publications: what they show, in which order, under which anchors; and what is wrong with one."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from conftest import CONF, PUBS, ROOT, build, run_sphinx, words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bs4 import Tag
    from conftest import Site

    MakeSite = Callable[..., Site]

FIELDS = (
    "abstract, author, authors, award, booktitle, cited, code, docname, docnames, doi, editor, eprint, journal, key, keywords, "
    "kind, note, number, pages, pdf, poster, presentation, publisher, role, selected, slides, title, topics, type, url, venue, "
    "video, volume, website, y, year"
)


def papers(site: Site, page: str = "index") -> list[Tag]:
    return site.article(page).select("ul.cv-publications > li")


def citations(items: list[Tag]) -> list[str]:
    """What the items say, without the link to BibTeX that each ends in."""
    texts = [words(item) for item in items]
    assert all(text.endswith(" BibTeX") for text in texts)
    return [text.removesuffix(" BibTeX") for text in texts]


def keys(site: Site, page: str = "index") -> list[object]:
    return [item.get("id") for item in papers(site, page)]


def test_a_list_without_options_shows_everything_newest_first(site: MakeSite) -> None:
    made = site({"index.md": "# CV\n\n```{bibliography}\n```\n"})
    assert citations(papers(made)) == [
        "Albert Gu. Second paper. A Journal, 2024.",
        "Ada Example and Christopher Ré. First LLM paper. In International Conference on Machine Learning (ICML), 2023.",
    ]
    assert keys(made) == ["two", "one"]


def test_the_owner_is_bold_under_any_name(site: MakeSite) -> None:
    pubs = "@misc{a, author={Example, A. and {\\L}uk, A}, title={A}, year={2020}}\n@misc{b, author={Example, Ada}, title={B}, year={2019}}"
    made = site({"index.md": "# CV\n\n```{bibliography}\n```\n", "pubs.bib": pubs})
    assert [[name.get_text() for name in item.find_all("strong")] for item in papers(made)] == [
        ["A. Example"],
        ["Ada Example"],
    ]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (":filter: y >= 2024", ["two"]),
        (":filter: '\"inference\" in topics'", ["one"]),
        (":filter: '{\"attention\", \"inference\"} <= topics'", ["one"]),
        (":filter: '\"Christopher Ré\" in authors'", ["one"]),
        (":filter: author % \"Ré, Chris\"", ["one"]),
        (":filter: venue == \"ICML\"", ["one"]),
        (":filter: kind == \"journal\"", ["two"]),
        (":filter: type == \"article\" or role == \"first\"", ["two", "one"]),
        (":filter: journal", ["two"]),
        (":filter: not award and not selected", ["two", "one"]),
        (":filter: title % r\"\\bLLM\\b\"", ["one"]),
        (":filter: key in {\"one\", \"other\"}", ["one"]),
        (":all:", ["two", "one"]),
    ],
)  # fmt: skip
def test_a_filter_asks_typed_names(site: MakeSite, options: str, expected: list[str]) -> None:
    assert keys(site({"index.md": f"# CV\n\n```{{bibliography}}\n{options}\n```\n"})) == expected


def test_keys_in_the_body_choose_papers(site: MakeSite) -> None:
    warning = (
        "index.md:3: WARNING: there is no publication 'tow' in the BibTeX files: did you mean two? [cv.unknown_key]"
    )
    assert keys(site({"index.md": "# CV\n\n```{bibliography}\none\ntow\n```\n"}, (warning,))) == ["one"]


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("y > \"2018\"", "y is a number and '2018' is text, which > does not compare: write the number without quotes, as in y == 2024"),
        ("year > 2018", "year is text and 2018 is a number, which > does not compare: write the number without quotes, as in y == 2024"),
        ("title % \"20(19\"", "the pattern '20(19' is wrong (missing ), unterminated subpattern at position 2): correct it, "
                              "or put a \\ before the character"),
        ("keyword % \"x\"", f"there is no field 'keyword': did you mean keywords? the fields are {FIELDS}"),
        ("(", "it cannot be read at character 1: write an expression such as \"attention\" in topics and y >= 2022"),
        ("topics.count", "'topics.count' is not part of the filter language "
                         "(and, or, not, ==, !=, <, <=, >, >=, in, %, |, &)"),
    ],
)  # fmt: skip
def test_a_wrong_filter_is_one_warning_at_its_line_and_loses_nothing(
    site: MakeSite, written: str, problem: str
) -> None:
    warning = f"index.md:4: WARNING: filter {written}: {problem}; all publications are listed [cv.filter]"
    assert keys(site({"index.md": f"# CV\n\n```{{bibliography}}\n:filter: {written}\n```\n"}, (warning,))) == [
        "two",
        "one",
    ]


def test_a_filter_that_begins_with_a_quote_is_read_as_meant_and_named(site: MakeSite) -> None:
    warning = ("index.md:4: WARNING: option filter would be cut short or dropped here: "
               "write :filter: '\"inference\" in topics' [cv.option]")  # fmt: skip
    page = '# CV\n\n```{bibliography}\n:filter: "inference" in topics\n:list: enumerated\n```\n'
    made = site({"index.md": page}, (warning,))
    assert [words(item)[:4] for item in papers(made)] == ["[1] "]


def test_cited_papers_are_listed_where_they_are_cited(site: MakeSite) -> None:
    files = {"index.md": "# CV\n\n{cite:empty}`one`\n\n```{bibliography}\n:filter: cited and y < 2024\n```\n"}
    made = site(files)
    assert keys(made) == ["one"]


def test_a_list_of_cited_papers_keeps_to_its_file_and_follows_other_pages(site: MakeSite) -> None:
    files = {
        "conf.py": CONF.replace('["pubs.bib"]', '["pubs.bib", "more.bib"]')
        + 'suppress_warnings = ["bibtex.key_not_found"]\n',
        "more.bib": "@misc{w, author={A, B}, title={W}, year={2020}}",
        "index.md": "# CV\n\n```{bibliography} more.bib\n:cited:\n```\n\n```{toctree}\nother\n```\n",
        "other.md": "# Other\n\n{cite:empty}`one`\n",
    }
    made = site(files)
    assert keys(made) == []
    (made.source / "other.md").write_text("# Other\n\n{cite:empty}`one` {cite:empty}`w`\n", "utf-8")
    assert build(made.source, made.out) == []
    assert keys(made) == ["w"]


def test_a_list_by_year_has_a_section_for_each_with_its_count(site: MakeSite) -> None:
    pubs = "".join(f"@misc{{k{n}, author={{A, B}}, title={{T{n}}}, {field}}}\n" for n, field in enumerate(
        ("year={2020}", "year={2024}", "pubstate={inpress}", "year={2020}", "date={2021-05-01}")))  # fmt: skip
    made = site({"index.md": "# CV\n\n```{bibliography}\n:by: year\n:list: enumerated\n```\n", "pubs.bib": pubs})
    sections = made.article().select("section section")
    assert [(section["id"], words(section.h2)) for section in sections] == [
        ("year-forthcoming", "Forthcoming (1)"), ("year-2024", "2024 (1)"), ("year-2021", "2021 (1)"), ("year-2020", "2020 (2)"),
    ]  # fmt: skip
    assert citations(papers(made)) == [
        "[5] B A. T2. in press.", "[4] B A. T1. 2024.", "[3] B A. T4. 2021.", "[2] B A. T0. 2020.", "[1] B A. T3. 2020.",
    ]  # fmt: skip


def test_a_list_by_topic_shows_a_paper_under_each_of_its_topics(site: MakeSite) -> None:
    pubs = "@misc{x, author={A, B}, title={X}, year={2020}}"
    made = site({"index.md": "# CV\n\n```{bibliography}\n:by: topic\n```\n", "pubs.bib": pubs,
                 "conf.py": CONF.replace('["pubs.bib"]', '["pubs.bib", "more.bib"]'),
                 "more.bib": "@misc{y, author={A, B}, title={Y}, year={2021}, keywords={attention, long context}}"
                             "@misc{z, author={A, B}, title={Z}, year={2019}, keywords={attention}}"})  # fmt: skip
    assert [
        (section["id"], citations(section.select("li"))) for section in made.article().select("section section")
    ] == [
        ("topic-attention", ["B A. Y. 2021.", "B A. Z. 2019."]),
        ("topic-long-context", ["B A. Y. 2021."]),
    ]
    assert keys(made) == ["y", "z", None]


def test_several_files_are_named_and_chosen(site: MakeSite) -> None:
    files = {"conf.py": CONF.replace('["pubs.bib"]', '["pubs.bib", "more/more.bib"]'),
             "more/more.bib": "@misc{one, title={Else}, author={A, B}, year={2020}}\n\n@misc{w, title={W}, year={2020}}",
             "index.md": "# CV\n\n```{bibliography} more/more.bib\n```\n\n```{bibliography} none.bib\n```\n"}  # fmt: skip
    made = site(files, (
        "more/more.bib:1: WARNING: one: the key is in pubs.bib line 1 already; this entry is shown as one-2: "
        "give it its own key [cv.duplicate_key]",
        "more/more.bib:3: WARNING: w: it has no author and no editor: write author = {Last, First and Last, First} [cv.no_author]",
        "index.md:6: WARNING: none.bib is not one of bibtex_bibfiles (pubs.bib, more.bib): add it to conf.py [cv.config]",
    ))  # fmt: skip
    assert keys(made) == ["one-2", "w"]


def test_the_legend_stands_once_on_a_page_with_marks(site: MakeSite) -> None:
    pubs = ("@misc{a, author={Gu*, Albert and Example*, Ada and Re, C}, title={A}, year={2020}}\n"
            "@misc{b, author={Gu, Albert and Example, Ada}, author+an={2=equal}, title={B}, year={2021}}")  # fmt: skip
    page = "# CV\n\n```{bibliography}\n:filter: y == 2020\n```\n\n```{bibliography}\n```\n"
    made = site(
        {
            "index.md": page,
            "pubs.bib": pubs,
            "other.md": "---\norphan: true\n---\n# None\n\n```{bibliography}\n:filter: y==1\n```\n",
        }
    )
    assert [words(legend) for legend in made.article().select(".cv-legend")] == ["* equal contribution"]
    assert made.article("other").select(".cv-legend") == []
    assert citations(papers(made)) == [
        "Albert Gu*, Ada Example*, and C Re. A. 2020.", "Albert Gu and Ada Example*. B. 2021.", "Albert Gu*, Ada Example*, and C Re. A. 2020.",
    ]  # fmt: skip
    assert keys(made) == ["a", "b", None]


def test_everything_a_paper_has_is_printed_in_order(site: MakeSite) -> None:
    pubs = r"""@article{full, author = {Gu, Albert and {OpenAI Team} and others}, title = {Is {\emph{this}} $O(n^2)$?},
  journal = {J. of X}, volume = 3, number = 4, pages = {1--9}, year = 2024, award = {Best Paper}, presentation = {Oral},
  note = {To {\bf appear}}, eprint = {2401.00001}, archiveprefix = {arXiv}, doi = {https://doi.org/10.1/a<b>c}, url = {https://x.org/a\_b},
  pdf = {https://x.org/p.pdf}, code = {https://x.org/c}, slides = {https://x.org/s}, poster = {https://x.org/po},
  video = {https://x.org/v}, website = {https://x.org/w}}"""
    made = site({"index.md": "# CV\n\n```{bibliography}\n```\n", "pubs.bib": pubs})
    (item,) = papers(made)
    math = item.find("math")
    assert math is not None
    assert math["xmlns"] == "http://www.w3.org/1998/Math/MathML"
    assert words(item) == (
        "Albert Gu, OpenAI Team, and others. Is this O ( n 2 ) ? J. of X, 3(4), 1–9, 2024. Best Paper. Oral. To appear. "
        "arXiv · Paper · DOI · PDF · Code · Slides · Poster · Video · Website · BibTeX"
    )
    assert [(link.get_text(), link["href"]) for link in item.select(".cv-links a")] == [
        ("arXiv", "https://arxiv.org/abs/2401.00001"), ("Paper", "https://x.org/a_b"), ("DOI", "https://doi.org/10.1/a%3Cb%3Ec"),
        ("PDF", "https://x.org/p.pdf"), ("Code", "https://x.org/c"), ("Slides", "https://x.org/s"), ("Poster", "https://x.org/po"),
        ("Video", "https://x.org/v"), ("Website", "https://x.org/w"), ("BibTeX", "publications/full.bib"),
    ]  # fmt: skip
    assert [badge.get_text() for badge in item.select(".cv-badge")] == ["Best Paper", "Oral"]
    title = item.select_one("a.cv-title")
    assert title is not None
    assert title["href"] == "publications/full.html"
    made = site({"index.md": "# CV\n\n```{bibliography}\n```\n", "pubs.bib": pubs}, cv_publication_pages="none")
    title = papers(made)[0].select_one("a.cv-title")
    assert title is not None
    assert title["href"] == "https://x.org/a_b"
    link = papers(made)[0].select_one("a.cv-bibtex")
    assert link is not None
    assert link["href"] == "publications.bib#full"


def test_a_long_list_of_people_folds_but_for_the_first_and_the_owner(site: MakeSite) -> None:
    people = " and ".join(f"{letter}, {letter}" for letter in "ABCDEFGH")
    pubs = (f"@misc{{long, author = {{{people} and Example*, Ada and I, I and J, J and others}}, title = {{X}}, year = 2024}}\n"
            f"@misc{{first, author = {{Example, Ada and {people} and I, I and J, J}}, title = {{Y}}, year = 2023}}\n"
            f"@misc{{ten, author = {{{people} and Example, Ada and I, I}}, title = {{Z}}, year = 2022}}\n")  # fmt: skip
    made = site({"index.md": "# CV\n\n```{bibliography}\n```\n", "pubs.bib": pubs})
    long, first, ten = papers(made)
    assert citations([long]) == ["A A, B B, C C, D D, E E, F F, G G, H H, Ada Example*, I I, J J, and others. X. 2024."]
    assert [words(part) for part in long.select(".cv-more")] == [", F F, G G, H H", ", I I, J J, and others"]
    assert [words(part) for part in first.select(".cv-more")] == [", E E, F F, G G, H H, I I, and J J"]
    switch = long.select_one("input.cv-unfold")
    assert switch is not None
    assert switch["aria-label"] == "all 11 names"
    assert not ten.select(".cv-more, input")
    text = site({"index.md": "# CV\n\n```{bibliography}\n```\n", "pubs.bib": pubs}, builder="text").out / "index.txt"
    assert "H H, Ada Example*, I I" in " ".join(text.read_text("utf-8").replace("**", "").split())
    assert (
        not site({"index.md": "# CV\n\n```{bibliography}\n```\n", "pubs.bib": pubs}, builder="singlehtml")
        .article()
        .select("a.cv-bibtex")
    )


def test_all_publications_are_one_file_which_the_list_by_year_offers(site: MakeSite) -> None:
    files = {
        "index.md": "# CV\n\n```{toctree}\na/papers\n```\n",
        "a/papers.md": "# Papers\n\n```{bibliography}\n:by: year\n```\n",
    }
    made = site(files)
    link = made.article("a/papers").select_one(".cv-download a")
    assert link is not None
    assert (link.get_text(), link["href"]) == ("Download all as BibTeX", "../publications.bib")
    text = (made.out / "publications.bib").read_text("utf-8")
    assert [line for line in text.splitlines() if line.startswith("@")] == ["@article{two,", "@inproceedings{one,"]
    assert not made.article("index").select(".cv-download")


def test_hostile_text_stays_text(site: MakeSite) -> None:
    pubs = r"""@misc{x, author = {<script>, A}, title = {<b>&lt;</b> `code` *em* [l](javascript:alert(1)) |s|_}, year = 2020,
  url = {javascript:alert(1)}, note = {\href{data:text/html,x}{here} and $\input{/etc/passwd}$}}"""
    made = site({"index.md": "# CV\n\n```{bibliography}\n```\n", "pubs.bib": pubs}, (
        "pubs.bib:2: WARNING: x: note: 'data:text/html,x' cannot be linked: "
        "write a URL that begins with https:// [cv.latex]",
        r"pubs.bib:2: WARNING: x: note: the formula '\\input{/etc/passwd}' is not understood and is shown unchanged: "
        "write it more simply [cv.latex]",
        "pubs.bib:2: WARNING: x: url: 'javascript:alert(1)' cannot be linked to: write a URL that begins with https:// [cv.url]",
    ))  # fmt: skip
    (item,) = papers(made)
    assert citations([item])[0] == (
        r"A <script>. <b>&lt;</b> ‘code‘ *em* [l](javascript:alert(1)) |s|_. 2020. here and $\input{/etc/passwd}$."
    )
    assert [element.name for element in item.find_all(True)] == ["p", "span", "a", "span", "span", "span", "a"]


def test_faults_are_said_at_every_build_also_when_nothing_is_read(site: MakeSite) -> None:
    warning = "pubs.bib:1: WARNING: x: it has no year: write year = {2024}, or pubstate = {inpress} [cv.no_year]"
    made = site(
        {"index.md": "# CV\n\n```{bibliography}\n```\n", "pubs.bib": "@misc{x, title={X}, author={A, B}}"}, (warning,)
    )
    assert build(made.source, made.out) == [warning]


def test_sphinxcontrib_bibtex_does_not_read_the_files_again(site: MakeSite, capfd: pytest.CaptureFixture[str]) -> None:
    made = site({"index.md": "# CV\n\n```{bibliography}\n```\n"})
    done = subprocess.run([sys.executable, "-m", "sphinx", "-E", str(made.source), str(made.out)], capture_output=True, text=True,
                          check=True, env={"PYTHONPATH": str(ROOT)})  # fmt: skip
    assert "checking bibtex cache... up to date" in done.stdout
    assert "parsing bibtex file" not in done.stdout
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "conf.py:2: ERROR: pubs.bib cannot be read (No such file or directory): correct bibtex_bibfiles in conf.py [cv.unreadable]"),
        (b"@misc{a,\n title={A}}\n@misc{b, title={Mu\xfcller}}\n", "pubs.bib:3: ERROR: pubs.bib is not UTF-8 (byte 0xFC): save the file in UTF-8 [cv.unreadable]"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_ends_the_build_with_one_line(
    site: MakeSite, content: bytes | None, message: str
) -> None:
    made = site({"index.md": "# CV\n\n```{bibliography}\n```\n"})
    before = (made.out / "index.html").read_bytes()
    path: Path = made.source / "pubs.bib"
    path.unlink() if content is None else path.write_bytes(content)
    done = run_sphinx(made.source, made.out, check=False)
    assert (done.returncode, done.stderr.splitlines()) == (2, [message])
    assert (made.out / "index.html").read_bytes() == before


def test_a_file_that_cannot_be_read_is_at_the_line_of_the_setting(site: MakeSite) -> None:
    made = site({"index.md": "# CV\n"})
    conf = '# no pubs.bib\nextensions = ["sphinx_cv.full"]\nbibtex_bibfiles = [\n    ".",\n]\n'
    (made.source / "conf.py").write_text(conf, "utf-8")
    done = run_sphinx(made.source, made.out, check=False)
    message = "conf.py:3: ERROR: . cannot be read (Is a directory): correct bibtex_bibfiles in conf.py [cv.unreadable]"
    assert (done.returncode, done.stderr.splitlines()) == (2, [message])


def test_a_long_value_loses_its_middle_in_a_message(site: MakeSite) -> None:
    pubs = f"@misc{{a, author={{Hale, Ann}}, title={{A}}, year={{{'x' * 5000}}}}}\n"
    end = "' has no year: write year = {2024}, or pubstate = {inpress}"
    message = f"a: '{'x' * 296} … {'x' * (300 - len(end))}{end}"
    site({"index.md": "# CV\n", "pubs.bib": pubs}, (f"pubs.bib:1: WARNING: {message} [cv.no_year]",))


def test_a_list_in_latex_has_targets_for_its_links(site: MakeSite) -> None:
    made = site({"index.md": "# CV\n\n```{bibliography}\n```\n\n{cv:pub}`one`\n"}, builder="latex")
    (source,) = made.out.glob("*.tex")
    tex = source.read_text("utf-8")
    assert r"\hypertarget" not in tex
    assert tex.count(r"\phantomsection\label{\detokenize{index:one}}") == 1
    assert r"\hyperref[\detokenize{index:one}]" in tex


def test_one_page_of_everything_has_each_anchor_once(site: MakeSite) -> None:
    files = {"index.md": "# CV\n\n```{bibliography}\n```\n\n```{toctree}\npapers\n```\n",
             "papers.md": "# Papers\n\n```{bibliography}\n:list: enumerated\n```\n"}  # fmt: skip
    made = site(files, builder="singlehtml")
    found = [element["id"] for element in made.article().find_all(id=True)]
    assert sorted(found) == sorted(set(found))
    assert [words(item)[:3] for item in papers(made) if item.get("id")] == ["[2]", "[1]"]


def test_another_style_and_citations_take_entries_of_any_type(site: MakeSite) -> None:
    pubs = (
        "@report{a, author={Gu, Albert}, title={A {T}itle}, institution={Lab}, date={2024-05}}\n"
        "@preprint{b, author={Gu, Albert}, title={100\\% {\\'e}}, year={2023}}\n"
    )
    page = "# CV\n\nSee {cite:t}`a`.\n\n```{bibliography}\n:list: citation\n```\n\n```{bibliography}\n:style: plain\n:list: bullet\n:all:\n```\n"
    warning = "pubs.bib:2: WARNING: b: @preprint is not an entry type of BibTeX or biblatex; it is shown like @misc: use one [cv.unknown_type]"
    made = site({"index.md": page, "pubs.bib": pubs}, (warning,))
    assert words(made.article().find_all("p")[0]) == "See Gu [2]."
    assert [words(item) for item in made.article().select("ul > li")] == [
        "Albert Gu. A Title. Technical Report, Lab, 2024.",
        "Albert Gu. 100% é. 2023.",
    ]


@pytest.mark.parametrize("builder", ["html", "latex"])
def test_deep_latex_is_one_warning_and_its_text_is_listed(site: MakeSite, builder: str) -> None:
    deep = r"\emph{" * 250 + "word" + "}" * 250, r"\em " * 400 + "word", r"\textbf{" * 24 + "word" + "}" * 24
    pubs = "".join(
        f"@misc{{k{at}, author={{Dao, Tri}}, title={{{text}}}, year=2020}}\n" for at, text in enumerate(deep)
    )
    warning = "title: its braces are nested too deeply to be read: remove some [cv.latex]"
    look = "look for a missing comma, brace or quote here or in the line above"
    nested = f"too many nested braces: {look} [cv.bibtex_syntax]"
    expected = (
        f"pubs.bib:1: WARNING: k0: {nested}",
        f"pubs.bib:1: WARNING: k0: {warning}",
        f"pubs.bib:2: WARNING: k1: {warning}",
    )
    site({"index.md": "# CV\n\n```{bibliography}\n```\n", "pubs.bib": pubs}, expected, builder)


@pytest.mark.parametrize(
    ("page", "line", "shown", "number"),
    [
        ("```{bibliography}\n:filter: 'title % \"(a|aa)+$\"'\n```\n", 4, "all publications are listed", 2),
        ("```{bibliography}\n:filter: 'cited or title % \"(a|aa)+$\"'\n```\n", 3, "all publications are listed", 2),
        ("```{award} aaa\n:date: 2020\n```\n\n```{entries} award\n:filter: title % \"(a|aa)+$\"\n```\n", 7, "the filter is ignored", 0),
    ],
)  # fmt: skip
def test_a_pattern_that_takes_too_long_is_one_warning(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch, page: str, line: int, shown: str, number: int
) -> None:
    monkeypatch.setattr("sphinx_cv.model.filters._MAX_SECONDS", 0.1)
    pubs = PUBS.replace("Second paper", "a" * 60 + "?")
    page = page.replace("aaa", "a" * 60 + "?", 1)
    source = page.partition(":filter: ")[2].partition("\n")[0].strip("'")
    message = (
        f"filter {source}: the pattern '(a|aa)+$' takes more than 0.1 seconds: write it without a repetition in another"
    )
    made = site(
        {"index.md": f"# CV\n\n{page}", "pubs.bib": pubs},
        (f"index.md:{line}: WARNING: {message}; {shown} [cv.filter]",),
    )
    assert len(made.article().select("ul.cv-publications > li")) == number
