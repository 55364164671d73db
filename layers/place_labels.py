"""Names of places: more of them the closer one looks, the larger place first where two would overlap."""

from __future__ import annotations

import pandas as pd

from geo.analysis.situation import Situation
from map.drawables import Drawable, Labels
from map.layer import Layer, RenderOptions
from map.wording import name

ZOOM_BY_KIND = {"city": 6, "town": 10, "airport": 10, "base": 10, "crossing": 11, "village": 11, "hill": 11}
CLOSEST = 12
LARGE_TOWNS = ((100_000, 7), (40_000, 8), (15_000, 9))
"""Towns of at least so many people are named from this zoom on."""
LARGE_CITIES = ((2_000_000, 3), (700_000, 4), (250_000, 5))
"""Cities of so many: where a theatre is as large as Ukraine or Russia, the map opens this far out."""

LOOK_BY_KIND = {"city": "city", "town": "town"}


def first_zoom(kind: str, population: float) -> int:
    """The zoom from which a place is named."""
    sizes = {"town": LARGE_TOWNS, "city": LARGE_CITIES}.get(kind, ())
    by_size = next((zoom for people, zoom in sizes if population >= people), CLOSEST)
    return min(ZOOM_BY_KIND.get(kind, CLOSEST), by_size)


def draw(situation: Situation, look: RenderOptions) -> tuple[Drawable, ...]:
    places = situation.theatre.places
    people = places["population"].astype("float64").fillna(0.0)
    zooms = pd.Series([first_zoom(k, p) for k, p in zip(places["kind"], people, strict=True)], places.index)
    return (
        Labels.of(
            places.geometry.x,
            places.geometry.y,
            [name(en, ar, look.language) for en, ar in zip(places["name_en"], places["name_ar"], strict=True)],
            min_zooms=zooms,
            priorities=zooms * 10_000_000 - people,
            kinds=[LOOK_BY_KIND.get(kind, "village") for kind in places["kind"]],
        ),
    )


LAYER = Layer(
    id="place-labels",
    title="Place names",
    title_ar="أسماء الأماكن",
    order=90,
    draw=draw,
    no_data_file="Every place with its names and its holder is on the sheet Places of the .xlsx.",
    source="data/places.geojson: GeoNames (CC BY 4.0) and added places",
)
