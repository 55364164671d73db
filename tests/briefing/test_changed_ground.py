"""What the maps of a change sheet show: the ground that changed hands, where that is small beside its area."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.job.brief import Brief
from briefing.sheet.change_sheet import change_sheet
from briefing.sheet.changed_ground import changed_bounds, outside_km2
from tests.briefing.conftest import ask
from tests.briefing.test_sheets import texts
from tests.worlds import january, place, row, theatre_of

CELL_KM2 = 0.1 * 111.32 * 0.1 * 110.57
"""Of a tenth of a degree each way at the equator: length of a degree there, east and north."""


def captured(folder: Path, *taken: tuple[int, int]) -> Brief:
    """2 by 1 degrees in cells of a tenth of one, all RED's; those `taken` (column from the west, row from the south)
    are BLUE's on the last day."""
    cells = [(column, line) for column in range(20) for line in range(10)]
    places = [place(f"p{column}-{line}", 0.05 + column / 10, 0.05 + line / 10) for column, line in cells]
    reports = [row(f"p{column}-{line}", "RED", "2025-01-02") for column, line in cells]
    reports += [row(f"p{column}-{line}", "BLUE", "2025-01-20") for column, line in taken]
    return ask(theatre_of(folder / "theatre", places=places, reports=reports), start=january(3), kind="change")


def test_the_maps_show_a_capture_and_what_lies_around_it_and_not_the_whole_country(tmp_path):
    """One cell of 11 km, and 15 km of ground on every side."""
    brief = captured(tmp_path, (4, 5))
    bounds = changed_bounds(brief.situation)
    assert bounds == pytest.approx((0.4 - 0.135, 0.5 - 0.136, 0.5 + 0.135, 0.6 + 0.136), abs=0.01)


def test_captures_at_both_ends_of_the_area_show_all_of_it(tmp_path):
    assert changed_bounds(captured(tmp_path, (1, 1), (18, 8)).situation) is None


def test_where_nothing_changed_the_maps_show_the_area(tmp_path):
    assert changed_bounds(captured(tmp_path).situation) is None


@pytest.mark.thorough
def test_a_speck_far_off_does_not_shrink_the_rest_and_is_told_in_km2(tmp_path):
    """25 cells of ground in the west and one in the east, which is less than a twentieth."""
    block = [(column, line) for column in range(5) for line in range(5)]
    brief = captured(tmp_path, *block, (18, 8))
    west, south, east, north = changed_bounds(brief.situation)
    assert (west < 0.01, south < 0.01, east < 0.7, north < 0.7) == (True,) * 4
    assert outside_km2(brief.situation, (west, south, east, north)) == pytest.approx(CELL_KM2, rel=0.01)
    said = texts(change_sheet(brief))
    assert "123 km² of it lies outside the maps." in said
    assert "Location" in said
