"""Titles: words that have lost their capitals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from content import entry

if TYPE_CHECKING:
    from collections.abc import Callable

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
