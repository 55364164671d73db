"""Sheets: what stands on them, that it can be read, and that the same request makes the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image
from pypdf import PdfReader

from briefing.job.brief import Brief, brief_of, short_link
from briefing.job.formats import make, read_stamp
from briefing.job.page_sizes import MM_PER_INCH
from briefing.sheet.change_sheet import change_sheet
from briefing.sheet.change_tables import flipped_lines, transition_rows
from briefing.sheet.column import legend_of
from briefing.sheet.map_picture import picture_of
from briefing.sheet.map_sheet import map_sheet
from briefing.sheet.notes import notes_pages
from briefing.sheet.series_sheet import series_sheet
from briefing.text import words
from briefing.text.lead import lead_of
from briefing.text.titles import headline_of, title_of
from geo.registry.settings import Credit
from info.details import Facts
from info.identify import identify
from layers import all_layers
from tests.briefing.conftest import ask
from tests.suites import first_quick
from tests.worlds import event, january, place, row, theatre_of, write_theatre

ROOT = Path(__file__).parent.parent.parent
NOVEMBER, FIFTH, EIGHTH = date(2024, 11, 26), date(2024, 12, 5), date(2024, 12, 8)
SHEETS = {"map": map_sheet, "change": change_sheet, "series": series_sheet}


def texts(figure: Figure) -> list[str]:
    """Every text of a sheet."""
    return [text.get_text() for axes in figure.axes for text in axes.texts]


def boxes(figure: Figure) -> list[tuple[str, float, float, float, float]]:
    """The texts around the maps with the mm they take: left, bottom, right, top."""
    renderer = figure.canvas.get_renderer()
    found = []
    for text in figure.axes[0].texts:
        corners = text.get_window_extent(renderer).extents / figure.dpi * MM_PER_INCH
        found.append((text.get_text(), *corners))
    return found


def overlap(one, other) -> bool:
    """Whether two texts share more than the air around their letters."""
    across = min(one[3], other[3]) - max(one[1], other[1])
    upward = min(one[4], other[4]) - max(one[2], other[2])
    return across > 0.3 and upward > 0.45 * min(one[4] - one[2], other[4] - other[2])


CASES = [
    ("map", "syria", "16:9", "en"),
    ("map", "syria", "A4", "both"),
    ("map", "northwest", "16:9", "both"),
    ("map", "hama", "letter", "ar"),
    ("change", "syria", "A4", "both"),
    ("change", "aleppo", "16:9", "ar"),
    ("series", "hama", "A3", "both"),
    ("series", "northwest", "16:9", "en"),
]


@pytest.mark.thorough
@pytest.mark.parametrize(("kind", "area", "page", "language"), first_quick(CASES, parameters=4))
def test_no_text_leaves_the_page_or_lies_over_another(shipped, kind, area, page, language):
    brief = ask(shipped, area=area, page=page, language=language, kind=kind, tlp="amber+strict")
    found = boxes(SHEETS[kind](brief))
    outside = [t for t in found if t[1] < 0 or t[2] < 0 or t[3] > brief.page.width or t[4] > brief.page.height]
    assert not outside
    assert not [(one[0], other[0]) for one, other in combinations(found, 2) if overlap(one, other)]


def test_a_map_sheet_names_what_a_map_has_to_name(shipped):
    brief = ask(shipped, start=NOVEMBER, end=FIFTH, area="hama", tlp="green", made_on=date(2024, 12, 6))
    said = " ".join(texts(map_sheet(brief)))
    for wanted in (
        "HTS took Suran (Hama, 2 Dec), Hama (5 Dec) and Salamiyah (5 Dec) from the government",
        "Hama. Control at the end of 5 Dec 2024. Events 26 Nov 2024 to 5 Dec 2024.",
        "TLP:GREEN",
        "Legend",
        "Key figures",
        "WGS 84 / UTM zone 37N",
        "GeoNames",
        "do not imply official endorsement",
        "Made on 6 Dec 2024.",
        f"data {shipped.version}. ?from=2024-11-26&to=2024-12-05&area=hama",
        "50 km",
        "N",
        "37°E",
    ):
        assert wanted in said


def test_the_title_is_what_happened_the_title_given_or_else_what_is_shown(tmp_path):
    reports = [row("west", "BLUE", "2025-01-01", scope="baseline"), row("west", "RED", "2025-01-05")]
    theatre = theatre_of(tmp_path / "theatre", reports=reports)
    asked = ask(theatre, start=january(1), end=january(9))
    quiet = ask(theatre, start=january(6), end=january(9))
    named = brief_of(theatre, replace(asked.request, title="A title"))
    assert headline_of(asked) == lead_of(asked.situation)
    assert headline_of(asked).en == "Red took West (5 Jan) from Blue"
    assert headline_of(quiet) == title_of(quiet)
    assert headline_of(named) == ("A title", "A title")
    assert texts(map_sheet(asked))[0] == "Red took West (5 Jan) from Blue"


def test_the_address_on_a_sheet_leaves_out_the_layers_a_map_opens_with(small):
    usual = ask(small, start=january(1), end=january(9))
    fewer = ask(small, start=january(1), end=january(9), layers=frozenset({"ground"}))
    assert short_link(usual) == "?from=2025-01-01&to=2025-01-09&area=both"
    assert short_link(fewer) == fewer.request.link == "?from=2025-01-01&to=2025-01-09&area=both&layers=ground"


ALL_SHEETS = [
    (kind, area, language)
    for area in ("aleppo-hama", "aleppo-city", "hama", "northwest", "syria")
    for kind in SHEETS
    for language in ("en", "ar", "both")
]


@pytest.mark.thorough
@pytest.mark.parametrize(("kind", "area", "language"), ALL_SHEETS)
def test_no_type_is_under_seven_points_and_what_stands_under_the_maps_fits(shipped, kind, area, language):
    brief = ask(shipped, start=date(2024, 11, 27), end=date(2024, 12, 6), area=area, kind=kind, language=language)
    figure = SHEETS[kind](brief)
    sizes = {text.get_fontsize() for axes in figure.axes for text in axes.texts}
    assert min(sizes) >= 7.0
    found = boxes(figure)
    outside = [t for t in found if t[1] < 0 or t[2] < 0 or t[3] > brief.page.width or t[4] > brief.page.height]
    assert not outside
    assert not [(one[0], other[0]) for one, other in combinations(found, 2) if overlap(one, other)]


def test_no_type_of_the_notes_is_under_seven_points(small):
    sizes = {text.get_fontsize() for page in notes_pages(ask(small)) for axes in page.axes for text in axes.texts}
    assert min(sizes) >= 7.0


@pytest.mark.thorough
def test_a_filter_that_hides_something_is_said_on_the_sheet(shipped):
    asked = ask(shipped, area="hama").request
    narrow = replace(asked.filters, factions=frozenset({"HTS"}), strikes_only=True, known_by=date(2024, 12, 1))
    narrow = replace(narrow, strike_kinds=frozenset({"drone", "air"}), casualties_only=True)
    said = " ".join(texts(map_sheet(brief_of(shipped, replace(asked, filters=narrow)))))
    assert "Only what was published by 1 Dec 2024." in said
    assert "Only: HTS." in said
    assert "Only strikes." in said
    assert "Only strikes with aircraft, drones, and those that may be." in said
    assert "Only events with people reported killed or injured." in said


def test_the_figures_of_the_sheet_are_those_of_the_situation(shipped):
    brief = ask(shipped, start=NOVEMBER, end=FIFTH, area="hama")
    figures = brief.situation.figures
    said = texts(map_sheet(brief))
    assert f"{figures.certain} certain, {figures.possible} possible" in said
    assert f"{figures.front_line_km:,.0f} km" in said
    for km2 in figures.ground.held.values():
        assert f"{km2:,.0f}" in said


def test_the_legend_names_only_what_is_in_the_frame(shipped):
    brief = ask(shipped, end=FIFTH, area="hama")
    everywhere = ask(shipped, end=FIFTH, area="syria")

    def labels(asked: Brief) -> set[str]:
        picture = picture_of(asked.situation, asked.layers, asked.request.look, (200, 150))
        return {item.label for item in legend_of([picture])}

    assert "Free Army" in labels(everywhere)
    assert "Free Army" not in labels(brief)
    assert "HTS" in labels(brief)


def test_a_layer_that_is_off_is_neither_drawn_nor_in_the_legend(shipped):
    brief = ask(shipped, area="hama", layers=frozenset({"ground", "control"}))
    said = texts(map_sheet(brief))
    assert "Battle" not in said
    assert "Front line" in said  # the figure stays
    assert said.count("Front line") == 1


@pytest.mark.thorough
def test_the_sheet_of_a_change_has_the_transitions_and_the_places(shipped):
    brief = ask(shipped, start=NOVEMBER, end=FIFTH, area="hama", kind="change")
    said = texts(change_sheet(brief))
    for _, _, km2 in transition_rows(brief.situation):
        assert f"{km2:,.0f}" in said
    lines = flipped_lines(brief.situation, "en")
    count = len(brief.situation.places_flipped)  # as on the page and on slides: quarters are places too
    assert f"Places that changed hands: {count}" in said
    assert lines[0] in said
    shown = sum(line in said for line in lines)
    assert shown < count
    assert f"and {count - shown} more, all in the PDF with their reports" in said
    assert "Before: end of 26 Nov 2024" in said
    assert "After: end of 5 Dec 2024" in said


@pytest.mark.thorough
def test_an_arabic_sheet_of_a_change_writes_its_units_in_arabic(shipped):
    said = texts(change_sheet(ask(shipped, start=NOVEMBER, end=FIFTH, area="hama", kind="change", language="ar")))
    assert "كم²" in said
    assert any("M5" in text and "كم" in text for text in said)
    assert not [text for text in said if "km" in text and not text.endswith("50 km") and "layers=" not in text]


@pytest.mark.thorough
def test_an_arabic_sheet_calls_factions_by_their_short_names_and_cuts_none(shipped):
    factions = shipped.factions
    assert words.short_name(factions["SDF"]) == ("SDF", "قسد")
    assert words.short_name(factions["SFA"]) == ("Free Army", factions["SFA"].name_ar)
    said = texts(change_sheet(ask(shipped, start=NOVEMBER, end=FIFTH, area="hama", kind="change", language="ar")))
    assert "تحرير الشام" in said
    assert not [text for text in said if text.endswith("…")]


def test_a_change_that_is_none_is_said_to_be_none(tmp_path):
    still = theatre_of(tmp_path / "theatre")
    assert "No ground changed hands here." in texts(change_sheet(ask(still, kind="change")))


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


@pytest.mark.thorough
def test_the_last_pages_list_each_place_that_changed_with_its_reports(shipped):
    brief = ask(shipped, start=NOVEMBER, end=FIFTH, area="hama", kind="change")
    said = " ".join(text for page in notes_pages(brief) for text in texts(page))
    for place_id in brief.situation.change.places:
        assert shipped.places.loc[place_id, "name_en"] in said
    for event_type in brief.situation.events["sub_event_type"]:
        assert event_type.split()[0] in said
    assert "Where sources disagree" in said


@pytest.mark.thorough
def test_a_note_longer_than_a_column_runs_on_and_stays_on_the_page(tmp_path):
    words_of_it = [f"word{number}" for number in range(3000)]
    theatre = theatre_of(tmp_path / "long", events=[event("long", "2025-01-05", summary=" ".join(words_of_it) + " .")])
    brief = brief_of(theatre, ask(theatre).request)
    pages = [boxes(page) for page in notes_pages(brief)]
    assert len(pages) > 1
    assert all(left >= 0 and bottom >= 0 for page in pages for _, left, bottom, *_ in page)
    printed = " ".join(text for page in pages for text, *_ in page).split()
    assert set(words_of_it) <= set(printed)


@pytest.mark.parametrize(
    ("figures", "told"),
    [
        ({"best": 3}, "3 killed; exact day"),
        ({"best": 3, "low": 3, "high": 3}, "3 killed; exact day"),
        ({"best": 1200, "low": 900, "high": 1500}, "1,200 killed (900 to 1,500)"),
        ({"low": 10, "high": 15}, "10 killed (10 to 15)"),
        ({"best": 3, "low": 2}, "3 killed (2 to ?)"),
        ({}, "no figure of killed"),
    ],
)
def test_the_notes_and_the_details_of_an_event_tell_its_killed_alike(tmp_path, figures, told):
    counts = {f"fatalities_{bound}": number for bound, number in figures.items()}
    theatre = theatre_of(tmp_path / "t", events=[event("one", "2025-01-05", **counts)])
    asked = brief_of(theatre, ask(theatre).request)
    assert told in " ".join(text for page in notes_pages(asked) for text in texts(page))
    (facts,) = [part for part in identify("event:one", asked.situation, FIFTH).parts if isinstance(part, Facts)]
    casualties = "".join(words.text for words in dict(facts.rows)["Casualties"])
    assert casualties == (told.partition(";")[0] if figures else "no figure given")


@pytest.mark.parametrize(
    ("summary", "told"),
    [
        ("Shooting near the airport", "Shooting near the airport. 3 killed"),
        ("They fled.", "They fled. 3 killed"),
        ("He said “enough!”", "He said “enough!” 3 killed"),
        ("اشتباكات", "اشتباكات. 3 killed"),
    ],
)
def test_a_summary_ends_before_the_figure_begins(tmp_path, summary, told):
    theatre = theatre_of(tmp_path / "t", events=[event("one", "2025-01-05", summary=summary, fatalities_best=3)])
    asked = brief_of(theatre, ask(theatre).request)
    assert told in " ".join(text for page in notes_pages(asked) for text in texts(page))


@pytest.mark.thorough
def test_a_heading_of_the_notes_is_never_the_last_line_of_its_column(shipped):
    headings = 0
    for area in ("hama", "aleppo", "homs"):
        asked = ask(shipped, start=date(2024, 11, 29), end=FIFTH, area=area, kind="change")
        for page in notes_pages(asked):
            lines = boxes(page)
            for heading, left, bottom, *_ in lines:
                if heading in ("Where sources disagree", "Events in the range"):
                    headings += 1
                    assert any(abs(one[1] - left) < 1 and one[2] < bottom for one in lines if one[0] != heading)
    assert headings


@pytest.mark.thorough
def test_an_empty_situation_makes_a_sheet_that_says_it_is_empty(tmp_path):
    nothing = theatre_of(tmp_path / "theatre", reports=[])
    brief = ask(nothing)
    assert brief.situation.events.empty
    said = " ".join(texts(map_sheet(brief)))
    if brief.situation.areas.empty:
        assert "Nothing to show here" in said
    make(brief, tmp_path / "empty.pdf")
    assert len(PdfReader(tmp_path / "empty.pdf").pages) >= 2


@pytest.mark.thorough
def test_text_from_data_is_text_on_the_sheet(tmp_path):
    hostile = theatre_of(
        tmp_path / "theatre",
        places=[place("west", 0.5, 0.5, name_en="$\\frac{1}{0}$ <b>", kind="city"), place("east", 1.5, 0.5)],
        reports=[row("west", "BLUE", "2025-01-01", scope="baseline", note="$x$")],
        events=[event("e1", "2025-01-02", summary="</text><script>alert(1)</script>")],
    )
    brief = ask(hostile)
    assert "$\\frac{1}{0}$ <b>" in texts(map_sheet(brief))
    make(brief, tmp_path / "hostile.svg")
    assert "<script>" not in (tmp_path / "hostile.svg").read_text(encoding="utf-8")


MAKE = """
import sys
from pathlib import Path
from briefing.job.brief import brief_of, default_layers
from briefing.job.formats import make
from briefing.job.request import Request
from geo.theatre.loader import read_theatre
theatre = read_theatre(Path(sys.argv[1]))
for kind, suffix in (("map", ".png"), ("change", ".svg"), ("series", ".pdf")):
    request = Request(filters=theatre.everything, layers=default_layers(), language="both", kind=kind)
    make(brief_of(theatre, request), Path(sys.argv[2] + suffix))
"""


@pytest.mark.thorough
def test_the_same_request_makes_the_same_bytes_in_another_process_and_time_zone(tmp_path):
    write_theatre(
        tmp_path / "theatre",
        reports=[
            row("west", "BLUE", "2025-01-01", scope="baseline"),
            row("east", "RED", "2025-01-01", scope="baseline"),
            row("east", "BLUE", "2025-01-05"),
        ],
        events=[event("e1", "2025-01-02"), event("e2", "2025-01-03", 1.5, 0.5)],
    )
    for name, seed, zone in (("one", "1", "UTC"), ("two", "2", "Asia/Damascus")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        asked = [sys.executable, "-c", MAKE, str(tmp_path / "theatre"), str(tmp_path / name)]
        subprocess.run(asked, check=True, cwd=ROOT, env=environment)
    for suffix in (".png", ".svg", ".pdf"):
        one, two = ((tmp_path / f"{name}{suffix}").read_bytes() for name in ("one", "two"))
        assert one == two, suffix
        assert read_stamp(tmp_path / f"one{suffix}").request["lang"] == "both"


@pytest.mark.thorough
def test_a_picture_is_as_large_as_its_page(shipped, tmp_path):
    make(ask(shipped, area="idlib", page="A4"), tmp_path / "a4.png")
    with Image.open(tmp_path / "a4.png") as picture:
        assert picture.size == (2338, 1653)  # 297 x 210 mm at 200 dots an inch
        assert np.asarray(picture.convert("RGB")).std() > 10


def test_every_layer_can_be_drawn_on_paper(shipped):
    everything = frozenset(layer.id for layer in all_layers())
    brief = ask(shipped, area="aleppo", layers=everything)
    said = " ".join(texts(map_sheet(brief)))
    assert "Sources disagree about this cell" in said
    assert "in 10 × 10 km" in said


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("M4 60 كم", True),
        ("West: الأحداث", True),
        ("الأحداث: West", False),
        ("West", False),
        ("12 كم", False),
        ("", False),
    ],
)
def test_an_arabic_text_that_begins_with_latin_letters_runs_from_right_to_left_all_the_same(text, marked):
    assert words.from_right(text) == f"{words.RIGHT_TO_LEFT_MARK if marked else ''}{text}"


def test_an_arabic_title_begins_on_the_right_whatever_its_area_is_called():
    title = words.EVENTS_IN.fill(area=words.Phrase("West", "West"), days=words.on_day(january(1)))
    assert title == ("West: events, 1 Jan 2025", "\u200fWest: الأحداث، 1 كانون الثاني 2025")


def test_the_sources_of_an_arabic_sheet_are_in_arabic(shipped):
    said = " ".join(texts(map_sheet(ask(shipped, area="hama", language="ar"))))
    assert "المصادر: تقارير السيطرة والأحداث والمعابر: المساهمون في Frontline" in said
    assert "الأنهار: GSHHG 2.3.6 (LGPL-3.0-or-later)" in said
    assert "Rivers" not in said


def test_a_sheet_in_both_languages_has_its_sources_in_both(shipped):
    said = " ".join(texts(map_sheet(ask(shipped, area="hama", language="both"))))
    assert "Sources: Reports of control, events, crossings" in said
    assert "المصادر: تقارير السيطرة" in said


def test_sources_without_arabic_are_read_from_the_left_beside_their_heading_on_an_arabic_sheet(shipped):
    english = tuple(Credit(credit.part, credit.text, credit.licence) for credit in shipped.credits)
    said = texts(map_sheet(ask(replace(shipped, credits=english), area="hama", language="ar")))
    assert "المصادر:" in said
    assert any(text.startswith("Reports of control, events, crossings: Front") for text in said)


@pytest.mark.thorough
def test_a_sheet_of_a_theatre_that_tells_nothing_of_control_speaks_of_events_alone(tmp_path):
    theatre = theatre_of(tmp_path / "t", reports=[], events=[event("e1", "2025-01-02")])
    for language, control in (("en", "Control at the end"), ("ar", "السيطرة")):
        for sheet in (map_sheet, series_sheet):
            said = " ".join(texts(sheet(ask(theatre, start=january(1), end=january(3), language=language))))
            assert control not in said
            assert "Front line" not in said
