"""Writing into a theatre: one change at a time, whole or not at all, by one writer at a time.

A change is in the theatre once its line stands in the log (geo/changelog/log.py). The log is written anew beside the
old one and put in its place; a file brought in is written first and named in the log last. So a crash at any point
leaves the theatre as it was or as it should be. A lock keeps two writers apart; who waits sees the other's rows before
its own.
"""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from geo.changelog.log import BATCHES, LEDGER, Action, Entry, Ledger, Row, Subject, read_ledger, whole_lines
from geo.common.errors import DataError
from geo.common.messages import L_
from geo.control.report_files import report_id_start

LOCK = ".lock"
HALF = ".half-"
UNNAMED = f"{HALF}named"
"""File in the folder of a batch until the log names it."""
WAIT_S = 60.0


class UnwritableError(DataError):
    """The theatre's folder cannot be written to."""


class ChangedMeanwhileError(DataError):
    """Somebody else changed the same thing since it was read."""


class UndoneAlreadyError(ChangedMeanwhileError):
    """What is to be undone is undone already."""


@dataclass(frozen=True)
class Hindrance:
    """What keeps a `change` of the log from being undone: `later`, a change that builds on it; None where it is undone
    already. Both by their ids."""

    change: str
    later: str | None = None

    def error(self, log: Path) -> ChangedMeanwhileError:
        """The same as an error of the log."""
        if self.later is None:
            return UndoneAlreadyError(
                log, L_("has the change {change} undone already", change=self.change), L_("Nothing is left to do.")
            )
        fault = L_("has a later change, {later}, that builds on {change}", later=self.later, change=self.change)
        return ChangedMeanwhileError(log, fault, L_("Undo the later one first."))


@dataclass(frozen=True)
class Author:
    """Who makes a change, and why: both stand in the log."""

    who: str
    why: str = ""


def now_utc() -> datetime:
    """The moment it is, in UTC."""
    return datetime.now(UTC)


@contextmanager
def writing(folder: Path, *, wait_s: float = WAIT_S) -> Iterator[None]:
    """Hold the theatre of `folder` for writing.

    Raises
    ------
    UnwritableError : the folder cannot be written to, or another writer holds it for longer than `wait_s`.
    """
    try:
        with FileLock(folder / LOCK, timeout=wait_s):
            _tidy(folder)
            yield
    except Timeout as error:
        raise UnwritableError(
            folder,
            L_("was held by another writer for {wait_s:.0f} s", wait_s=wait_s),
            L_("Try again when its import has ended."),
        ) from error
    except OSError as error:
        raise UnwritableError(
            folder, L_("cannot be written to ({error})", error=error), L_("Check permissions and free space.")
        ) from error


def append(folder: Path, make: Callable[[Ledger], Entry]) -> Entry:
    """Append the change that `make` makes of the log as it stands once no other writer holds it."""
    return append_all(folder, lambda ledger: [make(ledger)])[0]


def append_all(folder: Path, make: Callable[[Ledger], Sequence[Entry]]) -> Sequence[Entry]:
    """Append all changes that `make` makes of the log as it stands once no other writer holds it, or none of them."""
    with writing(folder):
        entries = make(read_ledger(folder))
        _write(folder, entries)
    return entries


def keep_batch(
    folder: Path, batch: str, note: Row, author: Author, write: Callable[[Path], None], check: Callable[[], None]
) -> Entry:
    """Bring in a file: `write` fills a folder with its parts, then the log names it.

    `check` is called when no other writer can come between; it raises where the theatre is no longer what the rows were
    checked against.
    """
    with writing(folder):
        check()
        batches = folder / BATCHES
        batches.mkdir(exist_ok=True)
        half = Path(tempfile.mkdtemp(prefix=HALF, dir=batches))
        try:
            write(half)
            (half / UNNAMED).touch()
            for path in half.iterdir():
                _sync(path)
            half.chmod(0o755)
            half.replace(batches / batch)
        except BaseException:
            shutil.rmtree(half, ignore_errors=True)
            raise
        _sync(batches)
        entry = new_entry(author, Action.IMPORT, Subject.BATCH, batch, row=note)
        _write(folder, [entry])
        (batches / batch / UNNAMED).unlink()
    return entry


def new_entry(
    author: Author,
    action: Action,
    subject: Subject,
    key: str,
    *,
    row: Row | None = None,
    took: tuple[str, int] | None = None,
) -> Entry:
    """A change made now, under an id of its own."""
    at = now_utc()
    return Entry(
        id=f"{at:%Y%m%dT%H%M%S}-{secrets.token_hex(3)}",
        at=at.isoformat(timespec="seconds"),
        who=author.who.strip(),
        why=author.why.strip(),
        action=action,
        subject=subject,
        key=key,
        row=row,
        took=took,
    )


def undo(folder: Path, change: str, author: Author) -> Entry:
    """Undo a change; undoing an undoing brings the change back.

    Raises
    ------
    ChangedMeanwhileError : there is no such change, it is undone already (then UndoneAlreadyError), or a later change
        builds on it.
    """
    return undo_all(folder, [change], author)[0]


def undo_all(folder: Path, changes: Sequence[str], author: Author) -> Sequence[Entry]:
    """Undo changes that were made together: all of them, or none.

    Raises
    ------
    ChangedMeanwhileError : as `undo`, for any of them.
    """

    def make(ledger: Ledger) -> list[Entry]:
        known = {entry.id: entry for entry in ledger.entries}
        for change in changes:
            if change not in known:
                raise ChangedMeanwhileError(
                    folder / LEDGER, L_("knows no change {change!r}", change=change), L_("List them: `cli.py changes`.")
                )
            if hindrance := why_not_undone(ledger, known[change]):
                raise hindrance.error(folder / LEDGER)
        return [new_entry(author, Action.UNDO, Subject.CHANGE, change) for change in changes]

    return append_all(folder, make)


def why_not_undone(ledger: Ledger, entry: Entry) -> Hindrance | None:
    """What keeps a change of the log from being undone; None where it can be."""
    if entry.id not in {standing.id for standing in ledger.standing} | _undoings(ledger):
        return Hindrance(entry.id)
    later = _built_on(ledger, entry)
    return Hindrance(entry.id, later.id) if later else None


def _undoings(ledger: Ledger) -> set[str]:
    """The undoings that stand: not themselves undone."""
    undone: set[str] = set()
    standing: set[str] = set()
    for entry in reversed(ledger.entries):
        if entry.action is Action.UNDO and entry.id not in undone:
            undone.add(entry.key)
            standing.add(entry.id)
    return standing


def _built_on(ledger: Ledger, entry: Entry) -> Entry | None:
    """A standing change that makes no sense without `entry`: a later one of the same row, or of a row of its batch; or
    a file that was said to count before it."""
    position = ledger.entries.index(entry)
    later = {other.id for other in ledger.entries[position + 1 :]}
    return next(
        (
            other
            for other in ledger.standing
            if other.id in later
            and (
                (other.subject, other.key) == (entry.subject, entry.key)
                or entry.id in (other.row or {}).get("over", ())
                or (entry.subject is Subject.BATCH and _changes_a_row_of(other, entry.key))
            )
        ),
        None,
    )


def _changes_a_row_of(change: Entry, batch: str) -> bool:
    """Whether a change places or edits a row that a file brought in: an event, a report of control or ground."""
    if change.took is not None and change.took[0] == batch:
        return True
    if change.row is None:
        return False
    if change.subject in (Subject.REPORT, Subject.GROUND):
        return change.key.startswith(report_id_start(batch))
    return change.subject is Subject.EVENT and change.row.get("origin") == batch


def _write(folder: Path, entries: Sequence[Entry]) -> None:
    """The log with `entries` at its end, all of them or none: written beside it and put in its place."""
    path = folder / LEDGER
    whole = whole_lines(path.read_bytes() if path.exists() else b"")
    half = folder / f"{HALF}{LEDGER}"
    with half.open("wb") as file:
        file.write(b"".join(line + b"\n" for line in whole))
        file.write(b"".join(entry.to_line() for entry in entries))
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
    _sync(folder)


def _tidy(folder: Path) -> None:
    """Remove what writers that were stopped left behind: what is half written, and folders they did not come to name.
    What lies behind a link is somebody else's.

    A folder that the log named once and no longer names stays: its line may have been moved out to be mended.
    """
    inside = [one for one in folder.iterdir() if one.is_dir() and not one.is_symlink()]
    for path in [half for place in (folder, *inside) for half in place.glob(f"{HALF}*")]:
        _remove(path)
    batches = folder / BATCHES
    if batches not in inside:
        return
    named = {entry.key for entry in read_ledger(folder).entries if entry.subject is Subject.BATCH}
    for path in [one for one in batches.iterdir() if not one.is_symlink()]:
        if path.name in named:
            (path / UNNAMED).unlink(missing_ok=True)
        elif (path / UNNAMED).exists():
            shutil.rmtree(path)


def _remove(path: Path) -> None:
    """Remove a file, a folder with all that is in it, or a link: never what a link leads to."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _sync(path: Path) -> None:
    """Have the disk hold a file, or the names in a folder, before anything that relies on it is written."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
