"""Name lists of BibTeX fields, read as people.

pybtex splits a name (`First von Last`, `von Last, First`, `von Last, Jr, First`) before its parts are decoded, so that
braces keep an organization or a particle together.

The following names of pybtex are not documented: `split_name_list` and `split_tex_string`
(tests/site/test_private_names.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pybtex.bibtex.utils import split_name_list, split_tex_string
from pybtex.database import Person as BibtexPerson
from pybtex.exceptions import PybtexError

from sphinx_cv.model.folding import fold
from sphinx_cv.model.person import Person
from sphinx_cv.tex.decode import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: A star after a name, which marks equal contribution: Gu*, Gu$^*$, Gu\textsuperscript{*}.
_STAR = re.compile(r"\s*(?:\$\^\{?\\?(?:\*|ast)\}?\$|\\textsuperscript\{\s*\\?\*\s*\}|\{\*\}|\\?\*)")
#: A biblatex data annotation of a whole name, or (`=alphabetical`) of all names. Annotations of a part of a name
#: (`2:family=...`) are ignored.
_ANNOTATION = re.compile(r"(?:^|;)\s*(\d{0,6})\s*=\s*([^;]*)")
_ALL = -1
#: A name in biblatex's extended name format (biblatex manual, 2.3.3), which may begin with any of its keys and options:
#: family={De Sa}, given=Christopher, useprefix=true.
_EXTENDED = re.compile(r"(?i)(?:^|,)\s*(?:family|given|prefix|suffix)(?:-i)?\s*=")
_EMPTY_NAME = re.compile(r"^and\b|\band$|\band\s+and\b|,\s*(?:,|and\b|$)|(?:^|\band\s+),")
_EMPTY_NAME_MESSAGE = "a name is empty: remove the extra ' and ' or comma"
#: The least number of names that are joined by commas and `, and`.
_LIST = 3
_INITIAL = re.compile(r"\s*(?:and )?[A-Z]\.")
_ET_AL = re.compile(r"(?i)(?:,|\s+and)?\s+(?:and\s+)?et\.?\s+al\.?$")
#: Replaces a character inside braces while names are split; no file contains it.
_PLACEHOLDER = "\0"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameList:
    """The people of an author or editor field."""

    people: tuple[Person, ...] = ()
    #: Whether the field ends in `and others`.
    others: bool = False
    #: Problems with the separators of the names: one sentence each, with the fix.
    problems: tuple[str, ...] = ()
    #: Problems with the LaTeX of the names, likewise.
    latex_problems: tuple[str, ...] = ()


class NameReader:
    """A reader of name fields, which decodes each spelling of a name once."""

    def __init__(self, owner: Iterable[str]) -> None:
        self.owner = frozenset(map(fold, owner)) - {""}
        self._known: dict[str, tuple[Person, tuple[str, ...]]] = {}

    def read(self, source: str, annotations: str = "") -> NameList:
        """Read a field; `annotations` is its `author+an`, with positions from 1."""
        names, problems = _split(source)
        others = bool(names) and names[-1].lower().strip(" .") in {"others", "et al"}
        marks = _annotations(annotations)
        people, latex_problems = [], list[str]()
        for position, written in enumerate(names[:-1] if others else names, start=1):
            name = without_stars(written)
            person, found = self._person(name)
            latex_problems += found
            if not person.name:
                problems += [] if _EMPTY_NAME_MESSAGE in problems else [_EMPTY_NAME_MESSAGE]
                continue
            marked = (*marks.get(position, ()), *(("equal",) if name != written else ()))
            people.append(replace(person, marks=tuple(dict.fromkeys(marked))) if marked else person)
        if people and _ALL in marks:  # an annotation of all names is printed after the last one
            people[-1] = replace(people[-1], marks=tuple(dict.fromkeys((*people[-1].marks, *marks[_ALL]))))
        return NameList(
            people=tuple(people),
            others=others,
            problems=tuple(problems),
            latex_problems=tuple(dict.fromkeys(latex_problems)),
        )

    def _person(self, name: str) -> tuple[Person, tuple[str, ...]]:
        if name not in self._known:
            person, problems = _person(name)
            owner = fold(person.name) in self.owner or fold(person.sort_name) in self.owner
            self._known[name] = (replace(person, owner=True) if owner else person), problems
        return self._known[name]


def _is_extended(name: str) -> bool:
    """Return whether a name is written in biblatex's extended name format."""
    return "=" in name and _EXTENDED.search(_outside_braces(name)) is not None


def without_stars(source: str) -> str:
    """Return a list of names without the stars after them."""
    return _STAR.sub("", source) if "*" in source or "ast" in source else source


def _split(source: str) -> tuple[list[str], list[str]]:
    """Split a field into names; return them, and the problems with their separators."""
    source = " ".join(source.split())
    problems: list[str] = []
    if source.count("{") != source.count("}"):  # the file's fault is named where it is read
        source = source.replace("{", "").replace("}", "")
    if ";" in _outside_braces(source):
        problems.append("names are joined by ';': join them by ' and '")
        source = re.sub(r"\s*;\s*(?:and\s+|$)|\s*;\s*", " and ", _mask_in_braces(source, ";")).replace(
            _PLACEHOLDER, ";"
        )
        source = source.removesuffix(" and ")
    source = _ET_AL.sub(" and others", source)
    if _is_joined_by_commas(source):
        problems.append("names are joined by commas: join them by ' and '")
        source = re.sub(r",(?:\s+and)?\s+", " and ", _mask_in_braces(source, ",")).replace(_PLACEHOLDER, ",")
    if _EMPTY_NAME.search(_outside_braces(source, "_")):
        problems.append(_EMPTY_NAME_MESSAGE)
    names: list[str] = []
    for written in _split_at_and(source):
        name = re.sub(r"^(?:and\s+)+|\s+and$|^and$", "", written.strip()).strip(" ,")
        bare = _outside_braces(name)
        if not bare and _is_joined_by_commas(name[1:-1]) and all(map(_INITIAL.match, name[1:-1].split(","))):
            problems.append(f"'{name}' is one name, as it is in braces: join names by ' and ', without these braces")
        if " & " in bare or r" \& " in bare:
            problems.append(f"'{name}' joins names by '&': join them by ' and ', or put an organization in braces")
            names += re.split(r" \\?& ", name)
        elif _is_extended(name):  # biblatex's extended name format, family=..., given=...
            names.append(name)
        elif bare.count(",") > 2:  # noqa: PLR2004  (`von Last, Jr, First` has two)
            problems.append(f"'{name}' has too many commas for one name: join names by ' and '")
            names += name.split(",")
        else:
            names.append(name)
    return [name for name in map(str.strip, names) if name], problems


def split_list(source: str) -> list[str]:
    """Split a list at each `and` outside braces; the last item may be `others`."""
    return [item for item in map(str.strip, _split_at_and(source)) if item]


def _is_joined_by_commas(source: str) -> bool:
    """Return whether three names or more, each of several words, are joined as in `Ann Ng, Bo Ito, and C. Ray`."""
    if ", and " not in source:
        return False
    before, comma, last = _outside_braces(source, "_").rpartition(", and ")
    names = [*before.split(","), last]
    return (
        bool(comma)
        and len(names) >= _LIST
        and " and " not in before
        and all(re.search(r"\S .*\S|_", name) for name in names)
    )


def _split_at_and(source: str) -> list[str]:
    try:
        return list(split_name_list(source))
    except PybtexError:  # braces nested too deeply
        return source.split(" and ")


def _mask_in_braces(text: str, char: str) -> str:
    depth, kept = 0, []
    for each in text:
        depth += (each == "{") - (each == "}")
        kept.append(_PLACEHOLDER if depth > 0 and each == char else each)
    return "".join(kept)


def _outside_braces(text: str, group: str = "") -> str:
    """Return a text with each group of braces replaced by `group`."""
    if "{" not in text and "}" not in text:
        return text
    depth, kept = 0, []
    for char in text:
        depth += (char == "{") - (char == "}")
        if not depth:
            kept.append(group if char == "}" else char)
    return "".join(kept)


def _person(name: str) -> tuple[Person, tuple[str, ...]]:
    problems: list[str] = []

    def text(parts: list[str]) -> str:
        rich, found = decode(" ".join(parts))
        problems.extend(found)
        return " ".join(rich.plain.replace("\u00a0", " ").split())

    if _is_extended(name):
        split = (part.partition("=") for part in split_tex_string(name, ","))
        parts = {part.strip().lower(): _unquoted(value.strip()) for part, _, value in split}
        family = text([parts.get("family", "")]) or name
        given, particle, suffix = (text([parts.get(part, "")]) for part in ("given", "prefix", "suffix"))
        return Person(given=given, particle=particle, family=family, suffix=suffix), tuple(dict.fromkeys(problems))
    # pybtex splits at spaces outside braces; a tie (~) counts as a space
    try:
        split = BibtexPerson(re.sub(r"(?<!\\)~", " ", name))
    except PybtexError:
        return Person(family=text([name]) or name), tuple(dict.fromkeys(problems))
    given = text([*split.first_names, *split.middle_names])
    particle, family, suffix = text(split.prelast_names), text(split.last_names), text(split.lineage_names)
    if not family:
        given, family = "", given or particle or text([name])
    return Person(given=given, particle=particle, family=family, suffix=suffix), tuple(dict.fromkeys(problems))


def _unquoted(value: str) -> str:
    """Return a value without the quotation marks or braces around it."""
    for opening, closing in ('""', "{}"):
        if len(value) > 1 and value.startswith(opening) and value.endswith(closing):
            return value[1:-1]
    return value


def _annotations(source: str) -> Mapping[int, tuple[str, ...]]:
    """Return biblatex's data annotations by position; those of all names are at _ALL.

    For instance, `1=equal; 2=equal, corresponding`.
    """
    marks: dict[int, tuple[str, ...]] = {}
    for position, values in _ANNOTATION.findall(source):
        marks[int(position or _ALL)] = tuple(filter(None, (value.strip(' "') for value in values.split(","))))
    return marks
