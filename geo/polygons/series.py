"""The whole of a history in numbers: km² by standing and governorate for every day, and every day's change.

Worked out once, when a history is imported, and kept beside it; what is kept counts only for the same history on the
same ground.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence, Set
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from multiprocessing import get_context

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from geo.common.crs import Bounds
from geo.control.front_line import front_segments
from geo.polygons.daily_coverage import LEAST_KM2, DailyCoverage, MappedGround, drawing_of, ground_of
from geo.polygons.from_polygons import cells_of
from geo.polygons.history import PolygonHistory
from geo.polygons.overlay_change import overlay_transitions
from geo.registry.factions import Factions

KM2, CHANGE, FRONT = "history_km2.parquet", "history_change.parquet", "history_front.parquet"
KM2_COLUMNS = ["valid_from", "valid_to", "adm1_pcode", "standing", "area_km2"]
CHANGE_COLUMNS = ["day", "adm1_pcode", "before", "after", "area_km2", "sliver_km2"]
FRONT_COLUMNS = ["valid_from", "valid_to", "one", "other", "left", "right", "length_km"]
KEY = b"frontline_key"
METHOD = 3
"""Raised when the same history would give other numbers."""

SPANS_AT_ONCE = 16

Span = tuple[date, date]


@dataclass(frozen=True, eq=False)
class HistorySeries:
    """`km2`: KM2_COLUMNS, one row a span of days (both count), governorate and standing; zeros are left out.
    `change`: CHANGE_COLUMNS, one row a day (against the day before), governorate and transition.
    `front`: FRONT_COLUMNS, one row a span, pair of factions and pair of governorates (left, right) the line runs
    between or inside.
    """

    km2: pd.DataFrame
    change: pd.DataFrame
    front: pd.DataFrame


def history_series(
    history: PolygonHistory,
    governorates: gpd.GeoDataFrame,
    extent: Bounds,
    factions: Factions,
    *,
    workers: int = 1,
    on_step: Callable[[int, int], None] = lambda done, of: None,
) -> HistorySeries:
    """The numbers of every day of `history`, on as many processes as `workers`. `on_step` hears of spans done."""
    ground, spans = ground_of(governorates, extent), history.spans
    chunks = [range(first, min(first + SPANS_AT_ONCE, len(spans))) for first in range(0, len(spans), SPANS_AT_ONCE)]
    parts: dict[int, HistorySeries] = {}
    if workers == 1:
        for chunk in chunks:
            parts[chunk.start] = _numbers(history, ground, factions, spans, chunk)
            on_step(chunk.stop, len(spans))
    else:
        with ProcessPoolExecutor(
            workers, mp_context=get_context("spawn"), initializer=_prepare, initargs=(history, ground, factions, spans)
        ) as pool:
            tasks = {pool.submit(_prepared_numbers, chunk): chunk for chunk in chunks}
            done = 0
            for task in as_completed(tasks):
                parts[tasks[task].start] = task.result()
                done += len(tasks[task])
                on_step(done, len(spans))
    ordered = [parts[first] for first in sorted(parts)]
    return HistorySeries(
        pd.concat([part.km2 for part in ordered], ignore_index=True),
        pd.concat([part.change for part in ordered], ignore_index=True),
        pd.concat([part.front for part in ordered], ignore_index=True),
    )


_of_this_process: list[tuple[PolygonHistory, MappedGround, Factions, list[Span]]] = []


def _prepare(history: PolygonHistory, ground: MappedGround, factions: Factions, spans: list[Span]) -> None:
    _of_this_process[:] = [(history, ground, factions, spans)]


def _prepared_numbers(chunk: range) -> HistorySeries:
    return _numbers(*_of_this_process[0], chunk)


def _numbers(
    history: PolygonHistory, ground: MappedGround, factions: Factions, spans: Sequence[Span], chunk: range
) -> HistorySeries:
    """Numbers of the spans of one chunk, and their change against the span before each."""
    first = max(chunk.start - 1, 0)
    drawings = {
        number: drawing_of(history.drawn_on(spans[number][0]), history.rest_on(spans[number][0]), ground.plane)
        for number in range(first, chunk.stop)
    }
    km2 = [row for number in chunk for row in _km2_rows(spans[number], drawings[number], ground)]
    change = [
        (spans[now][0], row.adm1_pcode, row.before, row.after, row.area_km2, row.sliver_km2)
        for then, now in pairwise(range(first, chunk.stop))
        for row in overlay_transitions(drawings[then], drawings[now], ground)
    ]
    front = [row for number in chunk for row in _front_rows(spans[number], drawings[number], ground, factions)]
    return HistorySeries(
        pd.DataFrame(km2, columns=KM2_COLUMNS).astype({"area_km2": float}),
        pd.DataFrame(change, columns=CHANGE_COLUMNS).astype({"area_km2": float, "sliver_km2": float}),
        pd.DataFrame(front, columns=FRONT_COLUMNS).astype({"length_km": float}),
    )


def _km2_rows(span: Span, drawing: DailyCoverage, ground: MappedGround) -> list[tuple[date, date, str, str, float]]:
    by_standing = {name: ground.km2_of(shape) for name, shape in drawing.standings.items()}
    drawn = np.sum(list(by_standing.values()), axis=0) if by_standing else np.zeros(len(ground.shapes))
    by_standing[drawing.rest.standing] = np.maximum(ground.area_km2 - drawn, 0.0)
    return [
        (*span, str(pcode), name, float(area))
        for name, areas in by_standing.items()
        for pcode, area in zip(ground.pcodes, areas, strict=True)
        if area > LEAST_KM2
    ]


def _front_rows(
    span: Span, drawing: DailyCoverage, ground: MappedGround, factions: Factions
) -> list[tuple[date, date, str, str, str, str, float]]:
    cells, owners = cells_of(drawing, ground)
    segments = front_segments(cells, owners, factions)
    pcodes = cells.pieces["adm1_pcode"].to_numpy()
    sides = segments.assign(left=pcodes[segments["left"]], right=pcodes[segments["right"]])
    lengths = sides.groupby(["one", "other", "left", "right"])["length_km"].sum()
    return [(*span, str(one), str(other), str(a), str(b), float(km)) for (one, other, a, b), km in lengths.items()]


def series_key(history: PolygonHistory, governorates: gpd.GeoDataFrame, extent: Bounds, factions: Factions) -> str:
    """What the numbers depend on, as 24 hexadecimal digits."""
    sides = [(faction.id, faction.side) for faction in factions.values()]
    digest = hashlib.sha256(f"{METHOD} {history.note.sha256} {history.note.rest} {extent} {sides}".encode())
    for pcode, wkb in zip(governorates["adm1_pcode"], governorates.geometry.to_wkb(), strict=True):
        digest.update(pcode.encode() + wkb)
    return digest.hexdigest()[:24]


def with_key(frame: pd.DataFrame, key: str) -> pa.Table:
    """A table of the series as it is kept, marked with what it depends on."""
    table = pa.Table.from_pandas(frame, preserve_index=False)
    return table.replace_schema_metadata({**(table.schema.metadata or {}), KEY: key.encode()})


def read_series(
    history: PolygonHistory, governorates: gpd.GeoDataFrame, extent: Bounds, factions: Factions
) -> HistorySeries:
    """The series kept with `history`; worked out afresh where none is kept or the ground is no longer the same."""
    key = series_key(history, governorates, extent, factions).encode()
    try:
        kept = [pq.read_table(history.folder / name) for name in (KM2, CHANGE, FRONT)]
    except (OSError, pa.ArrowException):
        return history_series(history, governorates, extent, factions)
    if any((table.schema.metadata or {}).get(KEY) != key for table in kept):
        return history_series(history, governorates, extent, factions)
    return HistorySeries(*(table.to_pandas() for table in kept))


def km2_by_day(series: HistorySeries, adm1: Set[str] = frozenset()) -> pd.DataFrame:
    """km² by standing (columns) on every day (index, datetime64), inside the governorates `adm1` (all when empty)."""
    km2 = series.km2[series.km2["adm1_pcode"].isin(list(adm1))] if adm1 else series.km2
    by_span = km2.pivot_table(index="valid_from", columns="standing", values="area_km2", aggfunc="sum", fill_value=0.0)
    return _by_day(by_span, series).rename_axis(columns=None)


def front_km_by_day(
    series: HistorySeries, adm1: Set[str] = frozenset(), factions: Set[str] = frozenset()
) -> pd.DataFrame:
    """Length of the front, km, between each pair of factions (columns: one, other) on every day (index, datetime64):
    of the lines that touch the governorates `adm1` and have one of `factions` on a side (all when empty)."""
    front = series.front
    if adm1:
        front = front[front["left"].isin(list(adm1)) | front["right"].isin(list(adm1))]
    if factions:
        front = front[front["one"].isin(list(factions)) | front["other"].isin(list(factions))]
    begun = series.km2["valid_from"].unique()
    by_span = front.pivot_table(index="valid_from", columns=["one", "other"], values="length_km", aggfunc="sum")
    return _by_day(by_span.reindex(begun).fillna(0.0), series)


def _by_day(by_span: pd.DataFrame, series: HistorySeries) -> pd.DataFrame:
    """What holds from the first day of each span, for every day of the history."""
    days = pd.date_range(series.km2["valid_from"].min(), series.km2["valid_to"].max(), name="day")
    by_span.index = pd.DatetimeIndex(by_span.index)
    return by_span.sort_index().reindex(days, method="ffill")
