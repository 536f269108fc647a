"""Suppressions: findings that the owner has judged, and judgements of nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from content import entry, row

from sphinx_cv.site.warnings import FindingType

if TYPE_CHECKING:
    from collections.abc import Callable

    Lint = Callable[..., list[str]]

KINDS = tuple(type_.value for type_ in FindingType)


def test_a_suppression_stands_above_its_entry_or_beside_its_end(lint: Lint) -> None:
    one, other = entry("a", month="x"), entry("b", title="Another", month="y")
    assert len(lint(one + other)) == 2
    assert lint(f"% cv: ok month\n\n{one}% cv: ok month\n{other}") == []
    assert lint(f"{one.rstrip()} % cv: ok month\n{other.rstrip()} % cv: ok month (it is so)\n") == []


def test_a_suppression_that_suppresses_nothing_is_named(lint: Lint) -> None:
    assert lint("% cv: ok pages\n" + entry("a") + "% cv: ok moths\n" + entry("b", title="Another") + "% cv: ok\n") == [
        "pubs.bib:1: there is no pages here to suppress: remove it [cv.unused_suppression]",
        f"pubs.bib:7: 'moths' is not a kind of finding: the kinds are {', '.join(sorted(KINDS))} [cv.unused_suppression]",
        "pubs.bib:13: it names no kind of finding: write, for example, cv: ok name_variant [cv.unused_suppression]",
    ]
    assert lint(entry("a"), ignored=("pages", "month:a", "x:a")) == [
        "conf.py:8: cv_check_ignore: 'x:a' is not a kind of finding: the kinds are "
        f"{', '.join(sorted(KINDS))} [cv.unused_suppression]",
        "conf.py:8: cv_check_ignore: there is no month:a anywhere to suppress: remove it [cv.unused_suppression]",
        "conf.py:8: cv_check_ignore: there is no pages anywhere to suppress: remove it [cv.unused_suppression]",
    ]


def test_a_suppression_of_another_command_is_none_of_check(lint: Lint) -> None:
    assert lint("% cv: ok difference: the order is that of the CV\n" + entry("a"), ignored=("difference:b",)) == []


def test_a_row_is_suppressed_by_a_comment_above_it(lint: Lint) -> None:
    for comment in ("% cv: ok award_paper", "<!-- cv: ok award_paper: it was a talk -->"):
        page = f"# Honors\n\n{comment}\n```{{award}} Best Paper\n:date: 2024\n```\n"
        assert lint("", row("Best Paper", line=4, date="2024"), page=page) == []
    assert lint("", row("Prize", line=4, date="2024"), page="\n\n% cv: ok award_paper\n") == [
        "honors.md:3: there is no award_paper here to suppress: remove it [cv.unused_suppression]"
    ]
