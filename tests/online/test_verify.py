"""`python -m sphinx_cv verify`: each difference at its line, and what is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from conftest import CONF

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Run = Callable[..., tuple[int, str, str]]

#: An entry as the service has it, with what is no difference: case, braces, accents, initials, short names, no subtitle.
SAME = """\
@inproceedings{paper, title = {{FlashTide}: fast waves in lisbon with gpt-4 and $O(n^2)$ memory}, author = {G. Bell and Example, A.},
  booktitle = {ICTC}, year = {2024}, doi = {https://doi.org/10.5555/3333.4444}, pages = {7}}
@article{article, title = {Sparse transformers for DNA and RNA: a study of the Lovelace bound},
  author = {Bell, Grace and de Sa, I. and Mueller, J\\"org}, journal = {J. Tidal Comput.}, year = {2023}, doi = {10.5555/TIDES.12}}
@inproceedings{published, title = {Tide: linear-time $\\mu$waves with selective LLMs}, author = {Bell, Grace and others},
  booktitle = {Waves}, year = {2025}, eprint = {2401.00001}, eprinttype = {arXiv}}
@misc{none, title = {Without an identifier}, author = {Bell, Grace}, year = {2020}}
"""
DIFFERENT = """\
@inproceedings{paper,
  title = {FlashTide: Slow waves},
  author = {Example, Ada and Bell, Grace},
  year = {2023},
  doi = {10.5555/3333.4444},
}
@article{article,
  author = {Bell, Grace and De Sá, Inês},
  title = {Sparse Transformers for {DNA} & {RNA}},
  journal = {Journal of Shells},
  doi = {10.5555/tides.12},
  pubstate = {inpress},
}
@misc{preprint, title = {Tide: Linear-Time $\\mu$Waves with Selective LLMs}, year = {2023},
  author = {Bell, Grace and De Sá, Inês and {The Tidal Collaboration} and Doe, Jane}, eprint = {2401.00001},
}
"""


def answer(server: Any) -> None:
    server.add("/doi/10.5555/tides.12", "synthetic_crossref_article.bib")
    server.add("/doi/10.5555/TIDES.12", "synthetic_crossref_article.bib")
    server.add("/doi/10.5555/3333.4444", "synthetic_crossref_paper.bib")
    server.add("/arxiv?id_list=2401.00001&max_results=1", "synthetic_arxiv_two.xml")


@pytest.fixture
def verify(tmp_path: Path, server: Any, run: Run) -> Callable[..., tuple[int, str, str]]:
    """Verify the text of pubs.bib; the file stays as it is."""
    answer(server)

    def made(text: str, conf: str = "") -> tuple[int, str, str]:
        path = tmp_path / "pubs.bib"
        path.write_text(text, "utf-8")
        if conf:
            (tmp_path / "conf.py").write_text(CONF + conf, "utf-8")
        found = run("verify", *(("--source", tmp_path) if conf else ("--bib", path)))
        assert path.read_text("utf-8") == text
        return found

    return made


def test_spelling_is_no_difference(verify: Any) -> None:
    assert verify(SAME) == (0, "nothing to say\n", "")


def test_differences_have_their_lines(verify: Any) -> None:
    fix = "correct it, or suppress this with your reason [cv.difference]"
    assert verify(DIFFERENT) == (
        1,
        "pubs.bib:1: paper: venue: it is not given here, but 'Proceedings of the 41st International Conference on Tidal Computing' at 10.5555/3333.4444: " + fix + "\n"
        "pubs.bib:2: paper: title: it is 'FlashTide: Slow waves' here, but 'FlashTide: Fast waves in Lisbon with GPT-4 and O(n²) memory' at 10.5555/3333.4444: " + fix + "\n"
        "pubs.bib:3: paper: author: it is Ada Example, Grace Bell here, but Grace Bell, Ada Example at 10.5555/3333.4444: " + fix + "\n"
        "pubs.bib:4: paper: year: it is 2023 here, but 2024 at 10.5555/3333.4444: " + fix + "\n"
        "pubs.bib:7: article: year: it is not given here, but 2023 at 10.5555/tides.12: " + fix + "\n"
        "pubs.bib:8: article: author: it is 2 people here, but 3 people (with Jörg Müller) at 10.5555/tides.12: " + fix + "\n"
        "pubs.bib:9: article: title: it is 'Sparse Transformers for DNA & RNA' here, but 'Sparse Transformers for DNA & RNA: A Study of the Lovelace Bound' at 10.5555/tides.12: " + fix + "\n"
        "pubs.bib:10: article: venue: it is 'Journal of Shells' here, but 'Journal of Tidal Computing' at 10.5555/tides.12: " + fix + "\n"
        "pubs.bib:14: preprint: year: it is 2023 here, but 2024 at arXiv:2401.00001: " + fix + "\n"
        "pubs.bib:15: preprint: author: it is 4 people (with Jane Doe) here, but 3 people at arXiv:2401.00001: " + fix + "\n"
        "10 findings: 10 difference\n",
        "",
    )  # fmt: skip


def test_a_comment_or_conf_py_suppresses_a_difference_and_cv_people_names_one_person(verify: Any) -> None:
    text = (
        "% cv: ok difference: the order is that of the CV\n"
        "@article{a, title = {Sparse Transformers for DNA and RNA: A Study of the Lovelace Bound}, author = {Bell, Grace and Silva, Inês},\n"
        "  journal = {Journal of Tidal Computing}, year = {2023}, doi = {10.5555/tides.12}}\n"
    )
    people = 'cv_people = {"Inês Silva": ["Inês De Sá"], "Jim Mull": ["Jörg Müller"]}\n'
    assert verify(text)[:2] == (0, "nothing to say\n")
    assert verify(text.replace("% cv", "%"), f'{people}cv_check_ignore = ["difference:a"]\n') == (
        0,
        "nothing to say\n",
        "",
    )
    renamed = text.replace("% cv", "%").replace("Silva, Inês", "Silva, Inês and Jim Mull")
    assert verify(renamed, people) == (0, "nothing to say\n", "")


def test_what_cannot_be_compared_is_a_message_and_the_others_are(verify: Any) -> None:
    unknown = "@misc{unknown, title = {Waves}, author = {Bell, Grace}, year = {2020}, doi = {10.5555/none}}\n"
    assert verify(unknown + SAME) == (
        2, "", "pubs.bib:1: unknown: 10.5555/none: HOST does not know it (404): correct it, or write the entry by hand\n",
    )  # fmt: skip
    status, out, err = verify(unknown + SAME.replace("{2023}", "{2022}"))
    assert (status, out.splitlines()[-1], err.count("\n")) == (2, "1 finding: 1 difference", 1)


def test_papers_of_arxiv_are_asked_for_together(tmp_path: Path, server: Any, run: Run) -> None:
    numbers = [f"2401.{number:05}" for number in range(1, 131)]
    entries = [
        f"@misc{{a{each}, title={{T}}, author={{Bell, Grace}}, year={{2024}}, eprint={{{each}}}}}\n" for each in numbers
    ]
    (tmp_path / "pubs.bib").write_text("".join(entries), "utf-8")
    run("verify", "--bib", tmp_path / "pubs.bib")
    paths = [f"/arxiv?id_list={'%2C'.join(part)}&max_results={len(part)}" for part in (numbers[:100], numbers[100:])]
    assert [request[0] for request in server.requests] == paths
