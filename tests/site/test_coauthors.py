"""Co-authors: each person once, with the papers and years together; and the recent ones as CSV."""

from __future__ import annotations

import csv
import datetime
from typing import TYPE_CHECKING

import pytest
from conftest import CONF, words

from sphinx_cv.bibtex import library
from sphinx_cv.export.csv import coauthors_csv
from sphinx_cv.model.coauthors import Coauthor, count_coauthors, recent_coauthors
from sphinx_cv.model.identity import Identities, Identity

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Site

    MakeSite = Callable[..., Site]

OWNER = ["Tri Dao", "Dao, Tri"]
PUBS = """\
@misc{a, author = {Dao, Tri and Saab, Khaled K and Gu, Albert and others}, title = {A}, year = 2018}
@misc{b, author = {Saab, Khaled and Dao, Tri and Ré, Christopher}, title = {B}, year = 2024}
@misc{c, author = {Dao, Tri and Ré, Christopher and Khaled Saab and Saab, Khaled K}, title = {C}, year = 2021}
@misc{d, author = {Ré, Christopher and Stranger, A}, title = {D}, year = 2020}
@misc{e, author = {Gu, Albert and others}, title = {E}, pubstate = {inpress}}
@misc{f, author = {Abe, Zoë and T. Dao}, title = {F}, pubstate = {inpress}}
"""
PEOPLE = {"Khaled K. Saab": ["Khaled K Saab", "Khaled Saab"], "Tri Dao": ["T. Dao"]}


def read(folder: Path, source: str = PUBS) -> tuple[library.Publication, ...]:
    (folder / "pubs.bib").write_text(source, "utf-8")
    return library.read([folder / "pubs.bib"], OWNER).publications


def shown(found: list[Coauthor]) -> list[tuple[str, int, int, int]]:
    return [(each.person.name, each.papers, each.first, each.last) for each in found]


def person(name: str, papers: int = 1, first: int = 2020, last: int = 2020) -> Coauthor:
    return Coauthor(Identity(name=name), name, papers, first, last)


def test_each_person_counts_once_and_owner_others_and_strangers_do_not(tmp_path: Path) -> None:
    assert shown(count(read(tmp_path), Identities(PEOPLE, OWNER))) == [
        ("Khaled K. Saab", 3, 2018, 2024), ("Albert Gu", 2, 2018, 2018), ("Christopher Ré", 2, 2021, 2024), ("Zoë Abe", 1, 0, 0),
    ]  # fmt: skip
    assert shown(count(read(tmp_path), Identities({}, OWNER)))[:3] == [
        ("Albert Gu", 2, 2018, 2018), ("Christopher Ré", 2, 2021, 2024), ("Khaled Saab", 2, 2021, 2024),
    ]  # fmt: skip


@pytest.mark.parametrize(("today", "months", "expected"), [
    (datetime.date(2026, 11, 22), 48, ["in 2022", "in 2026", "to come"]),
    (datetime.date(2026, 12, 1), 48, ["in 2026", "to come"]),
    (datetime.date(2026, 11, 22), 60, ["in 2021", "in 2022", "in 2026", "to come"]),
    (None, 48, ["in 2026", "to come"]),
])  # fmt: skip
def test_months_count_from_the_date_of_the_content(
    today: datetime.date | None, months: int, expected: list[str]
) -> None:
    people = [*(person(f"in {year}", last=year) for year in (2021, 2022, 2026)), person("to come", first=0, last=0)]
    assert [each.person.name for each in recent(people, months, today)] == expected


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx"])
def test_no_name_is_a_formula(name: str) -> None:
    (_, row) = csv.reader(as_csv([person(name)]).splitlines(keepends=True)) if name.strip() == name else (None, None)
    assert as_csv([person(name)]).partition("\r\n")[2].lstrip('"').startswith("'" + name)
    assert row is None or row[0] == "'" + name


def test_the_file_is_csv_by_rfc_4180() -> None:
    assert as_csv([person('King, "Jr"', 2, 2019, 2021), person("Ré", 1, 0, 0)]) == (
        'name,papers,first year,last year\r\n"King, ""Jr""",2,2019,2021\r\nRé,1,,\r\n'
    )


def test_the_page_leads_to_the_papers_and_the_file_lies_beside_it(
    site: MakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795305600")  # November 2026
    files = {"index.md": "# CV\n\n```{toctree}\nsections/papers\nsections/coauthors\n```\n",
             "sections/papers.md": "# Papers\n\n```{bibliography}\n:by: year\n```\n",
             "sections/coauthors.md": "# Co-authors\n\n```{coauthors}\n```\n",
             "pubs.bib": PUBS, "conf.py": CONF + f"cv_people = {PEOPLE}\n"}  # fmt: skip
    made = site(files)
    article = made.article("sections/coauthors")
    assert [[words(cell) for cell in row.find_all(["th", "td"])] for row in article.find_all("tr")] == [
        ["Name", "Papers", "First year", "Last year"], ["Khaled K. Saab", "3", "2018", "2024"], ["Albert Gu", "2", "2018", "2018"],
        ["Christopher Ré", "2", "2021", "2024"], ["Zoë Abe", "1", "", ""],
    ]  # fmt: skip
    assert [link["href"] for link in article.find_all("a") if link.get_text() != "¶"] == [
        "coauthors.csv", "papers.html?author=Khaled+K.+Saab", "papers.html?author=Albert+Gu", "papers.html?author=Christopher+R%C3%A9",
        "papers.html?author=Zo%C3%AB+Abe",
    ]  # fmt: skip
    expected = "name,papers,first year,last year\r\nKhaled K. Saab,3,2018,2024\r\nChristopher Ré,2,2021,2024\r\nZoë Abe,1,,\r\n"
    assert (made.out / "sections/coauthors.csv").read_bytes() == expected.encode()
    made = site(files, cv_coauthor_months=120)
    assert (made.out / "sections/coauthors.csv").read_text("utf-8").splitlines()[2] == "Albert Gu,2,2018,2018"
    made = site(files, builder="dirhtml")
    assert made.article("sections/coauthors/index").select_one(".cv-download a")["href"] == "../coauthors.csv"  # type: ignore[index]
    assert (made.out / "sections/coauthors.csv").is_file()
    text = (site(files, builder="text").out / "sections/coauthors.txt").read_text("utf-8")
    assert "Khaled K. Saab" in text


def test_an_edit_of_the_papers_is_seen(site: MakeSite) -> None:
    files = {"index.md": "# CV\n\n```{coauthors}\n```\n"}
    assert "Christopher Ré 1 2023 2023" in site(files).text()
    made = site({**files, "pubs.bib": PUBS})
    assert "Christopher Ré 2 2021 2024" in made.text()


def test_the_file_goes_with_its_page(site: MakeSite) -> None:
    made = site({"index.md": "# CV\n\n```{toctree}\npeople\n```\n", "people.md": "# People\n\n```{coauthors}\n```\n"})
    assert (made.out / "people.csv").is_file()
    made = site({"people.md": "# People\n"})
    assert not (made.out / "people.csv").exists()
