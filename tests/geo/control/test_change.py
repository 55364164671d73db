"""Change between two days: sums of pieces that changed hands, and the laws such sums obey."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as some

from geo.control.areas import ground_by_holder
from geo.control.change import change
from geo.control.crossings import crossings_flipped
from geo.control.front_line import front_lines, front_segments
from geo.control.front_shift import front_moved
from geo.control.highways import highway_km, highways_moved
from geo.control.rule_texts import Rule
from geo.control.state import State
from geo.control.sureness import far_pieces
from geo.registry.statuses import Status
from geo.theatre.loader import read_theatre
from tests.worlds import place, row, theatre_of, write_theatre

SQUARE_KM2 = 12_309


@pytest.fixture(scope="module")
def strip(tmp_path_factory):
    """Four places in a row from west to east, each owning half a degree: two to a governorate."""
    places = [place(f"p{number}", 0.25 + number / 2, 0.5) for number in range(4)]
    return theatre_of(tmp_path_factory.mktemp("strip") / "t", places=places, reports=[])


def states(*holders: str) -> dict[str, State]:
    """BLUE, RED ... hold by control; "contested" or "unknown" is ground nobody holds."""
    made = {}
    for number, holder in enumerate(holders):
        nobody = holder in set(Status)
        made[f"p{number}"] = State(
            status=Status(holder) if nobody else Status.CONTROLLED,
            controller="" if nobody else holder,
            parties=() if nobody else (holder,),
        )
    return made


def test_what_one_side_gains_the_other_loses(strip):
    moved = change(strip.cells, states("BLUE", "BLUE", "RED", "RED"), states("BLUE", "RED", "RED", "RED"))
    assert moved.gross_gain == pytest.approx({"RED": SQUARE_KM2 / 2}, rel=1e-3)
    assert moved.gross_loss == pytest.approx({"BLUE": SQUARE_KM2 / 2}, rel=1e-3)
    assert moved.places == ("p1",)


def test_gains_and_losses_are_kept_apart(strip):
    """BLUE takes one cell and loses another: net nothing, gross two cells."""
    moved = change(strip.cells, states("BLUE", "RED", "RED", "RED"), states("RED", "BLUE", "RED", "RED"))
    assert moved.gross_gain["BLUE"] == pytest.approx(moved.gross_loss["BLUE"], rel=1e-3)
    assert moved.gross_gain["BLUE"] == pytest.approx(SQUARE_KM2 / 2, rel=1e-3)


def test_ground_that_becomes_contested_is_lost_and_not_gained(strip):
    moved = change(strip.cells, states("BLUE", "RED", "RED", "RED"), states("BLUE", "contested", "RED", "RED"))
    assert moved.gross_gain == {}
    assert moved.became_unsettled == moved.gross_loss == pytest.approx({"RED": SQUARE_KM2 / 2}, rel=1e-3)


def test_ground_that_is_settled_is_gained(strip):
    moved = change(strip.cells, states("contested", "RED", "RED", "RED"), states("BLUE", "RED", "RED", "RED"))
    assert moved.became_settled == moved.gross_gain == pytest.approx({"BLUE": SQUARE_KM2 / 2}, rel=1e-3)


def test_ground_that_changed_hands_is_told_with_its_shape(strip):
    """BLUE takes the two cells of RED, by claim alone the one in the east; the one in the west is fought for."""
    after = states("contested", "BLUE", "BLUE", "RED")
    after["p2"] = replace(after["p2"], status=Status.CLAIMED)
    moved = change(strip.cells, states("BLUE", "RED", "RED", "RED"), after)
    ground = moved.ground
    assert ground.crs == 4326
    assert ground[["before", "after"]].to_numpy().tolist() == [["BLUE", "contested"], ["RED", "BLUE"]]
    assert ground["area_km2"].tolist() == pytest.approx([SQUARE_KM2 / 2, SQUARE_KM2], rel=1e-3)
    assert ground.bounds.to_numpy() == pytest.approx(np.array([[0, 0, 0.5, 1], [0.5, 0, 1.5, 1]]), abs=1e-4)
    taken = moved.taken
    assert taken[["after", "claimed"]].to_numpy().tolist() == [["BLUE", False], ["BLUE", True]]
    assert taken.bounds.to_numpy() == pytest.approx(np.array([[0.5, 0, 1, 1], [1, 0, 1.5, 1]]), abs=1e-4)
    assert moved.places == ("p0", "p1", "p2")
    assert moved.sliver_km2 == 0.0
    assert moved.claimed.dtype == bool


def test_the_rows_of_change_come_in_alphabetical_order(strip):
    moved = change(strip.cells, states("RED", "RED", "BLUE", "BLUE"), states("GREEN", "BLUE", "RED", "GREEN"))
    told = [["BLUE", "GREEN"], ["BLUE", "RED"], ["RED", "BLUE"], ["RED", "GREEN"]]
    assert moved.ground[["before", "after"]].to_numpy().tolist() == told
    assert [list(pair) for pair in moved.transitions] == told


def test_only_what_a_faction_won_or_lost(strip):
    moved = change(strip.cells, states("RED", "RED", "BLUE", "BLUE"), states("GREEN", "BLUE", "RED", "contested"))
    assert list(moved.only({"GREEN"}).transitions) == [("RED", "GREEN")]
    assert list(moved.only({"BLUE"}).transitions) == [("BLUE", "RED"), ("BLUE", "contested"), ("RED", "BLUE")]
    assert moved.only({"NAVY"}).places == ()
    assert moved.only({"GREEN"}).rows.dtype == moved.rows.dtype


def test_change_is_inferred_where_neighbours_or_nothing_near_tell_of_one_of_the_days(strip):
    """p0 is told by neighbours before, p1 after, p2 lies far from all reports on the first day, p3 on the second."""
    before, after = states("RED", "RED", "RED", "RED"), states("BLUE", "BLUE", "BLUE", "BLUE")
    before["p0"] = replace(before["p0"], rule=Rule.NEIGHBOURS)
    after["p1"] = replace(after["p1"], rule=Rule.NEIGHBOURS)
    before["p2"] = replace(before["p2"], near=False)
    whole = change(strip.cells, before, after)
    assert whole.moves.set_index("place_id")["inferred"].to_dict() == {"p0": True, "p1": True, "p2": True, "p3": False}
    assert whole.inferred_km2 == pytest.approx(1.5 * SQUARE_KM2, rel=1e-3)
    after["p3"] = replace(after["p3"], near=False)
    assert change(strip.cells, before, after).inferred.all()


def test_a_part_of_the_change_keeps_what_is_inferred_and_what_is_claimed(strip):
    before, after = states("RED", "RED", "RED", "RED"), states("BLUE", "RED", "BLUE", "BLUE")
    after["p2"] = replace(after["p2"], status=Status.CLAIMED)
    after["p3"] = replace(after["p3"], rule=Rule.NEIGHBOURS)
    west, east = change(strip.cells, before, after).by_governorate.values()
    assert (west.claimed.tolist(), west.inferred.tolist()) == ([False], [False])
    assert (east.claimed.tolist(), east.inferred.tolist()) == ([True, False], [False, True])


HOLDERS = some.sampled_from(["BLUE", "RED", "GREEN", "contested", "disputed", "unknown"])
PICTURES = some.tuples(HOLDERS, HOLDERS, HOLDERS, HOLDERS).map(lambda four: states(*four))


@given(PICTURES, PICTURES)
@settings(deadline=None)
def test_swapping_the_days_swaps_the_table(strip, one, other):
    forward, back = change(strip.cells, one, other), change(strip.cells, other, one)
    mirrored = {(after, before): km2 for (before, after), km2 in back.transitions.items()}
    assert dict(forward.transitions) == pytest.approx(mirrored)


@given(PICTURES, PICTURES, PICTURES)
@settings(deadline=None)
def test_changes_compose_over_a_day_between(strip, first, middle, last):
    """Net change of every standing from A to C is that from A to B plus that from B to C."""

    def net(one, other):
        sums: dict[str, float] = {}
        for (before, after), km2 in change(strip.cells, one, other).transitions.items():
            sums[before] = sums.get(before, 0.0) - km2
            sums[after] = sums.get(after, 0.0) + km2
        return sums

    direct = net(first, last)
    legs = [net(one, other) for one, other in pairwise((first, middle, last))]
    for standing in set(direct) | set(legs[0]) | set(legs[1]):
        assert direct.get(standing, 0.0) == pytest.approx(sum(leg.get(standing, 0.0) for leg in legs), abs=1e-6)


@given(PICTURES, PICTURES)
@settings(deadline=None)
def test_net_change_is_what_the_two_days_measure(strip, one, other):
    then = ground_by_holder(strip.cells, one).groupby("faction")["area_km2"].sum()
    now = ground_by_holder(strip.cells, other).groupby("faction")["area_km2"].sum()
    moved = change(strip.cells, one, other)
    for faction in ("BLUE", "RED", "GREEN"):
        measured = now.get(faction, 0.0) - then.get(faction, 0.0)
        assert moved.gross_gain.get(faction, 0.0) - moved.gross_loss.get(faction, 0.0) == pytest.approx(
            measured, abs=1e-6
        )


@given(PICTURES, PICTURES)
@settings(deadline=None)
def test_the_whole_is_the_sum_of_the_governorates(strip, one, other):
    whole = change(strip.cells, one, other)
    parts = whole.by_governorate.values()
    for figure in ("transitions", "gross_gain", "gross_loss", "became_unsettled", "became_settled"):
        summed = Counter()
        for part in parts:
            summed.update(getattr(part, figure))
        assert dict(summed) == pytest.approx(dict(getattr(whole, figure)), abs=1e-6)


def test_each_governorate_keeps_its_own_gains_and_losses(strip):
    """In the west RED loses a cell to BLUE, in the east BLUE loses one to RED: each gain is one governorate's."""
    moved = change(strip.cells, states("BLUE", "RED", "BLUE", "RED"), states("BLUE", "BLUE", "RED", "RED"))
    west, east = moved.by_governorate["XX01"], moved.by_governorate["XX02"]
    for gain, loss, winner, loser in ((west.gross_gain, west.gross_loss, "BLUE", "RED"),
                                      (east.gross_gain, east.gross_loss, "RED", "BLUE")):  # fmt: skip
        assert gain == pytest.approx({winner: SQUARE_KM2 / 2}, rel=1e-3)
        assert loss == pytest.approx({loser: SQUARE_KM2 / 2}, rel=1e-3)


def test_a_governorate_without_change_is_not_listed(strip):
    moved = change(strip.cells, states("BLUE", "RED", "RED", "RED"), states("BLUE", "BLUE", "RED", "RED"))
    assert list(moved.by_governorate) == ["XX01"]


@pytest.mark.thorough
@given(PICTURES, PICTURES)
@settings(deadline=None)
def test_what_is_lost_is_gained_or_held_by_nobody(strip, one, other):
    """Over all factions: gains less losses is what nobody held then less what nobody holds now."""

    def unheld(picture):
        table = ground_by_holder(strip.cells, picture)
        return table.loc[table["faction"] == "", "area_km2"].sum()

    moved = change(strip.cells, one, other)
    balance = sum(moved.gross_gain.values()) - sum(moved.gross_loss.values())
    assert balance == pytest.approx(unheld(one) - unheld(other), abs=1e-6)


def front_between(strip, picture):
    return front_lines(front_segments(strip.cells, picture, strip.factions))


def test_a_front_that_moves_half_a_degree_east_moved_56_km(strip):
    """Half a degree of longitude on the equator: 55.66 km on WGS 84."""
    before = front_between(strip, states("BLUE", "RED", "RED", "RED"))
    after = front_between(strip, states("BLUE", "BLUE", "RED", "RED"))
    moved = front_moved(before, after, strip.extent)
    assert moved.median_km == pytest.approx(55.66, abs=0.05)
    assert moved.max_km == pytest.approx(55.66, abs=0.05)


def test_a_stretch_with_many_corners_weighs_no_more_than_a_straight_one(strip):
    """44.2 km stayed, with 501 corners; 55.7 km lead away from there, and 66.3 km lie 55.7 km off. The middle of these
    166.2 km is 83.1 - 44.2 = 38.9 km out on the way."""

    def line(*xy):
        return gpd.GeoDataFrame(geometry=[shapely.LineString(xy)], crs=4326)

    corners = [(0.5, 0.4 * number / 500) for number in range(501)]
    before, after = line((0.5, 0), (0.5, 1)), line(*corners, (1.0, 0.4), (1.0, 1.0))
    moved = front_moved(before, after, strip.extent)
    assert moved.max_km == pytest.approx(55.66, abs=0.05)
    assert moved.median_km == pytest.approx(38.9, abs=0.5)


def test_a_front_that_stays_moved_nowhere(strip):
    line = front_between(strip, states("BLUE", "RED", "RED", "RED"))
    moved = front_moved(line, line, strip.extent)
    assert (moved.median_km, moved.stayed) == (pytest.approx(0, abs=1e-6), True)


def test_without_a_front_on_one_of_the_days_there_is_no_movement(strip):
    line = front_between(strip, states("BLUE", "RED", "RED", "RED"))
    assert front_moved(line.iloc[:0], line, strip.extent) is None


def test_highway_kilometres_follow_the_ground_under_them(strip):
    road = gpd.GeoDataFrame({"ref": ["M5"]}, geometry=[shapely.LineString([(0, 0.5), (2, 0.5)])], crs=4326)
    km = highway_km(strip.cells.pieces, road)
    assert km["length_km"].sum() == pytest.approx(222.64, rel=1e-3)
    moved = change(strip.cells, states("BLUE", "RED", "RED", "RED"), states("BLUE", "BLUE", "RED", "RED"))
    (row,) = highways_moved(moved, road).itertuples()
    assert (row.ref, row.before, row.after) == ("M5", "RED", "BLUE")
    assert row.length_km == pytest.approx(55.66, rel=1e-3)


def test_a_crossing_flips_when_its_status_or_its_holder_changes():
    def crossings(**of):
        return pd.DataFrame(
            [
                {"name_en": name, "name_ar": "", "status": status, "controllers": held}
                for name, (status, held) in of.items()
            ],
            index=list(of),
        )

    before = crossings(same=("open", ("BLUE",)), shut=("open", ("BLUE",)), taken=("open", ("BLUE",)))
    after = crossings(same=("open", ("BLUE",)), shut=("closed", ("BLUE",)), taken=("open", ("RED",)))
    assert list(crossings_flipped(before, after).index) == ["shut", "taken"]


def test_ground_far_from_every_report_is_inferred(tmp_path):
    """Of two places one with a report: a disc of 15 km about it, 707 km2, is known, the rest is inferred."""
    folder = write_theatre(tmp_path / "t", reports=[row("west", "BLUE", "2025-01-01")])
    settings_file = folder / "theatre.toml"
    settings_file.write_text(settings_file.read_text().replace("inferred_beyond_km = 1000", ""))
    theatre = read_theatre(folder)
    picture = theatre.control.snapshot(date(2025, 1, 9), None)
    by_kind = ground_by_holder(picture.cells, picture.states).groupby("inferred")["area_km2"].sum()
    assert by_kind[False] == pytest.approx(3.14159 * 15**2, rel=1e-3)
    assert by_kind.sum() == pytest.approx(2 * SQUARE_KM2, rel=1e-3)
    near = ~far_pieces(picture.cells, picture.states)
    assert set(picture.cells.pieces.loc[near, "place_id"]) == {"west"}
