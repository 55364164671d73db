"""Events outside the area of the figures: drawn small and grey, for the area filters figures and not what happened."""

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
from map.layer import Layer, LegendItem, RenderOptions
from map.styles import PointStyle

OUTSIDE = LegendItem(
    PointStyle(symbol="other", colour=QUIET, size=QUIET_PX),
    *phrase("Outside the area: in no figure"),
)


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
    )


def legend(situation: Situation, _look: RenderOptions) -> list[LegendItem]:
    return [] if _shown(situation).empty else [OUTSIDE]


LAYER = Layer(
    id="events-outside",
    title="Events outside the area",
    title_ar="أحداث خارج المنطقة",
    order=58,
    draw=draw,
    time_mode="range",
    legend=legend,
    source=N_("data/events.geojson"),
    no_data_file=N_("A file of data holds what its area has: choose a wider area for these."),
)
