"""How vague positions are: a circle in which each event happened. What is known to a region only gets no pin
but its circle, and a question mark in its middle to click."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.analysis.situation import Situation
from geo.common.measure import M_PER_KM
from map.clusters import is_clustered
from map.drawables import MOST_CIRCLES, Circles, Crowd, Drawable, Points, Rings
from map.event_marks import REGION_ONLY, SOMEWHERE, is_pinned, is_placed, tooltip
from map.event_table import events_table
from map.layer import Layer, LegendItem, RenderOptions, Theme
from map.styles import CircleStyle
from map.wording import name

CIRCLE: dict[Theme, str] = {"light": "#6b2d2d", "dark": "#ff9d8a"}
KNOWN_TO_A_REGION = ("Known to a region only", "معروف على مستوى المنطقة فقط")
MOST_WHOLE = 150
"""Of more different circles only the largest of those in view are drawn."""


def _circle(theme: Theme) -> CircleStyle:
    return CircleStyle(colour=CIRCLE[theme])


def _placed(situation: Situation) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(situation.events[is_placed(situation.events)])


def _too_many(situation: Situation) -> bool:
    """Whether so many circles would lie on each other that they hid the map."""
    if is_clustered(situation):
        return True
    placed = _placed(situation)
    circles = pd.DataFrame({"x": placed.geometry.x, "y": placed.geometry.y, "km": placed["uncertainty_km"]})
    return len(circles.drop_duplicates()) > MOST_WHOLE


def draw(situation: Situation, look: RenderOptions) -> tuple[Drawable, ...]:
    if is_clustered(situation):
        return _crowded(situation, look)
    placed = _placed(situation)
    radii_m = placed["uncertainty_km"] * M_PER_KM
    vague = placed[placed["geo_precision"] == REGION_ONLY]
    circles = Rings if _too_many(situation) else Circles
    return (
        circles.of(placed.geometry.x, placed.geometry.y, radii_m, _circle(look.theme)),
        Points.of(
            vague.geometry.x,
            vague.geometry.y,
            SOMEWHERE,
            tooltips=[tooltip(event, look.language) for event in vague.itertuples()],
            refs=[f"event:{event_id}" for event_id in vague["event_id"]],
        ),
    )


def _crowded(situation: Situation, look: RenderOptions) -> tuple[Drawable, ...]:
    """Circles as they come into view, and counts of what is known to a region only."""
    events = situation.events
    placed, vague = is_placed(events), is_placed(events) & ~is_pinned(events)
    points, radii_m = events.geometry.to_numpy(), events["uncertainty_km"].to_numpy() * M_PER_KM
    at = points[placed]
    return (
        Rings.of(shapely.get_x(at), shapely.get_y(at), radii_m[placed], _circle(look.theme)),
        Crowd(
            shapely.get_x(points[vague]),
            shapely.get_y(points[vague]),
            rows=situation.event_rows[vague],
            which=np.zeros(int(vague.sum()), dtype=np.int64),
            styles=[SOMEWHERE],
            words=[name(*KNOWN_TO_A_REGION, look.language).replace("\n", " · ")],
            version=situation.theatre.version,
            title="events known to a region only",
            colour=SOMEWHERE.colour,
            apart=True,
        ),
    )


def legend(situation: Situation, look: RenderOptions) -> list[LegendItem]:
    events = situation.events
    placed = is_placed(events)
    items = []
    if placed.any():
        label, label_ar = "Happened somewhere in the circle", "وقع في مكان ما داخل الدائرة"
        if _too_many(situation):
            label += f"; the largest are drawn, {MOST_CIRCLES} at most, those of one size all or none"
            label_ar += f"؛ تُرسم أكبرها، {MOST_CIRCLES} على الأكثر، وما تساوى منها حجمًا يُرسم كله أو لا يُرسم"
        items.append(LegendItem(_circle(look.theme), label, label_ar))
    if (events["geo_precision"] == REGION_ONLY).to_numpy(dtype=bool, na_value=False)[placed].any():
        label, label_ar = KNOWN_TO_A_REGION
        if is_clustered(situation):
            label += "; a white count stands for several"
            label_ar += "؛ والعدد الأبيض لعدة أحداث"
        items.append(LegendItem(SOMEWHERE, label, label_ar))
    return items


LAYER = Layer(
    id="uncertainty",
    title="Uncertainty of place",
    title_ar="عدم اليقين في المكان",
    order=50,
    draw=draw,
    time_mode="range",
    legend=legend,
    tables=(events_table,),
    source="data/events.geojson: uncertainty_km",
)
