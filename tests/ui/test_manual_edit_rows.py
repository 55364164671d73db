"""What is typed into a form becomes a row of the theatre; what the form does not ask stays as it was."""

from __future__ import annotations

import pytest

from geo.changelog.log import Subject
from geo.events.events import STRIKE_DELIVERY
from geo.theatre.loader import read_theatre
from store.manual_edit import check, row_of
from tests.worlds import event, january, place, row, theatre_of, write_theatre
from ui.manual_edit.event_form import KIND, event_form, event_row, new_event, with_kind
from ui.manual_edit.fields import fields_of, row_from, typed_from
from ui.manual_edit.report_form import new_report, report_form, report_row
from ui.manual_edit.spots import reach_km, spot_at


@pytest.fixture
def theatre(tmp_path):
    return theatre_of(tmp_path / "t", events=[event("battle", "2025-01-05", event_time="06:30+02:00", displaced=40)])


def through_the_form(theatre, before, **typed):
    """The row that an event becomes when its form is opened and saved, with some fields typed into."""
    before = with_kind(before) if "event_type" in before else before
    form = event_form(theatre, before)
    return event_row(row_from(form, {**typed_from(form, before), **typed}), before, theatre)


def test_an_event_saved_as_it_stands_stays_as_it_stands(theatre):
    before = row_of(theatre.events, "battle")
    after = through_the_form(theatre, before)
    assert {name: after[name] or None for name in before} == {name: value or None for name, value in before.items()}


def test_what_the_form_does_not_ask_is_kept(theatre):
    after = through_the_form(theatre, row_of(theatre.events, "battle"), injured=3)
    assert (after["injured"], after["displaced"], after["event_time"]) == (3, 40, "06:30+02:00")


def test_a_new_event_knows_its_place_and_day_and_leaves_open_what_only_a_person_knows(theatre):
    at_first = new_event(theatre, 0.5, 0.6, january(9), 2.0)
    typed = typed_from(event_form(theatre, at_first), at_first)
    assert (typed["location_en"], typed["event_date"]) == ("11 km north of West", january(9))
    assert (typed["latitude"], typed["longitude"], typed["uncertainty_km"]) == (0.6, 0.5, 2.0)
    assert [typed[name] for name in (KIND, "reliability", "credibility", "summary")] == [None, None, None, ""]


def test_a_new_event_typed_in_full_is_one_the_theatre_can_take(theatre):
    after = through_the_form(
        theatre, new_event(theatre, 1.5, 0.5, january(9), 1.0), **{KIND: "Explosions/Remote violence|Air/drone strike"},
        summary="A strike.", actor1="Unknown", asserted_by="A resident", reliability="C", credibility=3,
        source_url="https://example.org",
    )  # fmt: skip
    check(theatre, Subject.EVENT, "new", after)
    assert (after["event_type"], after["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")
    assert (after["adm1_pcode"], after["country"], after["source_kind"]) == ("XX02", "XXX", "original")
    assert after["coord_source"] == "clicked on the map"


def test_an_event_moved_elsewhere_gets_the_governorate_of_its_new_place(theatre):
    after = through_the_form(theatre, row_of(theatre.events, "battle"), longitude=1.5)
    assert (after["adm1_pcode"], after["coord_source"]) == ("XX02", "placed by hand")
    outside = through_the_form(theatre, row_of(theatre.events, "battle"), longitude=5.0)
    assert (outside["adm1_pcode"], outside["country"]) == (None, None)


def test_background_may_lose_its_position(theatre):
    after = through_the_form(
        theatre, row_of(theatre.events, "battle"), longitude=None, count_as="context", geo_precision=None,
        uncertainty_km=None,
    )  # fmt: skip
    check(theatre, Subject.EVENT, "battle", after)
    assert after["latitude"] is None


def test_without_a_link_there_is_no_page_to_show(theatre):
    before = row_of(theatre.events, "battle") | {"source_kind": "mirror"}
    assert through_the_form(theatre, before)["source_kind"] == "mirror"
    assert through_the_form(theatre, before, source_url="https://example.org/other")["source_kind"] == "original"
    assert through_the_form(theatre, before, source_url="")["source_kind"] == "none"
    assert through_the_form(theatre, before, source_url="his notebook")["source_kind"] == "none"


def test_the_two_kinds_of_strike_are_offered_first_and_a_kind_of_the_data_is_offered_too(theatre):
    kinds = next(one for one in fields_of(event_form(theatre, {})) if one.column == KIND).options
    assert [kind.split("|")[1] for kind in kinds[:2]] == list(STRIKE_DELIVERY)
    own = next(one for one in fields_of(event_form(theatre, {KIND: "Battles|Siege"})) if one.column == KIND).options
    assert own[0] == "Battles|Siege"


@pytest.mark.parametrize("day", [{}, {"date_precision": "range"}, {"event_date_earliest": "2025-01-02"}])
def test_a_report_saved_as_it_stands_stays_as_it_stands(tmp_path, day):
    written = row("west", "RED", "2025-01-04", **{"event_date_earliest": "", "published_precision": "nominal", **day})
    theatre = read_theatre(write_theatre(tmp_path / "t", reports=[{**written, "report_id": "r1"}]))
    before = row_of(theatre.reports, "r1")
    if before["event_date_earliest"]:
        before["date_precision"] = "range"
    form = report_form(theatre)
    after = report_row(row_from(form, typed_from(form, before)), before)
    assert {name: after[name] or None for name in before} == {name: value or None for name, value in before.items()}


def test_a_new_report_typed_in_full_is_one_the_theatre_can_take(theatre):
    form, at_first = report_form(theatre), new_report("west", january(9))
    typed = {"controller": "RED", "status": "controlled", "asserted_by": "A resident", "reliability": "C",
             "credibility": 3, "event_date_earliest": january(7)}  # fmt: skip
    after = report_row(row_from(form, {**typed_from(form, at_first), **typed}), at_first)
    check(theatre, Subject.REPORT, "new", after)
    assert (after["date_precision"], after["published_precision"], after["source_kind"]) == ("range", "unknown", "none")


def test_a_point_is_called_by_the_nearest_place_how_far_and_which_way(theatre):
    assert spot_at(theatre, 0.5, 0.505).name_en == "West"
    assert spot_at(theatre, 1.4, 0.5).name_en == "11 km west of East"
    assert spot_at(theatre, 0.6, 0.4).name_en == "16 km south-east of West"


def test_a_theatre_without_places_calls_a_point_nothing(tmp_path):
    theatre = theatre_of(tmp_path / "one", places=[place("west", 0.5, 0.5)])
    bare = theatre.places.iloc[:0]
    object.__setattr__(theatre, "places", bare)
    assert spot_at(theatre, 0.5, 0.5).name_en == ""


@pytest.mark.parametrize(("metres", "km"), [(3, 0.1), (100, 0.1), (101, 0.2), (1_500, 2.0), (9e6, 50.0)])
def test_a_click_is_as_exact_as_the_map_was_large(metres, km):
    assert reach_km(metres) == km
