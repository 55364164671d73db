"""`geocode` on the command line: an answer, its reasons, and an exit code a script can use."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from tests.worlds import place, write_theatre


@pytest.fixture
def theatre(tmp_path) -> Path:
    return write_theatre(
        tmp_path / "war",
        places=[
            place("saraqib", 0.5, 0.5, name_ar="سراقب"),
            place("suran-west", 0.2, 0.5, name_en="Suran"),
            place("suran-east", 1.5, 0.5, name_en="Suran", adm1_pcode="XX02"),
            place("west", 0.4, 0.4),
            place("east", 1.6, 0.4),
        ],
    )


def run(theatre: Path, *words: str):
    return CliRunner().invoke(app, ["geocode", "--data", str(theatre), *words])


def numbers(theatre: Path, *words: str) -> dict:
    return json.loads(run(theatre, "--json", *words).stdout)


def test_a_clear_place_exits_0_and_says_where_and_why(theatre):
    result = run(theatre, "سراقب")
    assert result.exit_code == 0
    for part in ("Saraqib", "0.50000, 0.50000", "within 1.5 km", "written as"):
        assert part in result.stdout


def test_the_json_holds_the_candidates_and_what_decides(theatre):
    told = numbers(theatre, "5 km north of Saraqib")
    assert told.keys() == {"query", "resolved", "candidates", "others", "threshold", "margin"}
    assert told["resolved"] == told["candidates"][0]
    assert told["resolved"].keys() == {
        "place_id", "name_en", "name_ar", "lon", "lat", "geo_precision", "uncertainty_km", "score", "because", "area",
            "district",
    }  # fmt: skip
    assert told["resolved"]["lat"] == pytest.approx(0.5452, abs=1e-4)


def test_namesakes_exit_1_and_both_are_listed(theatre):
    result = run(theatre, "Suran")
    assert result.exit_code == 1
    assert "Not clear" in result.stdout
    assert "suran-west" in result.stdout
    assert "suran-east" in result.stdout
    assert "Square 2" in result.stdout, "which of them it is"
    assert numbers(theatre, "Suran")["resolved"] is None


@pytest.mark.parametrize("narrowed", [("--near", "1.6,0.5"), ("--near", "East"), ("--admin", "Square 2")])
def test_near_and_admin_decide_between_namesakes(theatre, narrowed):
    assert numbers(theatre, "Suran", *narrowed)["resolved"]["place_id"] == "suran-east"


@pytest.mark.thorough
def test_an_unknown_name_exits_1_and_says_so(theatre):
    result = run(theatre, "Blorvax")
    assert result.exit_code == 1
    assert "Nothing here is called Blorvax" in result.stdout
    assert numbers(theatre, "Blorvax")["candidates"] == []


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("123",), "holds no name"),
        (("Saraqib", "--near", "200,95"), "is not longitude,latitude"),
        (("Saraqib", "--near", "Suran"), "is no clear place"),
        (("Saraqib", "--online", "nonesuch"), "no service that geopy knows"),
        (("Saraqib", "--online", "nominatim", "--option", "desk"), "is not NAME=VALUE"),
    ],
)
def test_an_unusable_question_exits_2_and_says_what_is_wrong(theatre, words, said):
    result = run(theatre, *words)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_service_is_told_nothing_until_that_is_said_explicitly(theatre, monkeypatch):
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr("socket.socket.connect", refuse)
    result = run(theatre, "Saraqib", "--online", "nominatim", "--option", "user_agent=desk")
    assert result.exit_code == 2
    assert "nominatim.openstreetmap.org" in result.stderr
    assert "Nothing was sent" in result.stderr
    assert result.stdout == ""


def test_with_send_the_answer_of_the_service_is_shown(theatre, monkeypatch):
    town = {"lat": "35.86", "lon": "36.80", "display_name": "Saraqib, Idlib, Syria"}
    monkeypatch.setattr("geopy.adapters.RequestsAdapter.get_json", lambda *_, **__: [town])
    result = run(theatre, "Saraqib", "--online", "nominatim", "--option", "user_agent=desk", "--send", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout)["resolved"]["lon"] == 36.8


@pytest.mark.thorough
@pytest.mark.parametrize("letters", ["utf-8", "cp1252", "ascii"])
def test_an_output_without_arabic_letters_still_gets_the_answer(theatre, letters):
    def told(*words):
        return subprocess.run(
            [sys.executable, "cli.py", "geocode", "Saraqib", "--data", theatre, *words],
            cwd=Path(__file__).parents[1],
            env={**os.environ, "PYTHONIOENCODING": letters},
            capture_output=True,
            check=True,
        ).stdout.decode(letters)

    assert json.loads(told("--json"))["resolved"]["name_ar"] == "سراقب"
    assert "0.50000, 0.50000" in told()
