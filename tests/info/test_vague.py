"""Events known to an area only: one number for the area, and a click that lists them all."""

from __future__ import annotations

from datetime import date

import pytest

from geo.analysis.situation import select
from geo.events.vague import vague_by_area
from info.identify import identify
from map.vague_words import area_called, vague_chip_text, vague_tooltip
from tests.worlds import event, theatre_of


@pytest.fixture(scope="module")
def situation(tmp_path_factory):
    """Two events known to the west only, one to the east, and one of the west at its place."""
    vague = {"geo_precision": 3, "uncertainty_km": 60}
    rows = [
        event("one", "2025-01-05", 0.4, 0.5, **vague),
        event("two", "2025-01-07", 0.6, 0.5, **vague),
        event("east", "2025-01-07", 1.5, 0.5, adm1_pcode="XX02", **vague),
        event("placed", "2025-01-07", 0.5, 0.5),
    ]
    theatre = theatre_of(tmp_path_factory.mktemp("vague"), events=rows)
    return select(theatre, theatre.everything)


def test_events_known_to_an_area_only_are_counted_by_area_in_the_middle_of_their_points(situation):
    west, east = vague_by_area(situation.events)
    assert (west.events, east.events) == (("one", "two"), ("east",))
    assert (west.lon, west.lat) == pytest.approx((0.5, 0.5))


def test_a_chip_names_its_area_with_its_kind_and_what_is_pointed_at_says_what_is_not_known(situation):
    west, _ = vague_by_area(situation.events)
    name, arabic = area_called(west.key, situation.theatre).texts
    assert (
        vague_chip_text(west, situation.theatre, "en")
        == vague_chip_text(west, situation.theatre, "both")
        == f"{name}: 2"
    )
    assert vague_chip_text(west, situation.theatre, "ar") == f"{arabic}: 2"
    assert vague_tooltip(west, situation.theatre, "en").startswith(f"{name}: 2 events, place not known\n")
    assert "المكان غير معروف" in vague_tooltip(west, situation.theatre, "ar")


def test_a_click_on_a_chip_lists_its_events_the_latest_first(situation):
    west, _ = vague_by_area(situation.events)
    found = identify(f"vague:{west.key}", situation, situation.filters.end)
    assert found is not None
    assert found.title.endswith("2 events, place not known")
    days = [item.line[0].text.split(":")[0] for part in found.parts if hasattr(part, "items") for item in part.items]
    assert days == ["7 Jan 2025", "5 Jan 2025"]
    nobody = identify("vague:nowhere", situation, situation.filters.end)
    assert nobody is not None
    assert "No event here" in str(nobody.parts)


def test_a_click_on_a_ring_of_two_places_lists_the_events_of_both(tmp_path):
    rows = [
        event("west", "2025-01-05", 0.25, 0.5),
        event("east", "2025-01-07", 1.5, 0.5),
        event("no", "2025-01-07", 1, 1),
    ]
    theatre = theatre_of(tmp_path, events=rows)
    found = identify("spot:0.5000,0.2500~0.5000,1.5000", select(theatre, theatre.everything), theatre.end)
    assert found is not None
    assert found.title.startswith("2 records")


@pytest.mark.parametrize(("on", "told"), [(5, 1), (6, 1), (7, 2), (31, 2)])
def test_what_a_day_shows_of_an_area_lists_the_events_up_to_it(situation, on, told):
    west, _ = vague_by_area(situation.events)
    found = identify(f"vague:{west.key}", situation, date(2025, 1, on))
    assert found is not None
    assert sum(len(part.items) for part in found.parts if hasattr(part, "items")) == told


def test_what_a_day_shows_of_a_place_lists_the_events_up_to_it(situation):
    before, on = (identify("spot:0.5000,0.5000", situation, date(2025, 1, day)) for day in (6, 7))
    assert "No event here" in str(before)
    assert "No event here" not in str(on)
