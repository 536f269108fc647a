"""Co-authors: each person once, with the papers and years together; and the recent ones as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import CONF, words

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest
    from conftest import Site

    MakeSite = Callable[..., Site]

PUBS = """\
@misc{a, author = {Example, Ada and Saab, Khaled K and Gu, Albert and others}, title = {A}, year = 2018}
@misc{b, author = {Saab, Khaled and Example, Ada and Ré, Christopher}, title = {B}, year = 2024}
@misc{c, author = {Example, Ada and Ré, Christopher and Khaled Saab and Saab, Khaled K}, title = {C}, year = 2021}
@misc{d, author = {Ré, Christopher and Stranger, A}, title = {D}, year = 2020}
@misc{e, author = {Gu, Albert and others}, title = {E}, pubstate = {inpress}}
@misc{f, author = {Abe, Zoë and A. Example}, title = {F}, pubstate = {inpress}}
"""
PEOPLE = {"Khaled K. Saab": ["Khaled K Saab", "Khaled Saab"], "Ada Example": ["A. Example"]}


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
