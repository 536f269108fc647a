"""Single fields: months, dates, pages, identifiers, broken characters, leftovers of LaTeX and HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.lint.finding import Finding
from sphinx_cv.lint.names import orcid_problem
from sphinx_cv.model.dates import PartialDate
from sphinx_cv.model.links import find_doi

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinx_cv.model.publication import Publication

#: Fields that a reader reads.
VISIBLE = ("title", "subtitle", "author", "editor", "journal", "journaltitle", "booktitle", "publisher", "series", "school",
           "institution", "organization", "note", "award", "presentation", "keywords")  # fmt: skip
_MONTHS = "january february march april may june july august september october november december".split()
_SEASONS = ("spring", "summer", "autumn", "fall", "winter")
_BESIDE_MONTHS = frozenset("and to of st nd rd th early late".split())
_PAGE = r"(?:(?:[A-Za-z]+\.?)*[ .-]?[A-Za-z]?\d+(?:ff?\.?|[A-Za-z])?(?:[.:]\d+)*|[ivxlcdmIVXLCDM]+|[A-Z]\d+)"
_PAGES = re.compile(rf"{_PAGE}(?:\s*[-–—/]+\s*{_PAGE})?\+?(?:\s*\((?:\d+ pages?|\d+ pp\.?)\))?")
_ARXIV_NEW = re.compile(r"(\d\d)(\d\d)\.(\d{4,5})(?:v\d+)?")
_ARXIV_OLD = re.compile(r"[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?|\d{7}(?:v\d+)?")
_LEFT = (
    (re.compile(r"\\(?:[A-Za-z]+|['\"`^~=.])"), "a command of LaTeX"),
    (re.compile(r"(?<![A-Za-z])text(?:endash|emdash|quoteright|quoteleft|quotedbl\w*|bar|less|greater|backslash|ampersand)"
                r"|\b[A-Za-z]*(?:quoteright|textendash)\b"), "a command of LaTeX"),
    (re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|ndash|mdash|[A-Za-z]+(?:acute|grave|uml|circ|tilde|cedil)|#x?[0-9A-Fa-f]+);"), "an entity of HTML"),
    (re.compile(r"</?(?:i|b|em|sub|sup|span|p|scp|inf|mml:\w+|jats:\w+|italic|strong)(?:\s[^<>]*)?/?>", re.IGNORECASE), "a tag of HTML"),
    (re.compile(r"(?<!\$)\$[^$\s][^$]*$|^[^{]*\}|\{[^}]*$"), "a stray sign of LaTeX"),
)  # fmt: skip
#: A run of characters that UTF-8 makes when it is read as Windows-1252 or Latin-1.
_MOJIBAKE = re.compile(
    r"[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+"
)
_BROKEN = re.compile("\ufffd|[\u0080-\u009f]|ï»¿")


def check(publications: Iterable[Publication]) -> Iterator[Finding]:
    """Yield the findings in single fields."""
    for publication in publications:
        for name in VISIBLE:
            if name in publication.lines and (text := publication.text(name)):
                yield from _check_text(publication, name, text)
        for name, problem_of in _CHECKS.items():
            text = publication.text(name).strip()
            if text and name in publication.lines and (problem := problem_of(text)):
                subtype = name if name in {"pages", "month"} else "month" if name == "date" else "identifier"
                written = publication.fields[name].strip()
                yield Finding.of(publication, subtype, f"{name}: '{written}' {problem}", name)
        if problem := eprint_problem(publication):
            yield Finding.of(publication, "identifier", problem, "eprint")


def _check_text(publication: Publication, name: str, text: str) -> Iterator[Finding]:
    if problem := broken(text, names=name in {"author", "editor"}):
        yield Finding.of(publication, "mojibake", f"{name}: {problem}", name)
    elif name not in publication.undecoded and (problem := leftover(text)):
        yield Finding.of(publication, "leftover_latex", f"{name}: {problem}", name)


def broken(text: str, *, names: bool = False) -> str:
    """What of a text was read in a wrong encoding, with the mend; empty when nothing was."""
    for word in text.split() if not text.isascii() else ():
        for encoding in ("cp1252", "latin-1", "mac_roman"):
            if meant := _read_again(word, encoding):
                return f"'{word}' was read in a wrong encoding: write {meant}"
    for run in _MOJIBAKE.finditer(text):
        for encoding in ("cp1252", "latin-1"):
            try:
                meant = run[0].encode(encoding).decode()
            except UnicodeError:
                continue
            return f"'{_around(text, run)}' was read in a wrong encoding: write {meant} for {run[0]}"
    if match := _BROKEN.search(text):
        return f"'{_around(text, match)}' has a character that was lost: write it anew"
    if names and (match := re.search(r"(?<=[^\W\d_])\?(?=[^\W\d_])|[^\W\d_]*[¿¡¼½¾¶¤][^\W\d_]+", text)):
        return f"'{_around(text, match)}' has a letter that was lost: write it anew"
    return ""


def _read_again(word: str, encoding: str) -> str:
    """What a word is, if it was UTF-8 and read in this encoding; else empty."""
    try:
        meant = word.encode(encoding).decode()
    except UnicodeError:
        return ""
    sure = encoding != "mac_roman" or (len(meant) < len(word) - 1 and not re.search(r"[A-Za-z]", meant))
    return meant if len(meant) < len(word) and sure and meant.isprintable() else ""


def leftover(text: str) -> str:
    """What of a text is LaTeX or HTML that a reader would see, with the mend; empty when nothing is."""
    for pattern, what in _LEFT:
        if match := pattern.search(text):
            return f"'{_around(text, match)}' shows {what}: write what it stands for"
    return ""


def _around(text: str, match: re.Match[str]) -> str:
    start = text.rfind(" ", 0, match.start()) + 1
    end = text.find(" ", min(match.end(), match.start() + 20))
    return text[start : end if end >= 0 else len(text)]


def month_problem(written: str) -> str:
    """What is wrong with a month, with the mend; a day, two months or a season may stand there too."""
    words = re.findall(r"[^\W\d_]+|\d+", written.lower())
    numbers = [int(word) for word in words if word.isdigit()]
    names = [word for word in words if not word.isdigit() and word not in _BESIDE_MONTHS]
    if words and all(map(_month, names)) and (names or _is_month(numbers)):
        return ""
    return "is no month: write jan to dec, without braces or quotes, or 1 to 12"


def _month(name: str) -> str:
    """The month or season that a word is short for."""
    name = "sep" if name == "sept" else name
    return next((month for month in (*_MONTHS, *_SEASONS) if len(name) > 2 and month.startswith(name)), "")  # noqa: PLR2004


def _is_month(numbers: list[int]) -> bool:
    return len(numbers) <= 2 and 1 <= numbers[0] <= 12  # noqa: PLR2004  (a month, and a day or another month)


def date_problem(written: str) -> str:
    """What is wrong with a date (ISO 8601 of biblatex: `2024-05-01`, `2024-05/2024-06`, `2024?`), with the mend."""
    for part in written.split("/"):
        bare = re.sub(r"T.*$", "", part.strip().strip("?~%"))
        if (
            bare
            and bare not in {"..", "open"}
            and re.fullmatch(r"\d{4}[-\d]*", bare)
            and not re.search(r"-2[1-4]$", bare)
        ):
            try:
                PartialDate.from_iso(bare)
            except ValueError:
                return "is no date: write a day that exists, as in 2024, 2024-09 or 2024-09-01"
    return ""


def pages_problem(written: str) -> str:
    """What is wrong with pages, with the mend."""
    plain = " ".join(written.split())
    if re.match(r"(?i)(?:pp?|pages?|pgs?|S\.)[. ]", plain):
        return "says 'pages' itself: write the numbers alone, as in 12--34"
    for part in re.split(r"\s*[,;&]\s*", plain):
        if part and not _PAGES.fullmatch(part):
            return "are no pages: write them as in 12--34" if re.search(r"\d", part) else "are no pages: take them out"
    if match := re.fullmatch(r"(\d+)\s*[-–—]+\s*(\d+)", plain):
        first, last = match.groups()
        full = first[: len(first) - len(last)] + last if len(last) < len(first) else last
        if int(full) < int(first):
            return "run backwards: exchange or correct them"
    return ""


def doi_problem(written: str) -> str:
    """What is wrong with a DOI that is one by its beginning, with the mend."""
    doi = find_doi(written)
    if not doi or re.match(r"10/", doi):
        return ""  # which the build says, and a short DOI
    if len(re.split(r"[,;]?\s+", doi)) > 1:
        return "has a space in it, or is more than one DOI: write one"
    if not re.fullmatch(r"10\.\d{4,9}(?:\.\d+)*/\S+", doi):
        return "is no DOI, which has the form 10.1000/182: correct it"
    if re.search(r"[.,;:]$", doi) or (doi.endswith(")") and doi.count("(") < doi.count(")")):
        return "ends in a mark that is likely not part of the DOI: take it out"
    if arxiv := re.search(r"(?i)^10\.48550/arxiv\.(.*)", doi):
        return arxiv_problem(arxiv[1])
    return ""


def arxiv_problem(written: str) -> str:
    """What is wrong with an arXiv identifier (arxiv.org/help/arxiv_identifier), with the mend."""
    bare = re.sub(r"(?i)^(?:https?://arxiv\.org/(?:abs|pdf)/|arxiv:\s*)", "", written.strip())
    bare = re.sub(r"\.pdf$|\s*\[[\w.-]+\]$", "", bare)
    if _ARXIV_OLD.fullmatch(bare):
        return ""
    if not (match := _ARXIV_NEW.fullmatch(bare)):
        return "is no arXiv identifier, as 2312.00752 is: correct it"
    year, month, number = match.groups()
    if not 1 <= int(month) <= 12 or int(year) < 7:  # noqa: PLR2004  (the form is of April 2007)
        return f"is no arXiv identifier: it begins with a year and a month, and {year}{month} is none: correct it"
    if (len(number) == 5) != (int(year) >= 15):  # noqa: PLR2004  (five digits since 2015)
        return f"has {len(number)} digits behind the point; since 2015 there are five, and four before: correct it"
    return ""


def eprint_problem(publication: Publication) -> str:
    fields = publication.fields
    archive = (fields.get("eprinttype") or fields.get("archiveprefix") or "").lower()
    for name in ("eprint", "arxiv"):
        written = fields.get(name, "").strip()
        if (
            written
            and (name == "arxiv" or archive == "arxiv")
            and name in publication.lines
            and (problem := arxiv_problem(written))
        ):
            return f"{name}: '{written}' {problem}"
    return ""


def isbn_problem(written: str) -> str:
    """What is wrong with an ISBN (ISO 2108), with the mend; several may stand there."""
    for part in re.split(r"[,;/]\s*|\s+(?=97[89])", re.sub(r"(?i)isbn(?:-1[03])?:?|\([^)]*\)", "", written)):
        digits = [
            "0123456789X".index(digit) for digit in re.sub(r"[\s‐‑–-]", "", part).upper() if digit in "0123456789X"
        ]
        total = {
            10: sum(weight * digit for weight, digit in zip(range(10, 0, -1), digits, strict=False)) % 11,
            13: sum(digit * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10,
        }
        if total.get(len(digits)):
            return "has a wrong check digit: look for a digit that is mistyped"
    return ""


_CHECKS: dict[str, Callable[[str], str]] = {
    "month": month_problem, "date": date_problem, "pages": pages_problem, "doi": doi_problem, "isbn": isbn_problem,
    "orcid": orcid_problem,
}  # fmt: skip
