"""What is drawn on the map of the page: alone, one day beside another, day after day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import folium
import pytest

from briefing.text.lead import head_of
from geo.analysis.situation import select
from geo.theatre.loader import read_theatre
from map.layer import RenderOptions
from ui.drawing import drawing
from ui.playback import played
from ui.state import ViewState


@pytest.mark.parametrize(
    ("compare", "playing", "tells"), [(False, False, True), (True, False, False), (False, True, False)]
)
def test_names_tell_what_became_of_a_place_only_where_the_map_shows_the_last_day_alone(war, compare, playing, tells):
    theatre = read_theatre(war)
    view = ViewState(filters=theatre.everything, layers=frozenset({"place-labels"}), compare=compare)
    drawn = drawing(select(theatre, theatre.everything), view, RenderOptions(), playing=playing)
    chart = folium.Map(tiles=None)
    for group in drawn.groups:
        group.add_to(chart)
    assert ("taken 10 Jan" in chart.get_root().render()) is tells


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
