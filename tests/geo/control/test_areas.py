"""The ground that is held alike, drawn and measured: rows of squares of 100 km2."""

from __future__ import annotations

import pytest

from geo.control.areas import areas_of_control, ground_by_holder
from geo.control.rule_texts import Rule
from geo.control.state import State
from geo.registry.statuses import Status
from tests.geo.control.test_sureness import in_a_row

BLUE = State(Status.CONTROLLED, "BLUE", ("BLUE",))
RED = State(Status.CONTROLLED, "RED", ("RED",))
SHARED = State(Status.SHARED, "RED", ("RED", "BLUE"))
FOUGHT = State(Status.CONTESTED, "", ("RED", "BLUE"), sure=0.0)
BY_NEIGHBOURS = State(Status.CONTROLLED, "RED", ("RED",), Rule.NEIGHBOURS)


def told(*states):
    return {str(number): state for number, state in enumerate(states)}


def test_an_area_is_told_with_who_holds_it_how_much_it_is_and_where():
    """RED holds the first two, one by its neighbours; the next is shared, the next two are fought over."""
    areas = areas_of_control(in_a_row(5), told(BY_NEIGHBOURS, RED, SHARED, FOUGHT, FOUGHT))
    assert areas.crs == 4326
    assert areas.drop(columns="geometry").to_dict("records") == [
        {
            "status": "contested", "controller": "", "parties": ("RED", "BLUE"), "sureness": "",
            "area_km2": 200.0, "inferred_km2": 0.0, "place_ids": ("3", "4"),
        },
        {
            "status": "controlled", "controller": "RED", "parties": ("RED",), "sureness": "sure",
            "area_km2": 200.0, "inferred_km2": 100.0, "place_ids": ("0", "1"),
        },
        {
            "status": "shared", "controller": "RED", "parties": ("RED", "BLUE"), "sureness": "sure",
            "area_km2": 100.0, "inferred_km2": 0.0, "place_ids": ("2",),
        },
    ]  # fmt: skip
    assert areas.bounds.to_numpy().tolist() == [[3, 0, 5, 1], [0, 0, 2, 1], [2, 0, 3, 1]]
    assert set(areas.geom_type) == {"Polygon"}


def test_ground_that_nobody_holds_is_one_area_however_sure_that_is():
    areas = areas_of_control(in_a_row(4), told(FOUGHT, FOUGHT, *[State(Status.CONTESTED, "", ("RED", "BLUE"))] * 2))
    assert areas["area_km2"].tolist() == [400.0]


def test_a_place_in_two_governorates_is_named_once():
    cells = in_a_row(2)
    cells.pieces["place_id"] = "town"
    assert areas_of_control(cells, {"town": RED})["place_ids"].tolist() == [("town",)]


@pytest.mark.parametrize("far", [frozenset(), frozenset({0})])
def test_ground_is_measured_by_holder_by_how_it_is_held_and_by_whether_that_is_inferred(far):
    """Far from its place, or told by the places around it: one is enough."""
    table = ground_by_holder(in_a_row(6, far=far), told(RED, RED, BY_NEIGHBOURS, SHARED, BLUE, FOUGHT))
    far_km2 = 100.0 * len(far)
    assert table.to_dict("records") == [
        {"faction": "", "status": "contested", "inferred": False, "area_km2": 100.0},
        {"faction": "BLUE", "status": "controlled", "inferred": False, "area_km2": 100.0},
        {"faction": "RED", "status": "controlled", "inferred": False, "area_km2": 200.0 - far_km2},
        {"faction": "RED", "status": "controlled", "inferred": True, "area_km2": 100.0 + far_km2},
        {"faction": "RED", "status": "shared", "inferred": False, "area_km2": 100.0},
    ]
