"""The tab Strikes: which strikes, on whom, and the file they are taken along as."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.analysis.situation import select
from tests.ui.conftest import plain, turn_to, words
from tests.worlds import event, place, row, theatre_of, write_theatre
from ui.strikes_tab import strikes_table

EVENTS = [
    event("battle", "2025-01-05"),
    event("drone", "2025-01-06", sub_event_type="Air/drone strike", summary="A drone hit the mill.",
          fatalities_low=1, fatalities_best=2, fatalities_high=4, injured=3, civilians_killed=1,
          asserted_by="A resident", location_en="West"),
    event("shells", "2025-01-07", 1.5, 0.5, sub_event_type="Shelling/artillery/missile attack",
          summary="Artillery hit the hill."),
]  # fmt: skip
WORLD = {
    "places": [place("west", 0.5, 0.5), place("east", 1.5, 0.5)],
    "reports": [row("west", "BLUE", "2025-01-01", scope="baseline")],
    "events": EVENTS,
}


@pytest.fixture
def page(open_page, tmp_path):
    return open_page(write_theatre(tmp_path / "war", **WORLD), tab="Strikes")


def ids(page) -> list[str]:
    return list(page.dataframe[0].value["Id"])


def test_a_strike_is_told_by_day_place_and_what_before_whom_it_hit_and_who_says_so(tmp_path):
    theatre = theatre_of(tmp_path / "t", **WORLD)
    table = strikes_table(select(theatre, theatre.everything))
    assert list(table.columns[:10]) == [
        "Day", "Place", "With", "Killed low", "Killed best", "Killed high", "Injured", "Civilians killed",
        "Who says so", "Grade",
    ]  # fmt: skip
    assert list(table["Id"]) == ["drone", "shells"]
    first = table.iloc[0]
    assert (first["Place"], first["With"], first["Who says so"]) == ("West", "drone", "A resident")
    assert list(first.iloc[3:8]) == [1, 2, 4, 3, 1]
    assert table["Killed best"].isna().iloc[1], "nobody gives a figure"


def test_a_strike_carries_its_terms_and_no_address_that_is_none(tmp_path):
    """As the table of events has them, of which this is a part."""
    drone = event("drone", "2025-01-06", sub_event_type="Air/drone strike", source_url="javascript:alert(1)")
    theatre = theatre_of(tmp_path / "t", **{**WORLD, "events": [drone]})
    (strike,) = strikes_table(select(theatre, theatre.everything)).to_dict("records")
    assert pd.isna(strike["Link"])
    assert {"Terms", "Brought in from", "By hand"} <= strike.keys()


def test_the_strikes_are_narrowed_by_what_they_were_made_with_and_whom_they_hit(page):
    assert not page.exception
    assert ids(page) == ["drone", "shells"]
    (told,) = [plain(part.value) for part in page.caption if "strikes" in part.value]
    assert told.startswith("2 strikes, 1 of them with casualties; 2 people reported killed (1 to 4)")
    page.button_group(key="strikes-kinds").set_value(["artillery"]).run()
    assert ids(page) == ["shells"]
    page.toggle(key="strikes-casualties").set_value(True).run()
    assert any("No event between" in plain(info.value) for info in page.info)
    page.button_group(key="strikes-kinds").set_value([]).run()
    assert ids(page) == ["drone"]
    assert "strikes" not in page.query_params, "what the tab lists is no filter of the page"


def files(page) -> list[str]:
    """What the buttons under the table say."""
    return [button.label for button in page.download_button]


def test_those_with_casualties_are_a_file_of_their_own_where_others_have_none(page):
    all_of_them = "Download these strikes (CSV)"
    assert files(page) == [all_of_them, "Those with casualties: 1 (CSV)"]
    page.button_group(key="strikes-kinds").set_value(["artillery"]).run()
    assert files(page) == [all_of_them], "none has"
    page.button_group(key="strikes-kinds").set_value(["drone"]).run()
    assert files(page) == [all_of_them], "all have"
    page.button_group(key="strikes-kinds").set_value([]).run()
    page.toggle(key="strikes-casualties").set_value(True).run()
    assert files(page) == [all_of_them], "those are listed already"


def test_a_running_total_in_the_table_is_told_not_to_be_added_up(open_page, tmp_path):
    total = event("total", "2025-01-08", sub_event_type="Air/drone strike", count_as="aggregate")
    page = open_page(write_theatre(tmp_path / "war", **{**WORLD, "events": [*EVENTS, total]}), tab="Strikes")
    assert ids(page) == ["drone", "shells", "total"]
    (told,) = [plain(part.value) for part in page.caption if "strikes" in part.value]
    assert told.startswith("2 strikes, ")
    assert told.endswith("The table also has 1 that are not added up: running totals, or abroad.")


@pytest.mark.thorough
def test_the_link_lists_the_same_strikes_and_leaves_map_and_figures_alone(open_page, tmp_path):
    folder = write_theatre(tmp_path / "war", **WORLD)
    page = open_page(folder, tab="Strikes")
    page.button_group(key="strikes-kinds").set_value(["drone"]).run()
    page.toggle(key="strikes-casualties").set_value(True).run()
    link = dict(page.query_params)
    assert link == {"tab": "strikes", "tab-kinds": "drone", "tab-casualties": "only"}
    other = open_page(folder, **{**link, "tab": "Strikes"})
    assert ids(other) == ["drone"]
    assert "3 certain" in words(other), "events in the headline"
    assert dict(other.query_params) == link


@pytest.mark.thorough
def test_the_tab_is_in_the_link_but_the_first(open_page, tmp_path):
    page = open_page(write_theatre(tmp_path / "war", **WORLD))
    turn_to(page, "Strikes")
    assert dict(page.run().query_params) == {"tab": "strikes"}
    turn_to(page, "What changed")
    assert dict(page.run().query_params) == {}


def test_what_was_chosen_here_is_kept_while_another_tab_is_open(page):
    page.button_group(key="strikes-kinds").set_value(["artillery"]).run()
    turn_to(page, "Events")
    page.run()
    turn_to(page, "Strikes")
    page.run()
    assert ids(page) == ["shells"]
    assert page.query_params["tab-kinds"] == "artillery"
