"""Days whose year is likely a slip: what to say of them, with the year that the row itself names."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geo.common.messages import L_, Sentence, joined
from ingest.drafts.other_calendars import FIRST_YEAR, LAST_YEAR

FIRST_LIKELY = 1900
"""No event of a war of today, and no report of it, is of an earlier year."""
ASK = L_("Is the year right?")


def years_in(days: np.ndarray) -> np.ndarray:
    """(n,) int: the year of each day (datetime64), 0 where there is none."""
    years = days.astype("datetime64[Y]").astype("int64") + 1970
    return np.where(np.isnat(days), 0, years)


def is_unlikely(days: np.ndarray, row_years: np.ndarray) -> np.ndarray:
    """(n,) bool: the year is before FIRST_LIKELY, or another than the one the row names in a column of its own."""
    years = years_in(days)
    return ((years > 0) & (years < FIRST_LIKELY)) | ((row_years > 0) & (years > 0) & (years != row_years))


def remedies(
    days: np.ndarray,
    row_years: np.ndarray,
    where: np.ndarray,
    column: str,
    index: pd.Index,
    before: Sentence | None = None,
) -> pd.Series:
    """(n,) Sentence: where `where` is true `before` and the question about the year, with what `column` says where it
    says another; elsewhere ""."""
    said = np.full(len(days), "", dtype=object)
    pairs, kinds = pd.factorize(pd.MultiIndex.from_arrays([years_in(days)[where], row_years[where]]))
    asked = [_about(int(year), int(other), column) for year, other in kinds]
    texts = asked if before is None else [joined((before, one)) for one in asked]
    said[where] = np.array(texts, dtype=object)[pairs] if texts else ""
    return pd.Series(said, index=index, dtype=object)


def _about(year: int, other: int, column: str) -> Sentence:
    if other not in (0, year):
        return L_("Is the year right? {column} says {other}.", column=column, other=other)
    if FIRST_YEAR <= year <= LAST_YEAR:
        return L_(
            "Is the year right? If {year} is of the Islamic or the Iranian calendar, write the Gregorian day.",
            year=year,
        )
    return ASK
