"""The library: what becomes of an entry, its number and links, and every fault with its line."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import BibliographyData, Entry

from sphinx_cv.bibtex import library
from sphinx_cv.bibtex.records import UnreadableError
from sphinx_cv.model import links
from sphinx_cv.model.links import Link
from sphinx_cv.model.publication import FILTER_NAMES, FORTHCOMING_YEAR, newest_first
from sphinx_cv.model.text import Math, Styled

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_cv.bibtex.library import Library
    from sphinx_cv.model.publication import Publication

PROPERTY = settings(max_examples=200, deadline=None, derandomize=True)
NO_AUTHOR = "it has no author and no editor: write author = {Last, First and Last, First}"
NO_YEAR = "it has no year: write year = {2024}, or pubstate = {inpress}"
BASE = "author={Gu, Albert}, title={T}, year=2020"


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Library]:
    """Reads the texts of pubs.bib, more1.bib, ..., whose owner is Tri Dao."""

    def _read(*texts: str) -> Library:
        paths = [tmp_path / ("pubs.bib" if not number else f"more{number}.bib") for number in range(len(texts))]
        for path, text in zip(paths, texts, strict=True):
            path.write_text(text, "utf-8")
        return library.read(paths, ["Tri Dao", "T. Dao"])

    return _read


@pytest.fixture
def one(read: Callable[..., Library]) -> Callable[..., Publication]:
    """Reads one entry, of which nothing may be wrong."""

    def _one(fields: str, kind: str = "misc") -> Publication:
        found = read(f"@{kind}{{a, {fields}}}")
        assert found.faults == ()
        return found.publications[0]

    return _one


def faults(found: Library) -> list[tuple[str, int, str, str]]:
    return [(fault.path.name, fault.line, fault.subtype, fault.message) for fault in found.faults]


def test_an_entry_as_design_has_it_is_read_whole(read: Callable[..., Library], tmp_path: Path) -> None:
    found = read("""\
@inproceedings{gu2024mamba,
  author    = {Gu, Albert and Dao, Tri},
  author+an = {1=equal; 2=equal},
  title     = {{Mamba}: Linear-time sequence modeling with \\emph{selective} state spaces},
  booktitle = {Conference on Language Modeling (COLM)},
  year      = {2024},
  award     = {Outstanding Paper},
  presentation = {Oral},
  keywords  = {state space models, long context},
  selected  = {true},
  eprint    = {2312.00752}, eprinttype = {arXiv},
  url       = {https://openreview.net/forum?id=tEYskw1VY2},
  code      = {https://github.com/state-spaces/mamba},
  note      = {See $x$},
}
""")
    assert found.faults == ()
    (publication,) = found.publications
    title = "Mamba: Linear-time sequence modeling with selective state spaces"
    assert (publication.key, publication.type, publication.kind) == ("gu2024mamba", "inproceedings", "conference")
    assert publication.title.plain == title
    assert publication.title.pieces == (
        "Mamba: Linear-time sequence modeling with ",
        Styled("emph", ("selective",)),
        " state spaces",
    )
    assert [(person.name, person.owner, person.marks) for person in publication.authors] == [
        ("Albert Gu", False, ("equal",)), ("Tri Dao", True, ("equal",)),
    ]  # fmt: skip
    assert (publication.editors, publication.others, publication.role) == ((), False, "equal")
    assert publication.venue
    assert (publication.venue.name.plain, publication.venue.short) == ("Conference on Language Modeling (COLM)", "COLM")
    assert (publication.details, publication.year, publication.state, publication.sort_year) == ((), 2024, "", 2024)
    assert (publication.award, publication.presentation, publication.selected) == ("Outstanding Paper", "Oral", True)
    assert publication.topics == ("state space models", "long context")
    assert (publication.note.pieces, publication.arxiv, publication.doi) == (("See ", Math("x")), "2312.00752", "")
    assert publication.address == publication.url == "https://openreview.net/forum?id=tEYskw1VY2"
    assert publication.links == (
        Link("arXiv", "https://arxiv.org/abs/2312.00752"), Link("Paper", "https://openreview.net/forum?id=tEYskw1VY2"),
        Link("Code", "https://github.com/state-spaces/mamba"),
    )  # fmt: skip
    assert (publication.number, publication.path, publication.line) == (1, tmp_path / "pubs.bib", 1)
    assert publication.fields["title"] == "{Mamba}: Linear-time sequence modeling with \\emph{selective} state spaces"


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("article", "journal={J}", "journal"), ("article", "journaltitle={J}", "journal"), ("article", "", "journal"),
        ("inproceedings", "booktitle={B}", "conference"), ("conference", "booktitle={B}", "conference"),
        ("proceedings", "", "proceedings"), ("book", "", "book"), ("booklet", "", "book"), ("collection", "", "book"),
        ("mvbook", "", "book"), ("incollection", "", "chapter"), ("inbook", "", "chapter"),
        ("phdthesis", "school={S}", "thesis"),
        ("mastersthesis", "school={S}", "thesis"), ("thesis", "", "thesis"), ("techreport", "", "report"),
        ("report", "", "report"),
        ("manual", "", "report"), ("software", "", "software"), ("dataset", "", "dataset"), ("patent", "", "patent"),
        ("misc", "", "other"), ("online", "", "other"), ("electronic", "", "other"),
        ("unpublished", "note={N}", "other"),
        # preprints
        ("article", "journal={arXiv preprint arXiv:2312.00752}", "preprint"), ("article", "journal={CoRR}", "preprint"),
        ("article", "journal={bioRxiv}", "preprint"),
        ("article", "eprint={2312.00752}, archiveprefix={arXiv}", "preprint"),
        ("misc", "eprint={2312.00752}, archiveprefix={arXiv}", "preprint"),
        ("online", "arxiv={2312.00752}", "preprint"),
        ("unpublished", "arxiv={2312.00752}", "preprint"), ("misc", "doi={10.48550/arXiv.2312.00752}", "preprint"),
        # with a venue, an arXiv number is only where to read it
        ("article", "journal={J}, arxiv={2312.00752}", "journal"),
        ("inproceedings", "booktitle={B}, arxiv={2312.00752}", "conference"),
        ("techreport", "arxiv={2312.00752}", "report"),
    ],
)  # fmt: skip
def test_a_type_is_a_kind_to_the_reader(one: Callable[..., Publication], kind: str, fields: str, expected: str) -> None:
    assert one(f"{BASE}, {fields}", kind).kind == expected


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("International Conference on Machine Learning (ICML)", "ICML"), ("Conference on X (ICML 2024)", "ICML"),
        ("Conference on X (ICML'24)", "ICML"), ("Conference on X (ICML '24)", "ICML"),
        ("Conference on X (CVPR\u201924)", "CVPR"),
        ("Conference on X (ICML-2024)", "ICML"), ("Conference on X (NeurIPS 2023 Datasets)", "NeurIPS 2023 Datasets"),
        ("NeurIPS", "NeurIPS"), ("Conference (virtual)", "Conference (virtual)"),
        ("Conference X (2024)", "Conference X (2024)"),
        ("Conference X ('24)", "Conference X ('24)"), ("Proc. (ICML), Vienna", "Proc. (ICML), Vienna"),
        ("Nature", "Nature"),
        ("Transactions on ML {(TMLR)}", "TMLR"), (r"Advances in \emph{NIPS}", "Advances in NIPS"),
    ],
)  # fmt: skip
def test_a_venues_acronym_is_its_short_name(one: Callable[..., Publication], name: str, short: str) -> None:
    venue = one(f"{BASE}, booktitle={{{name}}}", "inproceedings").venue
    assert venue
    assert venue.short == short


@pytest.mark.parametrize(
    ("kind", "fields", "expected"),
    [
        ("article", "journaltitle={JT}, journal={J}", "JT"), ("article", "journal={J}, booktitle={B}", "J"),
        ("inproceedings", "booktitle={B}, journal={J}", "B"), ("inproceedings", "eventtitle={E}", "E"),
        ("inproceedings", "journal={J}", "J"), ("misc", "", None), ("article", "journal={}", None),
        ("book", "maintitle={M}", "M"),
    ],
)  # fmt: skip
def test_the_venue_is_what_the_type_calls_so(
    one: Callable[..., Publication], kind: str, fields: str, expected: str | None
) -> None:
    venue = one(f"{BASE}, {fields}", kind).venue
    assert (venue.name.plain if venue else None) == expected


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
def test_a_doi_is_read_with_or_without_its_address(
    one: Callable[..., Publication], written: str, doi: str, link: str
) -> None:
    publication = one(f"{BASE}, doi={{{written}}}")
    assert (publication.doi, publication.links, publication.address) == (doi, (Link("DOI", link),), link)


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
    ("fields", "links", "url"),
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
        ("eprint={123}, eprinttype={jstor}", [("JSTOR", "https://www.jstor.org/stable/123")], ""),
        ("eprint={hal-0123}, eprinttype={HAL}", [("HAL", "https://hal.science/hal-0123")], ""),
        ("eprint={1/2}, eprinttype={hdl}", [("Handle", "https://hdl.handle.net/1/2")], ""),
        ("", [], ""),
    ],
)  # fmt: skip
def test_each_address_is_linked_once(
    one: Callable[..., Publication], fields: str, links: list[tuple[str, str]], address: str
) -> None:
    publication = one(f"{BASE}, {fields}", "article")
    assert ([tuple(link) for link in publication.links], publication.address) == (links, address)


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
def test_an_address_is_a_paper_or_a_website(one: Callable[..., Publication], kind: str, label: str) -> None:
    assert one(f"{BASE}, url={{https://x.org}}", kind).links == (Link(label, "https://x.org"),)


@pytest.mark.parametrize(
    ("fields", "year", "state", "sort_year"),
    [
        ("year={2024}", 2024, "", 2024), ("year=2024", 2024, "", 2024), ("year={{2024}}", 2024, "", 2024),
        ("year={c. 1850}", 1850, "", 1850),
        ("date={2024}", 2024, "", 2024), ("date={2024-09-01}", 2024, "", 2024),
        ("date={2024-09/2025-01}", 2024, "", 2024),
        ("date={2024~}", 2024, "", 2024), ("date={2023}, year={2024}", 2023, "", 2023),
        ("date={n.d.}, year={2024}", 2024, "", 2024),
        (r"year={{\noopsort{1973}}1980}", 1980, "", 1980),
        ("year={in press}", 0, "in press", FORTHCOMING), ("year={To appear}", 0, "to appear", FORTHCOMING),
        ("date={forthcoming}", 0, "forthcoming", FORTHCOMING), ("year={Under Review}", 0, "under review", FORTHCOMING),
        ("pubstate={inpress}", 0, "in press", FORTHCOMING), ("pubstate={in press}", 0, "in press", FORTHCOMING),
        ("pubstate={To Appear}", 0, "to appear", FORTHCOMING), ("pubstate={submitted}", 0, "submitted", FORTHCOMING),
        ("pubstate={under review}", 0, "under review", FORTHCOMING),
        ("pubstate={accepted \\emph{soon}}", 0, "accepted soon", FORTHCOMING),
        ("pubstate={inpress}, year={2024}", 2024, "in press", 2024),
    ],
)  # fmt: skip
def test_years_and_states(one: Callable[..., Publication], fields: str, year: int, state: str, sort_year: int) -> None:
    publication = one(f"author={{Gu, Albert}}, title={{T}}, {fields}")
    assert (publication.year, publication.state, publication.sort_year) == (year, state, sort_year)


def test_the_newest_has_the_highest_number(read: Callable[..., Library]) -> None:
    def entry(key: str, year: str) -> str:
        return f"@misc{{{key}, author={{Gu, Albert}}, title={{{key}}}, {year}}}\n"

    found = read(
        entry("a", "year=2020")
        + entry("b", "year=2024")
        + entry("c", "year=2020")
        + entry("d", "pubstate={submitted}"),
        entry("e", "year={?}") + entry("f", "year=2024") + entry("g", "pubstate={inpress}"),
    )
    assert {each.key: each.number for each in found.publications} == {
        "d": 7,
        "g": 6,
        "b": 5,
        "f": 4,
        "a": 3,
        "c": 2,
        "e": 1,
    }
    assert [each.key for each in found.publications] == list("abcdefg")
    assert [each.key for each in newest_first(found.publications)] == list("dgbface")
    assert found.by_key["b"] is found.publications[1]


def test_keys_are_found_in_any_case(read: Callable[..., Library]) -> None:
    found = read(f"@misc{{GuDao:2024, {BASE}}}")
    assert list(found.by_key) == ["gudao:2024"]
    assert found.by_key["gudao:2024"].key == "GuDao:2024"


@pytest.mark.parametrize(
    ("kind", "fields", "details"),
    [
        ("article", "journal={J}, volume=3, number=4, pages={1--20}", ["3(4)", "1–20"]),
        ("article", "journal={J}, volume=3, pages={1-20}", ["3", "1–20"]),
        ("article", "journal={J}, volume=3, issue={S1}, eid={e12}", ["3(S1)", "e12"]),
        ("article", "journal={J}, number=4", ["4"]),
        ("inproceedings", "booktitle={B}, pages={1--20}, volume=7, series={LNCS}, publisher={P}",
         ["7", "LNCS", "pages 1–20"]),
        ("inproceedings", "booktitle={B}, pages={1-20}", ["pages 1–20"]),
        ("incollection", "booktitle={B}, publisher={P \\& Q}, pages={3}", ["P & Q", "pages 3"]),
        ("book", "publisher={P}, edition={2nd}, series={S}, volume=3, pages={200}",
         ["S", "volume 3", "2nd edition", "P"]),
        ("book", "publisher={P}, edition={Second Edition}", ["Second Edition", "P"]),
        ("proceedings", "publisher={P}, series={LNCS}, volume=7", ["LNCS", "volume 7", "P"]),
        ("phdthesis", "school={U}", ["PhD thesis", "U"]), ("mastersthesis", "school={U}", ["Master's thesis", "U"]),
        ("phdthesis", "type={Habilitation}, school={U}", ["Habilitation", "U"]),
        ("thesis", "institution={I}", ["PhD thesis", "I"]),
        ("techreport", "number={CS-5}, institution={I}", ["Technical report CS-5", "I"]),
        ("techreport", "", ["Technical report"]),
        ("report", "type={White paper}, organization={O}", ["White paper", "O"]), ("manual", "organization={O}", ["O"]),
        ("patent", "number={US 1,234 B2}", ["Patent US 1,234 B2"]), ("patent", "", ["Patent"]),
        ("software", "publisher={Zenodo}", ["Zenodo"]), ("dataset", "publisher={Dryad}", ["Dryad"]), ("misc", "", []),
    ],
)  # fmt: skip
def test_details_of_each_kind(one: Callable[..., Publication], kind: str, fields: str, details: list[str]) -> None:
    assert [rich.plain for rich in one(f"{BASE}, {fields}", kind).details] == details


@pytest.mark.parametrize(
    ("fields", "plain"),
    [
        ("title={T}, subtitle={S}", "T: S"), ("subtitle={S}", "S"), ("title={A {LLM} title}", "A LLM title"),
        (r"title={T $x$}, subtitle={\emph{S}}", "T x: S"),
    ],
)  # fmt: skip
def test_a_subtitle_is_joined_to_the_title(one: Callable[..., Publication], fields: str, plain: str) -> None:
    assert one(f"author={{Gu, Albert}}, year=2020, {fields}").title.plain == plain


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ("note={N}", "N"), ("note={N}, addendum={A}", "N. A"), ("howpublished={Talk at X}, note={N}", "Talk at X. N"),
        ("howpublished={https://x.org}, note={N}", "N"), ("howpublished={https://x.org}", ""), ("note={ }", ""),
    ],
)  # fmt: skip
def test_notes_are_joined(one: Callable[..., Publication], fields: str, note: str) -> None:
    assert one(f"{BASE}, {fields}").note.plain == note


@pytest.mark.parametrize(
    ("fields", "topics"),
    [
        ("keywords={a, b}", ("a", "b")), ("keywords={a; b;c}", ("a", "b", "c")), ("keywords={ a ,, b, a}", ("a", "b")),
        (r"keywords={{LLM}s, G\"odel}", ("LLMs", "Gödel")), ("keyword={a}", ("a",)), ("keywords={}", ()),
    ],
)  # fmt: skip
def test_keywords_are_topics(one: Callable[..., Publication], fields: str, topics: tuple[str, ...]) -> None:
    assert one(f"{BASE}, {fields}").topics == topics


@pytest.mark.parametrize(
    ("value", "expected"),
    [("true", True), ("True", True), ("yes", True), ("1", True), ("false", False), ("no", False), ("", False)],
)
def test_selected_is_a_flag(one: Callable[..., Publication], value: str, *, expected: bool) -> None:
    assert one(f"{BASE}, selected={{{value}}}").selected is expected


@pytest.mark.parametrize(
    ("authors", "annotations", "role"),
    [
        ("Dao, Tri and Gu, Albert", "", "first"), ("Dao, Tri", "", "first"), ("Gu, Albert and Dao, Tri", "", "last"),
        ("Gu, Albert and Dao, T. and Re, Chris", "", "other"), ("Gu, Albert and Dao, Tri and others", "", "other"),
        ("Gu, Albert and Dao, Tri", "1=equal; 2=equal", "equal"),
        ("Gu*, Albert and Dao*, Tri and Re, Chris", "", "equal"),
        ("Gu, Albert and Re, Chris", "", ""),
    ],
)  # fmt: skip
def test_the_owners_role(one: Callable[..., Publication], authors: str, annotations: str, role: str) -> None:
    assert one(f"author={{{authors}}}, author+an={{{annotations}}}, title={{T}}, year=2020").role == role


@pytest.mark.parametrize("others", ["author", "editor"])
def test_and_others_of_whoever_is_named(one: Callable[..., Publication], others: str) -> None:
    publication = one(f"{others}={{Gu, Albert and others}}, title={{T}}, year=2020", "book")
    people = {"author": publication.authors, "editor": publication.editors}
    assert ([person.name for person in people[others]], publication.others) == (["Albert Gu"], True)


@pytest.mark.parametrize("kind", ["misc", "manual", "software", "book", "techreport", "online"])
def test_a_body_stands_where_people_would(one: Callable[..., Publication], kind: str) -> None:
    publication = one("organization={Fonds \\& Cie}, title={T}, year=2020", kind)
    assert [person.name for person in publication.authors] == ["Fonds & Cie"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@misc{a}", [(1, "no_author", f"a: {NO_AUTHOR}"), (1, "no_title", "a: it has no title: write title = {...}"),
                      (1, "no_year", f"a: {NO_YEAR}")]),
        ("@article{a, organization={O}, title={T}, year=2020}", [(1, "no_author", f"a: {NO_AUTHOR}")]),
        ("@misc{a, howpublished={\\url{https://x.org}}, title={T}, year=2020}", [(1, "no_author", f"a: {NO_AUTHOR}")]),
        (f"\n@foo{{a, {BASE}}}",
         [(2, "unknown_type", "a: @foo is no entry type of BibTeX or biblatex; it is set like @misc: write one")]),
        ("@misc{a, author={Gu}, title={T},\n year={20xx}}",
         [(2, "no_year", "a: '20xx' has no year: write year = {2024}, or pubstate = {inpress}")]),
        ("@misc{a, author={Gu}, title={T},\n date={19XX}}",
         [(2, "no_year", "a: '19XX' has no year: write year = {2024}, or pubstate = {inpress}")]),
        ("@misc{a, author={Gu}, title={T}, urldate={2020-01-01}}", [(1, "no_year", f"a: {NO_YEAR}")]),
        (f"@misc{{a, {BASE},\n doi={{11.1/x}}}}",
         [(2, "url", "a: doi: '11.1/x' is no DOI, which begins with 10.: correct it")]),
        (f"@misc{{a, {BASE},\n url={{x.org}},\n pdf={{a.pdf}}}}", [
            (2, "url", "a: url: 'x.org' cannot be linked to: write an address that begins with https://"),
            (3, "url", "a: pdf: 'a.pdf' cannot be linked to: write an address that begins with https://")]),
        (f"@misc{{a, {BASE},\n url={{javascript:alert(1)}}}}",
         [(2, "url",
             "a: url: 'javascript:alert(1)' cannot be linked to: write an address that begins with https://")]),
        ("@misc{a, author={Gu and and Dao},\n editor={X; Y},\n title={T}, year=2020}", [
            (1, "names", "a: author: a name is empty: take out the ' and ' or the comma that stands there for nobody"),
            (2, "names", "a: editor: names are joined by ';': join them by ' and '")]),
        ("@misc{a, author={Gu, \\foo},\n editor={100% B, C}, title={T}, year=2020}", [
            (1, "latex", r"a: author: the command \foo is not known and is shown as it stands: write what it prints"),
            (2, "latex", r"a: editor: an unescaped % begins a comment in LaTeX; it is kept here: write \%")]),
        ("@misc{a, author={Gu}, year=2020, title={100% \\foo},\n note={$x}}", [
            (1, "latex", r"a: title: an unescaped % begins a comment in LaTeX; it is kept here: write \%"),
            (1, "latex", r"a: title: the command \foo is not known and is shown as it stands: write what it prints"),
            (2, "latex", r"a: note: a $ begins a formula that does not end; it is kept here: write \$")]),
        (f"@inbook{{a, {BASE},\n crossref={{zz}}}}",
         [(2, "dangling_reference",
             "a: crossref names zz, which is not there: add that entry, or take the field out")]),
        (f"@misc{{, {BASE}}}",
         [(1, "no_key", "this entry has no key: write one behind its opening brace, @type{key, ...}")]),
        # what an entry took from another is wrong in its crossref's line
        ("@inproceedings{a, author={Gu}, title={T},\n crossref={p}}\n@proceedings{p, editor={E}, title={P}, year={x}}",
         [
            (2, "no_year", "a: 'x' has no year: write year = {2024}, or pubstate = {inpress}"),
            (3, "no_year", "p: 'x' has no year: write year = {2024}, or pubstate = {inpress}")]),
    ],
)  # fmt: skip
def test_every_fault_has_its_line_and_mend(
    read: Callable[..., Library], text: str, expected: list[tuple[int, str, str]]
) -> None:
    found = read(text)
    assert faults(found) == [("pubs.bib", *fault) for fault in expected]
    assert len(found.publications) == text.count("@")


def test_a_faulty_entry_is_shown_as_well_as_it_can_be(read: Callable[..., Library]) -> None:
    (publication,) = read("@misc{a, doi={x}, url={x}}").publications
    assert (publication.title.plain, publication.authors, publication.year, publication.doi, publication.url,
        publication.links) == (
        "Untitled", (), 0, "", "", (),
    )  # fmt: skip


def test_faults_are_sorted_by_file_and_line(read: Callable[..., Library]) -> None:
    found = read(
        f"@misc{{a, {BASE}}}\n@foo{{a, {BASE}, url={{x}}}}\n@misc{{b, {BASE},\n % c\n pdf={{x}}}}",
        f"@misc{{c, title={{T}}, year=2020}}\n@foo{{d, {BASE}}}",
    )
    assert faults(found) == [
        ("pubs.bib", 2, "url", "a-2: url: 'x' cannot be linked to: write an address that begins with https://"),
        (
            "pubs.bib",
            2,
            "duplicate_key",
            "a: the key is in line 1 already; this entry is shown as a-2: give it its own key",
        ),
        (
            "pubs.bib",
            2,
            "unknown_type",
            "a-2: @foo is no entry type of BibTeX or biblatex; it is set like @misc: write one",
        ),
        (
            "pubs.bib",
            4,
            "bibtex_syntax",
            "b: a % begins no comment inside an entry: take it out, or move it above the entry",
        ),
        ("pubs.bib", 5, "url", "b: pdf: 'x' cannot be linked to: write an address that begins with https://"),
        ("more1.bib", 1, "no_author", f"c: {NO_AUTHOR}"),
        (
            "more1.bib",
            2,
            "unknown_type",
            "d: @foo is no entry type of BibTeX or biblatex; it is set like @misc: write one",
        ),
    ]


def test_data_and_sets_are_no_publications(read: Callable[..., Library]) -> None:
    found = read("@xdata{x, year=2021, note={N}}\n@misc{a, author={Gu}, title={T}, xdata={x}}\n@set{s, entryset={a}}")
    assert ([(each.key, each.year, each.note.plain) for each in found.publications], found.faults) == (
        [("a", 2021, "N")],
        (),
    )


def test_strings_hold_over_all_files(read: Callable[..., Library]) -> None:
    found = read('@string{nat = "Nature"}', "@article{a, author={Gu}, title={T}, year=2020, journal = nat}")
    venue = found.publications[0].venue
    assert venue
    assert (venue.short, found.faults) == ("Nature", ())


def test_all_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    (tmp_path / "good.bib").write_text("@misc{a,}")
    (tmp_path / "latin.bib").write_bytes(b"@misc{a,\n title={\xe9}}")
    with pytest.raises(ExceptionGroup) as caught:
        library.read([tmp_path / name for name in ("good.bib", "latin.bib", "no.bib")], [])
    errors = [error for error in caught.value.exceptions if isinstance(error, UnreadableError)]
    assert [(error.path.name, error.line, str(error)) for error in errors] == [
        ("latin.bib", 2, "is not UTF-8 (byte 0xE9): save the file in UTF-8"),
        ("no.bib", 0, "cannot be read (No such file or directory): correct bibtex_bibfiles in conf.py"),
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("y", 2020), ("topics", frozenset({"a", "b"})), ("authors", frozenset({"Albert Gu", "Tri Dao"})),
        ("venue", "ICML"),
        ("kind", "conference"), ("award", "Best \u201cPaper\u201d"), ("presentation", ""), ("role", "last"),
        ("selected", False),
        ("type", "inproceedings"), ("key", "A1"), ("title", "T & U"), ("author", "Gu, Albert and Dao, Tri"),
        ("editor", ""),
        ("number", 1), ("publisher", "P é"), ("nothing", ""),
    ],
)  # fmt: skip
def test_a_filters_name_is_typed(read: Callable[..., Library], name: str, expected: object) -> None:
    found = read(
        "@inproceedings{A1, author={Gu, Albert and Dao, Tri}, title={T \\& U}, year=2020, booktitle={Conf (ICML)},"
        " keywords={a, b}, award={Best ``Paper''}, publisher={P \\'e}, number={5}}"
    )
    value = found.publications[0].value(name)
    assert value == expected
    kinds = {"text": str, "a number": int, "true or false": bool, "a set of texts": frozenset}
    assert type(value) is kinds[FILTER_NAMES.get(name, "text")]


def test_forthcoming_work_is_newer_than_any_year(one: Callable[..., Publication]) -> None:
    assert one("author={Gu}, title={T}, pubstate={inpress}").value("y") == FORTHCOMING == 9999


@pytest.mark.parametrize(
    "fields",
    ["title={" + "{" * 3_000 + "x" + "}" * 3_000 + "}", "title={" + r"\emph{" * 3_000 + "x" + "}" * 3_000 + "}",
     "author={" + "{" * 3_000 + "x" + "}" * 3_000 + "}", "url={https://x.org/" + "{" * 3_000 + "}" * 3_000 + "}"],
    ids=["braces", "commands", "names", "url"],
)  # fmt: skip
def test_deep_braces_end_no_build(read: Callable[..., Library], fields: str) -> None:
    assert [each.key for each in read(f"@misc{{a, {fields}}}").publications] == ["a"]


NAME = st.sampled_from(
    [
        "Gu, Albert",
        "Dao, Tri",
        "van Beethoven, Ludwig",
        "King, Jr., M. L.",
        "{Google DeepMind}",
        r"R\'e, C.",
        "Đỗ, Ân",
        "Gu*, A.",
    ]
)
# without \%, \& and \_, whose backslash pybtex's writer escapes once more
TEXT = st.sampled_from([
    "T", "A {LLM} title", r"\'Etudes", "Ünïcode 中文", "Q & A", "Linear $O(n)$", r"\emph{x} y", "a -- b", "``q''",
    "x @ y", "{G}",
    'with "quotes"', "100% raw", "a, b; c", "it's", r"\unknown{x}", "a = b", "x # y", "tail:",
])  # fmt: skip
FIELDS = {
    "title": TEXT, "booktitle": TEXT, "journal": TEXT, "note": TEXT, "abstract": TEXT, "publisher": TEXT, "award": TEXT,
    "keywords": TEXT,
    "year": st.sampled_from(["2020", "2024", "in press", "c. 1999"]), "date": st.sampled_from(["2021-02", "2023"]),
    "volume": st.sampled_from(["3", "abs/1"]), "number": st.sampled_from(["4", "A_B"]),
    "pages": st.sampled_from(["1--20", "7"]),
    "doi": st.sampled_from(["10.1/x_y", "https://doi.org/10.1/x%20"]), "eprint": st.sampled_from(["2312.00752"]),
    "url": st.sampled_from(["https://x.org/a_b?c=d&e#f", "https://x.org/%20", "nowhere"]), "selected": st.just("true"),
    "author+an": st.just("1=equal; 2=equal"), "month": st.sampled_from(["January", "3"]),
    "pubstate": st.just("inpress"),
}  # fmt: skip
ENTRY = st.builds(
    lambda kind, authors, editors, fields: Entry(
        kind,
        fields={"author": " and ".join(authors), "editor": " and ".join(editors)}
        | {name: value for name, value in fields.items() if value},
    ),
    st.sampled_from(
        [
            "article",
            "inproceedings",
            "misc",
            "book",
            "incollection",
            "phdthesis",
            "techreport",
            "online",
            "software",
            "patent",
        ]
    ),
    st.lists(NAME, min_size=1, max_size=4),
    st.lists(NAME, max_size=2),
    st.fixed_dictionaries({}, optional=FIELDS),
)


def records(found: Library) -> list[Publication]:
    return [replace(each, path=Path(), line=0, fields={}) for each in found.publications]


@PROPERTY
@given(st.lists(ENTRY, min_size=1, max_size=5))
def test_what_is_written_as_bibtex_reads_back_to_the_same_records(
    tmp_path_factory: pytest.TempPathFactory, made: list[Entry]
) -> None:
    path = tmp_path_factory.getbasetemp() / "round.bib"
    path.write_text("\n".join(
        f"@{entry.type}{{k{number}" + "".join(f",\n  {name} = {{{value}}}" for name,
            value in entry.fields.items()) + "\n}\n"
        for number, entry in enumerate(made)
    ), "utf-8")  # fmt: skip
    first = library.read([path], ["Tri Dao"])
    assert [(each.key, each.fields) for each in first.publications] == [
        (f"k{number}", dict(entry.fields)) for number, entry in enumerate(made)
    ]
    written = BibliographyData(
        {each.key: Entry(each.type, fields=each.fields) for each in first.publications}
    ).to_string("bibtex")
    path.write_text(written, "utf-8")
    second = library.read([path], ["Tri Dao"])
    assert records(second) == records(first)
    # an unescaped % is all that pybtex's writer mends
    before, after = ({(fault.subtype, fault.message) for fault in found.faults} for found in (first, second))
    assert {subtype for subtype, _ in before ^ after} <= {"latex"}
    assert after <= before


@PROPERTY
@given(st.lists(ENTRY, min_size=1, max_size=3), st.data())
def test_any_damage_leaves_a_library_whose_faults_are_sorted(
    tmp_path_factory: pytest.TempPathFactory, made: list[Entry], data: st.DataObject
) -> None:
    text = BibliographyData({f"k{number}": entry for number, entry in enumerate(made)}).to_string("bibtex")
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        put = data.draw(
            st.sampled_from(
                [
                    "",
                    "{",
                    "}",
                    '"',
                    ",",
                    "@",
                    "%",
                    "=",
                    "#",
                    "\\",
                    "$",
                    "\n@misc{",
                    "and ",
                    "\\'",
                    "xdata={k0},",
                    "crossref={k1},",
                ]
            )
        )
        text = text[:start] + put + text[start + data.draw(st.integers(0, 3)) :]
    path = tmp_path_factory.getbasetemp() / "damaged.bib"
    path.write_text(text, "utf-8")
    found = library.read([path], ["Tri Dao"])
    order = [(fault.line, fault.subtype, fault.message) for fault in found.faults]
    assert order == sorted(set(order))
    assert sorted(each.number for each in found.publications) == list(range(1, len(found.publications) + 1))
    assert len({each.key.lower() for each in found.publications}) == len(found.publications)


@PROPERTY
@given(st.lists(st.sampled_from([
    "@misc{", "@article{a,", "@xdata{x,", "@set{s,", "crossref={a},", "xdata={x,a},", "entryset={a,s},", "author={",
    "title={", "year=", "url={",
    "doi={", "}", "},", "{", '"', "$", "\\", "%", "@", "=", ",", "#", " and ", "2024", "\\'e", "\n", "é", "*", "$^*$",
    ";", "~",
])).map("".join) | st.text(), st.text())  # fmt: skip
def test_any_text_is_a_library(tmp_path_factory: pytest.TempPathFactory, text: str, owner: str) -> None:
    path = tmp_path_factory.getbasetemp() / "text.bib"
    path.write_bytes(text.encode("utf-8", "replace"))
    found = library.read([path], [owner])
    assert [fault for fault in found.faults if not fault.message or fault.line < 1] == []
    assert all(each.title and each.key for each in found.publications)


@pytest.mark.parametrize(
    ("written", "doi"),
    [
        ("10.1016/j.nucengdes.2010.10.008", "10.1016/j.nucengdes.2010.10.008"),
        ("https://doi.org/10.1103/PhysRevD.10.186", "10.1103/PhysRevD.10.186"),
        ("doi: 10.1145/1071610.1071615", "10.1145/1071610.1071615"),
        ("dl.acm.org/doi/10.1145/10.1", "10.1145/10.1"),
    ],
)
def test_a_doi_with_10_inside_is_read_whole(written: str, doi: str) -> None:
    assert links.doi(written) == doi
