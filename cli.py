"""The same situation without a browser: numbers for scripts, checks for data."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console, RenderableType
from rich.markup import escape
from rich.progress import Progress

from cli_text import change_text, situation_text
from geo.days import read_day
from geo.errors import DataError, FilterError
from geo.filters import Filters
from geo.numbers import NEAR_KM, change_numbers, place_numbers, situation_numbers
from geo.places import find_place
from geo.situation import Situation, select
from geo.theatre import Frame, Theatre, chosen_folder, read_frame, read_theatre
from ingest.history_factions import FactionRule, parse_words
from ingest.history_files import Provenance, write_history
from ingest.polygon_histories import HistoryOptions, ImportedHistory, read_polygon_history

FAULTY, UNUSABLE = 1, 2
"""Exit codes: rows were set aside; the theatre or the question cannot be used at all."""

app = typer.Typer(help="Front-line maps you can defend, on the command line.", no_args_is_help=True)
WIDTH = None if sys.stdout.isatty() else 120
"""Into a pipe or a file, tables take this many columns; on a terminal, all it has."""

out, problems = Console(width=WIDTH), Console(stderr=True)

FROM, TO = typer.Option("--from", help="First day, 2024-11-26."), typer.Option("--to", help="Last day, included.")
AreaName = Annotated[str | None, typer.Option("--area", help="A named area of the theatre, such as hama.")]
FactionIds = Annotated[list[str] | None, typer.Option("--faction", help="Only this faction; may be repeated.")]
KnownBy = Annotated[str | None, typer.Option("--known-by", help="Only what was published by this day.")]
HALF_WAY_ROUND_KM = 20_038
"""Farther apart no two points on the ground can be."""
NearKm = Annotated[
    float,
    typer.Option("--near-km", min=0, max=HALF_WAY_ROUND_KM, help="How near the front line counts as near, km."),
]
DataFolder = Annotated[Path | None, typer.Option("--data", help="Theatre folder.", show_default="the shipped one")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]


def _day(text: str) -> date:
    try:
        return read_day(text)
    except ValueError as error:
        raise FilterError(str(error)) from error


def _open(folder: Path) -> Theatre:
    try:
        return read_theatre(folder)
    except DataError as error:
        problems.print(f"[bold red]Cannot open the theatre.[/] {escape(str(error))}", soft_wrap=True)
        raise typer.Exit(UNUSABLE) from error


def _refused(error: FilterError) -> typer.Exit:
    problems.print(f"[bold red]Cannot answer that.[/] {escape(str(error))}", soft_wrap=True)
    return typer.Exit(UNUSABLE)


def _ask(
    theatre: Theatre,
    *,
    start: str | None,
    end: str | None,
    area: str | None,
    known_by: str | None,
    factions: frozenset[str],
    event_types: frozenset[str] = frozenset(),
    strikes_only: bool = False,
) -> Situation:
    """The situation the options ask for; what is not given is as the page opens."""
    opening = theatre.everything
    try:
        return select(
            theatre,
            Filters(
                start=_day(start) if start else opening.start,
                end=_day(end) if end else opening.end,
                area=area or opening.area,
                known_by=_day(known_by) if known_by else None,
                factions=factions,
                event_types=event_types,
                strikes_only=strikes_only,
            ),
        )
    except FilterError as error:
        raise _refused(error) from error


@app.command()
def situation(
    start: Annotated[str | None, FROM] = None,
    end: Annotated[str | None, TO] = None,
    area: AreaName = None,
    faction: FactionIds = None,
    kind: Annotated[list[str] | None, typer.Option("--type", help="Only this event type; may be repeated.")] = None,
    strikes: Annotated[bool, typer.Option("--strikes", help="Only strikes.")] = False,
    known_by: KnownBy = None,
    near_km: NearKm = NEAR_KM,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Who held what, what happened meanwhile: the figures of the page."""
    found = _ask(
        _open(data or chosen_folder()),
        start=start,
        end=end,
        area=area,
        known_by=known_by,
        factions=frozenset(faction or ()),
        event_types=frozenset(kind or ()),
        strikes_only=strikes,
    )
    if as_json:
        _print_json(situation_numbers(found, near_km=near_km))
    else:
        _print(situation_text(found, near_km=near_km))


def _print(lines: Iterable[RenderableType]) -> None:
    for line in lines:
        out.print(line)


def _print_json(numbers: dict[str, Any]) -> None:
    typer.echo(json.dumps(numbers, indent=2, ensure_ascii=False))


@app.command()
def change(
    start: Annotated[str, FROM],
    end: Annotated[str, TO],
    area: AreaName = None,
    faction: FactionIds = None,
    known_by: KnownBy = None,
    near_km: NearKm = NEAR_KM,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """What changed hands between two days, by whom, where, and on which reports."""
    found = _ask(
        _open(data or chosen_folder()),
        start=start,
        end=end,
        area=area,
        known_by=known_by,
        factions=frozenset(faction or ()),
    )
    if as_json:
        _print_json(change_numbers(found, near_km=near_km))
    else:
        _print(change_text(found, near_km=near_km))


@app.command()
def explain(
    name: Annotated[str, typer.Argument(help='A place, as in "Tell Rifaat"; its English, Arabic or other name.')],
    day: Annotated[str, typer.Option("--on", help="The day, 2024-12-02.")],
    known_by: KnownBy = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """The story of one place: who held it when, on whose word, and what would change that."""
    theatre = _open(data or chosen_folder())
    try:
        story = place_numbers(
            theatre, find_place(theatre.places, name), _day(day), _day(known_by) if known_by else None
        )
    except FilterError as error:
        raise _refused(error) from error
    if as_json:
        _print_json(story)
        return
    out.print(f"[bold]{escape(story['place'])}[/] on {story['on']}: {escape(_state_words(story))}.")
    out.print(f"{story['because']} It would change with: {story['would_flip'][0].lower()}{story['would_flip'][1:]}")
    for state in story["history"]:
        out.print(f"\n[bold]{state['from']}[/] {escape(_state_words(state))} [dim]({state['rule']})[/]")
        for key, mark in (("reports", "·"), ("outweighed", "outweighed:")):
            for report in state[key]:
                out.print(f"  {mark} {escape(_report_words(report))}", soft_wrap=True)
    for report in story["without_effect"]:
        out.print(f"  without effect: {escape(_report_words(report))}", soft_wrap=True)


def _state_words(state: dict[str, Any]) -> str:
    parties = " / ".join(state["parties"])
    return f"{state['status']} {parties}".strip()


def _report_words(report: dict[str, Any]) -> str:
    note = f" {report['note']}." if report["note"] else ""
    return (
        f"{report['event_date']} {report['says']}, says {report['asserted_by']} ({report['grade']}).{note} "
        f"{report['source']} {report['url']}"
    ).rstrip()


@app.command()
def validate(
    folder: Annotated[Path | None, typer.Argument(help="Theatre folder.")] = None,
) -> None:
    """Check a theatre; exits 0 when every row is accepted, 1 when rows are set aside, 2 when it cannot be used."""
    theatre = _open(folder or chosen_folder())
    for account in theatre.accounts:
        out.print(f"{account.file}: {account.read} read = {account.accepted} accepted + {account.set_aside} set aside")
    for row in theatre.set_aside:
        problems.print(escape(str(row)), soft_wrap=True)
    if theatre.set_aside:
        raise typer.Exit(FAULTY)
    out.print(f"Theatre {theatre.id} (data {theatre.version}) is sound.")


@app.command("import-control")
def import_control(
    source: Annotated[Path, typer.Argument(help="A folder of daily files, or one file with days in its columns.")],
    data: Annotated[Path, typer.Option("--data", help="Theatre folder the history goes into.")],
    faction: Annotated[str, typer.Option(help="Whose ground every polygon is.")] = "",
    faction_column: Annotated[str, typer.Option(help="Column that says whose ground a polygon is.")] = "",
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", help='"value=FACTION" for that column (or contested, unknown, ignore); repeatable.'),
    ] = None,
    rest: Annotated[str, typer.Option(help="Who holds the ground not drawn; left out: not known.")] = "",
    date_format: Annotated[str | None, typer.Option(help="How days are written, as in %d-%m-%Y.")] = None,
    date_column: Annotated[str, typer.Option(help="Column with the day of each feature.")] = "",
    start_column: Annotated[str, typer.Option(help="Column with the first day of each feature.")] = "",
    end_column: Annotated[str, typer.Option(help="Column with the last day of each feature.")] = "",
    end_excluded: Annotated[bool, typer.Option("--end-excluded", help="The end day no longer counts.")] = False,
    source_text: Annotated[str, typer.Option("--source", help="Who drew it, for the map and the sheet.")] = "",
    licence: Annotated[str, typer.Option(help="Licence of the source.")] = "",
    as_json: AsJson = False,
) -> None:
    """Make control polygons drawn elsewhere the control history of a theatre.

    Exits 0 when every feature is accepted, 1 when features are set aside, 2 when nothing was imported.
    """
    started = time.monotonic()
    try:
        frame = read_frame(data)
        options = HistoryOptions(
            factions=FactionRule(faction, faction_column, parse_words(mapping or ())),
            rest=rest,
            date_format=date_format,
            start_column=start_column,
            end_column=end_column,
            date_column=date_column,
            end_excluded=end_excluded,
        )
        provenance = Provenance(source_text, licence, rest)
        with Progress(console=problems, transient=True, disable=not problems.is_terminal) as progress:
            reading, counting = progress.add_task("Reading", total=None), progress.add_task("Measuring", total=None)
            imported = read_polygon_history(
                source, options, frame, lambda done, of: progress.update(reading, completed=done, total=of)
            )
            write_history(
                data / "control",
                imported,
                provenance,
                frame,
                workers=_workers(imported),
                on_span=lambda done, of: progress.update(counting, completed=done, total=of),
            )
    except DataError as error:
        problems.print(f"[bold red]Nothing was imported.[/] {escape(str(error))}", soft_wrap=True)
        raise typer.Exit(UNUSABLE) from error
    account = _account(imported, frame, time.monotonic() - started)
    if as_json:
        _print_json(account)
    else:
        _print_account(account)
    for row in imported.set_aside:
        problems.print(escape(str(row)), soft_wrap=True)
    if imported.set_aside:
        raise typer.Exit(FAULTY)


SPANS_WORTH_A_PROCESS = 64


def _workers(imported: ImportedHistory) -> int:
    """Processes that pay: starting one takes as long as measuring some dozens of days."""
    return max(1, min(os.cpu_count() or 1, len(imported.rows) // SPANS_WORTH_A_PROCESS))


def _account(imported: ImportedHistory, frame: Frame, seconds: float) -> dict[str, Any]:
    first, last = imported.span
    start, end = frame.span
    undrawn = max(0, (first - start).days) + max(0, (end - last).days)
    return {
        "read": imported.read,
        "accepted": imported.accepted,
        "set_aside": len(imported.set_aside),
        "repaired": imported.repaired,
        "days": imported.days_drawn,
        "days_carried": imported.days_carried,
        "days_of_theatre_without": min(undrawn, (end - start).days + 1),
        "rows": len(imported.rows),
        "span": [day.isoformat() for day in imported.span],
        "bbox": [round(edge, 6) for edge in imported.bbox],
        "seconds": round(seconds, 2),
    }


def _print_account(account: dict[str, Any]) -> None:
    first, last = account["span"]
    out.print(
        f"{account['read']} features read = {account['accepted']} accepted + {account['set_aside']} set aside; "
        f"{account['repaired']} repaired."
    )
    carried = f"; {account['days_carried']} days not drawn show the day before them" if account["days_carried"] else ""
    out.print(f"{account['days']} days drawn, {first} to {last}{carried}. {account['seconds']} s.")
    if account["days_of_theatre_without"]:
        out.print(
            f"On {account['days_of_theatre_without']} days of theatre.toml nothing is drawn: all ground is unknown. "
            "Change its [span] to leave them out."
        )
    out.print("The theatre's control is now this history; its log of reports, if it has one, no longer decides.")


if __name__ == "__main__":
    app()
