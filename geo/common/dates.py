"""Days as text and as ranges. A day is written one way, 2024-12-01, in links, files and on the command line."""

from __future__ import annotations

import re
from datetime import date, timedelta

from geo.common.errors import SentenceError
from geo.common.messages import L_

ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_day(text: str) -> date:
    """The day `text` names.

    Raises
    ------
    ValueError : it is not written as 2024-12-01 (20241201 and 2024-W48-7 are not), or is not in the calendar.
    """
    if ISO_DAY.fullmatch(text) is None:
        raise SentenceError(L_("{text!r} is not a day. Write 2024-12-01.", text=text))
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise SentenceError(L_("{text!r} is not a day of the calendar. Write 2024-12-01.", text=text)) from error


def days_of(start: date, end: date) -> list[date]:
    """Every day from `start` to `end`, both included."""
    return [start + timedelta(days=number) for number in range((end - start).days + 1)]
