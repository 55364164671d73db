"""The export panel as widgets: what it offers, and that it asks for what the page shows."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.job.formats import OUTPUTS, suffixes_by_group
from tests.ui.conftest import PATIENCE_S, plain
from tests.worlds import event, write_theatre
from ui.export_jobs import Job
from ui.export_panel import PANEL
from ui.export_result import QUEUE


@pytest.fixture
def war(tmp_path):
    return write_theatre(tmp_path / "war", events=[event("battle", "2025-01-05")])


@pytest.fixture
def open_panel(open_page, war):
    """The page with its panel open."""

    def opened(**link: str):
        page = open_page(war, **link)
        page.session_state[PANEL] = True
        return page.run()

    return opened


def options(page, choice: str) -> list[str]:
    return page.segmented_control(key=f"export-{choice}").options


def preview(page) -> Job:
    """The newest job of a preview, over."""
    job = list(page.session_state[QUEUE]._previews.values())[-1]
    assert job.wait(PATIENCE_S)
    return job


def test_a_closed_panel_draws_nothing(open_page, war):
    page = open_page(war)
    assert not page.exception
    assert QUEUE not in page.session_state or page.session_state[QUEUE]._previews == {}


@pytest.mark.thorough
def test_the_open_panel_offers_every_kind_of_file_there_is(open_panel):
    page = open_panel()
    assert not page.exception
    assert options(page, "group") == list(suffixes_by_group())
    offered = set()
    for group, suffixes in suffixes_by_group().items():
        page.segmented_control(key="export-group").set_value(group).run()
        assert not page.exception
        offered |= set(options(page, "suffix")) if len(suffixes) > 1 else set(suffixes)
    assert offered == OUTPUTS.keys()


@pytest.mark.thorough
def test_the_preview_is_of_what_the_page_shows(open_panel):
    page = open_panel(**{"from": "2025-01-02", "to": "2025-01-05", "area": "west", "layers": "control", "lang": "ar"})
    request = preview(page).key.request
    assert (request.filters.start, request.filters.end) == (date(2025, 1, 2), date(2025, 1, 5))
    assert (request.filters.area, request.layers, request.language) == ("west", frozenset({"control"}), "ar")


@pytest.mark.thorough
def test_the_preview_is_set_as_the_panel_says(open_panel):
    page = open_panel()
    for choice, word in (("kind", "change"), ("page", "16:9"), ("tlp", "amber")):
        page.segmented_control(key=f"export-{choice}").set_value(word)
    page.segmented_control(key="export-language-en").set_value("both")
    page.text_input(key="export-title").set_value("  Two squares  ")
    page.date_input(key="export-made_on").set_value(date(2025, 2, 1))
    request = preview(page.run()).key.request
    assert (request.kind, request.page, request.tlp, request.language) == ("change", "16:9", "amber", "both")
    assert (request.title, request.made_on) == ("Two squares", date(2025, 2, 1))


@pytest.mark.thorough
def test_the_panel_keeps_its_choices_while_it_is_closed(open_panel):
    page = open_panel()
    page.segmented_control(key="export-page").set_value("A3").run()
    page.session_state[PANEL] = False
    page.run()
    page.session_state[PANEL] = True
    assert page.run().segmented_control(key="export-page").value == "A3"


@pytest.mark.thorough
def test_a_data_file_is_not_set_like_a_sheet(open_panel):
    page = open_panel()
    page.segmented_control(key="export-group").set_value("Data").run()
    assert not page.exception
    keys = {control.key for control in page.segmented_control}
    assert keys & {"export-page", "export-tlp", "export-kind"} == set()


@pytest.mark.thorough
def test_a_film_shows_how_far_it_is_and_then_its_file_while_the_filters_work(open_panel):
    page = open_panel()
    page.segmented_control(key="export-group").set_value("Film").run()
    if len(suffixes_by_group()["Film"]) > 1:
        page.segmented_control(key="export-suffix").set_value(".gif").run()
    page.segmented_control(key="export-width").set_value("800")
    page.segmented_control(key="export-speed").set_value("4").run()
    page.button(key="export-make").click().run()
    assert page.session_state[QUEUE].long.wait(PATIENCE_S)
    request = page.session_state[QUEUE].long.key.request
    assert (request.width, request.days_per_second) == (800, 4.0)
    page.session_state[PANEL] = False
    page.checkbox(key="layer-events").set_value(False).run()
    assert not page.exception
    assert "frontline_both_20250101-20250131.gif" in plain(" ".join(caption.value for caption in page.caption))
    page.button(key="export-away").click().run()
    assert page.session_state[QUEUE].long is None
