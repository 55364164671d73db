"""The form of a report of control, and the row that what is typed into it makes. Free of Streamlit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from geo.changelog.log import Row
from geo.common.messages import N_, _
from geo.control.report import Scope
from geo.theatre.theatre import Theatre
from map.spoken import day, short_name
from ui.manual_edit.fields import FieldGroup, Form, FormField, InputKind
from ui.manual_edit.shared_fields import factions, grade, source_fields, source_kind, typed_day
from ui.words import place_names

STATUSES = {
    "controlled": N_("holds it"),
    "shared": N_("holds it together with others"),
    "claimed": N_("claims to hold it"),
    "contested": N_("is fighting inside it"),
    "withdrawn": N_("has left it"),
}
SCOPES = {
    Scope.PLACE.value: N_("this very place"),
    Scope.AREA.value: N_("a whole area around it"),
    Scope.BASELINE.value: N_("how it was before the first day"),
}
STANDINGS = {
    "stands": N_("it stands"),
    "superseded": N_("it was overtaken the same day"),
    "early": N_("it came too early"),
    "false": N_("it was found to be false"),
}


def report_form(theatre: Theatre) -> Form:
    """The form for a report of control."""
    places = place_names(theatre)
    place = FormField(
        "place_id", _("Place"), InputKind.CHOICE, options=tuple(places), names=places.__getitem__, mandatory=True
    )
    scope = FormField(
        "scope",
        _("It speaks of"),
        InputKind.CHOICE,
        options=tuple(SCOPES),
        names=lambda word: _(SCOPES[word]),
        mandatory=True,
    )
    return (
        FieldGroup(_("Who is where"), ((place, *who_fields(theatre)), day_fields(theatre))),
        FieldGroup(_("Attributed to"), attribution_fields(theatre, scope)),
    )


def who_fields(theatre: Theatre) -> tuple[FormField, FormField]:
    """Who a report puts somewhere, and what it does there."""
    several, names = factions(theatre)
    holders = tuple(faction for faction in several if theatre.factions[faction].holds_ground)
    return (
        FormField("controller", _("Faction"), InputKind.CHOICE, options=holders, names=names, mandatory=True),
        FormField("status", _("What it does there"), InputKind.CHOICE, options=tuple(STATUSES),
                  names=lambda word: _(STATUSES[word]), mandatory=True),
    )  # fmt: skip


def day_fields(theatre: Theatre) -> tuple[FormField, ...]:
    """When that was, and with whom."""
    several, names = factions(theatre)
    return (
        typed_day("event_date", _("Day, the latest likely"), mandatory=True),
        typed_day("event_date_earliest", _("The earliest likely"), help=_("Leave it empty where the day is known.")),
        FormField("shared_with", _("Together with"), InputKind.SEVERAL, options=several, names=names),
    )


def attribution_fields(theatre: Theatre, *more: FormField) -> tuple[tuple[FormField, ...], ...]:
    """Whose word it is and how good; `more`: what is asked beside what became of it."""
    several, names = factions(theatre)
    return (
        *source_fields(),
        (
            *grade(),
            FormField("asserter_faction", _("Speaks for"), InputKind.CHOICE, options=several, names=names,
                      help=_("A party's own word alone is drawn as a claim. Empty: for none of the factions.")),
        ),
        (
            *more,
            FormField("standing", _("What became of it"), InputKind.CHOICE, options=tuple(STANDINGS),
                      names=lambda word: _(STANDINGS[word]), mandatory=True),
        ),
        (FormField("note", _("Note")),),
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
    """A report of the theatre in a line, as in "Government has left it, 5 Dec 2024, says SOHR (B2)"."""
    told = (
        _("{who} {does}, {day}, says {source} ({grade}), of ground drawn over it")
        if report["ground_id"]
        else _("{who} {does}, {day}, says {source} ({grade})")
    )
    return told.format(
        who=short_name(theatre.factions[report["controller"]]),
        does=_(STATUSES[report["status"]]),
        day=day(report["event_date"]),
        source=report["asserted_by"],
        grade=f"{report['reliability']}{report['credibility']}",
    )
