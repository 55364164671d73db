"""The Data tab: the log of changes with its way back, and the actors of the events brought in."""

from __future__ import annotations

import csv
import io

import pytest

from geo.changelog.describe import describe_action, describe_change
from geo.changelog.log import Subject, read_ledger
from geo.common.messages import speaking
from geo.theatre.loader import read_theatre
from ingest.matching.unmatched_places import leave_out, waiting_rows
from store.manual_edit import add, row_of, withdraw
from store.store import Author, undo
from tests.ingest.incoming_worlds import brought_in, typed
from tests.ui.conftest import plain, words
from tests.worlds import event, row, write_theatre
from ui.data_tab.log import local_moment, log_table, when_who_why
from ui.manual_edit.undo_labels import undo_labels
from ui.tables_csv import as_csv

AMAL = Author("Amal", "seen in a video")


@pytest.fixture
def war(tmp_path):
    return write_theatre(tmp_path / "war", events=[event("battle", "2025-01-05")])


@pytest.fixture
def data_tab(open_page):
    """Opens the page on its Data tab."""

    def opened(folder, **link):
        return open_page(folder, tab="Data", **link)

    return opened


def said(page) -> str:
    return plain(" ".join([part.value for part in page.markdown] + [part.value for part in page.caption]))


def press(page, key: str):
    page = next(button for button in page.button if button.key == key).click().run()
    assert not page.exception
    return page


def by(page, who: str, why: str):
    page.text_input(key="typed-who").set_value(who)
    page.text_input(key="typed-why").set_value(why)
    return press(page, "by-hand-save")


def test_a_theatre_that_was_never_changed_says_so(data_tab, war):
    page = data_tab(war)
    assert not page.exception
    assert "Nothing was added, edited, withdrawn or brought in" in said(page)
    assert "no actor waits to be told apart" in said(page)


@pytest.mark.thorough
def test_where_the_events_brought_in_name_no_actor_that_is_what_is_said(data_tab, war):
    brought_in(war, typed("1", who=""))
    assert "No event of this theatre brought in from a file names an actor" in said(data_tab(war))


@pytest.mark.thorough
def test_the_log_tells_who_changed_what_when_and_why_the_newest_first(data_tab, war):
    report = {name: value for name, value in row("west", "RED", "2025-01-10").items() if name != "report_id"}
    add(war, read_theatre(war), Subject.REPORT, report, AMAL)
    entry = withdraw(war, Subject.EVENT, "battle", Author("Basil", "a duplicate"), seen=read_ledger(war))
    told = said(data_tab(war))
    first, second = told.index("**Withdrew event**: battle"), told.index("West: Red holds it, 2025-01-10")
    assert first < second
    assert f"{local_moment(entry.at)}, Basil: a duplicate" in told
    assert "Amal: seen in a video" in told


def test_in_arabic_who_and_why_stand_in_the_order_of_the_line_in_whatever_letters_they_are(war):
    entry = withdraw(war, Subject.EVENT, "battle", Author("Basil", "a duplicate"), seen=read_ledger(war))
    with speaking("ar"):
        told = when_who_why(entry)
    assert "\u2068Basil\u2069: \u2068a duplicate\u2069" in told


@pytest.mark.thorough
def test_a_change_is_undone_from_the_log_with_a_name_and_a_reason(data_tab, war):
    entry = withdraw(war, Subject.EVENT, "battle", AMAL, seen=read_ledger(war))
    page = press(data_tab(war), f"log-undo-{entry.id}")
    by(page, "Basil", "it was none")
    assert "1 certain" in words(page)
    undoing = read_ledger(war).entries[-1]
    assert (undoing.who, undoing.why, undoing.key) == ("Basil", "it was none", entry.id)
    assert "**Undid: Withdrew event**" in said(page)
    assert "Undone already." in said(page)
    page = press(page, f"log-undo-{undoing.id}")
    by(page, "Amal", "it was one")
    assert "0 certain" in words(page)
    assert "**Withdrawn again**: battle" in said(page)


def test_a_form_that_withdraws_again_says_so_on_its_button(data_tab, war):
    entry = withdraw(war, Subject.EVENT, "battle", AMAL, seen=read_ledger(war))
    undoing = undo(war, entry.id, AMAL)
    page = press(data_tab(war), f"log-undo-{undoing.id}")
    assert page.button(key="by-hand-save").label == "Withdraw again"
    assert page.text_input(key="typed-why").label == "Why it is withdrawn again *"


def test_the_way_back_is_called_by_what_becomes_of_the_row(war):
    """A row that was added comes back when its undoing is undone; one that was withdrawn goes again."""
    theatre = read_theatre(war)
    added = add(war, theatre, Subject.EVENT, row_of(theatre.events, "battle"), AMAL)
    gone = withdraw(war, Subject.EVENT, "battle", AMAL, seen=read_ledger(war))
    for entry, listed, beside in (
        (added, "Bring back", "Bring it back"),
        (gone, "Withdraw again", "Withdraw again"),
    ):
        undoing = undo(war, entry.id, AMAL)
        again = undo(war, undoing.id, AMAL)
        ledger = read_ledger(war)
        assert undo_labels(entry, ledger).listed == "Undo"
        assert (undo_labels(undoing, ledger).listed, undo_labels(undoing, ledger).beside) == (listed, beside)
        assert undo_labels(again, ledger).listed == "Undo"


def test_a_row_that_waited_and_was_left_out_is_told_as_such(war):
    brought_in(war, typed("1", where="Qwertz", lat="", lon=""))
    theatre = read_theatre(war)
    (left,) = leave_out(war, theatre, waiting_rows(war, theatre), AMAL)
    ledger = read_ledger(war)
    assert describe_change(left, ledger) == "Left out a row that waited: event diary:1: Battles, Qwertz: Blue army."
    assert describe_action(left, ledger) == "Left out a row that waited"
    undoing = undo(war, left.id, AMAL)
    again = undo(war, undoing.id, AMAL)
    ledger = read_ledger(war)
    assert describe_action(undoing, ledger) == "Undid: Left out a row that waited"
    assert undo_labels(undoing, ledger).listed == "Leave out again"
    assert describe_action(again, ledger) == "Left out again"
    assert describe_change(again, ledger) == "Left out again: event diary:1: Battles, Qwertz: Blue army."


@pytest.mark.thorough
def test_a_change_undone_in_another_window_is_told_without_folders_and_ids(data_tab, war):
    entry = withdraw(war, Subject.EVENT, "battle", AMAL, seen=read_ledger(war))
    page = press(data_tab(war), f"log-undo-{entry.id}")
    undo(war, entry.id, Author("Basil", "the other window"))
    page = by(page, "Amal", "it was none")
    told = " ".join(error.value for error in page.error)
    assert "It was undone already, perhaps in another window." in plain(told)
    assert str(war) not in told
    assert entry.id not in told


@pytest.mark.thorough
def test_a_change_that_a_later_one_builds_on_says_so_in_place_of_its_button(data_tab, war):
    theatre = read_theatre(war)
    properties = {**event("", "2025-01-06")["properties"], "longitude": 0.5, "latitude": 0.5}
    first = add(war, theatre, Subject.EVENT, properties, AMAL)
    withdraw(war, Subject.EVENT, first.key, AMAL, seen=read_ledger(war))
    page = data_tab(war)
    assert f"log-undo-{first.id}" not in {button.key for button in page.button}
    assert "A later change builds on it: undo that first." in said(page)


@pytest.mark.thorough
def test_a_long_log_is_shown_ten_changes_at_a_time(data_tab, war):
    theatre = read_theatre(war)
    properties = {**event("", "2025-01-06")["properties"], "longitude": 0.5, "latitude": 0.5}
    for _ in range(12):
        add(war, theatre, Subject.EVENT, properties, AMAL)
    page = data_tab(war)
    assert sum("**Added event**" in plain(part.value) for part in page.markdown) == 10
    page = press(page, "log-older")
    assert sum("**Added event**" in plain(part.value) for part in page.markdown) == 12


def test_the_log_as_a_file_has_every_change_and_no_formula(war):
    add(war, read_theatre(war), Subject.ACTOR, {"match": "name", "actor": "Militia", "faction": "RED"},
        Author("Amal", "=HYPERLINK(1)"))  # fmt: skip
    rows = list(csv.DictReader(io.StringIO(as_csv(log_table(read_theatre(war))).decode("utf-8-sig"))))
    (change,) = rows
    assert (change["Who"], change["Why"], change["About"]) == ("Amal", "'=HYPERLINK(1)", "Militia stands for Red")
    assert change["Stands"] == "yes"


def test_a_page_for_reading_only_shows_the_log_without_a_way_back(data_tab, war, monkeypatch):
    entry = withdraw(war, Subject.EVENT, "battle", AMAL, seen=read_ledger(war))
    monkeypatch.setenv("FRONTLINE_READ_ONLY", "yes")
    page = data_tab(war)
    assert "Withdrew event" in said(page)
    assert "for reading only" in said(page)
    assert f"log-undo-{entry.id}" not in {button.key for button in page.button}


@pytest.fixture
def diary(war):
    """Three events brought in: two of a militia that no rule knows, one of the Blue army, which a rule does."""
    add(war, read_theatre(war), Subject.ACTOR, {"match": "name", "actor": "Blue army", "faction": "BLUE"}, AMAL)
    brought_in(war, typed("1", who="Militia"), typed("2", who="Militia", day="2025-01-06"), typed("3"))
    return war


def actors(page) -> list[tuple[str, str, int]]:
    table = next(frame.value for frame in page.dataframe if "Actor" in frame.value.columns)
    return list(table[["Actor", "Stands for", "Events"]].itertuples(index=False, name=None))


@pytest.mark.thorough
def test_actors_no_rule_knows_come_first_and_a_rule_counts_at_once(data_tab, diary):
    page = data_tab(diary)
    assert actors(page) == [("Militia", "not said yet", 2), ("Blue army", "Blue", 1)]
    page = press(page, "actors-say")
    page.text_input(key="typed-actor").set_value("Mil*")
    page.selectbox(key="typed-match").set_value("pattern")
    page.selectbox(key="typed-faction").set_value("RED")
    page = by(page, "Amal", "their own statement")
    assert actors(page) == [("Militia", "Red", 2), ("Blue army", "Blue", 1)]


@pytest.mark.thorough
def test_an_actor_may_stand_for_none_of_the_factions(data_tab, diary):
    page = press(data_tab(diary), "actors-say")
    page.text_input(key="typed-actor").set_value("Militia")
    page.selectbox(key="typed-faction").set_value("none")
    page = by(page, "Amal", "bandits")
    assert ("Militia", "none of the factions", 2) in actors(page)


@pytest.mark.thorough
def test_a_rule_is_edited_and_withdrawn(data_tab, diary):
    page = press(data_tab(diary), "actors-edit")
    assert page.session_state["typed-actor"] == "Blue army"
    page.selectbox(key="typed-faction").set_value("NAVY")
    page = by(page, "Amal", "they changed sides")
    assert ("Blue army", "Navy", 1) in actors(page)
    page = by(press(page, "actors-withdraw"), "Amal", "not known")
    assert ("Blue army", "not said yet", 1) in actors(page)


@pytest.mark.thorough
def test_a_rule_without_an_actor_is_refused_at_its_field(data_tab, diary):
    page = press(data_tab(diary), "actors-say")
    page = by(page, "Amal", "none")
    assert "Missing or wrong: Actor, as the source writes it, It stands for." in plain(page.error[0].value)


@pytest.mark.thorough
def test_events_say_which_file_brought_them_in(data_tab, diary):
    page = data_tab(diary, show=f"event:{next(key for key in read_theatre(diary).events.index if key != 'battle')}")
    assert "Brought in diary.csv" in " ".join(words(page).split())
