"""GeoPackage: one named layer for each layer of the map, with QGIS's styles and the stamp in the metadata tables.

GDAL writes the layers; what it would date with the clock is dated with the theatre afterwards, and the file is packed
anew, so that the same request makes the same bytes.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from briefing.data.data_layers import data_layers
from briefing.data.qgis_style import qml
from briefing.job.brief import Brief, Progress, Stamp
from briefing.job.errors import BriefingError, disk_faults_of
from geo.common.crs import STORED
from geo.common.messages import L_
from map.table import LayerTable

UNDATED = "1980-01-01T00:00:00.000Z"
"""Where the format asks for a time of writing: the day it is made on is no part of a file."""
VERSION = "1.2"
"""Of the format: newer ones bring nothing these files use, and programs of some years ago warn of them."""
GEOMETRY = "geom"
STAMP_URI = "frontline:stamp"

METADATA = """
CREATE TABLE IF NOT EXISTS gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,
    md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL,
    mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS gpkg_metadata_reference (reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT,
    row_id_value INTEGER, timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
    CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
    CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
INSERT INTO gpkg_extensions (table_name, column_name, extension_name, definition, scope) VALUES
    ('gpkg_metadata', NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec120/#extension_metadata', 'read-write'),
    ('gpkg_metadata_reference', NULL, 'gpkg_metadata', 'http://www.geopackage.org/spec120/#extension_metadata',
     'read-write');
"""
STYLES = """
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT, f_table_schema TEXT,
    f_table_name TEXT, f_geometry_column TEXT, styleName TEXT, styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN,
    description TEXT, owner TEXT, ui TEXT, update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')));
INSERT INTO gpkg_contents (table_name, data_type, identifier, description)
    VALUES ('layer_styles', 'attributes', 'layer_styles', 'Styles, as QGIS reads them');
"""


@disk_faults_of(DataSourceError, DataLayerError, sqlite3.OperationalError)
def write(brief: Brief, path: Path, progress: Progress) -> None:
    """Write the layers of a brief, each with its style."""
    tables = data_layers(brief)
    made = path.with_name(f"{path.stem}-made.gpkg")
    for done, table in enumerate(tables):
        progress(done, len(tables))
        pyogrio.write_arrow(
            table.arrow(),
            made,
            driver="GPKG",
            layer=table.name,
            geometry_name="geometry",
            geometry_type=table.geometry,
            crs=STORED.to_string(),
            append=done > 0,
            dataset_options={"VERSION": VERSION} if done == 0 else None,
            layer_options={"GEOMETRY_NAME": GEOMETRY, "IDENTIFIER": table.title.en, "DESCRIPTION": table.title.ar},
        )
    with closing(sqlite3.connect(made, isolation_level=None)) as file:
        file.executescript(f"BEGIN; {METADATA} {STYLES} COMMIT;")
        file.execute("BEGIN")
        _describe(file, brief, tables)
        _style(file, brief, tables)
        file.execute("UPDATE gpkg_contents SET last_change = ?", [UNDATED])
        file.execute("COMMIT")
        file.execute("VACUUM INTO ?", [str(path)])
    made.unlink()
    progress(len(tables), len(tables))


def read_stamp(path: Path) -> Stamp:
    """The stamp of a file written here.

    Raises
    ------
    BriefingError : the file is no GeoPackage, or carries no stamp.
    """
    query = "SELECT metadata FROM gpkg_metadata WHERE md_standard_uri = ?"
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as file:
            found = file.execute(query, [STAMP_URI]).fetchone()
    except sqlite3.Error as error:
        raise BriefingError(L_("{name} carries no stamp of Frontline.", name=path.name)) from error
    return Stamp.from_text(found[0] if found else "")


def _describe(file: sqlite3.Connection, brief: Brief, tables: list[LayerTable]) -> None:
    """The stamp for the file, and for each layer what its columns mean."""
    notes: list[tuple[str | None, str, str, str]] = [(None, STAMP_URI, "application/json", brief.stamp.to_text())]
    notes += [(t.name, "frontline:columns", "text/plain", _columns(t)) for t in tables]
    for number, (table, uri, mime, text) in enumerate(notes, start=1):
        file.execute("INSERT INTO gpkg_metadata VALUES (?, 'dataset', ?, ?, ?)", [number, uri, mime, text])
        file.execute(
            "INSERT INTO gpkg_metadata_reference VALUES (?, ?, NULL, NULL, ?, ?, NULL)",
            ["table" if table else "geopackage", table, UNDATED, number],
        )


def _columns(table: LayerTable) -> str:
    return "\n".join(f"{column.name}: {column.meaning}" for column in table.columns)


def _style(file: sqlite3.Connection, brief: Brief, tables: list[LayerTable]) -> None:
    for number, table in enumerate(tables, start=1):
        file.execute(
            "INSERT INTO layer_styles VALUES (?, '', '', ?, ?, 'Frontline', ?, NULL, 1, ?, '', NULL, ?)",
            [number, table.name, GEOMETRY, qml(table, brief.request.language), table.title.en, UNDATED],
        )
