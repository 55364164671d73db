"""What a change of the log says, in a sentence."""

from __future__ import annotations

from geo.changelog.log import Action, Entry, Ledger, Row, Subject
from geo.common.messages import N_, _, ngettext

NAMES = {
    Subject.EVENT: N_("event"),
    Subject.REPORT: N_("report of control"),
    Subject.GROUND: N_("ground drawn"),
    Subject.ACTOR: N_("rule for an actor"),
    Subject.BATCH: N_("file"),
}
DONE = {
    Action.ADD: N_("Added"),
    Action.EDIT: N_("Edited"),
    Action.WITHDRAW: N_("Withdrew"),
    Action.IMPORT: N_("Brought in"),
}
TITLES = {
    Subject.EVENT: "summary",
    Subject.REPORT: "place_id",
    Subject.GROUND: "asserted_by",
    Subject.ACTOR: "actor",
    Subject.BATCH: "file",
}
"""The column of a row by which a person knows it."""
LONGEST = 80
LEFT_OUT = N_("Left out a row that waited")
"""What the withdrawal of a row does that was never in the theatre."""


def did(entry: Entry) -> str:
    """What a change that is no undoing did, in a word or two."""
    return _("Corrected") if entry.corrects_files else _(DONE[entry.action])


def describe_change(entry: Entry, ledger: Ledger) -> str:
    """As in "Withdrew event SYR-20241201-03: Shelling hit the market." """
    if entry.action is Action.UNDO:
        undone, brought_back = what_was_undone(entry, ledger)
        if undone is None:
            return _("Undid {id}.").format(id=entry.key)
        if brought_back and undone.action is Action.WITHDRAW:
            return f"{withdrawn_again(undone)}: {_of(undone)}"
        return _turned_round(brought_back).format(change=describe_change(undone, ledger))
    return f"{_(LEFT_OUT)}: {_of(entry)}" if is_left_out(entry) else f"{did(entry)} {_of(entry)}"


def _turned_round(brought_back: bool) -> str:
    return _("Brought back: {change}") if brought_back else _("Undid: {change}")


def _of(entry: Entry) -> str:
    """As in "event SYR-20241201-03: Shelling hit the market", with a full stop where there is no title."""
    row = entry.row or {}
    title = str(row.get(TITLES[entry.subject], "") or "")
    short = title if len(title) <= LONGEST else title[: LONGEST - 1] + "…"
    corrected = f" ({words})" if entry.subject is Subject.BATCH and (words := corrected_words(row)) else ""
    return f"{_(NAMES[entry.subject])} {entry.key}" + (f": {short}{corrected}" if short else ".")


def corrected_words(note: Row) -> str:
    """What a file did to events that earlier files had brought in, as in "3 events corrected, 1 event withdrawn"; ""
    where it did nothing to them. `note`: of the file, as the log keeps it."""
    corrected, withdrawn = (
        int(note.get("superseded") or 0),
        int(note.get("withdrawn") or 0) + int(note.get("gone") or 0),
    )
    parts = (
        (corrected, ngettext("{count} event corrected", "{count} events corrected", corrected)),
        (withdrawn, ngettext("{count} event withdrawn", "{count} events withdrawn", withdrawn)),
    )
    return _(", ").join(words.format(count=f"{count:,}") for count, words in parts if count)


def is_left_out(entry: Entry) -> bool:
    """Whether a change is about a row that only waited for its place: its withdrawal alone has to say what it was."""
    return entry.action is Action.WITHDRAW and entry.row is not None


def withdrawn_again(entry: Entry) -> str:
    """What is told of a withdrawal that was undone and brought back."""
    return _("Left out again") if is_left_out(entry) else _("Withdrawn again")


def describe_action(entry: Entry, ledger: Ledger) -> str:
    """What a change did, without what it is about, as in "Added event" or "Undid: Added event"."""
    if is_left_out(entry):
        return _(LEFT_OUT)
    if entry.action is not Action.UNDO:
        return f"{did(entry)} {_(NAMES[entry.subject])}"
    undone, brought_back = what_was_undone(entry, ledger)
    if undone is None:
        return _("Brought back") if brought_back else _("Undid")
    if brought_back and undone.action is Action.WITHDRAW:
        return withdrawn_again(undone)
    return _turned_round(brought_back).format(change=describe_action(undone, ledger))


def what_was_undone(entry: Entry, ledger: Ledger) -> tuple[Entry | None, bool]:
    """The change that an undoing is about in the end, None where the log lacks it; and whether it brought that change
    back, as an undoing of an undoing does."""
    # each is followed once: in a log that was edited two may undo each other
    by_id = {other.id: other for other in ledger.entries}
    undone, brought_back = by_id.pop(entry.key, None), False
    while undone is not None and undone.action is Action.UNDO:
        undone, brought_back = by_id.pop(undone.key, None), not brought_back
    return undone, brought_back
