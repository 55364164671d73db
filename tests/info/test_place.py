"""What a click on a place tells: who holds it, by which of its own reports, and what pulls it where none decides."""

from __future__ import annotations

import pytest

from geo.analysis.evidence import explain
from geo.analysis.situation import select
from info.details import Items
from info.place import place_details
from tests.worlds import january, place, row, theatre_of


@pytest.fixture(scope="module")
def surrounded(tmp_path_factory):
    """RED's village of the first day, between two of which BLUE is reported; a fourth that no report speaks of."""
    points = {"west": (0.5, 0.5), "middle": (0.52, 0.501), "east": (0.54, 0.5), "silent": (0.53, 0.52)}
    return theatre_of(
        tmp_path_factory.mktemp("surrounded") / "t",
        places=[place(name, *lonlat, kind="village") for name, lonlat in points.items()],
        reports=[
            row("middle", "RED", "2025-01-01", scope="baseline"),
            row("west", "BLUE", "2025-01-05"),
            row("east", "BLUE", "2025-01-05"),
        ],
    )


def listed(theatre, place_id: str, day: int) -> dict[str, int]:
    """Titles of the lists that a click on a place shows, with how many lines each has."""
    details = place_details(explain(theatre, place_id, january(day)), select(theatre, theatre.everything), "that day")
    return {part.title: len(part.items) for part in details.parts if isinstance(part, Items)}


def test_a_place_whose_own_report_gives_way_is_told_with_it_and_with_what_the_places_around_it_bring(surrounded):
    assert listed(surrounded, "middle", 12) == {"No report of its own decides; pulled by": 2, "Earlier (1)": 1}


def test_a_place_that_no_report_speaks_of_is_told_by_what_pulls_it_alone(surrounded):
    assert list(listed(surrounded, "silent", 5)) == ["No report of its own decides; pulled by"]


def test_a_place_where_one_party_alone_is_said_to_fight_is_told_with_the_places_that_say_whom(tmp_path):
    points = {"west": (0.5, 0.5), "middle": (0.52, 0.501), "east": (0.54, 0.5)}
    theatre = theatre_of(
        tmp_path / "t",
        places=[place(name, *lonlat, kind="village") for name, lonlat in points.items()],
        reports=[
            row("middle", "BLUE", "2025-01-05", status="contested"),
            row("west", "RED", "2025-01-05"),
            row("east", "RED", "2025-01-05"),
        ],
    )
    assert theatre.control.states(january(5), None)["middle"].parties == ("RED", "BLUE")
    assert listed(theatre, "middle", 5) == {
        "Its reports name one party to the fight; pulled by": 2,
        "Decided by (1)": 1,
    }
