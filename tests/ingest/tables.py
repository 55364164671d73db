"""Tables as small as a test needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

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
