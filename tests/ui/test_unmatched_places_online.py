"""A spelling that waits, looked up at a service: only where that is allowed, and only once a person says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.theatre.catalog import SHIPPED
from geo.theatre.loader import read_theatre
from ingest.matching.spellings import UnmatchedSpelling
from tests.ingest.incoming_worlds import brought_in, typed
from tests.nominatim import LICENCE, Nominatim, nominatim, result
from tests.suites import first_quick
from tests.ui.test_unmatched_places import EVERYTHING, NOT_HERE, open_first, put, told
from tests.worlds import write_theatre
from ui.unmatched_places.looked_up import _shared, ways_to_ask

COUNTRY = "Twin, Nowhere"
"""Where the two squares lie, as the theatre names it."""
NEAR, FAR = result("Twin, West, Nowhere", 0.7, 0.2, 1), result("Twin, Elsewhere", 40.0, 50.0, 2)


@pytest.fixture
def waiting(tmp_path) -> Path:
    """One row at Twin, of which there are two, and one at a place nobody knows."""
    folder = write_theatre(tmp_path / "war", places=EVERYTHING)
    brought_in(folder, typed("1", where="Twin", **NOT_HERE), typed("2", where="Qwertz", **NOT_HERE))
    return folder


@pytest.fixture
def service(tmp_path, monkeypatch):
    """A Nominatim on this machine, which the page may ask."""
    monkeypatch.setenv("FRONTLINE_CACHE", str(tmp_path / "cache"))
    with nominatim() as answering:
        answering.answers[COUNTRY] = [NEAR, FAR]
        monkeypatch.setenv("FRONTLINE_GEOCODER", "nominatim")
        options = " ".join(f"{name}={value}" for name, value in answering.options.items())
        monkeypatch.setenv("FRONTLINE_GEOCODER_OPTIONS", options)
        yield answering


@pytest.fixture
def page(waiting, service, open_page):
    return data_tab(waiting, open_page)


def data_tab(folder: Path, open_page):
    return open_page(folder, tab="Data")


def keys(page) -> set[str]:
    return {button.key for button in page.button if button.key}


@pytest.mark.parametrize(
    ("area", "asked"),
    first_quick(
        [
            ("Idleb", "Saraqib, Idlib, Syria"),
            ("محافظة إدلب", "Saraqib, Idlib, Syria"),
            ("Rif Dimashq", "Saraqib, Rural Damascus, Syria"),
            ("Back country", "Saraqib, Back country, Syria"),
            ("", "Saraqib, Syria"),
        ],
        parameters=2,
    ),
)
@pytest.mark.thorough
def test_an_area_is_called_as_its_seat_is_however_the_rows_write_it(area, asked):
    assert ways_to_ask(read_theatre(SHIPPED), UnmatchedSpelling("Saraqib", area, ()))[0].text == asked


def look_up(page, way: int = 0):
    """Open what would be sent, choose the wording, and send it."""
    if "choose-online" in keys(page):
        page.button(key="choose-online").click().run()
    if way:
        page.radio[-1].set_value(way).run()
    page.button(key=f"choose-send-{way}").click().run()
    assert not page.exception
    return page


def labels(page) -> list[str]:
    return [button.label.replace("\\", "") for button in page.button if (button.key or "").startswith("choose-cand")]


@pytest.mark.thorough
def test_where_no_service_is_named_nothing_is_offered(waiting, open_page, monkeypatch):
    monkeypatch.delenv("FRONTLINE_GEOCODER", raising=False)
    page = open_first(data_tab(waiting, open_page))
    assert "choose-online" not in keys(page)
    assert "online" not in told(page)


def test_a_reading_page_offers_nothing(waiting, service, open_page, monkeypatch):
    monkeypatch.setenv("FRONTLINE_READ_ONLY", "1")
    page = open_first(data_tab(waiting, open_page))
    assert "choose-online" not in keys(page)


@pytest.mark.thorough
def test_what_is_sent_to_whom_is_said_and_nothing_is_sent_before_the_button_is_pressed(page, service):
    open_first(page).button(key="choose-online").click().run()
    for part in (f"'{COUNTRY}'", "the place name with the country", "127.0.0.1", "unencrypted", "'desk'", "q=Twin"):
        assert part in told(page)
    page.radio[-1].set_value(1).run()
    assert "the place name 'Twin' to" in told(page)
    page.button(key="choose-online-cancel").click().run()
    assert service.asked == []
    look_up(page)
    assert service.asked == [COUNTRY]


@pytest.mark.thorough
def test_what_was_found_is_numbered_after_the_gazetteers_own(page, service):
    look_up(open_first(page))
    assert labels(page) == ["1. Twin, Square 1", "2. Twin, Square 2", "3. Twin"]
    assert f"Found by nominatim, asked for “{COUNTRY}”" in told(page)
    assert "Twin, West, Nowhere. 100%: found by nominatim" in told(page)
    assert LICENCE in told(page)


@pytest.mark.thorough
def test_what_lies_outside_the_theatre_is_told_and_cannot_be_chosen(page):
    look_up(open_first(page))
    assert "Outside this theatre, cannot be chosen: Twin, Elsewhere (50.0000, 40.0000)." in told(page)
    assert len(labels(page)) == 3


@pytest.mark.thorough
def test_a_person_puts_rows_where_the_service_found_the_place_and_its_terms_go_with_them(page, waiting):
    look_up(open_first(page)).button(key="choose-candidate-3").click().run()
    put(page)
    event = read_theatre(waiting).events.loc["diary:1"]
    assert (event.geometry.x, event.geometry.y) == (0.7, 0.2)
    assert event["coord_source"] == (
        "chosen by a person: Twin, West, Nowhere, found by nominatim "
        "(Data © OpenStreetMap contributors, ODbL 1.0): his village"
    )


@pytest.mark.thorough
def test_the_second_time_the_answer_is_the_one_that_was_kept(page, service, waiting, open_page):
    look_up(open_first(page))
    _shared.clear()  # as after a restart
    again = open_first(data_tab(waiting, open_page))
    assert len(labels(again)) == 2, "another reader sees nothing they did not ask for"
    again.button(key="choose-online").click().run()
    assert "nothing is sent" in told(again)
    assert len(labels(look_up(again))) == 3
    assert service.asked == [COUNTRY]


@pytest.mark.thorough
def test_an_answer_belongs_to_its_spelling(page, service):
    look_up(open_first(page))
    page.selectbox(key="choose-open").select_index(1).run()
    assert labels(page) == []
    assert "Found by" not in told(page)
    page.selectbox(key="choose-open").select_index(0).run()
    assert len(labels(page)) == 3


@pytest.mark.thorough
def test_that_nothing_was_found_is_said_with_what_to_try(page, service):
    page.selectbox(key="choose-open").select_index(1).run()
    look_up(page)
    assert "nominatim found nothing, asked for “Qwertz, Nowhere”." in told(page)
    assert "ask for fewer words" in told(page)
    look_up(page, way=1)
    assert service.asked == ["Qwertz, Nowhere", "Qwertz"]
    assert "ask for fewer words" not in told(page)


def _refuses(service: Nominatim) -> None:
    service.status = 403


def _answers_nonsense(service: Nominatim) -> None:
    service.body = "<html>busy</html>"


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("fails", "said"),
    [(_refuses, "nominatim: gave no answer"), (_answers_nonsense, "nominatim: answered something that cannot be read")],
)
def test_a_failure_is_an_error_on_the_page_and_can_be_tried_again(page, service, fails, said):
    fails(service)
    look_up(open_first(page))
    assert said in told(page)
    service.status, service.body = 200, None
    assert len(labels(look_up(page))) == 3
    assert said not in told(page)


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("name", "options", "said"),
    [
        ("nonesuch", "", "nonesuch: is no service that geopy knows"),
        ("nominatim", "", "nominatim: cannot be used so"),
        ("nominatim", "desk", "FRONTLINE_GEOCODER_OPTIONS: 'desk' is not NAME=VALUE"),
    ],
)
def test_a_service_that_was_named_wrongly_is_an_error_on_the_page(waiting, open_page, monkeypatch, name, options, said):
    monkeypatch.setenv("FRONTLINE_GEOCODER", name)
    monkeypatch.setenv("FRONTLINE_GEOCODER_OPTIONS", options)
    page = open_first(data_tab(waiting, open_page))
    if "choose-online" in keys(page):
        page.button(key="choose-online").click().run()
    assert not page.exception
    assert said in told(page)
