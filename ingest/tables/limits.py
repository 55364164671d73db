"""How large, deep and wide a file may be before it is refused."""

from __future__ import annotations

from dataclasses import dataclass

from geo.common.errors import DataError


class LimitError(DataError):
    """A file larger, deeper or wider than can be read safely."""


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What is still read; everything beyond it is refused by name, never cut short."""

    max_bytes: int = 2 << 30
    """Size of the file."""
    max_unpacked_bytes: int = 4 << 30
    """Size of all that a packed file (zip, workbook, Parquet) unpacks to."""
    max_document_bytes: int = 1 << 30
    """Size of a JSON or KML document, which is held whole in memory while it is read."""
    max_ratio: float = 200.0
    """Unpacked to packed size, from 16 MiB unpacked on: tables pack 5 to 60 times smaller, made bombs a thousand."""
    max_members: int = 10_000
    """Files inside a packed file."""
    max_depth: int = 64
    """Objects and lists inside one another in JSON, elements in XML."""
    max_cells: int = 200_000_000
    max_sheet_cells: int = 40_000_000
    """Cells of a sheet between its first and its last: a sheet is held as a full grid while it is read."""
    max_columns: int = 4_000
    max_field: int = 1_000_000
    """Characters of one cell."""
    max_rejected: int = 100_000
    """Rows that cannot be cut and are kept one by one; those beyond are counted."""
    free_rows: int = 100_000
    """Rows that are read of any file, however small it is."""
    bytes_a_row: int = 20
    """Bytes a text has, at the least, for each row beyond `free_rows`: an id, a day and a position take more. Each row
    takes some 2 kB once it is checked, so that rows of two bytes would take a thousand times the file."""
    packed_bytes_a_row: int = 4
    """The same, for a file that is packed (zip, workbook, Parquet) or binary."""
    free_sparse_cells: int = 10_000_000
    """Cells of a grid that are read of any file, empty ones and all."""
    sparse_cells_a_byte: int = 4
    """Cells of a grid for each byte beyond: where rows have different columns, most cells are empty and none is
    written, but each takes 8 bytes in memory."""
