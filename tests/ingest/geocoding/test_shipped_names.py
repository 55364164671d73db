"""The shipped gazetteer, as far as docs/geocoding.md promises."""

from __future__ import annotations

import importlib.util
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from ingest.geocoding import THRESHOLD
from ingest.geocoding.gazetteer import Gazetteer

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


def test_of_all_spellings_95_in_100_resolve_to_the_right_place_and_none_to_a_wrong_one(table, names, shipped):
    outcomes = Counter(found[2] for found in table.all_spellings(shipped, names, with_admin=False))
    assert outcomes[table.RIGHT] >= 0.95 * outcomes.total()
    assert outcomes[table.WRONG] == 0
    assert outcomes[table.NOTHING] == 0


def test_no_made_up_name_resolves(table, names, shipped):
    made_up = table.made_up()
    assert len(made_up) == len(set(made_up)) == 50
    assert not {table.core(name) for name in made_up} & names.bearers.keys()
    best = {name: shipped.find(name).candidates[:1] for name in made_up}
    assert {name: found for name, found in best.items() if found and found[0].score >= THRESHOLD} == {}


def test_spellings_the_gazetteer_was_not_told_are_mostly_found_and_seldom_mistaken(table, names, syria):
    outcomes = Counter(found[2] for found in table.held_out(syria, names, with_admin=True, folds=[0]))
    assert outcomes[table.RIGHT] >= 0.75 * outcomes.total()
    assert outcomes[table.RIGHT] + outcomes[table.FIRST] >= 0.85 * outcomes.total()
    assert outcomes[table.WRONG] <= 0.02 * outcomes.total()


def test_a_slip_in_a_long_name_resolves_or_has_the_right_place_first(table, names, shipped):
    outcomes = Counter(found[2] for found in table.slips(shipped, names))
    assert outcomes[table.RIGHT] + outcomes[table.FIRST] >= 0.97 * outcomes.total()
    assert outcomes[table.WRONG] <= 0.005 * outcomes.total()


def test_the_page_says_what_is_measured(table, names, shipped):
    for row in (
        *table.spelling_rows(shipped, names),
        *table.miss_rows(shipped, names),
        *table.near_miss_rows(shipped),
    ):
        assert row in PAGE, "run scripts/geocoder_table.py"


def test_the_page_names_the_threshold(shipped):
    assert f"at least {THRESHOLD:g}" in PAGE


@pytest.mark.parametrize(
    "sources_name",
    ["Aleppo", "Idlib", "Hama", "Rif Dimashq", "Rural Damascus", "Al-Hasakah", "Hasakah", "Deir ez-Zor", "As-Suwayda",
     "Daraa", "Lattakia", "Tartous", "ادلب"],
)  # fmt: skip
def test_governorates_are_known_as_sources_write_them(shipped, sources_name):
    areas = [place for place in shipped.find(f"{sources_name} governorate").candidates if place.geo_precision == 3]
    assert len([place for place in areas if place.score >= THRESHOLD]) == 1


def test_a_large_file_of_few_names_is_looked_up_in_no_time(shipped):
    asked = Gazetteer(shipped.places, shipped.governorates)
    assert asked.atlas.spots, "its names are indexed before the clock runs"
    started = time.process_time()
    for number in range(100_000):
        asked.find(f"{number % 50} km north of Saraqib", admin="Idlib")
    assert time.process_time() - started < 5
