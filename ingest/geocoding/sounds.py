"""Names as they sound: one symbol a sound, whatever alphabet and custom of spelling they are written in.

Consonants are b f t d s S(sh) z j k x(kh) g(also gh) h m n l r w y, vowels a i u, digits themselves. "Tell Refâat",
"Tall Rif'at" and تل رفعت differ in vowels only, and vowels weigh little when two names are compared.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ingest.geocoding.folding import is_arabic

VOWELS = frozenset("aiu")
GLIDES = frozenset("wyh")
"""Sounds that some customs write and others swallow."""

_LETTERS = (
    ("dzh", "j"), ("dz", "j"), ("tsch", "S"), ("sch", "S"), ("tch", "S"), ("sh", "S"), ("ch", "S"), ("kh", "x"),
    ("gh", "g"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("dj", "j"), ("zh", "j"), ("ck", "k"), ("ts", "s"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("qu(?=[aeio])", "k"), ("^rh", "g"), ("c(?=[eiy])", "s"), ("x", "ks"),
    ("[cq]", "k"), ("p", "b"), ("v", "w"), ("e", "a"), ("o", "u"),
)  # fmt: skip
_LATIN = re.compile("|".join(f"({letters})" for letters, _ in _LETTERS))
_ARABIC = str.maketrans("اىبتثجحخدذرزسشصضطظعغفقكلمنهوي", "aabttjhxddrzsSsdtz_gfkklmnhwy")
_BONES = str.maketrans("xgS", "kks", "aiuwyh")
_DOUBLED = re.compile(r"(.)\1+")
_ARTICLE = re.compile(r"(?:[aeiu]|eh|ou)?l|(?:[aei]|eh)(?P<last>sh|ch|th|dh|tt|ss|dd|nn|rr|zz|[tdszrn]|hs|hn|hd|ht|hr)")
_JOINED_ARTICLE = re.compile(r"(?:al|el|ul)(?=\w{3})")


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """The sounds of one folded word: saraqib -> sarakib, سراقب -> sarakb."""
    spoken = _LATIN.sub(lambda found: _LETTERS[(found.lastindex or 1) - 1][1], word)
    if is_arabic(word):
        spoken = re.sub("ه$", "ا", spoken).translate(_ARABIC).replace("_", "")
    else:
        spoken = re.sub("(?<=[aiu])h$", "", spoken)
    return _DOUBLED.sub(r"\1", "".join(symbol for symbol in spoken if symbol.isascii()))


def without_articles(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words less the Arabic article: al-, el-, and ash-, ar-, et- ... before the sound they are assimilated to."""
    kept = []
    for word, following in zip(words, (*words[1:], ""), strict=False):
        if is_arabic(word):
            kept.append(word[2:] if word.startswith("ال") and len(word) > 4 else word)
        elif not (following and _is_article(word, following)):
            kept.append(word)
    return tuple(kept)


def _is_article(word: str, following: str) -> bool:
    found = _ARTICLE.fullmatch(word)
    if not found:
        return False
    last = found["last"]
    return last is None or sound(last)[-1:] == sound(following)[:1] or last.strip("h")[:1] == following[0]


def without_joined_article(word: str) -> str:
    """`albab` as `bab`; words too short to have lost anything stand."""
    return word if is_arabic(word) else _JOINED_ARTICLE.sub("", word, count=1) or word


def is_unvowelled(sounds: str) -> bool:
    """Whether short vowels are left out, as Arabic does: their absence then says nothing."""
    vowels = sum(symbol in VOWELS for symbol in sounds)
    return len(sounds) >= 3 and vowels * 4 <= len(sounds)


def skeleton(sounds: str) -> str:
    """What every custom of spelling keeps, coarsely: consonants less glides, k for q g gh kh, s for sh."""
    return sounds.translate(_BONES)
