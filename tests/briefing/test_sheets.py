"""Sheets: what stands on them, that it can be read, and that the same request makes the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pypdf import PdfReader

from briefing.job.brief import brief_of, short_link
from briefing.job.formats import make, read_stamp
from briefing.sheet.change_sheet import change_sheet
from briefing.sheet.map_sheet import map_sheet
from briefing.sheet.series_sheet import series_sheet
from briefing.text.lead import lead_of
from briefing.text.titles import headline_of, title_of
from geo.common.phrases import Phrase
from layers import all_layers
from tests.briefing.conftest import ask
from tests.briefing.on_paper import FIFTH, NOVEMBER, misplaced, texts
from tests.suites import first_quick
from tests.worlds import event, january, place, row, theatre_of, write_theatre

ROOT = Path(__file__).parent.parent.parent
SHEETS = {"map": map_sheet, "change": change_sheet, "series": series_sheet}


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
    assert not misplaced(SHEETS[kind](brief), brief.page)


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


@pytest.mark.thorough
def test_the_title_is_what_happened_the_title_given_or_else_what_is_shown(tmp_path):
    reports = [row("west", "BLUE", "2025-01-01", scope="baseline"), row("west", "RED", "2025-01-05")]
    theatre = theatre_of(tmp_path / "theatre", reports=reports)
    asked = ask(theatre, start=january(1), end=january(9))
    quiet = ask(theatre, start=january(6), end=january(9))
    named = brief_of(theatre, replace(asked.request, title="A title"))
    assert headline_of(asked) == lead_of(asked.situation)
    assert headline_of(asked).en == "Red took West (5 Jan) from Blue"
    assert headline_of(quiet) == title_of(quiet)
    assert headline_of(named) == Phrase("A title", "A title")
    assert texts(map_sheet(asked))[0] == "Red took West (5 Jan) from Blue"


def test_the_address_on_a_sheet_leaves_out_the_layers_a_map_opens_with(small):
    usual = ask(small, start=january(1), end=january(9))
    fewer = ask(small, start=january(1), end=january(9), layers=frozenset({"ground"}))
    assert short_link(usual) == "?from=2025-01-01&to=2025-01-09&area=both"
    assert short_link(fewer) == fewer.request.link == "?from=2025-01-01&to=2025-01-09&area=both&layers=ground"


ALL_SHEETS = [
    (kind, area, language, page)
    for area in ("aleppo-hama", "aleppo-city", "hama", "northwest", "syria")
    for kind in SHEETS
    for language in ("en", "ar", "both")
    for page in ("A4", "16:9")
]


@pytest.mark.thorough
@pytest.mark.parametrize(("kind", "area", "language", "page"), ALL_SHEETS)
def test_no_type_is_under_seven_points_and_what_stands_under_the_maps_fits(shipped, kind, area, language, page):
    days = {"start": date(2024, 11, 27), "end": date(2024, 12, 6)}
    brief = ask(shipped, **days, area=area, kind=kind, language=language, page=page)
    figure = SHEETS[kind](brief)
    sizes = {text.get_fontsize() for axes in figure.axes for text in axes.texts}
    assert min(sizes) >= 7.0
    assert not misplaced(figure, brief.page)


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


@pytest.mark.thorough
def test_every_layer_can_be_drawn_on_paper(shipped):
    everything = frozenset(layer.id for layer in all_layers())
    brief = ask(shipped, area="aleppo", layers=everything)
    said = " ".join(texts(map_sheet(brief)))
    assert "Sources disagree about this cell" in said
    assert "in 10 × 10 km" in said


@pytest.mark.thorough
def test_a_sheet_of_a_theatre_that_tells_nothing_of_control_speaks_of_events_alone(tmp_path):
    theatre = theatre_of(tmp_path / "t", reports=[], events=[event("e1", "2025-01-02")])
    for language, control in (("en", "Control at the end"), ("ar", "السيطرة")):
        for sheet in (map_sheet, series_sheet):
            said = " ".join(texts(sheet(ask(theatre, start=january(1), end=january(3), language=language))))
            assert control not in said
            assert "Front line" not in said
