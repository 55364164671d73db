"""Two days on one map: what depends on the day is drawn twice, left and right of a divider the reader moves."""

from __future__ import annotations

from datetime import date

import folium

from layers.compact import CompactLayer, Side


class Divider(CompactLayer):
    """The line between the two halves with its handle, and the day over each half (layers/js/compare.js)."""

    kind = "divider"

    def __init__(self, left: date, right: date) -> None:
        with_year = left.year != right.year
        days = {"left": left, "right": right}
        super().__init__(
            {"days": {side: {"iso": on.isoformat(), "words": short(on, with_year)} for side, on in days.items()}}
        )


def short(on: date, with_year: bool) -> str:
    """A day as in "5 Dec", or "5 Dec 2024"."""
    return f"{on.day} {on:%b %Y}" if with_year else f"{on.day} {on:%b}"


def on_side(group: folium.FeatureGroup, side: Side) -> folium.FeatureGroup:
    """`group`, its compact layers to be seen on one side of the divider only."""
    for child in group._children.values():
        if not isinstance(child, CompactLayer):
            raise TypeError(f"{group.layer_name!r} depends on the day and so must be drawn by compact layers")
        child.side = side
    return group
