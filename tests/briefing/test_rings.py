"""Events on paper seen from afar: one ring a place, none on another, every event in one of them."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import hypot, pi

import pytest

from briefing.sheet.layout import lay_out
from briefing.sheet.map_picture import picture_of
from briefing.sheet.rings import Ring, rings_of
from geo.analysis.situation import select
from layers import all_layers
from map.event_marks import RINGS
from map.layer import RenderOptions
from tests.worlds import event, theatre_of

EVENTS = tuple(layer for layer in all_layers() if layer.id in {"events", "strikes"})


@pytest.fixture(scope="module")
def situation(tmp_path_factory):
    """Five events at one place, one of them a strike, one 1 km beside it, and one 50 km away."""
    air = {"event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike"}
    rows = [event(f"e{n}", "2025-01-05", 0.5, 0.5) for n in range(4)]
    rows += [event("strike", "2025-01-06", 0.5, 0.5, **air), event("near", "2025-01-06", 0.509, 0.5)]
    rows.append(event("far", "2025-01-07", 0.95, 0.5))
    theatre = theatre_of(tmp_path_factory.mktemp("rings"), events=rows)
    return select(theatre, theatre.everything)


def picture(situation, size_mm):
    return picture_of(situation, EVENTS, RenderOptions(), size_mm)


def test_from_afar_the_events_of_a_place_are_one_ring_whatever_their_layer(situation):
    far = picture(situation, (90, 50))
    assert far.is_far
    assert sorted(ring.count for ring in rings_of(far)) == [1, 6]
    assert not lay_out(far).marks
    assert [item for _, items in far.legend() for item in items if item.row] == [RINGS] * 2


def test_near_by_they_are_symbols(situation):
    near = picture(situation, (900, 500))
    assert not near.is_far
    assert rings_of(near) == []
    assert sum(mark.count for mark in lay_out(near).marks) == 7
    assert RINGS not in [item for _, items in near.legend() for item in items]


def test_no_ring_lies_on_another(situation):
    rings = rings_of(picture(situation, (90, 50)))
    assert len(rings) > 1
    for one, other in combinations(rings, 2):
        assert hypot(one.x - other.x, one.y - other.y) >= one.radius + other.radius


def test_the_area_of_a_ring_grows_with_the_number_of_its_events():
    few, many = (pi * replace(Ring(0, 0, 1, "#000000", 1.0), count=count).radius ** 2 for count in (20, 80))
    assert 3 < many / few < 4.2
