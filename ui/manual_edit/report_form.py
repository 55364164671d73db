"""The form of a report of control, and the row that what is typed into it makes. Free of Streamlit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from geo.changelog.log import Row
from geo.control.report import Scope
from geo.theatre.theatre import Theatre
from map.wording import day
from ui.manual_edit.fields import FieldGroup, Form, FormField, InputKind
from ui.manual_edit.shared_fields import factions, grade, source_fields, source_kind, typed_day
from ui.words import place_names

STATUSES = {
    "controlled": "holds it",
    "shared": "holds it together with others",
    "claimed": "claims to hold it",
    "contested": "is fighting inside it",
    "withdrawn": "has left it",
}
SCOPES = {
    Scope.PLACE.value: "this very place",
    Scope.AREA.value: "a whole area around it",
    Scope.BASELINE.value: "how it was before the first day",
}
STANDINGS = {
    "stands": "it stands",
    "superseded": "it was overtaken the same day",
    "early": "it came too early",
    "false": "it was found to be false",
}


def report_form(theatre: Theatre) -> Form:
    """The form for a report of control."""
    several, names = factions(theatre)
    holders = tuple(faction for faction in several if theatre.factions[faction].holds_ground)
    places = place_names(theatre)
    return (
        FieldGroup(
            "Who is where",
            (
                (
                    FormField("place_id", "Place", InputKind.CHOICE, options=tuple(places), names=places.__getitem__,
                          mandatory=True),
                    FormField("controller", "Faction", InputKind.CHOICE, options=holders, names=names, mandatory=True),
                    FormField("status", "What it does there", InputKind.CHOICE, options=tuple(STATUSES),
                          names=STATUSES.__getitem__, mandatory=True),
                ),
                (
                    typed_day("event_date", "Day, the latest likely", mandatory=True),
                    typed_day("event_date_earliest", "The earliest likely",
                              help="Leave it empty where the day is known."),
                    FormField("shared_with", "Together with", InputKind.SEVERAL, options=several, names=names),
                ),
            ),
        ),
        FieldGroup(
            "Attributed to",
            (
                *source_fields(),
                (
                    *grade(),
                    FormField("asserter_faction", "Speaks for", InputKind.CHOICE, options=several, names=names,
                          help="A party's own word alone is drawn as a claim. Empty: for none of the factions."),
                ),
                (
                    FormField("scope", "It speaks of", InputKind.CHOICE, options=tuple(SCOPES),
                          names=SCOPES.__getitem__, mandatory=True),
                    FormField("standing", "What became of it", InputKind.CHOICE, options=tuple(STANDINGS),
                          names=STANDINGS.__getitem__, mandatory=True),
                ),
                (FormField("note", "Note"),),
            ),
        ),
    )  # fmt: skip


def new_report(place_id: str, day: date) -> dict[str, Any]:
    """What the form of a report about a place shows at first."""
    return {
        "place_id": place_id,
        "event_date": day.isoformat(),
        "scope": Scope.PLACE.value,
        "standing": "stands",
        "disagrees": "no",
    }


def report_row(typed: Row, before: Row) -> dict[str, Any]:
    """The report that what was typed makes of the one there was before: what the form does not ask stays."""
    row = {**before, **typed}
    first = row["event_date_earliest"]
    row["date_precision"] = "day" if first in (None, row["event_date"]) and _was_exact(before, row) else "range"
    if row["published_on"] != before.get("published_on") or not before.get("published_precision"):
        row["published_precision"] = "stated" if row["published_on"] else "unknown"
    row["source_kind"] = source_kind(row, before)
    return row


def _was_exact(before: Row, row: Row) -> bool:
    """A report "by" a day stays one while its day does."""
    same_day = before.get("event_date") == row["event_date"]
    return not (same_day and before.get("date_precision") == "range" and not row["event_date_earliest"])


def report_words(report: pd.Series, theatre: Theatre) -> str:
    """A report in a line, as in "Government has left it, 5 Dec 2024, says SOHR (B2)"."""
    who = theatre.factions[report["controller"]].short_en
    grade = f"{report['reliability']}{report['credibility']}"
    return f"{who} {STATUSES[report['status']]}, {day(report['event_date'])}, says {report['asserted_by']} ({grade})"
