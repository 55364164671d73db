"""The log of changes on the command line: listed, undone, and rules for actors added."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from cli import app
from geo.ledger import Subject
from geo.theatre import read_theatre
from ingest.by_hand import withdraw
from ingest.store import Author
from tests.worlds import event, write_theatre


def cli(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def folder(tmp_path):
    events = [event("e1", "2025-01-02"), event("e2", "2025-01-03", origin="acled", actor1="Militia", factions=[])]
    return write_theatre(tmp_path / "t", events=events)


def changes(folder):
    return json.loads(cli("changes", "--data", folder, "--json").stdout)["changes"]


def test_a_theatre_nobody_changed_says_so(folder):
    assert "Nothing was changed" in cli("changes", "--data", folder).stdout


def test_a_change_is_listed_with_who_and_why_and_undone_by_its_id(folder):
    entry = withdraw(folder, Subject.EVENT, "e1", Author("Amal", "told twice"), seen=None)
    assert [(row["who"], row["why"], row["stands"]) for row in changes(folder)] == [("Amal", "told twice", True)]
    done = cli("undo", entry.id, "--data", folder, "--who", "Basil")
    assert done.exit_code == 0
    assert [row["stands"] for row in changes(folder)] == [True, False]
    assert "e1" in read_theatre(folder).events.index


def test_undoing_what_is_not_there_is_one_line_and_exit_2(folder):
    done = cli("undo", "nonsense", "--data", folder)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "knows no change nonsense" in " ".join(done.stderr.split())


def test_an_actor_without_a_faction_is_listed_first_and_gets_one(folder):
    before = json.loads(cli("actors", "--data", folder, "--json").stdout)["actors"]
    assert [(row["actor"], row["mapped"]) for row in before] == [("Militia", False)]
    done = cli("actors", "--data", folder, "--set", "Mili*=RED", "--json")
    assert [(row["actor"], row["factions"]) for row in json.loads(done.stdout)["actors"]] == [("Militia", ["RED"])]


@pytest.mark.parametrize("rule", ["Militia", "=RED", "Militia=GREY"])
def test_a_rule_that_says_nothing_known_is_refused(folder, rule):
    done = cli("actors", "--data", folder, "--set", rule)
    assert done.exit_code == 2
    assert "No rule was added" in done.stderr
    assert changes(folder) == []
