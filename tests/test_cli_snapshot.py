"""Briefings from the command line: the file asked for and what it is called, or one line that says why not."""

from __future__ import annotations

import dataclasses
import importlib
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from briefing.job.batch_file import read_orders
from briefing.job.formats import OUTPUTS, Group, Output, read_stamp
from briefing.job.licences import rows_not_to_be_passed_on, warning
from cli import app
from geo.analysis.situation import select
from geo.theatre.catalog import SHIPPED
from geo.theatre.loader import read_theatre
from ingest.formats import format_of
from ingest.matching.keep import keep
from tests.ingest.incoming_worlds import AMAL, MAPPING, held_against, typed
from tests.suites import first_quick
from tests.worlds import event, write_theatre

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def _no_theatre_chosen(monkeypatch):
    monkeypatch.delenv("FRONTLINE_DATA", raising=False)


@pytest.fixture
def war(tmp_path) -> Path:
    return write_theatre(tmp_path / "war", events=[event("battle", "2025-01-05")])


@pytest.fixture
def folder(tmp_path) -> Path:
    made = tmp_path / "out"
    made.mkdir()
    return made


def run(*words: object):
    return CliRunner().invoke(app, [str(word) for word in words])


def snapshot(war: Path, *words: object):
    return run("snapshot", "--data", war, *words)


def names(folder: Path) -> list[str]:
    """What stands in the folder, hidden or not."""
    return sorted(path.name for path in folder.iterdir())


def one_line(result) -> str:
    """The one line a refusal is: nothing of it on stdout, and the exit that says so."""
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    return result.stderr


@pytest.mark.thorough
def test_the_path_written_is_printed_with_its_size(war, folder):
    result = snapshot(war, "--area", "west", "-o", folder / "west.png")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"{folder / 'west.png'} (")
    assert "B)" in result.stdout
    assert names(folder) == ["west.png"]


@pytest.mark.thorough
def test_a_file_carries_every_word_it_was_asked_with(war, folder):
    result = snapshot(
        war, "--from", "2025-01-02", "--to", "2025-01-05", "--area", "west", "--known-by", "2025-01-20",
        "--faction", "BLUE", "--faction", "RED", "--type", "Battles", "--strikes", "--layers", "control, events",
        "--layers", "front-line", "--page", "16:9", "--lang", "both", "--mode", "events", "--tlp", "amber",
        "--title", "Hold = on", "--made-on", "2025-02-01", "--width", "800",
        "--days-per-second", "4", "-o", folder / "west.png",
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    assert dict(read_stamp(folder / "west.png").request) == {
        "from": "2025-01-02", "to": "2025-01-05", "area": "west", "known-by": "2025-01-20", "factions": "BLUE~RED",
        "types": "battles", "strikes": "only", "layers": "control~events~front-line", "kind": "map", "page": "16:9",
        "lang": "both", "mode": "events", "tlp": "amber", "title": "Hold = on", "made-on": "2025-02-01",
        "width": "800", "days-per-second": "4.0",
    }  # fmt: skip


@pytest.mark.thorough
def test_in_a_folder_a_file_has_the_standard_name(war, folder):
    result = snapshot(war, "--area", "west", "--to", "2025-01-10", "--format", "png", "-o", folder)
    assert result.exit_code == 0, result.output
    assert names(folder) == ["frontline_west_A4_20250101-20250110.png"]


def test_where_nothing_is_named_the_file_stands_where_the_command_was_given(war, folder, monkeypatch):
    monkeypatch.chdir(folder)
    assert snapshot(war, "--format", ".png").exit_code == 0
    assert names(folder) == ["frontline_both_A4_20250101-20250131.png"]


@pytest.fixture
def closed(war) -> Path:
    """The same with a row of acled.csv, which may not be handed on."""
    acled = format_of("acled", "")
    rows = held_against(
        read_theatre(war), typed("1"), mapping=dataclasses.replace(MAPPING, format="acled"), file="acled.csv"
    )
    keep(war, rows, "0" * 64, acled.credit, acled.licence, AMAL)
    return war


@pytest.mark.thorough
def test_a_file_with_rows_that_may_not_be_passed_on_is_made_and_says_so_as_the_page_does(closed, folder):
    theatre = read_theatre(closed)
    told = rows_not_to_be_passed_on(select(theatre, theatre.everything))
    done = snapshot(closed, "-o", folder / "events.csv")
    assert (done.exit_code, names(folder)) == (0, ["events.csv"])
    assert f"events.csv holds {told}" in done.stderr
    assert told in warning(select(theatre, theatre.everything))
    assert "events_again.csv holds" in run("reproduce", folder / "events.csv", "--data", closed).stderr


@pytest.mark.thorough
def test_a_set_says_it_once(closed, folder):
    done = snapshot(closed, "-o", folder, "--format", ".csv", "--each-area")
    assert done.stderr.count("acled.csv") == 1
    assert "files hold rows brought in from acled.csv" in done.stderr


@pytest.mark.thorough
@pytest.mark.parametrize("words", first_quick([("-o", "sheet.svg"), ("-o", "before.csv", "--to", "2025-01-04")]))
def test_nothing_is_said_of_a_file_without_such_rows(closed, folder, monkeypatch, words):
    monkeypatch.chdir(folder)
    assert snapshot(closed, *words).stderr == ""


@pytest.mark.thorough
def test_each_day_makes_as_many_files_as_the_range_has_days(war, folder):
    result = snapshot(
        war, "--each-day", "--from", "2025-01-03", "--to", "2025-01-05", "--format", ".png", "-o", folder / "new"
    )
    assert result.exit_code == 0, result.output
    assert names(folder / "new") == [f"frontline_both_A4_2025010{day}.png" for day in (3, 4, 5)]
    assert "3 files made" in result.stderr


@pytest.mark.thorough
def test_each_area_makes_a_file_for_every_area_the_theatre_names(war, folder):
    result = snapshot(war, "--each-area", "--to", "2025-01-01", "--format", ".png", "-o", folder)
    assert result.exit_code == 0, result.output
    assert names(folder) == ["frontline_both_A4_20250101.png", "frontline_west_A4_20250101.png"]


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["--area", "nowhere"], "No area 'nowhere'"),
        (["--from", "2025-01-05", "--to", "2025-01-01"], "Swap the two days"),
        (["--from", "2024-01-01"], "leaves the days of this theatre"),
        (["--from", "soon"], "'soon' is not a day"),
        (["--made-on", "today"], "'today' is not a day"),
        (["--known-by", "2024-01-01"], "Nothing is known by 2024-01-01"),
        (["--faction", "PINK"], "No faction PINK"),
        (["--type", "Picnic"], "No event type Picnic"),
        (["--layers", "control,sky"], "no layer sky"),
        (["--page", "A9"], "no page 'A9'"),
        (["--lang", "fr"], "no language 'fr'"),
        (["--tlp", "white"], "no TLP marking 'white'"),
        (["--kind", "globe"], "no kind 'globe'"),
        (["--width", "100"], "cannot be 100 px wide"),
        (["--days-per-second", "0"], "cannot play 0 days a second"),
        (["--title", "x" * 121], "121 characters"),
        (["--format", ".pdf"], "do not agree"),
        (["--each-area", "--area", "west"], "--each-area stands beside --area"),
        (["--each-day"], "A set needs its kind of file"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_one_line_and_leaves_no_file(war, folder, words, fault):
    assert fault in one_line(snapshot(war, *words, "-o", folder / "sheet.png"))
    assert names(folder) == []


@pytest.mark.parametrize(
    ("output", "fault"),
    [
        ("sheet.tif", "Nothing is known to write 'sheet.tif'"),
        ("missing/sheet.png", "There is no folder"),
        ("", "is a folder. Say the kind"),
    ],
)
def test_a_place_where_no_file_can_be_made_is_refused(war, folder, output, fault):
    assert fault in one_line(snapshot(war, "-o", folder / output))
    assert names(folder) == []


def test_a_folder_that_cannot_be_written_is_told(war, folder, monkeypatch):
    def read_only(**_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("briefing.job.formats.tempfile.TemporaryDirectory", read_only)
    assert "cannot be written: Permission denied" in one_line(snapshot(war, "-o", folder / "sheet.png"))


def test_a_theatre_that_is_none_is_refused(folder):
    result = run("snapshot", "--data", folder, "-o", folder / "sheet.png")
    assert (result.exit_code, names(folder)) == (2, [])
    assert "theatre.toml" in result.stderr


def test_of_a_file_whose_writing_fails_midway_nothing_stays_and_the_old_one_does(war, folder, monkeypatch):
    def half(_brief, path: Path, _progress) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("briefing.sheet.sheet_files.write", half)
    (folder / "sheet.png").write_bytes(b"of yesterday")
    assert "No space left on device" in one_line(snapshot(war, "-o", folder / "sheet.png"))
    assert names(folder) == ["sheet.png"]
    assert (folder / "sheet.png").read_bytes() == b"of yesterday"


@pytest.mark.thorough
def test_a_command_told_to_stop_takes_what_it_had_begun_with_it(war, folder):
    slow = (
        "import os, signal, sys, importlib, runpy\n"
        "sys.argv = ['cli.py', 'snapshot', '--data', sys.argv[1], '-o', sys.argv[2]]\n"
        "writer = importlib.import_module('briefing.tables.events_csv')\n"
        "def write(brief, path, progress):\n"
        "    path.write_text('half')\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
        "writer.write = write\n"
        "runpy.run_path('cli.py', run_name='__main__')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", slow, str(war), str(folder / "events.csv")], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 128 + signal.SIGTERM, done.stderr
    assert names(folder) == []


@pytest.mark.thorough
def test_a_file_of_a_set_that_fails_does_not_stop_the_others(war, folder, monkeypatch):
    write = importlib.import_module("briefing.sheet.sheet_files").write

    def not_the_fourth(brief, path: Path, progress) -> None:
        if brief.request.filters.end == date(2025, 1, 4):
            raise OSError(28, "No space left on device")
        write(brief, path, progress)

    monkeypatch.setattr("briefing.sheet.sheet_files.write", not_the_fourth)
    result = snapshot(war, "--each-day", "--from", "2025-01-03", "--to", "2025-01-05", "--format", ".png", "-o", folder)
    assert result.exit_code == 2
    assert names(folder) == ["frontline_both_A4_20250103.png", "frontline_both_A4_20250105.png"]
    assert "frontline_both_A4_20250104.png was not made" in result.stderr
    assert "2 of 3 files made" in result.stderr


@pytest.mark.thorough
@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_a_file_is_made_again_to_the_byte(war, folder, suffix):
    assert snapshot(war, "--tlp", "green", "-o", folder / f"sheet{suffix}").exit_code == 0
    result = run("reproduce", folder / f"sheet{suffix}", "--data", war)
    assert result.exit_code == 0, result.output
    assert "The same to the byte" in result.stdout
    assert (folder / f"sheet_again{suffix}").read_bytes() == (folder / f"sheet{suffix}").read_bytes()


@pytest.mark.thorough
def test_a_file_can_be_made_again_in_its_own_place(war, folder):
    assert snapshot(war, "-o", folder / "sheet.png").exit_code == 0
    result = run("reproduce", folder / "sheet.png", "-o", folder / "sheet.png", "--data", war)
    assert (result.exit_code, names(folder)) == (0, ["sheet.png"])


@pytest.mark.thorough
def test_data_that_has_changed_since_is_told_and_nothing_is_made(war, folder):
    assert snapshot(war, "-o", folder / "sheet.png").exit_code == 0
    with (war / "control" / "reports.csv").open("a", encoding="utf-8") as log:
        log.write("\n")
    result = run("reproduce", folder / "sheet.png", "--data", war)
    assert result.exit_code == 1
    assert "The data has changed since" in result.stderr
    assert names(folder) == ["sheet.png"]


@pytest.mark.thorough
def test_another_theatre_is_told(war, folder):
    assert snapshot(war, "-o", folder / "sheet.png").exit_code == 0
    result = run("reproduce", folder / "sheet.png")
    assert result.exit_code == 1
    assert "theatre squares" in result.stderr


@pytest.mark.thorough
def test_a_file_that_differs_though_its_data_does_not_is_told(war, folder):
    sheet = folder / "sheet.pdf"
    assert snapshot(war, "-o", sheet).exit_code == 0
    sheet.write_bytes(sheet.read_bytes() + b"%\n")
    result = run("reproduce", sheet, "--data", war)
    assert result.exit_code == 1
    assert "the bytes differ" in result.stderr
    assert "The same" not in result.output


@pytest.mark.parametrize("name", ["missing.png", "strange.png", "strange.pdf", "strange.doc"])
def test_what_was_not_made_here_cannot_be_made_again(war, folder, name):
    if name.startswith("strange"):
        (folder / name).write_bytes(b"no picture")
    before = names(folder)
    one_line(run("reproduce", folder / name, "--data", war))
    assert names(folder) == before


@pytest.mark.thorough
def test_a_file_is_made_again_as_the_kind_it_is(war, folder):
    assert snapshot(war, "-o", folder / "sheet.png").exit_code == 0
    assert "made again as .png" in one_line(
        run("reproduce", folder / "sheet.png", "-o", folder / "sheet.pdf", "--data", war)
    )


def test_any_kind_of_file_that_is_registered_can_be_asked_for(war, folder, monkeypatch):
    monkeypatch.setitem(
        OUTPUTS, ".two.parts", Output(Group.DATA, ".two.parts", "A kind of this test", "tests.briefing.plain")
    )
    result = snapshot(war, "--format", "two.parts", "-o", folder)
    assert result.exit_code == 0, result.output
    assert names(folder) == ["frontline_both_20250101-20250131.two.parts"]
    again = run("reproduce", folder / names(folder)[0], "--data", war)
    assert again.exit_code == 0, again.output
    assert "frontline_both_20250101-20250131_again.two.parts" in names(folder)


@pytest.mark.thorough
def test_a_morning_s_set_is_made_in_one_go(war, folder):
    (folder / "brief.toml").write_text(
        """
        [defaults]
        from = "theatre-start"
        to = "theatre-start+1"
        formats = [".png", ".pdf"]
        [[sheets]]
        name = "west"
        area = "west"
        [[sheets]]
        name = "daily"
        formats = ["png"]
        each_day = true
        """,
        encoding="utf-8",
    )
    result = run("brief", folder / "brief.toml", "-o", folder / "today", "--data", war)
    assert result.exit_code == 0, result.output
    assert names(folder / "today") == ["daily_20250101.png", "daily_20250102.png", "west.pdf", "west.png"]
    assert len(result.stdout.splitlines()) == 4
    assert "4 files made" in result.stderr


def test_every_fault_of_a_morning_s_set_is_told_before_anything_is_made(war, folder):
    (folder / "brief.toml").write_text(
        '[[sheets]]\nname = "one"\nformats = [".png"]\npage = "A9"\narea = "north"\n', encoding="utf-8"
    )
    result = run("brief", folder / "brief.toml", "-o", folder / "today", "--data", war)
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 2
    assert names(folder) == ["brief.toml"]


@pytest.mark.thorough
def test_the_set_in_the_documentation_asks_for_what_there_is(folder):
    theatre = read_theatre(SHIPPED)
    orders = read_orders(SHIPPED.parent / "docs" / "brief.toml", theatre, folder)
    assert {order.request.filters.area for order in orders} == {"aleppo", "hama", "northwest", "syria"}
    assert all(theatre.start <= order.request.filters.start for order in orders)
