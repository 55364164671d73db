from __future__ import annotations

import pytest

from geo.theatre import SHIPPED, Theatre, read_theatre
from ingest.geocoding import Gazetteer


@pytest.fixture(scope="session")
def syria() -> Theatre:
    return read_theatre(SHIPPED)


@pytest.fixture(scope="session")
def shipped(syria) -> Gazetteer:
    return Gazetteer.of(syria.places, syria.governorates)
