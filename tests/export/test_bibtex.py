"""Publications as BibTeX: what others need to cite them, and what reads back."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pybtex.database
import pytest
from content import EXAMPLE_OWNER, ROOT, example_publications, read_library

from sphinx_cv.export.bibtex import FIELDS, bibtex, bibtex_file
from sphinx_cv.model.text import EMPTY
from sphinx_cv.tex.decode import decode

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_cv.model.publication import Publication

#: What differs between a record and what is read of its export: its place and source, and what is the CV's own.
OWN = {
    "path": ROOT,
    "line": 0,
    "lines": {},
    "fields": {},
    "texts": {},
    "undecoded": frozenset(),
    "award": "",
    "presentation": "",
    "topics": (),
    "selected": False,
    "abstract": EMPTY,
}


def read(folder: Path, source: str, owner: tuple[str, ...] = ("Tri Dao", "Dao, Tri")) -> list[Publication]:
    return list(read_library(folder, source, owner=owner).publications)


def record(publication: Publication) -> Publication:
    """What all readers of a publication have in common."""
    kept = [
        link for link in publication.links if link.label not in {"Code", "PDF", "Slides", "Poster", "Video", "Website"}
    ]
    people = tuple(replace(person, marks=()) for person in publication.authors)
    return replace(publication, **OWN, links=tuple(kept), authors=people, number=0)


def test_an_entry_has_what_others_need_and_nothing_of_the_cvs_own(tmp_path: Path) -> None:
    (paper,) = read(tmp_path, """
@inproceedings{gu2024mamba,
  author = {Gu*, Albert and Dao*, Tri and others}, author+an = {1=equal}, title = {{Mamba}: Linear-time {SSMs} of Ré},
  booktitle = {Conference on Language Modeling (COLM)}, year = 2024, month = oct, award = {Outstanding Paper},
  presentation = {Oral}, keywords = {state space models}, selected = {true}, eprint = {2312.00752v2}, eprinttype = {arXiv},
  eprintclass = {cs.LG}, url = {https://openreview.net/forum?id=tEY_sk}, code = {https://example.org/code}, abstract = {We},
  pdf = {https://example.org/a.pdf}, slides = {https://example.org/s.pdf}, note = {A talk}, doi = {https://doi.org/10.1/a_b},
  pages = {1--9}, publisher = {ACM}, file = {:home/me/a.pdf:PDF}, timestamp = {2024}, number = 3,
}""")  # fmt: skip
    assert (
        bibtex(paper)
        == """\
@inproceedings{gu2024mamba,
  author        = {Gu, Albert and Dao, Tri and others},
  title         = {{Mamba}: Linear-time {SSMs} of Ré},
  booktitle     = {Conference on Language Modeling (COLM)},
  number        = {3},
  pages         = {1--9},
  publisher     = {ACM},
  year          = {2024},
  month         = oct,
  doi           = {10.1/a_b},
  eprint        = {2312.00752},
  archiveprefix = {arXiv},
  primaryclass  = {cs.LG},
  url           = {https://openreview.net/forum?id=tEY_sk},
}
"""
    )


@pytest.mark.parametrize(("source", "expected"), [
    ("@article{a, author = {Gu, Albert}, title = {A}, journaltitle = {JMLR}, date = {2024-05-01}, location = {Oslo}}",
     ["author  = {Gu, Albert}", "title   = {A}", "journal = {JMLR}", "address = {Oslo}", "date    = {2024-05-01}", "year    = {2024}", "month   = may"]),
    ("@misc{a, author = {Gu, Albert}, title = {A}, year = {2024}, arxiv = {2312.00752}, note = {Second edition}}",
     ["author        = {Gu, Albert}", "title         = {A}", "note          = {Second edition}", "year          = {2024}",
      "eprint        = {2312.00752}", "archiveprefix = {arXiv}"]),
    ("@article{a, author = {Gu, Albert; Dao, Tri}, title = {A}, journal = {J}, year = {2024}, eprint = {12}, eprinttype = {pubmed}}",
     ["author        = {Gu, Albert and Dao, Tri}", "title         = {A}", "journal       = {J}", "year          = {2024}",
      "eprint        = {12}", "archiveprefix = {pubmed}"]),
    ("@misc{a, organization = {Together AI}, title = {A}, pubstate = {inpress}, howpublished = {\\url{https://example.org/}}}",
     ["title        = {A}", "organization = {Together AI}", "howpublished = {\\url{https://example.org/}}",
      "pubstate     = {inpress}"]),
])  # fmt: skip
def test_fields_of_biblatex_and_of_habit_become_bibtexs(tmp_path: Path, source: str, expected: list[str]) -> None:
    (paper,) = read(tmp_path, source)
    assert [line.strip().removesuffix(",") for line in bibtex(paper).splitlines()[1:-1]] == expected


def test_a_file_that_is_not_well_formed_is_exported_well_formed(tmp_path: Path) -> None:
    papers = read(tmp_path, (ROOT / "tests/bibtex/accidents.bib").read_text("utf-8", errors="replace"))
    parsed = pybtex.database.parse_string(bibtex_file(papers), "bibtex")
    assert list(parsed.entries) == [paper.key for paper in sorted(papers, key=lambda paper: -paper.number)]


def test_the_whole_list_reads_back_to_the_same_records(tmp_path: Path) -> None:
    papers = list(example_publications().values())
    text = bibtex_file(papers)
    parsed = pybtex.database.parse_string(text, "bibtex").entries
    assert len(parsed) == len(papers) == 36
    for paper in papers:
        entry = parsed[paper.key]
        assert entry.fields["title"] == paper.fields["title"]
        for role, people in (("author", paper.authors), ("editor", paper.editors)):
            names = [decode(str(person))[0].plain for person in entry.persons.get(role, [])]
            assert names[: len(people)] == [person.sort_name for person in people]
        assert set(entry.fields) <= set(FIELDS)
    read_again = read(tmp_path, text, EXAMPLE_OWNER)
    assert {paper.key: record(paper) for paper in read_again} == {paper.key: record(paper) for paper in papers}
    assert [paper.number for paper in read_again] == list(range(len(papers), 0, -1))


@pytest.mark.parametrize(
    ("names", "written"),
    [
        ("Gu, Albert and Dao, Tri", "Gu, Albert and Dao, Tri"), ("Gu, Albert and others", "Gu, Albert and others"),
        (r"G{\"o}del, Kurt and {Simon and Co}", r"G{\"o}del, Kurt and {Simon and Co}"),
        # joined otherwise
        (r"G{\"o}del, Kurt; {Simon \& Co}", r"Gödel, Kurt and {Simon \& Co}"),
        ("Gu, Albert; Dao, Tri; others", "Gu, Albert and Dao, Tri and others"), ("Gu, Albert et al.", "Gu, Albert and others"),
        ("Albert Gu & Tri Dao", "Gu, Albert and Dao, Tri"), ("Gu, Albert; Dao, Tri; and others", "Gu, Albert and Dao, Tri and others"),
        ("{Fonds & Cie}; Dao, Tri", r"{Fonds \& Cie} and Dao, Tri"), ("and Gu, Albert", "Gu, Albert"),
        # others who are a person, or not at the end
        ("Others, Ann; Dao, Tri", "Others, Ann and Dao, Tri"), ("{Others and Sons}; Dao, Tri", "{Others and Sons} and Dao, Tri"),
        ("{Others} & {Sons}", "{Others} and {Sons}"), ("Gu, Albert and others and", "Gu, Albert and others"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("role", ["author", "editor"])
def test_names_are_joined_by_and(tmp_path: Path, role: str, names: str, written: str) -> None:
    (paper,) = read(tmp_path, f"@book{{a, {role} = {{{names}}}, title = {{A}}, year = {{2024}}}}")
    assert bibtex(paper).splitlines()[1].partition(" = ")[2] == f"{{{written}}},"


def test_an_organization_that_stands_for_people_is_no_author(tmp_path: Path) -> None:
    (paper,) = read(tmp_path, "@manual{a, organization = {O}, title = {A}, year = {2024}}")
    assert bibtex(paper) == "@manual{a,\n  title        = {A},\n  organization = {O},\n  year         = {2024},\n}\n"


@pytest.mark.parametrize(
    ("fields", "year", "month"),
    [
        ("year = 2024, month = jul", "{2024}", "jul"), ("year = 2024, month = {7}", "{2024}", "{7}"),
        ('year = 2024, month = sep # "~14"', "{2024}", "sep"), ("date = {2024-07-05}", "{2024}", "jul"),
        ("date = {2024}, year = 2020", "{2024}", ""), ("year = {c. 1850}", "{c. 1850}", ""), ("date = {2019-05/2020-01}", "{2019--2020}", ""),
        ("date = {2004-21}", "{Spring 2004}", ""), ("date = {-0043}", "{44 BCE}", ""), ("year = 898", "{898}", ""), ("date = {199X}", "{1990s}", ""),
        ("pubstate = {inpress}", "", ""),
    ],
)  # fmt: skip
def test_a_date_becomes_year_and_month(tmp_path: Path, fields: str, year: str, month: str) -> None:
    (paper,) = read(tmp_path, f"@misc{{a, title = {{A}}, author = {{Gu, A}}, {fields}}}")
    written = dict(re.findall(r"^  (\w+) *= (.*),$", bibtex(paper), re.MULTILINE))
    assert (written.get("year", ""), written.get("month", "")) == (year, month)


@pytest.mark.parametrize(
    "edtf",
    ["2024-05-17", "2019-05/2020-01", "2019/..", "../2020", "1723~", "1723?", "1723%", "2004-21", "2004-34", "0898", "-0043", "199X", "19XX"],
)  # fmt: skip
def test_a_date_reads_back(tmp_path: Path, edtf: str) -> None:
    (paper,) = read(tmp_path, f"@misc{{a, title = {{A}}, author = {{Gu, A}}, date = {{{edtf}}}}}")
    (again,) = read(tmp_path, bibtex(paper))
    assert (paper.date and paper.date.edtf(), again.date) == (edtf, paper.date)


def test_the_newest_entry_stands_first(tmp_path: Path) -> None:
    papers = read(tmp_path, "@misc{a, author={Gu}, title={A}, year=2020}\n@misc{b, author={Gu}, title={B}, year=2024}")
    assert re.findall(r"^@misc\{(\w)|^$", bibtex_file(papers), re.MULTILINE) == ["b", "", "a", ""]


@pytest.mark.parametrize(
    "fields",
    [
        "editor={A, B}, editortype={compiler}, editora={C, D}, editoratype={redactor}, translator={E, F}, introduction={G, H}",
        "booktitle={B}, booksubtitle={S}, booktitleaddon={A}, maintitle={M}, mainsubtitle={S}, volume=1, part=2, bookauthor={I, J}",
        "eventtitle={E}, eventdate={2001-05}, venue={Oslo}, location={Bergen}, address={New York}, series={S}, number=3",
        "origtitle={O}, origyear=1901, origpublisher={P}, origlocation={L}, origlanguage={german}, language={latin and german}",
        "titleaddon={T}, howpublished={Manuscript}, url={https://x.org}, department={D}, school={S}, type={PhD}",
        "pagetotal=9, articleno=7, chapter=2, volumes=3, issue={Spring}, number=2, issuetitle={I}, issuesubtitle={J}",
        "holder={{H and I}}, pmid=12, city={Oslo}", "eprint={aB}, eprinttype={googlebooks}", "eprint={1}, eprinttype={foo}",
    ],
)  # fmt: skip
@pytest.mark.parametrize("type_", ["inbook", "book", "misc"])
def test_what_is_printed_reads_back(tmp_path: Path, type_: str, fields: str) -> None:
    (paper,) = read(tmp_path, f"@{type_}{{a, author = {{Gu, A}}, title = {{T}}, date = {{2024-07}}, {fields}}}")
    (again,) = read(tmp_path, bibtex(paper))
    assert record(again) == record(paper)
