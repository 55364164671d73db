"""What every layer promises, whichever it is: one file, found by being there, that draws only what it is given."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import folium
import pandas as pd
import pytest
import shapely

from geo.analysis.flipped_places import flipped_places
from geo.analysis.situation import select
from geo.registry.factions import Faction
from geo.registry.statuses import Status
from geo.theatre.loader import read_theatre
from layers import all_layers
from layers.change import between_allies
from map.drawables import Drawable
from map.folium_map import group_of
from map.ground_paint import colours_of, drawn_parties, painted
from map.layer import MAP_MODES, RenderOptions
from map.legend import legend_rows
from map.payload import message_of
from tests.layers.conftest import HOSTILE
from tests.worlds import calls_them, january, place, row, theatre_of, write_theatre

LAYERS = [pytest.param(layer, id=layer.id) for layer in all_layers()]
WITH_LEGEND = [pytest.param(layer, id=layer.id) for layer in all_layers() if layer.id != "place-labels"]
ALWAYS_DRAWN = {"ground", "governorates", "place-labels"}
"""The ground and its names are there even when nothing is known of it."""


def markup(drawn: tuple[Drawable, ...]) -> str:
    chart = folium.Map(tiles=None)
    group_of("Drawn", drawn).add_to(chart)
    return str(chart.get_root().render())


def test_the_layers_every_theatre_needs_are_found_in_their_order():
    needed = ["ground", "water", "governorates", "highways", "control", "front-line", "density"]
    needed += ["crossings", "events", "strikes", "area-counts", "uncertainty", "place-labels"]
    assert [layer.id for layer in all_layers() if layer.id in needed] == needed


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("language", ["en", "ar", "both"])
def test_every_layer_draws_something_from_a_full_day_in_every_language(layer, language, a_day):
    drawn = layer.drawn(a_day, RenderOptions(language=language))
    assert drawn, f"a_day (tests/layers/conftest.py) holds nothing that {layer.id} draws: add it there"


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
    assert re.search("[\u0600-\u06ff]", layer.title.ar)


def payloads(drawn: tuple[Drawable, ...]) -> list[dict]:
    return [json.loads(message_of(one).json) for one in drawn]


def test_an_event_known_to_a_region_only_gets_no_pin(a_day):
    by_id = {layer.id: layer for layer in all_layers()}
    (pins,) = payloads(by_id["events"].drawn(a_day, RenderOptions()))
    assert pins["refs"] == ["event:battle"]
    (chips,) = payloads(by_id["uncertainty"].drawn(a_day, RenderOptions()))
    assert chips["refs"] == ["vague:" + a_day.events.loc["vague", "adm1_pcode"]]
    assert ": 1 event, place not known\n" in chips["tips"][0]
    assert pins["radii"] == [round(a_day.events.loc["battle", "uncertainty_km"] * 1000)]


def test_strikes_and_other_events_share_out_the_pins(a_day):
    by_id = {layer.id: layer for layer in all_layers()}
    (strikes,) = payloads(by_id["strikes"].drawn(a_day, RenderOptions()))
    assert strikes["refs"] == ["event:strike"]


def test_a_claim_keeps_its_colour_under_a_ruling_that_is_the_same_for_all_parties():
    factions = {"BLUE": faction("BLUE"), "RED": faction("RED")}
    colours = colours_of("gainer", "light")
    for party in factions:
        claimed, sure = (painted(how, (party,), factions, colours) for how in (Status.CLAIMED, Status.CONTROLLED))
        assert (claimed.colour, claimed.fill, sure.fill) == (sure.colour, "ruled", "solid")
    blue, red = (painted(Status.CLAIMED, (party,), factions, colours) for party in factions)
    assert blue == red  # both are #112233 here


def test_ground_that_nobody_holds_alone_has_one_neutral_tone_whoever_fights_for_it():
    factions = {name: faction(name) for name in ("BLUE", "RED")}
    colours = colours_of("gainer", "light")
    looks = {
        painted(status, parties, factions, colours)
        for status in (Status.CONTESTED, Status.DISPUTED)
        for parties in (("BLUE", "RED"), ("RED",))
    }
    (look,) = looks
    assert look.fill == "solid"
    assert look.colour[1:3] == look.colour[3:5] == look.colour[5:7]


def test_ground_in_doubt_lies_under_paper_and_has_no_edge_of_its_own():
    factions, colours = {"BLUE": faction("BLUE")}, colours_of("taken", "light")
    sure, likely, doubtful = (
        painted(Status.CONTROLLED, ("BLUE",), factions, colours, step) for step in ("sure", "likely", "doubtful")
    )
    assert sure.veil == 0 < likely.veil < doubtful.veil <= 0.5
    assert {style.outline for style in (sure, likely, doubtful)} == {sure.colour}


@pytest.mark.parametrize("mode", ["control", "events"])
def test_the_change_of_the_range_is_drawn_in_its_own_mode_only(a_day, mode):
    (change,) = (layer for layer in all_layers() if layer.id == "change")
    assert change.drawn(a_day, RenderOptions())
    assert change.legend_lines(a_day, RenderOptions())
    assert not change.drawn(a_day, RenderOptions(mode=mode))
    assert not change.legend_lines(a_day, RenderOptions(mode=mode))


@pytest.mark.parametrize(("taker", "lines"), [("NAVY", 1), ("GREEN", 0)], ids=["allies", "enemies"])
def test_a_line_of_paper_parts_the_ground_that_two_allies_took(tmp_path, taker, lines):
    """Between enemies there is a front line."""
    before = [row(place_id, "RED", "2025-01-01", scope="baseline") for place_id in ("west", "east")]
    theatre = theatre_of(
        tmp_path, reports=[*before, row("west", "BLUE", "2025-01-03"), row("east", taker, "2025-01-03")]
    )
    between = between_allies(select(theatre, replace(theatre.everything, start=january(1), end=january(5))))
    assert len(between) == lines
    assert all(line.bounds == pytest.approx((1, 0, 1, 1)) for line in between)


def test_the_area_of_the_figures_changes_nothing_of_the_ground_on_the_map(a_day):
    theatre = a_day.theatre
    whole, part = (select(theatre, replace(a_day.filters, area=area)) for area in list(theatre.areas)[:2])
    by_id = {layer.id: layer for layer in all_layers()}
    for layer in (by_id[name] for name in ("control", "front-line")):
        assert payloads(layer.drawn(whole, RenderOptions())) == payloads(layer.drawn(part, RenderOptions()))


def test_a_fight_between_three_takes_the_colours_of_the_two_sides():
    sides = {"BLUE": "north", "NAVY": "north", "RED": "south"}
    factions = {name: replace(faction(name), side=side) for name, side in sides.items()}
    assert drawn_parties(("BLUE", "NAVY", "RED"), factions) == ("BLUE", "RED")
    assert drawn_parties(("BLUE", "NAVY"), factions) == ("BLUE", "NAVY")
    assert drawn_parties(("BLUE",), factions) == ("BLUE",)


def test_the_legend_names_only_the_colours_a_pattern_takes(a_day):
    areas = a_day.areas.assign(status="shared", parties=[("BLUE", "NAVY", "GREEN")] * len(a_day.areas))
    (control,) = (layer for layer in all_layers() if layer.id == "control")
    labels = {item.label.en for item in control.legend(replace(a_day, areas=areas), RenderOptions())}
    assert {"Blue", "Green"} <= labels
    assert "Navy" not in labels


def faction(name: str) -> Faction:
    return Faction(name, name, name, name, "#112233", "none", holds_ground=True)


def test_the_legend_calls_first_level_areas_what_the_theatre_calls_them(tmp_path):
    theatre = read_theatre(calls_them(write_theatre(tmp_path / "t"), "State", ar="ولاية"))
    (layer,) = (layer for layer in all_layers() if layer.id == "governorates")
    (item,) = layer.legend(select(theatre, theatre.everything), RenderOptions())
    assert (item.label.en, item.label.ar) == ("State", "ولاية")
    assert layer.title_in(theatre).en == "States"


def test_the_outline_of_an_area_that_was_drawn_is_drawn_and_told_in_the_legend(tmp_path):
    theatre = theatre_of(tmp_path)
    (layer,) = (layer for layer in all_layers() if layer.id == "governorates")
    situation = select(theatre, replace(theatre.everything, area="0,0~0,0.6~0.6,0.6~0.6,0"))
    _, edge = layer.drawn(situation, RenderOptions())
    assert shapely.hausdorff_distance(shapely.union_all(edge.shapes), shapely.box(0, 0, 0.6, 0.6).boundary) < 1e-9
    labels = [(item.label.en, item.label.ar) for item in layer.legend(situation, RenderOptions())]
    assert ("Area of the figures: Drawn area (4,431 km²)", "منطقة الأرقام: منطقة مرسومة (4,431 كم²)") in labels


@pytest.mark.parametrize("mode", MAP_MODES)
def test_the_legend_of_what_a_map_opens_with_has_ten_rows_at_most(a_day, mode):
    look = RenderOptions(mode=mode)
    drawn = (layer for layer in all_layers() if layer.on_by_default)
    assert 5 <= len(legend_rows(item for layer in drawn for item in layer.legend_lines(a_day, look))) <= 10


def test_a_place_that_changed_hands_says_when_in_a_map_of_change_only(a_day):
    (labels,) = (layer for layer in all_layers() if layer.id == "place-labels")
    (changed,), (held,) = (
        labels.drawn(a_day, RenderOptions(mode=mode, language=language))
        for mode, language in (("change", "en"), ("control", "en"))
    )
    everywhere = select(a_day.theatre, a_day.theatre.everything)
    said = {name: note for name, note in zip(changed.names, changed.notes, strict=True) if note}
    assert set(said) == {
        a_day.theatre.places.loc[place.place_id, "name_en"] for place in flipped_places(everywhere) if place.since
    }
    assert all(
        re.fullmatch(r"((taken|claimed|left) \d+ Jan|(contested|disputed) \d+ Jan\n\w+( / \w+)?)", note)
        for note in said.values()
    )
    assert set(held.notes) == {""}
    assert dict(zip(changed.names, changed.min_zooms, strict=True)) != dict(
        zip(held.names, held.min_zooms, strict=True)
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "contested 5 Jan\nRed / Blue"),
        ("ar", "اشتباك 5 كانون الثاني\nRED / BLUE"),
        ("both", "contested 5 Jan: Red / Blue\nاشتباك 5 كانون الثاني: RED / BLUE"),
    ],
)
def test_where_the_colour_is_nobodys_the_label_names_two_who_fight_at_most(tmp_path, language, said):
    reports = [row("west", "RED", "2025-01-01", scope="baseline")]
    reports += [row("west", party, "2025-01-05", "contested") for party in ("BLUE", "GREEN")]
    theatre = theatre_of(tmp_path / "t", places=[place("west", 0.5, 0.5)], reports=reports)
    (labels,) = (layer for layer in all_layers() if layer.id == "place-labels")
    (drawn,) = labels.drawn(select(theatre, theatre.everything), RenderOptions(mode="change", language=language))
    assert list(drawn.notes) == [said]
