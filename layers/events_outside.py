"""Events outside the area of the figures: drawn small and grey, for the area filters figures and not what happened.
Those known to a region only stand as a number in a grey box, as those inside do in theirs."""

from __future__ import annotations

import geopandas as gpd

from geo.analysis.situation import Situation
from geo.common.messages import N_
from geo.common.phrases import phrase
from geo.common.remembered import remembered
from geo.events.vague import PINNED_FROM, is_pinned
from map.clusters import MAX_EVENTS_WITH_TOOLTIPS
from map.drawables import Drawable, Points
from map.event_marks import QUIET, QUIET_COUNT, QUIET_PX, event_style, event_tooltip
from map.layer import Layer, LegendItem, RenderOptions, Theme
from map.styles import ChipStyle, PointStyle
from map.vague_marks import vague_chips
from map.wording import OUTSIDE_ROW

OUTSIDE = LegendItem(
    PointStyle(symbol="other", colour=QUIET, size=QUIET_PX),
    phrase("events, in no figure"),
    OUTSIDE_ROW,
)

CHIP: dict[Theme, ChipStyle] = {
    "light": ChipStyle(colour="#5f676e", fill="#f7f7f5", dash="2 2"),
    "dark": ChipStyle(colour="#b3bdc6", fill="#1b2025", dash="2 2"),
}


@remembered
def _shown(situation: Situation) -> gpd.GeoDataFrame:
    """Those known better than to a region; none where they are too many to be told one by one."""
    outside = situation.filtered_outside
    if len(outside) > MAX_EVENTS_WITH_TOOLTIPS:
        return outside.first(0)
    return outside.where(is_pinned(outside.located(PINNED_FROM))).frame


def draw(situation: Situation, look: RenderOptions) -> tuple[Drawable, ...]:
    events = _shown(situation)
    return (
        Points.of(
            events.geometry.x,
            events.geometry.y,
            [
                event_style(kind, strike, abroad=True)
                for kind, strike in zip(events["event_type"], events["strike"], strict=True)
            ],
            tooltips=[event_tooltip(event, look.language) for event in events.itertuples()],
            refs=[f"event:{event_id}" for event_id in events["event_id"]],
            ring=QUIET_COUNT,
        ),
        vague_chips(situation.vague_outside, CHIP[look.theme], situation.theatre, look.language),
    )


def legend(situation: Situation, look: RenderOptions) -> list[LegendItem]:
    vague = LegendItem(CHIP[look.theme], phrase("events, place not known"), OUTSIDE_ROW)
    return [OUTSIDE] * bool(len(_shown(situation))) + [vague] * bool(situation.vague_outside)


LAYER = Layer(
    id="events-outside",
    title=phrase("Events outside the area"),
    order=58,
    draw=draw,
    time_mode="range",
    legend=legend,
    source=N_("data/events.geojson"),
    no_data_file=N_("A file of data holds what its area has: choose a wider area for these."),
)
