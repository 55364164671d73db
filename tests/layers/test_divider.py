"""Two days on one map: each half knows its day, and what is drawn for one side says so."""

from __future__ import annotations

from datetime import date

import folium
import pytest

from layers import all_layers
from map.divider import divider
from map.folium_map import group_of
from map.layer import RenderOptions

BY_DAY = [pytest.param(layer, id=layer.id) for layer in all_layers() if layer.time_mode == "last day"]


def test_the_halves_are_named_by_their_days():
    days = divider(date(2024, 11, 26), date(2024, 12, 5)).payload["days"]
    assert days == {
        "left": {"iso": "2024-11-26", "words": "26 Nov"},
        "right": {"iso": "2024-12-05", "words": "5 Dec"},
    }


def test_days_of_two_years_are_told_apart_by_the_year():
    days = divider(date(2024, 12, 31), date(2025, 1, 1)).payload["days"]
    assert [days[side]["words"] for side in ("left", "right")] == ["31 Dec 2024", "1 Jan 2025"]


@pytest.mark.parametrize("layer", BY_DAY)
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_layer_on_one_side_tells_the_browser_which(layer, side, a_day):
    chart = folium.Map(tiles=None)
    group_of(layer.title.en, layer.drawn(a_day, RenderOptions()), side).add_to(chart)
    script = chart.get_root().render()
    drawn = [line for line in script.splitlines() if "frontline.draw(" in line]
    assert drawn
    assert all(line.rstrip().endswith(f', "{side}");') for line in drawn)


def test_the_layers_of_the_last_day_are_those_that_can_be_compared():
    assert [layer.values[0].id for layer in BY_DAY] == [
        "control", "disagreement", "front-line", "crossings",
    ]  # fmt: skip
