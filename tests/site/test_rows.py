"""Rows, rows of other pages, and references to publications."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import build, words

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Site

    MakeSite = Callable[..., Site]

ROW = "```{position} Professor\n:organization: A University\n:start: 2024-09\n:end: present\n```\n"


def rows(site: Site, page: str = "index") -> list[list[str]]:
    """The paragraphs of each row of a page."""
    return [[words(part) for part in row.find_all(["p", "li"])] for row in site.article(page).select(".cv-row")]


def test_a_row_is_its_dates_and_its_line(site: MakeSite) -> None:
    made = site({"index.md": f"# CV\n\n{ROW}"})
    assert rows(made) == [["Sep 2024 – present", "Professor, A University"]]
    row = made.article().select_one(".cv-row")
    assert row is not None
    assert row["class"] == ["cv-row", "cv-position", "docutils", "container"]
    assert row["id"] == "professor-a-university-2024-09"


def test_each_kind_prints_its_own_fields(site: MakeSite) -> None:
    page = """# CV

```{degree} PhD
:organization: U
:start: 2016-09
:end: 2023-06
:dissertation: On *Things* & more
:advisors: A. Re, B. Ng
```

```{course} Machine Learning
:code: CS 229
:role: Teaching Assistant
:organization: U
:date: 2019
```

```{award} Best Paper
:organization: A Workshop
:date: 2022-07-23
:publication: one
```

```{entry} A talk
:kind: talk
:url: https://example.org/a_b
:location: Paris

- about *this*
```
"""
    made = site({"index.md": page})
    assert rows(made) == [
        ["Sep 2016 – Jun 2023", "PhD, U", "Dissertation: On Things & more", "Advisors: A. Re, B. Ng"],
        ["2019", "CS 229: Machine Learning, U, Teaching Assistant"],
        ["Jul 23, 2022", "Best Paper, A Workshop", "First LLM paper"],
        ["A talk, Paris", "about this", "about this"],
    ]
    link = made.article().select_one(".cv-talk a")
    assert link is not None
    assert (link["href"], link.get_text()) == ("https://example.org/a_b", "A talk")


def test_two_rows_that_say_the_same_have_two_anchors(site: MakeSite) -> None:
    made = site({"index.md": f"# CV\n\n{ROW}\n{ROW}"})
    assert [row["id"] for row in made.article().select(".cv-row")] == [
        "professor-a-university-2024-09", "professor-a-university-2024-09-2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("options", "line", "shown", "message"),
    [
        (":date: 2024-13", 4, "2024-13", "'2024-13' is not a date: write a year, month or day that exists, as in 2024, 2024-09 or 2024-09-01, or a season or quarter, as in Fall 2024 or Q3 2024"),
        (":start: 2024-09\n:end: 2023", 5, "2024-09 – 2023", "it ends (2023) before it starts (2024-09): swap :start: and :end:, or correct one"),
        (":start: 2024\n:end: soon", 5, "2024 – soon", "'soon' is not a date: write a year, month or day that exists, as in 2024, 2024-09 or 2024-09-01, or a season or quarter, as in Fall 2024 or Q3 2024"),
        (":start: 2024", 4, "2024", "it has a start (2024) and no end: write :end: present, or :date: 2024 for one point in time"),
        (":date: 2024\n:end: 2025", 5, "2024 – 2025",
         "it has a date and a start or an end: write :date: for one point in time, :start: and :end: for a span"),
    ],
)  # fmt: skip
def test_an_impossible_date_is_shown_with_one_warning_at_its_option(
    site: MakeSite, options: str, line: int, shown: str, message: str
) -> None:
    made = site(
        {"index.md": f"# CV\n\n```{{entry}} Row\n{options}\n```\n"}, (f"index.md:{line}: WARNING: {message} [cv.date]",)
    )
    assert rows(made) == [[shown, "Row"]]


def test_a_row_without_a_title_is_shown_and_named(site: MakeSite) -> None:
    warning = (
        "index.md:3: WARNING: this row has no title: write one after the directive's name, ```{award} Title [cv.row]"
    )
    made = site({"index.md": "# CV\n\n```{award}\n:organization: An Academy\n:date: 2024\n```\n"}, (warning,))
    assert rows(made) == [["2024", "An Academy, An Academy"]]


def test_an_option_cut_short_by_a_comment_is_read_whole_and_named(site: MakeSite) -> None:
    warning = ("index.md:4: WARNING: option organization would be cut short or dropped here: "
               "write :organization: 'Ranked #1 of 200' [cv.option]")  # fmt: skip
    page = "# CV\n\n```{award} Prize\n:organization: Ranked #1 of 200\n:date: 2024\n```\n"
    assert rows(site({"index.md": page.replace("Ranked #1", "Ranked  #1").replace("  #", " #")}, (warning,))) == [
        ["2024", "Prize, Ranked #1 of 200"]
    ]


def test_an_unknown_publication_of_an_award_is_named(site: MakeSite) -> None:
    warning = (
        "index.md:5: WARNING: there is no publication 'onne' in the BibTeX files: did you mean one? [cv.unknown_key]"
    )
    made = site({"index.md": "# CV\n\n```{award} Prize\n:date: 2024\n:publication: onne\n```\n"}, (warning,))
    assert rows(made) == [["2024", "Prize"]]


ENTRIES = {
    "index.md": "# CV\n\n```{entries} award\n:limit: 2\n```\n\n```{toctree}\nsections/b\nsections/a\n```\n",
    "sections/a.md": "# A\n\n```{award} Third\n:date: 2020\n\nSee [B](b.md) and {doc}`b`.\n```\n\n```{course} C\n:date: 2019\n```\n",
    "sections/b.md": "# B\n\n```{award} First\n:date: 2024\n```\n\n```{award} Second\n:date: 2022\n```\n",
}


def test_entries_shows_rows_in_the_order_of_the_table_of_contents(site: MakeSite) -> None:
    assert rows(site(ENTRIES)) == [["2024", "First"], ["2022", "Second"]]


@pytest.mark.parametrize(
    ("directive", "expected"),
    [
        ("{entries} award\n:filter: y < 2023", ["2022 Second", "2020 Third See B and B."]),
        ("{entries} award, course\n:from: sections/a", ["2020 Third See B and B.", "2019 C"]),
        ("{entries} award course\n:from: /sections/a.md\n:limit: 1", ["2020 Third See B and B."]),
        ("{entries} award\n:filter: title in {\"First\", \"Third\"}", ["2024 First", "2020 Third See B and B."]),
    ],
)  # fmt: skip
def test_entries_chooses_by_kind_filter_page_and_number(site: MakeSite, directive: str, expected: list[str]) -> None:
    made = site(
        {**ENTRIES, "index.md": f"# CV\n\n```{directive}\n```\n\n```{{toctree}}\nsections/b\nsections/a\n```\n"}
    )
    assert [words(row) for row in made.article().select(".cv-row")] == expected


def test_a_copied_row_keeps_its_links_and_leaves_its_anchor(site: MakeSite) -> None:
    page = "# CV\n\n```{entries} award\n:from: sections/a\n```\n\n```{toctree}\nsections/b\nsections/a\n```\n"
    made = site({**ENTRIES, "index.md": page})
    row = made.article().select_one(".cv-row")
    assert row is not None
    assert [link["href"] for link in row.find_all("a")] == ["sections/b.html", "sections/b.html"]
    assert row.find_all(id=True) == []
    assert "id" not in row.attrs


@pytest.mark.parametrize(
    ("directive", "line", "warning"),
    [
        ("{entries} talk", 3, "no row matches: the kinds of rows are award, course [cv.row]"),
        ("{entries} award\n:filter: y > \"2\"", 3,
         "filter y > \"2\": y is a number and '2' is text, which > does not compare: "
         "write the number without quotes, as in y == 2024; the filter is ignored [cv.filter]"),
    ],
)  # fmt: skip
def test_entries_that_cannot_be_shown_are_named(site: MakeSite, directive: str, line: int, warning: str) -> None:
    page = f"# CV\n\n```{directive}\n```\n\n```{{toctree}}\nsections/b\nsections/a\n```\n"
    site({**ENTRIES, "index.md": page}, (f"index.md:{line}: WARNING: {warning}",))


def test_dates_are_printed_in_the_sites_language(site: MakeSite) -> None:
    made = site({"index.md": f"# CV\n\n{ROW}"}, language="fr")
    assert rows(made) == [["sept. 2024 – aujourd’hui", "Professor, A University"]]


def test_html_in_a_row_is_text(site: MakeSite) -> None:
    page = (
        "# CV\n\n```{position} A <b>bold</b> *claim*\n:organization: R&D <script>alert(1)</script>\n:date: 2024\n```\n"
    )
    made = site({"index.md": page})
    assert rows(made) == [["2024", "A <b>bold</b> claim, R&D <script>alert(1)</script>"]]
    assert [each.get_text() for each in made.article().select(".cv-title em")] == ["claim"]
    assert made.article().find("script") is None


LIST = "# Papers\n\n```{bibliography}\n:list: enumerated\n```\n"


def test_pub_links_to_the_paper_where_it_is_at_home(site: MakeSite) -> None:
    index = "# CV\n\n```{bibliography}\n```\n\nSee {cv:pub}`one` and {cv:pub}`this *one* <ONE>`.\n\n```{toctree}\npapers\n```\n"
    made = site({"index.md": index, "papers.md": LIST})
    paragraph = made.article().find_all("p")[-1]
    assert [(link.get_text(), link["href"]) for link in made.article().select("a.internal") if "papers.html#" in str(link["href"])] == [
        ("First LLM paper", "papers.html#one"), ("this *one*", "papers.html#one"),
    ]  # fmt: skip
    assert paragraph is not None


def test_pub_of_a_paper_that_no_list_shows_links_to_the_paper(site: MakeSite) -> None:
    pubs = "@misc{x, title={Only {cited}}, author={A, B}, year={2020}, url={https://example.org/x}}"
    made = site({"index.md": "# CV\n\nSee {cv:pub}`x`.\n", "pubs.bib": pubs})
    link = made.article().select_one("a.reference")
    assert link is not None
    assert (link.get_text(), link["href"]) == ("Only cited", "https://example.org/x")


def test_an_unknown_key_in_prose_is_named_with_its_line(site: MakeSite) -> None:
    warning = (
        "index.md:3: WARNING: there is no publication 'onee' in the BibTeX files: did you mean one? [cv.unknown_key]"
    )
    made = site({"index.md": "# CV\n\nSee {cv:pub}`onee`.\n"}, (warning,))
    assert made.text() == "CV See onee."


def test_a_page_alone_follows_the_rows_of_another_page_that_changed(site: MakeSite) -> None:
    made = site(ENTRIES)
    (made.source / "sections/b.md").write_text("# B\n\n```{award} Changed\n:date: 2025\n```\n", "utf-8")
    assert build(made.source, made.out) == []
    assert rows(made) == [["2025", "Changed"], ["2020", "Third", "See B and B."]]
    (made.source / "sections/a.md").unlink()
    (made.source / "index.md").write_text(ENTRIES["index.md"].replace("sections/a\n", ""), "utf-8")
    assert build(made.source, made.out) == []
    assert rows(made) == [["2025", "Changed"]]


def test_an_option_that_is_given_twice_is_named(site: Callable[..., Site]) -> None:
    page = "# CV\n\n```{position} A\n:organization: One\n:date: 2020\n:Organization: Two\n\nA body\n:date: none\n```\n"
    message = (
        "index.md:6: WARNING: option Organization is given twice, and only the last one is read: remove one [cv.option]"
    )
    made = site({"index.md": page}, (message,))
    assert "Two" in made.text()


def test_options_that_are_text_are_named_and_shown(site: Callable[..., Site]) -> None:
    page = """\
# CV

```{position} A

:organization: One
start: 2024
```

```{degree} B
:organization: Two
advisors: Ann Lee

:start 2024
date

role: none
```

:::{award} C
> :date: 2024
:::

> ```{award} D
>
> location: Paris
> ```

```{position} E

date of birth: 1815

:start: 2024
```

```{position} F
talks: two
```
"""
    fix = "in the lines right after the first one [cv.option]"
    warnings = [
        (5, ":organization: One"),
        (6, ":start: 2024"),
        (11, ":advisors: Ann Lee"),
        (13, ":start: 2024"),
        (25, ":location: Paris"),
    ]
    made = site({"index.md": page}, tuple(
        f"index.md:{line}: WARNING: this line is text of the row and no option: write {option}, {fix}" for line, option in warnings
    ))  # fmt: skip
    assert ":organization: One start: 2024" in made.text()


def test_options_after_one_of_two_lines_are_named(site: Callable[..., Site]) -> None:
    page = (
        "# CV\n\n```{entry} A\n:kind: grant\n:organization: One,\n  Two\n:role: PI\n:date: 2020\nText\n\n:url: x\n```\n"
    )
    fix = "in the lines right after the first one [cv.option]"
    made = site({"index.md": page}, tuple(
        f"index.md:{line}: WARNING: this line is text of the row and no option: write {option}, {fix}"
        for line, option in ((7, ":role: PI"), (8, ":date: 2020"))
    ))  # fmt: skip
    assert "A, One, Two :role: PI :date: 2020 Text" in made.text()


def test_options_that_are_text_are_named_in_restructuredtext(site: Callable[..., Site]) -> None:
    page = "CV\n==\n\n.. cv:position:: A\n\n   :start: 2024\n\n.. cv:position:: B\n   :date: 2024\n\n   role: x\n"
    message = "this line is text of the row and no option: write %s, in the lines right after the first one [cv.option]"
    places = ((6, ":start: 2024"), (11, ":role: x"))
    site({"index.rst": page}, tuple(f"index.rst:{line}: WARNING: {message % option}" for line, option in places))


def test_a_title_with_a_backtick_in_a_fence_of_backticks_is_shown_and_named(site: Callable[..., Site]) -> None:
    warning = (
        "index.md:3: WARNING: a title with a backtick needs another fence: write ~~~ for ``` here, "
        "and at the directive's end [cv.option]"
    )
    made = site(
        {"index.md": "# CV\n\n```{entry} On `code`\n:kind: talk\n:date: 2024\n\nText.\n```\n\nMore.\n"}, (warning,)
    )
    assert rows(made) == [["2024", "On code", "Text."]]
    assert made.text().endswith("More.")
