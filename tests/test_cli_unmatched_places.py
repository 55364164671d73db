"""Rows that wait for their place, listed without a browser."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from cli import app
from tests.ingest.incoming_worlds import brought_in, typed
from tests.worlds import place, write_theatre

NOT_HERE = {"lat": "", "lon": ""}
TWINS = [place("twin-a", 0.3, 0.5, name_en="Twin"), place("twin-b", 1.6, 0.5, name_en="Twin")]


def cli(*words):
    return CliRunner().invoke(app, ["unmatched-places", *map(str, words)])


@pytest.mark.thorough
def test_spellings_are_listed_with_how_many_rows_have_them_and_what_they_may_be(tmp_path):
    folder = write_theatre(tmp_path / "war", places=[place("west", 0.5, 0.5), place("east", 1.5, 0.5), *TWINS])
    rows = [typed("1", where="Qwertz", **NOT_HERE), *(typed(number, where="Twin", **NOT_HERE) for number in "23")]
    brought_in(folder, *rows)
    done = cli("--data", folder, "--json")
    told = json.loads(done.stdout)
    assert done.exit_code == 1
    assert told["rows"] == 3
    assert [(one["place"], one["adm1"], one["rows"]) for one in told["spellings"]] == [
        ("Twin", "", 2),
        ("Qwertz", "", 1),
    ]
    twin, unknown = (one["candidates"] for one in told["spellings"])
    assert {place["place_id"] for place in twin} == {"twin-a", "twin-b"}
    assert {place["area"] for place in twin} == {"Square 1", "Square 2"}
    assert unknown == []
    assert [one["others"] for one in told["spellings"]] == [0, 0]
    text = cli("--data", folder).stdout
    assert "Twin" in text
    assert "Qwertz" in text


def test_where_nothing_waits_it_exits_0(tmp_path):
    folder = write_theatre(tmp_path / "war")
    assert cli("--data", folder).exit_code == 0
    assert json.loads(cli("--data", folder, "--json").stdout) == {"rows": 0, "spellings": []}


def test_a_theatre_that_is_not_there_exits_2(tmp_path):
    assert cli("--data", tmp_path / "nowhere").exit_code == 2


@pytest.mark.thorough
def test_rows_that_correct_an_event_are_told_as_such(tmp_path):
    folder = write_theatre(tmp_path / "war")
    brought_in(folder, typed("1"))
    brought_in(folder, typed("1", where="Qwertz", **NOT_HERE), typed("2", where="Qwertz", **NOT_HERE))
    (one,) = json.loads(cli("--data", folder, "--json").stdout)["spellings"]
    assert (one["rows"], one["corrects"]) == (2, ["diary:1"])
    assert "1 row corrects an event, which stays as it was until its place is chosen." in cli("--data", folder).stdout
