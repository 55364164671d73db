"""Words by which a sentence about footage says what happened, and the type and kind each stands for.

Only what is plain is here: a sentence with words of two types, or with none, tells no type and is asked for. They are
data, in `footage_words.toml`.
"""

from __future__ import annotations

import re

from geo.common.word_lists import word_list

_PATTERNS = tuple(
    (one["type"], one["kind"], re.compile(rf"(?<!\w)(?:{'|'.join(one['words'])})(?!\w)", re.IGNORECASE))
    for one in word_list(__file__)["words"]
)
LOOKED_AT = 2000
"""So many letters of a text are looked at."""


def told_by(text: str) -> tuple[str, str] | None:
    """The type of event that the words of `text` tell, and the kind within it, "" where they tell none or several.

    None where they tell no type, or more than one.
    """
    head = text[:LOOKED_AT]
    found = [(kind, sub) for kind, sub, words in _PATTERNS if words.search(head)]
    if len({kind for kind, _ in found}) != 1:
        return None
    subs = {sub for _, sub in found if sub}
    return found[0][0], subs.pop() if len(subs) == 1 else ""
