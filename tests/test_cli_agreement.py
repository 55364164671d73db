"""`agreement`: the map of a day held against another, from a file, in words, as JSON and as a map of differences."""

from __future__ import annotations

import json

import geopandas as gpd
import pytest
from typer.testing import CliRunner

from cli import app
from tests.worlds import drawing, feature, place, point, rectangle, row, write_theatre

EAST, WEST, ALL = rectangle(1, 0, 2, 1), rectangle(0, 0, 1, 1), rectangle(0, 0, 2, 1)


@pytest.fixture
def theatre(tmp_path):
    return write_theatre(tmp_path / "t")


@pytest.fixture
def run(theatre):
    def told(other, *options, code: int = 0, data=theatre) -> str:
        words = ["agreement", str(other), "--on", "2025-01-31", "--data", str(data), *options]
        result = CliRunner().invoke(app, words, env={"COLUMNS": "200"})
        assert result.exit_code == code, result.output
        return result.output

    return told


def numbers(output: str) -> dict:
    return json.loads(output[: output.rindex("}") + 1])


def test_the_words_tell_shares_both_holders_and_the_largest_difference(run, tmp_path):
    other = drawing(tmp_path / "other.geojson", feature(rectangle(0, 0, 1.25, 1), holder="BLUE"))
    said = run(other)
    assert "1 feature read = 1 accepted + 0 need fixing; 0 repaired. Holders from the column holder." in said
    lines = [line.replace("│", " ").split() for line in said.splitlines()]
    assert ["all", "ground,", "km²", "15,386", "12,308", "80.0%", "15,386", "12,308", "80.0%"] in lines
    assert ["RED", "3,077"] in lines
    assert "Only ours tells of 9,231 km² (RED 9,231)." in said
    assert "near East" in said
    assert "2025-01-01 A monitor (B2)" in said
    assert "Claimed ground counts for whoever claims it." in said


def test_json_gives_the_same_with_the_reports_that_decide(run, tmp_path):
    other = drawing(tmp_path / "other.geojson", feature(ALL, who="Azure"))
    told = numbers(run(other, "--faction-column", "who", "--map-factions", "Azure=BLUE", "--json"))
    assert told["confusion_km2"] == {"BLUE": {"BLUE": 12308.5}, "RED": {"BLUE": 12308.5}}
    assert told["agreement_km2"]["all_ground"]["share"] == 0.5
    assert told["agreement_places"]["share"] == 0.5
    (east,) = told["differences"]
    assert (east["place"], east["place_inside"], east["ours"], east["theirs"]) == ("East", True, "RED", "BLUE")
    assert [report["asserted_by"] for report in east["reports"]] == ["A monitor"]
    assert told["other"]["column"] == "who"


def test_a_named_area_narrows_it(run, tmp_path):
    other = drawing(tmp_path / "other.geojson", feature(ALL, holder="BLUE"))
    assert numbers(run(other, "--area", "west", "--json"))["agreement_km2"]["all_ground"]["share"] == 1


def test_differences_are_written_as_a_map_and_never_over_the_source(run, tmp_path):
    other = drawing(tmp_path / "other.geojson", feature(ALL, holder="BLUE"))
    run(other, "--differences", str(tmp_path / "differ.geojson"))
    (one,) = gpd.read_file(tmp_path / "differ.geojson").itertuples()
    assert (one.place, one.ours, one.theirs, one.area_km2) == ("East", "RED", "BLUE", 12308.5)
    assert one.geometry.area == pytest.approx(1)
    before = other.read_bytes()
    assert "--differences would write over it" in run(other, "--differences", str(other), code=2)
    assert other.read_bytes() == before


def test_differences_that_cannot_be_written_are_told_after_the_figures(run, tmp_path):
    other = drawing(tmp_path / "other.geojson", feature(ALL, holder="BLUE"))
    said = run(other, "--differences", str(tmp_path / "nowhere" / "differ.geojson"), code=1)
    assert "50.0%" in said
    assert "The differences could not be written" in said


def test_what_is_set_aside_is_told_and_written(run, tmp_path):
    other = drawing(tmp_path / "other.geojson", feature(ALL, holder="BLUE"), feature(point(1, 0.5), holder="RED"))
    said = run(other, "--rejected", str(tmp_path / "aside.csv"), code=1)
    assert "1 needs fixing: is a point and no polygon." in said
    assert "is a point and no polygon" in (tmp_path / "aside.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("features", "options", "fault"),
    [
        ([], (), "holds no feature"),
        ([feature(ALL, who="RED")], (), "has no column known to say holders"),
        ([feature(ALL, holder="Azure")], (), "holds values nobody mapped: 'Azure' (1 feature)"),
        ([feature(ALL, holder="Azure")], ("--map-factions", "Azure=AZURE"), "--map-factions: names AZURE"),
        ([feature(ALL, holder="RED")], ("--area", "north"), "No area 'north' here"),
        ([feature(ALL, holder="RED")], ("--on", "2026-01-01"), "leaves the days of this theatre"),
        ([feature(ALL, holder="RED")], ("--on", "yesterday"), "yesterday"),
        ([feature(ALL, holder="RED")], ("--undrawn-holder", "AZURE"), "--undrawn-holder: names AZURE"),
        ([feature(rectangle(40, 50, 41, 51), holder="RED")], (), "nowhere in the theatre"),
        ([feature(rectangle(0.2, 1.2, 0.8, 1.8), holder="RED")], (), "has latitude before longitude"),
        ([feature(ALL, holder="RED", date="2025-01-30")], (), "draws nothing for 2025-01-31"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_its_fault(run, tmp_path, features, options, fault):
    said = run(drawing(tmp_path / "other.geojson", *features), *options, code=2)
    assert said.startswith("Nothing was compared.")
    assert fault in said


def test_a_file_that_is_not_there_is_told(run, tmp_path):
    assert "is not there" in run(tmp_path / "none.geojson", code=2)


def test_our_own_control_exported_agrees_in_full(run, tmp_path):
    """Held, claimed, shared, contested and disputed ground all come back as what they were."""
    at = {"held": 0.25, "claimed": 0.75, "shared": 1.2, "contested": 1.5, "disputed": 1.8}
    ours = write_theatre(
        tmp_path / "ours",
        places=[place(name, lon, 0.5) for name, lon in at.items()],
        reports=[
            row("held", "BLUE", "2025-01-01", scope="baseline"),
            row("claimed", "RED", "2025-01-10", "claimed", asserter_faction="RED"),
            row("shared", "RED", "2025-01-10", "shared", shared_with="GREEN"),
            row("contested", "RED", "2025-01-10", "contested", shared_with="BLUE"),
            row("disputed", "RED", "2025-01-10"),
            row("disputed", "BLUE", "2025-01-10"),
        ],
    )
    file = tmp_path / "ours.geojson"
    made = CliRunner().invoke(
        app, ["snapshot", "--from", "2025-01-31", "--to", "2025-01-31", "--data", str(ours), "-o", str(file)]
    )
    assert made.exit_code == 0, made.output
    told = numbers(run(file, "--json", code=1, data=ours))  # front lines and events are set aside
    whole = told["agreement_km2"]["all_ground"]
    assert whole["share"] == 1
    assert whole["compared"] == pytest.approx(24_617, abs=3)
    assert whole["both_to_a_party"] < whole["compared"]
    assert told["agreement_places"]["share"] == 1
    assert told["differences"] == []
    assert set(told["confusion_km2"]) == {"BLUE", "RED", "contested"}


@pytest.mark.thorough
def test_the_order_of_rows_does_not_matter(run, tmp_path):
    features = [
        feature(rectangle(0, 0, 0.6, 1), holder="RED"),
        feature(rectangle(0.4, 0, 1.5, 0.7), holder="GREEN"),
        feature(rectangle(1.2, 0.2, 2, 1), holder="BLUE"),
    ]
    first = run(drawing(tmp_path / "1" / "other.geojson", *features), "--json")
    assert run(drawing(tmp_path / "2" / "other.geojson", *reversed(features)), "--json") == first
