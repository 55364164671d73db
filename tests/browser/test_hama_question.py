"""The question "what changed around Hama between 30 November and 6 December, and how do you know?", from the first
screen to the reports and their pages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.presses import Presses
from tests.browser.visit import LAPTOP, PHONE
from tests.suites import first_quick

pytestmark = pytest.mark.browser

NOV_30, DEC_6 = 4, 10
"""Bars of the strip, which begins on 26 November."""


@pytest.mark.parametrize("viewport", first_quick([LAPTOP, PHONE]), ids=["laptop", "phone"])
def test_three_presses_lead_to_who_says_so(syria, visit, viewport):
    visited = visit(syria, viewport=viewport)
    reader = Presses(visited)
    reader.press("radio", "Hama")
    reader.drag(NOV_30, DEC_6)
    expect(visited.page).to_have_url(re.compile("from=2024-11-30"))
    expect(visited.page.locator(".st-key-flipped button").first).to_contain_text("5 Dec 2024 · Government → HTS")
    reader.press("button", re.compile("^Hama · 5 Dec 2024"))
    assert reader.count == 3
    expect(visited.details).to_contain_text("Hama")
    expect(visited.details).to_contain_text("SOHR")
    expect(visited.details.locator("a[href^='https://']").first).to_be_visible()
