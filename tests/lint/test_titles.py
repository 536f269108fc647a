"""Titles: words that have lost their capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from content import entry, read_library

from sphinx_cv.lint.titles import capitals_to_keep, learn_forms
from sphinx_cv.tex.decode import decode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Lint = Callable[..., list[str]]

#: Text, and its one finding behind the file's name; `%` stands for where a suppression is set.
FINDINGS: list[tuple[str, str]] = [
    ("%" + entry("a", title="Accelerating moe and Llms with io and {Bleu} on a gpu"),
     "3: a: title: capitals are lost in moe (write {MoE}), Llms (write {LLMs}), io (write {IO}), gpu (write {GPU}) [cv.capitals]"),
    (entry("a", title="A PyTorch of HiPPO") + "%" + entry("b", title="Hippo again"),
     "8: b: title: capitals are lost in Hippo (write {HiPPO}) [cv.capitals]"),
    ("%" + entry("a", title="Redpajama: a dataset", code="https://github.com/x/RedPajama-Data"),
     "3: a: title: capitals are lost in Redpajama (write {RedPajama}) [cv.capitals]"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), FINDINGS, ids=[found.split(": ")[-1][-30:] for _, found in FINDINGS])
def test_a_finding_has_its_line_and_its_suppression(
    assert_finding: Callable[[str, str], None], text: str, found: str
) -> None:
    assert_finding(text, found)


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Sparse Transformers for DNA: A Study of LoRA", {"DNA", "LoRA"}),
        ("Tides and the Bayesian Waves of HiPPO", {"Bayesian", "HiPPO"}),
        ("On the waves of Lisbon: An essay about the sea in winter? No", {"Lisbon"}),
        ("Vitamin D and A", {"D"}),
        ("Type I/O for GPT-4", {"I/O", "GPT"}),
        ("A STUDY OF THE SEA", set()),
        ("The $DNA$ of Waves", set()),
        ("", set()),
    ],
)
def test_capitals_that_a_style_would_lose_are_kept(tmp_path: Path, title: str, kept: set[str]) -> None:
    forms = learn_forms(list(read_library(tmp_path, entry("a", title="A PyTorch of HiPPO")).publications))
    assert capitals_to_keep(decode(title)[0], forms) == kept
