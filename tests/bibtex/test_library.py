"""The library: what becomes of an entry, and its number among all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_cv.model.links import Link
from sphinx_cv.model.publication import FORTHCOMING_YEAR, newest_first
from sphinx_cv.model.text import Math, Styled
from sphinx_cv.render.details import details

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx_cv.bibtex.records import Library
    from sphinx_cv.model.publication import Publication

BASE = "author={Gu, Albert}, title={T}, year=2020"


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
        Styled("emphasis", ("selective",)),
        " state spaces",
    )
    assert [(person.name, person.owner, person.marks) for person in publication.authors] == [
        ("Albert Gu", False, ("equal",)), ("Tri Dao", True, ("equal",)),
    ]  # fmt: skip
    assert (publication.editors, publication.others, publication.role) == ((), False, "equal")
    assert publication.venue
    assert (publication.venue.name.plain, publication.venue.short) == ("Conference on Language Modeling (COLM)", "COLM")
    assert (details(publication), publication.year, publication.state, publication.sort_year) == ((), 2024, "", 2024)
    assert (publication.award, publication.presentation, publication.selected) == ("Outstanding Paper", "Oral", True)
    assert publication.topics == ("state space models", "long context")
    assert (publication.note.pieces, publication.arxiv, publication.doi) == (("See ", Math("x", "x")), "2312.00752", "")
    assert publication.title_url == publication.url == "https://openreview.net/forum?id=tEYskw1VY2"
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
    ("fields", "year", "state", "sort_year"),
    [
        ("year={2024}", 2024, "", 2024), ("year=2024", 2024, "", 2024), ("year={{2024}}", 2024, "", 2024),
        ("year={c. 1850}", 1850, "", 1850),
        ("date={2024}", 2024, "", 2024), ("date={2024-09-01}", 2024, "", 2024),
        ("date={2024-09/2025-01}", 2025, "", 2025),
        ("date={2024~}", 2024, "", 2024), ("date={2023}, year={2024}", 2023, "", 2023),
        (r"year={{\noopsort{1973}}1980}", 1980, "", 1980),
        ("year={in press}", 0, "in press", FORTHCOMING_YEAR), ("year={To appear}", 0, "to appear", FORTHCOMING_YEAR),
        ("date={forthcoming}", 0, "forthcoming", FORTHCOMING_YEAR), ("year={Under Review}", 0, "under review", FORTHCOMING_YEAR),
        ("pubstate={inpress}", 0, "in press", FORTHCOMING_YEAR), ("pubstate={in press}", 0, "in press", FORTHCOMING_YEAR),
        ("pubstate={To Appear}", 0, "to appear", FORTHCOMING_YEAR), ("pubstate={submitted}", 0, "submitted", FORTHCOMING_YEAR),
        ("pubstate={under review}", 0, "under review", FORTHCOMING_YEAR),
        ("pubstate={accepted \\emph{soon}}", 0, "accepted soon", FORTHCOMING_YEAR),
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
        ("note={N}", "N"), ("note={N}, addendum={A}", "N. A"), ("howpublished={Talk at X}, note={N}", "N"),
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
