"""Where symbols and names stand on a map, so that none lies over another.

The names that must stand choose first, where they hide the fewest spots; then the symbols stand around them; then
the other names take what is left.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray

from briefing.sheet.chips import Chip, chips_of
from briefing.sheet.holder_names import holder_names
from briefing.sheet.labels import SheetBox, placed
from briefing.sheet.map_picture import MapPicture
from briefing.sheet.marks import Mark, Point, arranged
from briefing.sheet.names import Name, names_of
from briefing.sheet.paint import PT_PER_PX
from briefing.sheet.rings import Ring, rings_of
from briefing.sheet.typeset import MM_PER_PT, type_pt
from map.drawables import Lines, Points

EDGE_MM = 0.6
SMALLER = (1.0, 0.88, 0.76)
TOGETHER = 0.35
"""Of what happened in one frame: where more than that stands in numbers, symbols become smaller."""

FRONT = "front-line"
BADGE_PT = 5.2
POINT_AWAY, FRONT_AWAY = 0.3, 0.25
"""How much a name shuns each of five points of a symbol, and a mm of the front line."""

Spots = Counter[Point]


@dataclass(frozen=True, eq=False)
class MapLayout:
    """Symbols, chips, rings, names and, as `holders`, who holds the ground, with the box each stands in, mm of the
    frame. `shrunk`: how large symbols are of their full size."""

    marks: tuple[Mark, ...]
    chips: tuple[Chip, ...]
    rings: tuple[Ring, ...]
    shrunk: float
    names: tuple[tuple[Name, SheetBox], ...]
    holders: tuple[tuple[Name, SheetBox], ...] = ()

    @property
    def counted(self) -> bool:
        """Whether a symbol stands for several."""
        return any(mark.count > 1 for mark in self.marks)


def lay_out(picture: MapPicture, reserved: Sequence[SheetBox] = ()) -> MapLayout:
    """The layout of one map; nothing stands in a `reserved` box (mm of the frame). Who holds the ground is named where
    all else leaves room."""
    (layout,) = lay_out_alike([picture], reserved)
    around = [count.box for count in picture.counts]
    around += [part.box for parts in (layout.chips, layout.rings) for part in parts]
    around += [box for mark in layout.marks for box in mark.boxes] + [box for _, box in layout.names]
    holders = holder_names(picture, [*reserved, *around], _inside(picture))
    return replace(layout, holders=tuple(holders))


def lay_out_alike(pictures: Sequence[MapPicture], reserved: Sequence[SheetBox] = ()) -> list[MapLayout]:
    """The layouts of maps in one frame, with the names in the same places on all."""
    first = pictures[0]
    frame = _inside(first)
    points = [_points(picture) for picture in pictures]
    front = np.vstack([_front(picture) for picture in pictures]) / [1, 1, len(pictures)]
    names = names_of(first)
    mandatory = [name for name in names if name.wanted.mandatory]
    spots = np.array([(x, y, POINT_AWAY) for of_one in points for x, y, _ in of_one]).reshape(-1, 3)
    avoid_points = np.vstack([front, _spread(spots, first) / [1, 1, len(pictures)]])
    rings = [rings_of(picture) for picture in pictures]
    ringed = [ring.box for of_one in rings for ring in of_one]
    boxes = placed([name.wanted for name in mandatory], ringed, frame, reserved, avoid_points, len(pictures))
    standing = [(name, box) for name, box in zip(mandatory, boxes, strict=True) if box]
    taken = [*reserved, *(box for _, box in standing)]
    px = PT_PER_PX * first.scale * MM_PER_PT
    badge = type_pt(BADGE_PT, first.scale)
    chips = [
        chips_of(picture, frame, [*taken, *(ring.box for ring in of_one)])
        for picture, of_one in zip(pictures, rings, strict=True)
    ]
    counts = [
        [count.box for count in picture.counts] + [chip.box for chip in boxed] + [ring.box for ring in of_one]
        for picture, boxed, of_one in zip(pictures, chips, rings, strict=True)
    ]
    for shrunk in SMALLER:
        marks = [
            arranged(of_one, px * shrunk, frame=frame, taken=[*taken, *around], badge_pt=badge)
            for of_one, around in zip(points, counts, strict=True)
        ]
        if all(_shown_apart(of_one) for of_one in marks):
            break
    lesser = [name for name in names if not name.wanted.mandatory]
    symbols = [box for of_one in marks for mark in of_one for box in mark.boxes]
    symbols += [box for around in counts for box in around]
    boxes = placed([name.wanted for name in lesser], symbols, frame, taken, front, len(pictures))
    standing += [(name, box) for name, box in zip(lesser, boxes, strict=True) if box]
    return [
        MapLayout(tuple(of_one), tuple(boxed), tuple(circles), shrunk, tuple(standing))
        for of_one, boxed, circles in zip(marks, chips, rings, strict=True)
    ]


def _inside(picture: MapPicture) -> SheetBox:
    """The frame without its very edge, mm."""
    edge = EDGE_MM * picture.scale
    return edge, edge, picture.frame.width_mm - edge, picture.frame.height_mm - edge


def _shown_apart(marks: Sequence[Mark]) -> bool:
    together = sum(mark.count - 1 for mark in marks)
    return together <= TOGETHER * sum(mark.count for mark in marks)


def _points(picture: MapPicture) -> Spots:
    """The symbols of all layers, mm of the frame."""
    points: Spots = Counter()
    for _, drawn in picture.drawn:
        if isinstance(drawn, Points) and not (drawn.ring and picture.is_far):
            x, y = picture.frame.xy(drawn.lons, drawn.lats)
            inside = picture.frame.inside(x, y)
            across, upward = picture.frame.to_mm(x[inside], y[inside])
            styles = [style for style, kept in zip(drawn.styles, inside, strict=True) if kept]
            points.update(zip(across.tolist(), upward.tolist(), styles, strict=True))
    return points


def _spread(spots: NDArray[np.float64], picture: MapPicture) -> NDArray[np.float64]:
    """Each spot as the middle and the four corners of a symbol that stands there."""
    half = 8 * PT_PER_PX * picture.scale * MM_PER_PT
    steps = np.array([(0, 0), (half, half), (half, -half), (-half, half), (-half, -half)])
    return np.vstack([spots + np.array([dx, dy, 0]) for dx, dy in steps])


def _front(picture: MapPicture) -> NDArray[np.float64]:
    """(n, 3) points along the front line, a mm apart, with how much a name shuns them."""
    shapes = [
        shape
        for layer, drawn in picture.drawn
        if layer.id == FRONT and isinstance(drawn, Lines)
        for shape in drawn.shapes
    ]
    if not shapes:
        return np.empty((0, 3))
    each = picture.frame.metres_per_mm
    lines = shapely.segmentize(picture.frame.clipped(np.array(shapes, dtype=object)), each)
    across, upward = picture.frame.to_mm(*shapely.get_coordinates(lines).T)
    return np.column_stack([across, upward, np.full(len(across), FRONT_AWAY)])
