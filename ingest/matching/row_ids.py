"""Who the rows of a file are: the id each has by itself, and the one under which a theatre knows it."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import numpy as np
import pandas as pd

from geo.theatre.theatre import Theatre
from ingest.mappings.guess import dataset_of
from ingest.mappings.mapping import TABLE, ColumnMapping
from ingest.tables import Mends

CONTENT = ("event_date", "end_date", "event_time", "event_type", "sub_event_type", "actor1", "actor2", "place",
           "summary")  # fmt: skip
"""What tells two rows of a source without ids apart, besides their position."""


def with_dataset(mapping: ColumnMapping, file: str) -> ColumnMapping:
    """`mapping` that says whose ids the file holds: those of its format, or of a plain table its own."""
    if mapping.dataset:
        return mapping
    return replace(mapping, dataset=mapping.format if mapping.format != TABLE else dataset_of(file))


def event_ids(events: pd.DataFrame, dataset: str) -> pd.Series:
    """(n,) the id of each row by itself: that of its source, or one made of what the row says where it gives none.

    Ids that sources give never meet, for each begins with `dataset`; a row without one has the same id in every file,
    so that it is known again whatever the file is called. `events` are as their file has them: a place looked up later
    does not change who they are.
    """
    given = events["source_id"].fillna("").astype(str)
    ids = dataset + ":" + given
    without = (given == "").to_numpy()
    if without.any():
        said = events.loc[without, [*CONTENT, "longitude", "latitude"]].round({"longitude": 6, "latitude": 6})
        text = pd.Series("", index=said.index)
        for column in said.columns:
            text = text + "\x1f" + said[column].astype("string").fillna("").astype(str)
        ids[without] = [f"row:{hashlib.sha256(row.encode()).hexdigest()[:16]}" for row in text]
    return ids


def known_ids(own: pd.Series, mends: Mends | None, theatre: Theatre) -> pd.Series:
    """(n,) the id of each row in a theatre: its `own`, but for rows that were rejected before.

    What came back is the event it became then, and what says the same is that event too. A row that waited for its
    place keeps the id it waited under; of several that mend one such row and say different things, one does, the same
    one in whatever order they stand, and the others are rows of their own.
    """
    same = (
        own.map(theatre.resubmissions.own_ids) if theatre.resubmissions.own_ids else pd.Series(np.nan, index=own.index)
    )
    ids = same.where(same.notna(), own).astype(own.dtype)
    if mends is None:
        return ids
    waited = pd.Series(mends.ids, index=own.index)
    keeps = (
        (waited != "") & (own == own.groupby(waited).transform("min")) & same.isna() & ~own.isin(theatre.events.index)
    )
    became = theatre.resubmissions.events
    back = pd.Series([became.get(origin, "") for origin in zip(mends.files, mends.rows, strict=True)], index=own.index)
    return ids.mask(keeps, waited).mask(back != "", back)


def left_out_key(event_id: str, place: str) -> str:
    """The key under which the log says that an event does not move to a place this theatre does not know, though a file
    has it there: the event itself stays as it is."""
    return f"{event_id} at {place}"


def is_known(ids: pd.Series, theatre: Theatre) -> np.ndarray:
    """(n,) bool: the ids of events that a theatre has, or had until a person withdrew them."""
    return (ids.isin(theatre.events.index) | ids.isin(list(theatre.ledger.manual_edits))).to_numpy(dtype=bool)
