"""Places that changed hands: which comes first, since when, and which count as taken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.analysis.flipped_places import days_of_flips, flipped_places
from geo.analysis.situation import select
from tests.worlds import january, place, row, theatre_of

PLACES = [
    place("hamlet", 0.2, 0.2, kind="community"),
    place("town", 0.8, 0.2, population=20_000),
    place("city", 0.2, 0.8, kind="city", population=300_000),
    place("large-town", 0.8, 0.8, population=50_000),
]


def flipped(folder, *reports, first: int = 1, last: int = 31):
    before = [row(of["properties"]["place_id"], "RED", "2025-01-01", scope="baseline") for of in PLACES]
    theatre = theatre_of(folder, places=PLACES, reports=[*before, *reports])
    return flipped_places(select(theatre, replace(theatre.everything, start=january(first), end=january(last))))


def taken(place_id: str, day: int, controller: str = "BLUE", **more):
    return row(place_id, controller, f"2025-01-{day:02}", **more)


def test_the_largest_place_comes_first_whatever_the_day_and_the_order_of_the_reports(tmp_path):
    reports = [taken("hamlet", 2), taken("town", 3), taken("city", 9), taken("large-town", 5)]
    for number, told in enumerate((reports, reports[::-1])):
        found = flipped(tmp_path / str(number), *told)
        assert [one.place_id for one in found] == ["city", "large-town", "town", "hamlet"]


def test_of_places_of_one_size_the_earlier_comes_first(tmp_path):
    both = [place("later", 0.3, 0.3), place("earlier", 0.7, 0.7)]
    before = [row(of["properties"]["place_id"], "RED", "2025-01-01", scope="baseline") for of in both]
    theatre = theatre_of(tmp_path, places=both, reports=[*before, taken("later", 6), taken("earlier", 4)])
    assert [one.place_id for one in flipped_places(select(theatre, theatre.everything))] == ["earlier", "later"]


def test_the_day_is_that_of_the_capture_and_not_that_of_the_last_report(tmp_path):
    (city,) = flipped(tmp_path, taken("city", 5), taken("city", 9))
    assert (city.before.controller, city.after.controller, city.since) == ("RED", "BLUE", january(5))


def test_a_place_lost_and_won_back_was_taken_when_it_was_won_back(tmp_path):
    (city,) = flipped(tmp_path, taken("city", 5), taken("city", 8, "RED"), taken("city", 12))
    assert city.since == january(12)


def test_what_comes_after_the_last_day_is_not_looked_at(tmp_path):
    (city,) = flipped(tmp_path, taken("city", 5), taken("city", 8, "RED"), taken("city", 12), last=6)
    assert city.since == january(5)


@pytest.mark.parametrize(
    ("report", "counts"),
    [
        (taken("city", 5), True),
        (taken("city", 5, asserter_faction="BLUE"), False),
        (taken("city", 5, status="contested"), False),
    ],
    ids=["reported", "claimed", "contested"],
)
def test_taken_is_what_others_than_the_taker_report(tmp_path, report, counts):
    (city,) = flipped(tmp_path, report)
    assert city.taken is counts
    assert city.claimed is bool(report["asserter_faction"])


def test_nothing_changed_hands_on_one_day(tmp_path):
    assert flipped(tmp_path, taken("city", 5), first=7, last=7) == ()


def test_the_day_is_the_first_of_the_range_that_the_map_shows_so(tmp_path):
    """The village's own report of BLUE is of the 10th; its neighbours, taken on the 5th, show it as BLUE's before."""
    points = {"west": (0.5, 0.5), "middle": (0.52, 0.501), "east": (0.54, 0.5)}
    theatre = theatre_of(
        tmp_path,
        places=[place(name, *lonlat, kind="village") for name, lonlat in points.items()],
        reports=[
            *(row(name, "RED", "2025-01-01", scope="baseline") for name in points),
            row("west", "BLUE", "2025-01-05"),
            row("east", "BLUE", "2025-01-05"),
            row("middle", "BLUE", "2025-01-10"),
        ],
    )
    states = {day: theatre.control.states(january(day), None)["middle"] for day in (4, 5, 10)}
    assert [one.controller for one in states.values()] == ["RED", "BLUE", "BLUE"]
    assert (states[5].inferred, states[10].inferred) == (True, False)
    found = flipped_places(select(theatre, replace(theatre.everything, start=january(2), end=january(12))))
    assert {one.place_id: one.since for one in found}["middle"] == january(5)
    standing = [theatre.control.standing("middle", january(day), None) for day in (1, 4, 5, 10)]
    assert standing == ["RED", "RED", "BLUE", "BLUE"]


def test_the_day_lies_in_the_range_though_its_own_report_is_older(tmp_path):
    """BLUE is said by one source to hold RED's village since the 2nd, about its area: its neighbours outweigh that
    until one of them falls on the 6th."""
    points = {"west": (0.5, 0.5), "middle": (0.52, 0.501), "east": (0.54, 0.5)}
    theatre = theatre_of(
        tmp_path,
        places=[place(name, *lonlat, kind="village") for name, lonlat in points.items()],
        reports=[
            row("middle", "RED", "2025-01-01", scope="baseline"),
            row("west", "RED", "2025-01-02"),
            row("east", "RED", "2025-01-02"),
            row("middle", "BLUE", "2025-01-02", scope="area", reliability="E", credibility="4"),
            row("west", "BLUE", "2025-01-06"),
            row("east", "BLUE", "2025-01-06"),
        ],
    )
    assert theatre.control.state_history(None)["middle"][-1][0] == january(2)
    (middle,) = (
        one
        for one in flipped_places(select(theatre, replace(theatre.everything, start=january(4), end=january(9))))
        if one.place_id == "middle"
    )
    assert (middle.before.controller, middle.after.controller, middle.since) == ("RED", "BLUE", january(6))


def test_a_place_nobody_speaks_of_was_not_left_because_the_one_report_nearby_grew_old(tmp_path):
    """The town's poor report reaches the 60 hamlets around it at first, and in weeks no more."""
    spots = [(0.3 + column * 0.02, 0.4 + line * 0.02) for column in range(10) for line in range(6)]
    theatre = theatre_of(
        tmp_path,
        places=[
            place("town", 0.39, 0.45),
            place("lost", 1.6, 0.5, kind="village"),
            *(place(f"silent-{number}", *spot) for number, spot in enumerate(spots)),
        ],
        reports=[
            row("town", "RED", "2025-01-01", reliability="E", credibility="4"),
            row("lost", "RED", "2025-01-01"),
            row("lost", "BLUE", "2025-01-30"),
        ],
    )
    situation = select(theatre, replace(theatre.everything, start=january(1), end=january(31)))
    lost, *silent = flipped_places(situation)
    assert lost.place_id == "lost"
    assert {(one.before.controller, one.after.controller, one.since) for one in silent} == {("RED", "", None)}
    assert days_of_flips(situation) == {"lost": january(30)}
