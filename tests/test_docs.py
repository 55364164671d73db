"""What the documents promise about themselves: the rule's table of cases and the tests are one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cli import app
from geo.analysis.situation import select
from geo.analysis.summary import situation_numbers
from geo.theatre.loader import read_theatre
from geo.theatre.version import data_version
from tests.suites import first_quick

ROOT = Path(__file__).parent.parent


def test_every_row_of_the_rules_table_of_cases_is_a_test_and_only_the_laws_stand_beside_it():
    methods = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
    section = methods.split("\n## The rule's table of cases\n")[1].split("\n#")[0]
    rows = [line.split("|")[1].strip() for line in section.splitlines() if line.startswith("| ")]
    cases = [case for case in rows if case not in ("case", "---")]
    files = [ROOT / "tests" / "geo" / "control" / f"{name}.py" for name in ("test_rule", "test_rule_cases")]
    tests = "\n".join(file.read_text(encoding="utf-8") for file in files)
    names = [name.replace("_", " ") for name in re.findall(r"^def test_(\w+)", tests, re.MULTILINE)]
    assert len(cases) == len(set(cases))
    assert set(names) - set(cases) == {
        "the order of the reports does not matter",
        "what happens later never changes an earlier day",
        "every answer names its parties and its reports",
    }
    assert set(cases) <= set(names)


def test_the_methods_name_the_data_their_numbers_were_computed_from():
    """Data that changed may change the numbers: compute them again, then name the new version."""
    methods = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
    assert f"data version `{data_version(ROOT / 'data')}`" in methods


@pytest.mark.thorough
def test_the_four_days_of_the_methods_are_what_the_command_line_says():
    methods = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
    table = methods.split("\n### Four days\n")[1].split("\n\nWhat publishers said")[0]
    rows = [line.strip("| ").split(" | ") for line in table.splitlines() if re.match(r"\| \d", line)]
    assert [row[0] for row in rows] == ["26 Nov", "1 Dec", "5 Dec", "8 Dec"]
    theatre = read_theatre(ROOT / "data")
    for words, *columns, inferred, front_km in rows:
        number, month = words.split()
        day = date(2024, {"Nov": 11, "Dec": 12}[month], int(number))
        told = situation_numbers(select(theatre, replace(theatre.everything, end=day)))
        held, claimed, no_holder = columns
        assert by_name(held) == pytest.approx(told["control_km2"], abs=0.51)
        assert by_name(claimed) == pytest.approx(told["claimed_km2"], abs=0.51)
        for column, key in ((no_holder, "no_holder_km2"), (inferred, "inferred_km2")):
            assert by_name(column).get("", 0) == pytest.approx(sum(told[key].values()), abs=0.51)
        assert by_name(front_km)[""] == pytest.approx(told["front_line_km"], abs=0.51)


def by_name(column: str) -> dict[str, int]:
    """Numbers by the faction before them, as in "GOV 185; Israel 311"; one that stands alone by ""."""
    found = re.findall(r"([A-Za-z]*) ?(\d[\d,]*)", column)
    return {name.upper(): int(number.replace(",", "")) for name, number in found}


def test_every_function_and_file_the_architecture_names_is_there():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    named = re.findall(r"`(\w+)`\s\(([\w/]+\.py)\)", text) + re.findall(r"`(\w+)` in ([\w/]+\.py)", text)
    assert len(named) >= 20
    for name, file in named:
        assert re.search(rf"(def|class) {name}\b", (ROOT / file).read_text(encoding="utf-8")), (name, file)
    for file in re.findall(r"`([\w/]+(?:\.py|/))`", text):
        assert (ROOT / file).exists(), file


def test_every_word_of_the_glossary_stands_in_the_code_and_is_told_once():
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if re.match(r"\| [a-z]", line)][1:]
    words = [word for word, _, _ in rows]
    assert words == sorted(words, key=str.lower)
    assert len(set(words)) == len(words) >= 40
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for part in ("geo", "store", "map", "layers", "ingest", "briefing")
        for path in (ROOT / part).rglob("*.py")
    )
    for word, _, told in rows:
        name = told.strip("`")
        there = (ROOT / name).exists() if "/" in name else re.search(rf"\b{re.escape(name)}\b", code)
        assert there, (word, name)


@pytest.mark.parametrize(
    ("file", "words"),
    first_quick(
        [
            ("README.md", "situation --from 2024-12-01 --to 2024-12-05 --area hama"),
            ("docs/data-format.md", "validate"),
        ],
        parameters=2,
    ),
)
def test_what_a_document_shows_of_the_shipped_theatre_is_what_the_command_prints(file, words, monkeypatch):
    monkeypatch.setenv("FRONTLINE_DATA", str(ROOT / "data"))
    printed = CliRunner().invoke(app, words.split()).stdout
    assert "\n".join(line.rstrip() for line in printed.strip().splitlines()) in (ROOT / file).read_text(
        encoding="utf-8"
    )
