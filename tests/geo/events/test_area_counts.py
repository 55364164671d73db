"""Counts of events by area: what may be added up, and that nothing else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some
from shapely import Point

from geo.analysis.situation import select
from geo.events.area_counts import counts_by_area, is_count
from tests.worlds import event, january, point, theatre_of


def counted(key, many, first, last, kind="Armed clash", **more):
    """So many events that a source counts from one day of January to another, in the middle of the western square."""
    days = {"event_date": f"2025-01-{first:02d}", "end_date": f"2025-01-{last:02d}"}
    said = {"sub_event_type": kind, "geo_precision": 3, "uncertainty_km": 79, "location_en": "Square 1", **more}
    return event(key, days["event_date"], end_date=days["end_date"], count_as="aggregate", event_count=many, **said)


@pytest.fixture
def areas_of(tmp_path):
    """The counts of a theatre of some events, by area, over the whole of January or some days of it."""

    def found(*events, start=1, end=31):
        theatre = theatre_of(tmp_path / "t", events=events)
        return counts_by_area(
            select(theatre, replace(theatre.everything, start=january(start), end=january(end))).events
        )

    return found


def numbers(area):
    return [(tally.inside and tally.inside.events, tally.partly and tally.partly.events) for tally in area.tallies]


def test_the_weeks_of_one_kind_are_added_up(areas_of):
    (area,) = areas_of(counted("a", 37, 4, 10, fatalities_best=12), counted("b", 5, 11, 17))
    (tally,) = area.tallies
    assert (area.source, area.place, area.lon, area.lat) == ("A monitor", "Square 1", 0.5, 0.5)
    total = tally.inside
    assert (total.events, total.killed, total.spans, total.rows) == (42, 12, 2, ("a", "b"))
    assert (total.first, total.last) == (date(2025, 1, 4), date(2025, 1, 17))


def test_kinds_of_acled_leave_each_other_out_and_are_added_up(areas_of):
    (area,) = areas_of(counted("a", 37, 4, 10), counted("b", 5, 4, 10, "Air/drone strike"))
    assert numbers(area) == [(42, None)]
    assert area.tallies[0].kinds == ("Air/drone strike", "Armed clash")
    assert area.tallies[0].inside.spans == 1


def test_the_six_types_leave_each_other_out_and_hold_the_kinds(areas_of):
    rows = counted("a", 37, 4, 10, "Battles"), counted("b", 5, 4, 10, "Riots"), counted("c", 30, 4, 10, "Armed clash")
    (area,) = areas_of(*rows)
    assert numbers(area) == [(42, None), (30, None)]


def test_other_words_may_overlap_and_stand_side_by_side(areas_of):
    words = ("Political violence of all types", "Events targeting civilians", "Demonstrations")
    (area,) = areas_of(*(counted(word, many, 4, 10, word) for word, many in zip(words, (9, 31, 4), strict=True)))
    assert numbers(area) == [(31, None), (9, None), (4, None)]


@pytest.mark.parametrize(
    "other",
    [
        pytest.param((5, 4, 10), id="the same week again"),
        pytest.param((5, 8, 14), id="a week that begins within it"),
        pytest.param((5, 1, 31), id="the month around it"),
        pytest.param((5, 6, 6), id="a day of it"),
    ],
)
def test_what_may_count_the_same_events_is_not_added(areas_of, other):
    (area,) = areas_of(counted("a", 37, 4, 10), counted("b", *other))
    assert numbers(area) == [(37, None), (5, None)]


@pytest.mark.parametrize(
    "apart", [{"source_publisher": "Another"}, {"location_en": "Square 2", "geometry": point(1.5, 0.5)}]
)
def test_two_sources_and_two_areas_are_never_added_up(areas_of, apart):
    areas = areas_of(counted("a", 37, 4, 10), counted("b", 5, 11, 17, **apart))
    assert sorted(numbers(area) for area in areas) == [[(5, None)], [(37, None)]]


def test_a_span_of_which_a_part_lies_in_the_range_is_told_apart(areas_of):
    rows = counted("a", 37, 4, 10), counted("b", 5, 11, 17), counted("c", 8, 18, 24), counted("d", 1, 25, 31)
    (area,) = areas_of(*rows, start=6, end=24)
    assert numbers(area) == [(13, 37)]


def test_the_key_is_the_same_for_every_range(tmp_path):
    theatre = theatre_of(tmp_path / "t", events=[counted("a", 37, 4, 10), counted("b", 5, 11, 17)])
    ranges = [(1, 31), (4, 10), (12, 12)]
    keys = {
        counts_by_area(select(theatre, replace(theatre.everything, start=january(a), end=january(b))).events)[0].key
        for a, b in ranges
    }
    assert len(keys) == 1


def test_incidents_background_and_totals_without_a_number_are_no_counts(tmp_path):
    rows = [event("clash", "2025-01-05"), event("talk", "2025-01-05", count_as="context"),
            event("total", "2025-01-05", count_as="aggregate")]  # fmt: skip
    theatre = theatre_of(tmp_path / "t", events=rows)
    assert not is_count(theatre.events).any()
    assert counts_by_area(select(theatre, theatre.everything).events) == ()


ROWS = some.lists(
    some.tuples(
        some.integers(0, 50), some.integers(1, 25), some.sampled_from([0, 6, 20]),
        some.sampled_from(["Armed clash", "Grenade", "Battles", "raids"]), some.sampled_from(["A", "B"]),
    ),
    min_size=1, max_size=12,
)  # fmt: skip


@pytest.mark.thorough
@given(ROWS)
def test_every_count_stands_in_one_sum_and_no_sum_holds_a_day_of_a_kind_twice(rows):
    found = frame_of(rows)
    totals = [tally.inside for area in counts_by_area(found) for tally in area.tallies]
    assert sorted(row for total in totals for row in total.rows) == sorted(found.index)
    for total in totals:
        part = found.loc[list(total.rows)]
        assert total.events == part["event_count"].sum()
        assert len(set(part["source_publisher"])) == 1
        days = [(row.sub_event_type, day) for row in part.itertuples() for day in days_of(row)]
        assert len(days) == len(set(days))


def frame_of(rows):
    """Counts in one area, as a theatre has them."""
    first = [january(start) for _, start, _, _, _ in rows]
    last = [january(min(31, start + more)) for _, start, more, _, _ in rows]
    table = pd.DataFrame(rows, columns=["event_count", "start", "more", "sub_event_type", "source_publisher"]).assign(
        event_id=[f"{number}" for number in range(len(rows))], first_day=pd.to_datetime(first),
        last_day=pd.to_datetime(last), membership="certain", count_as="aggregate", fatalities_best=pd.NA,
        location_en="West", adm1_pcode="XX01", abroad=False, origin="", asserted_by="",
    )  # fmt: skip
    shapes = [Point(0.5, 0.5)] * len(rows)
    return gpd.GeoDataFrame(table.set_index("event_id", drop=False).rename_axis(None), geometry=shapes, crs=4326)


def days_of(row):
    return range(row.first_day.day, row.last_day.day + 1)
