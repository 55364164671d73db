"""Files made to do harm: each is read, or refused by name; none keeps the reader busy, takes the memory or ends it."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geo.common.errors import DataError, UnreadableFileError
from ingest.drafts.coordinates import axis_degrees, position
from ingest.drafts.draft import draft
from ingest.mappings.mapping import ColumnMapping
from ingest.tables import LimitError, Limits, read_table
from ingest.tables.table import FreeNames, distinct_names
from tests.cases.hostile import events_of, sheet_with, workbook_of_durations
from tests.cases.running import FILES, brought_in, cli
from tests.ingest.tables.files import KML_MARK, zipped
from tests.patterns.effort import work_is_steep
from tests.steps import is_steep, steps_of
from tests.suites import first_quick

HOSTILE = FILES / "hostile"


@pytest.fixture
def saved(tmp_path):
    """Writes text or bytes into a file of its own."""

    def save(content: str | bytes, name: str = "file") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return save


def state_of(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


EMPTY = sorted(path.name for path in (HOSTILE / "empty").iterdir())
NOTHING = {
    "zeros.csv": b"\0" * 5_000,
    "title.csv": b"Incidents of the week\n",
    "blank-rows.csv": b"date,latitude,longitude\n,,\n ,,\n",
    "ragged.csv": b"date,latitude,longitude\n1,2\n",
    "features.geojson": b'{"type": "FeatureCollection", "features": [{}, {}]}',
    "numbers.ndjson": b"1\n2\n",
    "folder.kml": (KML_MARK + "<Folder><name>Held</name></Folder></Document></kml>").encode(),
    "nothing.zip": zipped({"a.csv": b"id,place\n"}),
}


@pytest.mark.parametrize("name", first_quick(["nul.csv", *(f"empty/{name}" for name in EMPTY)]))
def test_a_file_in_which_nothing_is_read_is_refused_and_not_logged(name, syr):
    before = state_of(syr)
    done = cli("import", HOSTILE / name, "--data", syr, "--author", "t", "--reason", "t")
    assert done.exit_code == 2, done.output
    assert "Nothing was brought in." in done.stderr
    assert state_of(syr) == before


@pytest.mark.parametrize("name", sorted(NOTHING))
def test_nothing_read_is_refused_whatever_the_format(name, saved, syr):
    before = state_of(syr)
    done = cli("import", saved(NOTHING[name], name), "--data", syr, "--author", "t", "--reason", "t")
    assert done.exit_code == 2, done.output
    assert name in done.stderr.replace("\n", "")
    assert state_of(syr) == before


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ((HOSTILE / "broken_header.csv").read_bytes(), r"no\xe9tes"),
        ("date;ville;rés".encode() + b"um\xc3\n2024-12-01;Alep;" + b"\xc3\xa9" * 40 + b"\n", "column 3"),
        (b"date,pl\0ace\n2024-12-01,Aleppo\n", "column 2"),
        ("حلب,".encode() * 20 + b"\xd8\n" + "حلب,".encode() * 20 + b"x\n", "column 21"),
    ],
)
def test_a_broken_byte_in_the_name_of_a_column_is_refused_by_name(content, shown, saved):
    with pytest.raises(UnreadableFileError, match="no letters") as refused:
        read_table(saved(content))
    assert shown in str(refused.value)


def refused_or_read(path: Path) -> None:
    with suppress(DataError):
        read_table(path)


def steps_to_read(made: Callable[[int], str | bytes], saved: Callable[..., Path], name: str) -> Callable[[int], int]:
    """The steps that it takes to read or refuse the file that `made` makes of a length."""

    def count(length: int) -> int:
        path = saved(made(length), name)
        return steps_of(lambda: refused_or_read(path))

    refused_or_read(saved(made(1), name))  # what is done once in a program is done before it is counted
    return count


TAGS: dict[str, Callable[[int], str]] = {
    "one attribute again and again": lambda many: "<c" + ' r="A1"' * many + "><v>1</v></c>",
    "another attribute again and again": lambda many: '<c r="A1"' + ' s="1"' * many + "><v>1</v></c>",
    "a tag that never ends": lambda many: '<c r="A1"' + ' s="1"' * many,
    "spaces without end": lambda many: '<c r="A1"' + " " * 6 * many + "><v>1</v></c>",
    "quotes without end": lambda many: '<c r="A1" s="' + "'" * 6 * many,
    "slashes without end": lambda many: "<c r='A1'" + "/" * 6 * many + "><v>1</v></c>",
    "cells that never end": lambda many: "<c r='A1' " * many,
    "a name without end": lambda many: "<" + "x" * 6 * many + ":c r='A1'>",
    "places without a cell": lambda many: ' r="A1"' * many,
}


@pytest.mark.thorough
@pytest.mark.parametrize("tag", first_quick(TAGS))
def test_the_work_for_a_cell_of_a_workbook_grows_as_its_text_does(tag, saved):
    def book(many: int) -> bytes:
        return sheet_with(f'<row r="1">{TAGS[tag](many)}</row>')

    assert not is_steep(steps_to_read(book, saved, "book.xlsx"), 50)
    refused_or_read(saved(book(60_000), "book.xlsx"))


@pytest.mark.parametrize(
    "cell",
    [
        """<c s=">" r="&#88;FD1048576"><v>1</v></c>""",
        """<c s='"' r="XFD1048576"><v>1</v></c>""",
        """<c s="/>" r="XFD1048576"><v>1</v></c>""",
        """<c r="XFD1048576" s='/>'><v>1</v></c>""",
        """<c r='XFD1048576' s="></c>/>"><v>1</v></c>""",
    ],
)
def test_no_way_of_writing_a_far_cell_hides_it(cell, saved):
    with pytest.raises((LimitError, UnreadableFileError)):
        read_table(saved(sheet_with(f'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576">{cell}</row>')))


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["dur_-1e12.xlsx", "dur_1e10.xlsx"])
def test_a_number_too_large_for_a_duration_costs_its_row(name, syr):
    account = brought_in(HOSTILE / name, syr)
    assert (account["read"], account["accepted"], account["set_aside"]) == (2, 1, 1)


@pytest.mark.parametrize("shown_as", ["[h]:mm", "[mm]:ss", "[ss]"])
def test_whatever_the_number_and_the_format_no_other_row_is_lost(shown_as, saved):
    values = (-1e12, 1e10, 1e15, -1e300, 1e300, 0.5)
    table = read_table(saved(workbook_of_durations(*values, shown_as=shown_as)))
    assert table.read == len(values) + 2
    assert table.cells["notes"].iloc[[0, -1]].tolist() == ["fine", "fine too"]
    assert 3 <= len(table.unreadable) <= 5
    assert set(table.unreadable["row"]) <= set(range(3, 9))


@pytest.mark.thorough
def test_a_workbook_full_of_such_numbers_is_refused(saved):
    with pytest.raises(LimitError, match="in more than 1,000 rows"):
        read_table(saved(workbook_of_durations(*[1e10] * 1_001)))


@pytest.mark.parametrize(
    "made",
    first_quick(
        [
            lambda many: KML_MARK + ("<Placemark>" + "<a>1</a>" * many + "</Placemark>") * 5 + "</Document></kml>",
            lambda many: "[" + ",".join(["{" + ",".join(['"a": 1'] * many) + "}"] * 5) + "]",
            lambda many: ",".join(["a"] * many) + "\n" + ",".join(["1"] * many) + "\n",
            lambda many: (
                '{"type": "Feature", "geometry": null, "properties": {"a": 1, "a": 2}' + ', "b": 1' * many + "}"
            ),
        ]
    ),
    ids=["kml", "json", "csv", "geojson"],
)
def test_the_work_to_number_fields_of_one_name_grows_as_they_do(made, saved):
    assert not is_steep(steps_to_read(made, saved, "file"), 50)
    refused_or_read(saved(made(3_990)))


def test_names_are_told_apart_and_none_takes_the_place_of_another(saved):
    assert distinct_names(["a", "a", "a (2)", "a", "", ""])[0] == [
        "a",
        "a (2)",
        "a (2) (2)",
        "a (3)",
        "column 5",
        "column 6",
    ]
    taken: dict[str, int] = {}
    names = FreeNames(taken)
    for number in range(5_000):
        taken[names.free("a")] = number
    assert (len(taken), taken["a"], taken["a (5000)"]) == (5_000, 0, 4_999)
    table = read_table(saved('[{"a": 1, "a": 2, "a (2)": 3}]'))
    assert table.cells.iloc[0].to_dict() == {"a": "1", "a (2)": "2", "a (2) (2)": "3"}


MANY = 400_000


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[" + ",".join(["1"] * MANY) + "]", "too short to say anything"),
        ("date,latitude,longitude,event_type,notes\n2024-12-01,36.2,37.1,Battles,x\n" + "x\n" * MANY, "too short"),
        ("[" + ",".join(["{}"] * MANY) + "]", "holds no row"),
        ("[" + ",".join(['{"a":1}'] * MANY) + "]", "too short to say anything"),
        ("1\n" * MANY, "too short to say anything"),
        ("a\n" + "x\n" * MANY, "too short to say anything"),
        (KML_MARK + "<Placemark/>" * MANY + "</Document></kml>", "too short to say anything"),
        ('{"a":1}\n' * MANY, "too short to say anything"),
    ],
    ids=["numbers", "ragged", "empty", "short", "lines", "one column", "kml", "ndjson"],
)
def test_rows_that_say_nothing_are_not_each_kept(content, said, saved):
    with pytest.raises(DataError, match=said):
        read_table(saved(content, "file.ndjson" if content[0] in "1{" else "file"))


def test_packed_rows_that_say_nothing_are_refused_too(saved):
    out = io.BytesIO()
    pq.write_table(pa.table({"a": ["x"] * MANY}), out)
    for content in (out.getvalue(), zipped({"a.csv": b"a\n" + b"x, x, x, x, x, x, x, x, x, x, x\n" * MANY})):
        with pytest.raises(LimitError, match="too short to say anything"):
            read_table(saved(content))


@pytest.mark.thorough
def test_columns_that_are_empty_in_nearly_every_row_are_refused(saved):
    wide = "{" + ",".join(f'"c{number}":1' for number in range(3_000)) + "}"
    with pytest.raises(LimitError, match="nearly all empty"):
        read_table(saved("[" + wide + ',{"c1":"2024-12-01 Aleppo"}' * 20_000 + "]"))


RAGGED = "date,latitude,longitude,event_type\n2024-12-01,36.2,37.1,Battles\n" + "2024-12-02,36.2,37.1\n" * 30


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (RAGGED, "a.csv"),
        (RAGGED + '2024-12-03,36.2,37.1,"Riots', "quote.csv"),
        ('{"date": "2024-12-01", "latitude": 36.2, "longitude": 37.1}\n' + '"a"\n' * 30, "a.ndjson"),
        ('[{"date": "2024-12-01", "latitude": 36.2, "longitude": 37.1}' + ', "a"' * 30 + "]", "a.json"),
    ],
)
def test_rejected_rows_beyond_a_number_are_counted_and_the_account_adds_up(content, name, saved):
    few, all_ = read_table(saved(content, name), limits=Limits(max_rejected=7)), read_table(saved(content, name))
    assert few.read == all_.read == len(all_.cells) + len(all_.unreadable)
    assert (len(few.unreadable), few.unlisted, all_.unlisted) == (7, len(all_.unreadable) - 7, 0)
    assert few.unreadable["row"].tolist() == all_.unreadable["row"].tolist()[:7]
    assert any(f"{few.unlisted} more are counted" in note for note in few.notes)
    mapping = ColumnMapping(format="table", columns={"event_date": "date"}, fixed={"event_type": "Battles"})
    rows = draft(few, mapping, today=date(2025, 1, 1))
    assert rows.read == few.read == len(rows.accepted) + rows.faults.rejected
    assert sum(rows.faults.by_reason().values()) == rows.faults.rejected
    assert rows.faults.copy().rejected == rows.faults.rejected


@pytest.mark.thorough
@pytest.mark.parametrize("actor", ["a" * 80_000, "a b[c]/d=e(1).f " * 5_000, "حلب" * 20_000, "[" * 80_000])
def test_a_name_of_80_000_letters_is_cut_where_it_is_printed(actor, saved, syr):
    done = cli("import", saved(events_of(f'"{actor}"')), "--data", syr, "--author", "t", "--reason", "t")
    assert done.exit_code == 0, done.output
    assert "3 rows read = 3 accepted" in done.stdout
    assert len(done.stdout) < 5_000
    assert actor[:30] in done.stdout


@pytest.mark.thorough
def test_names_of_columns_and_cells_of_80_000_letters_are_cut_too(saved, syr):
    long = "b" * 80_000
    rows = (
        f"date,latitude,longitude,event_type,{long}\n2024-12-01,36.2,37.1,{long},x\n2024-12-01,{long},37.1,Battles,x\n"
    )
    done = cli("import", saved(rows, "long.csv"), "--data", syr, "--dry-run")
    assert done.exit_code == 1, done.output
    assert len(done.output) < 12_000


@pytest.mark.thorough
@pytest.mark.parametrize("digits", ["3", "3,", "3 ", "36°1'"])
def test_a_position_of_20_000_digits_is_none_at_once(digits):
    text = digits * (20_000 // len(digits))
    for read in (lambda text: axis_degrees(text, "longitude"), position):
        assert read(text) is None
        assert steps_of(lambda read=read: read(text)) < 10
        assert not work_is_steep(read, digits)


@pytest.mark.thorough
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
@pytest.mark.parametrize("suffix", [".geojson", ".zip", ".shp", ".kml", ".gpkg"])
def test_a_pipe_is_refused_and_not_waited_for(suffix, tmp_path, syr):
    folder = tmp_path / "files"
    folder.mkdir()
    pipe = folder / f"drawn-2024-12-01{suffix}"
    os.mkfifo(pipe)
    for words in (("import", pipe), ("import-control", pipe, "--faction", "GOV"),
                  ("import-control", folder, "--faction", "GOV"), ("import-boundaries", pipe)):  # fmt: skip
        done = cli(*words, "--data", syr)
        assert done.exit_code == 2, done.output
        assert pipe.name in done.stderr.replace("\n", "")


WAYS_IN = (("import",), ("import-control", "--faction", "GOV"), ("import-boundaries",))


@pytest.mark.thorough
@pytest.mark.parametrize("way", WAYS_IN, ids=lambda way: way[0])
@pytest.mark.parametrize("name", ["x" * 300 + ".geojson", "x" * 300 + ".zip", "folder.geojson", "loop.geojson"])
def test_what_is_no_file_is_refused_by_name_whatever_the_command(way, name, tmp_path, syr):
    (tmp_path / "folder.geojson" / "x-2024-12-01.geojson").mkdir(parents=True)
    (tmp_path / "loop.geojson").symlink_to(tmp_path / "loop.geojson")
    done = cli(way[0], tmp_path / name, *way[1:], "--data", syr)
    assert done.exit_code == 2, done.output
    assert name[:20] in done.stderr.replace("\n", "")


@pytest.mark.thorough
@pytest.mark.parametrize("suffix", [".csv", ".geojson", ".json"])
def test_bytes_in_a_name_that_are_no_letters_are_shown_as_marks(suffix, tmp_path, syr):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff\xfe" + suffix.encode()))
    path.write_bytes(b"{")
    for words in WAYS_IN:
        done = cli(words[0], path, *words[1:], "--data", syr)
        assert done.exit_code == 2, done.output
        assert f"a??{suffix}" in done.stderr.replace("\n", "")
    assert str(UnreadableFileError("\udcff", "\udcff", "\udcff")) == "?: ?. ?"


LISTS = ["1e300", "-1e19", "[]", '["a", "b"]', "[1]", '[["a"], []]', "[null]"]


@pytest.mark.thorough
@pytest.mark.parametrize("listed", LISTS)
def test_lists_in_shapes_are_text_and_cost_nothing(listed, saved, syr):
    square = '{"type": "Polygon", "coordinates": [[[36, 35], [37, 35], [37, 36], [36, 35]]]}'
    feature = f'{{"type": "Feature", "properties": {{"ADM2_PCODE": "A", "more": {listed}}}, "geometry": {square}}}'
    other = feature.replace('"A"', listed).replace("36", "38").replace("37,", "39,")
    path = saved(f'{{"type": "FeatureCollection", "features": [{feature}, {other}]}}', "drawn-2024-12-01.geojson")
    for words in (*WAYS_IN[1:], ("import-control", "--faction-column", "more", "--map-factions", "*=GOV"),
                  ("import-control", "--faction", "GOV", "--start-column", "more")):  # fmt: skip
        done = cli(words[0], path, *words[1:], "--data", syr)
        assert isinstance(done.exception, SystemExit | None), done.output


@pytest.mark.parametrize("code", ["9" * 5_000, '"²"', "-1", '"٤٣٢٦"', "1e400"])
def test_a_reference_system_that_is_none_is_refused_by_name(code, saved):
    path = saved(
        f'{{"geometryType": "esriGeometryPoint", "spatialReference": {{"wkid": {code}}}, "features": '
        '[{"attributes": {"date": 1733000000000}, "geometry": {"x": 37.1, "y": 36.2}}]}',
        "a.json",
    )
    with suppress(DataError):
        read_table(path)
