"""Text for comparison, without case, accents and punctuation."""

from __future__ import annotations

import re
import unicodedata

#: Letters without a Unicode decomposition, and what readers type instead; scripts/words.js has the same table.
UNDECOMPOSED = {
    "đ": "d",
    "ł": "l",
    "ø": "o",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",
    "ħ": "h",
    "þ": "th",
    "ð": "d",
    "ς": "σ",
}
#: Letters that are also spelled as two letters; scripts/words.js has the same table.
DIGRAPHS = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
_PLAIN = str.maketrans(UNDECOMPOSED)
_TWO_LETTERS = str.maketrans(DIGRAPHS)


def fold(text: str) -> str:
    """Fold case, accents and punctuation; the result is for comparison and never displayed."""
    if not text.isascii():  # decompose first, since the base letter of ǿ is in the table
        bare = (char for char in unicodedata.normalize("NFKD", text) if not unicodedata.category(char).startswith("M"))
        text = "".join(bare).lower().translate(_PLAIN)
    return " ".join(re.sub(r"[^\w]|_", " ", text.lower()).split())


def plain_words(text: str) -> str:
    """Fold case and punctuation alone: accents still tell words apart."""
    return re.sub(r"\W+", " ", text).strip().casefold()


def spell_digraphs(text: str) -> str:
    """Spell umlauts and similar letters as two letters, in lower case: `Müller` as `mueller`."""
    return unicodedata.normalize("NFC", text.casefold()).translate(_TWO_LETTERS)
