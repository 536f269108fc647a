"""Keys for new entries, in the style of the keys that a file has already."""

from __future__ import annotations

import re
from itertools import chain, count, product
from string import ascii_lowercase
from typing import TYPE_CHECKING

from sphinx_cv.model.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from sphinx_cv.model.publication import Publication

#: Words that begin a title and are no part of a key.
_SKIPPED = frozenset("a an the on of in for and to with from by at is are la le les der die das ein eine".split())


def _family(publication: Publication) -> str:
    people = publication.people
    return _plain(people[0].family) if people else ""


def _word(publication: Publication) -> str:
    words = fold(re.sub("['’]", "", publication.title.plain)).split()
    return next((_plain(word) for word in words if word not in _SKIPPED), "")


def _plain(text: str) -> str:
    folded = "".join(fold(text).split())
    return re.sub(r"[^a-z0-9]", "", folded) or folded


def _year(publication: Publication) -> str:
    return str(publication.year) if publication.year > 0 else ""


def _of_acl(publication: Publication) -> str:
    """Return a key as the ACL Anthology has it: `gu-dao-2024-mamba`, `dao-etal-2022-flashattention`."""
    people = [_plain(person.family) for person in publication.people]
    names = [people[0], "etal"] if len(people) > 2 else people  # noqa: PLR2004  (two are both named)
    return "-".join(filter(None, (*names, _year(publication), _word(publication))))


def _of_dblp(publication: Publication) -> str:
    """Return the last part of a key as DBLP has it: `DaoFERR22`."""
    people = [person.family.replace(" ", "") for person in publication.people]
    initials = "".join(name[:1].upper() for name in people[1:])
    return "".join((_plain(people[0]).capitalize() if people else "", initials, _year(publication)[-2:]))


#: The styles: the first one is used unless more keys of a file are in another.
_STYLES: tuple[Callable[[Publication], str], ...] = (
    lambda each: f"{_family(each)}{_year(each)}{_word(each)}",
    lambda each: f"{_family(each).capitalize()}{_year(each)}{_word(each).capitalize()}",
    lambda each: f"{_family(each).capitalize()}{_year(each)}{_word(each)}",
    lambda each: f"{_family(each)}{_year(each)}",
    lambda each: f"{_family(each).capitalize()}{_year(each)}",
    lambda each: "_".join(filter(None, (_family(each), _word(each), _year(each)))),
    lambda each: "_".join(filter(None, (_family(each), _year(each), _word(each)))),
    lambda each: "_".join(filter(None, (_family(each), _year(each)))),
    lambda each: ":".join(filter(None, (_family(each).capitalize(), _year(each)))),
    lambda each: f"{_family(each)}{_word(each).capitalize()}{_year(each)}",
    _of_acl,
    _of_dblp,
)


def style_of(publications: Iterable[Publication]) -> Callable[[Publication], str]:
    """Return the function that makes a key in the style of most keys of these publications."""
    known = [(re.sub(r"(?<=\d)[a-z]$", "", each.key.rsplit("/")[-1]), each) for each in publications]
    return max(_STYLES, key=lambda style: sum(style(each) == key for key, each in known))


def free_key(wanted: str, taken: Collection[str]) -> str:
    """Return a key that is not taken, with letters at its end if it must have some; keys are taken in lower case."""
    wanted = wanted or "entry"
    letters = ("".join(each) for length in (1, 2) for each in product(ascii_lowercase, repeat=length))
    numbers = (f"-{number}" for number in count(len(taken)))
    return next(key for end in chain([""], letters, numbers) if (key := wanted + end).lower() not in taken)
