"""A file brought in on the page: nothing is kept before a person says so, and what is kept is what the command line
would have kept."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from cli import app as command_line
from geo.changelog.log import Subject, read_ledger
from geo.theatre.loader import read_theatre
from ingest.matching.keep import rejected_of
from ingest.matching.unmatched_places import ChosenSpot, settle, waiting_rows
from ingest.tables.rejected import write_rejected
from store.manual_edit import edit, row_of
from store.store import Author, undo
from tests.ingest.tables.files import xlsx
from tests.suites import first_quick
from tests.ui.conftest import plain, words
from tests.worlds import event, january, write_theatre

HEAD = "id,day,type,who,lat,lon,where,killed\n"
SOUND = "1,2025-01-05,Battles,Blue army,0.5,0.5,West,1\n"
NEGATIVE = "2,2025-01-06,Battles,Blue army,0.5,0.5,West,-1\n"
KNOWN = "1,2025-01-05,Battles,Blue army,0.5,0.5,West,1\n"
EITHER_WAY = "3,04/01/2025,Battles,Blue army,0.5,0.5,West,1\n"
PUT_DOWN, KEEP = "bring-in-discard", "bring-in-do-keep"


@pytest.fixture
def war(tmp_path):
    return write_theatre(tmp_path / "war", events=[event("diary:7", "2025-01-02")])


@pytest.fixture
def open_data(open_page, monkeypatch):
    """Opens the page at its Data tab, with a file dropped on it where one is given."""

    def opened(folder, text: str | bytes | None = None, name: str = "diary.csv"):
        page = open_page(folder, tab="Data")
        return page if text is None else drop(page, text, name)

    return opened


def drop(page, text: str | bytes, name: str = "diary.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    uploaders = [one for one in page.file_uploader if (one.key or "").startswith("bring-in-file")]
    uploaders[0].set_value((name, content, "text/csv"))
    page.run()
    assert not page.exception
    return page


def told(page) -> str:
    kinds = (page.markdown, page.caption, page.info, page.error, page.warning)
    return plain("\n".join(str(one.value) for kind in kinds for one in kind))


def keep(page, who: str = "Amal", why: str = "from the diary"):
    page.text_input(key="bring-in-who").set_value(who)
    page.text_input(key="bring-in-why").set_value(why)
    page.button(key=KEEP).click().run()
    assert not page.exception
    return page


def keys(page) -> set[str]:
    return {button.key for button in page.button}


@pytest.mark.thorough
def test_a_dropped_file_is_accounted_for_and_nothing_of_it_is_written(war, open_data):
    before = sorted(path.relative_to(war) for path in war.rglob("*"))
    page = open_data(war, HEAD + SOUND + NEGATIVE + KNOWN)
    assert "3 rows = 1 accepted + 1 duplicate + 1 needs fixing" in told(page)
    assert "Nothing of it is kept yet." in told(page)
    assert "not kept yet" in words(page), "the legend names the preview"
    assert sorted(path.relative_to(war) for path in war.rglob("*")) == before


@pytest.mark.thorough
def test_reasons_are_words_a_person_reads(war, open_data):
    page = open_data(war, HEAD + NEGATIVE)
    reasons = next(frame.value for frame in page.dataframe if list(frame.value.columns) == ["Rows", "Why"])
    assert reasons.to_numpy().tolist() == [[1, "A number of persons is below zero"]]


@pytest.mark.thorough
def test_duplicates_that_say_something_else_come_first_and_are_told_as_on_the_command_line(war, open_data, tmp_path):
    twice = HEAD + SOUND + SOUND.replace(",1\n", ",9\n") + SOUND
    file = tmp_path / "diary.csv"
    file.write_text(twice)
    said = CliRunner().invoke(command_line, ["import", str(file), "--data", str(war), "--dry-run"]).stderr
    page = open_data(war, twice)
    (warning,) = (plain(one.value) for one in page.warning if "duplicates" in one.value)
    assert "1 of the duplicates says something else than the event there" in warning
    assert "(row 3)" in warning
    assert said.startswith(warning)
    duplicates = next(frame.value for frame in page.dataframe if "Differs" in frame.value)
    assert duplicates[["Row", "Differs"]].to_numpy().tolist() == [[3, "yes"], [4, ""]]


@pytest.mark.thorough
def test_a_corrected_file_shows_what_it_changes_and_which_figures_move_and_corrects_when_kept(war, open_data):
    page = drop(keep(open_data(war, HEAD + SOUND)), HEAD + SOUND.replace(",1\n", ",9\n"))
    assert "1 row = 0 accepted + 1 superseded + 0 unchanged" in told(page)
    changes = next(frame.value for frame in page.dataframe if "After" in frame.value and "What" in frame.value)
    assert changes[["What", "Before", "After"]].to_numpy().tolist() == [["Killed", "1", "9"]]
    moved = next(frame.value for frame in page.dataframe if "Figure" in frame.value)
    assert ["2025-01-05", "Killed", 8] in [[a, b, d - c] for a, b, c, d in moved.to_numpy().tolist()]
    page = keep(page)
    assert list(read_theatre(war).events.query("event_id == 'diary:1'")["fatalities_best"]) == [9]
    page.button(key="bring-in-undo").click().run()
    assert list(read_theatre(war).events.query("event_id == 'diary:1'")["fatalities_best"]) == [1]


@pytest.mark.thorough
def test_a_file_that_is_said_to_be_complete_withdraws_what_it_lacks(war, open_data):
    page = drop(keep(open_data(war, HEAD + SOUND + SOUND.replace("1,", "4,", 1))), HEAD + SOUND)
    (tick,) = (box for box in page.checkbox if "The file is complete" in box.label)
    page = tick.check().run()
    keep(page)
    assert "diary:4" not in read_theatre(war).events.index
    assert "diary:1" in read_theatre(war).events.index


def correct_by_hand(folder, dead):
    theatre = read_theatre(folder)
    row = {**row_of(theatre.events, "diary:1"), "fatalities_best": dead}
    edit(folder, theatre, Subject.EVENT, "diary:1", row, Author("Basil", "counted"), seen=read_ledger(folder))


@pytest.mark.thorough
def test_of_what_a_person_corrected_the_version_of_the_file_counts_where_it_is_chosen(war, open_data):
    page = keep(open_data(war, HEAD + SOUND))
    correct_by_hand(war, 7)
    page = drop(page, HEAD + SOUND.replace(",1\n", ",9\n"))
    conflicts = next(frame.value for frame in page.dataframe if "By hand" in frame.value)
    assert conflicts[["What", "Earlier file", "This file", "By hand"]].to_numpy().tolist() == [
        ["Killed", "1", "9", "7"]
    ]
    (choice,) = (one for one in page.multiselect if one.label == "Take the file's version of")
    keep(choice.set_value(["diary:1"]).run())
    assert list(read_theatre(war).events.query("event_id == 'diary:1'")["fatalities_best"]) == [9]


@pytest.mark.thorough
def test_what_a_complete_file_lacks_and_a_person_corrected_can_be_withdrawn_too(war, open_data):
    other = SOUND.replace("1,", "4,", 1)
    page = keep(open_data(war, HEAD + SOUND + other))
    correct_by_hand(war, 7)
    page = drop(page, HEAD + other)
    assert not [one for one in page.multiselect if one.label == "Take the file's version of"]
    (tick,) = (box for box in page.checkbox if "The file is complete" in box.label)
    page = tick.check().run()
    (choice,) = (one for one in page.multiselect if one.label == "Take the file's version of")
    assert choice.options == ["diary:1"]
    keep(choice.set_value(["diary:1"]).run())
    assert set(read_theatre(war).events.index) == {"diary:4", "diary:7"}


@pytest.mark.thorough
def test_a_list_of_deletions_shows_what_leaves_and_takes_it_out(war, open_data):
    page = drop(keep(open_data(war, HEAD + SOUND)), "event_id_cnty,deleted_timestamp\n1,1738367999\n", "deleted.csv")
    assert "1 row = 0 accepted + 0 superseded + 1 unchanged" in told(page)
    page.button(key=PUT_DOWN).click().run()
    page = drop(page, "id,reason\n1,twice\n", "deleted.csv")
    assert "1 row = 0 accepted + 0 superseded + 0 unchanged + 1 withdrawn" in told(page)
    changes = next(frame.value for frame in page.dataframe if "After" in frame.value and "What" in frame.value)
    assert changes["Event"].tolist() == ["diary:1"]
    keep(page)
    assert set(read_theatre(war).events.index) == {"diary:7"}


@pytest.mark.thorough
def test_the_differences_are_offered_as_a_file(war, open_data):
    page = drop(keep(open_data(war, HEAD + SOUND)), HEAD + SOUND.replace(",1\n", ",9\n"))
    offered = [one for one in page.get("download_button") if one.proto.label == "Download what changes (CSV)"]
    assert len(offered) == 1


@pytest.mark.thorough
def test_mere_repetitions_are_no_reason_to_warn(war, open_data):
    page = drop(keep(open_data(war, HEAD + SOUND)), HEAD + SOUND + NEGATIVE)
    assert "1 unchanged " in told(page)
    assert "something else" not in told(page)


@pytest.mark.thorough
def test_what_is_kept_is_what_the_command_line_says(war, open_data, tmp_path):
    file = tmp_path / "diary.csv"
    file.write_text(HEAD + SOUND + NEGATIVE + KNOWN)
    said = CliRunner().invoke(command_line, ["import", str(file), "--data", str(war), "--dry-run", "--json"])
    account = json.loads(said.stdout)
    keep(open_data(war, file.read_bytes()))
    (note,) = read_theatre(war).imports.values()
    assert (note.read, note.accepted, note.duplicates, note.rejected) == (3, 1, 1, 1)
    assert {name: account[name] for name in ("read", "accepted", "duplicates", "set_aside", "by_reason")} == {
        "read": note.read, "accepted": note.accepted, "duplicates": note.duplicates, "set_aside": note.rejected,
        "by_reason": dict(note.by_reason),
    }  # fmt: skip


@pytest.mark.thorough
def test_keeping_says_who_and_why_and_can_be_undone(war, open_data):
    page = keep(open_data(war, HEAD + SOUND))
    (entry,) = read_ledger(war).entries
    assert (entry.who, entry.why) == ("Amal", "from the diary")
    assert "Brought in 1 event from diary.csv." in told(page)
    page.button(key="bring-in-undo").click().run()
    assert "Undone" in told(page)
    assert not read_theatre(war).imports


@pytest.mark.thorough
def test_a_file_is_not_kept_without_a_name_and_a_reason(war, open_data):
    page = keep(open_data(war, HEAD + SOUND), why=" ")
    assert "Not kept yet." in told(page)
    assert not read_ledger(war).entries


@pytest.mark.thorough
def test_a_discarded_file_leaves_no_trace(war, open_data):
    page = open_data(war, HEAD + SOUND)
    page.button(key=PUT_DOWN).click().run()
    assert not read_ledger(war).entries
    assert KEEP not in keys(page)
    assert "not kept yet" not in words(page)


@pytest.mark.thorough
def test_day_and_month_are_asked_for_and_never_guessed(war, open_data):
    page = open_data(war, HEAD + EITHER_WAY)
    assert "0 accepted" in told(page)
    assert page.button(key=KEEP).disabled
    question = next(box for box in page.selectbox if "04/01/2025" in box.label)
    assert question.value is None
    question.select("day first").run()
    assert "1 row = 1 accepted" in told(page)
    assert "4 Jan 2025" in told(page)


@pytest.mark.thorough
def test_how_days_are_read_is_said_where_the_file_decided_it_and_no_more_once_a_person_did(war, open_data):
    page = open_data(war, HEAD + SOUND.replace("2025-01-05", "14/01/2025"))
    assert "Read day first: 14/01/2025 can be read in no other way" in told(page)
    (order,) = [one for one in page.selectbox if one.label == "What 03/04/2024 means"]
    order.select("month first")
    (read,) = [one for one in page.button if (one.key or "").endswith("bring-in-read-0")]
    read.click().run()
    assert not page.exception
    assert "Read day first" not in told(page)


FORM = "Timestamp,Date of incident,Date of attack,Type,Lat,Lon,ID,Geo precision\n"
FILLED_IN = (
    "2025-01-20 09:11:02,2025-01-05,2025-01-06,Battles,0.5,0.5,7,street\n"
    "2025-01-21 09:11:02,2025-01-06,2025-01-08,Battles,0.5,0.6,7,hamlet\n"
)


@pytest.mark.thorough
def test_of_two_columns_that_do_equally_well_the_reader_says_which_and_sees_what_came_second_and_what_is_not_read(
    war, open_data
):
    page = open_data(war, FORM + FILLED_IN, "form.csv")
    assert "0 accepted" in told(page)
    assert "Id at the source: Not read: 'ID' is called so, but its ids repeat with other contents" in told(page)
    day = next(box for box in page.selectbox if box.label.startswith("Which column holds the day"))
    assert (day.value, day.options) == (None, ["Date of attack", "Date of incident"])
    day.select("Date of incident").run()
    exact = next(box for box in page.selectbox if "'hamlet' (1 row)" in box.label)
    exact.select("1").run()
    assert not page.exception
    assert "2 rows = 2 accepted" in told(page)
    assert "5 Jan 2025" in told(page)


@pytest.mark.thorough
def test_the_column_that_came_second_is_shown(war, open_data):
    page = open_data(war, FORM.replace("Date of attack", "Entered") + FILLED_IN, "form.csv")
    (columns,) = [frame.value for frame in page.dataframe if "Came second" in frame.value.columns]
    assert columns.loc["event_date", "Column of the file"] == "Date of incident"
    assert columns.loc["event_date", "Came second"] == "'Timestamp' tells when a form was sent."


@pytest.mark.thorough
def test_a_word_nobody_knows_is_asked_for_in_a_table(war, open_data):
    page = open_data(war, HEAD + SOUND.replace("Battles", "Scuffle"))
    assert "Words for types of event: 1, 1 not known yet" in [box.label for box in page.expander]
    assert "The type of event is not known here" in str([frame.value for frame in page.dataframe])


@pytest.mark.thorough
def test_the_sheets_of_a_workbook_are_offered_as_a_list_and_the_chosen_one_is_read(war, open_data):
    header, row = HEAD.strip().split(","), SOUND.strip().split(",")
    book = xlsx(("Plan", [header]), ("North", [header, row]), ("South", [header, row, ["8", *row[1:]]]))
    page = open_data(war, book, "diary.xlsx")
    (sheets,) = [one for one in page.selectbox if one.label == "Sheet"]
    assert sheets.options == ["the first with rows", "Plan", "North", "South"]
    assert "1 row = 1 accepted" in told(page)
    sheets.select("South").run()
    assert not page.exception
    assert "2 rows = 2 accepted" in told(page)


@pytest.mark.parametrize(("name", "pack"), first_quick([("diary.xlsx", True), ("diary.csv", False)], parameters=2))
def test_a_file_of_one_table_has_no_list_of_sheets(war, open_data, name, pack):
    rows = [line.split(",") for line in (HEAD + SOUND).strip().split("\n")]
    page = open_data(war, xlsx(("Log", rows)) if pack else HEAD + SOUND, name)
    assert "1 row = 1 accepted" in told(page)
    assert "Sheet" not in {one.label for one in page.selectbox}


@pytest.mark.thorough
def test_a_file_that_cannot_be_read_is_told_of_by_its_own_name(war, open_data):
    page = open_data(war, b"\x89PNG\r\n\x1a\n\x00\x00", name="photo.csv")
    assert "Nothing was brought in. photo.csv:" in told(page)
    assert "/tmp" not in told(page)
    assert KEEP not in keys(page)


@pytest.mark.thorough
def test_the_very_same_file_is_known_again(war, open_data):
    page = drop(keep(open_data(war, HEAD + SOUND)), HEAD + SOUND)
    assert "This very file was brought in before, as diary.csv, by Amal." in told(page)
    assert page.button(key=KEEP).disabled
    assert "Nothing of this file is new here." in told(page)


@pytest.mark.thorough
def test_a_theatre_changed_meanwhile_is_held_against_anew_before_anything_is_kept(war, open_data, tmp_path):
    page = open_data(war, HEAD + SOUND)
    other = tmp_path / "other.csv"
    other.write_text(HEAD + SOUND)
    # the same dataset under another name: the row is there by now
    other.rename(tmp_path / "diary.csv")
    CliRunner().invoke(command_line, ["import", str(tmp_path / "diary.csv"), "--data", str(war)])
    page = keep(page)
    assert len(read_theatre(war).imports) == 1
    assert "The theatre was changed meanwhile." in told(page)
    assert "1 row = 0 accepted + 0 superseded + 1 unchanged" in told(page)


@pytest.mark.thorough
def test_days_outside_the_range_are_offered(war, open_data):
    page = open_data(war)
    page.date_input(key="start").set_value(january(20)).run()
    page = keep(drop(page, HEAD + SOUND))
    page.button(key="bring-in-days").click().run()
    assert str(page.session_state["start"]) == "2025-01-05"


@pytest.mark.thorough
def test_a_file_brought_in_is_listed_and_withdrawn_as_a_whole(war, open_data):
    page = keep(open_data(war, HEAD + SOUND + NEGATIVE))
    (entry,) = read_ledger(war).entries
    assert f"file-undo-{entry.id}" in keys(page)
    assert "2 rows = 1 accepted + 0 duplicates + 1 needs fixing." in told(page)
    assert "A number of persons is below zero: 1" in told(page)
    assert any(button.key == f"file-aside-{entry.id}" for button in page.get("download_button"))


@pytest.mark.thorough
def test_nothing_is_brought_in_where_the_page_is_for_reading_only(war, open_data, monkeypatch):
    monkeypatch.setenv("FRONTLINE_READ_ONLY", "1")
    page = open_data(war)
    assert not [one for one in page.file_uploader if (one.key or "").startswith("bring-in-file")]


@pytest.mark.thorough
def test_the_columns_of_a_file_are_remembered_with_the_theatre(war, open_data):
    page = open_data(war, HEAD + EITHER_WAY)
    next(box for box in page.selectbox if "04/01/2025" in box.label).select("day first").run()
    page = drop(keep(page), HEAD + "9,05/01/2025,Battles,Blue army,0.5,0.5,West,1\n", name="later.csv")
    assert "Read as the last file with these columns was." in told(page)
    assert "1 row = 1 accepted" in told(page)


@pytest.mark.thorough
def test_an_empty_theatre_takes_its_first_file(tmp_path, open_data):
    folder = write_theatre(tmp_path / "new", reports=[])
    page = keep(open_data(folder, HEAD + SOUND))
    assert not page.exception
    assert len(read_theatre(folder).events) == 1


@pytest.mark.thorough
def test_an_undone_file_can_be_brought_back(war, open_data):
    page = keep(open_data(war, HEAD + SOUND))
    page.button(key="bring-in-undo").click().run()
    page.button(key="bring-in-undo").click().run()
    assert len(read_theatre(war).imports) == 1
    assert Subject.BATCH in {one.subject for one in read_ledger(war).entries}


@pytest.mark.thorough
def test_rows_that_were_placed_since_wait_no_more_and_are_undone_before_their_file(war, open_data):
    nowhere = "2,2025-01-05,Battles,Blue army,,,Qwertz,1\n"
    page = keep(open_data(war, HEAD + SOUND + nowhere))
    assert "Brought in 1 event from diary.csv. 1 row to be placed under Unmatched places." in told(page)
    theatre = read_theatre(war)
    settle(war, theatre, waiting_rows(war, theatre), ChosenSpot(0.5, 0.5, 1, 2.0, "seen"), Author("Amal", "a map"))
    page.run()
    assert "Brought in 1 event from diary.csv." in told(page)
    assert "to be placed under Unmatched" not in told(page)
    assert "Rows of it were placed or changed by hand since: undo that first, in the log below." in told(page)
    assert "bring-in-undo" not in keys(page)
    undo(war, read_ledger(war).entries[-1].id, Author("Amal", "a slip"))
    page.run()
    assert "1 row to be placed under Unmatched places." in told(page)
    page.button(key="bring-in-undo").click().run()
    assert "Undone: nothing of the file counts any more." in told(page)
    assert "to be placed" not in told(page)


@pytest.mark.thorough
def test_rows_set_aside_are_mended_and_brought_in_again(war, open_data):
    page = keep(open_data(war, HEAD + SOUND + NEGATIVE))
    ((batch, note),) = read_theatre(war).imports.items()
    to_mend = write_rejected(*rejected_of(war, batch), note.sha256).decode("utf-8-sig")
    assert "frontline_remedy" in to_mend
    page = drop(page, to_mend.replace(",'-1,", ",4,").replace(",-1,", ",4,"), name="diary_set_aside.csv")
    assert "Read as the last file with these columns was." in told(page)
    assert "1 row = 1 accepted + 0 duplicates + 0 need fixing" in told(page)
    keep(page)
    theatre = read_theatre(war)
    assert {"diary:1", "diary:2"} <= set(theatre.events.index)
    assert theatre.rejected_rows == 0
    assert "Since then: 1 came back mended." in told(page)


@pytest.mark.thorough
def test_what_came_of_the_first_file_is_told_at_once_and_not_behind_another_tab(tmp_path, open_data):
    page = keep(open_data(write_theatre(tmp_path / "new", reports=[]), HEAD + SOUND))
    assert "Brought in 1 event from diary.csv." in told(page)
    assert page.session_state["tab"] == "Data"


def test_a_file_with_a_header_alone_is_said_to_hold_no_row(war, open_data):
    page = open_data(war, HEAD)
    assert "Nothing was brought in. diary.csv: holds no row." in told(page)
    assert KEEP not in [button.key for button in page.button]


@pytest.mark.thorough
def test_rows_that_only_lack_their_place_are_said_to_wait_where_nothing_counts_yet(tmp_path, open_data):
    nowhere = HEAD + "1,2025-01-05,Battles,Blue army,,,Qwertz,1\n"
    page = open_data(write_theatre(tmp_path / "new", reports=[]), nowhere)
    assert page.button(key=KEEP).label == "Keep 1 row to be placed"
    keep(page)
    assert "diary.csv was brought in: no event of it counted at once. 1 row to be placed under Unmatched" in told(page)
    assert "Brought in 0 events" not in told(page)
    assert "What is beside the map says why." in page.sidebar.warning[0].value, "an empty theatre has no tabs"
    page = drop(page, nowhere)
    assert page.button(key=KEEP).label == "Keep"
    assert "Once the file is kept" not in told(page)
    assert "The file was kept before: what waits of it stands under Unmatched places." in told(page)
    assert "Those of its rows that wait stand under Unmatched places already." in told(page)


@pytest.mark.thorough
def test_every_fault_is_listed_with_its_remedy_in_full(war, open_data):
    page = open_data(war, HEAD + NEGATIVE)
    told = " ".join(words(page).split())
    for part in ("Row 2", "killed", "-1", "minus"):
        assert part in told
