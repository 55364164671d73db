"""Ground drawn on the map: the page asks who holds it, keeps it, tells of it on a click, and takes it back."""

from __future__ import annotations

import pytest

from geo.changelog.log import Action, Subject, read_ledger
from geo.theatre.loader import read_theatre
from tests.ui.conftest import plain, turn_to, words
from tests.ui.test_manual_edit import buttons, press, save, type_in
from tests.worlds import january, write_theatre

EAST = {"shape": "polygon", "corners": [[1.2, 0.2], [1.8, 0.2], [1.8, 0.8], [1.2, 0.8]]}
SAID = {"controller": "BLUE", "status": "controlled", "reliability": "B", "credibility": 2, "asserted_by": "A mapper",
        "source_url": "https://example.org/map", "who": "Amal", "why": "drawn after the map of the day"}  # fmt: skip


@pytest.fixture
def war(tmp_path):
    return write_theatre(tmp_path / "war")


def draw(page, **shape):
    page.session_state["map"] = {"drawn": {"at": 1, **shape}}
    return page.run()


def told(page) -> str:
    return " ".join(plain(part.value) for part in (*page.markdown, *page.caption, *page.error))


@pytest.mark.thorough
def test_what_was_drawn_is_kept_by_its_form_told_on_the_map_and_undone(open_page, war):
    page = draw(open_page(war, to="2025-01-10"), **EAST)
    assert "with 1 place inside: East." in told(page)
    page = save(type_in(page, **SAID))
    (entry,) = read_ledger(war).entries
    assert (entry.action, entry.subject, entry.who) == (Action.ADD, Subject.GROUND, "Amal")
    assert read_theatre(war).control.states(january(10), None)["east"].controller == "BLUE"
    assert "says A mapper (polygon drawn by hand, over 1 place)" in words(page)
    assert "Added by hand by Amal" in words(page)
    page = press(page, "by-hand-undo")
    assert read_theatre(war).control.states(january(10), None)["east"].controller == "RED"


@pytest.mark.thorough
def test_a_line_asks_how_far_its_ground_reaches_and_says_what_is_wrong_at_that_field(open_page, war):
    page = draw(open_page(war, to="2025-01-10"), shape="line", corners=[[1.2, 0.5], [1.4, 0.5]])
    assert "Line with the ground 2 km beside it" in told(page)
    page = save(type_in(page, **SAID))
    assert "holds no place of the gazetteer" in told(page)
    assert "East, lies 9.1 km off" in told(page)
    page = save(type_in(page, within_km=None))
    assert "Give a distance in km" in told(page)
    page = save(type_in(page, within_km=12.0))
    assert list(read_theatre(war).ground["within_km"]) == [12.0]


@pytest.mark.thorough
def test_the_ground_of_a_report_is_edited_and_withdrawn_where_its_place_is_corrected(open_page, war):
    page = save(type_in(draw(open_page(war, to="2025-01-10"), **EAST), **SAID))
    page = press(page, "by-hand-edit-report")
    page = save(type_in(page, controller="GREEN", who="Amal", why="misread"))
    assert read_theatre(war).control.states(january(10), None)["east"].controller == "GREEN"
    page = press(page, "by-hand-withdraw-report")
    page = save(type_in(page, who="Amal", why="withdrawn by its maker"))
    assert read_theatre(war).ground.empty
    turn_to(page, "Data")
    assert "Green holds it, 2025-01-10, says A mapper" in told(page.run())


@pytest.mark.parametrize("shape", [{}, {"shape": "polygon", "corners": [[1, 2]]}])
def test_what_is_no_shape_opens_no_form(open_page, war, shape):
    page = draw(open_page(war), **shape)
    assert not page.exception
    assert "Cancel" not in buttons(page)


@pytest.mark.thorough
def test_where_nothing_can_be_changed_nothing_is_asked(open_page, war, monkeypatch):
    monkeypatch.setenv("FRONTLINE_READ_ONLY", "1")
    page = draw(open_page(war), **EAST)
    assert not page.exception
    assert "Cancel" not in buttons(page)
