"""Counts of events - 37 of them, in a week, in a region - as their sources give them, and which may be added up.

Two counts of one source about one area are added up only where no event can stand in both:

* they count the same kind over spans of about the same length that share no day; or
* they count kinds that leave each other out: two types of event, or two of ACLED's kinds within them.

All others stand side by side. Counts of two sources or of two areas are never added up, and none is ever added to
incidents.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2s
from string import hexdigits
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.events.events import AGGREGATE, CERTAIN, EVENT_TYPES, SUB_EVENT_TYPES

LENGTHS = (1, 7, 31, 92, 366)
"""Days of the longest span of each sort: a day, a week, a month, a quarter, a year."""
DEGREE_DIGITS = 4
KEY_BYTES = 6
_COLUMNS = ["event_id", "sub_event_type", "event_count", "fatalities_best", "first_day", "last_day", "membership"]


@dataclass(frozen=True)
class Total:
    """`events` counted and `killed` (None where no row says) in `rows` (event ids) of `spans` different spans, from the
    first day to the last."""

    events: int
    killed: int | None
    rows: tuple[str, ...]
    spans: int
    first: date
    last: date


@dataclass(frozen=True)
class Tally:
    """Counts that may be added up, of these `kinds`: `inside`, those whose span lies in the range; `partly`, those of
    which only a part of the days does, in no sum with the others. One of the two may be None."""

    kinds: tuple[str, ...]
    inside: Total | None
    partly: Total | None

    @property
    def leading(self) -> Total:
        """What is shown first: what lies in the range, or where nothing does what reaches out of it."""
        found = self.inside or self.partly
        assert found is not None
        return found


@dataclass(frozen=True)
class AreaCounts:
    """What one source counts in one area, degrees EPSG:4326: its `tallies`, which cannot be added to each other, that
    of most events first. `adm1_pcode`: the first-level area it lies in, "" for none; `origins`: the batches."""

    source: str
    place: str
    adm1_pcode: str
    abroad: bool
    lon: float
    lat: float
    origins: tuple[str, ...]
    tallies: tuple[Tally, ...]

    @property
    def key(self) -> str:
        """The same for every range of days."""
        said = "\x1f".join((self.source, self.place, f"{self.lon:.{DEGREE_DIGITS}f}", f"{self.lat:.{DEGREE_DIGITS}f}"))
        return blake2s(said.encode(), digest_size=KEY_BYTES).hexdigest()


def is_key(text: str) -> bool:
    """Whether `text` may be the key of counts of some area: those of a range need not have it."""
    return len(text) == 2 * KEY_BYTES and set(text) <= set(hexdigits)


COUNTS_FROM = ("count_as", "event_count")
"""The columns of events that, with their points, tell which are counts."""


def is_count(events: gpd.GeoDataFrame) -> NDArray[np.bool_]:
    """Which of `events` say how many events they count, and where."""
    counts = (events["count_as"] == AGGREGATE) & events["event_count"].notna()
    return np.asarray(events.geometry.notna()) & counts.to_numpy(dtype=bool)


def counts_by_area(events: gpd.GeoDataFrame) -> tuple[AreaCounts, ...]:
    """The counts among `events` (with `membership` in a range of days), by area from west to east, then by source."""
    counts = events[is_count(events)]
    if counts.empty:
        return ()
    columns = pd.DataFrame(counts[[*_COLUMNS, "location_en", "adm1_pcode", "abroad", "origin"]]).assign(
        source=counts["source_publisher"].mask(counts["source_publisher"] == "", counts["asserted_by"]),
        lon=counts.geometry.x.round(DEGREE_DIGITS),
        lat=counts.geometry.y.round(DEGREE_DIGITS),
    )
    found = []
    for (lon, lat, source, place), rows in columns.groupby(["lon", "lat", "source", "location_en"]):
        first = rows.iloc[0]
        found.append(
            AreaCounts(
                source=str(source),
                place=str(place),
                adm1_pcode=str(first["adm1_pcode"]),
                abroad=bool(first["abroad"]),
                lon=float(lon),
                lat=float(lat),
                origins=tuple(dict.fromkeys(rows["origin"])),
                tallies=_tallies(rows[_COLUMNS].itertuples(index=False)),
            )
        )
    return tuple(found)


@dataclass
class _Open:
    """Rows that may be added up, and the last day counted of each kind."""

    rows: list[Any] = field(default_factory=list)
    counted_to: dict[str, pd.Timestamp] = field(default_factory=dict)

    def takes(self, row: Any) -> bool:
        before = self.counted_to.get(row.sub_event_type)
        return before is None or before < row.first_day

    def add(self, row: Any) -> None:
        self.rows.append(row)
        self.counted_to[row.sub_event_type] = row.last_day


def _tallies(rows: Iterable[Any]) -> tuple[Tally, ...]:
    """`rows` of one source and area as few tallies as may be."""
    by_sort: dict[tuple[str, int], list[_Open]] = {}
    for row in sorted(rows, key=lambda row: (row.first_day, row.last_day, row.sub_event_type, row.event_id)):
        days = (row.last_day - row.first_day).days + 1
        some = by_sort.setdefault((_family(row.sub_event_type), int(np.searchsorted(LENGTHS, days))), [])
        taker = next((one for one in some if one.takes(row)), None)
        if taker is None:
            some.append(taker := _Open())
        taker.add(row)
    found = [_tally(one.rows) for some in by_sort.values() for one in some]
    return tuple(sorted(found, key=lambda tally: (tally.inside is None, -tally.leading.events, tally.kinds)))


def _family(kind: str) -> str:
    """What kinds share that leave each other out."""
    return "type" if kind in EVENT_TYPES else "kind" if kind in SUB_EVENT_TYPES else f"own:{kind}"


def _tally(rows: Sequence[Any]) -> Tally:
    return Tally(
        tuple(sorted({row.sub_event_type for row in rows})),
        _total([row for row in rows if row.membership == CERTAIN]),
        _total([row for row in rows if row.membership != CERTAIN]),
    )


def _total(rows: Sequence[Any]) -> Total | None:
    if not rows:
        return None
    killed = [int(row.fatalities_best) for row in rows if not pd.isna(row.fatalities_best)]
    return Total(
        events=sum(int(row.event_count) for row in rows),
        killed=sum(killed) if killed else None,
        rows=tuple(row.event_id for row in rows),
        spans=len({(row.first_day, row.last_day) for row in rows}),
        first=min(row.first_day for row in rows).date(),
        last=max(row.last_day for row in rows).date(),
    )
