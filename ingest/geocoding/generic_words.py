"""Words that say what a place is rather than which one: they are compared apart, or weigh less. The words
are data, in `generic_words.toml`."""

from __future__ import annotations

import re

from geo.common.word_lists import alternatives, in_all_languages, word_list
from ingest.geocoding.sounds import sound

_SAID = r"(?P<{kind}>\b(?:the\s+)?(?:{words})\b(?:\s+of\b)?)"
_PATTERN = re.compile(
    "|".join(_SAID.format(kind=kind, words=alternatives(words)) for kind, words in word_list(__file__)["kinds"].items())
)
_ARTICLE = re.compile(rf"\b(?:{alternatives(word_list(__file__)['articles'])})\b")

OFTEN = frozenset(map(sound, in_all_languages(word_list(__file__)["often"])))
"""Sounds of words many names begin with anywhere; those many names of one gazetteer share are counted besides."""


def split_kinds(folded: str) -> tuple[str, frozenset[str]]:
    """A folded name less the words that say its kind, and the kinds they say; a name of such words alone stands."""
    kinds: set[str] = set()

    def taken(found: re.Match[str]) -> str:
        kinds.add(found.lastgroup or "")
        return " "

    core = _PATTERN.sub(taken, folded)
    if not re.search(r"\w", _ARTICLE.sub("", core)):
        return folded, frozenset()
    return core, frozenset(kinds)


_JOINED = re.compile("|".join(sorted((word for word in OFTEN if len(word) > 3), key=len, reverse=True)) + "|tal")
_REST = 3
"""Sounds a word must have left after such a beginning, to be two words written as one."""


def joined_prefix(spoken: str) -> int:
    """How many sounds a word that is two written as one spends on the first, "Kafruma" on Kafr; 0 for other words."""
    found = _JOINED.match(spoken)
    return found.end() if found and len(spoken) - found.end() >= _REST else 0


LOOSE = frozenset({"settlement", "quarter"})
"""Kinds that are said or left out at will; the others tell an airport from its town."""
SLIGHT = frozenset({"military", "international"})


def kinds_penalty(asked: frozenset[str], named: frozenset[str]) -> float:
    """What different words of kind take off a score: much where one is a town and the other its airport."""
    different = asked ^ named
    return sum(0.01 if kind in LOOSE else 0.08 if kind in SLIGHT else 0.22 for kind in different)
