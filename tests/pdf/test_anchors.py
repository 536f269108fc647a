"""Anchors and links of the PDFs, whatever the citation keys are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pdfs import make

from sphinx_cv.pdf.anchors import decode, encode

if TYPE_CHECKING:
    from pathlib import Path

KEYS = ["a#b", "a%b", "a&b", "a~b", "a^b", "a\\b", "a$b", "a:b", "a_b", "a!b", "a(b", "a'b", "é", "DBLP:conf/x"]


@pytest.mark.parametrize(
    ("key", "anchor"),
    [("gu2024mamba", "gu2024mamba"), ("year-2024", "year-2024"), ("a_b.c", "a_b.c"), ("a#b%c", "a!23b!25c"),
     ("a!b", "a!21b"), ("a~b", "a!7Eb"), ("DBLP:conf/x", "DBLP!3Aconf!2Fx"), ("é", "!C3!A9"), ("{", "!7B")],
)  # fmt: skip
def test_an_anchor_has_no_character_that_sphinx_replaces(key: str, anchor: str) -> None:
    assert encode(key) == anchor
    assert decode(anchor) == key


def test_every_link_and_citation_leads_to_its_entry(tmp_path: Path) -> None:
    bib = "".join(f"@misc{{{key},\n author = {{Example, Ada}},\n title = {{Title {number}}},\n year = 2024}}\n"
                  for number, key in enumerate(KEYS))  # fmt: skip
    links = "".join(f"{{cv:pub}}`{key}`\n" for key in KEYS)
    cites = "".join(f"{{cite}}`{key}`\n" for key in KEYS)
    made = make(tmp_path, index=f"# CV\n\n## Work\n\n{links}\n{cites}\n```{{bibliography}}\n```\n", bib=bib)
    assert (made.status, made.said) == (0, "")
    tex = (tmp_path / "_build/latex/cv.tex").read_text("utf-8")
    assert [tex.count(rf"\label{{\detokenize{{index:{encode(key)}}}}}") for key in KEYS] == [1] * len(KEYS)
    reader = made.reader()
    annotations = [each.get_object() for page in reader.pages for each in page["/Annots"]]
    found = [reader.named_destinations[each["/A"]["/D"]].top for each in annotations]
    entries = sorted(set(found), reverse=True)  # from top to bottom, in the order of pubs.bib
    assert [entries.index(top) for top in found] == [*range(len(KEYS))] * 2


def test_a_citation_of_what_is_not_in_the_pdf_is_text(tmp_path: Path) -> None:
    files = 'cv_pdfs = {"short": "short"}\n'
    tmp_path.joinpath("short.md").write_text("---\norphan: true\n---\n# Short\n\nSee {cite:t}`one`.\n", "utf-8")
    made = make(tmp_path, conf=files)
    assert (made.status, made.said) == (0, "")
    assert "See Example and Ré [Example and Ré, 2023]." in made.text("short")
    assert not [page for page in made.reader("short").pages if "/Annots" in page]


def test_a_term_of_a_glossary_is_led_to(tmp_path: Path) -> None:
    made = make(
        tmp_path, index="# CV\n\n## Work\n\nSee {term}`tide`.\n\n```{glossary}\ntide\n  Water that rises.\n```\n"
    )
    assert (made.status, made.said) == (0, "")
    assert len([each for page in made.reader().pages for each in page["/Annots"]]) == 1
    assert " ".join(made.text().split()).count("tide Water that rises.") == 1
