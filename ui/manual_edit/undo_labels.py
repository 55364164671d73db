"""What the undoing of a change is called: by what becomes of the row, not by how often it was turned round. Free of
Streamlit."""

from __future__ import annotations

from dataclasses import dataclass

from geo.changelog.describe import is_left_out, what_was_undone
from geo.changelog.log import Action, Entry, Ledger
from geo.common.messages import N_


@dataclass(frozen=True)
class UndoLabels:
    """`beside`: the button beside what was just done; `listed`: the one in the log and on the form; `title`, `why`: of
    the form; `done`: what is told once it is; `at_once`: what the log says where nobody was asked why."""

    beside: str
    listed: str
    title: str
    why: str
    done: str
    at_once: str


UNDO = UndoLabels(N_("Undo"), N_("Undo"), N_("Undo a change"), N_("Why it is undone"), N_("Undone."), "undone at once")
BRING_BACK = UndoLabels(
    N_("Bring it back"),
    N_("Bring back"),
    N_("Bring a change back"),
    N_("Why it is brought back"),
    N_("Brought back."),
    "brought back at once",
)
WITHDRAW = UndoLabels(
    N_("Withdraw again"),
    N_("Withdraw again"),
    N_("Withdraw again"),
    N_("Why it is withdrawn again"),
    N_("Withdrawn again."),
    "withdrawn again at once",
)
LEAVE_OUT = UndoLabels(
    N_("Leave out again"),
    N_("Leave out again"),
    N_("Leave out again"),
    N_("Why it is left out again"),
    N_("Left out again."),
    "left out again at once",
)


def undo_labels(entry: Entry, ledger: Ledger) -> UndoLabels:
    """What the undoing of `entry` is called, a change of `ledger`."""
    if entry.action is not Action.UNDO:
        return UNDO
    undone, brought_back = what_was_undone(entry, ledger)
    if brought_back:
        return UNDO
    if undone is None or undone.action is not Action.WITHDRAW:
        return BRING_BACK
    return LEAVE_OUT if is_left_out(undone) else WITHDRAW
