"""Papers of academic websites, each of which is the front matter of a page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_cv.imports import markdown
from sphinx_cv.imports.papers import add_paper

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_cv.imports.record import Found
    from sphinx_cv.imports.tree import Node

#: The entry types of academicpages' categories, of HugoBlox' numbers, and of the types of CSL.
_TYPES = {
    "manuscripts": "article", "conferences": "inproceedings", "books": "book",
    "1": "inproceedings", "2": "article", "3": "misc", "4": "techreport", "5": "book", "6": "incollection",
    "7": "phdthesis", "8": "patent",
    "paper-conference": "inproceedings", "article-journal": "article", "article": "misc", "report": "techreport",
    "book": "book", "chapter": "incollection", "thesis": "phdthesis", "patent": "patent", "manuscript": "misc",
}  # fmt: skip
_LINKS = {"pdf": "pdf", "code": "code", "slides": "slides", "video": "video", "poster": "poster"}
#: What ends the authors of a citation.
_AFTER_AUTHORS = re.compile(r"[\s.,]{0,5}(?:\(\s*\d{4}|[\"“”]|\b\d{4}\b)")
_INITIALS = re.compile(r"(?:[A-Z]\.?[\s-]?){1,4}")


def add_paper_page(path: Path, tree: Node, body: str, found: Found, people: dict[str, str]) -> None:
    """Add the paper of a page; `people` are the names of those who have a page, by its folder."""
    title = markdown.without_tags(tree.text("title"))
    types = tree.texts("publication_types") or [tree.text("category")]
    venue = markdown.plain(markdown.without_tags(tree.text("venue", "publication", "publication_short")))
    ids = (hugoblox.get("ids") if (hugoblox := tree.get("hugoblox")) else None) or tree
    links = {field: tree.text(f"url_{name}", f"{name}url") for name, field in _LINKS.items()}
    links["pdf"] = links["pdf"] or tree.text("paperurl")
    for link in tree.each("links"):
        kind = link.get("type") or link.get("name")
        if kind and isinstance(kind.value, str) and (name := _LINKS.get(kind.value.lower())):
            kind.taken = True
            links[name] = links[name] or link.text("url")
    abstract = markdown.without_tags(tree.text("abstract", "excerpt", "summary"))
    if text := " ".join(markdown.plain(markdown.without_tags(body)).split()):
        if abstract:
            found.left.append((str(path), f"its text: {text}"))
        else:
            found.guesses.append((str(path), "its text is written as the abstract"))
            abstract = text
    featured = tree.get("featured")
    add_paper(
        found, tree, title=title, authors=_authors(tree, found, people, title), date=tree.text("date", "year"),
        venue=re.sub(r"^In:? (?=\S)", "", venue).rstrip(".,"), type_=_TYPES.get(types[0].lower(), "") if types else "",
        doi=ids.text("doi") or tree.text("doi"), arxiv=ids.text("arxiv"),
        url=tree.text("link", "external_link", "url"), abstract=abstract,
        keywords=", ".join(tag.replace(",", "") for tag in tree.texts("tags")),
        selected="true" if featured and featured.take().lower() == "true" else "", **links,
    )  # fmt: skip


def _authors(tree: Node, found: Found, people: dict[str, str], title: str) -> list[str]:
    if authors := tree.texts("authors") or tree.texts("author"):
        return [people.get(name, name) for name in authors]
    citation = tree.get("citation")
    names = names_of(citation.value) if citation and isinstance(citation.value, str) else []
    if names:
        found.guesses.append((tree.place, f"'{title:.60}': the authors {'; '.join(names)} are read from its citation"))
    elif found.owner:
        found.guesses.append((tree.place, f"'{title:.60}' names no authors: written with {found.owner} alone"))
    return names or ([found.owner] if found.owner else [])


def names_of(citation: str) -> list[str]:
    """Return the authors at the start of a citation; none if they cannot be told apart."""
    text = " ".join(markdown.plain(markdown.without_tags(citation)).split())
    end = _AFTER_AUTHORS.search(text)
    text = text[: end.start()] if end else ""
    if not text:
        return []
    text = re.sub(r",?\s+(?:and|&)\s+", ", " if ";" not in text else "; ", text)
    parts = [part.strip() for part in re.split(r"[;]" if ";" in text else r",", text) if part.strip()]
    if ";" in text or all(" " in part and not _INITIALS.fullmatch(part) for part in parts):
        return parts
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    if len(parts) % 2 == 0 and all(_INITIALS.fullmatch(given) or len(parts) == 2 for _, given in pairs):  # noqa: PLR2004
        return [re.sub(r"\b([A-Z])$", r"\1.", f"{family}, {given}") for family, given in pairs]
    return []
