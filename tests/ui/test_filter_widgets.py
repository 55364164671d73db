"""The filters and the layers as widgets: what is chosen is shown everywhere, and what leaves nothing is named."""

from __future__ import annotations

import pytest

from layers import all_layers
from tests.ui.conftest import plain, shown_layers, table_ids, turn_to, words
from tests.worlds import january


@pytest.mark.thorough
def test_a_quick_range_sets_every_widget_that_shows_the_range(open_page, war):
    page = open_page(war, tab="Events")
    page.button(key="quick-first-week").click().run()
    assert page.date_input(key="start").value == january(1)
    assert page.date_input(key="end").value == january(7)
    assert page.slider(key="days").value == (january(1), january(7))
    assert page.query_params["to"] == "2025-01-07"
    assert table_ids(page) == ["battle"]


@pytest.mark.thorough
def test_a_question_put_by_one_press_has_its_days_area_and_mode(open_page, war):
    settings = war / "theatre.toml"
    asked = '[[quick_ranges]]\nid = "fall"\nname_en = "The east falls"\nstart = 2025-01-09\nend = 2025-01-11\n'
    settings.write_text(f'{settings.read_text()}\n{asked}area = "west"\nmode = "control"\n', encoding="utf-8")
    page = open_page(war)
    page.button(key="quick-fall").click().run()
    assert not page.exception
    assert (page.button_group(key="area").value, page.button_group(key="mode").value) == ("west", "control")
    assert dict(page.query_params) == {"from": "2025-01-09", "to": "2025-01-11", "area": "west", "mode": "control"}


def test_an_area_pressed_again_stays_chosen_and_the_map_flies_there_again(open_page, war):
    page = open_page(war, area="west")
    assert "map-flight" not in page.session_state
    page.button_group(key="area").set_value(None).run()
    assert page.button_group(key="area").value == "west"
    assert page.session_state["map-flight"]["bounds"] == (0.0, 0.0, 1.0, 1.0)


def test_the_button_that_opens_the_filters_tells_how_many_are_set(open_page, war):
    page = open_page(war, strikes="only", factions="RED", area="west", **{"from": "2025-01-03"})
    styles = " ".join(part.proto.body for part in page.get("html"))
    assert 'content: "Filters (2)"' in styles, "days and area stand over the map"


@pytest.mark.thorough
def test_the_layers_of_another_mode_are_as_they_were_when_it_comes_back(open_page, war):
    page = open_page(war)
    assert "change" in shown_layers(page)
    page.checkbox(key="layer-change").uncheck().run()
    page.button_group(key="mode").set_value("events").run()
    assert "change" not in shown_layers(page)
    page.button_group(key="mode").set_value("change").run()
    assert not page.checkbox(key="layer-change").value


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("moved", "to", "both"),
    [("start", january(20), (january(20), january(20))), ("end", january(2), (january(2), january(2)))],
)
def test_a_day_moved_past_the_other_takes_it_along(open_page, war, moved, to, both):
    page = open_page(war, **{"from": "2025-01-05", "to": "2025-01-10"})
    page.date_input(key=moved).set_value(to).run()
    assert not page.exception
    assert (page.date_input(key="start").value, page.date_input(key="end").value) == both
    assert page.slider(key="days").value == both


@pytest.mark.thorough
def test_the_slider_moves_both_days(open_page, war):
    page = open_page(war)
    page.slider(key="days").set_value((january(4), january(6))).run()
    assert page.date_input(key="start").value == january(4)
    assert page.date_input(key="end").value == january(6)


def test_strikes_only_is_one_click(open_page, war):
    page = open_page(war, tab="Events")
    assert table_ids(page) == ["battle", "strike"]
    page.toggle(key="strikes_only").set_value(True).run()
    assert table_ids(page) == ["strike"]
    assert "1 certain" in words(page)


@pytest.mark.thorough
def test_kinds_of_strike_and_casualties_narrow_the_table_and_are_in_the_link(open_page, war):
    page = open_page(war, tab="Events")
    page.multiselect(key="strike_kinds").set_value(["drone"]).run()
    assert table_ids(page) == ["strike"]
    assert page.query_params["strike-kinds"] == "drone"
    page.multiselect(key="strike_kinds").set_value(["missile"]).run()
    assert any("with strikes with missiles and rockets" in info.value for info in page.info)
    page.multiselect(key="strike_kinds").set_value([]).run()
    page.toggle(key="casualties_only").set_value(True).run()
    assert page.query_params["casualties"] == "only"


@pytest.mark.thorough
def test_the_layers_chosen_survive_every_rerun(open_page, war):
    page = open_page(war)
    page.checkbox(key="layer-density").check()
    page.checkbox(key="layer-control").uncheck()
    page.run()
    chosen = shown_layers(page)
    page.button(key="quick-first-week").click().run()
    page.toggle(key="strikes_only").set_value(True).run()
    page.button_group(key="area").set_value("west").run()
    assert shown_layers(page) == chosen
    assert "density" in chosen
    assert "control" not in chosen


def test_with_every_layer_off_the_page_says_how_to_get_one_back(open_page, war):
    page = open_page(war, layers="none")
    assert not page.exception
    assert "No layer is on: choose some under Layers." in [caption.value for caption in page.caption]


def test_every_layer_that_can_be_chosen_can_be_drawn(open_page, war):
    page = open_page(war, layers="~".join(layer.id for layer in all_layers()), lang="ar")
    assert not page.exception
    assert not page.warning


def test_an_empty_result_says_which_filters_made_it_empty(open_page, war):
    page = open_page(war, tab="Events", area="west", strikes="only", **{"from": "2025-01-03", "to": "2025-01-04"})
    (info,) = page.info
    for part in ("3 Jan 2025", "4 Jan 2025", "the area West", "strikes only"):
        assert part in plain(info.value)


def test_what_an_empty_result_advises_can_be_followed(open_page, war):
    page = open_page(war, tab="Events", area="west", strikes="only")
    assert "Both" in plain(page.info[0].value)
    assert "Syria" not in plain(page.info[0].value)


def test_known_by_takes_back_what_was_published_later(open_page, war):
    page = open_page(war, tab="Events", **{"to": "2025-01-10", "known-by": "2025-01-09"})
    assert table_ids(page) == ["battle"]
    turn_to(page, "What changed")
    assert "Red 12,308" in " ".join(words(page.run()).split())
