"""The page as widgets: it opens, the link seeds it and is written by it, and it says what it cannot do."""

from __future__ import annotations

from datetime import date

import pytest

from layers import all_layers
from store.store import undo
from tests.ingest.incoming_worlds import AMAL, brought_in, of_another_source, typed
from tests.ui.conftest import plain, words
from tests.worlds import crossing, event, january, place, row, status, write_theatre
from ui.map import CARTO_KEY, ONLINE_BASE_MAPS


@pytest.fixture
def war(tmp_path):
    """A battle in the west on the 5th, an air strike in the east on the 10th, the day the east falls."""
    return write_theatre(
        tmp_path / "war",
        places=[place("west", 0.5, 0.5), place("east", 1.5, 0.5)],
        reports=[
            row("west", "BLUE", "2025-01-01", scope="baseline"),
            row("east", "RED", "2025-01-01", scope="baseline"),
            row("east", "BLUE", "2025-01-10", asserted_by="The Blue Gazette"),
        ],
        events=[
            event("battle", "2025-01-05", fatalities_low=1, fatalities_best=2, fatalities_high=4),
            event("strike", "2025-01-10", 1.5, 0.5, event_type="Explosions/Remote violence", adm1_pcode="XX02",
                  sub_event_type="Air/drone strike", factions=["RED"], summary="A strike hit the market."),
        ],
        crossings=[crossing("gate", 0.2, 0.0, status("closed", "2025-01-01", "2025-01-31", "BLUE"))],
    )  # fmt: skip


def shown_layers(page) -> set[str]:
    boxes = [box for box in page.checkbox if str(box.key).startswith("layer-")]
    return {box.key.removeprefix("layer-") for box in boxes if box.value}


def table_ids(page) -> list[str]:
    return list(page.dataframe[0].value["Id"])


def test_the_page_opens_on_the_shipped_theatre(open_page):
    page = open_page()
    assert not page.exception
    assert not page.error
    assert not page.warning
    assert page.date_input(key="start").value == date(2024, 11, 26)
    assert page.date_input(key="end").value == date(2024, 12, 8)
    assert "155 certain" in words(page)


def test_the_page_opens_on_any_theatre_and_its_headline_can_be_checked_by_hand(open_page, war):
    page = open_page(war)
    assert not page.exception
    headline = words(page)
    assert "2 certain" in headline
    assert "1 to 4" in headline
    assert "Ground held on 31 Jan 2025" in headline
    assert "24,617" in headline
    assert "+12,308" in headline
    assert "\N{MINUS SIGN}111 km since the end of 1 Jan 2025" in headline


def test_a_theatre_of_one_day_of_which_nothing_is_known_opens(open_page, tmp_path):
    folder = write_theatre(tmp_path / "quiet", reports=[], events=[], crossings=[])
    settings = folder / "theatre.toml"
    settings.write_text(settings.read_text().replace("2025-01-31", "2025-01-01").replace("2025-01-07", "2025-01-01"))
    page = open_page(folder)
    assert not page.exception
    assert "0 certain" not in words(page), "figures of nothing"
    assert "ready and empty: 2 first-level areas and 2 places" in page.info[0].value
    assert "python cli.py import FILE --data" in page.code[0].value
    assert any("The parties are named" in part.value for part in page.markdown)
    factions = folder / "factions.toml"
    factions.write_text(factions.read_text().replace('"Blue"', '"Party A (rename me)"'))
    assert any("Say who the parties are" in part.value for part in page.run().markdown)


def test_a_theatre_of_which_anything_is_known_shows_its_figures(open_page, tmp_path):
    page = open_page(write_theatre(tmp_path / "one", reports=[], events=[event("e1", "2025-01-02")]))
    assert "1 certain" in words(page)
    assert "ready and empty" not in " ".join(info.value for info in page.info)


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


def test_the_link_follows_the_widgets(open_page, war):
    page = open_page(war)
    page.button_group(key="area").set_value("west")
    page.multiselect(key="factions").set_value(["RED"])
    page.checkbox(key="layer-events").uncheck()
    page.run()
    link = page.query_params
    assert (link["area"], link["factions"]) == ("west", "RED")
    assert "events" not in link["layers"].split("~")


def test_the_link_is_read_once_and_then_the_widgets_own_their_values(open_page, war):
    page = open_page(war, area="west")
    page.button_group(key="area").set_value("both").run()
    page.toggle(key="strikes_only").set_value(True).run()
    assert page.button_group(key="area").value == "both"


@pytest.mark.parametrize(
    ("part", "value", "named"),
    [
        ("from", "not-a-day", "not-a-day"),
        ("to", "2031-01-01", "2031-01-01"),
        ("area", "mars", "mars"),
        ("factions", "MARTIANS", "MARTIANS"),
        ("types", "dances", "dances"),
        ("strikes", "perhaps", "perhaps"),
        ("layers", "dragons", "dragons"),
        ("lang", "klingon", "klingon"),
        ("known-by", "soon", "soon"),
        ("show", "event:nothing", "event:nothing"),
        ("show", "nonsense", "nonsense"),
        ("frm", "2025-01-03", "frm"),
    ],
)
def test_a_damaged_link_opens_and_names_what_it_ignored(open_page, war, part, value, named):
    page = open_page(war, **{part: value})
    assert not page.exception
    (warning,) = page.warning
    assert named in plain(warning.value)
    assert page.date_input(key="start").value == january(1)
    assert page.query_params.get(part) != [value]


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
    "hostile", ["![](https://evil.example/x.png)", "<img src=x>", "www.evil.example", ":material/home:", "$x$", "`x`"]
)
def test_a_damaged_part_is_named_as_text_and_not_as_markdown(open_page, war, hostile):
    (warning,) = open_page(war, area=hostile).warning
    assert f"area={hostile} is not one of" in plain(warning.value)
    assert hostile not in warning.value


def test_a_link_whose_text_is_hostile_opens_and_is_shown_as_text(open_page, war):
    page = open_page(war, show="event:<img src=x onerror=alert(1)>", area="<script>")
    assert not page.exception
    assert "<img" not in " ".join(part.proto.body for part in page.get("html")).replace('<img alt=""', "")


def test_a_quick_range_sets_every_widget_that_shows_the_range(open_page, war):
    page = open_page(war)
    page.button(key="quick-first-week").click().run()
    assert page.date_input(key="start").value == january(1)
    assert page.date_input(key="end").value == january(7)
    assert page.slider(key="days").value == (january(1), january(7))
    assert page.query_params["to"] == "2025-01-07"
    assert table_ids(page) == ["battle"]


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


def test_the_slider_moves_both_days(open_page, war):
    page = open_page(war)
    page.slider(key="days").set_value((january(4), january(6))).run()
    assert page.date_input(key="start").value == january(4)
    assert page.date_input(key="end").value == january(6)


def test_strikes_only_is_one_click(open_page, war):
    page = open_page(war)
    assert table_ids(page) == ["battle", "strike"]
    page.toggle(key="strikes_only").set_value(True).run()
    assert table_ids(page) == ["strike"]
    assert "1 certain" in words(page)


def test_kinds_of_strike_and_casualties_narrow_the_table_and_are_in_the_link(open_page, war):
    page = open_page(war)
    page.multiselect(key="strike_kinds").set_value(["drone"]).run()
    assert table_ids(page) == ["strike"]
    assert page.query_params["strike-kinds"] == "drone"
    page.multiselect(key="strike_kinds").set_value(["missile"]).run()
    assert any("with strikes with missiles and rockets" in info.value for info in page.info)
    page.multiselect(key="strike_kinds").set_value([]).run()
    page.toggle(key="casualties_only").set_value(True).run()
    assert page.query_params["casualties"] == "only"


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
    page = open_page(war, area="west", strikes="only", **{"from": "2025-01-03", "to": "2025-01-04"})
    (info,) = page.info
    for part in ("3 Jan 2025", "4 Jan 2025", "the area West", "strikes only"):
        assert part in plain(info.value)


def test_what_an_empty_result_advises_can_be_followed(open_page, war):
    page = open_page(war, area="west", strikes="only")
    assert "Both" in plain(page.info[0].value)
    assert "Syria" not in plain(page.info[0].value)


def test_known_by_takes_back_what_was_published_later(open_page, war):
    page = open_page(war, **{"to": "2025-01-10", "known-by": "2025-01-09"})
    assert table_ids(page) == ["battle"]
    assert "Red 12,308" in " ".join(words(page).split())


def test_a_theatre_that_cannot_be_used_says_file_fault_and_remedy(open_page, war):
    (war / "events.geojson").write_text("<html>", encoding="utf-8")
    page = open_page(war)
    assert not page.exception
    (error,) = page.error
    for part in ("events.geojson", "is not JSON", "Export it again"):
        assert part in plain(error.value)


def test_a_folder_that_is_not_there_is_named(open_page, tmp_path):
    page = open_page(tmp_path / "nowhere")
    assert not page.exception
    assert "nowhere" in plain(page.error[0].value)


def test_a_row_set_aside_is_shown_with_its_reason(open_page, war, tmp_path):
    folder = write_theatre(tmp_path / "faulty", events=[event("vague", "last week", published_on=None)])
    page = open_page(folder, tab="Sources")
    assert "set aside: 1." in page.sidebar.warning[0].value
    told = " ".join(words(page).split())
    for part in ("Row 1 of events.geojson (vague)", "event_date", "last week", "is not a day"):
        assert part in told


def test_rows_that_stand_in_two_imports_are_told_of_once_and_listed_nowhere_else(open_page, tmp_path):
    folder = write_theatre(tmp_path / "twice")
    north = brought_in(folder, typed("1"), typed("2"), file="north.csv")
    away = undo(folder, north.id, AMAL)
    south = brought_in(folder, typed("1"), typed("2"), file="south.csv")
    of_another_source(folder, south)
    undo(folder, away.id, AMAL)
    page = open_page(folder, tab="Sources")
    assert "set aside: 2." in page.sidebar.warning[0].value
    assert not page.exception
    (told,) = [plain(one.value) for one in page.main.warning]
    assert told.startswith("2 rows of south.csv")
    assert "Withdraw one of the two in the tab Data." in told
    assert '<ul class="fl-faults">' not in "".join(part.proto.body for part in page.get("html"))


def test_rows_that_a_file_brought_in_had_set_aside_are_said_to_be_elsewhere(open_page, war):
    brought_in(war, typed("1", killed="-1"))
    page = open_page(war, tab="Sources")
    told = " ".join(part.value for part in page.caption)
    assert "Those of files that were brought in stand in the tab Data" in told
    assert "No row was set aside." not in told


def test_mended_files_are_read_again(open_page, war):
    assert "2 certain" in words(open_page(war))
    (war / "events.geojson").write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    assert "0 certain" in words(open_page(war))


@pytest.mark.parametrize("choice", list(ONLINE_BASE_MAPS))
def test_an_online_base_map_says_what_it_reveals_to_whom(open_page, war, choice, monkeypatch):
    monkeypatch.setenv(CARTO_KEY, "a-key")
    page = open_page(war)
    assert page.selectbox(key="base_map").value == ""
    page.selectbox(key="base_map").set_value(choice).run()
    assert not page.exception
    (warning,) = page.warning
    assert ONLINE_BASE_MAPS[choice].host in plain(warning.value)
    assert "IP address" in plain(warning.value)


def test_a_base_map_that_asks_for_a_key_is_offered_with_one_only(open_page, war, monkeypatch):
    monkeypatch.delenv(CARTO_KEY, raising=False)
    without = open_page(war).selectbox(key="base_map").options
    monkeypatch.setenv(CARTO_KEY, "a-key")
    with_one = open_page(war).selectbox(key="base_map").options
    assert [option for option in with_one if option not in without] == [
        "Online: CARTO Positron", "Online: CARTO Dark Matter",
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["base_map", "base-map", "tiles", "basemap"])
def test_no_link_switches_an_online_base_map_on(open_page, war, key):
    page = open_page(war, **{key: "osm"})
    assert page.selectbox(key="base_map").value == ""
    page.selectbox(key="base_map").set_value("osm").run()
    assert "osm" not in " ".join(page.query_params)
    assert "osm" not in " ".join(value for values in page.query_params.values() for value in values)


def test_of_two_places_with_one_name_the_one_that_is_chosen_is_shown(open_page, tmp_path):
    twins = [place(key, lon, 0.5, name_en="Twin", name_ar="") for key, lon in (("west", 0.5), ("east", 1.5))]
    page = open_page(write_theatre(tmp_path / "twins", places=twins))
    found = page.selectbox(key="find")
    assert found.options == ["Twin (west)", "Twin (east)"]
    found.set_value("west").run()
    assert page.query_params["show"] == "place:west"


def test_a_place_found_by_name_is_told_with_its_reports(open_page, war):
    page = open_page(war)
    page.selectbox(key="find").set_value("east").run()
    told = words(page)
    assert "The Blue Gazette" in told
    assert "B2: source usually reliable, report probably true" in told
    assert "What would change it: A later report of another holder" in " ".join(told.split())
    assert page.query_params["show"] == "place:east"


def test_details_close_again(open_page, war):
    page = open_page(war, show="crossing:gate")
    assert "Gate" in words(page)
    next(button for button in page.button if button.label == "Close details").click().run()
    assert "Gate" not in words(page)
    assert "show" not in page.query_params


def test_an_event_outside_the_filters_is_still_told_when_asked_for(open_page, war):
    page = open_page(war, show="event:strike", to="2025-01-05")
    assert "A strike hit the market." in words(page)
    assert table_ids(page) == ["battle"]


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
