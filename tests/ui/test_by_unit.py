"""Tables by governorate and by the units that were brought in."""

from __future__ import annotations

import json

import pytest

from briefing.tables.unit_tables import unit_ground
from geo.analysis.situation import select
from geo.theatre.loader import read_theatre
from tests.worlds import row, write_theatre
from ui.balance_tables import units_table
from ui.by_unit import ground_table


@pytest.fixture
def folder(tmp_path):
    """Two squares, in the north of both the unit N; BLUE takes the east on the 10th."""
    reports = [
        row("west", "BLUE", "2025-01-01", scope="baseline"),
        row("east", "RED", "2025-01-01", scope="baseline"),
        row("east", "BLUE", "2025-01-10"),
    ]
    folder = write_theatre(tmp_path / "units", reports=reports)
    north = {"type": "Polygon", "coordinates": [[[0, 0.5], [2, 0.5], [2, 1], [0, 1], [0, 0.5]]]}
    unit = {"code": "N", "name_en": "North", "name_ar": "الشمال", "adm1_pcode": "XX01", "level": 2}
    features = [{"type": "Feature", "properties": unit, "geometry": north}]
    path = folder / "boundaries" / "units.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return folder


def test_ground_is_given_by_unit_outside_them_and_together(folder):
    theatre = read_theatre(folder)
    assert theatre.units is not None
    table = ground_table(select(theatre, theatre.everything), theatre.units)
    assert list(table["Unit"]) == ["North", "Outside all units", "Together"]
    assert list(table["Arabic"]) == ["الشمال", "", ""]
    assert table["Blue"].iloc[0] == pytest.approx(table["Blue"].iloc[2] / 2, rel=1e-3)
    by_governorate = ground_table(select(theatre, theatre.everything), theatre.divisions[0])
    assert list(by_governorate["Unit"]) == ["Square 1", "Square 2", "Together"]


def test_change_is_given_by_unit(folder):
    theatre = read_theatre(folder)
    assert theatre.units is not None
    table = units_table(select(theatre, theatre.everything), theatre.units)
    assert list(table["Unit"]) == ["North", "Outside all units", "Together"]
    assert list(table["Blue"]) == ["+6,154", "+6,154", "+12,308"]


def test_a_workbook_has_a_sheet_of_units_that_adds_up(folder):
    theatre = read_theatre(folder)
    assert theatre.units is not None
    situation = select(theatre, theatre.everything)
    records = list(unit_ground(situation, theatre.units).records())
    assert sum(record["last_day_km2"] for record in records) == pytest.approx(situation.figures.ground.total)
    assert sum(record["gained_km2"] for record in records) == pytest.approx(situation.change.gross_gain["BLUE"])


def test_the_page_gives_the_choice_of_units(folder, open_page):
    page = open_page(folder, tab="Ground")
    assert not page.exception
    assert page.session_state["ground-by"] == 1
