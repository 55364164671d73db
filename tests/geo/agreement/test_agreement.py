"""Two maps of one day held against each other: what agrees, what differs, what only one of them tells of."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely
from shapely.geometry import shape

from geo.agreement.agreement import Agreement, agreement
from geo.analysis.situation import select
from geo.common.measure import area_km2
from geo.common.plane import measuring_plane
from geo.polygons.daily_coverage import drawing_of
from geo.theatre.theatre import Theatre
from tests.worlds import WEST, drawn_theatre, january, place, rectangle, row, theatre_of

SQUARE = 12_309
"""km² of one degree by one on the equator."""
DISC = 50.27
"""km² within 4 km of a place."""


def held(theatre: Theatre, rest: str = "", area: str = "both", known_by=None, **drawn) -> Agreement:
    """The map of 31 January against one that draws a polygon for each name."""
    filters = replace(theatre.everything, start=january(31), end=january(31), area=area, known_by=known_by)
    shapes = {name: shape(geometry) for name, geometry in drawn.items()}
    return agreement(select(theatre, filters), drawing_of(shapes, rest, measuring_plane(theatre.extent)))


def rounded(km2) -> dict:
    return {key: round(area, -1) for key, area in km2.items()}


@pytest.fixture
def squares(tmp_path):
    """BLUE holds the west, RED the east, of 12,309 km² each."""
    return theatre_of(tmp_path / "t")


def told(tmp_path, *reports, **more) -> Theatre:
    """A theatre in which BLUE has the west and `reports` speak of the east."""
    west = row("west", "BLUE", "2025-01-01", scope="baseline")
    return theatre_of(tmp_path / "t", reports=[west, *reports], **more)


def test_what_differs_stands_by_our_holder_and_theirs_and_what_is_not_drawn_stands_apart(squares):
    found = held(squares, BLUE=rectangle(0, 0, 1.25, 1))
    assert rounded(found.confusion) == {("BLUE", "BLUE"): 12_310, ("RED", "BLUE"): 3_080}
    assert rounded(found.only_ours) == {"RED": 9_230}
    assert not found.only_theirs
    assert found.neither_km2 == 0
    assert found.shares["all ground"].of_all == pytest.approx(0.8, abs=1e-4)


def test_where_people_live_is_within_four_km_of_a_place(squares):
    live = held(squares, BLUE=rectangle(0, 0, 1.5, 1)).shares["where people live"]
    assert live.compared == pytest.approx(1.5 * DISC, rel=5e-3)
    assert live.of_all == pytest.approx(2 / 3, abs=1e-3)


def test_places_are_counted_each_as_one(squares):
    share = held(squares, BLUE=rectangle(0, 0, 2, 1)).by_place
    assert (share.compared, share.agreed, share.of_all) == (2, 1, 0.5)


def test_nothing_in_common_has_no_share(squares):
    share = held(squares, area="west", RED=rectangle(1.2, 0, 2, 1)).shares["all ground"]
    assert (share.compared, share.of_all, share.of_held) == (0, None, None)


def test_ground_of_theirs_outside_the_theatre_is_told_and_in_no_figure(squares):
    found = held(squares, RED=rectangle(1, 0, 3, 1))
    assert found.beyond_km2 == pytest.approx(SQUARE, rel=1e-3)
    assert rounded(found.confusion) == {("RED", "RED"): 12_310}


def test_who_holds_the_rest_counts_where_nothing_is_drawn(squares):
    found = held(squares, rest="RED", BLUE=rectangle(0, 0, 1.25, 1))
    assert rounded(found.confusion) == {("BLUE", "BLUE"): 12_310, ("RED", "BLUE"): 3_080, ("RED", "RED"): 9_230}


def test_a_named_area_and_what_was_known_by_a_day_narrow_the_question(tmp_path):
    theatre = told(
        tmp_path,
        row("east", "RED", "2025-01-01", scope="baseline"),
        row("east", "BLUE", "2025-01-10", published_on="2025-02-01"),
    )
    everything = rectangle(0, 0, 2, 1)
    assert rounded(held(theatre, area="west", BLUE=everything).confusion) == {("BLUE", "BLUE"): 12_310}
    assert held(theatre, BLUE=everything).shares["all ground"].of_all == 1
    then = held(theatre, known_by=january(31), BLUE=everything)
    assert then.shares["all ground"].of_all == pytest.approx(0.5)


def test_claimed_ground_counts_for_its_claimant_and_a_share_of_its_own_leaves_it_out(tmp_path):
    theatre = told(tmp_path, row("east", "RED", "2025-01-10", "claimed", asserter_faction="RED"))
    shares = held(theatre, BLUE=rectangle(0, 0, 1, 1), RED=rectangle(1, 0, 2, 1)).shares
    assert shares["all ground"].agreed == pytest.approx(2 * SQUARE, rel=1e-3)
    assert shares["not only claimed"].agreed == pytest.approx(SQUARE, rel=1e-3)


def test_shared_ground_counts_for_its_holder_and_a_partner_named_by_the_other_map_is_told(tmp_path):
    theatre = told(tmp_path, row("east", "RED", "2025-01-10", "shared", shared_with="GREEN"))
    assert held(theatre, RED=rectangle(1, 0, 2, 1)).shares["all ground"].of_all == 1
    partner = held(theatre, GREEN=rectangle(1, 0, 2, 1))
    assert partner.shares["all ground"].of_all == 0
    assert partner.partner_km2 == pytest.approx(SQUARE, rel=1e-3)


def test_contested_and_disputed_are_one_and_agree_of_all_ground_only(tmp_path):
    theatre = told(
        tmp_path,
        row("east", "RED", "2025-01-10"),
        row("east", "BLUE", "2025-01-10"),
    )
    assert select(theatre, theatre.everything).states["east"].status == "disputed"
    share = held(theatre, contested=rectangle(1, 0, 2, 1)).shares["all ground"]
    assert share.of_all == 1
    assert share.of_held is None
    both = held(theatre, BLUE=rectangle(0, 0, 2, 1), RED=rectangle(1, 0, 2, 1))
    assert both.shares["all ground"].of_all == 1  # theirs draws the east for two
    assert both.shares["all ground"].held == pytest.approx(SQUARE, rel=1e-3)


def test_what_ours_does_not_know_is_only_theirs_and_what_both_do_not_know_is_neithers(tmp_path):
    found = held(told(tmp_path), RED=rectangle(1, 0, 1.5, 1), unknown=rectangle(0, 0, 0.5, 1))
    assert rounded(found.only_theirs) == {"RED": 6_150}
    assert rounded(found.only_ours) == {"BLUE": 12_310}
    assert found.neither_km2 == pytest.approx(SQUARE / 2, rel=1e-3)
    assert not found.confusion


def test_ground_far_from_every_report_is_left_out_of_a_share_of_its_own(tmp_path):
    theatre = replace(told(tmp_path, row("east", "RED", "2025-01-01", scope="baseline")), inferred_beyond_km=10.0)
    share = held(theatre, BLUE=rectangle(0, 0, 2, 1)).shares["near a report"]
    assert share.compared == pytest.approx(2 * np.pi * 100, rel=5e-3)
    assert share.of_all == pytest.approx(0.5, abs=1e-3)


def test_the_largest_difference_comes_first_with_its_place_and_the_reports_that_decide(tmp_path):
    theatre = told(
        tmp_path,
        row("east", "BLUE", "2025-01-01", scope="baseline"),
        row("east", "RED", "2025-01-10", report_id="decides"),
    )
    found = held(theatre, BLUE=rectangle(0.2, 0, 2, 1), GREEN=rectangle(0, 0, 0.2, 1))
    east, west = found.differences
    assert (east.place_id, east.inside, east.ours, east.theirs, east.reports) == (
        "east", True, "RED", "BLUE", ("decides",),
    )  # fmt: skip
    assert (west.place_id, west.inside, west.theirs) == ("west", False, "GREEN")
    assert west.area_km2 == pytest.approx(0.2 * SQUARE, rel=1e-3)
    assert east.shape.symmetric_difference(shape(rectangle(1, 0, 2, 1))).area == pytest.approx(0, abs=1e-6)


def test_the_differences_are_all_that_the_confusion_has_beside_its_diagonal(squares):
    found = held(squares, RED=rectangle(0.3, 0.1, 1.2, 0.8), GREEN=rectangle(1.4, 0, 2, 1))
    apart = sum(km2 for (ours, theirs), km2 in found.confusion.items() if ours != theirs)
    assert sum(one.area_km2 for one in found.differences) == pytest.approx(apart)


def test_of_drawn_ground_a_difference_is_named_after_the_nearest_place(tmp_path):
    theatre = drawn_theatre(
        tmp_path, {31: [("BLUE", rectangle(0, 0, 1, 1)), ("RED", rectangle(1, 0, 2, 1))]}, places=[place(*WEST)]
    )
    (one,) = held(theatre, BLUE=rectangle(0, 0, 2, 1)).differences
    assert (one.place_id, one.inside, one.ours, one.theirs, one.reports) == ("west", False, "RED", "BLUE", ())


def test_a_drawn_theatre_without_places_is_compared_too(tmp_path):
    theatre = drawn_theatre(tmp_path, {31: [("BLUE", rectangle(0, 0, 1, 1)), ("RED", rectangle(1, 0, 2, 1))]})
    found = held(theatre, BLUE=rectangle(0, 0, 2, 1))
    assert found.shares["all ground"].of_all == pytest.approx(0.5)
    assert found.shares["where people live"].compared == 0
    assert [one.place_id for one in found.differences] == [""]


def test_a_map_agrees_with_itself(squares):
    own = {name: shape(rectangle(west, 0, west + 1, 1)) for name, west in (("BLUE", 0), ("RED", 1))}
    found = held(squares, **{name: shapely.geometry.mapping(ground) for name, ground in own.items()})
    assert found.shares["all ground"].of_all == 1
    assert found.shares["all ground"].compared == pytest.approx(2 * SQUARE, rel=1e-3)
    assert not found.differences


ONE = {"BLUE": rectangle(0, 0, 1.2, 1), "RED": rectangle(1.2, 0, 2, 0.9)}
OTHER = {"BLUE": rectangle(0, 0, 0.7, 1), "RED": rectangle(0.7, 0.2, 1.7, 1), "contested": rectangle(1.8, 0, 2, 1)}


def test_swapped_roles_transpose_the_confusion(tmp_path):
    first = held(drawn_theatre(tmp_path / "1", {31: list(ONE.items())}), **OTHER)
    second = held(drawn_theatre(tmp_path / "2", {31: list(OTHER.items())}), **ONE)
    turned = {(ours, theirs): km2 for (theirs, ours), km2 in second.confusion.items()}
    assert first.confusion == pytest.approx(turned, abs=0.01)
    assert len(first.confusion) == 4
    assert first.only_ours == pytest.approx(second.only_theirs, abs=0.01)
    assert first.only_theirs == pytest.approx(second.only_ours, abs=0.01)


def test_what_is_compared_what_one_knows_and_what_neither_knows_add_up_to_the_area(tmp_path):
    theatre = drawn_theatre(tmp_path, {31: list(ONE.items())})
    for area, km2 in (("both", 2 * SQUARE), ("west", SQUARE)):
        found = held(theatre, area=area, **OTHER)
        parts = (found.confusion, found.only_ours, found.only_theirs)
        together = sum(sum(part.values()) for part in parts) + found.neither_km2
        assert together == pytest.approx(km2, rel=1e-3)
        assert together == pytest.approx(found.faces["area_km2"].sum())
        assert sum(found.confusion.values()) == pytest.approx(found.shares["all ground"].compared)


def test_the_faces_measure_what_figures_of_the_house_do(squares):
    found = held(squares, RED=rectangle(0.3, 0.1, 1.2, 0.8))
    assert found.faces["area_km2"].sum() == pytest.approx(area_km2(squares.governorates).sum(), rel=1e-6)


def test_random_points_find_the_same_shares(squares):
    slanted = shapely.Polygon([(0.1, -0.2), (1.9, 0.3), (1.1, 1.3), (0.4, 0.9)])
    found = held(squares, RED=shapely.geometry.mapping(slanted))
    points = np.random.default_rng(7).uniform((0, 0), (2, 1), size=(40_000, 2))
    inside = shapely.contains_xy(slanted, points[:, 0], points[:, 1])
    west = points[:, 0] < 1
    whole = 2 * SQUARE
    assert found.confusion["BLUE", "RED"] == pytest.approx(whole * (inside & west).mean(), rel=0.02)
    assert found.confusion["RED", "RED"] == pytest.approx(whole * (inside & ~west).mean(), rel=0.02)
    assert found.only_ours["BLUE"] == pytest.approx(whole * (~inside & west).mean(), rel=0.02)
