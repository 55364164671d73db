"""The command line prints words as they are, whoever wrote them."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from rich.table import Table
from typer.testing import CliRunner

from cli import app
from commands.terminal import Terminal, bars, styled
from tests.worlds import calls_them, crossing, event, january, place, row, status, write_theatre

ROOT = Path(__file__).parent.parent
AS_THEY_ARE = [
    "[span]",
    "[/]",
    "[bold]x[/bold]",
    "[link=https://example.org]x",
    ":fire: :warning:",
    "a\\[b]",
    "[red",
    "{x}",
]


def printed(*what: object) -> str:
    terminal = Terminal(width=80)
    terminal.file = io.StringIO()
    for one in what:
        terminal.print(one)
    return terminal.file.getvalue()


@pytest.mark.parametrize("words", AS_THEY_ARE)
def test_words_are_printed_as_they_are_in_lines_tables_and_with_a_style(words):
    table = Table(words, "second")
    table.add_row("first", words)
    assert printed(words, styled((words, "bold"), f" and {words}"), table).count(words) == 5


@pytest.mark.parametrize("order", ["\x1b[2J", "\x1b]0;title\x07", "\x9b31m", "\u202eevil", "\x08\x08"])
def test_no_order_to_the_terminal_and_nothing_that_reorders_is_passed_on(order):
    table = Table(order)
    table.add_row(order)
    said = printed(f"a{order}b", styled((order, "bold")), table)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]", said)


@pytest.mark.parametrize("words", AS_THEY_ARE)
def test_a_bar_is_called_by_the_words_as_they_are(words):
    with bars() as shown:
        shown.add_task(words, total=1)
        text = shown.columns[0].render(shown.tasks[0])
    assert text.plain == words


@pytest.mark.parametrize(
    "path", [*sorted((ROOT / "commands").glob("*.py")), ROOT / "cli.py"], ids=lambda path: path.name
)
def test_only_one_place_opens_a_terminal_and_none_escapes_by_itself(path):
    text = path.read_text(encoding="utf-8")
    assert "rich.markup" not in text
    assert path.name == "terminal.py" or not re.search(r"rich\.(console import .*\bConsole\b|progress)", text)
    assert not re.search(r"\[(bold|dim|red|green|/)[a-z ]*\]", text)


@pytest.fixture
def bracketed(tmp_path) -> Path:
    """A theatre where every name looks like markup: of the theatre, places, sources, a crossing; and a front that
    stays."""
    folder = write_theatre(
        tmp_path / "t",
        places=[place("west", 0.5, 0.5, name_en="[bold]West[/bold]"), place("east", 1.5, 0.5, name_en="[/]East")],
        reports=[
            row("west", "BLUE", "2025-01-01", scope="baseline", asserted_by="[span]", note="[/note]"),
            row("east", "RED", "2025-01-01", scope="baseline", source_publisher="[/]"),
        ],
        events=[event("e", "2025-01-05", actor1="[red]Army[/red]", location_en="[/]")],
        crossings=[crossing("gate", 0.5, 0.0, status("open", "2025-01-01", "2025-01-31", "BLUE"), name_en="[gate]")],
    )
    settings = folder / "theatre.toml"
    named = settings.read_text(encoding="utf-8").replace('"Two squares"', '"[/]War[span]"')
    settings.write_text(named, encoding="utf-8")
    return calls_them(folder, "[province]")


def asked(*words: object) -> str:
    done = CliRunner().invoke(app, [str(word) for word in words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return " ".join((done.stdout + done.stderr).split())


@pytest.mark.thorough
def test_every_command_says_names_as_they_are(bracketed, tmp_path):
    days = ("--from", january(1), "--to", january(20), "--data", bracketed)
    assert "[bold]West[/bold] on" in asked("explain", "[bold]West[/bold]", "--on", january(9), "--data", bracketed)
    assert "says [span]" in asked("explain", "[bold]West[/bold]", "--on", january(9), "--data", bracketed)
    assert "[/]War[span]" in asked("situation", *days)
    assert "[bold]West[/bold]" in asked("geocode", "[bold]West[/bold]", "--data", bracketed)
    assert "[nobody]" in asked("explain", "[nobody]", "--on", january(9), "--data", bracketed)
    assert "[/area]" in asked("situation", *days, "--area", "[/area]")
    table = tmp_path / "[span]rows.csv"
    table.write_text("[day],Type,Latitude,Longitude,[/what]\n2025-01-02,clash,0.5,0.5,x\n", encoding="utf-8")
    said = asked("import", table, "--data", bracketed, "--dry-run")
    assert "[span]rows.csv" in said
    assert "[/what]" in said
    (bracketed / "theatre.toml").write_text("[theatre\n", encoding="utf-8")
    assert "Cannot open the theatre. " in asked("validate", bracketed)


def test_a_front_that_stays_is_said_to_have_stayed(bracketed):
    said = asked("situation", "--from", january(1), "--to", january(20), "--data", bracketed)
    assert "stayed where it was" in said
    assert "nowhere" not in said
    assert "moved 0.0" not in said
    assert "│ stayed │" in said
