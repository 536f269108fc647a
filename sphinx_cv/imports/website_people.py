"""The owner of an academic website: _config.yml of academicpages, the author pages of HugoBlox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.imports import markdown

if TYPE_CHECKING:
    from pathlib import Path

    from sphinx_cv.imports.record import Found
    from sphinx_cv.imports.tree import Node

#: The links of an academicpages site, and the start of the URL where a name is enough.
_CONFIG_LINKS = {
    "uri": ("Homepage", ""),
    "googlescholar": ("Google Scholar", ""),
    "orcid": ("ORCID", "https://orcid.org/"),
    "github": ("GitHub", "https://github.com/"),
    "linkedin": ("LinkedIn", "https://www.linkedin.com/in/"),
    "twitter": ("X", "https://x.com/"),
    "researchgate": ("ResearchGate", "https://www.researchgate.net/profile/"),
    "bluesky": ("Bluesky", "https://bsky.app/profile/"),
    "pubmed": ("PubMed", ""),
    "arxiv": ("arXiv", ""),
}
#: The labels of links that have an icon of this name.
_LABELS = {
    **{label.lower(): label for label, _ in _CONFIG_LINKS.values()},
    "graduation cap": "Google Scholar",
    "envelope": "Email",
    "at symbol": "Email",
}
#: The folders of the owner's page.
_OWNERS = frozenset({"admin", "me"})


def add_config(tree: Node, found: Found) -> None:
    """Add the owner of an academicpages site."""
    author = tree.get("author")
    if author is None or not isinstance(author.value, dict):
        return
    found.owner = author.text("name") or found.owner
    for name, (label, start) in _CONFIG_LINKS.items():
        if written := author.text(name):
            found.add_link(author, label, written if "/" in written else start + written)
    if email := author.text("email"):
        found.add_link(author, "Email", f"mailto:{email}")
    found.add_text("about", "About", markdown.paragraphs(author.text("bio")))
    found.left += author.left()
    found.left.append((tree.place, "the other settings of the old site"))
    tree.value = {}


def add_person(path: Path, tree: Node, body: str, found: Found, people: dict[str, str]) -> None:
    """Add a person who has a page: to the names, and if this is the owner, all of it."""
    name = (display.text("display") if (display := tree.get("name")) else "") or tree.text("title", "name")
    slug = tree.text("slug") or (path.parent.name if path.suffix == ".md" else path.stem)
    if name:
        people[slug] = name
    is_owner = slug in _OWNERS or "true" in {tree.text("superuser"), tree.text("is_owner")}
    if not is_owner:
        if name:
            found.left.append((str(path), f"the page of another person, {name}"))
        tree.value = {}
        return
    found.owner = found.owner or name
    for link in [*tree.each("social"), *tree.each("links"), *tree.each("profiles")]:
        link.text("icon_pack")
        icon = link.text("icon").rpartition("/")[2].replace("-", " ")
        found.add_link(link, link.text("label") or _LABELS.get(icon, icon.title()), link.text("link", "url"))
    if email := tree.text("email"):
        found.add_link(tree, "Email", f"mailto:{email}")
    role, places = tree.text("role"), [*tree.each("organizations"), *tree.each("affiliations")]
    for place in places:
        found.add_row(
            place, "work", "Work experience", directive="position", title=role, organization=place.text("name"),
            end="present", url=place.text("url"),
        )  # fmt: skip
    _rows(tree, found)
    text = markdown.paragraphs(tree.text("bio")) or ([] if places else markdown.paragraphs(role))
    found.add_text("about", "About", [*text, *markdown.page(body)])
    found.add_text("interests", "Interests", markdown.bullets(tree.texts("interests")))


def _rows(tree: Node, found: Found) -> None:
    education = tree.get("education")
    nested = [each for name in ("courses", "items") if education for each in education.each(name)]
    for node in [*tree.each("education"), *nested]:
        title, place = node.text("degree", "course", "area"), node.text("institution")
        _row(node, found, "education", "Education", "degree", title, place)
    experience = tree.get("experience")
    for node in [*tree.each("experience"), *(experience.each("items") if experience else [])]:
        _row(
            node,
            found,
            "work",
            "Work experience",
            "position",
            node.text("role", "position", "title"),
            node.text("org", "company"),
        )
    for node in tree.each("awards"):
        _row(node, found, "honors", "Honors and awards", "award", node.text("title"), node.text("awarder"))
    for group in tree.each("skills"):
        items = [each.text("label", "name") for each in group.each("items")]
        found.add_text("skills", "Skills", [markdown.definition(group.text("name"), [", ".join(items)])])
    for node in tree.each("languages"):
        found.add_text("languages", "Languages", [markdown.definition(node.text("name"), [node.text("label")])])


def _row(node: Node, found: Found, page: str, page_title: str, directive: str, title: str, organization: str) -> None:
    found.add_row(
        node, page, page_title, directive=directive, title=title, organization=organization,
        date=node.text("year", "date"), start=node.text("start", "date_start"), end=node.text("end", "date_end"),
        url=node.text("url", "company_url"), location=node.text("location"),
        body=markdown.page(node.text("summary", "description")),
    )  # fmt: skip
