"""Day by day: the same figures as the situation of that day, and shares that add up to one."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
import shapely

from geo.analysis.revisions import corrections
from geo.analysis.situation import select
from geo.analysis.time_series import events_around, events_by_day, front_by_day, ground_by_day, share_around
from tests.worlds import event, january, place, row, theatre_of


@pytest.fixture(scope="module")
def war(tmp_path_factory):
    """BLUE takes the east on the 10th; the news comes out on the 12th."""
    return theatre_of(
        tmp_path_factory.mktemp("war") / "t",
        reports=[
            row("west", "BLUE", "2025-01-01", scope="baseline"),
            row("east", "RED", "2025-01-01", scope="baseline"),
            row("east", "BLUE", "2025-01-10", published_on="2025-01-12", report_id="the-capture"),
        ],
        events=[
            event("one", "2025-01-10", fatalities_best=3),
            event("two", "2025-01-10", 1.5, 0.5),
            event("vague", "2025-01-30", time_precision=3),
            event("total", "2025-01-10", count_as="aggregate", fatalities_best=99),
        ],
    )


def test_every_day_of_the_series_is_the_situation_of_that_day(war):
    series = ground_by_day(war, replace(war.everything, start=january(8), end=january(11)))
    for day, rows in series.groupby("day"):
        filters = replace(war.everything, start=day.date(), end=day.date())
        figures = select(war, filters).figures
        assert dict(zip(rows["standing"], rows["km2"], strict=True)) == pytest.approx(dict(figures.ground.held))
    totals = series.groupby("day")["km2"].sum()
    assert totals.to_numpy() == pytest.approx(totals.iloc[0])


def test_the_front_of_every_day_is_that_of_the_situation_pair_by_pair(war):
    """The east falls on the 10th: one pair until then, over one degree of meridian, and none after."""
    filters = replace(war.everything, start=january(8), end=january(11))
    by_day = front_by_day(war, filters)
    for day, lengths in by_day.iterrows():
        figures = select(war, replace(filters, start=day.date(), end=day.date())).figures
        assert lengths.sum() == pytest.approx(figures.front_line_km)
    assert list(by_day.columns) == [("BLUE", "RED")]
    assert list(by_day["BLUE", "RED"]) == [pytest.approx(110.574, abs=0.01)] * 2 + [0.0, 0.0]


def test_where_nobody_faces_anybody_every_day_has_a_front_of_no_pair(war):
    by_day = front_by_day(war, replace(war.everything, start=january(10), end=january(12)))
    assert by_day.shape == (3, 0)


def test_only_certain_incidents_are_counted_by_day(war):
    situation = select(war, replace(war.everything, start=january(1), end=january(20)))
    (only,) = events_by_day(situation.events).itertuples()
    assert (only.day, only.events, only.killed) == (pd.Timestamp("2025-01-10"), 2, 3)


def test_the_shares_about_a_place_add_up_to_one_on_every_day(war):
    shares = share_around(war, shapely.Point(1, 0.5), war.everything, radius_km=25)
    assert shares.groupby("day")["share"].sum().to_numpy() == pytest.approx(1.0)
    before = shares[shares["day"] == "2025-01-09"].set_index("standing")["share"]
    assert before["BLUE"] == pytest.approx(0.5, abs=0.01)
    after = shares[shares["day"] == "2025-01-10"].set_index("standing")["share"]
    assert after["BLUE"] == pytest.approx(1.0)


def test_events_about_a_place_are_those_within_the_radius(war):
    assert list(events_around(war, war.events, shapely.Point(1.5, 0.5), radius_km=25)["event_id"]) == ["two"]


def test_what_later_knowledge_corrected_names_the_reports_that_came_late(war):
    found = corrections(war, january(11), known_by=january(11))
    assert list(found.index) == ["east"]
    assert (found.loc["east", "known_then"], found.loc["east", "known_now"]) == ("RED", "BLUE")
    assert found.loc["east", "later_reports"] == ("the-capture",)
    assert corrections(war, january(11), known_by=january(12)).empty


def test_what_the_map_of_a_place_that_its_neighbours_tell_of_shows_is_compared_too(tmp_path):
    """No report speaks of the hamlet; the capture of the town beside it, on the 5th, came out on the 12th."""
    theatre = theatre_of(
        tmp_path,
        places=[place("town", 0.5, 0.5), place("hamlet", 0.52, 0.501)],
        reports=[
            row("town", "RED", "2025-01-01", scope="baseline"),
            row("town", "BLUE", "2025-01-05", published_on="2025-01-12"),
        ],
    )
    found = corrections(theatre, january(6), known_by=january(6))
    assert {(of.Index, of.known_then, of.known_now) for of in found.itertuples()} == {
        ("town", "RED", "BLUE"),
        ("hamlet", "RED", "BLUE"),
    }
    assert (found.loc["hamlet", "how_now"], found.loc["hamlet", "later_reports"]) == ("inferred", ())


@pytest.fixture(scope="module")
def lapsing(tmp_path_factory):
    """A fight of the 5th among three villages of BLUE's, that nothing more is heard of: from the 8th it is BLUE's."""
    points = {"west": (0.5, 0.5), "middle": (0.52, 0.501), "east": (0.54, 0.5), "far": (1.5, 0.5)}
    return theatre_of(
        tmp_path_factory.mktemp("lapsing") / "t",
        places=[place(name, *lonlat, kind="village") for name, lonlat in points.items()],
        reports=[
            row("west", "BLUE", "2025-01-05"),
            row("east", "BLUE", "2025-01-05"),
            row("middle", "RED", "2025-01-05", "contested"),
            row("far", "RED", "2025-01-05"),
        ],
    )


def test_a_fight_that_lapses_between_reports_leaves_series_of_ground_front_and_shares_that_day(lapsing):
    filters = replace(lapsing.everything, start=january(5), end=january(10))
    ground = ground_by_day(lapsing, filters)
    fought_over = ground[ground["standing"] == "contested"]
    assert list(fought_over["day"].dt.day) == [5, 6, 7]
    shares = share_around(lapsing, shapely.Point(0.52, 0.501), filters, radius_km=0.5)
    assert sorted(set(shares.loc[shares["standing"] == "contested", "day"].dt.day)) == [5, 6, 7]
    front = front_by_day(lapsing, filters).sum(axis=1)
    for day, rows in ground.groupby("day"):
        figures = select(lapsing, replace(filters, start=day.date(), end=day.date())).figures
        told = {**figures.ground.held, **figures.ground.unheld}
        assert dict(zip(rows["standing"], rows["km2"], strict=True)) == pytest.approx(told)
        assert front[day] == pytest.approx(figures.front_line_km)
