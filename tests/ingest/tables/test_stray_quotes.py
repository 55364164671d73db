"""A stray quote costs no other row; text over several lines stays one cell; both readers say the same."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

import pyarrow as pa
import pytest

from ingest.tables import Limits, Table, delimited
from ingest.tables.columns import has_line_ends
from ingest.tables.fast_rows import NotPlainError
from ingest.tables.stray_quotes import holds_rows, literal_cells, open_quote, shape_of
from ingest.tables.table import ARROW_TEXT, silent
from tests.rows.text import NAMES, NOTES, event, prose
from tests.suites import first_quick

SPLIT = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"}
FILES = 60
"""For each delimiter."""


def written(rows: list[list[str]], delimiter: str, end: str, quoting: int = csv.QUOTE_MINIMAL) -> list[str]:
    """Each row as csv writes it."""
    out = []
    for row in rows:
        line = io.StringIO(newline="")
        csv.writer(line, delimiter=delimiter, lineterminator=end, quoting=quoting).writerow(row)  # type: ignore[arg-type]
        out.append(line.getvalue())
    return out


def read_both(path: Path, monkeypatch: pytest.MonkeyPatch, limits: Limits | None = None) -> Table:
    """The table in `path`, after both readers gave the same."""
    usual = delimited.read_delimited(path, "file", limits=limits or Limits(), on_progress=silent)
    with monkeypatch.context() as patch:
        patch.setattr(delimited, "fast_rows", _not_plain)
        slow = delimited.read_delimited(path, "file", limits=limits or Limits(), on_progress=silent)
    assert usual.cells.columns.tolist() == slow.cells.columns.tolist()
    assert usual.rows.tolist() == slow.rows.tolist()
    assert usual.cells.to_numpy().tolist() == slow.cells.to_numpy().tolist()
    assert usual.unreadable.to_dict("records") == slow.unreadable.to_dict("records")
    assert usual.notes == slow.notes
    return usual


def _not_plain(*_: object) -> None:
    raise NotPlainError


@pytest.mark.parametrize("name", first_quick(SPLIT))
def test_both_readers_agree_on_whatever_the_lines_hold(name, tmp_path, monkeypatch):
    """Stray quotes, text over lines, rows too short or long, empty lines and a cut end, all in one file."""
    chance, delimiter = random.Random(name), SPLIT[name]
    for _ in range(FILES):
        lines = written([list(NAMES)], delimiter, "\n")
        for number in range(chance.randint(4, 16)):
            row = event(chance, number)
            if chance.random() < 0.2:
                row[NOTES] = prose(chance)
            line = written([row], delimiter, chance.choice(["\n", "\r\n"]))[0]
            if chance.random() < 0.3:
                at = chance.randrange(len(line))
                line = line[:at] + chance.choice(['"', delimiter, "\n", '""', delimiter + '"', "\r", '"\n']) + line[at:]
            lines.append(line)
        text = "".join(lines)
        if chance.random() < 0.2:
            text = text[: chance.randrange(len(lines[0]) + 60, len(text))]
        path = tmp_path / "file"
        path.write_text(text, encoding="utf-8", newline="")
        read_both(path, monkeypatch)


PLAIN = [f"{number},2024-12-{number:02},Aleppo,said,36.2" for number in range(1, 8)]
HEADER = "id,date,place,notes,latitude"


@pytest.mark.parametrize(
    ("lines", "read"),
    [
        ([*PLAIN[:2], '3,2024-12-03,Aleppo,"start,36.2', *PLAIN[3:]], 7),
        ([*PLAIN[:2], '3,2024-12-03,Aleppo,"start,36.2', *PLAIN[3:6], '7,2024-12-07,Aleppo,"end",36.2'], 7),
        (['1,2024-12-01,"Aleppo,said,36.2', *PLAIN[1:6], '7,2024-12-07,Aleppo,a "road",36.2'], 7),
        (['"1,2024-12-01,Aleppo,said,36.2', *PLAIN[1:6], '7,2024-12-07,Aleppo,"x, y",36.2'], 7),
        (['1,2024-12-01,Aleppo,"a,36.2', '2,2024-12-02,Aleppo,"b,36.2', '3,2024-12-03,Aleppo,"c,36.2', *PLAIN[3:]], 7),
        (['1,2024-12-01,Aleppo,"start,36.2', '2,unknown,Aleppo,"b",36.2', *PLAIN[2:]], 7),
        (['1,2024-12-01,Aleppo,"start,36.2', '2,2024-12-02,Aleppo,"two\nlines, here",36.2', *PLAIN[2:]], 7),
        (['1,2024-12-01,Aleppo,"two\nlines", 36.2', *PLAIN[1:]], 7),
        (['1,2024-12-01,Aleppo,"a,b\n\nc,d,e\n",36.2', *PLAIN[1:]], 7),
        (['1,2024-12-01,Aleppo,"short', *PLAIN[1:]], 7),
        ([*PLAIN[:6], '7,2024-12-07,Aleppo,"cut off'], 7),
    ],
)
def test_each_line_with_an_event_is_one_row(lines, read, tmp_path, monkeypatch):
    path = tmp_path / "file"
    path.write_text("\n".join([HEADER, *lines]) + "\n")
    table = read_both(path, monkeypatch)
    assert table.read == read
    assert len(table.unreadable) <= 1


def test_text_that_lists_days_and_numbers_is_no_row(tmp_path, monkeypatch):
    notes = "Chronology:\n2024-12-01, shelling\n2024-12-02, 3 killed\n12, 13, 14"
    path = tmp_path / "file"
    rows = [[str(number), "2024-12-01", "Aleppo", notes if number == 3 else "said", "36.2"] for number in range(1, 6)]
    path.write_text("".join(written([HEADER.split(","), *rows], ",", "\n")))
    assert read_both(path, monkeypatch).cells.to_numpy().tolist() == rows


def test_a_stray_quote_in_the_header_or_a_title_takes_no_row(tmp_path, monkeypatch):
    for first in ['id,date,"place,notes,latitude', '"Weekly report,,,,\n' + HEADER]:
        path = tmp_path / "file"
        path.write_text("\n".join([first, *PLAIN, '8,2024-12-08,Aleppo,"x",36.2']) + "\n")
        table = read_both(path, monkeypatch)
        assert table.read == 8
        assert table.cells.iloc[:, 0].tolist() == [str(number) for number in range(1, 9)]


def test_quotes_in_most_of_few_rows_take_none(tmp_path, monkeypatch):
    header = "id,date,type,place,latitude,killed"
    lines = ['a,2024-12-01,Riots,"x,35.2,3', 'b,2024-12-02,"x,Aleppo,35.4,', 'c,2024-12-03,,"x,35.4,0',
             'd,2024-12-04,"x,Hama,35.1,', "e,2024-12-05,Battles,Hama,35.2,3"]  # fmt: skip
    path = tmp_path / "file"
    path.write_text("\n".join([header, *lines]) + "\n")
    table = read_both(path, monkeypatch)
    assert table.cells.to_numpy().tolist() == [line.split(",") for line in lines]


@pytest.mark.thorough
def test_a_large_file_with_one_stray_quote_in_the_middle_is_read_whole(tmp_path, monkeypatch):
    lines = [f"{number},2024-12-01,Aleppo,said,36.2" for number in range(40_000)]
    lines[20_000] = '20000,2024-12-01,Aleppo,"said,36.2'
    path = tmp_path / "file"
    path.write_text("\n".join([HEADER, *lines]))
    table = read_both(path, monkeypatch)
    assert (table.read, table.cells["notes"].iloc[20_000]) == (40_000, '"said')


@pytest.mark.parametrize(
    ("cells", "some"), [(["a\n"], True), (["", "a\rb", "c"], True), (["\r\n"], True), (["ا, b; c"], False), ([], False)]
)
def test_a_column_tells_whether_a_cell_of_it_may_hold_the_end_of_a_line(cells, some):
    column = pa.chunked_array(
        [pa.array(["x"], ARROW_TEXT), pa.array(["\n", *cells, "\n"], ARROW_TEXT).slice(1, len(cells))]
    )
    assert has_line_ends(column) == some


def test_the_open_quote_of_a_line_is_found():
    assert [open_quote(line, ",") for line in ["a,b", 'a,"b', '"a",b', '"a,b""', 'a"b,c', '"a","b', '"a"x,"b"']] == [
        -1, 2, -1, 0, -1, 4, -1,
    ]  # fmt: skip
    assert literal_cells('1,"a, b",x,"y,z\n', ",") == ["1", "a, b", "x", '"y', "z"]


def test_a_table_of_text_alone_needs_more_than_one_row_in_the_quotes():
    shape = shape_of(["a,b,c,d", "e,f,g,h"], ",")
    assert shape.kinds == ("", "", "", "")
    assert not holds_rows(['x,y,z,"text', 'and, so, on, then"'], 4, shape)
    assert holds_rows(['x,y,z,"text', "a,b,c,d", 'and, so, on, then"'], 4, shape)
