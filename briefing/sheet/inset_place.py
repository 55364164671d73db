"""Where on a map a small map stands so that it hides as little as may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import shapely
from numpy.typing import NDArray

from briefing.sheet.labels import SheetBox, as_boxes, meeting
from briefing.sheet.map_frame import MapFrame
from briefing.sheet.map_picture import MapPicture

INSET_EDGE_MM = 1.2
ALONG = 9
"""Places along each edge of a map that an inset may take, its corners first."""

MARK_SHARE = 0.04
"""An event, a crossing or a large place under an inset weighs as much as this share of it over the mapped country."""


@dataclass(frozen=True)
class InsetPlace:
    """Where an inset stands, mm of the frame, and what it hides: how much of it lies over ground that changed hands,
    how much over the country that is mapped, and how many marks under it."""

    box: SheetBox
    over_change: float
    over_home: float
    marks: int

    @property
    def hidden(self) -> float:
        """What it hides of country and marks, in shares of the inset."""
        return self.over_home + MARK_SHARE * self.marks

    @property
    def cost(self) -> tuple[float, float]:
        """Change first, to a hundredth, then all else."""
        return round(self.over_change, 2), round(self.hidden, 3)


def inset_place(
    picture: MapPicture, width: float, height: float, scale: float, others: Sequence[SheetBox] = ()
) -> InsetPlace | None:
    """The place on the edge of the map where an inset of this size, mm, hides the least and lies over none of the
    `others`, nor over the north arrow; None where there is none."""
    taken = as_boxes([north_box(picture.frame, scale), *others])
    boxes = [
        box
        for box in dict.fromkeys(_along_edges(picture.frame, width, height, INSET_EDGE_MM * scale))
        if not meeting(as_boxes([box]), taken).any()
    ]
    places = [_place(picture, box) for box in boxes]
    return min(places, key=lambda place: place.cost, default=None)


def _along_edges(frame: MapFrame, width: float, height: float, edge: float) -> Iterator[SheetBox]:
    """The corners, the lower right first, then places between them."""
    lefts = np.linspace(frame.width_mm - edge - width, edge, ALONG).tolist()
    bottoms = np.linspace(edge, frame.height_mm - edge - height, ALONG).tolist()
    starts = [
        (lefts[0], bottoms[0]),
        (lefts[-1], bottoms[-1]),
        (lefts[-1], bottoms[0]),
        (lefts[0], bottoms[-1]),
        *product((lefts[0], lefts[-1]), bottoms),
        *product(lefts, (bottoms[0], bottoms[-1])),
    ]
    return ((x, y, x + width, y + height) for x, y in starts)


def _place(picture: MapPicture, box: SheetBox) -> InsetPlace:
    x, y = picture.spots_mm.T
    marks = int(((x > box[0]) & (x < box[2]) & (y > box[1]) & (y < box[3])).sum())
    return InsetPlace(box, _share(picture.changed, picture.frame, box), over_home(picture, box), marks)


def north_box(frame: MapFrame, scale: float) -> SheetBox:
    """Where the north arrow stands, mm of the frame."""
    return frame.width_mm - 10 * scale, frame.height_mm - 13 * scale, frame.width_mm, frame.height_mm


def over_home(picture: MapPicture, box: SheetBox) -> float:
    """How much of `box` lies over the country that is mapped."""
    return _share(picture.home, picture.frame, box)


def _share(ground: NDArray[np.object_], frame: MapFrame, box: SheetBox) -> float:
    """How much of `box`, mm of the frame, lies over `ground` of its plane, whose parts lie apart."""
    west, south = on_map(frame, *box[:2])
    east, north = on_map(frame, *box[2:])
    inside = shapely.clip_by_rect(ground, west, south, east, north)
    return float(shapely.area(inside).sum() / ((east - west) * (north - south)))


def on_map(frame: MapFrame, x: float, y: float) -> tuple[float, float]:
    """A place of the frame, mm, in its plane."""
    return frame.box[0] + x * frame.metres_per_mm, frame.box[1] + y * frame.metres_per_mm
