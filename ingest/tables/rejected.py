"""Rows that were rejected, as a CSV to mend and bring in again."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from itertools import groupby
from typing import Any

import pandas as pd

from geo.changelog.resubmissions import file_mark

BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""Without it Excel reads the file in the code page of its country."""
ROW = "frontline_row"
OWN = (ROW, "frontline_fault", "frontline_remedy")
"""Columns told from the user's own by their name, and left out when the file is brought in again."""
SHAPE = "frontline_geometry"
"""Column with what a row draws, as WKT in EPSG:4326, where the rows came from a file with geometries."""
WHO = "frontline_id"
"""Column with the id a row has in a theatre where it waits for its place: mended, it is still the same row."""
FILE = "frontline_file"
"""Column with the mark of the file the rows stand in, by which they are known when they come back mended."""
RESERVED = (*OWN, SHAPE, WHO, FILE)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
"""With the apostrophe itself, so that the text a cell had can be told from the one written before it."""


def write_rejected(cells: pd.DataFrame, faults: pd.DataFrame, sha256: str) -> bytes:
    """The rows that have a fault, with their cells as they were and what is wrong with each.

    Parameters
    ----------
    cells : (n, columns) str, index the rows' numbers: `table.cells.set_axis(table.rows)`.
    faults : row (int), column, value, fault, remedy (str), one line a fault. A row that is not in `cells` could not be
        cut into cells; its text stands with its fault.
    sha256 : of the file the rows stand in, in hexadecimal digits.
    Returns
    -------
    UTF-8 CSV in the order of the rows: the original columns, FILE, then OWN. Cells that a spreadsheet would take for a
    formula begin with an apostrophe, which `brought_back` takes away.
    """
    texts = dict(zip(map(int, cells.index), cells.to_numpy(dtype=object), strict=True))
    blank = [""] * cells.shape[1]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*(protected(str(name)) for name in cells.columns), FILE, *OWN])
    for row, wrong in groupby(faults.sort_values("row", kind="stable").itertuples(), key=lambda fault: int(fault.row)):
        told = list(wrong)
        own = texts.get(row)
        said = "; ".join(_said(fault, in_cells=own is not None) for fault in told)
        remedies = "; ".join(dict.fromkeys(str(fault.remedy) for fault in told))
        line = blank if own is None else [protected(str(cell)) for cell in own]
        writer.writerow([*line, file_mark(sha256), str(row), protected(said), protected(remedies)])
    return (BOM + out.getvalue()).encode("utf-8")


def columns_of_ours(columns: Iterable[str]) -> dict[str, str]:
    """Which of RESERVED are there, however a spreadsheet has left their letters: the name each has there, by ours.

    One of them is enough to tell a file written here: the others may have been tidied away.
    """
    found: dict[str, str] = {}
    for name in columns:
        if (plain := name.strip().lower()) in RESERVED:
            found.setdefault(plain, name)
    return found


def brought_back(cells: pd.DataFrame) -> pd.DataFrame:
    """The user's own columns of a file written here, each cell as it was; any other file unchanged."""
    ours = columns_of_ours(cells.columns)
    if not ours:
        return cells
    own = cells.drop(columns=list(ours.values()))
    columns = {restored(name): own[name].map(restored).astype("str") for name in own.columns}
    return pd.DataFrame(columns, index=own.index)


def protected(text: str) -> str:
    """`text` as a spreadsheet shows it and never runs it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def restored(text: str) -> str:
    """What `protected` was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_STARTS) else text


def _said(fault: Any, *, in_cells: bool) -> str:
    said = f"{fault.column}: {fault.fault}" if fault.column else str(fault.fault)
    return said if in_cells else f"{said} ({fault.value})"
