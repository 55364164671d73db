"""One record of an event, told whole: what, when, where, how exactly, who says so."""

from __future__ import annotations

import pandas as pd

from geo.changelog.log import Action, Subject
from geo.events.events import AGGREGATE, CONTEXT
from geo.events.strike_kinds import strike_words
from geo.registry.admiralty import in_words
from geo.theatre.theatre import Theatre
from info.details import Details, Line, Paragraph, facts, plain, source
from info.earlier_versions import corrections_of
from info.provenance import brought_in_from, hand_rows
from map.wording import GEO_PRECISION, TIME_PRECISION, count, faction_names, killed, span, within

VIOLENT = ("Battles", "Explosions/Remote violence", "Violence against civilians")
"""Event types that set one party against another; meetings and movements only name who took part."""

COUNTED = {
    AGGREGATE: "A count, running total or overlap: listed, never added up.",
    CONTEXT: "Background: a meeting, statement or standing fact, not on the conflict counts.",
}
ABROAD = "Abroad: shown, and in none of the figures of the country."

NOBODY_NAMED = "the source does not say who did it"


def event_details(event: pd.Series, theatre: Theatre) -> Details:
    """The details of an event of `theatre`."""
    place = " ".join(part for part in (event["location_en"], event["location_ar"]) if part)
    where = (
        "no position known"
        if event.geometry is None
        else f"{GEO_PRECISION[int(event['geo_precision'])]}, {within(float(event['uncertainty_km']))}"
        f" (point: {event['coord_source'] or 'source not named'})"
    )
    strike = f" · strike, {kind}" if (kind := strike_words(event.to_frame().T)[0]) else ""
    between = " against " if event["event_type"] in VIOLENT else "; "
    counted = plain(COUNTED.get(event["count_as"], ABROAD if event["abroad"] else ""))
    return Details(
        f"{event['sub_event_type']}, {place}",
        (
            Paragraph(plain(event["summary"])),
            *([Paragraph(counted, note=True)] if counted else []),
            facts(
                ("Events counted", plain(count(event["event_count"]))),
                ("Type", plain(f"{event['event_type']}{strike}")),
                (
                    "When",
                    plain(f"{span(event['event_date'], event['end_date'])}, {TIME_PRECISION[event['time_precision']]}"),
                ),
                ("Time", plain(event["event_time"])),
                ("Where", plain(where)),
                ("Country", plain(event["country"] or "")),
                ("Parties named", plain(between.join(part for part in (event["actor1"], event["actor2"]) if part))),
                ("Laid to", plain(laid_to(event.to_frame().T, theatre)[0])),
                ("Casualties", _casualties(event)),
                ("Attributed to", plain(event["asserted_by"])),
                ("Grade", plain(in_words(event["reliability"], event["credibility"]))),
                ("Source", source(event)),
                ("Could not be read", plain(event["not_read"])),
                ("Brought in", plain(brought_in_from(event["origin"], theatre))),
                *corrections_of(event["event_id"], event, theatre),
                *hand_rows(theatre, Subject.EVENT, event["event_id"]),
                ("Id", plain(event["event_id"])),
            ),
        ),
    )


def laid_to(events: pd.DataFrame, theatre: Theatre) -> list[str]:
    """Who did it, as the source of each event has it: in its words, with the factions that stand for. A strike that was
    brought in or added by hand says so where its source names nobody; the theatre's own rows do not tell the two apart.
    """
    added = {key for key in theatre.ledger.last(Subject.EVENT) if _added(theatre, key)}
    columns = ("event_id", "perpetrator", "attributed_to", "origin", "strike")
    found = []
    for event_id, named, attributed, origin, strike in zip(*(events[column] for column in columns), strict=True):
        factions = faction_names(attributed, theatre.factions)
        if named or factions:
            found.append(f"{named} ({factions})" if named and factions else named or factions)
        else:
            found.append(NOBODY_NAMED if strike and (origin or event_id in added) else "")
    return found


def _added(theatre: Theatre, event_id: str) -> bool:
    changes = theatre.ledger.changes_of(Subject.EVENT, event_id)
    return any(entry.action is Action.ADD for entry in changes)


def _casualties(event: pd.Series) -> Line:
    dead = killed(*(event[f"fatalities_{bound}"] for bound in ("low", "best", "high"))) or "no figure given"
    others = [
        f"{count(event[column])} {word}"
        for column, word in (
            ("civilians_killed", "of them civilians"),
            ("injured", "injured"),
            ("displaced", "displaced"),
        )
        if count(event[column])
    ]
    return plain(", ".join([dead, *others]))
