"""Counts of events on the map: a number in a box for each source and area, told as what it is, and no event."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.analysis.situation import select
from geo.common.phrases import Phrase
from geo.query.time_steps import step_by_step
from geo.theatre.loader import read_theatre
from info.identify import identify
from layers import all_layers, layers_of
from layers.area_counts import LAYER
from map.area_count_words import counted_events
from map.layer import RenderOptions
from map.payload import message_of
from map.playback import Step, playback
from tests.worlds import calls_them, event, january, theatre_of, write_theatre

NOT_EVENTS = "A count, not single events; not added to the incidents."


def counted(key, many, first, last, kind="Armed clash", **more):
    days = {"event_date": f"2025-01-{first:02d}", "end_date": f"2025-01-{last:02d}"}
    said = {"geo_precision": 3, "uncertainty_km": 79, "location_en": "Square 1", "source_publisher": "ACLED", **more}
    return event(key, days["event_date"], end_date=days["end_date"], sub_event_type=kind, count_as="aggregate",
                 event_count=many, coord_source="the whole of Square 1, which it counts", **said)  # fmt: skip


@pytest.fixture
def counts(tmp_path):
    """A situation of some counts, over January or some days of it."""

    def made(*events, start=1, end=31):
        folder = calls_them(write_theatre(tmp_path / "t", events=events), "Governorate", ar="محافظة")
        theatre = read_theatre(folder)
        return select(theatre, replace(theatre.everything, start=january(start), end=january(end)))

    return made


def payload(situation, language="en"):
    (drawn,) = LAYER.drawn(situation, RenderOptions(language=language))
    return message_of(drawn).payload


def test_a_count_is_a_number_in_a_box_that_says_what_it_is(counts):
    found = payload(counts(counted("a", 37, 6, 12)))
    assert (found["texts"], found["xy"]) == (["37"], [5000, 5000])
    assert found["tips"][0].split("\n") == [
        "Events in Square 1 governorate, counted by ACLED",
        "37 events, 6 Jan 2025 to 12 Jan 2025: Armed clash",
        NOT_EVENTS,
    ]


def test_the_same_in_arabic(counts):
    found = payload(counts(counted("a", 37, 6, 12)), "ar")
    head, line, remark = found["tips"][0].split("\n")
    assert head == "أحداث عدّها ACLED: محافظة Square 1"
    assert line == "37 حدثًا، 6 كانون الثاني 2025 إلى 12 كانون الثاني 2025: Armed clash"
    assert remark == "عدد إجمالي لا أحداث مفردة؛ ولا يضاف إلى الحوادث."


@pytest.mark.parametrize(
    ("many", "english", "arabic"),
    [
        (0, "0 events", "0 حدث"), (1, "1 event", "حدث واحد"), (2, "2 events", "حدثان"), (3, "3 events", "3 أحداث"),
        (10, "10 events", "10 أحداث"), (11, "11 events", "11 حدثًا"), (99, "99 events", "99 حدثًا"),
        (100, "100 events", "100 حدث"), (103, "103 events", "103 أحداث"), (1234, "1,234 events", "1,234 حدثًا"),
    ],
)  # fmt: skip
def test_the_noun_follows_its_number(many, english, arabic):
    assert counted_events(many) == Phrase(english, arabic)


def test_what_reaches_out_of_the_range_stands_in_brackets_and_broken_edges(counts):
    found = payload(counts(counted("a", 37, 6, 12), start=8, end=9))
    assert found["texts"] == ["(37)"]
    assert found["styles"][0]["dash"]
    assert "only a part of these days lies in the range" in found["tips"][0]


def test_more_that_cannot_be_added_makes_a_number_the_least_and_a_plus_is_left_to_gains(counts):
    found = payload(counts(counted("a", 37, 6, 12, "Political violence"), counted("b", 5, 6, 12, "Demonstrations")))
    assert found["texts"] == ["≥37"]
    assert "may overlap" in found["tips"][0]


def test_the_legend_has_one_line_that_tells_no_more_than_is_drawn(counts, tmp_path):
    whole = counts(counted("a", 37, 6, 12), counted("b", 5, 6, 12, "Demonstrations"))
    (item,) = LAYER.legend(whole, RenderOptions())
    assert item.label.en == "Events that a source counts in an area: in no figure; ≥n: it counts more there"
    part = select(whole.theatre, replace(whole.filters, end=january(8)))
    (item,) = LAYER.legend(part, RenderOptions())
    assert "(n): some of its days are outside the range" in item.label.en
    before = select(whole.theatre, replace(whole.filters, end=january(5)))
    assert LAYER.legend(before, RenderOptions()) == []


def test_a_click_tells_every_number_its_source_and_its_days(counts):
    situation = counts(counted("a", 37, 6, 12, fatalities_best=4), counted("b", 1, 13, 19), counted("c", 8, 28, 31),
                       end=29)  # fmt: skip
    (ref,) = payload(situation)["refs"]
    said = str(identify(ref, situation, january(29)))
    assert "Events in Square 1 governorate, counted by ACLED" in said
    assert "38 events, 4 killed, in 2 periods from 6 Jan 2025 to 19 Jan 2025: Armed clash" in said
    assert "and 8 events, 28 Jan 2025 to 31 Jan 2025, only a part of these days lies in the range." in said
    assert NOT_EVENTS in said
    assert "the whole of Square 1, which it counts" in said
    assert "As the source counts (3)" in said


def test_a_click_on_counts_that_other_days_have_not_says_so(counts):
    situation = counts(counted("a", 37, 6, 12))
    (ref,) = payload(situation)["refs"]
    later = select(situation.theatre, replace(situation.filters, start=january(20)))
    assert "No count here" in str(identify(ref, later, january(31)))


def test_the_layer_says_truly_what_of_the_range_it_draws(counts):
    whole = counts(counted("a", 37, 1, 1), counted("b", 2, 31, 31))
    first, last = (
        select(whole.theatre, replace(whole.filters, start=day, end=day)) for day in (january(1), january(31))
    )
    assert LAYER.time_mode == "range"
    assert [payload(one)["texts"] for one in (first, whole, last)] == [["37"], ["39"], ["2"]]


def test_a_week_is_played_on_each_of_its_days(counts):
    situation = counts(counted("a", 37, 5, 8), counted("b", 2, 7, 7, "Grenade"), start=6, end=7)
    days = [
        Step(select(situation.theatre, filters), situation.filters.start) for filters in step_by_step(situation.filters)
    ]
    (slot,) = playback(days, [LAYER], RenderOptions()).payload["slots"]
    assert (slot["kind"], slot["texts"], slot["steps"]) == ("chips", ("(37)", "≥2"), [[0], [1]])


def test_a_theatre_without_counts_is_not_offered_the_layer(tmp_path, counts):
    without = theatre_of(tmp_path / "without", events=[event("total", "2025-01-05", count_as="aggregate")])
    assert {layer.id for layer in all_layers()} - {layer.id for layer in layers_of(without)} == {"area-counts"}
    assert LAYER in layers_of(counts(counted("a", 37, 6, 12)).theatre)
