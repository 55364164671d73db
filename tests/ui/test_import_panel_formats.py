"""Files of known formats and of several parts on the page: counts are counts, what words tell is not asked for."""

from __future__ import annotations

import pytest

from geo.analysis.situation import select
from geo.theatre.loader import read_theatre
from tests.cases.running import FILES
from tests.ingest.tables.files import zipped
from tests.suites import first_quick
from tests.ui.import_steps import HEAD, SOUND, keep, told

COUNTS = "Week,Type,Place,Lat,Lon,Incidents\n2025-01-06,clash,West,0.5,0.5,37\n2025-01-13,clash,West,0.5,0.5,0\n"
GEOCONFIRMED = (
    "Date;Name;Faction;Origin;Latitude;Longitude;PlusCode;Description;Source;Geolocation;Equipment;EquipmentItems;Units;"
    "OrbatUnits;Id\n"
    "2025-01-06;a;Blue;;0.5;0.5;;Shelling of a farm;https://example.org/1;;;;;;1\n"
    "2025-01-07;b;Blue;;0.5;0.5;;A tank burns;https://example.org/2;;;;;;2\n"
)
DTM = "admin0Name,admin1Name,numPresentIdpInd,reportingDate,roundNumber\nSyria,North,1200,2025-01-06,3\n"


@pytest.mark.thorough
def test_a_table_of_counts_says_what_it_is_and_enters_no_figure(open_data, short_war):
    page = open_data(short_war, COUNTS, "weeks.csv")
    keep(page)
    theatre = read_theatre(short_war)
    kept = theatre.events[theatre.events["count_as"] == "aggregate"]
    assert list(kept["summary"]) == ["37 events, from 2025-01-06 to 2025-01-12: Armed clash, West."]
    assert select(theatre, theatre.everything).figures.certain == 1


@pytest.mark.thorough
def test_only_rows_whose_words_tell_no_type_are_asked_for_and_the_answer_leaves_the_others(open_data, short_war):
    page = open_data(short_war, GEOCONFIRMED, "geo.csv")
    assert "1 row does not say what happened in a word that is known here" in told(page)
    assert "The faction is whose equipment or people are shown" in told(page)
    box = next(one for one in page.selectbox if (one.key or "").startswith("bring-in-question-0"))
    box.set_value("Battles").run()
    assert not page.exception
    keep(page)
    events = read_theatre(short_war).events.set_index("source_id")
    assert events.loc["1", "event_type"] == "Explosions/Remote violence"
    assert events.loc["2", "event_type"] == "Battles"


def test_figures_of_displaced_people_are_refused_with_a_sentence(open_data, short_war):
    page = open_data(short_war, DTM, "dtm.csv")
    assert "how many displaced people were present in an area" in told(page)
    assert len(read_theatre(short_war).events) == 1


@pytest.mark.thorough
def test_of_a_zip_with_several_tables_of_events_it_is_asked_which_and_that_one_is_read(short_war, open_data):
    page = open_data(
        short_war, zipped({"north.csv": (HEAD + SOUND).encode(), "south.csv": (HEAD + SOUND * 2).encode()}), "a.zip"
    )
    assert "a.zip: holds 2 tables: north.csv, south.csv." in told(page)
    (asked,) = [one for one in page.selectbox if one.label == "Which one is meant?"]
    assert asked.options == ["north.csv", "south.csv"]
    asked.select("south.csv").run()
    assert not page.exception
    assert "Read from south.csv inside the zip." in told(page)
    (parts,) = [one for one in page.selectbox if one.label == "Part of the zip"]
    parts.select("north.csv").run()
    assert not page.exception
    assert "Read from north.csv inside the zip." in told(page)


@pytest.mark.thorough
@pytest.mark.parametrize("name", first_quick(["dur_-1e12.xlsx", "dur_1e10.xlsx"]))
def test_a_number_no_program_can_show_costs_its_row_and_the_page_goes_on(name, short_war, open_data):
    page = open_data(short_war, (FILES / "hostile" / name).read_bytes(), name)
    assert "2 rows = " in told(page)
