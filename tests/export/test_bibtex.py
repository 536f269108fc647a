"""What other people's programs get of a publication."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pybtex.database
import pytest
from conftest import ROOT

from sphinx_cv.bibtex import library
from sphinx_cv.export import bibtex as formats

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_cv.model.publication import Publication

#: What differs between a record and what is read of its export: where it stands, and what is the CV's own.
OWN = {
    "path": ROOT,
    "line": 0,
    "lines": {},
    "fields": {},
    "award": "",
    "presentation": "",
    "topics": (),
    "selected": False,
}


def read(folder: Path, source: str) -> list[Publication]:
    path = folder / "pubs.bib"
    path.write_text(source, "utf-8")
    return list(library.read([path], ["Tri Dao", "Dao, Tri"]).publications)


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
        formats.bibtex(paper)
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
     ["author  = {Gu, Albert}", "title   = {A}", "journal = {JMLR}", "address = {Oslo}", "year    = {2024}", "month   = may"]),
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
    assert [line.strip().removesuffix(",") for line in formats.bibtex(paper).splitlines()[1:-1]] == expected


def test_a_file_that_is_not_well_formed_is_exported_well_formed(tmp_path: Path) -> None:
    papers = read(tmp_path, (ROOT / "tests/bibtex/accidents.bib").read_text("utf-8", errors="replace"))
    parsed = pybtex.database.parse_string(formats.bibtex_file(papers), "bibtex")
    assert list(parsed.entries) == [paper.key for paper in sorted(papers, key=lambda paper: -paper.number)]


def test_the_whole_list_reads_back_to_the_same_records(tmp_path: Path) -> None:
    papers = read(tmp_path, (ROOT / "pubs.bib").read_text("utf-8"))
    text = formats.bibtex_file(papers)
    parsed = pybtex.database.parse_string(text, "bibtex").entries
    assert len(parsed) == len(papers) == 56
    for paper in papers:
        entry = parsed[paper.key]
        assert entry.fields["title"] == paper.fields["title"]
        assert [str(person) for person in entry.persons["author"]][: len(paper.authors)] == [
            str(pybtex.database.Person(person.sort_name)) for person in paper.authors
        ]
        assert set(entry.fields) <= set(formats.FIELDS)
    again = {paper.key: record(paper) for paper in read(tmp_path, text)}
    assert again == {paper.key: record(paper) for paper in papers}
    assert [paper.number for paper in read(tmp_path, text)] == list(range(56, 0, -1))


def test_a_reference_is_the_citation_without_badges_marks_and_links(tmp_path: Path) -> None:
    papers = {paper.key: paper for paper in read(tmp_path, (ROOT / "pubs.bib").read_text("utf-8"))}
    assert formats.reference(papers["gu2024mamba"]) == (
        "Albert Gu and Tri Dao. Mamba: Linear-time sequence modeling with selective state spaces. In Conference on Language "
        "Modeling (COLM), 2024. https://openreview.net/forum?id=tEYskw1VY2"
    )
