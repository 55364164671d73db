"""The form of an event, and the row that what is typed into it makes. Free of Streamlit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from geo.changelog.log import Row
from geo.common.messages import N_, _
from geo.events.events import AGGREGATE, CONTEXT, INCIDENT, STRIKE_DELIVERY, SUB_EVENT_TYPES
from geo.theatre.theatre import Theatre
from map.event_words import kind_name, type_name
from map.wording import GEO_PRECISION, TIME_PRECISION
from ui.manual_edit.fields import FieldGroup, Form, FormField, InputKind
from ui.manual_edit.shared_fields import factions, grade, source_fields, source_kind, typed_day
from ui.manual_edit.spots import spot_at

KIND = "kind"
"""The field that asks for both type and sub type: the two as "type|sub type"."""
KINDS = [
    *(f"{SUB_EVENT_TYPES[sub]}|{sub}" for sub in STRIKE_DELIVERY),
    *(f"{kind}|{sub}" for sub, kind in SUB_EVENT_TYPES.items() if sub not in STRIKE_DELIVERY),
]
"""ACLED's own, strikes first."""

COUNTS_AS = {
    INCIDENT: N_("one incident, counted"),
    AGGREGATE: N_("a count or running total, listed and not added up"),
    CONTEXT: N_("background, not counted"),
}
AT_A_PLACE_KM = 5.0
"""A point known no better than this is that of a part of a region rather than of a place."""
DISAGREES = {"yes": N_("it is known to, and both may stand")}
CLICKED, TYPED = "clicked on the map", "placed by hand"


def event_form(theatre: Theatre, before: Row) -> Form:
    """The fields of an event; `before` is the row they show at first."""
    kinds = list(KINDS)
    if (own := before.get(KIND)) and own not in kinds:
        kinds.insert(0, own)
    several, names = factions(theatre)
    return (
        FieldGroup(
            _("What and when"),
            (
                (
                    FormField(
                        KIND, _("Kind of event"), InputKind.CHOICE, options=kinds, names=kind_words, mandatory=True,
                        also=("event_type", "sub_event_type"),
                    ),
                    FormField("count_as", _("Counts as"), InputKind.CHOICE, options=tuple(COUNTS_AS),
                          names=lambda word: _(COUNTS_AS[word]), mandatory=True),
                ),
                (
                    typed_day("event_date", _("Day"), mandatory=True),
                    typed_day("end_date", _("Last day, if it went on")),
                    FormField("time_precision", _("How exact the day is"), InputKind.CHOICE,
                          options=tuple(TIME_PRECISION), names=lambda word: _(TIME_PRECISION[word]), mandatory=True),
                ),
                (FormField("summary", _("What happened"), InputKind.TEXT, mandatory=True),),
            ),
        ),
        FieldGroup(
            _("Where"),
            (
                (
                    FormField("location_en", _("Place"), mandatory=True),
                    FormField("location_ar", _("Place in Arabic")),
                ),
                (
                    FormField("latitude", _("Latitude"), InputKind.DEGREES, also=("geometry",)),
                    FormField("longitude", _("Longitude"), InputKind.DEGREES),
                    FormField("uncertainty_km", _("Within km"), InputKind.NUMBER,
                          _("How far from this point it may have happened. A click is as exact as the map was large.")),
                    FormField("geo_precision", _("The point is of"), InputKind.CHOICE, options=tuple(GEO_PRECISION),
                          names=lambda word: _(GEO_PRECISION[word])),
                ),
            ),
        ),
        FieldGroup(
            _("Who, and what it cost"),
            (
                (FormField("actor1", _("Party"), mandatory=True), FormField("actor2", _("Other party"))),
                (FormField("factions", _("Factions named"), InputKind.SEVERAL, options=several, names=names),),
                (
                    FormField("perpetrator", _("Laid to, in the source's words"),
                          help=_("Who did it, only where the source says so. Empty: the source does not say.")),
                    FormField("attributed_to", _("Laid to (factions)"), InputKind.SEVERAL, options=several,
                          names=names),
                ),
                (
                    FormField("fatalities_low", _("Killed, low"), InputKind.COUNT),
                    FormField("fatalities_best", _("Killed, best"), InputKind.COUNT),
                    FormField("fatalities_high", _("Killed, high"), InputKind.COUNT),
                    FormField("civilians_killed", _("Civilians killed"), InputKind.COUNT),
                    FormField("injured", _("Injured"), InputKind.COUNT),
                ),
            ),
        ),
        FieldGroup(
            _("Attributed to"),
            (
                *source_fields(),
                (*grade(), FormField("disagrees", _("Where control says otherwise"), InputKind.CHOICE,
                                     options=tuple(DISAGREES), names=lambda word: _(DISAGREES[word]))),
            ),
        ),
    )  # fmt: skip


def kind_words(kind: str) -> str:
    """As in "Air/drone strike (Explosions/Remote violence)"."""
    event_type, _bar, sub = kind.partition("|")
    return f"{kind_name(sub)} ({type_name(event_type)})"


def new_event(theatre: Theatre, lon: float, lat: float, day: date, within_km: float) -> dict[str, Any]:
    """What the form of an event at a point shows at first; what only a person can know is left open."""
    spot = spot_at(theatre, lon, lat)
    return {
        "event_date": day.isoformat(),
        "time_precision": 1,
        "count_as": INCIDENT,
        "location_en": spot.name_en,
        "location_ar": spot.name_ar,
        "longitude": round(lon, 5),
        "latitude": round(lat, 5),
        "uncertainty_km": within_km,
        "geo_precision": 1 if within_km <= AT_A_PLACE_KM else 2,
        "coord_source": CLICKED,
    }


def with_kind(row: Row) -> dict[str, Any]:
    """An event as the form shows it."""
    return {**row, KIND: f"{row['event_type']}|{row['sub_event_type']}"}


def event_row(typed: Row, before: Row, theatre: Theatre) -> dict[str, Any]:
    """The event that what was typed makes of the one there was before: what the form does not ask stays."""
    event_type, _bar, sub = str(typed[KIND] or "").partition("|")
    row = {**before, **typed, "event_type": event_type, "sub_event_type": sub}
    del row[KIND]
    row["source_kind"] = source_kind(row, before)
    return {**row, **_placed(row, before, theatre)}


def _placed(row: Mapping[str, Any], before: Row, theatre: Theatre) -> dict[str, Any]:
    lon, lat = row["longitude"], row["latitude"]
    moved = (lon, lat) != (before.get("longitude"), before.get("latitude"))
    if lon is None or lat is None:
        nowhere = {"adm1_pcode": None, "country": None, "coord_source": None} if moved else {}
        return {"longitude": None, "latitude": None, **nowhere}
    if not moved and "adm1_pcode" in before:
        return {}
    spot = spot_at(theatre, lon, lat)
    source = TYPED if moved else row.get("coord_source")
    return {"adm1_pcode": spot.adm1_pcode or None, "country": spot.country or None, "coord_source": source}
