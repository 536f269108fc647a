"""People of an entry with other roles than that of the people named first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.model.person import Contribution

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sphinx_cv.bibtex.names import NameList

#: Fields of names whose role is another field, and that field: biblatex's editora may be a compiler.
TYPED_FIELDS = {"editora": "editoratype", "editorb": "editorbtype", "editorc": "editorctype"}
#: Fields of names, and their role. Reference managers add those that biblatex does not have.
ROLES = {
    "translator": "translator",
    "commentator": "commentator",
    "annotator": "annotator",
    "introduction": "introduction",
    "foreword": "foreword",
    "afterword": "afterword",
    "holder": "holder",
    "assignee": "holder",
    "collaborator": "collaborator",
    "director": "director",
    "narrator": "narrator",
    "execproducer": "producer",
    "with": "with",
}


def read_contributions(
    fields: Mapping[str, str], names_of: Callable[[str], NameList], authors: NameList, editors: NameList
) -> tuple[Contribution, ...]:
    """Return the contributions in the order in which they are printed; editors without authors are none."""
    found = list(_contributions(fields, names_of))
    if authors.people and editors.people:
        found.insert(0, Contribution(editor_role(fields), editors.people, editors.others))
    if fields.get("bookauthor") and (book := names_of("bookauthor")).people and book.people != authors.people:
        found.insert(0, Contribution("author", book.people, book.others))
    return tuple(found)


def editor_role(fields: Mapping[str, str], name: str = "editortype") -> str:
    """Return the role of editors."""
    return fields.get(name, "").strip().lower() or "editor"


def _contributions(fields: Mapping[str, str], names_of: Callable[[str], NameList]) -> Iterator[Contribution]:
    for name, typed_by in TYPED_FIELDS.items():
        if fields.get(name) and (found := names_of(name)).people:
            yield Contribution(editor_role(fields, typed_by), found.people, found.others)
    for name, role in ROLES.items():
        if fields.get(name) and (found := names_of(name)).people:
            yield Contribution(role, found.people, found.others)
