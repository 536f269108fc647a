"""Values of settings in messages, and the result of a check of a value."""

from __future__ import annotations

import re
import reprlib
from typing import Any, TypeAlias

#: What can be used of a value (None if the default must replace it), and the messages: one sentence each, with the fix.
Checked: TypeAlias = "tuple[Any, list[str]]"

_LONGEST_SHOWN = 60
#: Half a character, or the end of a string in C, as `repr` shows them: no file and no program takes these.
_NO_TEXT = re.compile(r"(?<!\\)(?:\\\\)*\\(?:ud[89a-f]|x00)")


def has_no_text(value: object) -> bool:
    """Return whether a value has a lone surrogate or a null character in it, at any depth."""
    try:
        return _NO_TEXT.search(repr(value)) is not None
    except ValueError:  # Python refuses to print integers with thousands of digits
        return False


def shown(value: object) -> str:
    """Return a value for a message: its `repr`, shortened, without memory addresses."""
    short = reprlib.Repr()
    short.maxstring = short.maxother = short.maxlong = _LONGEST_SHOWN
    try:
        text = short.repr(value)
    except ValueError:  # Python refuses to print integers with thousands of digits
        text = type(value).__name__
    return re.sub(r" at 0x[0-9A-Fa-f]+", "", " ".join(text.split()))


def refuse(value: object, fix: str) -> Checked:
    """Return that nothing can be used of a value, with the fix."""
    return None, [f"{shown(value)} cannot be used: write {fix}"]
