"""Mistyped tags of {only}, and the tags that may be meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from conftest import CONF

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Site

MISTYPED = {
    "latx": "latex",
    "htlm": "html",
    "PDF": "pdf",
    "HTML": "html",
    "LaTeX": "latex",
    "tex": "latex",
    "latexpdf": "latex",
    "html5": "html",
}
#: Names of builders and formats, and what somebody may give by -t.
KNOWN = ("html", "latex", "dirhtml", "singlehtml", "htmlhelp", "epub", "text", "texinfo", "man", "builder_html", "format_latex",
         "draft", "test", "main", "pdf", "web", "long", "print", "latest", "title", "html_theme_furo")  # fmt: skip


def page(*expressions: str) -> str:
    return "# CV\n" + "".join(f"\n```{{only}} {expression}\nWords.\n```\n" for expression in expressions)


def test_a_mistyped_format_is_named(site: Callable[..., Site]) -> None:
    message = "WARNING: there is no tag '{}', so {{only}} leaves out what it should show: did you mean {}? [cv.tag]"
    found = [(3 + 4 * number, *pair) for number, pair in enumerate(MISTYPED.items())]
    last = 3 + 4 * len(found)
    found += [(last, "htlm", "html"), (last, "lates", "latex")]
    expected = tuple(f"index.md:{line}: {message.format(tag, format_)}" for line, tag, format_ in found)
    site({"index.md": page(*MISTYPED, "not (htlm or html) and lates")}, expected)


def test_other_tags_are_the_owners(site: Callable[..., Site]) -> None:
    conf = CONF + 'tags.add("html_long")\ntags.add("latex2")\n'
    made = site({"index.md": page(*KNOWN, "html_long", "not latex2"), "conf.py": conf})
    assert made.text() == "CV Words. Words. Words."


def test_other_projects_are_not_checked(site: Callable[..., Site]) -> None:
    site({"index.rst": "CV\n==\n\n.. only:: latx\n\n   Words.\n", "conf.py": 'extensions = ["sphinx_cv"]\n'})
