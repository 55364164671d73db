"""The picture of one day: the ground of an area in it, and the days on which it changes."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest

from geo.control.snapshot import ControlSnapshot, turns_between
from geo.control.state import State
from geo.registry.settings import Area
from geo.registry.statuses import Status
from tests.geo.control.test_sureness import in_a_row
from tests.worlds import january

STATES = {
    "0": State(Status.CONTROLLED, "BLUE", ("BLUE",)),
    "1": State(Status.CONTROLLED, "RED", ("RED",), sure=0.1, rival="BLUE"),
}


def picture():
    return ControlSnapshot(in_a_row(2), STATES, {}, gpd.GeoDataFrame(), pd.DataFrame(), gpd.GeoDataFrame())


def area(*adm1):
    return Area("some", "Some", frozenset(adm1), (0.0, 0.0, 2.0, 1.0))


def test_the_ground_of_an_area_is_measured_by_holder_with_the_least_and_the_most_of_each():
    whole, east = picture().ground(area()), picture().ground(area("XX02"))
    assert whole.by_holder[["faction", "area_km2"]].to_numpy().tolist() == [["BLUE", 100.0], ["RED", 100.0]]
    assert whole.bounds == {"BLUE": (100.0, 200.0), "RED": (0.0, 100.0)}
    assert east.by_holder["faction"].tolist() == ["RED"]
    assert east.bounds == {"BLUE": (0.0, 100.0), "RED": (0.0, 100.0)}


def test_what_was_measured_of_an_area_is_kept_with_the_picture():
    one = picture()
    assert one.ground(area("XX01")) is one.ground(area("XX01"))


class Told:
    """A source whose picture changes on the 3rd, the 5th and the 9th; the 9th was not known of by the 6th."""

    def turns(self, known_by):
        return [january(day) for day in (3, 5, 9) if known_by is None or day <= known_by.day]


@pytest.mark.parametrize(
    ("start", "end", "known_by", "days"),
    [
        (1, 31, None, [1, 3, 5, 9]),
        (3, 9, None, [3, 5, 9]),
        (4, 8, None, [4, 5]),
        (6, 8, None, [6]),
        (1, 31, 6, [1, 3, 5]),
    ],
)
def test_the_picture_of_a_range_is_that_of_its_first_day_and_of_each_later_day_that_changes_it(
    start, end, known_by, days
):
    known = known_by and january(known_by)
    assert turns_between(Told(), january(start), january(end), known) == [january(day) for day in days]
