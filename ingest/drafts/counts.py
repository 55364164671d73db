"""Numbers of people as people write them. What is no number ("dozens", "about 20") is not made one."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.schema import LARGEST
from ingest.drafts.unique import coded, plain

_WHOLE = re.compile(r"(-?)(\d+)(?:[.,](?:0{0,2}|0{4,}))?")
_GROUPED = re.compile(r"(-?)(\d{1,3}(?:,\d{3})+|\d{1,3}(?:[ '’]\d{3})+|\d{1,3}(?:\.\d{3}){2,})")
_SPAN = re.compile(r"(\d+) ?[-–—] ?(\d+)")


@dataclass(frozen=True, eq=False)
class Counts:
    """(n,) low and high, float, NaN where there is no number; they differ where the cell holds a span (10-15).
    `unreadable` : something stands there that is no number."""

    low: np.ndarray
    high: np.ndarray
    unreadable: np.ndarray


def read_counts(values: pd.Series) -> Counts:
    """What each cell of `values` counts; negative numbers are read as they are."""
    codes, texts = coded(values)
    spans = np.array([count(text) for text in texts], dtype="float64").reshape(-1, 2)
    low, high = spans[:, 0], spans[:, 1]
    return Counts(low[codes], high[codes], (np.isnan(low) & (texts != ""))[codes])


def count(text: str) -> tuple[float, float]:
    """Low and high of one cell: `12`, `12.0`, `1,200`, `1 200`, `10-15`; NaN where it is none of those.

    Commas part thousands: people come whole, so `1,200` cannot be 1.2 of them. `1.200` and `1.000` could be decimals
    and are not read."""
    text = plain(text)
    if found := _WHOLE.fullmatch(text):
        return _same(found[1], found[2])
    if found := _GROUPED.fullmatch(text):
        return _same(found[1], re.sub(r"\D", "", found[2]))
    if found := _SPAN.fullmatch(text):
        low, high = float(found[1]), float(found[2])
        return (low, high) if high < LARGEST else (np.nan, np.nan)
    return (np.nan, np.nan)


def _same(sign: str, digits: str) -> tuple[float, float]:
    number = float(digits)
    if number >= LARGEST:
        return (np.nan, np.nan)
    number = -number if sign else number
    return (number, number)
