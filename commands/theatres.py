"""New theatres, of any country."""

from __future__ import annotations

import shlex
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Annotated, Any

import typer

from commands.terminal import AsJson, as_text, day_of, out, print_json, problems, refused, styled
from geo.common.errors import DataError, FilterError
from geo.theatre.catalog import theatres_folder
from geo.validation.faults import describe_row
from ingest.new_theatre.account import columns_read, rows_read, rows_rejected
from ingest.new_theatre.adm1 import kind_of_most
from ingest.new_theatre.extent import read_box
from ingest.new_theatre.fetch_atlas import fetch_atlas
from ingest.new_theatre.gazetteer_columns import KEYS
from ingest.new_theatre.make import Made, NewTheatreRequest, check_free, make_theatre
from ingest.new_theatre.own_gazetteer import GazetteerAccount, gazetteer_file
from ingest.new_theatre.parties import STAND_INS, read_parties
from ingest.new_theatre.settings import plural_of

SAY_COLUMNS = f'What a column of it holds, "name=VILLAGE"; repeatable. Known: {", ".join(KEYS)}.'


def new(
    start: Annotated[str, typer.Option("--from", help="First day, 2023-04-15.")],
    end: Annotated[str, typer.Option("--to", help="Last day, included.")],
    folder: Annotated[
        Path | None,
        typer.Argument(
            metavar="DIR",
            show_default=False,
            help="Folder to make; it may not exist, or is empty. Left out: one among the theatres of the page.",
        ),
    ] = None,
    bbox: Annotated[
        str | None, typer.Option(help="west,south,east,north in degrees; left out: the whole country.")
    ] = None,
    country: Annotated[
        str | None, typer.Option(help="ISO code such as SDN; left out: the country with most ground in the box.")
    ] = None,
    name: Annotated[str, typer.Option(help="What the theatre is called; left out: country and days.")] = "",
    faction: Annotated[
        list[str] | None, typer.Option("--faction", help='A party, "SAF=Sudanese Armed Forces"; repeatable.')
    ] = None,
    gazetteer: Annotated[
        Path | None,
        typer.Option(
            help="Places to map from, instead of GeoNames' larger ones: a table or map with names and points."
        ),
    ] = None,
    gazetteer_column: Annotated[
        list[str] | None,
        typer.Option(help=SAY_COLUMNS),
    ] = None,
    gazetteer_sheet: Annotated[str, typer.Option(help="Its sheet, layer or part of a zip.")] = "",
    gazetteer_source: Annotated[str, typer.Option(help="Whom its places are owed to.", callback=as_text)] = "",
    gazetteer_licence: Annotated[str, typer.Option(help="On what terms.", callback=as_text)] = "",
    as_json: AsJson = False,
) -> None:
    """Make a theatre of any country: boundaries, gazetteer and settings, ready to be filled.

    The first use fetches the outlines of all countries; after that no network is needed. Exits 0 when the theatre is
    made, 2 when it is not and nothing was written.
    """
    started = time.monotonic()
    try:
        wanted = NewTheatreRequest(
            start=day_of(start),
            end=day_of(end),
            box=read_box(bbox) if bbox is not None else None,
            country=country,
            name=name.strip(),
            parties=read_parties(faction or ()),
            gazetteer=gazetteer_file(
                gazetteer,
                columns=gazetteer_column or (),
                sheet=gazetteer_sheet,
                credit=gazetteer_source,
                licence=gazetteer_licence,
            ),
        )
        if folder is not None:
            check_free(folder)
        atlas = fetch_atlas(lambda step: problems.print(f"{step} ...", soft_wrap=True))
        with problems.status("Making the theatre") if problems.is_terminal else nullcontext() as status:
            made = make_theatre(folder, wanted, atlas=atlas, tell=status.update if status else lambda step: None)
    except (DataError, FilterError) as error:
        raise refused(error, "Nothing was made.") from error
    if as_json:
        print_json(_account(made, wanted, time.monotonic() - started))
    else:
        _print(made, wanted, time.monotonic() - started)


def _account(made: Made, wanted: NewTheatreRequest, seconds: float) -> dict[str, Any]:
    return {
        "folder": str(made.folder),
        "id": made.theatre.id,
        "name": made.theatre.name,
        "country": made.extent.iso,
        "bbox": list(made.extent.bounds),
        "from": made.theatre.start.isoformat(),
        "to": made.theatre.end.isoformat(),
        "units": len(made.extent.units),
        "places": made.places,
        "gazetteer": _gazetteer_account(made.gazetteer) if made.gazetteer else None,
        "neighbours": made.neighbours,
        "factions": [party.id for party in wanted.parties or STAND_INS],
        "notes": list(made.notes),
        "seconds": round(seconds, 2),
    }


def _gazetteer_account(account: GazetteerAccount) -> dict[str, Any]:
    names = ("file", "sha256", "credit", "licence", "columns", "read", "kept", "merged", "rejected", "by_reason")
    rows = [describe_row((fault,)) for fault in account.faults]
    return {name: getattr(account, name) for name in names} | {
        "rows_rejected": rows,
        "lent_by_geonames": account.lent,
        "notes": list(account.notes),
    }


def _print_gazetteer(account: GazetteerAccount) -> None:
    lines = [f"{columns_read(account)} Others: --gazetteer-column.", rows_read(account)]
    lines += [f"  {line}" for line in rows_rejected(account)]
    for line in [*lines, *account.notes]:
        out.print(line, soft_wrap=True)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _print(made: Made, wanted: NewTheatreRequest, seconds: float) -> None:
    where = shlex.quote(str(made.folder))
    called, places = (kind_of_most(made.extent.units) or "first-level area").lower(), _counted(made.places, "place")
    many = len(made.extent.units)
    units = f"{many:,} {called if many == 1 else plural_of(called)}"
    out.print(
        styled(
            (made.theatre.name, "bold"),
            f": {units} of {made.extent.country} ({made.extent.iso}), {places}, {made.neighbours} other countries "
            f"around. {seconds:.1f} s.",
        )
    )
    for note in made.notes:
        out.print(note)
    if made.gazetteer:
        _print_gazetteer(made.gazetteer)
    if not wanted.parties:
        out.print(f"Nobody was named as a party: give the two in {where}/factions.toml their names.", soft_wrap=True)
    if made.folder.resolve().parent == theatres_folder().resolve():
        out.print("A page that is open finds it: load it again and choose it under Filters.", soft_wrap=True)
    out.print("Next:", soft_wrap=True)
    for does, command in (
        ("see it", f"FRONTLINE_DATA={where} make run"),
        ("bring in events", f"python cli.py import FILE --data {where} --dry-run"),
        ("bring in areas drawn elsewhere", f"python cli.py import-control FILE --data {where}"),
        ("bring in districts", f"python cli.py import-boundaries FILE --data {where}"),
        ("check it", f"python cli.py validate {where}"),
    ):
        out.print(f"  {does}: {command}", soft_wrap=True, highlight=False)
