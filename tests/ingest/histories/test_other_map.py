"""Another map of one day: its day, its column of holders, and what of it is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.common.errors import SchemaError
from geo.polygons.history import STRIP
from geo.theatre.frame import Frame, read_frame
from ingest.histories.history_factions import FactionRule
from ingest.histories.history_options import HistoryOptions
from ingest.histories.other_map import OtherMap, read_other_map, unmapped_words
from ingest.histories.polygon_histories import read_polygon_history
from tests.ingest.histories.worlds import BLUE, HALF, MORE, by_column, reasons
from tests.worlds import drawing, feature, january, point, rectangle, theatre_without_reports

UNSAID = HistoryOptions(factions=FactionRule())


@pytest.fixture(scope="module")
def frame(tmp_path_factory) -> Frame:
    return read_frame(theatre_without_reports(tmp_path_factory.mktemp("theatre") / "t"))


@pytest.fixture
def of_day(tmp_path, frame):
    """The map of a day of January that features in a file, named `name`, show."""

    def read(*features, day: int = 10, name: str = "map", options: HistoryOptions = UNSAID, **more) -> OtherMap:
        return read_other_map(drawing(tmp_path / f"{name}.geojson", *features), options, frame, january(day), **more)

    return read


def areas(other: OtherMap) -> dict[str, float]:
    return {name: round(shape.area, 6) for name, shape in other.drawn.items()}


def test_a_file_without_days_is_of_the_day_that_is_asked_for(of_day):
    other = of_day(feature(HALF), options=BLUE)
    assert (other.day, other.drawn_for, areas(other)) == (january(10), january(10), {"BLUE": 0.5})


def test_features_that_hold_on_another_day_are_not_shown(of_day):
    early = feature(HALF, holder="RED", start="2025-01-01", end="2025-01-09")
    late = feature(MORE, holder="BLUE", start="2025-01-10", end="2025-01-20")
    assert areas(of_day(early, late)) == {"BLUE": 0.6}
    assert areas(of_day(early, late, day=9)) == {"RED": 0.5}


def test_a_file_of_another_day_alone_is_refused_and_the_days_it_draws_are_named(of_day):
    with pytest.raises(SchemaError, match="draws nothing for 2025-01-10, but for days from 2025-01-09 to 2025-01-09"):
        of_day(feature(HALF), name="2025-01-09", options=BLUE)


def test_a_day_between_two_drawings_shows_the_one_before_it_and_says_so(tmp_path, frame):
    drawing(tmp_path / "2025-01-05.geojson", feature(HALF))
    drawing(tmp_path / "2025-01-15.geojson", feature(MORE))
    other = read_other_map(tmp_path, BLUE, frame, january(10))
    assert (other.drawn_for, areas(other)) == (january(5), {"BLUE": 0.5})


def test_the_one_column_that_is_called_as_holders_are_is_taken(of_day):
    other = of_day(feature(HALF, Controlled_By="RED", who="BLUE"))
    assert (other.column, areas(other)) == ("Controlled_By", {"RED": 0.5})


@pytest.mark.parametrize(
    ("columns", "fault"),
    [
        ({"who": "RED"}, "has no column known to say holders"),
        ({"holder": "RED", "controller": "BLUE"}, r"has several columns of holders \(holder, controller\)"),
    ],
)
def test_where_no_column_or_several_are_called_so_one_has_to_be_named(of_day, columns, fault):
    with pytest.raises(SchemaError, match=f"{fault}. Name one by --faction-column, of {', '.join(columns)}"):
        of_day(feature(HALF, **columns))


def test_an_empty_file_is_no_map(of_day):
    with pytest.raises(SchemaError, match="holds no feature"):
        of_day()


def test_what_is_no_ground_is_set_aside_with_its_reason(of_day):
    other = of_day(feature(HALF, holder="RED"), feature(point(1, 0.5), holder="RED"), feature(MORE, holder=None))
    assert reasons(other.imported) == {"is a point and no polygon": 1, "says nothing of who holds it": 1}


def test_columns_of_points_do_not_tell_the_days_of_polygons(of_day):
    ground = feature(HALF, holder="RED", as_of="2025-01-10", valid_from=None, valid_to=None)
    gate = feature(point(1, 0.5), holder="RED", as_of=None, valid_from="2025-01-01", valid_to="2025-01-31")
    assert areas(of_day(ground, gate)) == {"RED": 0.5}
    with pytest.raises(SchemaError, match="draws nothing for 2025-01-11"):
        of_day(ground, gate, day=11)


def test_ground_without_a_holder_is_what_its_status_says(of_day):
    other = of_day(
        feature(rectangle(0, 0, 0.5, 1), holder="RED", status="contested"),
        feature(rectangle(0.5, 0, 1, 1), holder=None, status="Disputed"),
        feature(rectangle(1, 0, 1.2, 1), holder=None, status="unknown"),
        feature(rectangle(1.2, 0, 2, 1), holder=None, status="controlled"),
    )
    assert areas(other) == {"RED": 0.5, "contested": 0.5, "unknown": 0.2}
    assert reasons(other.imported) == {"says nothing of who holds it": 1}


def test_one_polygon_with_swapped_axes_tells_of_the_others_of_its_file(of_day, frame, tmp_path):
    sure = feature(rectangle(0.2, 1.2, 0.8, 1.8))
    partly = feature(rectangle(0, 0, 0.5, 1.6))
    right = feature(rectangle(0.5, 0, 2, 0.5))
    with pytest.raises(SchemaError, match=r"no usable polygon \(has latitude before longitude"):
        of_day(sure, partly, options=BLUE)
    assert areas(of_day(sure, right, options=BLUE)) == {"BLUE": 0.75}
    assert areas(of_day(partly, options=BLUE)) == {"BLUE": 0.8}
    source = drawing(tmp_path / "2025-01-10.geojson", sure, partly, right)
    assert reasons(read_polygon_history(source, BLUE, frame)) == {"has latitude before longitude": 2}


def test_strips_along_the_border_are_nobodys_and_no_part_of_the_rest(of_day):
    inside = feature(rectangle(0.01, 0.01, 1, 0.99), holder="BLUE")
    other = of_day(inside, options=by_column("holder", rest="RED"), strip_km=3.0)
    border = 1 * 0.01 + 2 * 0.99 * 0.01
    assert areas(other)[STRIP] == pytest.approx(border, rel=0.03)
    assert STRIP not in of_day(inside, options=by_column("holder", rest="RED"), strip_km=0.0).drawn


def test_the_words_nobody_is_called_by_are_listed(tmp_path, frame):
    source: Path = drawing(
        tmp_path / "map.geojson",
        *(feature(HALF, who=word) for word in ("RED", "Kurds", "contested", "Opposition", "Kurds", None)),
    )
    assert unmapped_words(source, FactionRule(column="who"), frame) == ("Kurds", "Opposition")
