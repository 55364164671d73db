"""The log of changes: what stands, what is undone, and what a line that breaks off means."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from geo.changelog.log import LEDGER, Action, Entry, Ledger, Subject, read_ledger
from geo.common.errors import UnreadableFileError
from store.store import Author, undo


def entry(id: str, action: Action, key: str = "e1", subject: Subject = Subject.EVENT, **row: object) -> Entry:
    return Entry(id, "2025-01-02T00:00:00+00:00", "Amal", "", action, subject, key, row=row or None)


def log_in(folder, *entries: Entry, tail: bytes = b""):
    (folder / LEDGER).write_bytes(b"".join(one.to_line() for one in entries) + tail)
    return read_ledger(folder)


ADD = entry("a", Action.ADD, summary="first")
EDIT = entry("b", Action.EDIT, summary="second")


def test_a_theatre_without_a_log_has_no_changes(tmp_path):
    assert read_ledger(tmp_path) == Ledger()


def test_a_log_is_read_as_it_was_written(tmp_path):
    took = Entry(
        "c", "2025-01-02T00:00:00+00:00", "", "it was Hama", Action.ADD, Subject.EVENT, "e2", {"x": 1}, ("b", 7)
    )
    assert log_in(tmp_path, ADD, EDIT, took).entries == (ADD, EDIT, took)


@pytest.mark.parametrize(
    "saved",
    [
        lambda log: b"\xef\xbb\xbf" + log,
        lambda log: log.replace(b"\n", b"\r\n"),
        lambda log: log.replace(b"\n", b"\r"),
        lambda log: b"\n" + log.replace(b"\n", b"\n\n"),
    ],
    ids=["byte order mark", "Windows", "old Mac", "blank lines"],
)
def test_a_log_that_an_editor_has_saved_says_what_it_said(tmp_path, saved):
    log_in(tmp_path, ADD, EDIT)
    path = tmp_path / LEDGER
    path.write_bytes(saved(path.read_bytes()))
    assert read_ledger(tmp_path).entries == (ADD, EDIT)


def test_a_line_that_stands_twice_is_one_change_and_can_be_undone(tmp_path):
    doubled = log_in(tmp_path, ADD, EDIT, EDIT)
    assert doubled.entries == (ADD, EDIT)
    assert undo(tmp_path, EDIT.id, Author("Amal")).key == EDIT.id
    assert read_ledger(tmp_path).last(Subject.EVENT) == {"e1": ADD}


def test_the_last_change_of_a_row_counts():
    assert Ledger((ADD, EDIT)).last(Subject.EVENT) == {"e1": EDIT}


def test_undoing_a_change_brings_back_the_one_before():
    undo = entry("c", Action.UNDO, "b", Subject.CHANGE)
    assert Ledger((ADD, EDIT, undo)).last(Subject.EVENT) == {"e1": ADD}


def test_undoing_an_undoing_brings_the_change_back():
    undo, again = entry("c", Action.UNDO, "b", Subject.CHANGE), entry("d", Action.UNDO, "c", Subject.CHANGE)
    assert Ledger((ADD, EDIT, undo, again)).last(Subject.EVENT) == {"e1": EDIT}


@given(some.integers(min_value=0, max_value=6))
def test_every_second_undoing_leaves_the_change_standing(times):
    chain = [
        entry(f"u{number}", Action.UNDO, f"u{number - 1}" if number else "b", Subject.CHANGE) for number in range(times)
    ]
    assert (EDIT in Ledger((ADD, EDIT, *chain)).standing) == (times % 2 == 0)


def test_a_line_that_breaks_off_never_happened(tmp_path):
    assert log_in(tmp_path, ADD, tail=EDIT.to_line()[:-20]).entries == (ADD,)


def test_a_last_line_without_its_line_end_counts_when_it_is_whole(tmp_path):
    assert log_in(tmp_path, ADD, tail=EDIT.to_line()[:-1]).entries == (ADD, EDIT)


@pytest.mark.parametrize("broken", [b"{}\n", b"[1]\n", b"nonsense\n", b"\xff\n", b'{"id":"x","took":1}\n'])
def test_a_whole_line_that_is_no_change_is_named_and_nothing_is_dropped(tmp_path, broken):
    with pytest.raises(UnreadableFileError, match="line 2 is no change"):
        log_in(tmp_path, ADD, tail=broken)


@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        ((b'"action":"add"', b'"action":"ad"'), "line 2 has an action that is not known: ad (known are add, edit,"),
        ((b'"subject":"event"', b'"subject":[]'), "line 2 has a subject that is not known: []"),
        ((b'"who":', b'"whom":'), "line 2 is no change: it lacks who. "),
        ((b'"row":{', b'"row":"","rows":{'), "line 2 is no change: its row holds no columns"),
        ((b'"row":{', b'"took":["batch"],"row":{'), "line 2 is no change: took should name an import and the number"),
        ((b'{"id"', b'"id"'), "line 2 is no change: it is not JSON text"),
    ],
)
def test_what_is_wrong_with_a_line_is_said_in_plain_words(tmp_path, spoilt, said):
    assert spoilt[0] in ADD.to_line()
    with pytest.raises(UnreadableFileError) as refused:
        log_in(tmp_path, ADD, tail=ADD.to_line().replace(*spoilt, 1))
    assert said in str(refused.value)


def test_a_file_that_was_withdrawn_counts_no_more_and_comes_back_when_that_is_undone():
    brought = entry("a", Action.IMPORT, "batch", Subject.BATCH, read=1)
    gone = entry("b", Action.WITHDRAW, "batch", Subject.BATCH)
    assert list(Ledger((brought,)).batches) == ["batch"]
    assert not Ledger((brought, gone)).batches
    assert list(Ledger((brought, gone, entry("c", Action.UNDO, "b", Subject.CHANGE))).batches) == ["batch"]


@pytest.mark.parametrize("name", ["../../x", "/etc", "a/b", "a\\b", "..", ".hidden", "", "a\0b"])
@pytest.mark.parametrize(
    "line",
    [
        lambda name: entry("b", Action.IMPORT, name, Subject.BATCH, file="x.csv"),
        lambda name: entry("b", Action.IMPORT, "good", Subject.BATCH, unchanged_in={name: 1}),
        lambda name: replace(ADD, took=(name, 1)),
    ],
    ids=["its own folder", "a folder that holds the same", "a folder it took a row from"],
)
def test_no_name_in_the_log_leads_out_of_the_folder_of_imports(tmp_path, line, name):
    with pytest.raises(UnreadableFileError, match="line 1 names an import that no folder can be called"):
        log_in(tmp_path, line(name))
