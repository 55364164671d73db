from __future__ import annotations

from datetime import date

import pytest

from briefing.job.brief import Brief, brief_of, default_layers
from briefing.job.request import Request
from geo.query.filters import Filters
from geo.theatre.catalog import SHIPPED
from geo.theatre.loader import read_theatre
from geo.theatre.theatre import Theatre
from tests.worlds import theatre_of


@pytest.fixture(scope="session")
def shipped() -> Theatre:
    """The theatre that comes with the program."""
    return read_theatre(SHIPPED)


@pytest.fixture
def small(tmp_path) -> Theatre:
    """Four square governorates, two places, one event."""
    return theatre_of(tmp_path / "theatre")


def ask(theatre: Theatre, *, start: date | None = None, end: date | None = None, area: str = "", **more) -> Brief:
    """A brief of `theatre`; what is not said is as the page opens."""
    opening = theatre.everything
    filters = Filters(start=start or opening.start, end=end or opening.end, area=area or opening.area)
    return brief_of(theatre, Request(filters=filters, layers=more.pop("layers", default_layers()), **more))
