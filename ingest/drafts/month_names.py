"""Names of the months in the languages reports are written in, as they stand in a date. The names are data, in
`month_names.toml`."""

from __future__ import annotations

import re

from geo.common.word_lists import word_list
from ingest.drafts.letters import folded

MONTH_SPELLINGS = {
    name: number
    for months in word_list(__file__)["names"].values()
    for number, names in enumerate(months, start=1)
    for name in names
}
"""Name as it is written -> 1 to 12."""

MONTHS = {folded(name): number for name, number in MONTH_SPELLINGS.items()}
"""Folded name -> 1 to 12."""

_MONTH = re.compile(
    r"(?<![^\W\d_])(?:" + "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True)) + r")(?![^\W\d_])\.?"
)
_TWICE = re.compile(r"(@\d+@)(?: ?[/(] ?\1(?: ?\))?)+")
"""As in "2 December/Kanun al-Awwal 2024" in Arabic: the month once more, in the other custom."""


def month_number(text: str) -> int | None:
    """1 to 12 for the name of a month, with or without the dot that shortens it; None for any other text."""
    return MONTHS.get(folded(text).removesuffix("."))


def with_numbers(text: str) -> str:
    """`text` (folded) with `@12@` in place of a month's name."""
    named = _MONTH.sub(lambda found: f" @{MONTHS[found.group().rstrip('.')]}@ ", text)
    return _TWICE.sub(r"\1", " ".join(named.split()))
