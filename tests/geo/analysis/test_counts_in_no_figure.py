"""A count of events is shown and enters no figure: every figure of a theatre is the same with and without counts."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from briefing.tables import data_tables
from briefing.text.key_figures import event_figures
from briefing.web.figures import figure_tables
from geo.analysis.situation import select
from geo.analysis.summary import change_numbers, situation_numbers
from geo.analysis.time_series import events_by_day
from geo.control.admin_units import events_by_unit, governorate_units
from geo.events.near_front import near_front
from geo.events.probable_duplicates import probable_duplicates
from geo.events.vague import is_pinned
from map.layer import RenderOptions
from tests.suites import first_quick
from tests.worlds import event, theatre_of
from ui.day_strip import events_per_day
from ui.events_tab import events_table

BATTLE = event("battle", "2025-01-05", 0.95, 0.5, fatalities_best=3)
STRIKE = {"event_type": "Explosions/Remote violence", "sub_event_type": "Air/drone strike"}
INCIDENTS = [BATTLE, event("strike", "2025-01-06", 0.9, 0.5, fatalities_best=1, **STRIKE)]
COUNTS = [
    event("count 1", "2025-01-05", 0.95, 0.5, count_as="aggregate", fatalities_best=700, summary="37 events"),
    event("count 2", "2025-01-06", 0.9, 0.5, count_as="aggregate", fatalities_best=800, **STRIKE),
    event("count 3", "2025-01-11", 1.5, 0.5, count_as="aggregate", end_date="2025-01-17", geo_precision=3,
          uncertainty_km=100, fatalities_best=900, time_precision=2),
]  # fmt: skip


@pytest.fixture
def both(tmp_path):
    """The same January without and with counts of events."""
    theatres = (
        theatre_of(tmp_path / "without", events=INCIDENTS),
        theatre_of(tmp_path / "with", events=INCIDENTS + COUNTS),
    )
    return [select(theatre, theatre.everything) for theatre in theatres]


def _numbers(situation, numbers):
    return {name: value for name, value in numbers(situation).items() if name not in ("data_version", "version")}


def _units(situation):
    found = events_by_unit(situation.events, governorate_units(situation.theatre.governorates, "governorate"))
    return {code: asdict(one) for code, one in found.items()}


FIGURES = {
    "numbers of a day": lambda one: _numbers(one, situation_numbers),
    "numbers of a change": lambda one: _numbers(one, change_numbers),
    "headline": lambda one: asdict(one.figures) | {"ground": None},
    "units": _units,
    "near the front": lambda one: asdict(near_front(one.events, one.front_lines, one.theatre.extent, within_km=50)),
    "by day": lambda one: events_by_day(one.events).to_dict("list"),
    "a bar for every day": lambda one: events_per_day(one.theatre, one.filters).to_dict("list"),
    "sheet": lambda one: [asdict(figure) for figure in event_figures(one)],
    "tables of figures": lambda one: [str(column) for column in data_tables.figures(one).columns],
    "figures of the page on disk": lambda one: [str(table) for table in figure_tables([one], RenderOptions())],
    "pins": lambda one: int(is_pinned(one.events).sum()),
}


@pytest.mark.parametrize("figure", first_quick(FIGURES.values()), ids=FIGURES.keys())
def test_a_figure_is_the_same_with_and_without_counts(both, figure):
    without, with_counts = both
    assert len(with_counts.events) == len(without.events) + len(COUNTS)
    assert figure(without) == figure(with_counts)


def test_a_count_stands_in_the_table_of_events_as_what_it_is(both):
    table = events_table(both[1])
    assert (table["Counts as"] == "count or running total, not added up").sum() == len(COUNTS)


def test_a_count_of_another_file_never_makes_an_incident_one_that_was_told_already(both):
    events = both[1].events.assign(origin=lambda frame: ["b" if row == "battle" else "a" for row in frame["event_id"]])
    assert (probable_duplicates(events) == "").all()
    incident = events.assign(count_as="incident")
    assert (probable_duplicates(incident) != "").any()
