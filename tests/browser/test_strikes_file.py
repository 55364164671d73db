"""The question "air strikes in Idlib, 1 to 4 December, with casualties", from the first screen to a file."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ROOT
from tests.browser.presses import Presses
from tests.browser.visit import LAPTOP, PHONE
from tests.suites import first_quick

pytestmark = pytest.mark.browser

FIRST_COLUMNS = [
    "Day", "Place", "With", "Killed low", "Killed best", "Killed high", "Injured", "Civilians killed", "Who says so",
    "Grade",
]  # fmt: skip
DEC_1, DEC_4 = 5, 8
"""Bars of the strip, which begins on 26 November."""


def in_the_data() -> list[dict[str, Any]]:
    """The events asked for, as the file of the shipped theatre has them. Those whose summary tells of drones alone are
    no air strikes: there are none in these days."""
    everything = json.loads((ROOT / "data" / "events.geojson").read_text(encoding="utf-8"))["features"]
    events = [feature["properties"] for feature in everything]
    hurt = ("fatalities_low", "fatalities_best", "fatalities_high", "civilians_killed", "injured")
    found = [
        one
        for one in events
        if one["sub_event_type"] == "Air/drone strike"
        and one["adm1_pcode"] == "SY07"
        and "2024-12-01" <= one["event_date"] <= "2024-12-04"
        and any(one[figure] for figure in hurt)
    ]
    assert not any("drone" in one["summary"].lower() for one in found)
    return found


@pytest.mark.parametrize("viewport", first_quick([LAPTOP, PHONE]), ids=["laptop", "phone"])
def test_five_presses_lead_to_the_file(syria, visit, viewport):
    visited = visit(syria, viewport=viewport)
    reader = Presses(visited)
    reader.press("radio", "Idlib")
    reader.drag(DEC_1, DEC_4)
    reader.press("tab", "Strikes")
    reader.press("button", "aircraft")
    with visited.page.expect_download() as started:
        reader.press("button", re.compile(r"^Those with casualties"))
    assert reader.count == 5
    rows = list(csv.DictReader(io.StringIO(Path(started.value.path()).read_text("utf-8-sig"), newline="")))
    expected = in_the_data()
    assert sorted(row["Id"] for row in rows) == sorted(one["event_id"] for one in expected)
    assert len(rows) == 6
    assert list(rows[0])[:10] == FIRST_COLUMNS
    assert {row["Id"]: row["Killed best"] for row in rows} == {
        one["event_id"]: str(one["fatalities_best"]) for one in expected
    }
    assert started.value.suggested_filename == "frontline_strikes-air-with-casualties_idlib_20241201-20241204.csv"


@pytest.mark.thorough
def test_who_opens_the_link_reads_the_same_table(syria, visit):
    link = {"area": "idlib", "from": "2024-12-01", "to": "2024-12-04", "tab": "strikes", "tab-kinds": "air"}
    page = visit(syria, **link).page
    expect(page.get_by_role("tab", name="Strikes")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_text("7 strikes, 6 of them with casualties")).to_be_visible()
    expect(page.get_by_role("button", name="Those with casualties: 6 (CSV)")).to_be_visible()


@pytest.mark.thorough
def test_back_leads_to_the_tab_before(syria, visit):
    visited = visit(syria)
    for name in ("Strikes", "Places"):
        visited.open_tab(name)
        expect(visited.page).to_have_url(re.compile(f"tab={name.lower()}"))
    visited.settled()
    visited.page.go_back()
    expect(visited.page.get_by_role("tab", name="Strikes")).to_have_attribute("aria-selected", "true")
    visited.settled()
    assert "tab=strikes" in visited.page.url
