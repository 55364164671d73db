"""Rows set aside go out as a CSV and come back as they were."""

from __future__ import annotations

import csv
import io

import pandas as pd
from hypothesis import given
from hypothesis import strategies as some

from ingest.tables.rejected import FILE, OWN, protected, restored, write_rejected

FAULT = {"column": "latitude", "value": "360", "fault": "is beyond the pole", "remedy": "Write it between -90 and 90."}
SHA256 = "0123456789abcdef" * 4
MARK = "sha256:0123456789abcdef"
TEXT = some.text(some.characters(codec="utf-8", exclude_characters="\0"), max_size=12) | some.sampled_from(
    ["=1+1", "'=x", "''", "@a", "-5", "'", "\ttab", "+963", '"', "a,b", "حلب"]
)


def faults(*rows: int, **more: str) -> pd.DataFrame:
    return pd.DataFrame([{"row": row, **FAULT, **more} for row in rows])


def test_what_was_set_aside_comes_back_as_it_was(read):
    table = read("id,latitude,note\n1,36.2,x\n2,360,=HYPERLINK()\n3,360,'quoted'\n")
    data = write_rejected(table.cells.set_axis(table.rows), faults(3, 4), SHA256)
    back = read(data)
    assert back.cells.to_dict("list") == {
        "id": ["2", "3"],
        "latitude": ["360", "360"],
        "note": ["=HYPERLINK()", "'quoted'"],
    }
    assert (list(back.mends.files), list(back.mends.rows)) == ([MARK] * 2, ["3", "4"])
    shown = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert shown[0] == ["id", "latitude", "note", FILE, *OWN]
    assert shown[1] == ["2", "360", "'=HYPERLINK()", MARK, "3", "latitude: is beyond the pole", FAULT["remedy"]]


def test_several_faults_of_a_row_stand_together_and_unreadable_rows_show_their_text(read):
    table = read("id,latitude\n1,360\n2\n")
    wrong = pd.concat([faults(2), faults(2, column="id", fault="is taken"), table.unreadable.assign(column="")])
    data = write_rejected(table.cells.set_axis(table.rows), wrong, SHA256)
    shown = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert shown[0]["frontline_fault"] == "latitude: is beyond the pole; id: is taken"
    assert shown[0]["frontline_remedy"] == FAULT["remedy"]
    assert shown[1]["id"] == ""
    assert shown[1]["frontline_fault"].endswith("(2)")


def test_a_table_without_header_comes_back_without_one(read):
    table = read("5,36.2\n6,360\n")
    back = read(write_rejected(table.cells.set_axis(table.rows), faults(2), SHA256))
    assert not back.header
    assert back.cells.to_numpy().tolist() == [["6", "360"]]


@given(TEXT)
def test_protection_is_undone_exactly(text):
    assert restored(protected(text)) == text
    assert not protected(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
