"""The three theatres the cases are brought into."""

from __future__ import annotations

import pytest

from geo.theatre.loader import read_theatre
from tests.suites import first_quick


@pytest.mark.parametrize("name", first_quick(["syr", "ukr", "bfa"]))
def test_each_theatre_of_the_cases_is_sound_and_empty(name, request):
    theatre = read_theatre(request.getfixturevalue(name))
    assert theatre.rejected == ()
    assert len(theatre.events) == 0
