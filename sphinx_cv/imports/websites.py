"""Import of academic websites by their front matter: academicpages (Jekyll) and HugoBlox (Hugo).

FILE is one page, or the folder of a site or of a part of it.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_cv.bibtex.records import UnreadableError
from sphinx_cv.imports import markdown
from sphinx_cv.imports.pages import file_name
from sphinx_cv.imports.record import Found
from sphinx_cv.imports.tree import from_yaml, front_matter, read
from sphinx_cv.imports.website_papers import add_paper_page
from sphinx_cv.imports.website_people import add_config, add_person

if TYPE_CHECKING:
    from sphinx_cv.imports.tree import Node

#: The number of pages of a site.
_MOST_PAGES = 5_000
#: Folders of a site that have no content.
_SKIPPED = frozenset("node_modules _site public themes assets static layouts _includes _layouts _sass".split())
#: The folders and collections of each kind of page.
_KINDS = {
    "paper": "publication publications",
    "talk": "talk talks event events",
    "course": "teaching",
    "project": "portfolio project projects",
}
_KIND_OF = {name: kind for kind, names in _KINDS.items() for name in names.split()}
#: What is of the old site alone, and tells nothing about the work.
_TECHNICAL = frozenset(
    "collection permalink layout publishDate publish_date lastmod image featured projects draft share profile"
    " cms_exclude superuser highlight_name weight redirect_from author_profile math show_date event_all_day all_day"
    " slug view header classes toc comments read_time related schema is_owner cascade build type categories".split()
)
_COMMAND = re.compile(r"\{%[^\n]{0,200}?%\}|\{\{[^\n]{0,200}?\}\}")
_UNDERLINED = re.compile(r"^(\S.*)\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,3}[ \t]+(\S.*)$", re.MULTILINE)


class Page(NamedTuple):
    """A page: its front matter, or the whole of a YAML file, and the text below."""

    path: Path
    tree: Node
    body: str


def find(path: Path) -> tuple[Found, list[Path]]:
    """Return what a page or the pages of a folder have, and the BibTeX files to read in place of some pages."""
    found, bibs, people = Found(), list[Path](), dict[str, str]()
    pages = list(map(_read, _paths(path)))
    for page in pages:
        if page.path.name == "_config.yml":
            add_config(page.tree, found)
        elif is_person(page.path):
            add_person(page.path, page.tree, page.body, found, people)
    for page in pages:
        if page.path.suffix == ".md" and not is_person(page.path):
            _add(page, found, people, bibs)
    _note_left(path, pages, found)
    return found, bibs


def _note_left(path: Path, pages: list[Page], found: Found) -> None:
    """Note the fields that were not taken: those that only concern the old site in one line."""
    technical = Counter[str]()
    for page in pages:
        if isinstance(page.tree.value, dict):
            for name in _TECHNICAL & page.tree.value.keys():
                technical[name] += any(page.tree.value.pop(name).left())
        found.left += page.tree.left()
    if names := ", ".join(f"{name} ({number})" for name, number in sorted(technical.items()) if number):
        found.left.append((str(path), f"fields that concern the old site alone: {names}"))


def _paths(path: Path) -> list[Path]:
    """Return the pages and the YAML files to read."""
    if not path.is_dir():
        return [path]
    found = []
    for each in sorted([*path.rglob("*.md"), *path.rglob("*.y*ml")]):
        folders = each.relative_to(path).parts
        is_content = each.suffix == ".md" or each.name == "_config.yml" or is_person(each)
        if is_content and each.is_file() and not any(part.startswith(".") or part in _SKIPPED for part in folders):
            found.append(each)
    if len(found) > _MOST_PAGES:
        raise UnreadableError(path, 0, f"has more than {_MOST_PAGES:,} pages: name the folder of the publications")
    if not found:
        raise UnreadableError(path, 0, "has no page (*.md): name the folder of the site, or of its publications")
    return found


def _read(path: Path) -> Page:
    text = read(path)
    if path.suffix != ".md":
        return Page(path, from_yaml(text, path), "")
    return Page(path, *front_matter(text, path))


def is_person(path: Path) -> bool:
    """Return whether a file is about a person: authors/admin/_index.md or data/authors/me.yaml."""
    folders = path.parts[:-1]
    in_folder = len(folders) > 1 and folders[-2] in {"authors", "author"} and path.name == "_index.md"
    return in_folder or (folders[-1:] == ("authors",) and path.suffix in {".yaml", ".yml"})


def _kind(page: Page) -> str:
    names = [page.tree.text("collection"), *(folder.lstrip("_") for folder in reversed(page.path.parts[:-1]))]
    kind = next((_KIND_OF[name] for name in names if name in _KIND_OF), "")
    if not kind and page.tree.get("publication_types"):
        return "paper"
    return "cv" if not kind and "cv" in {page.path.stem, page.tree.text("permalink").strip("/")} else kind


def _add(page: Page, found: Found, people: dict[str, str], bibs: list[Path]) -> None:
    kind, tree = _kind(page), page.tree
    cite = page.path.with_name("cite.bib")
    if page.path.name == "_index.md" or (not tree.get("title") and kind != "cv"):
        _leave(page, found, "a page that lists others, or has no title in its front matter, is not read")
    elif tree.text("draft") == "true":
        _leave(page, found, "a draft is not read")
    elif kind == "paper" and page.path.name == "index.md" and cite.is_file():
        bibs.append(cite)
        _leave(page, found, f"{cite.name} beside it is read in its place")
    elif kind == "paper":
        add_paper_page(page.path, tree, page.body, found, people)
    elif kind == "cv":
        _add_cv(page, found)
    elif kind:
        _add_row(page, found, kind)
    else:
        _leave(page, found, f"the page '{tree.text('title')}' is of no known kind")


def _leave(page: Page, found: Found, why: str) -> None:
    found.left.append((str(page.path), why))
    page.tree.value = {}


def _add_row(page: Page, found: Found, kind: str) -> None:
    """Add a talk, a course or a project."""
    tree, text = page.tree, _without_liquid(page, found)
    title, venue = markdown.without_tags(tree.text("title")), tree.text("venue", "event", "event_name")
    body = markdown.paragraphs(markdown.without_tags(tree.text("abstract", "summary", "excerpt")), markup=True)
    names = {"talk": ("talks", "Talks"), "course": ("teaching", "Teaching"), "project": ("projects", "Projects")}[kind]
    found.add_row(
        tree, *names, directive="course" if kind == "course" else "entry", kind="" if kind == "course" else kind,
        title=title, organization=markdown.without_tags(venue), role=tree.text("type"), location=tree.text("location"),
        date=tree.text("event_start", "date") or tree.text("date"),
        url=tree.text("link", "event_url", "external_link", "url", "paperurl") or _first_link(tree),
        body=body + markdown.page(text),
    )  # fmt: skip


def _first_link(tree: Node) -> str:
    return next((url for link in tree.each("links") if (url := link.text("url"))), "")


def _without_liquid(page: Page, found: Found) -> str:
    """Return the text of a page without commands of Jekyll and Hugo, which are left."""
    found.left += [(str(page.path), command[0]) for command in _COMMAND.finditer(page.body)]
    return _COMMAND.sub("", page.body)


def _add_cv(page: Page, found: Found) -> None:
    """Add the sections of a page that is a whole CV, as text."""
    body = _UNDERLINED.sub(r"# \1", _without_liquid(page, found))
    before, *parts = _HEADING.split(body)
    found.add_text("about", "About", markdown.page(before))
    for title, text in zip(parts[::2], parts[1::2], strict=True):
        heading = markdown.plain(markdown.without_tags(title)).rstrip("# ")
        if blocks := markdown.page(text):
            found.guesses.append(
                (str(page.path), f"the section '{heading}' is written as text: make rows of its lines")
            )
            found.add_text(file_name(heading), heading, blocks)
    page.tree.text("title")
