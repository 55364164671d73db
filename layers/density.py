"""Where events crowd: incidents counted on equal squares of ground."""

from __future__ import annotations

import geopandas as gpd

from geo.analysis.situation import Situation
from geo.common.messages import N_, ngettext
from geo.common.phrases import phrase
from geo.events.events import counted
from geo.events.vague import PINNED_FROM, is_pinned
from map.binning import equal_area_bins, sequential_colours
from map.drawables import Areas, Drawable
from map.event_table import events_table
from map.layer import Layer, LegendItem, RenderOptions
from map.styles import AreaStyle

CELL_KM = 10.0


def _bins(situation: Situation) -> gpd.GeoDataFrame:
    events = situation.filtered.located([*PINNED_FROM, "abroad"])
    positions = events.geometry[is_pinned(events) & counted(events).to_numpy()]
    return equal_area_bins(positions.x, positions.y, cell_km=CELL_KM)


def _style(colour: str) -> AreaStyle:
    return AreaStyle(colour=colour, opacity=0.65, weight=0)


def draw(situation: Situation, look: RenderOptions) -> tuple[Drawable, ...]:
    bins = _bins(situation)
    styles = [_style(colour) for colour in sequential_colours(bins["count"])]
    tooltips = [
        ngettext("{number} event\nin a square of {km} km", "{number} events\nin a square of {km} km", count).format(
            number=count, km=f"{CELL_KM:g}"
        )
        for count in bins["count"]
    ]
    return (Areas.of(bins.geometry, styles, tooltips=tooltips),)


def legend(situation: Situation, look: RenderOptions) -> list[LegendItem]:
    counts = sorted(set(_bins(situation)["count"]))
    ends = [counts[0], counts[-1]] if len(counts) > 1 else counts
    colours = sequential_colours(ends)
    return [
        LegendItem(
            _style(colour),
            phrase("{count} in {km} × {km} km").format(count=count, km=f"{CELL_KM:g}"),
        )
        for count, colour in zip(ends, colours, strict=True)
    ]


LAYER = Layer(
    id="density",
    title=phrase("Event density"),
    order=40,
    draw=draw,
    time_mode="range",
    legend=legend,
    tables=(events_table,),
    source=N_("data/events.geojson, counted on 10 km squares (EPSG:6933)"),
    on_by_default=False,
)
