"""The faults of a table are the same told one by one, row by row, and once another log has taken them over."""

from __future__ import annotations

import pickle

import numpy as np
import pandas as pd

from geo.common.messages import L_, _, speaking, verbatim
from geo.validation.faults import EMPTY, Fault, FaultLog, as_told, faults_of, sentences
from geo.validation.readers import ROW_IN_FILE

DAYS = pd.Series(["", "soon", "2025-01-01", "later"])


def log_of_days() -> FaultLog:
    """Rows 2 to 5 of a file: the first without a day, the second and fourth with none that can be read."""
    log = FaultLog(np.arange(2, 6), as_told)
    log.add(DAYS == "", "day", DAYS, EMPTY, verbatim("is empty"), verbatim("Fill it in."))
    log.add(DAYS.isin(["soon", "later"]), "day", DAYS, "not-a-day", verbatim("is no day"), verbatim("Write one."))
    log.add_row(3, "id", "d", "repeated", verbatim("stands twice"), verbatim("Give it one of its own."))
    return log


def test_a_row_is_all_of_its_faults_with_the_file_its_number_and_its_id():
    ids = ["a", "b", "c", "d"]
    assert log_of_days().by_row("a.csv", lambda at: ids[at]) == (
        (Fault("day", "empty", "is empty", "Fill it in.", EMPTY, "a.csv", 2, "a"),),
        (Fault("day", "soon", "is no day", "Write one.", "not-a-day", "a.csv", 3, "b"),),
        (
            Fault("day", "later", "is no day", "Write one.", "not-a-day", "a.csv", 5, "d"),
            Fault("id", "d", "stands twice", "Give it one of its own.", "repeated", "a.csv", 5, "d"),
        ),
    )


def test_faults_one_by_one_are_those_of_the_rows():
    log = log_of_days()
    by_row = [fault for row in log.by_row("a.csv", lambda at: "") for fault in row]
    assert faults_of(log.frame(), "a.csv") == by_row


def test_rows_without_a_fault_are_accepted_and_none_is_lost():
    table = pd.DataFrame({"id": ["a", "b", "c", "d"], ROW_IN_FILE: [2, 3, 4, 5]})
    checked = log_of_days().split(table, "a.csv", "id")
    assert checked.accepted.to_dict("list") == {"id": ["c"]}
    assert [row[0].row_id for row in checked.rejected] == ["a", "b", "d"]
    assert checked.read == 4


def test_a_log_that_takes_over_another_tells_its_faults_at_the_rows_they_belong_to():
    file = FaultLog(np.arange(10, 20))
    file.take(log_of_days(), np.array([1, 3, 5, 7]), "not-accepted", {"day": "Tag", "id": "Nummer"}.__getitem__)
    told = file.frame()[["position", "row", "column", "value", "fault"]].to_numpy().tolist()
    assert told == [
        [1, 11, "Tag", "empty", "is empty"],
        [3, 13, "Tag", "soon", "is no day"],
        [7, 17, "Tag", "later", "is no day"],
        [7, 17, "Nummer", "d", "stands twice"],
    ]
    assert file.by_reason() == {"not-accepted": 3}
    assert np.flatnonzero(file.faulty).tolist() == [1, 3, 7]


def test_what_was_kept_in_a_table_is_told_in_the_language_of_its_reader_and_is_english_until_then():
    log = FaultLog(np.arange(2, 6), as_told)
    each = sentences([L_("is before {year}", year=year) for year in (1899, 1900, 1901, 1902)])
    log.add(DAYS == "", "day", DAYS, EMPTY, L_("is empty"), L_("Fill it in."))
    log.add(DAYS != "", "day", DAYS, "early", each, L_("Is the year right?"))
    empty, early, *_others = faults_of(log.frame().iloc[:2])
    assert [str(one) for one in (empty, early)] == [
        "day = empty: is empty. Fill it in.", "day = soon: is before 1900. Is the year right?",
    ]  # fmt: skip
    with speaking("ar"):
        assert [_(one.sentence) for one in (empty, early)] == [
            "day = فارغ: فارغ. املأه.", "day = soon: قبل 1900. هل السنة صحيحة؟",
        ]  # fmt: skip
    assert pickle.loads(pickle.dumps(early)) == early
