"""The one shape every file is read into, and the small steps every reader shares."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from geo.common.messages import L_, Sentence, joined, ngettext_lazy, verbatim
from geo.validation.faults import UNREADABLE_ROW, Fault, sentences
from ingest.tables.limits import LimitError, Limits

LAYER = "layer"
"""Column with the name of the layer (in KML: of the folder) a feature stands in."""

ARROW_TEXT = pa.large_string()
UNCUT_COLUMNS = ("row", "value", "fault", "remedy")
SHOWN_CHARACTERS = 200

Progress = Callable[[int, int], None]
"""Called with the bytes read so far and the bytes there are."""


@dataclass(frozen=True, eq=False)
class Mends:
    """Which rows that were rejected before the rows of a table are, each (n,): `ids`, the id a row waited under, ""
    for none; `files`, the mark of the file it was rejected from (`file_mark`), "" for none; `rows`, its number there,
    as text."""

    ids: np.ndarray
    files: np.ndarray
    rows: np.ndarray

    def only(self, kept: np.ndarray) -> Mends:
        """Those of the rows where `kept` (n,) is true."""
        return Mends(self.ids[kept], self.files[kept], self.rows[kept])


@dataclass(frozen=True, eq=False)
class Table:
    """A file as text cells; `read` rows are either in `cells` or, with a fault and its remedy, in `unreadable`."""

    file: str
    """Base name of the file."""
    kind: str
    """csv (any delimiter), xlsx, json, ndjson, geojson, kml, kmz, gpkg, shapefile, geoparquet or parquet."""
    cells: pd.DataFrame
    """(n, columns) str, "" where empty, columns named as in the file and distinct, RangeIndex."""
    rows: np.ndarray
    """(n,) int, the row as the user's own tool counts it: a header is row 1, features and JSON entries start at 1."""
    geometry: np.ndarray | None
    """(n,) shapely geometries, EPSG:4326 without heights, None where there is none; None for files without geometry."""
    unreadable: pd.DataFrame
    """Rows that could not be cut into cells: row (int), value (str, shortened), fault and remedy (Sentence)."""
    tags: Mapping[str, str]
    """Column to HXL tag (`#date+start`), "" where it has none; empty where the file has no row of tags."""
    header: bool
    """False where the file has no header; columns are then `column 1`, `column 2` ..."""
    notes: tuple[Sentence, ...]
    """What was decided on the way, in plain sentences."""
    mends: Mends | None = None
    """Which rows rejected before these are, mended; None where the file brings none back."""
    sheets: tuple[str, ...] = ()
    """The sheets of a workbook or the layers of a GeoPackage, in their order, each of which can be read by its name;
    empty for every other kind of file."""
    unlisted: int = 0
    """Rows that could not be cut into cells beyond those in `unreadable`, which lists so many and no more."""

    @property
    def read(self) -> int:
        return len(self.cells) + len(self.unreadable) + self.unlisted

    def columns_beside(self, read: Container[str]) -> tuple[str, ...]:
        """The columns that are none of `read`, in the order of the file."""
        return tuple(str(column) for column in self.cells.columns if str(column) not in read)


def uncut(row: int, value: str, fault: Sentence, remedy: Sentence) -> Fault:
    """What is wrong with a row that could not be cut into cells, with its text short and as it can be shown and saved:
    what is no character is written as its code."""
    value = value.strip("\r\n")
    shown = value if len(value) <= SHOWN_CHARACTERS else value[: SHOWN_CHARACTERS - 1] + "…"
    shown = shown.encode("utf-8", errors="backslashreplace").decode("utf-8").replace("\0", "\\x00")
    return Fault("", shown, fault, remedy, UNREADABLE_ROW, row=row)


class Rejected:
    """Rows that could not be cut: the first `most` one by one (`listed`), those after them as a number."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.listed: list[Fault] = []
        self.unlisted = 0

    def add(self, one: Fault) -> None:
        if len(self.listed) < self._most:
            self.listed.append(one)
        else:
            self.unlisted += 1

    def __len__(self) -> int:
        return len(self.listed) + self.unlisted

    def moved(self, rows: int) -> Rejected:
        """The same with every number `rows` greater."""
        out = Rejected(self._most)
        out.listed = [replace(one, row=one.row + rows) for one in self.listed]
        out.unlisted = self.unlisted
        return out

    def notes(self) -> list[Sentence]:
        """What is to be said of the rows that are only counted; empty where there are none."""
        if not self.unlisted:
            return []
        return [
            ngettext_lazy(
                "{number:,} row cannot be cut into cells; the first {listed:,} are listed one by one, {unlisted:,} "
                "more "
                "are counted.",
                "{number:,} rows cannot be cut into cells; the first {listed:,} are listed one by one, {unlisted:,} "
                "more are counted.",
                len(self),
                number=len(self),
                listed=len(self.listed),
                unlisted=self.unlisted,
            )
        ]


def uncut_frame(faults: Sequence[Fault]) -> pd.DataFrame:
    """Columns row, value, fault, remedy, in the order of the rows."""
    ordered = sorted(faults, key=lambda one: one.row)
    columns = {name: [getattr(one, name) for one in ordered] for name in UNCUT_COLUMNS}
    texts = {name: sentences(columns.pop(name)) for name in ("fault", "remedy")}
    return pd.DataFrame({**columns, **texts}).astype({"row": "int64", "value": "str"})


def without_nulls(columns: pa.Table) -> pa.Table:
    """The same columns with "" for nulls."""
    full = [column.fill_null("") if column.null_count else column for column in columns.columns]
    return pa.table(full, names=columns.column_names)


def frame(columns: pa.Table, size: int) -> pd.DataFrame:
    """(size, columns) str frame over the same memory."""
    if not columns.num_columns:
        return pd.DataFrame(index=pd.RangeIndex(size))
    text = pd.StringDtype(na_value=np.nan)
    return columns.to_pandas(types_mapper={ARROW_TEXT: text}.get)


class FreeNames:
    """Names that are not in `taken`, which grows meanwhile; linear in their number, however often one name comes."""

    def __init__(self, taken: Container[str]) -> None:
        self._taken = taken
        self._next: dict[str, int] = {}

    def free(self, name: str) -> str:
        """`name`, or with a number behind it where it is taken: `name (2)`."""
        if name not in self._taken:
            return name
        number = self._next.get(name, 2)
        while (chosen := f"{name} ({number})") in self._taken:
            number += 1
        self._next[name] = number + 1
        return chosen


def distinct_names(names: Sequence[str]) -> tuple[list[str], list[Sentence]]:
    """Column names, each once and none empty, and a note for every kind of change.

    Spaces around a name are left out; an empty name becomes `column 3`, a repeated one `name (2)`.
    """
    taken: set[str] = set()
    names_left = FreeNames(taken)
    out, unnamed, repeated = [], [], []
    for position, raw in enumerate(names, start=1):
        name = raw.strip()
        if not name:
            name = f"column {position}"
            unnamed.append(name)
        chosen = names_left.free(name)
        if chosen != name:
            repeated.append(chosen)
        taken.add(chosen)
        out.append(chosen)
    notes = []
    if unnamed:
        notes.append(L_("Columns without a name are called {unnamed}.", unnamed=listed(unnamed)))
    if repeated:
        notes.append(L_("Columns named more than once are called {repeated}.", repeated=listed(repeated)))
    return out, notes


MOST_LISTED = 5
MOST_COLUMNS_LISTED = 100


def listed(words: Sequence[str], most: int = MOST_LISTED) -> str | Sentence:
    """The first few of `words`, and how many more there are."""
    shown = (
        joined(words[:most], L_(", ")) if any(isinstance(one, Sentence) for one in words) else ", ".join(words[:most])
    )
    return L_("{shown} and {number} more", shown=shown, number=len(words) - most) if len(words) > most else shown


def columns_not_read(columns: Iterable[str]) -> Sentence:
    """That these columns of a table are not read, the first MOST_COLUMNS_LISTED by their names."""
    return L_("Not read: {columns}.", columns=listed([verbatim(one) for one in columns], MOST_COLUMNS_LISTED))


def rows_listed(rows: Iterable[int]) -> Sentence:
    """The first few of `rows`, each as in "row 4", and how many more there are."""
    numbers = [L_("row {number}", number=int(row)) for row in rows]
    shown = joined(numbers[:MOST_LISTED], L_(", "))
    left = len(numbers) - MOST_LISTED
    return L_("{shown} and {number} more", shown=shown, number=left) if left > 0 else shown


def counted(number: int, one: str, many: str = "") -> str:
    """`1 row`, `2,000 rows`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def check_width(path: Path, columns: int, limits: Limits) -> None:
    """Raises LimitError where there are more columns than are read."""
    if columns > limits.max_columns:
        raise LimitError(
            path,
            L_("has more than {max_columns:,} columns", max_columns=limits.max_columns),
            L_("Leave out the columns that are not needed."),
        )


def check_cells(path: Path, rows: int, columns: int, limits: Limits) -> None:
    """Raises LimitError where the table would hold more cells than are read."""
    if rows * columns > limits.max_cells:
        raise LimitError(
            path,
            L_("has more than {max_cells:,} cells", max_cells=limits.max_cells),
            L_("Split it into several files."),
        )


def check_rows(path: Path, rows: int, size: int, bytes_a_row: int, limits: Limits) -> None:
    """Raises LimitError where there are more rows than a file of `size` bytes can say anything in."""
    if rows > limits.free_rows + size // bytes_a_row:
        fault = L_("has {rows:,} rows or more in {size:,} bytes, too short to say anything", rows=rows, size=size)
        raise LimitError(path, fault, L_("Leave out the rows that say nothing."))


def check_sparse(path: Path, rows: int, columns: int, size: int, limits: Limits) -> None:
    """Raises LimitError where a grid of rows with different columns would hold far more cells than are written."""
    if rows * columns > limits.free_sparse_cells + size * limits.sparse_cells_a_byte:
        fault = ngettext_lazy(
            "has {columns:,} columns, nearly all empty in its {number} row",
            "has {columns:,} columns, nearly all empty in its {number:,} rows",
            rows,
            columns=columns,
            number=rows,
        )
        raise LimitError(path, fault, L_("Leave out the columns that are not needed, or split it into several files."))


def silent(_done: int, _total: int) -> None:
    """Progress nobody asked for."""
