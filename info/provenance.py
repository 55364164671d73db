"""Where a row of the theatre comes from besides its source: whose hand changed it, and which file brought it in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from geo.changelog.log import Action, Entry, Subject
from geo.theatre.theatre import Theatre
from info.details import Line, Words
from map.wording import day

DONE = {Action.ADD: "Added", Action.EDIT: "Edited", Action.WITHDRAW: "Withdrawn"}


def moment(at: str) -> str:
    """A moment of the log as in "5 Dec 2024, 14:05 UTC"; as it stands where it is none."""
    try:
        when = datetime.fromisoformat(at).astimezone(UTC)
    except ValueError:
        return at
    return f"{day(when.date())}, {when:%H:%M} UTC"


def who_and_why(entry: Entry) -> str:
    """As in "by Amal, 5 Dec 2024, 14:05 UTC: seen in a video"."""
    return f"by {entry.who or 'somebody'}, {moment(entry.at)}" + (f": {entry.why}" if entry.why else "")


def changed_by_hand(theatre: Theatre, subject: Subject, key: str) -> Sequence[Entry]:
    """The changes that made a row what it is, oldest first; none where it stands as its file has it."""
    return theatre.ledger.changes_of(subject, key)


def hand_in_words(theatre: Theatre, subject: Subject, key: str) -> str:
    """The same in a sentence, "" where no hand changed the row."""
    return "; ".join(
        f"{DONE[entry.action]} by hand {who_and_why(entry)}" for entry in changed_by_hand(theatre, subject, key)
    )


def hand_rows(theatre: Theatre, subject: Subject, key: str) -> tuple[tuple[str, Line], ...]:
    """The same as labels with their values."""
    return tuple(
        (f"{DONE[entry.action]} by hand", (Words(who_and_why(entry)),))
        for entry in changed_by_hand(theatre, subject, key)
    )


def brought_in_from(origin: str, theatre: Theatre) -> str:
    """Name of the file an event of this `origin` was brought in from, and when; "" for one of the theatre's own."""
    note = theatre.imports.get(origin)
    return f"{note.file}, {moment(note.at)}, by {note.who or 'somebody'}" if note else origin
