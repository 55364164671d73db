"""Where the legend stands over the map."""

from __future__ import annotations

import pytest

from geo.analysis.situation import select
from tests.worlds import event, theatre_of
from ui.legend import emptier_side


@pytest.mark.parametrize(
    ("lons", "side"),
    [((), "left"), ((0.2,), "right"), ((1.8,), "left"), ((0.2, 0.3, 1.8), "right"), ((0.2, 1.8), "left")],
)
def test_it_stands_in_the_lower_corner_in_which_less_happened(tmp_path, lons, side):
    """The area is 2 by 1 degrees; what happens in its upper half counts for neither corner."""
    events = [event(f"low-{number}", "2025-01-05", lon, 0.2) for number, lon in enumerate(lons)]
    events += [event(f"high-{number}", "2025-01-05", 1.8, 0.8) for number in range(3)]
    theatre = theatre_of(tmp_path / "theatre", events=events)
    assert emptier_side(select(theatre, theatre.everything)) == side
