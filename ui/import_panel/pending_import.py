"""The file that was looked at and not kept yet. Free of Streamlit; the command line takes the same steps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from geo.changelog.imports import BatchNote
from geo.common.errors import DataError
from geo.common.messages import L_, N_, Sentence, _
from geo.theatre.theatre import Theatre
from ingest.formats import Recognised
from ingest.mappings.mapping import ColumnMapping
from ingest.matching.geocode_rows import WAITING
from ingest.matching.incoming import Incoming
from ingest.matching.preview import ImportOptions, match_against_theatre, parse_rows, propose_mapping, read_so
from ingest.matching.resubmissions import known_again
from ingest.tables import Table, read_table
from map.import_preview import not_kept_marks
from map.payload import Message, message_of
from ui.import_panel.upload import Upload

Tell = Callable[[str, float], None]
"""Told what is being done and how far that is, 0 to 1."""

WITH_SHEETS = {
    "xlsx": (N_("Sheet"), N_("the first with rows")),
    "gpkg": (N_("Layer"), N_("all that are drawn")),
    "kmz": (N_("Document"), N_("doc.kml, else the first")),
}
"""Kinds of file that may hold more than one table: what one is called there, and what is read unless one is named."""
PART = N_("Part of the zip"), N_("the only one with events")
"""The same for a zip, whatever its parts are."""


@dataclass(frozen=True, eq=False)
class PendingImport:
    """A file, how it is read, and what would become of its rows. `look` counts the times it was read anew, so that
    what shows it starts afresh; `sheet`: "" where nobody named one; `format`: as a person says, "" by content."""

    upload: Upload
    sheet: str
    format: str
    table: Table
    recognised: Recognised
    incoming: Incoming
    look: int = 0

    @cached_property
    def waiting(self) -> int:
        """Rows whose first fault is a place nobody could place surely."""
        return sum(count for reason, count in self.incoming.by_reason.items() if reason in WAITING)

    @cached_property
    def marks(self) -> Message:
        """The rows to be accepted as the map is told of them."""
        return message_of(not_kept_marks(self.incoming.events))

    def brought_in_before(self, theatre: Theatre) -> BatchNote | None:
        """The note of the very same file, where the theatre has it already."""
        return next((note for note in theatre.imports.values() if note.sha256 == self.upload.sha256), None)


def preview(
    upload: Upload, folder: Path, theatre: Theatre, tell: Tell, *, sheet: str = "", look: int = 0
) -> PendingImport:
    """Read a file and say what would become of its rows.

    Raises
    ------
    DataError : it cannot be read.
    """

    def reading(done: int, of: int) -> None:
        told = _("Reading {file}: {done} of {of} MB")
        tell(
            told.format(file=upload.name, done=f"{done / 1e6:,.0f}", of=f"{of / 1e6:,.0f}"),
            0.5 * done / of if of else 0.0,
        )

    table = read_table(upload.path, sheet=sheet, on_progress=reading)
    table = known_again(table, folder, theatre.ledger)
    if len(table.sheets) < 2:
        upload.remove()
    recognised = propose_mapping(table, folder, theatre, ImportOptions())
    incoming = _checked(table, recognised.mapping, theatre, upload.sha256, tell)
    return PendingImport(upload, sheet, "", table, recognised, incoming, look)


def as_format(now: PendingImport, format: str, folder: Path, theatre: Theatre, tell: Tell) -> PendingImport:
    """The same file as another format, "" for the one its content tells."""
    recognised = propose_mapping(now.table, folder, theatre, ImportOptions(format=format))
    return replace(_read(now, recognised, theatre, tell), format=format)


def with_mapping(now: PendingImport, mapping: ColumnMapping, theatre: Theatre, tell: Tell) -> PendingImport:
    """The same file with its columns read as a person says."""
    return _read(now, read_so(now.recognised, now.table, mapping), theatre, tell)


def by_mapping_file(
    now: PendingImport, mapping: ColumnMapping, folder: Path, theatre: Theatre, tell: Tell
) -> PendingImport:
    """The same file read by a mapping that was saved; its format is the mapping's."""
    recognised = propose_mapping(now.table, folder, theatre, ImportOptions(mapping=mapping))
    return replace(_read(now, recognised, theatre, tell), format=mapping.format)


def revalidate(now: PendingImport, theatre: Theatre, tell: Tell) -> PendingImport:
    """The same rows against the theatre as it is by now."""
    tell(_("The theatre was changed: holding the rows against it anew"), 0.7)
    return replace(now, incoming=match_against_theatre(now.incoming.draft, theatre, now.upload.sha256))


def _read(now: PendingImport, recognised: Recognised, theatre: Theatre, tell: Tell) -> PendingImport:
    incoming = _checked(now.table, recognised.mapping, theatre, now.upload.sha256, tell)
    return replace(now, recognised=recognised, incoming=incoming, look=now.look + 1)


def _checked(table: Table, mapping: ColumnMapping, theatre: Theatre, sha256: str, tell: Tell) -> Incoming:
    tell(_("Checking {number} rows").format(number=f"{len(table.cells):,}"), 0.55)
    rows = parse_rows(table, mapping)
    holding = _("Holding {number} rows against the theatre, looking up places")
    tell(holding.format(number=f"{len(table.cells):,}"), 0.75)
    return match_against_theatre(rows, theatre, sha256)


def import_error_sentence(error: DataError) -> Sentence:
    """What is wrong with a file, by its name and not by where its copy lies."""
    return L_("{file}: {fault}. {remedy}", file=Path(error.file).name, fault=error.fault, remedy=error.remedy)


def days_outside(incoming: Incoming, start: Any, end: Any) -> bool:
    """Whether accepted rows lie outside a range of days."""
    return incoming.span is not None and (incoming.span[0] < start or incoming.span[1] > end)
