"""What is put on the map, and its legend: the situation as it stands, two days side by side, or day after day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import folium

from geo.situation import Situation, select
from layers import all_layers
from layers.base import Layer, LegendItem, Look
from layers.compact import new_group
from layers.crowd import MOST_TOLD, is_crowd
from layers.divider import Divider, on_side
from layers.playback import StartButton, legend_of
from layers.words import day, span
from ui.playback import played
from ui.state import ViewState


@dataclass(frozen=True)
class Drawing:
    """The groups of the map, the first at the bottom; what the legend tells of them, for which days, and a remark; and
    what could not be done as asked."""

    groups: list[folium.FeatureGroup]
    legend: list[LegendItem]
    days: str
    remark: str = ""
    notice: str = ""


def drawing(situation: Situation, view: ViewState, look: Look, *, playing: bool) -> Drawing:
    """Draw the layers that are on; a playback goes before a comparison."""
    layers = [layer for layer in all_layers() if layer.id in view.layers]
    if playing and not is_crowd(situation):
        return _day_after_day(situation, layers, look)
    drawn = _side_by_side(situation, layers, look) if view.compare else _standing(situation, layers, look)
    if is_crowd(situation):
        return replace(drawn, notice=_too_many_to_play(situation)) if playing else drawn
    if situation.filters.start == situation.filters.end:
        return drawn
    return replace(drawn, groups=[*drawn.groups, new_group("Start of the playback", StartButton(look))])


def _too_many_to_play(situation: Situation) -> str:
    return (
        f"{len(situation.events):,} events are too many to play day by day: at most {MOST_TOLD:,} can be. Choose fewer "
        "days, an area, a faction or event types. The map shows the whole range."
    )


def _standing(situation: Situation, layers: list[Layer], look: Look) -> Drawing:
    return Drawing(
        groups=[layer.build(situation, look) for layer in layers],
        legend=_legend(layers, lambda layer: layer.legend(situation, look)),
        days=day(situation.filters.end),
    )


def _day_after_day(situation: Situation, layers: list[Layer], look: Look) -> Drawing:
    film = played(situation, layers, look)
    still = [layer for layer in layers if layer.shows == "always"]
    return Drawing(
        groups=[*(layer.build(situation, look) for layer in still), new_group("Playback", film.layer)],
        legend=_legend(layers, lambda layer: film.legend[layer.id]),
        days=span(situation.filters.start, situation.filters.end),
        remark="While the days play, an event that is only possible on the day shown is paler, and one of the step "
        "before paler still. Change counts from the first day. Space plays and pauses, the left and right arrow keys "
        "step.",
    )


def _side_by_side(situation: Situation, layers: list[Layer], look: Look) -> Drawing:
    first, last = situation.filters.start, situation.filters.end
    then = select(situation.theatre, replace(situation.filters, end=first))
    groups = []
    for layer in layers:
        now = layer.build(situation, look)
        if layer.shows == "last day":
            groups += [on_side(layer.build(then, look), "left"), on_side(now, "right")]
        else:
            groups.append(now)
    return Drawing(
        groups=[*groups, new_group("Comparison", Divider(first, last))],
        legend=_legend(
            layers,
            lambda layer: legend_of([then, situation] if layer.shows == "last day" else [situation], layer, look),
        ),
        days=f"{day(first)} and {day(last)}",
    )


def _legend(layers: list[Layer], items_of: Callable[[Layer], list[LegendItem]]) -> list[LegendItem]:
    subject_first = sorted(layers, key=lambda layer: layer.is_background)
    return list(dict.fromkeys(item for layer in subject_first for item in items_of(layer)))
