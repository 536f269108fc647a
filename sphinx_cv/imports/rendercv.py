"""Import of cv.yaml: RenderCV (docs.rendercv.com, "cv field"), whose entries are told apart by their fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_cv.imports import markdown
from sphinx_cv.imports.pages import file_name
from sphinx_cv.imports.papers import add_paper
from sphinx_cv.imports.record import Found
from sphinx_cv.model.folding import fold

if TYPE_CHECKING:
    from sphinx_cv.imports.tree import Node

#: The URL of a profile, by the name of its network; the user's name is its end.
_NETWORKS = {
    "LinkedIn": "https://linkedin.com/in/",
    "GitHub": "https://github.com/",
    "GitLab": "https://gitlab.com/",
    "IMDB": "https://imdb.com/name/",
    "Instagram": "https://instagram.com/",
    "ORCID": "https://orcid.org/",
    "StackOverflow": "https://stackoverflow.com/users/",
    "ResearchGate": "https://researchgate.net/profile/",
    "YouTube": "https://youtube.com/@",
    "Google Scholar": "https://scholar.google.com/citations?user=",
    "Telegram": "https://t.me/",
    "WhatsApp": "https://wa.me/",
    "Leetcode": "https://leetcode.com/u/",
    "X": "https://x.com/",
    "Bluesky": "https://bsky.app/profile/",
    "Reddit": "https://reddit.com/user/",
}
#: The kind of the rows of a section, by a word of its title; award and position are directives of their own.
_KINDS = {
    "award": "award", "awards": "award", "honors": "award", "honours": "award", "prizes": "award",
    "talks": "talk", "talk": "talk", "grants": "grant", "funding": "grant", "service": "service", "patents": "patent",
    "projects": "project", "software": "software", "teaching": "teaching", "students": "student",
    "certificates": "certificate", "certifications": "certificate", "volunteering": "volunteer",
}  # fmt: skip
#: The pages of the sections that every CV has.
_PAGES = {"experience": "work", "work-experience": "work", "awards": "honors", "honors-and-awards": "honors"}


def find(tree: Node) -> Found:
    """Return what the file has."""
    found = Found()
    cv = tree.get("cv") or tree
    found.owner = cv.text("name")
    for site in cv.texts("website"):
        found.add_link(cv, "Homepage", site)
    for profile in cv.each("social_networks"):
        _profile(profile, found)
    for link in cv.each("custom_connections"):
        found.add_link(link, link.text("placeholder"), link.text("url"))
    for email in cv.texts("email"):
        found.add_link(cv, "Email", f"mailto:{email}")
    found.add_text("about", "About", markdown.paragraphs(cv.text("headline", "label"), markup=True))
    sections = cv.get("sections")
    for title, section in sections.value.items() if sections and isinstance(sections.value, dict) else ():
        heading = title if " " in title or title[:1].isupper() else title.replace("_", " ").capitalize()
        name = file_name(heading)
        for node in section.value if isinstance(section.value, list) else ():
            _entry(node, found, _PAGES.get(name, name), heading)
    for name in ("design", "locale", "settings"):
        other = tree.get(name)
        if tree is not cv and other and any(other.left()):
            found.left.append((other.place, f"{name}, which concerns RenderCV alone"))
            other.value = ""
    found.left += tree.left()
    return found


def _profile(profile: Node, found: Found) -> None:
    network, user = profile.text("network"), profile.text("username")
    if network == "Mastodon" and user.count("@") == 2:  # noqa: PLR2004  (@user@host)
        found.add_link(profile, network, f"https://{user.split('@')[2]}/@{user.split('@')[1]}")
    elif network in _NETWORKS and user:
        found.add_link(profile, network, _NETWORKS[network] + user)
    elif network or user:
        found.left.append((profile.place, f"{network}: {user}"))


def _entry(node: Node, found: Found, page: str, title: str) -> None:
    """Add an entry of a section."""
    if isinstance(node.value, str):
        found.add_text(page, title, markdown.paragraphs(node.take(), markup=True))
    elif node.get("title") and node.get("authors"):
        add_paper(
            found, node, title=node.text("title"), authors=node.texts("authors"), venue=node.text("journal"),
            date=node.text("date"), doi=node.text("doi"), url=node.text("url"), abstract=node.text("summary"),
        )  # fmt: skip
    elif node.get("institution"):
        degree, area = node.text("degree"), node.text("area")
        _row(
            node,
            found,
            page,
            title,
            "degree",
            f"{degree} in {area}" if degree and area else degree or area,
            node.text("institution"),
        )
    elif node.get("company"):
        _row(node, found, page, title, "position", node.text("position"), node.text("company"))
    elif node.get("name"):
        kind = next((_KINDS[word] for word in fold(title).split() if word in _KINDS), "")
        directive, kind = ("award", "") if kind == "award" else ("entry", kind or page)
        _row(node, found, page, title, directive, node.text("name"), "", kind=kind)
    elif label := node.text("label"):
        found.add_text(page, title, [markdown.definition(label, [node.text("details")], markup=True)])
    elif text := node.text("bullet", "number", "reversed_number"):
        found.add_text(page, title, markdown.bullets([text], markup=True))


def _row(
    node: Node, found: Found, page: str, page_title: str, directive: str, title: str, organization: str, kind: str = ""
) -> None:
    body = markdown.paragraphs(node.text("summary"), markup=True) + markdown.bullets(
        node.texts("highlights"), markup=True
    )
    found.add_row(
        node, page, page_title, directive=directive, title=title, organization=organization, kind=kind,
        location=node.text("location"), date=node.text("date"), start=node.text("start_date"),
        end=node.text("end_date"), url=node.text("url"), body=body,
    )  # fmt: skip
