"""Every layer draws a history drawn elsewhere as it draws the log of reports."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.situation import select
from layers import all_layers
from layers.base import Look
from layers.change import moved_ground
from tests.worlds import drawn_theatre, january, place, rectangle


@pytest.mark.parametrize("places", [[], [place("west", 0.25, 0.5), place("east", 1.5, 0.5)]], ids=["none", "two"])
@pytest.mark.parametrize("layer", all_layers(), ids=lambda layer: layer.id)
def test_every_layer_draws_a_history(tmp_path, layer, places):
    theatre = drawn_theatre(tmp_path, {1: [("RED", rectangle(0, 0, 0.5, 1))]}, rest="BLUE", places=places, reports=[])
    situation = select(theatre, replace(theatre.everything, start=january(1), end=january(1)))
    group = layer.build(situation, Look())
    assert bool(group._children) or layer.id not in {"control", "front-line", "ground"}
    assert layer.legend(situation, Look()) or layer.id not in {"control", "front-line"}


def test_ground_that_changed_hands_on_both_sides_of_a_border_is_one_area(tmp_path):
    """RED advances by 0.8° in the south, over the border of the two squares, and its line in the north is traced anew:
    the pieces in the two squares do not share every corner of the border between them."""
    ring = [[0, 0], [1.3, 0], [1.3, 0.5], [0.501, 0.5], [0.501, 1], [0, 1], [0, 0]]
    after = {"type": "Polygon", "coordinates": [ring]}
    theatre = drawn_theatre(tmp_path, {1: [("RED", rectangle(0, 0, 0.5, 1))], 2: [("RED", after)]}, rest="BLUE")
    moved = moved_ground(select(theatre, replace(theatre.everything, start=january(1), end=january(2))))
    assert [(row.before, row.after, row.geometry.geom_type) for row in moved.itertuples()] == [
        ("BLUE", "RED", "Polygon")
    ]
    assert moved.geometry.iloc[0].area == pytest.approx(0.8 * 0.5, rel=1e-3)
