"""Identifiers as people write them."""

from __future__ import annotations

import pytest

from sphinx_cv.online.identifiers import Identifier, identifier_of


@pytest.mark.parametrize(
    ("written", "found"),
    [
        *((each, Identifier("arxiv", "2312.00752")) for each in (
            "2312.00752", " 2312.00752v2 ", "arXiv:2312.00752", "ARXIV: 2312.00752", "10.48550/arXiv.2312.00752", "10.48550/ARXIV.2312.00752v3",
            "https://doi.org/10.48550/arXiv.2312.00752", "https://arxiv.org/abs/2312.00752v1", "http://www.arxiv.org/pdf/2312.00752.pdf",
            "https://export.arxiv.org/abs/2312.00752")),
        ("hep-th/9901001", Identifier("arxiv", "hep-th/9901001")),
        ("arXiv:math.GT/0309136v1", Identifier("arxiv", "math.GT/0309136")),
        *((each, Identifier("doi", "10.1000/182")) for each in (
            "10.1000/182", "doi:10.1000/182", "DOI: 10.1000/182", "https://doi.org/10.1000/182", "http://dx.doi.org/10.1000/182",
            "https://dl.acm.org/doi/10.1000/182")),
        ("https://doi.org/10.1002/%28SICI%291097-0258", Identifier("doi", "10.1002/(SICI)1097-0258")),
        ("10/abc", Identifier("doi", "10/abc")),
        *((each, None) for each in (
            "", "mamba", "2312", "2313.00752", "978-3-16-148410-0", "10.1000/a b", r"10.1000/\input{x}", "10.1000/a%b", "file:///etc/passwd",
            "https://example.org/2312.00752", "https://www.nature.com/articles/nature14539", "--version")),
    ],
)  # fmt: skip
def test_an_identifier_is_found_in_each_form(written: str, found: Identifier | None) -> None:
    assert identifier_of(written) == found
