"""The form of ground drawn on the map: who holds it, when, and by whose word. Free of Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geo.changelog.log import Row
from geo.common.crs import STORED
from geo.common.measure import area_km2
from geo.common.messages import _, either, ngettext
from geo.control.ground_polygons import LINES, areas_of, places_inside
from geo.theatre.theatre import Theatre
from map.spoken import listing
from ui.manual_edit.fields import FieldGroup, Form, FormField, InputKind
from ui.manual_edit.report_form import attribution_fields, day_fields, who_fields
from ui.words import some_km2

BESIDE_A_LINE_KM = 2.0
"""How far beside a line its ground reaches where nobody says otherwise."""
MOST_NAMED = 5


def ground_form(theatre: Theatre, before: Row) -> Form:
    """The form for drawn ground; of a line it asks how far beside it the ground reaches."""
    width = FormField(
        "within_km", _("Beside the line, km"), InputKind.NUMBER, mandatory=True,
        help=_("A line has no inside: its ground is what lies within this distance of it, to both sides."),
    )  # fmt: skip
    return (
        FieldGroup(
            _("Who is where"),
            ((*who_fields(theatre), *([width] if is_line(before) else [])), day_fields(theatre)),
        ),
        FieldGroup(_("Attributed to"), attribution_fields(theatre)),
    )


def is_line(row: Row) -> bool:
    """Whether the ground of a row was drawn as a line."""
    geometry = row.get("geometry")
    return isinstance(geometry, Mapping) and geometry.get("type") in LINES


def new_ground(geometry: Mapping[str, Any], day: date) -> dict[str, Any]:
    """What the form of ground just drawn shows at first; what only a person can know is left open."""
    row = {"geometry": geometry, "event_date": day.isoformat(), "standing": "stands", "disagrees": "no"}
    return {**row, "within_km": BESIDE_A_LINE_KM} if is_line(row) else row


def area_of(row: Row, theatre: Theatre) -> shapely.Geometry | None:
    """The ground a row means (EPSG:4326); None where its line has no width."""
    width = row.get("within_km")
    if is_line(row) and not width:
        return None
    shape = shapely.geometry.shape(row["geometry"])
    area: shapely.Geometry = areas_of(np.array([shape]), np.array([width or np.nan]), theatre.extent)[0]
    return area


def ground_words(row: Row, theatre: Theatre) -> str:
    """What was drawn, as in "Polygon of 120 km² with 14 places inside: Saraqib, Afis, ... and 9 more."."""
    area = area_of(row, theatre)
    if area is None:
        return _("A line.")
    inside = list(places_of(area, theatre))
    both = theatre.places.loc[inside, ["name_en", "name_ar"]].itertuples(index=False)
    names = [either(english, arabic or "") for english, arabic in both]
    places = ngettext("{number} place", "{number} places", len(names)).format(number=f"{len(names):,}")
    told = (
        _("Line with the ground {km} km beside it, {km2} km² with {places} inside")
        if is_line(row)
        else _("Polygon of {km2} km² with {places} inside")
    ).format(km=f"{row.get('within_km') or 0:g}", km2=some_km2(_km2(area)), places=places)
    rest = _(" and {number} more").format(number=f"{len(names) - MOST_NAMED:,}") if len(names) > MOST_NAMED else ""
    return f"{told}: {listing(names[:MOST_NAMED])}{rest}." if names else f"{told}."


def places_of(area: shapely.Geometry, theatre: Theatre) -> tuple[str, ...]:
    """The ids of the places inside an area, the one nearest to its middle first."""
    if not shapely.is_valid(area):
        return ()
    (found,) = places_inside(np.array([area]), theatre.places)
    points = theatre.places.geometry[list(found)].to_numpy()
    order = np.argsort(shapely.distance(points, area.representative_point()), kind="stable")
    return tuple(found[at] for at in order)


def _km2(area: shapely.Geometry) -> float:
    return float(area_km2(gpd.GeoDataFrame(geometry=[area], crs=STORED)).iloc[0])
