"""The shipped gazetteer, as far as docs/geocoding.md promises."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from ingest.geocoding import THRESHOLD
from ingest.geocoding.gazetteer import Gazetteer
from ingest.geocoding.phrases import readings

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "geocoding.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def table():
    spec = importlib.util.spec_from_file_location("geocoder_table", ROOT / "scripts" / "geocoder_table.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def names(table, syria):
    return table.names_of(syria)


@pytest.mark.thorough
def test_of_all_spellings_98_in_100_resolve_to_the_right_place_or_list_its_namesakes_and_none_to_a_wrong_one(
    table, names, shipped
):
    outcomes = Counter(found[2] for found in table.all_spellings(shipped, names, with_admin=False))
    assert outcomes[table.RIGHT] >= 0.85 * outcomes.total()
    assert outcomes[table.RIGHT] + outcomes[table.NAMESAKES] >= 0.98 * outcomes.total()
    assert outcomes[table.WRONG] == 0
    assert outcomes[table.NOTHING] <= 0.001 * outcomes.total()


@pytest.mark.thorough
def test_no_made_up_name_resolves(table, names, shipped):
    made_up = table.made_up()
    assert len(made_up) == len(set(made_up)) == 50
    assert not {table.core(name) for name in made_up} & names.bearers.keys()
    best = {name: shipped.find(name).candidates[:1] for name in made_up}
    assert {name: found for name, found in best.items() if found and found[0].score >= THRESHOLD} == {}


@pytest.mark.thorough
def test_spellings_the_gazetteer_was_not_told_are_mostly_found_and_seldom_mistaken(table, names, syria):
    outcomes = Counter(found[2] for found in table.held_out(syria, names, with_admin=True, folds=[0]))
    assert outcomes[table.RIGHT] >= 0.6 * outcomes.total()
    assert outcomes[table.RIGHT] + outcomes[table.FIRST] >= 0.75 * outcomes.total()
    assert outcomes[table.WRONG] <= 0.05 * outcomes.total()


@pytest.mark.thorough
def test_a_slip_in_a_long_name_resolves_or_has_the_right_place_first(table, names, shipped):
    outcomes = Counter(found[2] for found in table.slips(shipped, names))
    found = outcomes[table.RIGHT] + outcomes[table.FIRST] + outcomes[table.NAMESAKES]
    assert found >= 0.96 * outcomes.total()
    assert outcomes[table.WRONG] <= 0.01 * outcomes.total()


@pytest.mark.thorough
def test_the_page_says_what_is_measured(table, names, shipped):
    for row in (
        *table.spelling_rows(shipped, names),
        *table.miss_rows(shipped, names)[: table.MISSES],
        *table.near_miss_rows(shipped),
    ):
        assert row in PAGE, "run scripts/geocoder_table.py"


def test_the_page_names_the_threshold(shipped):
    assert f"at least {THRESHOLD:g}" in PAGE


@pytest.mark.thorough
@pytest.mark.parametrize(
    "sources_name",
    ["Aleppo", "Idlib", "Hama", "Rif Dimashq", "Rural Damascus", "Al-Hasakah", "Hasakah", "Deir ez-Zor", "As-Suwayda",
     "Daraa", "Lattakia", "Tartous", "ادلب"],
)  # fmt: skip
def test_governorates_are_known_as_sources_write_them(shipped, sources_name):
    areas = [place for place in shipped.find(f"{sources_name} governorate").candidates if place.geo_precision == 3]
    assert len([place for place in areas if place.score >= THRESHOLD]) == 1


@pytest.mark.thorough
def test_in_a_large_file_of_few_names_each_is_looked_up_once(shipped, monkeypatch):
    asked = Gazetteer(shipped.places, shipped.governorates)
    looked_up: list[str] = []
    monkeypatch.setattr("ingest.geocoding.gazetteer.readings", lambda text: looked_up.append(text) or readings(text))
    names = [f"{number} km north of Saraqib" for number in range(5)]
    for name in names * 1_000:
        asked.find(name, admin="Idlib")
    assert looked_up == names


ASKED_ELSEWHERE = """
from geo.theatre.catalog import SHIPPED
from geo.theatre.loader import read_theatre
from ingest.geocoding.gazetteer import Gazetteer
theatre = read_theatre(SHIPPED)
gazetteer = Gazetteer(theatre.places, theatre.governorates)
for name in ("Holms", "Hatra", "Samar", "Tafar"):
    print([(found.place_id, found.score) for found in gazetteer.find(name).candidates])
"""


@pytest.mark.thorough
def test_every_process_lists_the_same_candidates():
    told = {
        subprocess.run(
            [sys.executable, "-c", ASKED_ELSEWHERE],
            cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("0", "1")
    }  # fmt: skip
    assert len(told) == 1
