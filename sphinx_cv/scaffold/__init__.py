"""A new CV: ``python -m sphinx_cv new my-cv --name "Ada Lovelace"`` writes a small CV that builds at once.

The files are those of the folder `site` with the owner's name, a card for link previews, and the wheel of this package,
so that no index needs to have it.
"""

from __future__ import annotations

import contextlib
import re
import unicodedata
from pathlib import Path

from sphinx_cv.bibtex.names import NameReader
from sphinx_cv.model.folding import fold
from sphinx_cv.scaffold.card import card
from sphinx_cv.scaffold.wheel import WheelError, wheel

SITE = Path(__file__).parent / "site"
#: The names of files which would do something here: they have other names in the folder `site`.
RENAMED = {
    "gitignore": ".gitignore",
    "pages.yml": ".github/workflows/pages.yml",
    "readthedocs.yaml": ".readthedocs.yaml",
}
#: Characters that mean something in one of the formats of the files.
_SPECIAL = re.compile(r"[^\S ]|[\\\"{}@%#$&~^_<>\[\]*`|,;:=]")


class NewError(Exception):
    """A new CV cannot be made; its text says why, and what to do."""


def new(folder: Path, name: str) -> list[Path]:
    """Write a new CV into a folder, and return the paths of its files; raises NewError or OSError.

    No file is written if one of them exists.
    """
    name = checked_name(name)
    try:
        files = contents(name)
    except WheelError as error:
        raise NewError(str(error)) from error
    if there := sorted(path for path in files if (folder / path).exists() or (folder / path).is_symlink()):
        raise NewError(f"{folder / there[0]} exists: name a folder that is new or empty; nothing was written")
    written: list[Path] = []
    try:
        for path, content in files.items():
            written.append(folder / path)
            written[-1].parent.mkdir(parents=True, exist_ok=True)
            written[-1].write_bytes(content)
    except OSError:
        for each in written:
            with contextlib.suppress(OSError):
                each.unlink()
        raise
    return written


def contents(name: str) -> dict[str, bytes]:
    """Return the content of each file of a new CV, by its path; raises WheelError."""
    wheel_name, wheel_content = wheel()
    words = {"NAME": name, "INITIALS": initials(name), "SLUG": slug(name), "WHEEL": wheel_name}
    files = {}
    for path in sorted(SITE.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            place = path.relative_to(SITE).as_posix()
            text = re.sub(r"@([A-Z]+)@", lambda match: words[match[1]], path.read_text("utf-8"))
            files[RENAMED.get(place, place)] = text.encode()
    if picture := card(name, initials(name)):
        files["_static/card.png"] = picture
    return {**files, f"vendor/{wheel_name}": wheel_content}


def checked_name(name: str) -> str:
    """Return the name in its normal form; raises NewError if it is no name of a person as it is printed."""
    name = unicodedata.normalize("NFC", " ".join(name.split()))
    found = _SPECIAL.search(name)
    if found:
        raise NewError(f"--name has {found[0]!r}: write the name as it is printed, such as Ada Lovelace")
    if not any(map(str.isalpha, name)) or not name.isprintable() or len(NameReader(()).read(name).people) != 1:
        raise NewError("--name is not the name of one person: write it as it is printed, such as Ada Lovelace")
    return name


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of a name."""
    words = [word for word in name.split() if word[0].isalpha()] or [name]
    return "".join(word[0].upper() for word in dict.fromkeys((words[0], words[-1])))


def slug(name: str) -> str:
    """Return the beginning of the names of the PDFs, such as `ada-lovelace-`; empty if no letter is Latin."""
    words = re.findall(r"[a-z0-9]+", fold(name))
    return "".join(f"{word}-" for word in words)
