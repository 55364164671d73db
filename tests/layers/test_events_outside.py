"""What happened outside the area of the figures is drawn quieter, never left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.analysis.situation import Situation, select
from geo.theatre.theatre import Theatre
from info.vague import vague_details
from layers.events_outside import CHIP, LAYER
from map.event_marks import QUIET, QUIET_COUNT
from map.layer import RenderOptions
from tests.worlds import event, place, row, theatre_of

LOOK = RenderOptions()


@pytest.fixture
def war(tmp_path) -> Theatre:
    """A battle in the west and a strike in the east on one day, a battle in the east a week later."""
    return theatre_of(
        tmp_path / "t",
        places=[place("west", 0.5, 0.5), place("east", 1.5, 0.5)],
        reports=[row("west", "BLUE", "2025-01-01", scope="baseline")],
        events=[
            event("inside", "2025-01-05"),
            event("outside", "2025-01-05", 1.5, 0.5, adm1_pcode="XX02", sub_event_type="Air/drone strike"),
            event("later", "2025-01-12", 1.5, 0.5, adm1_pcode="XX02"),
        ],
    )


def asked(war: Theatre, **question) -> Situation:
    return select(war, replace(war.everything, **question))


def test_the_area_filters_the_figures_and_what_happened_outside_is_drawn_small_and_grey(war):
    west = asked(war, area="west", end=war.start.replace(day=7))
    assert list(west.events["event_id"]) == ["inside"]
    assert west.figures.certain == 1
    (points,) = LAYER.drawn(west, LOOK)
    assert points.refs == ("event:outside",)
    assert {style.colour for style in points.styles} == {QUIET}
    assert points.ring == QUIET_COUNT
    assert [(item.row.en, item.label.en) for item in LAYER.legend_lines(west, LOOK)] == [
        ("Outside the area", "events, in no figure")
    ]


def test_the_other_filters_hold_outside_too(war):
    assert list(asked(war, area="west", strikes_only=True).filtered_outside.frame["event_id"]) == ["outside"]


def test_where_all_ground_is_asked_about_nothing_lies_outside(war):
    assert asked(war).filtered_outside.frame.empty
    assert LAYER.drawn(asked(war), LOOK) == ()
    assert LAYER.legend_lines(asked(war), LOOK) == []


def test_what_is_known_of_a_region_outside_only_stands_as_a_number_in_a_grey_box_that_lists_it(tmp_path):
    nowhere = [
        event(name, "2025-01-05", 1.5, 0.5, adm1_pcode="XX02", geo_precision=3, uncertainty_km=50) for name in "ab"
    ]
    west = asked(theatre_of(tmp_path / "t", events=nowhere), area="west")
    (box,) = LAYER.drawn(west, LOOK)
    assert (box.texts, box.refs, box.styles) == (("Square 2 first-level area: 2",), ("vague:XX02",), (CHIP["light"],))
    assert [item.label.en for item in LAYER.legend_lines(west, LOOK)] == ["events, place not known"]
    assert vague_details("XX02", west).title == "Square 2 first-level area: 2 events, place not known"
    assert west.vague == ()
