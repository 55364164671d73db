"""The browser draws the map before the rest of the page is sent, where the map shows something new."""

from __future__ import annotations

import pytest

from tests.ui.conftest import turn_to
from tests.worlds import january
from ui import map_column


@pytest.fixture
def waits(monkeypatch):
    """How long the page waited, each time."""
    waited: list[float] = []
    monkeypatch.setattr(map_column, "sleep", waited.append)
    return waited


def test_the_map_has_a_head_start_where_it_shows_something_new_and_nothing_waits_where_it_does_not(
    open_page, war, waits
):
    page = open_page(war)
    assert waits == []
    page.date_input(key="end").set_value(january(12)).run()
    assert waits == [map_column.HEAD_START_S]
    turn_to(page, "Places")
    page.run()
    page.session_state["selected"] = "place:west"
    page.run()
    assert waits == [map_column.HEAD_START_S]
    page.session_state["mode"] = "control"
    page.run()
    assert waits == [map_column.HEAD_START_S] * 2
