"""Files of known formats on the page: counts come in as counts, types that words tell are not asked for."""

from __future__ import annotations

from geo.analysis.situation import select
from geo.theatre.loader import read_theatre
from tests.ui.test_import_panel import drop, keep, open_data, told, war  # noqa: F401 - fixtures

COUNTS = "Week,Type,Place,Lat,Lon,Incidents\n2025-01-06,clash,West,0.5,0.5,37\n2025-01-13,clash,West,0.5,0.5,0\n"
GEOCONFIRMED = (
    "Date;Name;Faction;Origin;Latitude;Longitude;PlusCode;Description;Source;Geolocation;Equipment;EquipmentItems;Units;"
    "OrbatUnits;Id\n"
    "2025-01-06;a;Blue;;0.5;0.5;;Shelling of a farm;https://example.org/1;;;;;;1\n"
    "2025-01-07;b;Blue;;0.5;0.5;;A tank burns;https://example.org/2;;;;;;2\n"
)
DTM = "admin0Name,admin1Name,numPresentIdpInd,reportingDate,roundNumber\nSyria,North,1200,2025-01-06,3\n"


def test_a_table_of_counts_says_what_it_is_and_enters_no_figure(open_data, war):  # noqa: F811
    page = open_data(war, COUNTS, "weeks.csv")
    keep(page)
    theatre = read_theatre(war)
    kept = theatre.events[theatre.events["count_as"] == "aggregate"]
    assert list(kept["summary"]) == ["37 events, from 2025-01-06 to 2025-01-12: Armed clash, West."]
    assert select(theatre, theatre.everything).figures.certain == 1


def test_only_rows_whose_words_tell_no_type_are_asked_for_and_the_answer_leaves_the_others(open_data, war):  # noqa: F811
    page = open_data(war, GEOCONFIRMED, "geo.csv")
    assert "1 row does not say what happened in a word that is known here" in told(page)
    assert "The faction is whose equipment or people are shown" in told(page)
    box = next(one for one in page.selectbox if (one.key or "").startswith("bring-in-question-0"))
    box.set_value("Battles").run()
    assert not page.exception
    keep(page)
    events = read_theatre(war).events.set_index("source_id")
    assert events.loc["1", "event_type"] == "Explosions/Remote violence"
    assert events.loc["2", "event_type"] == "Battles"


def test_figures_of_displaced_people_are_refused_with_a_sentence(open_data, war):  # noqa: F811
    page = open_data(war, DTM, "dtm.csv")
    assert "how many displaced people were present in an area" in told(page)
    assert len(read_theatre(war).events) == 1
