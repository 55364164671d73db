"""The front line by pair on the page: readable names, the longest first, and a whole that adds up."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.analysis.situation import select
from geo.analysis.time_series import front_by_day
from tests.worlds import january, place, row, theatre_of
from ui.front_by_pair import days_table, pairs_table

DEGREE_KM, HALF_DEGREE_KM = 110.574, 55.66


@pytest.fixture(scope="module")
def strip(tmp_path_factory):
    """Four places from west to east: BLUE, RED, RED, GREEN. BLUE takes the second on the 10th, RED the fourth on the
    20th."""
    reports = [row(f"p{n}", holder, "2025-01-01", scope="baseline") for n, holder in enumerate(["BLUE", "RED", "RED"])]
    return theatre_of(
        tmp_path_factory.mktemp("strip") / "t",
        places=[place(f"p{number}", 0.25 + number / 2, 0.5) for number in range(4)],
        reports=[
            *reports,
            row("p3", "GREEN", "2025-01-01", scope="baseline"),
            row("p1", "BLUE", "2025-01-10"),
            row("p3", "RED", "2025-01-20"),
        ],
    )


def test_each_pair_says_in_words_how_it_moved(strip):
    situation = select(strip, replace(strip.everything, start=january(2), end=january(12)))
    moved = pairs_table(situation).set_index("Between")["How it moved"]
    assert moved["Blue – Red"] == "55.7 km at the median, 56 km at most"
    assert moved["Green – Red"] == "stayed"
    later = pairs_table(select(strip, replace(strip.everything, start=january(2), end=january(25))))
    assert later.set_index("Between").loc["Green – Red", "How it moved"] == "only on the first day"


def test_every_day_has_its_pairs_and_their_sum(strip):
    table = days_table(
        front_by_day(strip, replace(strip.everything, start=january(18), end=january(21))), strip.factions
    )
    assert list(table.columns[:2]) == ["Day", "Together"]
    assert table["Together"].to_numpy() == pytest.approx([2 * DEGREE_KM] * 2 + [DEGREE_KM] * 2, abs=0.02)
    assert table["Together"].to_numpy() == pytest.approx(table[["Blue – Red", "Green – Red"]].sum(axis=1).to_numpy())
