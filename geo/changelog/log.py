"""What was changed in a theatre by hand or brought in from a file: one line a change, appended and never rewritten.

Nothing a person adds is written into the theatre's own files. `changes.ndjson` tells who did what, when and why; the
theatre is its files with this log played over them. A change is undone by another line.

A line counts once it is whole: one that breaks off (the machine stopped while it was written) never happened.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Any

from geo.common.errors import UnreadableFileError
from geo.common.messages import L_, Sentence

LEDGER = "changes.ndjson"
BATCHES = "imports"
"""Folder of the files brought in, one folder each; only those the log names count."""


class Action(StrEnum):
    """What a line of the log does."""

    ADD = "add"
    EDIT = "edit"
    WITHDRAW = "withdraw"
    IMPORT = "import"
    UNDO = "undo"


class Subject(StrEnum):
    """What a change speaks of."""

    EVENT = "event"
    REPORT = "report"
    GROUND = "ground"
    ACTOR = "actor"
    BATCH = "batch"
    CHANGE = "change"


TEXTS = ("id", "at", "who", "why", "key")
WORDS: Mapping[str, type[Action] | type[Subject]] = {"action": Action, "subject": Subject}
"""What every line holds: parts that are free text, and parts that are one of a few words."""

FOLDER = re.compile(r"\w[\w.-]*")
"""What the folder of a file brought in may be called: a name from the log leads nowhere else."""

Row = Mapping[str, Any]
"""One row as it is kept: plain values by column; events carry `longitude` and `latitude`."""


@dataclass(frozen=True)
class Entry:
    """One line of the log. `at`: UTC, ISO 8601; `row`: the row as it is from now on (add, edit), the note of a batch
    (import), or what there was of a row that only waited (withdraw); `took`: the rejected row of a batch this one was
    made from, as (batch, row); `line`: its number in the file."""

    id: str
    at: str
    who: str
    why: str
    action: Action
    subject: Subject
    key: str
    row: Row | None = None
    took: tuple[str, int] | None = None
    line: int = field(default=0, compare=False)

    @property
    def corrects_files(self) -> bool:
        """Whether it puts a row of a batch, for which a person chose a place, over what earlier files say of its event;
        any other change by hand counts before all that files say."""
        return self.action is Action.EDIT and self.took is not None

    def to_line(self) -> bytes:
        """The line as it is written, its end included."""
        parts: dict[str, Any] = {
            "id": self.id,
            "at": self.at,
            "who": self.who,
            "why": self.why,
            "action": self.action.value,
            "subject": self.subject.value,
            "key": self.key,
        }
        if self.row is not None:
            parts["row"] = dict(self.row)
        if self.took is not None:
            parts["took"] = list(self.took)
        return json.dumps(parts, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode() + b"\n"


@dataclass(frozen=True)
class Ledger:
    """The whole lines of a log, oldest first."""

    entries: tuple[Entry, ...] = ()

    @cached_property
    def standing(self) -> tuple[Entry, ...]:
        """The changes that were not undone, oldest first, without the undoing itself. What undid an undoing brings the
        first change back."""
        undone: set[str] = set()
        standing: list[Entry] = []
        for entry in reversed(self.entries):
            if entry.id in undone:
                continue
            if entry.action is Action.UNDO:
                undone.add(entry.key)
            else:
                standing.append(entry)
        return tuple(reversed(standing))

    @cached_property
    def batches(self) -> Mapping[str, Row]:
        """The note of each file brought in that still counts, by batch, in the order they came."""
        found: dict[str, Row] = {}
        for entry in self.standing:
            if entry.subject is Subject.BATCH and entry.action is Action.IMPORT:
                found[entry.key] = entry.row or {}
            elif entry.subject is Subject.BATCH:
                found.pop(entry.key, None)
        return found

    def brought_back_before(self, entry: Entry) -> tuple[str, ...]:
        """The batches that stand before the import `entry` and did not when it was made: taken out then, and brought
        back since."""
        undoings = {one.id for one in self.entries if one.action is Action.UNDO}
        if undoings.isdisjoint(one.key for one in self.entries if one.action is Action.UNDO):
            return ()
        then = Ledger(self.entries[: self.entries.index(entry)]).batches
        now = list(self.batches)
        return tuple(batch for batch in now[: now.index(entry.key)] if batch not in then)

    def last(self, subject: Subject) -> Mapping[str, Entry]:
        """For each row of one kind that the log speaks of, by key, the change that left it as it is."""
        return {entry.key: entry for entry in self.standing if entry.subject is subject}

    @cached_property
    def manual_edits(self) -> Mapping[str, Entry]:
        """For each event of which a person has the last word, by its id, the change that says it. A file that was said
        to count before a change by hand (`over` in its note) has the last word itself as long as it stands."""
        overruled = {change for note in self.batches.values() for change in note.get("over", ())}
        return {key: entry for key, entry in self.last(Subject.EVENT).items() if entry.id not in overruled}

    @cached_property
    def _by_row(self) -> Mapping[tuple[Subject, str], tuple[Entry, ...]]:
        found: dict[tuple[Subject, str], list[Entry]] = {}
        for entry in self.standing:
            found.setdefault((entry.subject, entry.key), []).append(entry)
        return {row: tuple(entries) for row, entries in found.items()}

    def changes_of(self, subject: Subject, key: str) -> tuple[Entry, ...]:
        """The changes of one row that were not undone, oldest first."""
        return self._by_row.get((subject, key), ())

    def taken(self, batch: str) -> Mapping[int, Entry]:
        """The rejected rows of a batch that a person has made a row of the theatre since, each with that change."""
        return {entry.took[1]: entry for entry in self.standing if entry.took is not None and entry.took[0] == batch}


def read_ledger(folder: Path) -> Ledger:
    """The log of a theatre; an empty one where there is none.

    Raises
    ------
    UnreadableFileError : a line that is whole is no change; the message names it.
    """
    path = folder / LEDGER
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Ledger()
    except OSError as error:
        raise UnreadableFileError(
            path, L_("cannot be read ({strerror})", strerror=error.strerror), L_("Let this program read it.")
        ) from error
    lines = enumerate(whole_lines(content), start=1)
    found: dict[str, list[Entry]] = {}
    entries = [_entry(line, number, path) for number, line in lines]
    return Ledger(tuple(entry for entry in entries if _first_told(entry, found)))


def _first_told(entry: Entry, found: dict[str, list[Entry]]) -> bool:
    """Whether no line before says the same: a line copied by hand happened once. Notes it in `found`, by id."""
    same_id = found.setdefault(entry.id, [])
    if entry in same_id:
        return False
    same_id.append(entry)
    return True


def whole_lines(content: bytes) -> list[bytes]:
    """The lines of a log that were written to their end.

    The last one may lack its line end if it says all that a change says, and lines may end as on any system: so
    editors leave them. The same goes for a byte order mark before the first.
    """
    *lines, last = content.removeprefix(codecs.BOM_UTF8).replace(b"\r", b"\n").split(b"\n")
    return [line for line in (*lines, last if _is_json(last) else b"") if line.strip()]


def _batches_named(said: Mapping[str, Any]) -> list[str]:
    """What the line calls folders of files brought in."""
    of_key = [str(said["key"])] if said["subject"] == Subject.BATCH else []
    took, again = said.get("took"), (said.get("row") or {}).get("unchanged_in")
    of_took = took[:1] if isinstance(took, list) else []
    return [*of_key, *map(str, of_took), *map(str, again if isinstance(again, Mapping) else ())]


def _is_json(text: bytes) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _entry(line: bytes, number: int, path: Path) -> Entry:
    try:
        said = json.loads(line.decode("utf-8"))
        wrong = _wrong(said)
    except (ValueError, RecursionError):
        wrong = L_("is no change: it is not JSON text")
    if wrong:
        raise UnreadableFileError(
            path,
            L_("line {number} {wrong}", number=number, wrong=wrong),
            L_("Bring the line back from a copy, or move it out of the file; every other line counts as it stands."),
        )
    took = said.get("took")
    return Entry(
        **{part: str(said[part]) for part in TEXTS},
        action=Action(said["action"]),
        subject=Subject(said["subject"]),
        row=said.get("row"),
        took=None if took is None else (took[0], took[1]),
        line=number,
    )


def _wrong(said: Any) -> Sentence | None:
    """What keeps the content of a line from being a change; None where nothing does."""
    if not isinstance(said, dict):
        return L_("is no change: it should hold its parts in braces, each under its name")
    if missing := [part for part in (*TEXTS, *WORDS) if part not in said]:
        return L_("is no change: it lacks {parts}", parts=", ".join(missing))
    for part, known in WORDS.items():
        if said[part] not in list(known):
            known_are = ", ".join(known)
            if part == "action":
                return L_(
                    "has an action that is not known: {said} (known are {known})", said=said[part], known=known_are
                )
            return L_("has a subject that is not known: {said} (known are {known})", said=said[part], known=known_are)
    if not isinstance(said.get("row", {}), dict | None):
        return L_("is no change: its row holds no columns")
    if elsewhere := [name for name in _batches_named(said) if not FOLDER.fullmatch(name)]:
        return L_("names an import that no folder can be called: {name}", name=elsewhere[0])
    match said.get("took"):
        case None | [str(), int()]:
            return None
    return L_("is no change: took should name an import and the number of a row")
