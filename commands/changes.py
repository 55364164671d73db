"""What was changed in a theatre: the log, undoing, and which faction an actor stands for."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from commands.terminal import AsJson, DataFolder, as_text, day_of, out, print_json, refused, theatre_or_exit
from geo.changelog.describe import describe_change, what_was_undone
from geo.changelog.imports import batch_notes
from geo.changelog.log import Entry, Ledger, Subject, read_ledger
from geo.common.errors import DataError, FilterError
from geo.common.messages import verbatim
from geo.events.actors import NAME, PATTERN, actor_table
from geo.theatre.catalog import chosen_folder
from geo.theatre.theatre import Theatre
from geo.theatre.version import require_folder
from ingest.tables.table import counted
from store.manual_edit import add_all
from store.store import Author, undo

Who = Annotated[
    str,
    typer.Option(
        "--author", help="Who makes the change, for the log.", show_default="your user name", callback=as_text
    ),
]
Why = Annotated[str, typer.Option("--reason", help="Why, for the log.", callback=as_text)]


def author(who: str, why: str) -> Author:
    """Who stands in the log: the one named, else the user of this machine."""
    return Author(who or getpass.getuser(), why)


def changes(data: DataFolder = None, as_json: AsJson = False) -> None:
    """List what was brought in, added, edited, withdrawn and undone, newest first.

    Needs no more of the theatre than its log, so that a change which keeps the theatre from opening can be found.
    """
    ledger = _ledger(data or chosen_folder())
    standing = {entry.id for entry in ledger.standing}
    rows: list[dict[str, Any]] = [
        {"id": entry.id, "at": entry.at, "who": entry.who, "why": entry.why, "what": describe_change(entry, ledger),
         "stands": entry.id in standing or entry.subject is Subject.CHANGE}
        for entry in reversed(ledger.entries)
    ]  # fmt: skip
    if as_json:
        print_json({"changes": rows})
        return
    if not rows:
        out.print("Nothing was changed since this theatre was made.")
        return
    table = Table("id", "when (UTC)", "who", "what", "why")
    for row in rows:
        undone = "" if row["stands"] else " (undone)"
        table.add_row(*(str(cell) for cell in (row["id"], row["at"][:16], row["who"])),
                      f"{row['what']}{undone}", str(row["why"]))  # fmt: skip
    out.print(table)


def undo_change(
    change: Annotated[str, typer.Argument(help="Id of the change, as `changes` lists it.")],
    data: DataFolder = None,
    who: Who = "",
    why: Why = "",
) -> None:
    """Undo a change; undoing an undoing brings it back."""
    folder = data or chosen_folder()
    try:
        entry = undo(folder, change.strip(), author(who, why))
    except DataError as error:
        raise refused(error, "Nothing was undone.") from error
    ledger = _ledger(folder)
    out.print(f"{describe_change(entry, ledger).rstrip('.')}. To bring it back: undo {entry.id}.")
    if told_again := _files_that_told_again(ledger, entry):
        out.print(f"Brought in since, with rows the theatre had then: {told_again}. For those rows, import again.")


def _ledger(folder: Path) -> Ledger:
    """The log of `folder`; ends the command where it cannot be read."""
    try:
        require_folder(folder)
        return read_ledger(folder)
    except DataError as error:
        raise refused(error, "Cannot read the log.") from error


def _files_that_told_again(ledger: Ledger, undoing: Entry) -> str:
    """Where a file was taken out: the files brought in after it whose duplicates may have been its rows."""
    undone, brought_back = what_was_undone(undoing, ledger)
    if undone is None or undone.subject is not Subject.BATCH or brought_back:
        return ""
    later = {entry.key for entry in ledger.entries[ledger.entries.index(undone) + 1 :]}
    notes = [note for batch, note in batch_notes(ledger).items() if batch in later and note.duplicates]
    return ", ".join(f"{note.file} ({counted(note.duplicates, 'duplicate')})" for note in notes)


def actors(
    data: DataFolder = None,
    stands_for: Annotated[
        list[str] | None,
        typer.Option("--set", help='"Name of the actor=FACTION", or none for no faction; * stands for any letters.'),
    ] = None,
    valid_from: Annotated[str | None, typer.Option(help="First day the rules hold for.")] = None,
    valid_to: Annotated[str | None, typer.Option(help="Last day the rules hold for.")] = None,
    who: Who = "",
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """List who is named in the events brought in and which faction each stands for, those no rule knows first."""
    folder = data or chosen_folder()
    theatre = theatre_or_exit(folder)
    try:
        rules = [_rule(text, valid_from, valid_to) for text in stands_for or ()]
        if rules:
            add_all(folder, theatre, Subject.ACTOR, rules, author(who, why))
    except (DataError, FilterError) as error:
        raise refused(error, "No rule was added.") from error
    _list_actors(theatre_or_exit(folder) if rules else theatre, as_json=as_json)


def _rule(text: str, first: str | None, last: str | None) -> dict[str, str]:
    actor, equals, faction = text.rpartition("=")
    if not equals or not actor.strip():
        raise FilterError(verbatim(f'Cannot read {text!r}. Write it as --set "Name of the actor=FACTION".'))
    return {
        "match": PATTERN if "*" in actor else NAME,
        "actor": actor.strip(),
        "faction": faction.strip(),
        "valid_from": day_of(first).isoformat() if first else "",
        "valid_to": day_of(last).isoformat() if last else "",
    }


def _list_actors(theatre: Theatre, *, as_json: bool) -> None:
    brought_in = theatre.events[theatre.events["origin"] != ""]
    table = actor_table(brought_in, theatre.actor_rules)
    rows: list[dict[str, Any]] = [
        {
            "actor": row.actor,
            "events": int(row.events),
            "first_day": f"{row.first_day:%Y-%m-%d}",
            "last_day": f"{row.last_day:%Y-%m-%d}",
            "factions": [faction for faction in row.factions if faction],
            "mapped": "" not in row.factions,
        }
        for row in table.itertuples()
    ]
    if as_json:
        print_json({"actors": rows})
        return
    if not rows:
        out.print("No event of this theatre was brought in from a file.")
        return
    shown = Table("actor", "events", "first day", "last day", "faction")
    for row in rows:
        faction = ", ".join(row["factions"]) + ("" if row["mapped"] else " ?")
        cells = (row["actor"], row["events"], row["first_day"], row["last_day"], faction.strip())
        shown.add_row(*(str(cell) for cell in cells))
    out.print(shown)
    if without := sum(not row["mapped"] for row in rows):
        stand = counted(without, "actor stands", "actors stand")
        out.print(f'{stand} for no faction yet. Say which: --set "Name of the actor=FACTION".')
