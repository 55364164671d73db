"""Every layer draws a history drawn elsewhere as it draws the log of reports."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.analysis.situation import select
from layers import all_layers
from map.layer import RenderOptions
from tests.suites import first_quick
from tests.worlds import drawn_theatre, january, place, rectangle


@pytest.mark.parametrize("places", [[], [place("west", 0.25, 0.5), place("east", 1.5, 0.5)]], ids=["none", "two"])
@pytest.mark.parametrize("layer", first_quick(all_layers()), ids=lambda layer: layer.id)
def test_every_layer_draws_a_history(tmp_path, layer, places):
    theatre = drawn_theatre(tmp_path, {1: [("RED", rectangle(0, 0, 0.5, 1))]}, rest="BLUE", places=places, reports=[])
    situation = select(theatre, replace(theatre.everything, start=january(1), end=january(1)))
    drawn = layer.drawn(situation, RenderOptions())
    assert drawn or layer.id not in {"control", "front-line", "ground"}
    assert layer.legend(situation, RenderOptions()) or layer.id not in {"control", "front-line"}


@pytest.mark.parametrize("slant", [0.0, 0.013])
def test_ground_gained_across_a_governorates_border_is_drawn_as_one(tmp_path, slant):
    """From the 3rd BLUE is drawn from 0.5 to 1.5° E, over the border at 1° E: half of each square, none of it twice."""
    gained = {
        "type": "Polygon",
        "coordinates": [[[0.5, 0], [1.5, 0], [1.5, 1], [1.1, 1], [0.9, 1 - slant], [0.5, 1], [0.5, 0]]],
    }
    west = rectangle(0, 0, 0.5, 1)
    theatre = drawn_theatre(tmp_path, {1: [("RED", west)], 3: [("RED", west), ("BLUE", gained)]}, rest="GREEN")
    situation = select(theatre, replace(theatre.everything, start=january(1), end=january(3)))
    (row,) = situation.change.ground.itertuples()
    assert (row.before, row.after) == ("GREEN", "BLUE")
    assert row.geometry.geom_type == "Polygon"
    assert len(row.geometry.interiors) == 0
    assert row.geometry.area == pytest.approx(1.0, abs=0.01)
    assert row.area_km2 == pytest.approx(12_308.5, rel=0.01)
