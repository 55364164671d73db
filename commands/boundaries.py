"""Units finer than governorates, brought in from somebody's boundary file."""

from __future__ import annotations

import time
from collections.abc import Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import Annotated, Any

import typer

from commands.terminal import FAULTY, AsJson, as_text, out, print_json, problems, refused
from geo.common.errors import DataError
from geo.theatre.frame import Frame, read_frame
from geo.theatre.row_accounts import need_fixing
from geo.validation.faults import RowFaults, describe_row
from ingest.tables.table import counted
from ingest.units.unit_files import ImportedUnits, read_unit_file, write_units

SHOWN = 5


def import_boundaries(
    source: Annotated[Path, typer.Argument(metavar="FILE", help="Shapefile, GeoPackage, GeoJSON, KML, a zip of one.")],
    data: Annotated[Path, typer.Option("--data", help="Theatre folder the units go into.")],
    level: Annotated[
        int | None, typer.Option(min=2, max=5, help="Level of the units; left out: the finest the columns name.")
    ] = None,
    code: Annotated[str, typer.Option("--code", help="Column with the code of a unit.")] = "",
    name: Annotated[str, typer.Option("--name", help="Column with its English name.")] = "",
    name_ar: Annotated[str, typer.Option("--name-ar", help="Column with its Arabic name.")] = "",
    layer: Annotated[str, typer.Option(help="Layer of the file, where it holds several.")] = "",
    credit: Annotated[str, typer.Option("--source", help="Who drew them, for the credits.", callback=as_text)] = "",
    licence: Annotated[str, typer.Option(help="Licence of the file.", callback=as_text)] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would come in, and keep nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Give figures by the units of a boundary file too: districts, sub-districts, any level.

    Exits 0 when every unit is accepted, 1 when units need fixing, 2 when nothing was brought in.
    """
    started = time.monotonic()
    try:
        frame = read_frame(data)
        imported = read_unit_file(
            source, frame, level=level, code=code, name=name, name_ar=name_ar, layer=layer, credit=credit,
            licence=licence,
        )  # fmt: skip
        if not dry_run:
            write_units(data, imported)
    except DataError as error:
        raise refused(error, "Nothing was brought in.") from error
    account = _account(imported, frame, time.monotonic() - started, kept=not dry_run)
    if as_json:
        print_json(account)
    else:
        _print(imported, account)
    _print_rejected(imported.rejected)
    if imported.rejected:
        raise typer.Exit(FAULTY)


def _account(imported: ImportedUnits, frame: Frame, seconds: float, *, kept: bool) -> dict[str, Any]:
    columns = imported.columns
    counts = imported.table["adm1_pcode"].value_counts()
    return {
        "read": imported.read,
        "accepted": imported.accepted,
        "set_aside": len(imported.rejected),
        "rows_set_aside": [describe_row(row) for row in imported.rejected],
        "repaired": imported.repaired,
        "level": columns.level,
        "columns": {"code": columns.code, "name": columns.name or None, "name_ar": columns.name_ar or None},
        "by_governorate": {str(code): int(counts.get(code, 0)) for code in frame.governorates["adm1_pcode"]},
        "overlap_km2": round(imported.overlap_km2, 3),
        "uncovered_km2": round(imported.uncovered_km2, 1),
        "kept": kept,
        "seconds": round(seconds, 2),
    }


def _print_rejected(rows: Sequence[RowFaults]) -> None:
    """Some units of each kind of fault; the others are counted."""
    shown: list[RowFaults] = []
    for _, alike in groupby(sorted(rows, key=_kind), key=_kind):
        shown += islice(alike, SHOWN)
    for row in sorted(shown, key=lambda row: row[0].row):
        problems.print(describe_row(row), soft_wrap=True)
    if more := len(rows) - len(shown):
        problems.print(f"… and {more:,} more like these; --json lists all.")


def _kind(row: RowFaults) -> str:
    return row[0].reason


def _print(imported: ImportedUnits, account: dict[str, Any]) -> None:
    columns = imported.columns
    out.print(
        f"{counted(imported.read, 'feature')} read = {imported.accepted} accepted + "
        f"{need_fixing(len(imported.rejected))}; {imported.repaired} repaired. {account['seconds']} s."
    )
    out.print(
        f"Level {columns.level}: code from {columns.code}, English name from "
        f"{columns.name or 'no column'}, Arabic name from {columns.name_ar or 'no column'}. "
        "Others: --level, --code, --name, --name-ar."
    )
    for unit in imported.table.head(SHOWN).itertuples():
        out.print(f"  {unit.code}  {unit.name_en}  {unit.name_ar}  in {unit.adm1_pcode}")
    if imported.accepted > SHOWN:
        out.print(f"  and {imported.accepted - SHOWN} more")
    if round(imported.overlap_km2, 1):
        out.print(f"{imported.overlap_km2:,.1f} km² drawn for two units count to the first of them.")
    out.print(f"{imported.uncovered_km2:,.1f} km² of the theatre lie in no unit; figures give them a row of their own.")
    out.print(
        "situation, change and the page now give figures by these units too."
        if account["kept"]
        else "Nothing was kept: this was a dry run."
    )
