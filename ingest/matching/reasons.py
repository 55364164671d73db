"""Why rows are set aside, in the words a person reads; the slugs are for programs."""

from __future__ import annotations

import pandas as pd

REASONS = {
    "unreadable-row": "The row cannot be cut into cells",
    "no-date": "No day is given",
    "unreadable-date": "The day cannot be read",
    "ambiguous-date": "Day or month first? The file does not show it",
    "other-calendar": "The day is of another calendar",
    "two-days": "The row says two different days",
    "too-early": "The day lies before any report",
    "unreadable-time": "The time of day cannot be read",
    "future-date": "The day lies in the future",
    "end-before-start": "It ends before it begins",
    "bad-precision": "How exact it is carries no known code",
    "no-precision": "How exact the point is is not said",
    "negative-count": "A number of persons is below zero",
    "unreadable-count": "A number of persons cannot be read",
    "implausible-count": "A number of persons is larger than any event has had",
    "unclear-count": "A number of persons is written as none",
    "low-above-high": "The lowest figure is above the highest",
    "bad-count-as": "It does not count as anything known here",
    "counts-nothing": "It counts no event",
    "no-position": "Neither a position nor a place is given",
    "unreadable-position": "The position cannot be read",
    "null-island": "It lies at 0, 0: no position at all",
    "off-the-globe": "Its degrees are beyond those of the globe",
    "swapped-coordinates": "Latitude and longitude look swapped",
    "outside-theatre": "It lies outside this theatre",
    "outside-days": "It lies outside the days of this theatre",
    "other-country": "The country is another, and no position is given",
    "place-not-found": "This theatre does not know the place",
    "new-place-not-found": "It moves an event that a person has the last word on to a place not known surely",
    "place-not-clear": "The name may mean several places",
    "no-type": "No type of event is given",
    "unknown-type": "The type of event is not known here",
    "bad-grade": "The grade is none",
    "no-id": "No id is given",
    "repeated-id": "Another row of the file has its id and says something else",
    "not-accepted": "The theatre's own checks refuse it",
}


def left_out_words(cells: pd.DataFrame) -> list[str]:
    """A sentence for each column and reason of cells (column, reason) that accepted rows go without, most first."""
    counts = cells.groupby(["column", "reason"], sort=False).size().sort_values(ascending=False, kind="stable")
    return [
        f"{column}: {'1 cell left empty, its row is' if count == 1 else f'{count:,} cells left empty, their rows are'}"
        f" accepted: {reason_words(reason)}"
        for (column, reason), count in counts.items()
    ]


def reason_words(reason: str) -> str:
    """A reason as a sentence without its full stop."""
    return REASONS.get(reason, reason.replace("-", " ").capitalize())
