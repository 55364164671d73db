"""Events that take a place, held against control: every one is told, and what differs names both rows."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from geo.analysis.taking_checks import Outcome, check_takings
from geo.analysis.taking_faults import CONTRADICTS, taking_faults
from geo.changelog.log import Subject
from geo.theatre.loader import read_theatre
from store.manual_edit import add, edit, row_of
from store.store import Author
from tests.ingest.incoming_worlds import MAPPING, brought_in, typed
from tests.worlds import EAST, WEST, event, place, rectangle, row, theatre_of, write_theatre

TAKES = {"event_type": "Battles", "sub_event_type": "Non-state actor overtakes territory", "location_en": "East",
         "lon": 1.5, "actor2": "Red army", "factions": ["BLUE", "RED"], "asserted_by": "A fighter"}  # fmt: skip
BASELINE = (
    row("west", "BLUE", "2025-01-01", scope="baseline"),
    row("east", "RED", "2025-01-01", scope="baseline"),
)


def taking(number: int = 1, day: str = "2025-01-10", **more):
    return event(f"E{number}", day, **{**TAKES, **more})


def account_of(folder, *events, reports=(), **parts):
    theatre = theatre_of(folder / "t", events=events, reports=[*BASELINE, *reports], **parts)
    return theatre, check_takings(theatre)


def outcome_of(folder, *reports, **more) -> Outcome:
    _, account = account_of(folder, taking(**more), reports=reports)
    return account.by_event["E1"][0].outcome


@pytest.mark.parametrize("day", ["2025-01-08", "2025-01-10", "2025-01-11"])
def test_who_took_a_place_holds_it_at_the_end_of_that_day_or_the_next(tmp_path, day):
    assert outcome_of(tmp_path, row("east", "BLUE", day)) is Outcome.AGREES


def test_a_capture_that_control_knows_two_days_later_contradicts(tmp_path):
    assert outcome_of(tmp_path, row("east", "BLUE", "2025-01-12")) is Outcome.FAULT


@pytest.mark.parametrize("held", ["claimed", "controlled"])
def test_a_claim_of_the_taker_agrees_as_its_control_does(tmp_path, held):
    assert outcome_of(tmp_path, row("east", "BLUE", "2025-01-10", held)) is Outcome.AGREES


def test_a_partner_in_the_place_took_it_too(tmp_path):
    shared = row("east", "GREEN", "2025-01-10", "shared", shared_with="BLUE")
    assert outcome_of(tmp_path, shared) is Outcome.AGREES


def test_an_ally_that_the_event_names_may_hold_it_and_one_it_does_not_name_may_not(tmp_path):
    navy = row("east", "NAVY", "2025-01-10")
    assert outcome_of(tmp_path / "1", navy, factions=["BLUE", "NAVY", "RED"]) is Outcome.AGREES
    assert outcome_of(tmp_path / "2", navy) is Outcome.FAULT


def test_a_place_held_for_hours_agrees_where_a_report_says_so(tmp_path):
    hours = row("east", "BLUE", "2025-01-10", standing="superseded")
    assert outcome_of(tmp_path, hours, row("east", "RED", "2025-01-10")) is Outcome.AGREES


def test_what_the_only_party_of_a_transfer_left_agrees_too(tmp_path):
    left = {"sub_event_type": "Non-violent transfer of territory", "event_type": "Strategic developments",
            "actor1": "Red army", "actor2": None, "factions": ["RED"]}  # fmt: skip
    assert outcome_of(tmp_path, row("east", "RED", "2025-01-10", "withdrawn"), **left) is Outcome.AGREES


def test_a_fault_names_the_row_of_the_event_that_of_the_report_and_a_remedy(tmp_path):
    theatre, account = account_of(
        tmp_path, event("E0", "2025-01-02"), taking(), reports=[row("east", "RED", "2025-01-09", report_id="R9")]
    )
    (fault,) = taking_faults(tmp_path / "t", theatre, account)
    assert (fault.file, fault.row, fault.row_id, fault.reason) == ("events.geojson", 2, "E1", CONTRADICTS)
    assert fault.fault == (
        "A fighter: Blue took East by 2025-01-10; A monitor: Red, controlled, 2025-01-09; control has it as "
        "controlled Red (control/reports.csv, row 4, R9)"
    )
    assert "disagrees = yes" in fault.remedy


def test_a_place_that_nobody_entered_after_its_holder_left_contradicts_who_took_it(tmp_path):
    assert outcome_of(tmp_path, row("east", "RED", "2025-01-10", "withdrawn")) is Outcome.FAULT


@pytest.mark.parametrize(
    "reports",
    [
        [row("east", "BLUE", "2025-01-10", "contested")],
        [row("east", "BLUE", "2025-01-10"), row("east", "RED", "2025-01-10")],
        [row("east", "RED", "2025-01-10", disagrees="yes")],
    ],
    ids=["contested by the taker", "disputed by the taker", "a report said to disagree"],
)
def test_a_disagreement_that_control_shows_is_marked_and_names_both_sources(tmp_path, reports):
    theatre, account = account_of(tmp_path, taking(), reports=reports)
    (check,) = account.by_event["E1"]
    assert check.outcome is Outcome.MARKED
    told = theatre.reports.loc[check.report_id]
    assert check.why.startswith("A fighter: Blue took East by 2025-01-10; ")
    assert f"{told['asserted_by']}: {told['controller'].title()}" in check.why


def test_an_event_that_says_itself_that_it_disagrees_is_marked(tmp_path):
    assert outcome_of(tmp_path, row("east", "RED", "2025-01-10"), disagrees="yes") is Outcome.MARKED


def test_a_disagreement_of_another_week_marks_nothing(tmp_path):
    old = row("east", "RED", "2025-01-03", disagrees="yes")
    assert outcome_of(tmp_path, old, row("east", "RED", "2025-01-09")) is Outcome.FAULT


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"count_as": "aggregate"}, "a total or background, no single event"),
        ({"country": "Egypt"}, "it happened abroad"),
        ({"geo_precision": 2}, "it names an area, not a place"),
        ({"factions": []}, "who is named first stands for no faction that holds ground"),
        ({"location_en": "Elsewhere"}, "no place of the gazetteer near it is called so"),
        ({"lon": 0.5}, "no place of the gazetteer near it is called so"),
    ],
)
def test_what_cannot_be_checked_says_why_and_is_counted(tmp_path, more, why):
    _, account = account_of(tmp_path, taking(**more))
    assert account.reasons == {why: 1}
    assert account.sentence == (
        "1 event that takes a place = 0 agree with control + 0 disagree, marked + 0 contradict it + 1 not checkable"
    )


def test_a_place_that_no_report_speaks_of_is_not_checkable(tmp_path):
    theatre = theatre_of(tmp_path / "t", events=[taking()], reports=[])
    assert check_takings(theatre).reasons == {"nothing tells who held the place": 1}


def test_an_event_about_two_places_counts_once_as_the_worse_of_them(tmp_path):
    both = taking(location_en="West and East (two towns)", lon=1.0, uncertainty_km=60)
    _, account = account_of(tmp_path, both)
    assert [check.outcome for check in account.by_event["E1"]] == [Outcome.FAULT, Outcome.AGREES]
    assert [account.count(outcome) for outcome in (Outcome.FAULT, Outcome.AGREES)] == [1, 0]


def test_of_namesakes_the_near_one_is_meant(tmp_path):
    places = [place(*WEST, name_en="Springfield"), place(*EAST, name_en="Springfield")]
    _, account = account_of(tmp_path, taking(location_en="springfield"), places=places)
    assert [check.place_id for check in account.by_event["E1"]] == ["east"]


def test_an_actor_that_no_rule_knows_does_not_lend_the_capture_to_its_enemy(tmp_path):
    """The factions of an event brought in are those its actors stand for: without the first, the second comes first."""
    folder = write_theatre(tmp_path / "t", events=[taking(factions=["RED"])], reports=BASELINE)
    (folder / "actors.csv").write_text("rule_id,match,actor,faction\nr,name,Red army,RED\n", encoding="utf-8")
    assert list(check_takings(read_theatre(folder)).reasons) == [
        "who is named first stands for no faction that holds ground"
    ]


def test_the_order_of_the_rows_changes_nothing_and_the_account_adds_up(tmp_path):
    events = [taking(number, f"2025-01-{number + 4:02}") for number in range(1, 7)]
    reports = [row("east", "BLUE", "2025-01-07", report_id="R1"), row("east", "RED", "2025-01-09", report_id="R2")]
    _, one = account_of(tmp_path / "1", *events, reports=reports)
    shuffled = random.Random(1).sample(events, len(events))
    _, other = account_of(tmp_path / "2", *shuffled, reports=reports[::-1])
    assert dict(one.by_event) == dict(other.by_event)
    assert sum(one.count(outcome) for outcome in Outcome) == len(events)
    assert {one.count(outcome) for outcome in (Outcome.AGREES, Outcome.FAULT)} == {3}


def test_a_row_added_or_edited_by_hand_is_named_by_its_line_of_the_log(tmp_path):
    theatre, _ = account_of(tmp_path, taking())
    author, folder = Author("A", "B"), tmp_path / "t"
    red = {**row("east", "RED", "2025-01-09"), "published_on": "2025-01-09"}
    red.pop("report_id")
    added = add(folder, theatre, Subject.REPORT, red, author)
    seen = read_theatre(folder)
    edit(folder, seen, Subject.EVENT, "E1", row_of(seen.events, "E1"), author, seen=seen.ledger)
    changed = read_theatre(folder)
    (fault,) = taking_faults(folder, changed, check_takings(changed))
    assert (fault.file, fault.row) == ("changes.ndjson", 2)
    assert f"(changes.ndjson, row 1, {added.key})" in fault.fault


def test_a_report_of_drawn_ground_is_named_by_the_row_of_that_ground(tmp_path):
    theatre, _ = account_of(tmp_path, taking())
    red = {key: value for key, value in row("", "RED", "2025-01-09").items() if key not in ("place_id", "scope")}
    drawn = {**red, "geometry": rectangle(1.2, 0.2, 1.8, 0.8)}
    del drawn["report_id"]
    added = add(tmp_path / "t", theatre, Subject.GROUND, drawn, Author("A", "B"))
    changed = read_theatre(tmp_path / "t")
    (fault,) = taking_faults(tmp_path / "t", changed, check_takings(changed))
    assert f"(changes.ndjson, row 1, {added.key}-east)" in fault.fault


def test_an_event_of_a_file_brought_in_is_held_by_whom_its_actors_stand_for_and_named_by_its_row(tmp_path):
    folder = write_theatre(tmp_path / "t", reports=BASELINE)
    (folder / "actors.csv").write_text("rule_id,match,actor,faction\nr,name,Blue army,BLUE\n", encoding="utf-8")
    columns = {("sub_event_type" if key == "event_type" else key): name for key, name in MAPPING.columns.items()}
    battles = replace(MAPPING, columns=columns, fixed={**MAPPING.fixed, "event_type": "Battles"})
    taken = typed("7", type="Non-state actor overtakes territory", where="East", lon="1.5")
    brought_in(folder, typed("6", type="Armed clash"), taken, mapping=battles)
    theatre = read_theatre(folder)
    (fault,) = taking_faults(folder, theatre, check_takings(theatre))
    assert (fault.file.split(" ")[0], fault.row) == ("diary.csv", 3)
    assert "Blue took East by 2025-01-05" in fault.fault
    assert "(control/reports.csv, row 3, " in fault.fault
