"""WCAG 2.2 AA by axe-core on each step of what a reader brings in or changes, in both languages."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.browser.axe import broken
from tests.browser.test_dialogs import KEEP, KINDS, dialog_of
from tests.browser.test_import_panel import ROWS
from tests.browser.visit import Visit
from tests.worlds import feature, rectangle, write_theatre

pytestmark = [pytest.mark.browser, pytest.mark.thorough]

LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])


@LANGUAGES
def test_every_dialog_and_its_question(forms, visit, language):
    found = []
    for name in KINDS:
        dialog = dialog_of(visit, forms, name, language)
        found += broken(dialog.visited)
        dialog.field.press_sequentially("ab")
        dialog.press_escape()
        expect(dialog.button(KEEP[language])).to_be_focused()
        found += broken(dialog.visited)
    assert found == []


@LANGUAGES
def test_a_file_brought_in_and_the_places_it_leaves_open(worlds, visit, tmp_path, language):
    visited: Visit = visit(worlds.take(write_theatre(tmp_path / "war")).address, lang=language, tab="data")
    page, file = visited.page, tmp_path / "diary.csv"
    file.write_text(ROWS)
    page.locator("[class*=st-key-bring-in-file] input[type=file]").set_input_files(file)
    expect(page.locator(".st-key-bring-in-keep")).to_be_visible()
    found = broken(visited)
    for field in page.locator(".st-key-bring-in-keep").get_by_role("textbox").all()[:2]:
        field.fill("Amal")
    visited.press(page.locator(".st-key-bring-in-do-keep button"))
    expect(page.locator(".st-key-bring-in-kept")).to_be_visible()
    found += broken(visited)
    visited.press(page.locator(".st-key-choose-open [role=combobox]"))
    visited.press(page.get_by_role("option").first)
    assert found + broken(visited) == []


@LANGUAGES
def test_a_map_that_the_theatre_is_held_against(worlds, visit, tmp_path, language):
    visited: Visit = visit(worlds.take(write_theatre(tmp_path / "war")).address, lang=language, tab="agreement")
    file = tmp_path / "other.geojson"
    other = feature(rectangle(0, 0, 1.25, 1), holder="BLUE")
    file.write_text(json.dumps({"type": "FeatureCollection", "features": [other]}))
    visited.page.locator("[class*=st-key-agreement-file] input[type=file]").set_input_files(file)
    expect(visited.page.locator(".st-key-agreement-away")).to_be_visible()
    assert broken(visited) == []
