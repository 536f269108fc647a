"""Settings of conf.py: one that cannot be used is named with its line."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from conftest import CONF, PUBS, run_sphinx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

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


def test_files_that_are_no_pages_end_the_build_with_a_line_each(site: MakeSite, tmp_path: Path) -> None:
    made = site({"index.md": "# CV\n"})
    long = "x" * 245
    (made.source / "sections").mkdir()
    (made.source / "folder.md").mkdir()
    (made.source / ".#index.md").symlink_to("ada@host.1:2")  # an editor's lock
    (made.source / "gone.md").symlink_to(tmp_path / "none.md")
    (made.source / "loop.md").symlink_to("loop.md")
    (made.source / f"{long}.md").write_text("# X\n")
    (made.source / os.fsdecode(b"caf\xe9.md")).write_text("# X\n")
    done = run_sphinx(made.source, made.out, check=False)
    problems = [
        ("caf\\xe9.md", "has a name that is not UTF-8: rename the file"),
        ("gone.md", "cannot be read (No such file or directory): correct the link, or remove it"),
        ("loop.md", "cannot be read (Too many levels of symbolic links): correct the link, or remove it"),
        (f"{long}.md", "has too long a name: shorten it"),
    ]
    lines = [f"{name}:1: ERROR: {name} {problem} [cv.unreadable]" for name, problem in problems]
    assert (done.returncode, sorted(done.stderr.splitlines())) == (2, lines)


@pytest.mark.parametrize("name", ["sections/pipe.md", "pubs.bib"])
def test_a_pipe_ends_the_build(site: MakeSite, name: str) -> None:
    made = site({"index.md": "# CV\n", "sections/a.md": "---\norphan: true\n---\n# A\n"})
    (made.source / name).unlink(missing_ok=True)
    os.mkfifo(made.source / name)
    done = run_sphinx(made.source, made.out, check=False)
    place, fix = (
        (f"{name}:1", "its permissions") if name.endswith(".md") else ("conf.py:2", "bibtex_bibfiles in conf.py")
    )
    message = f"{place}: ERROR: {name} cannot be read (it is not a file): correct {fix} [cv.unreadable]"
    assert (done.returncode, done.stderr.splitlines()) == (2, [message])


def test_a_loop_of_links_as_bibtex_file_is_one_message(site: MakeSite) -> None:
    made = site({"index.md": "# CV\n\n```{bibliography} pubs.bib\n```\n"})
    (made.source / "pubs.bib").unlink()
    (made.source / "pubs.bib").symlink_to("pubs.bib")
    done = run_sphinx(made.source, made.out, check=False)
    reason = "Too many levels of symbolic links"
    message = (
        f"conf.py:2: ERROR: pubs.bib cannot be read ({reason}): correct bibtex_bibfiles in conf.py [cv.unreadable]"
    )
    assert (done.returncode, done.stderr.splitlines()) == (2, [message])


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
