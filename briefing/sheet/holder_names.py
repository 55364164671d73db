"""Who holds the ground, written on it: the tints of two parties may be one in grey print, or to a reader who sees no
red or no green."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import shapely
from numpy.typing import NDArray

from briefing.sheet.labels import Boxes, SheetBox, as_boxes, meeting
from briefing.sheet.map_frame import MapFrame
from briefing.sheet.map_picture import MapPicture
from briefing.sheet.names import Name, set_name
from geo.analysis.clip import in_view
from geo.analysis.situation import Situation
from geo.common.remembered import remembered
from map.tints import note_colour
from map.wording import name

CONTROL = "control"
"""The layer that paints the ground."""

LARGE = 0.012
"""Of the map: a smaller piece of ground is not named."""

KINDS = ("holder", "small holder")
"""Of names, the larger first."""

GRID_MM = 0.01
"""To what the ground is rounded before it is put together."""

STEP_MM = 1.5
"""Between the places that are tried for a name."""

BESIDE_MM, ABOVE_MM = 1.5, 0.6
"""At least so far a name keeps from what stands beside it, and above and below it, on a sheet at full size: set closer,
it reads as the end of the line beside it."""

CLEAR_MM, WORTH = 6.0, 2.5
"""Up to which distance a name keeps clear of what is around it, and how many mm from the middle each mm is worth."""

REACHES_MM = (20.0, 40.0, np.inf)
"""How far from the middle of a piece a name is tried, one after the other until none farther can be better."""


def holder_names(picture: MapPicture, taken: Sequence[SheetBox], frame: SheetBox) -> list[tuple[Name, SheetBox]]:
    """The short name of its holder on each large piece of ground where it fits without touching any of `taken`, with
    the box it stands in, mm of the frame: near the middle of the piece and clear of the rest, within `frame`, mm."""
    found: list[tuple[Name, SheetBox]] = []
    painted = any(layer.id == CONTROL for layer in picture.layers)
    for party, piece in _pieces(picture.situation, picture.frame) if painted else ():
        full = as_boxes([*taken, *(box for _, box in found)])
        for setting in (_set(picture, party, kind) for kind in KINDS):
            if box := _place(setting, piece, full, frame, picture.scale):
                found.append((setting, box))
                break
    return found


@remembered
def _pieces(situation: Situation, frame: MapFrame) -> tuple[tuple[str, shapely.Polygon], ...]:
    """Each large connected piece of ground and who holds it, mm of the frame; the largest first."""
    areas = in_view(situation, frame.bounds).areas
    held = areas[areas["controller"] != ""]
    # what is cut to a frame may touch itself along its edge, which no union takes
    shapes = shapely.make_valid(_in_mm(frame, frame.clipped(held.geometry.to_numpy())))
    whole = shapely.box(0, 0, frame.width_mm, frame.height_mm)
    found = [
        (party, piece)
        for party in dict.fromkeys(held["controller"])
        for piece in shapely.get_parts(
            shapely.intersection(
                shapely.union_all(shapes[(held["controller"] == party).to_numpy()], grid_size=GRID_MM), whole
            )
        )
        if piece.area >= LARGE * whole.area
    ]
    return tuple(sorted(found, key=lambda one: -one[1].area))


def _in_mm(frame: MapFrame, shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    west, south = frame.box[:2]
    return np.asarray(shapely.transform(shapes, lambda xy: (xy - [west, south]) / frame.metres_per_mm))


def _set(picture: MapPicture, party: str, kind: str) -> Name:
    faction, look = picture.situation.theatre.factions[party], picture.look
    text = name(faction.short_en.upper(), faction.short_ar or faction.name_ar, look.language)
    found = set_name(picture, (text, faction.short_en), kind, (0.0, 0.0), 0.0)
    return replace(found, colours=(note_colour(faction.colour, look.theme),) * len(found.lines))


def _place(setting: Name, piece: shapely.Polygon, taken: Boxes, frame: SheetBox, scale: float) -> SheetBox | None:
    """Where a name stands inside `piece`, None for one that has no room. `scale`: of the map to one at full size."""
    beside, above = BESIDE_MM * scale, ABOVE_MM * scale
    wide, high = setting.wanted.width, setting.wanted.height
    west, south, east, north = shapely.bounds(piece).tolist()
    lefts = np.arange(max(west, frame[0]), min(east, frame[2]) - wide, STEP_MM)
    bottoms = np.arange(max(south, frame[1]), min(north, frame[3]) - high, STEP_MM)
    x, y = (part.ravel() for part in np.meshgrid(lefts, bottoms))
    every = np.column_stack([x, y, x + wide, y + high])
    middle = shapely.get_coordinates(shapely.maximum_inscribed_circle(piece))[0]
    far = np.hypot(*(every[:, :2] + [wide / 2, high / 2] - middle).T)
    shapely.prepare(piece)
    for reach in REACHES_MM:
        boxes, away = every[far <= reach], far[far <= reach]
        free = shapely.contains_xy(piece, *(boxes[:, :2] + [wide / 2, high / 2]).T)
        free[free] = ~meeting(np.add(boxes[free], [-beside, -above, beside, above]), taken).any(axis=1)
        boxes, away = boxes[free], away[free]
        drawn = shapely.box(*boxes.T)
        inside = shapely.covers(piece, drawn)
        # one farther from the middle than the nearest, by more than all that being clear is worth, is never the best
        farthest = away[inside].min(initial=np.inf) + WORTH * CLEAR_MM
        if farthest <= reach:
            break
    if not inside.any():
        return None
    near = inside & (away <= farthest)
    clear = np.minimum(_distance(boxes[near], taken), shapely.distance(drawn[near], piece.exterior))
    cost = away[near] - WORTH * np.minimum(clear, CLEAR_MM)
    left, bottom, right, top = boxes[near][int(np.argmin(np.round(cost, 6)))].tolist()
    return left, bottom, right, top


def _distance(boxes: Boxes, others: Boxes) -> NDArray[np.float64]:
    """(n,) mm from each box to the nearest of the others; endless where there are none."""
    one, other = boxes[:, None], others[None]
    across = np.maximum(other[..., 0] - one[..., 2], one[..., 0] - other[..., 2])
    upward = np.maximum(other[..., 1] - one[..., 3], one[..., 1] - other[..., 3])
    apart = np.hypot(np.clip(across, 0, None), np.clip(upward, 0, None))
    return np.asarray(apart.min(axis=1, initial=np.inf))
