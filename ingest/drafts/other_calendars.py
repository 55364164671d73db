"""Words by which a day shows that it is of another calendar than the Gregorian: it is never read as one. The
words are data, in `other_calendars.toml`."""

from __future__ import annotations

import re

from geo.common.messages import L_
from geo.common.word_lists import in_all_languages, word_list
from ingest.drafts.letters import folded

HIJRI, SOLAR, HEBREW = L_("Islamic (hijri)"), L_("Iranian (solar)"), L_("Hebrew")
"""The calendars of the file."""
FIRST_YEAR, LAST_YEAR = 1300, 1500
"""Years of the hijri and the solar calendar in which people now alive have lived; no report tells of such a Gregorian
year."""


def _words(names: list[str]) -> str:
    return "|".join(sorted(map(re.escape, map(folded, names)), key=len, reverse=True))


_CALLED = {str(calendar): calendar for calendar in (HIJRI, SOLAR, HEBREW)}
_CALENDARS = tuple(
    (_CALLED[calendar], re.compile(rf"(?<![^\W\d_])(?:{_words(in_all_languages(names))})(?![^\W\d_])"))
    for calendar, names in word_list(__file__).items()
)
_MARKED = re.compile(r"\b1[34]\d\d(?:[-/.]\d{1,2}){0,2} ?h\b")


def calendar_of(text: str) -> str:
    """The calendar that a text (folded) shows by a word to be of; "" where it shows none."""
    if _MARKED.search(text):
        return HIJRI
    return next((calendar for calendar, names in _CALENDARS if names.search(text)), "")
