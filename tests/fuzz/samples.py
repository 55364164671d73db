"""Small good files of every kind that is read, and some of kinds that are refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import geopandas as gpd

from tests.ingest.tables.files import (
    NAMES,
    csv_text,
    geojson,
    geopackage,
    geoparquet,
    kml,
    one_of_each,
    parquet,
    shapefile_parts,
    xlsx,
    zipped,
)

EVENT = {
    "event_id_cnty": "SYR1",
    "event_date": "2024-12-01",
    "year": "2024",
    "time_precision": "1",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "actor1": "Group A (Syria)",
    "actor2": "",
    "country": "Syria",
    "admin1": "Aleppo",
    "location": "Aleppo",
    "latitude": "36.2021",
    "longitude": "37.1613",
    "geo_precision": "1",
    "source": "Gazette; Observatory",
    "notes": 'Clashes, "heavy",\nnear the town.',
    "fatalities": "3",
    "timestamp": "1733000000",
}


def samples() -> dict[str, bytes]:
    """Name of a file to its bytes."""
    acled = io.StringIO(newline="")
    writer = csv.DictWriter(acled, EVENT)
    writer.writeheader()
    writer.writerows({**EVENT, "event_id_cnty": f"SYR{number}"} for number in range(6))
    each = one_of_each()
    events = [{**EVENT, "event_id_cnty": f"SYR{number}", "sources": ["a", {"b": [1]}]} for number in range(3)]
    umap = {
        "type": "umap",
        "uri": "http://example.org/",
        "properties": {"name": "Map"},
        "geometry": {"type": "Point", "coordinates": [37, 36]},
        "layers": [{**json.loads(geojson()), "_umap_options": {"name": "Held"}}],
    }
    esri = {
        "geometryType": "esriGeometryPoint",
        "spatialReference": {"wkid": 4326},
        "fields": [{"name": "date", "type": "esriFieldTypeDate"}],
        "features": [{"attributes": {"date": 1733000000000}, "geometry": {"x": 37.1, "y": 36.2}}],
    }
    held = kml().replace("<Point><coordinates>37.16,36.20,0</coordinates></Point>", (
        "<Style><PolyStyle><color>ff0000ff</color></PolyStyle></Style><Polygon><outerBoundaryIs><LinearRing>"
        "<coordinates>37,36 38,36 38,37 37,36</coordinates></LinearRing></outerBoundaryIs></Polygon>"
    ))  # fmt: skip
    rows = [list(NAMES), *([number, "حلب", 'said "x"', 36.2, 37.1] for number in range(4))]
    return {
        **_cases(),
        **_drawn(),
        **{f"each.{kind}": data for kind, data in each.items()},
        "acled.csv": acled.getvalue().encode(),
        "semicolons.csv": csv_text(";").encode("utf-8-sig"),
        "tabs.tsv": csv_text("\t").encode("utf-16"),
        "bars.txt": csv_text("|").encode(),
        "arabic.csv": csv_text().encode("cp1256"),
        "hxl.csv": b"day,place,lat,lon\n#date,#loc+name,#geo+lat,#geo+lon\n2024-12-01,Aleppo,36.2,37.1\n",
        "heads.csv": b"Log\nWhen,Where,,\nDate,Town,Lat,Long\n,,deg,deg\n2024-12-01,Aleppo,36.2,37.1\nTOTAL,,,1\n",
        "wrapped.json": json.dumps({"count": 3, "data": {"incidents": events}}).encode(),
        "keyed.json": json.dumps({str(number): one for number, one in enumerate(events)}).encode(),
        "map.umap": json.dumps(umap).encode(),
        "esri.json": json.dumps(esri).encode(),
        "lines.geojsonl": "\n".join(json.dumps(one) for one in json.loads(geojson())["features"]).encode(),
        "held.kml": held.encode(),
        "sheets.xlsx": xlsx(("Notes", [["Read me"]]), ("Log", rows), ("Codes", [["code"], [1]])),
        "several.zip": zipped({"a.csv": acled.getvalue().encode(), "README.txt": b"Read me.\n"}),
        "shapes.zip": zipped(
            {"codes.csv": b"a,b\n1,2\n", **{f"in/p{end}": data for end, data in shapefile_parts(None).items()}}
        ),
        "book.zip": zipped({"book.xlsx": xlsx(("Log", rows)), "places.gpkg": geopackage()}),
        "parts.zip": zipped({"a.parquet": parquet(), "b.parquet": geoparquet(), "c.json": b"[]"}),
        "old.xls": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 8,
        "table.ods": zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<x/>"}),
    }


CASES = Path(__file__).resolve().parents[1] / "cases" / "files"
LARGEST = 100_000


def _cases() -> dict[str, bytes]:
    """The files of the cases, each in the layout of a source: its number and name to its bytes."""
    paths = [path for path in sorted(CASES.rglob("*")) if path.is_file() and path.suffix not in ("", ".toml", ".txt")]
    return {
        f"case-{path.relative_to(CASES).as_posix().replace('/', '-')}": path.read_bytes()
        for path in paths
        if 0 < path.stat().st_size <= LARGEST and "hostile" not in path.parts
    }


def _square(west: float, south: float) -> list[list[list[float]]]:
    east, north = west + 0.5, south + 0.5
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def _drawn() -> dict[str, bytes]:
    """Histories of control, units and placed footage."""
    shapes = [
        {
            "type": "Feature",
            "properties": {"held_by": "a", "start_date": "2024-12-01", "end_date": "2024-12-05", "name": "A"},
            "geometry": {"type": "Polygon", "coordinates": _square(36 + number, 35)},
        }
        for number in range(3)
    ]
    areas = [
        {**one, "properties": {"ADM2_PCODE": f"SY02{number:02}", "ADM2_EN": "Afrin", "ADM2_AR": "عفرين"}}
        for number, one in enumerate(shapes)
    ]
    footage = [
        {"id": f"g{number}", "date": "2024-12-01T00:00:00", "icon": "/E00000/10.png", "name": "01 DEC 2024",
         "description": "Shelling.\nSource(s): https://a.org/1\nGeolocation: https://a.org/2", "la": 36.2, "lo": 37.1,
         "faction": {"name": "A", "color": "#ff0000"}, "plusCode": "8G2Q+22", "origin": "VID"}
        for number in range(3)
    ]  # fmt: skip
    named = {"type": "FeatureCollection", "features": shapes}
    units = {"type": "FeatureCollection", "features": areas}
    of_one_day = [{**one, "properties": {"held_by": "a"}} for one in shapes]
    by_place = "place,date,holder,source\n" + "Aleppo,2024-12-01,Government,a\nIdlib,2024-12-02,Opposition,b\n" * 2
    return {
        "spans.geojson": json.dumps(named).encode(),
        "drawn-2024-12-01.geojson": json.dumps({**named, "features": of_one_day}).encode(),
        "drawn-2024-12-02.kml": _written(of_one_day, "KML", "a.kml"),
        "units.geojson": json.dumps(units).encode(),
        "units.gpkg": _written(areas, "GPKG", "a.gpkg"),
        "units.zip": _shapefile(areas),
        "spans.zip": _shapefile(shapes),
        "placed.json": json.dumps(footage).encode(),
        "by-place.csv": by_place.encode(),
        "by-place.xlsx": xlsx(("Log", [line.split(",") for line in by_place.split()])),
    }


def _written(features: list[dict[str, Any]], driver: str, name: str) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        gpd.GeoDataFrame.from_features(features, crs="EPSG:4326").to_file(path, driver=driver)
        return path.read_bytes()


def _shapefile(features: list[dict[str, Any]]) -> bytes:
    with TemporaryDirectory() as folder:
        gpd.GeoDataFrame.from_features(features, crs="EPSG:4326").to_file(Path(folder) / "a.shp", encoding="utf-8")
        return zipped({path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())})
