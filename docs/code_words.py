"""Keys of BibTeX and biblatex, and what is printed for each, for the tables of the reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from code_names import Rows, code

from sphinx_cv.bibtex.kinds import KINDS
from sphinx_cv.model.links import ARCHIVES
from sphinx_cv.render import words
from sphinx_cv.render.people import MARKS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def entry_types() -> Rows:
    kinds = dict.fromkeys(KINDS.values())
    return {kind: (code(*(type_ for type_ in KINDS if KINDS[type_] == kind)),) for kind in kinds}


def roles_of_people() -> Rows:
    return {**{name: (f"{verb} by {{people}}",) for name, verb in words.VERBS.items()}, **printed(words.PHRASES)()}


def marks() -> Rows:
    return {name: (rf"\{sign}" if sign.isascii() else sign, meaning) for name, (sign, meaning) in MARKS.items()}


def printed(texts: Mapping[str, str]) -> Callable[[], Rows]:
    return lambda: {name: (text,) for name, text in texts.items()}


#: The headings and the rows of each table.
WORDS: dict[str, tuple[str, Callable[[], Rows]]] = {
    "entry-types": ("Kind|Entry types", entry_types),
    "marks": ("Annotation|Sign|Meaning", marks),
    "archives": ("Archive|Label|URL", lambda: {name: (label, code(url)) for name, (label, url) in ARCHIVES.items()}),
    "roles-of-people": ("Role|Words", roles_of_people),
    "relations": ("Relation|Words", printed(words.RELATIONS)),
    "genres": ("Value of `type`|Words", printed(words.GENRES)),
    "usual-genres": ("Entry type|Words", printed(words.USUAL_GENRES)),
    "countries": ("Value of `location`|Words", printed(words.COUNTRIES)),
    "seasons": ("Code|Words", lambda: {str(number): (text,) for number, text in words.DIVISIONS.items()}),
    "pagination": (
        "Value of `bookpagination`|Words",
        lambda: {name: (" / ".join(texts),) for name, texts in words.PAGES.items()},
    ),
}
