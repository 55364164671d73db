"""What a change of the log says, in a sentence."""

from __future__ import annotations

from geo.ledger import Action, Entry, Ledger, Subject

NAMES = {
    Subject.EVENT: "event",
    Subject.REPORT: "report of control",
    Subject.ACTOR: "rule for an actor",
    Subject.BATCH: "file",
}
DONE = {Action.ADD: "Added", Action.EDIT: "Edited", Action.WITHDRAW: "Withdrew", Action.IMPORT: "Brought in"}
TITLES = {Subject.EVENT: "summary", Subject.REPORT: "place_id", Subject.ACTOR: "actor", Subject.BATCH: "file"}
"""The column of a row by which a person knows it."""
LONGEST = 80


def told(entry: Entry, ledger: Ledger) -> str:
    """As in "Withdrew event SYR-20241201-03: Shelling hit the market." """
    if entry.action is Action.UNDO:
        undone, brought_back = what_was_undone(entry, ledger)
        if undone is None:
            return f"Undid {entry.key}."
        return f"{'Brought back' if brought_back else 'Undid'}: {told(undone, ledger)}"
    title = str((entry.row or {}).get(TITLES[entry.subject], "") or "")
    short = title if len(title) <= LONGEST else title[: LONGEST - 1] + "…"
    return f"{DONE[entry.action]} {NAMES[entry.subject]} {entry.key}" + (f": {short}" if short else ".")


def what_was_undone(entry: Entry, ledger: Ledger) -> tuple[Entry | None, bool]:
    """The change that an undoing is about in the end, None where the log lacks it; and whether it brought that change
    back, as an undoing of an undoing does."""
    # each is followed once: in a log that was edited two may undo each other
    by_id = {other.id: other for other in ledger.entries}
    undone, brought_back = by_id.pop(entry.key, None), False
    while undone is not None and undone.action is Action.UNDO:
        undone, brought_back = by_id.pop(undone.key, None), not brought_back
    return undone, brought_back
