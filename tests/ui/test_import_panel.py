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
from store.store import Author, undo
from tests.ui.conftest import drop, words
from tests.ui.import_steps import HEAD, KEEP, KNOWN, NEGATIVE, PUT_DOWN, SOUND, keep, keys, told
from tests.worlds import write_theatre


@pytest.mark.thorough
def test_a_dropped_file_is_accounted_for_and_nothing_of_it_is_written(short_war, open_data):
    before = sorted(path.relative_to(short_war) for path in short_war.rglob("*"))
    page = open_data(short_war, HEAD + SOUND + NEGATIVE + KNOWN)
    assert "3 rows = 1 accepted + 1 duplicate + 1 needs fixing" in told(page)
    assert "Nothing of it is kept yet." in told(page)
    assert "not kept yet" in words(page), "the legend names the preview"
    assert sorted(path.relative_to(short_war) for path in short_war.rglob("*")) == before


@pytest.mark.thorough
def test_reasons_are_words_a_person_reads(short_war, open_data):
    page = open_data(short_war, HEAD + NEGATIVE)
    reasons = next(frame.value for frame in page.dataframe if list(frame.value.columns) == ["Rows", "Why"])
    assert reasons.to_numpy().tolist() == [[1, "A number of persons is below zero"]]


@pytest.mark.thorough
def test_what_is_kept_is_what_the_command_line_says(short_war, open_data, tmp_path):
    file = tmp_path / "diary.csv"
    file.write_text(HEAD + SOUND + NEGATIVE + KNOWN)
    said = CliRunner().invoke(command_line, ["import", str(file), "--data", str(short_war), "--dry-run", "--json"])
    account = json.loads(said.stdout)
    keep(open_data(short_war, file.read_bytes()))
    (note,) = read_theatre(short_war).imports.values()
    assert (note.read, note.accepted, note.duplicates, note.rejected) == (3, 1, 1, 1)
    assert {name: account[name] for name in ("read", "accepted", "duplicates", "set_aside", "by_reason")} == {
        "read": note.read, "accepted": note.accepted, "duplicates": note.duplicates, "set_aside": note.rejected,
        "by_reason": dict(note.by_reason),
    }  # fmt: skip


@pytest.mark.thorough
def test_keeping_says_who_and_why_and_can_be_undone(short_war, open_data):
    page = keep(open_data(short_war, HEAD + SOUND))
    (entry,) = read_ledger(short_war).entries
    assert (entry.who, entry.why) == ("Amal", "from the diary")
    assert "Brought in 1 event from diary.csv." in told(page)
    page.button(key="bring-in-undo").click().run()
    assert "Undone" in told(page)
    assert not read_theatre(short_war).imports


@pytest.mark.thorough
def test_a_file_is_not_kept_without_a_name_and_a_reason(short_war, open_data):
    page = keep(open_data(short_war, HEAD + SOUND), why=" ")
    assert "Not kept yet." in told(page)
    assert not read_ledger(short_war).entries


@pytest.mark.thorough
def test_a_discarded_file_leaves_no_trace(short_war, open_data):
    page = open_data(short_war, HEAD + SOUND)
    page.button(key=PUT_DOWN).click().run()
    assert not read_ledger(short_war).entries
    assert KEEP not in keys(page)
    assert "not kept yet" not in words(page)


@pytest.mark.thorough
def test_a_file_that_cannot_be_read_is_told_of_by_its_own_name(short_war, open_data):
    page = open_data(short_war, b"\x89PNG\r\n\x1a\n\x00\x00", name="photo.csv")
    assert "Nothing was brought in. photo.csv:" in told(page)
    assert "/tmp" not in told(page)
    assert KEEP not in keys(page)


@pytest.mark.thorough
def test_a_file_brought_in_is_listed_and_withdrawn_as_a_whole(short_war, open_data):
    page = keep(open_data(short_war, HEAD + SOUND + NEGATIVE))
    (entry,) = read_ledger(short_war).entries
    assert f"file-undo-{entry.id}" in keys(page)
    assert "2 rows = 1 accepted + 0 duplicates + 1 needs fixing." in told(page)
    assert "A number of persons is below zero: 1" in told(page)
    assert any(button.key == f"file-aside-{entry.id}" for button in page.get("download_button"))


@pytest.mark.thorough
def test_nothing_is_brought_in_where_the_page_is_for_reading_only(short_war, open_data, monkeypatch):
    monkeypatch.setenv("FRONTLINE_READ_ONLY", "1")
    page = open_data(short_war)
    assert not [one for one in page.file_uploader if (one.key or "").startswith("bring-in-file")]


@pytest.mark.thorough
def test_an_empty_theatre_takes_its_first_file(tmp_path, open_data):
    folder = write_theatre(tmp_path / "new", reports=[])
    page = keep(open_data(folder, HEAD + SOUND))
    assert not page.exception
    assert len(read_theatre(folder).events) == 1


@pytest.mark.thorough
def test_an_undone_file_can_be_brought_back(short_war, open_data):
    page = keep(open_data(short_war, HEAD + SOUND))
    page.button(key="bring-in-undo").click().run()
    page.button(key="bring-in-undo").click().run()
    assert len(read_theatre(short_war).imports) == 1
    assert Subject.BATCH in {one.subject for one in read_ledger(short_war).entries}


@pytest.mark.thorough
def test_rows_that_were_placed_since_wait_no_more_and_are_undone_before_their_file(short_war, open_data):
    nowhere = "2,2025-01-05,Battles,Blue army,,,Qwertz,1\n"
    page = keep(open_data(short_war, HEAD + SOUND + nowhere))
    assert "Brought in 1 event from diary.csv. 1 row to be placed under Unmatched places." in told(page)
    theatre = read_theatre(short_war)
    settle(
        short_war,
        theatre,
        waiting_rows(short_war, theatre),
        ChosenSpot(0.5, 0.5, 1, 2.0, "seen"),
        Author("Amal", "a map"),
    )
    page.run()
    assert "Brought in 1 event from diary.csv." in told(page)
    assert "to be placed under Unmatched" not in told(page)
    assert "Rows of it were placed or changed by hand since: undo that first, in the log below." in told(page)
    assert "bring-in-undo" not in keys(page)
    undo(short_war, read_ledger(short_war).entries[-1].id, Author("Amal", "a slip"))
    page.run()
    assert "1 row to be placed under Unmatched places." in told(page)
    page.button(key="bring-in-undo").click().run()
    assert "Undone: nothing of the file counts any more." in told(page)
    assert "to be placed" not in told(page)


@pytest.mark.thorough
def test_rows_set_aside_are_mended_and_brought_in_again(short_war, open_data):
    page = keep(open_data(short_war, HEAD + SOUND + NEGATIVE))
    ((batch, note),) = read_theatre(short_war).imports.items()
    to_mend = write_rejected(*rejected_of(short_war, batch), note.sha256).decode("utf-8-sig")
    assert "frontline_remedy" in to_mend
    page = drop(page, to_mend.replace(",'-1,", ",4,").replace(",-1,", ",4,"), name="diary_set_aside.csv")
    assert "Read as the last file with these columns was." in told(page)
    assert "1 row = 1 accepted + 0 duplicates + 0 need fixing" in told(page)
    keep(page)
    theatre = read_theatre(short_war)
    assert {"diary:1", "diary:2"} <= set(theatre.events.index)
    assert theatre.rejected_rows == 0
    assert "Since then: 1 came back mended." in told(page)


@pytest.mark.thorough
def test_what_came_of_the_first_file_is_told_at_once_and_not_behind_another_tab(tmp_path, open_data):
    page = keep(open_data(write_theatre(tmp_path / "new", reports=[]), HEAD + SOUND))
    assert "Brought in 1 event from diary.csv." in told(page)
    assert page.session_state["tab"] == "Data"


def test_a_file_with_a_header_alone_is_said_to_hold_no_row(short_war, open_data):
    page = open_data(short_war, HEAD)
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
def test_every_fault_is_listed_with_its_remedy_in_full(short_war, open_data):
    page = open_data(short_war, HEAD + NEGATIVE)
    told = " ".join(words(page).split())
    for part in ("Row 2", "killed", "-1", "minus"):
        assert part in told
