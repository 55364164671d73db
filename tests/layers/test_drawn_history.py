"""Every layer draws a history drawn elsewhere as it draws the log of reports."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.situation import select
from layers import all_layers
from layers.base import Look
from tests.worlds import drawn_theatre, january, place, rectangle


@pytest.mark.parametrize("places", [[], [place("west", 0.25, 0.5), place("east", 1.5, 0.5)]], ids=["none", "two"])
@pytest.mark.parametrize("layer", all_layers(), ids=lambda layer: layer.id)
def test_every_layer_draws_a_history(tmp_path, layer, places):
    theatre = drawn_theatre(tmp_path, {1: [("RED", rectangle(0, 0, 0.5, 1))]}, rest="BLUE", places=places, reports=[])
    situation = select(theatre, replace(theatre.everything, start=january(1), end=january(1)))
    group = layer.build(situation, Look())
    assert bool(group._children) or layer.id not in {"control", "front-line", "ground"}
    assert layer.legend(situation, Look()) or layer.id not in {"control", "front-line"}
