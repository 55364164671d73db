"""Counts of a draft: killed (at least, likeliest, at most), injured, displaced."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geo.common.messages import L_
from geo.events.events import MOST_OF_ONE_EVENT
from geo.validation.faults import FaultLog
from geo.validation.schema import LARGEST
from ingest.drafts.cells import DraftCells
from ingest.drafts.counts import read_counts
from ingest.drafts.essential import note
from ingest.mappings.fields import FIELDS, FieldType

NEGATIVE, UNREADABLE, LOW_ABOVE_HIGH = "negative-count", "unreadable-count", "low-above-high"
IMPLAUSIBLE, UNCLEAR = "implausible-count", "unclear-count"
_LOW, _BEST, _HIGH = "fatalities_low", "fatalities_best", "fatalities_high"
_WRITE = L_("Write one number such as 12, or leave it empty; put bounds under Killed, at least and at most.")
_NOT_KNOWN = L_(
    "Leave it empty where it stands for not known, as -9 and -99 do in some tables; else take the minus away."
)
_RISING = ((_LOW, _BEST), (_BEST, _HIGH), (_LOW, _HIGH))


def counts(cells: DraftCells, faults: FaultLog) -> dict[str, np.ndarray | pd.Series]:
    """Each count as Int64, NA where the file gives none. A span (10-15) under Killed is its low and high."""
    found: dict[str, np.ndarray] = {}
    for name, field in FIELDS.items():
        if field.sort is FieldType.COUNT:
            found[name] = _one(cells, faults, name, found)
    for lower, upper in _RISING:
        faults.add(
            found[lower] > found[upper],
            cells.label(lower) if cells.has(lower) else cells.label(_BEST),
            cells.raw(lower) if cells.has(lower) else cells.raw(_BEST),
            LOW_ABOVE_HIGH,
            L_("is more than {upper}", upper=cells.label(upper))
            if cells.has(upper)
            else L_("is more than its upper bound"),
            L_("Swap low and high?")
            if (lower, upper) == (_LOW, _HIGH)
            else L_("Low, best and high must rise. Swap them?"),
        )
    return {name: pd.array(pd.Series(values), dtype="float64").astype("Int64") for name, values in found.items()}


def _one(cells: DraftCells, faults: FaultLog, name: str, found: dict[str, np.ndarray]) -> np.ndarray:
    if not cells.has(name):
        return found.get(name, np.full(len(cells), np.nan))
    read, most = read_counts(cells.series(name)), MOST_OF_ONE_EVENT.get(name, LARGEST)
    low, high = np.fmin(read.low, read.high), np.fmax(read.low, read.high)
    note(cells, faults, name, read.unreadable, UNREADABLE, L_("is not a whole number"), _WRITE)
    # costs no row, not even where the killed are counted: it is not known whether it says anything at all
    faults.add(
        read.unclear, cells.label(name), cells.raw(name), UNCLEAR, L_("may mean 0, or that nobody knows"),
        L_("Write 0, or leave it empty."), costs_row=False,
    )  # fmt: skip
    note(cells, faults, name, low < 0, NEGATIVE, L_("is less than 0"), _NOT_KNOWN)
    beyond = L_("is more than {most:,.0f}, and no event has had so many", most=most)
    note(
        cells,
        faults,
        name,
        high > most,
        IMPLAUSIBLE,
        beyond,
        L_("Is it an id, or a total? Correct it, or leave it empty."),
    )
    unsound = read.unreadable | (low < 0) | (high > most)
    span = (read.low != read.high) & ~np.isnan(low)
    if name == _BEST and not cells.has(_LOW) and not cells.has(_HIGH):
        found[_LOW] = np.where(span & ~unsound, read.low, np.nan)
        found[_HIGH] = np.where(span & ~unsound, read.high, np.nan)
        return np.where(span | unsound, np.nan, read.low)
    note(cells, faults, name, span, UNREADABLE, L_("is a span where one number belongs"), L_("Write one number."))
    return np.where(unsound | span, np.nan, read.low)
