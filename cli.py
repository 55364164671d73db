"""The same situation without a browser: numbers for scripts, checks for data."""

from __future__ import annotations

import io
import signal
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import RenderableType

from commands.agreement import agreement
from commands.boundaries import import_boundaries
from commands.briefings import brief, reproduce, snapshot
from commands.changes import actors, changes, undo_change
from commands.geocoding import geocode
from commands.ground import import_ground
from commands.histories import import_control
from commands.import_changes import withdrawn_as_lacking
from commands.imports import import_file
from commands.old_spellings import Commands
from commands.questions import Asked, asks
from commands.takings import print_takings
from commands.terminal import (
    FAULTY,
    ON,
    AsJson,
    DataFolder,
    KnownBy,
    NearKm,
    day_of,
    out,
    print_json,
    problems,
    refused,
    styled,
    theatre_or_exit,
)
from commands.text import change_text, situation_text
from commands.theatres import new
from commands.unmatched_places import unmatched_places
from geo.analysis.situation import Situation, select
from geo.analysis.summary import NEAR_KM, change_numbers, place_numbers, situation_numbers
from geo.common.errors import FilterError
from geo.registry.gazetteer import find_place
from geo.theatre.catalog import chosen_folder
from geo.theatre.cross_file_duplicates import repeats
from geo.validation.faults import describe_row

app = typer.Typer(cls=Commands, help="Front-line maps you can defend, on the command line.", no_args_is_help=True)


def _select(asked: Asked, data: Path | None) -> Situation:
    """The situation of a theatre that the options ask for."""
    theatre = theatre_or_exit(data or chosen_folder())
    try:
        return select(theatre, asked.of(theatre))
    except FilterError as error:
        raise refused(error) from error


@app.command()
@asks()
def situation(asked: Asked, near_km: NearKm = NEAR_KM, data: DataFolder = None, as_json: AsJson = False) -> None:
    """Who held what, what happened meanwhile: the figures of the page."""
    found = _select(asked, data)
    if as_json:
        print_json(situation_numbers(found, near_km=near_km))
    else:
        _print(situation_text(found, near_km=near_km))


def _print(lines: Iterable[RenderableType]) -> None:
    for line in lines:
        out.print(line)


@app.command()
@asks(days_needed=True)
def change(asked: Asked, near_km: NearKm = NEAR_KM, data: DataFolder = None, as_json: AsJson = False) -> None:
    """What changed hands between two days, by whom, where, and on which reports."""
    found = _select(asked, data)
    if as_json:
        print_json(change_numbers(found, near_km=near_km))
    else:
        _print(change_text(found, near_km=near_km))


@app.command()
def explain(
    name: Annotated[str, typer.Argument(help='A place, as in "Tell Rifaat"; its English, Arabic or other name.')],
    day: Annotated[str, ON],
    known_by: KnownBy = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """The story of one place: who held it when, on whose word, and what would change that."""
    theatre = theatre_or_exit(data or chosen_folder())
    try:
        story = place_numbers(
            theatre, find_place(theatre.places, name), day_of(day), day_of(known_by) if known_by else None
        )
    except FilterError as error:
        raise refused(error) from error
    if as_json:
        print_json(story)
        return
    out.print(styled((story["place"], "bold"), f" on {story['on']}: {_state_words(story)}."))
    out.print(f"{story['because']} It would change with: {story['would_flip'][0].lower()}{story['would_flip'][1:]}")
    for pull in story["pulled_by"]:
        out.print(
            styled(
                "  pulled by ", (pull["place"], "bold"), f", {pull['km']:g} km: {pull['party']}, {pull['share']:.1%}"
            )
        )
        for report in pull["reports"]:
            out.print(f"    · {_report_words(report)}", soft_wrap=True)
    for state in story["history"]:
        out.print(styled("\n", (state["from"], "bold"), f" {_state_words(state)} ", (f"({state['rule']})", "dim")))
        for key, mark in (("reports", "·"), ("outweighed", "outweighed:")):
            for report in state[key]:
                out.print(f"  {mark} {_report_words(report)}", soft_wrap=True)
    for report in story["without_effect"]:
        out.print(f"  without effect: {_report_words(report)}", soft_wrap=True)


def _state_words(state: dict[str, Any]) -> str:
    parties = " / ".join(state["parties"])
    return f"{state['status']} {parties}".strip()


def _report_words(report: dict[str, Any]) -> str:
    note = f" {report['note']}." if report["note"] else ""
    note += " Of ground drawn over the place." if report["ground"] else ""
    return (
        f"{report['event_date']} {report['says']}, says {report['asserted_by']} ({report['grade']}).{note} "
        f"{report['source']} {report['url']}"
    ).rstrip()


@app.command()
def validate(
    folder: Annotated[Path | None, typer.Argument(help="Theatre folder.")] = None,
) -> None:
    """Check a theatre, and its events against its control; exits 0 when every row is accepted and no event contradicts
    control unmarked, 1 when rows need fixing or events do, 2 when it cannot be used."""
    folder = folder or chosen_folder()
    theatre = theatre_or_exit(folder)
    for account in theatre.accounts:
        since = f"; {account.replaced:,} of them corrected or withdrawn since" if account.replaced else ""
        out.print(f"{account.file}: {account.read:,} read = {account.words}{since}", soft_wrap=True)
    for words in withdrawn_as_lacking(folder, theatre):
        out.print(words, soft_wrap=True)
    for row in theatre.rejected:
        if not row[0].also_in:
            problems.print(describe_row(row), soft_wrap=True)
    for repeat in repeats(theatre):
        problems.print(f"{repeat.sentence} {repeat.on_the_command_line}", soft_wrap=True)
    if theatre.rejected_rows > len(theatre.rejected):
        problems.print(
            "Of files brought in, rows need fixing as the accounts above say; the tab Data of the page lists them "
            "with faults and remedies.",
            soft_wrap=True,
        )
    contradicting = print_takings(folder, theatre)
    if theatre.rejected_rows or contradicting:
        raise typer.Exit(FAULTY)
    out.print(f"Theatre {theatre.id} (data {theatre.version}) is sound.")


for command in (
    new,
    snapshot,
    reproduce,
    brief,
    agreement,
    import_control,
    import_ground,
    import_boundaries,
    changes,
    actors,
    geocode,
):
    app.command()(command)
app.command("unmatched-places")(unmatched_places)
app.command("import")(import_file)
app.command("undo")(undo_change)


def _stop(_signal: int, _frame: object) -> None:
    """End as an error does, so that a file half made goes with its temporary folder."""
    raise SystemExit(128 + signal.SIGTERM)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # a terminal or file without Arabic shows question marks, and the figures beside them
            stream.reconfigure(errors="replace")
    signal.signal(signal.SIGTERM, _stop)
    app()
