"""The events at one position, told as a list: more of them than can be fanned out on the map."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import ArrayLike, NDArray

from geo.analysis.situation import Situation
from geo.common.messages import _, either, ngettext
from geo.common.urls import SEPARATOR
from geo.events.filtered_events import FilteredEvents
from geo.theatre.theatre import Theatre
from info.details import Details, Item, Items, Paragraph, Part, plain
from info.ground import point_of
from map.event_words import kind_name
from map.feature_columns import STEPS_PER_DEGREE
from map.spoken import listing, span

SPOT = "spot"
"""A position is selected as `spot:lat,lon`, exact to 11 m."""

MOST_LISTED = 40
MOST_POSITIONS = 60
"""Of one ring on the map, which stands for places close together."""


def spot_ref(event: pd.Series) -> str | None:
    """What the map calls the position of an event; None for one that has none."""
    point = event["geometry"]
    return None if point is None else f"{SPOT}:{point.y:.4f},{point.x:.4f}"


def only_event_at(key: str, situation: Situation) -> str | None:
    """The one event of a situation at the position of a key, by its id; None where there are others or none."""
    events = _events_at(key, situation)
    return str(events.first(1).index[0]) if events is not None and len(events) == 1 else None


def spot_details(key: str, situation: Situation) -> Details | None:
    """The events of a situation at one position or at several, parted by "~", the latest first; None where a key names
    none."""
    there = _events_at(key, situation)
    if there is None:
        return None
    events = there.frame
    if events.empty:
        return Details(_("Events"), (Paragraph(plain(_("No event here with these days and filters."))),))
    many = ngettext("{number} record", "{number} records", len(events)).format(number=f"{len(events):,}")
    place = either(*(_most_named(events[name]) for name in ("location_en", "location_ar")))
    return Details(listing([many, place or _most_named(events["location_en"])]), listed(events, situation.theatre))


def _events_at(key: str, situation: Situation) -> FilteredEvents | None:
    named = filter(None, (point_of(part) for part in key.split(SEPARATOR)[:MOST_POSITIONS]))
    wanted = [_step(lat, lon) for lat, lon in named]
    points = situation.filtered.points
    there = np.isin(_step(shapely.get_y(points), shapely.get_x(points)), wanted)
    return situation.filtered.where(there) if wanted else None


def _most_named(names: pd.Series) -> str:
    return str(names.mode().iloc[0])


def _step(lat: ArrayLike, lon: ArrayLike) -> NDArray[np.float64]:
    """One number for each position that the map tells from others."""
    north, east = (np.round(np.asarray(degrees, dtype=float) * STEPS_PER_DEGREE) for degrees in (lat, lon))
    return np.asarray(north * 1e7 + east)


def listed(events: gpd.GeoDataFrame, theatre: Theatre) -> tuple[Part, ...]:
    """How many `events` there are of each kind, and the latest of them one by one."""
    latest = events.iloc[::-1].head(MOST_LISTED)
    counts = events["sub_event_type"].value_counts()
    kinds = listing(
        _("{number} {kind}").format(number=f"{count:,}", kind=kind_name(kind)) for kind, count in counts.items()
    )
    latest_only = _("The latest {number} are listed; the Events tab shows more.").format(number=MOST_LISTED)
    rest = latest_only if len(events) > MOST_LISTED else ""
    return (
        Paragraph(plain(kinds)),
        *([Paragraph(plain(rest), note=True)] if rest else []),
        Items(_("By day, the latest first"), tuple(_item(event, theatre) for event in latest.itertuples())),
    )


def _item(event: object, theatre: Theatre) -> Item:
    row: dict[str, object] = event._asdict()  # type: ignore[attr-defined]
    killed = row["fatalities_best"]
    dead = "" if pd.isna(killed) else _("{number} killed").format(number=f"{int(str(killed)):,}")
    line = plain(
        f"{span(row['event_date'], row['end_date'])}: {listing([kind_name(str(row['sub_event_type'])), dead])}"
    )
    whose = _("; ").join([theatre.attributed_to(str(row["asserted_by"])).say(), str(row["event_id"])])
    return Item(line, plain(f"{row['summary']} ({whose})"))
