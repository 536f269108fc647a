"""The invariants of the owner's site: functions of its sources and pages, each of which fails by an assertion.

They read the sources by other means than the package does: pubs.bib by pybtex and pylatexenc, the pages by regular expressions.
"""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from conftest import ROOT, words
from links import anchors_of, broken_links
from pybtex.database import parse_file
from pylatexenc.latex2text import LatexNodes2Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Site

    Check = Callable[[Site], None]

VENUE_FIELDS = ("journal", "journaltitle", "booktitle", "school", "institution", "publisher")
NOTE_FIELDS = ("award", "presentation", "note")
LINK_FIELDS = ("url", "pdf", "code", "slides", "poster", "video", "website")
_DIRECTIVE = re.compile(
    r"^(?P<fence>`{3,}|:{3,}) *\{(?P<name>[^}]+)\}(?P<argument>.*)\n(?P<body>(?:.*\n)*?)(?P=fence)[ \t]*$", re.MULTILINE
)
_OPTION = re.compile(r"^:([a-z]+):[ \t]*(.*)$", re.MULTILINE)
_ROW_NAMES = {"entry", "position", "degree", "award", "course"}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An entry of pubs.bib, as text."""

    key: str
    title: str
    people: str
    year: str
    venue: str
    notes: tuple[str, ...]
    links: tuple[str, ...]
    topics: tuple[str, ...]
    selected: bool


@dataclass(frozen=True)
class Directive:
    """A directive of a page."""

    name: str
    argument: str
    options: dict[str, str]
    content: str

    @property
    def slug(self) -> str:
        """The anchor of a row: made of its words."""
        parts = (self.options.get("code"), self.argument, self.options.get("organization"),
                 self.options.get("date") or self.options.get("start"))  # fmt: skip
        return slug(" ".join(filter(None, parts)))


# --- The sources


def read_entries(source: Path) -> list[Entry]:
    return [_entry(key, entry) for key, entry in parse_file(source / "pubs.bib", bib_format="bibtex").entries.items()]


def _entry(key: str, entry: Any) -> Entry:
    fields = {name: entry.fields[name] for name in entry.fields}
    title = [plain(fields[name]) for name in ("title", "subtitle") if name in fields]
    links = [plain_url(fields[name]) for name in LINK_FIELDS if name in fields]
    if "doi" in fields and not ("eprint" in fields and "arxiv" in fields["doi"].lower()):
        links.append(f"https://doi.org/{fields['doi']}")
    if fields.get("eprinttype", "").lower() == "arxiv":
        links.append(f"https://arxiv.org/abs/{fields['eprint']}")
    return Entry(
        key=key, title=": ".join(title), people=_people(entry.persons.get("author") or entry.persons.get("editor") or ()),
        year=fields.get("year") or fields.get("date", "")[:4],
        venue=next((plain(fields[name]) for name in VENUE_FIELDS if name in fields), ""),
        notes=tuple(plain(fields[name]) for name in NOTE_FIELDS if name in fields), links=tuple(links),
        topics=tuple(filter(None, (topic.strip() for topic in plain(fields.get("keywords", "")).split(",")))),
        selected=fields.get("selected") == "true",
    )  # fmt: skip


def _people(persons: Any) -> str:
    """Return the names as a list in words."""
    parts = ("first_names", "middle_names", "prelast_names", "last_names", "lineage_names")
    names = [plain(" ".join(name for part in parts for name in getattr(person, part))) for person in persons]
    return " and ".join(names) if len(names) < 3 else f"{', '.join(names[:-1])}, and {names[-1]}"


def plain(latex: str) -> str:
    text = LatexNodes2Text(math_mode="text").latex_to_text(latex)
    return " ".join(unicodedata.normalize("NFC", text).split())


def plain_url(latex: str) -> str:
    return re.sub(r"\\([%#&_~])", r"\1", latex)


def letters(text: str) -> str:
    """Return the letters and digits of a text: what is left when typography differs."""
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


def slug(text: str) -> str:
    ascii_ = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_.lower()).strip("-")


def read_pages(source: Path) -> dict[str, str]:
    """Return the Markdown of each page, by its name, without front matter and comments."""
    paths = [*source.glob("*.md"), *(source / "sections").glob("*.md")]
    names = {path: path.relative_to(source).as_posix().removesuffix(".md") for path in sorted(paths)}
    texts = {name: re.sub(r"\A---\n.*?\n---\n", "", path.read_text("utf-8"), flags=re.DOTALL)
             for path, name in names.items() if name not in {"README", "CHANGELOG"}}  # fmt: skip
    return {name: re.sub(r"^%.*\n", "", text, flags=re.MULTILINE) for name, text in texts.items()}


def directives(text: str) -> Iterator[Directive]:
    """Yield the directives of a page, also those inside others."""
    for found in _DIRECTIVE.finditer(text):
        body = found["body"]
        options = {name: value.strip().strip("'\"") for name, value in _OPTION.findall(body)}
        yield Directive(found["name"], found["argument"].strip(), options, _OPTION.sub("", body).strip())
        yield from directives(body)


def rows_of(text: str) -> list[Directive]:
    return [each for each in directives(text) if each.name in _ROW_NAMES]


def prose(text: str) -> str:
    """Return the prose of a page: no directives, no markup."""
    text = re.sub(
        r"^:{3,}.*$", "", re.sub(r"^```(?:.*\n)*?```[ \t]*$", "", text, flags=re.MULTILINE), flags=re.MULTILINE
    )
    text = re.sub(r"^\{[.#].*\}$", "", text, flags=re.MULTILINE)
    text = re.sub(r"\{[a-z:]+\}`([^`<]*?) *(?:<[^`>]*>)?`", r"\1", text)
    return html.unescape(re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text))


def tokens(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text)))


def headings(source: Path, text: str) -> set[str]:
    """Return the slugs of the headings of a page and of what it includes."""
    included = [(source / each.argument).read_text("utf-8") for each in directives(text) if each.name == "include"]
    return {slug(heading) for part in (text, *included) for heading in re.findall(r"^#+ +(.+)$", part, re.MULTILINE)}


def publications_page(pages: dict[str, str]) -> str:
    """Return the page that lists all publications by year."""
    return next(name for name, text in pages.items() for each in directives(text) if each.name == "bibliography"
                and each.options.get("by") == "year" and "filter" not in each.options)  # fmt: skip


# --- The checks


def the_build_has_no_warning(site: Site) -> None:
    assert site.warnings == []


def the_editor_has_nothing_to_say(site: Site) -> None:
    command = [sys.executable, "-m", "sphinx_cv", "check", "--cache", str(site.out.parent / "check")]
    done = subprocess.run(command, cwd=site.source, capture_output=True, text=True, check=False,
                          env={**os.environ, "PYTHONPATH": str(ROOT)})  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "nothing to say\n", "")


def every_entry_is_shown_once(site: Site) -> None:
    """Each entry with its title, people, year, venue, notes and links; numbered down to 1."""
    entries, pages = read_entries(site.source), read_pages(site.source)
    items = site.article(publications_page(pages)).select("ul.cv-publications > li")
    assert sorted(str(item.get("id")) for item in items) == sorted(entry.key for entry in entries)
    assert [words(item).partition("]")[0] for item in items] == [f"[{number}" for number in range(len(entries), 0, -1)]
    awards = [row for text in pages.values() for row in rows_of(text) if row.options.get("publication")]
    by_key = {str(item["id"]): item for item in items}
    for entry in entries:
        item = by_key[entry.key]
        links = {unquote(str(link["href"])) for link in item.select("a.external")}
        for part in item.select(".cv-links, .cv-mark"):
            part.extract()
        title, people = item.select_one(".cv-title"), item.select_one(".cv-authors")
        said = letters(words(item))
        assert title is not None, entry.key
        assert people is not None, entry.key
        assert letters(words(title)) == letters(entry.title)
        assert letters(words(people)).startswith(letters(entry.people)), entry.key
        won = [row.argument for row in awards if row.options["publication"] == entry.key]
        missing = [fact for fact in (entry.year, entry.venue, *entry.notes, *won) if letters(fact) not in said]
        assert missing == [], entry.key
        assert {unquote(link) for link in entry.links} - links == set(), entry.key


def every_row_is_shown_once(site: Site) -> None:
    """Each row on its page, in the order written, with its title, its options and its text."""
    for name, text in read_pages(site.source).items():
        rows = rows_of(text)
        shown = site.article(name).select(".cv-row[id]")
        assert len(shown) == len(rows), name
        for row, node in zip(rows, shown, strict=True):
            said, links = words(node), {unquote(str(link["href"])) for link in node.find_all("a")}
            years = [value[:4] for option, value in row.options.items() if option in {"date", "start", "end"}]
            facts = [value for option, value in row.options.items()
                     if option in {"code", "organization", "role", "location", "dissertation", "advisors"}]  # fmt: skip
            missing = [fact for fact in (row.argument, *facts, *years) if letters(fact) not in letters(said)]
            assert missing == [], (name, row.argument)
            assert tokens(prose(row.content)) - tokens(said) == set(), (name, row.argument)
            assert not (url := row.options.get("url")) or url in links, (name, row.argument)


def every_word_of_a_page_is_on_it(site: Site) -> None:
    for name, text in read_pages(site.source).items():
        article = site.article(name)
        shown = tokens(article.get_text(" ")) | tokens(article.get_text())  # a word may be in several elements
        assert sorted(tokens(prose(text)) - shown) == [], name


def every_link_inside_leads_somewhere(site: Site) -> None:
    assert broken_links(site.out) == []


def every_published_url_is_there(site: Site) -> None:
    """Each URL of urls.txt whose content is still in the sources, and the URLs of each entry."""
    entries, pages = read_entries(site.source), read_pages(site.source)
    published = set((ROOT / "tests/owner/urls.txt").read_text("utf-8").split())
    wanted = {url for url in published if is_in_sources(url, site.source, pages, entries)}
    for entry in entries:
        wanted.add(f"{publications_page(pages)}.html#{entry.key}")
        if re.fullmatch(r"[\w+-]+", entry.key, re.ASCII):  # a key that is a file name
            wanted |= {f"publications/{entry.key}.html", f"publications/{entry.key}.bib"}
    anchors = anchors_of(site.out)
    files = {file.relative_to(site.out).as_posix() for file in site.out.rglob("*") if file.is_file()}
    there = files | {f"{page}#{anchor}" for page, found in anchors.items() for anchor in found}
    assert sorted(wanted - there) == []


def is_in_sources(url: str, source: Path, pages: dict[str, str], entries: list[Entry]) -> bool:
    """Return whether the content of a published URL is still in the sources; if it is not, the URL may go with it.

    An anchor is that of an entry, a year, a topic, a row or a heading.
    """
    file, _, anchor = url.partition("#")
    if file.startswith("publications/"):
        return file.removeprefix("publications/").rpartition(".")[0] in {entry.key for entry in entries}
    if file.startswith("_static/"):
        return (source / file).is_file()
    if file.startswith("sections/") or file.endswith(".html"):
        name, _, suffix = file.rpartition(".")
        if name not in pages or (suffix == "csv" and "{coauthors}" not in pages[name]):
            return False
        return not anchor or anchor in anchors_from_sources(source, pages[name], entries)
    return True


def anchors_from_sources(source: Path, text: str, entries: list[Entry]) -> set[str]:
    """Return the anchors that a page owes to what its sources have."""
    found = headings(source, text) | {row.slug for row in rows_of(text)}
    for list_ in [each for each in directives(text) if each.name == "bibliography"]:
        listed = [entry for entry in entries if "filter" not in list_.options
                  or (list_.options["filter"] == "selected" and entry.selected)]  # fmt: skip
        found |= {entry.key for entry in listed}
        if list_.options.get("by") == "year":
            found |= {f"year-{entry.year}" for entry in listed}
        if list_.options.get("by") == "topic":
            found |= {f"topic-{slug(topic)}" for entry in listed for topic in entry.topics}
    return found


CHECKS: tuple[Check, ...] = (
    the_build_has_no_warning, the_editor_has_nothing_to_say, every_entry_is_shown_once, every_row_is_shown_once,
    every_word_of_a_page_is_on_it, every_link_inside_leads_somewhere, every_published_url_is_there,
)  # fmt: skip
