"""Files as they are published: each is known for what it is, and read right."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.theatre.loader import read_theatre
from tests.cases.running import FILES, brought_in, cli


def events(folder) -> pd.DataFrame:
    """The events of a theatre, in the order of their ids."""
    return read_theatre(folder).events.sort_index()


def test_geoconfirmed_as_it_publishes_today_is_recognised_and_its_power_plant_without_a_day_is_set_aside(ukr):
    found = brought_in("11-geoconfirmed-csv.csv", ukr)
    assert (found["read"], found["accepted"], found["by_reason"]) == (3, 1, {"no-type": 1, "no-date": 1})
    event = events(ukr).iloc[0]
    assert event["event_id"] == "geoconfirmed:11111111-1111-4111-8111-111111111111"
    assert (event["uncertainty_km"], event["source_publisher"]) == (1, "GeoConfirmed")
    assert (event["source_url"], event["location_en"]) == ("https://example.org/a/1", "Pokrovsk")
    assert event["source_title"] == "01 MAR 2026; also https://example.org/g/1"


@pytest.mark.thorough
def test_geoconfirmed_can_be_asked_for_by_name(ukr):
    done = cli("import", FILES / "11-geoconfirmed-csv.csv", "--data", ukr, "--format", "geoconfirmed", "--dry-run")
    assert "Read as GeoConfirmed, as asked." in done.stdout


@pytest.mark.thorough
def test_timemap_is_recognised_and_its_sources_are_links_and_no_publisher(ukr, tmp_path):
    done = cli("import", FILES / "13-timemap-api.json", "--data", ukr, "--show-mapping")
    mapping = tmp_path / "map.toml"
    mapping.write_text(done.stdout.replace("[fixed]\n", '[fixed]\nevent_type = "Explosions/Remote violence"\n'))
    found = brought_in("13-timemap-api.json", ukr, "--mapping", mapping)
    assert (found["accepted"], found["span"]) == (2, ["2024-12-01", "2024-12-13"])
    first, second = events(ukr).iloc[0], events(ukr).iloc[1]
    assert (first["event_id"], first["source_url"]) == ("timemap:CIV9001", "https://example.org/post/1")
    assert "https://example.org/post/2" in first["source_title"]
    assert (second["source_url"], second["source_publisher"]) == ("", "")
    assert "School or childcare" in second["summary"]


@pytest.mark.thorough
def test_a_umap_is_read_as_the_features_of_its_layers(syr, tmp_path):
    layer = '"event_type" = "layer"\n'
    mapping = tmp_path / "map.toml"
    done = cli("import", FILES / "19-umap-export.umap", "--data", syr, "--show-mapping")
    mapping.write_text(
        done.stdout if layer in done.stdout else done.stdout.replace("[columns]\n", f"[columns]\n{layer}")
    )
    found = brought_in("19-umap-export.umap", syr, "--mapping", mapping)
    assert (found["read"], found["accepted"]) == (3, 3)
    kinds = events(syr).sort_values("event_date")["sub_event_type"]
    assert list(kinds) == ["Air/drone strike", "Air/drone strike", "Armed clash"]


@pytest.mark.thorough
def test_weekly_counts_of_acled_are_counts_and_no_certain_events(syr):
    found = brought_in("21-acled-weekly.csv", syr)
    assert (found["accepted"], found["set_aside"], found["span"]) == (3, 0, ["2024-11-30", "2024-12-13"])
    told = cli("situation", "--data", syr, "--from", "2024-11-01", "--to", "2024-12-31").stdout
    assert "Events: 0 certain, 0 possible." in told
    assert "112" not in told
    assert "253" not in told
    assert set(events(syr)["count_as"]) == {"aggregate"}


@pytest.mark.thorough
def test_weekly_counts_read_by_a_mapping_of_ones_own_are_counts_as_well(syr):
    found = brought_in("21-acled-weekly.csv", syr, "--mapping", FILES / "21-map.toml")
    assert found["accepted"] == 3
    told = cli("situation", "--data", syr, "--from", "2024-11-01", "--to", "2024-12-31").stdout
    assert "Events: 0 certain, 0 possible." in told
    assert events(syr)["summary"].str.startswith("37 events, 112 killed, from 2024-11-30 to 2024-12-06").sum() == 1


@pytest.mark.thorough
def test_the_words_acled_used_until_2019_are_known_and_only_riots_or_protests_is_asked(syr):
    found = brought_in("23-acled-old-types.csv", syr)
    assert (found["accepted"], found["by_reason"]) == (6, {"unknown-type": 1})
    kinds = events(syr).set_index("source_id")[["event_type", "sub_event_type"]]
    assert list(kinds["event_type"]) == [
        "Battles", "Battles", "Battles", "Explosions/Remote violence", "Strategic developments",
        "Violence against civilians",
    ]  # fmt: skip
    assert list(kinds["sub_event_type"])[:3] == [
        "Armed clash", "Government regains territory", "Non-state actor overtakes territory",
    ]  # fmt: skip


@pytest.mark.thorough
def test_viina_is_recognised_and_its_words_of_precision_are_known(ukr, tmp_path):
    done = cli("import", FILES / "15-viina-events.csv", "--data", ukr, "--show-mapping")
    assert 'format = "viina"' in done.stdout
    mapping = tmp_path / "map.toml"
    mapping.write_text(done.stdout.replace("[fixed]\n", '[fixed]\nevent_type = "Battles"\n'))
    found = brought_in("15-viina-events.csv", ukr, "--mapping", mapping)
    assert (found["read"], found["accepted"], found["by_reason"]) == (3, 3, {})
    told = events(ukr).sort_values("source_id")
    assert list(told["location_en"]) == ["Kupiansk", "Donetsk Oblast", "Kharkiv"]
    assert list(told["geo_precision"]) == [1, 3, 1]
    assert set(told["source_publisher"]) == {"ukrinform", "ria"}
