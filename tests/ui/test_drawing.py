"""What is drawn on the map of the page: alone, one day beside another, day after day."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import folium
import pytest

from briefing.text.lead import head_of
from geo.analysis.situation import select
from geo.theatre.loader import read_theatre
from layers import all_layers
from map.layer import RenderOptions
from tests.worlds import event, place, row, theatre_of
from ui.drawing import MapDrawing, drawing
from ui.playback import played
from ui.state import ViewState


def script_of(drawn: MapDrawing) -> str:
    chart = folium.Map(tiles=None)
    for group in drawn.groups:
        group.add_to(chart)
    return str(chart.get_root().render())


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("compare", "playing", "where"),
    [(False, False, [("labels", "")]), (True, False, [("labels", "right")]), (False, True, [("playback", "")])],
)
def test_names_tell_what_became_of_a_place_on_the_side_of_the_last_day_and_in_a_playback_day_by_day(
    war, compare, playing, where
):
    theatre = read_theatre(war)
    view = ViewState(filters=theatre.everything, layers=frozenset({"place-labels"}), compare=compare)
    script = script_of(drawing(select(theatre, theatre.everything), view, RenderOptions(), playing=playing))
    told = [line for line in script.split("\n") if "taken 10 Jan" in line]
    drawn = re.compile(r'frontline\.draw\(\w+, "(\w+)", .*?(?:, "(left|right)")?\);$')
    assert [drawn.search(line.strip()).groups(default="") for line in told] == where


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_head_of_a_day_that_is_played_is_that_of_the_page_whose_range_ends_on_it(war, language):
    theatre = read_theatre(war)
    asked = replace(theatre.everything, end=date(2025, 1, 11))
    days = played(select(theatre, asked), [], RenderOptions(language=language)).message.payload["days"]
    assert len(days) == 11
    for day in days:
        alone = select(theatre, replace(asked, end=date.fromisoformat(day["iso"])))
        assert day["head"] == [phrase.say(language) for phrase in head_of(alone)]
    before, fallen = days[8]["head"], days[9]["head"]
    assert "10" not in before[0]
    assert ("Blue took East (10 Jan) from Red" if language == "en" else "10") in fallen[0]


EVENT_LAYERS = ("strikes", "events", "events-outside", "uncertainty", "area-counts", "density")


def test_each_side_of_a_comparison_shows_the_events_up_to_its_day(tmp_path):
    vague = {"geo_precision": 3, "uncertainty_km": 60}
    theatre = theatre_of(
        tmp_path / "theatre",
        events=[
            event("before", "2025-01-04"),
            event("first", "2025-01-05"),
            event("between", "2025-01-07"),
            event("last", "2025-01-10", event_type="Explosions/Remote violence", sub_event_type="Air/drone strike"),
            event("far-first", "2025-01-05", 1.5, 0.5, adm1_pcode="XX02"),
            event("far-last", "2025-01-10", 1.5, 0.5, adm1_pcode="XX02"),
            event("somewhere", "2025-01-08", **vague),
        ],
    )
    asked = replace(theatre.everything, start=date(2025, 1, 5), end=date(2025, 1, 10), area="west")
    view = ViewState(filters=asked, layers=frozenset(EVENT_LAYERS), compare=True)
    script = script_of(drawing(select(theatre, asked), view, RenderOptions(), playing=False))
    lines = [line.strip() for line in script.split("\n") if "frontline.draw(" in line]
    sides = {side: [line for line in lines if line.endswith(f', "{side}");')] for side in ("left", "right")}
    shown = {
        side: {ref for line in found for ref in re.findall('"event:([^"]+)"', line)} for side, found in sides.items()
    }
    assert shown == {
        "left": {"first", "far-first"},
        "right": {"first", "between", "last", "far-first", "far-last"},
    }
    assert [side for side, found in sides.items() if any('"vague:' in line for line in found)] == ["right"]
    assert len(lines) == len(sides["left"]) + len(sides["right"]) + 1, "all but the divider"


@pytest.mark.thorough
@pytest.mark.parametrize("compare", [False, True])
@pytest.mark.parametrize("playing", [False, True])
def test_the_legend_tells_of_the_frame_of_the_area_alone_whatever_the_map_shows(tmp_path, compare, playing):
    """The area is the western degree of two; beyond it, and not at its edge, Red has ground and a protest is held."""
    theatre = theatre_of(
        tmp_path / "theatre",
        places=[place(*at, 0.5) for at in (("west", 0.25), ("edge", 0.75), ("middle", 1.25), ("east", 1.75))],
        reports=[
            row("west", "BLUE", "2025-01-01", scope="baseline"),
            row("edge", "BLUE", "2025-01-01", scope="baseline"),
            row("middle", "BLUE", "2025-01-01", scope="baseline"),
            row("east", "RED", "2025-01-01", scope="baseline"),
        ],
        events=[event("here", "2025-01-05"), event("far", "2025-01-05", 1.75, 0.5, event_type="Protests")],
    )  # fmt: skip
    on = frozenset(layer.id for layer in all_layers())

    def legend(area: str) -> set[str]:
        asked = replace(theatre.everything, end=date(2025, 1, 6), area=area)
        view = ViewState(filters=asked, layers=on, mode="control", compare=compare)
        look = RenderOptions(mode="control")
        return {item.label.en for item in drawing(select(theatre, asked), view, look, playing=playing).legend}

    assert {"Blue", "Red", "Battle", "Protest"} <= legend("both")
    assert {"Blue", "Battle"} <= legend("west")
    assert not {"Red", "Protest"} & legend("west")
