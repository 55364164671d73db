"""Why a place has the state it has: each rule by name, in a sentence, and what would flip its answer.

rule.py says which of them fires for a place, geo/polygons/daily_coverage.py for ground drawn elsewhere.
"""

from __future__ import annotations

from enum import StrEnum

from geo.common.messages import N_, _


class Rule(StrEnum):
    """Why a place has the state it has."""

    NO_REPORT = "no-report"
    BASELINE = "baseline"
    LATEST = "latest"
    OWN_CLAIM = "own-claim"
    CONFIRMED = "confirmed"
    CONTESTED = "contested"
    LONE_FIGHTER = "lone-fighter"
    DISPUTED = "disputed"
    GRADE = "grade"
    WITHDRAWN = "withdrawn"
    LEFT_ALONE = "left-alone"
    AREA_CLAIM = "area-claim"
    UNSOURCED = "unsourced"
    NEIGHBOURS = "neighbours"
    AS_ITS_CITY = "as-its-city"
    DRAWN = "drawn"
    NOT_DRAWN = "not-drawn"
    BETWEEN_OUTLINES = "between-outlines"


NO_OWN_REPORT = N_("no report of its own decides")
"""Why ground is inferred, wherever that is said: none speaks of its place, or what they say gives way to neighbours."""

RULE_SENTENCES = {
    Rule.NO_REPORT: N_("No report speaks of this place by that day."),
    Rule.BASELINE: N_("No later report: the state on the first day of the theatre stands."),
    Rule.LATEST: N_("The latest reports that are not a party's own claim agree."),
    Rule.OWN_CLAIM: N_("Only the party itself, or its allies, says it holds the place."),
    Rule.CONFIRMED: N_("Later reports name the holder already known."),
    Rule.CONTESTED: N_("Fighting inside the place is reported, and no later holder."),
    Rule.LONE_FIGHTER: N_(
        "Fighting inside the place is reported of one party; whom it fights is told by the places around."
    ),
    Rule.DISPUTED: N_("Reports of the same days differ, and none is graded clearly better."),
    Rule.GRADE: N_("Reports of the same days differ; the clearly better graded one stands."),
    Rule.WITHDRAWN: N_("The holder is reported to have left, and nobody to have come in."),
    Rule.LEFT_ALONE: N_("All other parties to the fight are reported to have left."),
    Rule.UNSOURCED: N_("No report that names the holder has a page that can be shown for it."),
    Rule.AREA_CLAIM: N_("Only a claim about the whole area names a holder; nothing speaks of this place."),
    Rule.NEIGHBOURS: N_(
        "No report of its own decides: it goes with the evidence of the places around it, and changes hands when that "
        "is clearly for another."
    ),
    Rule.AS_ITS_CITY: N_("No report speaks of this quarter: it is told as its city."),
    Rule.DRAWN: N_("Drawn so by the source of the history on that day, or on the last day before it that it drew."),
    Rule.NOT_DRAWN: N_(
        "The source of the history drew nothing here; who holds such ground was said when it was imported."
    ),
    Rule.BETWEEN_OUTLINES: N_("A strip between the source's drawing of a border or coast and the theatre's: nobody's."),
}

FLIPS_WHEN = {
    Rule.NO_REPORT: N_("Any report about the place, or a claim about its area."),
    Rule.BASELINE: N_("Any later report that names another holder, or the holder's withdrawal."),
    Rule.LATEST: N_("A later report of another holder, or one of the same days not graded clearly worse."),
    Rule.OWN_CLAIM: N_("One report by anybody else: it confirms the claim, or names the true holder."),
    Rule.CONFIRMED: N_("A later report of another holder, or the holder's withdrawal."),
    Rule.CONTESTED: N_("A later report that names one holder, or says that all others have left."),
    Rule.LONE_FIGHTER: N_("A later report that names the holder, or whom the party fights."),
    Rule.DISPUTED: N_("A later report, or one of the same days graded three steps better than the other side's best."),
    Rule.GRADE: N_("A later report, or one of the same days for the other side graded nearly as well."),
    Rule.WITHDRAWN: N_("Any report of who came in, even a claim about the whole area."),
    Rule.LEFT_ALONE: N_("A report that confirms the one that stayed, or names another holder."),
    Rule.UNSOURCED: N_("One report with a page to show: it confirms the holder, or names another."),
    Rule.AREA_CLAIM: N_("Any report that speaks of this very place."),
    Rule.NEIGHBOURS: N_("Any report about the place itself, or more evidence for another holder near it."),
    Rule.AS_ITS_CITY: N_("Any report about the quarter itself, or another holder of its city."),
    Rule.DRAWN: N_("A corrected drawing by the source, imported again."),
    Rule.NOT_DRAWN: N_("A drawing by the source that covers the place, imported again."),
    Rule.BETWEEN_OUTLINES: N_(
        "A drawing by the source that covers the place, or an import with a narrower --sliver-km."
    ),
}
"""What would change the answer, for each rule."""


def rule_sentence(rule: Rule) -> str:
    """Why a place has the state this rule gave it, in the language that is spoken."""
    return _(RULE_SENTENCES[rule])


def what_would_flip(rule: Rule) -> str:
    """As in "What would change it: Any report that speaks of this very place.", in the language that is spoken."""
    return _("What would change it: {event}").format(event=_(FLIPS_WHEN[rule]))
