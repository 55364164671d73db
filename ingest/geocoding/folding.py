"""Text in the form in which names are compared: no case, no accents, no vowel marks, no apostrophes.

Latin letters lose their accents; Arabic keeps its letters and loses vowel marks, tatweel and the many forms of alef,
hamza and ta marbuta; every other script (Cyrillic, Greek, Hebrew, Georgian ...) is written in Latin by anyascii.
"""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

SILENT = frozenset("'`\"´ʹʺʻʼʽʾʿˈ‘’‚‛“”′ءـ\u200b\u200c\u200d\u200e\u200f\ufeff")
"""Apostrophes, the many signs for ayn and hamza, tatweel, and marks that only steer the direction of writing."""

ARABIC_FORMS = str.maketrans("أإآٱئؤةۀھەکیېۆڤگپچژ،؛", "اااايوهههه" + "كييوفكبجز,,")
_ARABIC = re.compile("[\u0620-\u06d5]")
_WORD = re.compile(r"[^\W_]+")


def is_arabic(text: str) -> bool:
    """Whether a word is written in Arabic letters."""
    return not text.isascii() and _ARABIC.search(text) is not None


def fold(text: str) -> str:
    """`text` with everything folded that spellings of one name may differ in by custom; punctuation stands."""
    if text.isascii():
        return text.replace("'", "").replace("`", "").replace('"', "").casefold()
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter) and letter not in SILENT)
    return "".join(map(_letter, plain.translate(ARABIC_FORMS))).casefold()


def words(text: str) -> tuple[str, ...]:
    """The words of a folded text, without punctuation."""
    return tuple(_WORD.findall(text))


def _letter(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter.isdecimal():
        return str(unicodedata.decimal(letter))
    if is_arabic(letter):
        return letter
    return "-" if unicodedata.category(letter) == "Pd" else anyascii(letter).replace("'", "")
