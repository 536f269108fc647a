"""New entries beside those that a file has: as they are written, each once, with keys of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from content import read_library

from sphinx_cv.bibtex import library, reading
from sphinx_cv.imports.bibliography import Bibliography
from sphinx_cv.imports.files import append, write
from sphinx_cv.imports.merge import Added, Duplicate, Merge, merge

OLD = """\
% mine
@string{icca = "Conference on Compact Algorithms (ICCA)"}
@inproceedings{fre2020moss, author = {Fré, Noémie}, title = {Moss and Salt}, booktitle = icca, year = 2020,
  doi = {10.5555/MOSS}, eprint = {2001.00001}, eprinttype = {arXiv}}

@article{quill2021tide, author = {Quill, Jonas}, title = {The {Tide}}, journal = {Shores}, year = 2021, pages = {1--2}}
"""
SOURCE = Path("papers.bib")


def merged(folder: Path, text: str, old: str = OLD, *, make_keys: bool = False) -> Merge:
    path = folder / "pubs.bib"
    path.write_text(old, "utf-8")
    return merge(text, SOURCE, Bibliography.read([path], library.of_files), make_keys=make_keys)


def test_an_entry_is_taken_as_it_is_written(tmp_path: Path) -> None:
    source = '@Article{Lee:2022,\n\tAUTHOR = "Lee, Cy",\n    title={A {B} \\"o},   year = 2022, journal = {J}\n}'
    found = merged(tmp_path, f"---\n---\n\n{source}\n\n% the end")
    assert found == Merge(
        found.place, source, [Added("Lee:2022", "papers.bib:4")], [], [], [("papers.bib:9", "% the end")]
    )


@pytest.mark.parametrize(
    ("fields", "other", "common", "more"),
    [
        ("doi = {https://doi.org/10.5555/moss}, pages = {1--2}", ("pubs.bib:3", "fre2020moss"), "DOI 10.5555/moss", ("pages",)),
        ("journal = {arXiv preprint arXiv:2001.00001}", ("pubs.bib:3", "fre2020moss"), "arXiv 2001.00001", ("journal",)),
        ("doi = {10.48550/arXiv.2001.00001}", ("pubs.bib:3", "fre2020moss"), "arXiv 2001.00001", ()),
    ],
)  # fmt: skip
def test_a_duplicate_names_both_places(
    tmp_path: Path, fields: str, other: tuple[str, str], common: str, more: tuple[str, ...]
) -> None:
    found = merged(tmp_path, f"\n@misc{{x, author = {{A, B}}, title = {{C}}, year = 1999, {fields}}}")
    assert (found.text, found.duplicates) == ("", [Duplicate("papers.bib:2", "x", "C", *other, common, more)])


@pytest.mark.parametrize(
    ("entry", "is_duplicate"),
    [
        ("author = {J. Quill}, title = {THE TIDE!}, year = 2021", True),
        ("title = {The Tide}, year = 2021, publisher = {P}", True),
        ("author = {Quill, J.}, title = {The Tide}, year = 2022", False),
        ("author = {Lee, Cy}, title = {The Tide}, year = 2021", False),
        ("author = {J. Quill}, title = {The Tide}, journal = {Tides}, pages = {9--10}, year = 2021", False),
        ("author = {J. Quill}, title = {The Tide}, journal = {Tides}, pages = {1--3}, year = 2021", True),
    ],
)
def test_titles_are_compared_with_the_year_and_the_people(tmp_path: Path, entry: str, is_duplicate: bool) -> None:
    found = merged(tmp_path, f"@{'article' if 'journal' in entry else 'misc'}{{x, {entry}}}")
    expected = [("papers.bib:1", "pubs.bib:6", "quill2021tide", "title and year")] if is_duplicate else []
    assert [(each.place, each.other_place, each.other_key, each.common) for each in found.duplicates] == expected


def test_two_dois_are_two_papers_and_a_paper_is_taken_once(tmp_path: Path) -> None:
    entries = [
        f"@article{{e{n}, author = {{L, C}}, title = {{Editorial}}, journal = {{J}}, year = 2020, doi = {{10.1/{doi}}}}}"
        for n, doi in enumerate("aab")
    ]
    found = merged(tmp_path, "\n".join(entries))
    assert [each.key for each in found.added] == ["e0", "e2"]
    assert [each[:6] for each in found.duplicates] == [
        ("papers.bib:2", "e1", "Editorial", "papers.bib:1", "e0", "DOI 10.1/a")
    ]


def test_a_taken_key_gets_a_letter_and_those_who_name_it_follow(tmp_path: Path) -> None:
    text = """\
@incollection{part, author = {Lee, Cy}, title = {A Part}, crossref = {Fre2020Moss}}
@book{Fre2020Moss, author = {Lee, Cy}, title = {A Whole}, publisher = {P}, year = 2019}
@incollection{in-tide, author = {Lee, Cy}, title = {B}, booktitle = {C}, year = 2019, related = {part, T}}
@article{T, author = {Quill, J.}, title = {The Tide}, journal = {Shores}, year = 2021}
"""
    found = merged(tmp_path, text)
    assert found.text.split("\n\n") == [
        "@incollection{part, author = {Lee, Cy}, title = {A Part}, crossref = {Fre2020Mossa}}",
        "@book{Fre2020Mossa, author = {Lee, Cy}, title = {A Whole}, publisher = {P}, year = 2019}",
        "@incollection{in-tide, author = {Lee, Cy}, title = {B}, booktitle = {C}, year = 2019, related = {part, quill2021tide}}",
    ]
    assert found.guesses == [("papers.bib:2", "Fre2020Moss: another entry has this key: written as Fre2020Mossa")]


def test_strings_come_with_the_entries_that_use_them(tmp_path: Path) -> None:
    text = """\
@string{unused = "U"}
@string{sosn = "Symposium " # shore # " (SOSN)"}
@string{shore = "on Shores"}
@string{ICCA = "Another ICCA"}
@inproceedings{a, author = {Lee, Cy}, title = {A}, booktitle = sosn, year = 2020, month = jan}
@inproceedings{b, author = {Lee, Cy}, title = {B}, booktitle = icca # " 2020", year = 2020}
"""
    found = merged(tmp_path, text)
    assert (
        found.text
        == """\
@string{sosn = "Symposium " # shore # " (SOSN)"}
@string{shore = "on Shores"}

@inproceedings{a, author = {Lee, Cy}, title = {A}, booktitle = sosn, year = 2020, month = jan}

@inproceedings{b, author = {Lee, Cy}, title = {B}, booktitle = {Another ICCA} # " 2020", year = 2020}"""
    )


def test_a_malformed_entry_is_written_as_it_is_read(tmp_path: Path) -> None:
    text = "@article{a, author = {Lee, Cy}, title = {A, year = 2020}\n@misc{, author = {Lee, Cy}, title = {B}\n year = 2020, howpublished = {web}}"
    found = merged(tmp_path, text)
    assert reading.parse(found.text, SOURCE).faults == []
    assert found.text.startswith(
        "@article{a,\n  author = {Lee, Cy},\n  title  = {A},\n  year   = {2020},\n}\n\n@misc{lee2020b,"
    )
    assert found.guesses == [
        ("papers.bib:1", "a: it is not closed before the next entry: add the missing brace or quote"),
        ("papers.bib:2", "this entry has no key: write one after its opening brace, @type{key, ...}"),
        ("papers.bib:2", "it has no key: written as lee2020b"),
    ]


def test_files_of_the_old_site_are_no_links(tmp_path: Path) -> None:
    text = "@misc{a, author = {Lee, Cy}, title = {A}, year = 2020, howpublished = {web}, PDF={a.pdf}, code = {https://example.org/c}}"
    found = merged(tmp_path, text)
    assert found.text == text.replace("PDF", "localfile")
    assert found.guesses[-1] == (
        "papers.bib:1",
        "a: pdf names a file of another site: written as localfile, which is not shown; write its URL as pdf",
    )


def test_keys_are_made_in_the_style_of_the_file(tmp_path: Path) -> None:
    text = "@misc{x, author = {Fré, Noémie}, title = {The Moss Again}, year = 2020, howpublished = {web}}"
    assert merged(tmp_path, text, make_keys=True).added == [Added("fre2020mossa", "papers.bib:1")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b"@misc{\xc3\xa9}\n@x\n"),
        (b"@misc{a}", b"@misc{a}\n\n@misc{\xc3\xa9}\n@x\n"),
        (b"@misc{a}\n", b"@misc{a}\n\n@misc{\xc3\xa9}\n@x\n"),
        (b"@misc{a}\n\n", b"@misc{a}\n\n@misc{\xc3\xa9}\n@x\n"),
        (b"\xef\xbb\xbf% \xff\r\n", b"\xef\xbb\xbf% \xff\r\n\r\n@misc{\xc3\xa9}\r\n@x\r\n"),
    ],
)
def test_the_other_bytes_stay(tmp_path: Path, before: bytes, after: bytes) -> None:
    path, link = tmp_path / "real.bib", tmp_path / "pubs.bib"
    path.write_bytes(before)
    path.chmod(0o640)
    link.symlink_to(path)
    append(link, "@misc{é}\n@x")
    assert path.read_bytes() == after
    assert link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640


def test_what_is_merged_reads_back(tmp_path: Path) -> None:
    text = "@article{n, author = {Lee, Cy and Ré, C.}, title = {New {LLM}s}, journal = {J}, year = 2024}"
    path = tmp_path / "pubs.bib"
    append(path, merged(tmp_path, text).text)
    found = read_library(tmp_path, path.read_text("utf-8"))
    assert found.faults == ()
    assert [each.key for each in found.publications] == ["fre2020moss", "quill2021tide", "n"]
    assert merge(text, SOURCE, Bibliography.read([path], library.of_files)).text == ""


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pubs.bib").write_bytes(b"% mine\n")
    write_bytes = Path.write_bytes

    def full(path: Path, data: bytes) -> int:
        write_bytes(path, data[:3])
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    for new in ({tmp_path / "a/b/c.md": b"text"}, {}):
        with pytest.raises(OSError, match="No space"):
            write(new, {tmp_path / "pubs.bib": b"more"})
    assert [path.name for path in tmp_path.rglob("*")] == ["pubs.bib"]
    assert (tmp_path / "pubs.bib").read_bytes() == b"% mine\n"
