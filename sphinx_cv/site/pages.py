"""The reading order of the pages, and the lists of publications on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.environment import BuildEnvironment


class PublicationList(NamedTuple):
    """A list of publications on a page."""

    #: Its number on its page, counted from 1.
    number: int
    keys: tuple[str, ...]
    numbered: bool
    #: "year" or "topic" if the list is one of several groups, else empty.
    by: str = ""
    #: A filter that adds to the keys once all pages have been read (cited_lists.py), and the files it applies to.
    filter: str = ""
    files: tuple[str, ...] = ()


def reading_order(env: BuildEnvironment) -> list[str]:
    """Return all pages: those of the table of contents in its order, then the others, sorted."""
    ordered = dict[str, None]()

    def visit(docname: str) -> None:
        if docname not in ordered:
            ordered[docname] = None
            for child in env.toctree_includes.get(docname, ()):
                visit(child)

    visit(env.config.root_doc)
    return [*ordered, *sorted(env.found_docs - ordered.keys())]


def find_canonical_lists(
    lists: Mapping[str, Iterable[PublicationList]], docnames: Iterable[str]
) -> dict[str, tuple[str, int]]:
    """Return the page and number of the canonical list of each publication, by key.

    It is the first numbered list that shows the publication, else the first list.
    """
    in_order = [(docname, each) for docname in docnames for each in lists.get(docname, ())]
    found: dict[str, tuple[str, int]] = {}
    for numbered in (True, False):
        for docname, each in in_order:
            if each.numbered is numbered:
                for key in each.keys:
                    found.setdefault(key, (docname, each.number))
    return found


def keys_by_year(lists: Iterable[PublicationList]) -> set[str]:
    """Return the keys of the publications that are listed by year."""
    return {key for each in lists if each.by == "year" for key in each.keys}
