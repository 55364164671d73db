"""A file looked at before anything is kept: what it is, how it would be read, what would become of each row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from weakref import WeakKeyDictionary

from geo.common.errors import SchemaError
from geo.common.messages import L_, Sentence, verbatim
from geo.theatre.theatre import Theatre
from ingest.control_tables.place_columns import tells_control_by_place
from ingest.drafts.draft import Draft, draft
from ingest.formats import Recognised, completed_as, format_of, recognise
from ingest.formats.deletion_list import FORMAT as DELETIONS
from ingest.geocoding import Gazetteer
from ingest.mappings.candidates import doubt
from ingest.mappings.cell_kinds import SampledColumn
from ingest.mappings.fields import FIELDS, PARTS_OF_DAY
from ingest.mappings.guess_values import Question
from ingest.mappings.mapping import TABLE, ColumnMapping, check_columns, check_mapping
from ingest.matching.deletions import deletions
from ingest.matching.incoming import Incoming, incoming
from ingest.matching.keep import batch_mapping, remembered_mapping
from ingest.matching.resubmissions import came_from
from ingest.matching.row_ids import with_dataset
from ingest.tables import Table

REMEMBERED = L_("Read as the last file with these columns was.")
AS_ITS_FILE = L_("Read as the file was that its rows come back from.")
AS_YOU_SAY = L_("As you say.")
NO_REASON = verbatim("")
NOT_SAID = ("", "")
"""No column and no fixed text."""


@dataclass(frozen=True, kw_only=True)
class ImportOptions:
    """What a person says of a file: its format, its whole mapping, the order of day and month. "" and None: nothing."""

    format: str = ""
    mapping: ColumnMapping | None = None
    day_order: str = ""


@dataclass(frozen=True)
class _Source:
    """How the file was read that rows come back from, and the columns it had."""

    mapping: ColumnMapping
    columns: frozenset[str]

    def with_more(self, guessed: ColumnMapping) -> ColumnMapping:
        """The mapping with what is guessed of columns that were added since: a position, most often."""
        said = {*self.mapping.columns, *self.mapping.fixed}
        more = {
            field: column
            for field, column in guessed.columns.items()
            if field not in said and column not in self.columns
        }
        return replace(self.mapping, columns={**self.mapping.columns, **more})


def propose_mapping(table: Table, folder: Path, theatre: Theatre, wishes: ImportOptions) -> Recognised:
    """What a table is and how it is to be read: as a person says, else as a file like it was before, else by its
    content.

    Raises
    ------
    SchemaError : it is not what the wishes say it is.
    """
    source = came_from(table, theatre.ledger)
    before = batch_mapping(folder, source.key) if source else None
    found = _proposed(
        table,
        folder,
        theatre,
        wishes,
        _Source(before, frozenset((source.row or {})["columns"])) if source and before else None,
    )
    if before is None or found.mapping.dataset or found.mapping.format != before.format:
        return found
    return replace(found, mapping=replace(found.mapping, dataset=before.dataset))


def _proposed(
    table: Table, folder: Path, theatre: Theatre, wishes: ImportOptions, source: _Source | None
) -> Recognised:
    """As `propose_mapping`; `source`: how the file was read that rows come back from."""
    if wishes.mapping is not None:
        return _as_said(table, wishes.mapping, wishes)
    found = recognise(table, wishes.format)
    if found.format.id == TABLE and not wishes.format and tells_control_by_place(list(table.cells.columns)):
        raise SchemaError(
            table.file,
            L_("tells who holds which place on which day, and of no events"),
            L_(
                "Bring it in on the command line: python cli.py import-control FILE --data THEATRE (docs/histories.md)."
            ),
        )
    if found.format.id == TABLE and not wishes.format:
        before = remembered_mapping(folder, theatre.imports, list(table.cells.columns))
        if before is not None:
            asked = tuple(one for one in found.questions if one.of_columns and one.needed)
            return replace(_as_said(table, before, wishes, asked), because=REMEMBERED)
        if source is not None and set(source.mapping.columns.values()) <= set(table.cells.columns):
            return replace(_as_said(table, source.with_more(found.mapping), wishes), because=AS_ITS_FILE)
    if not wishes.day_order:
        return found
    asked = tuple(question for question in found.questions if question.field != "day_order")
    why = {name: reason for name, reason in found.why.items() if name != "day_order"}
    return replace(found, mapping=replace(found.mapping, day_order=wishes.day_order), why=why, questions=asked)


def _as_said(
    table: Table, mapping: ColumnMapping, wishes: ImportOptions, asked: tuple[Question, ...] = ()
) -> Recognised:
    """A table read by a mapping; `asked`: what is asked about its columns where the mapping does not say it."""
    if wishes.day_order:
        mapping = replace(mapping, day_order=wishes.day_order)
    found = Recognised(
        format=format_of(mapping.format, table.file),
        mapping=mapping,
        because=L_("Read as its mapping says."),
        why={},
        left_over=(),
        questions=asked,
        notes=format_of(mapping.format, table.file).notes,
    )
    return read_so(found, table, mapping)


def read_so(found: Recognised, table: Table, mapping: ColumnMapping) -> Recognised:
    """`found` as a person wants it read, with what that leaves to be asked.

    Raises
    ------
    SchemaError : the mapping says nothing that can be done; the message names what.
    """
    check_mapping(mapping, table.file)
    check_columns(mapping, map(str, table.cells.columns), table.file)
    before = found.mapping
    why = {
        field: found.why.get(field, NO_REASON) if said_of(mapping, field) == said_of(before, field) else AS_YOU_SAY
        for field in {**mapping.columns, **mapping.fixed, **found.why}
        if field in FIELDS and (said_of(mapping, field) != NOT_SAID or said_of(before, field) == NOT_SAID)
    }
    why |= {field: one for field, one in _doubts(table, mapping).items() if why[field] in (NO_REASON, AS_YOU_SAY)}
    said = {"day_order"} if mapping.day_order != before.day_order else set()
    settings = {name: reason for name, reason in found.why.items() if name not in FIELDS.keys() | said}
    more = completed_as(found.format, table, mapping, {**settings, **why}, _still_open(found.questions, mapping))
    second = {name: one for name, one in found.second.items() if said_of(mapping, name) == said_of(before, name)}
    return replace(
        found, mapping=more.mapping, why=more.why, left_over=more.left_over, questions=more.questions, second=second
    )


def _doubts(table: Table, mapping: ColumnMapping) -> dict[str, Sentence]:
    """What a person should know of the columns of a plain table that they name: a mapping that was given wins, but
    where no cell can be what it says, that is told."""
    if mapping.format != TABLE:
        return {}
    found = {
        field: doubt(SampledColumn(column, table.cells[column]), field)
        for field, column in mapping.columns.items()
        if field not in mapping.words
    }
    return {field: one for field, one in found.items() if one}


def _still_open(asked: Sequence[Question], mapping: ColumnMapping) -> list[Question]:
    """The questions for a column that is not named yet; what the values ask is found anew."""
    said = {*mapping.columns, *mapping.fixed}
    if said & {"latitude", "longitude", "place"}:
        said.add("position")
    said |= {day for day in PARTS_OF_DAY if mapping.parts_of(day)}
    return [one for one in asked if one.of_columns and one.field not in said]


def said_of(mapping: ColumnMapping, field: str) -> tuple[str, str]:
    """Which column a field comes from and what is fixed for it, "" for neither."""
    return mapping.columns.get(field, ""), mapping.fixed.get(field, "")


def parse_rows(table: Table, mapping: ColumnMapping) -> Draft:
    """The events of a table as of today: a later day is a fault."""
    return draft(table, with_dataset(mapping, table.file), today=datetime.now(UTC).date())


def match_against_theatre(rows: Draft, theatre: Theatre, sha256: str = "") -> Incoming:
    """What would become of each row in a theatre; `sha256`: of the file."""
    if rows.mapping.format == DELETIONS.id:
        return deletions(rows, theatre)
    return incoming(rows, theatre, gazetteer_of(theatre), sha256=sha256)


_GAZETTEERS: WeakKeyDictionary[Theatre, Gazetteer] = WeakKeyDictionary()


def gazetteer_of(theatre: Theatre) -> Gazetteer:
    """The names of a theatre's places, indexed once for each version of it that is open."""
    if (known := _GAZETTEERS.get(theatre)) is None:
        known = _GAZETTEERS[theatre] = Gazetteer(theatre.places, theatre.governorates)
    return known
