"""Words in many scripts and forms of Unicode, which Python and JavaScript must fold alike."""

from __future__ import annotations

import unicodedata

WORDS = [
    *"François Ré Höhnerbach Nguyễn Văn Đạt Đặng Thị Hồng Quốc Phương Ưng Ỷ Ễ Łukasz Wałęsa Żółć Ściąć Çağlar Gülçehre".split(),
    *"İstanbul Işık ısı IŞIK Şahin Ærø Øystein Œuvre Straße STRAẞE Þórður Eyjafjörður Ħal Ǿ ǽ Ǣ Ñandú Škoda Ångström".split(),
    *"ΟΔΟΣ Ὀδυσσεύς Чайковский Йод 李 東京 カタカナ ﬁne Ｔｒｉ № ² Ⅷ ½ x̂ हिन्दी שָׁלוֹם العَرَبِيّة ก้าน 한국어 e\u0301\u0323".split(),
    *"O'Neil Smith-Jones FlashAttention-2 A_b 2024 COS484 don't ’tis a\u00adb 👍 K Å ſ ŉ ǆ".split(), " .-", "",
]  # fmt: skip
EVERY_FORM = sorted({form for word in WORDS for way in ("NFC", "NFD", "NFKC", "NFKD")
                     for form in (unicodedata.normalize(way, word), unicodedata.normalize(way, word.upper()))}
                    | {chr(code) for block in ((0x20, 0x590), (0x1E00, 0x2200)) for code in range(*block)})  # fmt: skip
