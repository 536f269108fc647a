"""Settings of conf.py: one that cannot be used is named with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import CONF, PUBS, run_sphinx

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Site

    MakeSite = Callable[..., Site]


def test_a_setting_that_cannot_be_used_is_named_by_the_build(site: MakeSite) -> None:
    conf = CONF + 'cv_people = {"A B": "C"}\ncv_marks = {"lead": "!"}\n'
    site({"conf.py": conf, "index.md": "# CV\n"}, (
        'conf.py:6: WARNING: cv_marks: lead has no sign and meaning: write {"lead": ("*", "equal contribution")} [cv.config]',
        'conf.py:5: WARNING: cv_people: A B has no list of names: write {"A B": ["...", "..."]} [cv.config]',
    ))  # fmt: skip


def test_a_page_of_cv_pdfs_that_does_not_exist_is_named_at_every_build(site: MakeSite) -> None:
    conf = CONF + 'cv_pdfs = {"index": "cv", "resumee": "resume", "x/y": "other"}\n'
    expected = (
        "conf.py:5: WARNING: cv_pdfs: there is no page 'resumee': did you mean resume? [cv.config]",
        "conf.py:5: WARNING: cv_pdfs: there is no page 'x/y': write the path of a page without its suffix [cv.config]",
    )
    files = {"conf.py": conf, "index.md": "# CV\n\n```{toctree}\nresume\n```\n", "resume.md": "# Short\n"}
    site(files, expected)
    site({"conf.py": conf}, expected)


def test_pages_that_are_not_utf_8_end_the_build_with_a_line_each(site: MakeSite) -> None:
    made = site({"index.md": "# CV\n\n```{toctree}\na\nb\n```\n", "a.md": "# A\n", "b.md": "# B\n"})
    (made.source / "a.md").write_bytes(b"# A\n\nCaf\xe9\n")
    (made.source / "b.md").write_bytes(b"Caf\xe9\n")
    done = run_sphinx(made.source, made.out, check=False)
    fault = "is not UTF-8 (byte 0xE9): save the file in UTF-8 [cv.unreadable]"
    assert (done.returncode, done.stderr.splitlines()) == (
        2,
        [f"a.md:3: ERROR: a.md {fault}", f"b.md:1: ERROR: b.md {fault}"],
    )


def test_bibtex_files_are_read_in_the_encoding_of_the_setting(site: MakeSite) -> None:
    conf = CONF + 'bibtex_encoding = "iso-8859-1"\n'
    made = site({"conf.py": conf, "index.md": "# CV\n\n```{bibliography}\n```\n"})
    (made.source / "pubs.bib").write_bytes(PUBS.encode("iso-8859-1"))
    done = run_sphinx(made.source, made.out)
    assert done.stderr == ""
    assert "Christopher Ré. First LLM paper." in made.text()
    (made.source / "conf.py").write_text(CONF + 'bibtex_encoding = "rot13"\n')
    done = run_sphinx(made.source, made.out, check=False)
    assert done.stderr.splitlines() == [
        "conf.py:5: WARNING: bibtex_encoding: 'rot13' cannot be used: "
        'write the encoding of the BibTeX files, such as "utf-8" or "iso-8859-1" [cv.config]',
        "pubs.bib:1: ERROR: pubs.bib is not UTF-8 (byte 0xE9): save the file in UTF-8 [cv.unreadable]",
    ]


def test_a_merge_conflict_on_a_page_is_named(site: MakeSite) -> None:
    page = "# CV\n\n```{entry} A\n:date: 2020\n```\n\n<<<<<<< HEAD\nours\n\ntheirs\n\n>>>>>>> x\n"
    fix = "keep one of the two sides, and remove the lines with <, = and > [cv.page]"
    site({"index.md": page}, (f"index.md:7: WARNING: a merge conflict is not resolved: {fix}",))


def test_a_control_character_of_a_page_is_a_space(site: MakeSite) -> None:
    page = "# CV\n\none\0two\0\x01\n\na\x0cb c\u2028d\n\n```\ncode\x9f\n```\n"
    found = [(3, "0000"), (3, "0001"), (5, "2028"), (8, "009F")]
    message = "the control character U+{} is read as a space: remove it [cv.character]"
    made = site({"index.md": page}, tuple(f"index.md:{line}: WARNING: {message.format(char)}" for line, char in found))
    assert made.text() == "CV one two a b c d code"
