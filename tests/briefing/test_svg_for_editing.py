"""Sheets as SVG for those who go on drawing: groups by name, text as text, and a program that opens them."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib.figure import Figure
from numpy.typing import NDArray
from PIL import Image

from briefing.job.formats import make
from briefing.sheet.groups import brought_together, group_of, grouped, slug
from briefing.sheet.svg_file import _in_two
from geo.common.phrases import LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK
from tests.briefing.conftest import ask
from tests.worlds import event, january, place, row, theatre_of

SVG = "{http://www.w3.org/2000/svg}"
LABEL = "{http://www.inkscape.org/namespaces/inkscape}label"
INKSCAPE = shutil.which("inkscape")
NOVEMBER, FIFTH = date(2024, 11, 26), date(2024, 12, 5)
MARKED = f"{RIGHT_TO_LEFT_MARK}الغرب M4 12{LEFT_TO_RIGHT_MARK}"


def svg(folder: Path, brief) -> ElementTree.Element:
    make(brief, folder / "sheet.svg")
    return ElementTree.parse(folder / "sheet.svg").getroot()


def small_sheet(tmp_path: Path, **asked) -> ElementTree.Element:
    """A map of four squares: West and East, one battle near West."""
    theatre = theatre_of(
        tmp_path / "theatre",
        places=[place("west", 0.5, 0.5, kind="city", name_ar="الغرب"), place("east", 1.5, 0.5, kind="city")],
        reports=[row("west", "BLUE", "2025-01-01", scope="baseline"), row("east", "RED", "2025-01-01")],
        events=[event("battle", "2025-01-05", 0.9, 0.9)],
    )
    return svg(tmp_path, ask(theatre, start=january(1), end=january(9), **asked))


def by_id(root: ElementTree.Element, name: str) -> ElementTree.Element:
    """The element called so: each name stands once in a file."""
    (found,) = [one for one in root.iter() if one.get("id") == name]
    return found


def said(part: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in part.iter(f"{SVG}text")]


def test_an_svg_has_a_layer_for_each_part_of_the_sheet_and_of_the_map(tmp_path):
    root = small_sheet(tmp_path)
    layers = [group.get(LABEL) for group in root.findall(f"{SVG}g")]
    assert sorted(layers) == ["degrees", "footer", "key-figures", "legend", "locator", "map", "paper", "title"]
    parts = [group.get("id") for group in by_id(root, "map").findall(f"{SVG}g")]
    assert {"ground", "front-line", "events", "labels", "scale-bar", "north"} <= set(parts)


def test_each_place_each_event_and_each_line_of_the_legend_is_a_group_of_its_own(tmp_path):
    root = small_sheet(tmp_path)
    assert said(by_id(root, "label-west")) == ["West"]
    assert said(by_id(root, "label-east")) == ["East"]
    assert [group.get("id") for group in by_id(root, "labels")] == ["label-west", "label-east"]
    assert said(by_id(root, "legend-front-line-reported")) == ["reported"]
    assert len(by_id(root, "events")) == 1


@pytest.mark.thorough
def test_no_id_stands_twice_and_no_part_refers_to_a_drawing_that_others_share(shipped, tmp_path):
    root = svg(tmp_path, ask(shipped, start=NOVEMBER, end=FIFTH, area="hama", kind="change"))
    ids = Counter(one.get("id") for one in root.iter() if one.get("id"))
    assert not [name for name, times in ids.items() if times > 1]
    assert not list(root.iter(f"{SVG}use"))
    before, after = by_id(root, "map-before"), by_id(root, "map-after")
    assert [group.get("id") for group in before.iter() if group.get("id") == "label-hama"]
    assert [group.get("id") for group in after.iter() if group.get("id") == "label-hama-2"]


def test_text_is_text_in_the_named_fonts_and_keeps_its_halo(tmp_path):
    root = small_sheet(tmp_path)
    (name,) = by_id(root, "label-west").iter(f"{SVG}text")
    assert name.text == "West"
    assert "font-family: 'Noto Sans', 'Noto Sans Arabic', 'DejaVu Sans'" in name.get("style")
    assert "font-size: 8.2px; fill: #1c1f23; font-weight: bold" in name.get("style")
    assert "stroke: #ffffff; stroke-width: 1.6px; paint-order: stroke fill" in name.get("style")
    assert "text-anchor: middle" in name.get("style")


def test_arabic_stands_in_its_own_letters_and_runs_from_the_right(tmp_path):
    root = small_sheet(tmp_path, language="ar")
    (name,) = by_id(root, "label-west").iter(f"{SVG}text")
    assert name.text == "الغرب"
    assert "font-family: 'Noto Sans Arabic', 'Noto Sans'" in name.get("style")
    assert "direction: rtl" in name.get("style")
    heading = next(text for text in by_id(root, "legend").iter(f"{SVG}text") if text.text == "مفتاح الخريطة")
    assert "text-anchor: start" in heading.get("style")


@pytest.mark.thorough
def test_scale_bar_north_and_degrees_are_in_arabic_where_the_sheet_is(tmp_path):
    arabic, both = (small_sheet(tmp_path / language, language=language) for language in ("ar", "both"))
    assert said(by_id(arabic, "scale-bar"))[-1].endswith(" كم")
    assert said(by_id(both, "scale-bar"))[-1].endswith(" km")
    assert (said(by_id(arabic, "north")), said(by_id(both, "north"))) == (["ش"], ["N"])
    assert {label[-1] for label in said(by_id(arabic, "degrees"))} == {"ش", "ق"}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("West", ("West", "")),
        (f"West · {MARKED}", ("West · ", MARKED.rstrip(LEFT_TO_RIGHT_MARK))),
        ("taken 5 Dec · السيطرة 5", ("taken 5 Dec · ", "السيطرة 5")),
        ("from الغرب to East", ("from الغرب to East", "")),
        ("الغرب 5", ("", "الغرب 5")),
        ("\u200eالغرب: 5\u200e", ("", "الغرب: 5")),
    ],
)
def test_a_line_of_both_languages_is_set_as_two(text, parts):
    assert _in_two(text) == parts


def test_groups_are_brought_together_where_their_lowest_part_lies():
    axes = Figure().add_axes((0, 0, 1, 1))
    axes.text(0, 0, "lowest", zorder=1)
    with grouped(axes, "outer"):
        axes.text(0, 0, "one", zorder=2)
        with grouped(axes, "inner"):
            axes.text(0, 0, "two", zorder=3)
    axes.text(0, 0, "between", zorder=4)
    with grouped(axes, "outer", "inner"):
        axes.text(0, 0, "three", zorder=5)
    assert [text.get_text() for text in brought_together(axes.texts)] == ["lowest", "one", "two", "three", "between"]
    assert [group_of(text) for text in axes.texts][2] == ("outer", "inner")


@pytest.mark.parametrize(
    ("text", "told"),
    [("Khan Shaykhun", "khan-shaykhun"), ("Türkiye", "turkiye"), ("Suran (Hama)", "suran-hama"), ("حلب", "")],
)
def test_a_slug_is_plain(text, told):
    assert slug(text) == told


def in_few_dots(path: Path) -> NDArray[np.int_]:
    """A picture so small that colours and where they are count, and the edges of letters do not."""
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB").resize((150, 106), Image.Resampling.BOX), dtype=int)


CASES = [("hama", "map", "en"), ("aleppo", "map", "ar"), ("hama", "change", "both")]


@pytest.mark.thorough
@pytest.mark.skipif(INKSCAPE is None, reason="Inkscape is not installed: apt-get install inkscape")
@pytest.mark.parametrize(("area", "kind", "language"), CASES)
def test_inkscape_opens_the_drawing_and_sees_what_the_picture_shows(shipped, tmp_path, area, kind, language):
    brief = ask(shipped, start=NOVEMBER, end=FIFTH, area=area, kind=kind, language=language)
    make(brief, tmp_path / "sheet.svg")
    make(brief, tmp_path / "sheet.png")
    opened = [str(INKSCAPE), str(tmp_path / "sheet.svg")]
    picture = ["--export-width=900", f"--export-filename={tmp_path / 'seen.png'}"]
    subprocess.run([*opened, *picture], check=True, capture_output=True)
    listed = subprocess.run([*opened, "--query-all"], check=True, capture_output=True, text=True).stdout
    assert {"legend", f"label-{area}"} <= {line.split(",")[0] for line in listed.splitlines()}
    seen, drawn = (in_few_dots(tmp_path / name) for name in ("seen.png", "sheet.png"))
    assert np.abs(seen - drawn).max() < 64
