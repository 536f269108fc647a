"""Links of rows: to URLs, and to pages and files beside the page of the row."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_cv.bibtex.link_reader import is_own_file, real_path
from sphinx_cv.model.links import checked_url, has_scheme

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment

#: Names of files that people link to; other texts with a full stop, such as `No. 3.4`, are no paths.
_FILE = re.compile(
    r"(?i)[^:<>]+\.(?:pdf|pptx?|odp|key|docx?|odt|txt|zip|gz|html?|md|rst|ipynb|csv|bib|png|jpe?g|svg|webp|mp[34]|webm)"
)


def looks_like_link(written: str) -> bool:
    """Return whether a value is a URL or the path of a file, and not text."""
    is_word = not re.search(r"[\s?#]", written)
    return (is_word and may_be_file(written)) or (" " not in written and checked_url(written) is not None)


def may_be_file(written: str) -> bool:
    """Return whether a value is the path of a file if there is such a file; else it is text."""
    return _FILE.fullmatch(written) is not None


def find_target(env: BuildEnvironment, written: str) -> str:
    """Return the URL, or the path of a page or file, relative to the current page; empty if it is neither."""
    if url := checked_url(written):
        return url
    if has_scheme(written):
        return ""
    try:
        path, full_path = env.relfn2path(written)
        found = is_own_file(Path(full_path), real_path(Path(env.srcdir)))
    except (OSError, RuntimeError, ValueError):  # too long, a loop of links, or a null character
        return ""
    env.note_dependency(path)
    return written if found else ""


def link_to(env: BuildEnvironment, target: str, content: Iterable[nodes.Node]) -> nodes.Element:
    """Return a link with a content to what `find_target` has found."""
    if has_scheme(target):
        return nodes.reference("", "", *content, refuri=target)
    path, full_path = env.relfn2path(target)
    docname = env.path2doc(full_path)
    inner = nodes.inline("", "", *content)
    if docname in env.found_docs:
        return addnodes.pending_xref(
            "", inner, refdomain="cv", reftype="page", reftarget=docname, refexplicit=True, refdoc=env.docname
        )
    return addnodes.download_reference("", "", inner, reftarget=f"/{path}", refdoc=env.docname)


def has_link(content: Iterable[nodes.Node]) -> bool:
    """Return whether there is a link in a content."""
    kinds = (nodes.reference, nodes.footnote_reference, addnodes.pending_xref, addnodes.download_reference)
    return any(isinstance(each, kinds) for node in content for each in node.findall())
