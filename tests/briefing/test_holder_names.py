"""Who holds the ground, written on it: inside its piece, over nothing, and legible without colour."""

from __future__ import annotations

import pytest
import shapely

from briefing.sheet.holder_names import BESIDE_MM, holder_names
from briefing.sheet.labels import SheetBox
from briefing.sheet.layout import lay_out
from briefing.sheet.map_picture import MapPicture, picture_of
from tests.briefing.conftest import ask
from tests.worlds import EAST, WEST, place, row, theatre_of

FRAME = (0.6, 0.6, 180.0, 90.0)


def picture(folder, language="en", layers=("ground", "control"), **more) -> MapPicture:
    """Blue's square in the west and Red's in the east, on about 190 by 100 mm."""
    brief = ask(theatre_of(folder / "theatre", **more), layers=frozenset(layers), language=language)
    return picture_of(brief.situation, brief.layers, brief.request.look, (200.0, 100.0))


def said(shown: MapPicture, taken: tuple[SheetBox, ...] = ()) -> dict[str, SheetBox]:
    """The lines of each name and the box it stands in."""
    return {" ".join(name.lines): box for name, box in holder_names(shown, taken, FRAME)}


def middle(box: SheetBox) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2


def test_each_holder_is_named_in_the_middle_of_its_ground(tmp_path):
    """A degree is 94 mm wide; what stands beside it is 6 mm off or more."""
    found = said(picture(tmp_path))
    assert set(found) == {"BLUE", "RED"}
    (blue, high), (red, _) = middle(found["BLUE"]), middle(found["RED"])
    assert (blue, red, high) == (pytest.approx(47, abs=8), pytest.approx(141, abs=8), pytest.approx(48, abs=8))


def test_a_name_lies_over_nothing_that_stands_there_and_stays_on_its_ground(tmp_path):
    west = (0.0, 20.0, 94.0, 75.0)
    blue = said(picture(tmp_path), (west,))["BLUE"]
    assert not shapely.box(*blue).intersection(shapely.box(*west)).area
    assert blue[2] <= 95


def test_a_name_is_smaller_rather_than_set_as_the_end_of_the_line_beside_it(tmp_path):
    """Between the west of the frame and a line there is room for BLUE at full size, and 1 mm more."""
    shown = picture(tmp_path)
    left, _, right, _ = said(shown)["BLUE"]
    line = (FRAME[0] + right - left + 1.0, 0.0, 100.0, 100.0)
    blue, box = next(found for found in holder_names(shown, (line,), FRAME) if "BLUE" in found[0].lines)
    assert blue.kind == "small holder"
    assert line[0] - box[2] >= BESIDE_MM


def test_a_name_without_room_is_left_out(tmp_path):
    assert set(said(picture(tmp_path), ((0.0, 0.0, 96.0, 100.0),))) == {"RED"}


def test_a_speck_of_ground_is_not_named(tmp_path):
    """NAVY's village owns less than a hundredth of the map."""
    around = [place(f"p{n}", 1.5 + x, 0.5 + y) for n, (x, y) in enumerate([(0.1, 0), (-0.1, 0), (0, 0.1), (0, -0.1)])]
    places = [place(*WEST), place(*EAST), *around]
    reports = [row(of["properties"]["place_id"], "RED", "2025-01-01") for of in [places[0], *around]]
    shown = picture(tmp_path, places=places, reports=[*reports, row("east", "NAVY", "2025-01-01")])
    assert set(said(shown)) == {"RED"}


def test_in_both_languages_it_has_a_line_each(tmp_path):
    shown = picture(tmp_path, "both")
    assert all(len(name.lines) == 2 for name, _ in holder_names(shown, (), FRAME))


def test_where_the_ground_is_not_drawn_nobody_is_named_on_it(tmp_path):
    assert not said(picture(tmp_path, layers=("ground",)))


def test_a_layout_names_holders_around_places_and_symbols(tmp_path):
    places = [place(*WEST, kind="city"), place(*EAST, kind="city")]
    shown = picture(tmp_path, layers=("ground", "control", "place-labels"), places=places)
    layout = lay_out(shown)
    assert layout.names
    assert layout.holders
    for _, holder in layout.holders:
        assert not any(shapely.box(*holder).intersection(shapely.box(*box)).area for _, box in layout.names)
