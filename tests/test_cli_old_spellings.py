"""Names the command line had before work for a release, and say what they are called now."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from cli import app
from commands.old_spellings import COMMANDS_NOW, NOW, in_new_words
from tests.worlds import event, write_theatre


def test_an_old_spelling_does_as_the_new_one_and_names_it_on_standard_error(tmp_path):
    folder = str(write_theatre(tmp_path / "t", events=[event("e1", "2025-01-02")]))
    old, new = (
        CliRunner().invoke(app, ["snapshot", "--data", folder, option, ".pig"]) for option in ("--as", "--format")
    )
    assert old.exit_code == new.exit_code == 2
    assert old.stderr == f"--as is called --format now; the old name works until the next release.\n{new.stderr}"


def test_an_old_name_of_a_command_opens_the_new_one(tmp_path):
    folder = str(write_theatre(tmp_path / "t"))
    done = CliRunner().invoke(app, ["waiting", "--data", folder])
    assert done.stdout == "No row waits for a place.\n"
    assert "waiting is called unmatched-places now" in done.stderr


@pytest.mark.parametrize(
    ("words", "read"),
    [
        (["import", "--map=a.toml", "--who", "x"], ["import", "--mapping=a.toml", "--author", "x"]),
        (["import-control", "--map", "a=B"], ["import-control", "--map-factions", "a=B"]),
        (["situation", "--map", "a"], ["situation", "--map", "a"]),
        (["import", "--", "--as"], ["import", "--", "--as"]),
        ([], []),
    ],
)
def test_only_options_a_command_had_are_read_anew_and_nothing_after_a_double_dash(words, read):
    assert in_new_words(words) == read


@pytest.mark.thorough
def test_every_new_spelling_is_an_option_of_its_command_and_no_old_one_is():
    commands = {
        command.name or command.callback.__name__.replace("_", "-"): command for command in app.registered_commands
    }
    for old, by_command in NOW.items():
        for command, new in by_command.items():
            told = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200"}).stdout
            assert new in told
            assert f" {old} " not in told
    assert set(COMMANDS_NOW.values()) <= commands.keys()
