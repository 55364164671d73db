"""Whatever the bytes: a table whose account adds up, or an error that names file, fault and remedy. Nothing else."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from geo.common.errors import DataError
from ingest.tables import Limits, Table, read_table
from tests.ingest.tables.files import one_of_each, zipped
from tests.suites import first_quick

EACH = one_of_each()
SCRAPS = some.sampled_from(
    [
        b'"',
        b"\0",
        b"\xff\xff\xff\xff",
        b"\n",
        b"\r",
        b",",
        b"<",
        b"{",
        b"[",
        b"\xd8\xa7",
        b"&#0;",
        b"\\ud800",
        b"1e999",
        b"]]>",
    ]
)
BRIEF = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SMALL = Limits(max_field=1_000, max_columns=50, max_cells=10_000, max_unpacked_bytes=1 << 22)


@some.composite
def changes(draw, longest: int = 6):
    """A function that cuts, flips and inserts bytes."""
    steps = draw(
        some.lists(
            some.tuples(
                some.sampled_from(["flip", "set", "cut", "insert", "double", "end"]),
                some.floats(0, 1),
                some.integers(0, 255),
                SCRAPS,
            ),
            min_size=1,
            max_size=longest,
        )
    )

    def change(data: bytes) -> bytes:
        out = bytearray(data)
        for step, where, number, scrap in steps:
            at = min(int(where * len(out)), len(out) - 1)
            if at < 0:
                break
            if step == "flip":
                out[at] ^= 1 << (number % 8)
            elif step == "set":
                out[at] = number
            elif step == "cut":
                del out[at : at + 1 + number % 40]
            elif step == "insert":
                out[at:at] = scrap
            elif step == "double":
                out[at:at] = out[: number % 60]
            else:
                del out[at:]
        return bytes(out)

    return change


def check(table: Table) -> None:
    assert table.read == len(table.cells) + len(table.unreadable)
    assert len(table.rows) == len(table.cells)
    assert table.geometry is None or len(table.geometry) == len(table.cells)
    assert table.cells.columns.is_unique
    assert all(str(kind) == "str" for kind in table.cells.dtypes)
    assert not table.cells.isna().any(axis=None)
    assert len(set(table.rows) | set(table.unreadable["row"])) == table.read
    for frame in (table.cells, table.unreadable):
        frame.to_csv().encode("utf-8")
    "".join([*table.notes, *table.cells.columns]).encode("utf-8")


def read_or_refuse(path: Path, content: bytes, limits: Limits = SMALL) -> Table | None:
    path.write_bytes(content)
    refused = None
    try:
        table = read_table(path, limits=limits)
    except DataError as error:
        refused = error
    if refused is None:
        check(table)
        return table
    assert str(path) in str(refused).encode("utf-8").decode("utf-8")
    assert refused.fault
    assert refused.remedy
    return None


@pytest.mark.parametrize("kind", first_quick(EACH))
def test_a_mangled_file_is_read_or_refused(kind, tmp_path, capfd):
    @BRIEF
    @given(changes())
    def whatever_is_changed(change):
        read_or_refuse(tmp_path / "file", change(EACH[kind]))

    whatever_is_changed()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("kind", first_quick(["xlsx", "kmz", "shapefile"]))
def test_a_packed_file_with_a_mangled_part_is_read_or_refused(kind, tmp_path, capfd):
    with zipfile.ZipFile(io.BytesIO(EACH[kind])) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}

    @BRIEF
    @given(some.sampled_from(sorted(parts)), changes())
    def whatever_is_changed(name, change):
        read_or_refuse(tmp_path / "file", zipped({**parts, name: change(parts[name])}))

    whatever_is_changed()
    assert capfd.readouterr() == ("", "")


@BRIEF
@given(some.binary(max_size=200))
def test_any_bytes_are_read_or_refused(tmp_path, content):
    read_or_refuse(tmp_path / "file", content)


CELL = some.text(some.sampled_from("ab1 ,;\"\n\r'حé=#"), max_size=6)


@BRIEF
@given(
    some.lists(some.tuples(CELL, CELL, CELL), max_size=8),
    some.sampled_from(",;\t|"),
    some.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    some.sampled_from(["\n", "\r\n"]),
)
def test_what_is_written_as_a_table_is_read_as_it_was(tmp_path, rows, delimiter, encoding, line_end):
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    writer.writerows([("first name", "second name", "third name"), *rows])
    table = read_or_refuse(tmp_path / "file", out.getvalue().encode(encoding))
    filled = [(number, list(row)) for number, row in enumerate(rows, start=2) if any(cell.strip() for cell in row)]
    if table is None:
        assert len(filled) <= 1
        return
    if filled and not table.tags:
        assert list(zip(table.rows.tolist(), table.cells.to_numpy().tolist(), strict=True)) == filled
    assert table.unreadable.empty


@BRIEF
@given(some.lists(some.lists(some.sampled_from(["1", "x y", '"q, r"', ""]), max_size=5), max_size=12))
def test_every_line_with_something_in_it_is_counted_once(tmp_path, rows):
    """The first row has a number in it, for a row of words alone may be a second row of names."""
    lines = ["id,place,note", "1,x y,z", *(",".join(row) for row in rows)]
    table = read_or_refuse(tmp_path / "file", "\n".join(lines).encode())
    assert table is not None
    assert table.read == 1 + sum(1 for row in rows if any(row))


JSON = some.recursive(
    some.none() | some.booleans() | some.floats() | some.integers() | some.text(max_size=5),
    lambda inside: some.lists(inside, max_size=4) | some.dictionaries(some.text(max_size=4), inside, max_size=4),
    max_leaves=20,
)


@BRIEF
@given(some.lists(JSON, max_size=6))
def test_every_entry_of_a_list_is_counted_once(tmp_path, entries):
    table = read_or_refuse(tmp_path / "file", json.dumps(entries).encode())
    assert table is None or table.read == sum(1 for entry in entries if entry != {})


@BRIEF
@given(JSON)
def test_any_json_is_read_or_refused(tmp_path, document):
    read_or_refuse(tmp_path / "file", json.dumps(document).encode())
