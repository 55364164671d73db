"""One small good file of every kind, made in memory: three places with Arabic names, each with text that needs care."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import geopandas as gpd
import shapely
import xlsxwriter

NAMES = ("id", "place", "note", "latitude", "longitude")
ROWS = (
    ("1", "حلب", "north, near the road", "36.20", "37.16"),
    ("2", "حماة", "two\nlines", "35.13", "36.75"),
    ("3", "إدلب", 'said "yes"', "35.93", "36.63"),
)
KML_MARK = '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>'


def csv_text(delimiter: str = ",") -> str:
    lines = [delimiter.join(NAMES)]
    for one in ROWS:
        quoted = ['"' + cell.replace('"', '""') + '"' for cell in one[1:3]]
        lines.append(delimiter.join([one[0], *quoted, *one[3:]]))
    return "\r\n".join(lines) + "\r\n"


def records() -> list[dict[str, object]]:
    return [
        {"id": int(one[0]), "place": one[1], "note": one[2], "latitude": float(one[3]), "longitude": float(one[4])}
        for one in ROWS
    ]


def frame() -> gpd.GeoDataFrame:
    points = [shapely.Point(float(one[4]), float(one[3])) for one in ROWS]
    return gpd.GeoDataFrame(records(), geometry=points, crs="EPSG:4326")


def geojson() -> str:
    features = [
        {
            "type": "Feature",
            "properties": one,
            "geometry": {"type": "Point", "coordinates": [one["longitude"], one["latitude"], 5]},
        }
        for one in records()
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def kml() -> str:
    places = [
        f"<Placemark><name>{one[1]}</name><description><![CDATA[{one[2]}]]></description>"
        f'<ExtendedData><Data name="id"><value>{one[0]}</value></Data></ExtendedData>'
        f"<Point><coordinates>{one[4]},{one[3]},0</coordinates></Point></Placemark>"
        for one in ROWS
    ]
    return f"{KML_MARK}<Folder><name>Held by Blue</name>{''.join(places)}</Folder></Document></kml>"


def zipped(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return out.getvalue()


def xlsx(*sheets: tuple[str, list[list[object]]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd hh:mm"}) as book:
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for position, cell in enumerate(row):
                    if cell is not None:
                        sheet.write(at, position, cell)
    return out.getvalue()


def shapefile_parts(encoding: str | None = "utf-8") -> dict[str, bytes]:
    """Suffix to bytes; without `encoding` there is no .cpg and no mark in the .dbf, and letters are Windows-1256."""
    with TemporaryDirectory() as folder:
        frame().to_file(Path(folder) / "places.shp", encoding=encoding or "cp1256")
        parts = {path.suffix: path.read_bytes() for path in Path(folder).iterdir()}
    if encoding is None:
        del parts[".cpg"]
        parts[".dbf"] = parts[".dbf"][:29] + b"\0" + parts[".dbf"][30:]
    return parts


def geopackage() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "places.gpkg"
        frame().to_file(path, layer="places")
        return path.read_bytes()


def geoparquet() -> bytes:
    out = io.BytesIO()
    frame().to_parquet(out)
    return out.getvalue()


def parquet() -> bytes:
    out = io.BytesIO()
    frame().drop(columns="geometry").to_parquet(out)
    return out.getvalue()


def one_of_each() -> dict[str, bytes]:
    """Kind to bytes."""
    rows: list[list[object]] = [list(NAMES), *(list(one) for one in ROWS)]
    return {
        "csv": csv_text().encode(),
        "xlsx": xlsx(("Places", rows)),
        "json": json.dumps(records(), ensure_ascii=False).encode(),
        "ndjson": "\n".join(json.dumps(one, ensure_ascii=False) for one in records()).encode(),
        "geojson": geojson().encode(),
        "kml": kml().encode(),
        "kmz": zipped({"doc.kml": kml().encode()}),
        "gpkg": geopackage(),
        "shapefile": zipped({f"places{suffix}": data for suffix, data in shapefile_parts().items()}),
        "geoparquet": geoparquet(),
        "parquet": parquet(),
    }
