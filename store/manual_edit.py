"""Events, reports of control and rules for actors that a person adds, edits or withdraws, checked before they are kept.

A row with a fault is refused with all its faults, so that whoever typed it mends it at once.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import shapely

from geo.changelog.apply import numbered
from geo.changelog.log import LEDGER, Action, Entry, Ledger, Row, Subject
from geo.common.errors import DataError
from geo.common.messages import L_, joined
from geo.control.ground_files import ground_frame
from geo.control.ground_polygons import check_ground
from geo.control.report_log import check_reports
from geo.events.actors import check_rules
from geo.events.batch_events import event_frame
from geo.events.events import check_events
from geo.theatre.theatre import Theatre
from geo.validation.faults import RowFaults
from store.edit_conflicts import refuse_if_changed
from store.manual_checks import typed_faults
from store.store import Author, append, append_all, new_entry, now_utc

KEYS = {Subject.EVENT: "event_id", Subject.REPORT: "report_id", Subject.GROUND: "ground_id", Subject.ACTOR: "rule_id"}


class RefusedRowError(DataError):
    """A row typed by hand that the theatre cannot take; `faults` tells all that is wrong with it."""

    def __init__(self, faults: RowFaults) -> None:
        self.faults = faults
        super().__init__(
            L_("This row"),
            L_("is not kept"),
            joined([*(fault.sentence for fault in faults), L_("Mend it and try again.")]),
        )


def add(
    folder: Path,
    theatre: Theatre,
    subject: Subject,
    row: Row,
    author: Author,
    *,
    took: tuple[str, int] | None = None,
    key: str = "",
) -> Entry:
    """Add a row of its own to the theatre of `folder`; `key` is its id where it has one already.

    Raises
    ------
    RefusedRowError : the row has faults. UnwritableError : the folder cannot be written to.
    """
    key = key or _fresh_key()
    check(theatre, subject, key, row)

    def make(ledger: Ledger) -> Entry:
        refuse_if_changed(folder, ledger, subject, key, Ledger())
        return new_entry(author, Action.ADD, subject, key, row=row, took=took)

    return append(folder, make)


def add_all(folder: Path, theatre: Theatre, subject: Subject, rows: Sequence[Row], author: Author) -> Sequence[Entry]:
    """Add rows of their own to the theatre of `folder`: all of them, or none.

    Raises
    ------
    RefusedRowError : one of the rows has faults. UnwritableError : the folder cannot be written to.
    """
    named = {_fresh_key(): row for row in rows}
    check_all(theatre, subject, named)

    def make(ledger: Ledger) -> list[Entry]:
        return [new_entry(author, Action.ADD, subject, key, row=row) for key, row in named.items()]

    return append_all(folder, make)


def edit(
    folder: Path, theatre: Theatre, subject: Subject, key: str, row: Row, author: Author, *, seen: Ledger
) -> Entry:
    """Put `row` in the place of the row called `key`; `seen`: the log of the theatre in which the person saw it.

    Raises
    ------
    RefusedRowError : the row has faults. ChangedMeanwhileError : somebody else changed it since, or a file did.
    """
    check(theatre, subject, key, row)

    def make(ledger: Ledger) -> Entry:
        refuse_if_changed(folder, ledger, subject, key, seen)
        return new_entry(author, Action.EDIT, subject, key, row=row)

    return append(folder, make)


def withdraw(folder: Path, subject: Subject, key: str, author: Author, *, seen: Ledger) -> Entry:
    """Take a row, or a file that was brought in, out of the theatre; it stays in the log and can be brought back.
    `seen`: the log of the theatre in which the person saw it.

    Raises
    ------
    ChangedMeanwhileError : somebody else changed it since, or a file did.
    """

    def make(ledger: Ledger) -> Entry:
        refuse_if_changed(folder, ledger, subject, key, seen)
        return new_entry(author, Action.WITHDRAW, subject, key)

    return append(folder, make)


def _fresh_key() -> str:
    return f"hand-{now_utc():%Y%m%d}-{secrets.token_hex(4)}"


def check(theatre: Theatre, subject: Subject, key: str, row: Row) -> None:
    """Whether the theatre can take a row.

    Raises
    ------
    RefusedRowError : it cannot, with every reason.
    """
    check_all(theatre, subject, {key: row})


def check_all(theatre: Theatre, subject: Subject, rows: Mapping[str, Row], *, as_written: bool = False) -> None:
    """Whether the theatre can take rows, by key; `as_written`: they are those of a file, whose links stay as they are.

    Raises
    ------
    RefusedRowError : it cannot take one of them, with every reason.
    """
    named = [{**row, KEYS[subject]: key} for key, row in rows.items()]
    numbers, today = range(1, len(named) + 1), now_utc().date()
    if subject is Subject.EVENT:
        checked: Any = check_events(
            event_frame(named, numbers),
            factions=theatre.factions.keys(),
            adm1_pcodes=frozenset(theatre.governorates["adm1_pcode"]),
            span=(theatre.start, theatre.end),
            file=LEDGER,
        )
    elif subject is Subject.REPORT:
        checked = check_reports(
            numbered(named, numbers),
            factions=theatre.factions,
            place_ids=frozenset(theatre.places["place_id"]),
            first_day=theatre.start,
            file=LEDGER,
        )
    elif subject is Subject.GROUND:
        checked = check_ground(
            ground_frame(named, numbers),
            factions=theatre.factions,
            places=theatre.places,
            extent=theatre.extent,
            span=(theatre.start, theatre.end),
            file=LEDGER,
        )
    else:
        checked = check_rules(numbered(named, numbers), factions=theatre.factions.keys(), file=LEDGER)
    faults: dict[int, RowFaults] = {row[0].row: row for row in checked.rejected}
    for number, row in zip(numbers, named, strict=True):
        # a position that is none is told as such, not as outside too
        known = faults.get(number, ())
        columns = {fault.column for fault in known}
        typed = typed_faults(theatre, subject, row, as_written=as_written, today=today)
        more = [one for one in typed if one.column not in columns]
        if known or more:
            key = str(row[KEYS[subject]])
            raise RefusedRowError((*known, *(fault.at(LEDGER, number, key) for fault in more)))


def row_of(frame: pd.DataFrame, key: str) -> dict[str, Any]:
    """A row of the checked theatre as plain values, to be edited: the form in which the log keeps it."""
    row = frame.loc[key]
    plain = {str(name): _plain(value) for name, value in row.items() if name not in ("geometry", *DERIVED)}
    shape = row.get("geometry")
    if isinstance(shape, shapely.Point):
        plain |= {"longitude": shape.x, "latitude": shape.y}
    elif shape is not None:
        plain["geometry"] = json.loads(shapely.to_geojson(shape))
    return plain


DERIVED = ("first_day", "last_day", "strike", "probable_duplicate_of", "abroad", "area", "place_ids")
"""Columns of events and of ground that are worked out and never kept."""


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return None
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return value.item() if hasattr(value, "item") else value
