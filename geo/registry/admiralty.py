"""Admiralty grades: how reliable the source is (A-F) and how credible the report (1-6), judged apart."""

from __future__ import annotations

from geo.common.messages import N_

RELIABILITY = {
    "A": N_("completely reliable"),
    "B": N_("usually reliable"),
    "C": N_("fairly reliable"),
    "D": N_("not usually reliable"),
    "E": N_("unreliable"),
    "F": N_("of a reliability that cannot be judged"),
}
CREDIBILITY = {
    1: N_("confirmed"),
    2: N_("probably true"),
    3: N_("possibly true"),
    4: N_("doubtful"),
    5: N_("improbable"),
    6: N_("cannot be judged"),
}

IMPROBABLE = 5

RELIABILITY_RANK = {"A": 1, "B": 2, "C": 3, "D": 4, "E": 5, "F": 4}
CREDIBILITY_RANK = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 4}
"""F and 6 mean "cannot be judged", which is neither good nor bad: they rank with D and 4."""


def rank(reliability: str, credibility: int) -> int:
    """Combined rank of a grade, 2 (A1) to 10 (E5); lower is better."""
    return RELIABILITY_RANK[reliability] + CREDIBILITY_RANK[credibility]


def english_grade(reliability: str, credibility: int) -> str:
    """As in "B2: source usually reliable, report probably true"."""
    return f"{reliability}{credibility}: source {RELIABILITY[reliability]}, report {CREDIBILITY[credibility]}"
