"""The same situation without a browser: numbers for scripts, checks for data."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from geo.errors import DataError, FilterError
from geo.filters import Filters
from geo.situation import Figures, Ground, Situation, select
from geo.theatre import Theatre, read_theatre

SHIPPED = Path(__file__).parent / "data"
FAULTY, UNUSABLE = 1, 2
"""Exit codes: rows were set aside; the theatre or the question cannot be used at all."""

app = typer.Typer(help="Front-line maps you can defend, on the command line.", no_args_is_help=True)
WIDTH = None if sys.stdout.isatty() else 120
"""Into a pipe or a file, tables take this many columns; on a terminal, all it has."""

out, problems = Console(width=WIDTH), Console(stderr=True)

DataFolder = Annotated[Path | None, typer.Option("--data", help="Theatre folder.", show_default="the shipped one")]


def shipped_or_chosen() -> Path:
    """The theatre folder: FRONTLINE_DATA where it is set, else the shipped one."""
    return Path(os.environ.get("FRONTLINE_DATA") or SHIPPED)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise FilterError(f"{text!r} is not a day. Write 2024-12-01.") from error


def _open(folder: Path) -> Theatre:
    try:
        return read_theatre(folder)
    except DataError as error:
        problems.print(f"[bold red]Cannot open the theatre.[/] {escape(str(error))}", soft_wrap=True)
        raise typer.Exit(UNUSABLE) from error


@app.command()
def situation(
    start: Annotated[str | None, typer.Option("--from", help="First day, 2024-11-26.")] = None,
    end: Annotated[str | None, typer.Option("--to", help="Last day, included.")] = None,
    area: Annotated[str | None, typer.Option(help="A named area of the theatre, such as hama.")] = None,
    faction: Annotated[list[str] | None, typer.Option(help="Only this faction; may be repeated.")] = None,
    kind: Annotated[list[str] | None, typer.Option("--type", help="Only this event type; repeatable.")] = None,
    strikes: Annotated[bool, typer.Option("--strikes", help="Only strikes.")] = False,
    known_by: Annotated[str | None, typer.Option(help="Only what was published by this day.")] = None,
    data: DataFolder = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")] = False,
) -> None:
    """Who held what, what happened meanwhile: the figures of the page."""
    theatre = _open(data or shipped_or_chosen())
    opening = theatre.everything
    try:
        found = select(
            theatre,
            Filters(
                start=_day(start) if start else opening.start,
                end=_day(end) if end else opening.end,
                area=area or opening.area,
                known_by=_day(known_by) if known_by else None,
                factions=frozenset(faction or ()),
                event_types=frozenset(kind or ()),
                strikes_only=strikes,
            ),
        )
    except FilterError as error:
        problems.print(f"[bold red]Cannot answer that.[/] {escape(str(error))}", soft_wrap=True)
        raise typer.Exit(UNUSABLE) from error
    if as_json:
        typer.echo(json.dumps(as_numbers(found), indent=2, ensure_ascii=False))
    else:
        _print_tables(found)


def as_numbers(found: Situation) -> dict[str, Any]:
    """The figures of a situation as plain JSON values; areas in km² (one decimal), lengths in km."""
    figures, filters, theatre = found.figures, found.filters, found.theatre
    return {
        "theatre": theatre.id,
        "version": theatre.version,
        "from": filters.start.isoformat(),
        "to": filters.end.isoformat(),
        "known_by": filters.known_by.isoformat() if filters.known_by else None,
        "area": filters.area,
        "events": {
            "certain": figures.certain,
            "possible": figures.possible,
            "by_type": {kind: dict(counts) for kind, counts in figures.by_type.items()},
            "fatalities": {
                "low": figures.fatalities.low,
                "best": figures.fatalities.best,
                "high": figures.fatalities.high,
                "events_without_figure": figures.fatalities.silent,
            },
        },
        "control_km2": _km2(figures.ground.held),
        "control_km2_at_from": _km2(figures.ground_at_from.held),
        "claimed_km2": _km2(figures.ground.claimed),
        "claimed_km2_at_from": _km2(figures.ground_at_from.claimed),
        "no_holder_km2": _km2(figures.ground.unheld),
        "no_holder_km2_at_from": _km2(figures.ground_at_from.unheld),
        "front_line_km": round(figures.front_line_km, 1),
        "front_line_km_at_from": round(figures.front_line_km_at_from, 1),
        "crossings": dict(figures.crossings),
        "set_aside": len(theatre.set_aside),
    }


def _km2(areas: Any) -> dict[str, float]:
    return {name: round(area, 1) for name, area in areas.items()}


def _print_tables(found: Situation) -> None:
    figures, filters = found.figures, found.filters
    out.print(
        f"[bold]{escape(found.area.name_en)}[/], {filters.start} to {filters.end}, "
        f"{escape(found.theatre.name_en)} (data {found.theatre.version})"
    )
    deaths = figures.fatalities
    out.print(
        f"Events: {figures.certain} certain, {figures.possible} possible. "
        f"Killed: {deaths.best} (between {deaths.low} and {deaths.high}; {deaths.silent} events give no figure)."
    )
    out.print(
        f"Front line: {figures.front_line_km:,.0f} km (on {filters.start}: {figures.front_line_km_at_from:,.0f})."
    )
    out.print(_ground_table(figures, filters))
    crossings = ", ".join(f"{count} {status}" for status, count in figures.crossings.items()) or "none"
    out.print(f"Crossings on {filters.end}: {crossings}. Rows set aside: {len(found.theatre.set_aside)}.")


def _ground_table(figures: Figures, filters: Filters) -> Table:
    table = Table("km²", str(filters.start), str(filters.end), "change")
    for column in table.columns[1:]:
        column.justify = "right"

    def lines(part: str, label: str) -> None:
        def of(ground: Ground) -> dict[str, float]:
            return dict(getattr(ground, part))

        then, now = of(figures.ground_at_from), of(figures.ground)
        for name in sorted(then.keys() | now.keys()):
            before, after = then.get(name, 0.0), now.get(name, 0.0)
            table.add_row(
                f"{name}{label}",
                f"{before:,.0f}",
                f"{after:,.0f}",
                f"{after - before:+,.0f}" if round(after - before) else "0",
            )

    lines("held", "")
    lines("claimed", " (own claim only)")
    lines("unheld", " (no holder)")
    return table


@app.command()
def validate(
    folder: Annotated[Path | None, typer.Argument(help="Theatre folder.")] = None,
) -> None:
    """Check a theatre; exits 0 when every row is accepted, 1 when rows are set aside, 2 when it cannot be used."""
    theatre = _open(folder or shipped_or_chosen())
    for account in theatre.accounts:
        out.print(f"{account.file}: {account.read} read = {account.accepted} accepted + {account.set_aside} set aside")
    for row in theatre.set_aside:
        problems.print(escape(str(row)), soft_wrap=True)
    if theatre.set_aside:
        raise typer.Exit(FAULTY)
    out.print(f"Theatre {theatre.id} (data {theatre.version}) is sound.")


if __name__ == "__main__":
    app()
