"""Inputs other than the files of the cases, of the same classes of faults: what has to come out of each."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import openpyxl
import pytest
import shapely

from geo.common.crs import EQUAL_AREA
from geo.theatre.loader import read_theatre
from tests.cases.running import brought_in, cli
from tests.ingest.tables.files import KML_MARK

SPOTS = "latitude,longitude\n"


def saved(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def events_of(folder: Path) -> Any:
    return read_theatre(folder).events.sort_values(["event_date", "location_en"])


def days_of(folder: Path) -> list[str]:
    return [f"{day:%Y-%m-%d}" for day in events_of(folder)["event_date"]]


def control_from(path: Path, folder: Path, *words: object) -> dict[str, Any]:
    done = cli("import-control", path, "--data", folder, "--json", *words)
    assert done.exit_code in (0, 1), done.output
    return json.loads(done.stdout)


@pytest.mark.thorough
def test_links_under_an_arabic_word_for_source_are_links(syr, tmp_path):
    text = (
        "التاريخ,نوع الحدث,المكان,خط العرض,خط الطول,المصدر\n"
        "2024-12-01,اشتباك,حلب,36.2021,37.1613,https://t.me/example/1\n"
        "2024-12-02,قصف,حماة,35.1318,36.7578,https://t.me/example/2\n"
    )
    brought_in(saved(tmp_path, "a.csv", text), syr)
    events = events_of(syr)
    assert list(events["source_url"]) == ["https://t.me/example/1", "https://t.me/example/2"]
    assert set(events["source_publisher"]) == {""}
    assert set(events["asserted_by"]) == {"a.csv"}


def test_numbers_that_begin_anew_each_day_are_no_ids(syr, tmp_path):
    text = (
        "Event ID,Date,Type,Place,Latitude,Longitude,Notes\n"
        "1,2024-12-01,clash,Aleppo,36.2021,37.1613,a\n2,2024-12-01,shelling,Hama,35.1318,36.7578,b\n"
        "1,2024-12-02,clash,Idlib,35.93,36.63,c\n2,2024-12-02,clash,Homs,34.73,36.71,d\n"
    )
    account = brought_in(saved(tmp_path, "log.csv", text), syr)
    assert (account["read"], account["accepted"], account["duplicates"]) == (4, 4, 0)


@pytest.mark.thorough
@pytest.mark.parametrize(
    "text",
    [
        "Datum;Jahr;event_type;Ort;Breite;Länge\n3.12.24;2024;Battles;Aleppo;36.2021;37.1613\n",
        "Jour;Année;event_type;Lieu;latitude;longitude\n3 décembre;2024;Battles;Alep;36.2021;37.1613\n",
    ],
    ids=["a short year", "no year"],
)
def test_a_day_is_completed_from_a_column_of_years_in_any_language(text, syr, tmp_path):
    brought_in(
        saved(tmp_path, "log.csv", text.replace("\n3.12.24", "\n25.11.24;2024;Battles;Hama;35.13;36.75\n3.12.24")), syr
    )
    assert days_of(syr)[-1] == "2024-12-03"


@pytest.mark.thorough
def test_features_beyond_the_border_are_kept_and_counted_apart(syr, tmp_path):
    """Gaziantep lies in Türkiye within the map, Mosul beyond it, Azaz in Syria."""
    spots = {"Gaziantep": [37.383, 37.066], "Mosul": [43.13, 36.34], "Azaz": [37.044, 36.586]}
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": spot},
         "properties": {"date": "2024-12-01", "event_type": "Battles", "name": name, "fatalities": 5}}
        for name, spot in spots.items()
    ]  # fmt: skip
    path = saved(tmp_path, "map.geojson", json.dumps({"type": "FeatureCollection", "features": features}))
    account = brought_in(path, syr)
    assert (account["accepted"], account["abroad"], account["by_reason"]) == (2, 1, {"outside-theatre": 1})
    figures = json.loads(cli("situation", "--data", syr, "--json").stdout)["events"]
    assert (figures["certain"], figures["fatalities"]["best"], figures["abroad"]["certain"]) == (1, 5, 1)


@pytest.mark.thorough
def test_the_front_of_half_a_country_drawn_by_others_is_its_inner_edge(syr, tmp_path):
    """The west of Syria, 2 km inside the theatre's outline and coarser: its edge at 38.5° E is some 400 km long."""
    outline = read_theatre(syr).governorates.geometry.union_all()
    west = gpd.GeoSeries([outline], crs=4326).to_crs(EQUAL_AREA).buffer(-2000).simplify(3000).to_crs(4326).iloc[0]
    shape = shapely.intersection(west, shapely.box(30, 30, 38.5, 40))
    edge = shapely.intersection(west, shapely.LineString([(38.5, 30), (38.5, 40)]))
    feature = {"type": "Feature", "properties": {}, "geometry": json.loads(shapely.to_geojson(shape))}
    path = saved(tmp_path, "west-2024-12-01.geojson", json.dumps({"type": "FeatureCollection", "features": [feature]}))
    control_from(path, syr, "--faction", "GOV", "--undrawn-holder", "OPP")
    figures = json.loads(cli("situation", "--data", syr, "--from", "2024-12-01", "--to", "2024-12-01", "--json").stdout)
    length = gpd.GeoSeries([edge], crs=4326).to_crs(32637).length.iloc[0] / 1000
    assert figures["front_line_km"] == pytest.approx(length, rel=0.02)


def square(west: float, south: float) -> list[list[float]]:
    return [[west, south], [west + 0.5, south], [west + 0.5, south + 0.5], [west, south + 0.5], [west, south]]


def drawn(*properties: dict[str, Any]) -> str:
    features = [
        {"type": "Feature", "properties": one,
         "geometry": {"type": "Polygon", "coordinates": [square(36.5 + number, 35)]}}
        for number, one in enumerate(properties)
    ]  # fmt: skip
    return json.dumps({"type": "FeatureCollection", "features": features})


@pytest.mark.thorough
def test_a_span_in_the_year_2199_is_set_aside(syr, tmp_path):
    content = drawn(
        {"side": "GOV", "start": "2024-12-01", "end": "2024-12-05"},
        {"side": "OPP", "start": "2199-01-01", "end": "2199-02-01"},
    )
    account = control_from(saved(tmp_path, "h.geojson", content), syr, "--faction-column", "side",
                           "--start-column", "start", "--end-column", "end")  # fmt: skip
    assert (account["accepted"], account["by_reason"]) == (1, {"lies in the future": 1})
    assert account["span"] == ["2024-12-01", "2024-12-05"]


@pytest.mark.thorough
def test_milliseconds_since_1970_in_a_column_are_days(syr, tmp_path):
    content = drawn({"side": "GOV", "day": 1733011200000}, {"side": "OPP", "day": 1733097600000})
    path = saved(tmp_path, "h.geojson", content)
    account = control_from(path, syr, "--faction-column", "side", "--date-column", "day")
    assert (account["accepted"], account["span"]) == (2, ["2024-12-01", "2024-12-02"])


@pytest.mark.thorough
def test_a_colour_in_the_placemark_itself_tells_the_holder(syr, tmp_path):
    def place(colour: str, west: float) -> str:
        corners = " ".join(f"{x},{y},0" for x, y in square(west, 35))
        return (
            f"<Placemark><name>a</name><Style><PolyStyle><color>{colour}</color></PolyStyle></Style><Polygon>"
            f"<outerBoundaryIs><LinearRing><coordinates>{corners}</coordinates></LinearRing></outerBoundaryIs></Polygon>"
            "</Placemark>"
        )

    text = f"{KML_MARK}{place('ff0000ff', 36.5)}{place('ffff0000', 37.5)}</Document></kml>"
    account = control_from(saved(tmp_path, "2024-12-01.kml", text), syr, "--faction-column", "fill",
                           "--map-factions", "#ff0000=GOV", "--map-factions", "#0000ff=OPP")  # fmt: skip
    assert (account["read"], account["accepted"]) == (2, 2)


@pytest.mark.thorough
def test_a_workbook_in_arabic_of_who_holds_which_place_comes_in_as_reports(syr, tmp_path):
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in (["المكان", "التاريخ", "المسيطر"], ["Aleppo", "2024-12-01", "OPP"], ["Homs", "2024-12-05", "GOV"]):
        book.active.append(row)
    book.save(out)
    account = control_from(
        saved(tmp_path, "c.xlsx", out.getvalue()), syr, "--source", "desk", "--author", "t", "--reason", "t"
    )
    assert (account["read"], account["accepted"]) == (2, 2)
    assert sorted(read_theatre(syr).reports["controller"]) == ["GOV", "OPP"]


@pytest.mark.thorough
def test_a_stray_quote_among_arabic_rows_takes_none_with_it(syr, tmp_path):
    text = (
        "التاريخ;نوع الحدث;المكان;خط العرض;خط الطول;الوصف\n"
        '2024-12-01;اشتباك;حلب;36.2021;37.1613;"بداية بلا نهاية\n2024-12-02;اشتباك;حماة;35.1318;36.7578;نص\n'
        '2024-12-03;قصف;إدلب;35.93;36.63;نص\n2024-12-04;قصف;حمص;34.73;36.71;قال "نعم"\n'
    )
    account = brought_in(saved(tmp_path, "log.csv", text), syr)
    assert (account["read"], account["accepted"]) == (4, 4)


@pytest.mark.thorough
def test_weekdays_in_arabic_stand_before_the_day(syr, tmp_path):
    text = "date,event_type,place,latitude,longitude\nالأحد 1 ديسمبر 2024,Battles,Aleppo,36.2021,37.1613\n"
    brought_in(saved(tmp_path, "log.csv", text), syr)
    assert days_of(syr) == ["2024-12-01"]


@pytest.mark.thorough
def test_html_in_the_description_of_a_kmz_is_text(syr, tmp_path):
    text = (
        f"{KML_MARK}<Placemark><name>Clash</name><description><![CDATA[<div>Clash near the mill<br/>2 dead &amp; 1 hurt"
        "</div>]]></description><TimeStamp><when>2024-12-01</when></TimeStamp><ExtendedData><Data name='event_type'>"
        "<value>Battles</value></Data></ExtendedData><Point><coordinates>37.16,36.2</coordinates></Point></Placemark>"
        "</Document></kml>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("doc.kml", text)
    brought_in(saved(tmp_path, "map.kmz", out.getvalue()), syr)
    assert list(events_of(syr)["summary"]) == ["Clash near the mill\n2 dead & 1 hurt"]


@pytest.mark.thorough
def test_a_slip_in_the_day_of_publication_costs_that_cell_in_any_table(syr, tmp_path):
    rows = [f"2024-12-0{day},Battles,P{day},36.2,37.1,2024-12-0{day + 1}" for day in range(1, 6)]
    rows[2] = rows[2].replace("2024-12-04", "31/02/2025")
    text = "\n".join(["date,event_type,place,latitude,longitude,published_on", *rows])
    account = brought_in(saved(tmp_path, "log.csv", text), syr)
    assert (account["accepted"], account["set_aside"]) == (5, 0)
    assert list(events_of(syr)["published_on"].isna()) == [False, False, True, False, False]


@pytest.mark.thorough
def test_a_number_of_killed_in_arabic_digits_has_its_bound(syr, tmp_path):
    text = f"date,event_type,place,{SPOTS.strip()},fatalities\n2024-12-01,Battles,Aleppo,36.2,37.1,٩٩٩٩٩٩٩٩٩٩٩\n"
    text += "2024-12-01,Battles,Hama,35.13,36.75,٣\n"
    account = brought_in(saved(tmp_path, "log.csv", text), syr)
    assert account["by_reason"] == {"implausible-count": 1}
    assert list(events_of(syr)["fatalities_best"]) == [3]


GEOCONFIRMED = (
    "Date;Name;Faction;Origin;Latitude;Longitude;PlusCode;Description;Source;Geolocation;Equipment;EquipmentItems;"
    "Units;OrbatUnits;Id\n{day};x;Blue;;{lat};30.5;;Shelling of a depot;https://example.org/1;https://example.org/2;;;;;11\n"
)
OWN = "id,date,event_type,place,latitude,longitude,killed\n1,2024-12-01,Battles,Hama,{lat},36.75,{killed}\n"


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("theatre", "before", "after", "field", "value"),
    [
        ("ukr", GEOCONFIRMED.format(day="2026-03-01", lat="50.4"), GEOCONFIRMED.format(day="2026-03-02", lat="50.45"),
         "latitude", 50.45),
        ("syr", OWN.format(lat="35.13", killed=1), OWN.format(lat="35.13", killed=4), "fatalities_best", 4),
    ],
    ids=["GeoConfirmed", "a table of one's own"],
)  # fmt: skip
def test_a_newer_export_corrects_what_is_held(theatre, before, after, field, value, request, tmp_path):
    folder = request.getfixturevalue(theatre)
    brought_in(saved(tmp_path, "log.csv", before), folder)
    account = brought_in(saved(tmp_path / "newer", "log.csv", after), folder)
    assert (account["read"], account["superseded"]) == (1, 1)
    event = events_of(folder).iloc[0]
    assert (event.geometry.y if field == "latitude" else event[field]) == pytest.approx(value)
