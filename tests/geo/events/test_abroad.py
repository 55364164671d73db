"""Events abroad are kept, and stand in no figure of the country."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from geo.analysis.situation import Situation, select
from geo.analysis.summary import change_numbers, situation_numbers
from geo.analysis.time_series import events_by_day
from geo.analysis.unit_statistics import unit_figures
from geo.events.near_front import near_front
from geo.query.filters import Filters
from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre
from tests.worlds import event, theatre_of, write_theatre

KM = 1 / 111.2
"""Degrees of a kilometre on the equator, near enough."""


def at(lon: float, lat: float = 0.5, *, day: int = 5, killed: int = 1, key: str = "", **more: Any) -> dict[str, Any]:
    """An event that names no governorate: its country and its point decide."""
    settings: dict[str, Any] = {"adm1_pcode": "", "fatalities_best": killed, **more}
    return event(key or f"at {lon} {lat} {day}", f"2025-01-{day:02}", lon, lat, **settings)


def world(folder: Path, *events: dict[str, Any]) -> Theatre:
    return theatre_of(folder / "theatre", events=events)


def seen(theatre: Theatre, **filters: Any) -> Situation:
    return select(theatre, replace(theatre.everything, **filters))


def abroad(theatre: Theatre) -> dict[str, bool]:
    return theatre.events["abroad"].to_dict()


@pytest.mark.parametrize(
    ("name", "is_abroad"),
    [
        ("Nowhere", False),
        ("XXX", False),
        ("nowhere ", False),
        ("", False),
        ("Some region", False),
        ("Mali", True),
        ("مالي", True),
        ("MLI", True),
        ("432", True),
    ],
)
def test_the_country_a_row_tells_decides_also_where_its_point_lies_inside(tmp_path, name, is_abroad):
    theatre = world(tmp_path, at(0.5, country=name, key="a"))
    assert abroad(theatre) == {"a": is_abroad}


@pytest.mark.parametrize(
    ("km_outside", "uncertainty_km", "is_abroad"),
    [
        (0.0, 1, False),
        (1.5, 0, False),  # outlines may be off by so much
        (2.5, 0, True),
        (2.5, 3, False),  # within its own radius
        (4.5, 30, False),
        (5.5, 30, True),  # beyond the tolerance, however vague it is
        (60.0, 100, True),
    ],
)
def test_without_a_country_the_point_decides_with_a_tolerance_for_coarse_outlines(
    tmp_path, km_outside, uncertainty_km, is_abroad
):
    theatre = world(tmp_path, at(2 + km_outside * KM, key="a", uncertainty_km=uncertainty_km))
    assert abroad(theatre) == {"a": is_abroad}


def test_a_point_off_the_outline_that_counts_belongs_to_the_nearest_governorate(tmp_path):
    theatre = world(tmp_path, at(2 + KM, key="east"), at(-KM, key="west"), at(0.5, 1 + KM, key="north"))
    assert theatre.events["adm1_pcode"].to_dict() == {"east": "XX02", "west": "XX01", "north": "XX01"}


def test_a_row_inside_that_names_no_governorate_on_purpose_is_given_none(tmp_path):
    theatre = world(tmp_path, at(0.5, key="all", uncertainty_km=300))
    assert theatre.events.loc["all", "adm1_pcode"] == ""
    assert seen(theatre).figures.certain == 1


def test_a_row_that_says_neither_country_nor_place_is_the_countrys(tmp_path):
    theatre = world(tmp_path, at(0.5, key="a", geometry=None, count_as="context"))
    assert abroad(theatre) == {"a": False}


def test_own_country_and_point_far_outside_counts_for_the_country(tmp_path):
    theatre = world(tmp_path, at(2 + 50 * KM, country="Nowhere", key="a"))
    assert seen(theatre).figures.certain == 1


def test_a_governorate_that_a_row_names_is_word_enough(tmp_path):
    theatre = world(tmp_path, at(2 + 50 * KM, adm1_pcode="XX02", key="a"))
    assert abroad(theatre) == {"a": False}


HOME = [at(0.5, day=day, killed=day) for day in (3, 4, 5)] + [at(1.0, 0.5, day=6, killed=2, sub_event_type="Attack")]
AWAY = [
    at(0.9, day=4, killed=100, country="Mali", key="inside, of another country"),
    at(3.5, day=5, killed=1000, key="far"),
    at(1.0, 1.4, day=6, killed=10000, key="north", sub_event_type="Air/drone strike",
       event_type="Explosions/Remote violence"),
]  # fmt: skip


def without_abroad(told: dict[str, Any]) -> dict[str, Any]:
    """Figures without what is told apart, and without which data they are of."""
    events = {key: value for key, value in told.get("events", {}).items() if key != "abroad"}
    return {**told, "version": "", "events": events}


def test_what_lies_abroad_changes_no_figure(tmp_path):
    own, both = world(tmp_path / "own", *HOME), world(tmp_path / "both", *HOME, *AWAY)
    assert len(both.events) == len(own.events) + 3
    one, other = seen(own), seen(both)
    assert without_abroad(situation_numbers(one)) == without_abroad(situation_numbers(other))
    assert without_abroad(change_numbers(one)) == without_abroad(change_numbers(other))
    assert other.figures.strikes == {"certain": 0, "possible": 0}
    assert events_by_day(one.events).equals(events_by_day(other.events))
    near = [near_front(found.events, found.front_lines, own.extent, within_km=60) for found in (one, other)]
    assert near[0] == near[1]
    assert near[0].events.certain > 0
    assert [row.events for row in unit_figures(one, own.divisions[0])] == [
        row.events for row in unit_figures(other, both.divisions[0])
    ]


def test_what_counts_and_what_lies_abroad_is_all_that_is_kept(tmp_path):
    found = seen(world(tmp_path, *HOME, *AWAY)).figures
    assert (found.certain, found.abroad.certain) == (4, 3)
    assert (found.fatalities.best, found.abroad.fatalities.best) == (3 + 4 + 5 + 2, 11100)


def test_an_area_holds_nothing_that_lies_abroad(tmp_path):
    theatre = world(tmp_path, *HOME, *AWAY, at(0.5, day=7, country="Mali", adm1_pcode="XX01", key="claimed"))
    west = seen(theatre, area="west")
    assert not west.events["abroad"].any()
    assert west.figures.abroad.certain == 0


def test_a_point_moved_over_the_border_moves_from_one_figure_to_the_other(tmp_path):
    for number, (lon, counts) in enumerate([(1.99, (1, 0)), (2.2, (0, 1))]):
        found = seen(world(tmp_path / str(number), at(lon, key="a"))).figures
        assert (found.certain, found.abroad.certain) == counts


def test_the_order_of_rows_is_irrelevant(tmp_path):
    events = [*HOME, *AWAY, at(2 + 3 * KM, uncertainty_km=3, key="edge"), at(1, 1 + KM, key="corner")]
    expected = world(tmp_path / "as they are", *events).events[["abroad", "adm1_pcode"]]
    random.Random(1).shuffle(events)
    mixed = world(tmp_path / "mixed", *events).events[["abroad", "adm1_pcode"]]
    assert mixed.reindex(expected.index).equals(expected)


def test_running_totals_and_background_abroad_are_not_counted_there_either(tmp_path):
    found = seen(world(tmp_path, at(3.0, key="a", count_as="aggregate"), at(3.0, key="b", count_as="context"))).figures
    assert not found.abroad.any


def test_an_event_at_home_is_no_duplicate_of_one_abroad(tmp_path):
    folder = write_theatre(
        tmp_path / "theatre",
        events=[
            at(0.5, key="home", origin="one.csv"),
            at(0.5, key="away", origin="two.csv", country="Mali"),
            at(0.5, key="again", origin="two.csv", country="Mali", fatalities_best=3),
        ],
    )
    theatre = read_theatre(folder)
    assert (theatre.events["probable_duplicate_of"] == "").all()
    once = select(theatre, Filters(start=theatre.start, end=theatre.end, area="both", count_once=True)).figures
    assert (once.certain, once.abroad.certain) == (1, 2)


@pytest.mark.parametrize("name", ["Israel", "إسرائيل"])
def test_a_name_that_some_sources_use_for_more_leaves_it_to_the_point(tmp_path, name):
    """UCDP counts the West Bank and Gaza under Israel: in a theatre of Palestine the point decides."""
    folder = write_theatre(
        tmp_path / "theatre", events=[at(0.5, key="in", country=name), at(3, key="out", country=name)]
    )
    for path in (folder / "theatre.toml", folder / "boundaries" / "countries.geojson"):
        path.write_text(path.read_text(encoding="utf-8").replace("XXX", "PSE"), encoding="utf-8")
    assert abroad(read_theatre(folder)) == {"in": False, "out": True}
