"""Change between two drawings: a true overlay, and apart from it the slivers that drawing anew leaves.

Two tracings of one line never agree to the metre. What changes between them in strips too narrow to hold a disc of
150 m radius is no gain of anybody: a morphological opening takes it off, and it is reported apart. Real change keeps
its corners, for the opening is mitred and then cut to the ground that changed. Nothing is lost: change and slivers
together are the difference of the two drawings.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from typing import Self

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.common.crs import STORED, reproject
from geo.common.measure import M2_PER_KM2
from geo.common.plane import polygons
from geo.control.change import Change
from geo.control.voronoi import VoronoiCells, shared_edges
from geo.polygons.daily_coverage import DailyCoverage, MappedGround, morphological_opening

GRID_DEG = 1e-7
"""About a centimetre, to which the pieces are rounded where they are joined."""


@dataclass(frozen=True, eq=False)
class DrawnChange(Change):
    """Change whose pieces were cut for it: `cells.pieces` is the changed ground, one row a transition and governorate.

    `slivers`: before, after, adm1_pcode, area_km2 of what only drawing anew changed, which is in no other figure;
    `flips`: place_id, adm1_pcode, before, after of the places whose standing changed.
    """

    slivers: pd.DataFrame
    flips: pd.DataFrame

    def union(self, shapes: np.ndarray) -> shapely.Geometry:
        """The pieces were cut one by one: along a governorate's border their corners differ by a rounding."""
        return shapely.union_all(shapes, grid_size=GRID_DEG)

    @property
    def sliver_km2(self) -> float:
        return float(self.slivers["area_km2"].sum())

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(sorted(self.flips["place_id"]))

    @property
    def _governorates(self) -> Set[str]:
        return super()._governorates | set(self.slivers["adm1_pcode"])

    def only(self, factions: Set[str]) -> Self:
        def of(frame: pd.DataFrame) -> pd.DataFrame:
            return frame[frame["before"].isin(list(factions)) | frame["after"].isin(list(factions))]

        return replace(super().only(factions), slivers=of(self.slivers), flips=of(self.flips))

    def inside(self, adm1: Set[str]) -> Self:
        def of(frame: pd.DataFrame) -> pd.DataFrame:
            return frame[frame["adm1_pcode"].isin(list(adm1))]

        return replace(super().inside(adm1), slivers=of(self.slivers), flips=of(self.flips))


@dataclass(frozen=True, eq=False)
class OverlayTransition:
    """One transition in one governorate: `shape` (plane) is what counts as change."""

    before: str
    after: str
    adm1_pcode: str
    shape: shapely.Geometry
    sliver_km2: float

    @property
    def area_km2(self) -> float:
        return float(self.shape.area) / M2_PER_KM2


def overlay_transitions(then: DailyCoverage, now: DailyCoverage, ground: MappedGround) -> list[OverlayTransition]:
    """What changed standing from `then` to `now` on `ground`. Swapping the two swaps before and after, no more. What is
    a strip along the outline on one of the two days is a sliver of drawing anew, whatever it is on the other."""
    found, strips = [], shapely.union(then.strips, now.strips)
    for before, after, shape in _transitions(then, now, ground):
        solid = polygons(shapely.difference(morphological_opening(shape), strips))
        for row, part in ground.cut(shape):
            kept = polygons(shapely.intersection(part, solid))
            sliver = max(0.0, float(part.area - kept.area)) / M2_PER_KM2
            found.append(OverlayTransition(before, after, str(ground.pcodes[row]), kept, sliver))
    return sorted(found, key=lambda row: (row.before, row.after, row.adm1_pcode))


def _transitions(
    then: DailyCoverage, now: DailyCoverage, ground: MappedGround
) -> Iterator[tuple[str, str, shapely.Geometry]]:
    """Ground by standing before and after, where they differ. It may reach beyond `ground`."""
    old, new = dict(then.standings), dict(now.standings)
    if then.rest.standing == now.rest.standing:
        rest = now.rest.standing
        for before, shape in old.items():
            yield from _some(before, rest, shape, now.covered, shapely.difference)
        for after, shape in new.items():
            yield from _some(rest, after, shape, then.covered, shapely.difference)
    else:
        old[then.rest.standing] = shapely.difference(ground.whole, then.covered)
        new[now.rest.standing] = shapely.difference(ground.whole, now.covered)
    for before, shape in old.items():
        for after, other in new.items():
            if before != after:
                yield from _some(before, after, shape, other, shapely.intersection)


def _some(
    before: str, after: str, one: shapely.Geometry, other: shapely.Geometry, overlay: np.ufunc
) -> Iterator[tuple[str, str, shapely.Geometry]]:
    shape = polygons(overlay(one, other))
    if not shape.is_empty:
        yield before, after, shape


def drawn_change(found: list[OverlayTransition], ground: MappedGround, flips: pd.DataFrame) -> DrawnChange:
    """The table of change with its ground in EPSG:4326."""
    solid = [row for row in found if not row.shape.is_empty]
    shapes = np.array([row.shape for row in solid], dtype=object)
    pieces = gpd.GeoDataFrame(
        {
            "place_id": [f"{row.before} > {row.after}" for row in solid],
            "adm1_pcode": [row.adm1_pcode for row in solid],
            "inferred": np.zeros(len(solid), dtype=bool),
            "area_km2": np.array([row.area_km2 for row in solid], dtype=float),
        },
        geometry=reproject(shapes, ground.plane, STORED) if len(solid) else [],
        crs=STORED,
    )
    standings = tuple(sorted({name for row in solid for name in (row.before, row.after)}))
    position = {name: number for number, name in enumerate(standings)}
    return DrawnChange(
        cells=VoronoiCells(pieces, shared_edges(pieces.iloc[:0])),
        standings=standings,
        rows=np.arange(len(solid)),
        before=np.array([position[row.before] for row in solid], dtype=np.intp),
        after=np.array([position[row.after] for row in solid], dtype=np.intp),
        inferred=np.zeros(len(solid), dtype=bool),
        claimed=np.zeros(len(solid), dtype=bool),
        slivers=pd.DataFrame(
            [(row.before, row.after, row.adm1_pcode, row.sliver_km2) for row in found],
            columns=["before", "after", "adm1_pcode", "area_km2"],
        ),
        flips=flips,
    )
