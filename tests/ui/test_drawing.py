"""What is drawn on the map of the page: alone, one day beside another, day after day."""

from __future__ import annotations

import folium
import pytest

from geo.analysis.situation import select
from geo.theatre.loader import read_theatre
from map.layer import RenderOptions
from ui.drawing import drawing
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
