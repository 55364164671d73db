"""How sure it is who holds ground, what that makes of figures, and how it is drawn: rows of squares, by hand."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from geopandas import GeoDataFrame

from geo.control.areas import areas_of_control
from geo.control.state import State
from geo.control.sureness import (
    FAR_AT_MOST,
    STEPS,
    drawn_steps,
    far_pieces,
    ground_range,
    step_of,
    sureness_of_pieces,
)
from geo.control.voronoi import VoronoiCells, shared_edges
from geo.registry.settings import Area
from geo.registry.statuses import Status


def in_a_row(count: int, far: frozenset[int] = frozenset(), height: float = 1.0) -> VoronoiCells:
    """Cells of 100 km2, each a place of its own, "0" in the west, so many degrees from south to north; all in XX01 but
    the last, which lies in XX02."""
    pieces = GeoDataFrame(
        {
            "place_id": [str(n) for n in range(count)],
            "adm1_pcode": ["XX01"] * (count - 1) + ["XX02"],
            "inferred": [n in far for n in range(count)],
            "area_km2": 100.0,
        },
        geometry=shapely.box(np.arange(count), 0.0, np.arange(count) + 1.0, height),
        crs="EPSG:4326",
    )
    return VoronoiCells(pieces, shared_edges(pieces))


def held(party: str, sure: float, rival: str = "") -> State:
    return State(Status.CONTROLLED, party, (party,), sure=sure, rival=rival)


def states(*told: State) -> dict[str, State]:
    return {str(number): state for number, state in enumerate(told)}


@pytest.mark.parametrize(
    ("sure", "step"),
    [(1.0, "sure"), (0.8, "sure"), (0.79, "likely"), (0.4, "likely"), (0.39, "doubtful"), (0.0, "doubtful")],
)
def test_a_sureness_is_told_in_three_steps(sure, step):
    assert step_of(sure) == step


def test_ground_far_from_every_report_is_likely_at_best():
    cells = in_a_row(3, far=frozenset({1, 2}))
    sure = sureness_of_pieces(cells, states(held("RED", 1.0), held("RED", 1.0), held("RED", 0.2)))
    assert sure.tolist() == [1.0, FAR_AT_MOST, 0.2]
    assert step_of(FAR_AT_MOST) == "likely"


def test_the_least_leaves_out_what_is_in_doubt_and_the_most_adds_what_may_be_its_own():
    told = states(held("RED", 0.9, "BLUE"), held("RED", 0.1, "BLUE"), held("BLUE", 0.5, "RED"))
    assert ground_range(in_a_row(3), told) == {"BLUE": (100.0, 200.0), "RED": (100.0, 200.0)}


def test_ground_that_is_fought_over_may_belong_to_each_party_and_ground_of_nobody_to_the_next():
    fight = State(Status.CONTESTED, "", ("RED", "BLUE"), sure=0.0, rival="GREEN")
    told = states(fight, State(sure=0.0, rival="GREEN"), State(sure=0.0))
    assert ground_range(in_a_row(3), told) == {"BLUE": (0.0, 100.0), "GREEN": (0.0, 100.0), "RED": (0.0, 100.0)}


def test_a_range_can_be_asked_of_some_governorates():
    told = states(held("RED", 0.9), held("RED", 0.9), held("RED", 0.1))
    last = Area("last", "Last", frozenset({"XX02"}), (2.0, 0.0, 3.0, 1.0))
    assert ground_range(in_a_row(3).inside(last), told) == {"RED": (0.0, 100.0)}


def test_where_nobody_weighs_it_least_and_most_are_what_is_held():
    told = states(*(State(Status.CONTROLLED, "RED", ("RED",)) for _ in range(3)))
    assert ground_range(in_a_row(3), told) == {"RED": (300.0, 300.0)}


def test_a_single_cell_in_doubt_is_drawn_as_the_ground_about_it():
    sure = np.array([0.9, 0.9, 0.9, 0.3, 0.9, 0.9, 0.9])
    drawn = drawn_steps(in_a_row(7), np.zeros(7, dtype=np.intp), sure)
    assert STEPS[drawn[3]] == "likely"
    assert [STEPS[step] for step in drawn[[0, 6]]] == ["sure", "sure"]


def test_ground_of_another_holder_beside_it_does_not_change_how_a_cell_is_drawn():
    sure = np.array([0.9, 0.3, 0.9])
    assert [STEPS[step] for step in drawn_steps(in_a_row(3), np.arange(3), sure)] == ["sure", "doubtful", "sure"]


def test_areas_are_told_apart_by_how_sure_they_are_and_add_up():
    told = states(*[held("RED", 1.0)] * 5, *[held("RED", 0.0)] * 5, held("BLUE", 0.5), State())
    areas = areas_of_control(in_a_row(12), told)
    assert areas[["controller", "sureness"]].to_numpy().tolist() == [
        ["BLUE", "likely"],
        ["RED", "sure"],
        ["RED", "likely"],
        ["RED", "doubtful"],
        ["", ""],
    ]
    assert areas.groupby("controller")["area_km2"].sum().to_dict() == {"BLUE": 100.0, "RED": 1000.0, "": 100.0}
    assert shapely.coverage_is_valid(areas.geometry.to_numpy())


def test_ground_far_from_every_place_with_a_report_is_far_too():
    told = states(held("RED", 1.0), State(Status.CONTROLLED, "RED", ("RED",), near=False), held("RED", 1.0))
    assert far_pieces(in_a_row(3, far=frozenset({2})), told).tolist() == [False, True, True]
    assert far_pieces(in_a_row(3), told).dtype == bool


def test_a_border_of_a_hundred_metres_counts_as_one_of_a_hundred_kilometres():
    cells = in_a_row(7, height=0.001)
    assert cells.edges["length_km"].max() < 0.2
    sure = np.array([0.9, 0.9, 0.9, 0.3, 0.9, 0.9, 0.9])
    assert STEPS[drawn_steps(cells, np.zeros(7, dtype=np.intp), sure)[3]] == "likely"


def test_ground_that_is_just_likely_is_not_in_doubt():
    told = states(held("RED", 0.4, "BLUE"), held("RED", 0.39, "BLUE"))
    assert ground_range(in_a_row(2), told) == {"BLUE": (0.0, 100.0), "RED": (100.0, 200.0)}


def test_ground_of_one_holder_adds_up_whoever_is_next_to_hold_it():
    told = states(held("RED", 0.9, "BLUE"), held("RED", 0.9, "GREEN"), held("RED", 0.1, "GREEN"))
    assert ground_range(in_a_row(3), told) == {"GREEN": (0.0, 100.0), "RED": (200.0, 300.0)}


def test_who_is_named_first_in_a_fight_does_not_hold_the_ground():
    fight = State(Status.CONTESTED, "RED", ("RED", "BLUE"))
    assert ground_range(in_a_row(1), states(fight)) == {}
    assert ground_range(in_a_row(2), states(fight, State(Status.CONTESTED, "RED", ("RED", "BLUE"), sure=0.0))) == {
        "BLUE": (0.0, 100.0), "RED": (0.0, 100.0),
    }  # fmt: skip
