"""Faults of entries: each with its line and what to write instead; and files that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_cv.bibtex import library
from sphinx_cv.bibtex.records import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sphinx_cv.bibtex.records import Library

NO_AUTHOR = "it has no author and no editor: write author = {Last, First and Last, First}"
NO_YEAR = "it has no year: write year = {2024}, or pubstate = {inpress}"
BASE = "author={Gu, Albert}, title={T}, year=2020"


def faults(found: Library) -> list[tuple[str, int, str, str]]:
    return [(fault.path.name, fault.line, fault.subtype, fault.message) for fault in found.faults]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("@misc{a}", [(1, "no_author", f"a: {NO_AUTHOR}"), (1, "no_title", "a: it has no title: write title = {...}"),
                      (1, "no_year", f"a: {NO_YEAR}")]),
        ("@article{a, organization={O}, title={T}, year=2020}", [(1, "no_author", f"a: {NO_AUTHOR}")]),
        ("@misc{a, howpublished={\\url{https://x.org}}, title={T}, year=2020}", [(1, "no_author", f"a: {NO_AUTHOR}")]),
        (f"\n@foo{{a, {BASE}}}",
         [(2, "unknown_type", "a: @foo is not an entry type of BibTeX or biblatex; it is shown like @misc: use one")]),
        ("@misc{a, author={Gu}, title={T},\n year={20xx}}",
         [(2, "no_year", "a: '20xx' has no year: write year = {2024}, or pubstate = {inpress}")]),
        ("@misc{a, author={Gu}, title={T},\n date={19X}}",
         [(2, "date", "a: '19X' is not a date: write 2024, 2024-05, 2024-05-01 or 2024/2025 (EDTF)"),
          (2, "no_year", "a: '19X' has no year: write year = {2024}, or pubstate = {inpress}")]),
        ("@misc{a, author={Gu}, title={T}, urldate={2020-01-01}}", [(1, "no_year", f"a: {NO_YEAR}")]),
        (f"@misc{{a, {BASE},\n doi={{11.1/x}}}}",
         [(2, "url", "a: doi: '11.1/x' is not a DOI, which begins with 10.: correct it")]),
        (f"@misc{{a, {BASE},\n url={{x.org}},\n pdf={{a.pdf}}}}", [
            (2, "url", "a: url: 'x.org' cannot be linked to: write a URL that begins with https://"),
            (3, "url", "a: pdf: there is no file a.pdf in the folder of pubs.bib: add it, or write a URL that begins with https://")]),
        (f"@misc{{a, {BASE},\n url={{javascript:alert(1)}}}}",
         [(2, "url",
             "a: url: 'javascript:alert(1)' cannot be linked to: write a URL that begins with https://")]),
        ("@misc{a, author={Gu and and Dao},\n editor={X; Y},\n title={T}, year=2020}", [
            (1, "names", "a: author: a name is empty: remove the extra ' and ' or comma"),
            (2, "names", "a: editor: names are joined by ';': join them by ' and '")]),
        ("@misc{a, author={Gu, \\foo},\n editor={100% B, C}, title={T}, year=2020}", [
            (1, "latex", r"a: author: the command \foo is not known and is shown unchanged: write the text that it prints"),
            (2, "latex", r"a: editor: an unescaped % begins a comment in LaTeX; it is kept here: write \%")]),
        ("@misc{a, author={Gu}, year=2020, title={100% \\foo},\n note={$x}}", [
            (1, "latex", r"a: title: an unescaped % begins a comment in LaTeX; it is kept here: write \%"),
            (1, "latex", r"a: title: the command \foo is not known and is shown unchanged: write the text that it prints"),
            (2, "latex", r"a: note: a $ begins a formula that does not end; it is kept here: write \$")]),
        (f"@inbook{{a, {BASE},\n crossref={{zz}}}}",
         [(2, "dangling_reference",
             "a: crossref names zz, which does not exist: add that entry, or remove the field")]),
        (f"@misc{{, {BASE}}}",
         [(1, "no_key", "this entry has no key: write one after its opening brace, @type{key, ...}")]),
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
            "a-2: @foo is not an entry type of BibTeX or biblatex; it is shown like @misc: use one",
        ),
        ("pubs.bib", 2, "url", "a-2: url: 'x' cannot be linked to: write a URL that begins with https://"),
        (
            "pubs.bib",
            4,
            "bibtex_syntax",
            "b: a % does not begin a comment inside an entry: remove it, or move it above the entry",
        ),
        ("pubs.bib", 5, "url", "b: pdf: 'x' cannot be linked to: write a URL that begins with https://"),
        ("more1.bib", 1, "no_author", f"c: {NO_AUTHOR}"),
        (
            "more1.bib",
            2,
            "unknown_type",
            "d: @foo is not an entry type of BibTeX or biblatex; it is shown like @misc: use one",
        ),
    ]


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
    "fields",
    ["title={" + "{" * 3_000 + "x" + "}" * 3_000 + "}", "title={" + r"\emph{" * 3_000 + "x" + "}" * 3_000 + "}",
     "author={" + "{" * 3_000 + "x" + "}" * 3_000 + "}", "url={https://x.org/" + "{" * 3_000 + "}" * 3_000 + "}"],
    ids=["braces", "commands", "names", "url"],
)  # fmt: skip
def test_deep_braces_end_no_build(read: Callable[..., Library], fields: str) -> None:
    assert [each.key for each in read(f"@misc{{a, {fields}}}").publications] == ["a"]
