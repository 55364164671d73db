"""What a report may not say, told with its row, its fault and a remedy."""

from __future__ import annotations

import pytest

from tests.worlds import row, theatre_of

FIRST = row("west", "BLUE", "2025-01-01", scope="baseline")
FAULTS = {
    "a row of before the first day that is of a later one": (
        row("east", "RED", "2025-01-09", scope="baseline"),
        ("event_date", "is after the first day of the theatre, 2025-01-01, and the scope is baseline"),
    ),
    "a leaving before the first day": (
        row("east", "RED", "2025-01-01", "withdrawn", scope="baseline"),
        ("status", "is not how ground is held before the first day"),
    ),
    "a fight before the first day": (
        row("east", "RED", "2025-01-01", "contested", scope="baseline"),
        ("status", "is not how ground is held before the first day"),
    ),
    "ground shared with nobody": (
        row("east", "RED", "2025-01-05", "shared"),
        ("shared_with", "names nobody beside the holder, and the status is shared"),
    ),
    "ground shared with itself": (
        row("east", "RED", "2025-01-05", "shared", shared_with="RED"),
        ("shared_with", "names nobody beside the holder, and the status is shared"),
    ),
}


@pytest.mark.parametrize("name", FAULTS)
def test_it_is_set_aside_and_the_rest_stands(tmp_path, name):
    report, told = FAULTS[name]
    theatre = theatre_of(tmp_path / "t", reports=[FIRST, report])
    ((fault,),) = theatre.rejected
    assert (fault.file, fault.row, fault.column, fault.fault) == ("control/reports.csv", 3, *told)
    assert fault.remedy
    assert set(theatre.log) == {"west"}


@pytest.mark.parametrize("status", ["controlled", "shared"])
def test_what_stood_before_the_first_day_is_held_or_shared(tmp_path, status):
    with_whom = {"shared_with": "NAVY"} if status == "shared" else {}
    sound = row("east", "RED", "2025-01-01", status, scope="baseline", **with_whom)
    theatre = theatre_of(tmp_path / "t", reports=[FIRST, sound])
    assert theatre.rejected == ()
    assert set(theatre.log) == {"west", "east"}
