"""A zip with several tables: which of them is meant, and what else it holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from geo.common.errors import DataError, UnreadableFileError
from geo.common.messages import L_, Sentence, ngettext_lazy
from ingest.tables import archives
from ingest.tables.header import cell_kind
from ingest.tables.limits import Limits
from ingest.tables.recognise import LINE_SUFFIXES
from ingest.tables.scratch import scratch_folder
from ingest.tables.table import Table, listed
from ingest.tables.vectors import read_packed_shapefile

TEXTS = (".csv", ".tsv", ".tab", ".txt", ".json", *sorted(LINE_SUFFIXES), ".geojson", ".umap", ".kml")
TABLES = (*TEXTS, ".gpkg", ".parquet", ".geoparquet", ".xlsx", ".xlsm")
SHAPES, WORDS, KML = ".shp", ".txt", ".kml"
MOST_TRIED = 20
"""Tables of a zip that are each looked into for events."""
LOOKED_AT = 200

Read = Callable[[Path, str], Table]
"""Reads an unpacked file and of it the sheet of a name, "" for the usual one."""


def is_kmz(inside: Sequence[archives.Member], ending: str) -> bool:
    """Whether a zip is a KMZ: it holds documents of KML and is called so, or no other table and one or a doc.kml."""
    kinds = {archives.suffix(one) for one in inside} & {*TABLES, SHAPES}
    documents = {archives.shown(one).lower() for one in inside if archives.suffix(one) == KML}
    alone = kinds == {KML} and (len(documents) == 1 or "doc.kml" in documents)
    return alone or (bool(documents) and ending == ".kmz")


class SeveralTablesError(DataError):
    """A file with several tables of which none is clearly meant: one of `choices` has to be named."""

    def __init__(self, file: str | Path, fault: Sentence, remedy: Sentence, choices: tuple[str, ...] = ()) -> None:
        super().__init__(file, fault, remedy)
        self.choices = choices


@dataclass(frozen=True)
class _Zip:
    path: Path
    name: str
    inside: Sequence[archives.Member]
    limits: Limits
    read: Read

    @property
    def tables(self) -> list[archives.Member]:
        """Those that may be a table, each .txt last: it is as often a word to the reader."""
        found = {archives.shown(one): one for one in self.inside if archives.suffix(one) in TABLES}.values()
        return sorted(found, key=lambda one: archives.suffix(one) == WORDS)

    @property
    def shapes(self) -> list[archives.Member]:
        return [one for one in self.inside if archives.suffix(one) == SHAPES]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, as each is asked for."""
        return tuple(dict.fromkeys(archives.shown(one) for one in (*self.tables, *self.shapes)))

    def table(self, member: archives.Member, sheet: str = "") -> Table:
        """One table of the zip, by itself.

        Raises
        ------
        DataError : it cannot be read; the message names the zip and the table.
        """
        with scratch_folder(self.path) as folder:
            inner = archives.unpack(self.path, member, folder / f"table{archives.suffix(member)}", self.limits)
            try:
                return self.read(inner, sheet)
            except DataError as error:
                fault = L_("holds {member}, which {fault}", member=archives.shown(member), fault=error.fault)
                raise type(error)(self.path, fault, error.remedy) from error

    def drawn(self, shapes: Sequence[archives.Member]) -> Table:
        return read_packed_shapefile(self.path, self.name, self.inside, shapes, limits=self.limits)


def read_zip_parts(
    path: Path, name: str, inside: Sequence[archives.Member], *, sheet: str, limits: Limits, read: Read
) -> Table:
    """The part of a zip that `sheet` names; else its only part, its only table of events (one with a column of days),
    or all its Shapefiles as layers where no table holds events. What is not read is named in the notes.

    Raises
    ------
    SeveralTablesError : several parts may be meant; UnreadableFileError : no part is a table, or none has that name.
    DataError : the part cannot be read.
    """
    packed = _Zip(path, name, inside, limits, read)
    if not packed.names:
        known = ", ".join((*TABLES, SHAPES))
        raise UnreadableFileError(
            path, L_("holds no table that is known"), L_("Known inside a zip are {known}.", known=known)
        )
    if len(packed.tables) == 1 and not packed.shapes:
        return _told(packed, packed.table(packed.tables[0], sheet), packed.tables)
    if sheet:
        return _named(packed, sheet)
    if not packed.tables:
        return _told(packed, packed.drawn(packed.shapes), packed.shapes)
    return _with_events(packed)


def _named(packed: _Zip, sheet: str) -> Table:
    """The part called so, by its whole name or the last part of it; behind it may stand the name of a sheet."""
    parts = [*packed.tables, *packed.shapes]
    for member in [one for one in parts if archives.shown(one) == sheet] or [
        one for one in parts if archives.base_name(one) == sheet
    ]:
        table = packed.drawn([member]) if archives.suffix(member) == SHAPES else packed.table(member)
        return _told(packed, table, [member])
    for member in packed.tables:
        if sheet.startswith(f"{archives.shown(member)}/"):
            return _told(packed, packed.table(member, sheet[len(archives.shown(member)) + 1 :]), [member])
    known = listed(packed.names, most=20)
    raise UnreadableFileError(
        packed.path, L_("holds no table {sheet}", sheet=sheet), L_("Its tables are: {known}.", known=known)
    )


def _with_events(packed: _Zip) -> Table:
    found: list[tuple[archives.Member, Table]] = []
    for member in packed.tables[:MOST_TRIED]:
        with suppress(DataError):  # what cannot be read is not what is meant, and is named with what is not read
            table = packed.table(member)
            if holds_days(table):
                found.append((member, table))
        if len(found) > 1:
            break
    if len(found) == 1 and len(packed.tables) <= MOST_TRIED:
        return _told(packed, found[0][1], [found[0][0]])
    tables = [one for one in packed.tables if archives.suffix(one) != WORDS]
    if not found and packed.shapes and not tables:
        return _told(packed, packed.drawn(packed.shapes), packed.shapes)
    if not found and len(tables) == 1 and not packed.shapes:
        return _told(packed, packed.table(tables[0]), tables)
    fault = L_("holds {number} tables: {names}", number=len(packed.names), names=listed(packed.names, most=20))
    raise SeveralTablesError(
        packed.path, fault, L_("Name the one that is meant (--sheet “{names}”).", names=packed.names[0]), packed.names
    )


def holds_days(table: Table) -> bool:
    """Whether a table has several columns, and in one of them mostly days."""
    cells = table.cells.iloc[:LOOKED_AT]
    if cells.shape[1] + (table.geometry is not None) < 2:
        return False
    for name in cells:
        filled = [cell.strip() for cell in cells[name] if cell.strip()]
        if filled and sum(cell_kind(cell) == "date" for cell in filled) * 2 > len(filled):
            return True
    return False


def _told(packed: _Zip, table: Table, read: Sequence[archives.Member]) -> Table:
    """`table` with notes on what was read of the zip and what was not, and the names of its parts to choose from."""
    names = [archives.shown(one) for one in read]
    left = [one for one in packed.names if one not in names]
    notes = [L_("Read from {names} inside the zip.", names=listed(names))]
    if left:
        notes.append(
            ngettext_lazy(
                "{number:,} other file in the zip not read: {names}.",
                "{number:,} other files in the zip not read: {names}.",
                len(left),
                number=len(left),
                names=listed(left),
            )
        )
    return replace(table, notes=(*notes, *table.notes), sheets=packed.names if left else table.sheets)
