"""ORCID: the works of a person, from its public API (https://info.orcid.org/documentation/, version 3.0)."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_cv.bibtex.reading import NOT_READ
from sphinx_cv.online.fetch import FetchError
from sphinx_cv.online.identifiers import identifier_of

if TYPE_CHECKING:
    from sphinx_cv.online.fetch import Fetcher
    from sphinx_cv.online.identifiers import Identifier

BASE = "https://pub.orcid.org/v3.0"
_PAUSE = 1


class Work(NamedTuple):
    """A public work: its title and year as ORCID has them (empty if it has none), and its identifiers."""

    title: str
    year: str
    identifiers: tuple[Identifier, ...]


def fetch(orcid: str, fetcher: Fetcher, base: str = BASE) -> list[Work]:
    """Return the public works of a person, one for each group of ORCID. Raises FetchError."""
    answer = fetcher.get(f"{base.rstrip('/')}/{orcid}/works", "application/json", _PAUSE)
    try:
        return [_work(group) for group in _list(json.loads(answer.text)["group"])]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise FetchError(f"the answer of {answer.host} is no list of works: try again later") from None


def _work(group: dict[str, Any]) -> Work:
    summaries = _list(group["work-summary"])
    first = summaries[0] if summaries else {}
    pairs = [pair for each in (group, *summaries) for pair in _list(_at(each, "external-ids", "external-id"))]
    year = str(_at(first, "publication-date", "year", "value") or "")
    found = [_identifier(pair) for pair in pairs if pair.get("external-id-relationship") in {"self", None}]
    return Work(
        title=" ".join(NOT_READ.sub(" ", str(_at(first, "title", "title", "value") or "")).split()),
        year=year if re.fullmatch(r"\d{4}", year) else "",
        identifiers=tuple(dict.fromkeys(each for each in found if each)),
    )


def _identifier(pair: dict[str, Any]) -> Identifier | None:
    """Return the DOI or arXiv identifier of a pair of type and value; None for one of another type."""
    kind, value = str(pair.get("external-id-type")).lower(), str(pair.get("external-id-value") or "")
    return identifier_of(value) if kind in {"doi", "arxiv"} else None


def _at(value: Any, *names: str) -> Any:  # noqa: ANN401  (JSON)
    """Return what is at a path of names in JSON; None if a part of it is missing or null."""
    for name in names:
        value = value.get(name) if value else None
    return value


def _list(value: Any) -> list[Any]:  # noqa: ANN401  (JSON)
    if value is not None and not isinstance(value, list):
        raise TypeError
    return value or []
