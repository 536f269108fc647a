"""Clean entries: whatever a service says, one entry is written, and it is read back as it was."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sphinx_cv.bibtex import reading
from sphinx_cv.bibtex.records import RawEntry
from sphinx_cv.export.bibtex import bibtex
from sphinx_cv.online.entry import EntryWriter, record_of
from sphinx_cv.online.fetch import FetchError

#: Pieces of text that mean something to BibTeX, LaTeX, HTML or a terminal.
_PIECES = [
    "a", "Bell, ", " and ", "DNA", "{", "}", "\\", "\\input{x}", "$", "$x^2$", "%", "&", "&amp;", "&#123;", "#", "_", "^", "~", '"', "\n", "\n@book{b,",
    "\n@string{x=1}", ",", ";", "=", "--", "<i>", "<", "–", "\x1b[31m", "\u202e", "\x00", "é", "10.5555/x", "2401.00001", "https://e.org/", "javascript:x", "2020", "jan",
]  # fmt: skip
_TEXT = st.lists(st.sampled_from(_PIECES), max_size=8).map("".join)
_FIELDS = ("title author editor journal booktitle publisher year month date pages volume doi url eprint archiveprefix"
           " primaryclass note series translator eid").split()  # fmt: skip
_WRITER = EntryWriter(())


@given(st.dictionaries(st.sampled_from(_FIELDS), _TEXT, max_size=8))
def test_whatever_a_service_says_is_one_entry_without_commands(values: dict[str, str]) -> None:
    fields = {"title": "T", "author": "Bell, Grace", "year": "2020", **values}
    try:
        clean = _WRITER.clean(record_of(RawEntry(Path("service"), 1, "article", "x", fields)))
    except FetchError:
        return
    before = "@misc{before, title = {B}}\n"
    text = f"{before}\n{bibtex(clean).replace('{,', '{new,', 1)}"
    file = reading.parse(text, Path("pubs.bib"))
    assert ([each.key for each in file.entries], file.faults) == (["before", "new"], [])
    read = record_of(file.entries[1])
    assert read.title.plain.split() == clean.title.plain.split()
    assert "\\input" not in text
