"""Quarters of a city: told as their city until a report speaks of one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.control.ground_course import GroundCourse
from geo.control.neighbour_graph import neighbours_of
from geo.control.rule_texts import Rule
from geo.registry.statuses import Status
from tests.geo.control.villages import Log, course
from tests.worlds import baseline, january, report

CITY_AND_QUARTER = {"city": (0.0, 0.0), "quarter": (0.03, 0.0), "suburb": (0.04, 0.0), "hamlet": (0.05, 0.0)}
"""The quarter lies 3.3 km from its city and 1.1 from the suburb."""


def with_quarter(log: Log) -> GroundCourse:
    found = course(log, CITY_AND_QUARTER)
    places = found.places.assign(part_of=["", "city", "", ""])
    return replace(found, places=places, graph=neighbours_of(places, (-0.98, -1.0, 1.02, 1.0)))


def test_a_quarter_that_no_report_speaks_of_is_told_as_its_city_however_near_the_suburbs_are():
    found = with_quarter({"city": [report("BLUE", 5)], "suburb": [report("RED", 5)]})
    told = found.told(january(5))
    assert (told["quarter"].controller, told["quarter"].rule) == ("BLUE", Rule.AS_ITS_CITY)
    assert told["quarter"].sure == told["city"].sure
    assert told["quarter"].inferred
    assert not told["city"].inferred
    assert told["hamlet"].controller == "RED"
    (pull,) = found.pulls("quarter", january(5))
    assert (pull.place_id, pull.faction, pull.share) == ("city", "BLUE", 1.0)
    assert pull.km == pytest.approx(3.34, abs=0.01)
    assert pull.reports == tuple(one.id for one in found.log["city"])
    of_city = found.verdicts(january(5))["city"]
    assert of_city.own
    assert found.verdicts(january(5))["quarter"] == replace(of_city, own=False)


def test_a_quarter_of_a_disputed_city_is_disputed():
    told = with_quarter({"city": [report("BLUE", 5), report("RED", 5)]}).told(january(5))
    assert told["city"].status is told["quarter"].status is Status.DISPUTED
    assert told["quarter"].parties == told["city"].parties


def test_a_report_about_the_quarter_decides_from_its_day_on():
    found = with_quarter({"city": [report("BLUE", 5)], "quarter": [report("RED", 7)]})
    assert [found.told(january(day))["quarter"].controller for day in (5, 6, 7)] == ["BLUE", "BLUE", "RED"]
    brought = [{pull.place_id for pull in found.pulls("quarter", january(day))} for day in (6, 7)]
    assert brought == [{"city"}, {"city"}]
    assert found.pulls("quarter", january(6))[0].share == 1.0
    assert found.pulls("quarter", january(7))[0].share < 1.0


def test_a_quarter_of_a_city_that_does_not_decide_has_what_is_brought_to_the_city():
    """A fight that nothing more is heard of after the seventh; until then it decides, and brings nobody ground."""
    found = with_quarter(
        {
            "city": [report("RED", 5, "contested"), report("GREEN", 5, "contested")],
            "suburb": [report("BLUE", 5)],
            "hamlet": [report("BLUE", 5)],
        }
    )
    assert found.pulls("quarter", january(7)) == ()
    brought = found.pulls("city", january(8))
    assert found.pulls("quarter", january(8)) == brought
    assert {pull.place_id for pull in brought} == {"suburb", "hamlet"}
    assert found.pulls("quarter", january(8), most=1) == brought[:1]


def test_a_quarter_of_a_city_of_which_one_party_alone_is_said_to_fight_has_what_is_brought_to_the_city():
    found = with_quarter({"city": [report("RED", 5, "contested")], "suburb": [report("BLUE", 5)]})
    assert found.told(january(5))["quarter"].parties == ("BLUE", "RED")
    assert found.pulls("quarter", january(5)) == found.pulls("city", january(5)) != ()


def test_a_quarter_of_a_city_held_since_the_first_day_is_brought_all_by_the_city():
    found = with_quarter({"city": [baseline("RED")], "suburb": [report("BLUE", 5)]})
    of_city = replace(found, places=found.places.assign(kind=["city", "village", "village", "village"]))
    assert [(pull.place_id, pull.share) for pull in of_city.pulls("quarter", january(9))] == [("city", 1.0)]
    assert [pull.place_id for pull in found.pulls("quarter", january(9))] == ["suburb"]


def test_a_quarter_told_as_its_city_changes_nothing_between_other_places():
    log = {"city": [report("BLUE", 5)], "suburb": [report("RED", 5)]}
    without = course(log, {name: xy for name, xy in CITY_AND_QUARTER.items() if name != "quarter"})
    found = with_quarter(log)
    day = january(5)
    for place_id in without.place_ids:
        assert found.verdicts(day)[place_id].holder == without.verdicts(day)[place_id].holder
        assert found.verdicts(day)[place_id].sure == pytest.approx(without.verdicts(day)[place_id].sure, abs=0.01)
