"""Which cells may cost their row. One rule for every format: what happened, when, where and how many were killed has to
be read as it is written, or the row is rejected; any other cell that cannot be read costs no more than itself."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geo.validation.faults import FaultLog
from ingest.drafts.cells import DraftCells

ESSENTIAL = frozenset(
    {
        "event_date", "end_date", "span_days", "time_precision", "event_type", "event_count", "count_as", "place",
        "latitude", "longitude", "position", "geo_precision", "uncertainty_km", "fatalities_low", "fatalities_best",
        "fatalities_high", "civilians_killed",
    }
)  # fmt: skip
"""Fields whose fault rejects the row. How many events a row counts, and over which days, is
what it says happened. A precision counts as the day or the place it is of: a code that is not
understood would make them look more exact than they are."""


def note(
    cells: DraftCells,
    faults: FaultLog,
    field: str,
    where: np.ndarray,
    reason: str,
    fault: str | pd.Series,
    remedy: str | pd.Series,
    *,
    raw: pd.Series | None = None,
) -> None:
    """Note what is wrong with the cells of `field` where `where` (n,) is true: it costs the rows, or the cells alone,
    whose value the caller then leaves empty. `raw`: what stands there, where that is known already."""
    if not where.any():
        return
    shown = cells.raw(field) if raw is None else raw
    faults.add(where, cells.label(field), shown, reason, fault, remedy, costs_row=field in ESSENTIAL)
