"""Counts of events: ACLED's aggregates, and any table with a column that counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.events.events import AGGREGATE
from ingest.drafts.draft import draft
from ingest.formats import recognise
from ingest.mappings.mapping import from_toml
from tests.ingest.formats.worlds import TODAY, csv, drafted, held, only

WEEKLY = (
    "WEEK,REGION,COUNTRY,ADMIN1,EVENT_TYPE,SUB_EVENT_TYPE,EVENTS,FATALITIES,POPULATION_EXPOSURE,DISORDER_TYPE,ID,"
    "CENTROID_LATITUDE,CENTROID_LONGITUDE"
)
WEEK = "2024-11-30,Middle East,Syria,North,Battles,Armed clash,37,112,120000,Political violence,3101,36.2,37.6"


def test_a_week_of_acled_is_one_count_that_covers_its_week_and_its_region(tmp_path):
    found, rows = drafted(csv(tmp_path, WEEKLY, WEEK))
    assert (found.format.id, found.questions) == ("acled-aggregates", ())
    held(
        only(rows),
        count_as=AGGREGATE, event_count=37, event_date="2024-11-30", end_date="2024-12-06", time_precision=2,
        event_type="Battles", sub_event_type="Armed clash", place="North", adm1="North", country="Syria",
        latitude=36.2, longitude=37.6, geo_precision=3, uncertainty_km=100.0, fatalities_best=112,
        summary="37 events, 112 killed, from 2024-11-30 to 2024-12-06: Armed clash, North.",
    )  # fmt: skip


def test_the_id_of_a_count_outlives_an_export_with_other_numbers(tmp_path):
    _, before = drafted(csv(tmp_path, WEEKLY, WEEK))
    _, after = drafted(csv(tmp_path, WEEKLY, WEEK.replace(",37,112,", ",38,115,")))
    assert only(before)["source_id"] == only(after)["source_id"] != ""
    assert only(before)["summary"] != only(after)["summary"]


def test_two_counts_of_the_same_get_no_id_so_that_none_is_lost(tmp_path):
    _, rows = drafted(csv(tmp_path, WEEKLY, WEEK, WEEK.replace(",37,112,", ",2,0,")))
    assert list(rows.events["source_id"]) == ["", ""]


def test_a_count_of_nothing_is_set_aside_and_a_count_of_deaths_alone_is_not(tmp_path):
    rows = (WEEK.replace(",37,112,", ",0,0,"), WEEK.replace(",37,112,", ",0,3,"))
    _, read = drafted(csv(tmp_path, WEEKLY, *rows))
    assert read.faults.by_reason() == {"counts-nothing": 1}


@pytest.mark.parametrize(
    ("name", "kind", "counted"),
    [
        ("number_of_political_violence_events_by_country-month-year_as-of-08May2026.csv", "Battles",
         "Political violence of all types"),
        ("number_of_demonstration_events_by_country-month-year.csv", "Protests", "Demonstrations"),
        ("number_of_events_targeting_civilians_by_country-year.csv", "Violence against civilians",
         "Events targeting civilians"),
    ],
)  # fmt: skip
def test_a_table_of_countries_and_months_is_counted_by_what_its_name_says(tmp_path, name, kind, counted):
    found, rows = drafted(csv(tmp_path, "COUNTRY,MONTH,YEAR,EVENTS", "Syria,November,2024,412", name=name))
    assert found.format.id == "acled-aggregates"
    held(
        only(rows),
        count_as=AGGREGATE, event_date="2024-11-01", end_date="2024-11-30", event_type=kind, sub_event_type=counted,
        place="Syria", event_count=412,
        summary=f"412 events, from 2024-11-01 to 2024-11-30: {counted}, Syria.",
    )  # fmt: skip


def test_deaths_by_country_and_year_are_a_count_of_deaths(tmp_path):
    name = "number_of_reported_fatalities_by_country-year_as-of-24Oct2025.csv"
    _, rows = drafted(csv(tmp_path, "COUNTRY,YEAR,FATALITIES", 'Syria,2024,"5,120"', name=name))
    held(
        only(rows),
        count_as=AGGREGATE, fatalities_best=5120, event_date="2024-01-01", end_date="2024-12-31",
        summary="5,120 killed, from 2024-01-01 to 2024-12-31: Political violence of all types, Syria.",
    )  # fmt: skip


def test_a_workbook_of_districts_and_months_is_read_on_its_districts(tmp_path):
    header = "Country,Admin1,Admin2,ISO3,Admin2 Pcode,Admin1 Pcode,Month,Year,Events,Fatalities"
    name = "syria_political_violence_events_and_fatalities_by_month-year.csv"
    found, rows = drafted(csv(tmp_path, header, "Syria,North,Hill,SYR,SY0101,SY01,February,2024,12,7", name=name))
    assert found.format.id == "acled-aggregates"
    held(only(rows), place="Hill", adm1="North", adm2="Hill", event_date="2024-02-01", end_date="2024-02-29")


NAMES = ["events", "Incidents", "number_of_events", "Nombre d'incidents", "número de eventos", "количество событий",
         "кількість подій", "عدد الحوادث", "n_events", "Total events"]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_any_table_with_a_column_of_counts_holds_counts_and_says_so(tmp_path, name):
    table = csv(tmp_path, f"Week,Type,Place,Latitude,Longitude,{name}", "2024-12-02,clash,Exampleton,36.2,37.1,14")
    found, rows = drafted(table)
    assert found.mapping.columns["event_count"] == name
    assert "each row is a count" in found.why["event_count"]
    held(only(rows), count_as=AGGREGATE, event_count=14, event_date="2024-12-02", end_date="2024-12-08")


@pytest.mark.parametrize("cells", [("1", "1"), ("0", "1"), ("IED", "raid"), ("", ""), ("1.5", "2")])
def test_a_column_that_counts_nothing_above_one_makes_no_count_of_its_rows(tmp_path, cells):
    rows = [f"2024-12-02,clash,Exampleton,36.2,37.1,{cell}" for cell in cells]
    found, read = drafted(csv(tmp_path, "Date,Type,Place,Latitude,Longitude,Events", *rows))
    assert "event_count" not in found.mapping.columns
    assert set(read.events["count_as"]) == {"incident"}


def test_a_mapping_can_say_that_each_row_is_one_event_all_the_same(tmp_path):
    table = csv(tmp_path, "Date,Type,Latitude,Longitude,Attacks", "2024-12-02,clash,36.2,37.1,14")
    found = recognise(table)
    mapping = replace(found.mapping, fixed={**found.mapping.fixed, "count_as": "incident"})
    assert from_toml(mapping.to_toml()) == mapping
    assert only(draft(table, mapping, today=TODAY))["count_as"] == "incident"


def test_a_column_may_say_what_each_row_counts_as(tmp_path):
    table = csv(tmp_path, "Date,Type,Latitude,Longitude,Kind of row", "2024-12-02,clash,36.2,37.1,Aggregate",
                "2024-12-02,clash,36.2,37.1,", "2024-12-02,clash,36.2,37.1,sum")  # fmt: skip
    found = recognise(table)
    mapping = replace(found.mapping, columns={**found.mapping.columns, "count_as": "Kind of row"})
    read = draft(table, mapping, today=TODAY)
    assert list(read.events["count_as"])[:2] == ["aggregate", "incident"]
    assert read.faults.by_reason() == {"bad-count-as": 1}


@pytest.mark.parametrize(
    "rows",
    [
        ("Month,Governorate,Type,Incidents,Killed", "2024-10,Aleppo,shelling,31,55"),
        ("Mois,Région,Type d'incident,Nombre d'incidents", "octobre 2024,Alep,affrontement,12"),
        ("Week,Country,Type,Events", "2024-10-07,Syria,clash,9"),
    ],
)
def test_a_count_of_an_area_is_not_asked_where_it_happened(tmp_path, rows):
    found, read = drafted(csv(tmp_path, *rows))
    assert found.questions == ()
    assert only(read)["count_as"] == AGGREGATE


def test_a_month_that_counts_is_the_whole_of_it(tmp_path):
    _, read = drafted(csv(tmp_path, "Month,Governorate,Type,Incidents", "2024-11,Aleppo,shelling,31"))
    held(only(read), event_date="2024-11-01", end_date="2024-11-30", event_count=31)


@pytest.mark.parametrize(
    "header",
    [
        "Woche,Gouvernement,Art,Anzahl Vorfälle,Tote", "Hafta,İl,Olay Türü,Olay sayısı,Ölü",
        "Semana,Província,Tipo,Número de ocorrências,Mortos", "هفته,استان,نوع حادثه,تعداد حوادث,کشته",
        "שבוע,מחוז,סוג אירוע,מספר אירועים,הרוגים", "Неделя,Область,Тип события,Количество событий,Погибло",
        "Week,Governorate,Type,Incidents (number of),Killed",
    ],
)  # fmt: skip
def test_a_count_is_no_event_in_any_language_columns_are_known_in(tmp_path, header):
    _, read = drafted(csv(tmp_path, header, "2024-12-02,Aleppo,clash,37,112"))
    held(only(read), count_as=AGGREGATE, event_count=37, event_date="2024-12-02", end_date="2024-12-08")


@pytest.mark.parametrize(
    ("header", "day"),
    [
        ("Week,Governorate,Town,Type,Count,Killed", "2024-12-02"), ("Month,Governorate,Town,Type,N,Killed", "2024-12"),
        ("Monat,Provinz,Ort,Art,Anzahl,Tote", "2024-12"), ("Semaine,Région,Ville,Type,Nombre,Tués", "2024-12-02"),
    ],
)  # fmt: skip
def test_a_bare_count_beside_a_week_or_a_month_counts_events(tmp_path, header, day):
    _, read = drafted(csv(tmp_path, header, f"{day},Aleppo,Azaz,clash,37,112"))
    held(only(read), count_as=AGGREGATE, event_count=37, fatalities_best=112)


def test_a_bare_count_beside_a_day_says_nothing(tmp_path):
    _, read = drafted(csv(tmp_path, "Date,Type,Town,Count,Lat,Lon", "2024-12-02,clash,Azaz,37,36.58,37.04"))
    held(only(read), count_as="incident")
