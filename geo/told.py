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
        undone = next((other for other in ledger.entries if other.id == entry.key), None)
        return f"Undid: {told(undone, ledger)}" if undone else f"Undid {entry.key}."
    title = str((entry.row or {}).get(TITLES[entry.subject], "") or "")
    short = title if len(title) <= LONGEST else title[: LONGEST - 1] + "…"
    return f"{DONE[entry.action]} {NAMES[entry.subject]} {entry.key}" + (f": {short}" if short else ".")
