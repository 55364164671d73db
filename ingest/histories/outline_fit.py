"""How far a history drawn elsewhere and a theatre differ in their outline."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from geo.common.measure import M_PER_KM
from geo.common.plane import in_plane
from geo.polygons.daily_coverage import drawing_of, ground_of
from geo.polygons.history import STRIP, read_history
from geo.theatre.frame import Frame
from ingest.histories.outline_strips import Outline, measured_width_m, with_strips

DAYS_MEASURED = 6


def strip_width_km(rows: gpd.GeoDataFrame, frame: Frame) -> float:
    """Width of the strips (km, to 10 m) that the drawings in `rows` (valid_from, faction, geometry in EPSG:4326) leave
    along the outline of the theatre; 0.0 where nothing tells that they mean the same line.

    It is measured on the rows of up to DAYS_MEASURED days on which something new is drawn, spread over the history.
    """
    ground = ground_of(frame.governorates, frame.extent)
    days = np.unique(rows["valid_from"].to_numpy(dtype="datetime64[D]"))
    chosen = days[np.unique(np.linspace(0, len(days) - 1, DAYS_MEASURED).round().astype(int))]
    first, last = (rows[name].to_numpy(dtype="datetime64[D]") for name in ("valid_from", "valid_to"))
    drawings = []
    for day in chosen:
        shown = rows.geometry.to_numpy()[(first <= day) & (last >= day)]
        drawings.append(shapely.union_all(in_plane(shown, ground.plane)))
    return round(measured_width_m(drawings, ground) / M_PER_KM, 2)


def with_narrow_strips(rows: gpd.GeoDataFrame, frame: Frame, strip_km: float) -> gpd.GeoDataFrame:
    """`rows` with the strips that are narrower than `strip_km` among them."""
    return with_strips(rows, Outline(ground_of(frame.governorates, frame.extent), strip_km * M_PER_KM))


def strips_at_the_end(folder: Path, frame: Frame) -> tuple[float, int, float]:
    """Of the history kept in `folder`: how wide strips may be in km, how many the last day has, and their km²."""
    history, plane = read_history(folder, frame.factions), ground_of(frame.governorates, frame.extent).plane
    strips = {name: shape for name, shape in history.drawn_on(history.last_day).items() if name == STRIP}
    return history.note.strip_km, *drawing_of(strips, "", plane).strip_figures
