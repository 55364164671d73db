from __future__ import annotations

import pytest

from geo.theatre import Theatre
from geo.theatre_folder import read_theatre
from geo.theatres import SHIPPED
from ingest.geocoding import Gazetteer


@pytest.fixture(scope="session")
def syria() -> Theatre:
    return read_theatre(SHIPPED)


@pytest.fixture(scope="session")
def shipped(syria) -> Gazetteer:
    return Gazetteer(syria.places, syria.governorates)
