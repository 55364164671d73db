"""What every layer promises, whichever it is: one file, found by being there, that draws only what it is given."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import folium
import pandas as pd
import pytest

from geo.analysis.situation import select
from geo.registry.factions import Faction
from geo.registry.statuses import Status
from geo.theatre.loader import read_theatre
from layers import all_layers
from layers.control import drawn_parties, style_of
from map.drawables import Drawable
from map.folium_map import group_of
from map.layer import RenderOptions
from map.payload import message_of
from tests.layers.conftest import HOSTILE
from tests.worlds import calls_them, write_theatre

LAYERS = [pytest.param(layer, id=layer.id) for layer in all_layers()]
WITH_LEGEND = [pytest.param(layer, id=layer.id) for layer in all_layers() if layer.id != "place-labels"]
ALWAYS_DRAWN = {"ground", "governorates", "place-labels"}
"""The ground and its names are there even when nothing is known of it."""


def markup(drawn: tuple[Drawable, ...]) -> str:
    chart = folium.Map(tiles=None)
    group_of("Drawn", drawn).add_to(chart)
    return str(chart.get_root().render())


def test_the_layers_every_theatre_needs_are_found_in_their_order():
    needed = ["ground", "water", "governorates", "highways", "control", "front-line", "density", "uncertainty"]
    needed += ["crossings", "events", "strikes", "area-counts", "place-labels"]
    assert [layer.id for layer in all_layers() if layer.id in needed] == needed


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("language", ["en", "ar", "both"])
def test_every_layer_draws_something_from_a_full_day_in_every_language(layer, language, a_day):
    assert layer.drawn(a_day, RenderOptions(language=language))


@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_draws_nothing_from_nothing(layer, an_empty_day):
    drawn = layer.drawn(an_empty_day, RenderOptions())
    assert bool(drawn) is (layer.id in ALWAYS_DRAWN)


@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_leaves_its_data_alone(layer, a_day):
    def frames() -> list[pd.DataFrame]:
        return [a_day.events, a_day.areas, a_day.front_lines, a_day.crossings, a_day.theatre.places]

    before = [frame.copy(deep=True) for frame in frames()]
    layer.drawn(a_day, RenderOptions())
    layer.legend(a_day, RenderOptions())
    for untouched, frame in zip(before, frames(), strict=True):
        pd.testing.assert_frame_equal(untouched, frame)


@pytest.mark.parametrize("layer", WITH_LEGEND)
def test_what_a_layer_draws_stands_in_its_legend_and_the_other_way_round(layer, a_day, an_empty_day):
    for situation in (a_day, an_empty_day):
        drawn = bool(layer.drawn(situation, RenderOptions()))
        assert drawn or not layer.legend(situation, RenderOptions())
    assert layer.legend(a_day, RenderOptions())


@pytest.mark.parametrize("layer", LAYERS)
def test_hostile_text_stays_text(layer, a_day):
    html = markup(layer.drawn(a_day, RenderOptions(language="both")))
    assert "<img src=x" not in html
    assert "{{ 7*7 }}" not in html
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in html
    assert HOSTILE not in html


@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_names_its_source_and_has_an_arabic_title(layer):
    assert layer.source
    assert re.search("[\u0600-\u06ff]", layer.title_ar)


def payloads(drawn: tuple[Drawable, ...]) -> list[dict]:
    return [json.loads(message_of(one).json) for one in drawn]


def test_an_event_known_to_a_region_only_gets_no_pin(a_day):
    by_id = {layer.id: layer for layer in all_layers()}
    (pins,) = payloads(by_id["events"].drawn(a_day, RenderOptions()))
    assert pins["refs"] == ["event:battle"]
    circles, questions = payloads(by_id["uncertainty"].drawn(a_day, RenderOptions()))
    assert questions["refs"] == ["event:vague"]
    assert 50_000 in circles["radii"]


def test_strikes_and_other_events_share_out_the_pins(a_day):
    by_id = {layer.id: layer for layer in all_layers()}
    (strikes,) = payloads(by_id["strikes"].drawn(a_day, RenderOptions()))
    assert strikes["refs"] == ["event:strike"]


def test_contested_and_disputed_ground_are_told_apart_by_more_than_colour():
    factions = {name: faction(name) for name in ("BLUE", "RED")}
    held = [status for status in Status if status is not Status.UNKNOWN]
    assert len({style_of(status, ("BLUE", "RED"), factions).fill for status in held}) == len(held)


def test_a_fight_between_three_takes_the_colours_of_the_two_sides():
    sides = {"BLUE": "north", "NAVY": "north", "RED": "south"}
    factions = {name: replace(faction(name), side=side) for name, side in sides.items()}
    assert drawn_parties(("BLUE", "NAVY", "RED"), factions) == ("BLUE", "RED")
    assert drawn_parties(("BLUE", "NAVY"), factions) == ("BLUE", "NAVY")
    assert drawn_parties(("BLUE",), factions) == ("BLUE",)


def test_the_legend_names_only_the_colours_a_pattern_takes(a_day):
    areas = a_day.areas.assign(status="shared", parties=[("BLUE", "NAVY", "GREEN")] * len(a_day.areas))
    (control,) = (layer for layer in all_layers() if layer.id == "control")
    labels = {item.label for item in control.legend(replace(a_day, areas=areas), RenderOptions())}
    assert {"Blue", "Green"} <= labels
    assert "Navy" not in labels


def faction(name: str) -> Faction:
    return Faction(name, name, name, name, "#112233", "/", "none", holds_ground=True)


def test_the_legend_calls_first_level_areas_what_the_theatre_calls_them(tmp_path):
    theatre = read_theatre(calls_them(write_theatre(tmp_path / "t"), "State", ar="ولاية"))
    (layer,) = (layer for layer in all_layers() if layer.id == "governorates")
    (item,) = layer.legend(select(theatre, theatre.everything), RenderOptions())
    assert (item.label, item.label_ar) == ("State", "ولاية")
    assert layer.titles_in(theatre)[0] == "States"
