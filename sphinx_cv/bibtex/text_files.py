"""Text files, read whole or named with the line of the fault."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from sphinx_cv.bibtex.records import UnreadableError

if TYPE_CHECKING:
    from pathlib import Path

_UTF_8 = "utf-8"
#: Control characters and noncharacters, often copied from PDFs, which HTML or LaTeX forbids; for a character set of re.
CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff"
#: The message about one of them.
CONTROL = "the control character U+{:04X} is read as a space: remove it"
#: The message about a merge conflict in a file, at its line that begins with <.
CONFLICT = "a merge conflict is not resolved: keep one of the two sides, and remove the lines with <, = and >"


def read_text(path: Path, encoding: str = _UTF_8, fix: str = "correct its permissions") -> str:
    """Return the text of a file, without a byte order mark of UTF-8.

    Raises UnreadableError if the file cannot be read (the message ends with `fix`) or has another encoding.
    """
    if path.exists() and not path.is_file() and not path.is_dir():  # reading a pipe or a device may not end
        raise UnreadableError(path, 0, f"cannot be read (it is not a file): {fix}")
    try:
        data = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    except OSError as error:
        raise UnreadableError(path, 0, f"cannot be read ({error.strerror}): {fix}") from None
    name = _UTF_8 if codecs.lookup(encoding).name in {_UTF_8, "utf-8-sig"} else encoding
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        line = len(re.split(rb"\r\n|\r|\n", data[: error.start]))
        message = f"is not {name.upper()} (byte 0x{data[error.start]:02X}): save the file in {name.upper()}"
        raise UnreadableError(path, line, message) from None
