"""Control drawn elsewhere, brought into a theatre."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from commands.changes import Who, Why, author
from commands.history_options import DrawnOptions, RejectedFile, SliverKm, reads_drawings
from commands.rejected_text import print_rejected, refuse_to_write_over, rejected_csv, write_rows
from commands.terminal import FAULTY, UNUSABLE, AsJson, bars, out, print_json, problems, styled
from geo.common.errors import DataError
from geo.theatre.frame import Frame, read_frame
from geo.validation.readers import is_file
from ingest.control_tables.place_columns import DAY_COLUMN, FIRST_DAY, HOLDER, LAST_DAY
from ingest.histories.history_files import Provenance, write_history
from ingest.histories.history_options import today_utc
from ingest.histories.outline_fit import strips_at_the_end
from ingest.histories.polygon_histories import ImportedHistory, read_polygon_history
from ingest.tables import archives
from ingest.tables.limits import Limits
from ingest.tables.table import counted
from store.store import Author


@reads_drawings()
def import_control(
    drawn: DrawnOptions,
    source: Annotated[Path, typer.Argument(help="A folder of daily files, or one file with days in its columns.")],
    data: Annotated[Path, typer.Option("--data", help="Theatre folder the history goes into.")],
    strip_km: SliverKm = None,
    source_text: Annotated[str, typer.Option("--source", help="Who drew it, for the map and the sheet.")] = "",
    licence: Annotated[str, typer.Option(help="Licence of the source.")] = "",
    rejected: RejectedFile = None,
    grade: Annotated[str, typer.Option(help="Of a table: Admiralty grade of rows without one, as B2.")] = "F6",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would become of it and keep nothing.")] = False,
    who: Who = "",
    why: Why = "",
    as_json: AsJson = False,
) -> None:
    """Make control polygons drawn elsewhere the control history of a theatre, or bring in a table of who holds which
    place on which day as reports of control.

    Exits 0 when every feature or row is accepted, 1 when some need fixing, 2 when nothing was imported.
    """
    started = time.monotonic()
    try:
        refuse_to_write_over(rejected, source)
        if is_table(source):
            raise typer.Exit(
                _import_places(
                    source,
                    data,
                    drawn,
                    (source_text, licence),
                    author(who, why),
                    grade=grade,
                    rejected=rejected,
                    dry_run=dry_run,
                    as_json=as_json,
                )
            )
        frame = read_frame(data)
        provenance = Provenance(source_text, licence, drawn.given["rest"])
        with _kept_in(data / "control", dry_run=dry_run) as control, bars() as progress:
            reading, counting = progress.add_task("Reading", total=None), progress.add_task("Measuring", total=None)
            imported = read_polygon_history(
                source, drawn.of_drawing(), frame, lambda done, of: progress.update(reading, completed=done, total=of)
            )
            write_history(
                control,
                imported,
                provenance,
                frame,
                strip_km=strip_km,
                workers=_workers(imported),
                on_span=lambda done, of: progress.update(counting, completed=done, total=of),
            )
            fit = strips_at_the_end(control, frame)
        written = rejected is None or write_rows(rejected, rejected_csv(imported.rejected))
    except DataError as error:
        problems.print(styled(("Nothing was imported.", "bold red"), f" {error}"), soft_wrap=True)
        raise typer.Exit(UNUSABLE) from error
    account = _account(imported, frame, *fit, time.monotonic() - started, kept=not dry_run)
    if as_json:
        print_json(account)
    else:
        _print_account(account, imported.account)
    print_rejected(imported.rejected, rejected)
    if imported.rejected or not written:
        raise typer.Exit(FAULTY)


def _import_places(
    source: Path,
    data: Path,
    drawn: DrawnOptions,
    credit: tuple[str, str],
    by: Author,
    *,
    grade: str,
    rejected: Path | None,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Bring in a table of who holds which place and print what became of its rows; the exit code. `credit`: whose
    word it is, "" for the name of the file, and its licence."""
    # only a table needs them: the program starts without
    from commands.control_by_place import import_places, print_places
    from ingest.control_tables.reports_by_place import PlaceOptions

    options = PlaceOptions(
        words=drawn.words,
        source=credit[0] or source.stem,
        grade=grade,
        date_format=drawn.given["date_format"],
        today=today_utc(),
    )
    columns = {
        HOLDER: drawn.given["faction_column"],
        DAY_COLUMN: drawn.given["date_column"],
        FIRST_DAY: drawn.given["start_column"],
        LAST_DAY: drawn.given["end_column"],
    }
    account, aside = import_places(source, data, options, columns, credit, by, dry_run=dry_run)
    written = rejected is None or write_rows(rejected, rejected_csv(aside))
    print_places(account, aside, rejected, as_json=as_json)
    if account["set_aside"] == account["read"]:
        return UNUSABLE
    return FAULTY if aside or not written else 0


@contextmanager
def _kept_in(control: Path, *, dry_run: bool) -> Iterator[Path]:
    """The folder a history goes into: `control` of the theatre, or one that is gone afterwards."""
    if not dry_run:
        yield control
        return
    with TemporaryDirectory(prefix="frontline-") as folder:
        yield Path(folder) / control.name


TABLES = frozenset({".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ndjson", ".jsonl", ".parquet"})


def is_table(source: Path) -> bool:
    """Whether `source` is a table, or a zip that holds one and no shapes, and not a drawing.

    Raises
    ------
    DataError : it is a zip that cannot be read.
    """
    if source.suffix.lower() != ".zip" or not is_file(source):
        return source.suffix.lower() in TABLES
    inside = {archives.suffix(one) for one in archives.members(source, Limits())}
    return bool(inside & TABLES) and not inside & {".shp", ".geojson", ".json", ".kml", ".kmz", ".gpkg", ".fgb", ".gml"}


SPANS_WORTH_A_PROCESS = 64


def _workers(imported: ImportedHistory) -> int:
    """Processes that pay: starting one takes as long as measuring some dozens of days."""
    return max(1, min(os.cpu_count() or 1, len(imported.rows) // SPANS_WORTH_A_PROCESS))


def _account(
    imported: ImportedHistory,
    frame: Frame,
    strip_km: float,
    strips: int,
    strips_km2: float,
    seconds: float,
    *,
    kept: bool,
) -> dict[str, Any]:
    first, last = imported.span
    start, end = frame.span
    undrawn = max(0, (first - start).days) + max(0, (end - last).days)
    return {
        "read": imported.read,
        "accepted": imported.accepted,
        "set_aside": len(imported.rejected),
        "by_reason": dict(imported.by_reason),
        "repaired": imported.repaired,
        "days": imported.days_drawn,
        "days_carried": imported.days_carried,
        "longest_carried": max(((last - first).days + 1 for first, last in imported.carried), default=0),
        "days_of_gaps": imported.days_of_gaps,
        "days_of_theatre_without": min(undrawn, (end - start).days + 1),
        "rows": len(imported.rows),
        "span": [day.isoformat() for day in imported.span],
        "bbox": [round(edge, 6) for edge in imported.bbox],
        "strip_km": strip_km,
        "strips": strips,
        "strips_km2": round(strips_km2, 1),
        "notes": list(imported.notes),
        "kept": kept,
        "seconds": round(seconds, 2),
    }


def _print_account(account: dict[str, Any], in_words: str) -> None:
    first, last = account["span"]
    out.print(in_words)
    carried = account["days_carried"]
    before = "shows the day before it" if carried == 1 else "show the day before them"
    shown = (
        f"; {counted(carried, 'day')} not drawn {before}, {account['longest_carried']:,} in a row at most"
        if carried
        else ""
    )
    out.print(
        f"{counted(account['days'], 'day')} drawn, {first} to {last}{shown}. {account['seconds']} s.", soft_wrap=True
    )
    if account["days_of_gaps"]:
        out.print(f"On {account['days_of_gaps']:,} days between them nothing is drawn: all ground is unknown.")
    if account["strips"]:
        strips = f"{account['strips_km2']:,.0f} km² in {counted(account['strips'], 'strip')}"
        out.print(
            f"On {last} {strips} lie between the drawn edge and the theatre's border or coast, no wider than "
            f"{account['strip_km']:g} km: nobody's, part of the unknown ground. --sliver-km says how wide they may be.",
            soft_wrap=True,
        )
    for note in account["notes"]:
        out.print(note, soft_wrap=True)
    if account["days_of_theatre_without"]:
        out.print(
            f"On {account['days_of_theatre_without']:,} days of theatre.toml nothing is drawn: all ground is unknown. "
            "Change its [span] to leave them out."
        )
    if account["kept"]:
        out.print("The theatre's control is now this history; its log of reports, if it has one, no longer decides.")
    else:
        out.print("Nothing was kept. Without --dry-run this history becomes the theatre's control.")
