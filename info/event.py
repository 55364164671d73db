"""One record of an event, told whole: what, when, where, how exactly, who says so."""

from __future__ import annotations

import pandas as pd

from geo.changelog.log import Action, Subject
from geo.common.messages import N_, _
from geo.events.events import AGGREGATE, CONTEXT
from geo.theatre.theatre import Theatre
from info.details import Details, Line, Paragraph, both_names, facts, plain, source
from info.earlier_versions import corrections_of
from info.provenance import brought_in_from, hand_rows
from map.event_words import kind_name, strike_name, type_name
from map.spoken import country_name, faction_names, grade_in_words, listing, span
from map.wording import GEO_PRECISION, TIME_PRECISION, count, killed, within

VIOLENT = ("Battles", "Explosions/Remote violence", "Violence against civilians")
"""Event types that set one party against another; meetings and movements only name who took part."""

COUNTED = {
    AGGREGATE: N_("A count, running total or overlap: listed, never added up."),
    CONTEXT: N_("Background: a meeting, statement or standing fact, not on the conflict counts."),
}
ABROAD = N_("Abroad: shown, and in none of the figures of the country.")

NOBODY_NAMED = N_("the source does not say who did it")


def event_details(event: pd.Series, theatre: Theatre) -> Details:
    """The details of an event of `theatre`."""
    place = both_names(event["location_en"], event["location_ar"])
    where = (
        _("no position known")
        if event.geometry is None
        else _("{precision}, {within} (point: {source})").format(
            precision=_(GEO_PRECISION[int(event["geo_precision"])]),
            within=within(float(event["uncertainty_km"])),
            source=event["coord_source"] or _("source not named"),
        )
    )
    kind = strike_name(event)
    strike = _(" · strike, {kind}").format(kind=kind) if kind else ""
    between = _(" against ") if event["event_type"] in VIOLENT else _("; ")
    counted = COUNTED.get(event["count_as"], ABROAD if event["abroad"] else "")
    when = listing([span(event["event_date"], event["end_date"]), _(TIME_PRECISION[event["time_precision"]])])
    return Details(
        listing([kind_name(event["sub_event_type"]), place]),
        (
            Paragraph(plain(event["summary"])),
            *([Paragraph(plain(_(counted)), note=True)] if counted else []),
            facts(
                (_("Events counted"), plain(count(event["event_count"]))),
                (_("Type"), plain(f"{type_name(event['event_type'])}{strike}")),
                (_("When"), plain(when)),
                (_("Time"), plain(event["event_time"])),
                (_("Where"), plain(where)),
                (_("Country"), plain(country_name(event["country"], theatre.countries))),
                (_("Parties named"), plain(between.join(part for part in (event["actor1"], event["actor2"]) if part))),
                (_("Laid to"), plain(laid_to(event.to_frame().T, theatre)[0])),
                (_("Casualties"), _casualties(event)),
                (_("Attributed to"), plain(theatre.attributed_to(event["asserted_by"]).say())),
                (_("Grade"), plain(grade_in_words(event["reliability"], event["credibility"]))),
                (_("Source"), source(event)),
                (_("Could not be read"), plain(event["not_read"])),
                (_("Brought in"), plain(brought_in_from(event["origin"], theatre))),
                *corrections_of(event["event_id"], event, theatre),
                *hand_rows(theatre, Subject.EVENT, event["event_id"]),
                (_("Id"), plain(event["event_id"])),
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
            found.append(_(NOBODY_NAMED) if strike and (origin or event_id in added) else "")
    return found


def _added(theatre: Theatre, event_id: str) -> bool:
    changes = theatre.ledger.changes_of(Subject.EVENT, event_id)
    return any(entry.action is Action.ADD for entry in changes)


def _casualties(event: pd.Series) -> Line:
    dead = killed(*(event[f"fatalities_{bound}"] for bound in ("low", "best", "high"))) or _("no figure given")
    others = [
        _(told).format(number=count(event[column]))
        for column, told in (
            ("civilians_killed", N_("{number} of them civilians")),
            ("injured", N_("{number} injured")),
            ("displaced", N_("{number} displaced")),
        )
        if count(event[column])
    ]
    return plain(listing([dead, *others]))
