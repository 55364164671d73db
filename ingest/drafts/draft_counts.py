"""Counts of a draft: killed (at least, likeliest, at most), injured, displaced."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ingest.drafts.cells import Cells
from ingest.drafts.counts import read_counts
from ingest.drafts.faults import FaultLog
from ingest.mappings.mapping import FIELDS, Sort

NEGATIVE, UNREADABLE, LOW_ABOVE_HIGH = "negative-count", "unreadable-count", "low-above-high"
_LOW, _BEST, _HIGH = "fatalities_low", "fatalities_best", "fatalities_high"
_RISING = ((_LOW, _BEST), (_BEST, _HIGH), (_LOW, _HIGH))


def counts(cells: Cells, faults: FaultLog) -> dict[str, np.ndarray | pd.Series]:
    """Each count as Int64, NA where the file gives none. A span (10-15) under Killed is its low and high."""
    found: dict[str, np.ndarray] = {}
    for name, field in FIELDS.items():
        if field.sort is Sort.COUNT:
            found[name] = _one(cells, faults, name, found)
    for lower, upper in _RISING:
        faults.add(
            found[lower] > found[upper],
            cells.label(lower) if cells.has(lower) else cells.label(_BEST),
            cells.raw(lower) if cells.has(lower) else cells.raw(_BEST),
            LOW_ABOVE_HIGH,
            f"is more than {cells.label(upper) if cells.has(upper) else 'its upper bound'}",
            "Swap low and high?" if (lower, upper) == (_LOW, _HIGH) else "Low, best and high must rise. Swap them?",
        )
    return {name: pd.array(pd.Series(values), dtype="float64").astype("Int64") for name, values in found.items()}


def _one(cells: Cells, faults: FaultLog, name: str, found: dict[str, np.ndarray]) -> np.ndarray:
    if not cells.has(name):
        return found.get(name, np.full(len(cells), np.nan))
    read = read_counts(cells.series(name))
    raw, label = cells.raw(name), cells.label(name)
    faults.add(
        read.unreadable,
        label,
        raw,
        UNREADABLE,
        "is not a whole number",
        "Write one number such as 12, or leave it empty; put bounds under Killed, at least and at most.",
    )
    faults.add(read.low < 0, label, raw, NEGATIVE, "is less than 0", "Take the minus away, or leave it empty?")
    span = read.low != read.high
    span &= ~np.isnan(read.low)
    if name == _BEST and not cells.has(_LOW) and not cells.has(_HIGH):
        found[_LOW] = np.where(span, read.low, np.nan)
        found[_HIGH] = np.where(span, read.high, np.nan)
        return np.where(span | (read.low < 0), np.nan, read.low)
    faults.add(span, label, raw, UNREADABLE, "is a span where one number belongs", "Write one number.")
    return np.where(read.unreadable | span | (read.low < 0), np.nan, read.low)
