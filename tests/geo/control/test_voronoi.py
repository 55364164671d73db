"""Cells, areas and front lines: laws of the ground."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as some

from geo.common.crs import local_plane
from geo.control.areas import areas_of_control, ground_by_holder
from geo.control.front_line import front_km_by_pair, front_lines, front_segments, segments_in
from geo.control.state import State
from geo.control.voronoi import place_at
from geo.registry.statuses import Status
from geo.theatre.loader import read_theatre
from tests.worlds import drawing, feature, place, theatre_of, write_theatre

ONE_DEGREE_AT_THE_EQUATOR_KM2 = 12_309
"""Area of 0-1° E, 0-1° N on WGS 84, from Karney's polygon area (pyproj.Geod.polygon_area_perimeter)."""
MERIDIAN_DEGREE_KM = 110.574
"""Length of the meridian from 0° to 1° N on WGS 84."""


def held(*holders: str, status: Status = Status.CONTROLLED) -> dict[str, State]:
    names = ("west", "east")
    return {
        name: State(status=status, controller=holder, parties=(holder,))
        for name, holder in zip(names, holders, strict=True)
    }


@pytest.fixture(scope="module")
def squares(tmp_path_factory):
    return theatre_of(tmp_path_factory.mktemp("squares") / "t")


def test_a_cell_is_the_ground_nearest_to_its_place(squares):
    assert place_at(squares.cells, 0.2, 0.9) == "west"
    assert place_at(squares.cells, 1.8, 0.1) == "east"
    assert place_at(squares.cells, 2.5, 0.5) is None


def test_ground_does_not_cross_wide_water_though_its_place_be_nearer(tmp_path):
    """A river runs along 0.8° E: what lies east of it goes to the east, though the west is nearer to it up to 1° E."""
    folder = write_theatre(tmp_path / "t")
    settings_file = folder / "theatre.toml"
    settings_file.write_text('wide_rivers = ["Broad"]\n' + settings_file.read_text(encoding="utf-8"), encoding="utf-8")
    line = {"type": "LineString", "coordinates": [[0.8, -0.1], [0.8, 1.1]]}
    drawing(folder / "basemap" / "rivers.geojson", feature(line, name_en="Broad", name_ar=""))
    cells = read_theatre(folder).cells
    assert [place_at(cells, lon, 0.5) for lon in (0.7, 0.79, 0.81, 0.9, 1.1)] == [
        "west",
        "west",
        "east",
        "east",
        "east",
    ]
    assert cells.pieces["area_km2"].sum() == pytest.approx(2 * ONE_DEGREE_AT_THE_EQUATOR_KM2, rel=1e-3)
    assert shapely.coverage_is_valid(cells.pieces.geometry.to_numpy())


def test_areas_are_true_km2(squares):
    table = ground_by_holder(squares.cells, held("BLUE", "RED")).set_index("faction")["area_km2"]
    assert table["BLUE"] == pytest.approx(ONE_DEGREE_AT_THE_EQUATOR_KM2, rel=1e-4)
    assert table["RED"] == pytest.approx(ONE_DEGREE_AT_THE_EQUATOR_KM2, rel=1e-4)


def test_one_side_on_both_cells_makes_one_area_and_no_front(squares):
    states = held("BLUE", "BLUE")
    areas = areas_of_control(squares.cells, states)
    assert len(areas) == 1
    assert areas["place_ids"][0] == ("east", "west")
    assert front_segments(squares.cells, states, squares.factions).empty


def test_the_front_line_is_the_edge_between_opposing_sides_with_its_geodesic_length(squares):
    segments = front_segments(squares.cells, held("BLUE", "RED"), squares.factions)
    (line,) = front_lines(segments).itertuples()
    assert (line.one, line.other) == ("BLUE", "RED")
    assert line.length_km == pytest.approx(MERIDIAN_DEGREE_KM, abs=0.01)
    assert line.geometry.equals(shapely.LineString([(1, 0), (1, 1)]))
    by_pair = front_km_by_pair(segments_in(squares.cells, segments, squares.areas["west"]))
    assert by_pair == {("BLUE", "RED"): pytest.approx(MERIDIAN_DEGREE_KM, abs=0.01)}


def test_allies_have_no_front_between_them(squares):
    assert front_segments(squares.cells, held("BLUE", "NAVY"), squares.factions).empty


def test_there_is_no_front_against_a_party_that_shares_the_ground(squares):
    shared = State(status=Status.SHARED, controller="RED", parties=("RED", "BLUE"))
    states = held("BLUE", "RED") | {"east": shared}
    assert front_segments(squares.cells, states, squares.factions).empty


def test_contested_ground_has_no_holder_and_so_no_line(squares):
    states = held("BLUE", "RED") | {"east": State(status=Status.CONTESTED, parties=("RED", "BLUE"))}
    assert front_segments(squares.cells, states, squares.factions).empty


def test_ground_disputed_among_allies_still_has_a_front_against_their_enemy(squares):
    states = held("BLUE", "RED") | {"west": State(status=Status.DISPUTED, parties=("BLUE", "NAVY"))}
    (line,) = front_lines(front_segments(squares.cells, states, squares.factions)).itertuples()
    assert (line.one, line.other) == ("BLUE", "RED")


def test_a_cell_never_reaches_across_the_border(tmp_path):
    theatre = theatre_of(tmp_path, places=[place("inside", 0.5, 0.5), place("abroad", 9.0, 9.0)])
    assert set(theatre.cells.pieces["place_id"]) == {"inside"}
    assert theatre.cells.pieces.union_all().equals(theatre.governorates.union_all())


def test_a_single_place_owns_all_the_ground(tmp_path):
    theatre = theatre_of(tmp_path, places=[place("only", 0.3, 0.3)], reports=[])
    assert set(theatre.cells.pieces["place_id"]) == {"only"}


def test_a_quarter_of_a_town_owns_no_country_around_the_town(tmp_path):
    theatre = theatre_of(
        tmp_path,
        places=[place("town", 0.5, 0.5), place("quarter", 0.51, 0.5, kind="neighbourhood"), place("east", 1.5, 0.5)],
        reports=[],
    )
    km2 = theatre.cells.pieces.groupby("place_id")["area_km2"].sum()
    assert 6 < km2["quarter"] < 4 * 3.1416
    assert km2.sum() == pytest.approx(2 * ONE_DEGREE_AT_THE_EQUATOR_KM2, rel=1e-4)
    assert place_at(theatre.cells, 0.515, 0.5) == "quarter"
    assert place_at(theatre.cells, 0.6, 0.5) == "town"


COORDINATES = some.tuples(
    some.floats(0.01, 1.99).map(lambda x: round(x, 3)), some.floats(0.01, 0.99).map(lambda y: round(y, 3))
)


@pytest.mark.thorough
@given(points=some.lists(COORDINATES, min_size=1, max_size=12, unique=True))
@settings(max_examples=40, deadline=None)
def test_cells_cover_the_country_exactly_once(tmp_path_factory, points):
    folder = write_theatre(
        tmp_path_factory.mktemp("t") / "t",
        places=[
            place(f"p{number}", *xy, kind="town" if number % 3 else "neighbourhood") for number, xy in enumerate(points)
        ],
        reports=[],
    )
    theatre = read_theatre(folder)
    pieces = theatre.cells.pieces
    assert shapely.coverage_is_valid(pieces.geometry.to_numpy())
    assert pieces["area_km2"].sum() == pytest.approx(2 * ONE_DEGREE_AT_THE_EQUATOR_KM2, rel=1e-4)
    for number, (x, y) in enumerate(points):
        assert place_at(theatre.cells, x, y) == f"p{number}"
    distance_m = theatre.places.to_crs(local_plane(theatre.extent)).geometry
    for _, piece in pieces.to_crs(local_plane(theatre.extent)).iterrows():
        reach = piece.geometry.representative_point().distance(distance_m)
        nearest = reach.idxmin()
        assert nearest == piece["place_id"] or theatre.places.loc[nearest, "kind"] == "neighbourhood"
