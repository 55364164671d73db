"""A file brought in against what the theatre holds: repetitions, corrections, withdrawals."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from cli import app as command_line
from geo.changelog.log import Subject, read_ledger
from geo.theatre.loader import read_theatre
from store.manual_edit import edit, row_of
from store.store import Author
from tests.ui.conftest import drop, plain
from tests.ui.import_steps import HEAD, KEEP, NEGATIVE, PUT_DOWN, SOUND, keep, told


@pytest.mark.thorough
def test_duplicates_that_say_something_else_come_first_and_are_told_as_on_the_command_line(
    short_war, open_data, tmp_path
):
    twice = HEAD + SOUND + SOUND.replace(",1\n", ",9\n") + SOUND
    file = tmp_path / "diary.csv"
    file.write_text(twice)
    said = CliRunner().invoke(command_line, ["import", str(file), "--data", str(short_war), "--dry-run"]).stderr
    page = open_data(short_war, twice)
    (warning,) = (plain(one.value) for one in page.warning if "duplicates" in one.value)
    assert "1 of the duplicates says something else than the event there" in warning
    assert "(row 3)" in warning
    assert said.startswith(warning)
    duplicates = next(frame.value for frame in page.dataframe if "Differs" in frame.value)
    assert duplicates[["Row", "Differs"]].to_numpy().tolist() == [[3, "yes"], [4, ""]]


@pytest.mark.thorough
def test_a_corrected_file_shows_what_it_changes_and_which_figures_move_and_corrects_when_kept(short_war, open_data):
    page = drop(keep(open_data(short_war, HEAD + SOUND)), HEAD + SOUND.replace(",1\n", ",9\n"))
    assert "1 row = 0 accepted + 1 superseded + 0 unchanged" in told(page)
    changes = next(frame.value for frame in page.dataframe if "After" in frame.value and "What" in frame.value)
    assert changes[["What", "Before", "After"]].to_numpy().tolist() == [["Killed", "1", "9"]]
    moved = next(frame.value for frame in page.dataframe if "Figure" in frame.value)
    assert ["2025-01-05", "Killed", 8] in [[a, b, d - c] for a, b, c, d in moved.to_numpy().tolist()]
    page = keep(page)
    assert list(read_theatre(short_war).events.query("event_id == 'diary:1'")["fatalities_best"]) == [9]
    page.button(key="bring-in-undo").click().run()
    assert list(read_theatre(short_war).events.query("event_id == 'diary:1'")["fatalities_best"]) == [1]


@pytest.mark.thorough
def test_a_file_that_is_said_to_be_complete_withdraws_what_it_lacks(short_war, open_data):
    page = drop(keep(open_data(short_war, HEAD + SOUND + SOUND.replace("1,", "4,", 1))), HEAD + SOUND)
    (tick,) = (box for box in page.checkbox if "The file is complete" in box.label)
    page = tick.check().run()
    keep(page)
    assert "diary:4" not in read_theatre(short_war).events.index
    assert "diary:1" in read_theatre(short_war).events.index


def correct_by_hand(folder, dead):
    theatre = read_theatre(folder)
    row = {**row_of(theatre.events, "diary:1"), "fatalities_best": dead}
    edit(folder, theatre, Subject.EVENT, "diary:1", row, Author("Basil", "counted"), seen=read_ledger(folder))


@pytest.mark.thorough
def test_of_what_a_person_corrected_the_version_of_the_file_counts_where_it_is_chosen(short_war, open_data):
    page = keep(open_data(short_war, HEAD + SOUND))
    correct_by_hand(short_war, 7)
    page = drop(page, HEAD + SOUND.replace(",1\n", ",9\n"))
    conflicts = next(frame.value for frame in page.dataframe if "By hand" in frame.value)
    assert conflicts[["What", "Earlier file", "This file", "By hand"]].to_numpy().tolist() == [
        ["Killed", "1", "9", "7"]
    ]
    (choice,) = (one for one in page.multiselect if one.label == "Take the file's version of")
    keep(choice.set_value(["diary:1"]).run())
    assert list(read_theatre(short_war).events.query("event_id == 'diary:1'")["fatalities_best"]) == [9]


@pytest.mark.thorough
def test_what_a_complete_file_lacks_and_a_person_corrected_can_be_withdrawn_too(short_war, open_data):
    other = SOUND.replace("1,", "4,", 1)
    page = keep(open_data(short_war, HEAD + SOUND + other))
    correct_by_hand(short_war, 7)
    page = drop(page, HEAD + other)
    assert not [one for one in page.multiselect if one.label == "Take the file's version of"]
    (tick,) = (box for box in page.checkbox if "The file is complete" in box.label)
    page = tick.check().run()
    (choice,) = (one for one in page.multiselect if one.label == "Take the file's version of")
    assert choice.options == ["diary:1"]
    keep(choice.set_value(["diary:1"]).run())
    assert set(read_theatre(short_war).events.index) == {"diary:4", "diary:7"}


@pytest.mark.thorough
def test_a_list_of_deletions_shows_what_leaves_and_takes_it_out(short_war, open_data):
    page = drop(
        keep(open_data(short_war, HEAD + SOUND)), "event_id_cnty,deleted_timestamp\n1,1738367999\n", "deleted.csv"
    )
    assert "1 row = 0 accepted + 0 superseded + 1 unchanged" in told(page)
    page.button(key=PUT_DOWN).click().run()
    page = drop(page, "id,reason\n1,twice\n", "deleted.csv")
    assert "1 row = 0 accepted + 0 superseded + 0 unchanged + 1 withdrawn" in told(page)
    changes = next(frame.value for frame in page.dataframe if "After" in frame.value and "What" in frame.value)
    assert changes["Event"].tolist() == ["diary:1"]
    keep(page)
    assert set(read_theatre(short_war).events.index) == {"diary:7"}


@pytest.mark.thorough
def test_the_differences_are_offered_as_a_file(short_war, open_data):
    page = drop(keep(open_data(short_war, HEAD + SOUND)), HEAD + SOUND.replace(",1\n", ",9\n"))
    offered = [one for one in page.get("download_button") if one.proto.label == "Download what changes (CSV)"]
    assert len(offered) == 1


def test_mere_repetitions_are_no_reason_to_warn(short_war, open_data):
    page = drop(keep(open_data(short_war, HEAD + SOUND)), HEAD + SOUND + NEGATIVE)
    assert "1 unchanged " in told(page)
    assert "something else" not in told(page)


@pytest.mark.thorough
def test_the_very_same_file_is_known_again(short_war, open_data):
    page = drop(keep(open_data(short_war, HEAD + SOUND)), HEAD + SOUND)
    assert "This very file was brought in before, as diary.csv, by Amal." in told(page)
    assert page.button(key=KEEP).disabled
    assert "Nothing of this file is new here." in told(page)


@pytest.mark.thorough
def test_a_theatre_changed_meanwhile_is_held_against_anew_before_anything_is_kept(short_war, open_data, tmp_path):
    page = open_data(short_war, HEAD + SOUND)
    other = tmp_path / "other.csv"
    other.write_text(HEAD + SOUND)
    # the same dataset under another name: the row is there by now
    other.rename(tmp_path / "diary.csv")
    CliRunner().invoke(command_line, ["import", str(tmp_path / "diary.csv"), "--data", str(short_war)])
    page = keep(page)
    assert len(read_theatre(short_war).imports) == 1
    assert "The theatre was changed meanwhile." in told(page)
    assert "1 row = 0 accepted + 0 superseded + 1 unchanged" in told(page)
