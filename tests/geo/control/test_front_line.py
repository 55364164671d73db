"""Where the front line runs: rows of squares of one degree on the equator, whose edges are meridians."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd
import pytest
import shapely

from geo.control.front_line import front_km_by_pair, front_lines, front_segments, segments_in
from geo.control.state import State
from geo.registry.factions import Faction
from geo.registry.settings import Area
from geo.registry.statuses import Status
from tests.geo.control.test_sureness import in_a_row

FACTIONS = {
    name: Faction(name, name, name, name, "#112233", side, holds_ground=True)
    for name, side in (("BLUE", "north"), ("NAVY", "north"), ("RED", "south"), ("GREEN", "east"))
}
MERIDIAN_DEGREE_KM = 110.574
"""Length of the meridian from 0° to 1° N on WGS 84."""


def held(*parties):
    return State(Status.CONTROLLED, parties[0], parties)


BLUE, NAVY, RED, GREEN = (held(name) for name in FACTIONS)


def told(*states):
    return {str(number): state for number, state in enumerate(states)}


def segments(*states, **more):
    return front_segments(in_a_row(len(states), **more), told(*states), FACTIONS)


def pairs(*states):
    """The two that face each other at each edge, from west to east."""
    return segments(*states)[["one", "other"]].to_numpy().tolist()


def test_a_front_runs_where_opposing_sides_meet_and_names_them_in_alphabetical_order():
    assert pairs(RED, BLUE, BLUE, NAVY, GREEN) == [["BLUE", "RED"], ["GREEN", "NAVY"]]


def test_a_front_segment_is_an_edge_of_the_ground_with_its_ends_and_its_length():
    (edge,) = segments(BLUE, RED).itertuples()
    assert (edge.left, edge.right, edge.x1, edge.y1, edge.x2, edge.y2) == (0, 1, 1.0, 0.0, 1.0, 1.0)
    assert edge.length_km == pytest.approx(MERIDIAN_DEGREE_KM, abs=0.01)


def test_the_ground_itself_is_left_as_it_is():
    cells = in_a_row(2)
    front_segments(cells, told(BLUE, RED), FACTIONS)
    assert "one" not in cells.edges


@pytest.mark.parametrize("nobodys", [State(), State(Status.CONTESTED, "", ("RED", "BLUE"))])
def test_ground_that_nobody_holds_faces_nobody(nobodys):
    assert pairs(nobodys, BLUE, nobodys) == []


@pytest.mark.parametrize("parties", [("BLUE", "NAVY"), ("NAVY", "BLUE", "NAVY")])
def test_ground_disputed_among_allies_is_their_sides_and_named_for_the_first(parties):
    assert pairs(State(Status.DISPUTED, "", parties), RED, BLUE) == [[parties[0], "RED"], ["BLUE", "RED"]]


@pytest.mark.parametrize("parties", [("BLUE", "RED"), ("BLUE", "NAVY", "RED"), ("BLUE",)])
def test_ground_disputed_between_sides_or_by_one_alone_has_no_holder(parties):
    assert pairs(State(Status.DISPUTED, "", parties), GREEN) == []


def test_who_is_present_in_the_others_ground_does_not_face_it_there_whichever_way_round():
    assert pairs(held("RED", "BLUE"), BLUE, held("RED", "BLUE")) == []
    assert pairs(held("RED", "BLUE"), GREEN) == [["GREEN", "RED"]]


@pytest.mark.parametrize("far", [{0}, {1}, {0, 1}])
def test_a_front_is_inferred_where_the_ground_on_one_of_its_sides_is_far_from_every_report(far):
    assert segments(BLUE, RED, BLUE, far=frozenset(far))["inferred"].tolist() == [True, 1 in far]


def test_ground_that_is_no_ones_place_has_no_front():
    cells = in_a_row(2)
    nothing = replace(cells, pieces=cells.pieces.iloc[:0], edges=cells.edges.iloc[:0])
    found = front_segments(nothing, {}, FACTIONS)
    assert found.empty
    assert {"one", "other", "inferred"} < set(found.columns)


def test_segments_of_one_pair_are_one_line_with_a_reported_and_an_inferred_part():
    """BLUE and RED face each other at 1, 2 and 3° E, the last inferred; GREEN faces RED at 4° E."""
    found = front_lines(
        segments(BLUE, RED, BLUE, RED, GREEN, far=frozenset({4})).assign(inferred=[False, False, True, True])
    )
    assert list(found.columns) == ["one", "other", "length_km", "reported", "inferred", "geometry"]
    assert found.crs == 4326
    assert found[["one", "other"]].to_numpy().tolist() == [["BLUE", "RED"], ["GREEN", "RED"]]
    assert found["length_km"].tolist() == pytest.approx([3 * MERIDIAN_DEGREE_KM, MERIDIAN_DEGREE_KM], abs=0.01)

    def meridians(*lons):
        return shapely.MultiLineString([[(lon, 0), (lon, 1)] for lon in lons])

    assert found.geometry[0].equals(meridians(1, 2, 3))
    assert found["reported"][0].equals(meridians(1, 2))
    assert found["inferred"][0].equals(meridians(3))
    assert (found["reported"][1].is_empty, found["reported"][1].geom_type) == (True, "MultiLineString")


def test_segments_that_meet_are_joined():
    cells = in_a_row(2)
    half = cells.edges.assign(y2=0.5, one="BLUE", other="RED", inferred=False)
    rest = half.assign(y1=0.5, y2=1.0)
    (line,) = front_lines(pd.concat([half, rest])).geometry
    assert line.geom_type == "LineString"
    assert line.length == 1.0


def test_without_segments_there_are_no_lines_and_the_table_has_its_columns():
    found = front_lines(segments(BLUE, BLUE))
    assert found.empty
    assert found.crs == 4326
    assert list(found.columns) == ["one", "other", "length_km", "reported", "inferred", "geometry"]


@dataclass(frozen=True)
class Drawn(Area):
    shape: shapely.Polygon | None = None

    @property
    def outline(self):
        return self.shape


def area(*adm1, outline=None):
    return Drawn("some", "Some", frozenset(adm1), (0.0, 0.0, 4.0, 1.0), shape=outline)


LINE = segments(BLUE, RED, BLUE, RED)
"""A front at 1, 2 and 3° E; what lies east of 3° E is in XX02."""


def test_the_whole_area_has_the_whole_front():
    assert segments_in(in_a_row(4), LINE, area()) is LINE


@pytest.mark.parametrize(("adm1", "lons"), [("XX01", [1, 2, 3]), ("XX02", [3])])
def test_a_governorate_has_the_front_inside_and_along_it(adm1, lons):
    assert segments_in(in_a_row(4), LINE, area(adm1))["x1"].tolist() == lons
    assert segments_in(in_a_row(4), segments(RED, BLUE, BLUE, BLUE), area("XX02")).empty


def test_a_front_along_the_west_of_a_governorate_is_its_too():
    """The cells of the row turned about: the first lies in XX02."""
    cells = in_a_row(4)
    turned = replace(cells, pieces=cells.pieces.assign(adm1_pcode=cells.pieces["adm1_pcode"].to_numpy()[::-1]))
    assert segments_in(turned, LINE, area("XX02"))["x1"].tolist() == [1]


def test_a_drawn_area_has_what_lies_inside_its_outline_with_its_length():
    """A triangle from 0.5 to 2.5° E at the equator, up to 0.8° N at 2° E: it cuts 1° E at 0.8/3 and 2° E at its top."""
    found = segments_in(in_a_row(4), LINE, area(outline=shapely.Polygon([(0.5, 0), (2.5, 0), (2, 0.8)])))
    assert found[["x1", "y1", "x2"]].to_numpy().tolist() == [[1, 0, 1], [2, 0, 2]]
    assert found["y2"].tolist() == pytest.approx([0.8 / 3, 0.8])
    assert list(found.columns) == list(LINE.columns)
    km = [0.8 / 3 * MERIDIAN_DEGREE_KM, 0.8 * MERIDIAN_DEGREE_KM]
    assert found["length_km"].tolist() == pytest.approx(km, abs=0.01)
    assert found[["one", "other", "left"]].to_numpy().tolist() == [["BLUE", "RED", 0], ["BLUE", "RED", 1]]
    assert LINE["y2"].tolist() == [1, 1, 1]


def test_a_segment_that_leaves_a_drawn_area_and_comes_back_counts_twice():
    notched = shapely.Polygon(
        [(0.5, 0), (1.5, 0.1), (0.5, 0.4), (0.6, 0.5), (0.5, 0.6), (1.5, 0.9), (0.5, 1), (0.2, 0.5)]
    )
    found = segments_in(in_a_row(4), LINE, area(outline=notched))
    assert found["x1"].tolist() == [1, 1]
    assert found[["y1", "y2"]].to_numpy().ravel().tolist() == pytest.approx([0.05, 0.25, 0.75, 0.95])


def test_a_front_beside_the_slope_of_a_drawn_area_or_that_touches_it_in_a_point_is_not_in_it():
    """The triangle passes south of 1 and 2° E, though the box about it does not, and has one corner on 3° E."""
    triangle = shapely.Polygon([(0.5, -1), (2.9, -1), (3, 0.5)])
    assert segments_in(in_a_row(4), LINE, area(outline=triangle)).empty


def test_the_front_of_each_pair_adds_up_to_the_whole():
    lengths = front_km_by_pair(segments(BLUE, RED, BLUE, GREEN))
    assert lengths == {
        ("BLUE", "RED"): pytest.approx(2 * MERIDIAN_DEGREE_KM, abs=0.01),
        ("BLUE", "GREEN"): pytest.approx(MERIDIAN_DEGREE_KM, abs=0.01),
    }
