"""Tables as small as a test needs."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd


@dataclass(frozen=True, eq=False)
class StandIn:
    file: str
    cells: pd.DataFrame
    rows: np.ndarray
    geometry: np.ndarray | None = None
    kind: str = "csv"
    unreadable: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(columns=["row", "value", "fault", "remedy"], dtype=object)
    )
    tags: dict[str, str] = field(default_factory=dict)
    header: bool = True
    notes: tuple[str, ...] = ()


def table(columns: dict[str, Sequence[str]], **more) -> StandIn:
    cells = pd.DataFrame({name: pd.Series(list(values), dtype="str") for name, values in columns.items()})
    return StandIn(file="file.csv", cells=cells, rows=np.arange(len(cells)) + 2, **more)


def fixture(name: str) -> StandIn:
    """A file of tests/ingest/fixtures as a table."""
    path = Path(__file__).parent / "fixtures" / name
    if path.suffix == ".json":
        entries = json.loads(path.read_text(encoding="utf-8"))
        return table({column: [_text(entry[column]) for entry in entries] for column in entries[0]})
    lines = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))
    header = "without_header" not in name
    names = lines.pop(0) if header else [f"column {number}" for number in range(1, len(lines[0]) + 1)]
    tags = dict(zip(names, lines.pop(0), strict=True)) if lines[0][0].startswith("#") else {}
    return table({column: [line[at] for line in lines] for at, column in enumerate(names)}, header=header, tags=tags)


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value)
