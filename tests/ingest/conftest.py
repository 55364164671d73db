from __future__ import annotations

from pathlib import Path

import pytest

from geo.theatre.loader import Frame, read_frame
from tests.worlds import event, write_theatre


@pytest.fixture
def squares(tmp_path) -> Frame:
    """Two squares, BLUE, NAVY, RED and GREEN, January 2025."""
    return read_frame(write_theatre(tmp_path / "theatre"))


@pytest.fixture
def source(tmp_path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    return folder


@pytest.fixture
def folder(tmp_path) -> Path:
    """A theatre of the two squares with an event of its own."""
    return write_theatre(tmp_path / "t", events=[event("e1", "2025-01-02")])
