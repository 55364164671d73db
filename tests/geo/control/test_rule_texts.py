"""Every rule is told in a sentence, and so is what would change its answer."""

from __future__ import annotations

from geo.control.rule_texts import FLIPS_WHEN, RULE_SENTENCES, Rule, rule_sentence, what_would_flip


def test_every_rule_has_both_sentences():
    assert set(RULE_SENTENCES) == set(FLIPS_WHEN) == set(Rule)


def test_a_rule_is_told_in_its_sentence():
    assert rule_sentence(Rule.NO_REPORT) == "No report speaks of this place by that day."


def test_what_would_change_the_answer_is_told_as_such():
    assert what_would_flip(Rule.AREA_CLAIM) == "What would change it: Any report that speaks of this very place."
