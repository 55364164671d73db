"""Where a row of the theatre comes from besides its source: whose hand changed it, and which file brought it in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import numpy as np

from geo.changelog.log import Action, Entry, Subject
from geo.common.messages import N_, _, ngettext
from geo.control.ground_files import GROUND
from geo.control.report_files import report_id_start
from geo.theatre.theatre import Theatre
from info.details import Line, Words
from map.spoken import day, listing

DONE = {Action.ADD: N_("Added by hand"), Action.EDIT: N_("Edited by hand"), Action.WITHDRAW: N_("Withdrawn by hand")}


def moment(at: str) -> str:
    """A moment of the log as in "5 Dec 2024, 14:05 UTC"; as it stands where it is none."""
    try:
        when = datetime.fromisoformat(at).astimezone(UTC)
    except ValueError:
        return at
    return _("{day}, {time} UTC").format(day=day(when.date()), time=f"{when:%H:%M}")


def who_and_why(entry: Entry) -> str:
    """As in "by Amal, 5 Dec 2024, 14:05 UTC: seen in a video"."""
    by = _("by {who}, {moment}").format(who=entry.who or _("somebody"), moment=moment(entry.at))
    return f"{by}: {entry.why}" if entry.why else by


def changed_by_hand(theatre: Theatre, subject: Subject, key: str) -> Sequence[Entry]:
    """The changes that made a row what it is, oldest first; none where it stands as its file has it."""
    return theatre.ledger.changes_of(subject, key)


def hand_in_words(theatre: Theatre, subject: Subject, key: str) -> str:
    """The same in a sentence, "" where no hand changed the row."""
    return _("; ").join(
        f"{_(DONE[entry.action])} {who_and_why(entry)}" for entry in changed_by_hand(theatre, subject, key)
    )


def hand_rows(theatre: Theatre, subject: Subject, key: str) -> tuple[tuple[str, Line], ...]:
    """The same as labels with their values."""
    return tuple(
        (_(DONE[entry.action]), (Words(who_and_why(entry)),)) for entry in changed_by_hand(theatre, subject, key)
    )


def brought_in_from(origin: str, theatre: Theatre) -> str:
    """Name of the file an event of this `origin` was brought in from, and when; "" for one of the theatre's own."""
    note = theatre.imports.get(origin)
    if not note:
        return origin
    told = _("{file}, {moment}, by {who}")
    return told.format(file=note.file, moment=moment(note.at), who=note.who or _("somebody"))


def drawn_in_words(theatre: Theatre, ground_id: str) -> str:
    """What ground was drawn a report comes from, as in "polygon drawn by hand, over 14 places"; "" where it was not
    drawn."""
    if not ground_id:
        return ""
    ground = theatre.ground.loc[ground_id]
    width = ground["within_km"]
    shape = _("polygon") if np.isnan(width) else _("line with the ground {km} km beside it").format(km=f"{width:g}")
    files = [note.file for batch, note in theatre.imports.items() if ground_id.startswith(report_id_start(batch))]
    changed = changed_by_hand(theatre, Subject.GROUND, ground_id)
    by_hand = any(entry.action is Action.ADD for entry in changed)
    file = files[0] if files else GROUND
    origin = _("drawn by hand") if by_hand and not files else _("of {file}").format(file=file)
    count = len(ground["place_ids"])
    over = ngettext("over {number} place", "over {number} places", count).format(number=f"{count:,}")
    return listing([f"{shape} {origin}", over])
