"""Whatever a layer draws with when rows are many, the page, the playback and the comparison can take it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import folium
import pytest

from geo.analysis.situation import Situation, select
from geo.theatre.theatre import Theatre
from layers import all_layers
from layers.uncertainty import MOST_WHOLE
from map.clusters import MAX_EVENTS_WITH_TOOLTIPS, is_clustered
from map.drawables import Drawable, Labels, Rings
from map.folium_map import Side, group_of
from map.layer import Layer, RenderOptions
from map.payload import columns_of, message_of
from map.playback import Step, moves, playback
from map.styles import CircleStyle
from tests.layers.test_playback import played, steps_of, still
from tests.many_rows import theatre_with
from tests.map.test_clusters import spots, unpacked
from tests.worlds import january

LAYERS = [pytest.param(layer, id=layer.id) for layer in all_layers()]
MOVING = [pytest.param(layer, id=layer.id) for layer in all_layers() if moves(layer)]
LOOK = RenderOptions()
DAYS = {"start": january(5), "end": january(7)}


PLAYED = [MOST_WHOLE, MOST_WHOLE + 1, 500]
"""Numbers of circles. Above MAX_EVENTS_WITH_TOOLTIPS events the page does not play, and says so."""


@pytest.fixture(scope="module")
def theatres(tmp_path_factory) -> Callable[[int], Theatre]:
    """Theatres by how many events they have, each made once."""
    return cache(lambda count: theatre_with(tmp_path_factory.mktemp("many"), count))


def whole(theatre: Theatre) -> Situation:
    return select(theatre, replace(theatre.everything, **DAYS))


def drawn(layer: Layer, situation: Situation, side: Side | None = None) -> list[str]:
    """The lines that draw it."""
    chart = folium.Map(tiles=None)
    group_of(layer.title, layer.drawn(situation, LOOK), side).add_to(chart)
    return [line.strip() for line in str(chart.get_root().render()).splitlines() if "frontline.draw(" in line]


@pytest.mark.parametrize("count", [*PLAYED, MAX_EVENTS_WITH_TOOLTIPS + 1000])
@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_is_drawn_on_the_page_and_on_one_side_of_it(layer, theatres, count):
    situation = whole(theatres(count))
    assert is_clustered(situation) is (count not in PLAYED)
    assert drawn(layer, situation) or layer.id in {"water", "highways", "area-counts"}
    assert all(line.endswith(', "left");') for line in drawn(layer, situation, "left"))
    assert layer.legend(situation, LOOK) or layer.id == "place-labels" or not drawn(layer, situation)


@pytest.mark.parametrize("count", PLAYED)
@pytest.mark.parametrize("layer", MOVING)
def test_each_day_is_played_as_the_page_draws_it(layer, theatres, count):
    situation = whole(theatres(count))
    steps = steps_of(situation.theatre, **DAYS)
    payload = playback(steps, [layer], LOOK, whole=situation).payload
    assert [len(slot["steps"]) for slot in payload["slots"]] == [len(steps) + 1] * len(payload["slots"])
    for number, step in enumerate(steps):
        assert played(payload, number) == still(step, [layer])


def test_circles_are_played_with_how_many_of_them_are_drawn_at_a_time(tmp_path):
    """Most of them on the first day, where the largest stand for all; on the second all that there are."""
    theatre = theatre_with(tmp_path, 500)
    (uncertainty,) = (layer for layer in all_layers() if layer.id == "uncertainty")
    payload = playback(steps_of(theatre, **DAYS), [uncertainty], LOOK).payload
    circles = {slot["kind"]: slot for slot in payload["slots"] if slot["level"] == "circles"}
    assert set(circles) == {"circles", "rings"}
    assert circles["rings"]["most"] == 60
    first = [circles["rings"]["radii"][n] for n in circles["rings"]["steps"][0]]
    assert len(first) > MOST_WHOLE
    assert first == sorted(first, reverse=True)
    assert circles["rings"]["steps"][1] == []
    # 13 happened on that day, every 40th; 46 are known to a week, every 11th; two are both
    assert len(circles["circles"]["steps"][1]) == 13 + 46 - 2


def test_circles_say_the_same_packed_and_in_columns():
    style = CircleStyle(colour="#123456")
    rings = Rings.of([36.5, -1.25, 36.5, 36.5], [35.0, 0.5, 35.0, 35.0], [100, 5000, 100, 250.4], style)
    assert columns_of(rings).said["radii"] == [5000, 250, 100]
    assert columns_of(rings).vertices.tolist() == [[-12500, 5000], [365000, 350000], [365000, 350000]]
    payload = message_of(rings).payload
    assert spots(payload["spots"]) == [(-1.25, 0.5), (36.5, 35.0), (36.5, 35.0)]
    assert unpacked(payload["radii"]) == [5000, 4750, 150]
    assert Rings.of([], [], [], style).is_empty


def test_a_layer_that_cannot_be_played_says_so_by_its_name(tmp_path):
    """Names have no style for each, and a playback would have met a column that is not there."""

    def draw(situation: Situation, look: RenderOptions) -> tuple[Drawable, ...]:
        return (Labels.of([0.5], [0.5], ["West"], min_zooms=5, priorities=1),)

    layer = replace(all_layers()[0], id="names-of-the-day", draw=draw, time_mode="last day")
    theatre = theatre_with(tmp_path, 1)
    step = Step(select(theatre, theatre.everything), theatre.start)
    with pytest.raises(TypeError, match=r"'names-of-the-day' depends on the day .* not labels"):
        playback([step], [layer], LOOK)
