"""What others did to a row since a person saw it: by hand, or with a file that was brought in or taken out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geo.changelog.describe import what_was_undone
from geo.changelog.log import BATCHES, LEDGER, Action, Entry, Ledger, Subject
from geo.common.messages import L_
from geo.control.report_files import report_id_start
from geo.events.batch_parts import CORRECTS, OF_HAND, rows_about
from store.store import ChangedMeanwhileError


@dataclass(frozen=True)
class EditConflict:
    """Who changed a row, "" where the log does not say, and the file that did it, "" where they changed it by hand;
    `came`: the file came since, else it was taken out."""

    who: str
    file: str = ""
    came: bool = True


def changed_since(folder: Path, ledger: Ledger, subject: Subject, key: str, seen: Ledger) -> EditConflict | None:
    """What was done to a row between the log as a person has `seen` it and as it is; None where nothing was.

    Raises
    ------
    UnreadableFileError : a part of a file that came or went since is damaged.
    """
    last, before = ledger.last(subject).get(key), seen.last(subject).get(key)
    if (last and last.id) != (before and before.id):
        line = newest_line(ledger, subject, key)
        return EditConflict(line.who if line else "")
    others = ledger.batches.keys() ^ seen.batches.keys()
    spoke = [batch for batch in others if _speaks_of(folder, ledger, batch, subject, key)]
    lines = [line for batch in spoke if (line := newest_line(ledger, Subject.BATCH, batch)) is not None]
    if not lines:
        return None
    newest = max(lines, key=ledger.entries.index)
    brought_in = newest if newest.action is Action.IMPORT else what_was_undone(newest, ledger)[0]
    named = brought_in or newest
    return EditConflict(newest.who, str((named.row or {}).get("file", named.key)), named.key in ledger.batches)


def refuse_if_changed(folder: Path, ledger: Ledger, subject: Subject, key: str, seen: Ledger) -> None:
    """Raise ChangedMeanwhileError where a row is no longer as a person has `seen` it in the log."""
    found = changed_since(folder, ledger, subject, key, seen)
    if found is None:
        return
    who = found.who or "somebody"
    if not found.file:
        what = L_("has {key} changed by {who} since it was opened here", key=key, who=who)
    elif found.came:
        what = L_(
            "has {key} changed by {file}, which {who} brought in since it was opened here",
            key=key,
            file=found.file,
            who=who,
        )
    else:
        what = L_(
            "has {file}, which speaks of {key}, taken out by {who} since it was opened here",
            file=found.file,
            key=key,
            who=who,
        )
    raise ChangedMeanwhileError(LEDGER, what, L_("Look at it again, then change it."))


def newest_line(ledger: Ledger, subject: Subject, key: str) -> Entry | None:
    """The newest line of the log about a row or a file: a change of it, or one that undid or brought back such a
    change."""
    for entry in reversed(ledger.entries):
        about = what_was_undone(entry, ledger)[0] if entry.action is Action.UNDO else entry
        if about is not None and (about.subject, about.key) == (subject, key):
            return entry
    return None


def _speaks_of(folder: Path, ledger: Ledger, batch: str, subject: Subject, key: str) -> bool:
    """Whether a file has a say in what a row is: of an event that a person has the last word on, only one that was said
    to count before that."""
    if subject in (Subject.REPORT, Subject.GROUND):
        return key.startswith(report_id_start(batch))
    if subject is not Subject.EVENT:
        return False
    marks = rows_about(folder / BATCHES / batch, {key})[CORRECTS]
    return bool((marks == OF_HAND).any() if key in ledger.manual_edits else len(marks))
