"""Cells, areas and front lines: laws of the ground."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as some

from geo.common.crs import local_plane
from geo.control.areas import areas_of_control, ground_by_holder
from geo.control.front_line import front_km_by_pair, front_lines, front_segments, segments_in
from geo.control.state import State
from geo.control.voronoi import VoronoiCells, build_cells, cells_of_faces, place_at, shared_edges
from geo.registry.settings import Area
from geo.registry.statuses import Status
from geo.theatre.loader import read_theatre
from tests.worlds import drawing, feature, place, theatre_of, write_theatre

ONE_DEGREE_AT_THE_EQUATOR_KM2 = 12_309
"""Area of 0-1° E, 0-1° N on WGS 84, from Karney's polygon area (pyproj.Geod.polygon_area_perimeter)."""
MERIDIAN_DEGREE_KM = 110.574
"""Length of the meridian from 0° to 1° N on WGS 84."""


EXTENT = (0.0, 0.0, 2.0, 1.0)


WHOLE = shapely.box(0, 0, 2, 1)


def gazetteer(**points: tuple[float, float]) -> gpd.GeoDataFrame:
    """Towns by name, and those that begin with "quarter" as quarters of a town."""
    kinds = ["neighbourhood" if name.startswith("quarter") else "town" for name in points]
    return gpd.GeoDataFrame(
        {"place_id": list(points), "kind": kinds}, geometry=shapely.points(list(points.values())), crs=4326
    )


def country(*outlines: shapely.Polygon) -> gpd.GeoDataFrame:
    codes = [f"XX0{number}" for number in range(1, len(outlines) + 1)]
    return gpd.GeoDataFrame({"adm1_pcode": codes}, geometry=list(outlines), crs=4326)


def built(places: gpd.GeoDataFrame, *outlines: shapely.Polygon, km: float = 1000.0, water=None) -> VoronoiCells:
    ground = country(*(outlines or (shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1))))
    return build_cells(places, ground, EXTENT, inferred_beyond_km=km, water=water)


def owned(cells: VoronoiCells, *keys: str) -> dict:
    """Square degrees, as km² on the equator, by keys of the pieces."""
    km2 = cells.pieces.groupby(list(keys) if len(keys) > 1 else keys[0])["area_km2"].sum()
    return (km2 / ONE_DEGREE_AT_THE_EQUATOR_KM2).to_dict()


def close(**shares: float) -> dict:
    return {name: pytest.approx(share, rel=1e-3) for name, share in shares.items()}


def test_each_place_owns_its_half_and_pieces_are_sorted_by_owner_and_governorate():
    """Of a country whose middle governorate both share."""
    cells = built(
        gazetteer(west=(0.5, 0.5), east=(1.5, 0.5)),
        shapely.box(0, 0, 0.5, 1), shapely.box(0.5, 0, 1.5, 1), shapely.box(1.5, 0, 2, 1),
    )  # fmt: skip
    assert list(cells.pieces.columns) == ["place_id", "adm1_pcode", "inferred", "geometry", "area_km2"]
    assert cells.pieces[["place_id", "adm1_pcode", "inferred"]].to_numpy().tolist() == [
        ["east", "XX02", False], ["east", "XX03", False], ["west", "XX01", False], ["west", "XX02", False],
    ]  # fmt: skip
    assert (cells.area_km2 / ONE_DEGREE_AT_THE_EQUATOR_KM2).tolist() == pytest.approx([0.5] * 4, rel=1e-3)
    assert cells.pieces.crs == 4326
    assert cells.pieces.geometry[1].equals(shapely.box(1.5, 0, 2, 1))
    assert (cells.adm1.tolist(), cells.is_far.tolist()) == (["XX02", "XX03", "XX01", "XX02"], [False] * 4)
    ids, owner = cells.places
    assert (ids, owner.tolist()) == (("east", "west"), [0, 0, 1, 1])


def test_two_places_side_by_side_share_a_wide_country():
    """So close to each other that the lines between them have to be drawn on to its border."""
    cells = built(gazetteer(west=(0.999, 0.5), east=(1.001, 0.5)), WHOLE)
    assert owned(cells, "place_id") == close(west=1, east=1)


def test_ground_between_governorates_and_around_them_is_nobodys():
    """Two triangles of one square, of which each lies in the frame of the other, and half a square beside them."""
    lower, upper = shapely.Polygon([(0, 0), (1, 0), (1, 1)]), shapely.Polygon([(0, 0), (1, 1), (0, 1)])
    beside = shapely.Polygon([(1, 0), (2, 0), (2, 1)])
    places = gazetteer(one=(0.7, 0.3), other=(0.3, 0.7), third=(1.7, 0.3))
    cells = built(places, lower, upper, beside)
    assert owned(cells, "adm1_pcode") == close(XX01=0.5, XX02=0.5, XX03=0.5)


def test_ground_in_two_governorates_counts_once():
    cells = built(gazetteer(west=(0.5, 0.5), east=(1.5, 0.5)), shapely.box(0, 0, 1.25, 1), shapely.box(0.75, 0, 2, 1))
    assert cells.pieces["area_km2"].sum() == pytest.approx(2 * ONE_DEGREE_AT_THE_EQUATOR_KM2, rel=1e-3)


def test_ground_beyond_a_distance_of_all_places_is_inferred():
    """All but a disc of 20 km around each: 1,257 km²."""
    cells = built(gazetteer(west=(0.5, 0.5), east=(1.5, 0.5)), km=20.0)
    disc, rest = 1256.6 / ONE_DEGREE_AT_THE_EQUATOR_KM2, 1 - 1256.6 / ONE_DEGREE_AT_THE_EQUATOR_KM2
    assert owned(cells, "place_id", "inferred") == {
        ("west", False): pytest.approx(disc, rel=1e-3), ("east", False): pytest.approx(disc, rel=1e-3),
        ("west", True): pytest.approx(rest, rel=1e-3), ("east", True): pytest.approx(rest, rel=1e-3),
    }  # fmt: skip
    assert cells.pieces["inferred"].tolist() == [False, True, False, True]


def test_a_quarter_owns_what_lies_within_two_kilometres_and_the_towns_have_the_rest():
    """It lies north of two towns side by side: all but its disc of 12.6 km² is divided as if it were not there."""
    cells = built(gazetteer(west=(0.999, 0.5), quarter=(1.0, 0.8), east=(1.001, 0.5)), WHOLE)
    disc = 12.566 / ONE_DEGREE_AT_THE_EQUATOR_KM2
    shares = owned(cells, "place_id")
    assert shares["quarter"] == pytest.approx(disc, rel=0.01)
    assert shares == {**close(west=1 - disc / 2, east=1 - disc / 2), "quarter": shares["quarter"]}


def test_in_a_gazetteer_of_quarters_alone_they_own_all_ground():
    cells = built(gazetteer(quarter_west=(0.5, 0.5), quarter_east=(1.5, 0.5)))
    assert owned(cells, "place_id") == close(quarter_west=1, quarter_east=1)


RIVER = shapely.LineString([(0.8, -0.1), (0.8, 1.1)])


def test_what_lies_across_water_goes_to_the_nearest_place_of_its_own_side():
    """West of the river at 0.8° E both own their half; what the nearest place has east of it goes to the east."""
    places = gazetteer(far_east=(1.9, 0.5), east=(1.5, 0.5), west=(0.5, 0.5))
    assert owned(built(places, water=RIVER), "place_id") == close(west=0.8, east=0.9, far_east=0.3)
    assert owned(built(places), "place_id") == close(west=1, east=0.7, far_east=0.3)


def test_ground_across_water_from_all_its_nearest_places_stays_with_the_nearest():
    """Thirteen places west of the river, so that the east is none of the twelve nearest to what lies just across; with
    twelve, it is."""
    crowd = {f"west{number:02d}": (0.7, 0.44 + number / 100) for number in range(13)}
    thirteen = built(gazetteer(**crowd, east=(1.9, 0.5)), water=RIVER)
    assert place_at(thirteen, 0.85, 0.505) in crowd
    del crowd["west00"]
    eleven = dict(list(crowd.items())[:11])
    assert place_at(built(gazetteer(**eleven, east=(1.9, 0.5)), water=RIVER), 0.85, 0.505) == "east"


def test_a_quarter_takes_no_ground_for_the_sake_of_a_river():
    """Only towns are asked for what lies across."""
    places = gazetteer(west=(0.5, 0.5), quarter=(0.9, 0.5), east=(1.5, 0.5))
    assert place_at(built(places, water=RIVER), 0.85, 0.9) == "east"


def area(**more: Any) -> Area:
    said = {"id": "a", "name_en": "A", "adm1": frozenset(), "bounds": (0.0, 0.0, 2.0, 1.0), **more}
    return Area(**said)


def test_an_area_has_the_pieces_of_its_governorates_and_no_edges():
    cells = built(gazetteer(west=(0.5, 0.5), east=(1.5, 0.5)))
    assert cells.inside(area()) is cells
    east = cells.inside(area(adm1=frozenset({"XX02"})))
    assert east.pieces["place_id"].tolist() == ["east"]
    assert (list(east.pieces.index), list(east.pieces)) == ([0], list(cells.pieces))
    assert not cells.edges.empty
    assert (len(east.edges), list(east.edges)) == (0, list(cells.edges))
    assert cells.inside(area(adm1=frozenset({"XX01"}))).pieces["place_id"].tolist() == ["west"]


class Drawn(Area):
    """An area that is drawn."""

    is_whole = False


def drawn(outline: shapely.Polygon) -> Area:
    """An area inside an outline."""
    return type("Outline", (Drawn,), {"outline": outline})("d", "D", frozenset(), (0.0, 0.0, 2.0, 1.0))


def test_an_area_that_is_drawn_cuts_the_pieces_along_its_outline():
    cells = built(gazetteer(west=(0.5, 0.5), east=(1.5, 0.5)))
    inside = cells.inside(drawn(shapely.box(0.5, 0, 1.25, 1)))
    assert owned(inside, "place_id") == close(west=0.5, east=0.25)
    assert inside.pieces.geometry[0].symmetric_difference(shapely.box(1, 0, 1.25, 1)).area < 1e-6
    assert (inside.pieces.crs, list(inside.pieces.index), list(inside.pieces)) == (4326, [0, 1], list(cells.pieces))


def test_a_piece_inside_an_outline_stays_as_it_is_and_one_beside_it_is_none():
    """Four governorates in a row; the outline holds the second whole, half of the third, and touches the first."""
    strips = [shapely.box(west, 0, west + 0.5, 1) for west in (0.0, 0.5, 1.0, 1.5)]
    cells = built(gazetteer(only=(1.0, 0.5)), *strips)
    inside = cells.inside(drawn(shapely.box(0.5, -0.1, 1.25, 1.1)))
    assert owned(inside, "adm1_pcode") == close(XX02=0.5, XX03=0.25)
    wider = cells.inside(drawn(shapely.box(0.45, -0.1, 1.25, 1.1)))
    assert owned(wider, "adm1_pcode") == close(XX01=0.05, XX02=0.5, XX03=0.25)
    assert wider.pieces.geometry[1] is cells.pieces.geometry[1]
    assert wider.pieces["area_km2"][1] == cells.pieces["area_km2"][1]


def test_an_outline_of_less_than_a_square_kilometre_has_its_ground():
    cells = built(gazetteer(only=(1.0, 0.5)))
    inside = cells.inside(drawn(shapely.box(0.2, 0.2, 0.205, 0.205)))
    assert owned(inside, "place_id") == close(only=0.005**2)


def faces(*rows: tuple[str, str, shapely.Polygon]) -> gpd.GeoDataFrame:
    ids, codes, shapes = zip(*rows, strict=True)
    return gpd.GeoDataFrame({"place_id": ids, "adm1_pcode": codes, "inferred": False}, geometry=list(shapes), crs=4326)


def test_faces_of_one_owner_in_one_governorate_are_one_piece():
    cells = cells_of_faces(
        faces(
            ("b", "X", shapely.box(0, 0, 1, 1)), ("a", "Y", shapely.box(1, 0, 2, 1)),
            ("a", "X", shapely.box(2, 0, 3, 1)), ("b", "X", shapely.box(0, 1, 1, 2)),
        )
    )  # fmt: skip
    assert cells.pieces[["place_id", "adm1_pcode"]].to_numpy().tolist() == [["a", "X"], ["a", "Y"], ["b", "X"]]
    assert cells.pieces.geometry[2].equals(shapely.box(0, 0, 1, 2))
    alone = shapely.box(2, 0, 3, 1)
    assert shapely.get_coordinates(cells.pieces.geometry[0]).tolist() == shapely.get_coordinates(alone).tolist()


def test_corners_are_kept_to_the_seventh_decimal():
    cells = cells_of_faces(faces(("a", "X", shapely.box(0.123456784, 0, 1, 1))))
    assert cells.pieces.geometry[0].bounds == (0.1234568, 0.0, 1.0, 1.0)


def test_edges_are_segments_that_two_pieces_share():
    """Two squares beside each other under a bar: the border of the squares, and one of each with the bar."""
    square, other = shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)
    bar = shapely.Polygon([(0, 1), (1, 1), (2, 1), (2, 2), (0, 2)])
    edges = shared_edges(gpd.GeoDataFrame(geometry=[square, other, bar], crs=4326))
    assert list(edges.columns) == ["x1", "y1", "x2", "y2", "left", "right", "length_km"]
    assert edges.drop(columns="length_km").to_numpy().tolist() == [
        [0, 1, 1, 1, 0, 2], [1, 0, 1, 1, 0, 1], [1, 1, 2, 1, 1, 2],
    ]  # fmt: skip
    assert edges["length_km"].tolist() == pytest.approx([111.30, MERIDIAN_DEGREE_KM, 111.30], abs=0.01)
    assert list(edges.index) == [0, 1, 2]


def test_a_hole_has_edges_with_what_fills_it():
    around = shapely.box(0, 0, 3, 3).difference(shapely.box(1, 1, 2, 2))
    parts = gpd.GeoDataFrame(geometry=[shapely.MultiPolygon([around]), shapely.box(1, 1, 2, 2)], crs=4326)
    edges = shared_edges(parts)
    assert edges[["left", "right"]].to_numpy().tolist() == [[0, 1]] * 4
    assert shared_edges(parts.iloc[:1]).empty


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
