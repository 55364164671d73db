"""More events than can be told one by one: positions, symbols and row numbers reach the browser, nothing else does.

Above MOST_TOLD events of a situation every layer of events is drawn so. The browser counts what is in view on a grid
and draws symbols where few are left; a click names the row, and the server knows which event that is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from geo.situation import Situation
from geo.theatre import Theatre
from layers.compact import CompactLayer
from layers.features import CircleFeatures, CrowdFeatures
from layers.packed import packed, packed_steps
from layers.payload import STEPS_PER_DEGREE, Payload, circle_style
from layers.styles import CircleStyle, PointStyle
from layers.symbols import SYMBOLS

MOST_TOLD = 5_000
"""Up to so many events each brings its own tooltip to the browser."""

MOST_CIRCLES = 60
"""Circles drawn at a time where there are too many events to tell one by one: the largest in view, those of one size
all or none."""

ROW = "row"


def is_crowd(situation: Situation) -> bool:
    """Whether the events of a situation are too many to be told one by one."""
    return len(situation.events) > MOST_TOLD


def row_ref(event_id: str, theatre: Theatre) -> str:
    """What the browser calls an event of a crowd. It names the version of the data, and is never part of a link."""
    return f"{ROW}:{theatre.version}:{theatre.events.index.get_loc(event_id)}"


def event_id_of(ref: str, theatre: Theatre) -> str | None:
    """The event that a reference made by the browser means; None where it speaks of other data or of no event."""
    kind, _, rest = ref.partition(":")
    version, _, row = rest.rpartition(":")
    if kind != ROW or version != theatre.version or not row.isdecimal():
        return None
    at = int(row)
    for events in (theatre.events, theatre.versions.earlier):
        if at < len(events):
            return str(events.index[at])
        at -= len(events)
    return None


class Crowd(CompactLayer):
    """Events as symbols where few are in view, and as counts on a grid that all layers of events share.

    Parameters
    ----------
    points : (n,) shapely points (EPSG:4326). rows : (n,) the rows of the events in those of `theatre`.
    kinds : (n,) which of `styles` and of `words` (what the symbol stands for) each has.
    title : what they are together, as in "strikes", in the tooltip of a count.
    colour : their part of the ring about a count.
    apart : they are known to a region only: counted where they stand and never together with others.
    """

    kind = "crowd"

    def __init__(
        self,
        points: NDArray[Any],
        rows: NDArray[np.intp],
        kinds: ArrayLike,
        styles: Sequence[PointStyle],
        words: Sequence[str],
        theatre: Theatre,
        *,
        title: str,
        colour: str,
        apart: bool = False,
    ) -> None:
        lons, lats = shapely.get_x(points), shapely.get_y(points)
        which = np.asarray(kinds, dtype=np.int64)
        payload = None
        if len(rows):
            whole = np.round(np.column_stack([lons, lats]) * STEPS_PER_DEGREE).astype(np.int64)
            order, first, counts = _spots(whole, rows)
            drawn = [{**asdict(SYMBOLS[s.symbol]), "colour": s.colour, "size": s.size} for s in styles]
            payload = {
                "spots": packed_steps(whole[order[first]]),
                "counts": packed(counts),
                "rows": packed(_steps_within(rows[order], first)),
                "kind": packed(which[order]),
                "styles": drawn,
                "words": list(words),
                "version": theatre.version,
                "title": title,
                "colour": colour,
                "apart": apart,
                "level": "points",
            }
        super().__init__(payload, CrowdFeatures(lons, lats, colour, apart))


class Rings(CompactLayer):
    """Circles of `radii_m` metres on the ground, of which the browser draws the largest MOST_CIRCLES in view."""

    kind = "rings"
    plays = True

    def __init__(self, lons: ArrayLike, lats: ArrayLike, radii_m: ArrayLike, style: CircleStyle) -> None:
        degrees = np.column_stack([np.asarray(lons, dtype=float), np.asarray(lats, dtype=float)])
        whole = np.round(degrees * STEPS_PER_DEGREE).astype(np.int64)
        radii = np.round(np.asarray(radii_m, dtype=float)).astype(np.int64)
        order = np.lexsort((_key(whole), -radii))
        whole, radii = whole[order], radii[order]
        new = np.ones(len(order), dtype=bool)
        new[1:] = (np.diff(whole, axis=0) != 0).any(axis=1) | (np.diff(radii) != 0)
        whole, radii = self._whole, self._radii = whole[new], radii[new]
        payload = None
        if len(radii):
            payload = {
                "spots": packed_steps(whole),
                "radii": packed(-np.diff(radii, prepend=2 * radii[0])),
                "styles": [circle_style(style)],
                "most": MOST_CIRCLES,
                "level": "circles",
            }
        shown = radii > radii[MOST_CIRCLES] if len(radii) > MOST_CIRCLES else np.ones(len(radii), dtype=bool)
        lon, lat = (whole[shown] / STEPS_PER_DEGREE).T
        styles = (style,) * len(lon)
        super().__init__(payload, CircleFeatures(lon, lat, radii[shown].astype(float), styles))

    @property
    def columns(self) -> Payload | None:
        """The payload unpacked, the largest circle first."""
        if self.payload is None:
            return None
        return {
            "xy": np.diff(self._whole, axis=0, prepend=0).ravel().tolist(),
            "radii": self._radii.tolist(),
            "styles": self.payload["styles"],
            "style": [0] * len(self._radii),
            "most": self.payload["most"],
            "level": self.payload["level"],
        }


def _key(whole: NDArray[np.int64]) -> NDArray[np.int64]:
    """One number for each position, sorted from west to east."""
    return whole[:, 0] * (1000 * STEPS_PER_DEGREE) + whole[:, 1]


def _spots(
    whole: NDArray[np.int64], rows: NDArray[np.intp]
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Order that brings events at one position together, by row; where each position begins in it, and how many it
    has."""
    key = _key(whole)
    order = np.lexsort((rows, key))
    first = np.flatnonzero(np.diff(key[order], prepend=-1))
    return order, first, np.diff(first, append=len(key))


def _steps_within(rows: NDArray[np.intp], first: NDArray[np.intp]) -> NDArray[np.int64]:
    """Each row number as the step from the one before at its position; the first of a position by itself."""
    steps = np.diff(rows, prepend=0).astype(np.int64)
    steps[first] = rows[first]
    return steps
