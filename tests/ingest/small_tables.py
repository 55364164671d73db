"""Tables as small as a test needs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ingest.tables import Table, read_table
from ingest.tables.table import uncut_frame

FIXTURES = Path(__file__).parent / "fixtures"


def table(columns: dict[str, Sequence[str]], **more: Any) -> Table:
    """Columns of text as the file file.csv with a header; `more` sets any part of the Table."""
    cells = pd.DataFrame({name: pd.Series(list(values), dtype="str") for name, values in columns.items()})
    settings: dict[str, Any] = {
        "file": "file.csv",
        "kind": "csv",
        "cells": cells,
        "rows": np.arange(len(cells)) + 2,
        "geometry": None,
        "unreadable": uncut_frame([]),
        "tags": {},
        "header": True,
        "notes": (),
    }
    return Table(**{**settings, **more})


def fixture(name: str) -> Table:
    """A file of tests/ingest/fixtures as the program reads it."""
    return read_table(FIXTURES / name)
