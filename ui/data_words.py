"""Words of fixed lists that the data are written in, as the tables of the page show them."""

from __future__ import annotations

from collections.abc import Mapping

from geo.common.messages import N_, _
from geo.control.rule_texts import Rule
from geo.events.events import CERTAIN, POSSIBLE

RULES = {
    Rule.NO_REPORT: N_("no-report"),
    Rule.BASELINE: N_("baseline"),
    Rule.LATEST: N_("latest"),
    Rule.OWN_CLAIM: N_("own-claim"),
    Rule.CONFIRMED: N_("confirmed"),
    Rule.CONTESTED: N_("contested"),
    Rule.LONE_FIGHTER: N_("lone-fighter"),
    Rule.DISPUTED: N_("disputed"),
    Rule.GRADE: N_("grade"),
    Rule.WITHDRAWN: N_("withdrawn"),
    Rule.LEFT_ALONE: N_("left-alone"),
    Rule.AREA_CLAIM: N_("area-claim"),
    Rule.UNSOURCED: N_("unsourced"),
    Rule.NEIGHBOURS: N_("neighbours"),
    Rule.AS_ITS_CITY: N_("as-its-city"),
    Rule.DRAWN: N_("drawn"),
    Rule.NOT_DRAWN: N_("not-drawn"),
    Rule.BETWEEN_OUTLINES: N_("between-outlines"),
}
MEMBERSHIP = {CERTAIN: N_("certain"), POSSIBLE: N_("possible")}
HOW_HELD = {
    "inferred": N_("inferred"), "controlled": N_("controlled"), "shared": N_("shared"), "claimed": N_("claimed"),
    "contested": N_("contested"), "disputed": N_("disputed"), "unknown": N_("unknown"),
}  # fmt: skip
CROSSING_STATUSES = {
    "open": N_("open"), "closed": N_("closed"), "restricted": N_("restricted"),
    "humanitarian-only": N_("humanitarian-only"), "unknown": N_("unknown"),
}  # fmt: skip


def rule_word(rule: Rule) -> str:
    """The rule that decided, by its name."""
    return _(RULES[rule])


def code_in_words(word: str, words: Mapping[str, str]) -> str:
    """A word of a list in the language that is spoken; as it stands where it is none of the list."""
    return _(words[word]) if words.get(word) else word
