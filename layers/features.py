"""What a layer draws, as values: geometry with a style for each feature, whoever draws it - a browser or a sheet.

Positions are EPSG:4326, longitude first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from layers.styles import AreaStyle, ChipStyle, CircleStyle, LineStyle, PointStyle

Level = Literal["ground", "areas", "lines"]


@dataclass(frozen=True, eq=False)
class AreaFeatures:
    """(n,) polygons and multipolygons."""

    shapes: NDArray[Any]
    styles: tuple[AreaStyle, ...]
    level: Level


@dataclass(frozen=True, eq=False)
class LineFeatures:
    """(n,) lines and multilines."""

    shapes: NDArray[Any]
    styles: tuple[LineStyle, ...]
    level: Level


@dataclass(frozen=True, eq=False)
class PointFeatures:
    """Symbols at (n,) positions."""

    lons: NDArray[np.float64]
    lats: NDArray[np.float64]
    styles: tuple[PointStyle, ...]


@dataclass(frozen=True, eq=False)
class CircleFeatures:
    """Circles of (n,) `radii_m` metres on the ground."""

    lons: NDArray[np.float64]
    lats: NDArray[np.float64]
    radii_m: NDArray[np.float64]
    styles: tuple[CircleStyle, ...]


@dataclass(frozen=True, eq=False)
class LabelFeatures:
    """(n,) names; `min_zooms`: web map zoom from which each is shown; the lower `priorities` stays in a collision."""

    lons: NDArray[np.float64]
    lats: NDArray[np.float64]
    names: tuple[str, ...]
    min_zooms: NDArray[np.float64]
    priorities: NDArray[np.float64]
    kinds: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class CrowdFeatures:
    """(n,) events, too many for a symbol each: to be drawn as counts with a ring, a part of it in `colour`. `apart`:
    known to a region only, and not to be counted together with others."""

    lons: NDArray[np.float64]
    lats: NDArray[np.float64]
    colour: str
    apart: bool


@dataclass(frozen=True, eq=False)
class ChipFeatures:
    """(n,) small boxes with `texts` in them."""

    lons: NDArray[np.float64]
    lats: NDArray[np.float64]
    texts: tuple[str, ...]
    styles: tuple[ChipStyle, ...]


Features = AreaFeatures | LineFeatures | PointFeatures | CircleFeatures | LabelFeatures | CrowdFeatures | ChipFeatures
