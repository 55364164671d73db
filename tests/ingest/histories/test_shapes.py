"""What polygons drawn elsewhere have to be: closed, of ground, in the theatre; each fault in its own words."""

from __future__ import annotations

import pytest

from geo.common.errors import SchemaError
from ingest.histories.polygon_histories import read_polygon_history
from tests.ingest.histories.worlds import BLUE, HALF, reasons
from tests.worlds import drawing, feature, point, rectangle


def test_heights_are_dropped(source, squares):
    path = drawing(source / "2025-01-01.geojson", feature(rectangle(0, 0, 1, 1, 250.0)))
    assert not read_polygon_history(path, BLUE, squares).rows.has_z.any()


BOWTIE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
FLAT = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0], [0, 0]]]}


@pytest.mark.parametrize(
    ("geometry", "fault"),
    [
        (None, "has no geometry"),
        (point(0.5, 0.5), "is a point and no polygon"),
        (FLAT, "encloses no ground"),
        (rectangle(0, 0, 500, 1), "is off the globe"),
    ],
)
def test_what_is_no_ground_is_set_aside_with_file_feature_and_reason(source, squares, geometry, fault):
    path = drawing(source / "2025-01-01.geojson", feature(HALF), feature(geometry))
    imported = read_polygon_history(path, BLUE, squares)
    (aside,) = imported.rejected
    assert (aside[0].file, aside[0].row, aside[0].fault) == ("2025-01-01.geojson", 2, fault)
    assert imported.read == imported.accepted + len(imported.rejected) == 2


def test_a_polygon_that_crosses_itself_is_repaired_and_counted(source, squares):
    path = drawing(source / "2025-01-01.geojson", feature(BOWTIE))
    imported = read_polygon_history(path, BLUE, squares)
    assert (imported.accepted, imported.repaired) == (1, 1)
    assert imported.rows.geometry.is_valid.all()
    assert sum(shape.area for shape in imported.rows.geometry) == pytest.approx(0.5)  # two triangles


def test_what_lies_nowhere_in_the_theatre_is_refused(source, squares):
    path = drawing(source / "2025-01-01.geojson", feature(rectangle(60, 40, 61, 41)))
    with pytest.raises(SchemaError, match="nowhere in the theatre"):
        read_polygon_history(path, BLUE, squares)


SQUARE = [[0, 0], [1, 0], [1, 1], [0, 1]]


def polygon(*rings):
    return {"type": "Polygon", "coordinates": list(rings)}


@pytest.mark.parametrize(
    ("geometry", "area"),
    [
        (polygon(SQUARE), 1.0),
        (polygon([*SQUARE, SQUARE[0]], [[0.2, 0.2], [0.4, 0.2], [0.4, 0.4], [0.2, 0.4]]), 0.96),
        ({"type": "MultiPolygon", "coordinates": [[SQUARE], [[[1, 0], [2, 0], [2, 1], [1, 1], [1, 0]]]]}, 2.0),
        (polygon([[*corner, 120.0] for corner in SQUARE]), 1.0),
    ],
)
@pytest.mark.parametrize("others", [0, 3])
def test_an_outline_that_is_not_closed_is_closed_and_counted_wherever_it_stands(
    source, squares, geometry, area, others
):
    path = drawing(source / "2025-01-01.geojson", *[feature(HALF)] * others, feature(geometry))
    imported = read_polygon_history(path, BLUE, squares)
    assert (imported.accepted, imported.repaired) == (others + 1, 1)
    if not others:
        assert imported.rows.geometry.iloc[0].area == pytest.approx(area)


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        (polygon([[0, 0]]), "has an outline of fewer than three corners"),
        (polygon([[0, 0], [1, 0]]), "encloses no ground"),
        (polygon([[0, 0], [1, 0], [None, 1], [0, 0]]), "has a corner that is no number"),
        ({"type": "LineString", "coordinates": [[0, 0], [1, 1]]}, "is a line and no polygon"),
        ({"type": "MultiPoint", "coordinates": [[0, 0], [1, 1]]}, "is points and no polygon"),
        ({"type": "GeometryCollection", "geometries": [point(0.5, 0.5)]}, "is points or lines and no polygon"),
        (rectangle(0.2, 1.4, 0.6, 1.8), "has latitude before longitude"),
        (None, "has no geometry"),
    ],
)
def test_what_cannot_be_ground_is_told_by_its_own_words(source, squares, geometry, reason):
    path = drawing(source / "2025-01-01.geojson", feature(HALF), feature(geometry))
    assert reasons(read_polygon_history(path, BLUE, squares)) == {reason: 1}
