"""Where a small map stands on a larger one: on its edge, over no change, and over as little else as may be."""

from __future__ import annotations

import pytest

from briefing.sheet.inset_place import InsetPlace, inset_place
from briefing.sheet.map_picture import MapPicture, picture_of
from tests.briefing.conftest import ask
from tests.worlds import event, january, place, row, theatre_of

EDGE = 1.2
WIDE, HIGH = 50.0, 30.0
"""Of the inset, mm; the map is about 190 by 100."""


def picture(folder, *, taken: tuple[str, ...] = (), **more) -> MapPicture:
    """Two squares of a degree, both RED's, the `taken` ones BLUE's from the 20th, on about 190 by 100 mm."""
    reports = [row(of, "RED", "2025-01-02") for of in ("west", "east")]
    reports += [row(of, "BLUE", "2025-01-20") for of in taken]
    brief = ask(theatre_of(folder / "theatre", reports=reports, **more), start=january(3))
    return picture_of(brief.situation, brief.layers, brief.request.look, (200.0, 100.0))


def stands(found: InsetPlace | None) -> tuple[float, float]:
    """Left and bottom of an inset, mm."""
    assert found is not None
    return found.box[:2]


def is_lower_right(found: InsetPlace | None, shown: MapPicture) -> bool:
    return stands(found) == pytest.approx((shown.frame.width_mm - EDGE - WIDE, EDGE))


@pytest.mark.parametrize(("taken", "is_left"), [(("east",), True), (("west",), False)])
def test_it_stands_over_the_half_in_which_nothing_changed_hands(tmp_path, taken, is_left):
    shown = picture(tmp_path, taken=taken)
    found = inset_place(shown, WIDE, HIGH, 1.0)
    assert (stands(found)[0] < 50) is is_left
    assert found.over_change == 0


def test_where_all_of_the_map_changed_it_tells_so(tmp_path):
    found = inset_place(picture(tmp_path, taken=("west", "east")), WIDE, HIGH, 1.0)
    assert found is not None
    assert found.over_change == pytest.approx(1.0, abs=0.01)
    assert found.over_home == pytest.approx(1.0, abs=0.01)


def test_of_places_over_the_same_ground_it_takes_one_without_marks(tmp_path):
    """The lower right corner is the first choice."""
    quiet, loud = picture(tmp_path / "quiet"), picture(tmp_path / "loud", events=[event("e", "2025-01-05", 1.9, 0.1)])
    assert is_lower_right(inset_place(quiet, WIDE, HIGH, 1.0), quiet)
    assert not is_lower_right(inset_place(loud, WIDE, HIGH, 1.0), loud)


@pytest.mark.parametrize(("kind", "counts"), [("city", True), ("village", False)])
def test_a_large_place_counts_as_a_mark_and_a_small_one_does_not(tmp_path, kind, counts):
    places = [place("west", 0.5, 0.5), place("east", 1.5, 0.5), place("there", 1.9, 0.1, kind=kind)]
    shown = picture(tmp_path, places=places)
    assert is_lower_right(inset_place(shown, WIDE, HIGH, 1.0), shown) is not counts


def test_it_lies_over_no_other_inset_and_not_over_the_north_arrow(tmp_path):
    shown = picture(tmp_path)
    taken = []
    while found := inset_place(shown, WIDE, HIGH, 1.0, taken):
        left, bottom, right, top = found.box
        assert not any(left < box[2] and box[0] < right and bottom < box[3] and box[1] < top for box in taken)
        assert right <= shown.frame.width_mm - 10 or top <= shown.frame.height_mm - 13
        taken.append(found.box)
    assert len(taken) >= 4


def test_where_no_place_is_free_there_is_none(tmp_path):
    assert inset_place(picture(tmp_path), WIDE, HIGH, 1.0, [(0.0, 0.0, 200.0, 100.0)]) is None
