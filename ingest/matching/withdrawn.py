"""Events that earlier files of a source hold and a newer one lacks, inside what the newer one covers.

An export is made for some days, countries, areas and types of event, and does not say which. So only what it surely
covers is looked at: its days from the first to the last, and the countries, first-level areas and types it has rows of.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.common.messages import L_
from geo.events.batch_parts import CORRECTS, OF_FILES
from geo.events.events import span_of
from geo.events.versions import CONTENT_ID
from geo.theatre.theatre import Theatre
from ingest.tables import Table

GONE = "gone"
UNKNOWN_ID, ALREADY_OUT = L_("not in the theatre"), L_("withdrawn already")
KEPT_BY_HAND = L_("kept as a person has it")
"""Why an id of a list of deletions changes nothing."""
DAYS, KINDS = ("event_date", "end_date", "time_precision"), ("country", "adm1_pcode", "event_type")
"""What says which days a file covers, and what else."""


@dataclass(frozen=True, eq=False)
class Gone:
    """`events`: those that the file lacks, with `by_hand`, whether a person changed them since and so keeps them.
    `first`, `last`: the days the file covers, None where it has no sound row; `countries`, `areas` (adm1_pcode),
    `types`: what else it was looked at for. `outside`: events of its days that it
    lacks too and that stay, for it has no row of their country, area or type. `unreadable`: rows of the file that could
    not be read: each may be one of those that seem gone."""

    events: gpd.GeoDataFrame
    first: date | None
    last: date | None
    countries: tuple[str, ...]
    areas: tuple[str, ...]
    types: tuple[str, ...]
    unreadable: int
    outside: int = 0

    @property
    def leaving(self) -> gpd.GeoDataFrame:
        """Those that a complete file takes out: no person has changed them."""
        return gpd.GeoDataFrame(self.events[~self.events["by_hand"].to_numpy(dtype=bool)])

    @property
    def kept_by_hand(self) -> gpd.GeoDataFrame:
        """Those that stay even so, as long as a person's change of them stands."""
        return gpd.GeoDataFrame(self.events[self.events["by_hand"].to_numpy(dtype=bool)])

    def span_words(self, area_names: dict[str, str]) -> str:
        """What the file is taken to cover, as in "2025-01-01 to 2025-01-31 in Aleppo, Hama, outside all areas: Battles,
        Riots"."""
        named = sorted(area_names.get(code, code) for code in self.areas if code)
        named += ["outside all areas"] if "" in self.areas else []
        covers = f"{self.first} to {self.last} in {', '.join(named)}: {', '.join(self.types)}"
        if not self.outside:
            return covers
        lie, stay = ("1 event of these days lies", "stays") if self.outside == 1 else (
            f"{self.outside:,} events of these days lie", "stay")  # fmt: skip
        return f"{covers}; outside that {lie}, and {stay}"


def gone_events(
    events: pd.DataFrame, ids: pd.Series, theatre: Theatre, sources: Set[str], table: Table, sound: NDArray[np.bool_]
) -> Gone:
    """What a file lacks. `events` (n,) its rows with `adm1_pcode`, `ids` theirs, also of those that are not `sound`."""
    held = theatre.events
    unreadable = len(table.unreadable)
    mine = np.array(held["origin"].isin(list(sources)), dtype=bool)
    if not sound.any() or not mine.any():
        return Gone(held.iloc[:0].assign(by_hand=False), None, None, (), (), (), unreadable)
    covered = events.loc[sound, [*DAYS, *KINDS]]
    # a row known by what it says cannot be missed, for it may say something else
    prefixes = {one.partition(":")[0] for one in ids[sound] if not one.startswith(CONTENT_ID)}
    begin, end = span_of(covered)
    first, last = begin.min(), end.max()
    kinds = {name: _values(covered[name]) for name in KINDS}
    mine &= ((held["first_day"] >= first) & (held["last_day"] <= last)).to_numpy(dtype=bool)
    mine &= ~held.index.isin(ids)
    mine[mine] = [one.partition(":")[0] in prefixes for one in held.index[mine]]
    of_its_days = int(mine.sum())
    for name, values in kinds.items():
        mine &= held[name].fillna("").isin(values).to_numpy(dtype=bool)
    lacking = held[mine]
    return Gone(
        gpd.GeoDataFrame(lacking.assign(by_hand=lacking.index.isin(list(theatre.ledger.manual_edits)))),
        first.date(),
        last.date(),
        tuple(kinds["country"]),
        tuple(kinds["adm1_pcode"]),
        tuple(kinds["event_type"]),
        unreadable,
        of_its_days - len(lacking),
    )


def _values(column: pd.Series) -> list[str]:
    return sorted({str(value) for value in column.fillna("").unique()})


def withdrawals_of(events: gpd.GeoDataFrame) -> pd.DataFrame:
    """Events that a complete file takes out, as a batch keeps them (geo.events.batch_parts.read_withdrawn)."""
    ids = list(events.index)
    return pd.DataFrame(
        {
            "event_id": pd.Series(ids, dtype="str"),
            "row": np.zeros(len(ids), dtype="int64"),
            "known_on": pd.Series([pd.NaT] * len(ids), dtype="datetime64[s]"),
            CORRECTS: pd.Series([OF_FILES] * len(ids), dtype="str"),
            "why": pd.Series([GONE] * len(ids), dtype="str"),
        }
    )
