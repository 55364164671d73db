"""Delimited text: every line of the file is a row of cells, a row that could not be cut, or empty."""

from __future__ import annotations

import pytest

from geo.common.errors import DataError, UnreadableFileError
from ingest.tables import Limits
from ingest.tables.encodings import CHUNK
from tests.ingest.tables.files import NAMES, ROWS, csv_text

UCDP_ROW = "412700,SYR-2024-1-299-1,2024,1,Clear,1,299,299,Syria: Government,2024-11-27 00:00:00.000,36.2,37.1\n"


def test_a_table_keeps_its_text_its_names_and_its_row_numbers(read):
    table = read("id,place\n007,Aleppo\n2, Hama \n")
    assert (table.kind, table.read, table.header) == ("csv", 2, True)
    assert list(table.cells) == ["id", "place"]
    assert table.cells.to_numpy().tolist() == [["007", "Aleppo"], ["2", " Hama "]]
    assert table.rows.tolist() == [2, 3]
    assert table.geometry is None
    assert not table.notes


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1256"])
def test_delimiter_and_encoding_are_found(read, delimiter, encoding):
    table = read(csv_text(delimiter).encode(encoding))
    assert tuple(table.cells) == NAMES
    assert [tuple(row) for row in table.cells.to_numpy()] == list(ROWS)


def test_a_legacy_encoding_is_said(read):
    assert any("Windows-1256" in note for note in read(csv_text().encode("cp1256")).notes)
    russian = read("имя,место\nИванов,Москва\n".encode("cp1251"))
    assert russian.cells.to_numpy().tolist() == [["Иванов", "Москва"]]
    assert any("Windows-1251" in note for note in russian.notes)
    french = read("name,town\nAndré,Orléans\n".encode("cp1252"))
    assert french.cells.to_numpy().tolist() == [["André", "Orléans"]]
    assert any("Windows-1252" in note for note in french.notes)


def test_bytes_that_are_no_letters_in_any_encoding_are_an_error(read):
    with pytest.raises(UnreadableFileError, match="no letters"):
        read("a,b\nx,y\n".encode("utf-16") + b"\x00")


def test_one_damaged_letter_costs_its_row_and_no_other(read):
    good = "".join(f"{number},حلب\n" for number in range(50)).encode()
    table = read(b"id,place\n" + good + b"50,\xff\n51,\xd8\xad\n")
    assert len(table.cells) == 51
    assert table.unreadable.to_dict("list")["row"] == [52]
    assert "UTF-8" in table.unreadable.loc[0, "fault"]


@pytest.mark.parametrize(("letters", "told"), [(20, "Read as UTF-8"), (19, "Not UTF-8")])
def test_up_to_a_twentieth_of_its_letters_may_be_damaged_before_a_file_is_no_longer_utf8(read, letters, told):
    table = read(b"id,place\n1," + "é".encode() * letters + b"\n2,\xff\n3,b\n")
    assert any(told in note for note in table.notes)


def test_a_letter_may_lie_across_two_of_the_pieces_a_file_is_decoded_in(read):
    start = b"id,place\n1,"
    for before in range(3):  # its three bytes begin so many before the end of the first piece
        row = start + b"x" * (CHUNK - len(start) - before) + "\u20ac\n".encode()
        table = read(row + "2,حلب\n".encode())
        assert table.cells["place"].tolist() == ["x" * (CHUNK - len(start) - before) + "\u20ac", "حلب"]
        assert not table.notes


def test_a_letter_cut_off_by_the_end_of_the_file_is_damage(read):
    table = read(b"id,place\n" + "1,حلب\n".encode() * 50 + b"2,\xe2\x82")
    assert table.unreadable["row"].tolist() == [52]
    assert "UTF-8" in table.unreadable.loc[0, "fault"]


def test_rows_too_short_or_too_long_are_named_and_shift_nothing(read):
    table = read("a,b,c\n1,2,3\n4,5\n6,7,8,9\n10,11,12\n")
    assert table.cells["a"].tolist() == ["1", "10"]
    assert table.rows.tolist() == [2, 5]
    assert table.unreadable["row"].tolist() == [3, 4]
    assert table.unreadable["value"].tolist() == ["4,5", "6,7,8,9"]
    assert "has 2 cells where the table has 3 columns" in table.unreadable.loc[0, "fault"]
    assert table.read == 4


def test_a_delimiter_at_the_end_of_every_row_or_of_the_header_alone_costs_no_row(read):
    ended = read("a,b\n1,2,\n3,4,\n")
    assert ended.cells.to_numpy().tolist() == [["1", "2", ""], ["3", "4", ""]]
    assert list(read("a,b,\n1,2\n3,4\n").cells) == ["a", "b"]
    filled = read("a,b\n1,2,x\n3,4,\n5,6\n")
    assert filled.unreadable["row"].tolist() == [2, 3]


def test_empty_lines_are_no_rows_and_the_rows_after_them_keep_their_numbers(read):
    table = read("\na,b\n1,2\n\n,\n3,4\n\n\n")
    assert table.rows.tolist() == [3, 6]
    assert table.read == 2


def test_text_in_quotes_may_hold_delimiters_and_lines(read):
    table = read('a,b\n1,"x, ""y""\n\nz"\n2,w\n')
    assert table.cells["b"].tolist() == ['x, "y"\n\nz', "w"]
    assert table.rows.tolist() == [2, 3]


def test_a_quote_that_is_never_closed_costs_its_own_row_only(read):
    table = read('a,b\n1,2\n3,"4\nx y\nz\n5,6\n')
    assert table.cells["a"].tolist() == ["1", "3", "5"]
    cut = read('a,b\n1,2\n3,"cut off\nx y\n')
    assert cut.cells["a"].tolist() == ["1"]
    assert cut.unreadable["row"].tolist() == [3, 4]
    assert "never closed" in cut.unreadable.loc[0, "fault"]


def test_a_header_that_never_ends_is_an_error(read):
    with pytest.raises(UnreadableFileError, match="never ends"):
        read('a,"b\nx y\nz\n')


def test_a_zero_byte_costs_its_row(read):
    table = read(b"a,b\n1,2\n3,\x004\n5,6\n")
    assert table.cells["a"].tolist() == ["1", "5"]
    assert "zero byte" in table.unreadable.loc[0, "fault"]
    assert "\0" not in table.unreadable.loc[0, "value"]


def test_a_cell_longer_than_the_limit_costs_its_row(read):
    for filler in ("x" * 200, "x" * 200_000):
        table = read(f"a,b\n1,2\n3,{filler}\n5,6\n", limits=Limits(max_field=100))
        assert table.cells["a"].tolist() == ["1", "5"]
        assert "more than 100 characters" in table.unreadable.loc[0, "fault"]
        assert len(table.unreadable.loc[0, "value"]) <= 200


def test_too_many_columns_or_cells_are_refused(read):
    with pytest.raises(DataError, match="more than 3 columns"):
        read("a,b,c,d\n1,2,3,4\n", limits=Limits(max_columns=3))
    with pytest.raises(DataError, match="more than 3 cells"):
        read("a,b\n1,2\n3,4\n", limits=Limits(max_cells=3))
    with pytest.raises(DataError, match="larger than 5 bytes"):
        read("a,b\n1,2\n3,4\n", limits=Limits(max_bytes=5))


def test_names_that_are_missing_or_repeated_are_told_apart(read):
    table = read("a,,a,a (2)\n1,2,3,4\n")
    assert list(table.cells) == ["a", "column 2", "a (2)", "a (2) (2)"]
    assert len(table.notes) == 2


def test_a_file_without_header_has_numbered_columns_and_rows_from_one(read):
    for rows in (1, 3):
        table = read(UCDP_ROW * rows)
        assert not table.header
        assert table.cells.columns[0] == "column 1"
        assert table.rows.tolist() == list(range(1, rows + 1))


def test_years_as_names_are_a_header(read):
    table = read("governorate,2023,2024\nAleppo,10,12\nHama,4,5\n")
    assert list(table.cells) == ["governorate", "2023", "2024"]


def test_titles_above_the_table_are_left_out_and_said(read):
    table = read("Incidents;;\nAs of 1 December;;\nid;place;killed\n1;Aleppo;2\n2;Hama;3\n")
    assert list(table.cells) == ["id", "place", "killed"]
    assert table.rows.tolist() == [4, 5]
    assert any("Incidents" in note for note in table.notes)


def test_the_line_that_names_the_delimiter_is_no_row(read):
    table = read("sep=|\na|b\n1,5|2\n")
    assert table.cells.to_numpy().tolist() == [["1,5", "2"]]


def test_decimal_commas_do_not_pass_for_delimiters(read):
    table = read("name;lat;lon\nAleppo;36,2;37,1\nHama;35,1;36,7\n")
    assert list(table.cells) == ["name", "lat", "lon"]


def test_a_row_of_tags_is_no_data(read):
    table = read("Date,Place,Comment\n#date+start,#loc +name,\n2024-12-02,Aleppo,x\n")
    assert table.tags == {"Date": "#date+start", "Place": "#loc+name", "Comment": ""}
    assert table.read == 1
    assert table.rows.tolist() == [3]


@pytest.mark.parametrize("content", ["", " ", "\n\n", "\ufeff", ",,,\n,,,\n", "a,b\n", "a,b\n\n,\n", "\0" * 50])
def test_a_file_with_nothing_in_it_is_an_error(read, content):
    with pytest.raises(UnreadableFileError):
        read(content)


def test_progress_reaches_the_end_of_the_file(read):
    told = []
    text = "a,b\n" + "1,2\n" * 1000
    read(text, on_progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (len(text), len(text))
    assert [done for done, _ in told] == sorted(done for done, _ in told)
