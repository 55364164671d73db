"""More events than can be told one by one.

Above MAX_EVENTS_WITH_TOOLTIPS events of a situation every layer of events is drawn as ClusteredPoints: positions and
how many of each symbol stand there reach the browser, nothing else does. A click names the position, and the server
knows which events are there.
"""

from __future__ import annotations

from geo.analysis.situation import Situation

MAX_EVENTS_WITH_TOOLTIPS = 5_000
"""Up to so many events each brings its own tooltip to the browser."""


def is_clustered(situation: Situation) -> bool:
    """Whether the events of a situation are too many to be told one by one."""
    return len(situation.filtered) > MAX_EVENTS_WITH_TOOLTIPS
