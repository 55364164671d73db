"""A column is taken for what its cells say, not for its name alone: cases 07, 08, 09, 14, 15 and 20."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from commands.terminal import out
from geo.theatre.loader import read_theatre
from tests.cases.running import FILES, brought_in, cli


def events_of(folder: Path) -> pd.DataFrame:
    return read_theatre(folder).events


def days_of(folder: Path) -> list[str]:
    return sorted(str(day.date()) for day in events_of(folder)["event_date"])


@pytest.fixture(autouse=True)
def _wide(monkeypatch):
    monkeypatch.setattr(out, "width", 1000)


def shown(file: str | Path, folder: Path, *words: object) -> str:
    """What the command line prints of a file that is only looked at, on lines as long as they are."""
    done = cli("import", FILES / file, "--data", folder, "--dry-run", *words)
    assert done.exit_code in (0, 1), done.output
    return " ".join(done.output.replace("│", " ").split())


def test_07_the_time_a_form_was_sent_is_not_the_day_it_happened(syr):
    assert "'Timestamp' tells when a form was sent." in shown("07-form-timestamp.csv", syr)
    found = brought_in("07-form-timestamp.csv", syr)
    assert (found["accepted"], found["set_aside"]) == (2, 0)
    assert days_of(syr) == ["2024-12-01", "2024-12-02"]


@pytest.mark.thorough
def test_08_who_wrote_is_not_who_did_it(syr):
    found = brought_in("08-author-as-perpetrator.csv", syr)
    assert found["unmapped_actors"] == []
    event = events_of(syr).iloc[0]
    assert (event["perpetrator"], event["asserted_by"]) == ("", "@cuenta_inventada")


@pytest.mark.thorough
def test_09_of_columns_with_one_tag_the_one_is_read_that_says_the_whole(syr):
    assert brought_in("09-hxl-parts-and-totals.csv", syr)["accepted"] == 2
    events = events_of(syr).sort_values("event_date")
    assert days_of(syr) == ["2019-03-14", "2019-07-02"]
    assert events["fatalities_best"].tolist() == [3, 1]
    assert events["injured"].tolist() == [4, 2]
    assert events["actor1"].tolist() == ["Invented Group A", "Invented Forces"]
    assert events["location_en"].tolist() == ["Azaz", "Idlib"]


@pytest.mark.thorough
def test_14_a_column_of_web_addresses_is_the_link_whatever_it_is_called(syr):
    assert brought_in("14-link-under-source.csv", syr)["accepted"] == 2
    events = events_of(syr)
    assert sorted(events["source_url"]) == ["https://example.org/post/1", "https://example.org/post/2"]
    assert set(events["source_publisher"]) == {""}
    assert not events["asserted_by"].str.contains("http").any()


@pytest.mark.thorough
def test_15_an_index_is_no_place_and_words_for_precision_are_read_as_what_they_mean(ukr, tmp_path):
    as_guessed = cli("import", FILES / "15-viina-events.csv", "--data", ukr, "--show-mapping").stdout
    mapping = tmp_path / "map.toml"
    mapping.write_text(as_guessed.replace("[fixed]", '[fixed]\n"event_type" = "Battles"'), encoding="utf-8")
    if "[fixed]" not in as_guessed:
        mapping.write_text(as_guessed + '\n[fixed]\n"event_type" = "Battles"\n', encoding="utf-8")
    found = brought_in("15-viina-events.csv", ukr, "--mapping", mapping)
    assert (found["read"], found["accepted"], found["set_aside"]) == (3, 3, 0)
    events = events_of(ukr).set_index("event_id")
    place = events["location_en"].rename(lambda key: key.split(":")[1])
    assert place.to_dict() == {"900001": "Kupiansk", "900002": "Donetsk Oblast", "900003": "Kharkiv"}
    exact = events["geo_precision"].rename(lambda key: key.split(":")[1])
    assert exact.to_dict() == {"900001": 1, "900002": 3, "900003": 1}


@pytest.mark.thorough
def test_15_a_mapping_that_was_given_wins_and_the_words_it_leaves_open_are_read(ukr):
    mapped = ("--mapping", FILES / "15-map.toml")
    assert "The cells of 'location' are no names (such as " in shown("15-viina-events.csv", ukr, *mapped)
    found = brought_in("15-viina-events.csv", ukr, *mapped)
    assert (found["accepted"], found["set_aside"]) == (3, 0)
    assert set(events_of(ukr)["location_en"]) == {"1", "2"}


@pytest.mark.thorough
def test_20_ids_that_repeat_with_other_contents_are_not_of_the_rows(syr):
    assert "its ids repeat with other contents (such as 7)" in shown("20-id-repeats.csv", syr)
    found = brought_in("20-id-repeats.csv", syr)
    assert (found["read"], found["accepted"], found["duplicates"], found["set_aside"]) == (5, 5, 0, 0)
    assert events_of(syr)["fatalities_best"].sum() == 12


# Inputs of our own, of the same class.

KOBO = (
    "start,end,today,group_incident/date_incident,group_incident/type,group_incident/harm,"
    "group_incident/harm/killed,group_incident/harm/injured,group_incident/location,"
    "_group_incident/location_latitude,_group_incident/location_longitude,group_incident/number_killed,"
    "_id,_uuid,_submission_time,_submitted_by,_index\n"
    "2024-12-06T09:11:02.123+03:00,2024-12-06T09:19:41.001+03:00,2024-12-06,2024-12-01,clash,killed injured,1,1,"
    "36.2021 37.1613 0 0,36.2021,37.1613,2,881,u-1,2024-12-06T06:20:00,desk1,1\n"
    "2024-12-07T09:11:02.123+03:00,2024-12-07T09:19:41.001+03:00,2024-12-07,2024-12-02,shelling,injured,0,1,"
    "35.1318 36.7578 0 0,35.1318,36.7578,0,882,u-2,2024-12-07T06:20:00,desk2,2\n"
)
MICROSOFT = (
    "ID,Start time,Completion time,Email,Name,When did it happen?,What type of incident was it?,"
    "Where did it happen? (village),Latitude,Longitude,Describe what happened\n"
    "1,12/6/24 9:11:02,12/6/24 9:19:41,anonymous,,2024-12-01,clash,Aleppo,36.2021,37.1613,Invented\n"
    "2,12/7/24 9:11:02,12/7/24 9:19:41,anonymous,,2024-12-02,shelling,Hama,35.1318,36.7578,Invented as well\n"
)
FRENCH = (
    "Horodateur,Date de l'incident,Type d'incident,Localité,Latitude,Longitude,Auteur,Source\n"
    "2024-12-06 09:11:02,2024-12-01,affrontement,Alep,36.2021,37.1613,Bureau un,Journal Un https://example.org/a\n"
    "2024-12-07 09:11:02,2024-12-02,bombardement,Hama,35.1318,36.7578,Bureau deux,https://example.org/b\n"
)


@pytest.mark.thorough
@pytest.mark.parametrize(("name", "text"), [("kobo", KOBO), ("microsoft", MICROSOFT), ("french", FRENCH)])
def test_exports_of_forms_come_in_by_the_day_it_happened(name, text, syr, tmp_path):
    path = tmp_path / f"{name}.csv"
    path.write_text(text, encoding="utf-8")
    found = brought_in(path, syr)
    assert (found["accepted"], found["set_aside"]) == (2, 0)
    assert days_of(syr) == ["2024-12-01", "2024-12-02"]


@pytest.mark.thorough
def test_one_answer_of_several_is_no_count_of_the_killed(syr, tmp_path):
    (tmp_path / "kobo.csv").write_text(KOBO, encoding="utf-8")
    brought_in(tmp_path / "kobo.csv", syr)
    assert sorted(events_of(syr)["fatalities_best"]) == [0, 2]


@pytest.mark.thorough
def test_a_cell_with_a_name_and_a_link_gives_both(syr, tmp_path):
    (tmp_path / "french.csv").write_text(FRENCH, encoding="utf-8")
    brought_in(tmp_path / "french.csv", syr)
    events = events_of(syr).sort_values("event_date")
    assert events["source_publisher"].tolist() == ["Journal Un", ""]
    assert events["source_url"].tolist() == ["https://example.org/a", "https://example.org/b"]
    assert set(events["perpetrator"]) == {""}


@pytest.mark.thorough
def test_two_columns_that_may_both_be_the_day_are_asked_about_and_their_rows_wait(syr, tmp_path):
    path = tmp_path / "two.csv"
    path.write_text("Date,Fecha,Type,Place\n2024-12-01,2024-12-05,clash,Aleppo\n", encoding="utf-8")
    assert "Which column holds the day of the event? (Date, Fecha)" in shown(path, syr)
    assert json.loads(cli("import", path, "--data", syr, "--dry-run", "--json").stdout)["by_reason"] == {"no-date": 1}


def units_in(file: str, folder: Path):
    return cli("import-boundaries", FILES / file, "--data", folder, "--source", "x", "--licence", "x", "--dry-run")


@pytest.mark.thorough
def test_29_arabic_names_are_read_from_the_column_whose_language_says_so(syr):
    done = units_in("29-cod-2025-names.geojson", syr)
    assert done.exit_code == 0, done.output
    assert "English name from adm2_name, Arabic name from adm2_name1" in " ".join(done.output.split())


@pytest.mark.thorough
def test_30_the_code_of_what_units_lie_in_is_not_their_code(syr):
    done = units_in("30-code-of-the-parent.geojson", syr)
    assert done.exit_code == 2, done.output
    said = " ".join(done.output.split())
    assert "adm4_pcode repeats (C1007)" in said
    assert "Name one with --code (and --name): different in every row are nbhd_en, nbhd_ar, nbhd_pcode" in said
    named = cli("import-boundaries", FILES / "30-code-of-the-parent.geojson", "--data", syr, "--source", "x",
                "--licence", "x", "--dry-run", "--code", "nbhd_pcode", "--name", "nbhd_en")  # fmt: skip
    assert named.exit_code == 0, named.output


@pytest.mark.thorough
def test_what_a_file_left_open_is_asked_again_when_one_like_it_comes(syr, tmp_path):
    path = tmp_path / "log.csv"
    path.write_text("Reported on,Type,Town\n2024-12-02,clash,Azaz\n", encoding="utf-8")
    first = cli("import", path, "--data", syr, "--author", "t", "--reason", "t")
    again = cli("import", path, "--data", syr, "--dry-run")
    assert "Which column holds the day of the event?" in " ".join(first.output.split())
    assert "Read as the last file with these columns was." in " ".join(again.output.split())
    assert "Which column holds the day of the event?" in " ".join(again.output.split())


@pytest.mark.thorough
def test_a_number_below_zero_may_be_a_code_for_not_known(syr, tmp_path):
    path = tmp_path / "log.csv"
    path.write_text("Date,Type,Town,Killed\n2024-12-01,clash,Azaz,-99\n", encoding="utf-8")
    assert "Leave it empty where it stands for not known" in " ".join(
        cli("import", path, "--data", syr, "--dry-run").output.split()
    )
