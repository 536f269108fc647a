"""What entries take from each other, and keys that are there twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_cv.bibtex.crossref import resolve
from sphinx_cv.bibtex.reading import parse
from sphinx_cv.bibtex.records import Fault, RawEntry

PATH, MORE = Path("pubs.bib"), Path("more.bib")


def resolved(text: str, more: str = "") -> tuple[dict[str, RawEntry], list[tuple[int, str, str]]]:
    """The publications of one or two files by key, and the faults."""
    files = [parse(text, PATH), parse(more, MORE)]
    entries, faults = resolve([entry for file in files for entry in file.entries])
    return {entry.key: entry for entry in entries}, [fault[1:] for fault in faults]


CHILD = "@inproceedings{c, title={C}, pages={1--2},\n crossref={P}}\n"
PARENT = (
    "@proceedings{p, title={Proc}, subtitle={Sub}, year=2020, editor={E F}, publisher={X},"
    " doi={10.1/p}, url={https://p.org}}\n"
)


@pytest.mark.parametrize(("text", "line"), [(CHILD + PARENT, 2), (PARENT + CHILD, 3)])
def test_a_part_takes_from_its_whole_wherever_it_stands(text: str, line: int) -> None:
    entries, faults = resolved(text)
    assert faults == []
    assert entries["c"].fields == {
        "title": "C", "pages": "1--2", "crossref": "P", "year": "2020", "editor": "E F", "publisher": "X",
        "booktitle": "Proc",
        "booksubtitle": "Sub",
    }  # fmt: skip
    assert entries["c"].lines == {"title": line - 1, "pages": line - 1} | dict.fromkeys(
        ("crossref", "year", "editor", "publisher", "booktitle", "booksubtitle"), line
    )
    assert entries["p"].fields == {
        "title": "Proc", "subtitle": "Sub", "year": "2020", "editor": "E F", "publisher": "X", "doi": "10.1/p",
        "url": "https://p.org",
    }  # fmt: skip


def test_a_part_keeps_what_it_has() -> None:
    entries, _ = resolved("@inproceedings{c, title={C}, booktitle={Own}, year=2021, crossref={p}}\n" + PARENT)
    assert (entries["c"].fields["booktitle"], entries["c"].fields["year"]) == ("Own", "2021")


def test_a_wholes_booktitle_goes_before_its_title() -> None:
    entries, _ = resolved(
        "@inproceedings{c, title={C}, crossref={p}}\n@proceedings{p, title={Long}, booktitle={Short}}"
    )
    assert entries["c"].fields["booktitle"] == "Short"


@pytest.mark.parametrize(
    "field", ["doi", "abstract", "keywords", "award", "eprint", "selected", "note", "pdf", "author+an", "title"]
)
def test_a_part_does_not_take_what_is_of_the_whole_alone(field: str) -> None:
    entries, faults = resolved(f"@inbook{{c, crossref={{p}}}}\n@book{{p, {field}={{x}}, year=2020}}")
    assert (entries["c"].fields.get(field), entries["c"].fields["year"], faults) == (None, "2020", [])


MVBOOK = "@mvbook{m, title={M}, publisher={P}}\n"
BOOK = "@book{b, title={B}, crossref={m}}\n"
CHAPTER = "@inbook{c, title={C}, crossref={b}}\n"


@pytest.mark.parametrize(
    ("part", "whole", "taken"),
    [
        ("book", "mvbook", {"maintitle": "W", "mainsubtitle": "S"}), ("collection", "mvcollection", {"maintitle": "W", "mainsubtitle": "S"}),
        ("inreference", "mvreference", {"maintitle": "W", "mainsubtitle": "S"}),
        ("article", "periodical", {"journaltitle": "W", "journalsubtitle": "S"}),
        ("inbook", "book", {"booktitle": "W", "booksubtitle": "S", "author": "A B", "bookauthor": "A B"}),
        ("incollection", "book", {"booktitle": "W", "booksubtitle": "S"}), ("book", "book", {}),
    ],
)  # fmt: skip
def test_titles_and_authors_are_taken_under_the_names_of_the_part(part: str, whole: str, taken: dict[str, str]) -> None:
    entries, _ = resolved(
        f"@{part}{{c, title={{C}}, crossref={{w}}}}\n@{whole}{{w, title={{W}}, subtitle={{S}}, author={{A B}}}}"
    )
    assert entries["c"].fields == {"title": "C", "crossref": "w", **taken}


def test_an_entry_under_a_former_key_is_the_same_work() -> None:
    entries, _ = resolved("@book{old, crossref={new}}\n@book{new, title={W}, subtitle={S}, author={A B}, doi={10.1/x}}")
    assert entries["old"].fields == {"crossref": "new", "title": "W", "subtitle": "S", "author": "A B"}


@pytest.mark.parametrize("text", [MVBOOK + BOOK + CHAPTER, CHAPTER + BOOK + MVBOOK, BOOK + CHAPTER + MVBOOK])
def test_a_chapter_takes_from_its_book_and_that_from_its_set_in_any_order(text: str) -> None:
    entries, faults = resolved(text)
    assert (entries["c"].fields["booktitle"], entries["c"].fields.get("publisher"), faults) == ("B", "P", [])


def test_entries_that_cross_refer_to_each_other_are_both_read() -> None:
    entries, _ = resolved("@misc{a, title={A}, crossref={b}}\n@misc{b, title={B}, crossref={a}, year=2020}")
    assert (entries["a"].fields["year"], entries["a"].fields["title"], entries["b"].fields["title"]) == (
        "2020",
        "A",
        "B",
    )


@pytest.mark.parametrize("first", ["b", "x"])
def test_data_are_taken_through_chains_and_are_no_publication(first: str) -> None:
    data = "@xdata{x, publisher={P}, xdata={y}}\n@xdata{y, location={L}, publisher={Q}}\n"
    book = "@book{b, title={B},\n xdata={X, z}}\n"
    more = "@xdata{z, series={S}, title={Z}}\n"
    entries, faults = resolved((book + data if first == "b" else data + book) + more)
    assert (list(entries), faults) == (["b"], [])
    assert entries["b"].fields == {"title": "B", "publisher": "P", "location": "L", "series": "S"}
    assert {name: line - entries["b"].line for name, line in entries["b"].lines.items()} == {
        "title": 0, "xdata": 1, "publisher": 1, "location": 1, "series": 1,
    }  # fmt: skip


def test_a_circle_of_data_ends_and_loses_nothing() -> None:
    circle = "@xdata{x, publisher={P}, xdata={y}}\n@xdata{y, location={L}, xdata={x}}\n"
    entries, _ = resolved(circle + "@book{b, xdata={x}}\n@book{c, xdata={y}}\n@book{d, xdata={d}}")
    assert [entry.fields for entry in entries.values()] == [
        {"publisher": "P", "location": "L"},
        {"publisher": "P", "location": "L"},
        {},
    ]


def test_a_long_chain_of_data_is_followed() -> None:
    chain = "".join(f"@xdata{{x{number}, xdata={{x{number + 1}}}}}\n" for number in range(3_000))
    entries, faults = resolved("@misc{a, xdata={x0}}\n" + chain + "@xdata{x3000, year=2020}")
    assert (entries["a"].fields, faults) == ({"year": "2020"}, [])


def test_a_set_is_no_publication_and_its_members_are() -> None:
    entries, faults = resolved("@set{s, entryset={a,B}}\n@misc{a, title={A}}\n@misc{b, title={B}}")
    assert (list(entries), faults) == (["a", "b"], [])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("@misc{a,\n crossref={zz}}",
         (2, "dangling_reference", "a: crossref names zz, which does not exist: add that entry, or remove the field")),
        ("@misc{a,\n crossref={A}}",
         (2, "dangling_reference", "a: crossref names A, which does not exist: add that entry, or remove the field")),
        ("@misc{a,\n\n xdata={x, zz}}\n@xdata{x, note={n}}",
         (3, "dangling_reference", "a: xdata names zz, which does not exist: add that entry, or remove the field")),
        ("@misc{a, xdata={x}}\n@xdata{x,\n xdata={zz}}",
         (3, "dangling_reference", "x: xdata names zz, which does not exist: add that entry, or remove the field")),
        ("@misc{a, title={A}}\n@set{s,\n entryset={a, zz}}",
         (3, "dangling_reference", "s: entryset names zz, which does not exist: add that entry, or remove the field")),
    ],
)  # fmt: skip
def test_a_reference_to_nothing_is_named_once_and_its_entry_is_read(text: str, fault: tuple[int, str, str]) -> None:
    entries, faults = resolved(text)
    assert (list(entries), faults) == (["a"], [fault])


@pytest.mark.parametrize("value", ["{}", "{ }", "{,}"])
def test_an_empty_reference_is_no_reference(value: str) -> None:
    entries, faults = resolved(f"@misc{{a, xdata={value}, entryset={value}}}\n@misc{{b, crossref={{}}}}")
    assert (list(entries), faults) == (["a", "b"], [])


@pytest.mark.parametrize(
    ("text", "more", "keys", "faults"),
    [
        ("@misc{a, title={A}}\n@misc{a, title={A}}", "", ["a"],
         [(2, "duplicate_key", "a: the same entry is in line 1; it is shown once: remove one")]),
        ("@misc{a, title={A}}\n@misc{A, title={A}}", "", ["a"],
         [(2, "duplicate_key", "A: the same entry is in line 1; it is shown once: remove one")]),
        ("@misc{a, title={A}}\n\n@misc{a, title={B}}", "", ["a", "a-2"],
         [(3, "duplicate_key", "a: the key is in line 1 already; this entry is shown as a-2: give it its own key")]),
        ("@misc{a, title={A}}\n@misc{A, title={B}}", "", ["a", "A-2"],
         [(2, "duplicate_key", "A: the key is in line 1 already; this entry is shown as A-2: give it its own key")]),
        ("@misc{a, title={A}}\n@book{a, title={A}}\n@misc{a, title={B}}", "", ["a", "a-2", "a-3"],
         [(2, "duplicate_key", "a: the key is in line 1 already; this entry is shown as a-2: give it its own key"),
          (3, "duplicate_key", "a: the key is in line 1 already; this entry is shown as a-3: give it its own key")]),
        ("@misc{a, title={A}}\n@misc{a, title={B}}\n@misc{a-2, title={C}}", "", ["a", "a-3", "a-2"],
         [(2, "duplicate_key", "a: the key is in line 1 already; this entry is shown as a-3: give it its own key")]),
        ("@misc{a, title={A}}\n@misc{a, title={B}}\n@misc{a, title={B}}", "", ["a", "a-2"],
         [(2, "duplicate_key", "a: the key is in line 1 already; this entry is shown as a-2: give it its own key"),
          (3, "duplicate_key", "a: the same entry is in line 2; it is shown once: remove one")]),
        ("\n@misc{a, title={A}}", "@misc{a, title={A}}\n@misc{a, title={B}}", ["a", "a-2"],
         [(1, "duplicate_key", "a: the same entry is in pubs.bib line 2; it is shown once: remove one"),
          (2, "duplicate_key",
           "a: the key is in pubs.bib line 2 already; this entry is shown as a-2: give it its own key")]),
    ],
)  # fmt: skip
def test_a_duplicate_key_names_both_lines_and_loses_no_entry(
    text: str, more: str, keys: list[str], faults: list[tuple[int, str, str]]
) -> None:
    entries, found = resolved(text, more)
    assert (list(entries), found) == (keys, faults)


def test_entries_without_a_key_get_one_of_their_own() -> None:
    entries, faults = resolved("@misc{, title={A}}\n@misc{, title={A}}", "@misc{, title={A}}")
    assert (list(entries), faults) == (["pubs-line-1", "pubs-line-2", "more-line-1"], [])


def test_what_was_read_is_not_changed() -> None:
    file = parse(CHILD + PARENT, PATH)
    resolve(file.entries)
    assert file.entries == parse(CHILD + PARENT, PATH).entries


def test_a_fault_names_the_file_it_is_in() -> None:
    files = [parse("@misc{a, title={A}}", PATH), parse("@misc{b, crossref={zz}}", MORE)]
    _, faults = resolve([entry for file in files for entry in file.entries])
    message = "b: crossref names zz, which does not exist: add that entry, or remove the field"
    assert faults == [Fault(MORE, 1, "dangling_reference", message)]
