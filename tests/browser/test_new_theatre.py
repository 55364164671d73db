"""A theatre made from the page, as a reader makes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from geo.theatre.loader import read_theatre
from ingest.new_theatre.atlas import atlas_folder, is_installed
from tests.browser.axe import broken
from tests.browser.conftest import served
from tests.browser.visit import PHONE, Visit

pytestmark = [pytest.mark.browser, pytest.mark.thorough]


def open_form(visited: Visit) -> Locator:
    visited.press(visited.page.locator(".st-key-new-theatre button"))
    form = visited.page.get_by_role("dialog")
    expect(form.locator(".st-key-new-theatre-make button")).to_be_visible()
    return form


def choose_country(visited: Visit, form: Locator, typed: str) -> None:
    form.locator(".st-key-new-theatre-country").get_by_role("combobox").fill(typed)
    visited.page.get_by_role("option", name=f"({typed})").click()


def type_day(visited: Visit, form: Locator, which: str, digits: str) -> None:
    form.locator(f".st-key-new-theatre-{which} [role=spinbutton]").first.click()
    visited.page.keyboard.type(digits)


def test_a_country_is_found_by_its_code_and_the_form_says_what_it_lacks(syria, visit):
    visited: Visit = visit(syria)
    form = open_form(visited)
    choose_country(visited, form, "SDN")
    visited.press(form.get_by_role("button", name="Make the theatre"))
    expect(form).to_contain_text("Choose the first and the last day of the theatre.")
    expect(form.locator(".st-key-new-theatre-country").get_by_role("combobox")).to_have_value("Sudan (SDN)")
    visited.press(form.get_by_role("button", name="Cancel"))
    expect(form).to_be_hidden()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_form_is_sound_for_everyone(syria, visit, language):
    visited: Visit = visit(syria, lang=language, viewport=PHONE)
    form = open_form(visited)
    for part in form.locator("summary").all():
        visited.press(part)
    assert broken(visited) == []


@pytest.fixture
def home(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Address of a page whose folder of theatres is not there yet, and that folder."""
    folder = tmp_path / "theatres"
    with served(tmp_path / "server.log", FRONTLINE_THEATRES=str(folder)) as address:
        yield address, folder


@pytest.mark.skipif(not is_installed(atlas_folder()), reason="the outlines are not installed (make atlas)")
def test_the_reader_is_taken_to_the_theatre_they_made_and_its_link_opens_it(home, visit):
    address, folder = home
    visited: Visit = visit(address)
    form = open_form(visited)
    choose_country(visited, form, "VAT")
    type_day(visited, form, "first", "15042023")
    type_day(visited, form, "last", "30062023")
    visited.press(form.get_by_role("button", name="Make the theatre"))
    expect(visited.page.get_by_text("This theatre is ready and empty")).to_be_visible()
    expect(form).to_be_hidden()
    visited.page.wait_for_url("**/?theatre=vatican-2023")
    assert read_theatre(folder / "vatican-2023").rejected == ()
    expect(visit(visited.page.url).page.get_by_text("This theatre is ready and empty")).to_be_visible()
