"""Papers, rows and pages can be added, changed and removed: the site's checks pass on each edited copy, as they are.

The edits choose what they change by its properties, and name no paper, row or page of the owner.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from conftest import EPOCH, Site, copy_project, run_sphinx
from owner.checks import CHECKS, Entry, directives, publications_page, read_entries, read_pages, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.owner

ARTICLE = """
@article{{quenneville2031edits,
  author       = {{Quenneville, Ottoline and {owner} and Brannigan-Teague, Percival}},
  author+an    = {{1=equal; 2=equal}},
  title        = {{Edits that need no test: A year of {{CVs}}}},
  journal      = {{Gazette of Curricula}},
  year         = {{2031}},
  volume       = {{4}},
  pages        = {{7--19}},
  keywords     = {{curricula}},
  presentation = {{Oral}},
  note         = {{To appear}},
  doi          = {{10.5555/gazette.2031.7}},
  code         = {{https://example.org/code/edits}},
}}
"""
PREPRINT = """
@misc{{quenneville2030preprint,
  author       = {{{owner} and Quenneville, Ottoline}},
  title        = {{A preprint on additions}},
  year         = {{2030}},
  keywords     = {{curricula}},
  selected     = {{true}},
  eprint       = {{3012.99001}},
  eprinttype   = {{arXiv}},
}}
"""
ROW = """
```{course} Editing Curricula
:code: CUR 101
:role: Instructor
:organization: University of Additions
:start: 2031-02
:end: 2031-05

With *forty* students and [one page](publications.md).
```
"""
PAGE = """---
myst:
  html_meta:
    description: What is on the new page, which was added for a test of the owner's site.
---

# Added page

Words that are on no other page: xylograph, [publications](publications.md).
"""


def owner_in_bibtex(source: Path) -> str:
    """Return the owner's name as `Last, First`, of conf.py."""
    settings: dict[str, object] = {"__file__": str(source / "conf.py")}
    exec((source / "conf.py").read_text("utf-8"), settings)
    names = settings["cv_owner"]
    first, _, last = (names if isinstance(names, str) else names[0]).rpartition(" ")  # type: ignore[index]
    return f"{last}, {first}"


def unnamed_entry(source: Path) -> Entry:
    """Return an entry that no page names."""
    text = "".join(read_pages(source).values())
    return next(entry for entry in read_entries(source) if entry.key not in text)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8").rstrip("\n") + "\n" + text, "utf-8")


def entry_source(source: Path, key: str) -> str:
    """Return the BibTeX of an entry, with its comments."""
    text = (source / "pubs.bib").read_text("utf-8")
    found = re.search(rf"(?:^%.*\n)*^@\w+\{{{re.escape(key)},\n(?:.*\n)*?\}}\n", text, re.MULTILINE)
    assert found is not None
    return found[0]


def add_article(source: Path) -> None:
    append(source / "pubs.bib", ARTICLE.format(owner=owner_in_bibtex(source)))


def add_preprint(source: Path) -> None:
    append(source / "pubs.bib", PREPRINT.format(owner=owner_in_bibtex(source)))


def change_title(source: Path) -> None:
    old = entry_source(source, unnamed_entry(source).key)
    change(source / "pubs.bib", old, re.sub(r"(\btitle\s*= \{)", r"\1On another subject: ", old))


def change_year(source: Path) -> None:
    entry = unnamed_entry(source)
    old = entry_source(source, entry.key)
    change(source / "pubs.bib", old, re.sub(r"(\byear\s*= \{)\d{4}", rf"\g<1>{int(entry.year) - 1}", old))


def change_key(source: Path) -> None:
    key = unnamed_entry(source).key
    change(source / "pubs.bib", f"{{{key},", "{another2031key,")


def remove_paper(source: Path) -> None:
    change(source / "pubs.bib", entry_source(source, unnamed_entry(source).key), "")


def add_row(source: Path) -> None:
    page = next(name for name, text in read_pages(source).items() if name.startswith("sections/") and rows_of(text))
    append(source / f"{page}.md", ROW)


def remove_row(source: Path) -> None:
    """Remove a row of a page that has several, of a kind that it has another of."""
    for name, text in read_pages(source).items():
        rows = rows_of(text)
        if (
            len(rows) > 1
            and rows[0].name == rows[1].name
            and rows[0].options.get("kind") == rows[1].options.get("kind")
        ):
            path = source / f"{name}.md"
            written = path.read_text("utf-8")
            found = re.search(
                rf"^```\{{{rows[1].name}\}} {re.escape(rows[1].argument)}\n(?:.*\n)*?```\n", written, re.MULTILINE
            )
            assert found is not None
            path.write_text(written.replace(found[0], ""), "utf-8")
            return
    pytest.skip("no page has two rows of one kind")


def add_page(source: Path) -> None:
    (source / "sections/added.md").write_text(PAGE, "utf-8")
    change(source / "index.md", "\nsections/", "\nsections/added\nsections/")


def remove_page(source: Path) -> None:
    """Remove a page that is named in lists of pages alone, and whose rows no other page asks for."""
    pages = read_pages(source)
    asked = {kind for text in pages.values() for each in directives(text) if each.name == "entries"
             for kind in each.argument.replace(",", " ").split()}  # fmt: skip
    for name, text in pages.items():
        kinds = {row.options.get("kind", row.name) for row in rows_of(text)}
        listed = rf"^(?:- \[\]\()?{re.escape(name)}(?:\.md\))?\n"
        others = {
            other: re.sub(listed, "", found, flags=re.MULTILINE) for other, found in pages.items() if other != name
        }
        named = re.compile(rf"\b{re.escape(name.rpartition('/')[2])}(?:\.md)?[)>\n]")
        if (
            name.startswith("sections/")
            and not kinds & asked
            and not any(map(named.search, others.values()))
            and (name != publications_page(pages))
        ):
            (source / f"{name}.md").unlink()
            for other in others:
                path = source / f"{other}.md"
                path.write_text(re.sub(listed, "", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
            return
    pytest.skip("each page is named by another")


EDITS: tuple[Callable[[Path], None], ...] = (
    add_article, add_preprint, change_title, change_year, change_key, remove_paper, add_row, remove_row, add_page, remove_page,
)  # fmt: skip


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_an_edited_copy_passes_the_checks(tmp_path: Path, edit: Callable[[Path], None]) -> None:
    source = copy_project(tmp_path / "source")
    before = {path: path.read_bytes() for path in source.rglob("*.*") if path.is_file()}
    edit(source)
    assert before != {path: path.read_bytes() for path in source.rglob("*.*") if path.is_file()}
    done = run_sphinx(source, tmp_path / "html", "-n", "-W", SOURCE_DATE_EPOCH=EPOCH)
    site = Site(source, tmp_path / "html", done.stderr.splitlines())
    for check in CHECKS:
        check(site)
