"""A run of the page that the next press cuts short: what was set in it holds."""

from __future__ import annotations

import pytest
import streamlit as st

import ui.controls
import ui.sidebar
from tests.worlds import january, row, write_theatre


@pytest.fixture
def war(tmp_path):
    """The east falls to BLUE on the 10th."""
    return write_theatre(
        tmp_path / "war",
        reports=[
            row("west", "BLUE", "2025-01-01", scope="baseline"),
            row("east", "RED", "2025-01-01", scope="baseline"),
            row("east", "BLUE", "2025-01-10"),
        ],
    )


def test_days_chosen_on_the_strip_hold_when_the_run_is_cut_before_the_filters(open_page, war, monkeypatch):
    page = open_page(war)
    page.slider(key="days").set_value((january(2), january(20)))
    sent = page._tree.get_widget_states()  # a browser sends the same again for what no run has drawn since
    with monkeypatch.context() as cut:
        cut.setattr(ui.sidebar, "sidebar", lambda theatre: st.stop())
        page._run(sent)
    page._run(sent)
    assert not page.exception
    assert (page.query_params["from"], page.query_params["to"]) == ("2025-01-02", "2025-01-20")
    assert page.slider(key="days").value == (january(2), january(20))


@pytest.mark.thorough
def test_what_is_pressed_after_a_cut_run_goes_before_what_was_set_in_it(open_page, war, monkeypatch):
    page = open_page(war)
    page.slider(key="days").set_value((january(2), january(20)))
    sent = page._tree.get_widget_states()
    with monkeypatch.context() as cut:
        cut.setattr(ui.sidebar, "sidebar", lambda theatre: st.stop())
        page._run(sent)
    page._run(sent)
    page.date_input(key="end").set_value(january(25)).run()
    assert (page.query_params["from"], page.query_params["to"]) == ("2025-01-02", "2025-01-25")


@pytest.mark.thorough
def test_a_day_chosen_beside_the_filters_holds_when_the_run_is_cut_before_the_strip(open_page, war, monkeypatch):
    page = open_page(war)
    page.date_input(key="end").set_value(january(20))
    sent = page._tree.get_widget_states()
    with monkeypatch.context() as cut:
        cut.setattr(ui.controls, "controls", lambda *_: st.stop())
        page._run(sent)
    page._run(sent)
    assert page.query_params["to"] == "2025-01-20"
    assert page.slider(key="days").value == (january(1), january(20))
