"""Another map of one day, to hold the theatre's against: any drawing that could be imported as a history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import geopandas as gpd
import shapely

from geo.common.errors import SchemaError
from geo.common.messages import L_
from geo.common.plane import measuring_plane
from geo.polygons.daily_coverage import DailyCoverage, drawing_of
from geo.theatre.frame import Frame
from ingest.control_tables.place_columns import ONLY_OF_CONTROL
from ingest.histories.gathered import some_features
from ingest.histories.history_factions import FactionRule, factions_of, known_holder
from ingest.histories.history_options import HistoryOptions
from ingest.histories.history_spans import ONE_DAY
from ingest.histories.outline_fit import strip_width_km, with_narrow_strips
from ingest.histories.polygon_histories import ImportedHistory, read_polygon_history
from ingest.histories.vector_files import vector_files
from ingest.mappings.columns_by_name import plain_column


@dataclass(frozen=True, eq=False)
class OtherMap:
    """`drawn`: polygons by faction, contested, unknown or STRIP (EPSG:4326) of `day`; `drawn_for`: the day whose
    drawing they are, `day` itself or the last before it; `rest`: who holds what is not drawn, "" if nobody is known to;
    `column`: where the holder stands, "" where one faction holds all; `imported`: what of the file was read."""

    day: date
    drawn_for: date
    drawn: Mapping[str, shapely.Geometry]
    rest: str
    column: str
    strip_km: float
    imported: ImportedHistory

    def drawing(self, frame: Frame) -> DailyCoverage:
        """The regions of the map, in the plane that the ground of `frame` is measured in."""
        return drawing_of(self.drawn, self.rest, measuring_plane(frame.extent))


def read_other_map(
    source: Path, options: HistoryOptions, frame: Frame, day: date, *, strip_km: float | None = None
) -> OtherMap:
    """The map that `source`, a vector file or a folder of them, shows of `day`. A file that says no day is of that one.
    Where `options` name neither a faction nor a column, the one column that is called as holders are is taken.
    `strip_km`: how wide strips along the outline of the theatre are, None to measure it.

    Raises
    ------
    DataError : as for `read_polygon_history`; nothing is drawn for that day; no column is known to say the holder.
    """
    if not options.factions.faction and not options.factions.column:
        options = replace(options, factions=replace(options.factions, column=holder_column(source)))
    imported = read_polygon_history(source, replace(options, undated=day), frame)
    rows = imported.rows
    shown = rows[(rows["valid_from"] <= day) & (rows["valid_to"] >= day)]
    if shown.empty:
        first, last = imported.span
        raise SchemaError(
            source,
            L_("draws nothing for {day}, but for days from {first} to {last}", day=day, first=first, last=last),
            L_("Ask for a day it draws; if its days are others than it says, take them out of its name or columns."),
        )
    of_day = gpd.GeoDataFrame(shown.assign(valid_from=day, valid_to=day))
    width_km = strip_width_km(of_day, frame) if strip_km is None else strip_km
    laid = with_narrow_strips(of_day, frame, width_km)
    return OtherMap(
        day=day,
        drawn_for=next((first - ONE_DAY for first, last in imported.carried if first <= day <= last), day),
        drawn=dict(zip(laid["faction"], laid.geometry, strict=True)),
        rest=options.rest,
        column=options.factions.column,
        strip_km=width_km,
        imported=imported,
    )


def holder_columns(source: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns of the first file of `source`, and those of them that are called as columns of holders are.

    Raises
    ------
    DataError : it cannot be read.
    """
    frame = some_features(vector_files(source)[0]).frame
    columns = tuple(str(column) for column in frame.columns if column != frame.geometry.name)
    return columns, tuple(column for column in columns if plain_column(column) in ONLY_OF_CONTROL)


def holder_column(source: Path) -> str:
    """The one column of `source` that is called as columns of holders are.

    Raises
    ------
    SchemaError : there is none, or there are several.
    """
    columns, known = holder_columns(source)
    if len(known) != 1:
        found = (
            L_("has several columns of holders ({known})", known=", ".join(known))
            if known
            else L_("has no column known to say holders")
        )
        raise SchemaError(
            source,
            found,
            L_(
                "Name one by --faction-column, of {columns}; or say --faction where one holds all.",
                columns=", ".join(columns) or L_("none"),
            ),
        )
    return known[0]


def unmapped_words(source: Path, rule: FactionRule, frame: Frame) -> tuple[str, ...]:
    """The words for holders in `source` that no faction is called by, in alphabetical order.

    Raises
    ------
    DataError : it cannot be read, or has no such column.
    """
    words: set[str] = set()
    for path in vector_files(source):
        words |= {word for word in factions_of(some_features(path).frame, rule, str(path))[1] if word is not None}
    return tuple(sorted(word for word in words if not known_holder(word, frame.factions)))
