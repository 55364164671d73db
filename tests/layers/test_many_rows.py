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
from map.clusters import MAX_EVENTS_WITH_TOOLTIPS, is_clustered
from map.drawables import Drawable, Labels
from map.folium_map import Side, group_of
from map.layer import Layer, RenderOptions
from map.playback import Step, playback
from tests.layers.test_playback import played, steps_of, still
from tests.many_rows import theatre_with
from tests.suites import first_quick
from tests.worlds import january

LAYERS = sorted(all_layers(), key=lambda layer: layer.id != "events")
MOVING = [layer for layer in LAYERS if layer.time_mode != "always"]
LOOK = RenderOptions()
DAYS = {"start": january(5), "end": january(7)}


PLAYED = [150, 500]
"""Numbers of events. Above MAX_EVENTS_WITH_TOOLTIPS the page does not play, and says so."""


@pytest.fixture(scope="module")
def theatres(tmp_path_factory) -> Callable[[int], Theatre]:
    """Theatres by how many events they have, each made once."""
    return cache(lambda count: theatre_with(tmp_path_factory.mktemp("many"), count))


def whole(theatre: Theatre) -> Situation:
    return select(theatre, replace(theatre.everything, **DAYS))


def drawn(layer: Layer, situation: Situation, side: Side | None = None) -> list[str]:
    """The lines that draw it."""
    chart = folium.Map(tiles=None)
    group_of(layer.title.en, layer.drawn(situation, LOOK), side).add_to(chart)
    return [line.strip() for line in str(chart.get_root().render()).splitlines() if "frontline.draw(" in line]


@pytest.mark.thorough
@pytest.mark.parametrize("count", [*PLAYED, MAX_EVENTS_WITH_TOOLTIPS + 1000])
@pytest.mark.parametrize("layer", first_quick(LAYERS), ids=lambda layer: layer.id)
def test_a_layer_is_drawn_on_the_page_and_on_one_side_of_it(layer, theatres, count):
    situation = whole(theatres(count))
    assert is_clustered(situation) is (count not in PLAYED)
    assert drawn(layer, situation) or layer.id in {"water", "highways", "area-counts", "events-outside"}, (
        f"theatre_with (tests/many_rows.py) holds nothing that {layer.id} draws: add it there"
    )
    assert all(line.endswith(', "left");') for line in drawn(layer, situation, "left"))
    assert layer.legend(situation, LOOK) or layer.id == "place-labels" or not drawn(layer, situation)


@pytest.mark.parametrize("count", PLAYED)
@pytest.mark.parametrize("layer", first_quick(MOVING), ids=lambda layer: layer.id)
def test_each_day_is_played_as_the_page_draws_it(layer, theatres, count):
    situation = whole(theatres(count))
    steps = steps_of(situation.theatre, **DAYS)
    payload = playback(steps, [layer], LOOK, whole=situation).payload
    assert [len(slot["steps"]) for slot in payload["slots"]] == [len(steps) + 1] * len(payload["slots"])
    for number, step in enumerate(steps):
        assert played(payload, number) == still(step, [layer])


def test_a_layer_that_cannot_be_played_says_so_by_its_name(tmp_path):
    """Names have no style for each, and a playback would have met a column that is not there."""

    def draw(situation: Situation, look: RenderOptions) -> tuple[Drawable, ...]:
        return (Labels.of([0.5], [0.5], ["West"], min_zooms=5, priorities=1),)

    layer = replace(all_layers()[0], id="names-of-the-day", draw=draw, time_mode="last day")
    theatre = theatre_with(tmp_path, 1)
    step = Step(select(theatre, theatre.everything), theatre.start)
    with pytest.raises(TypeError, match=r"'names-of-the-day' depends on the day .* not labels"):
        playback([step], [layer], LOOK)
