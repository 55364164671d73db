from __future__ import annotations

from pathlib import Path

import pytest

from geo.theatre.frame import Frame, read_frame
from tests.worlds import write_theatre


@pytest.fixture
def squares(tmp_path) -> Frame:
    """Two squares, BLUE, NAVY, RED and GREEN, January 2025."""
    return read_frame(write_theatre(tmp_path / "theatre"))


@pytest.fixture
def source(tmp_path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    return folder
