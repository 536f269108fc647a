"""DOIs, arXiv identifiers and URLs of an entry, and the links made of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinx_cv.bibtex.identifiers import read_arxiv, read_doi, read_url
from sphinx_cv.model.links import Link

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_cv.model.publication import Publication


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"\url{https://x.org/a}", "https://x.org/a"), ("{https://x.org/a}", "https://x.org/a"), ("https://x.org/é", "https://x.org/%C3%A9"),
        # as LaTeX and programs that export BibTeX escape them
        (r"https://x.org/a\_b\%20c\&d\#e", "https://x.org/a_b%20c&d#e"), (r"https://x.org/\~{}me", "https://x.org/~me"),
        (r"https://x.org/\textasciitilde{}me", "https://x.org/~me"), (r"https://x.org/{\_}a", "https://x.org/_a"),
        (r"https://x.org/{\textasciitilde}me", "https://x.org/~me"), (r"https://x.org/$\sim$me", "https://x.org/~me"),
        (r"https://x.org/{~}me", "https://x.org/~me"), ("https://x.org/a\\b", "https://x.org/a%5Cb"),
        # nothing that may be linked
        ("", None), ("x.org/a", None), (" javascript:alert(1)", None), (r"\url{javascript:alert(1)}", None),
    ],
)  # fmt: skip
def test_a_url_is_decoded_and_encoded(source: str, expected: str | None) -> None:
    assert read_url(source) == expected


PROPERTY = settings(max_examples=200, deadline=None, derandomize=True)
BASE = "author={Gu, Albert}, title={T}, year=2020"


@pytest.mark.parametrize(
    ("fields", "arxiv"),
    [
        ("arxiv={2312.00752}", "2312.00752"), ("arxiv={arXiv:2312.00752v3}", "2312.00752"),
        ("arxiv={https://arxiv.org/abs/2312.00752}", "2312.00752"), ("arxivid={0706.1234}", "0706.1234"),
        ("eprint={2312.00752}, eprinttype={arXiv}", "2312.00752"),
        ("eprint={2312.00752v2}, archiveprefix={arXiv}", "2312.00752"),
        ("eprint={2312.00752}", "2312.00752"), ("eprint={hep-th/9901001}, archiveprefix={arXiv}", "hep-th/9901001"),
        ("eprint={math.AG/0601001}, eprinttype={ARXIV}", "math.AG/0601001"),
        ("eprint={arXiv:2312.00752 [cs.LG]}, archiveprefix={arXiv}", "2312.00752"),
        ("journal={arXiv preprint arXiv:2312.00752}", "2312.00752"), ("journaltitle={arXiv:2312.00752}", "2312.00752"),
        ("url={https://arxiv.org/abs/2312.00752}", "2312.00752"),
        ("url={https://arxiv.org/pdf/2312.00752v1.pdf}", "2312.00752"),
        ("note={arXiv:2312.00752}", "2312.00752"), ("howpublished={arXiv:2312.00752}", "2312.00752"),
        ("doi={10.48550/arXiv.2312.00752}", "2312.00752"), ("journal={CoRR}, volume={abs/2312.00752}", "2312.00752"),
        ("eprint={12345678}, eprinttype={pubmed}", ""), ("eprint={2020.12345}, eprinttype={jstor}", ""),
        ("url={https://x.org/2312.00752}", ""), ("note={2312.00752}", ""), ("pages={2312.00752}", ""),
    ],
)  # fmt: skip
def test_an_arxiv_number_is_found_where_people_write_it(
    one: Callable[..., Publication], fields: str, arxiv: str
) -> None:
    publication = one(f"{BASE}, {fields}", "article")
    assert publication.arxiv == arxiv
    assert (Link("arXiv", f"https://arxiv.org/abs/{arxiv}") in publication.links) == bool(arxiv)


@pytest.mark.parametrize(
    ("written", "doi", "link"),
    [
        ("10.1000/x", "10.1000/x", "https://doi.org/10.1000/x"),
        ("https://doi.org/10.1000/x", "10.1000/x", "https://doi.org/10.1000/x"),
        ("http://dx.doi.org/10.1000/x", "10.1000/x", "https://doi.org/10.1000/x"),
        ("doi.org/10.1000/x", "10.1000/x", "https://doi.org/10.1000/x"),
        ("https://www.doi.org/10.1000/x", "10.1000/x", "https://doi.org/10.1000/x"),
        ("doi:10.1000/x", "10.1000/x", "https://doi.org/10.1000/x"),
        ("DOI: 10.1000/x", "10.1000/x", "https://doi.org/10.1000/x"),
        (r"10.1000/x\_y", "10.1000/x_y", "https://doi.org/10.1000/x_y"),
        (r"10.1000/x{\_}y", "10.1000/x_y", "https://doi.org/10.1000/x_y"),
        (r"\url{https://doi.org/10.1000/x}", "10.1000/x", "https://doi.org/10.1000/x"),
        ("10/abc", "10/abc", "https://doi.org/10/abc"),
        ("https://proxy.x.edu/10.1000/x", "10.1000/x", "https://doi.org/10.1000/x"),
        ("10.1002/(SICI)1097<1::AID>3.0.CO;2-Y", "10.1002/(SICI)1097<1::AID>3.0.CO;2-Y",
         "https://doi.org/10.1002/(SICI)1097%3C1::AID%3E3.0.CO;2-Y"),
        (r"10.1002/1097{\textless}1::AID{\textgreater}3", "10.1002/1097<1::AID>3",
         "https://doi.org/10.1002/1097%3C1::AID%3E3"),
        ("10.1000/a#b?c%20", "10.1000/a#b?c%20", "https://doi.org/10.1000/a%23b%3Fc%2520"),
    ],
)  # fmt: skip
def test_a_doi_is_read_with_or_without_its_resolver(
    one: Callable[..., Publication], written: str, doi: str, link: str
) -> None:
    publication = one(f"{BASE}, doi={{{written}}}")
    assert (publication.doi, publication.links, publication.title_url) == (doi, (Link("DOI", link),), link)


def test_links_stand_in_their_order(one: Callable[..., Publication]) -> None:
    fields = ", ".join(
        f"{name}={{https://{name}.org}}" for name in ("website", "video", "poster", "slides", "code", "pdf", "url")
    )
    publication = one(f"{BASE}, {fields}, doi={{10.1/x}}, arxiv={{2312.00752}}, eprint={{12 3}}, eprinttype={{pubmed}}")
    assert publication.links == (
        Link("arXiv", "https://arxiv.org/abs/2312.00752"), Link("PubMed", "https://pubmed.ncbi.nlm.nih.gov/12%203"),
        Link("Paper", "https://url.org"), Link("DOI", "https://doi.org/10.1/x"), Link("PDF", "https://pdf.org"),
        Link("Code", "https://code.org"), Link("Slides", "https://slides.org"), Link("Poster", "https://poster.org"),
        Link("Video", "https://video.org"), Link("Website", "https://website.org"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "links", "title_url"),
    [
        ("url={https://x.org}, pdf={https://x.org}", [("Paper", "https://x.org")], "https://x.org"),
        ("url={https://doi.org/10.1/x}, doi={10.1/x}", [("DOI", "https://doi.org/10.1/x")], "https://doi.org/10.1/x"),
        ("url={https://arxiv.org/abs/2312.00752}", [("arXiv", "https://arxiv.org/abs/2312.00752")],
         "https://arxiv.org/abs/2312.00752"),
        ("doi={10.48550/arXiv.2312.00752}", [("arXiv", "https://arxiv.org/abs/2312.00752")],
         "https://arxiv.org/abs/2312.00752"),
        ("arxiv={2312.00752}, doi={10.1/x}",
         [("arXiv", "https://arxiv.org/abs/2312.00752"), ("DOI", "https://doi.org/10.1/x")],
         "https://arxiv.org/abs/2312.00752"),
        ("howpublished={\\url{https://x.org/a_b}}", [("Paper", "https://x.org/a_b")], ""),
        ("url={https://x.org/a\\_b}", [("Paper", "https://x.org/a_b")], "https://x.org/a_b"),
        ("url={https://x.org/{\\_}b}", [("Paper", "https://x.org/_b")], "https://x.org/_b"),
        ("eprint={123}, eprinttype={jstor}", [("JSTOR", "https://www.jstor.org/stable/123")], "https://www.jstor.org/stable/123"),
        ("eprint={hal-0123}, eprinttype={HAL}", [("HAL", "https://hal.science/hal-0123")], "https://hal.science/hal-0123"),
        ("eprint={1/2}, eprinttype={hdl}", [("Handle", "https://hdl.handle.net/1/2")], "https://hdl.handle.net/1/2"),
        ("eprint={hal-1}, archiveprefix={hal}", [("HAL", "https://hal.science/hal-1")], "https://hal.science/hal-1"),
        ("eprint={aBc_D}, eprinttype={googlebooks}", [("Google Books", "https://books.google.com/books?id=aBc_D")],
         "https://books.google.com/books?id=aBc_D"),
        ("pmid={123}", [("PubMed", "https://pubmed.ncbi.nlm.nih.gov/123")], "https://pubmed.ncbi.nlm.nih.gov/123"),
        ("pmcid={PMC12}, doi={10.1/x}",
         [("PMC", "https://pmc.ncbi.nlm.nih.gov/articles/PMC12"), ("DOI", "https://doi.org/10.1/x")], "https://doi.org/10.1/x"),
        ("eprint={https://x.org/p.pdf}", [("Eprint", "https://x.org/p.pdf")], "https://x.org/p.pdf"),
        ("eprint={123}, eprinttype={foo}", [], ""), ("repository={https://x.org/r}", [("Repository", "https://x.org/r")], ""),
        ("codeurl={https://x.org/c}, slidesurl={https://x.org/s}, code={https://x.org/d}",
         [("Code", "https://x.org/d"), ("Code", "https://x.org/c"), ("Slides", "https://x.org/s")], ""),
        ("", [], ""),
    ],
)  # fmt: skip
def test_each_url_is_linked_once(
    one: Callable[..., Publication], fields: str, links: list[tuple[str, str]], title_url: str
) -> None:
    publication = one(f"{BASE}, {fields}", "article")
    assert ([tuple(link) for link in publication.links], publication.title_url) == (links, title_url)


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        ("article", "Paper"),
        ("book", "Paper"),
        ("phdthesis", "Paper"),
        ("software", "Website"),
        ("dataset", "Website"),
        ("misc", "Website"),
    ],
)
def test_a_url_is_a_paper_or_a_website(one: Callable[..., Publication], kind: str, label: str) -> None:
    assert one(f"{BASE}, url={{https://x.org}}", kind).links == (Link(label, "https://x.org"),)


@pytest.mark.parametrize(
    ("source", "doi"),
    [
        ("10.1000/182", "10.1000/182"), (r"\url{https://doi.org/10.1000/x\_y}", "10.1000/x_y"), ("{10.1000/182}", "10.1000/182"),
        (r"10.1002/1097{\textless}1", "10.1002/1097<1"), ("", ""), ("11.1/x", ""), ("doi", ""),
    ],
)  # fmt: skip
def test_a_doi_is_decoded(source: str, doi: str) -> None:
    assert read_doi(source) == doi


def test_the_fields_of_arxiv_go_before_a_doi_and_a_url() -> None:
    fields = {"doi": "10.48550/arXiv.2301.00001", "url": "https://arxiv.org/abs/2302.00001", "eprint": "2303.00001"}
    assert read_arxiv(fields) == "2303.00001"
    assert read_arxiv({**fields, "eprint": "12", "eprinttype": "pubmed"}) == "2301.00001"
    assert read_arxiv({"url": fields["url"]}) == "2302.00001"
    assert read_arxiv({}) == ""


@PROPERTY
@given(st.text(st.sampled_from('htps:/.x[]@?#%\\{}<>" \t\n\x01é:javscrit') | st.characters(exclude_categories=["Cs"])))
def test_any_source_of_a_url_is_refused_or_harmless(source: str) -> None:
    found = read_url(source)
    assert found is None or re.fullmatch(r"(?i)(?:https?|ftp|mailto):[A-Za-z0-9%/:=&?~#+!$,;'@()*\[\]._-]+", found)
