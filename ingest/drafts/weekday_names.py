"""Names of the days of the week, as they stand before or after a date. The words are data, in
`weekday_names.toml`."""

from __future__ import annotations

import re

from geo.common.word_lists import alternatives, word_list
from ingest.drafts.letters import folded

WEEKDAY_SPELLINGS = {
    name: number
    for days in word_list(__file__)["names"].values()
    for number, names in enumerate(days)
    for name in names
}
"""Name as it is written -> 0 (Monday) to 6."""

WEEKDAYS = {folded(name): number for name, number in WEEKDAY_SPELLINGS.items()}
"""Folded name -> 0 (Monday) to 6."""

_EITHER = "|".join(sorted(map(re.escape, WEEKDAYS), key=len, reverse=True))
_BEFORE_NAME, _BEFORE_DATE, _BEFORE_LAST_NAME = (
    f"(?:(?:{alternatives(word_list(__file__)[place])}) )?"
    for place in ("before_name", "before_date", "before_last_name")
)
_BEFORE = re.compile(rf"{_BEFORE_NAME}({_EITHER})(?:[.,،]+ ?| ){_BEFORE_DATE}(?=.)")
_AFTER = re.compile(rf"(?<=.)(?:, ?|، ?| ?\(| ){_BEFORE_LAST_NAME}({_EITHER})\.?\)?$")


def parted(text: str) -> tuple[str, int] | None:
    """A text (folded) without the day of the week before or after it, and which one that is, 0 (Monday) to 6; None
    where it names none."""
    if found := _BEFORE.match(text):
        return text[found.end() :].strip(), WEEKDAYS[found[1]]
    if found := _AFTER.search(text):
        return text[: found.start()].strip(), WEEKDAYS[found[1]]
    return None
