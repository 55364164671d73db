"""Any file a user brings, as one plain table of text."""

from __future__ import annotations

from ingest.tables.limits import LimitError, Limits
from ingest.tables.read import read_table
from ingest.tables.table import Mends, Table
from ingest.tables.zip_parts import SeveralTablesError

__all__ = ["LimitError", "Limits", "Mends", "SeveralTablesError", "Table", "read_table"]
