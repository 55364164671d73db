"""A click on the map, told by the map's own script, selects what it asks about."""

from __future__ import annotations

import pytest

from tests.ui.conftest import words
from tests.worlds import event, write_theatre


@pytest.fixture
def there(tmp_path):
    """One event known to an area only."""
    return write_theatre(tmp_path / "there", events=[event("a", "2025-01-05", 0.5, 0.5, geo_precision=3)])


def clicked(page, ref: str):
    page.session_state["map"] = {"click": {"at": 1, "lat": 0.5, "lon": 0.5, "ref": ref, "within": 10.0}}
    return page.run()


def test_what_is_gone_by_the_time_of_the_click_is_not_selected(open_page, there):
    page = clicked(open_page(there), "event:gone")
    assert not page.exception
    assert page.session_state["selected"] == ""


@pytest.mark.thorough
def test_events_known_to_an_area_only_stay_selected_through_the_next_run(open_page, there):
    ref = "vague:XX01"
    page = clicked(open_page(there), ref).run()
    assert page.session_state["selected"] == ref
    assert "place not known" in words(page)
    assert page.query_params["show"] == ref
    linked = open_page(there, show=ref)
    assert linked.session_state["selected"] == ref
