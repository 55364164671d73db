"""Types of event that follow from the words of several columns: small helpers the formats share."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from ingest.drafts.cells import Cells
from ingest.drafts.unique import plain, spread

NOT_KNOWN = frozenset({"", "unknown", "not known", "n/a", "na", "unspecified", "-9", "-99"})
"""What these sources write where nobody is named."""


def column(cells: Cells, *names: str) -> pd.Series:
    """(n,) the cells of the first column called so, case, blanks and dots aside; "" where there is none."""
    held = {re.sub(r"[ .]+", "_", plain(str(one)).casefold()): one for one in cells.table.cells.columns}
    found = next((held[name] for name in names if name in held), None)
    if found is None:
        return pd.Series("", index=cells.table.cells.index, dtype="str")
    return cells.table.cells[found]


def key(text: str) -> str:
    """A word or a code as it is looked up: small letters, 3.0 as 3."""
    return plain(text).casefold().removesuffix(".0")


def keys(cells: Cells, *names: str) -> np.ndarray:
    """(n,) `column` as keys."""
    return spread(column(cells, *names), key)


def said_words(cells: Cells, field: str) -> frozenset[str]:
    """The words of a field that the mapping translates."""
    return frozenset(key(word) for word in cells.mapping.words.get(field, {}))


def known_names(cells: Cells, field: str) -> dict[str, np.ndarray]:
    """A field of names without those that only say that nobody is known."""
    if field not in cells.mapping.columns:
        return {}
    return {field: spread(cells.raw(field), lambda text: "" if key(text) in NOT_KNOWN else None)}
