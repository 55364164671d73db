"""The small map of a city whose districts changed hands, on a map too large to show them."""

from __future__ import annotations

from datetime import date

import pytest
import shapely

from briefing.sheet.change_tables import flipped_lines
from briefing.sheet.city_inset import city_of
from briefing.sheet.inset_place import inset_box
from briefing.sheet.map_frame import frame_for
from briefing.sheet.map_picture import picture_of
from briefing.sheet.map_sheet import map_sheet
from tests.briefing.conftest import ask

START, END = date(2024, 11, 27), date(2024, 12, 6)


def city_on(theatre, area: str, start: date = START) -> str | None:
    """The id of the area that a map of `area` has an inset of."""
    brief = ask(theatre, start=start, end=END, area=area)
    found = city_of(brief, frame_for(brief.situation.area.bounds, 200, 150))
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


def test_the_inset_names_districts_with_the_day_they_were_taken(shipped):
    figure = map_sheet(ask(shipped, start=START, end=END, area="aleppo-hama"))
    (inset,) = [axes for axes in figure.axes if axes.get_gid() == "city"]
    said = [text.get_text() for text in inset.texts]
    assert "Aleppo city" in said
    assert said[said.index("Aleppo - Jamiliyah") + 1] == "claimed 29 Nov"


def test_two_insets_never_lie_over_each_other(shipped):
    brief = ask(shipped, start=START, end=END, area="aleppo-hama")
    picture = picture_of(brief.situation, (), brief.request.look, (200, 150))
    first, _ = inset_box(picture, 60, 50, 1.0)
    second, _ = inset_box(picture, 60, 50, 1.0, [first])
    assert first != second
    assert not shapely.box(*first).intersection(shapely.box(*second)).area


def test_districts_are_not_listed_beside_their_city(shipped):
    situation = ask(shipped, start=START, end=END, area="aleppo-city").situation
    kinds = shipped.places["kind"]
    districts = [place_id for place_id in situation.change.places if kinds[place_id] == "neighbourhood"]
    lines = flipped_lines(situation, "en")
    assert districts
    assert len(lines) == len(situation.change.places) - len(districts)
    assert not [line for line in lines if line.startswith("Aleppo - ")]
