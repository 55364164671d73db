"""Words and codes for how exact a place is, and which of the three codes of this program each is. The words are data,
in `precision_words.toml`."""

from __future__ import annotations

from geo.common.word_lists import in_all_languages, word_list
from ingest.drafts.unique import word_key
from ingest.mappings.fields import FIELDS

_BY_WORD = {word: code for code, words in word_list(__file__).items() for word in in_all_languages(words)}


def known_precision(text: str) -> str:
    """The code ("1" to "3") that `text` is or surely means; "" for any other."""
    word = word_key(text)
    return word if word in FIELDS["geo_precision"].codes else _BY_WORD.get(word.replace("_", " "), "")
