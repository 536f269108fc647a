"""`python -m sphinx_cv sync`: what is public and not in pubs.bib, from ORCID or from a file on the web."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from online.conftest import ANSWERS
from online.test_add import ARTICLE, PREPRINT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

ORCID = "0000-0002-1825-0097"
WORKS = f"/orcid/{ORCID}/works"
OWN = "@misc{own, title = {The waves I know}, author = {Bell, Grace}, year = {2018}}\n"
LISTED = """\
not in pubs.bib: 10.5555/TIDES.12: Sparse Transformers for DNA & RNA (2023)
not in pubs.bib: arXiv:2401.00001: Tide: Linear-Time Waves (2024)
not in pubs.bib: 'A chapter about the sea': A chapter about the sea (2019)
not in pubs.bib: 'The Waves I Know': The Waves I Know; pubs.bib:1 has this title, of another year: if it is another work, add it by itself
4 of 4 public works are not in pubs.bib
"""


@pytest.fixture
def bib(tmp_path: Path, server: Any) -> Path:
    server.add(WORKS, "synthetic_orcid_works.json")
    server.add("/doi/10.5555/TIDES.12", "synthetic_crossref_article.bib")
    server.add("/arxiv?id_list=2401.00001&max_results=1", "synthetic_arxiv_two.xml")
    path = tmp_path / "pubs.bib"
    path.write_text(OWN, "utf-8")
    return path


def test_works_of_orcid_that_are_not_there_are_listed(server: Any, bib: Path, run: Run) -> None:
    assert run("sync", "--into", bib, "--orcid", f"https://orcid.org/{ORCID}") == (1, LISTED, "")
    assert bib.read_text("utf-8") == OWN
    assert [request[:2] for request in server.requests] == [(WORKS, "application/json")]
    known = "@misc{{{0}, title = {{{0}}}, author = {{Bell, Grace}}, year = {{{1}}}, {2}}}\n".format
    text = (
        known("a", 2000, "doi={10.5555/tides.12}")
        + known("b", 2000, "eprint={2401.00001}")
        + known("A chapter about the Sea", 2019, "")
    )
    bib.write_text(text + OWN.replace("year = {2018}", "pubstate = {inpress}"), "utf-8")
    assert run("sync", "--into", bib, "--orcid", ORCID) == (0, "0 of 4 public works are not in pubs.bib\n", "")


def test_works_of_orcid_are_added(server: Any, bib: Path, run: Run) -> None:
    assert run("sync", "--into", bib, "--orcid", ORCID, "--write") == (
        2,
        f"{LISTED}"
        "pubs.bib:3: added bell2023sparse: Sparse \\emph{Transformers} for {DNA} \\& {RNA}: A Study of the Lovelace Bound\n"
        "pubs.bib:17: added bell2024tide: Tide: Linear-Time $\\mu$Waves with Selective {LLMs}\n",
        "'A chapter about the sea': ORCID has neither a DOI nor an arXiv identifier of it: write the entry by hand\n",
    )
    article = ARTICLE.replace("{Lovelace}", "Lovelace").replace(
        "{J. of Tidal Computing}", "{Journal of Tidal Computing}"
    )
    article = article.replace("10.5555/tides.12", "10.5555/TIDES.12")
    assert bib.read_text("utf-8") == f"{OWN}\n{article}\n{PREPRINT}"


def test_versions_of_one_paper_are_one_work(server: Any, bib: Path, run: Run) -> None:
    works = json.loads((ANSWERS / "synthetic_orcid_works.json").read_text("utf-8"))
    first, second = works["group"][:2]
    second["work-summary"][0]["title"] = first["work-summary"][0]["title"]
    server.add(WORKS, body=json.dumps({"group": [first, second]}))
    assert run("sync", "--into", bib, "--orcid", ORCID) == (
        1,
        "not in pubs.bib: 10.5555/TIDES.12: Sparse Transformers for DNA & RNA (2023)\n"
        "not in pubs.bib: arXiv:2401.00001: Sparse Transformers for DNA & RNA (2024); 10.5555/TIDES.12 has this title, of another year: "
        "if it is another work, add it by itself\n"
        "2 of 2 public works are not in pubs.bib\n",
        "",
    )


@pytest.mark.parametrize(
    ("orcid", "name", "body", "status", "message"),
    [
        ("0000-0002-1825-0098", "", "", 200, "the ORCID iD has a wrong check digit: look for a mistyped digit"),
        ("../etc", "", "", 200, "the ORCID iD is not of the form 0000-0000-0000-0000: correct it"),
        (ORCID, "synthetic_orcid_error.json", "", 404, "HOST does not know it (404): correct it, or write the entry by hand"),
        (ORCID, "", "<html>", 200, "HOST answers with a web page, and not with data: write the entry by hand"),
        *((ORCID, "", body, 200, "the answer of HOST is no list of works: try again later") for body in (
            "{", "[]", "{}", '{"group": {}}', '{"group": [1]}', '{"group": [{"work-summary": "x"}]}', '{"group": [{}]}', "null",
            '{"group": [{"work-summary": [{"title": "x"}]}]}', "[" * 100_000)),
    ],
)  # fmt: skip
def test_each_answer_of_orcid_without_works_is_a_message(
    server: Any, bib: Path, run: Run, orcid: str, name: str, body: str, status: int, message: str
) -> None:
    server.add(WORKS, name, status=status, body=body)
    assert run("sync", "--into", bib, "--orcid", orcid, "--write") == (2, "", f"{orcid}: {message}\n")
    assert bib.read_text("utf-8") == OWN


REMOTE = """\
@string{waves = {Waves of \\LaTeX}}
@preamble{"\\input{x}"}
% a comment
@book{sea, title = {Proceedings of the sea}, editor = {Doe, Jane}, year = {2021}, publisher = {Shells}}
@inproceedings{new, title = {A new Paper}, author = {Doe, Jane}, crossref = {sea}, note = {\\input{y}}, keywords = {x}}
@article{own, title = {The Waves I Know}, author = {Bell, Grace}, year = {2018}, journal = waves}
@article{other, title = {The waves I know}, author = {Bell, Grace}, year = {2019}, journal = waves}
@misc{bad, title = {Without a year}, author = {Bell, Grace}}
"""


def test_entries_of_a_file_on_the_web_are_listed_and_added(server: Any, bib: Path, run: Run) -> None:
    server.add("/mine.bib", body=REMOTE)
    url = f"{server.url}/mine.bib"
    listed = """\
not in pubs.bib: http://HOST/mine.bib:4: Proceedings of the sea (2021)
not in pubs.bib: http://HOST/mine.bib:5: A new Paper (2021)
not in pubs.bib: http://HOST/mine.bib:7: The waves I know (2019); pubs.bib:1 has this title, of another year: if it is another work, add it by itself
3 of 4 public works are not in pubs.bib
"""
    failed = "http://HOST/mine.bib:8: the answer of HOST cannot be used (it has no year): write the entry by hand\n"
    assert run("sync", "--into", bib, "--bib", url) == (2, listed, failed)
    assert bib.read_text("utf-8") == OWN
    added = "pubs.bib:3: added doe2021proceedings: Proceedings of the sea\npubs.bib:10: added doe2021new: A new Paper\n"
    assert run("sync", "--into", bib, "--bib", url, "--write") == (2, listed + added, failed)
    assert (
        bib.read_text("utf-8").removeprefix(OWN)
        == """
@book{doe2021proceedings,
  editor    = {Doe, Jane},
  title     = {Proceedings of the sea},
  publisher = {Shells},
  year      = {2021},
}

@inproceedings{doe2021new,
  author    = {Doe, Jane},
  editor    = {Doe, Jane},
  title     = {A new Paper},
  booktitle = {Proceedings of the sea},
  publisher = {Shells},
  year      = {2021},
}
"""
    )


def test_what_is_no_address_of_a_file_is_a_message(server: Any, bib: Path, run: Run) -> None:
    server.add("/page", body="<html>")
    fix = "it is no address of the web: write one that begins with https://, without spaces"
    assert run("sync", "--into", bib, "--bib", bib) == (2, "", f"{bib}: {fix}\n")
    message = "HOST answers with a web page, and not with data: write the entry by hand"
    assert run("sync", "--into", bib, "--bib", f"{server.url}/page") == (2, "", f"http://HOST/page: {message}\n")
