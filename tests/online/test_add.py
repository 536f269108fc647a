"""`python -m sphinx_cv add`: the bytes of pubs.bib before and after, and each message."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING, Any

import pytest
from conftest import CONF

from sphinx_cv.bibtex import library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

#: A file of another hand: its key style, names, venue and field names are followed.
BIB = """\
% My papers: é.
@inproceedings{example2020knots,
    author = {Ada Example and De Sá, Inês},
    title     = {Knots and {Lovelace} bounds},
    booktitle = {International Conference on {Tidal} Computing (ICTC)},
    year      = 2020, doi={10.5555/knots},
}
@article{bell2021tides, author={Bell, Grace}, title={On the {Lovelace} of tides}, journal={J. of Tidal Computing},
    year={2021}, eprint={2101.00001}, eprinttype={arXiv}}
"""
ARTICLE = """\
@article{bell2023sparse,
  author    = {Bell, Grace and De Sá, Inês and Müller, Jörg},
  title     = {Sparse \\emph{Transformers} for {DNA} \\& {RNA}: A Study of the {Lovelace} Bound},
  journal   = {J. of Tidal Computing},
  volume    = {12},
  number    = {3},
  pages     = {A101--A119},
  publisher = {Tidal Press BV},
  year      = {2023},
  month     = jun,
  issn      = {1234-5679},
  doi       = {10.5555/tides.12},
}
"""
PAPER = """\
@inproceedings{bell2024flashtide,
  author    = {Bell, Grace and Example, Ada},
  title     = {{FlashTide}: Fast waves in {Lisbon} with {GPT-4} and $O(n^2)$ memory},
  booktitle = {International Conference on {Tidal} Computing (ICTC)},
  series    = {TIDES ’24},
  pages     = {1--12},
  publisher = {ACM},
  year      = {2024},
  month     = jul,
  doi       = {10.5555/3333.4444},
}
"""
SOFTWARE = """\
@misc{bell2022tidelib,
  author    = {Bell, Grace},
  title     = {tidelib: 100\\% of the waves},
  publisher = {Tidal Archive},
  year      = {2022},
  doi       = {10.5555/zenodo.77},
  url       = {https://tides.example.org/records/77},
}
"""
PREPRINT = """\
@misc{bell2024tide,
  author      = {Bell, Grace and De Sá, Inês and {The Tidal Collaboration}},
  title       = {Tide: Linear-Time $\\mu$Waves with Selective {LLMs}},
  year        = {2024},
  eprint      = {2401.00001},
  eprinttype  = {arXiv},
  eprintclass = {cs.LG},
}
"""
KNOTS = """\
@misc{example2003knots,
  author      = {Example, Ada},
  title       = {Knots of the sea},
  year        = {2003},
  doi         = {10.5555/waves.3},
  eprint      = {math/0309136},
  eprinttype  = {arXiv},
  eprintclass = {math.GT},
}
"""
BOTH = "/arxiv?id_list=2401.00001%2Cmath.GT%2F0309136&max_results=2"


@pytest.fixture
def bib(tmp_path: Path) -> Path:
    path = tmp_path / "pubs.bib"
    path.write_text(BIB, "utf-8")
    return path


def answer(server: Any) -> None:
    server.add("/doi/10.5555/tides.12", "synthetic_crossref_article.bib")
    server.add("/doi/10.5555/3333.4444", status=302, Location="/crossref")
    server.add("/crossref", "synthetic_crossref_paper.bib")
    server.add("/doi/10.5555/zenodo.77", "synthetic_datacite_software.bib")
    server.add(BOTH, "synthetic_arxiv_two.xml")


def test_entries_of_all_services_are_appended_in_order_and_nothing_else_changes(
    server: Any, bib: Path, run: Run
) -> None:
    answer(server)
    bib.chmod(0o640)
    wanted = (
        "https://doi.org/10.5555/tides.12",
        "arXiv:2401.00001v2",
        "10.5555/3333.4444",
        "doi:10.5555/zenodo.77",
        "https://arxiv.org/abs/math.GT/0309136",
    )
    assert run("add", "--bib", bib, *wanted) == (
        0,
        "pubs.bib:11: added bell2023sparse: Sparse \\emph{Transformers} for {DNA} \\& {RNA}: A Study of the {Lovelace} Bound\n"
        "pubs.bib:25: added bell2024tide: Tide: Linear-Time $\\mu$Waves with Selective {LLMs}\n"
        "pubs.bib:34: added bell2024flashtide: {FlashTide}: Fast waves in {Lisbon} with {GPT-4} and $O(n^2)$ memory\n"
        "pubs.bib:46: added bell2022tidelib: tidelib: 100\\% of the waves\n"
        "pubs.bib:55: added example2003knots: Knots of the sea\n",
        "",
    )  # fmt: skip
    assert bib.read_text("utf-8") == f"{BIB}\n{ARTICLE}\n{PREPRINT}\n{PAPER}\n{SOFTWARE}\n{KNOTS}"
    assert stat.S_IMODE(bib.stat().st_mode) == 0o640
    assert [path.name for path in bib.parent.iterdir()] == ["pubs.bib"]
    assert [request[:2] for request in server.requests] == [
        (BOTH, "application/atom+xml"),
        ("/doi/10.5555/tides.12", "application/x-bibtex"),
        ("/doi/10.5555/3333.4444", "application/x-bibtex"),
        ("/crossref", "application/x-bibtex"),
        ("/doi/10.5555/zenodo.77", "application/x-bibtex"),
    ]


def test_what_was_added_is_read_without_a_warning_and_refused_again(server: Any, bib: Path, run: Run) -> None:
    answer(server)
    run("add", "--bib", bib, "10.5555/tides.12", "2401.00001", "math.GT/0309136", "10.5555/3333.4444")
    before = bib.read_bytes()
    assert library.read([bib], ()).faults == ()
    assert run("add", "--bib", bib, "10.5555/tides.12", "2401.00001", "math.GT/0309136") == (
        1,
        "",
        "10.5555/tides.12: it is in pubs.bib:11 as bell2023sparse already (DOI 10.5555/tides.12): nothing is added\n"
        "2401.00001: it is in pubs.bib:25 as bell2024tide already (arXiv 2401.00001): nothing is added\n"
        "math.GT/0309136: it is in pubs.bib:34 as example2003knots already (DOI 10.5555/waves.3): nothing is added\n",
    )
    assert bib.read_bytes() == before


def test_duplicates_by_title_and_year_and_in_one_call_are_refused(server: Any, bib: Path, run: Run) -> None:
    answer(server)
    own = "@misc{own, author={G. Bell}, title={Tidelib 100{\\%} of the Waves}, year={2022}}\n"
    bib.write_text(own, "utf-8")
    server.add("/doi/10.5555/other", "synthetic_crossref_article.bib")
    assert run("add", "--bib", bib, "10.5555/ZENODO.77", "10.5555/tides.12", "10.5555/other") == (
        2,
        "pubs.bib:3: added bell2023sparse: Sparse \\emph{Transformers} for {DNA} \\& {RNA}: A Study of the Lovelace Bound\n",
        "10.5555/ZENODO.77: HOST does not know it (404): correct it, or write the entry by hand\n"
        "10.5555/other: it is in the same call already (DOI 10.5555/tides.12): nothing is added\n",
    )
    assert run("add", "--bib", bib, "10.5555/zenodo.77") == (
        1, "", "10.5555/zenodo.77: it is in pubs.bib:1 as own already (title and year): nothing is added\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("before", "gap"),
    [
        ("", ""),
        ("\n", ""),
        ("@misc{a, title={T}}", "\n\n"),
        ("@misc{a, title={T}}\n", "\n"),
        ("@misc{a, title={T}}\n\n", ""),
        ("@misc{a, title={T}}\r\n", "\r\n"),
        ("\ufeff@misc{a, title={T}}\n", "\n"),
    ],
)
def test_line_ends_and_the_end_of_the_file_are_followed(
    server: Any, bib: Path, run: Run, before: str, gap: str
) -> None:
    answer(server)
    bib.write_bytes(before.encode())
    assert run("add", "--bib", bib, "10.5555/zenodo.77")[::2] == (0, "")
    added = SOFTWARE.replace("\n", "\r\n") if "\r" in before else SOFTWARE
    assert bib.read_bytes() == f"{before}{gap}{added}".encode()


def test_the_file_of_conf_py_is_the_first_one_and_all_are_looked_through(server: Any, tmp_path: Path, run: Run) -> None:
    answer(server)
    conf = CONF.replace('["pubs.bib"]', '["bib/mine.bib", "bib/old.bib"]')
    (tmp_path / "conf.py").write_text(conf, "utf-8")
    (tmp_path / "bib").mkdir()
    mine, old = tmp_path / "bib/mine.bib", tmp_path / "bib/old.bib"
    mine.write_text("@string{x = {y}}\n", "utf-8")
    old.write_text(ARTICLE, "utf-8")
    assert run("add", "--source", tmp_path, "10.5555/tides.12", "10.5555/zenodo.77") == (
        1,
        "bib/mine.bib:3: added bell2022tidelib: tidelib: 100\\% of the waves\n",
        "10.5555/tides.12: it is in bib/old.bib:1 as bell2023sparse already (DOI 10.5555/tides.12): nothing is added\n",
    )
    assert (mine.read_text("utf-8"), old.read_text("utf-8")) == (f"@string{{x = {{y}}}}\n\n{SOFTWARE}", ARTICLE)


def test_one_that_fails_does_not_keep_the_others_out(server: Any, bib: Path, run: Run) -> None:
    answer(server)
    server.add("/doi/10.5555/html", body="<!DOCTYPE html><title>A paper</title>")
    server.add("/doi/10.5555/two", "synthetic_two_entries.bib")
    server.add("/doi/10.5555/garbage", body="%PDF-1.7 @ garbage")
    server.add("/doi/10.5555/open", body="@article{a, title = {Open, author = {Bell, Grace}, year = {2020}")
    server.add("/doi/10.5555/year", body="@misc{a, title = {No year}, author = {Bell, Grace}}")
    server.add("/arxiv?id_list=2401.99999&max_results=1", "synthetic_arxiv_none.xml")
    long = f"@misc{{a, title = {{{'x' * 500_000}}}, author = {{Bell, Grace}}, year = {{2020}}}}"
    server.add("/doi/10.5555/long", body=long)
    wanted = [
        "10.5555/long",
        "10.5555/html",
        "10.5555/none",
        "10.5555/two",
        "10.5555/garbage",
        "10.5555/open",
        "10.5555/year",
        "2401.99999",
        "a paper",
        "10.5555/zenodo.77",
    ]
    assert run("add", "--bib", bib, *wanted) == (
        2,
        "pubs.bib:11: added bell2022tidelib: tidelib: 100\\% of the waves\n",
        "10.5555/long: the answer of HOST is too long for one entry: write the entry by hand\n"
        "10.5555/html: HOST answers with a web page, and not with data: write the entry by hand\n"
        "10.5555/none: HOST does not know it (404): correct it, or write the entry by hand\n"
        "10.5555/two: the answer of HOST has 2 entries, and not one: write the entry by hand\n"
        "10.5555/garbage: the answer of HOST is not BibTeX: write the entry by hand\n"
        "10.5555/open: the answer of HOST cannot be used (it is not closed before the next entry): write the entry by hand\n"
        "10.5555/year: the answer of HOST cannot be used (it has no year): write the entry by hand\n"
        "2401.99999: HOST does not know it: correct it, or write the entry by hand\n"
        "a paper: it is neither a DOI nor an arXiv identifier: write 10.1000/182, 2312.00752, arXiv:2312.00752, or the address of "
        "one at doi.org or arxiv.org\n",
    )  # fmt: skip
    assert bib.read_text("utf-8") == f"{BIB}\n{SOFTWARE}"


@pytest.mark.parametrize(
    ("name", "body", "message"),
    [
        ("synthetic_arxiv_error.xml", "", "HOST does not accept it (incorrect id format for 2401.12345): correct it, or write the entry by hand"),
        ("synthetic_arxiv_entities.xml", "", "the answer of HOST is not understood (it declares entities): write the entry by hand"),
        ("", "Rate exceeded.", "the answer of HOST is not XML (syntax error: line 1, column 0): try again later"),
        ("", "<feed/>", "HOST does not know it: correct it, or write the entry by hand"),
    ],
)  # fmt: skip
def test_each_answer_of_arxiv_without_a_paper_is_a_message(
    server: Any, bib: Path, run: Run, name: str, body: str, message: str
) -> None:
    server.add("/arxiv?id_list=2401.12345&max_results=1", name, body=body)
    assert run("add", "--bib", bib, "2401.12345") == (2, "", f"2401.12345: {message}\n")
    assert bib.read_text("utf-8") == BIB


def test_hostile_text_is_one_entry_without_commands(server: Any, bib: Path, run: Run) -> None:
    server.add("/doi/10.5555/x", "synthetic_hostile.bib")
    assert run("add", "--bib", bib, "10.5555/x")[::2] == (0, "")
    assert (
        bib.read_text("utf-8").removeprefix(BIB)
        == r"""
@article{bell2020waves,
  author     = {{Bell} and \textbackslash{}write18ls, Grace and Doe\textbackslash{}end\textbraceleft{}document\textbraceright{}, Jane},
  title      = {Waves \textbackslash{}input\textbraceleft{}/etc/passwd\textbraceright{} \textbackslash{}def\textbackslash{}x\textbraceleft{}y\textbraceright{} \$\textbackslash{}input\textbraceleft{}x\textbraceright{}\$ <script>alert(1)</script>\textbackslash{}write18ls},
  journal    = {A \textbackslash{}catcode‘\%=12 Journal},
  volume     = {\textasciicircum{}\textasciicircum{}5cinput},
  pages      = {1--2},
  year       = {2020},
  doi        = {10.5555/x},
  eprint     = {2001.00001},
  eprinttype = {arXiv},
}
"""
    )
    assert library.read([bib], ()).faults == ()


def test_a_character_that_the_file_cannot_have_is_a_message(server: Any, tmp_path: Path, run: Run) -> None:
    answer(server)
    (tmp_path / "conf.py").write_text(f'{CONF}bibtex_encoding = "latin-1"\n', "utf-8")
    before = "@misc{été, title={Été}, author={Bell, G.}, year={2001}}\n".encode("latin-1")
    (tmp_path / "pubs.bib").write_bytes(before)
    message = "pubs.bib: its encoding latin-1 lacks ’ (U+2019): save the file in UTF-8\n"
    assert run("add", "10.5555/3333.4444") == (2, "", message)
    assert (tmp_path / "pubs.bib").read_bytes() == before
    assert run("add", "10.5555/tides.12")[::2] == (0, "")
    article = ARTICLE.replace("{Lovelace}", "Lovelace").replace("{J. of", "{Journal of")
    assert (tmp_path / "pubs.bib").read_bytes() == before + f"\n{article}".encode("latin-1")


def test_a_file_that_cannot_be_written_stays_as_it_is(
    server: Any, bib: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(server)

    def fail(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", fail)
    message = "pubs.bib cannot be written (No space left on device): free space, or correct its permissions\n"
    assert run("add", "--bib", bib, "10.5555/tides.12") == (2, "", message)
    assert (bib.read_text("utf-8"), [path.name for path in bib.parent.iterdir()]) == (BIB, ["pubs.bib"])


def test_a_link_stays_one(server: Any, bib: Path, run: Run) -> None:
    answer(server)
    link = bib.with_name("link.bib")
    link.symlink_to("pubs.bib")
    assert run("add", "--bib", link, "10.5555/tides.12")[::2] == (0, "")
    assert (link.is_symlink(), bib.read_text("utf-8")) == (True, f"{BIB}\n{ARTICLE}")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("é".encode("latin-1"), "{path}:1: it is not UTF-8 (byte 0xE9): save the file in UTF-8\n"),
        (None, "{path} cannot be read (No such file or directory): correct bibtex_bibfiles in conf.py\n"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_message(
    server: Any, bib: Path, run: Run, data: bytes | None, message: str
) -> None:
    if data is None:
        bib.unlink()
    else:
        bib.write_bytes(data)
    assert run("add", "--bib", bib, "10.5555/tides.12") == (2, "", message.format(path=bib))
    assert server.requests == []


def test_without_conf_py_the_file_must_be_named(tmp_path: Path, run: Run) -> None:
    message = f"there is no conf.py in {tmp_path}: name its folder with --source, or a BibTeX file\n"
    assert run("add", "--source", tmp_path, "10.5555/tides.12") == (2, "", message)
