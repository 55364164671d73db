"""The link as widgets: it seeds them and is written by them, and what is damaged in it is named."""

from __future__ import annotations

import pytest

from tests.suites import first_quick
from tests.ui.conftest import plain, shown_layers, words
from tests.worlds import january, write_theatre


def test_a_link_seeds_the_widgets_and_comes_back_unchanged(open_page, war):
    link = {
        "from": "2025-01-03",
        "to": "2025-01-12",
        "area": "west",
        "known-by": "2025-01-20",
        "factions": "BLUE~RED",
        "types": "battles",
        "strikes": "only",
        "strike-kinds": "air~drone",
        "casualties": "only",
        "layers": "control~strikes",
        "lang": "both",
        "show": "event:battle",
    }
    page = open_page(war, **link)
    assert not page.exception
    assert not page.warning
    assert page.date_input(key="start").value == january(3)
    assert page.date_input(key="end").value == january(12)
    assert page.slider(key="days").value == (january(3), january(12))
    assert page.button_group(key="area").value == "west"
    assert page.date_input(key="known_by").value == january(20)
    assert page.multiselect(key="factions").value == ["BLUE", "RED"]
    assert page.multiselect(key="event_types").value == ["Battles"]
    assert page.toggle(key="strikes_only").value
    assert shown_layers(page) == {"control", "strikes"}
    assert page.button_group(key="language").value == "both"
    assert "They fought." in words(page)
    assert dict(page.query_params) == link


@pytest.mark.thorough
def test_the_link_follows_the_widgets(open_page, war):
    page = open_page(war)
    page.button_group(key="area").set_value("west")
    page.multiselect(key="factions").set_value(["RED"])
    page.checkbox(key="layer-events").uncheck()
    page.run()
    link = page.query_params
    assert (link["area"], link["factions"]) == ("west", "RED")
    assert "events" not in link["layers"].split("~")


@pytest.mark.thorough
def test_the_link_is_read_once_and_then_the_widgets_own_their_values(open_page, war):
    page = open_page(war, area="west")
    page.button_group(key="area").set_value("both").run()
    page.toggle(key="strikes_only").set_value(True).run()
    assert page.button_group(key="area").value == "both"


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("part", "value", "named"),
    first_quick(
        [
            ("from", "not-a-day", "not-a-day"),
            ("to", "2031-01-01", "2031-01-01"),
            ("area", "mars", "mars"),
            ("factions", "MARTIANS", "MARTIANS"),
            ("types", "dances", "dances"),
            ("strikes", "perhaps", "perhaps"),
            ("layers", "dragons", "dragons"),
            ("mode", "dream", "dream"),
            ("at", "here", "no latitude"),
            ("lang", "klingon", "klingon"),
            ("known-by", "soon", "soon"),
            ("show", "event:nothing", "event:nothing"),
            ("show", "nonsense", "nonsense"),
            ("frm", "2025-01-03", "frm"),
        ],
        parameters=3,
    ),
)
def test_a_damaged_link_opens_and_names_what_it_ignored(open_page, war, part, value, named):
    page = open_page(war, **{part: value})
    assert not page.exception
    (warning,) = page.warning
    assert named in plain(warning.value)
    assert page.date_input(key="start").value == january(1)
    assert page.query_params.get(part) != [value]


@pytest.mark.thorough
def test_what_a_link_got_wrong_stays_said_until_the_reader_puts_it_away(open_page, war):
    page = open_page(war, area="atlantis")
    page.toggle(key="strikes_only").set_value(True)
    page.run()
    (warning,) = page.warning
    assert "atlantis" in plain(warning.value)
    next(button for button in page.button if button.label == "Dismiss").click()
    page.run()
    assert not page.warning
    assert all(button.label != "Dismiss" for button in page.button)


@pytest.mark.parametrize(
    "hostile",
    first_quick(
        ["![](https://evil.example/x.png)", "<img src=x>", "www.evil.example", ":material/home:", "$x$", "`x`"]
    ),
)
def test_a_damaged_part_is_named_as_text_and_not_as_markdown(open_page, war, hostile):
    (warning,) = open_page(war, area=hostile).warning
    assert f"area={hostile} is not one of" in plain(warning.value)
    assert hostile not in warning.value


def test_a_link_whose_text_is_hostile_opens_and_is_shown_as_text(open_page, war):
    page = open_page(war, show="event:<img src=x onerror=alert(1)>", area="<script>")
    assert not page.exception
    assert "<img" not in " ".join(part.proto.body for part in page.get("html")).replace('<img alt=""', "")


@pytest.mark.parametrize("key", first_quick(["base_map", "base-map", "tiles", "basemap"]))
def test_no_link_switches_an_online_base_map_on(open_page, war, key):
    page = open_page(war, **{key: "osm"})
    assert page.selectbox(key="base_map").value == ""
    page.selectbox(key="base_map").set_value("osm").run()
    assert "osm" not in " ".join(page.query_params)
    assert "osm" not in " ".join(value for values in page.query_params.values() for value in values)


@pytest.mark.thorough
def test_what_the_browser_lost_while_the_page_came_in_is_asked_for_again_as_the_link_has_it(tmp_path, open_page):
    page = open_page(write_theatre(tmp_path / "war"))
    page.session_state["area"] = "west"
    page.session_state["factions"] = ["BLUE"]
    page.run()
    page.session_state["area"] = page.session_state["language"] = None
    page.session_state["factions"] = []
    page.run()
    assert not page.exception
    assert (page.session_state["area"], page.session_state["factions"]) == ("west", ["BLUE"])
