"""Where symbols and names stand on a map."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.sheet import map_picture
from briefing.sheet.labels import as_boxes, meeting
from briefing.sheet.layout import lay_out, lay_out_alike
from briefing.sheet.map_picture import MapPicture, picture_of
from layers.place_labels import LAYER as PLACE_LABELS
from map import clusters
from tests.briefing.conftest import ask
from tests.worlds import event, place, theatre_of


@pytest.fixture
def near_by(monkeypatch) -> None:
    """Maps on which events are symbols however much ground they show."""
    monkeypatch.setattr(map_picture, "NEAR_ZOOM", 0.0)


def picture(theatre) -> MapPicture:
    brief = ask(theatre)
    return picture_of(brief.situation, brief.layers, brief.request.look, (150, 100))


@pytest.fixture
def busy(tmp_path):
    """Nine events at three spots, one of them known to a region only, and two cities."""
    events = [event(f"e{n}", "2025-01-05", 0.4 + 0.3 * (n % 3), 0.5) for n in range(8)]
    events.append(event("vague", "2025-01-06", 1.5, 0.5, geo_precision=3, uncertainty_km=30))
    places = [place("west", 0.5, 0.5, kind="city"), place("east", 1.5, 0.5, kind="city")]
    return theatre_of(tmp_path / "busy", places=places, events=events)


@pytest.mark.usefixtures("near_by")
def test_every_event_with_a_place_is_counted_in_one_symbol(busy):
    layout = lay_out(picture(busy))
    assert sum(mark.count for mark in layout.marks) == 8
    assert [chip.text for chip in layout.chips] == ["Square 1 first-level area: 1"]


def test_no_name_stands_on_the_count_of_a_crowd(busy, monkeypatch):
    monkeypatch.setattr(clusters, "MAX_EVENTS_WITH_TOOLTIPS", 5)
    of_crowd = picture(busy)
    layout = lay_out(of_crowd)
    assert layout.marks == ()
    assert sum(count.count for count in of_crowd.counts) == 8
    lesser = [box for name, box in layout.names if not name.wanted.mandatory]
    assert not meeting(as_boxes(lesser), as_boxes([count.box for count in of_crowd.counts])).any()


def test_cities_are_named_before_symbols_take_their_room(busy):
    layout = lay_out(picture(busy))
    assert {name.lines[0] for name, _ in layout.names} >= {"West", "East"}


def test_a_name_that_two_layers_bring_is_written_once(busy):
    brief = ask(busy)
    again = replace(PLACE_LABELS, id="named-again")
    once, twice = (
        picture_of(brief.situation, layers, brief.request.look, (150, 100))
        for layers in ((PLACE_LABELS,), (PLACE_LABELS, again))
    )
    assert len(lay_out(once).names) > 1
    assert lay_out(twice).names == lay_out(once).names


def test_names_stand_in_the_same_places_on_maps_of_one_frame(busy):
    first, second = lay_out_alike([picture(busy), picture(busy)])
    assert [box for _, box in first.names] == [box for _, box in second.names]


@pytest.mark.usefixtures("near_by")
def test_nothing_stands_where_room_is_reserved(busy):
    first = lay_out(picture(busy)).marks[0]
    kept = (first.x - 3, first.y - 3, first.x + 3, first.y + 3)
    layout = lay_out(picture(busy), [kept])
    boxes = [box for mark in layout.marks for box in mark.boxes] + [box for _, box in layout.names]
    assert not meeting(as_boxes(boxes), as_boxes([kept])).any()
    assert sum(mark.count for mark in layout.marks) == 8
