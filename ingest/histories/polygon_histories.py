"""Control polygons drawn elsewhere, read into a history: a folder of daily files, features with a first and a last
day, or features with one day each. docs/histories.md tells the names and days that are understood; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

import geopandas as gpd

from geo.crs import Bounds
from geo.errors import Fault, SchemaError, SetAside
from geo.theatre_folder import Frame
from ingest.histories.days import check_format, day_in_name, days_in_column, filled, is_empty
from ingest.histories.history_factions import IGNORE, FactionRule, check_rule, factions_of, translated
from ingest.histories.history_spans import DAY, Drawn, spans_of_intervals, spans_of_snapshots
from ingest.histories.polygon_checks import check_polygons
from ingest.histories.vector_files import read_vector, vector_files

SPAN_COLUMNS = (
    ("valid_from", "valid_to"),
    ("start", "end"),
    ("from", "to"),
    ("begin", "end"),
    ("start_date", "end_date"),
    ("date_from", "date_to"),
)
"""First and last day, case aside; the first pair that is there and filled counts."""
DAY_COLUMNS = ("date", "day", "as_of", "obs_date", "snapshot_date", "timestamp")


@dataclass(frozen=True, kw_only=True)
class HistoryOptions:
    """How a source is to be read. `start_column` and `end_column`, or `date_column`, name columns whose names are not
    understood by themselves; `end_excluded`: the day in the end column no longer counts."""

    factions: FactionRule
    rest: str = ""
    date_format: str | None = None
    start_column: str = ""
    end_column: str = ""
    date_column: str = ""
    end_excluded: bool = False


@dataclass(frozen=True, eq=False)
class ImportedHistory:
    """`rows`: valid_from, valid_to, faction, geometry (EPSG:4326); read = accepted + set aside, in features.
    `carried`: runs of days (both count) that were not drawn and show the day before them; only snapshots have any."""

    rows: gpd.GeoDataFrame
    accepted: int
    repaired: int
    set_aside: tuple[SetAside, ...]
    days_drawn: int
    carried: tuple[tuple[date, date], ...]

    @property
    def read(self) -> int:
        return self.accepted + len(self.set_aside)

    @property
    def days_carried(self) -> int:
        return sum((last - first).days + 1 for first, last in self.carried)

    @property
    def span(self) -> tuple[date, date]:
        return self.rows["valid_from"].min(), self.rows["valid_to"].max()

    @property
    def bbox(self) -> Bounds:
        west, south, east, north = (float(edge) for edge in self.rows.total_bounds)
        return west, south, east, north


@dataclass(eq=False)
class _Gathered:
    """Features of all files so far, row by row: where it stands, its word for the holder, its days, its shape, its
    fault."""

    where: list[tuple[str, int]] = field(default_factory=list)
    words: list[str | None] = field(default_factory=list)
    starts: list[date | None] = field(default_factory=list)
    ends: list[date | None] = field(default_factory=list)
    shapes: list[object] = field(default_factory=list)
    faults: list[Fault | None] = field(default_factory=list)
    repaired: int = 0


def read_polygon_history(
    source: Path,
    options: HistoryOptions,
    frame: Frame,
    on_file: Callable[[int, int], None] = lambda done, of: None,
) -> ImportedHistory:
    """The history in `source`, a vector file or a folder of them, for the theatre of `frame`.

    Raises
    ------
    DataError : a file cannot be read or says nothing of days; a day could be read in two ways; values of the faction
        column that nobody mapped; nothing of it lies in the theatre. A faulty feature is set aside with its reason.
    """
    check_format(options.date_format)
    check_rule(options.factions, options.rest, frame.factions)
    files = vector_files(source)
    found, snapshots = _Gathered(), set()
    days_of_files: dict[date, Path] = {}
    for number, path in enumerate(files, start=1):
        snapshots.add(_gather(path, options, found, days_of_files))
        on_file(number, len(files))
    if len(snapshots) > 1:
        raise SchemaError(
            source, "mixes files of one day with files that span days", "Import one kind, in a folder of its own."
        )
    factions = translated(found.words, options.factions, frame.factions, str(source))
    drawn, set_aside = _sorted_out(found, factions)
    if not drawn:
        reasons = sorted({fault.fault for row in set_aside for fault in row.faults})
        raise SchemaError(
            source, f"holds no usable polygon ({', '.join(reasons) or 'no feature'})", "Check the source."
        )
    if snapshots.pop():
        rows = spans_of_snapshots(drawn)
        days = {feature.start for feature in drawn}
        carried = tuple(
            (earlier + DAY, later - DAY) for earlier, later in pairwise(sorted(days)) if later - earlier > DAY
        )
    else:
        rows = spans_of_intervals(drawn, frame.span[1])
        days = {day for feature in drawn for day in (feature.start, feature.end) if day is not None}
        carried = ()
    _check_meets(rows, frame, source)
    return ImportedHistory(rows, len(drawn), found.repaired, set_aside, len(days), carried)


def _gather(path: Path, options: HistoryOptions, found: _Gathered, days_of_files: dict[date, Path]) -> bool:
    """Add the features of one file; whether they are snapshots of single days."""
    frame = read_vector(path)
    if frame.empty:
        raise SchemaError(
            path, "holds no feature", "Remove it: a day on which nothing is drawn looks like an export that failed."
        )
    checked = check_polygons(frame.geometry.to_numpy())
    starts, ends, faults, snapshot = _days(frame, path, options, days_of_files)
    for row, said in enumerate(checked.fault):
        if said:
            faults[row] = Fault("geometry", "", said, "Give a polygon in longitude, latitude.")
    found.where += [(path.name, number) for number in range(1, len(frame) + 1)]
    found.words += factions_of(frame, options.factions, str(path))
    found.starts += starts
    found.ends += ends
    found.shapes += list(checked.shapes)
    found.faults += faults
    found.repaired += sum(bool(mended) and faults[row] is None for row, mended in enumerate(checked.repaired))
    return snapshot


Days = list[date | None]


def _days(
    frame: gpd.GeoDataFrame, path: Path, options: HistoryOptions, days_of_files: dict[date, Path]
) -> tuple[Days, Days, list[Fault | None], bool]:
    """First and last day of each feature, its fault, and whether the features are snapshots."""
    span, day_column = _columns(frame, path, options)
    if span is not None:
        return (*_spans(frame, path, span, options), False)
    if day_column:
        starts = days_in_column(frame[day_column], day_column, path, options.date_format)
        faults = [
            None if day else _no_day(day_column, value) for day, value in zip(starts, frame[day_column], strict=True)
        ]
        return starts, [None] * len(frame), faults, True
    day = day_in_name(path, options.date_format)
    if day is None:
        known = ", ".join(f"{first}/{last}" for first, last in SPAN_COLUMNS)
        raise SchemaError(
            path,
            "says nothing of days, neither in its name nor in its columns",
            f"Name it as 2024-12-01.geojson, say --date-format, or give columns ({known}; {', '.join(DAY_COLUMNS)}).",
        )
    if (other := days_of_files.setdefault(day, path)) != path:
        raise SchemaError(path, f"speaks of {day} as {other.name} does", "Keep one of them.")
    return [day] * len(frame), [None] * len(frame), [None] * len(frame), True


def _columns(frame: gpd.GeoDataFrame, path: Path, options: HistoryOptions) -> tuple[tuple[str, str] | None, str]:
    """The columns of first and last day, or of the day; none of them where the file name must tell."""
    for option in (options.start_column, options.end_column, options.date_column):
        if option and option not in frame.columns:
            raise SchemaError(
                path, f"has no column {option!r}", f"Its columns are {', '.join(map(str, frame.columns))}."
            )
    if options.start_column and options.end_column:
        return (options.start_column, options.end_column), ""
    if options.date_column:
        return None, options.date_column
    by_name = {str(column).casefold(): str(column) for column in frame.columns}
    for first, last in SPAN_COLUMNS:
        if first in by_name and last in by_name and filled(frame, [first]):
            return (by_name[first], by_name[last]), ""
    day_columns = filled(frame, DAY_COLUMNS)
    if len(day_columns) > 1:
        raise SchemaError(path, f"has several columns of days ({', '.join(day_columns)})", "Name one: --date-column.")
    return None, day_columns[0] if day_columns else ""


def _spans(
    frame: gpd.GeoDataFrame, path: Path, columns: tuple[str, str], options: HistoryOptions
) -> tuple[Days, Days, list[Fault | None]]:
    starts, ends = (days_in_column(frame[name], name, path, options.date_format) for name in columns)
    if options.end_excluded:
        ends = [date.fromordinal(end.toordinal() - 1) if end else None for end in ends]
    faults: list[Fault | None] = []
    for start, end, told_start, told_end in zip(starts, ends, frame[columns[0]], frame[columns[1]], strict=True):
        if start is None:
            faults.append(_no_day(columns[0], told_start))
        elif end is None and not is_empty(told_end):
            faults.append(_no_day(columns[1], told_end))
        elif end is not None and end < start:
            faults.append(Fault(columns[1], str(told_end), f"is before {columns[0]}", "Swap the two days."))
        else:
            faults.append(None)
    return starts, ends, faults


def _no_day(column: str, value: object) -> Fault:
    shown = "empty" if is_empty(value) else str(value)
    return Fault(column, shown, "is no day", "Write the day as 2024-12-01, or say --date-format.")


def _sorted_out(found: _Gathered, factions: Sequence[str | None]) -> tuple[list[Drawn], tuple[SetAside, ...]]:
    drawn: list[Drawn] = []
    set_aside: list[SetAside] = []
    for row, (file, number) in enumerate(found.where):
        faction, start, fault = factions[row], found.starts[row], found.faults[row]
        if fault is None and faction is None:
            fault = Fault("faction", "empty", "has no faction", "Fill in the faction column.")
        if fault is None and faction == IGNORE:
            fault = Fault("faction", str(found.words[row]), "was mapped to ignore", "Map it to a faction to keep it.")
        if fault is None and faction is not None and start is not None:
            drawn.append(Drawn(faction, start, found.ends[row], found.shapes[row]))
        elif fault is not None:
            set_aside.append(SetAside(file, number, found.words[row] or "", (fault,)))
    return drawn, tuple(set_aside)


def _check_meets(rows: gpd.GeoDataFrame, frame: Frame, source: Path) -> None:
    west, south, east, north = rows.total_bounds
    w, s, e, n = frame.governorates.total_bounds
    if west > e or east < w or south > n or north < s:
        raise SchemaError(
            source,
            f"lies at {west:.2f}, {south:.2f} to {east:.2f}, {north:.2f} and nowhere in the theatre",
            "Check that longitude stands before latitude, and that it is the right theatre.",
        )
