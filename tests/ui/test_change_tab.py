"""The tabs of change and of days: open them, and they tell what the situation holds."""

from __future__ import annotations

import pytest

from tests.worlds import crossing, event, row, status, write_theatre


@pytest.fixture
def war(tmp_path):
    """RED loses the east to BLUE on the 10th; a crossing opens with it."""
    return write_theatre(
        tmp_path / "war",
        reports=[
            row("west", "BLUE", "2025-01-01", scope="baseline"),
            row("east", "RED", "2025-01-01", scope="baseline"),
            row("east", "BLUE", "2025-01-10", published_on="2025-02-01"),
        ],
        events=[event("strike", "2025-01-10", 1.5, 0.5, sub_event_type="Air/drone strike")],
        crossings=[
            crossing(
                "gate",
                0.5,
                0.0,
                status("closed", "2025-01-01", "2025-01-09", "RED"),
                status("open", "2025-01-10", "2025-01-31", "BLUE"),
            )
        ],
    )


def opened(open_page, folder, tab, **link):
    page = open_page(folder, **link)
    page.session_state["tab"] = tab
    return page.run()


def columns(page) -> list[set[str]]:
    return [set(table.value.columns) for table in page.dataframe]


def test_the_change_tab_tells_who_took_what_and_on_whose_word(open_page, war):
    page = opened(open_page, war, "Change")
    assert not page.exception
    transitions, balance, places, crossings, corrected = (table.value for table in page.dataframe)
    assert list(transitions[["From", "To"]].iloc[0]) == ["Red", "Blue"]
    assert transitions["km²"].iloc[0] == pytest.approx(12_309, rel=1e-3)
    assert set(balance["Faction"]) == {"Blue", "Red"}
    assert list(places["Place"]) == ["East"]
    assert list(crossings[["Was", "Is"]].iloc[0]) == ["closed", "open"]
    assert list(corrected[["Known then", "Known today"]].iloc[0]) == ["Red", "Blue"]


def test_one_day_has_no_change_and_says_so(open_page, war):
    page = opened(open_page, war, "Change", **{"from": "2025-01-05", "to": "2025-01-05"})
    assert not page.exception
    assert "One day has no change" in page.info[0].value


def test_the_days_are_charted_even_where_nothing_happened(open_page, tmp_path):
    page = opened(open_page, write_theatre(tmp_path / "calm"), "Over time")
    assert not page.exception
    assert "No certain incident" in page.info[0].value


def test_the_surroundings_of_a_place_are_charted(open_page, war):
    page = opened(open_page, war, "Over time")
    page.multiselect(key="around-places").set_value(["east"]).run()
    assert not page.exception
    assert any("East, 1 strike in the range" in part.value for part in page.markdown)
