"""A pipe or a device in a theatre is no file: whoever read it would wait for ever."""

from __future__ import annotations

import os

import pytest

from geo.common.errors import UnreadableFileError
from geo.theatre.catalog import find_theatres
from geo.theatre.loader import read_theatre
from geo.theatre.version import data_version


@pytest.mark.parametrize("read", [read_theatre, data_version])
@pytest.mark.parametrize(
    "name",
    ["theatre.toml", "changes.ndjson", "control/reports.csv", "control/history.parquet", "imports/a/events.parquet"],
)
def test_it_is_named_and_not_waited_for(folder, read, name):
    pipe = folder / name
    pipe.parent.mkdir(parents=True, exist_ok=True)
    pipe.unlink(missing_ok=True)
    os.mkfifo(pipe)
    with pytest.raises(UnreadableFileError, match="is a pipe or a device and no file") as raised:
        read(folder)
    assert str(raised.value.file) == str(pipe)


def test_settings_that_are_a_pipe_are_a_fault_of_the_theatre(folder, monkeypatch):
    (folder / "theatre.toml").unlink()
    os.mkfifo(folder / "theatre.toml")
    monkeypatch.setenv("FRONTLINE_DATA", str(folder))
    assert find_theatres()[0].fault == "theatre.toml is no file"


def test_what_is_hidden_is_nobody_s_business(folder):
    os.mkfifo(folder / ".pipe")
    assert read_theatre(folder).version == data_version(folder)
