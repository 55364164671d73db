"""The page as widgets: it opens, tells what it cannot do, and what was chosen on it."""

from __future__ import annotations

import re
from datetime import date

import pytest

from store.store import undo
from tests.ingest.incoming_worlds import AMAL, brought_in, of_another_source, typed
from tests.suites import first_quick
from tests.ui.conftest import plain, table_ids, words
from tests.worlds import event, place, write_theatre
from ui.online_base_maps import CARTO_KEY, ONLINE_BASE_MAPS


@pytest.mark.thorough
def test_the_page_is_headed_by_what_happened_in_the_readers_language(open_page):
    assert "HTS took Aleppo (30 Nov) from the government" in words(open_page(area="aleppo", to="2024-12-01"))
    assert "سيطرة تحرير الشام على" in words(open_page(area="aleppo", to="2024-12-01", lang="ar"))


def test_the_page_opens_on_the_shipped_theatre(open_page):
    page = open_page()
    assert not page.exception
    assert not page.error
    assert not page.warning
    assert page.button_group(key="area").value == "aleppo-hama"
    assert page.button_group(key="mode").value == "change"
    assert page.date_input(key="start").value == date(2024, 11, 27)
    assert page.date_input(key="end").value == date(2024, 12, 6)
    assert "HTS took Aleppo (30 Nov) and Hama (5 Dec) from the government" in words(page)
    assert "92 certain" in words(page)
    assert not dict(page.query_params), "a link leaves out what is as the page opens"


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


@pytest.mark.thorough
def test_a_theatre_of_one_day_of_which_nothing_is_known_opens(open_page, tmp_path):
    folder = write_theatre(tmp_path / "quiet", reports=[], events=[], crossings=[])
    settings = folder / "theatre.toml"
    settings.write_text(settings.read_text().replace("2025-01-31", "2025-01-01").replace("2025-01-07", "2025-01-01"))
    page = open_page(folder)
    assert not page.exception
    assert "0 certain" not in words(page), "figures of nothing"
    assert "ready and empty: 2 first-level areas and 2 places" in page.info[0].value
    assert any("python cli.py import FILE --data" in code.value for code in page.code)
    assert any("The parties are named" in part.value for part in page.markdown)
    factions = folder / "factions.toml"
    factions.write_text(factions.read_text().replace('"Blue"', '"Party A (rename me)"'))
    assert any("Say who the parties are" in part.value for part in page.run().markdown)


@pytest.mark.thorough
def test_a_theatre_of_which_anything_is_known_shows_its_figures(open_page, tmp_path):
    page = open_page(write_theatre(tmp_path / "one", reports=[], events=[event("e1", "2025-01-02")]))
    assert "1 certain" in words(page)
    assert "ready and empty" not in " ".join(info.value for info in page.info)


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
    assert "that need fixing: 1." in page.sidebar.warning[0].value
    told = " ".join(words(page).split())
    for part in ("Row 1 of events.geojson (vague)", "event_date", "last week", "is not a day"):
        assert part in told


def test_events_that_contradict_control_are_listed_with_both_rows(open_page, tmp_path):
    taken = {"sub_event_type": "Government regains territory", "location_en": "East", "factions": ["BLUE"]}
    folder = write_theatre(tmp_path / "war", events=[event("E1", "2025-01-05", 1.5, **taken)])
    page = open_page(folder, tab="Sources")
    assert "1 contradict it" in plain(" ".join(caption.value for caption in page.caption))
    assert "Row 1 of events.geojson (E1)" in words(page)
    listed = "".join(part.proto.body for part in page.get("html"))
    assert "(control/reports.csv, row 3, east-RED" in re.sub("</?bdi>", "", listed)


@pytest.mark.thorough
def test_rows_that_stand_in_two_imports_are_told_of_once_and_listed_nowhere_else(open_page, tmp_path):
    folder = write_theatre(tmp_path / "twice")
    north = brought_in(folder, typed("1"), typed("2"), file="north.csv")
    away = undo(folder, north.id, AMAL)
    south = brought_in(folder, typed("1"), typed("2"), file="south.csv")
    of_another_source(folder, south)
    undo(folder, away.id, AMAL)
    page = open_page(folder, tab="Sources")
    assert "that need fixing: 2." in page.sidebar.warning[0].value
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
    assert "No row needs fixing." not in told


@pytest.mark.thorough
def test_mended_files_are_read_again(open_page, war):
    assert "2 certain" in words(open_page(war))
    (war / "events.geojson").write_text('{"type": "FeatureCollection", "features": []}', encoding="utf-8")
    assert "0 certain" in words(open_page(war))


@pytest.mark.parametrize("choice", first_quick(list(ONLINE_BASE_MAPS)))
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


def test_of_two_places_with_one_name_the_one_that_is_chosen_is_shown(open_page, tmp_path):
    twins = [place(key, lon, 0.5, name_en="Twin", name_ar="") for key, lon in (("west", 0.5), ("east", 1.5))]
    page = open_page(write_theatre(tmp_path / "twins", places=twins))
    found = page.selectbox(key="find")
    assert found.options == ["Twin (west)", "Twin (east)"]
    found.set_value("west").run()
    assert page.query_params["show"] == "place:west"


def test_of_two_places_with_one_name_the_districts_are_told_and_a_district_is_flown_to(open_page, tmp_path):
    twins = [
        place(key, lon, 0.5, name_en="Twin", name_ar="", adm2_en=district)
        for key, lon, district in (("west", 0.5, "Harim"), ("east", 1.5, "Afrin"))
    ]
    page = open_page(write_theatre(tmp_path / "twins", places=twins))
    found = page.selectbox(key="find")
    assert found.options[:2] == ["Twin, Harim", "Twin, Afrin"]
    (harim,) = (option for option in found.options if option.startswith("Harim district"))
    found.select(harim).run()
    assert not page.exception
    assert "show" not in page.query_params


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
    page.button(key="back").click().run()
    assert "Gate" not in words(page)
    assert "show" not in page.query_params


def test_an_event_outside_the_filters_is_still_told_when_asked_for(open_page, war):
    page = open_page(war, tab="Events", show="event:strike", to="2025-01-05")
    assert "A strike hit the market." in words(page)
    assert table_ids(page) == ["battle"]
