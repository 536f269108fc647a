"""Lint as a whole: all findings in their order, and in time."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from content import ROOT, entry

from sphinx_cv.site.warnings import FindingType

if TYPE_CHECKING:
    from collections.abc import Callable

    Lint = Callable[..., list[str]]

KINDS = tuple(type_.value for type_ in FindingType)


def test_findings_are_sorted_by_place_and_each_kind_is_documented(lint: Lint) -> None:
    text = entry("a", "Gu, AX", month="x") + entry("b", title="On dna", pages="9--1") + entry("c", "Gu, A. X.", "On rl")
    lines = [int(found.split(":")[1]) for found in lint(text)]
    assert lines == sorted(lines)
    assert len(lines) > 3
    source = (ROOT / "sphinx_cv/site/warnings.py").read_text("utf-8")
    assert all(f'= "{kind}"\n    """' in source for kind in KINDS)


def test_a_long_list_is_read_in_seconds(lint: Lint) -> None:
    families = [
        f"{a}{b}{c}"
        for a in "Bo Ka Mi Su Te".split()
        for b in "ran del vik son mar".split()
        for c in "da ti ko le".split()
    ]
    given = [f"{a}{b}" for a in "An Be Ci Do Ei Fa Go Hu".split() for b in "na ra lo mi tu".split()]
    people = [f"{family}, {name}" for name in given for family in families]
    text = "".join(
        entry(
            f"k{n}",
            " and ".join(people[(n * 7 + step * 13) % len(people)] for step in range(5)),
            f"Title of number {n} in words",
        )
        for n in range(5_000)
    )
    begin = datetime.datetime.now(datetime.UTC)
    lint(text)
    assert (datetime.datetime.now(datetime.UTC) - begin).total_seconds() < 30
