"""Fields of rows that cv_kinds declares, fields that it does not, and inline markup in all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from conftest import build, words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Site

    MakeSite = Callable[..., Site]

KINDS = {
    "grant": ["amount", "number", "role"],
    "talk": ["event", "slides", "video-of-it"],
    "student": ["degree", "now", "PI"],
}
CONF = f"""extensions = ["sphinx_cv.full"]
bibtex_bibfiles = ["pubs.bib"]
html_theme = "furo"
cv_kinds = {KINDS}
"""
PAGE = """# CV

```{entry} Small Gauges
:kind: grant
:role: PI
:number: IIS-1234
:amount: $500,000, of which $20,000 for ships
:organization: A Council
:date: Fall 2024

Body.
```

:::{entry} On `memory`, *twice*, and $n^2$
:kind: talk
:event: The {cv:pub}`workshop <one>`
:slides: files/talk.pdf
:video-of-it: https://example.org/v
:url: https://example.org/talk
:location: [Paris](https://example.org/paris)
:date: 2023
:::

```{entry} Jo Quill
:kind: student
:now: at [B](b.md)
:pi: N. Fré
:degree: PhD
:url: b.md
```

~~~{entry} The {cv:pub}`paper <one>`
:kind: talk
:url: https://example.org/talk
~~~

```{toctree}
b
```
"""
B = '# B\n\n```{entries} grant, student\n:filter: number == "IIS-1234" or pi == "N. Fré" and degree\n```\n\n```{bibliography}\n:list: enumerated\n```\n'


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with rows of all these kinds, built without a warning."""
    from conftest import PUBS, Site

    source = tmp_path_factory.mktemp("fields") / "source"
    for name, text in {
        "conf.py": CONF,
        "pubs.bib": PUBS,
        "index.md": PAGE,
        "b.md": B,
        "files/talk.pdf": "slides",
    }.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text, "utf-8")
    out = source.parent / "html"
    assert build(source, out, nitpicky=True) == []
    return Site(source, out, [])


def lines(site: Site, kind: str, page: str = "index") -> list[list[str]]:
    return [[words(line) for line in row.find_all("p")] for row in site.article(page).select(f".cv-row.cv-{kind}")]


def test_declared_fields_are_a_line_with_labels_in_the_order_of_the_setting(made: Site) -> None:
    assert lines(made, "grant") == [
        ["Fall 2024", "Small Gauges, A Council",
         "Amount: $500,000, of which $20,000 for ships · Number: IIS-1234 · Role: PI", "Body."],
    ]  # fmt: skip
    assert lines(made, "student") == [["Jo Quill", "Degree: PhD · Now: at B · PI: N. Fré"]]
    (details,) = made.article().select(".cv-grant .cv-details")
    assert [label.get_text() for label in details.select(".cv-field > .cv-label")] == ["Amount:", "Number:", "Role:"]


def test_a_url_and_a_file_are_links_with_the_label_as_their_text(made: Site) -> None:
    talk, other = made.article().select(".cv-talk")
    event, slides, video = talk.select(".cv-details a")
    assert words(talk.select_one(".cv-details")) == "Event: The workshop · Slides · Video of it"
    assert (event["href"], event.get_text()) == ("b.html#one", "workshop")
    assert (video["href"], video.get_text()) == ("https://example.org/v", "Video of it")
    assert (made.out / str(slides["href"])).read_text("utf-8") == "slides"
    assert [words(link) for link in other.select("a")] == ["paper", "Link"]


def test_the_url_of_a_row_is_in_its_title_and_no_link_is_in_another(made: Site) -> None:
    talk, other = made.article().select(".cv-talk")
    (link,) = talk.select(".cv-title a")
    assert link["href"] == "https://example.org/talk"
    assert [each.name for each in link.select("code, em, math")] == ["code", "em", "math"]
    assert [link["href"] for link in other.select(".cv-details a")] == ["https://example.org/talk"]
    assert made.article().select("a a") == []
    (page,) = made.article().select(".cv-student .cv-title a")
    assert (page["href"], page.get_text()) == ("b.html", "Jo Quill")


def test_rows_are_listed_and_filtered_by_their_fields_elsewhere(made: Site) -> None:
    assert lines(made, "grant", "b") == [[*lines(made, "grant")[0]]]
    assert lines(made, "student", "b") == lines(made, "student")
    assert [link["href"] for link in made.article("b").select(".cv-student a")] == ["#", "#"]


def test_the_search_has_the_plain_text_and_the_labels(made: Site) -> None:
    import json

    text = (made.out / "_static/searchrecords.js").read_text("utf-8")
    records = json.loads(text.removeprefix("var cvSearchRecords = ").rstrip().rstrip(";"))
    phrases, found = records["phrases"], records["pages"]["index"]
    by_anchor = {
        anchor.split("%")[-1][2:]: [phrases[number] for number in numbers] for anchor, numbers in found.items()
    }
    assert by_anchor["mall-gauges-a-council-fall-2024"] == [
        "A Council, Fall 2024", "PI", "Amount", "Number", "$500,000, of which $20,000 for ships", "IIS-1234",
    ]  # fmt: skip
    assert by_anchor["n-memory-twice-and-n2-2023"] == [
        "2023", "Paris", "Event", "Slides", "Video of it", "The workshop", "files/talk.pdf",
    ]  # fmt: skip


WRONG = """# CV

```{{entry}} Gauges
:kind: grant
{options}
```
"""
DECLARE = 'declare it in conf.py, cv_kinds = {"grant": ["amount", "number", "role", "%s"]} [cv.field]'


@pytest.mark.parametrize(
    ("options", "line", "shown", "message"),
    [
        (":ammount: 5", 5, "Ammount: 5", f"rows of kind grant have no field 'ammount': write amount, or {DECLARE % 'ammount'}"),
        (":number: 7\n:Organisation: U", 6, "Number: 7 · Organisation: U",
         f"rows of kind grant have no field 'organisation': write organization, or {DECLARE % 'organisation'}"),
        (":fünder-of: U", 5, "Fünder of: U", f"rows of kind grant have no field 'fünder-of': {DECLARE % 'fünder-of'}"),
        ("---\nxyz: https://example.org/a\n---", 6, "Xyz", f"rows of kind grant have no field 'xyz': {DECLARE % 'xyz'}"),
        (":number: talks/missing.pdf", 5, "Number: talks/missing.pdf",
         "number: 'talks/missing.pdf' cannot be linked to: write a URL that begins with https://, or the path of a file that exists [cv.url]"),
        (":number: {nope}`5`", 5, "Number:", 'Unknown interpreted text role "nope". [myst.role_unknown]'),
        (":number: {cv:pub}`onne`", 5, "Number: onne",
         "there is no publication 'onne' in the BibTeX files: did you mean one? [cv.unknown_key]"),
    ],
)  # fmt: skip
def test_a_slip_in_a_field_is_named_at_its_line_and_shown(
    site: MakeSite, options: str, line: int, shown: str, message: str
) -> None:
    page = WRONG.format(options=options)
    if options.startswith("---"):
        page = page.replace(":kind: grant\n---", "---\nkind: grant")
    made = site({"index.md": page}, (f"index.md:{line}: WARNING: {message}",), cv_kinds=KINDS)
    assert [words(row) for row in made.article().select(".cv-details")] == [shown]


def test_what_a_field_says_is_no_script(site: MakeSite) -> None:
    page = WRONG.format(options=":number: javascript:alert(1)\n:amount: <img src=x onerror=alert(1)>")
    made = site({"index.md": page}, cv_kinds=KINDS)
    assert (
        words(made.article().select_one(".cv-details"))
        == "Amount: <img src=x onerror=alert(1)> · Number: javascript:alert(1)"
    )
    assert made.article().select(".cv-row a, .cv-row img") == []


RST = """CV
==

.. cv:entry:: On ``memory`` and *time*
   :kind: talk
   :event: A `Workshop <https://example.org/w>`__
   :SLIDES: https://example.org/s
   :url: https://example.org/t
   :evnt: again :nope:`x`

   Body.
"""


def test_restructuredtext_in_a_project_that_is_no_cv_has_the_same_fields(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    conf = f'extensions = ["sphinx_cv"]\nbibtex_bibfiles = []\nsuppress_warnings = ["bibtex"]\ncv_kinds = {KINDS}\n'
    (source / "conf.py").write_text(conf, "utf-8")
    (source / "index.rst").write_text(RST, "utf-8")
    from conftest import Site

    found = build(source, tmp_path / "html")
    made = Site(source, tmp_path / "html", found)
    assert [line for line in found if "nope" not in line] == [
        "index.rst:9: WARNING: rows of kind talk have no field 'evnt': write event, or declare it in conf.py, "
        'cv_kinds = {"talk": ["event", "slides", "video-of-it", "evnt"]} [cv.field]'
    ]
    assert [line.partition(":")[0] + line.partition("rst")[2][:3] for line in found if "role" in line] == [
        "index.rst:9:"
    ]
    assert words(made.article().select_one(".cv-head")) == "On memory and time"
    assert words(made.article().select_one(".cv-details")).startswith("Event: A Workshop · Slides · Evnt: again")
    assert [link["href"] for link in made.article().select(".cv-row a[href^=https]")] == [
        "https://example.org/t", "https://example.org/w", "https://example.org/s",
    ]  # fmt: skip


def test_the_names_of_options_may_have_capitals(site: MakeSite) -> None:
    page = (
        "# CV\n\n```{entry} Gauges\n:Kind: grant\n:Amount: 5\n:Date: 2020\n```\n\n## List\n\n```{entries} grant\n```\n"
    )
    made = site({"index.md": page}, cv_kinds=KINDS)
    assert made.text().split()[1:6] == ["2020", "Gauges", "Amount:", "5", "List"]
    assert len(made.article().select(".cv-row.cv-grant")) == 2
