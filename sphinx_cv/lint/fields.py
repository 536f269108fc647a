"""Fields: months, dates, pages, identifiers and text.

The functions `*_problem` return the problem with a value, with its fix, or an empty string.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.lint.finding import Finding
from sphinx_cv.lint.names import orcid_problem
from sphinx_cv.lint.text import broken, leftover
from sphinx_cv.model.links import find_doi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinx_cv.model.publication import Publication

#: Fields whose text is printed.
VISIBLE = tuple(
    "title subtitle titleaddon author editor translator journal journaltitle booktitle booksubtitle maintitle"
    " eventtitle venue publisher series school institution organization howpublished note award presentation"
    " keywords".split()
)
_MONTHS = "january february march april may june july august september october november december".split()
_SEASONS = ("spring", "summer", "autumn", "fall", "winter")
#: Words that may accompany a month.
_MONTH_WORDS = frozenset("and to of st nd rd th early late".split())
#: The words before a page number are possessive: a long word without a number would take exponential time otherwise.
_PAGE = (
    r"(?:(?:[A-Za-z]++(?:\.[A-Za-z]++)*+\.?+)?+[ .-]?[A-Za-z]?\d+(?:ff?\.?|[A-Za-z])?(?:[.:]\d+)*|[ivxlcdmIVXLCDM]+)"
)
_PAGES = re.compile(rf"{_PAGE}(?:\s*[-–—/]+\s*{_PAGE})?\+?(?:\s*\((?:\d+ pages?|\d+ pp\.?)\))?")
#: Longer numbers are no months.
_MOST_DIGITS = 4
#: Longer values are neither dates, pages nor identifiers, and not checked further.
_LONGEST = 1_000
_ARXIV_NEW = re.compile(r"(\d\d)(\d\d)\.(\d{4,5})(?:v\d+)?")
_ARXIV_OLD = re.compile(r"[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?|\d{7}(?:v\d+)?")


def check(publications: Iterable[Publication]) -> Iterator[Finding]:
    """Yield the findings in single fields."""
    for publication in publications:
        for name in VISIBLE:
            if name in publication.lines and (text := publication.text(name)):
                yield from _check_text(publication, name, text)
        for name, problem_of in _CHECKS.items():
            text = publication.text(name).strip()
            if text and name in publication.lines and (problem := _too_long(text) or problem_of(text)):
                subtype = name if name in {"pages", "month"} else "identifier"
                written = _shortened(publication.fields[name].strip())
                yield Finding.of(publication, subtype, f"{name}: '{written}' {problem}", name)
        if problem := eprint_problem(publication):
            yield Finding.of(publication, "identifier", problem, "eprint")


def _check_text(publication: Publication, name: str, text: str) -> Iterator[Finding]:
    if problem := broken(text, names=name in {"author", "editor"}):
        yield Finding.of(publication, "mojibake", f"{name}: {problem}", name)
    elif name not in publication.undecoded and (problem := leftover(text)):
        yield Finding.of(publication, "leftover_latex", f"{name}: {problem}", name)


def _too_long(text: str) -> str:
    return f"has more than {_LONGEST} characters: correct it" if len(text) > _LONGEST else ""


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:60]}…"


def month_problem(written: str) -> str:
    """Return the problem with a month; a day, two months and a season are allowed."""
    words = re.findall(r"[^\W\d_]+|\d+", written.lower())
    numbers = [word for word in words if word.isdecimal()]
    names = [word for word in words if not word.isdecimal() and word not in _MONTH_WORDS]
    if words and all(map(_month, names)) and (names or _is_month(numbers)):
        return ""
    return "is not a month: write jan to dec, without braces or quotes, or 1 to 12"


def _month(name: str) -> str:
    """Return the month or season that a word abbreviates; empty if there is none."""
    name = "sep" if name == "sept" else name
    return next((month for month in (*_MONTHS, *_SEASONS) if len(name) > 2 and month.startswith(name)), "")  # noqa: PLR2004


def _is_month(numbers: list[str]) -> bool:
    """Return whether the first number is a month; a day or another month may follow."""
    return 1 <= len(numbers) <= 2 and len(numbers[0]) <= _MOST_DIGITS and 1 <= int(numbers[0]) <= 12  # noqa: PLR2004


def pages_problem(written: str) -> str:
    """Return the problem with pages."""
    plain = " ".join(written.split())
    if re.match(r"(?i)(?:pp?|pages?|pgs?|S\.)[. ]", plain):
        return "contains the word 'pages': write only the numbers, as in 12--34"
    for part in re.split(r"\s*[,;&]\s*", plain):
        if part and not _PAGES.fullmatch(part):
            return "are not pages: write them as in 12--34" if re.search(r"\d", part) else "are not pages: remove them"
    if match := re.fullmatch(r"(\d+)\s*[-–—]+\s*(\d+)", plain):
        first, last = match.groups()
        full = first[: len(first) - len(last)] + last if len(last) < len(first) else last
        if _is_less(full, first):
            return "are in the wrong order: swap or correct them"
    return ""


def _is_less(one: str, other: str) -> bool:
    """Compare two numbers; Python does not convert thousands of digits."""
    one, other = one.lstrip("0"), other.lstrip("0")
    return (len(one), one) < (len(other), other)


def doi_problem(written: str) -> str:
    """Return the problem with a DOI; text that does not begin like a DOI is reported by the build."""
    doi = find_doi(written)
    if not doi or re.match(r"10/", doi):
        return ""  # the build reports the first; the second is a short DOI
    if len(re.split(r"[,;]?\s+", doi)) > 1:
        return "contains a space, or is more than one DOI: write one"
    if not re.fullmatch(r"10\.\d{4,9}(?:\.\d+)*/\S+", doi):
        return "is not a DOI, which has the form 10.1000/182: correct it"
    if re.search(r"[.,;:]$", doi) or (doi.endswith(")") and doi.count("(") < doi.count(")")):
        return "ends with a character that is likely not part of the DOI: remove it"
    if arxiv := re.search(r"(?i)^10\.48550/arxiv\.(.*)", doi):
        return arxiv_problem(arxiv[1])
    return ""


def arxiv_problem(written: str) -> str:
    """Return the problem with an arXiv identifier (arxiv.org/help/arxiv_identifier)."""
    bare = re.sub(r"(?i)^(?:https?://arxiv\.org/(?:abs|pdf)/|arxiv:\s*)", "", written.strip())
    bare = re.sub(r"\.pdf$|\s*\[[\w.-]+\]$", "", bare)
    if _ARXIV_OLD.fullmatch(bare):
        return ""
    if not (match := _ARXIV_NEW.fullmatch(bare)):
        return "is not an arXiv identifier such as 2312.00752: correct it"
    year, month, number = match.groups()
    if not 1 <= int(month) <= 12 or int(year) < 7:  # noqa: PLR2004  (in use since April 2007)
        return (
            f"is not an arXiv identifier: it begins with a year and a month, and {year}{month} is not valid: correct it"
        )
    if (len(number) == 5) != (int(year) >= 15):  # noqa: PLR2004  (five digits since 2015)
        return f"has {len(number)} digits after the point; since 2015 there are five, before that four: correct it"
    return ""


def eprint_problem(publication: Publication) -> str:
    """Return the problem with the arXiv identifier of an entry."""
    fields = publication.fields
    archive = (fields.get("eprinttype") or fields.get("archiveprefix") or "").lower()
    for name in ("eprint", "arxiv"):
        written = fields.get(name, "").strip()
        is_arxiv = "arxiv" in {name, archive} and name in publication.lines
        if written and is_arxiv and (problem := _too_long(written) or arxiv_problem(written)):
            return f"{name}: '{_shortened(written)}' {problem}"
    return ""


def isbn_problem(written: str) -> str:
    """Return the problem with an ISBN (ISO 2108); several are allowed."""
    for part in re.split(r"[,;/]\s*|\s+(?=97[89])", re.sub(r"(?i)isbn(?:-1[03])?:?|\([^)]*\)", "", written)):
        bare = re.sub(r"[\s‐‑–-]", "", part).upper()
        digits = ["0123456789X".index(digit) for digit in bare if digit in "0123456789X"]
        total = {
            10: sum(weight * digit for weight, digit in zip(range(10, 0, -1), digits, strict=False)) % 11,
            13: sum(digit * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10,
        }
        if total.get(len(digits)):
            return "has a wrong check digit: look for a mistyped digit"
    return ""


_CHECKS: dict[str, Callable[[str], str]] = {
    "month": month_problem,
    "pages": pages_problem,
    "doi": doi_problem,
    "isbn": isbn_problem,
    "orcid": orcid_problem,
}
