"""Type: as wide as it is set, broken so that nothing is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.sheet.typeset import printable, width_mm, wrap


@given(st.lists(st.text("abcdefgمرحبا", min_size=1, max_size=40), max_size=12), st.floats(8, 80))
def test_wrapped_lines_hold_every_letter_and_none_is_too_wide(words, width):
    text = " ".join(words)
    lines = wrap(text, width, 7)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width_mm(line, 7) <= width or len(line) == 1 for line in lines)


def test_line_breaks_are_kept():
    assert wrap("Hama\nحماة", 50, 7) == ["Hama", "حماة"]


def test_bold_type_is_wider():
    assert width_mm("Aleppo", 10, bold=True) > width_mm("Aleppo", 10)


def test_a_dollar_sign_is_no_formula():
    assert width_mm("$x$", 10) > width_mm("x", 10)


def test_what_would_reorder_the_text_after_it_is_spelled_out():
    assert printable("a\u202eb") == "a[U+202E]b"
    assert printable("a \u2067حماة\u2069 b") == "a \u2067حماة\u2069 b"
