"""What the page says of ground that somebody else drew."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.suites import first_quick
from tests.ui.conftest import words
from tests.worlds import drawn_theatre, rectangle

BOW_TIE = {"type": "Polygon", "coordinates": [[[0, 0], [0.5, 1], [0.5, 0], [0, 1], [0, 0]]]}


@pytest.fixture
def drawn(tmp_path: Path) -> Path:
    """RED is drawn on the 1st and, crossing itself, on the 5th; days between were not drawn."""
    drawn_theatre(tmp_path, {1: [("RED", rectangle(0, 0, 0.5, 1))], 5: [("RED", BOW_TIE)]}, rest="BLUE")
    return tmp_path / "t"


def test_drawn_ground_names_its_source_its_day_and_what_was_mended(open_page, drawn):
    page = open_page(drawn, show="ground:0.5000,0.1000", to="2025-01-03")
    assert not page.exception
    assert not page.warning
    told = re.sub(r"\s+", " ", re.sub(r"\s+(?=[,:])", "", words(page)))
    assert "Ground at 0.5000° N, 0.1000° E" in told
    assert "On 3 Jan 2025: Red, controlled" in told
    assert "A mapper" in told
    assert "CC BY 4.0" in told
    assert "1 Jan 2025, 2 days old: nothing was drawn since" in told
    assert "1 of its 2 polygons was not closed, or crossed itself, and was mended." in told
    assert "It is taken to be that of the theatre." in told
    assert "strips under 300 m wide" in told
    assert "What would change it: A corrected drawing by the source" in told


def test_ground_that_nobody_is_known_to_hold_is_told_in_a_sentence(open_page, tmp_path):
    drawn_theatre(tmp_path, {1: [("unknown", rectangle(0, 0, 0.5, 1)), ("RED", rectangle(0.5, 0, 1, 1))]})
    told = re.sub(r"\s+", " ", words(open_page(tmp_path / "t", show="ground:0.5000,0.1000", to="2025-01-01")))
    assert "nobody is known to hold it" in told
    assert "nobody known, holder not known" not in told
    assert "None of its 2 polygons had to be mended." in told


@pytest.mark.parametrize("show", first_quick(["ground:north,east", "ground:1", "ground:nan,1", "ground:1,2,3"]))
def test_a_point_that_is_none_is_a_damaged_link(open_page, drawn, show):
    page = open_page(drawn, show=show)
    assert not page.exception
    assert len(page.warning) == 1


@pytest.mark.thorough
def test_a_point_off_the_map_or_outside_the_history_says_so(open_page, drawn):
    assert "No ground is drawn or mapped here" in words(open_page(drawn, show="ground:45.0,45.0"))
