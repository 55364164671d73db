"""Rows that wait for their place, on the command line."""

from __future__ import annotations

from dataclasses import asdict

import typer
from rich.table import Table

from commands.terminal import FAULTY, AsJson, DataFolder, out, print_json, refused, theatre_or_exit
from geo.common.errors import DataError
from geo.theatre.catalog import chosen_folder
from ingest.matching.preview import gazetteer_of
from ingest.matching.spellings import corrects_words, spellings
from ingest.matching.unmatched_places import waiting_rows


def unmatched_places(data: DataFolder = None, as_json: AsJson = False) -> None:
    """The spellings that wait for somebody to say where they lie, with the places they may mean.

    Exits 0 when no row waits, 1 when some do, 2 when the theatre cannot be used.
    """
    folder = data or chosen_folder()
    theatre = theatre_or_exit(folder)
    try:
        found = spellings(waiting_rows(folder, theatre))
    except DataError as error:
        raise refused(error) from error
    gazetteer = gazetteer_of(theatre)
    listed = [(one, gazetteer.find(one.place, admin=one.adm1)) for one in found]
    rows = sum(len(one.rows) for one in found)
    if as_json:
        told = [
            {
                "place": one.place,
                "adm1": one.adm1,
                "rows": len(one.rows),
                "corrects": sorted(row.event_id for row in one.rows if row.stands_at),
                "candidates": [*map(asdict, answer.candidates)],
                "others": answer.others,
            }
            for one, answer in listed
        ]
        print_json({"rows": rows, "spellings": told})
    elif not found:
        out.print("No row waits for a place.")
    else:
        table = Table("place", "area", "rows", "may be")
        for one, answer in listed:
            places = [f"{place.name_and_area} ({place.score:.2f})" for place in answer.candidates]
            may_be = "; ".join([*places, *filter(None, [answer.others_told])])
            table.add_row(one.place, one.adm1, f"{len(one.rows):,}", may_be)
        out.print(table)
        if corrects := corrects_words(row for one in found for row in one.rows):
            out.print(corrects)
    if found:
        raise typer.Exit(FAULTY)
