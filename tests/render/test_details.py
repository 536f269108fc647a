"""Details: what is printed after the venue of each kind of publication, and in which order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from content import publication

from sphinx_cv.model.text import Math, RichText, Styled
from sphinx_cv.model.venue import Venue
from sphinx_cv.render.details import details
from sphinx_cv.render.numbering import numbering

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_cv.model.publication import Publication

BASE = "author={Gu, Albert}, title={T}, year=2020"
FULL = {"volume": "3", "issue": "4", "series": "S", "publisher": "P", "place": "O", "institution": "I", "genre": "G"}


def details_of(work: Publication) -> list[str]:
    return [part.plain for part in (*numbering(work), *details(work))]


@pytest.mark.parametrize(
    ("type_", "fields", "printed"),
    [
        ("article", "journal={J}, volume=3, number=4, pages={1--20}", ["3(4)", "1–20"]),
        ("article", "journal={J}, volume=3, pages={1-20}", ["3", "1–20"]),
        ("article", "journal={J}, volume=3, issue={S1}, eid={e12}", ["3(S1)", "e12"]),
        ("article", "journal={J}, number=4", ["4"]),
        ("inproceedings", "booktitle={B}, pages={1--20}, volume=7, series={LNCS}, publisher={P}",
         ["volume 7 of LNCS", "pages 1–20"]),
        ("inproceedings", "booktitle={B}, pages={1-20}", ["pages 1–20"]),
        ("incollection", "booktitle={B}, publisher={P \\& Q}, pages={3}", ["P & Q", "page 3"]),
        ("book", "publisher={P}, edition={2nd}, series={S}, volume=3, pages={200}",
         ["volume 3 of S", "2nd edition", "P", "200 pages"]),
        ("book", "publisher={P}, edition={Second Edition}", ["Second Edition", "P"]),
        ("proceedings", "publisher={P}, series={LNCS}, volume=7", ["volume 7 of LNCS", "P"]),
        ("phdthesis", "school={U}", ["PhD thesis", "U"]), ("mastersthesis", "school={U}", ["Master's thesis", "U"]),
        ("phdthesis", "type={Habilitation}, school={U}", ["Habilitation", "U"]),
        ("thesis", "institution={I}", ["Thesis", "I"]), ("report", "number=7", ["Report 7"]),
        ("techreport", "number={CS-5}, institution={I}", ["Technical report CS-5", "I"]),
        ("techreport", "", ["Technical report"]),
        ("report", "type={White paper}, organization={O}", ["White paper", "O"]), ("manual", "organization={O}", ["O"]),
        # preprints are articles, or what else they are written as
        ("article", "journal={CoRR}, volume={abs/2312.00752}", []), ("article", "arxiv={2312.00752}, pages={1--20}", ["1–20"]),
        ("misc", "arxiv={2312.00752}, pages={1--20}, publisher={P}", ["P", "pages 1–20"]),
        ("periodical", "journaltitle={J}, number=4, pages={9}", ["4", "9"]),
        # without a venue, the publisher and its place
        ("book", "publisher={P}, address={Oslo}, version={2}", ["version 2", "P", "Oslo"]),
        ("inproceedings", "publisher={P}, location={Oslo}, pages={3}", ["P", "Oslo", "page 3"]),
        ("article", "journal={J}, publisher={P}, address={Oslo}", []),
        ("incollection", "booktitle={B}, series={S}, volume=2, edition={3rd}, publisher={P}, address={Oslo}, pages={88--121}",
         ["volume 2 of S", "3rd edition", "P", "Oslo", "pages 88–121"]),
        # pages follow the number of an article; of a thesis, report or book they may be its length
        ("article", "journal={J}, pages={7}, eid={e12}", ["e12", "7"]), ("misc", "eid={e12}", ["article e12"]),
        ("phdthesis", "school={U}, pages={200}", ["PhD thesis", "U", "200 pages"]),
        ("techreport", "institution={I}, pages={9}", ["Technical report", "I", "9 pages"]),
        ("manual", "number={5}, type={Guide}, institution={I}", ["Guide 5", "I"]),
        ("thesis", "type={PhD}, organization={O}", ["PhD thesis", "O"]),
        ("dataset", "publisher={Dryad}, version={1.2}", ["version 1.2", "Dryad"]), ("unpublished", "note={N}", []),
        ("patent", "number={US 1,234 B2}", ["Patent US 1,234 B2"]), ("patent", "", ["Patent"]),
        ("software", "publisher={Zenodo}", ["Zenodo"]), ("dataset", "publisher={Dryad}", ["Dryad"]), ("misc", "", []),
    ],
)  # fmt: skip
def test_details_of_each_type(one: Callable[..., Publication], type_: str, fields: str, printed: list[str]) -> None:
    assert details_of(one(f"{BASE}, {fields}", type_)) == printed


def test_details_keep_their_structure(one: Callable[..., Publication]) -> None:
    publication = one(f"{BASE}, journal={{J}}, volume={{\\emph{{3}}}}, number={{$n$}}, pages={{1-2}}", "article")
    assert (*numbering(publication), *details(publication)) == (
        RichText((Styled("emphasis", ("3",)), "(", Math("n", "n"), ")"), "3(n)"), RichText(("1–2",), "1–2"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "printed"),
    [
        ("journal", ["S", "3(4)", "1–9"]), ("conference", ["3(4)", "S", "pages 1–9"]), ("preprint", ["3(4)", "S", "pages 1–9"]),
        ("proceedings", ["volume 3", "S 4", "I", "P", "O", "pages 1–9"]), ("book", ["volume 3", "S 4", "I", "P", "O", "pages 1–9"]),
        ("chapter", ["volume 3", "S 4", "I", "P", "O", "pages 1–9"]), ("thesis", ["G", "volume 3", "S 4", "I", "P", "O", "pages 1–9"]),
        ("report", ["G 4", "volume 3 of S", "I", "P", "O", "pages 1–9"]), ("software", ["3(4)", "S", "G", "I", "P", "O", "pages 1–9"]),
        ("dataset", ["3(4)", "S", "G", "I", "P", "O", "pages 1–9"]), ("patent", ["G 4", "volume 3 of S", "I", "P", "O", "pages 1–9"]),
        ("other", ["3(4)", "S", "G", "I", "P", "O", "pages 1–9"]),
    ],
)  # fmt: skip
def test_details_of_each_kind_with_a_venue(kind: str, printed: list[str]) -> None:
    texts = {name: RichText.from_plain(text) for name, text in FULL.items()}
    venue = Venue(RichText.from_plain("V"), "V")
    made = publication(kind=kind, type="article" if kind == "journal" else "misc", pages="1–9", venue=venue, **texts)
    assert details_of(made) == printed


@pytest.mark.parametrize(
    ("kind", "printed"),
    [
        ("journal", ["volume 3", "S 4", "I", "P", "O", "1–9"]), ("conference", ["volume 3", "S 4", "I", "P", "O", "pages 1–9"]),
        ("preprint", ["volume 3", "S 4", "I", "P", "O", "pages 1–9"]), ("proceedings", ["volume 3", "S 4", "I", "P", "O", "pages 1–9"]),
        ("book", ["volume 3", "S 4", "I", "P", "O", "pages 1–9"]), ("chapter", ["volume 3", "S 4", "I", "P", "O", "pages 1–9"]),
        ("thesis", ["G", "volume 3", "S 4", "I", "P", "O", "pages 1–9"]), ("report", ["G 4", "volume 3 of S", "I", "P", "O", "pages 1–9"]),
        ("software", ["G 4", "volume 3 of S", "I", "P", "O", "pages 1–9"]), ("dataset", ["G 4", "volume 3 of S", "I", "P", "O", "pages 1–9"]),
        ("patent", ["G 4", "volume 3 of S", "I", "P", "O", "pages 1–9"]), ("other", ["G 4", "volume 3 of S", "I", "P", "O", "pages 1–9"]),
    ],
)  # fmt: skip
def test_details_of_each_kind_without_a_venue(kind: str, printed: list[str]) -> None:
    texts = {name: RichText.from_plain(text) for name, text in FULL.items()}
    made = publication(kind=kind, type="article" if kind == "journal" else "misc", pages="1–9", **texts)
    assert details_of(made) == printed


def test_a_record_without_fields_has_no_details() -> None:
    assert details_of(publication()) == []


@pytest.mark.parametrize(
    ("edition", "printed"),
    [
        ("1", "1st edition"), ("2", "2nd edition"), ("3", "3rd edition"), ("11", "11th edition"), ("22", "22nd edition"), ("2nd", "2nd edition"),
        ("2nd ed.", "2nd edition"), ("2.", "2nd edition"), ("Second", "Second edition"), ("second edition", "second edition"),
        ("Revised", "Revised edition"), ("3., neu bearbeitete Aufl.", "3., neu bearbeitete Aufl."), ("Revised ed.", "Revised ed."),
        ("2e édition", "2e édition"), ("Educators'", "Educators' edition"), ("2019", "2019 edition"),
    ],
)  # fmt: skip
def test_editions_are_ordinals(one: Callable[..., Publication], edition: str, printed: str) -> None:
    assert details_of(one(f"{BASE}, edition={{{edition}}}", "book")) == [printed]


@pytest.mark.parametrize(
    ("pages", "printed"),
    [
        ("47", "page 47"), ("47--49", "pages 47–49"), ("47, 49", "pages 47, 49"), ("47+", "pages 47+"), ("47ff", "pages 47ff"),
        ("S-1", "page S-1"), ("A1-A9", "pages A1–A9"), ("iv--ix", "pages iv–ix"), ("iv", "page iv"), ("12:1--12:9", "pages 12:1–12:9"),
    ],
)  # fmt: skip
def test_one_page_and_more(one: Callable[..., Publication], pages: str, printed: str) -> None:
    assert details_of(one(f"{BASE}, booktitle={{B}}, pages={{{pages}}}", "incollection")) == [printed]


@pytest.mark.parametrize(
    ("type_", "fields", "printed"),
    [
        # names are printed once: that of the author, the title, the venue, or a detail before
        ("manual", "author={{O}}, organization={O}, publisher={O}", []), ("book", "publisher={T}, address={Oslo}", ["Oslo"]),
        ("techreport", "institution={I}, publisher={I}", ["Technical report", "I"]), ("incollection", "booktitle={B (BB)}, series={BB}, volume=3", ["volume 3"]),
        ("misc", "howpublished={P}, publisher={P}", ["P"]), ("misc", "eprint={2312.00752}, number={arXiv:2312.00752}, publisher={arXiv}", []),
        # numbers with a word of their own
        ("book", "volume={Vol. 3}", ["Vol. 3"]), ("book", "volume={XII}", ["volume XII"]), ("incollection", "booktitle={B}, chapter={Introduction}", ["Introduction"]),
        ("book", "series={S}, volume={Band 3}", ["Band 3", "S"]), ("techreport", "number={Technical report 7}", ["Technical report 7"]),
        ("techreport", "type={Report TR-7}, number={TR-7}", ["Report TR-7"]), ("misc", "number={RFC 2119}", ["RFC 2119"]), ("book", "number=5", ["number 5"]),
        ("software", "version={v2.1}", ["version 2.1"]), ("software", "version={Release 2}", ["Release 2"]),
        # keys of biblatex are words
        ("thesis", "type={phdthesis}", ["PhD thesis"]), ("thesis", "type={mathesis}", ["Master's thesis"]), ("thesis", "type={M.Sc.}", ["Master's thesis"]),
        ("report", "type={techreport}, number={9}", ["Technical report 9"]), ("patent", "type={patreqfr}, number={9}", ["French patent request 9"]),
        ("patent", "location={countryfr and countryxx}", ["Patent", "France and countryxx"]),
        ("article", "journal={J}, series={oldseries}, volume=3", ["old series", "3"]), ("article", "journal={J}, series=3, volume=3", ["3rd series", "3"]),
    ],
)  # fmt: skip
def test_each_word_once(one: Callable[..., Publication], type_: str, fields: str, printed: list[str]) -> None:
    base = BASE if "author=" not in fields else "title={T}, year=2020"
    assert details_of(one(f"{base}, {fields}", type_)) == printed


def test_the_name_of_a_work_in_several_volumes_is_emphasized(one: Callable[..., Publication]) -> None:
    work = one(f"{BASE}, booktitle={{B}}, maintitle={{M}}, volume=5", "inbook")
    assert numbering(work) == (RichText(("volume 5 of ", Styled("emphasis", ("M",))), "volume 5 of M"),)
