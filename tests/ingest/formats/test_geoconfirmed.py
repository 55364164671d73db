"""GeoConfirmed in each layout it has published: CSV, KML, JSON by itself, in lists and by faction and icon, GeoJSON."""

from __future__ import annotations

import pytest

from geo.common.errors import SchemaError
from ingest.formats import recognise
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
    held(only(rows), source_id="u1", event_date="2026-08-06", latitude=48.1, longitude=37.2, actor1="colour 0051CA")


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


def placement(name, lon=30.5, lat=50.4, day="2026-03-01T00:00:00"):
    return {"id": name, "date": day, "la": lat, "lo": lon, "ds": 12_345}


def faction(name, *icons):
    return {"factionId": 1, "name": name, "color": "#E00000", "icons": list(icons)}


def icon(number, *placements, destroyed="False", **more):
    path = f"/icons/E00000/{destroyed}/icons/transparent/{number}.png"
    return {"iconId": number, "icon": path, **more, "placemarks": list(placements)}


def test_the_json_by_faction_and_icon_has_a_row_a_placement_with_its_faction_and_what_its_icon_says(tmp_path):
    found, rows = drafted(
        document(
            tmp_path,
            [
                faction("Blue", icon(92, placement("a"), placement("b", day="2026-03-02T00:00:00"), destroyed="True")),
                faction("Nobody yet", icon(10)),
                faction("Special", icon(10, placement("c"))),
            ],
        ),
        event_type="Battles",
    )
    assert (found.format.id, rows.faults.rejected) == ("geoconfirmed", 0)
    assert [one.field for one in found.questions if one.needed] == ["event_type"]
    assert list(rows.events["source_id"]) == ["a", "b", "c"]
    assert list(rows.events["actor1"]) == ["Blue", "Blue", "not named"]
    assert list(rows.events["summary"]) == ["Icon 92, destroyed.", "Icon 92, destroyed.", "Icon 10."]
    held(rows.events.iloc[1], event_date="2026-03-02", latitude=50.4, longitude=30.5, uncertainty_km=1.0)


def test_an_icon_that_has_a_name_is_what_happened_and_tells_the_type_where_its_words_do(tmp_path):
    _, rows = drafted(document(tmp_path, [faction("Blue", icon(50, placement("a"), name="Artillery"))]))
    held(only(rows), summary="Artillery", event_type="Explosions/Remote violence")


def test_a_picture_inside_the_file_is_not_repeated_in_every_row(tmp_path):
    content = [faction("Blue", {**icon(9, placement("a")), "icon": "data:image/png;base64," + "A" * 5_000})]
    table = document(tmp_path, content)
    assert len(table.cells["icons.icon"][0]) == 40
    held(only(drafted(table, event_type="Battles")[1]), actor1="Blue")


@pytest.mark.parametrize("wrapped", [lambda one: one, lambda one: {"items": one, "page": 1}])
def test_a_list_or_a_page_of_placements_tells_the_party_by_the_colour_of_its_icon(tmp_path, wrapped):
    row = {"id": "a", "date": "2026-03-01T00:00:00", "la": 50.4, "lo": 30.5, "icon": icon(92)["icon"]}
    found, rows = drafted(document(tmp_path, wrapped([row])), event_type="Battles")
    assert found.format.id == "geoconfirmed"
    held(only(rows), actor1="colour E00000", latitude=50.4, longitude=30.5, event_date="2026-03-01", summary="Icon 92.")


def test_the_map_of_2022_stands_in_folders_and_its_pairs_begin_with_the_longitude(tmp_path):
    found = {
        "id": "a", "date": "2022-10-10T16:20:00", "name": "10 OCT 2022", "coordinates": [30.5, 50.4],
        "description": "Shelling of a bridge https://example.org/1", "icon": "_CIRCLES_0051CA_UA_56_01.png",
    }  # fmt: skip
    legend = {"id": "l", "name": "Legend", "description": "how to read", "coordinates": [1.0, 2.0], "icon": "x.png"}
    folders = [{"id": "1", "name": "A. Legend", "mapDataPlacemarks": [legend]},
               {"id": "2", "name": "B. Finds", "mapDataPlacemarks": [found]}]  # fmt: skip
    known, rows = drafted(document(tmp_path, {"lastUpdate": "2022-10-11T00:00:00", "mapDataFolders": folders}))
    assert known.format.id == "geoconfirmed"
    assert (rows.read, rows.faults.by_reason()) == (2, {"no-date": 1})
    held(
        rows.accepted.iloc[0], latitude=50.4, longitude=30.5, actor1="colour 0051CA", event_date="2022-10-10",
        source_url="https://example.org/1", event_type="Explosions/Remote violence",
    )  # fmt: skip


def test_the_list_of_icons_alone_is_refused_and_the_export_with_the_placements_named(tmp_path):
    legend = [{"name": "Blue", "color": "#0051CA", "icons": [{"iconId": 9, "icon": "/icons/9.png", "name": "Tank"}]}]
    with pytest.raises(SchemaError, match="legend of a map") as error:
        recognise(document(tmp_path, legend))
    assert "export/{conflict}/csv" in str(error.value)
