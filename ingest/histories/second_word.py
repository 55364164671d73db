"""Ground that a theatre has already: one voice, or one file, does not speak of the same places and day twice."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd

from geo.changelog.imports import BatchNote
from geo.common.errors import SchemaError
from geo.common.messages import L_, Sentence, ngettext_lazy
from geo.theatre.theatre import Theatre


def refuse_second_word(ground: gpd.GeoDataFrame, sha256: str, theatre: Theatre, source: Path) -> None:
    """Hold checked `ground`, the word of one voice of one day from the file `source`, against that of `theatre`.

    Raises
    ------
    SchemaError : ground of the same voice, or out of the same file (`sha256`), speaks of some of its places that day.
    """
    voice, day = ground["asserted_by"].iloc[0], ground["event_date"].iloc[0]
    spoken_of = frozenset().union(*ground["place_ids"])
    for row in theatre.ground[theatre.ground["event_date"] == day].itertuples():
        note = _note_of(str(row.ground_id), theatre)
        twice = spoken_of.intersection(row.place_ids)
        same_file = note is not None and note.sha256 == sha256
        if twice and (same_file or row.asserted_by == voice):
            raise SchemaError(
                source,
                ngettext_lazy(
                    "would bring in a second time the word of {who} on {number} place of {day}, which {other} has",
                    "would bring in a second time the word of {who} on {number:,} places of {day}, which {other} has",
                    len(twice),
                    who=row.asserted_by,
                    number=len(twice),
                    day=f"{day:%Y-%m-%d}",
                    other=note.title if note else L_("ground {ground_id}", ground_id=row.ground_id),
                ),
                L_("{way_out}.", way_out=_way_out(note, theatre))
                if same_file
                else L_("{way_out}, or say by --source whose word this is.", way_out=_way_out(note, theatre)),
            )


def _note_of(ground_id: str, theatre: Theatre) -> BatchNote | None:
    """The file that ground was brought in with, None for ground of the theatre's own and of the log."""
    return next((note for batch, note in theatre.imports.items() if ground_id.startswith(f"{batch}-")), None)


def _way_out(note: BatchNote | None, theatre: Theatre) -> Sentence:
    if note is None:
        return L_("Withdraw that ground first")
    change = next(entry.id for entry in theatre.ledger.standing if entry.key == note.batch)
    return L_("Take that out first, by undo {change}", change=change)
