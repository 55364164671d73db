"""Numbers of people: what is no number is not made one."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from ingest.drafts.counts import count, read_counts


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("12.0", 12),
        ("0", 0),
        ("1,200", 1200),
        ("1 200", 1200),
        ("1.234.567", 1_234_567),
        ("-3", -3),
        ("١٢", 12),
        ("١٬٢٠٠", 1200),
        ("۱۲", 12),
        ("1’200", 1200),
        ("1\u202f200", 1200),
        ("1,00,000", 100_000),
        ("zero", 0),
        ("صفر", 0),
        ("9" * 30, 1e30),
    ],
)
def test_one_number(text, number):
    assert count(text) == (number, number)


def test_a_span_has_two_ends():
    assert count("10-15") == count("10 – 15") == (10, 15)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("10 to 15", 10, 15), ("1,000–1,200", 1000, 1200), ("10 до 15", 10, 15), ("12+", 12, None),
        ("at least 12", 12, None),
        ("≥ 12", 12, None), ("au moins 12", 12, None), ("не менее 12", 12, None), ("على الأقل 12", 12, None),
        (">12", 13, None), ("more than 12", 13, None), ("<5", None, 4), ("fewer than 5", None, 4), ("up to 5", None, 5),
        ("до 5", None, 5), ("<0", None, 0),
    ],
)  # fmt: skip
def test_a_number_may_say_one_end_or_both(text, low, high):
    assert [None if math.isnan(end) else end for end in count(text)] == [low, high]


@pytest.mark.parametrize(
    "text",
    ["dozens", "about 20", "~20", "12.5", "1.200", "1,20", "1e3", "nan", "ten", "none", "10-", "a-b", "10+5", "9" * 99],
)
def test_what_is_no_whole_number_is_none(text):
    assert all(math.isnan(number) for number in count(text))


def test_a_point_before_three_digits_may_part_thousands_or_decimals_and_is_not_read():
    assert all(math.isnan(number) for text in ("1.000", "25.000", "1.200") for number in count(text))


def test_an_empty_cell_is_no_fault():
    read = read_counts(pd.Series(["", "many", "4", "none", "keine", "لا يوجد"]))
    assert list(read.unreadable) == [False, True, False, False, False, False]
    assert list(read.unclear) == [False, False, False, True, True, True]


@given(some.integers(0, 10**12))
@example(25_000)
def test_a_number_reads_back_however_its_thousands_are_parted(number):
    assert count(str(number)) == count(f"{number:,}") == count(f"{number:,}".replace(",", " ")) == (number, number)


@pytest.mark.thorough
@given(some.text(max_size=30))
def test_no_text_breaks_the_reader(text):
    assert len(count(text)) == 2
