"""Rows that name a place and give no position, looked up in the theatre's gazetteer."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geo.common.messages import L_, Sentence
from geo.validation.faults import FaultLog
from ingest.geocoding import Answer, Gazetteer
from ingest.mappings.mapping import ColumnMapping
from ingest.tables import Table

NOT_FOUND, NOT_CLEAR, STAYS = "place-not-found", "place-not-clear", "new-place-not-found"
WAITING = frozenset({NOT_FOUND, NOT_CLEAR})
"""Reasons of rows that wait for a person to say where they lie."""
GIVE_POSITION = L_("Give its position, or a name this theatre knows, and bring the row in again.")


def only_waiting(faults: pd.DataFrame, by: str) -> pd.Series:
    """Which rows wait for a person to say where they lie, and for nothing else: bool by `by`, a column of `faults`."""
    return faults["reason"].isin(list(WAITING)).groupby(faults[by]).all()


def geocode_rows(
    events: pd.DataFrame,
    table: Table,
    mapping: ColumnMapping,
    gazetteer: Gazetteer,
    faults: FaultLog,
    *,
    known: np.ndarray,
    corrects: np.ndarray,
    stays: np.ndarray,
) -> pd.DataFrame:
    """`events` with a position for each sound row that the gazetteer places surely; the others without one are noted.

    Rows that are `known` (n,) already are in the theatre with their position, and not looked up. Where a row `corrects`
    (n,) an event and its place is not found, the event stays as it was until somebody says where it lies; where it
    `stays` (n,) for a person has the last word on it, the row does not wait for that. What was looked up says so in
    `coord_source`, and is never more exact than the place it was found as.
    """
    unplaced = np.isnan(events["longitude"].to_numpy(dtype=float)) & ~faults.faulty & ~known
    events = events.assign(coord_source=np.where(unplaced, "", "the source"))
    if not unplaced.any():
        return events
    asked = pd.DataFrame({"place": events["place"], "area": _area_named(events)}).loc[unplaced].astype(str)
    answers: dict[tuple[str, str], Answer] = {
        (place, admin): gazetteer.find(place, admin=admin)
        for place, admin in asked.drop_duplicates().itertuples(index=False, name=None)
    }
    found = [answers[pair] for pair in asked.itertuples(index=False, name=None)]
    positions = np.flatnonzero(unplaced)
    for column, name in (("longitude", "lon"), ("latitude", "lat"), ("uncertainty_km", "uncertainty_km")):
        values = events[column].to_numpy(dtype=float, copy=True)
        values[positions] = [getattr(answer.resolved, name) if answer.resolved else np.nan for answer in found]
        events[column] = values
    precision = events["geo_precision"].copy()
    precision.iloc[positions] = [answer.resolved.geo_precision if answer.resolved else pd.NA for answer in found]
    events["geo_precision"] = precision
    said = events["coord_source"].to_numpy(dtype=object, copy=True)
    said[positions] = [f"looked up: {answer.resolved.because}" if answer.resolved else "" for answer in found]
    events["coord_source"] = said
    _note_unplaced(events, positions, found, corrects, stays, mapping, faults)
    return events


def _area_named(events: pd.DataFrame) -> pd.Series:
    """The area each row says its place lies in: the first-level one, the second-level one where only that is named."""
    return events["adm1"].where(events["adm1"] != "", events["adm2"])


def _note_unplaced(
    events: pd.DataFrame, positions: np.ndarray, found: list[Answer], corrects: np.ndarray, stays: np.ndarray,
    mapping: ColumnMapping, faults: FaultLog,
) -> None:  # fmt: skip
    label = mapping.label("place")
    for reason, fault, wanted in (
        (NOT_FOUND, L_("is no place this theatre knows"), False),
        (NOT_CLEAR, L_("may be several places"), True),
    ):
        where = np.zeros(len(events), dtype=bool)
        chosen = [at for at, answer in enumerate(found) if not answer.resolved and answer.fits is wanted]
        where[positions[chosen]] = True
        remedies = pd.Series([""] * len(events), dtype=object)
        remedies.iloc[positions[chosen]] = [_remedy(found[at]) for at in chosen]
        until = L_("{fault}: until somebody says where that is, the event stays as it was", fault=fault)
        for_good = L_("{fault}: a person has the last word on the event, and it stays as it is", fault=fault)
        faults.add(where & ~corrects, label, events["place"], reason, fault, remedies)
        faults.add(where & corrects & ~stays, label, events["place"], reason, until, remedies)
        faults.add(where & stays, label, events["place"], STAYS, for_good, GIVE_POSITION)


def _remedy(answer: Answer) -> Sentence:
    if not answer.candidates:
        return L_("Give its position, or choose it on the map (Data tab, Unmatched places).")
    names = "; ".join(f"{found.name_and_area} ({found.score:.2f})" for found in answer.candidates[:3])
    return L_("Choose it on the map (Data tab, Unmatched places). Nearest: {names}.", names=names)
