"""The events of a situation as a table: what the page lists and downloads."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from functools import partial
from typing import TypeVar

import pandas as pd
import streamlit as st

from briefing.job.licences import terms_of
from geo.analysis.situation import Situation
from geo.changelog.log import Subject
from geo.common.messages import N_, _
from geo.common.urls import is_web_address
from geo.events.events import AGGREGATE, CONTEXT, COUNTED_FROM, INCIDENT, counted, counted_abroad
from geo.events.strike_kinds import strike_words
from geo.theatre.theatre import Theatre
from info.event import laid_to
from info.figures import why_no_events
from info.provenance import brought_in_from, hand_in_words
from map.event_words import STRIKE_WORDS, kind_name, type_name
from map.spoken import country_name, faction_names
from map.wording import GEO_PRECISION, TIME_PRECISION
from ui.data_words import MEMBERSHIP, code_in_words
from ui.dates import day_column
from ui.event_list import EventFile, event_list
from ui.html import markdown
from ui.words import in_both

Key = TypeVar("Key", bound=Hashable)

COUNTED = {
    INCIDENT: N_("incident"),
    AGGREGATE: N_("count or running total, not added up"),
    CONTEXT: N_("background, not counted"),
}
COUNTED_ABROAD = N_("incident abroad, not counted")
NO_PAGE = N_("General knowledge, no page")
MOST_ROWS = 2_000
"""Events the page lists at a time; the download has all of them."""


def events_table(situation: Situation, most: int | None = None) -> pd.DataFrame:
    """The events of the situation as the page shows and downloads them, one row an event: all, or the first `most` by
    day. The columns are called in English, the words of fixed lists are in the language that is spoken."""
    events = situation.events if most is None else situation.filtered.first(most)
    theatre, factions = situation.theatre, situation.theatre.factions
    files = {origin: brought_in_from(origin, theatre) for origin in events["origin"].unique()}
    terms = {origin: terms_of(origin, theatre) for origin in files}
    named = {together: faction_names(together, factions) for together in set(events["factions"])}
    places, places_in_other = in_both(events[["location_en", "location_ar"]].set_axis(["name_en", "name_ar"], axis=1))
    return pd.DataFrame(
        {
            N_("Date"): events["event_date"],
            N_("Until"): events["end_date"],
            N_("Date known to"): events["time_precision"].map(_said(TIME_PRECISION)),
            N_("In range"): _each(events["membership"], lambda word: code_in_words(word, MEMBERSHIP)),
            N_("Event"): _each(events["sub_event_type"], kind_name),
            N_("Type"): _each(events["event_type"], type_name),
            N_("Strike"): _each(
                pd.Series(strike_words(events), events.index), lambda word: code_in_words(word, STRIKE_WORDS)
            ),
            N_("Place"): places,
            "Place (Arabic)": places_in_other,
            N_("Place known to"): events["geo_precision"].map(_said(GEO_PRECISION)).fillna(_("no position")),
            N_("Within km"): events["uncertainty_km"],
            N_("Killed low"): events["fatalities_low"],
            N_("Killed best"): events["fatalities_best"],
            N_("Killed high"): events["fatalities_high"],
            N_("Factions named"): events["factions"].map(named).astype("str"),
            N_("Laid to"): laid_to(events, theatre),
            N_("What happened"): events["summary"],
            N_("Attributed to"): _each(events["asserted_by"], lambda by: theatre.attributed_to(by).say()),
            N_("Grade"): events["reliability"] + events["credibility"].astype(str),
            N_("Source"): events["source_publisher"],
            N_("Link"): events["source_url"].where(events["source_url"].map(is_web_address).astype(bool), None),
            N_("Counts as"): events["count_as"].map(_said(COUNTED)).mask(counted_abroad(events), _(COUNTED_ABROAD)),
            N_("Country"): _each(events["country"], partial(country_name, countries=theatre.countries)),
            N_("Abroad"): events["abroad"],
            N_("Time"): events["event_time"],
            N_("Brought in from"): events["origin"].map(files).astype("str"),
            N_("Terms"): events["origin"].map(terms).astype("str"),
            N_("By hand"): _by_hand(events["event_id"], theatre),
            N_("Longitude"): events.geometry.x,
            N_("Latitude"): events.geometry.y,
            N_("Id"): events["event_id"],
        }
    ).reset_index(drop=True)


def _said(words: Mapping[Key, str]) -> dict[Key, str]:
    return {key: _(word) for key, word in words.items()}


def _each(words: pd.Series, said: Callable[[str], str]) -> pd.Series:
    """Each of a column of words as it is said, looked up once for every word."""
    return words.map({word: said(word) for word in words.unique()})


def _by_hand(event_ids: pd.Series, theatre: Theatre) -> list[str]:
    """Whose hand changed each event and why, "" where none did."""
    told = {key: hand_in_words(theatre, Subject.EVENT, key) for key in theatre.ledger.last(Subject.EVENT)}
    return [told.get(event_id, "") for event_id in event_ids]


def events_tab(situation: Situation) -> None:
    """The events of the situation as a table, or why there are none."""
    table = events_table(situation, MOST_ROWS)
    if table.empty:
        st.info(markdown(why_no_events(situation)))
        return
    events = situation.filtered.columns(COUNTED_FROM)
    records, incidents, abroad = len(events), int(counted(events).sum()), int(counted_abroad(events).sum())
    told = (
        _(
            "{records} records: {incidents} incidents, {abroad} incidents abroad, not counted, {others} counts, "
            "running totals and background notes."
        )
        if abroad
        else _("{records} records: {incidents} incidents, {others} counts, running totals and background notes.")
    )
    some = _(
        "Listed are the first {count} by day: choose fewer days, an area or a type to see others, or download all of "
        "them."
    )
    told = told.format(
        records=f"{records:,}",
        incidents=f"{incidents:,}",
        abroad=f"{abroad:,}",
        others=f"{records - incidents - abroad:,}",
    )
    how = _("Click a column to sort; the magnifier searches; click the box of a row to show it on the map.")
    listed = [some.format(count=f"{len(table):,}")] if records > len(table) else []
    st.caption(" ".join([told, *listed, how]))
    event_list(
        situation,
        table,
        EventFile(_("Download these events (CSV)"), "events", lambda: events_table(situation)),
        what="events",
        columns={
            "Date": day_column(_("Date"), pinned=True),
            "Until": day_column(_("Until")),
        },
    )
