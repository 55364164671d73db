"""Why rows are rejected, in the words a person reads; the slugs are for programs."""

from __future__ import annotations

import pandas as pd

from geo.common.messages import N_, _, ngettext, verbatim

REASONS = {
    "unreadable-row": N_("The row cannot be cut into cells"),
    "no-date": N_("No day is given"),
    "unreadable-date": N_("The day cannot be read"),
    "ambiguous-date": N_("Day or month first? The file does not show it"),
    "other-calendar": N_("The day is of another calendar"),
    "two-days": N_("The row says two different days"),
    "too-early": N_("The day lies before any report"),
    "unreadable-time": N_("The time of day cannot be read"),
    "future-date": N_("The day lies in the future"),
    "end-before-start": N_("It ends before it begins"),
    "bad-precision": N_("How exact it is carries no known code"),
    "no-precision": N_("How exact the point is is not said"),
    "negative-count": N_("A number of persons is below zero"),
    "unreadable-count": N_("A number of persons cannot be read"),
    "implausible-count": N_("A number of persons is larger than any event has had"),
    "unclear-count": N_("A number of persons is written as none"),
    "low-above-high": N_("The lowest figure is above the highest"),
    "bad-count-as": N_("It does not count as anything known here"),
    "counts-nothing": N_("It counts no event"),
    "no-position": N_("Neither a position nor a place is given"),
    "unreadable-position": N_("The position cannot be read"),
    "null-island": N_("It lies at 0, 0: no position at all"),
    "off-the-globe": N_("Its degrees are beyond those of the globe"),
    "swapped-coordinates": N_("Latitude and longitude look swapped"),
    "outside-theatre": N_("It lies outside this theatre"),
    "outside-days": N_("It lies outside the days of this theatre"),
    "other-country": N_("The country is another, and no position is given"),
    "place-not-found": N_("This theatre does not know the place"),
    "new-place-not-found": N_("It moves an event that a person has the last word on to a place not known surely"),
    "place-not-clear": N_("The name may mean several places"),
    "no-type": N_("No type of event is given"),
    "unknown-type": N_("The type of event is not known here"),
    "bad-grade": N_("The grade is none"),
    "no-id": N_("No id is given"),
    "repeated-id": N_("Another row of the file has its id and says something else"),
    "not-accepted": N_("The theatre's own checks refuse it"),
}


def left_out_words(cells: pd.DataFrame) -> list[str]:
    """A sentence for each column and reason of cells (column, reason) that accepted rows go without, most first."""
    counts = cells.groupby(["column", "reason"], sort=False).size().sort_values(ascending=False, kind="stable")
    return [
        ngettext(
            "{column}: {number} cell left empty, its row is accepted: {reason}",
            "{column}: {number} cells left empty, their rows are accepted: {reason}",
            count,
        ).format(column=verbatim(column).told(), number=f"{count:,}", reason=reason_words(reason))
        for (column, reason), count in counts.items()
    ]


def reason_words(reason: str) -> str:
    """A reason as a sentence without its full stop."""
    return _(REASONS[reason]) if reason in REASONS else reason.replace("-", " ").capitalize()
