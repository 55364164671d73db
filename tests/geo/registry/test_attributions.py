"""Those whose word a row is, by the names a reader of Arabic knows them by."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from geo.registry.attributions import ATTRIBUTIONS, attributed_to
from geo.theatre.loader import read_theatre
from tests.worlds import event, place, write_theatre

ROOT = Path(__file__).parent.parent.parent.parent
ARABIC = {"SOHR": "المرصد السوري", "Reuters": "رويترز"}


@pytest.mark.parametrize(
    ("said", "arabic"),
    [
        ("SOHR", "المرصد السوري"),
        ("SOHR; Reuters", "المرصد السوري؛ رويترز"),
        ("Reuters;a passer-by", "رويترز؛ a passer-by"),
        ("a passer-by", "a passer-by"),
    ],
)
def test_each_of_several_is_told_by_its_own_name_and_one_without_a_name_as_it_is_written(said, arabic):
    told = attributed_to(said, ARABIC)
    assert (told.en, told.ar) == (said, arabic)


def theatre_with(folder: Path, *rows: str):
    write_theatre(folder, places=[place("west", 0.5, 0.5)], events=[event("battle", "2025-01-05")])
    folder.joinpath(ATTRIBUTIONS).write_text("\n".join(["asserted_by,name_ar", *rows]) + "\n", encoding="utf-8")
    return read_theatre(folder)


def test_the_names_stand_in_a_file_of_the_theatre(tmp_path):
    assert theatre_with(tmp_path / "named", "SOHR,المرصد السوري").attributions == {"SOHR": "المرصد السوري"}


def test_a_row_without_a_name_or_of_one_named_before_is_rejected_and_counted(tmp_path):
    theatre = theatre_with(tmp_path / "faulty", "SOHR,المرصد السوري", "Reuters,", "SOHR,المرصد", "TRT,تي آر تي")
    assert theatre.attributions == {"SOHR": "المرصد السوري", "TRT": "تي آر تي"}
    (account,) = [one for one in theatre.accounts if one.file == ATTRIBUTIONS]
    assert (account.read, account.accepted) == (4, 2)
    assert {fault.row for row in theatre.rejected for fault in row if fault.file == ATTRIBUTIONS} == {3, 4}


def test_all_whose_word_the_shipped_rows_are_have_an_arabic_name():
    shipped = read_theatre(ROOT / "data")
    said = {*shipped.reports["asserted_by"], *shipped.events["asserted_by"]}
    parts = {part.strip() for by in said for part in by.split(";")}
    assert parts == shipped.attributions.keys()
    with (ROOT / "data" / ATTRIBUTIONS).open(encoding="utf-8", newline="") as file:
        assert [row["asserted_by"] for row in csv.DictReader(file)] == sorted(parts)
