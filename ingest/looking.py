"""A file looked at before anything is kept: what it is, how it would be read, what would become of each row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from geo.theatre import Theatre
from ingest.batches import remembered_mapping
from ingest.draft import Draft, draft
from ingest.formats import Recognised, format_of, recognise
from ingest.geocoding import Gazetteer
from ingest.incoming import Incoming, incoming, with_dataset
from ingest.mapping import TABLE, Mapping
from ingest.tables import Table

REMEMBERED = "Read as the last file with these columns was."


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What a person says of a file: its format, its whole mapping, the order of day and month. "" and None: nothing."""

    format: str = ""
    mapping: Mapping | None = None
    day_order: str = ""


def proposed(table: Table, folder: Path, theatre: Theatre, wishes: Wishes) -> Recognised:
    """What a table is and how it is to be read: as a person says, else as a file like it was before, else by its
    content.

    Raises
    ------
    SchemaError : it is not what the wishes say it is.
    """
    if wishes.mapping is not None:
        return _as_said(table, wishes.mapping, wishes)
    found = recognise(table, wishes.format)
    if found.format.id == TABLE and not wishes.format:
        before = remembered_mapping(folder, theatre.imports, list(table.cells.columns))
        if before is not None:
            return replace(_as_said(table, before, wishes), because=REMEMBERED)
    return _with(found, found.mapping, wishes)


def _as_said(table: Table, mapping: Mapping, wishes: Wishes) -> Recognised:
    read = set(mapping.columns.values())
    found = Recognised(
        format=format_of(mapping.format, table.file),
        mapping=mapping,
        because="Read as its mapping says.",
        why={},
        left_over=tuple(column for column in table.cells.columns if column not in read),
        questions=(),
    )
    return _with(found, mapping, wishes)


def _with(found: Recognised, mapping: Mapping, wishes: Wishes) -> Recognised:
    if wishes.day_order:
        mapping = replace(mapping, day_order=wishes.day_order)
        asked = tuple(question for question in found.questions if question.field != "day_order")
        found = replace(found, questions=asked)
    return replace(found, mapping=mapping)


def typed(table: Table, mapping: Mapping) -> Draft:
    """The events of a table as of today: a later day is a fault."""
    return draft(table, with_dataset(mapping, table.file), today=datetime.now(UTC).date())


def held(rows: Draft, theatre: Theatre) -> Incoming:
    """What would become of each row in a theatre."""
    return incoming(rows, theatre, gazetteer_of(theatre))


@lru_cache(maxsize=2)
def gazetteer_of(theatre: Theatre) -> Gazetteer:
    """The names of a theatre's places, indexed once for each version of it."""
    return Gazetteer.of(theatre.places, theatre.governorates)
