"""Checks of the values of settings: what can be used of a value, and a message for each part that cannot."""

from __future__ import annotations

import re
from collections import Counter
from os.path import normpath
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

from sphinx_cv.model.fields import READ
from sphinx_cv.model.identity import usable_people
from sphinx_cv.model.kinds import usable_kinds
from sphinx_cv.model.links import checked_url
from sphinx_cv.model.similarity import most_similar
from sphinx_cv.site.setting_values import refuse, shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_cv.site.setting_values import Checked


PAPERS = ("letter", "a4")
#: A name that is a single file everywhere, also for TeX: no folder, no option of a program, no character of TeX.
_FILE_NAME = re.compile(r"[^\W_](?:[\w.+ -]{0,98}[\w+-])?")
#: Names of devices on Windows.
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
#: Characters that TeX interprets in the name of a typeface.
_NOT_IN_TYPEFACE = re.compile(r"[\\{}$%#&^~\x00-\x1f\x7f]")
#: A longer period than 100 years is a slip.
_MOST_MONTHS = 1200
#: The characters of a URL (RFC 3986, 2) without quotes, which themes write into attributes as they are.
_URL = re.compile(r"[A-Za-z0-9.~_:/?#\[\]@!$&()*+,;=%-]+")


def _is_texts(value: object, kinds: tuple[type, ...]) -> bool:
    return isinstance(value, kinds) and all(isinstance(each, str) for each in value)  # type: ignore[attr-defined]


def check_owner(value: object) -> Checked:
    if isinstance(value, str):
        return value, []
    if _is_texts(value, (list, tuple)):
        names = [name for name in cast("list[str]", value) if name.strip()]
        if names or not value:
            return names, []
    return refuse(value, '"Ada Lovelace", or ["Ada Lovelace", "A. Lovelace"] with the variants of the name')


def check_people(value: object) -> Checked:
    if not isinstance(value, dict):
        return refuse(value, '{"Ada Lovelace": ["A. Lovelace"]}')
    return usable_people(value)


def check_kinds(value: object) -> Checked:
    return usable_kinds(value) if isinstance(value, dict) else refuse(value, '{"grant": ["amount", "number"]}')


def check_marks(value: object) -> Checked:
    """Check cv_marks; a sign of None is kept, as it removes a mark."""
    if not isinstance(value, dict):
        return refuse(value, '{"lead": ("*", "project lead")}')
    marks: dict[str, tuple[str, str] | None] = {}
    problems = []
    for name, mark in value.items():
        parts = tuple(mark) if _is_texts(mark, (list, tuple)) else ()
        if isinstance(name, str) and (mark is None or (len(parts) == 2 and all(parts))):  # noqa: PLR2004  (sign, meaning)
            marks[name] = (parts[0], parts[1]) if parts else None
        else:
            label = name if isinstance(name, str) else shown(name)
            problems.append(f'{label} has no sign and meaning: write {{"{label}": ("*", "equal contribution")}}')
    return marks, problems


def check_links(value: object) -> Checked:
    if not isinstance(value, dict):
        return refuse(value, '{"GitHub": "https://github.com/ada"}')
    links, problems = {}, []
    for label, url in value.items():
        if not isinstance(label, str) or not label.strip():
            problems.append(f'{shown(label)} is no label of a link: write {{"GitHub": "https://github.com/ada"}}')
        elif not isinstance(url, str) or checked_url(url) is None:
            problems.append(f"{label} cannot link to {shown(url)}: write a URL that begins with https://")
        else:
            links[label] = url
    return links, problems


def check_fields(value: object) -> Checked:
    """Check cv_fields: names of fields in any case, and fields that are read, or "" to leave a field out."""
    if not isinstance(value, dict):
        return refuse(value, '{"codeurl": "code"}, a name that you use and the field that it stands for')
    fields: dict[str, str] = {}
    problems = []
    for name, field in value.items():
        if not isinstance(name, str) or not name.strip():
            problems.append(f'{shown(name)} is no name of a field: write {{"codeurl": "code"}}')
        elif not isinstance(field, str) or (field and field.lower() not in READ):
            near = most_similar(field, sorted(READ)) if isinstance(field, str) else ""
            fix = f"did you mean {near}?" if near else "write a field that is read, such as journal, pdf or code"
            problems.append(f"{name} stands for {shown(field)}, which is not read: {fix}")
        else:
            fields[name.strip().lower()] = field.lower()
    return fields, problems


def check_pdfs(value: object) -> Checked:
    """Check cv_pdfs: PDFs are written and removed by these names."""
    if not isinstance(value, dict):
        return refuse(value, '{"index": "cv"}, the root page of each PDF and its file name')
    pdfs: dict[str, str] = {}
    problems = []
    for root, name in value.items():
        if not isinstance(root, str) or not root.strip():
            problems.append(
                f'{shown(root)} is no page: write {{"index": "cv"}}, the root page of each PDF and its file name'
            )
        elif not isinstance(name, str) or not _FILE_NAME.fullmatch(name) or _RESERVED.fullmatch(name):
            fix = "letters, digits, '.', '-' and '_', without a folder and .pdf"
            problems.append(f"{root} has the file name {shown(name)}, which cannot be used: write {fix}")
        elif name.casefold() in map(str.casefold, pdfs.values()):
            problems.append(f"{root} has the file name {shown(name)} of another PDF: write another name")
        else:
            pdfs[root] = name
    return pdfs, problems


def check_months(value: object) -> Checked:
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _MOST_MONTHS:
        return value, []
    return refuse(value, f"a number of months from 1 to {_MOST_MONTHS}, such as 48")


def check_paper(value: object) -> Checked:
    return (value, []) if isinstance(value, str) and value in PAPERS else refuse(value, '"letter" or "a4"')


def check_font(value: object) -> Checked:
    if isinstance(value, str) and value.strip() and not _NOT_IN_TYPEFACE.search(value):
        return value, []
    return refuse(value, 'the name of a typeface, such as "TeX Gyre Pagella"')


def check_font_fallback(value: object) -> Checked:
    if isinstance(value, str) and not _NOT_IN_TYPEFACE.search(value):
        return value, []
    return refuse(value, 'the name of an installed typeface, such as "Noto Serif CJK SC"')


def check_publication_pages(value: object) -> Checked:
    return (value, []) if isinstance(value, str) else refuse(value, '"all", "none" or a filter such as "selected"')


def check_ignored(value: object) -> Checked:
    if _is_texts(value, (list, tuple, set, frozenset)):
        return sorted(value) if isinstance(value, set | frozenset) else value, []
    return refuse(value, 'a list of findings, such as ["no_link", "pages:key2020"]')


def check_base_url(value: object) -> Checked:
    """Check Sphinx's html_baseurl, which is the start of the URLs of all pages."""
    if isinstance(value, str):
        try:
            parts = urlsplit(value)
            is_usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        except ValueError:  # such as http://[, or a port after 65535
            is_usable = False
        is_usable = not value or (is_usable and _URL.fullmatch(value) is not None)
        if is_usable:
            return value, []
    return refuse(value, 'the URL of the website, such as "https://ada.example/"')


def check_bibfiles(value: object) -> Checked:
    """Check sphinxcontrib-bibtex's bibtex_bibfiles, which must be set; one name is taken for a list of one."""
    if value is None:
        return value, []
    if _is_texts(value, (list, tuple)) and "" not in cast("list[str]", value):
        names = {normpath(name): name for name in cast("list[str]", value)}
        counts = Counter(map(normpath, cast("list[str]", value)))
        return [*names.values()], [f"{shown(name)} is there twice: remove one" for name in names if counts[name] > 1]
    usable = [value] if isinstance(value, str) and value else []
    return usable, refuse(value, 'a list of file names, such as ["pubs.bib"]')[1]


def check_encoding(value: object) -> Checked:
    """Check sphinxcontrib-bibtex's bibtex_encoding."""
    try:
        if isinstance(value, str) and isinstance(b" ".decode(value), str):
            return value, []
    except (LookupError, ValueError):  # no encoding of text
        pass
    return refuse(value, 'the encoding of the BibTeX files, such as "utf-8" or "iso-8859-1"')


#: The check of each setting.
CHECKS: dict[str, Callable[[object], Checked]] = {
    "cv_owner": check_owner,
    "cv_marks": check_marks,
    "cv_people": check_people,
    "cv_kinds": check_kinds,
    "cv_links": check_links,
    "cv_fields": check_fields,
    "cv_pdfs": check_pdfs,
    "cv_coauthor_months": check_months,
    "cv_paper": check_paper,
    "cv_font": check_font,
    "cv_font_fallback": check_font_fallback,
    "cv_publication_pages": check_publication_pages,
    "cv_check_ignore": check_ignored,
    "html_baseurl": check_base_url,
    "bibtex_bibfiles": check_bibfiles,
    "bibtex_encoding": check_encoding,
}
