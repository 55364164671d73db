"""Files of known formats as small as a test needs, read the way a file that is brought in is read."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from ingest.drafts.draft import Draft, draft
from ingest.formats import Recognised, recognise
from ingest.tables import Table, read_table

TODAY = date(2026, 11, 28)


def csv(folder: Path, header: str, *rows: str, name: str = "file.csv") -> Table:
    """A CSV of a header and rows, as it is read from disk."""
    path = folder / name
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return read_table(path)


def document(folder: Path, content: Any, name: str = "file.json") -> Table:
    """A JSON document, as it is read from disk."""
    path = folder / name
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return read_table(path)


def drafted(cells: Table, **fixed: str) -> tuple[Recognised, Draft]:
    """What the table is taken for, and its events, with what a person would answer for all rows."""
    found = recognise(cells)
    mapping = replace(found.mapping, fixed={**found.mapping.fixed, **fixed})
    return found, draft(cells, mapping, today=TODAY)


def only(rows: Draft) -> pd.Series:
    """The one event of a draft without faults."""
    assert rows.faults.frame().empty, rows.faults.frame().to_string()
    assert len(rows.events) == 1
    return rows.events.iloc[0]


def held(event: pd.Series, **expected: object) -> None:
    """Assert that the event says what is expected, field by field; days are told as text."""
    said = {name: event[name].strftime("%Y-%m-%d") if isinstance(event[name], pd.Timestamp) else event[name]
            for name in expected}  # fmt: skip
    assert said == expected
