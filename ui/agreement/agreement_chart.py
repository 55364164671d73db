"""Where two maps differ, drawn: ground on which they agree in grey, differences in the colours of both holders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import numpy as np
import shapely
from shapely.geometry import mapping

from geo.agreement.agreement import Agreement
from geo.common.crs import STORED, reproject
from geo.common.messages import _
from geo.polygons.daily_coverage import ground_of
from geo.polygons.history import UNKNOWN
from geo.registry.factions import Factions
from ui.words import standing_name

ACROSS = 1_200
"""The picture is drawn as exactly as so many points across its ground can show."""
HEIGHT = 460
AGREED = {False: "#d9dde1", True: "#4a5058"}
OUTLINE = {False: "#8a929a", True: "#9aa2aa"}
CONTESTED_COLOUR = "#7f7f7f"


def agreement_chart(held: Agreement, *, dark: bool) -> alt.LayerChart | alt.FacetChart:
    """The ground of the area in an equal-area plane: each difference filled in the colour of who holds it on the other
    map and edged in that of who holds it on ours."""
    theatre = held.situation.theatre
    faces = held.faces
    west, south, east, north = faces.total_bounds
    exact_m = max(east - west, north - south) / ACROSS
    agreed = faces[(faces["ours"] == faces["theirs"]) & (faces["ours"] != UNKNOWN)].geometry.to_numpy()
    outline = shapely.boundary(ground_of(theatre.governorates, theatre.extent).inside(held.situation.area).shapes)
    return (
        alt.layer(
            _shapes([shapely.union_all(agreed)], [{}], exact_m).mark_geoshape(
                aria=False, fill=AGREED[dark], strokeWidth=0
            ),
            _shapes(list(outline), [{} for _ in outline], exact_m).mark_geoshape(
                aria=False, filled=False, stroke=OUTLINE[dark], strokeWidth=0.7
            ),
            _differences(held, exact_m),  # on top, for what lies there is told when it is pointed at
        )
        .project(type="identity", reflectY=True)
        .properties(height=HEIGHT)
    )


def _differences(held: Agreement, exact_m: float) -> alt.Chart:
    theatre, factions = held.situation.theatre, held.situation.theatre.factions
    names = theatre.places[["name_en", "name_ar"]]
    told = []
    for one in held.differences:
        known = one.place_id in names.index
        place = " ".join(name for name in names.loc[one.place_id] if name) if known else ""
        told.append(
            {
                "place": place if one.inside or not place else _("near {place}").format(place=place),
                "ours": standing_name(one.ours, factions),
                "theirs": standing_name(one.theirs, factions),
                "km2": one.area_km2,
                "fill": colour_of(one.theirs, factions),
                "edge": colour_of(one.ours, factions),
            }
        )
    shapes = np.array([one.shape for one in held.differences], dtype=object)
    drawn = list(reproject(shapes, STORED, held.faces.crs)) if len(shapes) else []
    return (
        _shapes(drawn, told, exact_m)
        .mark_geoshape(strokeWidth=1.4)
        .encode(
            fill=alt.Fill("properties.fill:N", scale=None),
            stroke=alt.Stroke("properties.edge:N", scale=None),
            tooltip=[
                alt.Tooltip("properties.place:N", title=_("place")),
                alt.Tooltip("properties.ours:N", title=_("ours")),
                alt.Tooltip("properties.theirs:N", title=_("theirs")),
                alt.Tooltip("properties.km2:Q", title=_("km²"), format=",.0f"),
            ],
        )
    )


def colour_of(standing: str, factions: Factions) -> str:
    """The colour a holder is drawn in; one of its own for contested ground."""
    return factions[standing].colour if standing in factions else CONTESTED_COLOUR


def _shapes(shapes: Sequence[shapely.Geometry], told: Sequence[Mapping[str, object]], exact_m: float) -> alt.Chart:
    """Shapes in the plane as features in km, simplified, with what is told of each."""
    features = [
        {"type": "Feature", "geometry": mapping(_in_km(shape, exact_m)), "properties": dict(properties)}
        for shape, properties in zip(shapes, told, strict=True)
        if not shape.is_empty
    ]
    return alt.Chart(alt.InlineData(values=features))


def _in_km(shape: shapely.Geometry, exact_m: float) -> shapely.Geometry:
    plain = shapely.simplify(shape, exact_m)
    return shapely.transform(shape if plain.is_empty else plain, lambda xy: (xy / 1_000).round(2))
