"""Clean entries: whatever a service says, one entry is written, and it is read back as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
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


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("CO<sub>2</sub> and 10<sup>6</sup> <i>E. coli</i> &amp; R&amp;D", r"{CO}\textsubscript{2} and 10\textsuperscript{6} \emph{{E}. coli} \& {R}\&{D}"),
        ("The <jats:italic>Sea</jats:italic> of <b>n</b> <scp>Waves</scp>", r"The \emph{Sea} of n Waves"),
        ("&lt;i&gt;n&lt;/i&gt; &lt; 5", r"\emph{n} < 5"),
        ("<mml:math><mml:mi>n</mml:mi></mml:math>-heptane", "n-heptane"),
        ("<mml:math><mml:msup><mml:mi>n</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>",
         "<mml:math><mml:msup><mml:mi>n</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>"),
        ("Waves of {Bell} and {b}", "Waves of {Bell} and b"),
        ("50% of <i>{x}</i>", r"50\% of x"),
    ],
)  # fmt: skip
def test_titles_keep_their_meaning(said: str, written: str) -> None:
    entry = RawEntry(
        Path("service"), 1, "misc", "x", {"title": said, "author": "Bell<sup>1</sup>, Grace", "year": "2020"}
    )
    clean = _WRITER.clean(record_of(entry))
    assert (clean.fields["title"], clean.fields["author"]) == (written, "Bell1, Grace")


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
