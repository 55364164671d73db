"""Events and reports added, edited, withdrawn and undone on the page, as the one who does it meets it."""

from __future__ import annotations

import pytest

from geo.changelog.log import Action, Subject, read_ledger
from geo.theatre.loader import read_theatre
from store.manual_edit import edit, row_of, withdraw
from store.store import Author
from tests.ui.conftest import plain, words
from tests.worlds import event, january, row, write_theatre

STRIKE = "Explosions/Remote violence|Air/drone strike"


@pytest.fixture
def war(tmp_path):
    """A battle in the west on the 5th; the east is said to have fallen on the 10th."""
    return write_theatre(
        tmp_path / "war",
        reports=[
            row("west", "BLUE", "2025-01-01", scope="baseline"),
            row("east", "RED", "2025-01-01", scope="baseline"),
            {**row("east", "BLUE", "2025-01-10", asserted_by="The Blue Gazette"), "report_id": "fall"},
        ],
        events=[event("battle", "2025-01-05")],
    )


def press(page, key: str):
    return page.button(key=key).click().run()


def type_in(page, **typed):
    for column, value in typed.items():
        key = f"typed-{column}"
        found = [
            widget
            for kind in (page.text_input, page.text_area, page.number_input, page.selectbox, page.date_input)
            for widget in kind
            if widget.key == key
        ]
        found[0].set_value(value)
    return page


def save(page):
    page = next(button for button in page.button if button.key == "by-hand-save").click().run()
    assert not page.exception
    return page


def shown(page, column: str):
    return page.session_state[f"typed-{column}"]


def buttons(page) -> set[str]:
    return {button.label for button in page.button}


def add_strike(page, **more):
    press(page, "by-hand-add-event")
    typed = {"kind": STRIKE, "summary": "A strike hit the bridge.", "actor1": "Unknown", "asserted_by": "A resident",
             "reliability": "C", "credibility": 3, "who": "Amal", "why": "seen in a video"}  # fmt: skip
    return save(type_in(page, **{**typed, **more}))


def test_where_nothing_was_clicked_nothing_is_offered(open_page, war):
    assert not {"Add an event here", "Edit", "Withdraw"} & buttons(open_page(war))


def test_an_event_added_at_a_place_is_shown_at_once_and_undone_by_one_press(open_page, war):
    page = add_strike(open_page(war, show="place:west"))
    told = " ".join(words(page).split())
    assert "2 certain" in told
    assert "A strike hit the bridge." in told
    assert "Laid to the source does not say who did it" in told
    assert "Added by hand by Amal" in told
    (entry,) = read_ledger(war).entries
    assert (entry.who, entry.why, entry.action) == ("Amal", "seen in a video", Action.ADD)
    press(page, "by-hand-undo")
    assert not page.exception
    assert "1 certain" in words(page)
    assert "Undone." in " ".join(part.value for part in page.markdown)
    press(page, "by-hand-undo")
    assert "2 certain" in words(page)
    assert [entry.why for entry in read_ledger(war).entries[1:]] == ["undone at once", "brought back at once"]


@pytest.mark.thorough
def test_faults_are_said_at_their_fields_and_nothing_typed_is_lost(open_page, war):
    page = add_strike(open_page(war, show="place:west"), fatalities_low=9, fatalities_best=3, summary="", why="")
    assert not read_ledger(war).entries
    said = [plain(part.value) for part in page.markdown]
    assert any('Is more than "Killed, best". Low, best and high must rise' in text for text in said)
    assert ":small[:red[Say in a few words why: the log keeps it.]]" in said
    (error,) = page.error
    assert "What happened, Killed, low, Why it is added." in plain(error.value)
    assert (shown(page, "actor1"), shown(page, "fatalities_low"), shown(page, "kind")) == ("Unknown", 9, STRIKE)
    save(type_in(page, fatalities_low=2, summary="A strike.", why="seen"))
    assert len(read_ledger(war).entries) == 1
    assert not page.error


@pytest.mark.thorough
def test_a_link_that_is_no_web_address_and_a_point_elsewhere_are_said_at_their_fields(open_page, war):
    page = add_strike(open_page(war, show="place:west"), source_url="my notebook", longitude=50.0)
    said = [plain(part.value) for part in page.markdown]
    assert any("Is no web address. Give one that begins with http:// or https://" in text for text in said)
    assert any("Lies outside the theatre, 0 to 2 east and 0 to 1 north." in text for text in said)
    assert "Missing or wrong: Latitude, Link." in plain(page.error[0].value)
    assert not read_ledger(war).entries


@pytest.mark.thorough
def test_a_day_outside_the_theatre_is_said_at_the_day(open_page, war):
    page = add_strike(open_page(war, show="place:west"), event_date=january(1).replace(year=2024))
    assert any("outside the days of the theatre" in plain(part.value) for part in page.markdown)


@pytest.mark.thorough
def test_an_event_added_outside_the_days_chosen_says_that_it_is_not_on_the_map(open_page, war):
    page = add_strike(open_page(war, show="place:west", to="2025-01-08"), event_date=january(20))
    assert "1 certain" in words(page)
    assert any("leave it out" in caption.value for caption in page.caption)


@pytest.mark.thorough
def test_who_is_asked_once_and_why_each_time(open_page, war):
    page = add_strike(open_page(war, show="place:west"))
    press(page, "by-hand-edit")
    assert (shown(page, "who"), shown(page, "why")) == ("Amal", "")


@pytest.mark.thorough
def test_a_form_that_is_cancelled_changes_nothing(open_page, war):
    page = press(open_page(war, show="place:west"), "by-hand-add-event")
    next(button for button in page.button if button.key == "by-hand-cancel").click().run()
    assert not read_ledger(war).entries
    assert "by-hand-save" not in {button.key for button in page.button}


@pytest.mark.thorough
def test_an_event_is_edited_as_it_stands_and_says_by_whom(open_page, war):
    page = press(open_page(war, show="event:battle"), "by-hand-edit")
    assert shown(page, "event_date") == january(5)
    save(type_in(page, fatalities_best=4, who="Amal", why="a later count"))
    assert read_theatre(war).events.loc["battle", "fatalities_best"] == 4
    told = " ".join(words(page).split())
    assert "4 killed" in told
    assert "Edited by hand by Amal" in told
    assert "a later count" in told


@pytest.mark.thorough
def test_a_withdrawn_event_is_gone_and_comes_back(open_page, war):
    page = press(open_page(war, show="event:battle"), "by-hand-withdraw")
    save(type_in(page, who="Amal", why="a duplicate"))
    assert "0 certain" in words(page)
    assert "show" not in page.query_params
    press(page, "by-hand-undo")
    assert "1 certain" in words(page)
    assert page.button(key="by-hand-undo").label == "Withdraw again"
    press(page, "by-hand-undo")
    assert "0 certain" in words(page)
    assert (page.button(key="by-hand-undo").label, read_ledger(war).entries[-1].why) == (
        "Undo",
        "withdrawn again at once",
    )


@pytest.mark.thorough
def test_a_report_by_hand_changes_who_holds_the_place(open_page, war):
    page = press(open_page(war, show="place:west"), "by-hand-add-report")
    save(type_in(page, controller="RED", status="controlled", asserted_by="A resident", reliability="B", credibility=2,
                 source_url="https://example.org/r", who="Amal", why="two photos"))  # fmt: skip
    told = " ".join(words(page).split())
    assert "On 31 Jan 2025: Red , controlled since 31 Jan 2025" in told
    assert "Added by hand by Amal" in told
    press(page, "by-hand-undo")
    assert "On 31 Jan 2025: Blue" in " ".join(words(page).split())


@pytest.mark.thorough
def test_any_report_of_a_place_can_be_corrected_or_withdrawn(open_page, war):
    page = open_page(war, show="place:east")
    press(page, "by-hand-edit-report")
    assert shown(page, "asserted_by") == "The Blue Gazette"
    save(type_in(page, standing="false", who="Amal", why="denied since"))
    assert "On 31 Jan 2025: Red" in " ".join(words(page).split())
    press(page, "by-hand-undo")
    press(page, "by-hand-withdraw-report")
    save(type_in(page, why="printed by mistake"))
    assert "fall" not in read_theatre(war).reports.index
    assert "On 31 Jan 2025: Red" in " ".join(words(page).split())


@pytest.mark.thorough
def test_what_somebody_else_changed_meanwhile_is_said_and_not_overwritten(open_page, war):
    page = press(open_page(war, show="event:battle"), "by-hand-edit")
    theatre = read_theatre(war)
    mine = {**row_of(theatre.events, "battle"), "injured": 3}
    edit(war, theatre, Subject.EVENT, "battle", mine, Author("Basil", "counted"), seen=read_ledger(war))
    save(type_in(page, injured=4, who="Amal", why="counted"))
    assert not page.error
    (told,) = (plain(warning.value) for warning in page.warning)
    assert "Basil changed this event since you opened the form. It says now:" in told
    assert "- Injured: 3 (typed here: 4)" in told
    assert told.count("typed here") == 1, "what is the same is not told"
    assert not {"battle", "changes.ndjson"} & set(told.split())
    assert shown(page, "injured") == 4
    assert read_theatre(war).events.loc["battle", "injured"] == 3


def overtaken(page, war, **theirs):
    """Basil saves `theirs` while Amal's form of the same event is open."""
    theatre = read_theatre(war)
    row = {**row_of(theatre.events, "battle"), **theirs}
    edit(war, theatre, Subject.EVENT, "battle", row, Author("Basil", "counted"), seen=theatre.ledger)
    return page


@pytest.mark.thorough
def test_what_was_typed_may_be_saved_over_the_other_change_and_the_log_keeps_both(open_page, war):
    page = press(open_page(war, show="event:battle"), "by-hand-edit")
    save(type_in(overtaken(page, war, injured=3, displaced=40), injured=4, who="Amal", why="counted again"))
    assert page.button(key="by-hand-save").label == "Save mine all the same"
    save(page)
    event = read_theatre(war).events.loc["battle"]
    assert (event["injured"], event["displaced"]) == (4, 40), "what the form does not ask stays as Basil left it"
    assert [entry.who for entry in read_ledger(war).entries] == ["Basil", "Amal"]
    press(page, "by-hand-undo")
    assert read_theatre(war).events.loc["battle", "injured"] == 3


@pytest.mark.thorough
def test_a_third_change_is_shown_before_it_is_saved_over(open_page, war):
    page = press(open_page(war, show="event:battle"), "by-hand-edit")
    save(type_in(overtaken(page, war, injured=3), injured=4, who="Amal", why="counted again"))
    save(overtaken(page, war, injured=5))
    assert "- Injured: 5 (typed here: 4)" in plain(page.warning[0].value)
    assert len(read_ledger(war).entries) == 2
    save(page)
    assert read_theatre(war).events.loc["battle", "injured"] == 4


@pytest.mark.thorough
def test_an_event_withdrawn_meanwhile_comes_back_only_on_purpose(open_page, war):
    page = press(open_page(war, show="event:battle"), "by-hand-edit")
    withdraw(war, Subject.EVENT, "battle", Author("Basil", "a duplicate"), seen=read_ledger(war))
    save(type_in(page, injured=4, who="Amal", why="counted"))
    told = plain(page.warning[0].value)
    assert "Basil withdrew this event since you opened the form. Saving yours brings it back." in told
    assert read_theatre(war).events.empty
    save(page)
    assert list(read_theatre(war).events.index) == ["battle"]


@pytest.mark.thorough
def test_what_is_withdrawn_is_looked_at_again_where_somebody_else_changed_it(open_page, war):
    page = press(open_page(war, show="event:battle"), "by-hand-withdraw")
    save(type_in(overtaken(page, war, injured=3), who="Amal", why="a duplicate"))
    assert "- Injured: 3 (before: empty)" in plain(page.warning[0].value)
    assert page.button(key="by-hand-save").label == "Withdraw all the same"
    save(page)
    assert read_theatre(war).events.empty


@pytest.mark.thorough
def test_what_is_withdrawn_already_is_not_withdrawn_once_more(open_page, war):
    page = press(open_page(war, show="event:battle"), "by-hand-withdraw")
    withdraw(war, Subject.EVENT, "battle", Author("Basil", "a duplicate"), seen=read_ledger(war))
    save(type_in(page, who="Amal", why="a duplicate"))
    assert "Basil withdrew this event since you opened the form. Nothing is left to withdraw." in plain(
        page.warning[0].value
    )
    assert page.button(key="by-hand-save").disabled
    assert len(read_ledger(war).entries) == 1


@pytest.mark.thorough
def test_hostile_text_is_kept_as_it_is_and_shown_as_text(open_page, war):
    hostile = "<img src=x onerror=alert(1)>"
    page = add_strike(open_page(war, show="place:west"), summary=hostile, why=hostile)
    html = " ".join(part.proto.body for part in page.get("html"))
    assert "<img src=x" not in html
    assert hostile in words(page)


@pytest.mark.parametrize("show", ["event:battle", "place:west"])
def test_a_page_for_reading_only_says_so_where_the_buttons_would_be(open_page, war, monkeypatch, show):
    monkeypatch.setenv("FRONTLINE_READ_ONLY", "1")
    page = open_page(war, show=show)
    assert not {"Add an event here", "Edit", "Withdraw", "Say who holds this place"} & buttons(page)
    assert any("for reading only" in plain(caption.value) for caption in page.caption)


@pytest.mark.thorough
def test_a_page_closed_while_a_form_was_open_keeps_nothing(open_page, war, monkeypatch):
    page = press(open_page(war, show="event:battle"), "by-hand-edit")
    monkeypatch.setenv("FRONTLINE_READ_ONLY", "1")
    save(type_in(page, injured=4, who="Amal", why="counted"))
    assert not read_ledger(war).entries
    assert "for reading only" in plain(page.error[0].value)


def test_a_folder_that_cannot_be_written_to_is_for_reading_only(open_page, war, monkeypatch):
    monkeypatch.setattr("store.permission.os.access", lambda *_: False)
    page = open_page(war, show="event:battle")
    assert "Edit" not in buttons(page)
    assert any("cannot be written to" in plain(caption.value) for caption in page.caption)


@pytest.mark.thorough
def test_a_change_to_the_shipped_theatre_says_where_it_is_kept(open_page):
    page = press(open_page(show="place:170063"), "by-hand-add-event")
    assert any("data/changes.ndjson" in caption.value for caption in page.caption)
