"""Whose ground a polygon drawn elsewhere is: columns, words that are mapped, names of factions."""

from __future__ import annotations

import pytest

from geo.common.errors import SchemaError
from ingest.histories.history_factions import FactionRule, parse_words
from ingest.histories.history_options import HistoryOptions
from ingest.histories.polygon_histories import read_polygon_history
from tests.ingest.histories.worlds import HALF, MORE, by_column, reasons, spans
from tests.worlds import drawing, feature, point, rectangle

DEEP = "Окуповано /// Occupied /// geoJSON.status.occupied"


@pytest.mark.parametrize("entry", [f"{DEEP}=RED", "geoJSON.status.occupied=RED", "Occupied=RED"])
def test_a_column_of_statuses_is_mapped_whole_or_by_one_of_its_parts(source, squares, entry):
    path = drawing(source / "2025-01-01.geojson", feature(HALF, name=DEEP), feature(rectangle(1, 0, 2, 1), name="BLUE"))
    assert {row[2] for row in spans(read_polygon_history(path, by_column("name", entry), squares))} == {"RED", "BLUE"}


def test_all_values_nobody_mapped_are_listed(source, squares):
    drawing(source / "2025-01-01.geojson", feature(HALF, name="liberated"), feature(HALF, name="BLUE"))
    drawing(source / "2025-01-02.geojson", feature(HALF, name="liberated"), feature(HALF, name="grey"))
    with pytest.raises(SchemaError, match=r"'liberated' \(2 features\); 'grey' \(1 feature\)"):
        read_polygon_history(source, by_column("name"), squares)


def test_what_is_mapped_to_ignore_is_set_aside_and_counted(source, squares):
    path = drawing(source / "2025-01-01.geojson", feature(HALF, name="BLUE"), feature(MORE, name="grey"))
    imported = read_polygon_history(path, by_column("name", "grey=ignore"), squares)
    assert (imported.read, imported.accepted) == (2, 1)
    assert imported.rejected[0][0].fault == "was mapped to ignore"


@pytest.mark.parametrize(
    ("factions", "rest", "says"),
    [
        (FactionRule(), "", "--faction: is needed"),
        (FactionRule(faction="BLUE", column="name"), "", "--faction: is needed"),
        (FactionRule(faction="PURPLE"), "", "--faction: names PURPLE"),
        (FactionRule(faction="BLUE"), "PURPLE", "--undrawn-holder: names PURPLE"),
        (FactionRule(faction="BLUE"), "BLUE", "--undrawn-holder: is BLUE"),
        (FactionRule(column="name", words={"x": "PURPLE"}), "", "--map-factions: names PURPLE"),
        (FactionRule(column="absent"), "", "has no column 'absent'"),
    ],
)
def test_factions_are_those_of_the_theatre(source, squares, factions, rest, says):
    path = drawing(source / "2025-01-01.geojson", feature(HALF))
    with pytest.raises(SchemaError) as caught:
        read_polygon_history(path, HistoryOptions(factions=factions, rest=rest), squares)
    assert says in str(caught.value)


@pytest.mark.parametrize("entries", [["no equals sign"], ["=BLUE"], ["x="], ["x=BLUE", "x=RED"]])
def test_a_mapping_says_one_thing_of_each_value(entries):
    with pytest.raises(SchemaError, match="--map-factions"):
        parse_words(entries)


def test_points_and_lines_need_no_holder(source, squares):
    path = drawing(
        source / "2025-01-01.geojson",
        feature(HALF, name="BLUE"),
        *(feature(point(0.5, 0.5), name=f"unit {number}") for number in range(50)),
    )
    assert reasons(read_polygon_history(path, by_column("name"), squares)) == {"is a point and no polygon": 50}


@pytest.mark.parametrize(
    ("entries", "holder"),
    [
        (["geoJSON.status.*=RED"], "RED"),
        (["geoJSON*=RED", "geoJSON.status.dis*=GREEN"], "GREEN"),  # more letters
        (["geoJSON*=RED", "Liberated 05.04=GREEN"], "GREEN"),  # a part of the value goes before a pattern
        (["*=ignore", "Звільнено*=GREEN"], "GREEN"),
    ],
)
def test_an_entry_may_be_the_start_of_a_word(source, squares, entries, holder):
    name = "Звільнено 05.04 /// Liberated 05.04 /// geoJSON.status.dismissed_at {{at:05.04}}"
    path = drawing(source / "2025-01-01.geojson", feature(HALF, name=name))
    assert [row[2] for row in spans(read_polygon_history(path, by_column("name", *entries), squares))] == [holder]


@pytest.mark.parametrize(
    ("word", "holder"), [("red", "RED"), ("Red", "RED"), ("Contested", "contested"), ("DISPUTED", "contested")]
)
def test_names_of_factions_and_of_standings_need_no_entry(source, squares, word, holder):
    path = drawing(source / "2025-01-01.geojson", feature(HALF, side=word))
    assert [row[2] for row in spans(read_polygon_history(path, by_column("side"), squares))] == [holder]


@pytest.mark.parametrize("word", ["unknown", "невідомо", "inconnu", "غير معروف", "Unidentified"])
def test_words_for_what_is_not_known_say_that_nobody_knows_the_holder(source, squares, word):
    path = drawing(source / "2025-01-01.geojson", feature(HALF, side=word))
    assert [row[2] for row in spans(read_polygon_history(path, by_column("side"), squares))] == ["unknown"]


@pytest.mark.parametrize("mark", ["NA", "n/a", "null", "-", "<NA>", "н/д"])
def test_a_mark_of_nothing_is_no_holder_unless_an_entry_says_so(source, squares, mark):
    path = drawing(source / "2025-01-01.geojson", feature(HALF, side="RED"), feature(MORE, side=mark))
    assert reasons(read_polygon_history(path, by_column("side"), squares)) == {"says nothing of who holds it": 1}
    imported = read_polygon_history(path, by_column("side", f"{mark}=BLUE"), squares)
    assert {row[2] for row in spans(imported)} == {"RED", "BLUE"}


def test_a_row_without_a_holder_names_the_column_that_lacks_it(source, squares):
    path = drawing(source / "2025-01-01.geojson", feature(HALF, Side="RED"), feature(MORE, Side=None))
    (aside,) = read_polygon_history(path, by_column("side"), squares).rejected
    assert (aside[0].column, aside[0].value) == ("Side", "empty")
    path = drawing(source / "2025-01-01.geojson", feature(HALF, Side="RED"), feature(MORE, Side="grey"))
    (aside,) = read_polygon_history(path, by_column("side", "grey=ignore"), squares).rejected
    assert (aside[0].column, aside[0].value) == ("Side", "grey")


def test_a_thousand_unmapped_values_are_summed_up(source, squares):
    drawing(source / "2025-01-01.geojson", *(feature(HALF, name=f"word {number}") for number in range(1000)))
    with pytest.raises(SchemaError, match=r"; and 980 more\. Map each"):
        read_polygon_history(source, by_column("name"), squares)
