"""Sheets that show more than one day: change and series."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from briefing.sheet.change_sheet import change_sheet
from briefing.sheet.change_tables import ChangeTables, TableRow, transition_rows
from briefing.sheet.places_told import LEAST_PLACES, PlacesSetting, told_places
from briefing.sheet.series_sheet import series_sheet
from briefing.sheet.typeset import width_mm
from geo.common.phrases import Phrase
from tests.briefing.conftest import ask
from tests.briefing.on_paper import FIFTH, NOVEMBER, texts
from tests.suites import first_quick
from tests.worlds import january, row, theatre_of


@pytest.mark.thorough
def test_the_sheet_of_a_change_has_the_transitions_and_the_places(shipped):
    brief = ask(shipped, start=NOVEMBER, end=FIFTH, area="hama", kind="change")
    said = texts(change_sheet(brief))
    for _, _, km2 in transition_rows(brief.situation):
        assert f"{km2:,.0f}" in said
    count = len(brief.situation.places_flipped)  # as on the page and on slides: quarters are places too
    first = said.index(f"Places that changed hands: {count}") + 1
    last = next(number for number, text in enumerate(said) if text.endswith("of them inferred, all in the PDF"))
    told = " ".join(said[first:last])
    assert told.startswith("Government → HTS: Hama (5 Dec), Salamiyah (5 Dec), Suran (Hama, 2 Dec), ")
    assert said[last].startswith(f"and {count - told.count(' Dec)') - told.count(' Nov)')} more")
    assert "Before: end of 26 Nov 2024" in said
    assert "After: end of 5 Dec 2024" in said


def test_a_change_that_is_none_is_said_to_be_none(tmp_path):
    still = theatre_of(tmp_path / "theatre")
    assert "No ground changed hands here." in texts(change_sheet(ask(still, kind="change")))


def test_where_a_table_of_change_is_too_long_its_smallest_rows_are_told_as_their_sum():
    rows = tuple(TableRow((Phrase(name, name),), (km2, 1.0)) for name, km2 in [("A", 9.0), ("B", 3.0), ("C", 2.0)])
    short = ChangeTables((), rows, ()).shorter().ground
    assert [(row.labels[0].en, row.km2) for row in short] == [("A", (9.0, 1.0)), ("2 others", (5.0, 2.0))]
    (all_others,) = ChangeTables((), short, ()).shorter().ground
    assert (all_others.labels[0].en, all_others.km2) == ("3 others", (14.0, 3.0))


def test_a_place_that_its_new_holder_alone_claims_is_told_as_claimed(tmp_path):
    reports = [
        row("east", "RED", "2025-01-01", scope="baseline"),
        row("east", "BLUE", "2025-01-05", asserter_faction="BLUE"),
    ]
    theatre = theatre_of(tmp_path / "theatre", reports=reports)
    assert "Red → Blue: East (claimed 5 Jan)" in texts(change_sheet(ask(theatre, kind="change")))


@pytest.mark.thorough
def test_a_sheet_of_two_languages_tells_the_smallest_changes_as_one_and_loses_no_ground(shipped):
    brief = ask(shipped, start=NOVEMBER, end=FIFTH, area="syria", kind="change", language="both", page="16:9")
    said = texts(change_sheet(brief))
    count = int(next(text for text in said if text.endswith(" others")).split()[0])
    rows = transition_rows(brief.situation)
    assert f"{sum(km2 for *_, km2 in rows[-count:]):,.0f}" in said


@pytest.mark.thorough
@pytest.mark.parametrize("language", ["en", "ar", "both"])
@pytest.mark.parametrize("page", ["A4", "16:9"])
@pytest.mark.parametrize("area", ["aleppo-hama", "aleppo", "hama", "northwest", "syria"])
def test_a_sheet_of_a_change_names_the_twelve_most_important_places(shipped, area, page, language):
    days = {"start": date(2024, 11, 27), "end": date(2024, 12, 6)}
    brief = ask(shipped, **days, area=area, kind="change", language=language, page=page)
    said = "".join(texts(change_sheet(brief))).replace(" ", "")
    names = shipped.places["name_ar" if language == "ar" else "name_en"]
    for place in told_places(brief.situation)[:LEAST_PLACES]:
        assert names[place.place_id].removesuffix(")").replace(" ", "") in said


def test_places_that_changed_hands_are_told_by_who_took_them_from_whom_in_the_order_of_their_weight(tmp_path):
    reports = [row(name, "BLUE", "2025-01-01", scope="baseline") for name in ("west", "east")]
    reports += [row("west", "RED", "2025-01-05"), row("east", "RED", "2025-01-03")]
    situation = ask(theatre_of(tmp_path / "theatre", reports=reports), end=january(9)).situation
    wide = PlacesSetting(situation, "en", 200.0, 7.0)
    assert wide.lines(2) == ["Blue → Red: East (3 Jan), West (5 Jan)"]
    assert wide.lines(1) == ["Blue → Red: East (3 Jan)"]


def test_as_many_places_are_told_as_there_are_lines_for_with_one_for_how_many_are_left_out(tmp_path):
    reports = [row(name, "BLUE", "2025-01-01", scope="baseline") for name in ("west", "east")]
    reports += [row("west", "RED", "2025-01-05"), row("east", "RED", "2025-01-03")]
    situation = ask(theatre_of(tmp_path / "theatre", reports=reports), end=january(9)).situation
    narrow = PlacesSetting(situation, "en", width_mm("Blue → Red: East (3 Jan),", 7.0), 7.0)
    assert narrow.as_many_as_fit(2) == (["Blue → Red: East (3 Jan),", "West (5 Jan)"], 2)
    assert narrow.as_many_as_fit(1) == narrow.as_many_as_fit(0) == ([], 0)


@pytest.mark.thorough
def test_a_series_has_a_panel_for_each_day_and_longer_ranges_are_taken_in_steps(shipped, tmp_path):
    days = ask(shipped, start=NOVEMBER, end=FIFTH, area="hama", kind="series")
    assert len(series_sheet(days).axes) == 1 + 10
    month = ask(theatre_of(tmp_path / "theatre"), kind="series")  # 1 to 31 January
    figure = series_sheet(month)
    assert len(figure.axes) == 1 + 11
    assert any("Every 3 days" in text for text in texts(figure))


@pytest.mark.parametrize("days", first_quick([3, 7, 13]))
def test_no_panel_of_a_series_stands_alone_in_its_row(tmp_path, days):
    small = theatre_of(tmp_path / "theatre")
    figure = series_sheet(ask(small, end=january(days), kind="series", layers=frozenset({"ground"})))
    rows = Counter(round(axes.get_position().y0, 3) for axes in figure.axes[1:])
    assert len(figure.axes) == 1 + days
    assert min(rows.values()) > 1 or max(rows.values()) == 1
