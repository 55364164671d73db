"""Text as the words of a day are looked up in it: small letters without accents, and one form of each Arabic letter."""

from __future__ import annotations

import unicodedata

_ARABIC = str.maketrans("ىیېکگةۀھە", "يييككهههه", "ـ\u200c\u200d")
"""Letters that one word is written with in Arabic, Persian and Kurdish; the stroke and the signs that only join letters
are left out. The forms of alef, waw and ya with a hamza lose it as letters lose their accents."""


def folded(text: str) -> str:
    """`text` with everything folded in which spellings of one word differ by custom; digits and signs stand."""
    if text.isascii():
        return text.casefold()
    parted = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(letter for letter in parted if not unicodedata.combining(letter))
    return bare.replace("ı", "i").translate(_ARABIC)
