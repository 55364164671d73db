"""Why a place has the state it has: each rule by name, in a sentence, and what would flip its answer.

rule.py says which of them fires for a place, geo/polygons/daily_coverage.py for ground drawn elsewhere.
"""

from __future__ import annotations

from enum import StrEnum


class Rule(StrEnum):
    """Why a place has the state it has."""

    NO_REPORT = "no-report"
    BASELINE = "baseline"
    LATEST = "latest"
    OWN_CLAIM = "own-claim"
    CONFIRMED = "confirmed"
    CONTESTED = "contested"
    DISPUTED = "disputed"
    GRADE = "grade"
    WITHDRAWN = "withdrawn"
    LEFT_ALONE = "left-alone"
    AREA_CLAIM = "area-claim"
    UNSOURCED = "unsourced"
    DRAWN = "drawn"
    NOT_DRAWN = "not-drawn"
    BETWEEN_OUTLINES = "between-outlines"


RULE_SENTENCES = {
    Rule.NO_REPORT: "No report speaks of this place by that day.",
    Rule.BASELINE: "No later report: the state on the first day of the theatre stands.",
    Rule.LATEST: "The latest reports that are not a party's own claim agree.",
    Rule.OWN_CLAIM: "Only the party itself, or its allies, says it holds the place.",
    Rule.CONFIRMED: "Later reports name the holder already known.",
    Rule.CONTESTED: "Fighting inside the place is reported, and no later holder.",
    Rule.DISPUTED: "Reports of the same days differ, and none is graded clearly better.",
    Rule.GRADE: "Reports of the same days differ; the clearly better graded one stands.",
    Rule.WITHDRAWN: "The holder is reported to have left, and nobody to have come in.",
    Rule.LEFT_ALONE: "All other parties to the fight are reported to have left.",
    Rule.UNSOURCED: "No report that names the holder has a page that can be shown for it.",
    Rule.AREA_CLAIM: "Only a claim about the whole area names a holder; nothing speaks of this place.",
    Rule.DRAWN: "Drawn so by the source of the history on that day, or on the last day before it that it drew.",
    Rule.NOT_DRAWN: "The source of the history drew nothing here; who holds such ground was said when it was imported.",
    Rule.BETWEEN_OUTLINES: "A strip between the source's drawing of a border or coast and the theatre's: nobody's.",
}

FLIPS_WHEN = {
    Rule.NO_REPORT: "Any report about the place, or a claim about its area.",
    Rule.BASELINE: "Any later report that names another holder, or the holder's withdrawal.",
    Rule.LATEST: "A later report of another holder, or one of the same days not graded clearly worse.",
    Rule.OWN_CLAIM: "One report by anybody else: it confirms the claim, or names the true holder.",
    Rule.CONFIRMED: "A later report of another holder, or the holder's withdrawal.",
    Rule.CONTESTED: "A later report that names one holder, or says that all others have left.",
    Rule.DISPUTED: "A later report, or one of the same days graded three steps better than the other side's best.",
    Rule.GRADE: "A later report, or one of the same days for the other side graded nearly as well.",
    Rule.WITHDRAWN: "Any report of who came in, even a claim about the whole area.",
    Rule.LEFT_ALONE: "A report that confirms the one that stayed, or names another holder.",
    Rule.UNSOURCED: "One report with a page to show: it confirms the holder, or names another.",
    Rule.AREA_CLAIM: "Any report that speaks of this very place.",
    Rule.DRAWN: "A corrected drawing by the source, imported again.",
    Rule.NOT_DRAWN: "A drawing by the source that covers the place, imported again.",
    Rule.BETWEEN_OUTLINES: "A drawing by the source that covers the place, or an import with a narrower --sliver-km.",
}
"""What would change the answer, for each rule."""
