"""Files that are written all or none, beside their places first; a file that exists is never replaced by another."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def append(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Append entries to a BibTeX file after an empty line; its other bytes stay as they are.

    Raises OSError, or UnicodeEncodeError if the encoding of the file lacks a character.
    """
    write({}, {path: encoded(path, text, encoding)})


def encoded(path: Path, text: str, encoding: str = "utf-8") -> bytes:
    """Return the bytes that append entries to a file, with its kind of line ends; empty if there is no text."""
    if not text:
        return b""
    before = path.read_bytes() if path.exists() else b""
    gap = "" if not before.strip() else "\n" if before.endswith((b"\n", b"\r")) else "\n\n"
    if before.endswith((b"\n\n", b"\r\n\r\n")):
        gap = ""
    text = f"{gap}{text}\n"
    return text.replace("\n", "\r\n" if b"\r\n" in before else "\n").encode(encoding)


def write(new: Mapping[Path, bytes], appended: Mapping[Path, bytes]) -> None:
    """Make new files, and append bytes to others; none of it is done if one cannot be written.

    Raises OSError: FileExistsError if a new file is there already.
    """
    staged: list[tuple[Path, Path]] = []
    made: list[Path] = []
    if taken := next((path for path in new if path.exists() or path.is_symlink()), None):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(taken))
    try:
        for path, data in new.items():
            for folder in reversed([each for each in path.parents if not each.exists()]):
                folder.mkdir()
                made.append(folder)
            staged.append((_aside(path), path))
            _aside(path).write_bytes(data)
        for path, data in appended.items():
            real = path.resolve()  # a link stays one
            staged.append((_aside(real), real))
            _aside(real).write_bytes((real.read_bytes() if real.exists() else b"") + data)
            if real.exists():
                shutil.copymode(real, _aside(real))
        for aside, path in staged:
            is_new = not path.exists()
            aside.replace(path)
            if is_new:
                made.append(path)
    except BaseException:  # also Ctrl-C
        _undo([aside for aside, _ in staged], made)
        raise


def _undo(staged: list[Path], made: list[Path]) -> None:
    """Remove what was written so far."""
    for aside in staged:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)
    for path in reversed(made):
        path.rmdir() if path.is_dir() else path.unlink()


def _aside(path: Path) -> Path:
    """Return the path of a file before it gets its place."""
    return path.with_name(f".{path.name}.import")
