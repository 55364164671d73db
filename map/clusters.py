"""More events than can be told one by one, and how the browser and the page speak of one of them.

Above MAX_EVENTS_WITH_TOOLTIPS events of a situation every layer of events is drawn as ClusteredPoints: positions,
symbols and row numbers reach the browser, nothing else does. A click names the row, and the server knows which event
that is.
"""

from __future__ import annotations

from geo.analysis.situation import Situation
from geo.theatre.theatre import Theatre

MAX_EVENTS_WITH_TOOLTIPS = 5_000
"""Up to so many events each brings its own tooltip to the browser."""

ROW = "row"


def is_clustered(situation: Situation) -> bool:
    """Whether the events of a situation are too many to be told one by one."""
    return len(situation.filtered) > MAX_EVENTS_WITH_TOOLTIPS


def row_ref(event_id: str, theatre: Theatre) -> str:
    """What the browser calls an event of a crowd. It names the version of the data, and is never part of a link."""
    return f"{ROW}:{theatre.version}:{theatre.events.index.get_loc(event_id)}"


def event_id_of(ref: str, theatre: Theatre) -> str | None:
    """The event that a reference made by the browser means; None where it speaks of other data or of no event."""
    kind, _, rest = ref.partition(":")
    version, _, row = rest.rpartition(":")
    if kind != ROW or version != theatre.version or not row.isdecimal():
        return None
    at = int(row)
    for events in (theatre.events, theatre.versions.earlier):
        if at < len(events):
            return str(events.index[at])
        at -= len(events)
    return None
