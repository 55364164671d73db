"""Polygons of one day brought in by the command line: one voice, weighed with the others, undone as one."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from cli import app
from geo.theatre.loader import read_theatre
from tests.worlds import drawing, drawn_theatre, feature, january, rectangle, row, write_theatre

WEST_HALF, EAST_HALF = rectangle(0, 0, 1, 1), rectangle(1, 0, 2, 1)
BOW_TIE = {"type": "Polygon", "coordinates": [[[1, 0], [2, 1], [2, 0], [1, 1], [1, 0]]]}


@pytest.fixture
def folder(tmp_path):
    return write_theatre(tmp_path / "theatre")


def run(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def bring_in(folder, *shapes, on="2025-01-10", grade="C3", **more):
    features = [feature(shape, holder=holder) for holder, shape in shapes]
    source = drawing(folder.parent / "theirs.geojson", *features)
    options = [word for key, value in more.items() for word in (f"--{key.replace('_', '-')}", value)]
    given = ["--data", folder, "--on", on, "--source", "A mapper", "--grade", grade, "--faction-column", "holder"]
    return run("import-ground", source, *given, *options)


def holder(folder, place, day=10):
    return read_theatre(folder).control.states(january(day), None)[place].controller


@pytest.mark.thorough
def test_polygons_come_in_as_reports_of_one_voice_and_go_as_one_change(folder):
    done = bring_in(folder, ("BLUE", EAST_HALF), ("GREEN", WEST_HALF), url="https://example.org/map")
    assert done.exit_code == 0
    assert "2 reports of 2025-01-10, one for each place inside: BLUE 1, GREEN 1." in done.stdout
    assert (holder(folder, "west"), holder(folder, "east")) == ("GREEN", "BLUE")
    reports = read_theatre(folder).reports.query("ground_id != ''")
    assert set(zip(reports["scope"], reports["reliability"], reports["credibility"], strict=True)) == {
        ("polygon", "C", 3)
    }
    change = done.stdout.split("undo ")[1].split(".")[0]
    assert run("undo", change, "--data", folder).exit_code == 0
    assert (holder(folder, "west"), holder(folder, "east")) == ("BLUE", "RED")


@pytest.mark.thorough
def test_a_report_about_a_place_outweighs_the_polygon_it_lies_in(tmp_path):
    known = row("east", "GREEN", "2025-01-10")
    folder = write_theatre(tmp_path / "theatre", reports=[row("east", "RED", "2025-01-01", scope="baseline"), known])
    bring_in(folder, ("BLUE", EAST_HALF))
    assert holder(folder, "east") == "GREEN"
    told = json.loads(run("explain", "East", "--on", "2025-01-10", "--data", folder, "--json").stdout)
    (outweighed,) = told["outweighed"]
    assert (outweighed["asserted_by"], bool(outweighed["ground"])) == ("A mapper", True)


@pytest.mark.thorough
def test_who_holds_what_is_not_drawn_comes_in_too_and_contested_ground_is_told_of(folder):
    done = bring_in(folder, ("contested", EAST_HALF), undrawn_holder="GREEN")
    assert "one for each place inside: GREEN 1." in done.stdout
    assert "No report is made of 1 place on 12,308 km² drawn as contested" in done.stdout
    assert (holder(folder, "west"), holder(folder, "east")) == ("GREEN", "RED")


@pytest.mark.thorough
def test_a_place_in_polygons_of_two_holders_of_one_voice_brings_no_report_and_is_told_of(folder):
    """As the comparison of two maps has it: ground drawn for two is disputed, and nobody's."""
    done = bring_in(folder, ("BLUE", rectangle(0, 0, 2, 1)), ("GREEN", EAST_HALF))
    assert "one for each place inside: BLUE 1." in done.stdout
    told = (
        "No report is made of 1 place on 12,308 km² drawn for BLUE and GREEN at once: one voice cannot say both. Draw"
    )
    assert told in " ".join(done.stdout.split())
    assert (holder(folder, "west"), holder(folder, "east")) == ("BLUE", "RED")
    reports = read_theatre(folder).reports.query("ground_id != ''")
    assert list(reports["place_id"]) == ["west"]


@pytest.mark.thorough
def test_a_border_traced_twice_stays_with_one_holder_and_a_file_of_nothing_else_says_why_it_is_refused(folder):
    """The overlap about East is 0.001° wide, 111 m: no ground of two holders, but one line drawn twice."""
    done = bring_in(folder, ("BLUE", rectangle(0, 0, 1.5005, 1)), ("GREEN", rectangle(1.4995, 0, 2, 1)))
    assert "one for each place inside: BLUE 2." in done.stdout
    refused = bring_in(folder, ("BLUE", EAST_HALF), ("GREEN", EAST_HALF))
    assert refused.exit_code == 2
    assert "drawn for BLUE and GREEN at once" in " ".join(refused.stderr.split())


@pytest.mark.thorough
def test_a_file_or_a_voice_does_not_speak_of_the_same_places_and_day_twice(folder):
    first = bring_in(folder, ("BLUE", EAST_HALF))
    change = first.stdout.split("undo ")[1].split(".")[0]
    told = "would bring in a second time the word of A mapper on 1 place of 2025-01-10, which theirs.geojson"
    for shapes, source, ends in (
        (("BLUE", EAST_HALF), "Another", "."),
        (("GREEN", EAST_HALF), "A mapper", ", or say by --source whose word this is."),
    ):
        again = bring_in(folder, shapes, source=source)
        assert again.exit_code == 2
        assert told in " ".join(again.stderr.split())
        assert f"by undo {change}{ends}" in " ".join(again.stderr.split())
    assert len(read_theatre(folder).ground) == 1
    assert bring_in(folder, ("BLUE", EAST_HALF), on="2025-01-11").exit_code == 0
    assert bring_in(folder, ("GREEN", WEST_HALF)).exit_code == 0
    assert bring_in(folder, ("GREEN", EAST_HALF), source="Another").exit_code == 0


def test_a_faction_of_which_nothing_comes_in_is_called_by_its_whole_id(folder):
    factions = folder / "factions.toml"
    factions.write_text(factions.read_text(encoding="utf-8").replace('id = "GREEN"', 'id = "AL-GREEN"'), "utf-8")
    done = bring_in(folder, ("BLUE", EAST_HALF), ("AL-GREEN", rectangle(0.1, 0.1, 0.2, 0.2)))
    assert "Of AL-GREEN nothing comes in: what is drawn holds no place of the gazetteer" in done.stdout


def test_what_is_no_polygon_is_set_aside_and_the_rest_comes_in(folder):
    line = {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}
    done = bring_in(folder, ("BLUE", EAST_HALF), ("BLUE", line))
    assert done.exit_code == 1
    assert "2 features read = 1 accepted + 1 needs fixing" in done.stdout
    assert "row 2" in done.stderr
    told = " ".join(run("validate", folder).stdout.split())
    assert "2 read = 1 accepted + 1 needs fixing" in told


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"on": "2025-02-10"}, "is outside the days of the theatre, 2025-01-01 to 2025-01-31"),
        ({"grade": "B9"}, "--grade: is 'B9'. Write an Admiralty grade as B2."),
        ({"speaks_for": "NOBODY"}, "asserter_faction = NOBODY, which is not known here"),
        ({"published_on": "2025-01-09"}, "published_on = 2025-01-09, which is before the day that it tells of"),
        ({"url": "a notebook"}, "source_url = a notebook, which is no web address"),
    ],
)
def test_what_cannot_come_in_is_refused_with_a_remedy_and_nothing_is_kept(folder, more, fault):
    done = bring_in(folder, ("BLUE", EAST_HALF), **more)
    assert done.exit_code == 2
    assert fault in " ".join(done.stderr.split())
    assert not (folder / "changes.ndjson").exists()


def test_ground_without_a_place_inside_and_a_strange_faction_are_refused(folder):
    empty = bring_in(folder, ("BLUE", rectangle(1.6, 0.6, 1.9, 0.9)))
    assert empty.exit_code == 2
    assert "with a place of the gazetteer inside" in " ".join(empty.stderr.split())
    strange = bring_in(folder, ("Rebels", EAST_HALF))
    assert strange.exit_code == 2
    assert "--map-factions" in strange.stderr


def test_a_self_crossing_polygon_is_mended_and_counted_as_in_any_drawing(folder):
    done = bring_in(folder, ("BLUE", BOW_TIE), ("GREEN", WEST_HALF))
    assert done.exit_code == 0
    assert "1 repaired" in done.stdout


def test_a_dry_run_keeps_nothing(folder):
    source = drawing(folder.parent / "theirs.geojson", feature(EAST_HALF, holder="BLUE"))
    done = run("import-ground", source, "--data", folder, "--on", "2025-01-10", "--source", "A mapper", "--grade", "C3",
               "--faction-column", "holder", "--dry-run", "--json")  # fmt: skip
    assert json.loads(done.stdout)["places"] == {"BLUE": 1}
    assert not (folder / "changes.ndjson").exists()


def test_a_history_drawn_elsewhere_takes_no_ground_of_one_voice(tmp_path):
    drawn_theatre(tmp_path, {1: [("BLUE", EAST_HALF)]})
    done = bring_in(tmp_path / "t", ("BLUE", EAST_HALF))
    assert done.exit_code == 2
    assert "import-control" in done.stderr
