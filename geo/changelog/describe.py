"""What a change of the log says, in a sentence."""

from __future__ import annotations

from geo.changelog.log import Action, Entry, Ledger, Row, Subject

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
LEFT_OUT = "Left out a row that waited"
"""What the withdrawal of a row does that was never in the theatre."""


def did(entry: Entry) -> str:
    """What a change that is no undoing did, in a word or two."""
    return "Corrected" if entry.corrects_files else DONE[entry.action]


def describe_change(entry: Entry, ledger: Ledger) -> str:
    """As in "Withdrew event SYR-20241201-03: Shelling hit the market." """
    if entry.action is Action.UNDO:
        undone, brought_back = what_was_undone(entry, ledger)
        if undone is None:
            return f"Undid {entry.key}."
        if brought_back and undone.action is Action.WITHDRAW:
            return f"{withdrawn_again(undone)}: {_of(undone)}"
        return f"{'Brought back' if brought_back else 'Undid'}: {describe_change(undone, ledger)}"
    return f"{LEFT_OUT}: {_of(entry)}" if is_left_out(entry) else f"{did(entry)} {_of(entry)}"


def _of(entry: Entry) -> str:
    """As in "event SYR-20241201-03: Shelling hit the market", with a full stop where there is no title."""
    row = entry.row or {}
    title = str(row.get(TITLES[entry.subject], "") or "")
    short = title if len(title) <= LONGEST else title[: LONGEST - 1] + "…"
    corrected = f" ({words})" if entry.subject is Subject.BATCH and (words := corrected_words(row)) else ""
    return f"{NAMES[entry.subject]} {entry.key}" + (f": {short}{corrected}" if short else ".")


def corrected_words(note: Row) -> str:
    """What a file did to events that earlier files had brought in, as in "3 events corrected, 1 event withdrawn"; ""
    where it did nothing to them. `note`: of the file, as the log keeps it."""
    counts = [
        (int(note.get("superseded") or 0), "corrected"),
        (int(note.get("withdrawn") or 0) + int(note.get("gone") or 0), "withdrawn"),
    ]
    return ", ".join(f"{count:,} {'event' if count == 1 else 'events'} {done}" for count, done in counts if count)


def is_left_out(entry: Entry) -> bool:
    """Whether a change is about a row that only waited for its place: its withdrawal alone has to say what it was."""
    return entry.action is Action.WITHDRAW and entry.row is not None


def withdrawn_again(entry: Entry) -> str:
    """What is told of a withdrawal that was undone and brought back."""
    return "Left out again" if is_left_out(entry) else "Withdrawn again"


def describe_action(entry: Entry, ledger: Ledger) -> str:
    """What a change did, without what it is about, as in "Added event" or "Undid: Added event"."""
    if is_left_out(entry):
        return LEFT_OUT
    if entry.action is not Action.UNDO:
        return f"{did(entry)} {NAMES[entry.subject]}"
    undone, brought_back = what_was_undone(entry, ledger)
    if undone is None:
        return "Brought back" if brought_back else "Undid"
    if brought_back and undone.action is Action.WITHDRAW:
        return withdrawn_again(undone)
    return f"{'Brought back' if brought_back else 'Undid'}: {describe_action(undone, ledger)}"


def what_was_undone(entry: Entry, ledger: Ledger) -> tuple[Entry | None, bool]:
    """The change that an undoing is about in the end, None where the log lacks it; and whether it brought that change
    back, as an undoing of an undoing does."""
    # each is followed once: in a log that was edited two may undo each other
    by_id = {other.id: other for other in ledger.entries}
    undone, brought_back = by_id.pop(entry.key, None), False
    while undone is not None and undone.action is Action.UNDO:
        undone, brought_back = by_id.pop(undone.key, None), not brought_back
    return undone, brought_back
