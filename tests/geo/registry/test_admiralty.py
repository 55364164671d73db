"""Admiralty grades: source and report judged apart, and ranked together."""

from __future__ import annotations

import pytest

from geo.registry.admiralty import english_grade, rank


@pytest.mark.parametrize(
    ("grade", "ranked"),
    [("A1", 2), ("B1", 3), ("A2", 3), ("B2", 4), ("C3", 6), ("D4", 8), ("E5", 10), ("F1", 5), ("A6", 5), ("F6", 8)],
)
def test_a_grade_ranks_by_both_letters_and_what_cannot_be_judged_ranks_as_doubtful(grade, ranked):
    assert rank(grade[0], int(grade[1])) == ranked


def test_a_grade_is_told_in_words():
    assert english_grade("B", 2) == "B2: source usually reliable, report probably true"
