"""What a theatre's settings may say, and what stands where they say nothing."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from geo.common.errors import SchemaError
from geo.common.messages import speaking
from geo.registry.settings import FIRST_LEVEL_AREA, MapMode
from geo.theatre.catalog import SHIPPED
from geo.theatre.frame import read_frame
from geo.theatre.loader import read_theatre
from map.layer import MAP_MODES
from tests.worlds import calls_them, january, write_theatre


def test_first_level_areas_bear_no_country_s_word_where_a_theatre_gives_none(tmp_path):
    theatre = read_theatre(write_theatre(tmp_path / "t"))
    assert theatre.adm1_name == FIRST_LEVEL_AREA
    assert theatre.divisions[0].word == "first-level area"


def test_a_theatre_says_what_its_first_level_areas_are_called(tmp_path):
    folder = calls_them(write_theatre(tmp_path / "t"), "County", en_plural="Counties")
    theatre = read_theatre(folder)
    assert (theatre.adm1_name.one.en, theatre.adm1_name.many.en) == ("County", "Counties")
    assert theatre.adm1_name.one.ar == FIRST_LEVEL_AREA.one.ar
    assert theatre.divisions[0].word == "county"


def test_several_are_named_with_an_s_where_nothing_else_is_said(tmp_path):
    assert read_theatre(calls_them(write_theatre(tmp_path / "t"), "State")).adm1_name.many.en == "States"


def test_the_shipped_theatre_has_governorates():
    called = read_frame(SHIPPED).settings["adm1_name"]
    assert (called.one.en, called.many.en, called.one.ar) == ("Governorate", "Governorates", "محافظة")


@pytest.mark.parametrize("said", ['"State"', "3", "{}", '{en = ""}', "{en = 3}", '{en = "State", ar = 3}'])
def test_a_word_that_is_none_stops_the_load_and_says_which(tmp_path, said):
    folder = write_theatre(tmp_path / "t")
    settings = folder / "theatre.toml"
    settings.write_text(f"adm1_name = {said}\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(SchemaError, match="adm1_name"):
        read_theatre(folder)


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ('credits = "GeoNames"', "cannot be used: credits is 'GeoNames' and no list"),
        ("credits = [3]", "cannot be used: credits.0 is 3 and no table"),
        ('credits = [{part = "Places", text = "GeoNames"}]', "lacks 'licence'"),
        ("focus_places = [true]", "cannot be used: focus_places.0 is True and no text"),
    ],
)
def test_a_setting_of_another_kind_is_named_with_what_it_says_and_what_it_should(tmp_path, said, fault):
    folder = write_theatre(tmp_path / "t")
    settings = folder / "theatre.toml"
    settings.write_text(f"{said}\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(SchemaError) as refused:
        read_theatre(folder)
    assert (refused.value.file, refused.value.fault) == (str(settings), fault)


@pytest.mark.parametrize("missing", ["id", "country", "extent", "name", "span"])
def test_a_setting_that_is_missing_is_named(tmp_path, missing):
    folder = write_theatre(tmp_path / "t")
    settings = folder / "theatre.toml"
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    settings.write_text("".join(line for line in lines if not line.startswith(f"{missing} =")), encoding="utf-8")
    with pytest.raises(SchemaError, match=f"lacks '{missing}'"):
        read_theatre(folder)


def test_a_credit_is_told_in_arabic_where_the_theatre_has_it_and_as_it_stands_where_not(tmp_path):
    credits = """
[[credits]]
part = "Places"
part_ar = "الأماكن"
text = "A list"
text_ar = "قائمة"
licence = "CC BY 4.0"

[[credits]]
part = "Rivers"
text = "A survey"
licence = "facts"
"""
    folder = write_theatre(tmp_path / "t")
    with (folder / "theatre.toml").open("a", encoding="utf-8") as file:
        file.write(credits)
    theatre = read_theatre(folder)
    assert [credit.line for credit in theatre.credits] == ["Places: A list (CC BY 4.0)", "Rivers: A survey (facts)"]
    with speaking("ar"):
        told = [credit.line for credit in theatre.credits]
    assert told == ["الأماكن: قائمة (CC BY 4.0)", "Rivers: A survey (facts)"]


def saying(folder: Path, said: str) -> Path:
    """The theatre with one setting more."""
    settings = folder / "theatre.toml"
    settings.write_text(f"{said}\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    return folder


def test_a_theatre_opens_on_what_it_says_and_else_on_all_of_it(tmp_path):
    silent = read_theatre(write_theatre(tmp_path / "t"))
    assert silent.opening == silent.everything
    said = 'opens_on = {area = "west", start = 2025-01-03, end = 2025-01-05}'
    theatre = read_theatre(saying(write_theatre(tmp_path / "u"), said))
    assert (theatre.opening.area, theatre.opening.start, theatre.opening.end) == ("west", january(3), january(5))
    assert theatre.everything == silent.everything


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ('opens_on = {area = "moon", start = 2025-01-03, end = 2025-01-05}', "an opens_on of an area 'moon'"),
        ('opens_on = {area = "west", start = 2025-01-03, end = 2025-02-05}', "an opens_on that is not inside"),
        ('opens_on = {area = "west", start = 2025-01-05, end = 2025-01-03}', "an opens_on that is not inside"),
        ("opens_on = {start = 2025-01-05, end = 2025-01-06}", "lacks 'area'"),
    ],
)
def test_a_view_to_open_on_that_cannot_be_shown_stops_the_load(tmp_path, said, fault):
    with pytest.raises(SchemaError, match=fault):
        read_theatre(saying(write_theatre(tmp_path / "t"), said))


def test_the_modes_of_a_question_are_those_of_the_map():
    assert get_args(MapMode) == MAP_MODES
