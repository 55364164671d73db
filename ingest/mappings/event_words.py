"""Words for kinds of event, and which of the six types each is. What could be two types is not here: it is asked. The
words are data, in `event_words.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from geo.common.word_lists import word_list
from geo.events.events import SUB_EVENT_TYPES
from ingest.drafts.unique import plain

SUB_TYPES = {sub: kind for sub, kind in SUB_EVENT_TYPES.items() if sub not in ("Attack", "Other")}
"""ACLED's kinds within the types that tell their type by their name: "Attack" and "Other" may mean anything elsewhere.
"""


def known_word(text: str) -> tuple[str, str] | None:
    """The type that `text` surely means and the kind within it, "" where it does not say; None for any other."""
    return _by_word().get(plain(text).casefold())


def words_by_kind() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Type, kind within it ("" where the words do not say), and the words."""
    return tuple((one["type"], one["kind"], tuple(one["words"])) for one in word_list(__file__)["words"])


@cache
def _by_word() -> Mapping[str, tuple[str, str]]:
    words = {word.casefold(): (kind, sub) for kind, sub, some in words_by_kind() for word in some}
    return words | {sub.casefold(): (kind, sub) for sub, kind in SUB_TYPES.items()}
