"""The events at one position, told as a list: more of them than can be fanned out on the map."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geo.analysis.situation import Situation
from info.details import Details, Item, Items, Paragraph, plain
from info.ground import point_of
from map.feature_columns import STEPS_PER_DEGREE
from map.wording import span

SPOT = "spot"
"""A position is selected as `spot:lat,lon`, exact to 11 m."""

MOST_LISTED = 40


def spot_details(key: str, situation: Situation) -> Details | None:
    """The events of a situation at a position, the latest first; None where the key names no position."""
    point = point_of(key)
    if point is None:
        return None
    lat, lon = point
    positions = situation.events.geometry
    there = (np.round(positions.y * STEPS_PER_DEGREE) == round(lat * STEPS_PER_DEGREE)) & (
        np.round(positions.x * STEPS_PER_DEGREE) == round(lon * STEPS_PER_DEGREE)
    )
    events = situation.events[there.to_numpy()]
    if events.empty:
        return Details(f"{lat:.4f}, {lon:.4f}", (Paragraph(plain("No event here with these days and filters.")),))
    latest = events.iloc[::-1].head(MOST_LISTED)
    counts = events["sub_event_type"].value_counts()
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in counts.items())
    many = f"{len(events):,} record{'' if len(events) == 1 else 's'}"
    rest = f"The latest {MOST_LISTED} are listed; the Events tab shows more." if len(events) > MOST_LISTED else ""
    return Details(
        f"{many}, {events['location_en'].mode().iloc[0]}",
        (
            Paragraph(plain(kinds)),
            *([Paragraph(plain(rest), note=True)] if rest else []),
            Items("By day, the latest first", tuple(_item(event) for event in latest.itertuples())),
        ),
    )


def _item(event: object) -> Item:
    row: dict[str, object] = event._asdict()  # type: ignore[attr-defined]
    killed = row["fatalities_best"]
    dead = "" if pd.isna(killed) else f", {int(str(killed)):,} killed"
    line = plain(f"{span(row['event_date'], row['end_date'])}: {row['sub_event_type']}{dead}")
    return Item(line, plain(f"{row['summary']} ({row['asserted_by']}; {row['event_id']})"))
