"""The search: accents are folded, and each publication and row is a result of its own.

Sphinx's index finds pages. Its words are folded here when they are indexed, and by cv-search.js (scripts/words.js) when
they are typed. searchrecords.js has the names, years, venues and topics by which cv-search.js finds publications and
rows.

The following names of Sphinx are not documented: `sphinx.search.languages`, `SearchLanguage.js_splitter_code`,
`IndexBuilder._mapping` and `_title_mapping`; in searchtools.js `_index`, `_parseQuery`, `performObjectSearch`,
`makeSearchSummary`, `htmlToText` and `status` of `Search`, and `splitQuery`, `stopwords`, `Stemmer` with `stemWord`; in
doctools.js `ngettext` (tests/site/test_private_names.py).
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.search import SearchLanguage, languages

from sphinx_cv.html.output import write_if_changed
from sphinx_cv.model.folding import fold
from sphinx_cv.model.kinds import label_of
from sphinx_cv.model.links import checked_url
from sphinx_cv.model.publication import newest_first
from sphinx_cv.render.dates import printed_date
from sphinx_cv.render.spans import printed_span
from sphinx_cv.site.domain import CVDomain
from sphinx_cv.site.urls import percent_encode_first_char

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

    from sphinx_cv.model.identity import Identities
    from sphinx_cv.model.publication import Publication
    from sphinx_cv.model.row import Row

#: Marks that no letter takes in (x̂) are part of a word.
_WORD = re.compile(r"[\w\u0300-\u036f]+")
RECORDS = "searchrecords.js"


def folded(base: type[SearchLanguage], code: str) -> type[SearchLanguage]:
    """Return a language of Sphinx's search whose words are folded, and whose numbers are words."""
    own_split = base.split is not SearchLanguage.split

    class Folded(base):  # type: ignore[misc, valid-type]
        lang = code
        folds = True
        _stems: ClassVar[dict[str, str]] = {}

        def split(self, input: str) -> list[str]:  # noqa: A002  (Sphinx's name)
            text = unicodedata.normalize("NFC", input)
            return list(super().split(text)) if own_split else _WORD.findall(text)

        def stem(self, word: str) -> str:
            if word not in self._stems:  # each is asked for on many pages
                self._stems[word] = str(super().stem(fold(word)))
            return self._stems[word]

        def word_filter(self, word: str) -> bool:
            return word.isdigit() or super().word_filter(word)

    return Folded


def add_language(app: Sphinx, config: Config) -> None:
    """Replace the site's language by one that folds."""
    code = config.html_search_language or config.language or "en"
    base = (
        languages.get(code) or languages.get(code.partition("_")[0]) or SearchLanguage
    )  # and not English, as Sphinx has it for others
    if isinstance(base, str):
        module, _, name = base.rpartition(".")
        base = getattr(import_module(module), name)
    if not getattr(base, "folds", False):  # languages are Sphinx's for all sites of a process
        app.add_search_language(folded(base, code))


def add_scripts(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if pagename == "search":
        # deferred, so that they come after Sphinx's own
        app.add_js_file(RECORDS, loading_method="defer")
        app.add_js_file("cv-search.js", loading_method="defer", **splitter_of(app.builder))


def splitter_of(builder: Builder) -> dict[str, Any]:
    """Tell cv-search.js, as an attribute of its element, when the language splits queries by JavaScript of its own."""
    indexer = getattr(builder, "indexer", None)
    return {"data-splitter": "language"} if indexer and indexer.lang.js_splitter_code else {}


def forget_removed_words(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Remove the words that no page has any more, which Sphinx keeps in an incremental build's index."""
    if (indexer := getattr(app.builder, "indexer", None)) is not None:
        for mapping in (indexer._mapping, indexer._title_mapping):  # noqa: SLF001  (there is no other way)
            for word in [word for word, docnames in mapping.items() if not docnames]:
                del mapping[word]
    return []


def write_records(app: Sphinx) -> list[tuple[str, dict[str, Any], str]]:
    """Write searchrecords.js, if its text changed, before search.html is written."""
    if getattr(app.builder, "search", False):
        domain = CVDomain.of(app.env)
        pages: dict[str, dict[str, list[str]]] = {}
        lists = domain.canonical_lists
        for publication in newest_first(domain.library.publications):
            if home := lists.get(publication.key):
                phrases = of_publication(publication, domain.identities, domain.row_awards.get(publication.key, ()))
                pages.setdefault(home[0], {})[percent_encode_first_char(domain.anchor(publication.key))] = phrases
        for row in domain.rows:
            pages.setdefault(row.docname, {})[percent_encode_first_char(row.anchor)] = of_row(row, app.config.language)
        write_if_changed(Path(app.outdir, "_static", RECORDS), as_script(pages))
    return []


def of_publication(publication: Publication, people: Identities, awards: Iterable[str]) -> list[str]:
    """Return the text below a publication in the results, then the other phrases that find it."""
    venue, year = publication.venue, publication.state or (printed_date(publication.date) if publication.date else "")
    names = [name for person in publication.everyone for name in (person.name, people.of(person).name)]
    more = [
        *map(str, publication.date.years if publication.date else ()),
        venue.name.plain if venue else "",
        publication.award,
        *awards,
    ]
    summary = " ".join(filter(None, (venue.short if venue else "", year)))
    return _distinct(summary, [*names, *more, publication.presentation, *publication.topics])


def of_row(row: Row, language: str) -> list[str]:
    """Return the same for a row. The labels that it prints are among the phrases, the names of its options are not."""
    dates = row.dates
    years = range(dates.start.year, dates.end.year + 1) if dates.start and dates.end else ()
    summary = ", ".join(filter(None, (row.organization, printed_span(row.dates, language))))
    texts = [text for text in row.extra.values() if not checked_url(text)]
    return _distinct(summary, [*map(str, years), row.role, row.location, row.code, *map(label_of, row.extra), *texts])


def _distinct(first: str, more: Iterable[str]) -> list[str]:
    return [first, *dict.fromkeys(phrase for phrase in more if phrase and f" {phrase} " not in f" {first} ")]


def as_script(pages: Mapping[str, Mapping[str, list[str]]]) -> str:
    """Return the records by page and anchor as a script: each phrase once, frequent ones under short numbers."""
    count = Counter(phrase for records in pages.values() for phrases in records.values() for phrase in phrases)
    table = sorted(count, key=lambda phrase: (-count[phrase], phrase))
    number = {phrase: index for index, phrase in enumerate(table)}
    numbered = {
        docname: {anchor: [number[phrase] for phrase in phrases] for anchor, phrases in records.items()}
        for docname, records in sorted(pages.items())
    }
    data = json.dumps({"phrases": table, "pages": numbered}, ensure_ascii=False, separators=(",", ":"))
    return f"var cvSearchRecords = {data};\n"


def setup(app: Sphinx) -> ExtensionMetadata:
    app.setup_extension("sphinx_cv.site.domain")
    app.connect("config-inited", add_language)
    app.connect("html-page-context", add_scripts)
    app.connect("html-collect-pages", forget_removed_words)
    app.connect("html-collect-pages", write_records)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
