"""The ways a file may come in: as events, as a history of control, as a table of control by place, as units; and for
what tests/rows writes the count of its rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from geo.theatre.frame import Frame, read_frame
from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre
from geo.validation.faults import describe_row
from ingest.control_tables.place_columns import find_columns
from ingest.control_tables.reports_by_place import PlaceOptions, reports_by_place
from ingest.drafts.draft import draft
from ingest.formats import recognise
from ingest.histories.history_factions import FactionRule
from ingest.histories.history_options import HistoryOptions
from ingest.histories.polygon_histories import read_polygon_history
from ingest.matching.row_ids import with_dataset
from ingest.tables import Table, read_table
from ingest.units.unit_files import read_unit_file
from tests.rows import KINDS, hold

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2025, 1, 1)
DRAWN = frozenset({".geojson", ".json", ".kml", ".kmz", ".gpkg", ".zip", ".umap", ".geojsonl"})


@cache
def ground() -> tuple[Frame, Theatre]:
    """The theatre that comes with the program."""
    return read_frame(ROOT / "data"), read_theatre(ROOT / "data")


def events(path: Path) -> None:
    """As `import`, up to the events."""
    table = read_table(path)
    check(table)
    mapping = recognise(table, "").mapping
    rows = draft(table, with_dataset(mapping, table.file), today=TODAY)
    assert rows.read == table.read == len(rows.accepted) + rows.faults.rejected
    rows.faults.frame()


def history(path: Path) -> None:
    """As `import-control` of shapes that are all of one holder."""
    frame, _ = ground()
    found = read_polygon_history(path, HistoryOptions(factions=FactionRule(_holder(frame)), today=TODAY), frame)
    assert found.read == found.accepted + len(found.rejected)
    "".join(map(describe_row, found.rejected)).encode("utf-8")


def held(path: Path) -> None:
    """As `import-control` of shapes whose holder a column names."""
    frame, _ = ground()
    rule = FactionRule("", "held_by", {"a": _holder(frame), "*": "unknown"})
    read_polygon_history(path, HistoryOptions(factions=rule, today=TODAY), frame)


def places(path: Path) -> None:
    """As `import-control` of a table of who holds which place."""
    table = read_table(path)
    columns = find_columns(list(table.cells.columns), path, {})
    options = PlaceOptions(words={"*": "unknown"}, source="a", grade="F6", date_format=None, today=TODAY)
    found = reports_by_place(table, path, columns, options, ground()[1])
    assert found.read == found.accepted + found.unchanged + found.rejected


def units(path: Path) -> None:
    """As `import-boundaries`."""
    found = read_unit_file(path, ground()[0])
    assert found.read == found.accepted + len(found.rejected)


def roads(path: Path) -> tuple[Callable[[Path], None], ...]:
    """The ways that a file of this name may come in."""
    counted = (hold,) if path.name in KINDS else ()
    return (events, places, *((history, held, units) if path.suffix in DRAWN else ()), *counted)


def _holder(frame: Frame) -> str:
    return next(one.id for one in frame.factions.values() if one.holds_ground)


def check(table: Table) -> None:
    """Raises AssertionError where the parts of a table do not fit together, or a text of it is none."""
    assert table.read == len(table.cells) + len(table.unreadable) + table.unlisted
    assert len(table.cells) == len(table.rows)
    assert table.geometry is None or len(table.geometry) == len(table.cells)
    assert len({*table.rows.tolist(), *table.unreadable["row"].tolist()}) == table.read - table.unlisted
    for frame in (table.cells, table.unreadable):
        frame.to_csv().encode("utf-8")
    "".join([*table.notes, *table.sheets, *table.cells.columns]).encode("utf-8")
