"""Awards: one that a row and a paper tell is told once."""

from __future__ import annotations

import pytest
from content import publication, row

from sphinx_cv.model.awards import award_text, says_the_same
from sphinx_cv.model.text import RichText
from sphinx_cv.model.venue import Venue

VENUE = Venue(RichText.from_plain("Conference on Snails (CoS)"), "CoS")


@pytest.mark.parametrize(
    ("award", "organization", "same"),
    [
        ("Best Paper", "", True), ("best-paper", "A Workshop", True), ("Best Paper, A Workshop 2023", "A Workshop", True),
        ("2023 Best Paper", "", True), ("CoS 2024 Best Paper", "Conference on Snails (CoS)", True),
        ("Best Paper, A Workshop", "", False), ("Best Paper, B Workshop", "A Workshop", False), ("Best Papers", "", False),
        ("Best Student Paper", "", False), ("", "", False), ("Audience prize", "A Workshop", False),
    ],
)  # fmt: skip
def test_a_year_and_the_giver_may_stand_with_an_award(award: str, organization: str, *, same: bool) -> None:
    assert says_the_same(publication(award=award), row("Best Paper", organization=organization)) is same


@pytest.mark.parametrize(
    ("award", "organization", "text"),
    [
        # what the paper says itself is not repeated
        ("Best Paper", "A Workshop", ""), ("Best Paper, A Workshop 2023", "A Workshop", ""),
        # the giver is named where it is not the venue
        ("", "A Workshop", "Best Paper, A Workshop"), ("Audience prize", "A Workshop", "Best Paper, A Workshop"),
        ("", "Conference on Snails (CoS)", "Best Paper"), ("", "CoS", "Best Paper"), ("", "", "Best Paper"),
    ],
)  # fmt: skip
def test_a_paper_shows_the_award_of_its_row_once(award: str, organization: str, text: str) -> None:
    paper = publication(award=award, venue=VENUE)
    assert award_text(row("Best Paper", organization=organization), paper) == text


def test_a_paper_without_a_venue_names_the_giver() -> None:
    assert award_text(row("Best Paper", organization="CoS"), publication()) == "Best Paper, CoS"
