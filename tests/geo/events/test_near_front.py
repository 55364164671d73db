"""Events near the front line: distances along the ellipsoid, and honest about vague days and places."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.analysis.situation import select
from geo.analysis.summary import change_numbers, situation_numbers
from geo.events.near_front import Counted, NearFront, front_bands, front_distance_km, near_front
from tests.worlds import event, january, theatre_of

KM_PER_DEGREE_ON_THE_EQUATOR = 111.320


def at(name: str, km: float, **more):
    """An incident so many km east of the front at 1° E, on the equator and certain to 1 km."""
    return event(name, "2025-01-05", 1 + km / KM_PER_DEGREE_ON_THE_EQUATOR, 0.0, **{"uncertainty_km": 1, **more})


@pytest.fixture(scope="module")
def war(tmp_path_factory):
    """BLUE in the west, RED in the east, the front on the meridian of 1° E."""
    return theatre_of(
        tmp_path_factory.mktemp("war") / "t",
        events=[
            at("near", 5),
            at("edge", 9.5),
            at("vague-place", 30, uncertainty_km=25),
            at("vague-day", 5, time_precision=3),
            at("far", 40),
            at("strike", 8, sub_event_type="Air/drone strike"),
            at("total", 1, count_as="aggregate"),
            event("talks", "2025-01-05", geometry=None, uncertainty_km=None, count_as="context"),
        ],
    )


def through(theatre, first: int = 1, last: int = 9):
    return select(theatre, replace(theatre.everything, start=january(first), end=january(last)))


def counted(theatre, within_km: float, **days: int) -> NearFront:
    found = through(theatre, **days)
    return near_front(found.events, found.front_lines, theatre.extent, within_km=within_km)


def test_the_distance_to_the_front_is_measured_on_the_ellipsoid(war):
    found = through(war)
    km = front_distance_km(found.events.drop("talks"), found.front_lines, war.extent)
    assert km[["near", "edge", "far"]].to_numpy() == pytest.approx([5, 9.5, 40], rel=1e-4)


def test_an_incident_is_certain_when_its_day_and_all_its_ground_lie_within(war):
    """Within 10 km: "near" and "strike" surely; the edge is 9.5 ± 1, the vague place 30 ± 25, the vague day January."""
    found = counted(war, 10)
    assert found.events == Counted(certain=2, possible=3)
    assert found.strikes == Counted(certain=1, possible=0)


def test_a_wider_distance_holds_more_and_totals_never_count(war):
    assert counted(war, 60).events == Counted(certain=5, possible=1)
    assert counted(war, 3).events == Counted(certain=0, possible=0)


def test_bands_tell_what_each_distance_tells_by_itself(war):
    found = through(war)
    bands = front_bands(found.events, found.front_lines, war.extent, (3, 10, 60))
    assert bands == tuple(counted(war, within_km) for within_km in (3, 10, 60))


def test_without_a_front_nothing_is_near_it(war):
    found = through(war)
    nothing = near_front(found.events, found.front_lines.iloc[:0], war.extent, within_km=50)
    assert (nothing.events, nothing.strikes) == (Counted(0, 0), Counted(0, 0))


def test_both_sets_of_numbers_tell_it_for_the_distance_chosen(war):
    found = through(war)
    told = {
        "within_km": 60.0,
        "events": {"certain": 5, "possible": 1},
        "strikes": {"certain": 1, "possible": 0},
    }
    assert situation_numbers(found, near_km=60.0)["near_front_line"] == told
    assert change_numbers(found, near_km=60.0)["front_line"]["near"] == told
