"""Shapefiles in one zip: .shp, .shx, .dbf, .prj and .cpg (UTF-8) of each layer, README.txt, columns.csv, stamp.json.

The format knows only names of ten characters and texts of 254 bytes. Columns with longer names have a short one (see
columns.csv); a longer text is cut at a whole character and ends in an ellipsis, and README.txt counts how many were.
Yes and no are 1 and 0. What was cut is whole in every other kind of file.
"""

from __future__ import annotations

import csv
import io
import tempfile
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from briefing.data.archives import read_member, write_zip
from briefing.data.data_layers import data_layers
from briefing.job.brief import Brief, Progress, Stamp
from briefing.job.errors import disk_faults_of
from geo.common.crs import STORED
from map.table import LayerColumn, LayerTable

LONGEST_NAME, LONGEST_TEXT = 10, 254
SUFFIXES = (".shp", ".shx", ".dbf", ".prj", ".cpg")
UNDATED = date(1980, 1, 1)
"""Where the .dbf asks for the day of writing."""

LONGEST_NAME = 10
SHORT_NAMES = {
    "second_colour": "colour_2",
    "inferred_km2": "infer_km2",
    "latest_report": "latest_rep",
    "other_side_name": "other_side",
    "country_other": "country_2",
    "controllers": "holders",
    "controllers_en": "holders_en",
    "controllers_ar": "holders_ar",
    "uncertainty_km": "within_km",
    "coord_source": "coord_src",
    "source_publisher": "publisher",
    "source_title": "src_title",
    "source_url": "src_url",
    "source_kind": "src_kind",
    "published_on": "published",
    "time_precision": "time_prec",
    "sub_event_type": "sub_type",
    "strike_kind": "strike_by",
    "event_count": "evt_count",
    "factions_en": "factns_en",
    "factions_ar": "factns_ar",
    "location_en": "place_en",
    "location_ar": "place_ar",
    "geo_precision": "geo_prec",
    "fatalities_low": "kill_low",
    "fatalities_best": "kill_best",
    "fatalities_high": "kill_high",
    "civilians_killed": "kill_civ",
    "asserted_by": "said_by",
    "reliability": "reliable",
    "credibility": "credible",
}


@disk_faults_of(DataSourceError, DataLayerError)
def write(brief: Brief, path: Path, progress: Progress) -> None:
    """Write the layers of a brief, a shapefile each."""
    tables = data_layers(brief)
    members: dict[str, bytes] = {}
    cut: dict[str, int] = {}
    with tempfile.TemporaryDirectory(prefix=".frontline-", dir=path.parent) as folder:
        for done, table in enumerate(tables):
            progress(done, len(tables))
            rows, cut[table.name] = _fitted(table)
            made = Path(folder) / f"{table.name}.shp"
            pyogrio.write_arrow(
                rows,
                made,
                driver="ESRI Shapefile",
                geometry_name="geometry",
                geometry_type=_plain(table),
                crs=STORED.to_string(),
                encoding="UTF-8",
                layer_options={"DBF_DATE_LAST_UPDATE": UNDATED.isoformat()},
            )
            members |= {f"{table.name}{suffix}": made.with_suffix(suffix).read_bytes() for suffix in SUFFIXES}
    stamp = brief.stamp
    members["README.txt"] = _readme(stamp, tables, cut).encode("utf-8-sig")
    members["columns.csv"] = _columns(tables).encode("utf-8-sig")
    members["stamp.json"] = stamp.to_text().encode()
    write_zip(path, members)
    progress(len(tables), len(tables))


def read_stamp(path: Path) -> Stamp:
    """The stamp of a file written here.

    Raises
    ------
    BriefingError : the file is no archive, or holds no stamp.
    """
    return Stamp.from_text(read_member(path, "stamp.json").decode())


def dbf_name(column: str) -> str:
    """The name of a column in a .dbf.

    Raises
    ------
    ValueError : it is longer than the ten letters a .dbf holds.
    """
    name = SHORT_NAMES.get(column, column)
    if len(name) > LONGEST_NAME:
        raise ValueError(
            f"a shapefile holds {LONGEST_NAME} letters of a column's name: give {column!r} one in SHORT_NAMES"
        )
    return name


def _plain(table: LayerTable) -> str:
    """Shapefiles do not tell one part from many."""
    return str(table.geometry).removeprefix("Multi")


def _fitted(table: LayerTable) -> tuple[pa.Table, int]:
    """The rows as a .dbf can hold them, and how many texts had to be cut for it."""
    rows, cut = table.arrow(), 0
    for number, column in enumerate(table.columns):
        if column.kind == "text":
            fitted = [_fit(cell) for cell in column.cells]
            cut += sum(one != cell for one, cell in zip(fitted, column.cells, strict=True))
            rows = rows.set_column(number, column.name, pa.array(fitted, pa.string()))
        elif column.kind == "flag":
            rows = rows.set_column(number, column.name, rows[column.name].cast(pa.int32()))
    return rows.rename_columns([dbf_name(name) for name in rows.column_names]), cut


def _fit(cell: object) -> object:
    if not isinstance(cell, str) or len(cell.encode()) <= LONGEST_TEXT:
        return cell
    room = LONGEST_TEXT - len("…".encode())
    return cell.encode()[:room].decode("utf-8", "ignore") + "…"


def _columns(tables: list[LayerTable]) -> str:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["layer", "column", "name_elsewhere", "meaning"])
    for table in tables:
        writer.writerows(_line(table, column) for column in table.columns)
    return file.getvalue()


def _line(table: LayerTable, column: LayerColumn) -> list[str]:
    return [table.name, dbf_name(column.name), column.name, column.meaning]


def _readme(stamp: Stamp, tables: list[LayerTable], cut: dict[str, int]) -> str:
    lines = [
        f"{stamp.theatre}, data version {stamp.version}, made with {stamp.tool}",
        f"The view: {stamp.link}",
        "",
        *(
            f"{table.name}.shp: {table.title.en} / {table.title.ar}, {len(table)} rows, "
            f"{cut[table.name]} texts cut at {LONGEST_TEXT} bytes"
            for table in tables
        ),
        "",
        "Coordinates are WGS 84 (EPSG:4326); text is UTF-8; yes and no are 1 and 0.",
        f"Names of columns have at most {LONGEST_NAME} characters: columns.csv says what each is called in the other",
        "files and what it means. Texts that were cut are whole in the GeoPackage of the same view.",
        "",
        *stamp.credits,
        stamp.disclaimer,
    ]
    return "\r\n".join(lines) + "\r\n"
