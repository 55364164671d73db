"""An area drawn on the map: the page takes it up as the area of all its figures, names it in its row, puts it away."""

from __future__ import annotations

import pytest

from tests.ui.conftest import plain, words
from tests.worlds import event, write_theatre

WEST = "0,0~0,1~1,1~1,0"
CORNER = "0,0~0,0.6~0.6,0.6~0.6,0"
"""Of the western square, as a link tells of it: the town is inside."""


@pytest.fixture
def war(tmp_path):
    events = [event("near", "2025-01-05", 0.5, 0.5), event("off", "2025-01-05", 0.8, 0.8)]
    return write_theatre(tmp_path / "war", events=events)


def draw(page, *corners: tuple[float, float], at: int = 1):
    """`corners`: longitude and latitude, as the map hands them over."""
    page.session_state["map"] = {"area": {"at": at, "shape": "polygon", "corners": [list(one) for one in corners]}}
    return page.run()


def chips(page) -> list[str]:
    return [plain(option.content) for option in page.button_group(key="area").proto.options]


def said(page) -> str:
    return " ".join(words(page).split())


def told(page) -> str:
    return " ".join(plain(one.value) for one in page.warning)


@pytest.mark.thorough
def test_what_was_drawn_is_the_area_of_the_figures_stands_in_the_link_and_is_put_away(open_page, war):
    page = draw(open_page(war), (0, 0), (0.6, 0), (0.6, 0.6), (0, 0.6))
    assert not page.exception
    assert page.query_params["area"] == CORNER
    assert chips(page) == ["Drawn area (4,431 km²)", "Both", "West"]
    assert "Events 1 certain" in said(page)
    assert "Area of the figures: Drawn area (4,431 km²)" in said(page)
    page.button_group(key="area").set_value("west").run()
    assert chips(page) == ["Drawn area (4,431 km²)", "Both", "West"]
    assert "Events 2 certain" in said(page)
    page.button_group(key="area").set_value(CORNER).run()
    assert "Events 1 certain" in said(page)
    page.button_group(key="area").set_value(None).run()  # a chip that is pressed twice flies to its area
    assert page.query_params["area"] == CORNER
    page.button(key="own-area-away").click().run()
    assert chips(page) == ["Both", "West"]
    assert "area" not in page.query_params
    assert "Events 2 certain" in said(page)


@pytest.mark.thorough
def test_a_link_opens_the_area_that_was_drawn_and_is_written_as_it_was_read(open_page, war):
    page = open_page(war, area=CORNER)
    assert not page.warning
    assert page.button_group(key="area").value == CORNER
    assert dict(page.query_params) == {"area": CORNER}
    arabic = open_page(war, area=CORNER, lang="ar")
    assert chips(arabic)[0] == "منطقة مرسومة (4,431 كم²)"


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("corners", "sentence"),
    [
        ([(0, 0), (0.001, 0), (0, 0.001)], "is smaller than 1 km². Draw it larger."),
        ([(0, 0), (1, 1), (1, 0), (0, 1)], "crosses itself. Draw it so that none of its sides meet."),
        ([(50, 0), (51, 1), (50, 1)], "reaches far beyond this theatre. Draw it closer"),
    ],
)
def test_what_cannot_be_an_area_is_refused_with_a_sentence_and_changes_nothing(open_page, war, corners, sentence):
    page = draw(open_page(war), *corners)
    assert sentence in told(page)
    assert page.button_group(key="area").value == "both"
    assert chips(page) == ["Both", "West"]


@pytest.mark.thorough
@pytest.mark.parametrize("said", [{"shape": "line", "corners": [[0, 0], [1, 1]]}, {"shape": "polygon", "corners": "x"}])
def test_what_is_no_polygon_is_none(open_page, war, said):
    page = open_page(war)
    page.session_state["map"] = {"area": {"at": 1, **said}}
    page.run()
    assert not page.exception
    assert page.button_group(key="area").value == "both"


def test_a_damaged_outline_in_a_link_is_named_and_the_rest_of_the_link_is_kept(open_page, war):
    page = open_page(war, area="0,0~1,1~0,1~1,0", to="2025-01-10")
    assert "Ignored: The area 0,0~1,1~0,1~1,0 crosses itself." in told(page)
    assert page.button_group(key="area").value == "both"
    assert dict(page.query_params) == {"to": "2025-01-10"}
