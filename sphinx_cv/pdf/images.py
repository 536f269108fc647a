"""Images that XeTeX can read: whole files in PNG, JPEG or PDF. At others it stops or crashes without their names.

Formats: Portable Network Graphics (third edition), section 5.3; ITU-T T.81, annex B; ISO 32000-1, section 7.5.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_PNG, _JPEG, _PDF = b"\x89PNG\r\n\x1a\n", b"\xff\xd8", b"%PDF-"
#: The last bytes of a JPEG and a PDF; a file may have more after them.
_ENDS = {_JPEG: b"\xff\xd9", _PDF: b"%%EOF"}


def fault_of(path: Path) -> str:
    """Return what keeps XeTeX from reading an image, with the fix, else ""."""
    if path.suffix.lower() not in {".png", ".jpg", ".jpeg", ".pdf"}:
        return f"LaTeX cannot read its format: save it as PNG, JPEG or PDF too, and write {path.stem}.*"
    data = path.read_bytes()
    if data.startswith(_PNG):
        whole = _is_whole_png(data)
    else:
        whole = any(data.startswith(start) and end in data for start, end in _ENDS.items())
    return "" if whole else "the file is damaged, or not what its name says: save it again"


def _is_whole_png(data: bytes) -> bool:
    """Tell whether all chunks of a PNG are whole, up to the last one."""
    position = len(_PNG)
    while position + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, position)
        end = position + 8 + length
        if data[end : end + 4] != struct.pack(">I", zlib.crc32(data[position + 4 : end])):
            return False
        if kind == b"IEND":
            return True
        position = end + 4
    return False
