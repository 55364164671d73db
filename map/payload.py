"""Drawables as the browser is told of them: one JSON value for each, which map/js draws.

Positions go as whole numbers of 1e-4 degree, each the step from the one before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from map.drawables import MOST_CIRCLES, Areas, Chips, Circles, Crowd, Drawable, Labels, Lines, Playable, Points, Rings
from map.feature_columns import S, Texts, Whole, numbered, west_to_east, whole_steps
from map.packed import packed, packed_steps
from map.styles import AreaStyle, CircleStyle, PointStyle
from map.swatches import pattern_of
from map.symbols import SYMBOLS
from map.text import TOOLTIP_CHARS, script_json, visible

Payload = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Message:
    """What `frontline.draw` is told: the kind of thing (a name of `frontline.kinds` in map/js) and all it needs."""

    kind: str
    payload: Payload

    @cached_property
    def json(self) -> str:
        """The payload as a script can hold it."""
        return script_json(self.payload)


@dataclass(frozen=True, eq=False)
class Columns:
    """What can be played, before its positions become steps.

    `vertices`: (n, 2) whole numbers of 1e-4 degree, one for each feature; or, for areas and lines, those of all paths,
    with how many each path has in `sizes` and how many paths each feature has in `parts`. `said`: styles without
    repeats, `style` with the number of each feature's own, and its texts and radii.
    """

    vertices: Whole
    said: Payload
    sizes: Sequence[int] | None = None
    parts: Sequence[int] | None = None


def message_of(drawn: Drawable) -> Message:
    """`drawn` as it is sent."""
    return Message(drawn.kind, _payload(drawn))


def _payload(drawn: Drawable) -> Payload:
    match drawn:
        case Labels():
            return _labels(drawn)
        case Crowd():
            return _crowd(drawn)
        case Rings():
            return {
                "spots": packed_steps(drawn.whole),
                "radii": packed(-np.diff(drawn.radii_m, prepend=2 * drawn.radii_m[0])),
                "styles": [_circle(drawn.style)],
                "most": MOST_CIRCLES,
                "level": "circles",
            }
    columns = columns_of(drawn)
    paths = {"sizes": columns.sizes, "parts": columns.parts} if columns.parts is not None else {}
    return {"xy": steps(columns.vertices), **paths, **columns.said}


def columns_of(drawn: Playable) -> Columns:
    """The columns of what can be played, in the order of its features."""
    match drawn:
        case Areas():
            said = _styles(drawn.styles, _area) | {"level": drawn.level} | _told(drawn.tooltips, drawn.refs)
            return _paths(shapely.get_rings, shapely.orient_polygons(drawn.shapes), said)
        case Lines():
            said = _styles(drawn.styles, asdict) | {"level": drawn.level} | _told(drawn.tooltips, drawn.refs)
            return _paths(shapely.get_parts, drawn.shapes, said)
        case Points():
            said = _styles(drawn.styles, _symbol) | {"many": visible(drawn.many), "level": "points"}
            said |= {"badge": drawn.badge} if drawn.badge else {}
            return Columns(_spots(drawn), said | _told(drawn.tooltips, drawn.refs))
        case Circles():
            radii = drawn.radii_m.astype(int).tolist()
            return Columns(_spots(drawn), _styles(drawn.styles, _circle) | {"level": "circles", "radii": radii})
        case Chips():
            said = _styles(drawn.styles, asdict) | {"texts": list(drawn.texts), "level": "points"}
            return Columns(_spots(drawn), said | _told(drawn.tooltips, drawn.refs))
        case Rings():
            said = {"styles": [_circle(drawn.style)], "style": [0] * len(drawn.radii_m), "level": "circles"}
            return Columns(drawn.whole, said | {"radii": drawn.radii_m.tolist(), "most": MOST_CIRCLES})


def steps(vertices: Whole) -> list[int]:
    """Vertices (n, 2) as x y x y ..., each the difference from the one before."""
    differences: list[int] = np.diff(vertices, axis=0, prepend=0).ravel().tolist()
    return differences


def _spots(drawn: Points | Circles | Chips | Labels | Crowd) -> Whole:
    return whole_steps(np.column_stack([drawn.lons, drawn.lats]))


def _paths(parts_of: Any, shapes: NDArray[Any], said: Payload) -> Columns:
    outer, feature = shapely.get_parts(shapes, return_index=True)
    parts, of_outer = parts_of(outer, return_index=True)
    coordinates, of_part = shapely.get_coordinates(parts, return_index=True)
    return Columns(
        whole_steps(coordinates),
        said,
        sizes=np.bincount(of_part, minlength=len(parts)).tolist(),
        parts=np.bincount(feature[of_outer], minlength=len(shapes)).tolist(),
    )


def _told(tooltips: Texts, refs: Texts) -> Payload:
    """The columns of text in which anything stands, made fit to be shown."""
    return {
        name: [None if text is None else visible(text, limit) for text in texts]
        for name, texts, limit in (("tips", tooltips, TOOLTIP_CHARS), ("refs", refs, None))
        if texts is not None and any(text is not None for text in texts)
    }


def _styles(each: Sequence[S], written: Callable[[S], Mapping[str, Any]]) -> Payload:
    used, which = numbered(each)
    return {"styles": [written(style) for style in used], "style": which}


def _area(style: AreaStyle) -> Mapping[str, Any]:
    return {
        "fill": None if style.fill == "none" else style.colour,
        "pattern": pattern_of(style),
        "opacity": style.ink,
        "outline": style.outline or style.colour,
        "weight": style.weight,
        "dash": style.dash,
    }


def _circle(style: CircleStyle) -> Mapping[str, Any]:
    return {"colour": style.colour, "opacity": style.fill_opacity, "weight": style.weight, "dash": style.dash}


def _symbol(style: PointStyle) -> Mapping[str, Any]:
    return {**asdict(SYMBOLS[style.symbol]), "colour": style.colour, "size": style.size}


def _labels(drawn: Labels) -> Payload:
    return {
        "xy": steps(_spots(drawn)),
        "names": drawn.names,
        "minZooms": drawn.min_zooms.tolist(),
        "priorities": drawn.priorities.tolist(),
        "kinds": drawn.KINDS,
        "kind": [drawn.KINDS.index(kind) for kind in drawn.kinds],
        "level": "labels",
    }


def _crowd(drawn: Crowd) -> Payload:
    """Events at one position together, by their rows: how many each position has, and each row as the step from the one
    before it there."""
    whole = _spots(drawn)
    key = west_to_east(whole)
    order = np.lexsort((drawn.rows, key))
    first = np.flatnonzero(np.diff(key[order], prepend=-1))
    rows = drawn.rows[order]
    row_steps = np.diff(rows, prepend=0).astype(np.int64)
    row_steps[first] = rows[first]
    return {
        "spots": packed_steps(whole[order[first]]),
        "counts": packed(np.diff(first, append=len(key))),
        "rows": packed(row_steps),
        "kind": packed(drawn.which[order]),
        "styles": [_symbol(style) for style in drawn.styles],
        "words": list(drawn.words),
        "version": drawn.version,
        "title": drawn.title,
        "colour": drawn.colour,
        "apart": drawn.apart,
        "level": "points",
    }
