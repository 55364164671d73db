"""What follows from the words of several columns, the type of an event and how exact its place is: small helpers the
formats share."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from ingest.drafts.cells import DraftCells
from ingest.drafts.nothing import is_nothing
from ingest.drafts.unique import plain, spread
from ingest.mappings.fields import FieldType

CODES_OF_NOTHING = frozenset({"-9", "-99"})
"""What GTD writes for not known, beside the words and marks of every source."""
COUNTRY_KM = "500"
"""How far from its point something may lie of which only the country is known."""


def column(cells: DraftCells, *names: str) -> pd.Series:
    """(n,) the cells of the first column called so, case, blanks and dots aside; "" where there is none."""
    held = {re.sub(r"[ .]+", "_", plain(str(one)).casefold()): one for one in cells.table.cells.columns}
    found = next((held[name] for name in names if name in held), None)
    if found is None:
        return pd.Series("", index=cells.table.cells.index, dtype="str")
    return cells.table.cells[found]


def key(text: str) -> str:
    """A word or a code as it is looked up: small letters, 3.0 as 3."""
    return plain(text).casefold().removesuffix(".0")


def keys(cells: DraftCells, *names: str) -> np.ndarray:
    """(n,) `column` as keys."""
    return spread(column(cells, *names), key)


def said_words(cells: DraftCells, field: str) -> frozenset[str]:
    """The words of a field that the mapping translates."""
    return frozenset(key(word) for word in cells.mapping.words.get(field, {}))


def says_nothing(cells: DraftCells, *names: str) -> np.ndarray:
    """(n,) bool: nothing is known of what `column` holds."""
    return spread(
        column(cells, *names), lambda text: is_nothing(text, FieldType.TEXT) or text in CODES_OF_NOTHING, bool
    )


def reach_by_names(cells: DraftCells, finest: tuple[str, ...], wider: dict[str, str]) -> np.ndarray:
    """(n,) km about its point, as text: None where the finest place is named, else that of the first of the `wider`
    areas (column -> km) that is, else COUNTRY_KM."""
    reach = np.full(len(cells), COUNTRY_KM, dtype=object)
    for area, km in reversed(wider.items()):
        reach[~says_nothing(cells, area)] = km
    reach[~says_nothing(cells, *finest)] = None
    return reach
