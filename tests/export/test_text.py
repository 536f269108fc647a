"""References in plain text."""

from __future__ import annotations

import pytest
from content import example_publications, publication

from sphinx_cv.export.text import reference
from sphinx_cv.model.edtf import PublicationDate
from sphinx_cv.model.person import Person
from sphinx_cv.model.text import RichText


def test_a_reference_is_the_citation_without_badges_marks_and_links() -> None:
    papers = example_publications()
    assert reference(papers["example2020tidesketch"]) == (
        "Ada Example, Jonas A. Quill, and Noémie Fré. TideSketch: Remembering a river in four kilobytes. In International "
        "Conference on Compact Algorithms (ICCA), pages 1–16, 2020. https://doi.org/10.5555/icca.2020.1"
    )
    assert reference(papers["fre2026tidesketch2"]) == (
        "Noémie Fré, Ada Example, and Linh Nguyễn. TideSketch-2: Counting waves in a single pass. In International Conference "
        "on Compact Algorithms (ICCA), pages 101–118, 2026. https://doi.org/10.5555/icca.2026.101"
    )


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("example:inpress", "Ada Example and Anca Petrescu-Vale. How long is a coast that moves? Transactions on Coastal Computing, in press. "
                            "https://example.com/tcc/coast"),
        ("berg2021bounds", "Tjitske van der Berg, Ada Example, and Mikkel Sørensen. A lower bound for counters that may lie. Journal of Tiny "
                           "Structures, 7(2), 90–112, 2021. https://arxiv.org/abs/2103.99004"),
        ("example2025small", "Ada Example and Ottilie Müller. Small Data Structures: A First Course. Volume 7 of Lindmark Texts in Computing, "
                             "2nd edition, Lindmark Press, Port Alder, 2025. https://example.com/lindmark/small-data-structures"),
        ("gauges2025", "Open Tide Gauge Consortium, Ada Example, and Anca Petrescu-Vale. One year of waves from 212 gauges. Version 1.2, "
                       "Saltmarsh Observatory, 2025. https://doi.org/10.5555/saltmarsh.212"),
        ("oneil2025sorting", "Fiadh O'Neil, Ada Example, and Quirina De Sa. Sorting by _id or #tag: What goes wrong when n < 30 & p > 5%. "
                             "Journal of Tiny Structures, 11(4), e17, 2025. https://doi.org/10.5555/jts.2025.e17"),
        ("patent2024", "Ada Example and Barnaby Okonkwo, Jr. Lamp that reports its own failure. Patent XX 1234567, Lanternworks, 2024. "
                       "https://example.net/patents/XX1234567"),
        ("castellane2023replay", "Iris Castellane and Ada Example. Replay: Experiments on streams that can be repeated. In Proceedings of the "
                                 "Workshop on Compact Data (WCD), edited by Ada Example, pages 3–9, 2023. https://example.net/wcd/2023/replay"),
        ("example2022boats", "Ada Example and Anca Petrescu-Vale (eds.). Computing on Boats. Lindmark Press, Port Alder, 2022. "
                             "https://example.com/lindmark/computing-on-boats"),
        ("example2021ethics", "Ada Example and Salma Haddad. Who owns the measurements of a beach? Technical report LI-2021-4, Lindmark "
                              "Institute, 2021. https://example.net/lindmark/LI-2021-4"),
        ("example2015maps", "Ada Example. Charts for slow connections. Master's thesis, Harrowmere University, 2015. "
                            "https://example.org/theses/example2015"),
    ],
)  # fmt: skip
def test_a_reference_of_each_kind(key: str, text: str) -> None:
    assert reference(example_publications()[key]) == text


def test_a_reference_ends_with_the_doi_or_else_with_the_url_of_the_title() -> None:
    people = (Person(given="Albert", family="Gu"),)
    assert reference(publication(authors=people, date=PublicationDate.at(2024))) == "Albert Gu. T. 2024."
    assert (
        reference(publication(authors=people, url="https://x.org", doi="10.1/a<b"))
        == "Albert Gu. T. https://doi.org/10.1/a%3Cb"
    )
    assert reference(publication(arxiv="2312.00752")) == "T. https://arxiv.org/abs/2312.00752"


def test_a_reference_has_the_note() -> None:
    made = publication(date=PublicationDate.at(2024), note=RichText.from_plain("With a map"), url="https://x.org")
    assert reference(made) == "T. 2024. With a map. https://x.org"


def test_a_reference_is_one_line_of_single_spaces() -> None:
    assert reference(publication("A \u00a0 b\nc")) == "A b c."
