"""The tabs of change and of days: open them, and they tell what the situation holds."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from geo.analysis.situation import select
from geo.theatre.catalog import SHIPPED
from geo.theatre.loader import read_theatre
from tests.suites import first_quick
from tests.ui.conftest import figures, open_part, sent, words
from tests.worlds import crossing, drawn_theatre, event, place, rectangle, row, status, theatre_of, write_theatre
from ui.balance_tables import governorates_table


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
    return open_page(folder, tab=tab, **link)


def columns(page) -> list[set[str]]:
    return [set(table.value.columns) for table in page.dataframe]


@pytest.mark.thorough
def test_the_change_tab_tells_who_took_what_and_on_whose_word(open_page, war):
    page = opened(open_page, war, "What changed")
    assert not page.exception
    tables = figures(page)
    transitions, balance = tables["From whom to whom, km² with claims"], tables["Gained and lost, km² with claims"]
    governorates = tables["By first-level area, km² gained (+) and lost (\N{MINUS SIGN})"]
    front, crossings = tables["Front line 111 km, then 0 km."], tables["Crossings that changed"]
    assert list(transitions[["From", "To"]].iloc[0]) == ["Red", "Blue"]
    assert transitions["km²"].iloc[0] == pytest.approx(12_309, rel=1e-3)
    assert set(balance["Faction"]) == {"Blue", "Red"}
    assert list(governorates["First-level area"]) == ["Square 2", "Together"]
    assert list(front["How it moved"]) == ["only on the first day"]
    assert list(crossings[["Was", "Is"]].iloc[0]) == ["closed", "open"]
    assert not page.dataframe
    open_part(page, "corrected")
    (corrected,) = (table.value for table in page.dataframe)
    assert list(corrected[["Known then", "Known today"]].iloc[0]) == ["Red", "Blue"]


def test_a_crossing_that_one_faction_lost_is_told_though_the_page_is_narrowed_to_that_faction(open_page, war):
    page = opened(open_page, war, "What changed", factions="RED")
    assert not page.exception
    crossings = figures(page)["Crossings that changed"]
    assert list(crossings[["Held by", "Now held by"]].iloc[0]) == ["Red", "Blue"]


def test_the_change_tab_tells_the_strikes_the_dead_and_what_is_near_the_front(open_page, tmp_path):
    """The front stands on 1° E all month; one strike 5 km east of it, which may have been a
    little farther, one battle 55 km west."""
    folder = write_theatre(
        tmp_path / "t",
        events=[
            event("strike", "2025-01-10", 1.045, 0.5, sub_event_type="Air/drone strike", fatalities_best=3),
            event("battle", "2025-01-11"),
        ],
    )
    page = opened(open_page, folder, "What changed")
    told = words(page)
    assert "1 strikes for certain, 0 possibly, and 3 people reported killed (3 to 3) in 2 events" in told
    near = figures(page)["Near the front line of 31 Jan 2025"]
    assert near.to_numpy().tolist() == [
        ["5 km", 0, 1, 0, 1], ["10 km", 1, 0, 1, 0], ["20 km", 1, 0, 1, 0],
    ]  # fmt: skip


@pytest.mark.thorough
def test_a_place_that_changed_hands_leads_to_its_reports_and_back(open_page, war):
    page = open_page(war)
    ((east, line),) = sent(page, "flipped_list")["lines"]
    assert east == "east"
    assert "East · 10 Jan 2025 · Red → Blue1 report: " in re.sub("<[^>]+>", "", line)
    page.session_state["selected"] = f"place:{east}"  # as a press on the line does (tests/browser/test_clicks.py)
    page.run()
    assert "Decided by (1)" in words(page)
    assert page.query_params["show"] == "place:east"
    page.button(key="back").click().run()
    assert "Decided by" not in words(page)


def test_a_place_that_its_new_holder_alone_claims_is_not_told_as_taken_nor_is_one_that_follows_those_around_it(
    open_page, tmp_path
):
    reports = [
        row("east", "RED", "2025-01-01", scope="baseline"),
        row("east", "BLUE", "2025-01-10", asserter_faction="BLUE"),
    ]
    places = [place("east", 1.5, 0.5), place("silent", 1.6, 0.5)]
    page = open_page(write_theatre(tmp_path / "claimed", places=places, reports=reports, events=[]))
    claimed, silent = (re.sub("<[^>]+>", "", line) for _, line in sent(page, "flipped_list")["lines"])
    assert claimed.startswith("East · claimed 10 Jan 2025 · Red → Blue")
    assert silent.startswith("Silent · inferred · Red → Blue")
    assert "1 of them by reports of their own; the others are inferred from places near them." in words(page)


@pytest.mark.thorough
def test_of_many_places_the_largest_are_lines_and_the_others_rows(open_page, tmp_path):
    """Fourteen villages, the larger the higher the number, fall in one night."""
    villages = [place(f"v{n:02}", 0.1 * n, 0.5, population=100 + n) for n in range(1, 15)]
    fall = [row(f"v{n:02}", "RED", "2025-01-01", scope="baseline") for n in range(1, 15)]
    fall += [row(f"v{n:02}", "BLUE", "2025-01-10") for n in range(1, 15)]
    page = open_page(write_theatre(tmp_path / "many", places=villages, reports=fall, events=[]))
    assert [place for place, _ in sent(page, "flipped_list")["lines"]] == [f"v{n:02}" for n in range(14, 2, -1)]
    assert "14 places changed hands" in words(page)
    open_part(page, "flipped-others")
    (others,) = (table.value for table in page.dataframe)
    assert list(others["Place"]) == ["V02", "V01"]


@pytest.mark.thorough
@pytest.mark.parametrize("tab", first_quick(["What changed", "Over time", "Ground"]))
def test_the_tabs_of_a_history_drawn_elsewhere_open(open_page, tmp_path, tab):
    drawn_theatre(tmp_path, {1: [("RED", rectangle(0, 0, 0.5, 1))], 3: [("RED", rectangle(0, 0, 1.1, 1))]}, rest="BLUE")
    page = opened(open_page, tmp_path / "t", tab)
    assert not page.exception


def km2(text: str) -> float:
    """A cell like "+1,200 −3.4" as its net."""
    return sum(float(part.replace(",", "").replace("\N{MINUS SIGN}", "-")) for part in text.split())


@pytest.mark.thorough
@pytest.mark.parametrize("area", first_quick(["syria", "northwest"]))
def test_the_governorates_of_the_table_add_up_to_its_last_row(area):
    syria = read_theatre(SHIPPED)
    table = governorates_table(select(syria, replace(syria.everything, area=area))).set_index("Governorate")
    net = table.drop(columns=["Was contested", "Became contested"]).map(km2)
    assert net.drop(index="Together").sum().to_numpy() == pytest.approx(net.loc["Together"].to_numpy(), abs=len(table))
    assert set(table.index) <= {*syria.governorate_names.values(), "Together"}


def test_a_governorate_tells_gain_and_loss_apart(tmp_path):
    """In the west BLUE takes one half from RED and loses the other to it."""
    theatre = theatre_of(
        tmp_path / "t",
        places=[place("p0", 0.25, 0.5), place("p1", 0.75, 0.5), place("p2", 1.25, 0.5)],
        reports=[
            row("p0", "BLUE", "2025-01-01", scope="baseline"),
            row("p1", "RED", "2025-01-01", scope="baseline"),
            row("p2", "RED", "2025-01-01", scope="baseline"),
            row("p0", "RED", "2025-01-10"),
            row("p1", "BLUE", "2025-01-10"),
            row("p2", "BLUE", "2025-01-10", "contested"),
        ],
    )
    table = governorates_table(select(theatre, theatre.everything)).set_index("First-level area")
    assert table.loc["Square 1", "Blue"] == "+6,154 \N{MINUS SIGN}6,154"
    assert table.loc["Square 2"].to_dict() == {
        "Blue": "", "Red": "\N{MINUS SIGN}12,308", "Was contested": "", "Became contested": "12,308",
    }  # fmt: skip
    assert table.loc["Together", "Red"] == "+6,154 \N{MINUS SIGN}18,463"


def test_one_day_has_no_change_and_says_so(open_page, war):
    page = opened(open_page, war, "What changed", **{"from": "2025-01-05", "to": "2025-01-05"})
    assert not page.exception
    assert "One day has no change" in page.info[0].value


@pytest.mark.thorough
def test_the_days_are_charted_even_where_nothing_happened(open_page, tmp_path):
    page = opened(open_page, write_theatre(tmp_path / "calm"), "Over time")
    assert not page.exception
    assert "No certain incident" in page.info[0].value


@pytest.mark.thorough
def test_the_surroundings_of_a_place_are_charted(open_page, war):
    page = opened(open_page, war, "Over time")
    page.multiselect(key="around-places").set_value(["east"]).run()
    assert not page.exception
    assert any("East, 1 strike in the range" in part.value for part in page.markdown)
