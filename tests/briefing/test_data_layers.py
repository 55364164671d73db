"""The layers of a data file hold what the situation holds, no more and no less."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import shapely

from briefing.data.data_layers import data_layers
from briefing.job.errors import BriefingError
from briefing.tables.workbook import tables_of
from geo.analysis.situation import select
from geo.registry.statuses import Status
from geo.theatre.catalog import SHIPPED
from geo.theatre.loader import read_theatre
from layers.control import control_table
from layers.crossings import crossings_table
from layers.front_line import front_lines_table
from map.event_table import events_table
from map.ground_paint import ground_style
from map.table import shapes_of, text_of
from tests.briefing.briefs import ALEPPO, HOSTILE, SHOWN, brief, empty_brief, full_brief, full_theatre
from tests.worlds import drawn_theatre, january, rectangle

DOCS = Path(__file__).parent.parent.parent / "docs" / "exports.md"


@pytest.fixture(scope="module")
def full(tmp_path_factory):
    return full_brief(tmp_path_factory.mktemp("full"))


def records(table):
    return {str(record["id"]): record for record in table.records()}


def test_each_layer_has_the_rows_of_the_situation(full):
    rows = {table.name: len(table) for table in data_layers(full)}
    found = full.situation
    assert rows == {
        "control": len(found.areas),
        "front_lines": len(found.front_lines),
        "crossings": len(found.crossings),
        "events": len(found.events),
        "changed_ground": len(found.change.transitions),
        "places_flipped": len(found.change.places),
    }
    assert min(rows.values()) > 0


def test_each_row_keeps_its_ground(full):
    for table, frame in (
        (control_table(full.situation), full.situation.areas),
        (events_table(full.situation), full.situation.events),
    ):
        pairs = list(zip(table.shapes, frame.geometry, strict=True))
        assert all(one is None if other is None else shapely.equals(one, other) for one, other in pairs)


def test_changed_ground_adds_up_to_the_transitions(full):
    (table,) = (one for one in data_layers(full) if one.name == "changed_ground")
    assert dict(zip(table["id"], table["area_km2"], strict=True)) == {
        f"{before} > {after}": pytest.approx(km2) for (before, after), km2 in full.situation.change.transitions.items()
    }


def test_ground_says_who_how_and_why_in_both_languages(full):
    claimed = records(control_table(full.situation))["claimed-BLUE"]
    assert (claimed["name_en"], claimed["name_ar"]) == ("Blue: claimed, not confirmed", "BLUE: ادّعاء غير مؤكَّد")
    assert (claimed["holder"], claimed["parties"], claimed["parties_en"]) == ("BLUE", "BLUE", "Blue")
    assert (claimed["reports"], claimed["latest_report"], claimed["rules"]) == (1, date(2025, 1, 10), "own-claim 1")
    assert (claimed["sources"], claimed["as_of"]) == ("=1+1", date(2025, 1, 31))
    assert "Only the party itself" in str(claimed["why"])


def test_disputed_ground_names_both_parties_and_no_holder(full):
    disputed = records(control_table(full.situation))["disputed-BLUE-NAVY"]
    assert (disputed["holder"], disputed["parties"], disputed["reports"]) == (None, "BLUE; NAVY", 2)


def test_colours_and_patterns_are_those_of_the_map(full):
    table, factions = control_table(full.situation), full.theatre.factions
    for record, look, row in zip(table.records(), table.looks(), full.situation.areas.itertuples(), strict=True):
        style = ground_style(Status(row.status), row.parties, factions, row.sureness or "sure")
        assert look.style == style
        assert (record["colour"], record["second_colour"], record["pattern"]) == (
            style.colour,
            style.second,
            style.fill,
        )


def test_an_event_tells_its_precision_casualties_grade_and_source(full):
    battle = records(events_table(full.situation))["battle"]
    assert (battle["geo_precision"], battle["uncertainty_km"], battle["time_precision"]) == (1, 2.0, 1)
    assert (battle["fatalities_low"], battle["fatalities_best"], battle["fatalities_high"]) == (1, 2, 4)
    assert (battle["membership"], battle["count_as"]) == ("certain", "incident")
    assert battle["grade"] == "B2: source usually reliable, report probably true"
    assert battle["source_url"] == "https://example.org/report"
    assert (battle["name_ar"], battle["adm1_en"]) == (f"معركة، {ALEPPO}", "Square 1")


def test_what_the_map_does_not_pin_is_drawn_as_something_else(full):
    table = events_table(full.situation)
    drawn = dict(zip(table["id"], table["symbol"], strict=True))
    assert drawn == {
        "battle": "battle", "strike": "strike-air", "vague": "somewhere", "total": "aggregate", "placeless": "context",
    }  # fmt: skip
    assert {symbol for symbol, look in table.drawn.items() if not look.shown} == {"aggregate", "context"}


def test_an_address_that_is_none_stands_in_no_file(full):
    assert records(events_table(full.situation))["total"]["source_url"] is None


def test_hostile_text_is_plain_text_wherever_it_stands(full):
    assert text_of(HOSTILE) == SHOWN
    assert records(events_table(full.situation))["battle"]["summary"] == SHOWN
    for table in data_layers(full):
        for column in table.columns:
            assert all("\N{RIGHT-TO-LEFT OVERRIDE}" not in cell for cell in column.cells if isinstance(cell, str))


def test_half_a_character_is_replaced():
    assert text_of("a\ud800b") == "a?b"


def test_a_crossing_says_its_status_on_the_day_and_who_holds_it(full):
    gate = records(crossings_table(full.situation))["gate"]
    assert (gate["status"], gate["status_ar"], gate["controllers"], gate["name_ar"]) == (
        "open", "معبر مفتوح", "BLUE", ALEPPO,
    )  # fmt: skip


def test_the_filters_of_the_page_are_those_of_the_file(tmp_path):
    theatre = full_theatre(tmp_path)
    seen = brief(theatre, filters=replace(theatre.everything, strikes_only=True, factions=frozenset({"RED"})))
    tables = {table.name: table for table in data_layers(seen)}
    assert len(tables["events"]) == 0
    assert all("RED" in str(parties) for parties in tables["control"]["parties"])


def test_layers_switched_off_are_left_out_and_empty_ones_are_not(tmp_path):
    empty = empty_brief(tmp_path, layers=frozenset({"events", "front-line"}), kind="map")
    assert [(table.name, len(table)) for table in data_layers(empty)] == [("front_lines", 0), ("events", 0)]


def test_a_file_of_no_layer_is_refused(full):
    with pytest.raises(BriefingError, match=r"Rivers, lakes and coast: Water is .* Switch on one of .*\bcontrol,"):
        data_layers(brief(full.theatre, layers=frozenset({"water"}), kind="map"))


def test_a_column_is_of_one_kind_in_all_layers(full):
    kinds = defaultdict(set)
    for table in data_layers(full):
        for column in table.columns:
            kinds[column.name].add(column.kind)
    assert {name: kind for name, kind in kinds.items() if len(kind) > 1} == {}


def test_a_row_is_drawn_by_what_stands_in_its_column(full):
    for table in data_layers(full):
        assert set(table[table.drawn_by]) <= set(table.drawn)
        assert len(table.looks()) == len(table)


@pytest.mark.parametrize("make", [full_brief, empty_brief], ids=["full", "empty"])
def test_ids_are_unique_and_no_column_stands_twice(tmp_path, make):
    for table in data_layers(make(tmp_path)):
        names = [column.name for column in table.columns]
        assert len(set(names)) == len(names)
        assert len(set(table["id"])) == len(table)


def test_control_drawn_elsewhere_names_its_source(tmp_path):
    theatre = drawn_theatre(tmp_path, {1: [("RED", rectangle(0, 0, 0.5, 1))]}, rest="BLUE")
    situation = select(theatre, replace(theatre.everything, start=january(1), end=january(1)))
    table = control_table(situation)
    assert set(table["sources"]) == {"A mapper"}
    assert len(front_lines_table(situation)) == 1


def test_every_column_of_every_file_is_explained(full):
    text = DOCS.read_text(encoding="utf-8")
    for table in tables_of(full):
        (section,) = (part for part in text.split("\n#### ") if part.startswith(f"`{table.name}`"))
        missing = [column.name for column in table.columns if f"`{column.name}`" not in section]
        assert missing == [], table.name


def test_one_part_becomes_a_collection_of_one():
    (shape,) = shapes_of([shapely.box(0, 0, 1, 1)], "MultiPolygon")
    assert (shape.geom_type, shape.area) == ("MultiPolygon", 1.0)
    assert shapely.is_ccw(shapely.get_exterior_ring(shapely.get_geometry(shape, 0)))


@pytest.mark.thorough
def test_the_shipped_theatre_fits_in_every_table():
    theatre = read_theatre(SHIPPED)
    seen = brief(theatre)
    found = {table.name: table for table in [*data_layers(seen), *tables_of(seen)]}
    assert len(found["events"]) == 195
    assert sum(found["control"]["area_km2"]) == pytest.approx(seen.situation.figures.ground.total)
    assert sum(found["ground"]["last_day_km2"]) == pytest.approx(seen.situation.figures.ground.total)
    assert np.sum(found["transitions"]["area_km2"]) == pytest.approx(sum(seen.situation.change.transitions.values()))
