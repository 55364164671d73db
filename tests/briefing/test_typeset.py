"""Type: as wide as it is set, broken so that nothing is lost."""

from __future__ import annotations

import gc
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.sheet.typeset import one_at_a_time, width_mm, wrap


@pytest.mark.thorough
@given(st.lists(st.text("abcdefgمرحبا", min_size=1, max_size=40), max_size=12), st.floats(8, 80))
def test_wrapped_lines_hold_every_letter_and_none_is_too_wide(words, width):
    text = " ".join(words)
    lines = wrap(text, width, 7)
    letters = "".join(lines).translate({ord(" "): None, ord("\u200e"): None, ord("\u200f"): None})
    assert letters == text.replace(" ", "")
    assert all(width_mm(line, 7) <= width * 1.02 or len(line) == 1 for line in lines)


def test_line_breaks_are_kept():
    assert wrap("Hama\nحماة", 50, 7) == ["Hama", "حماة"]


def test_bold_type_is_wider():
    assert width_mm("Aleppo", 10, bold=True) > width_mm("Aleppo", 10)


def test_a_dollar_sign_is_no_formula():
    assert width_mm("$x$", 10) > width_mm("x", 10)


def test_each_line_of_an_arabic_paragraph_runs_from_right_to_left():
    lines = wrap("المقياس نحو WGS WGS WGS WGS", 14, 7)
    assert lines[0].startswith("ا")
    assert len(lines) > 1
    assert all(line.startswith("\u200f") for line in lines[1:])


def test_garbage_is_left_till_a_figure_is_drawn_and_then_collected_again():
    with one_at_a_time():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_garbage_is_collected_again_where_drawing_fails():
    with pytest.raises(ValueError, match="torn"), one_at_a_time():
        raise ValueError("torn")
    assert gc.isenabled()


def test_who_collects_no_garbage_finds_it_so_after_a_figure():
    gc.disable()
    try:
        with one_at_a_time():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_two_threads_draw_one_after_the_other():
    drawn = []

    def draw():
        with one_at_a_time():
            drawn.append("second")

    second = threading.Thread(target=draw)
    with one_at_a_time():
        second.start()
        drawn.append("first")
    second.join()
    assert drawn == ["first", "second"]
