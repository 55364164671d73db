"""Where the legend stands over the map, and what of it is seen first."""

from __future__ import annotations

import pytest

from geo.analysis.situation import select
from geo.common.phrases import Phrase
from layers.control import SHARED
from layers.events_outside import OUTSIDE
from map.event_marks import ABROAD, EVENT_ROW, RINGS
from map.layer import LegendItem, RenderOptions
from map.legend import legend_rows
from map.styles import PointStyle
from tests.worlds import event, place, row, theatre_of
from ui.legend import emptier_side, folded


@pytest.mark.parametrize(
    ("lons", "side"),
    [((), "left"), ((0.2,), "right"), ((1.8,), "left"), ((0.2, 0.3, 1.8), "right"), ((0.2, 1.8), "left")],
)
def test_it_stands_in_the_lower_corner_in_which_less_happened(tmp_path, lons, side):
    """The area is 2 by 1 degrees; what happens in its upper half counts for neither corner."""
    events = [event(f"low-{number}", "2025-01-05", lon, 0.2) for number, lon in enumerate(lons)]
    events += [event(f"high-{number}", "2025-01-05", 1.8, 0.8) for number in range(3)]
    theatre = theatre_of(tmp_path / "theatre", events=events)
    assert emptier_side(select(theatre, theatre.everything), RenderOptions()) == side


def test_names_of_towns_that_changed_hands_are_in_its_way_too(tmp_path):
    """A town of the left changed hands, an event happened at the right."""
    reports = [row("town", "RED", "2025-01-01", scope="baseline"), row("town", "BLUE", "2025-01-05")]
    places, events = [place("town", 0.2, 0.2, kind="town")], [event("east", "2025-01-05", 1.8, 0.2)]
    theatre = theatre_of(tmp_path / "theatre", places=places, reports=reports, events=events)
    assert emptier_side(select(theatre, theatre.everything), RenderOptions()) == "right"
    assert emptier_side(select(theatre, theatre.everything), RenderOptions(mode="control")) == "left"


def test_the_name_of_a_city_outweighs_that_of_a_town_that_changed_hands(tmp_path):
    reports = [row("town", "RED", "2025-01-01", scope="baseline"), row("town", "BLUE", "2025-01-05")]
    places = [place("city", 0.2, 0.2, kind="city"), place("town", 1.8, 0.2, kind="town")]
    theatre = theatre_of(tmp_path / "theatre", places=places, reports=reports)
    assert emptier_side(select(theatre, theatre.everything), RenderOptions()) == "right"


def test_the_ring_of_events_is_seen_and_symbols_rarities_crossings_and_background_are_folded_shut():
    dot = PointStyle(symbol="other", colour="#111111")
    ground = LegendItem(dot, Phrase("HTS", "HTS"), Phrase("Held by", "بيد"))
    crossing, river = (
        LegendItem(dot, row, row) for row in (Phrase("Crossing", "معبر"), Phrase("Background", "الخلفية"))
    )
    shared = LegendItem(dot, SHARED)
    assert ABROAD.row == EVENT_ROW
    shown, shut = folded(legend_rows([ground, shared, RINGS, ABROAD, OUTSIDE, crossing, river]))
    assert [[entry.items[0] for entry in row.entries] for row in shown] == [[ground], [RINGS]]
    assert [[entry.items[0] for entry in row.entries] for row in shut] == [
        [shared], [ABROAD], [OUTSIDE], [crossing], [river],
    ]  # fmt: skip


def test_nothing_is_folded_shut_where_that_would_be_all():
    rows = legend_rows([OUTSIDE])
    assert folded(rows) == (rows, [])
