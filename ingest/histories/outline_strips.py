"""Strips between two drawings of the same border or coast: ground that the drawn edge and the outline of the theatre
leave between them where both mean one line. They are nobody's.

A source draws a country after its own outline, which never is the theatre's. What it leaves between its edge and the
border would go to whoever holds the rest, and a front would run along the border. A strip is ground that is not drawn
for anybody and

- is narrow: it holds no disc of the width of a strip (a morphological opening takes it off);
- runs between the two: its edge follows drawn ground about as long as it follows the outline. So an island, which
  touches nothing drawn, a spit, which has the coast on both sides, and a pocket at the coast, which drawn ground
  surrounds, are no strips.

What is drawn is never a strip, however narrow. The width is measured, for each history, by how far its edges lie from
the outline (`measured_width_m`), or said by whoever imports it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.common.crs import STORED, Bounds, reproject
from geo.common.plane import in_plane, polygons
from geo.polygons.daily_coverage import MappedGround
from geo.polygons.history import STRIP

WIDEST_M = 10_000.0
"""Wider no strip is: two drawings of one border that are farther apart are of two borders."""
NARROWEST_M = 300.0
MEDIANS = 4.0
"""Width of a strip, in medians of the distance between the two drawings: those distances are skewed."""
SAMPLED_EVERY_M = 1_000.0
FEWEST_SAMPLES = 20
FOLLOWING_SHARE = 1 / 3
"""Of the distances up to WIDEST_M / 2, those that tell of an edge that follows the outline: fewer are chance."""
KEEPS_ITS_DISTANCE = 0.75
"""Two drawings of one line come close now and then. Where the lower quarter of the distances is more than this share
of their median, the edge keeps its distance and is of another line, such as a front along a border."""
TOUCHING_M, SPIKE_M = 1.0, 0.01
LONGER_AT_MOST = 2.5
"""How much longer a strip may run along the one side than along the other: coasts are drawn more or less finely."""
TILE_WIDTHS, LEAST_TILE_M, MARGIN_WIDTHS = 8.0, 40_000.0, 2.5
TILES_KEPT = 20_000
"""Tiles whose strips are remembered."""


NONE = shapely.MultiPolygon()
DAY = np.timedelta64(1, "D")


@dataclass(frozen=True, eq=False)
class _Tile:
    """A square of the plane that the outline passes, and all that decides about strips in it."""

    square: shapely.Geometry
    window: Bounds
    land: shapely.Geometry
    outline: shapely.Geometry


@dataclass(frozen=True, eq=False)
class Outline:
    """The outline of `ground`, along which strips narrower than `width_m` are looked for; 0: there are none.

    Strips are found tile by tile, and a tile on which the same is drawn as before is not looked at again.
    """

    ground: MappedGround
    width_m: float
    _known: dict[tuple[int, bytes], shapely.Geometry] = field(default_factory=dict)

    def strips(self, drawn: shapely.Geometry) -> shapely.Geometry:
        """The strips that `drawn` (all drawn ground, polygons in the plane) leaves; empty where there are none."""
        if self.width_m <= 0 or drawn.is_empty:
            return NONE
        found = []
        for number in np.sort(self._tree.query(shapely.box(*drawn.bounds).buffer(self.width_m))):
            tile = self.tiles[number]
            near = shapely.clip_by_rect(drawn, *tile.window)
            if near.is_empty:
                continue
            key = (int(number), shapely.to_wkb(shapely.normalize(near)))
            if key not in self._known:
                if len(self._known) >= TILES_KEPT:
                    self._known.clear()
                self._known[key] = _strips_in(tile, polygons(shapely.make_valid(near)), self.width_m)
            if not self._known[key].is_empty:
                found.append(self._known[key])
        return polygons(shapely.union_all(found)) if found else NONE

    @cached_property
    def tiles(self) -> tuple[_Tile, ...]:
        side, margin = max(TILE_WIDTHS * self.width_m, LEAST_TILE_M), MARGIN_WIDTHS * self.width_m
        west, south, east, north = self.ground.whole.bounds
        lines = shapely.boundary(self.ground.whole)
        shapely.prepare(lines)
        found = []
        for x in np.arange(west, east, side):
            for y in np.arange(south, north, side):
                square = shapely.box(x, y, x + side, y + side)
                if not shapely.dwithin(square, lines, self.width_m):
                    continue
                window = (x - margin, y - margin, x + side + margin, y + side + margin)
                land, outline = (shapely.clip_by_rect(shape, *window) for shape in (self.ground.whole, lines))
                found.append(_Tile(square, window, polygons(shapely.make_valid(land)), outline))
        return tuple(found)

    @cached_property
    def _tree(self) -> shapely.STRtree:
        return shapely.STRtree([tile.square for tile in self.tiles])


def _strips_in(tile: _Tile, drawn: shapely.Geometry, width_m: float) -> shapely.Geometry:
    """The strips in a tile, of those in its window."""
    rest = polygons(shapely.difference(tile.land, drawn))
    core = shapely.buffer(rest, -width_m / 2, join_style="mitre")
    wide = shapely.buffer(core, width_m / 2, join_style="mitre")
    beside = shapely.buffer(drawn, width_m, join_style="mitre")
    narrow = shapely.get_parts(polygons(shapely.intersection(shapely.difference(rest, wide), beside)))
    edge = shapely.boundary(drawn)
    for lines in (edge, tile.outline):
        shapely.prepare(lines)
    kept = [part for part in narrow if not part.is_empty and _runs_between(part, edge, tile.outline)]
    return polygons(shapely.intersection(shapely.multipolygons(kept), tile.square)) if kept else NONE


def _runs_between(part: shapely.Geometry, edge: shapely.Geometry, outline: shapely.Geometry) -> bool:
    """Whether a polygon follows both lines, about as long the one as the other; spikes without a width, which rounding
    leaves along them, do not count."""
    rings = shapely.get_rings(shapely.get_parts(shapely.set_precision(part, SPIKE_M)))
    if not len(rings):
        return False
    ends = np.concatenate([shapely.get_coordinates(ring).repeat(2, axis=0)[1:-1] for ring in rings])
    segments = ends.reshape(-1, 2, 2)
    lengths = np.hypot(*(segments[:, 1] - segments[:, 0]).T)
    middles = shapely.points(segments.mean(axis=1))
    along = [float(lengths[shapely.dwithin(middles, line, TOUCHING_M)].sum()) for line in (edge, outline)]
    return 0 < max(along) <= LONGER_AT_MOST * min(along)


def measured_width_m(drawings: Sequence[shapely.Geometry], ground: MappedGround) -> float:
    """How wide the strips are that `drawings` (polygons in the plane, all that one day draws) leave along the outline
    of `ground`; 0.0 where nothing tells that the two mean the same line.

    The distance to the outline is taken along all drawn edges inside the ground, wherever what lies between is not
    drawn. An edge that runs into the border, as a front does, gives as many distances of one size as of another: as
    many as there are of WIDEST_M / 2 to WIDEST_M are taken off. An edge that follows the border gives small ones: four
    times the median of what is left is the width.
    """
    outline = shapely.boundary(ground.whole)
    shapely.prepare(outline)
    apart = np.concatenate([np.zeros(0), *(_distances(drawn, ground.whole, outline) for drawn in drawings)])
    near, far = np.sort(apart[apart <= WIDEST_M / 2]), int((apart > WIDEST_M / 2).sum())
    following = np.arange(1, len(near) + 1) - far * near / (WIDEST_M / 2)
    total = len(near) - far
    if total < max(FEWEST_SAMPLES, FOLLOWING_SHARE * len(near)):
        return 0.0
    quarter, median = (near[np.argmax(following >= share * total)] for share in (0.25, 0.5))
    if quarter > KEEPS_ITS_DISTANCE * median:
        return 0.0
    return float(np.clip(MEDIANS * median, NARROWEST_M, WIDEST_M))


def _distances(drawn: shapely.Geometry, whole: shapely.Geometry, outline: shapely.Geometry) -> np.ndarray:
    """Metres to the outline, along the drawn edges inside the ground, where what lies between is not drawn."""
    edge = shapely.boundary(drawn)
    points = _along(edge)
    for shape in (whole, drawn):
        shapely.prepare(shape)
    points = points[shapely.contains(whole, points)]
    points = points[shapely.dwithin(points, outline, WIDEST_M)]
    nearest = shapely.shortest_line(points, outline)
    metres = shapely.length(nearest)
    between = shapely.line_interpolate_point(nearest, 0.5, normalized=True)
    return np.asarray(metres[(metres > TOUCHING_M) & ~shapely.intersects(drawn, between)])


def _along(lines: shapely.Geometry) -> np.ndarray:
    """Points along lines, one every SAMPLED_EVERY_M."""
    points = [np.empty(0, dtype=object)]
    for part in shapely.get_parts(lines):
        xy = shapely.get_coordinates(part)
        run = np.concatenate([[0.0], np.hypot(*np.diff(xy, axis=0).T).cumsum()])
        at = np.arange(0, part.length, SAMPLED_EVERY_M)
        points.append(shapely.points(np.interp(at, run, xy[:, 0]), np.interp(at, run, xy[:, 1])))
    return np.concatenate(points)


def with_strips(rows: gpd.GeoDataFrame, outline: Outline) -> gpd.GeoDataFrame:
    """`rows` (valid_from, valid_to, faction, geometry in EPSG:4326) with the strips of every day among them, as STRIP;
    `rows` themselves where there are none."""
    if outline.width_m <= 0:
        return rows
    first, last = (rows[name].to_numpy(dtype="datetime64[D]") for name in ("valid_from", "valid_to"))
    bounds = np.union1d(first, last + DAY)
    shapes = in_plane(rows.geometry.to_numpy(), outline.ground.plane)
    found: list[tuple[date, date, shapely.Geometry]] = []
    for begin, end in pairwise(bounds):
        shown = shapes[(first <= begin) & (last >= begin)]
        strips = outline.strips(shown[0] if len(shown) == 1 else shapely.union_all(shown))
        if strips.is_empty:
            continue
        if found and found[-1][1] + timedelta(days=1) == begin.item() and found[-1][2] == strips:
            found[-1] = (found[-1][0], (end - DAY).item(), strips)
        else:
            found.append((begin.item(), (end - DAY).item(), strips))
    if not found:
        return rows
    drawn = np.fromiter((strips for _, _, strips in found), dtype=object, count=len(found))
    table = pd.DataFrame(
        {"valid_from": [row[0] for row in found], "valid_to": [row[1] for row in found], "faction": STRIP}
    )
    stored = gpd.GeoDataFrame(table, geometry=reproject(drawn, outline.ground.plane, STORED), crs=STORED)
    both = pd.concat([rows, stored], ignore_index=True)
    return gpd.GeoDataFrame(both.sort_values(["valid_from", "faction"], ignore_index=True))
