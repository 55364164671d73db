from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import settings

from tests.worlds import event, write_theatre

settings.register_profile("frontline", deadline=None, derandomize=True)  # `python -m tests.fuzz` looks further
settings.load_profile("frontline")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory):
    """Tests keep their cells to themselves, and see no theatre of whoever runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FRONTLINE_CACHE", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("FRONTLINE_THEATRES", str(tmp_path_factory.mktemp("theatres")))
        patch.delenv("FRONTLINE_READ_ONLY", raising=False)
        patch.delenv("FRONTLINE_GEOCODER", raising=False)
        yield


@pytest.fixture(scope="session", autouse=True)
def _no_wait_for_the_disk():
    """What tests write need not outlive a power cut: nothing waits until a disk has it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda handle: None)
        yield


@pytest.fixture
def folder(tmp_path) -> Path:
    """A theatre of the two squares with an event of its own."""
    return write_theatre(tmp_path / "t", events=[event("e1", "2025-01-02")])


@pytest.fixture(scope="session")
def outlines_read_once():
    """The two large files of outlines from which new theatres are made are read once, for nobody changes them."""
    from ingest.new_theatre.topojson import read_topojson

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ingest.new_theatre.world.read_topojson", lru_cache(maxsize=2)(read_topojson))
        yield
