"""What stands for a party beside a figure has the colour that the legend of the map has for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.web.figures import figure_tables
from geo.analysis.situation import select
from layers.change import legend as legend_of_change
from layers.control import legend as legend_of_control
from map.ground_paint import key_style
from map.layer import RenderOptions
from tests.worlds import january, row, theatre_of


@pytest.fixture
def situation(tmp_path):
    """BLUE takes the east from RED on the 10th; RED keeps the west."""
    theatre = theatre_of(
        tmp_path,
        reports=[
            row("west", "RED", "2025-01-01", scope="baseline"),
            row("east", "RED", "2025-01-01", scope="baseline"),
            row("east", "BLUE", "2025-01-10"),
        ],
    )
    return select(theatre, replace(theatre.everything, start=january(1), end=january(20)))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("mode", ["change", "control", "events"])
def test_a_party_has_the_colour_of_the_legend(situation, mode, theme):
    look = RenderOptions(mode=mode, theme=theme)
    shown = {item.label.en: item.swatch.colour for item in legend_of_control(situation, look) if item.row}
    if mode == "change":  # of its two tints the strong one
        shown |= {item.label.en: item.swatch.colour for item in legend_of_change(situation, look) if item.tint}
    assert key_style("BLUE", situation, look).colour == shown["Blue"] != situation.theatre.factions["BLUE"].colour
    assert key_style("RED", situation, look).colour == shown["Red"]


def test_ground_nobody_holds_has_the_one_tone_of_the_legend_or_none(situation):
    assert key_style("contested", situation, RenderOptions()) == key_style("disputed", situation, RenderOptions())
    assert key_style("unknown", situation, RenderOptions()).fill == "none"


def test_the_page_on_disk_has_those_colours_in_its_table_of_ground(situation):
    look = RenderOptions(mode="change")
    _, ground = figure_tables([situation], look)
    assert {held.label.en: held.swatch for held in ground.rows} == {
        name: key_style(party, situation, look) for name, party in (("Blue", "BLUE"), ("Red", "RED"))
    }
