"""Ground drawn as polygons or lines by one voice on one day: checked, and made a report about every place inside.

A line has no inside, and a side of it is no ground that anybody named: it is the ground within a stated distance of it,
a road or a river held along its length (docs/decisions/0017-a-line-is-the-ground-along-it.md).
"""

from __future__ import annotations

from collections.abc import Set
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.common.crs import ELLIPSOID, STORED, Bounds, local_plane, reproject
from geo.common.measure import M_PER_KM
from geo.common.messages import L_, Sentence, joined
from geo.control.report import Scope
from geo.control.report_log import check_order_of_days, report_columns
from geo.registry.factions import Factions
from geo.validation.faults import Checked, FaultLog
from geo.validation.schema import Column, ColumnKind, check_columns

AREAS = ("Polygon", "MultiPolygon")
LINES = ("LineString", "MultiLineString")
INVALID = (
    (
        "Invalid Coordinate",
        "no-number",
        L_("has a corner that is no number"),
        L_("Write each corner as longitude, latitude, or export it again."),
    ),
    (
        "Too few points",
        "too-few-corners",
        L_("has too few corners to be a ground"),
        L_("An outline has three corners or more, a line two."),
    ),
    (
        "",
        "self-crossing",
        L_("is an outline that crosses or touches itself"),
        L_("Draw it so that its outline never crosses itself; two grounds that touch at a point are two polygons."),
    ),
)
"""What makes a shape unusable: how GEOS begins to say so, the reason, fault and remedy; the last is all the rest."""
VALID = "Valid Geometry"
"""How GEOS says that nothing does."""
OF_REPORTS_ALONE = frozenset({"report_id", "place_id", "scope"})
WIDEST_KM = 50.0


def ground_columns(holders: Set[str], factions: Set[str]) -> tuple[Column, ...]:
    """The columns of control/ground.geojson: those of a report, of ground in the place of a place. `within_km`: how far
    to each side of a line its ground reaches; of lines alone."""
    of_reports = report_columns(holders, factions, frozenset())
    return (
        Column("ground_id", required=True, unique=True),
        Column("within_km", ColumnKind.NUMBER, low=0, high=WIDEST_KM),
        *(column for column in of_reports if column.name not in OF_REPORTS_ALONE),
    )


def check_ground(
    raw: gpd.GeoDataFrame,
    *,
    factions: Factions,
    places: gpd.GeoDataFrame,
    extent: Bounds,
    span: tuple[date, date],
    file: str,
) -> Checked[gpd.GeoDataFrame]:
    """Ground indexed by ground_id, oldest first: its shape as it was drawn (EPSG:4326), `area` the ground meant by it
    (polygons, EPSG:4326) and `place_ids` the places inside, a tuple."""
    holders = {faction.id for faction in factions.values() if faction.holds_ground}
    typed, faults = check_columns(raw, ground_columns(holders, factions.keys()), file)
    kinds = typed.geometry.geom_type.fillna("").to_numpy()
    _check_shapes(typed, kinds, faults)
    _check_days(typed, raw, span, faults)
    usable = ~faults.about("geometry") & ~faults.about("within_km")
    areas = np.full(len(typed), None)
    areas[usable] = areas_of(typed.geometry.to_numpy()[usable], typed["within_km"].to_numpy()[usable], extent)
    inside = places_inside(areas, places)
    _check_places(usable, areas, inside, places, faults)
    typed["area"], typed["place_ids"] = areas, inside
    checked = faults.split(typed, file, "ground_id")
    ground = gpd.GeoDataFrame(checked.accepted).sort_values(["event_date", "ground_id"])
    return Checked(gpd.GeoDataFrame(ground.set_axis(ground["ground_id"]).rename_axis(None)), checked.rejected)


def _check_shapes(typed: gpd.GeoDataFrame, kinds: np.ndarray, faults: FaultLog) -> None:
    told = faults.about("geometry")
    shapes, is_area, is_line = typed.geometry.to_numpy(), np.isin(kinds, AREAS), np.isin(kinds, LINES)
    draw = L_("Draw a polygon, or a line with the distance its ground reaches beside it.")
    faults.add((kinds == "") & ~told, "geometry", "", "no-shape", L_("has no shape"), draw)
    faults.add(~is_area & ~is_line & (kinds != ""), "geometry", kinds, "not-ground", L_("is no ground"), draw)
    where = shapely.is_valid_reason(shapes)
    broken = (is_area | is_line) & (where != VALID)
    for begins, reason, fault, remedy in INVALID:
        of_this = broken & np.char.startswith(where.astype(str), begins) & ~faults.about("geometry")
        faults.add(of_this, "geometry", where, reason, fault, remedy)
    bounds = shapely.bounds(shapes)
    off = (np.abs(bounds[:, [0, 2]]) > 180).any(axis=1) | (np.abs(bounds[:, [1, 3]]) > 90).any(axis=1)
    faults.add(off, "geometry", kinds, "off-globe", L_("is off the globe"), L_("Write longitude, latitude in degrees."))
    width = typed["within_km"].to_numpy()
    faults.add(
        is_line & ~(width > 0) & ~faults.about("within_km"),
        "within_km",
        typed["within_km"],
        "no-width",
        L_("does not say how far beside the line its ground reaches"),
        L_(
            "Give a distance in km, above 0 and up to {widest_km:g}; or close the line to a polygon.",
            widest_km=WIDEST_KM,
        ),
    )
    faults.add(
        is_area & ~np.isnan(width),
        "within_km",
        typed["within_km"],
        "width-of-polygon",
        L_("stands beside a polygon"),
        L_("It is of lines alone: leave it empty."),
    )


def _check_days(typed: pd.DataFrame, raw: pd.DataFrame, span: tuple[date, date], faults: FaultLog) -> None:
    outside = (typed["event_date"] < np.datetime64(span[0])) | (typed["event_date"] > np.datetime64(span[1]))
    faults.add(
        outside,
        "event_date",
        raw["event_date"] if "event_date" in raw else typed["event_date"],
        "outside-days",
        L_("is outside the days of the theatre, {start} to {end}", start=span[0], end=span[1]),
        L_("Give a day of the theatre, or widen the span in theatre.toml."),
    )
    check_order_of_days(typed, raw, faults)


def _check_places(
    usable: np.ndarray, areas: np.ndarray, inside: list[tuple[str, ...]], places: gpd.GeoDataFrame, faults: FaultLog
) -> None:
    for at in np.flatnonzero(usable):
        if inside[at]:
            continue
        remedy = L_("Draw it larger, or say who holds a place near it.")
        faults.add_row(
            int(at),
            "geometry",
            areas[at].geom_type,
            "no-place-inside",
            L_("holds no place of the gazetteer, so that no ground would change"),
            remedy if places.empty else joined((remedy, _nearest(areas[at], places))),
        )


def _nearest(area: shapely.Geometry, places: gpd.GeoDataFrame) -> Sentence:
    """As in "The nearest, Saraqib, lies 3.2 km off."."""
    row = int(places.sindex.nearest(area)[1][0])
    ends = shapely.get_coordinates(shapely.shortest_line(area, places.geometry.iloc[row]))
    km = ELLIPSOID.inv(*ends[0], *ends[1])[2] / M_PER_KM
    return L_("The nearest, {place}, lies {km:.1f} km off.", place=places["name_en"].iloc[row], km=km)


def areas_of(shapes: np.ndarray, within_km: np.ndarray, extent: Bounds) -> np.ndarray:
    """The ground meant by each shape (polygons and lines, EPSG:4326): a polygon is its own, a line the ground within
    `within_km` of it, measured in the theatre's plane."""
    areas = shapes.copy()
    is_line = np.isin(shapely.get_type_id(areas), [1, 5])
    if is_line.any():
        plane = local_plane(extent)
        lines = reproject(areas[is_line], STORED, plane)
        wide = shapely.buffer(lines, within_km[is_line] * M_PER_KM)
        areas[is_line] = reproject(wide, plane, STORED)
    return areas


def places_inside(areas: np.ndarray, places: gpd.GeoDataFrame) -> list[tuple[str, ...]]:
    """The ids of the `places` (points) inside each area, in the order of the gazetteer; a point on an outline is inside
    neither of the two grounds that meet there."""
    inside: list[list[str]] = [[] for _ in areas]
    pairs = places.sindex.query(areas, predicate="contains")
    ids = places.index.to_numpy()
    for area, row in sorted(pairs.T.tolist()):
        inside[area].append(str(ids[row]))
    return [tuple(found) for found in inside]


def reports_of_ground(ground: gpd.GeoDataFrame) -> pd.DataFrame:
    """A report of scope `polygon` about every place inside each ground, in the columns of the log of reports and
    `ground_id`, indexed by report_id."""
    rows = pd.DataFrame(ground.drop(columns=["area", "within_km", "geometry"])).explode("place_ids")
    reports = rows.rename(columns={"place_ids": "place_id"}).assign(scope=Scope.POLYGON.value)
    reports["report_id"] = reports["ground_id"].astype(str) + "-" + reports["place_id"].astype(str)
    return reports.set_axis(reports["report_id"]).rename_axis(None)
