"""How far a party came, between named places: towns on the equator, half a degree apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.analysis.advances import advances
from geo.analysis.situation import select
from tests.worlds import january, place, row, theatre_of

HALF_DEGREE_KM = 55.66


def through(theatre, last: int, **more):
    return select(theatre, replace(theatre.everything, start=january(1), end=january(last), **more))


def world(folder, *rows, kinds=("town",) * 4, lat=(0.5,) * 4):
    """Four towns from west to east, half a degree each; BLUE holds the first, RED the others."""
    places = [
        place(f"p{number}", 0.25 + number / 2, lat[number], kind=kinds[number], population=1000 - number)
        for number in range(4)
    ]
    first = [row(f"p{number}", "RED" if number else "BLUE", "2025-01-01", scope="baseline") for number in range(4)]
    return theatre_of(folder, places=places, reports=[*first, *rows])


TAKEN = [row("p1", "BLUE", "2025-01-05"), row("p2", "BLUE", "2025-01-10"), row("p3", "BLUE", "2025-01-20")]


def told(way):
    return way.party, way.start, [place.place_id for place in way.along], way.end.place_id


@pytest.mark.parametrize("rows", [TAKEN, TAKEN[::-1]], ids=["in order", "reversed"])
def test_it_goes_from_what_was_held_by_way_of_what_was_taken_to_the_farthest_town(tmp_path, rows):
    (way,) = advances(through(world(tmp_path / "t", *rows), 31))
    assert told(way) == ("BLUE", "p0", ["p1", "p2"], "p3")
    assert way.km == pytest.approx(3 * HALF_DEGREE_KM, abs=0.1)
    assert [place.since for place in (*way.along, way.end)] == [january(5), january(10), january(20)]


def test_a_shorter_range_tells_the_part_that_lies_in_it(tmp_path):
    (way,) = advances(through(world(tmp_path / "t", *TAKEN), 10))
    assert told(way) == ("BLUE", "p0", ["p1"], "p2")
    assert advances(through(world(tmp_path / "u", *TAKEN), 4)) == ()


def test_a_town_off_the_way_is_not_named_on_it(tmp_path):
    (way,) = advances(through(world(tmp_path / "t", *TAKEN, lat=(0.1, 0.9, 0.1, 0.1)), 31))
    assert told(way) == ("BLUE", "p0", ["p2"], "p3")


def test_only_towns_and_villages_are_named(tmp_path):
    kinds = ("town", "base", "town", "hill")
    (way,) = advances(through(world(tmp_path / "t", *TAKEN, kinds=kinds), 31))
    assert told(way) == ("BLUE", "p0", [], "p2")


def test_what_a_party_only_claims_is_no_end_of_its_way(tmp_path):
    claimed = row("p2", "BLUE", "2025-01-10", held="claimed", asserter_faction="BLUE")
    (way,) = advances(through(world(tmp_path / "t", TAKEN[0], claimed), 31))
    assert told(way) == ("BLUE", "p0", [], "p1")


def test_whoever_held_nothing_before_has_come_from_nowhere_and_is_not_told(tmp_path):
    assert advances(through(world(tmp_path / "t", row("p1", "GREEN", "2025-01-05")), 31)) == ()


def test_exchanging_two_enemies_exchanges_their_advances(tmp_path):
    taken = [row("p1", "BLUE", "2025-01-05"), row("p0", "RED", "2025-01-07")]
    ways = {way.party: told(way)[1:] for way in advances(through(world(tmp_path / "t", *taken), 31))}
    assert ways == {"BLUE": ("p0", [], "p1"), "RED": ("p1", [], "p0")}
