"""The picture that link previews show: the owner's initials and name."""

from __future__ import annotations

import io

#: Pixels, as Open Graph's readers want them.
SIZE = (1200, 630)
ACCENT = "#1b5583"
#: The size of the name, and the width of the line that it must fit in.
_NAME, _LINE = 64, 1040


def card(name: str, initials: str) -> bytes | None:
    """Return a PNG; None without Pillow, or if its font does not have the initials.

    The font has the letters of ASCII: a name with others is left out, as page and preview have it as a title.
    """
    try:
        from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415  (an extra of the package)
    except ImportError:
        return None
    if not initials.isascii():
        return None
    picture = Image.new("RGB", SIZE, ACCENT)
    draw = ImageDraw.Draw(picture)
    shown = name if name.isascii() else ""
    middle = SIZE[0] / 2
    draw.text((middle, 270 if shown else 315), initials, "white", ImageFont.load_default(220), anchor="mm")
    width = max(1, draw.textlength(shown, ImageFont.load_default(_NAME)))
    size = min(_NAME, _NAME * _LINE / width)
    draw.text((middle, 470), shown, "white", ImageFont.load_default(size), anchor="mm")
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
