"""A situation in a frame: the very layers of the page, as they are to be drawn on paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from briefing.sheet.cluster_counts import Count, counted
from briefing.sheet.ink import INK
from briefing.sheet.map_frame import MapFrame, frame_for
from briefing.sheet.paint import PT_PER_PX
from briefing.sheet.typeset import MM_PER_PT
from geo.analysis.clip import in_view
from geo.analysis.situation import Situation
from geo.common.crs import Bounds
from geo.events.vague import PINNED_FROM, is_pinned
from geo.registry.place_sizes import size_class
from map.drawables import ClusteredPoints, Drawable
from map.event_marks import EVENT_ROW, RINGS
from map.layer import Layer, LegendItem, RenderOptions
from map.playback import Step

NEAR_ZOOM = 9.0
"""Zoom of a web map from which events are symbols (map/js/board.js)."""
LARGE = 8
"""The class (geo/registry/place_sizes.py) to which a place is large."""

WATER_BEHIND = "#c9dbe7"
"""The sea: darker than land in grey print too."""


@dataclass(frozen=True, eq=False)
class MapPicture:
    """A situation in a frame. `scale` enlarges symbols, lines and names alike."""

    situation: Situation
    layers: tuple[Layer, ...]
    look: RenderOptions
    frame: MapFrame
    scale: float = 1.0

    @cached_property
    def view(self) -> Situation:
        """The part of the situation inside the frame."""
        return in_view(self.situation, self.frame.bounds)

    @cached_property
    def _step(self) -> Step:
        return Step(self.situation, self.situation.range_days[0])

    @cached_property
    def _so_far(self) -> Situation:
        return in_view(self._step.so_far, self.frame.bounds)

    def _shown_by(self, layer: Layer) -> Situation:
        """What of the situation a layer draws: see Step."""
        return self.view if self._step.shown_by(layer) is self.situation else self._so_far

    @cached_property
    def drawn(self) -> list[tuple[Layer, Drawable]]:
        """Everything the layers draw, lowest first."""
        return [(layer, one) for layer in self.layers for one in layer.drawn(self._shown_by(layer), self.look)]

    @cached_property
    def counts(self) -> list[Count]:
        """What stands for the events of a situation that has too many for symbols, of all layers together."""
        crowds = (drawn for _, drawn in self.drawn if isinstance(drawn, ClusteredPoints))
        return counted((self._on_paper(one) for one in crowds), self.scale)

    def _on_paper(self, crowd: ClusteredPoints) -> tuple[NDArray[np.float64], NDArray[np.float64], str]:
        x, y = self.frame.xy(crowd.lons, crowd.lats)
        inside = self.frame.inside(x, y)
        across, upward = self.frame.to_mm(x[inside], y[inside])
        return across, upward, crowd.colour

    @cached_property
    def home(self) -> NDArray[np.object_]:
        """The country that is mapped, in the plane of the frame."""
        countries, home = self.situation.theatre.countries, self.situation.theatre.country
        return self.frame.clipped(countries.geometry[countries["iso_a3"] == home].to_numpy())

    @cached_property
    def changed(self) -> NDArray[np.object_]:
        """Ground that changed hands in the range, in the plane of the frame; its parts lie apart."""
        return self.frame.clipped(self.situation.change_on_map.ground.geometry.to_numpy())

    @cached_property
    def spots_mm(self) -> NDArray[np.float64]:
        """(n, 2) mm of the frame: where events happened, crossings are, and large places lie."""
        situation, places = self.situation, self.situation.theatre.places
        people = places["population"].astype("float64").fillna(0.0)
        large = [size_class(*one) <= LARGE for one in zip(places["kind"], people, strict=True)]
        events = situation.filtered, situation.filtered_outside
        points = [some.points[is_pinned(some.located(PINNED_FROM))] for some in events]
        spots = np.concatenate([*points, situation.crossings.geometry, places.geometry[large]])
        return np.column_stack(self.frame.to_mm(*self.frame.xy(shapely.get_x(spots), shapely.get_y(spots))))

    @property
    def is_far(self) -> bool:
        """Whether events are seen from so far that a place has one ring."""
        return self.frame.web_zoom(1 / (PT_PER_PX * self.scale * MM_PER_PT)) < NEAR_ZOOM

    def legend(self) -> list[tuple[Layer, list[LegendItem]]]:
        """The legend of each layer for exactly what is in the frame: events as rings, or as symbols."""
        lines = ((layer, layer.legend_lines(self._shown_by(layer), self.look)) for layer in self.layers)
        return [(layer, [item for item in items if self._is_drawn(item)]) for layer, items in lines]

    def _is_drawn(self, item: LegendItem) -> bool:
        return item.row != EVENT_ROW or (item == RINGS) == self.is_far


def drawn_bounds(situation: Situation) -> Bounds:
    """Degrees within which there is land to draw; beyond them a map would show sea where there is none."""
    west, south, east, north = situation.theatre.countries.total_bounds.tolist()
    return west, south, east, north


def picture_of(
    situation: Situation,
    layers: Iterable[Layer],
    look: RenderOptions,
    size_mm: tuple[float, float],
    scale: float = 1.0,
    *,
    about: Bounds | None = None,
) -> MapPicture:
    """The picture of `situation` about its area, or about other bounds (degrees), at most `size_mm` large."""
    frame = frame_for(about or situation.area.bounds, *size_mm, limit=drawn_bounds(situation))
    return MapPicture(situation, tuple(layers), look, frame, scale)


def map_axes(figure: Figure, frame: MapFrame, left_mm: float, bottom_mm: float, group: str = "map") -> Axes:
    """Axes in the plane of `frame` with its lower left corner at a place of the paper; all on them is in `group`."""
    width, height = figure.get_size_inches() * 25.4
    box = (left_mm / width, bottom_mm / height, frame.width_mm / width, frame.height_mm / height)
    axes = figure.add_axes(box, facecolor=WATER_BEHIND, gid=group)
    west, south, east, north = frame.box
    axes.set(xlim=(west, east), ylim=(south, north), xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set(linewidth=0.7, edgecolor=INK, zorder=100)
    return axes
