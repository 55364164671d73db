"""Which theatres can be opened here, and how two of one id are told apart."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from geo.common.errors import DataError, MissingFileError
from geo.theatre.catalog import SHIPPED, find_theatres, link_names, redact_paths
from geo.theatre.loader import read_theatre
from geo.theatre.version import data_version
from tests.worlds import write_theatre


@pytest.fixture
def own(tmp_path, monkeypatch):
    """The user's folder of theatres, empty; the shipped theatre is the chosen one."""
    folder = tmp_path / "own"
    folder.mkdir()
    monkeypatch.setenv("FRONTLINE_THEATRES", str(folder))
    monkeypatch.setenv("FRONTLINE_DATA", "")
    return folder


def test_where_there_is_nothing_else_there_is_the_shipped_one(own):
    (only,) = find_theatres()
    assert (only.key, only.folder, only.fault) == ("syria-2024", SHIPPED, None)


def test_a_folder_of_theatres_that_is_not_there_is_no_fault(own, monkeypatch):
    monkeypatch.setenv("FRONTLINE_THEATRES", str(own / "nowhere"))
    assert [one.key for one in find_theatres()] == ["syria-2024"]


def test_the_chosen_theatre_comes_first_then_the_shipped_one_then_those_of_the_user(own, tmp_path, monkeypatch):
    write_theatre(own / "mine")
    chosen = write_theatre(tmp_path / "chosen")
    settings = chosen / "theatre.toml"
    settings.write_text(settings.read_text().replace('id = "squares"', 'id = "first"'))
    monkeypatch.setenv("FRONTLINE_DATA", str(chosen))
    assert [one.key for one in find_theatres()] == ["first", "syria-2024", "squares~mine"]


def test_a_folder_named_twice_is_one_theatre(own, monkeypatch):
    monkeypatch.setenv("FRONTLINE_DATA", str(write_theatre(own / "mine")))
    assert [one.key for one in find_theatres()] == ["squares", "syria-2024"]


def test_a_theatre_in_the_making_is_none_yet(own):
    write_theatre(own / ".new-mine-1a2b")
    assert [one.key for one in find_theatres()] == ["syria-2024"]


def test_two_of_one_id_and_name_are_told_apart_by_their_folders(own):
    for name in ("january", "retold"):
        write_theatre(own / name)
    _, one, other = find_theatres()
    assert (one.key, other.key) == ("squares~january", "squares~retold")
    assert (one.name, other.name) == ("january: Two squares", "retold: Two squares")


def test_a_key_is_the_same_whatever_other_folders_come_and_go(own):
    for name in ("january", "retold", "squares"):
        write_theatre(own / name)
    before = {one.folder.name: one.key for one in find_theatres()}
    assert before == {
        "data": "syria-2024",
        "january": "squares~january",
        "retold": "squares~retold",
        "squares": "squares",
    }
    for gone in ("january", "squares"):
        shutil.rmtree(own / gone)
    assert {one.folder.name: one.key for one in find_theatres()} == {"data": "syria-2024", "retold": before["retold"]}


def test_keys_are_always_different(own, tmp_path, monkeypatch):
    for folder in (own / "same", tmp_path / "same"):
        write_theatre(folder)
    settings = write_theatre(own / "tilde") / "theatre.toml"
    settings.write_text(settings.read_text().replace('id = "squares"', 'id = "squares~same"'))
    monkeypatch.setenv("FRONTLINE_DATA", str(tmp_path / "same"))
    keys = [one.key for one in find_theatres()]
    assert len(set(keys)) == len(keys) == 4


def test_no_two_are_listed_alike(own, tmp_path, monkeypatch):
    for folder in (own / "same", tmp_path / "same"):
        write_theatre(folder)
    monkeypatch.setenv("FRONTLINE_DATA", str(tmp_path / "same"))
    first, _, last = find_theatres()
    assert (first.name, last.name) == ("same: Two squares", "same (2): Two squares")


@pytest.mark.parametrize(
    ("settings", "fault"), [("id = ", "is not TOML"), ('id = "x"', "lacks 'name'"), ('id = "x"\nname = 3', "lacks")]
)
def test_a_theatre_whose_settings_cannot_be_read_is_listed_with_its_fault(own, settings, fault):
    (own / "broken").mkdir()
    (own / "broken" / "theatre.toml").write_text(settings)
    _, broken = find_theatres()
    assert broken.name == "broken"
    assert fault in broken.fault


def test_a_folder_without_settings_is_no_theatre(own):
    (own / "notes").mkdir()
    assert len(find_theatres()) == 1


def test_a_chosen_folder_that_is_not_there_is_listed_with_its_fault(own, monkeypatch):
    monkeypatch.setenv("FRONTLINE_DATA", str(own / "nowhere"))
    first, *_ = find_theatres()
    assert (first.key, "cannot be read" in first.fault) == ("nowhere", True)


def test_a_link_may_call_a_theatre_by_its_key_or_by_a_folder_s_name_that_no_other_has(own, tmp_path, monkeypatch):
    for folder in (own / "mine", own / "yours", tmp_path / "mine"):
        write_theatre(folder)
    monkeypatch.setenv("FRONTLINE_DATA", str(tmp_path / "mine"))
    names = link_names(find_theatres())
    assert names["yours"] == "squares~yours"
    assert names["squares~mine"] == "squares~mine"
    assert "mine" not in names


def test_a_key_goes_before_a_folder_of_that_name(own):
    write_theatre(own / "syria-2024")
    names = link_names(find_theatres())
    assert (names["syria-2024"], names["squares~syria-2024"]) == ("syria-2024", "squares~syria-2024")


def test_a_fault_names_its_file_within_the_theatre_and_never_where_that_lies(tmp_path):
    folder = write_theatre(tmp_path / "war")
    fault = DataError(folder / "control" / "reports.csv", f"cannot be read ({folder}/control/reports.csv)", "Mend it.")
    assert redact_paths(fault, folder) == "control/reports.csv: cannot be read (control/reports.csv). Mend it."
    missing = MissingFileError(folder, "is not a folder", "Name one.")
    assert redact_paths(missing, folder) == "war: is not a folder. Name one."


def test_a_theatre_named_by_a_relative_path_keeps_the_words_of_its_remedies(tmp_path, monkeypatch):
    (write_theatre(tmp_path / "data") / "factions.toml").unlink()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(MissingFileError) as missing:
        read_theatre(Path("data"))
    told = redact_paths(missing.value, Path("data"))
    assert told == "factions.toml: is missing. data/README.md lists what it must hold."


def test_a_file_that_may_not_be_read_is_a_fault_of_the_theatre(tmp_path, monkeypatch):
    folder = write_theatre(tmp_path / "war")

    def refused(path: Path) -> bytes:
        raise PermissionError(13, os.strerror(13), str(path))

    monkeypatch.setattr(Path, "read_bytes", refused)
    with pytest.raises(DataError, match="cannot be read"):
        data_version(folder)
