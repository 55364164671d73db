"""Polygons of one day, brought into a theatre as ground by one voice."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from commands.changes import Who, Why, author
from commands.history_options import DrawnOptions, RejectedFile, SliverKm, reads_drawings
from commands.rejected_text import print_rejected, refuse_to_write_over, rejected_csv, write_rows
from commands.terminal import FAULTY, AsJson, DataFolder, as_text, day_of, out, print_json, refused, theatre_or_exit
from geo.common.errors import DataError, FilterError
from geo.theatre.catalog import chosen_folder
from geo.theatre.frame import read_frame
from ingest.histories.day_ground import DayGround, Voice, keep_day_ground, read_day_ground
from ingest.tables.table import counted


@reads_drawings()
def import_ground(
    drawn: DrawnOptions,
    source: Annotated[Path, typer.Argument(help="A file of polygons that tells who holds what.")],
    day: Annotated[str, typer.Option("--on", help="The day it speaks of, as 2024-12-01.")],
    source_text: Annotated[str, typer.Option("--source", help="Whose word it is.", callback=as_text)],
    grade: Annotated[str, typer.Option(help="Admiralty grade of that word, as C3.")],
    url: Annotated[str, typer.Option("--url", help="The page where it can be seen.")] = "",
    published: Annotated[str | None, typer.Option("--published-on", help="The day it was published.")] = None,
    speaks_for: Annotated[str, typer.Option("--speaks-for", help="The faction whose own word it is.")] = "",
    strip_km: SliverKm = None,
    licence: Annotated[str, typer.Option(help="Licence of the source.")] = "",
    rejected: RejectedFile = None,
    data: DataFolder = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would become of it and keep nothing.")] = False,
    who: Who = "",
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """Bring in somebody's polygons of one day as one voice: a report about every place inside, weighed with the others.

    Exits 0 when every feature is accepted, 1 when features need fixing, 2 when nothing was brought in.
    """
    folder = data or chosen_folder()
    theatre = theatre_or_exit(folder)
    try:
        refuse_to_write_over(rejected, source)
        voice = Voice(source_text, grade, url, day_of(published) if published else None, speaks_for)
        found = read_day_ground(
            source, drawn.of_drawing(), voice, read_frame(folder), theatre, day_of(day), strip_km=strip_km
        )
        entry = None if dry_run else keep_day_ground(folder, found, source_text, licence, author(who, why))
    except (DataError, FilterError) as error:
        raise refused(error, "Nothing was brought in.") from error
    account = _account(found, entry.id if entry else None)
    if as_json:
        print_json(account)
    else:
        _print(account, found)
    aside = found.other.imported.rejected
    print_rejected(aside, rejected)
    written = rejected is None or write_rows(rejected, rejected_csv(aside))
    if aside or not written:
        raise typer.Exit(FAULTY)


def _account(found: DayGround, change: str | None) -> dict[str, Any]:
    imported = found.other.imported
    return {
        "read": imported.read,
        "accepted": imported.accepted,
        "set_aside": len(imported.rejected),
        "by_reason": dict(imported.by_reason),
        "on": found.other.day.isoformat(),
        "drawn_for": found.other.drawn_for.isoformat(),
        "column": found.other.column or None,
        "places": {row.controller: len(row.place_ids) for row in found.rows.itertuples()},
        "reports": found.place_count,
        "without_report": [
            {"drawn_as": one.drawn_as, "km2": round(one.area_km2, 1), "places": list(one.places)}
            for one in found.no_holder
        ],
        "notes": list(found.notes),
        "change": change,
    }


def _print(account: dict[str, Any], found: DayGround) -> None:
    out.print(found.other.imported.account)
    holders = ", ".join(f"{holder} {count:,}" for holder, count in account["places"].items())
    out.print(f"{counted(account['reports'], 'report')} of {account['on']}, one for each place inside: {holders}.")
    for note in account["notes"]:
        out.print(note, soft_wrap=True)
    if account["change"]:
        out.print(f"To take it out again: undo {account['change']}.")
    else:
        out.print("Nothing was kept. Without --dry-run these reports come into the theatre.")
