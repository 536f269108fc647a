"""Name matching: the similarity of two names, by initials, accents, middle names, hyphens and particles."""

from __future__ import annotations

import re
from collections import defaultdict
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from sphinx_cv.model.folding import fold, spell_digraphs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_cv.model.person import Person


class Match(IntEnum):
    """The similarity of two names that may be one person's."""

    NONE = 0
    #: The same except for initials or short forms; needs a co-author in common as well.
    LOOSE = 1
    #: The same except for one initial.
    INITIAL = 2
    #: The same except for a middle name.
    MIDDLE = 3
    #: The same except for accents, periods and hyphens.
    SAME = 4


PARTICLES = frozenset(
    "al ben bin d da de del den della der des di do dos du el la le les ten ter van vom von y zu zur".split()
)
#: Given names by their short form; a short form may have several.
_SHORT = {
    "alex": "alexander alexandra alexandre",
    "andy": "andrew andreas",
    "ben": "benjamin",
    "bill": "william",
    "bob": "robert",
    "chris": "christopher christian christoph christine",
    "dan": "daniel",
    "dave": "david",
    "don": "donald",
    "ed": "edward edmund",
    "fred": "frederick alfred",
    "greg": "gregory",
    "jim": "james",
    "joe": "joseph",
    "jon": "jonathan",
    "josh": "joshua",
    "kate": "katherine",
    "ken": "kenneth",
    "liz": "elizabeth",
    "matt": "matthew",
    "max": "maximilian",
    "mike": "michael",
    "nate": "nathan nathaniel",
    "nick": "nicholas nicolas",
    "pat": "patrick patricia",
    "pete": "peter",
    "phil": "philip phillip",
    "rob": "robert",
    "ron": "ronald",
    "sam": "samuel samantha",
    "steve": "steven stephen",
    "sue": "susan",
    "tim": "timothy",
    "tom": "thomas",
    "tony": "anthony",
    "will": "william",
    "zach": "zachary",
}
#: The minimum length of a family name that is checked for typing errors.
_MIN_TYPO_LENGTH = 6


class Name:
    """A name, normalized for comparison."""

    __slots__ = ("brief", "families", "first", "given", "pieces", "size", "suffix")

    def __init__(self, person: Person) -> None:
        given = re.sub(r"(?<![^\W_])(?:[^\W\d_]\.[-\s]*)+", lambda match: match[0].replace(".", " "), person.given)
        if re.fullmatch(r"[A-Z]{2,3}", given.strip()) and not person.family.isupper():  # as in JD Lee
            given = " ".join(given.strip())
        #: The given names, hyphenated ones as one word (`wending`).
        self.given = tuple(fold(re.sub(r"(?<=\w{2})[-‐‑](?=\w)", "", given.replace("’", "").replace("'", ""))).split())
        #: The given names, hyphenated ones as two words (`wen`, `ding`).
        self.pieces = tuple(fold(given).split())
        self.first = self.given[0] if self.given else ""
        whole = " ".join(filter(None, (person.particle, person.family)))
        self.families = frozenset(_families(whole))
        self.suffix = fold(person.suffix)
        self.size = sum(map(len, self.given))
        #: A short form that most spellings of a name have in common.
        self.brief = f"{self.first[:1]} {min(self.families, default='')}"


def _families(written: str) -> Iterator[str]:
    for text in {written, spell_digraphs(written)}:
        words = fold(text).split()
        own = [word for word in words if word not in PARTICLES] or words
        yield "".join(words)
        yield "".join(own)


def typo_keys(name: Name) -> Iterator[str]:
    """Yield keys for finding typing errors: two names that differ by one letter have a key in common."""
    family = min(name.families, default="")
    if len(name.first) > 2 and len(family) >= _MIN_TYPO_LENGTH:  # noqa: PLR2004  (no initial)
        for at in range(1, len(family)):
            yield f"{name.first}|{family[:at]}*{family[at + 1 :]}"
            yield f"{name.first}|{family[:at]}*{family[at:]}"
    if len(name.first) > 2:  # noqa: PLR2004  (no initial)
        for at in range(1, len(name.first) + 1):
            yield f"{name.first[:at]}*{name.first[at + 1 :]}|{family}"
            yield f"{name.first[:at]}*{name.first[at:]}|{family}"


def candidates(names: Sequence[Name]) -> Iterator[tuple[int, int]]:
    """Yield the positions of names that `match_names` may match, in order, without comparing each with each.

    Two names that match have the first given name in common, or all of them but for hyphens, or one has its initial.
    """
    positions: dict[str, list[int]] = defaultdict(list)
    keys = [_keys(name) for name in names]
    for at, (own, _) in enumerate(keys):
        for key in own:
            positions[key].append(at)
    for at, (_, wanted) in enumerate(keys):
        found = {other for key in wanted for other in positions[key] if other > at}
        yield from ((at, other) for other in sorted(found))


def _keys(name: Name) -> tuple[set[str], set[str]]:
    """Return the keys of a name, and those of the names that it may match."""
    given = (name.given, name.pieces)
    heads = {words[0] for words in given if words}
    after = {words[1] for words in given if len(words) > 1 and len(words[0]) == 1 < len(words[1])}  # as in J. Zico
    words = {word for word in heads | after if len(word) > 1}
    words |= {full for word in words for full in _SHORT.get(word, "").split()} | {"".join(name.pieces) + "+"}
    initials = {head for head in heads if len(head) == 1}
    letters = {head[0] for head in heads}
    own = words | {f"{letter}*" for letter in letters} | {f"{initial}." for initial in initials}
    return own, words | {f"{initial}*" for initial in initials} | {f"{letter}." for letter in letters}


@lru_cache(maxsize=200_000)
def match_names(one: Name, other: Name) -> Match:
    """Compare two names that have a family name in common."""
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return Match.NONE
    if not one.given or not other.given:
        return Match.NONE
    if one.given == other.given or ("".join(one.pieces) == "".join(other.pieces) and min(one.size, other.size) > 1):
        return Match.SAME if one.size > len(one.given) or one.suffix == other.suffix else Match.LOOSE
    level = _match_given(one.given, other.given)
    if one.pieces != one.given or other.pieces != other.given:
        split_level = _match_given(one.pieces, other.pieces)
        initials = 1 in {len(one.pieces[0]), len(other.pieces[0])}
        level = max(level, split_level if initials else Match.NONE)  # W. D. may be Wen-Ding, but Wen may not
    return level


def is_compatible(one: Name, other: Name) -> bool:
    """Return whether two names may be one person's."""
    return bool(one.families & other.families) and match_names(one, other) != Match.NONE


def _match_given(one: tuple[str, ...], other: tuple[str, ...]) -> Match:
    short, long = sorted((one, other), key=lambda given: (len(given), sum(map(len, given))))
    if len(long) > len(short) and len(long[0]) == 1 < len(long[1]) and long[1] == short[0]:  # as J. Zico and Zico
        return Match.MIDDLE if _follow(short[1:], long[2:]) else Match.NONE
    first = _match_word(short[0], long[0])
    if first == Match.NONE or not _follow(short[1:], long[1:]):
        return Match.NONE
    initial = min(one, other, key=lambda given: len(given[0]))
    if first == Match.INITIAL and len(initial) > 1 and len(one) != len(other):  # as D. R. and David
        return Match.LOOSE
    return Match.MIDDLE if first == Match.INITIAL and len(short) > 1 else first


def _match_word(one: str, other: str) -> Match:
    if one == other:
        return Match.MIDDLE if len(one) > 1 else Match.LOOSE
    if len(one) == 1 or len(other) == 1:
        return Match.INITIAL if one[0] == other[0] else Match.NONE
    if other in _SHORT.get(one, "").split() or one in _SHORT.get(other, "").split():
        return Match.LOOSE
    return Match.NONE


def _follow(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Return whether the middle names `short` appear in `long` in this order, as names or initials."""
    at = 0
    for middle in short:
        while at < len(long) and not (
            middle == long[at] or (1 in {len(middle), len(long[at])} and middle[0] == long[at][0])
        ):
            at += 1
        if at == len(long):
            return False
        at += 1
    return True
