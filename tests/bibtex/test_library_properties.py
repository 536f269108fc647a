"""The library, of any entries, any damage and any text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import BibliographyData, Entry

from sphinx_cv.bibtex import library
from sphinx_cv.bibtex.names import without_stars

if TYPE_CHECKING:
    import pytest

    from sphinx_cv.bibtex.records import Library
    from sphinx_cv.model.publication import Publication

PROPERTY = settings(max_examples=200, deadline=None, derandomize=True)
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
    """Publications, but for their place and source; that a bare % is not understood is mended by pybtex's writer."""
    return [
        replace(
            each,
            path=Path(),
            line=0,
            fields={},
            texts={name: each.text(name) for name in each.fields},
            undecoded=frozenset(),
        )
        for each in found.publications
    ]


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
        (f"k{number}", {**entry.fields, "author": without_stars(entry.fields["author"]),
                        "editor": without_stars(entry.fields["editor"])}) for number, entry in enumerate(made)
    ]  # fmt: skip
    written = BibliographyData({f"k{number}": entry for number, entry in enumerate(made)}).to_string("bibtex")
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
