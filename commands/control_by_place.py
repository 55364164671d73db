"""A table of who holds which place on which day, brought into a theatre as reports of control."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from commands.rejected_text import print_rejected
from commands.terminal import out, print_json
from geo.theatre.loader import read_theatre
from geo.theatre.row_accounts import need_fixing
from geo.validation.faults import RowFaults, faults_of
from ingest.control_tables import place_columns as of
from ingest.control_tables.place_batches import keep_reports
from ingest.control_tables.place_columns import PlaceColumns, find_columns
from ingest.control_tables.place_holders import STATUS_WORDS
from ingest.control_tables.reports_by_place import PlaceOptions, reports_by_place
from ingest.matching.keep import file_hash
from ingest.tables import read_table
from ingest.tables.table import columns_not_read, counted
from store.store import Author


def import_places(
    source: Path,
    data: Path,
    options: PlaceOptions,
    said: dict[str, str],
    credit: tuple[str, str],
    author: Author,
    *,
    dry_run: bool,
) -> tuple[dict[str, Any], tuple[RowFaults, ...]]:
    """Bring the rows of a table into the theatre of `data`; the account of them, and what is rejected.

    `said`: columns the user names, by what they say; `credit`: whom the rows are owed to and on what terms.

    Raises
    ------
    DataError : the table cannot be read, or lacks a column, or holds words nobody mapped.
    """
    started = time.monotonic()
    sha256 = file_hash(source)
    theatre = read_theatre(data)
    table = read_table(source)
    columns = find_columns(list(table.cells.columns), source, said)
    found = reports_by_place(table, source, columns, options, theatre)
    if found.accepted and not dry_run:
        keep_reports(data, found, sha256, *credit, author)
    names = table.cells[columns.get(of.PLACE_ID) or columns.get(of.PLACE) or columns.get(of.LATITUDE)]
    shown = dict(zip(map(int, table.rows), names, strict=True))
    aside = tuple(
        (replace(fault, row_id=str(shown.get(fault.row, ""))),) for fault in faults_of(found.faults, table.file)
    )
    account = {
        "read": found.read,
        "accepted": found.accepted,
        "unchanged": found.unchanged,
        "set_aside": found.rejected,
        "by_reason": found.by_reason,
        "reports": len(found.reports),
        "columns": dict(found.columns.by_key),
        "not_read": list(table.columns_beside(found.columns.by_key.values())),
        "days": [day.isoformat() for day in found.days] if found.days else None,
        "spans": found.spans,
        "notes": [*([found.order.note] if found.order.note else []), *_not_read(columns, found.columns)],
        "history_decides": theatre.history is not None,
        "seconds": round(time.monotonic() - started, 2),
    }
    return account, aside


def _not_read(columns: PlaceColumns, read: PlaceColumns) -> list[str]:
    """That a column called a status holds something else, and so decides nothing."""
    if not (column := columns.get(of.STATUS)) or read.get(of.STATUS):
        return []
    return [f"Column {column} is not read: it holds other words than {', '.join(sorted(STATUS_WORDS))}."]


def print_places(account: dict[str, Any], aside: tuple[RowFaults, ...], to_file: Path | None, *, as_json: bool) -> None:
    """Say what became of the rows of a table."""
    if as_json:
        print_json(account)
    else:
        _print(account)
    print_rejected(aside, to_file)


def _print(account: dict[str, Any]) -> None:
    read_as = ", ".join(f"{key.replace('_', ' ')}: {column}" for key, column in account["columns"].items())
    beside = [columns_not_read(account["not_read"])] if account["not_read"] else []
    out.print(" ".join((f"Control by place. {read_as}.", *beside)), soft_wrap=True)
    out.print(
        f"{counted(account['read'], 'row')} read = {account['accepted']:,} accepted + {account['unchanged']:,} "
        f"unchanged (the holder their source named last) + {need_fixing(account['set_aside'])}. "
        f"{account['seconds']} s.",
        soft_wrap=True,
    )
    if account["days"]:
        reports = counted(account["reports"], "report")
        days = " to ".join(account["days"])
        out.print(f"{reports} of control, one for each change; days {days}.", soft_wrap=True)
    if account["spans"]:
        out.print("What holds from one day to another stands after its last day until another report speaks.")
    for note in account["notes"]:
        out.print(note, soft_wrap=True)
    if account["history_decides"]:
        out.print(
            "This theatre's control is a history drawn elsewhere: while control/history.toml is there, "
            "reports do not decide.",
            soft_wrap=True,
        )
