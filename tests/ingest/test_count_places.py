"""A count of events without a position lies on the whole of the area it counts."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.drafts.draft import draft
from ingest.formats import recognise
from ingest.matching.incoming import incoming
from ingest.matching.preview import gazetteer_of
from tests.ingest.formats.worlds import csv
from tests.worlds import place, theatre_of

NAME = "number_of_demonstration_events_by_month-year.csv"


def brought(folder, header, *rows, name=NAME):
    theatre = theatre_of(folder / "theatre", places=[place("west", 0.5, 0.5, name_en="Westville")])
    table = csv(folder, header, *rows, name=name)
    rows = draft(table, recognise(table).mapping, today=date(2026, 11, 28))
    return incoming(rows, theatre, gazetteer_of(theatre))


def test_a_count_of_a_first_level_area_is_a_circle_that_covers_it(tmp_path):
    found = brought(tmp_path, "Country,Admin1,Month,Year,Events", "Nowhere,Square 2,January,2025,14")
    event = found.events.iloc[0]
    assert (event.geometry.x, event.geometry.y) == pytest.approx((1.5, 0.5))
    assert (event["geo_precision"], event["adm1_pcode"], event["location_en"]) == (3, "XX02", "Square 2")
    assert event["uncertainty_km"] == pytest.approx(78.5, abs=0.5)  # half the diagonal of one degree
    assert (event["coord_source"], event["count_as"]) == ("the whole of Square 2, which it counts", "aggregate")


def test_a_count_of_the_country_covers_the_country_and_one_of_another_country_is_not_placed(tmp_path):
    found = brought(tmp_path, "COUNTRY,MONTH,YEAR,EVENTS", "Nowhere,January,2025,14", "Elsewhere,January,2025,3")
    event = found.events.iloc[0]
    assert (event.geometry.x, event.geometry.y) == pytest.approx((1.0, 0.5))
    assert event["uncertainty_km"] == pytest.approx(124.3, abs=0.5)
    assert (event["adm1_pcode"], found.abroad.rows) == ("", ())
    assert found.by_reason == {"place-not-found": 1}


def test_a_town_of_the_name_of_a_district_is_not_taken_for_the_district(tmp_path):
    header = "Country,Admin1,Admin2,Month,Year,Events"
    found = brought(
        tmp_path, header, "Nowhere,Square 1,Westville,January,2025,14", "Nowhere,Beyond,Westville,January,2025,2"
    )
    event = found.events.iloc[0]
    assert (event["location_en"], event["geo_precision"]) == ("Westville", 3)
    assert event["coord_source"] == "the whole of Square 1, which it counts"
    assert found.by_reason == {"place-not-found": 1}


def test_a_count_that_names_a_town_is_looked_up_as_any_row(tmp_path):
    header = "Week,Type,Place,Events"
    found = brought(tmp_path, header, "2025-01-06,clash,Westville,14", name="weeks.csv")
    assert found.events.iloc[0]["count_as"] == "aggregate"
    assert found.events.iloc[0]["coord_source"].startswith("looked up")
