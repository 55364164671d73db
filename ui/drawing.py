"""What is put on the map, and its legend: the situation as it stands, two days side by side, or day after day."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import folium

from geo.analysis.clip import in_view
from geo.analysis.situation import Situation, up_to
from geo.common.messages import _
from geo.common.remembered import remembered
from layers import all_layers
from map import clusters
from map.clusters import is_clustered
from map.detail import at_zoom, shown_around
from map.divider import divider
from map.folium_map import Side, group_of
from map.layer import Layer, LegendItem, RenderOptions, TimeMode, by_weight
from map.payload import Message, message_of
from map.playback import legend_of, moves
from map.spoken import day, span
from ui.detail import finest_zoom
from ui.playback import played
from ui.state import ViewState


@dataclass(frozen=True)
class MapDrawing:
    """The groups of the map, the first at the bottom; what the legend tells of them, for which days, and a remark;
    whether the map plays the days; and what could not be done as asked."""

    groups: list[folium.FeatureGroup]
    legend: list[LegendItem]
    days: str
    remark: str = ""
    plays: bool = False
    notice: str = ""


def drawing(situation: Situation, view: ViewState, look: RenderOptions, *, playing: bool) -> MapDrawing:
    """Draw the layers that are on; a playback goes before a comparison."""
    layers = [layer for layer in all_layers() if layer.id in view.layers]
    if playing and not is_clustered(situation):
        return _day_after_day(situation, layers, look)
    drawn = _side_by_side(situation, layers, look) if view.compare else _standing(situation, layers, look)
    return replace(drawn, notice=_too_many_to_play(situation)) if playing else drawn


def _too_many_to_play(situation: Situation) -> str:
    return _(
        "{count} events are too many to play day by day: at most {most} can be. Choose fewer days, an area, a faction "
        "or event types. The map shows the whole range."
    ).format(count=f"{len(situation.filtered):,}", most=f"{clusters.MAX_EVENTS_WITH_TOOLTIPS:,}")


def _standing(situation: Situation, layers: list[Layer], look: RenderOptions) -> MapDrawing:
    return MapDrawing(
        groups=[_group(layer, situation, look) for layer in layers],
        legend=list(_legend_in_frame(situation, tuple(layers), look)),
        days=day(situation.filters.end),
    )


def _day_after_day(situation: Situation, layers: list[Layer], look: RenderOptions) -> MapDrawing:
    film = played(situation, layers, look)
    still = [layer for layer in layers if not moves(layer, look)]
    return MapDrawing(
        groups=[
            *(_group(layer, situation, look) for layer in still),
            group_of("Playback", [film.message]),
        ],
        legend=_legend(layers, lambda layer: film.legend[layer.id]),
        days=span(situation.filters.start, situation.filters.end),
        remark=_(
            "While the days play, an event that is only possible on the day shown is paler, and one of the step before "
            "paler still. Change counts from the first day. Space plays and pauses, the left and right arrow keys step."
        ),
        plays=True,
    )


OF_EACH_SIDE: frozenset[TimeMode] = frozenset({"last day", "range"})
"""What a comparison draws on each side up to the day of it: on the first day nothing is shown that came later."""


def _side_by_side(situation: Situation, layers: list[Layer], look: RenderOptions) -> MapDrawing:
    first, last = situation.filters.start, situation.filters.end
    then = _at_its_start(situation)
    groups = []
    for layer in layers:
        if layer.time_mode in OF_EACH_SIDE:
            groups += [_group(layer, then, look, "left"), _group(layer, situation, look, "right")]
        elif layer.time_mode == "change":
            groups.append(_group(layer, situation, look, "right"))
        elif layer.names_change and look.mode == "change":
            groups += [_group(layer, situation, _telling_no_end(look), "left"), _group(layer, situation, look, "right")]
        else:
            groups.append(_group(layer, situation, look))
    return MapDrawing(
        groups=[*groups, group_of("Comparison", [divider(first, last)])],
        legend=list(_legend_of_both(situation, tuple(layers), look)),
        days=_("{first} and {last}").format(first=day(first), last=day(last)),
    )


def _telling_no_end(look: RenderOptions) -> RenderOptions:
    """Names without what became of their places by the last day: they stand on other days too."""
    return replace(look, mode="control")


@remembered
def _at_its_start(situation: Situation) -> Situation:
    """The situation at the end of the first day of the range, of which it knows."""
    return replace(up_to(situation, situation.filters.start), of_range=situation.range_days)


def _group(layer: Layer, situation: Situation, look: RenderOptions, side: Side | None = None) -> folium.FeatureGroup:
    return group_of(layer.title.en, _messages(situation, layer, look, finest_zoom(situation.area.bounds)), side)


@remembered
def _messages(situation: Situation, layer: Layer, look: RenderOptions, zoom: float) -> tuple[Message, ...]:
    return tuple(message_of(at_zoom(drawn, zoom)) for drawn in layer.drawn(situation, look))


@remembered
def _legend_in_frame(situation: Situation, layers: tuple[Layer, ...], look: RenderOptions) -> tuple[LegendItem, ...]:
    framed = in_view(situation, shown_around(situation.area.bounds))
    return tuple(_legend(layers, lambda layer: layer.legend_lines(framed, look)))


@remembered
def _legend_of_both(situation: Situation, layers: tuple[Layer, ...], look: RenderOptions) -> tuple[LegendItem, ...]:
    now = in_view(situation, shown_around(situation.area.bounds))
    both = [in_view(_at_its_start(situation), shown_around(situation.area.bounds)), now]
    return tuple(
        _legend(layers, lambda layer: legend_of(both if layer.time_mode in OF_EACH_SIDE else [now], layer, look))
    )


def _legend(layers: Iterable[Layer], items_of: Callable[[Layer], list[LegendItem]]) -> list[LegendItem]:
    return list(dict.fromkeys(item for layer in sorted(layers, key=by_weight) for item in items_of(layer)))
