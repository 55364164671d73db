"""What a format is: one module in this package that defines FORMAT."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as Texts
from dataclasses import dataclass

import numpy as np

from ingest.drafts.cells import Cells
from ingest.mappings.mapping import Mapping
from ingest.tables import Table

OF_FOOTAGE = "What is placed is footage: the point is where it was taken or what it shows, within 1 km."
"""Note of the collections that place footage."""


def _nothing(cells: Cells) -> dict[str, np.ndarray]:
    return {}


@dataclass(frozen=True, kw_only=True)
class Format:
    """One layout of files that many people hold.

    id, title : how a mapping and a person call it.
    needs : columns (small letters) a table must have to be one; one in five of them may be missing.
    mapping : what each column means, by its usual name.
    positional : the usual names of all columns in order, where files without a header exist; () where none do.
    fits : whether the values of a table, under the usual names, are what this format holds there.
    derive : fields that follow from several columns at once, field -> (n,) text in the words of the program: a day as
        2024-12-31, 2024-12 or 2024, a code of time_precision, any other field. It stands in the rows in which the
        mapping's own column is empty, or there is none. A day in three columns needs no more than a mapping of
        event_year, event_month and event_day.
    credit : the line that goes with the rows wherever they are shown. licence : what may be done with them.
    rows_may_be_passed_on : False where the licence forbids handing on the rows themselves.
    notes : what a person should know of how it is read, one sentence each.
    """

    id: str
    title: str
    needs: frozenset[str]
    mapping: Mapping
    credit: str
    licence: str
    rows_may_be_passed_on: bool = True
    positional: tuple[str, ...] = ()
    fits: Callable[[Table, Texts[str, str]], bool] = lambda table, names: True
    derive: Callable[[Cells], dict[str, np.ndarray]] = _nothing
    notes: tuple[str, ...] = ()
