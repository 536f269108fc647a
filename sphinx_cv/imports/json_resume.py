"""Import of resume.json: JSON Resume, schema 1.0.0 (jsonresume.org/schema)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.imports import markdown
from sphinx_cv.imports.papers import add_paper
from sphinx_cv.imports.record import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_cv.imports.tree import Node

#: The sections of a schema 1.0.0 file.
SECTIONS = frozenset(
    "basics work volunteer education awards certificates publications skills languages interests references"
    " projects".split()
)


def find(tree: Node) -> Found:
    """Return what the file has."""
    found = Found(markup=False)  # the format has no markup
    if basics := tree.get("basics"):
        _basics(basics, found)
    for node in tree.each("work"):
        _job(node, found, "work", "Work experience", "position", "")
    for node in tree.each("volunteer"):
        _job(node, found, "volunteering", "Volunteering", "entry", "volunteer")
    for node in tree.each("education"):
        degree, area, score = node.text("studyType"), node.text("area"), node.text("score")
        title = f"{degree} in {area}" if degree and area else degree or area
        courses = ", ".join(node.texts("courses"))
        body = [markdown.escape(f"Score: {score}")] if score else []
        body += [markdown.escape(f"Courses: {courses}")] if courses else []
        _row(node, found, "education", "Education", "degree", title, node.text("institution"), body)
    for node in tree.each("awards"):
        body = markdown.paragraphs(node.text("summary"))
        _row(node, found, "honors", "Honors and awards", "award", node.text("title"), node.text("awarder"), body)
    for node in tree.each("certificates"):
        name = node.text("name")
        _row(node, found, "certificates", "Certificates", "entry", name, node.text("issuer"), (), kind="certificate")
    for node in tree.each("projects"):
        _project(node, found)
    for node in tree.each("publications"):
        _paper(node, found)
    _definitions(tree, found)
    found.left += tree.left()
    return found


def _basics(basics: Node, found: Found) -> None:
    found.owner = basics.text("name")
    found.add_link(basics, "Homepage", basics.text("url", "website"))
    for profile in basics.each("profiles"):
        found.add_link(profile, profile.text("network"), profile.text("url"))
    if email := basics.text("email"):
        found.add_link(basics, "Email", f"mailto:{email}")
    about = [markdown.escape(label)] if (label := basics.text("label")) else []
    found.add_text("about", "About", about + markdown.paragraphs(basics.text("summary")))


def _row(
    node: Node, found: Found, page: str, page_title: str, directive: str, title: str, organization: str,
    body: Sequence[str], **options: str,
) -> None:  # fmt: skip
    found.add_row(
        node, page, page_title, directive=directive, title=title, organization=organization,
        date=node.text("date"), start=node.text("startDate"), end=node.text("endDate"), url=node.text("url"), body=body,
        **options,
    )  # fmt: skip


def _job(node: Node, found: Found, page: str, page_title: str, directive: str, kind: str) -> None:
    organization = node.text("name", "organization", "company")
    parts = [node.text("description"), node.text("summary")]
    body = [block for part in parts for block in markdown.paragraphs(part)] + markdown.bullets(node.texts("highlights"))
    location, title = node.text("location"), node.text("position")
    _row(node, found, page, page_title, directive, title, organization, body, kind=kind, location=location)


def _project(node: Node, found: Found) -> None:
    body = markdown.paragraphs(node.text("description")) + markdown.bullets(node.texts("highlights"))
    if keywords := ", ".join(node.texts("keywords")):
        body.append(markdown.escape(f"Keywords: {keywords}"))
    role, name = ", ".join(node.texts("roles")), node.text("name")
    _row(node, found, "projects", "Projects", "entry", name, node.text("entity"), body, kind="project", role=role)


def _paper(node: Node, found: Found) -> None:
    title = node.text("name")
    if found.owner:
        found.guesses.append(
            (node.place, f"'{title:.60}' has no authors in this format: written with {found.owner} alone")
        )
    add_paper(
        found, node, title=title, authors=[found.owner], venue=node.text("publisher"),
        date=node.text("releaseDate"), url=node.text("url", "website"), abstract=node.text("summary"),
    )  # fmt: skip


def _definitions(tree: Node, found: Found) -> None:
    """Add the sections of names with a few words each."""
    for section, title, name, detail in (
        ("skills", "Skills", "name", "level"),
        ("languages", "Languages", "language", "fluency"),
        ("interests", "Interests", "name", ""),
        ("references", "References", "name", "reference"),
    ):
        for node in tree.each(section):
            term, words = node.text(name), [node.text(detail), ", ".join(node.texts("keywords"))]
            words = [word for word in words if word]
            blocks = (
                [markdown.definition(term, words)] if term and words else markdown.bullets(filter(None, [term, *words]))
            )
            found.add_text(section, title, blocks)
