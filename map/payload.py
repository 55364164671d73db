"""Drawables as the browser is told of them: one JSON value for each, which map/js draws.

Positions go as whole numbers of 1e-4 degree, each the step from the one before.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from map.drawables import Areas, Chips, Circles, ClusteredPoints, Drawable, Labels, Lines, Playable, Points
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
        case ClusteredPoints():
            return _clustered_points(drawn)
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
            said |= {"ring": drawn.ring} if drawn.ring else {}
            if drawn.reaches_m is not None:
                said["radii"] = drawn.reaches_m.round().astype(int).tolist()
            return Columns(_spots(drawn), said | _told(drawn.tooltips, drawn.refs))
        case Circles():
            radii = drawn.radii_m.astype(int).tolist()
            return Columns(_spots(drawn), _styles(drawn.styles, _circle) | {"level": "circles", "radii": radii})
        case Chips():
            said = _styles(drawn.styles, asdict) | {"texts": list(drawn.texts), "level": "points"}
            return Columns(_spots(drawn), said | _told(drawn.tooltips, drawn.refs))


def steps(vertices: Whole) -> list[int]:
    """Vertices (n, 2) as x y x y ..., each the difference from the one before."""
    differences: list[int] = np.diff(vertices, axis=0, prepend=0).ravel().tolist()
    return differences


def _spots(drawn: Points | Circles | Chips | Labels | ClusteredPoints) -> Whole:
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
        "opacity": style.opacity,
        "outline": style.outline or style.colour,
        "weight": style.weight,
        "dash": style.dash,
        **({"veil": style.veil, "paper": style.paper} if style.veil else {}),
    }


def _circle(style: CircleStyle) -> Mapping[str, Any]:
    return {"colour": style.colour, "opacity": style.fill_opacity, "weight": style.weight, "dash": style.dash}


def _symbol(style: PointStyle) -> Mapping[str, Any]:
    return {**asdict(SYMBOLS[style.symbol]), "colour": style.colour, "size": style.size}


def sent_order(drawn: Labels) -> list[int]:
    """The numbers of names in the order they are sent, the more important first."""
    return np.argsort(drawn.priorities, kind="stable").tolist()


def _labels(drawn: Labels) -> Payload:
    """Names, the more important first. There may be thousands, of few kinds: columns that repeat go as runs."""
    order = sent_order(drawn)
    return {
        "spots": packed_steps(_spots(drawn)[order]),
        "names": [drawn.names[n] for n in order],
        "minZooms": _in_runs([float(drawn.min_zooms[n]) for n in order]),
        "kinds": drawn.KINDS,
        "kind": _in_runs([drawn.KINDS.index(drawn.kinds[n]) for n in order]),
        "notes": {at: [drawn.notes[n], drawn.note_colours[n]] for at, n in enumerate(order) if drawn.notes[n]},
        "level": "labels",
    }


def _in_runs(values: Sequence[float]) -> list[float]:
    """A column as value, how often it comes, value, how often ..."""
    return [said for value, run in groupby(values) for said in (value, sum(1 for _ in run))]


def _clustered_points(drawn: ClusteredPoints) -> Payload:
    """Events at one position together: how many kinds it has, and of each kind its number and how many there are. A
    million events at ten thousand positions take no more than these."""
    whole = _spots(drawn)
    many = max(1, len(drawn.styles))
    groups, first, counts = np.unique(west_to_east(whole) * many + drawn.which, return_index=True, return_counts=True)
    begins = np.flatnonzero(np.diff(groups // many, prepend=-1))
    return {
        "spots": packed_steps(whole[first[begins]]),
        "kinds": packed(np.diff(begins, append=len(groups))),
        "kind": packed(groups % many),
        "counts": packed(counts),
        "styles": [_symbol(style) for style in drawn.styles],
        "words": list(drawn.words),
        "title": drawn.title,
        "colour": drawn.colour,
        "level": "points",
    }
