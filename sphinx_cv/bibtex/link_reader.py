"""Links of an entry: the fields that hold a URL or the path of a file of the owner.

A path is relative to the folder of the BibTeX file. The file must be inside the source folder of the site, also after
symbolic links are followed, and no part of the path may be hidden (begin with a full stop).
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sphinx_cv.bibtex.identifiers import read_url
from sphinx_cv.model.links import LINK_FIELDS, FileLink, Link, has_scheme, link_field, link_label
from sphinx_cv.tex.urls import decode_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx_cv.bibtex.records import RawEntry

#: Fields of which any value must be a link. Others with such names may also be text: `project = {Horizon 2020}`.
_ALWAYS = frozenset({"url", "pdf", "code", "repository", "slides", "poster", "video", "website"})
#: The path of a file of a usual type.
_PATH = re.compile(
    r"(?i)(?![\s/~])[^\x00-\x1f\\:*?<>|]+\.(?:pdf|ps|zip|tgz|gz|xz|bz2|7z|html?|pptx?|key|odp|docx?|odt|xlsx?|csv|json"
    r"|ipynb|py|jl|r|m|txt|md|bib|mp[34]|mov|webm|png|jpe?g|svg|gif|webp|epub)"
)
#: The beginning of a URL without its scheme.
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+/|//")
_ORDER = {field: position for position, field in enumerate(LINK_FIELDS)}
_URL = re.compile(r"(?i)(?:https?|ftp)://[^\s{}|\\^`]+|www\.[\w-]+\.[^\s{}|\\^`]+")


def is_like_link(written: str) -> bool:
    """Return whether a whole value is the URL of a page, or the path of a file of a usual type."""
    text = decode_url(written).strip()
    return bool(_URL.fullmatch(text) or _PATH.fullmatch(text))


class OwnFiles:
    """The files of the owner that entries name; `root` is the source folder, by default that of each BibTeX file."""

    def __init__(self, root: Path | None = None) -> None:
        self.root = real_path(root) if root else None
        #: Each path that was looked up, and whether there was a file that can be used.
        self.looked_up: dict[Path, bool] = {}

    def find(self, folder: Path, written: str) -> str:
        """Return the path of a file relative to the source folder, with slashes; empty if it cannot be used."""
        root = self.root or real_path(folder)
        for name in dict.fromkeys((written, unquote(written))):
            path = folder / name
            self.looked_up[path] = is_own_file(path, root)
            if self.looked_up[path]:
                return os.path.relpath(os.path.normpath(path), root).replace(os.sep, "/")
        return ""


def real_path(path: Path) -> Path:
    """Return a path after symbolic links are followed; a loop of links is no error."""
    return Path(os.path.realpath(path))


def is_own_file(path: Path, root: Path) -> bool:
    """Return whether a path is that of a file inside a folder, without hidden parts."""
    try:
        is_hidden = any(part.startswith(".") for part in Path(os.path.relpath(os.path.normpath(path), root)).parts)
        return not is_hidden and real_path(path).is_relative_to(root) and path.is_file()
    except (OSError, ValueError):  # too long, or a null character
        return False


def read_link_fields(entry: RawEntry, files: OwnFiles, fault: Callable[[str, str, str], None]) -> Iterator[Link]:
    """Yield the links of the fields of an entry; `fault` reports a value that cannot be linked to."""
    found = [(field, name) for name, value in entry.fields.items() if value and (field := link_field(name))]
    for field, name in sorted(found, key=lambda each: (_ORDER.get(each[0], len(_ORDER)), each[1])):
        written = entry.fields[name]
        if (name.removesuffix("url") in _ALWAYS or is_like_link(written)) and (
            link := read_link(entry, name, files, fault)
        ):
            yield link._replace(label=link_label(field))


def read_link(entry: RawEntry, name: str, files: OwnFiles, fault: Callable[[str, str, str], None]) -> Link | None:
    """Return the link of a field, without a label; report a value that cannot be linked to."""
    written = entry.fields[name]
    if url := read_url(written):
        return Link("", url)
    text = decode_url(written).strip()
    if not has_scheme(text) and (file := files.find(entry.path.parent, text)):
        return FileLink.to(file)
    fix = "write a URL that begins with https://"
    if has_scheme(text) or _HOST.match(text) or not _PATH.fullmatch(text.lstrip("/~")):
        message = f"'{written}' cannot be linked to: {fix}"
    elif os.path.exists(entry.path.parent / text):  # noqa: PTH110  (also for a path that is too long)
        message = f"the file {text} is not in the folder of the site, or hidden: copy it there, or {fix}"
    else:
        message = f"there is no file {text} in the folder of {entry.path.name}: add it, or {fix}"
    fault("url", f"{name}: {message}", name)
    return None
