"""Files made to harm: refused by name, before they take memory or write anything."""

from __future__ import annotations

import io
import struct
import zipfile
from contextlib import suppress

import pytest

from geo.common.errors import CrsError, MissingFileError, UnreadableFileError
from ingest.tables import LimitError, Limits, read_table
from tests.ingest.tables.files import csv_text, kml, one_of_each, zipped
from tests.steps import is_steep, steps_of
from tests.suites import first_quick

EACH = one_of_each()


@pytest.mark.parametrize("kind", EACH)
def test_the_kind_is_told_by_the_content_not_by_the_name(read, kind):
    for name in ("file", "file.csv", "file.zip", "file.gpkg", "a!b.kmz", "http:file"):
        table = read(EACH[kind], name=name)
        assert (table.kind, table.read, table.file) == (kind, 3, name)


@pytest.mark.parametrize("name", ["table.csv", "doc.kml", "places.shp", "data.json"])
def test_a_zip_that_unpacks_to_far_more_than_its_size_is_refused(read, name):
    bomb = zipped({name: b"\0" * (64 << 20)})
    assert len(bomb) < 100_000
    with pytest.raises(LimitError, match="packed more than"):
        read(bomb)
    with pytest.raises(LimitError, match="unpacks to"):
        read(bomb, limits=Limits(max_unpacked_bytes=1 << 20, max_ratio=1e9))


def test_a_workbook_that_unpacks_to_far_more_than_its_size_is_refused(read):
    with pytest.raises(LimitError):
        read(zipped({"[Content_Types].xml": b"<x/>", "xl/worksheets/sheet1.xml": b"<c/>" * (16 << 20)}))


def test_a_zip_that_lies_about_its_size_is_bounded_while_it_unpacks(read):
    honest = zipped({"table.csv": b"a,b\n" + b"1,2\n" * 100_000})
    size = struct.pack("<I", 400_004)
    lying = honest.replace(size, struct.pack("<I", 40))
    assert lying != honest
    with pytest.raises(UnreadableFileError, match="damaged zip"):
        read(lying)


def test_names_in_a_zip_that_climb_out_of_it_write_nothing(read, tmp_path):
    for name in ("../../evil.csv", "/tmp/evil.csv", "..\\evil.csv", "a/../../../evil.csv"):
        table = read(zipped({name: csv_text().encode()}))
        assert (table.kind, table.read) == ("csv", 3)
    assert [path.name for path in tmp_path.parent.rglob("*evil*")] == []


def test_a_zip_in_a_zip_with_a_password_or_without_a_table_is_an_error(read):
    with pytest.raises(UnreadableFileError, match="inside a zip"):
        read(zipped({"x.csv": zipped({"y.csv": b"a,b\n1,2\n"})}))
    with pytest.raises(UnreadableFileError, match="no table"):
        read(zipped({"x.exe": b"MZ"}))
    with pytest.raises(UnreadableFileError, match="no table"):
        read(zipped({}))
    locked = bytearray(zipped({"x.csv": b"a,b\n1,2\n"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        locked[locked.index(mark) + at] |= 1
    with pytest.raises(UnreadableFileError, match="password"):
        read(bytes(locked))


def test_ways_of_packing_that_unpack_in_one_piece_are_refused(read):
    for way in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", way) as packed:
            packed.writestr("table.csv", csv_text())
        with pytest.raises(UnreadableFileError, match="in a way that is not read"):
            read(out.getvalue())


def test_too_many_files_in_a_zip_are_refused(read):
    with pytest.raises(LimitError, match="files"):
        read(zipped({f"{number}.csv": b"" for number in range(20)}), limits=Limits(max_members=10))


def test_two_files_of_one_name_in_a_zip_do_no_harm(read):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("doc.kml", kml())
        with pytest.warns(UserWarning, match="Duplicate"):
            packed.writestr("doc.kml", kml())
    assert read(out.getvalue()).read == 3


@pytest.mark.parametrize(
    "start", [b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x1f\x8b\x08", b"\x89PNG", b"Rar!"]
)
def test_files_that_hold_no_table_are_named_for_what_they_are(read, start):
    with pytest.raises(UnreadableFileError) as error:
        read(start + b"\0" * 100)
    assert error.value.remedy


def test_a_file_that_is_not_there_is_an_error(tmp_path):
    for path in (tmp_path, tmp_path / "no"):
        with pytest.raises(MissingFileError):
            read_table(path)


@pytest.mark.parametrize("kind", EACH)
def test_a_file_cut_short_is_read_or_refused_and_says_nothing_else(read, kind, capfd):
    whole = EACH[kind]
    for end in range(0, len(whole), max(1, len(whole) // 40)):
        with suppress(UnreadableFileError, LimitError, CrsError):
            assert read(whole[:end]).read <= 3
    assert capfd.readouterr() == ("", "")


MANY = 100_000
ENDLESS = [
    lambda many: "[{" + ",".join(['"a": 1'] * many) + "}]",
    lambda many: ",".join(["a"] * many) + "\n1\n",
    lambda many: kml().replace(
        "<Point>", '<ExtendedData><Data name="a"><value>1</value></Data></ExtendedData>' * many + "<Point>"
    ),
    lambda many: kml().replace("37.16,36.2", " " * 20 * many + "37.16,36.2"),
    lambda many: kml().replace("<Point>", "<gx:Track>" + "<when>2024-12-02</when>" * many + "</gx:Track><Point>"),
    lambda many: kml().replace("<Folder>", "<Folder " + 'a="' + "x" * 20 * many),
    lambda many: 'a,b\n1,"' + "x,y\n" * many,
    lambda many: "a,b\n" + '"\n' * many + "1,2\n",
    lambda many: "a,b\n" + '1,"2""\n' * many,
    lambda many: "{" * many,
    lambda many: '{"a":' * many,
    lambda many: "<" * many,
    lambda many: " " * 20 * many + "x",
    lambda many: "#" + "a+" * many + "\n",
    lambda many: "\n" * many + "a,b\n1,2\n",
    lambda many: "a;b;c\n1;2;3\n" + 'x;"y";"z\n' * (many // 5),
    lambda many: "a;b;c\n1;2;3\n" + '1;"2";"3\n' * (many // 5),
    lambda many: "a;b;c\n1;2;3\n" + '1;""";"3\n' * (many // 5),
    lambda many: 'x;"y";"z\n' * (many // 5),
]


@pytest.mark.parametrize("made", first_quick(ENDLESS), ids=range(len(ENDLESS)))
def test_the_work_to_read_a_file_grows_as_it_does(read, made, monkeypatch):
    monkeypatch.setattr("ingest.tables.stray_quotes.LINES_LOOKED_AT", 5)  # fewer than any of these files has

    def refused_or_read(many: int) -> None:
        with suppress(UnreadableFileError, LimitError):
            read(made(many))

    refused_or_read(5)  # what is done once in a program is done before it is counted
    assert not is_steep(lambda many: steps_of(lambda: refused_or_read(many)), 100)


@pytest.mark.thorough
@pytest.mark.parametrize("made", ENDLESS, ids=range(len(ENDLESS)))
def test_a_long_file_is_read_or_refused_by_name(read, made):
    with suppress(UnreadableFileError, LimitError):
        read(made(MANY))
