"""Text for comparison: case, accents and punctuation folded away."""

from __future__ import annotations

import re
import unicodedata

#: Letters without a decomposition, and what readers type who do not have them; scripts/words.js has the same table.
UNDECOMPOSED = {
    "đ": "d", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "þ": "th", "ð": "d", "ς": "σ",
}  # fmt: skip
#: Letters that are also spelled as two; scripts/words.js has the same table.
DIGRAPHS = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
_PLAIN = str.maketrans(UNDECOMPOSED)
_TWO_LETTERS = str.maketrans(DIGRAPHS)


def fold(text: str) -> str:
    """Fold case, accents and punctuation; the result is compared and never shown."""
    if not text.isascii():  # decomposed first: the base of a letter such as ǿ may have no decomposition itself
        bare = (char for char in unicodedata.normalize("NFKD", text) if not unicodedata.category(char).startswith("M"))
        text = "".join(bare).lower().translate(_PLAIN)
    return " ".join(re.sub(r"[^\w]|_", " ", text.lower()).split())


def spell_digraphs(text: str) -> str:
    """Spell umlauts and their like as two letters, in lower case: `Müller` as `mueller`."""
    return unicodedata.normalize("NFC", text.casefold()).translate(_TWO_LETTERS)
