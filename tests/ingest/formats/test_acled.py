"""ACLED's events in the layouts and words of all its years."""

from __future__ import annotations

import pytest

from tests.ingest.formats.worlds import csv, document, drafted, held, only

API = {
    "event_id_cnty": "SYR1", "event_date": "2024-12-02", "year": "2024", "time_precision": "1",
    "disorder_type": "Political violence", "event_type": "Battles", "sub_event_type": "Armed clash",
    "actor1": "Blue Army", "assoc_actor_1": "", "inter1": "State forces", "actor2": "Red Front", "assoc_actor_2": "",
    "inter2": "Rebel group", "interaction": "State forces-Rebel group", "civilian_targeting": "", "iso": "760",
    "region": "Middle East", "country": "Syria", "admin1": "North", "admin2": "Hill", "admin3": "",
    "location": "Exampleton", "latitude": "36.2", "longitude": "37.1", "geo_precision": "1", "source": "Gazette",
    "source_scale": "National", "notes": "Made up.", "fatalities": "2", "tags": "", "timestamp": "1733200000",
    "population_best": "1000",
}  # fmt: skip


@pytest.mark.parametrize("wrapper", ["data", "success"])
@pytest.mark.parametrize("without", [(), ("interaction", "disorder_type", "tags", "population_best")])
def test_an_answer_of_the_api_is_read_field_by_field_with_and_without_the_newer_columns(tmp_path, wrapper, without):
    row = {name: value for name, value in API.items() if name not in without}
    wrapped = {"data": [row]} if wrapper == "data" else {
        "status": 200, "success": True, "last_update": 1, "count": 1, "messages": [], "data": [row], "filename": "x",
    }  # fmt: skip
    found, rows = drafted(document(tmp_path, wrapped))
    assert (found.format.id, [one for one in found.questions if one.needed]) == ("acled", [])
    held(
        only(rows),
        source_id="SYR1", event_date="2024-12-02", event_type="Battles", sub_event_type="Armed clash",
        actor1="Blue Army", actor2="Red Front", place="Exampleton", adm1="North", adm2="Hill", country="Syria",
        latitude=36.2, longitude=37.1, geo_precision=1, uncertainty_km=5.0, fatalities_best=2, summary="Made up.",
        source_publisher="Gazette", count_as="incident", perpetrator="",
    )  # fmt: skip


OLD = (
    "GWNO,EVENT_ID_CNTY,EVENT_ID_NO_CNTY,EVENT_DATE,YEAR,TIME_PRECISION,EVENT_TYPE,ACTOR1,ALLY_ACTOR_1,INTER1,ACTOR2,"
    "ALLY_ACTOR_2,INTER2,INTERACTION,COUNTRY,ADMIN1,ADMIN2,ADMIN3,LOCATION,LATITUDE,LONGITUDE,GEO_PRECISION,SOURCE,NOTES,"
    "FATALITIES"
)


def old(kind, inter1="1", inter2="2", number=1):
    return (
        f"615,{number}RTA,{number},18/04/2001,2001,1,{kind},Blue,,{inter1},Red,,{inter2},12,Algeria,North,Hill,,"
        f"Exampleton,36.2,3.1,1,Gazette,Made up.,{number}"
    )


@pytest.mark.parametrize(
    ("word", "kind", "sub"),
    [
        ("Battle-No change of territory", "Battles", "Armed clash"),
        ("Battle-Government regains territory", "Battles", "Government regains territory"),
        ("Battle-Non-state actor overtakes territory", "Battles", "Non-state actor overtakes territory"),
        ("Remote violence", "Explosions/Remote violence", "Remote violence"),
        ("Strategic development", "Strategic developments", "Strategic development"),
        ("Headquarters or base established", "Strategic developments", "Headquarters or base established"),
        ("Non-violent transfer of territory", "Strategic developments", "Non-violent transfer of territory"),
        ("Violence against civilians", "Violence against civilians", "Violence against civilians"),
    ],
)
def test_the_words_before_2019_are_types_and_kinds_of_today(tmp_path, word, kind, sub):
    found, rows = drafted(csv(tmp_path, OLD, old(word)))
    assert (found.format.id, [one for one in found.questions if one.needed]) == ("acled", [])
    held(only(rows), source_id="1RTA", event_date="2001-04-18", event_type=kind, sub_event_type=sub, fatalities_best=1)


def test_who_took_part_tells_riots_from_protests_and_only_what_is_left_is_asked(tmp_path):
    rows = [old("Riots/Protests", *inter, number) for number, inter in
            enumerate([("5", "0"), ("6", "1"), ("1", "5"), ("1", "2")], start=1)]  # fmt: skip
    table = csv(tmp_path, OLD, *rows)
    found, read = drafted(table)
    assert [one.ask for one in found.questions if one.needed] == ["Which type of event is 'Riots/Protests' (1 row)?"]
    assert list(read.accepted["event_type"]) == ["Riots", "Protests", "Riots"]
    assert read.faults.by_reason() == {"unknown-type": 1}


def test_a_file_with_cut_names_is_acled_still(tmp_path):
    header = OLD.replace("TIME_PRECISION", "TIME_PRECIS").replace("GEO_PRECISION", "GEO_PRECIS")
    found, rows = drafted(csv(tmp_path, header, old("Remote violence")))
    held(only(rows), geo_precision=1, uncertainty_km=5.0, time_precision=1)
    assert found.format.id == "acled"
