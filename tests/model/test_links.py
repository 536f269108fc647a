"""Links: which URLs are allowed and how they are encoded, and where identifiers lead."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_cv.model.links import arxiv_url, checked_url, doi_url, find_doi

PROPERTY = settings(max_examples=200, deadline=None, derandomize=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://x.org/a?b=c&d=e#f", "https://x.org/a?b=c&d=e#f"), ("HTTP://X.org/", "HTTP://X.org/"),
        ("  https://x.org ", "https://x.org"), ("mailto:a@b.org", "mailto:a@b.org"), ("ftp://x.org/a", "ftp://x.org/a"),
        ("www.x.org/a", "https://www.x.org/a"), ("<https://x.org/a>", "https://x.org/a"), ("http://[::1]/a", "http://[::1]/a"),
        # percent-encoding
        ("https://x.org/a b<c>\"d", "https://x.org/a%20b%3Cc%3E%22d"), ("https://x.org/é", "https://x.org/%C3%A9"),
        ("https://x.org/e\u0301", "https://x.org/%C3%A9"), ("https://x.org/a%20b", "https://x.org/a%20b"),
        ("https://x.org/100%", "https://x.org/100%25"), ("https://x.org/%zz", "https://x.org/%25zz"),
        ("https://x.org/a\\b", "https://x.org/a%5Cb"), ("https://x.org/a|b^c`d", "https://x.org/a%7Cb%5Ec%60d"),
        # nothing that may be linked
        ("", None), ("x.org/a", None), ("//x.org/a", None), ("/a", None), ("a.pdf", None), ("http://", None),
        ("https:///", None),
        ("mailto:", None), ("javascript:alert(1)", None), ("JavaScript:alert(1)", None), (" javascript:alert(1)", None),
        ("java\tscript:alert(1)", None), ("\x01javascript:alert(1)", None),
        ("data:text/html,x", None), ("vbscript:x", None), ("file:///etc/passwd", None), ("http://[::1", None),
        ("http://[x]y/", None), ("https://]", None), ("\x01https://x.org", None), ("ht\ntps://x.org", None),
    ],
)  # fmt: skip
def test_urls_are_encoded_and_of_harmless_schemes(text: str, expected: str | None) -> None:
    assert checked_url(text) == expected


@PROPERTY
@given(st.text(st.sampled_from('htps:/.x[]@?#%\\{}<>" \t\n\x01é:javscrit') | st.characters(exclude_categories=["Cs"])))
def test_any_url_is_refused_or_harmless(text: str) -> None:
    found = checked_url(text)
    assert found is None or re.fullmatch(r"(?i)(?:https?|ftp|mailto):[A-Za-z0-9%/:=&?~#+!$,;'@()*\[\]._-]+", found)


@pytest.mark.parametrize(
    ("written", "doi"),
    [
        ("10.1000/x", "10.1000/x"), ("https://doi.org/10.1000/x", "10.1000/x"), ("http://dx.doi.org/10.1000/x", "10.1000/x"),
        ("doi.org/10.1000/x", "10.1000/x"), ("doi:10.1000/x", "10.1000/x"), (" DOI: 10.1000/x ", "10.1000/x"),
        ("10/abc", "10/abc"), ("https://proxy.x.edu/10.1000/x", "10.1000/x"),
        # the digits 10 again, further on
        ("10.1016/j.nucengdes.2010.10.008", "10.1016/j.nucengdes.2010.10.008"),
        ("https://doi.org/10.1103/PhysRevD.10.186", "10.1103/PhysRevD.10.186"),
        ("doi: 10.1145/1071610.1071615", "10.1145/1071610.1071615"),
        ("dl.acm.org/doi/10.1145/10.1", "10.1145/10.1"),
        # none
        ("", ""), ("11.1/x", ""), ("10.", ""), ("10. 1", ""), ("x", ""),
    ],
)  # fmt: skip
def test_a_doi_is_found_behind_its_resolver(written: str, doi: str) -> None:
    assert find_doi(written) == doi


def test_identifiers_have_urls() -> None:
    assert arxiv_url("hep-th/9901001") == "https://arxiv.org/abs/hep-th/9901001"
    assert doi_url("10.1002/(SICI)1097<1::AID>3") == "https://doi.org/10.1002/(SICI)1097%3C1::AID%3E3"
