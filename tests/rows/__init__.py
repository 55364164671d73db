"""Files written by chance, and their rows as a program other than ours counts them.

KINDS has a kind for each name of a file; `hold` says whether the rows read of one are those that are counted.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from unittest.mock import patch

from geo.common.errors import DataError
from ingest.tables import delimited, read_table
from ingest.tables.fast_rows import NotPlainError
from tests.rows import books, documents, packed, text
from tests.rows.counted import Kind, compare

_ALONE = {
    "written-cells.csv": Kind(text.cells, text.count_cells),
    "written-lines.csv": Kind(text.lines, text.count_lines),
    "written-list.json": Kind(documents.flat_list, documents.count_list),
    "written-wrapped.json": Kind(documents.wrapped, documents.count_wrapped),
    "written-keyed.json": Kind(documents.keyed, documents.count_keyed),
    "written-lists.json": Kind(documents.by_list, documents.count_by_list),
    "written-groups.json": Kind(documents.grouped, documents.count_groups),
    "written-entries.ndjson": Kind(documents.by_line, documents.count_by_line),
    "written-lines.json": Kind(documents.by_line, documents.count_by_line),
    "written-features.geojson": Kind(documents.features, documents.count_features),
    "written-features.geojsonl": Kind(documents.feature_lines, documents.count_feature_lines),
    "written-book.xlsx": Kind(books.by_xlsxwriter, books.count_book),
    "written-saved.xlsx": Kind(books.by_openpyxl, books.count_book),
}
KINDS = {**_ALONE, "written-packed.zip": Kind(partial(packed.packed, _ALONE), partial(packed.count_packed, _ALONE))}


def hold(path: Path) -> None:
    """Raises AssertionError where the rows read of a file of KINDS are not those counted, or it is refused though it
    holds some; text is read both ways."""
    counted = KINDS[path.name].count(path)
    try:
        compare(read_table(path), counted)
        if path.suffix == ".csv":
            with patch.object(delimited, "fast_rows", side_effect=NotPlainError):
                compare(read_table(path), counted)
    except DataError as error:
        if counted.rows:
            raise AssertionError(f"{len(counted.rows)} rows refused: {error}") from error
