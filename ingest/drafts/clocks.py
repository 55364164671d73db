"""Times of day as people write them, alone or after a day. The words are data, in `clocks.toml`."""

from __future__ import annotations

import re

from geo.common.word_lists import alternatives, word_list
from ingest.drafts.unique import plain

_FORENOON, _AFTERNOON, _BEFORE = (
    alternatives(word_list(__file__)[kind]) for kind in ("forenoon", "afternoon", "before")
)
_TIME = (
    r"(?P<hour>\d{1,2})[:h](?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    rf"(?: ?(?:(?P<forenoon>{_FORENOON})|(?P<afternoon>{_AFTERNOON})))?"
    r"(?: ?(?P<zone>z|utc|gmt|(?:utc|gmt)?[+-]\d{2}(?::?\d{2})?)(?: ?\([^()]*\))?)?"
)
_CLOCK = re.compile(_TIME)
_AT_END = re.compile(rf"(?:t|,? (?:(?:{_BEFORE}) )?)" + _TIME + "$")
_SIGN = re.compile(r"\d[:h]\d")


def clock_of(text: str) -> str | None:
    """The time of day in a cell of its own, as `14:30` or `14:30+03:00`; "" for an empty cell, None for none."""
    text = plain(text).casefold()
    if not text:
        return ""
    found = _CLOCK.fullmatch(text)
    return (_clock(found) or None) if found else None


def without_clock(text: str) -> tuple[str, str] | None:
    """A text (small letters) without the time of day at its end, and that time, "" where there is none; None where
    there is one that no clock shows."""
    found = _AT_END.search(text) if _SIGN.search(text) else None
    if found is None:
        return text, ""
    clock = _clock(found)
    return (text[: found.start()].strip(), clock) if clock else None


def _clock(found: re.Match[str]) -> str:
    hour, minute, second = int(found["hour"]), int(found["minute"]), found["second"]
    if found["forenoon"] or found["afternoon"]:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if found["afternoon"] else 0)
    zone = _zone(found["zone"] or "")
    if hour > 23 or minute > 59 or int(second or 0) > 59 or zone is None:
        return ""
    return f"{hour:02}:{minute:02}" + (f":{second}" if second else "") + zone


def _zone(text: str) -> str | None:
    if text in ("z", "utc", "gmt"):
        return "+00:00"
    text = text.removeprefix("utc").removeprefix("gmt")
    if not text:
        return ""
    hours, minutes = text[1:3], text[3:].lstrip(":") or "00"
    return f"{text[0]}{hours}:{minutes}" if int(hours) <= 14 and int(minutes) < 60 else None
