"""The command line: the figures of the page as numbers, and a theatre's faults with their remedies."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from geo.analysis.situation import select
from geo.theatre.catalog import SHIPPED
from geo.theatre.loader import read_theatre
from tests.worlds import (
    crossing,
    drawing,
    event,
    feature,
    january,
    rectangle,
    row,
    status,
    theatre_without_reports,
    write_theatre,
)

ISSUE_KEYS = {
    "theatre", "version", "from", "to", "area", "events", "control_km2", "control_km2_at_from", "front_line_km",
    "crossings", "set_aside",
}  # fmt: skip
CHANGE_KEYS = {
    "transitions_km2", "gross_gain_km2", "gross_loss_km2", "inferred_km2", "by_governorate", "places_flipped",
    "front_line", "crossings_flipped", "strikes", "fatalities",
}  # fmt: skip
"""The keys promised to scripts; more may stand beside them."""


@pytest.fixture(autouse=True)
def _no_theatre_chosen(monkeypatch):
    monkeypatch.delenv("FRONTLINE_DATA", raising=False)


@pytest.fixture
def january_war(tmp_path) -> Path:
    """RED loses the east to BLUE on the 10th; the news comes out on the 12th."""
    return write_theatre(
        tmp_path / "war",
        reports=[
            row("west", "BLUE", "2025-01-01", scope="baseline"),
            row("east", "RED", "2025-01-01", scope="baseline"),
            row("east", "BLUE", "2025-01-10", published_on="2025-01-12"),
        ],
        events=[
            event("battle", "2025-01-05", fatalities_low=1, fatalities_best=2, fatalities_high=4),
            event("strike", "2025-01-10", 1.5, 0.5, event_type="Explosions/Remote violence",
                  sub_event_type="Air/drone strike", factions=["RED"], adm1_pcode="XX02", fatalities_best=3),
            event("week", "2025-01-10", time_precision=2),
        ],
        crossings=[crossing("gate", 0.2, 0.0, status("open", "2025-01-01", "2025-01-31", "BLUE"))],
    )  # fmt: skip


def run(*words: object):
    return CliRunner().invoke(app, [str(word) for word in words])


def numbers(*words: object) -> dict:
    result = run("situation", "--json", *words)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_json_holds_every_key_it_promises(january_war):
    found = numbers("--data", january_war)
    assert found.keys() >= ISSUE_KEYS
    assert {"certain", "possible", "by_type", "fatalities"} <= found["events"].keys()
    assert {"low", "best", "high"} <= found["events"]["fatalities"].keys()


def test_the_figures_can_be_checked_by_hand(january_war):
    found = numbers("--data", january_war, "--from", "2025-01-01", "--to", "2025-01-10")
    assert (found["theatre"], found["from"], found["to"], found["area"]) == (
        "squares", "2025-01-01", "2025-01-10", "both",
    )  # fmt: skip
    assert (found["events"]["certain"], found["events"]["possible"]) == (2, 1)
    deaths = found["events"]["fatalities"]
    assert (deaths["low"], deaths["best"], deaths["high"]) == (4, 5, 7)  # the strike's one number stands for all three
    assert found["control_km2"] == pytest.approx({"BLUE": 24_618}, rel=1e-3)
    assert found["control_km2_at_from"] == pytest.approx({"BLUE": 12_309, "RED": 12_309}, rel=1e-3)
    assert (found["front_line_km"], found["crossings"], found["set_aside"]) == (0, {"open": 1}, 0)


def test_the_command_of_the_issue_prints_the_figures_of_the_page():
    found = numbers("--from", "2024-11-26", "--to", "2024-12-05", "--area", "hama")
    theatre = read_theatre(SHIPPED)
    days = {name: type(january(1)).fromisoformat(found[key]) for name, key in (("start", "from"), ("end", "to"))}
    figures = select(theatre, replace(theatre.everything, area="hama", **days)).figures
    assert (found["theatre"], found["version"]) == (theatre.id, theatre.version)
    assert found["events"]["certain"] == figures.certain > 0
    assert found["events"]["possible"] == figures.possible
    assert found["events"]["by_type"] == figures.by_type
    assert found["events"]["fatalities"]["best"] == figures.fatalities.best
    assert found["control_km2"] == pytest.approx(figures.ground.held, abs=0.05)
    assert found["control_km2_at_from"] == pytest.approx(figures.ground_at_from.held, abs=0.05)
    assert found["front_line_km"] == pytest.approx(figures.front_line_km, abs=0.05)
    assert found["crossings"] == figures.crossings


@pytest.mark.parametrize(
    ("question", "certain"),
    [
        ((), 3),
        (("--faction", "RED"), 1),
        (("--faction", "RED", "--faction", "BLUE"), 3),
        (("--type", "Battles"), 2),
        (("--type", "Battles", "--type", "Explosions/Remote violence"), 3),
        (("--strikes",), 1),
        (("--strike-kind", "air"), 1),
        (("--strike-kind", "missile"), 0),
        (("--casualties",), 2),
        (("--area", "west"), 2),
        (("--known-by", "2025-01-06"), 1),
    ],
)
def test_each_option_asks_what_its_filter_asks(january_war, question, certain):
    assert numbers("--data", january_war, *question)["events"]["certain"] == certain


def test_known_by_leaves_out_what_was_published_later(january_war):
    before_the_news = numbers("--data", january_war, "--to", "2025-01-10", "--known-by", "2025-01-11")
    assert before_the_news["control_km2"] == pytest.approx({"BLUE": 12_309, "RED": 12_309}, rel=1e-3)
    assert before_the_news["front_line_km"] == pytest.approx(110.6, abs=0.1)


def test_without_json_the_same_figures_are_read_by_people(january_war):
    result = run("situation", "--data", january_war, "--to", "2025-01-10")
    assert result.exit_code == 0
    for words in ("Both, 2025-01-01 to 2025-01-10", "2 certain, 1 possible", "12,308", "24,617", "1 open"):
        assert words in result.stdout


@pytest.mark.parametrize(
    ("question", "named"),
    [
        (("--from", "soon"), "'soon' is not a day"),
        (("--known-by", "2025-02-30"), "'2025-02-30' is not a day"),
        (("--area", "mars"), "'mars'"),
        (("--faction", "MARTIANS"), "MARTIANS"),
        (("--type", "Dances"), "Dances"),
        (("--from", "2025-01-09", "--to", "2025-01-02"), "ends (2025-01-02) before it starts"),
        (("--to", "2031-01-01"), "leaves the days of this theatre"),
        (("--area", "[red]mars[/nonsense]"), "[red]mars[/nonsense]"),
    ],
)
def test_a_question_that_cannot_be_asked_gets_one_clear_line(january_war, question, named):
    result = run("situation", "--json", "--data", january_war, *question)
    assert result.exit_code == 2
    assert isinstance(result.exception, SystemExit)
    assert (result.stdout, len(result.stderr.splitlines())) == ("", 1)
    assert named in result.stderr


@pytest.mark.parametrize("command", ["situation", "validate"])
def test_a_folder_that_is_not_there_gets_one_clear_line(tmp_path, command):
    missing = tmp_path / "nowhere"
    result = run(command, *(("--data", missing) if command == "situation" else (missing,)))
    assert result.exit_code == 2
    assert isinstance(result.exception, SystemExit)
    assert (result.stdout, len(result.stderr.splitlines())) == ("", 1)
    assert str(missing) in result.stderr


@pytest.mark.parametrize("command", ["situation", "validate"])
def test_the_environment_names_the_theatre(january_war, monkeypatch, command):
    monkeypatch.setenv("FRONTLINE_DATA", str(january_war))
    result = run(command)
    assert result.exit_code == 0
    assert "Two squares" in result.stdout or "Theatre squares" in result.stdout


def test_a_named_folder_wins_over_the_environment(january_war, monkeypatch, tmp_path):
    monkeypatch.setenv("FRONTLINE_DATA", str(tmp_path / "nowhere"))
    assert numbers("--data", january_war)["theatre"] == "squares"


@pytest.mark.thorough
def test_a_sound_theatre_is_called_sound_and_its_rows_are_accounted_for(january_war):
    result = run("validate", january_war)
    assert result.exit_code == 0
    assert "events.geojson: 3 read = 3 accepted + 0 need fixing" in result.stdout
    assert "is sound" in result.stdout


@pytest.mark.thorough
def test_the_shipped_theatre_is_sound():
    assert run("validate").exit_code == 0


def test_an_event_that_contradicts_control_is_named_with_both_rows_until_it_is_marked(tmp_path):
    taken = {"sub_event_type": "Non-state actor overtakes territory", "location_en": "East", "factions": ["BLUE"]}
    folder = write_theatre(tmp_path / "1", events=[event("E1", "2025-01-05", 1.5, **taken)])
    result = run("validate", folder)
    assert result.exit_code == 1
    assert "1 event that takes a place = 0 agree with control + 0 disagree, marked + 1 contradict it" in result.stdout
    assert "is sound" not in result.stdout
    (line,) = result.stderr.splitlines()
    assert line.startswith("events.geojson, row 1 (E1): A monitor: Blue took East by 2025-01-05; A monitor: Red")
    assert "(control/reports.csv, row 3, east-RED" in line
    marked = write_theatre(tmp_path / "2", events=[event("E1", "2025-01-05", 1.5, disagrees="yes", **taken)])
    result = run("validate", marked)
    assert result.exit_code == 0
    assert "marked: A monitor: Blue took East by 2025-01-05; A monitor: Red" in result.stdout


def test_a_faulty_row_is_named_with_file_row_fault_and_remedy(tmp_path):
    folder = write_theatre(tmp_path / "war", events=[event("sound", "2025-01-05"), event("vague", "last week")])
    result = run("validate", folder)
    assert result.exit_code == 1
    assert "events.geojson: 2 read = 1 accepted + 1 needs fixing" in result.stdout
    (line,) = result.stderr.splitlines()
    assert line.startswith("events.geojson, row 2 (vague): event_date = last week: is not a day")
    assert "Write the day as 2024-12-01" in line
    assert "is sound" not in result.stdout


def test_a_faulty_row_may_hold_anything(tmp_path):
    folder = write_theatre(tmp_path / "war", events=[event("[bold]x[/nonsense]", "[/]")])
    result = run("validate", folder)
    assert (result.exit_code, isinstance(result.exception, SystemExit)) == (1, True)
    assert "[bold]x[/nonsense]" in result.stderr


def test_set_aside_rows_are_counted_among_the_figures(tmp_path):
    folder = write_theatre(tmp_path / "war", events=[event("sound", "2025-01-05"), event("vague", "last week")])
    assert numbers("--data", folder)["set_aside"] == 1


@pytest.mark.parametrize(
    ("file", "content", "named"),
    [
        ("theatre.toml", "id = ", "is not TOML"),
        ("events.geojson", "<html>", "is not JSON"),
        ("control/reports.csv", "place_id\nwest\n", "lacks the columns"),
        ("places.geojson", '{"type": "FeatureCollection", "features": []}', "no usable place"),
    ],
)
def test_a_theatre_that_cannot_be_used_names_its_file(january_war, file, content, named):
    (january_war / file).write_text(content, encoding="utf-8")
    result = run("validate", january_war)
    assert result.exit_code == 2
    assert isinstance(result.exception, SystemExit)
    (line,) = result.stderr.splitlines()
    assert file in line
    assert named in line


# Change ---------------------------------------------------------------------------------------------------------------


def changed(*words: object) -> dict:
    result = run("change", "--json", *words)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_the_json_of_a_change_holds_every_key_it_promises_and_can_be_checked_by_hand(january_war):
    found = changed("--data", january_war, "--from", "2025-01-01", "--to", "2025-01-10")
    assert found.keys() >= CHANGE_KEYS
    square = pytest.approx(12_308.5, abs=0.1)
    assert found["transitions_km2"] == {"RED": {"BLUE": square}}
    assert (found["gross_gain_km2"], found["gross_loss_km2"]) == ({"BLUE": square}, {"RED": square})
    assert (found["inferred_km2"], found["crossings_flipped"]) == (0, [])
    assert found["by_governorate"] == {
        "XX02": {
            "governorate": "Square 2",
            "transitions_km2": {"RED": {"BLUE": square}},
            "gross_gain_km2": {"BLUE": square},
            "gross_loss_km2": {"RED": square},
            "became_unsettled_km2": {},
            "became_settled_km2": {},
            "inferred_km2": 0,
            "sliver_km2": 0,
        }
    }
    (flip,) = found["places_flipped"]
    assert (flip["place"], flip["from"], flip["to"], len(flip["reports"])) == ("East", "RED", "BLUE", 1)
    front = found["front_line"]
    assert front.keys() >= {"from_km", "to_km", "moved_median_km", "moved_max_km", "pairs", "near"}
    assert (front["from_km"], front["to_km"], front["moved_max_km"]) == (pytest.approx(110.6), 0, None)
    (pair,) = front["pairs"]
    assert (pair["one"], pair["other"], pair["from_km"], pair["to_km"]) == ("BLUE", "RED", pytest.approx(110.6), 0)
    assert (found["strikes"], found["fatalities"]) == ({"certain": 1, "possible": 0}, {"low": 4, "best": 5, "high": 7})


@pytest.mark.thorough
def test_near_km_says_how_near_the_front_line_is_near(january_war):
    """Until the 9th the front stands on 1° E: the battle is 55.7 km from it, and known to 2 km."""
    days = ("--data", january_war, "--from", "2025-01-01", "--to", "2025-01-09")
    for key, ask in (("near", changed), ("near_front_line", numbers)):
        found = {km: ask(*days, "--near-km", km) for km in (50, 60)}
        near = {km: (told["front_line"] if ask is changed else told)[key] for km, told in found.items()}
        assert {km: told["events"]["certain"] for km, told in near.items()} == {50: 0, 60: 1}
        assert near[50]["within_km"] == 50


@pytest.mark.parametrize("near_km", ["nan", "inf", "1e400", "-1", "20039"])
def test_a_distance_that_is_none_is_refused(january_war, near_km):
    for command in (("change", "--from", "2025-01-01", "--to", "2025-01-10"), ("situation",)):
        result = run(*command, "--json", "--data", january_war, "--near-km", near_km)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "--near-km" in result.stderr


@pytest.mark.parametrize(
    ("question", "named"),
    [
        (("--on", "2031-01-01"), "2031-01-01 leaves the days of this theatre"),
        (("--on", "2024-12-31"), "Use one of those from 2025-01-01 to 2025-01-31"),
        (("--on", "2025-01-10", "--known-by", "2024-12-31"), "Nothing is known by 2024-12-31"),
    ],
)
def test_no_story_is_told_of_a_day_the_theatre_knows_nothing_of(january_war, question, named):
    result = run("explain", "East", "--json", "--data", january_war, *question)
    assert (result.exit_code, result.stdout) == (2, "")
    assert named in " ".join(result.stderr.split())


def test_without_json_a_change_is_read_by_people(january_war):
    result = run("change", "--data", january_war, "--from", "2025-01-01", "--to", "2025-01-10")
    assert result.exit_code == 0
    for words in (
        "Both, 2025-01-01 to 2025-01-10", "12,308", "Square 2", "Together", "BLUE and RED", "111 km, then 0 km",
        "Strikes: 1 certain", "Killed: 5 (between 4 and 7", "Places that changed: 1",
    ):  # fmt: skip
        assert words in result.stdout, words


@pytest.mark.parametrize("day", ["20250110", "2025-W02-5", "2025-1-10"])
def test_a_day_is_written_one_way_only(january_war, day):
    for command in (("change", "--from", "2025-01-01", "--to", day), ("explain", "East", "--on", day)):
        result = run(*command, "--data", january_war)
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"{day!r} is not a day. Write 2024-12-01." in result.stderr


@pytest.mark.thorough
def test_inferred_ground_is_told_apart(january_war):
    settings = january_war / "theatre.toml"
    settings.write_text(settings.read_text().replace("inferred_beyond_km = 1000", ""))
    found = numbers("--data", january_war, "--to", "2025-01-10")
    assert found["inferred_km2"] == pytest.approx({"BLUE": 2 * (12_308.5 - 706.9)}, rel=1e-3)
    assert found["inferred_km2_at_from"] == pytest.approx(dict.fromkeys(("BLUE", "RED"), 11_601.6), rel=1e-3)
    told = run("situation", "--data", january_war, "--to", "2025-01-10")
    assert "BLUE (of this inferred: no report of its own decides)" in told.stdout
    assert "23,20" in told.stdout


# Histories drawn elsewhere -------------------------------------------------------------------------------------------


@pytest.fixture
def drawn(tmp_path) -> Path:
    """Two daily files: RED on half of the west, then on all of it."""
    for day, east in ((1, 0.5), (3, 1.0)):
        drawing(tmp_path / "drawn" / f"map_2025010{day}.geojson", feature(rectangle(0, 0, east, 1)))
    return tmp_path / "drawn"


@pytest.mark.thorough
def test_a_history_drawn_elsewhere_is_imported_and_then_answers(drawn, tmp_path):
    data = theatre_without_reports(tmp_path / "bare")
    result = run("import-control", drawn, "--faction", "RED", "--undrawn-holder", "BLUE", "--data", data,
                 "--source", "A mapper", "--json")  # fmt: skip
    assert result.exit_code == 0, result.output
    account = json.loads(result.stdout)
    assert account.pop("seconds") >= 0
    assert account == {
        "read": 2, "accepted": 2, "set_aside": 0, "by_reason": {}, "repaired": 0, "days": 2, "days_carried": 1,
        "longest_carried": 1, "days_of_gaps": 0, "strip_km": 0.0, "strips": 0, "strips_km2": 0.0, "notes": [],
        "days_of_theatre_without": 28, "rows": 2, "span": ["2025-01-01", "2025-01-03"], "bbox": [0, 0, 1, 1],
        "kept": True,
    }  # fmt: skip
    found = numbers("--data", data, "--from", "2025-01-01", "--to", "2025-01-03")
    assert found["control_km2"] == pytest.approx({"RED": 12_308.5, "BLUE": 12_308.5}, abs=0.1)
    assert found["history"]["source"] == "A mapper"
    changed = run("change", "--data", data, "--from", "2025-01-02", "--to", "2025-01-03", "--json")
    assert json.loads(changed.stdout)["transitions_km2"] == {"BLUE": {"RED": 6154.2}}
    told = run("change", "--data", data, "--from", "2025-01-02", "--to", "2025-01-03")
    assert "Slivers from drawing anew" in told.stdout
    assert run("validate", data).exit_code == 0


def test_an_import_told_in_words(drawn, january_war):
    result = run("import-control", drawn, "--faction", "RED", "--data", january_war)
    assert result.exit_code == 0
    for words in (
        "2 features read = 2 accepted + 0 need fixing",
        "1 day not drawn shows the day before it",
        "On 28 days",
        "no longer decides",
    ):
        assert words in " ".join(result.stdout.split())


def test_features_set_aside_are_named_and_the_rest_is_imported(drawn, january_war):
    drawing(drawn / "map_20250104.geojson", feature(rectangle(0, 0, 1, 1)), feature(None))
    result = run("import-control", drawn, "--faction", "RED", "--data", january_war)
    assert result.exit_code == 1
    summary, line = result.stderr.splitlines()
    assert summary == "1 needs fixing: has no geometry."
    assert line.startswith("map_20250104.geojson, row 2")
    assert "has no geometry" in line


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("--faction", "MARTIANS"), "--faction: names MARTIANS"),
        ((), "--faction: is needed"),
        (("--faction-column", "holder"), "no column 'holder'"),
        (("--faction", "RED", "--date-format", "%H"), "--date-format"),
        (("--faction", "RED", "--data", "nowhere"), "nowhere: is not a folder"),
    ],
)
def test_an_import_that_cannot_be_gets_one_clear_line_and_changes_nothing(drawn, january_war, words, named):
    before = {path: path.read_bytes() for path in january_war.rglob("*") if path.is_file()}
    result = run("import-control", drawn, "--data", january_war, *words)
    assert (result.exit_code, isinstance(result.exception, SystemExit), result.stdout) == (2, True, "")
    (line,) = result.stderr.splitlines()
    assert named in line
    assert {path: path.read_bytes() for path in january_war.rglob("*") if path.is_file()} == before
