"""Strips between two drawings of one border: nobody's, told apart from ground that is thin and true.

Most worlds are squares in kilometres, so that each sum can be done by hand; the areas are worked out by another route.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as some
from shapely import affinity

from geo.analysis.situation import select
from geo.analysis.summary import place_numbers, situation_numbers
from geo.common.plane import measuring_plane
from geo.control.rule_texts import Rule
from geo.polygons.daily_coverage import BETWEEN_OUTLINES, DailyCoverage, MappedGround, drawn_state, rest_state
from geo.polygons.overlay_change import overlay_transitions
from geo.polygons.series import front_km_by_day, km2_by_day, read_series
from geo.theatre.frame import read_frame
from geo.theatre.loader import read_theatre
from ingest.histories.history_factions import FactionRule
from ingest.histories.history_files import Provenance, write_history
from ingest.histories.history_options import HistoryOptions
from ingest.histories.outline_strips import Outline, measured_width_m
from ingest.histories.polygon_histories import read_polygon_history
from tests.worlds import drawing as drawing_file
from tests.worlds import (
    feature,
    fitted_theatre,
    january,
    place,
    rectangle,
    theatre_without_reports,
)

PLANE = measuring_plane((0, 0, 2, 1))
KM = 1000.0


def km(*bounds: float) -> shapely.Geometry:
    return shapely.box(*(edge * KM for edge in bounds))


def ground(*parts: shapely.Geometry) -> MappedGround:
    names = np.array([f"XX{number}" for number in range(len(parts))])
    return MappedGround(PLANE, names, np.array(parts, dtype=object))


COUNTRY = km(0, 0, 200, 100)


def strips(drawn: shapely.Geometry, width_km: float = 5, country: shapely.Geometry = COUNTRY) -> shapely.Geometry:
    return Outline(ground(country), width_km * KM).strips(drawn)


def km2(shape: shapely.Geometry) -> float:
    return shape.area / KM**2


def test_what_lies_between_the_drawn_edge_and_the_border_is_a_strip_up_to_the_front():
    drawn = km(2, 2, 100, 98)
    found = strips(drawn)
    assert km2(found) == pytest.approx(100 * 100 - 98 * 96)
    assert found.symmetric_difference(km(0, 0, 100, 100) - drawn).area == pytest.approx(0, abs=1)


def test_an_edge_that_crosses_the_border_to_and_fro_leaves_the_strips_inside():
    wave = [(x * KM, (1.5 * np.sin(x / 5)) * KM) for x in range(101)]
    drawn = shapely.Polygon([*wave, (100 * KM, 100 * KM), (0, 100 * KM)])
    found = strips(drawn)
    by_hand = km(0, 0, 100, 100) - drawn
    assert found.area == pytest.approx(by_hand.area, rel=1e-6)
    assert shapely.get_num_geometries(found) == 4  # the half waves that lie inside


@pytest.mark.parametrize(
    ("drawn", "country", "why"),
    [
        (km(0, 3, 200, 100) | km(0, 0, 200, 3), COUNTRY, "a thin holding that is drawn"),
        (km(0, 0, 100, 100), COUNTRY, "both draw one line"),
        (km(20, 20, 100, 80), COUNTRY, "no border is near"),
        (km(0, 10, 200, 100), COUNTRY, "what is left is wide"),
        (km(0, 0, 90, 100), COUNTRY | km(92, 110, 93, 114), "an island that nobody draws"),
        (km(0, 0, 100, 96), COUNTRY | km(50, 100, 52, 140), "a spit, and the strip at its foot is another matter"),
        (km(0, 0, 200, 100) - km(50, 0, 54, 4), COUNTRY, "a pocket at the coast"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_strip_is_left_as_it_is(drawn, country, why):
    found = strips(drawn, country=country)
    if why.startswith("a spit"):
        assert km2(found) == pytest.approx(4 * 100 + 2 * 1)  # 5 km from what is drawn the foot ends
        return
    assert found.is_empty, why


def test_a_bridgehead_at_the_border_has_its_strip_and_no_more():
    drawn = km(95, 1, 105, 9)
    assert km2(strips(drawn)) == pytest.approx(10 * 1)  # 10 km of border, 1 km wide


def test_a_corridor_along_the_border_that_others_hold_is_no_strip_where_it_is_said_to_be_none():
    drawn = km(0, 3, 200, 100)
    assert km2(strips(drawn, 5)) == pytest.approx(600)
    assert strips(drawn, 2).is_empty
    assert strips(drawn, 0).is_empty


def test_the_width_is_measured_where_the_two_outlines_cross_and_not_where_an_edge_keeps_its_distance():
    corners = [(x, 1.2 + np.sin(x / 3.0)) for x in range(0, 201, 1)]
    drawn = shapely.Polygon([(x * KM, y * KM) for x, y in [*corners, (200, 60), (0, 60)]])
    assert measured_width_m([drawn], ground(COUNTRY)) == pytest.approx(4 * 1.2 * KM, rel=0.15)
    assert (
        measured_width_m(
            [shapely.Polygon([(x * KM, y * KM) for x, y in ((0, 50), (100, -50), (200, 50))])], ground(COUNTRY)
        )
        == 0
    )
    assert measured_width_m([km(0, 3, 200, 100)], ground(COUNTRY)) == 0
    assert measured_width_m([km(20, 20, 100, 80)], ground(COUNTRY)) == 0
    assert measured_width_m([COUNTRY], ground(COUNTRY)) == 0
    assert measured_width_m([], ground(COUNTRY)) == 0


def drawing(rest: str, **by_faction: shapely.Geometry) -> DailyCoverage:
    return DailyCoverage(
        {drawn_state(frozenset({name})): shape for name, shape in by_faction.items()}, rest_state(rest)
    )


def fitted(rest: str, **by_faction: shapely.Geometry) -> DailyCoverage:
    """The drawing with its strips, as an import keeps them."""
    found = drawing(rest, **by_faction)
    return replace(
        found, regions={**found.regions, BETWEEN_OUTLINES: strips(shapely.union_all([*by_faction.values()]))}
    )


def standing_km2(drawn: DailyCoverage) -> dict[str, float]:
    held = {name: float(ground(COUNTRY).km2_of(shape).sum()) for name, shape in drawn.standings.items()}
    held[drawn.rest.standing] = held.get(drawn.rest.standing, 0) + km2(COUNTRY) - sum(held.values())
    return held


RAGGED = some.tuples(*(some.floats(0.2, 3.0) for _ in range(4)), some.floats(30, 170)).map(
    lambda edges: km(edges[0], edges[1], edges[4], 100 - edges[2])
)


@given(RAGGED, some.sampled_from(["BLUE", ""]))
@settings(deadline=None, max_examples=40)
def test_held_strips_and_unknown_ground_add_up_to_the_country(drawn, rest):
    found = fitted(rest, RED=drawn)
    assert sum(standing_km2(found).values()) == pytest.approx(km2(COUNTRY))
    assert found.strips.intersection(drawn).area == pytest.approx(0, abs=1)
    assert found.strips.difference(COUNTRY).area == pytest.approx(0, abs=1)


@given(RAGGED)
@settings(deadline=None, max_examples=20)
def test_the_mirror_of_factions_and_of_the_map_has_the_mirror_of_the_strips(drawn):
    one, other = fitted("BLUE", RED=drawn), fitted("RED", BLUE=drawn)
    assert one.strips.equals(other.strips)
    turned = strips(affinity.scale(drawn, -1, 1, origin=(100 * KM, 0)))
    assert turned.area == pytest.approx(one.strips.area, rel=1e-6, abs=1)


def test_the_strips_are_the_same_where_both_sides_are_drawn_and_nobody_has_the_rest():
    red, blue = km(2, 2, 100, 98), km(100, 2, 198, 98)
    found = fitted("", RED=red, BLUE=blue)
    assert km2(found.strips) == pytest.approx(km2(COUNTRY) - 2 * 98 * 96)
    assert standing_km2(found)["unknown"] == pytest.approx(km2(found.strips))


def test_an_advance_along_the_border_shows_no_strip_as_change():
    then, now = fitted("BLUE", RED=km(2, 2, 100, 98)), fitted("BLUE", RED=km(2, 2, 110, 98))
    found = overlay_transitions(then, now, ground(COUNTRY))
    gained = {(row.before, row.after): row.area_km2 for row in found if row.area_km2}
    assert gained == {("BLUE", "RED"): pytest.approx(10 * 96)}
    assert sum(row.sliver_km2 for row in found) == pytest.approx(10 * 4)  # the strips came with it
    back = overlay_transitions(now, then, ground(COUNTRY))
    assert sum(row.sliver_km2 for row in back) == pytest.approx(10 * 4)


def test_an_outline_drawn_anew_shows_no_change():
    then, now = fitted("BLUE", RED=km(2, 2, 100, 98)), fitted("BLUE", RED=km(1, 1.5, 100, 99))
    assert [row for row in overlay_transitions(then, now, ground(COUNTRY)) if row.area_km2 > 1e-6] == []


def test_figures_count_the_strips():
    assert fitted("BLUE", RED=km(2, 2, 100, 98)).strip_figures == (1, pytest.approx(100 * 100 - 98 * 96))
    assert drawing("BLUE", RED=km(2, 2, 100, 98)).strip_figures == (0, 0)


# A whole theatre -----------------------------------------------------------------------------------------------------

INSIDE = rectangle(0.02, 0.02, 0.8, 0.98)
MORE = rectangle(0.02, 0.02, 0.9, 0.98)
PLACES = [place("coast", 0.4, 0.01, adm1_pcode="XX01"), place("middle", 0.4, 0.5, adm1_pcode="XX01"),
          place("east", 1.5, 0.5, adm1_pcode="XX02")]  # fmt: skip


@pytest.fixture(scope="module")
def theatre(tmp_path_factory):
    """RED is drawn 2.2 km inside the border, BLUE has the rest; on the 3rd RED advances."""
    folder = tmp_path_factory.mktemp("strips")
    days = {1: [("RED", INSIDE)], 3: [("RED", MORE)]}
    return fitted_theatre(folder, days, rest="BLUE", strip_km=5, places=PLACES, reports=[])


def test_the_front_of_a_theatre_is_the_inner_edge_alone(theatre):
    picture = theatre.control.snapshot(january(1), None)
    (line,) = picture.fronts.itertuples()
    assert line.length_km == pytest.approx(0.96 * 110.574, abs=0.05)
    assert line.geometry.bounds == pytest.approx((0.8, 0.02, 0.8, 0.98))
    kept = read_series(theatre.history, theatre.governorates, theatre.extent, theatre.factions)
    assert front_km_by_day(kept).iloc[0, 0] == pytest.approx(line.length_km)
    assert km2_by_day(kept).sum(axis=1).iloc[0] == pytest.approx(2 * 12_308.464, rel=1e-6)


def test_ground_between_the_outlines_is_unknown_and_the_total_stays(theatre):
    areas = theatre.control.snapshot(january(1), None).areas.set_index("controller")["area_km2"]
    square = 12_308.464
    assert areas.sum() == pytest.approx(2 * square, rel=1e-6)
    assert areas["RED"] == pytest.approx(square * 0.78 * 0.96, rel=1e-4)
    assert areas["BLUE"] == pytest.approx(square * 1.2, rel=1e-4)
    assert areas[""] == pytest.approx(square * (0.8 - 0.78 * 0.96), rel=1e-3)


def test_a_place_in_a_strip_is_held_by_nobody_and_says_why(theatre):
    state = theatre.control.snapshot(january(1), None).states["coast"]
    assert (state.standing, state.rule) == ("unknown", Rule.BETWEEN_OUTLINES)
    story = place_numbers(theatre, "coast", january(3))
    assert [entry["rule"] for entry in story["history"]] == ["between-outlines"]
    assert BETWEEN_OUTLINES.rule is state.rule


def test_the_numbers_of_the_day_name_the_strips(theatre):
    found = situation_numbers(select(theatre, replace(theatre.everything, start=january(1), end=january(1))))
    assert found["history"]["strip_km"] == 5
    assert found["history"]["strips"] == 1
    assert found["history"]["strips_km2"] == pytest.approx(found["no_holder_km2"]["unknown"], abs=0.1)


def test_change_between_the_days_is_the_advance(theatre):
    change = theatre.control.change(january(1), january(3), None)
    assert {pair for pair, km2 in change.transitions.items() if km2 > 0.01} == {("BLUE", "RED")}
    assert sum(change.transitions.values()) == pytest.approx(12_308.464 * 0.1 * 0.96, rel=1e-3)


def test_a_circle_about_a_place_at_the_border_counts_the_strip_apart(theatre):
    whole = theatre.control.snapshot(january(1), None).areas
    circle = shapely.Point(0.4, 0.01).buffer(0.05)
    (found,) = theatre.control.within(circle, [january(1)], None)
    red = whole[whole["controller"] == "RED"].geometry.iloc[0].intersection(circle)
    strip = whole[whole["controller"] == ""].geometry.iloc[0].intersection(circle)
    assert set(found) == {"RED", "unknown"}
    assert found["unknown"] / found["RED"] == pytest.approx(strip.area / red.area, rel=1e-3)


def test_on_a_day_between_spans_on_which_nothing_is_drawn_nobody_holds_the_rest(tmp_path):
    folder = theatre_without_reports(tmp_path / "t")
    path = drawing_file(
        tmp_path / "s.geojson",
        feature(INSIDE, start="2025-01-01", end="2025-01-05"),
        feature(INSIDE, start="2025-01-10", end="2025-01-11"),
    )
    frame = read_frame(folder)
    options = HistoryOptions(factions=FactionRule(faction="RED"), rest="BLUE")
    write_history(folder / "control", read_polygon_history(path, options, frame), Provenance("", "", "BLUE"), frame)
    theatre = read_theatre(folder)
    held = {day: set(theatre.control.snapshot(january(day), None).areas["controller"]) for day in (5, 7, 10)}
    assert held == {5: {"RED", "BLUE"}, 7: {""}, 10: {"RED", "BLUE"}}
    kept = km2_by_day(read_series(theatre.history, theatre.governorates, theatre.extent, theatre.factions))
    assert kept.loc["2025-01-07", "unknown"] == pytest.approx(2 * 12_308.464, rel=1e-6)


def test_a_spike_that_rounding_leaves_along_a_drawn_edge_decides_nothing():
    east = 129.4492200296826
    assert km2(strips(km(1, 1, east, 99))) == pytest.approx(east * 100 - (east - 1) * 98)
