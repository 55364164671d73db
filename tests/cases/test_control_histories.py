"""Control drawn elsewhere as it is published: days that cannot be, days as seconds, styles, points, open outlines."""

from __future__ import annotations

import csv
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geo.theatre.loader import read_theatre
from tests.cases.running import FILES, cli


def drawn(file: str, folder: Path, *words: object) -> dict[str, Any]:
    """The account, as JSON, of a history made the control of a theatre."""
    done = cli("import-control", FILES / file, "--data", folder, "--json", *words)
    assert done.exit_code in (0, 1), done.output
    assert (done.exit_code == 1) == (json.loads(done.stdout)["set_aside"] > 0)
    return json.loads(done.stdout)


@pytest.mark.thorough
def test_a_drawing_of_the_year_2202_is_set_aside_and_the_history_ends_with_its_last_good_day(ukr):
    account = drawn("05-far-future-control", ukr, "--faction", "RU", "--undrawn-holder", "UA")
    assert (account["read"], account["accepted"], account["set_aside"]) == (3, 2, 1)
    assert account["by_reason"] == {"lies in the future": 1}
    assert account["span"] == ["2025-01-01", "2025-02-01"]
    theatre = read_theatre(ukr)
    assert (str(theatre.start), str(theatre.end)) == ("2022-02-24", "2026-09-30")
    done = cli("situation", "--data", ukr, "--from", "2025-02-01", "--to", "2025-03-01")
    assert "unknown (no holder)" in done.output


@pytest.mark.thorough
def test_no_front_runs_along_a_border_or_a_coast_that_two_drew_apart(ukr):
    """The file was made of the outline of Ukraine, drawn 2.5 km inside it and simplified to 4 km."""
    account = drawn("04-rest-slivers-2024-12-01.geojson", ukr, "--faction", "RU", "--undrawn-holder", "UA")
    assert account["strips_km2"] == pytest.approx(2040, rel=0.02)
    assert 4 < account["strip_km"] <= 10
    done = cli("situation", "--data", ukr, "--from", "2024-12-01", "--to", "2024-12-01", "--json")
    found = json.loads(done.stdout)
    assert found["front_line_km"] == pytest.approx(377, rel=0.015)
    held, unheld = found["control_km2"], found["no_holder_km2"]
    assert held["RU"] == pytest.approx(70_305, abs=1)
    assert sum(held.values()) + sum(unheld.values()) == pytest.approx(599_094, abs=3)
    assert unheld["unknown"] == pytest.approx(account["strips_km2"], abs=0.2)


@pytest.mark.thorough
def test_the_width_of_strips_can_be_said_and_none_looked_for(ukr):
    account = drawn(
        "04-rest-slivers-2024-12-01.geojson", ukr, "--faction", "RU", "--undrawn-holder", "UA", "--sliver-km", "0"
    )
    assert (account["strips"], account["strips_km2"]) == (0, 0)


def test_units_arrows_and_airfields_are_set_aside_as_points_without_being_mapped(ukr, tmp_path):
    aside = tmp_path / "aside.csv"
    account = drawn("16-deepstate-raw-2025-06-26.geojson", ukr, "--faction-column", "name",
                    "--map-factions", "geoJSON.status.occupied=RU", "--map-factions", "geoJSON.status.dismissed*=UA",
                    "--undrawn-holder", "UA", "--rejected", aside)  # fmt: skip
    assert (account["read"], account["accepted"]) == (5, 2)
    assert account["by_reason"] == {"is a point and no polygon": 3}
    assert account["span"] == ["2025-06-26", "2025-06-26"]
    rows = list(csv.DictReader(aside.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["row"] for row in rows] == ["3", "4", "5"]


@pytest.mark.thorough
def test_a_trial_of_a_drawing_gives_the_account_and_keeps_nothing(ukr):
    before = sorted(ukr.rglob("*"))
    trial = drawn("17-epoch-file-name", ukr, "--faction", "RU", "--undrawn-holder", "UA", "--dry-run")
    assert sorted(ukr.rglob("*")) == before
    kept = drawn("17-epoch-file-name", ukr, "--faction", "RU", "--undrawn-holder", "UA")
    assert (trial.pop("kept"), kept.pop("kept")) == (False, True)
    assert trial | {"seconds": 0} == kept | {"seconds": 0}


@pytest.mark.thorough
def test_seconds_since_1970_in_a_file_name_are_a_day_of_utc_and_that_is_said(ukr):
    account = drawn("17-epoch-file-name", ukr, "--faction", "RU", "--undrawn-holder", "UA")
    assert account["span"] == ["2024-07-06", "2024-07-06"]
    assert account["notes"] == [
        "The days of 1 file are counted from 1970, in seconds or thousandths of them: they are days of UTC."
    ]
    assert drawn("17-epoch-file-name", ukr, "--faction", "RU", "--date-format", "%s")["span"] == account["span"]


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("column", "entries"),
    [("styleUrl", ("#ru=RU", "#ua=UA")), ("style", ("#ru=RU", "#ua=UA")), ("fill", ("#ff0000=RU", "#0000ff=UA")),
     ("name", ("*_0=RU", "*_1=UA"))],
)  # fmt: skip
def test_in_a_kml_the_style_its_colour_or_the_name_tells_the_holder(ukr, column, entries):
    account = drawn("18-kml-style-holder", ukr, "--faction-column", column, "--map-factions", entries[0],
                    "--map-factions", entries[1], "--date-format", "%y_%m_%d")  # fmt: skip
    assert (account["accepted"], account["span"]) == (2, ["2024-12-01", "2024-12-01"])


@pytest.mark.thorough
def test_an_outline_that_is_not_closed_is_closed_by_its_first_corner_and_counted(syr):
    account = drawn("33-unclosed-ring.geojson", syr, "--faction-column", "side")
    assert (account["accepted"], account["set_aside"], account["repaired"]) == (2, 0, 1)


@pytest.mark.thorough
def test_what_is_printed_names_the_span_to_change(syr):
    done = cli("import-control", FILES / "33-unclosed-ring.geojson", "--faction-column", "side", "--data", syr)
    assert "Change its [span] to leave them out." in done.output.replace("\n", " ")


@pytest.mark.thorough
def test_thousands_of_features_set_aside_are_summed_up(ukr, tmp_path):
    document = json.loads((FILES / "16-deepstate-raw-2025-06-26.geojson").read_text(encoding="utf-8"))
    polygons, points = document["features"][:2], document["features"][2:]
    path = tmp_path / "2025-06-26.geojson"
    path.write_text(json.dumps({**document, "features": polygons + points * 400}), encoding="utf-8")
    done = cli(
        "import-control", path, "--faction-column", "name", "--map-factions", "geoJSON.status.*=RU", "--data", ukr
    )
    assert done.exit_code == 1
    assert "1,200 need fixing: is a point and no polygon." in done.output
    assert "… and 1,197 more; --rejected FILE writes all of them." in done.output
    assert len(done.output.splitlines()) < 20


@pytest.mark.thorough
def test_the_rows_set_aside_are_not_written_over_what_is_read(ukr, tmp_path):
    path = Path(shutil.copy(FILES / "17-epoch-file-name" / "1720240801.geojson", tmp_path))
    done = cli("import-control", path, "--faction", "RU", "--data", ukr, "--rejected", path)
    assert done.exit_code == 2
    assert "would write over it" in done.output


@pytest.mark.thorough
def test_control_told_by_place_and_day_comes_in_as_reports(ukr):
    """The ids of VIINA are those of GeoNames, as the places of a theatre have them: Kremenchuk, Kharkiv, Donetsk."""
    done = cli("import-control", FILES / "46-control-by-place.csv", "--faction-column", "status", "--data", ukr,
               "--source", "VIINA", "--json", "--author", "t", "--reason", "t")  # fmt: skip
    account = json.loads(done.stdout)
    assert (account["read"], account["accepted"], account["unchanged"], account["set_aside"]) == (3, 3, 0, 0)
    states = read_theatre(ukr).control.snapshot(date(2025, 1, 10), None).states
    assert [states[place].standing for place in ("704147", "706483", "709717")] == ["UA", "UA", "RU"]


@pytest.mark.thorough
def test_import_says_where_a_table_of_control_belongs(ukr):
    done = cli("import", FILES / "46-control-by-place.csv", "--data", ukr, "--dry-run")
    assert done.exit_code == 2
    assert "tells who holds which place on which day" in " ".join(done.output.split())
