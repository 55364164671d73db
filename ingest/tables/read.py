"""Any file, read into one table of text by what is in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from geo.common.errors import MissingFileError, UnreadableFileError
from geo.common.messages import L_, ngettext_lazy, verbatim
from geo.validation.readers import is_file
from ingest.tables import archives
from ingest.tables.delimited import read_delimited
from ingest.tables.json_files import read_json, read_json_lines
from ingest.tables.kml import read_kml, read_kmz
from ingest.tables.limits import LimitError, Limits
from ingest.tables.parquet import read_parquet
from ingest.tables.recognise import file_kind
from ingest.tables.rejected import FILE, ROW, SHAPE, WHO, brought_back, columns_of_ours, restored
from ingest.tables.table import Mends, Progress, Table, check_rows, listed, silent, uncut, uncut_frame
from ingest.tables.vectors import read_geopackage, read_shapefile
from ingest.tables.workbooks import read_workbook
from ingest.tables.zip_parts import is_kmz, read_zip_parts

USUAL = Limits()
TEXT_KINDS = frozenset({"xml", "json", "lines", "delimited"})


def read_table(
    path: Path,
    *,
    sheet: str = "",
    limits: Limits = USUAL,
    on_progress: Progress = silent,
) -> Table:
    """The file at `path` as a table of text, with its geometry in EPSG:4326 where it has one.

    Parameters
    ----------
    path : a file of a kind recognised by its content: CSV and its like, XLSX, JSON, NDJSON, GeoJSON, KML, KMZ, GPKG,
        Shapefile (plain or zipped), GeoParquet, Parquet, or a zip with one of them.
    sheet : the sheet of a workbook, the layer of a GeoPackage, the document of a KMZ or the part of a zip (Table.sheets
        names them); "" takes the first sheet with rows below its header, every layer with geometry, doc.kml, or the
        only part with events.
    on_progress : told how far it is, in bytes of the file, and how long the file is; never less than before.
    Returns
    -------
    Table, every row of the file in `cells` or `unreadable` (or counted in `unlisted`), and at least one in `cells`.
    Raises
    ------
    DataError : MissingFileError, UnreadableFileError, LimitError or CrsError, naming file, fault and remedy;
        SeveralTablesError where one of several parts of a zip has to be named.
    """
    if not is_file(path):
        raise MissingFileError(path, L_("is not a file that is there"), L_("Name a file."))
    size = path.stat().st_size
    if size > limits.max_bytes:
        raise LimitError(
            path,
            L_("is larger than {max_bytes:,} bytes", max_bytes=limits.max_bytes),
            L_("Split it into several files."),
        )
    table = _mended(_read(path, _shown(path.name), sheet, limits, _onward(on_progress, size)))
    if not len(table.cells):
        raise _nothing_read(path, table)
    check_rows(path, table.read, size, _bytes_a_row(path, limits), limits)
    on_progress(size, size)
    return table


def _nothing_read(path: Path, table: Table) -> UnreadableFileError:
    """What to say of a file without one row that can be used."""
    if not table.read:
        return UnreadableFileError(path, L_("holds no row"), L_("Bring a table with a header and rows."))
    first = table.unreadable.iloc[0]
    fault = ngettext_lazy(
        "holds no row that can be read: its only row cannot be cut into cells, and row {row:,} {fault}",
        "holds no row that can be read: all of its {number:,} rows cannot be cut into cells, and row {row:,} {fault}",
        table.read,
        number=table.read,
        row=first["row"],
        fault=first["fault"],
    )
    return UnreadableFileError(path, fault, verbatim(first["remedy"]))


def _bytes_a_row(path: Path, limits: Limits) -> int:
    return limits.bytes_a_row if file_kind(path) in TEXT_KINDS else limits.packed_bytes_a_row


def _shown(name: str) -> str:
    """The name of a file as text: a question mark for each byte that is none."""
    return name.encode("utf-8", errors="replace").decode("utf-8")


def _onward(on_progress: Progress, size: int) -> Progress:
    """`on_progress` in bytes of the file, whatever the readers count in and however often they begin again."""
    furthest = 0

    def told(done: int, total: int) -> None:
        nonlocal furthest
        furthest = max(furthest, done * size // max(1, total))
        on_progress(furthest, size)

    told(0, size)
    return told


def _mended(table: Table) -> Table:
    """A file of rejected rows that comes back: without the columns and apostrophes written for the user."""
    ours = columns_of_ours(table.cells.columns)
    if not ours:
        return table
    cells = brought_back(table.cells)
    numbered = all(name == f"column {number}" for number, name in enumerate(cells.columns, start=1))
    tags = {restored(name): tag for name, tag in table.tags.items() if name not in ours.values()}
    note = L_("A file of rows that needed fixing: {columns} left out.", columns=listed(list(ours.values())))
    said = [_written(table.cells, ours.get(name)) for name in (WHO, FILE, ROW)]
    mended = replace(table, cells=cells, tags=tags, header=not numbered, notes=(*table.notes, note), mends=Mends(*said))
    return _drawn_again(mended, table.cells[ours[SHAPE]]) if SHAPE in ours and table.geometry is None else mended


def _written(cells: pd.DataFrame, column: str | None) -> np.ndarray:
    """(n,) str, what stands in a column written for the user; "" where it was taken out."""
    if column is None:
        return np.full(len(cells), "", dtype=object)
    return cells[column].str.strip().to_numpy(dtype=object)


def _drawn_again(table: Table, texts: pd.Series) -> Table:
    """`table` with the geometries that `texts` (n, WKT) write; a row with a text that writes none is unreadable."""
    written = texts.str.strip().to_numpy(dtype=object)
    shapes = shapely.force_2d(shapely.from_wkt(np.where(written == "", None, written), on_invalid="ignore"))
    lost = (written != "") & shapely.is_missing(shapes)
    problems = [
        uncut(
            int(row),
            str(text),
            L_("{shape} is no geometry that can be read", shape=SHAPE),
            L_("Write it as in POINT (37.16 36.20)."),
        )
        for row, text in zip(table.rows[lost], written[lost], strict=True)
    ]
    unreadable = pd.concat([table.unreadable, uncut_frame(problems)]) if problems else table.unreadable
    return replace(
        table,
        cells=table.cells[~lost].reset_index(drop=True),
        rows=table.rows[~lost],
        geometry=shapes[~lost],
        unreadable=unreadable,
        mends=table.mends and table.mends.only(~lost),
    )


def _read(path: Path, name: str, sheet: str, limits: Limits, on_progress: Progress) -> Table:
    kind = file_kind(path)
    if kind == "zip":
        return _read_zip(path, name, sheet, limits, on_progress)
    if kind == "gpkg":
        return read_geopackage(path, name, layer=sheet, limits=limits)
    if kind == "parquet":
        return read_parquet(path, name, limits=limits, on_progress=on_progress)
    if kind == "shapefile":
        return read_shapefile(path, name, limits=limits)
    if kind == "xml":
        return read_kml(path, name, limits=limits)
    if kind == "json":
        return read_json(path, name, limits=limits, on_progress=on_progress)
    if kind == "lines":
        return read_json_lines(path, name, limits=limits, on_progress=on_progress)
    return read_delimited(path, name, limits=limits, on_progress=on_progress)


def _read_zip(path: Path, name: str, sheet: str, limits: Limits, on_progress: Progress) -> Table:
    inside = archives.members(path, limits)
    names = {one.filename for one in inside}
    if _is_workbook(names):
        return read_workbook(path, name, inside, sheet=sheet, limits=limits, on_progress=on_progress)
    if "mimetype" in names and "content.xml" in names:
        raise UnreadableFileError(path, L_("is an OpenDocument file"), L_("Save it as XLSX or CSV."))
    if is_kmz(inside, path.suffix.lower()):
        return read_kmz(path, name, inside, document=sheet, limits=limits)

    def read(inner: Path, sheet: str) -> Table:
        if file_kind(inner) == "zip" and not _is_workbook({one.filename for one in archives.members(inner, limits)}):
            raise UnreadableFileError(inner, L_("is a zip inside a zip"), L_("Unpack it, and bring the table."))
        return _read(inner, name, sheet, limits, on_progress)

    return read_zip_parts(path, name, inside, sheet=sheet, limits=limits, read=read)


def _is_workbook(names: set[str]) -> bool:
    return "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names)
