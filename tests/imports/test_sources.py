"""One synthetic file for each source, composed from the documentation of its format: it builds strictly and reads back."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import Site, run_sphinx, words

from sphinx_cv.bibtex import library
from sphinx_cv.imports.command import run

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_cv.model.publication import Publication

SYNTHETIC = Path(__file__).parent / "synthetic"
FRE, BERG = "Noémie Fré", "Tjitske van der Berg"
PAPERS = {
    "resume.json": [
        ("example2024counting", ["Ada Example"], "Counting Waves in C++", "2024-10-01", "Journal of Tiny Structures"),
        ("example2023late", ["Ada Example"], "Late Tides", "2023", "Shoreline Symposium 2023"),
    ],
    "cv.yaml": [
        ("fre2024counting", ["N. Fré", "Ada Example", BERG], "Counting Waves with LLMs", "2024-05", "Journal of Tiny Structures"),
        ("example2023tides", ["Ada Example"], "Tides: 100% of {them}", "2023", "SOSN 2023, Spotlight"),
    ],
    "alfolio.bib": [
        ("example2020tidesketch", ["Ada Example", FRE], "TideSketch: Counting in Little Memory", "2020-07", "International Conference on Compact Algorithms"),
    ],
    "zotero.bib": [
        ("exampleCountingWavesLittle2024", ["Ada Example", BERG], "Counting Waves in Little Memory: A Survey", "2024-05-01", "Journal of Tiny Structures"),
    ],
    "dblp.bib": [
        ("DBLP:conf/icca/ExampleFB23", ["Ada Example", FRE, BERG], "Sketches That Forget", "2023",
         "International Conference on Compact Algorithms, ICCA 2023, Port Alder, July 3-7, 2023"),
        ("DBLP:journals/corr/abs-2301-00001", ["Ada Example"], "Moss", "2023", "CoRR"),
    ],
    "orcid.bib": [
        ("2022", ["Ada Example"], "Salt, and Where It Goes", "2022-03", "Journal of Salt"),
        ("2022a", ["Ada Example"], "Salt, Again", "2022", "Journal of Salt"),
    ],
    "scholar.bib": [
        ("example2021gauges", ["Ada Example", "Jonas Quill"], "Gauges at sea", "2021", "Symposium on Shoreline Sensor Networks"),
    ],
    "acl.bib": [
        ("shore-2022-long", ["Jonas Quill"], "Proceedings of the Meeting on Shore Languages", "2022-05", ""),
        ("example-fre-2022-names", ["Ada Example", FRE], "Names of Tides: A Dutch Corpus", "2022-05", "Proceedings of the Meeting on Shore Languages"),
    ],
    "ads.bib": [
        ("2019ShJ...5...12E", ["Ada Example", "C. Y. Lee"], "Tides of the Moon", "2019-01", "Monthly Notices of the Royal Astronomical Society"),
    ],
    "academicpages": [
        ("example2024countinga", ["A. Example", "J. Quill"], "Counting Waves & Tides", "2024-05-01", "Journal of Tiny Structures"),
    ],
    "hugoblox": [
        ("example2019early", ["Ada Example"], "Early Moss", "2019-05-01", "Journal of Moss"),
        ("example2023tidesa", ["Ada Example", "Jonas Quill", FRE], "Tides of {Two} Seas", "2023-07-01", "Symposium on Shoreline Sensor Networks"),
        ("moss2022", ["Ada Example"], "Moss", "2022", "Journal of Moss"),
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, make_cv: Callable[[Path], Path]) -> Site:
    """A CV into which every source has been imported, built strictly."""
    folder = tmp_path_factory.mktemp("imports")
    cv = make_cv(folder / "cv")
    for name in PAPERS:
        before = (cv / "pubs.bib").read_bytes()
        errors = StringIO()
        assert (run(SYNTHETIC / name, cv, StringIO(), errors), errors.getvalue()) == (0, "")
        assert (cv / "pubs.bib").read_bytes().startswith(before)
    done = run_sphinx(cv, folder / "html", "-n", "-W")
    return Site(cv, folder / "html", done.stderr.splitlines())


@pytest.fixture(scope="module")
def papers(site: Site) -> dict[str, Publication]:
    found = library.read([site.source / "pubs.bib"], ())
    assert found.faults == ()
    return {each.key: each for each in found.publications}


@pytest.mark.parametrize("name", PAPERS)
def test_papers_read_back(papers: dict[str, Publication], name: str) -> None:
    for key, people, title, date, venue in PAPERS[name]:
        found = papers[key]
        assert found.date
        assert (key, [person.name for person in found.people], found.title.plain, found.date.edtf(), found.venue.name.plain if found.venue else "") == (
            key, people, title, date, venue
        )  # fmt: skip


def test_there_is_no_other_paper(papers: dict[str, Publication]) -> None:
    assert list(papers) == [key for expected in PAPERS.values() for key, *_ in expected]


def test_texts_and_links_of_papers_read_back(papers: dict[str, Publication]) -> None:
    paper = papers["example2024counting"]
    assert (paper.abstract.plain, paper.url) == ("50% of {all} waves.", "https://example.org/waves?a=1&b=2#c")
    paper = papers["example2023tidesa"]
    assert (paper.doi, paper.topics, paper.selected) == ("10.5555/tides", ("Tides",), True)  # as ads.bib has it
    assert [link.label for link in paper.links] == ["arXiv", "DOI", "Code", "Slides"]


ROWS = [
    ("work", [
        "Jun 1, 2020 – present Senior Engineer, Lanternworks, Grayling Sound Street lamps: #1 of 3. Made 1_000 lamps Used `C`",
        "Sep 2013 – Aug 2014 Intern, Brindle Maps",
    ]),
    ("work-imported", [
        "Sep 1, 2021 – present Associate Professor, Harrowmere University Leads the Tide Lab. Won 5 grants.",
        "Summer 2019 Advisor, Lanternworks",
    ]),
    ("work-imported-2", ["present Associate Professor, Harrowmere University"]),
    ("volunteering", ["2012 – 2013 Teacher, Open Tide Gauge"]),
    ("education", ["Oct 1, 2015 – Jun 30, 2019 PhD in Computing, Westmere Institute Score: 4.0 Courses: CS 71 - Algorithms, CS 72"]),
    ("education-imported", ["Oct 2015 – Jun 2019 PhD in Computing, Westmere Institute, Grayling Sound Thesis: What a Stream Remembers GPA: 3.9/4.0 (transcript)"]),
    ("education-imported-3", ["2019 PhD in Computing, Westmere Institute"]),
    ("honors", ["Nov 1, 2026 Medal: Early Career, Harrowmere Academy For waves."]),
    ("honors-imported", ["2026 Early Career Medal"]),
    ("certificates", ["Nov 7, 2021 Skipper, Port Alder"]),
    ("projects", ["Aug 24, 2016 TideSketch, Saltmarsh, Lead, Designer A sketch. Fast Keywords: C"]),
    ("projects-imported", ["2019 – May 1, 2023 TideSketch Counts waves."]),
    ("projects-imported-2", ["Apr 27, 2020 Open Gauge A gauge."]),
    ("talks", ["Mar 1, 2023 Tides, Lindmark Institute, Tutorial, Port Alder More here, with bold and . one two"]),
    ("talks-imported", ["Jun 1, 2024 What a Stream Remembers, Conference on Compact Algorithms, Port Alder A keynote."]),
    ("teaching", ["Feb 1, 2022 Small Data Structures, Harrowmere University, Computing, Undergraduate course, Harrowmere Heading 1 What it is."]),
]  # fmt: skip


@pytest.mark.parametrize(("page", "rows"), ROWS)
def test_rows_read_back(site: Site, page: str, rows: list[str]) -> None:
    found = site.article(f"sections/{page}").select(".cv-row")
    assert [words(row).replace("\u2009", " ") for row in found] == rows


TEXTS = [
    ("about", "About Hydrographer & programmer Counts *waves*. Since 2010."),
    ("skills", "Skills LanguagesMaster C, Python"),
    ("interests", "Interests WildlifeFerrets"),
    ("references", "References Jonas QuillShe is punctual."),
    ("languages", "Languages FrançaisNative speaker"),
    ("summary", "Summary Counts waves and tides, not <b>HTML</b>."),
    ("selected-honors", "Selected honors Medal (2024) Prize: 2018"),
    ("patents", "Patents Gauge for Waves (XX Patent 1)"),
    ("invited-talks", "Invited talks What a Stream Remembers (2024)"),
    ("education-imported-2", "Education Ph.D in Computing, Westmere Institute, 2019 M.S. in Statistics"),
    ("service-and-leadership", "Service and leadership Chair of SOSN"),
]


@pytest.mark.parametrize(("page", "text"), TEXTS)
def test_texts_read_back(site: Site, page: str, text: str) -> None:
    assert site.text(f"sections/{page}") == text


def test_every_page_is_known(site: Site) -> None:
    names = {path.stem for path in (site.source / "sections").iterdir()}
    assert names == {name for name, _ in [*ROWS, *TEXTS]} | {f"about-imported{end}" for end in ("", "-2")} | {
        "skills-imported",
        "interests-imported",
    }


def test_importing_again_changes_nothing(site: Site) -> None:
    before = {path: path.read_bytes() for path in site.source.rglob("*") if path.is_file()}
    for name in PAPERS:
        out = StringIO()
        assert run(SYNTHETIC / name, site.source, out, StringIO()) == 0
        assert "\nTaken" not in out.getvalue()
    assert {path: path.read_bytes() for path in site.source.rglob("*") if path.is_file()} == before
