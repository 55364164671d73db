"""Rows that a person adds, edits and withdraws: checked, logged with who, when and why, and undone."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from geo.changelog.log import LEDGER, Action, Subject, read_ledger
from geo.control.rule_texts import RULE_SENTENCES, Rule
from geo.registry.statuses import Status
from geo.theatre.loader import read_theatre
from geo.theatre.version import data_version
from store.manual_checks import day_faults
from store.manual_edit import RefusedRowError, add, edit, row_of, withdraw
from store.store import UNNAMED, Author, ChangedMeanwhileError, UndoneAlreadyError, UnwritableError, undo, writing
from tests.worlds import event, january, row, write_theatre

AMAL = Author("Amal", "seen in a video")


def typed_event(**more):
    return {**event("", "2025-01-05")["properties"], "longitude": 0.5, "latitude": 0.5, **more}


def events_of(folder):
    return set(read_theatre(folder).events.index)


def test_an_event_added_by_hand_is_in_the_theatre_and_the_log_says_who_and_why(folder):
    entry = add(folder, read_theatre(folder), Subject.EVENT, typed_event(summary="A bridge fell."), AMAL)
    theatre = read_theatre(folder)
    assert theatre.events.loc[entry.key, "summary"] == "A bridge fell."
    assert (entry.who, entry.why, entry.action) == ("Amal", "seen in a video", Action.ADD)
    assert entry.at.endswith("+00:00")
    assert not theatre.rejected


def test_a_row_with_faults_is_refused_with_all_of_them_and_nothing_is_written(folder):
    with pytest.raises(RefusedRowError) as refused:
        add(folder, read_theatre(folder), Subject.EVENT, typed_event(event_date="soon", reliability="G"), AMAL)
    assert {fault.column for fault in refused.value.faults} == {"event_date", "reliability"}
    assert not (folder / LEDGER).exists()


def fault_of(folder, subject, row):
    with pytest.raises(RefusedRowError) as refused:
        add(folder, read_theatre(folder), subject, row, AMAL)
    (fault,) = refused.value.faults
    assert not (folder / LEDGER).exists()
    return fault


def test_a_link_that_is_no_web_address_is_refused_for_an_event_and_for_a_report(folder):
    report = {**row("west", "RED", "2025-01-10"), "source_url": "Telegram, channel of the brigade"}
    for subject, typed in ((Subject.EVENT, typed_event(source_url="notebook, p. 4")), (Subject.REPORT, report)):
        fault = fault_of(folder, subject, typed)
        assert (fault.column, fault.fault) == ("source_url", "is no web address")
        assert "say under Title of the page where it can be found" in fault.remedy


@pytest.mark.parametrize(
    ("lon", "lat", "remedy"),
    [
        (5.0, 0.5, "Check the position, or count it as background."),
        (0.5, 1.5, "Swap latitude and longitude? 0.50000, 1.50000 lies in it."),
    ],
)
def test_an_event_outside_the_theatre_is_refused_with_where_it_lies_and_what_to_do(folder, lon, lat, remedy):
    fault = fault_of(folder, Subject.EVENT, typed_event(longitude=lon, latitude=lat))
    assert (fault.column, fault.value) == ("geometry", f"{lat:.5f}, {lon:.5f}")
    assert fault.fault == "lies outside the theatre, 0 to 2 east and 0 to 1 north"
    assert fault.remedy == remedy


@pytest.mark.thorough
def test_background_may_lie_outside_the_theatre(folder):
    entry = add(folder, read_theatre(folder), Subject.EVENT, typed_event(longitude=5.0, count_as="context"), AMAL)
    assert entry.key in events_of(folder)


@pytest.mark.parametrize(("lon", "lat", "said"), [(0.0, 0.0, "is (0, 0)"), (500.0, 0.5, "is off the globe")])
def test_a_position_that_is_none_is_told_once(folder, lon, lat, said):
    fault = fault_of(folder, Subject.EVENT, typed_event(longitude=lon, latitude=lat))
    assert (fault.column, fault.fault.startswith(said)) == ("geometry", True)


@pytest.mark.parametrize("column", ["event_date", "event_date_earliest", "end_date", "published_on"])
def test_a_typed_day_after_today_is_a_fault_whichever_day_it_is(column):
    typed = {**typed_event(), "time_precision": 1, column: "2025-02-02"}
    assert day_faults(typed, january(31) + timedelta(days=2)) == ()
    (fault,) = day_faults(typed, january(31) + timedelta(days=1))
    assert (fault.column, fault.value, fault.fault) == (column, "2025-02-02", "lies in the future")


def test_the_last_day_of_a_month_that_runs_may_lie_ahead():
    typed = {**typed_event(event_date="2025-01-01"), "time_precision": 3, "end_date": "2025-01-31"}
    assert day_faults(typed, january(10)) == ()


def test_an_event_or_a_report_published_in_the_future_is_refused(folder):
    report = {**row("west", "RED", "2025-01-10"), "published_on": "2202-01-10"}
    for subject, typed in ((Subject.EVENT, typed_event(published_on="2202-01-10")), (Subject.REPORT, report)):
        fault = fault_of(folder, subject, typed)
        assert (fault.column, fault.fault) == ("published_on", "lies in the future")


@pytest.mark.thorough
def test_an_event_before_the_days_of_the_theatre_is_refused(folder):
    fault = fault_of(folder, Subject.EVENT, typed_event(event_date="2024-12-01"))
    assert fault.fault.startswith("is outside the days of the theatre")


@pytest.mark.thorough
def test_a_text_that_is_no_link_makes_nobody_hold_ground(tmp_path):
    """However it came into the file: no page can be shown for it, as for a report without a link."""

    def rule(name, **more):
        reports = [row("west", "RED", "2025-01-10", **more)]
        theatre = read_theatre(write_theatre(tmp_path / name, reports=reports))
        state = theatre.control.snapshot(theatre.end, None).states["west"]
        return state.status, state.rule

    assert rule("text", source_url="my notebook") == (Status.CLAIMED, Rule.UNSOURCED)
    assert rule("none", source_url="", source_kind="none") == (Status.CLAIMED, Rule.UNSOURCED)
    assert rule("page", source_url="https://example.org/a") == (Status.CONTROLLED, Rule.LATEST)


def test_a_named_source_without_a_page_is_not_called_general_knowledge():
    """A witness whose word a person typed in has no page either."""
    assert RULE_SENTENCES[Rule.UNSOURCED] == "No report that names the holder has a page that can be shown for it."


def test_an_edited_event_stands_once_and_as_edited(folder):
    theatre = read_theatre(folder)
    changed = {**row_of(theatre.events, "e1"), "fatalities_best": 7}
    edit(folder, theatre, Subject.EVENT, "e1", changed, AMAL, seen=read_ledger(folder))
    events = read_theatre(folder).events
    assert list(events.index) == ["e1"]
    assert events.loc["e1", "fatalities_best"] == 7


def test_what_is_not_edited_of_an_event_stays_as_it_was(folder):
    theatre = read_theatre(folder)
    edit(folder, theatre, Subject.EVENT, "e1", row_of(theatre.events, "e1"), AMAL, seen=read_ledger(folder))
    before, after = theatre.events.loc["e1"], read_theatre(folder).events.loc["e1"]
    assert before.drop("geometry").astype(str).equals(after.drop("geometry").astype(str))
    assert before.geometry == after.geometry


def test_a_withdrawn_event_is_gone_until_that_is_undone(folder):
    entry = withdraw(folder, Subject.EVENT, "e1", AMAL, seen=read_ledger(folder))
    assert events_of(folder) == set()
    undo(folder, entry.id, AMAL)
    assert events_of(folder) == {"e1"}


def test_every_account_still_adds_up(folder):
    withdraw(folder, Subject.EVENT, "e1", AMAL, seen=read_ledger(folder))
    add(folder, read_theatre(folder), Subject.EVENT, typed_event(), AMAL)
    accounts = {account.file: account for account in read_theatre(folder).accounts}
    assert accounts["events.geojson"].read == 0
    assert (accounts[LEDGER].read, accounts[LEDGER].accepted) == (1, 1)


def test_a_report_added_by_hand_changes_who_holds_a_place_and_undoing_it_changes_it_back(folder):
    typed = {name: value for name, value in row("west", "RED", "2025-01-10").items() if name != "report_id"}
    theatre = read_theatre(folder)
    entry = add(folder, theatre, Subject.REPORT, typed, AMAL)

    def holder(theatre):
        return theatre.control.snapshot(theatre.end, None).states["west"].controller

    assert (holder(theatre), holder(read_theatre(folder))) == ("BLUE", "RED")
    undo(folder, entry.id, AMAL)
    assert holder(read_theatre(folder)) == "BLUE"


def test_a_rule_for_an_actor_added_by_hand_is_asked_before_those_of_the_file(folder):
    (folder / "actors.csv").write_text("rule_id,match,actor,faction\nr1,name,Militia,BLUE\n", encoding="utf-8")
    typed = {"match": "name", "actor": "Militia", "faction": "RED"}
    add(folder, read_theatre(folder), Subject.ACTOR, typed, AMAL)
    assert [rule.faction for rule in read_theatre(folder).actor_rules] == ["RED", "BLUE"]


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(folder):
    theatre = read_theatre(folder)
    mine = row_of(theatre.events, "e1")
    edit(folder, theatre, Subject.EVENT, "e1", {**mine, "injured": 3}, Author("Basil"), seen=read_ledger(folder))
    with pytest.raises(ChangedMeanwhileError, match="changed by Basil"):
        edit(folder, theatre, Subject.EVENT, "e1", {**mine, "injured": 4}, AMAL, seen=theatre.ledger)
    assert read_theatre(folder).events.loc["e1", "injured"] == 3


def test_a_change_that_a_later_one_builds_on_is_not_undone_first(folder):
    theatre = read_theatre(folder)
    first = add(folder, theatre, Subject.EVENT, typed_event(), AMAL)
    edit(folder, theatre, Subject.EVENT, first.key, typed_event(injured=1), AMAL, seen=read_ledger(folder))
    with pytest.raises(ChangedMeanwhileError, match="Undo the later one first"):
        undo(folder, first.id, AMAL)


def test_undoing_twice_is_refused(folder):
    entry = withdraw(folder, Subject.EVENT, "e1", AMAL, seen=read_ledger(folder))
    undo(folder, entry.id, AMAL)
    with pytest.raises(UndoneAlreadyError):
        undo(folder, entry.id, AMAL)
    with pytest.raises(ChangedMeanwhileError, match="knows no change"):
        undo(folder, "nonsense", AMAL)


@pytest.mark.thorough
def test_two_writers_at_once_lose_no_row(folder):
    theatre = read_theatre(folder)

    def write(name: str) -> None:
        for _ in range(10):
            add(folder, theatre, Subject.EVENT, typed_event(), Author(name))

    writers = [threading.Thread(target=write, args=(name,)) for name in ("Amal", "Basil")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert len(read_ledger(folder).entries) == 20
    assert len(events_of(folder)) == 21


def test_a_theatre_held_by_another_writer_is_waited_for_and_then_named(folder):
    def second() -> None:
        with writing(folder, wait_s=0.1):
            pass

    with writing(folder), pytest.raises(UnwritableError, match="held by another writer"):
        second()


@pytest.mark.thorough
def test_a_line_broken_off_by_a_crash_is_gone_with_the_next_change(folder):
    entry = add(folder, read_theatre(folder), Subject.EVENT, typed_event(), AMAL)
    with (folder / LEDGER).open("ab") as file:
        file.write(b'{"id":"half')
    assert events_of(folder) == {"e1", entry.key}
    add(folder, read_theatre(folder), Subject.EVENT, typed_event(), AMAL)
    assert len(read_ledger(folder).entries) == 2


def test_the_version_of_the_data_tells_of_every_change_and_of_no_unfinished_one(folder):
    before = data_version(folder)
    (folder / "imports" / "orphan").mkdir(parents=True)
    (folder / "imports" / "orphan" / "events.parquet").write_bytes(b"half")
    (folder / "imports" / "orphan" / UNNAMED).touch()
    (folder / ".half-changes.ndjson").write_bytes(b"half")
    assert data_version(folder) == before
    withdraw(folder, Subject.EVENT, "e1", AMAL, seen=read_ledger(folder))
    assert data_version(folder) != before
    assert not (folder / "imports" / "orphan").exists()
