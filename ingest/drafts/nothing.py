"""What stands in a cell of which nothing is known: marks of programs and words of people, in every field the same.

A cell says nothing where the whole of it is one of these, case and accents aside; inside a longer text they are a part
of it ("Unidentified Armed Group (Syria)"). A cell without a letter, a digit or a symbol says nothing either.
The words are data, in `nothing.toml`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from geo.common.word_lists import in_all_languages, word_list
from ingest.drafts.letters import folded
from ingest.drafts.unique import plain
from ingest.mappings.fields import FieldType

LONGEST = 40
"""Characters; nothing longer is a mark or a word of this list."""
_SHORT_WITHOUT_DIGITS = re.compile(rf"\D{{,{LONGEST}}}|#DIV/0!", re.IGNORECASE)


def _keys(kind: str) -> frozenset[str]:
    return frozenset(map(folded, in_all_languages(word_list(__file__)[kind])))


MARKS, WORDS, NO_ONE, ZERO = map(_keys, ("marks", "words", "no_one", "zero"))
"""What programs write; words of people; words that say "none", which of a number of people may mean 0 or that nobody
knows; words for 0. All folded."""

EMPTY = {
    FieldType.TEXT: (MARKS | WORDS | NO_ONE) - {"no"},
    FieldType.TYPE: MARKS,
    FieldType.COUNT: (MARKS | WORDS) - NO_ONE,
}
"""What says nothing, by what a field holds; in every other field all of them do. What sort of event an "unknown" is, is
asked; a count of "none" is told (see draft_counts)."""

NAMIBIA = "NA"
"""Its code in ISO 3166-1 alpha-2."""
_ALPHA_2 = re.compile(r"[A-Z]{2}")
_SAYS_CODES = re.compile(r"(?:iso|code|alpha)", re.IGNORECASE)

MAY_BE_NAMES = frozenset({"Na", "Nil", "Nan", "Nat"})
"""Marks that also are names of places and people where they are written as names are: with a capital and small letters.
They are read as names. R writes NA, pandas NaN, people n/a."""


def is_nothing(text: str, sort: FieldType) -> bool:
    """Whether a whole cell of a field of this sort says nothing."""
    if not text:
        return True
    if not _SHORT_WITHOUT_DIGITS.fullmatch(text):
        return False
    text = plain(text)
    if sort is FieldType.TEXT and text in MAY_BE_NAMES:
        return False
    return not _says(text) or _key(text) in EMPTY.get(sort, MARKS | WORDS | NO_ONE)


def without_nothing(texts: Iterable[str], sort: FieldType, kept: frozenset[str] = frozenset()) -> list[str]:
    """`texts`, and "" for those that say nothing in a field of this sort; what is `kept` stays."""
    may_be = _SHORT_WITHOUT_DIGITS.fullmatch
    return ["" if may_be(text) and is_nothing(text, sort) and text not in kept else text for text in texts]


def codes_in(texts: Iterable[str], column: str) -> frozenset[str]:
    """What is a code and no mark in a column of countries with these different texts: NA for Namibia, where the others
    are codes of two letters, or where there is no other and `column`, its name, says that it holds codes."""
    others = [text for text in texts if text != NAMIBIA and not is_nothing(text, FieldType.TEXT)]
    of_codes = all(map(_ALPHA_2.fullmatch, others)) if others else _SAYS_CODES.search(column) is not None
    return frozenset([NAMIBIA]) if of_codes else frozenset()


def is_unknown(text: str) -> bool:
    """Whether a cell says in words that something is not known, where a mark says nothing at all."""
    return _key(plain(text)) in WORDS


def is_no_one(text: str) -> bool:
    """Whether a cell says "none"."""
    return _key(plain(text)) in NO_ONE


def is_zero(text: str) -> bool:
    """Whether a cell is a word for 0."""
    return _key(plain(text)) in ZERO


def _key(text: str) -> str:
    """A text as it is looked up: folded, without brackets about it and a full stop behind words."""
    key = folded(text)
    if key[:1] + key[-1:] in ("<>", "()", "[]", "{}"):
        key = key[1:-1].strip()
    return key if key in MARKS else key.rstrip(".")


def _says(text: str) -> bool:
    """Whether a text holds a letter, a digit or a symbol such as an emoji."""
    return any(unicodedata.category(letter)[0] in "LN" or unicodedata.category(letter) == "So" for letter in text)
