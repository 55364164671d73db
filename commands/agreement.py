"""The theatre's map of a day held against another map of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import RenderableType
from rich.table import Table

from commands.history_options import DrawnOptions, RejectedFile, SliverKm, reads_drawings
from commands.questions import Asked, asks
from commands.rejected_text import (
    print_rejected,
    refuse_to_write_over,
    rejected_csv,
    write_rows,
    write_whole,
)
from commands.terminal import (
    FAULTY,
    AsJson,
    DataFolder,
    out,
    print_json,
    problems,
    refused,
    styled,
    theatre_or_exit,
)
from geo.agreement.agreement import Agreement, MapDifference, Share, how_it_counts
from geo.agreement.agreement import agreement as held_against
from geo.agreement.agreement_summary import agreement_numbers, differences_geojson
from geo.agreement.sentences import ground_apart
from geo.analysis.situation import select
from geo.common.errors import DataError, FilterError
from geo.theatre.catalog import chosen_folder
from geo.theatre.frame import read_frame
from ingest.histories.other_map import OtherMap, read_other_map
from ingest.histories.vector_files import vector_files

LARGEST = 12
"""Differences that are printed; --json and --differences have all."""


@reads_drawings()
@asks(of_ground=True)
def agreement(
    asked: Asked,
    drawn: DrawnOptions,
    other: Annotated[Path, typer.Argument(help="The other map: a vector file or a folder of them.")],
    strip_km: SliverKm = None,
    differences: Annotated[Path | None, typer.Option(help="Write all that differs to this GeoJSON.")] = None,
    rejected: RejectedFile = None,
    data: DataFolder = None,
    as_json: AsJson = False,
) -> None:
    """How far the map of a day agrees with another: ISW, DeepState, your own.

    Exits 0 when every feature could be used, 1 when features need fixing, 2 when nothing was compared.
    """
    folder = data or chosen_folder()
    theatre = theatre_or_exit(folder)
    try:
        situation = select(theatre, asked.of(theatre))
        files = vector_files(other)
        refuse_to_write_over(rejected, *files)
        refuse_to_write_over(differences, *files, option="--differences")
        frame = read_frame(folder)
        theirs = read_other_map(other, drawn.of_drawing(), frame, situation.filters.end, strip_km=strip_km)
    except (DataError, FilterError) as error:
        raise refused(error, "Nothing was compared.") from error
    held = held_against(situation, theirs.drawing(frame))
    if as_json:
        print_json({**agreement_numbers(held), "other": _account(theirs, other)})
    else:
        for line in _text(held, theirs, other):
            out.print(line)
    print_rejected(theirs.imported.rejected, rejected)
    written = rejected is None or write_rows(rejected, rejected_csv(theirs.imported.rejected))
    if differences is not None and not _write_differences(differences, held, other):
        written = False
    if theirs.imported.rejected or not written:
        raise typer.Exit(FAULTY)


def _write_differences(path: Path, held: Agreement, other: Path) -> bool:
    """Whether the differences could be written; says why not."""
    collection = differences_geojson(held, other.name)
    try:
        write_whole(path, json.dumps(collection, ensure_ascii=False).encode())
    except OSError as error:
        problems.print(f"The differences could not be written to {path!s}: {error.strerror}.", soft_wrap=True)
        return False
    return True


def _account(theirs: OtherMap, other: Path) -> dict[str, Any]:
    """What was read of the other map."""
    imported = theirs.imported
    return {
        "file": other.name,
        "drawn_for": theirs.drawn_for.isoformat(),
        "column": theirs.column or None,
        "rest": theirs.rest or None,
        "read": imported.read,
        "accepted": imported.accepted,
        "set_aside": len(imported.rejected),
        "by_reason": dict(imported.by_reason),
        "repaired": imported.repaired,
        "strip_km": theirs.strip_km,
        "notes": list(imported.notes),
    }


def _text(held: Agreement, theirs: OtherMap, other: Path) -> Iterator[RenderableType]:
    """The agreement in words and tables."""
    theatre = held.situation.theatre
    yield styled(
        (held.situation.area.name_en, "bold"),
        f" on {held.situation.filters.end}, {theatre.name_en} (data {theatre.version}), against {other.name}",
    )
    yield from _read(theirs)
    yield _shares(held)
    yield _confusion(held)
    yield from ground_apart(held, theirs.strip_km)
    if held.differences:
        yield _differences(held)
    yield " ".join(how_it_counts())


def _read(theirs: OtherMap) -> Iterator[str]:
    imported = theirs.imported
    column = f" Holders from the column {theirs.column}." if theirs.column else ""
    yield f"{imported.account}{column}"
    if theirs.drawn_for != theirs.day:
        yield f"It draws nothing for {theirs.day}: this is its drawing of {theirs.drawn_for}."
    yield from imported.notes


def _shares(held: Agreement) -> Table:
    table = Table("agreement")
    for column in ("both tell of", "agree", "of all", "both to a party", "agree", "of these"):
        table.add_column(column, justify="right")

    def add(name: str, share: Share) -> None:
        table.add_row(
            name,
            f"{share.compared:,.0f}",
            f"{share.agreed:,.0f}",
            _percent(share.of_all),
            f"{share.held:,.0f}",
            f"{share.held_agreed:,.0f}",
            _percent(share.of_held),
        )

    for name, share in held.shares.items():
        add(f"{name}, km²", share)
    table.add_section()
    add("places", held.by_place)
    return table


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"


def _confusion(held: Agreement) -> Table:
    """Our holders as rows, theirs as columns."""
    theirs = sorted({name for _, name in held.confusion})
    table = Table("km², ours below, theirs beside")
    for name in theirs:
        table.add_column(name, justify="right")
    for ours in sorted({name for name, _ in held.confusion}):
        cells = (held.confusion.get((ours, name)) for name in theirs)
        table.add_row(ours, *("" if km2 is None else f"{km2:,.0f}" for km2 in cells))
    return table


def _differences(held: Agreement) -> Table:
    table = Table("largest differences", "ours", "theirs")
    table.add_column("km²", justify="right")
    table.add_column("our reports that decide")
    for one in held.differences[:LARGEST]:
        table.add_row(_place(held, one), one.ours, one.theirs, f"{one.area_km2:,.0f}", _reports(held, one))
    left = len(held.differences) - LARGEST
    if left > 0:
        rest = sum(one.area_km2 for one in held.differences[LARGEST:])
        table.add_row(f"and {left:,} more", "", "", f"{rest:,.0f}", "--json and --differences have all")
    return table


def _place(held: Agreement, one: MapDifference) -> str:
    places = held.situation.theatre.places
    if one.place_id not in places.index:
        return "no place near"
    return f"{'' if one.inside else 'near '}{places.loc[one.place_id, 'name_en']}"


def _reports(held: Agreement, one: MapDifference) -> str:
    rows = held.situation.theatre.reports.loc[list(one.reports)]
    return "; ".join(
        f"{row.event_date:%Y-%m-%d} {row.asserted_by} ({row.reliability}{row.credibility})" for row in rows.itertuples()
    )
