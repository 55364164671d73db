"""GeoConfirmed in each layout it has published: CSV, KML, JSON, GeoJSON."""

from __future__ import annotations

import pytest

from ingest.formats.footage_words import told_by
from ingest.tables import read_table
from tests.ingest.formats.worlds import csv, document, drafted, held, only

HEADER = (
    "Date;Name;Faction;Origin;Latitude;Longitude;PlusCode;Description;Source;Geolocation;Equipment;EquipmentItems;Units;"
    "OrbatUnits;Id"
)


def test_the_csv_is_read_field_by_field_with_both_kinds_of_links(tmp_path):
    row = (
        '2026-03-01;01 MAR 2026;Blue;UAV;48.2801;37.1804;"75J7+2X Exampleton, North Oblast, Exampleland";'
        '"FPV strike on a truck; made up";"https://example.org/a/1\nhttps://example.org/a/2";https://example.net/g/1;'
        "Truck;;;;1111-a"
    )
    found, rows = drafted(csv(tmp_path, HEADER, row))
    assert found.format.id == "geoconfirmed"
    assert not [one for one in found.questions if one.needed]
    held(
        only(rows),
        source_id="1111-a", event_date="2026-03-01", actor1="Blue", place="Exampleton", adm1="North Oblast",
        country="Exampleland", latitude=48.2801, longitude=37.1804, uncertainty_km=1.0, geo_precision=1,
        event_type="Explosions/Remote violence", sub_event_type="Air/drone strike", perpetrator="",
        summary="FPV strike on a truck; made up", source_url="https://example.org/a/1",
        source_title="01 MAR 2026; also https://example.org/a/2, https://example.net/g/1",
        source_publisher="GeoConfirmed",
    )  # fmt: skip


def test_a_row_whose_words_tell_no_type_is_asked_once_and_the_answer_leaves_the_others_alone(tmp_path):
    rows = (
        "2026-03-01;a;Blue;;48.1;37.1;;Shelling of a village;https://example.org/1;;;;;;1",
        "2026-03-02;b;Red;;48.2;37.2;;A tank burns;https://example.org/2;;;;;;2",
        "2026-03-03;c;Red;;48.3;37.3;;An airstrike during a clash;https://example.org/3;;;;;;3",
    )
    table = csv(tmp_path, HEADER, *rows)
    found, unanswered = drafted(table)
    assert [one.ask for one in found.questions if one.needed] == [
        "2 rows do not say what happened in a word that is known here. Which type of event are they?"
    ]
    assert unanswered.faults.by_reason() == {"no-type": 2}
    _, answered = drafted(table, event_type="Battles")
    assert list(answered.events["event_type"]) == ["Explosions/Remote violence", "Battles", "Battles"]
    assert list(answered.events["sub_event_type"]) == ["Shelling/artillery/missile attack", "Battles", "Battles"]


def test_a_mark_without_a_day_is_set_aside_and_its_faction_special_is_no_party(tmp_path):
    rows = (
        ";NPP;Special;;47.5;34.5;;;;;;;;;1",
        "0001-01-01;x;Blue;;47.5;34.5;;clash;https://example.org/2;;;;;;2",
        "2026-03-03;y;Special;;47.5;34.5;;clash near the plant;;;;;;;3",
    )
    _, rows = drafted(csv(tmp_path, HEADER, *rows))
    assert rows.faults.faulty.tolist()[0] is True
    assert "no-date" in rows.faults.by_reason()
    assert rows.events["actor1"].iloc[2] == "not named"


KML = """<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Map</name>
{}</Document></kml>"""
MARK = """<Placemark><name><![CDATA[{}]]></name><description><![CDATA[{}]]></description>
<styleUrl><![CDATA[#api/icons/{}/False/template/50.png]]></styleUrl>
<Point><coordinates><![CDATA[34.28,31.34,0]]></coordinates></Point></Placemark>"""


def kml(folder, *marks):
    path = folder / "map.kml"
    path.write_text(KML.format("".join(MARK.format(*mark) for mark in marks)), encoding="utf-8")
    return read_table(path)


def test_a_placemark_tells_its_day_by_name_its_party_by_colour_and_its_links_in_the_description(tmp_path):
    text = "Mortar fire, made up.\n\nSource(s):\nhttps://example.org/s/1\n\nGeolocation(s):\nhttps://example.net/g/1"
    found, rows = drafted(kml(tmp_path, ("22 NOV 2023", text, "FF6666")))
    assert found.format.id == "geoconfirmed"
    held(
        only(rows),
        event_date="2023-11-22", actor1="colour FF6666", summary="Mortar fire, made up.",
        source_url="https://example.org/s/1", source_title="Also https://example.net/g/1", uncertainty_km=1.0,
        sub_event_type="Shelling/artillery/missile attack", latitude=31.34, longitude=34.28,
    )  # fmt: skip


def test_a_kml_of_somebody_else_is_no_geoconfirmed(tmp_path):
    found, _ = drafted(kml(tmp_path, ("A bridge", "Source: nobody", "FF6666")))
    assert found.format.id == "table"


@pytest.mark.parametrize("wrapped", [True, False])
def test_the_json_of_placements_is_read_alone_or_in_a_list(tmp_path, wrapped):
    one = {
        "id": "2222-b", "date": "2026-03-01T14:30:00", "dateCreated": "2026-03-02T00:00:00", "latitude": 48.2,
        "longitude": 37.3, "description": "Clash at a farm", "faction": "Red", "icon": "/icon.png", "name": "",
        "originalSource": "https://example.org/1", "geolocation": "https://example.net/2",
        "gearItems": [{"name": "Tank"}],
    }  # fmt: skip
    found, rows = drafted(document(tmp_path, [one, {**one, "id": "3333-c"}] if wrapped else one))
    assert found.format.id == "geoconfirmed"
    held(
        rows.events.iloc[0],
        source_id="2222-b", event_date="2026-03-01", event_time="2026-03-01T14:30:00", published_on="2026-03-02",
        actor1="Red", event_type="Battles", source_url="https://example.org/1",
        source_title="Also https://example.net/2",
    )  # fmt: skip


def test_the_geojson_of_a_map_gives_points_and_days_and_asks_for_the_type(tmp_path):
    feature = {
        "type": "Feature", "geometry": {"type": "Point", "coordinates": [37.2, 48.1]},
        "properties": {"id": "u1", "icon": "/i.png", "factionId": 9, "color": "#0051CA", "date": "2026-08-06T00:00:00",
                       "dateSort": 20260806},
    }  # fmt: skip
    content = {"factionMeta": [{"id": 9, "name": "Blue"}, {"id": 8, "name": "Red"}],
               "geojson": {"type": "FeatureCollection", "features": [feature]}}  # fmt: skip
    found, rows = drafted(document(tmp_path, content), event_type="Battles")
    assert found.format.id == "geoconfirmed"
    held(only(rows), source_id="u1", event_date="2026-08-06", latitude=48.1, longitude=37.2, actor1="not named")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ukrainian FPV drone hits a truck", ("Explosions/Remote violence", "Air/drone strike")),
        ("0:12 - missile strike, 155mm artillery", ("Explosions/Remote violence", "Shelling/artillery/missile attack")),
        ("airstrike and shelling of the town", ("Explosions/Remote violence", "")),
        ("Assault on a trench", ("Battles", "Armed clash")),
        ("protesters in the square", ("Protests", "")),
        ("two civilians shot", ("Violence against civilians", "")),
        ("a determined advance", None),
        ("clash after an airstrike", None),
        ("", None),
    ],
)
def test_words_tell_a_type_only_where_they_are_plain(text, kind):
    assert told_by(text) == kind
