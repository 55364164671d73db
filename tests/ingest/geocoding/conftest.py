from __future__ import annotations

import pytest

from geo.theatre.catalog import SHIPPED
from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre
from ingest.geocoding import Gazetteer


@pytest.fixture(scope="session")
def syria() -> Theatre:
    return read_theatre(SHIPPED)


@pytest.fixture(scope="session")
def shipped(syria) -> Gazetteer:
    return Gazetteer(syria.places, syria.governorates)
