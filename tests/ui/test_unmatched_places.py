"""Rows whose place nobody could tell surely: a person chooses for all rows of a spelling, and can take it back."""

from __future__ import annotations

import pytest

from geo.common.messages import speaking
from geo.theatre.loader import read_theatre
from ingest.matching.spellings import UnmatchedSpelling
from ingest.matching.unmatched_places import WaitingRow
from tests.ingest.incoming_worlds import brought_in, typed
from tests.ui.conftest import plain
from tests.worlds import january, place, write_theatre
from ui.unmatched_places.choosing import PROPOSAL, rows_key
from ui.unmatched_places.spellings import of_click, rows_in_words

NOT_HERE = {"lat": "", "lon": ""}
TWINS = [place("twin-a", 0.3, 0.5, name_en="Twin"), place("twin-b", 1.6, 0.5, name_en="Twin")]
EVERYTHING = [place("west", 0.5, 0.5), place("east", 1.5, 0.5), *TWINS]


@pytest.fixture
def waiting(tmp_path):
    """Two rows at Twin, of which there are two, and one at a place nobody knows."""
    folder = write_theatre(tmp_path / "war", places=EVERYTHING)
    brought_in(
        folder,
        typed("1", where="Twin", **NOT_HERE),
        typed("2", where="Twin", **NOT_HERE),
        typed("3", where="Qwertz", **NOT_HERE),
    )
    return folder


@pytest.fixture
def page(waiting, open_page):
    return open_page(waiting, tab="Data")


def told(page) -> str:
    return plain("\n".join(str(one.value) for kind in (page.markdown, page.caption, page.error) for one in kind))


def spelled(page) -> list[str]:
    """The spellings to choose from, without the marks that keep their order."""
    return [option.replace("\N{LEFT-TO-RIGHT MARK}", "") for option in page.selectbox(key="choose-open").options]


def open_first(page):
    return page.selectbox(key="choose-open").select_index(0).run()


def put(page, who: str = "Amal", because: str = "his village"):
    page.text_input(key="choose-who").set_value(who)
    page.text_input(key="choose-because").set_value(because)
    page.button(key="choose-put").click().run()
    assert not page.exception
    return page


def test_rows_wait_by_how_their_place_is_spelled_most_first(page):
    assert spelled(page) == ["Twin: 2 rows", "Qwertz: 1 row"]
    assert page.selectbox(key="choose-open").value is None, "nothing is chosen for the reader"


def test_candidates_are_numbered_with_their_score_and_why(page):
    open_first(page)
    labels = [button.label for button in page.button if (button.key or "").startswith("choose-candidate")]
    assert [plain(label) for label in labels] == ["1. Twin, Square 1", "2. Twin, Square 2"]
    assert "%: " in told(page)


@pytest.mark.thorough
def test_a_spot_is_pointed_at_whatever_the_tab_is_called_in_the_language_of_the_page(waiting, open_page):
    with speaking("ar"):  # the options of a list are named here too
        page = open_first(open_page(waiting, tab="Data", lang="ar"))
        page.session_state[PROPOSAL] = of_click(page.selectbox(key="choose-open").value, 0.5, 0.5, 2.0)
        page.run()
    assert "choose-put" in {button.key for button in page.button}


@pytest.mark.thorough
def test_of_many_namesakes_it_is_said_how_many_are_not_listed(tmp_path, open_page):
    seven = [place(f"twin-{number}", 0.1 * number, 0.8, name_en="Twin") for number in range(1, 8)]
    folder = write_theatre(tmp_path / "war", places=[place("west", 0.5, 0.5), place("east", 1.5, 0.5), *seven])
    brought_in(folder, typed("1", where="Twin", **NOT_HERE))
    page = open_page(folder, tab="Data")
    assert "2 more fit about as well and are not listed." in told(open_first(page))


@pytest.mark.thorough
def test_one_choice_settles_every_row_of_the_spelling(page, waiting):
    open_first(page)
    page.button(key="choose-candidate-1").click().run()
    put(page)
    events = read_theatre(waiting).events
    assert {"diary:1", "diary:2"} <= set(events.index)
    assert "diary:3" not in events.index
    assert events["coord_source"]["diary:1"].endswith("his village")
    assert spelled(page) == ["Qwertz: 1 row"]


@pytest.mark.thorough
def test_a_settled_spelling_can_be_taken_back_at_once(page, waiting):
    open_first(page)
    page.button(key="choose-candidate-2").click().run()
    put(page).button(key="choose-undo").click().run()
    assert read_theatre(waiting).events.empty
    assert spelled(page) == ["Twin: 2 rows", "Qwertz: 1 row"]


@pytest.mark.thorough
def test_nothing_is_put_anywhere_without_a_name_and_how_it_is_known(page, waiting):
    open_first(page)
    page.button(key="choose-candidate-1").click().run()
    put(page, because=" ")
    assert "Not put there yet." in told(page)
    assert read_theatre(waiting).events.empty


@pytest.mark.thorough
def test_rows_are_not_put_at_a_spot_outside_the_theatre(page, waiting):
    open_first(page)
    key = page.selectbox(key="choose-open").value
    page.session_state[PROPOSAL] = of_click(key, 5.0, 0.5, 2.0)
    put(page.run())
    assert "0.50000, 5.00000 lies outside the theatre, 0 to 2 east and 0 to 1 north. Point at a spot inside it" in told(
        page
    )
    assert read_theatre(waiting).events.empty


@pytest.mark.thorough
def test_a_place_that_is_not_in_the_theatre_goes_on_waiting(page, waiting):
    open_first(page)
    page.button(key="choose-leave").click().run()
    assert spelled(page) == ["Qwertz: 1 row"]
    page.button(key="choose-again").click().run()
    assert len(page.selectbox(key="choose-open").options) == 2
    assert read_theatre(waiting).events.empty


def test_a_click_is_as_exact_as_it_says():
    pointed = of_click("Twin", 0.123456789, 0.5, 2.0)
    spot = pointed.spot(2, 7.0, "seen from the road")
    assert (spot.longitude, spot.latitude) == (0.12346, 0.5)
    assert (spot.geo_precision, spot.uncertainty_km) == (2, 7.0)
    assert spot.because == "a point on the map: seen from the road"


@pytest.mark.thorough
def test_a_reading_page_lists_what_waits_and_offers_nothing(waiting, open_page, monkeypatch):
    monkeypatch.setenv("FRONTLINE_READ_ONLY", "1")
    page = open_page(waiting, tab="Data")
    page.selectbox(key="choose-open").select_index(0).run()
    assert not [button for button in page.button if button.key == "choose-click"]
    assert all(button.disabled for button in page.button if (button.key or "").startswith("choose-candidate"))
    assert "Tick rows" not in told(page)
    assert not [table for table in page.dataframe if table.proto.selection_mode], "no row has a box to tick"


def rows(*names: str, batch: str = "b1") -> UnmatchedSpelling:
    """Rows at Twin, each called by what happened, one a day."""
    found = [
        WaitingRow(batch, "diary.csv", number, name, "Twin", "", january(number), "Battles", f"{name} happened.")
        for number, name in enumerate(names, start=1)
    ]
    return UnmatchedSpelling("Twin", "", tuple(found))


def test_rows_are_ticked_anew_once_other_rows_are_listed():
    before = rows("a raid", "a siege", "a truce")
    assert rows_key(before) == rows_key(rows("a raid", "a siege", "a truce"))
    others = [rows("a siege", "a truce"), rows("a siege", "a raid", "a truce"), rows("a raid", "a siege", "a march")]
    assert rows_key(before) not in map(rows_key, others)


def test_the_first_rows_a_choice_is_made_for_are_named_by_day_and_what_happened():
    assert rows_in_words(rows("a raid").rows) == "1 Jan 2025, a raid happened"
    many = rows_in_words(rows(*"abcdef").rows)
    assert many == "1 Jan 2025, a happened; 2 Jan 2025, b happened; 3 Jan 2025, c happened; and 3 more"


@pytest.mark.thorough
def test_what_places_rows_and_what_leaves_them_out_says_which_they_are(page):
    open_first(page)
    which = "5 Jan 2025, Battles, Twin: Blue army; 5 Jan 2025, Battles, Twin: Blue army"
    assert f"2 rows: {which}" in told(page)
    page.button(key="choose-candidate-1").click().run()
    assert f"All 2 rows: {which}" in told(page)
    page.button(key="choose-cancel").click().run()
    page.selectbox(key="choose-open").select_index(1).run()
    assert "For a row that lies outside this theatre" in told(page)


@pytest.mark.thorough
def test_the_box_that_leaves_rows_out_is_another_one_for_other_rows(page):
    def boxes() -> list[str]:
        return [box.proto.id for box in page.get("popover") if box.proto.popover.label == "Leave out for good"]

    open_first(page)
    (first,) = boxes()
    page.selectbox(key="choose-open").select_index(1).run()
    assert boxes() not in ([], [first])


@pytest.mark.thorough
def test_rows_are_left_out_for_good_by_somebody_who_says_why(page, waiting):
    open_first(page)
    page.button(key="leave-out-go").click().run()
    assert "Not left out yet." in told(page)
    page.text_input(key="leave-out-who").set_value("Amal")
    page.text_input(key="leave-out-why").set_value("in the north")
    page.button(key="leave-out-go").click().run()
    assert not page.exception
    assert spelled(page) == ["Qwertz: 1 row"]
    assert [entry.why for entry in read_theatre(waiting).ledger.entries[-2:]] == ["Twin: in the north"] * 2
    page.button(key="choose-undo").click().run()
    assert spelled(page) == ["Twin: 2 rows", "Qwertz: 1 row"]
