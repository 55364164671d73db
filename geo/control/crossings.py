"""Border and line crossings: where they are, and whether they were open on a day."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.common.messages import L_
from geo.validation.faults import Checked, RowFaults
from geo.validation.readers import ROW_IN_FILE
from geo.validation.schema import Column, ColumnKind, check_columns, check_points

CROSSING_STATUSES = ("open", "restricted", "humanitarian-only", "closed", "unknown")

CROSSING_COLUMNS = (
    Column("crossing_id", required=True, unique=True),
    Column("name_en", required=True),
    Column("name_ar"),
    Column("other_side_name"),
    Column("country_other"),
    Column("kind", required=True, choices=frozenset({"official", "informal", "internal"})),
    Column("uncertainty_km", ColumnKind.NUMBER, required=True, low=0),
    Column("coord_source"),
)


def status_columns(factions: Set[str]) -> tuple[Column, ...]:
    """The columns of the dated statuses of crossings; `factions` are those that may hold one."""
    return (
        Column("crossing_id", required=True),
        Column("status", required=True, choices=frozenset(CROSSING_STATUSES)),
        Column("controllers", ColumnKind.WORDS, choices=frozenset(factions)),
        Column("valid_from", ColumnKind.DAY, required=True),
        Column("valid_to", ColumnKind.DAY, required=True),
        Column("source_publisher"),
        Column("source_title"),
        Column("published_on", ColumnKind.DAY),
        Column("source_url"),
        Column("source_kind", choices=frozenset({"original", "mirror", "none"})),
        Column("confidence", choices=frozenset({"high", "medium", "low"})),
        Column("note"),
    )


def check_crossings(
    raw: gpd.GeoDataFrame, *, factions: Set[str], file: str
) -> tuple[Checked[gpd.GeoDataFrame], Checked[pd.DataFrame]]:
    """Crossings indexed by crossing_id, and their dated statuses (both days included), oldest first.

    A status of a crossing that is rejected is rejected with it; a status that overlaps an earlier one of the
    same crossing is rejected, because one day cannot have two.
    """
    typed, faults = check_columns(raw, CROSSING_COLUMNS, file)
    check_points(typed, faults, required=typed["crossing_id"].notna())
    spans = pd.DataFrame(raw).reindex(columns=["statuses"])["statuses"].astype(object)
    spans = spans.where(spans.notna(), None)
    faults.add(
        ~spans.map(_is_list_of_objects).astype(bool),
        "statuses",
        spans,
        "not-a-list",
        L_("is not a list of dated statuses"),
        L_('Write [{{"status": "open", "valid_from": ..., "valid_to": ...}}].'),
    )
    checked = faults.split(typed, file, "crossing_id")
    crossings = gpd.GeoDataFrame(checked.accepted.set_axis(checked.accepted["crossing_id"]).rename_axis(None))
    statuses = _check_statuses(_spread(typed, spans), frozenset(crossings.index), factions, file)
    return Checked(crossings, checked.rejected), statuses


def _is_list_of_objects(value: object) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(item, dict) for item in value))


def _spread(typed: pd.DataFrame, spans: pd.Series) -> pd.DataFrame:
    found = pd.DataFrame({"crossing_id": typed["crossing_id"], "row": typed[ROW_IN_FILE], "statuses": spans})
    rows = [
        {**status, "crossing_id": crossing.crossing_id, ROW_IN_FILE: crossing.row}
        for crossing in found.itertuples()
        if _is_list_of_objects(crossing.statuses)
        for status in crossing.statuses or ()
    ]
    columns = [column.name for column in status_columns(frozenset())] + [ROW_IN_FILE]
    return pd.DataFrame(rows, columns=columns, dtype=object)


def _check_statuses(
    spread: pd.DataFrame, crossing_ids: Set[str], factions: Set[str], file: str
) -> Checked[pd.DataFrame]:
    columns = status_columns(factions)
    # no column is ever missing, and only then the file is named
    typed, faults = check_columns(spread, columns, file)  # pragma: no mutate
    orphan = ~typed["crossing_id"].isin(list(crossing_ids))
    faults.add(
        orphan,
        "crossing_id",
        typed["crossing_id"],
        "of-nothing",
        L_("needs fixing itself"),
        L_("Mend the crossing first."),
    )
    backwards = typed["valid_to"] < typed["valid_from"]
    fault = L_("is before valid_from")
    faults.add(backwards, "valid_to", spread["valid_to"], "end-before-start", fault, L_("Swap the two days."))
    ordered = typed.sort_values(["crossing_id", "valid_from"])
    earlier_end = ordered.groupby("crossing_id")["valid_to"].shift()
    overlap = (ordered["valid_from"] <= earlier_end).reindex(typed.index)
    faults.add(
        overlap,
        "valid_from",
        spread["valid_from"],
        "overlap",
        L_("lies inside the span before it"),
        L_("Make the spans follow."),
    )
    checked: Checked[pd.DataFrame] = faults.split(typed, file, "crossing_id")
    ordered = checked.accepted.sort_values(["crossing_id", "valid_from"], ignore_index=True)
    return Checked(ordered, tuple(_named(row) for row in checked.rejected))


def _named(row: RowFaults) -> RowFaults:
    return tuple(replace(fault, row_id=f"status of {fault.row_id}") for fault in row)


def crossings_on(
    crossings: gpd.GeoDataFrame,
    statuses: pd.DataFrame,
    day: date,
    *,
    first_day: date,
    known_by: date | None = None,
) -> gpd.GeoDataFrame:
    """Every crossing with its status on `day`, and who said so.

    Returns
    -------
    GeoDataFrame, index crossing_id: the columns of `crossings` and of `statuses`; status "unknown" and no
    controllers where no span holds the day. With `known_by`, only spans published by then count; one without a day
    of publication counts where it describes the state on the theatre's `first_day`, as a baseline does.
    """
    on = np.datetime64(day)
    holds = (statuses["valid_from"] <= on) & (statuses["valid_to"] >= on)
    if known_by is not None:
        undated = statuses["published_on"].isna() & (statuses["valid_from"] <= np.datetime64(first_day))
        holds &= undated | (statuses["published_on"] <= np.datetime64(known_by))
    current = statuses[holds].set_index("crossing_id")
    joined = crossings.join(current)
    joined["status"] = joined["status"].fillna("unknown")
    joined["controllers"] = joined["controllers"].map(lambda found: found if isinstance(found, tuple) else ())
    return joined


def nearest_governorate(crossings: gpd.GeoDataFrame, governorates: gpd.GeoDataFrame) -> pd.Series:
    """adm1_pcode each crossing belongs to: the nearest one, for a border post may lie just outside the outline."""
    _, nearest = governorates.sindex.nearest(crossings.geometry, return_all=False)
    return pd.Series(governorates["adm1_pcode"].to_numpy()[nearest], index=crossings.index)


def crossings_flipped(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame) -> pd.DataFrame:
    """Crossings whose status or holders differ between two days, for both of which `before` and `after` have them all.

    Returns
    -------
    DataFrame, index crossing_id: name_en, name_ar ("" where there is none), status_before, status, controllers_before,
    controllers.
    """
    table = pd.DataFrame(
        {
            "name_en": after["name_en"],
            "name_ar": after["name_ar"].fillna(""),
            "status_before": before["status"],
            "status": after["status"],
            "controllers_before": before["controllers"],
            "controllers": after["controllers"],
        }
    )
    same = (table["status_before"] == table["status"]) & (table["controllers_before"] == table["controllers"])
    return table[~same]
