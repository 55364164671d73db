"""Where on a map a small map stands so that it hides as little as may be."""

from __future__ import annotations

from collections.abc import Sequence

import shapely

from briefing.sheet.labels import Box, as_boxes, meeting
from briefing.sheet.map_frame import MapFrame
from briefing.sheet.map_picture import MapPicture

INSET_EDGE_MM = 1.2


def inset_box(
    picture: MapPicture, width: float, height: float, scale: float, others: Sequence[Box] = ()
) -> tuple[Box, float]:
    """The corner in which an inset of this size, mm, lies over none of the `others` and hides the least of the ground
    that is mapped, and how much of the inset lies over such ground."""
    frame, below = picture.frame, north_box(picture.frame, scale)[1]
    edge = INSET_EDGE_MM * scale
    lefts, bottoms = (edge, frame.width_mm - edge - width), (edge, frame.height_mm - edge - height)
    corners = [(lefts[1], bottoms[0]), (lefts[0], bottoms[1]), (lefts[0], bottoms[0]), (lefts[1], below - height)]
    boxes = [(x, y, x + width, y + height) for x, y in corners]
    boxes = [box for box in boxes if not meeting(as_boxes([box]), as_boxes(others)).any()] or boxes
    shares = [over_home(picture, box) for box in boxes]
    best = min(range(len(boxes)), key=lambda corner: round(shares[corner], 6))
    return boxes[best], shares[best]


def north_box(frame: MapFrame, scale: float) -> Box:
    """Where the north arrow stands, mm of the frame."""
    return frame.width_mm - 10 * scale, frame.height_mm - 13 * scale, frame.width_mm, frame.height_mm


def over_home(picture: MapPicture, box: Box) -> float:
    """How much of `box` lies over the country that is mapped."""
    frame, theatre = picture.frame, picture.situation.theatre
    home = frame.clipped(theatre.countries.geometry[theatre.countries["iso_a3"] == theatre.country].to_numpy())
    on_ground = shapely.Polygon([on_map(frame, x, y) for x, y in shapely.box(*box).exterior.coords])
    return float(shapely.area(shapely.intersection(home, on_ground)).sum() / on_ground.area)


def on_map(frame: MapFrame, x: float, y: float) -> tuple[float, float]:
    """A place of the frame, mm, in its plane."""
    return frame.box[0] + x * frame.metres_per_mm, frame.box[1] + y * frame.metres_per_mm
