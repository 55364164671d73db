"""Sheets in Arabic and in both languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.sheet.change_sheet import change_sheet
from briefing.sheet.map_sheet import map_sheet
from briefing.text import words
from geo.common.phrases import Phrase
from geo.control.rule_texts import NO_OWN_REPORT
from geo.registry.settings import Credit
from map.wording import on_day
from tests.briefing.conftest import ask
from tests.briefing.on_paper import FIFTH, NOVEMBER, texts
from tests.worlds import january


@pytest.mark.thorough
def test_an_arabic_sheet_of_a_change_writes_its_units_in_arabic(shipped):
    said = texts(change_sheet(ask(shipped, start=NOVEMBER, end=FIFTH, area="hama", kind="change", language="ar")))
    assert "كم²" in said
    assert any("M5" in text and "كم" in text for text in said)
    assert not [text for text in said if "km" in text and not text.endswith("50 km") and "layers=" not in text]


@pytest.mark.thorough
def test_an_arabic_sheet_calls_factions_by_their_short_names_and_cuts_none(shipped):
    factions = shipped.factions
    assert factions["SDF"].short == Phrase("SDF", "قسد")
    assert factions["SFA"].short == Phrase("Free Army", factions["SFA"].name_ar)
    said = texts(change_sheet(ask(shipped, start=NOVEMBER, end=FIFTH, area="hama", kind="change", language="ar")))
    assert "تحرير الشام" in said
    assert not [text for text in said if text.endswith("…")]


def test_an_arabic_title_begins_on_the_right_whatever_its_area_is_called():
    title = words.EVENTS_IN.fill(area=Phrase("West", "West"), days=on_day(january(1)))
    assert title == Phrase("West: events, 1 Jan 2025", "\u200fWest: الأحداث، 1 كانون الثاني 2025")


@pytest.mark.parametrize("said", [words.METHOD, words.INFERRED_CHANGE])
def test_a_sheet_says_why_ground_is_inferred_in_the_words_of_the_page(said):
    assert NO_OWN_REPORT in said.en


@pytest.mark.thorough
def test_the_sources_of_an_arabic_sheet_are_in_arabic(shipped):
    said = " ".join(texts(map_sheet(ask(shipped, area="hama", language="ar"))))
    assert "المصادر: تقارير السيطرة والأحداث والمعابر: المساهمون في Frontline" in said
    assert "الأنهار: GSHHG 2.3.6 (LGPL-3.0-or-later)" in said
    assert "Rivers" not in said


@pytest.mark.thorough
def test_a_sheet_in_both_languages_has_its_sources_in_both(shipped):
    said = " ".join(texts(map_sheet(ask(shipped, area="hama", language="both"))))
    assert "Sources: Reports of control, events, crossings" in said
    assert "المصادر: تقارير السيطرة" in said


@pytest.mark.thorough
def test_sources_without_arabic_are_read_from_the_left_beside_their_heading_on_an_arabic_sheet(shipped):
    english = tuple(Credit(credit.part, credit.text, credit.licence) for credit in shipped.credits)
    said = texts(map_sheet(ask(replace(shipped, credits=english), area="hama", language="ar")))
    assert "المصادر:" in said
    assert any(text.startswith("Reports of control, events, crossings: Front") for text in said)
