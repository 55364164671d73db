"""A table through a mapping: typed events, and what is wrong with each row. Nothing is mended; it knows no theatre."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from geo.common.errors import SchemaError
from geo.common.messages import L_
from geo.events.actors import NOT_NAMED
from geo.validation.faults import FaultLog
from ingest.drafts import aggregates
from ingest.drafts.cells import DraftCells
from ingest.drafts.draft_counts import counts
from ingest.drafts.draft_days import days
from ingest.drafts.draft_places import places
from ingest.drafts.draft_types import kinds
from ingest.drafts.event_days import row_years, style_of
from ingest.drafts.links import first_link, name_beside, only_links
from ingest.formats import format_of
from ingest.mappings.fields import EVENT_FIELDS, FIELDS, FieldType
from ingest.mappings.mapping import ColumnMapping, check_columns, check_mapping
from ingest.tables import Table

NAMES_BESIDE_A_LINK = ("asserted_by", "source_publisher", "source_title")
NOT_READ = "not_read"
"""The column of what stands in a row's cells and could not be read, where that did not cost the row."""


@dataclass(frozen=True, eq=False)
class Draft:
    """`events` : (n,) on the index of `table.cells`, one typed column for each of EVENT_FIELDS and NOT_READ: text (""
    where nothing is said), days (datetime64[s], NaT), codes and counts (Int64, NA), degrees (EPSG:4326) and km (float,
    NaN). Rows with a fault are in it too: `faults.faulty` tells them apart.
    """

    table: Table
    mapping: ColumnMapping
    events: pd.DataFrame
    faults: FaultLog

    @property
    def read(self) -> int:
        """Rows of the file, those that could not be read at all among them."""
        return len(self.events) + (self.faults.rejected - int(self.faults.faulty.sum()))

    @property
    def row_years(self) -> np.ndarray:
        """(n,) int: the year that a column of its own says of each row; 0 where none does."""
        return row_years(DraftCells(self.table, self.mapping), style_of(self.mapping))

    @property
    def accepted(self) -> pd.DataFrame:
        """The events without a fault; `read` = their number + `faults.rejected`."""
        return self.events[~self.faults.faulty]


def draft(table: Table, mapping: ColumnMapping, *, today: date) -> Draft:
    """The events that `table` holds, read as `mapping` says. A day after `today` is a fault.

    Raises
    ------
    SchemaError : the mapping is unsound, is of an unknown format, or names a column the table has not.
    """
    check_mapping(mapping, table.file)
    check_columns(mapping, table.cells.columns, table.file)
    cells = DraftCells(table, mapping)
    faults = FaultLog(table.rows)
    faults.add_unreadable(table.unreadable, table.unlisted)
    cells = cells.with_derived(_derived(cells))
    typed: dict[str, np.ndarray | pd.Series] = {
        **days(cells, faults, today=today),
        **kinds(cells, faults),
        **places(cells, faults),
        **counts(cells, faults),
    }
    for name, field in FIELDS.items():
        if name not in typed and field.sort in (FieldType.TEXT, FieldType.POSITION):
            typed[name] = cells.text(name)
    _part_names_and_links(typed, mapping)
    typed["count_as"] = aggregates.count_as(cells, faults, typed)
    aggregates.cover(typed)
    aggregates.tell(typed)
    _fall_back(typed, table)
    typed[NOT_READ] = faults.said_of_cells()
    events = pd.DataFrame(
        # each column goes from here as it is stored: both at once would take the memory twice
        {name: pd.Series(_stored(typed.pop(name)), index=table.cells.index) for name in (*EVENT_FIELDS, NOT_READ)},
        index=table.cells.index,
    )
    return Draft(table, mapping, events, faults)


def _derived(cells: DraftCells) -> dict[str, np.ndarray]:
    """What the format of `cells` makes of several columns at once: field -> (n,) text."""
    known = cells.mapping.format
    derived = format_of(known, cells.table.file).derive(cells)
    if strange := sorted(set(derived) - set(EVENT_FIELDS)):
        raise SchemaError(
            cells.table.file,
            L_("the format {known} makes unknown fields: {strange}", known=known, strange=strange),
            L_("Mend the format."),
        )
    return derived


def _part_names_and_links(typed: dict[str, np.ndarray | pd.Series], mapping: ColumnMapping) -> None:
    """Where a column is read as a name and as the link, each cell gives the link to one and the rest to the other."""
    link = mapping.columns.get("source_url")
    names = [name for name in NAMES_BESIDE_A_LINK if link is not None and mapping.columns.get(name) == link]
    for name in names:
        typed[name] = name_beside(np.asarray(typed[name]))
    if names:
        typed["source_url"] = only_links(np.asarray(typed["source_url"]))


def _fall_back(typed: dict[str, np.ndarray | pd.Series], table: Table) -> None:
    """Fill the texts every event must have with what is true of it anyway."""
    typed["source_url"], others = first_link(np.asarray(typed["source_url"]))
    also = np.where(typed["source_title"] == "", "Also ", typed["source_title"] + "; also ") + others
    typed["source_title"] = np.where(others == "", typed["source_title"], also)
    typed["asserted_by"] = _or(_or(typed["asserted_by"], typed["source_publisher"]), table.file)
    if (typed["summary"] == "").any():
        typed["summary"] = _or(typed["summary"], _sentence(typed))
    typed["actor1"] = _or(typed["actor1"], NOT_NAMED)
    typed["place"] = _or(typed["place"], _spot(typed))


def _spot(typed: dict[str, np.ndarray | pd.Series]) -> np.ndarray:
    """A name for a point that has none: the area it lies in, or its degrees; "" where there is no point either."""
    areas = _or(typed["adm2"], typed["adm1"])
    lat, lon = np.asarray(typed["latitude"]), np.asarray(typed["longitude"])
    nameless = (typed["place"] == "") & (areas == "") & ~np.isnan(lat) & ~np.isnan(lon)
    names = np.where(np.isnan(lat), "", areas).astype(object)
    names[nameless] = [f"unnamed place at {y:.4f}, {x:.4f}" for y, x in zip(lat[nameless], lon[nameless], strict=True)]
    return names


def _sentence(typed: dict[str, np.ndarray | pd.Series]) -> np.ndarray:
    """What happened, made of kind, place and parties: "Armed clash, Saraqib: A and B." """
    kind, empty = typed["sub_event_type"], typed["actor1"] == ""
    place = _or(_or(typed["place"], typed["adm2"]), typed["adm1"])
    where = np.where(place == "", "", ", " + place)
    parties = np.where(typed["actor2"] == "", typed["actor1"], typed["actor1"] + " and " + typed["actor2"])
    parties = np.where(empty, typed["actor2"], parties)
    who = np.where(parties == "", "", ": " + parties)
    return np.where(kind == "", "", kind + where + who + ".")


def _or(texts: np.ndarray | pd.Series, instead: np.ndarray | str) -> np.ndarray:
    return np.where(texts == "", instead, texts).astype(object)


def _stored(values: np.ndarray | pd.Series) -> np.ndarray | pd.Series:
    """Text as the str of pandas, everything else as it is."""
    return pd.array(values, dtype="str") if isinstance(values, np.ndarray) and values.dtype == object else values
