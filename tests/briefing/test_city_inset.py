"""The small map of a city whose districts changed hands, on a map too large to show them."""

from __future__ import annotations

from datetime import date

import pytest
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from briefing.sheet.change_sheet import change_sheet
from briefing.sheet.city_inset import city_of
from briefing.sheet.map_frame import frame_for, plane_for
from briefing.sheet.map_sheet import map_sheet
from briefing.sheet.places_told import told_places
from geo.analysis.situation import select
from geo.query.filters import Filters
from geo.theatre.theatre import Theatre
from tests.briefing.conftest import ask

START, END = date(2024, 11, 27), date(2024, 12, 6)


def city_on(theatre, area: str, start: date = START) -> str | None:
    """The id of the area that a map of `area` has an inset of."""
    brief = ask(theatre, start=start, end=END, area=area)
    found = city_of(brief.situation, frame_for(brief.situation.area.bounds, 200, 150))
    return found.id if found else None


@pytest.mark.parametrize(
    ("area", "city"),
    [
        ("aleppo-hama", "aleppo-city"),
        ("aleppo", "aleppo-city"),
        ("aleppo-city", None),  # the map itself
        ("hama", None),  # elsewhere
        ("syria", None),  # a dot on the map
    ],
)
def test_a_map_on_which_the_city_is_small_has_an_inset_of_it(shipped, area, city):
    assert city_on(shipped, area) == city


def test_a_city_in_which_no_district_changed_hands_has_none(shipped):
    assert city_on(shipped, "aleppo", start=END) is None


@pytest.mark.thorough
def test_the_inset_names_districts_with_the_day_they_were_taken(shipped):
    figure = map_sheet(ask(shipped, start=START, end=END, area="aleppo-hama"))
    (inset,) = [axes for axes in figure.axes if axes.get_gid() == "city"]
    said = [text.get_text() for text in inset.texts]
    assert "Aleppo city" in said
    assert said[said.index("Aleppo - Jamiliyah") + 1] == "claimed 29 Nov"


def box_of(axes: Axes) -> shapely.Geometry:
    """Where axes stand on the page, in its fractions."""
    return shapely.box(*axes.get_position().extents)


def under_the_inset(figure: Figure, shown: str, theatre: Theatre, area: str) -> float:
    """How much of the inset lies over ground that changed hands, on the map of this group; 0 where there is none."""
    insets = [axes for axes in figure.axes if axes.get_gid() == "city"]
    if not insets:
        return 0.0
    (around,) = [axes for axes in figure.axes if axes.get_gid() == shown]
    changed = select(theatre, Filters(start=START, end=END, area="syria")).change_on_map.ground.geometry
    plane, _ = plane_for(theatre.areas[area].bounds)
    west, south, east, north = box_of(around).bounds
    (x0, x1), (y0, y1) = around.get_xlim(), around.get_ylim()
    left, bottom, right, top = box_of(insets[0]).bounds
    box = shapely.box(
        x0 + (left - west) / (east - west) * (x1 - x0),
        y0 + (bottom - south) / (north - south) * (y1 - y0),
        x0 + (right - west) / (east - west) * (x1 - x0),
        y0 + (top - south) / (north - south) * (y1 - y0),
    )
    return float(changed.to_crs(plane).intersection(box).area.sum() / box.area)


@pytest.mark.thorough
def test_the_change_sheet_has_an_inset_of_the_city_on_the_map_of_change(shipped):
    figure = change_sheet(ask(shipped, start=START, end=END, area="aleppo-hama", kind="change"))
    (inset,) = [axes for axes in figure.axes if axes.get_gid() == "city"]
    (around,) = [axes for axes in figure.axes if axes.get_gid() == "map-change"]
    assert box_of(around).contains(box_of(inset))
    said = [text.get_text() for text in inset.texts]
    assert said[said.index("Aleppo") + 1] == "taken 30 Nov"


@pytest.mark.thorough
@pytest.mark.parametrize("page", ["A4", "16:9"])
@pytest.mark.parametrize("language", ["en", "ar", "both"])
@pytest.mark.parametrize("area", ["aleppo-hama", "aleppo", "northwest"])
def test_no_inset_hides_ground_that_changed_hands(shipped, area, language, page):
    for kind, sheet, shown in (("map", map_sheet, "map"), ("change", change_sheet, "map-change")):
        figure = sheet(ask(shipped, start=START, end=END, area=area, kind=kind, language=language, page=page))
        assert under_the_inset(figure, shown, shipped, area) <= 0.02, kind


def test_districts_are_not_listed_beside_their_city(shipped):
    situation = ask(shipped, start=START, end=END, area="aleppo").situation
    kinds = shipped.places["kind"]
    districts = [place_id for place_id in situation.change.places if kinds[place_id] == "neighbourhood"]
    told = {place.place_id for place in told_places(situation)}
    assert districts
    assert told == set(situation.change.places) - set(districts)
