"""Rows of other countries: without a position none is placed here, with one it is kept, and counted nowhere."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from geo.theatre.loader import read_theatre
from tests.cases.running import brought_in, cli
from tests.suites import first_quick


def table(path: Path, rows: list[dict[str, object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def situation(folder: Path, *words: object) -> dict:
    return json.loads(cli("situation", "--data", folder, "--json", *words).stdout)


def unplaced(country: object, place: str, column: str = "country") -> dict[str, object]:
    return {"event_date": "2020-01-07", "event_type": "Battles", "sub_event_type": "Armed clash", column: country,
            "location": place, "fatalities": 2, "source": "Invented Gazette"}  # fmt: skip


@pytest.mark.thorough
def test_02_a_place_is_looked_up_in_the_country_its_row_names(bfa):
    told = brought_in("02-other-country-place.csv", bfa)
    assert (told["read"], told["accepted"], told["by_reason"]) == (5, 1, {"other-country": 4})
    assert list(read_theatre(bfa).events["location_en"]) == ["Djibo"]


OTHERS = ["Mali", "MLI", "ML", "République du Mali", "مالي", "Мали", "Mali (Republic of)", "Côte d'Ivoire", "466",
          "432", "Mali / Niger", "Sierra Leone", "Palestine", "DR Congo", "Burma"]  # fmt: skip
OWN = ["Burkina Faso", "BURKINA FASO", "BFA", "bf", "Буркина-Фасо", "بوركينا فاسو", "854", "439", "", "Sahel",
       "Burkina Faso; Mali", "Burkina-Faso", "Burkina Faso (Upper Volta)"]  # fmt: skip


@pytest.mark.parametrize("column", first_quick(["country", "Pays", "الدولة", "страна"]))
def test_another_country_is_known_in_any_language_and_by_its_codes(bfa, tmp_path, column):
    rows = [{**unplaced(name, "Djibo", column), "notes": name} for name in (*OTHERS, *OWN)]
    told = brought_in(table(tmp_path / "t.csv", rows), bfa, "--dry-run")
    assert (told["by_reason"], told["accepted"]) == ({"other-country": len(OTHERS)}, len(OWN))


@pytest.mark.thorough
def test_syria_is_syria_under_all_its_names(syr, tmp_path):
    names = ["Syrian Arab Republic", "سوريا", "Syrie", "Сирия", "652", "760", "SY", "الجمهورية العربية السورية"]
    rows = [{**unplaced(name, "Aleppo"), "notes": name} for name in names]
    assert brought_in(table(tmp_path / "t.csv", rows), syr, "--dry-run")["accepted"] == len(names)


@pytest.mark.thorough
def test_03_what_happened_abroad_is_kept_and_counted_nowhere(bfa):
    told = brought_in("03-abroad-counted.csv", bfa)
    assert (told["accepted"], told["abroad"], told["contradicting_country"]) == (4, 3, 0)
    events = situation(bfa, "--from", "2022-05-01", "--to", "2022-05-31")["events"]
    assert (events["certain"], events["fatalities"]["best"]) == (1, 1)
    assert events["abroad"] == {"certain": 3, "possible": 0, "fatalities": {"low": 21, "best": 21, "high": 21}}


POINTS = {
    "Natitingou, Benin": (10.3067, 1.3750),
    "a village in Ghana": (10.2000, -0.9000),
    "Ouahigouya": (13.5800, -2.4200),
    "Ouagadougou": (12.3657, -1.5339),
}


@pytest.mark.thorough
def test_points_without_a_country_count_where_they_lie(bfa, tmp_path):
    rows = [{"Date": "2022-05-01", "Type": "clash", "Place": place, "Latitude": lat, "Longitude": lon, "Killed": 1}
            for place, (lat, lon) in POINTS.items()]  # fmt: skip
    told = brought_in(table(tmp_path / "t.csv", rows), bfa)
    assert (told["accepted"], told["abroad"]) == (4, 2)
    assert situation(bfa)["events"]["certain"] == 2


@pytest.mark.thorough
def test_features_of_a_map_count_where_they_lie(bfa, tmp_path):
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [lon, lat]},
         "properties": {"date": "2022-05-01", "event_type": "Battles", "name": place, "fatalities": 3}}
        for place, (lat, lon) in POINTS.items()
    ]  # fmt: skip
    path = tmp_path / "events.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    told = brought_in(path, bfa)
    assert (told["accepted"], told["abroad"]) == (4, 2)


@pytest.mark.thorough
def test_a_country_that_contradicts_the_point_decides_and_is_told_of(bfa, tmp_path):
    rows = [
        {
            "Date": "2022-05-01",
            "Type": "clash",
            "Place": f"Place {number}",
            "Country": country,
            "Latitude": lat,
            "Longitude": lon,
        }
        for number, (country, (lat, lon)) in enumerate(
            [
                ("Mali", POINTS["Ouagadougou"]),
                ("Burkina Faso", POINTS["Natitingou, Benin"]),
                ("Burkina Faso", POINTS["Ouagadougou"]),
                ("Benin", POINTS["Natitingou, Benin"]),
            ]
        )
    ]
    said = cli("import", table(tmp_path / "t.csv", rows), "--data", bfa, "--dry-run").output
    assert "2 of them lie abroad: kept and shown, in no figure. 2 name one country and lie well inside another" in said
    assert "(rows 2, 3); the country named decides." in said
    told = brought_in(tmp_path / "t.csv", bfa)
    assert (told["accepted"], told["abroad"], told["contradicting_country"]) == (4, 2, 2)
    assert situation(bfa)["events"]["certain"] == 2
    assert read_theatre(bfa).events["adm1_pcode"].ne("").sum() == 2


@pytest.mark.thorough
def test_the_account_says_how_many_lie_abroad(bfa):
    path = Path(__file__).parent / "files" / "03-abroad-counted.csv"
    said = cli("import", path, "--data", bfa, "--author", "t", "--reason", "t").output
    assert "3 of them lie abroad: kept and shown, in no figure." in said
    text = cli("situation", "--data", bfa, "--from", "2022-05-01", "--to", "2022-05-31").output
    assert "Events: 1 certain, 0 possible." in text
    assert "Abroad, not counted: 3 events, 21 killed." in text


@pytest.mark.thorough
def test_a_name_in_another_first_level_area_than_the_row_names_waits(syr, tmp_path):
    """Saraqib lies in Idlib: a row that says Daraa may mean a place that is not known here."""
    rows = [
        {**unplaced("Syria", "Saraqib"), "admin1": "Idlib", "admin2": "", "notes": ""},
        {**unplaced("Syria", "Saraqib"), "admin1": "Daraa", "admin2": "", "notes": "elsewhere"},
        {**unplaced("Syria", "Saraqib"), "admin1": "", "admin2": "Daraa", "notes": "only its district is named"},
    ]
    told = brought_in(table(tmp_path / "t.csv", rows), syr, "--dry-run")
    assert (told["accepted"], told["by_reason"]) == (1, {"place-not-found": 2})
