"""Two days on one map: what depends on the day is drawn twice, left and right of a divider the reader moves."""

from __future__ import annotations

from datetime import date

from map.payload import Message
from map.spoken import day, short_day


def divider(left: date, right: date) -> Message:
    """The line between the two halves with its handle, and the day over each half (map/js/compare.js)."""
    with_year = left.year != right.year
    days = {"left": left, "right": right}
    return Message(
        "divider", {"days": {side: {"iso": on.isoformat(), "words": short(on, with_year)} for side, on in days.items()}}
    )


def short(on: date, with_year: bool) -> str:
    """A day as in "5 Dec", or "5 Dec 2024", in the language that is spoken."""
    return day(on) if with_year else short_day(on)
