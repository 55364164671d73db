"""A history is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest

from geo.common.errors import SchemaError, UnreadableFileError
from geo.polygons.history import has_history, read_history
from geo.polygons.series import read_series
from geo.theatre.loader import read_theatre
from geo.theatre.version import data_version
from ingest.histories import history_files
from ingest.histories.history_factions import FactionRule
from ingest.histories.history_files import Provenance, UnwritableHistoryError, write_history
from ingest.histories.history_options import HistoryOptions
from ingest.histories.polygon_histories import read_polygon_history
from tests.worlds import drawing, feature, rectangle, write_theatre

RED = HistoryOptions(factions=FactionRule(faction="RED"))
SAID = Provenance('A mapper, "who" draws\nأحمد', "CC BY 4.0", "BLUE")


@pytest.fixture
def control(tmp_path) -> Path:
    return write_theatre(tmp_path / "t") / "control"


@pytest.fixture
def bring_in(tmp_path, control, squares):
    def of(east: float, **more):
        source = drawing(tmp_path / f"{east}" / "2025-01-01.geojson", feature(rectangle(0, 0, east, 1)))
        return write_history(control, read_polygon_history(source, RED, squares), SAID, squares, **more)

    return of


def test_what_is_written_is_read_back_with_its_note(control, bring_in, squares):
    bring_in(0.5)
    history = read_history(control, squares.factions)
    assert (history.note.source, history.note.licence, history.note.rest) == (SAID.source, "CC BY 4.0", "BLUE")
    assert len(history.rows) == 1
    written = gpd.read_parquet(control / "history.parquet")
    assert list(written.columns) == ["valid_from", "valid_to", "faction", "geometry"]
    assert written.crs == 4326


def test_a_new_import_replaces_the_old_and_changes_the_version(control, bring_in, squares):
    bring_in(0.5)
    before = data_version(control.parent)
    bring_in(0.6)
    assert data_version(control.parent) != before
    (shape,) = read_history(control, squares.factions).drawn_on(read_theatre(control.parent).start).values()
    assert shape.bounds == (0, 0, 0.6, 1)


def test_the_same_import_gives_the_same_version(control, bring_in):
    bring_in(0.5)
    before = data_version(control.parent)
    bring_in(0.5)
    assert data_version(control.parent) == before


def test_a_run_that_dies_while_measuring_leaves_the_old_history(control, bring_in, squares):
    bring_in(0.5)
    files = {path.name: path.read_bytes() for path in control.iterdir()}

    def die(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_in(0.6, on_span=die)
    assert {path.name: path.read_bytes() for path in control.iterdir()} == files


@pytest.mark.parametrize("moved", [0, 1, 2, 3, 4])
def test_a_first_run_that_dies_while_files_move_leaves_no_history(control, bring_in, monkeypatch, moved):
    dies_after(monkeypatch, moved)
    with pytest.raises(KeyboardInterrupt):
        bring_in(0.5)
    assert not has_history(control)
    assert read_theatre(control.parent).history is None


@pytest.mark.parametrize("moved", [1, 2, 3, 4])
def test_a_later_run_that_dies_while_files_move_asks_to_import_again(control, bring_in, monkeypatch, squares, moved):
    bring_in(0.5)
    with monkeypatch.context() as patch:
        dies_after(patch, moved)
        with pytest.raises(KeyboardInterrupt):
            bring_in(0.6)
    with pytest.raises(UnreadableFileError, match=r"is not the history that history\.toml describes.*import-control"):
        read_history(control, squares.factions)
    bring_in(0.6)
    assert read_theatre(control.parent).history is not None


def dies_after(patch: pytest.MonkeyPatch, moved: int) -> None:
    rename, done = Path.replace, []

    def replace(self: Path, target: Path) -> Path:
        if len(done) == moved:
            raise KeyboardInterrupt
        done.append(target)
        return rename(self, target)

    patch.setattr(history_files.Path, "replace", replace)


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path, squares, bring_in, control):
    for path in control.iterdir():
        path.unlink()
    control.rmdir()
    control.write_text("in the way")
    with pytest.raises(UnwritableHistoryError, match="control"):
        bring_in(0.5)


def test_a_history_of_factions_that_have_gone_is_refused(control, bring_in, squares):
    bring_in(0.5)
    without = {name: faction for name, faction in squares.factions.items() if name != "RED"}
    with pytest.raises(SchemaError, match="RED"):
        read_history(control, without)


def test_the_series_kept_is_the_series_worked_out_and_goes_stale_with_the_ground(
    control, bring_in, squares, monkeypatch
):
    written = bring_in(0.5)
    history = read_history(control, squares.factions)
    with monkeypatch.context() as patch:
        patch.setattr("geo.polygons.series.history_series", None)  # what is kept must do
        kept = read_series(history, squares.governorates, squares.extent, squares.factions)
    assert kept.km2["area_km2"].tolist() == written.km2["area_km2"].tolist()
    other = squares.governorates.iloc[:1]
    assert set(read_series(history, other, squares.extent, squares.factions).km2["adm1_pcode"]) == {"XX01"}
