"""The rows of a legend: what belongs together stands together, and a party stands once."""

from __future__ import annotations

import pytest

from geo.common.phrases import Phrase
from map.layer import LegendItem, Tint
from map.legend import LegendLine, legend_lines, legend_rows
from map.styles import AreaStyle
from map.wording import HELD_BEFORE

PLAIN, STRONG, PALE = (AreaStyle(colour=colour) for colour in ("#112233", "#008844", "#88ccaa"))
ROW = Phrase("Row", "صف")
TAKEN, HELD = Phrase("Taken since 5 Jan", "السيطرة منذ 5 كانون الثاني"), HELD_BEFORE


def same(text: str) -> Phrase:
    return Phrase(text, text)


def item(label: str, row: Phrase | None = None) -> LegendItem:
    return LegendItem(PLAIN, same(label), row)


def ground(party: str, tint: Tint) -> LegendItem:
    style, row = (STRONG, TAKEN) if tint == "strong" else (PALE, HELD)
    return LegendItem(style, same(party), row, tint)


def shown(items: list[LegendItem]) -> list[tuple[str, list[tuple[str, tuple[AreaStyle, ...]]]]]:
    """English heading of each row, and the name and the samples of each entry."""
    return [
        (row.heading.en if row.heading else "", [(entry.names.en, entry.swatches) for entry in row.entries])
        for row in legend_rows(items)
    ]


def test_a_row_stands_where_its_first_sample_does_and_names_none_twice():
    one, alone, other = item("A", ROW), item("B"), item("C", ROW)
    assert shown([one, alone, other, one]) == [
        ("Row", [("A", (PLAIN,)), ("C", (PLAIN,))]),
        ("", [("B", (PLAIN,))]),
    ]


def test_a_party_that_took_ground_and_held_some_before_stands_once_the_strong_sample_first():
    blue = [ground("Blue", "pale"), ground("Blue", "strong")]
    heading = "Taken since 5 Jan (strong), held before (pale)"
    assert shown(blue) == [(heading, [("Blue", (STRONG, PALE))])]


def test_of_two_tints_the_one_that_a_party_has_not_is_left_out():
    (row,) = shown([ground("Blue", "strong"), ground("Red", "pale"), ground("Blue", "pale")])
    assert row[1] == [("Blue", (STRONG, PALE)), ("Red", (PALE,))]


@pytest.mark.parametrize(("tint", "heading"), [("strong", TAKEN), ("pale", HELD)])
def test_a_tint_that_no_party_has_is_not_in_the_heading(tint, heading):
    (row,) = legend_rows([ground("Blue", tint), ground("Red", tint)])
    assert row.heading == heading


def test_the_heading_tells_the_tints_in_arabic_too():
    (row,) = legend_rows([ground("Blue", "strong"), ground("Blue", "pale")])
    assert row.heading is not None
    assert row.heading.ar == "السيطرة منذ 5 كانون الثاني (قوي)، وقبله (باهت)"


def test_a_tint_without_a_row_that_tells_what_it_means_is_refused():
    with pytest.raises(ValueError, match="'Blue'"):
        LegendItem(STRONG, Phrase("Blue", "الأزرق"), tint="strong")


def test_one_entry_a_line_a_heading_stands_over_several_and_before_one():
    a, b, c, alone = item("A", ROW), item("B", ROW), item("C", Phrase("Other", "آخر")), item("D")
    assert legend_lines([a, b, c, alone]) == [
        LegendLine(ROW, (a, b), is_heading=True),
        LegendLine(same("A"), (a,)),
        LegendLine(same("B"), (b,)),
        LegendLine(Phrase("Other: C", "آخر: C"), (c,)),
        LegendLine(same("D"), (alone,)),
    ]


def test_a_heading_of_lines_has_no_samples_of_its_own():
    heading, *lines = legend_lines([item("A", ROW), item("B", ROW)])
    assert heading.swatches == ()
    assert [line.swatches for line in lines] == [(PLAIN,), (PLAIN,)]
