"""A theatre nobody shows any more is forgotten, with everything that was worked out of it."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest

from geo.analysis.situation import select
from geo.control.admin_units import ground_by_unit
from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre
from tests.worlds import drawn_theatre, january, rectangle, row, write_theatre


def reported(folder: Path) -> Theatre:
    return read_theatre(
        write_theatre(folder, reports=[row("west", "BLUE", "2025-01-03"), row("east", "RED", "2025-01-05")])
    )


def drawn(folder: Path) -> Theatre:
    return drawn_theatre(folder, {3: [("BLUE", rectangle(0, 0, 1, 1))]})


@pytest.mark.parametrize("open_theatre", [reported, drawn])
def test_what_was_worked_out_of_a_theatre_goes_with_it(tmp_path, open_theatre):
    theatre = open_theatre(tmp_path / "war")
    situation = select(theatre, theatre.everything)
    assert situation.figures.ground.total > 0
    assert situation.change is not None
    picture = theatre.control.snapshot(january(6), None)
    assert picture is theatre.control.snapshot(january(6), None), "worked out once"
    for units in theatre.divisions:
        assert len(ground_by_unit(picture.cells, picture.owners, units))
    kept = [weakref.ref(one) for one in (theatre, theatre.control, picture)]
    del theatre, situation, picture, units
    gc.collect()
    assert [one() for one in kept] == [None, None, None]
